"""`kmopolicy fmt`: the pages of a policy in their one layout."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kmopolicy.cli.options import LangOption, PolicyOption, folder, language
from kmopolicy.cli.output import tell, write_file, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import Refusal, refuse
from kmopolicy.cli.writable import keep_shipped, own_policy
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from kmopolicy.text.diagnostic import Diagnostic
    from kmopolicy.text.localized import Lang


def fmt(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH...]", help="Pages, or folders of them. Default: the policy.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing: list what would change. Exit code 1 where anything would.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Change nothing: show what would change, line by line.")] = False,
    policy: PolicyOption = None,
    lang: LangOption = None,
) -> int:
    """Lay out the rules and tables of a policy in the one way. What they say does not change, nor does any prose.

    Examples:

    kmopolicy fmt mijn-beleid

    kmopolicy fmt mijn-beleid --check

    kmopolicy fmt mijn-beleid/kmopolicy.md --diff
    """
    from kmopolicy.text.diagnostic import errors

    speaks, writes = language(lang), not (check or diff)
    if paths and policy:
        refuse(usage.UNEXPECTED_ARGUMENT, "help", command="kmopolicy fmt", argument=paths[0])
    pages = _pages([Path(path) for path in paths or ()] or [_policy(policy, writes=writes)])
    if writes:
        for page in pages:
            keep_shipped(page, "kmopolicy fmt")
    with Working("laying out", speaks, len(pages)) as working:
        results = [_laid_out(page, working) for page in pages]
    changed = [result for result in results if result.before != result.after]
    if writes:
        results = [_written(result) for result in results]
    _show(changed, as_diff=diff)
    told = tuple(found for result in results for found in result.diagnostics)
    if errors(told):
        raise Refusal(told, exit_code=1)
    tell(_summary(len(changed), speaks, writes=writes))
    return int(check and bool(changed))


class _Result(NamedTuple):
    """The text of a page before and after, and why some of it stays as it is."""

    page: Path
    before: str
    after: str
    diagnostics: tuple["Diagnostic", ...] = ()


def _policy(typed: str | None, *, writes: bool) -> Path:
    from kmopolicy.api import policy_folder

    return own_policy(typed, "kmopolicy fmt") if writes else policy_folder(folder(typed))


def _pages(places: list[Path]) -> list[Path]:
    """The pages at these places, each once; a place that is not there, and a folder of no policy, is refused."""
    from kmopolicy.program.pages import pages_at, read_folder

    found: dict[str, Path] = {}
    for place in places:
        pages = pages_at(place)
        if not pages and not place.is_file():
            raise Refusal(read_folder(place).diagnostics)
        for page in pages:
            found.setdefault(os.path.abspath(page), page)
    return list(found.values())


def _laid_out(page: Path, working: Working) -> _Result:
    from kmopolicy.language.formatter import formatted
    from kmopolicy.program.pages import content_of
    from kmopolicy.text.files import decoded

    working.advance()
    content = content_of(page, str(page))
    if not isinstance(content, bytes):
        return _Result(page, "", "", (content,))
    text = decoded(content, str(page))
    if not isinstance(text, str):
        return _Result(page, "", "", (text,))
    before = content.decode("utf-8")
    return _Result(page, before, *formatted(before, str(page)))


def _written(result: _Result) -> _Result:
    """The page once it is written: what is told about it is about the lines that it has now."""
    from kmopolicy.language.formatter import formatted

    if result.before == result.after:
        return result
    write_file(str(result.page), result.after, "own")
    told = formatted(result.after, str(result.page)).diagnostics if result.diagnostics else ()
    return result._replace(diagnostics=told)


def _show(changed: list[_Result], *, as_diff: bool) -> None:
    """The names of the pages that change, or what changes in them."""
    from kmopolicy.render.terminal import diff
    from kmopolicy.render.words.safe import clean

    told = [(clean(str(result.page)), result.before, result.after) for result in changed]
    if not as_diff:
        write_text("".join(f"{name}\n" for name, *_ in told), None)
    elif sys.stdout.isatty():
        write_lines([line for each in told for line in diff.lines(*each)], None)
    else:
        write_text("".join(diff.unified(*each) for each in told), None)


def _summary(count: int, lang: "Lang", *, writes: bool) -> str:
    from kmopolicy.render.words.fixed import word

    if not count:
        return word("in the layout", lang)
    done = "laid out" if writes else "to lay out"
    return word(f"one {done}" if count == 1 else f"{done}", lang, count=count)
