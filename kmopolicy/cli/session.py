"""What a command works with, made from its options: the language, the policy, the facts as they are asked for."""

import os
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kmopolicy.cli.options import day, folder, language, reading_choices
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import refuse
from kmopolicy.text.catalogue import usage
from kmopolicy.text.localized import Lang

if TYPE_CHECKING:
    from kmopolicy import Facts, Policy
    from kmopolicy.render.words.labels import Labels


@dataclass
class Session:
    """The shared options of one command, checked, and the policy they name, loaded once."""

    lang: Lang
    folder: Path | None
    date: date | None
    out: str | None = None
    readings: dict[str, str] = field(default_factory=dict)

    @cached_property
    def policy(self) -> "Policy":
        """The policy."""
        import kmopolicy

        with Working("checking the policy", self.lang):
            return kmopolicy.load(self.folder)

    def read(self, source: str) -> "Facts":
        """The facts of one source, each its own world. The result may not take their place."""
        self.spare([source])
        policy = self.policy
        with Working("reading the facts", self.lang):
            return policy.read(source, date=self.date)

    def spare(self, sources: list[str]) -> None:
        """Refuses a result that would take the place of facts."""
        if self.out is not None and any(_within(self.out, source) for source in sources):
            refuse(usage.CANNOT_WRITE, "facts", file=self.out)

    def labels(self, facts: "Facts | None" = None) -> "Labels":
        """The words for what stands in the policy and the facts."""
        from kmopolicy.render.words.labels import Labels

        return Labels(self.policy.program, self.lang, facts)

    def both_labels(self, facts: "Facts") -> "dict[Lang, Labels]":
        """The words in each language."""
        from kmopolicy.render.words.labels import Labels

        return {lang: Labels(self.policy.program, lang, facts) for lang in get_args(Lang)}


def session(
    policy: str | None,
    lang: str | None,
    on: str | None = None,
    readings: list[str] | None = None,
    out: str | None = None,
) -> Session:
    """The session that the options ask for; wrong ones are refused before anything is read."""
    started = Session(language(lang), folder(policy), day(on), out)
    if readings:
        started.readings = reading_choices(readings, started.policy.program.readings)
    return started


def _within(out: str, source: str) -> bool:
    """Whether a file is the dossier that facts are read from, or would stand among their tables."""
    target, facts = os.path.realpath(out), os.path.realpath(source)
    return (os.path.isfile(facts) and target == facts) or (os.path.isdir(facts) and os.path.dirname(target) == facts)


def once(sources: list[str]) -> list[str]:
    """The sources; standard input can be among them only once."""
    if sources.count("-") > 1:
        refuse(usage.STDIN_TWICE, "once")
    return sources
