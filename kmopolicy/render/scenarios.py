"""What came of the scenarios: on a terminal with the explanation of what is not as expected, as JSON, and as a difference."""

import difflib
import json as std
from collections.abc import Iterator, Sequence

from kmopolicy.program.program import Program
from kmopolicy.questions.scenarios import Result, Scenario
from kmopolicy.render import json as documents
from kmopolicy.render import tree
from kmopolicy.render.diagnostics import render as diagnosed
from kmopolicy.render.labels import Labels
from kmopolicy.render.layout import Line, wrap
from kmopolicy.render.safe import clean
from kmopolicy.render.words import word
from kmopolicy.text.localized import Lang

_INDENT = 3


def lines(scenarios: Sequence[Scenario], program: Program, lang: Lang, width: int) -> list[Line]:
    """All that does not hold, each with its explanation; then how much there was."""
    told: list[Line] = []
    for scenario in scenarios:
        labels = Labels(program, lang, scenario.facts)
        if scenario.diagnostics:
            told += [((line, ""),) for line in diagnosed(scenario.diagnostics, lang).splitlines()]
            told.append(())
        for result in scenario.failures:
            told += _failure(result, labels, width)
            told.append(())
    good = all(scenario.holds for scenario in scenarios)
    told.append(((summary(scenarios, lang), "good" if good else "bad"),))
    return told


def summary(scenarios: Sequence[Scenario], lang: Lang) -> str:
    """Scenario’s: 139; verwachtingen: 254, alle uitgekomen."""
    expectations = sum(len(scenario.results) for scenario in scenarios)
    failures = sum(len(scenario.failures) for scenario in scenarios)
    unfit = sum(bool(scenario.diagnostics) for scenario in scenarios)
    told = word("tested", lang, scenarios=len(scenarios) - unfit, expectations=expectations)
    told += word("some fail", lang, failures=failures) if failures else word("all hold", lang)
    return told + (word("some unfit", lang, unfit=unfit) if unfit else "")


def difference_of(result: Result, lang: Lang) -> tuple[tuple[str, str], tuple[str, str]]:
    """What was expected and what was found, each with its heading."""
    expectation, found = result.expectation, result.explanation.decision.outcome
    expected = expectation.outcome
    if expectation.sentence:
        expected = word("expected by", lang, outcome=expected, sentence=expectation.sentence)
        found = word("found by", lang, outcome=found, sentences=", ".join(sorted(result.cited)))
    return (word("expected", lang), clean(expected)), (word("found", lang), clean(found))


def explained(result: Result, labels: Labels, width: int) -> list[Line]:
    """The explanation of what was found."""
    return tree.render(result.explanation, labels, width)


def _failure(result: Result, labels: Labels, width: int) -> Iterator[Line]:
    span = result.expectation.span
    yield ((clean(f"{span}: {result.expectation.label}"), "bad"),)
    for heading, text in difference_of(result, labels.lang):
        for place, line in enumerate(wrap(text, width - 12 - _INDENT)):
            yield ((" " * _INDENT + (heading if not place else "").ljust(12), "dim"), (line, "strong"))
    yield ()
    for told in explained(result, labels, width - _INDENT):
        yield ((" " * _INDENT, ""), *told)


def json(scenarios: Sequence[Scenario], program: Program) -> str:
    """`kmopolicy.test/1`."""
    return documents.dumped(
        {
            "schema": "kmopolicy.test/1",
            "policy": {"name": program.name, "digest": program.digest},
            "expectations": [_told(scenario.file, each) for scenario in scenarios for each in scenario.results],
            "diagnostics": [
                each
                for scenario in scenarios
                if scenario.diagnostics
                for each in std.loads(documents.diagnostics(scenario.diagnostics))["diagnostics"]
            ],
        }
    )


def _told(file: str, result: Result) -> documents.Json:
    expectation = result.expectation
    return {
        "file": file,
        "line": expectation.span.line,
        "subject": expectation.subject,
        "readings": dict(expectation.readings),
        "expected": {"outcome": expectation.outcome, "sentence": expectation.sentence or None},
        "found": {"outcome": result.explanation.decision.outcome, "sentences": sorted(result.cited)},
        "holds": result.holds,
        "explanation": None if result.holds else std.loads(documents.explanation(result.explanation)),
    }


def difference(file: str, before: str, after: str) -> str:
    """The lines of a file that change, as they were and as they become."""
    old, new = before.splitlines(), after.splitlines()
    changed = difflib.unified_diff(old, new, file, file, n=1, lineterm="")
    return "".join(f"{clean(line)}\n" for line in changed)


def updated(files: Sequence[str], lang: Lang) -> str:
    """Which files were changed."""
    return "".join(word("updated", lang, file=clean(file)) for file in files)
