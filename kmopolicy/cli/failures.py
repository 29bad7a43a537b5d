"""What each failure says on standard error, and the exit code that it ends with."""

import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kmopolicy.cli.mistakes import diagnosed, is_usage_error
from kmopolicy.cli.refusal import Refusal
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Lang, Localized

FACTS, POLICY, USAGE, BUG, INTERRUPTED = 3, 4, 2, 70, 130

_BUG = Localized(
    "kmopolicy: dit is een fout in het programma, niet in uw bestanden ({what}, {where}).\n"
    "Meld ze alstublieft, met de opdracht die u gaf: zo kan ze worden hersteld.",
    "kmopolicy: this is a bug in the program, not in your files ({what}, {where}).\n"
    "Please report it, with the command that you gave, so that it can be mended.",
)


def outcome_of(failure: BaseException, lang: Lang) -> int:
    """Says what went wrong, and gives the exit code."""
    if isinstance(failure, KeyboardInterrupt) or type(failure).__name__ == "Abort":
        return INTERRUPTED
    if isinstance(failure, Refusal):
        return _said(failure.diagnostics, failure.exit_code, lang)
    if is_usage_error(failure):
        return _said((diagnosed(failure),), USAGE, lang)
    return _of_the_api(failure, lang)


def _of_the_api(failure: BaseException, lang: Lang) -> int:
    import kmopolicy

    diagnostics = getattr(failure, "diagnostics", ())
    if isinstance(failure, kmopolicy.FactsError | kmopolicy.PolicyError):
        invalid = FACTS if isinstance(failure, kmopolicy.FactsError) else POLICY
        return _said(diagnostics, USAGE if failure.missing else invalid, lang)
    if isinstance(failure, kmopolicy.KmopolicyError):
        return _said(diagnostics, USAGE, lang)
    return _bug(failure, lang)


def _said(diagnostics: Sequence[Diagnostic], code: int, lang: Lang) -> int:
    from kmopolicy.render.terminal.diagnostics import lines, render
    from kmopolicy.render.terminal.paint import show

    with suppress(OSError):  # the exit code says it too, where nobody listens
        show(lines(render(diagnostics, lang)), sys.stderr)
    return code


def _bug(failure: BaseException, lang: Lang) -> int:
    """A bug of ours: both languages, because the person who reads the report may speak the other one."""
    frames = traceback.extract_tb(failure.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    order: tuple[Lang, Lang] = ("en", "nl") if lang == "en" else ("nl", "en")
    with suppress(OSError):
        for each in order:
            sys.stderr.write(_BUG[each].format(what=type(failure).__name__, where=where) + "\n")
    return BUG
