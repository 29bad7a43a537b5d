"""Asks on a terminal, tells the outcome, and writes the completed dossier: whole or not at all."""

import os
import sys
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kmopolicy.cli.dialogue import Dialogue, Terminal
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.refusal import Refusal, refuse
from kmopolicy.cli.session import Session
from kmopolicy.facts.printer import plain, to_dossier, to_json
from kmopolicy.facts.read import facts_from_data
from kmopolicy.questions.subject.growing import recorded, same
from kmopolicy.render.terminal import ask as render
from kmopolicy.render.terminal.paint import show
from kmopolicy.render.words.fixed import word
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from kmopolicy import Facts
    from kmopolicy.cli.dialogue import Ended

_NAMES = {"nl": "aangevuld", "en": "completed"}


def complete(started: Session, source: str, facts: "Facts", subject: str, out: str | None) -> int:
    """The whole of it. What cannot be written is told before anything is asked."""
    target = Path(out) if out else _beside(Path(source), _NAMES[started.lang])
    _writable(target)
    if not _reads_back(started, facts):
        refuse(usage.NO_DOSSIER, "tables", source=source)
    terminal = Terminal(lambda lines: show(lines, sys.stderr), _listen, width(None))
    dialogue = Dialogue(started.policy, facts, subject, started.readings, started.lang, terminal)
    ended = dialogue.run()
    _close(started, ended, subject)
    if ended.answers:
        _write(started, ended.facts, target)
    else:
        _say(started, "nothing answered")
    return 0


def _listen(prompt: str) -> str:
    """What is typed; who closes the terminal's input interrupts."""
    try:
        return input(prompt).strip()
    except EOFError:
        raise KeyboardInterrupt from None


def _beside(source: Path, name: str) -> Path:
    """A new name beside the input, of the same kind; a folder of tables becomes a dossier."""
    suffix = source.suffix if source.is_file() and source.suffix.lower() in (".json", ".yaml", ".yml") else ".yaml"
    stem = source.stem if source.is_file() else source.resolve().name
    names = (f"{stem}-{name}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
    return next(path for each in names if not (path := source.absolute().parent / each).exists())


def _writable(target: Path) -> None:
    folder = target.absolute().parent
    if not folder.is_dir():
        refuse(usage.CANNOT_WRITE, "folder", file=str(target), folder=str(folder))
    if target.is_dir() or not os.access(folder, os.W_OK):
        refuse(usage.CANNOT_WRITE, "rights", file=str(target))


def _reads_back(started: Session, facts: "Facts") -> bool:
    """Whether the facts as a dossier state the same; registers in the place of those that ship do not."""
    program = started.policy.program
    data = plain(recorded(program, facts), program)
    read = facts_from_data(program, data, name=facts.file, date=started.date, today=date.today())
    return read.facts is not None and same(facts, read.facts)


def _close(started: Session, ended: "Ended", subject: str) -> None:
    """The outcome, and whether it is certain."""
    decision = started.policy.decide(ended.facts, subject=subject, readings=started.readings)[0]
    labels = started.labels(ended.facts)
    sys.stderr.write("\n")
    write_lines(render.closing(ended.step, decision, labels, width(None)), None)


def _write(started: Session, facts: "Facts", target: Path) -> None:
    """The completed dossier; where it cannot be written after all, it is at least shown."""
    program = started.policy.program
    assert _reads_back(started, facts), "a completed dossier reads back"
    print_as = to_json if target.suffix.lower() == ".json" else to_dossier
    text = print_as(recorded(program, facts), program)
    try:
        write_text(text, str(target))
    except Refusal:
        write_text(text, None)
        raise
    _say(started, "completed", file=str(target))


def _say(started: Session, key: str, **places: str) -> None:
    sys.stderr.write("\n" + word(key, started.lang, **places) + "\n")
