"""Keeps counterexamples among the scenarios of a policy, each whole or not at all."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kmopolicy.cli.output import tell, write_file
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session
from kmopolicy.text.catalogue import usage
from kmopolicy.text.localized import Lang, Localized

if TYPE_CHECKING:
    from kmopolicy.questions.verification.confirm import Counterexample
    from kmopolicy.questions.verification.verify import Verification

SCENARIOS = "scenarios"
_HEAD = Localized("Tegenvoorbeeld: {text}", "Counterexample: {text}")
_UNDER = Localized("Enkel met {readings}.", "Only with {readings}.")
_ADDED = Localized("Het feit dat erbij komt: {fact}", "The fact that is added: {fact}")
_EXPECT = Localized(
    "Bij `expect` staat wat het beleid er nu van maakt: zet er wat het moet zijn.",
    "Under `expect` stands what the policy makes of it now: put there what it must be.",
)
_SAVED = Localized("bewaard: {file}", "saved: {file}")


def save_counterexamples(found: "Verification", started: Session, folder: Path) -> None:
    """Writes each counterexample as a dossier that says what the policy makes of it now."""
    scenarios = folder / SCENARIOS
    texts = {
        f"tegenvoorbeeld-{result.name.replace('_', '-')}": _text(result.name, result.counterexample, started)
        for result in found.results
        if result.counterexample
    }
    try:
        scenarios.mkdir(exist_ok=True)
        files = _placed(scenarios, texts)
    except OSError:
        refuse(usage.CANNOT_WRITE, "own", file=str(scenarios))
    for file, text in files.items():
        write_file(str(file), text, "own")
        tell(_SAVED[started.lang].format(file=file) + "\n")


def _text(name: str, found: "Counterexample", started: Session) -> str:
    import msgspec

    from kmopolicy.facts.model import Expectation
    from kmopolicy.facts.printer import to_dossier
    from kmopolicy.text.span import Span

    nowhere = Span("", 0, 0, 0, 0)
    subjects = {each.decision.subject for each in found.explanations}
    expected = tuple(
        Expectation(each.subject, each.outcome, "", nowhere, nowhere)
        for each in started.policy.decide(found.facts)
        if each.subject in subjects
    )
    facts = msgspec.structs.replace(found.facts, expectations=expected)
    comments = "".join(f"# {line}\n" for line in _comments(name, found, started.lang, started))
    return comments + to_dossier(facts, started.policy.program)


def _comments(name: str, found: "Counterexample", lang: Lang, started: Session) -> Iterator[str]:
    from kmopolicy.program.show import show_ground

    text = next(prop.text for prop in started.policy.program.properties if prop.name == name)
    yield _HEAD[lang].format(text=" ".join(text[lang].split()))
    if found.departures:
        chosen = ", ".join(f"{reading}={option}" for reading, option in found.departures.items())
        yield _UNDER[lang].format(readings=chosen)
    if found.added:
        yield _ADDED[lang].format(fact=show_ground(found.added.predicate, found.added.values))
    yield _EXPECT[lang]


def _placed(folder: Path, texts: Mapping[str, str]) -> dict[Path, str]:
    """A file for each text: one of its name, or the first numbered one that does not hold something else."""
    found: dict[Path, str] = {}
    for name, text in texts.items():
        number = 1
        while _taken(file := folder / (f"{name}.yaml" if number == 1 else f"{name}-{number}.yaml"), text):
            number += 1
        found[file] = text
    return found


def _taken(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") != text
