"""What came of the scenarios: on a terminal with the explanation of what is not as expected, and as a difference."""

import difflib
from collections.abc import Iterable, Iterator, Sequence

from kmopolicy.program.goal import variables
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_value
from kmopolicy.questions.scenarios.scenarios import Answered, Result, Rows, Scenario
from kmopolicy.render.terminal import tree
from kmopolicy.render.terminal.diagnostics import render as diagnosed
from kmopolicy.render.terminal.layout import Line, wrap
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
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
        for answered in scenario.wrong:
            told += _other_answers(answered, labels, width)
            told.append(())
    good = all(scenario.holds for scenario in scenarios)
    told.append(((summary(scenarios, lang), "good" if good else "bad"),))
    return told


def summary(scenarios: Sequence[Scenario], lang: Lang) -> str:
    """Scenario’s: 139; verwachtingen: 254, alle uitgekomen."""
    expectations = sum(len(scenario.results) + len(scenario.answers) for scenario in scenarios)
    failures = sum(len(scenario.failures) + len(scenario.wrong) for scenario in scenarios)
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


def answers_of(answered: Answered, lang: Lang) -> tuple[tuple[str, str], ...]:
    """The answers that were expected and those that were found, then what is too few and too many; each with its heading."""
    expected = _answers(answered, answered.expectation.rows, lang)
    told = [(word("expected", lang), expected), (word("found", lang), _answers(answered, answered.found, lang))]
    if variables(answered.expectation.atom):
        for key, rows in (("too few", answered.missing), ("too many", answered.surplus)):
            told += [(word(key, lang), _answers(answered, rows, lang))] if rows else []
    return tuple(told)


def _answers(answered: Answered, rows: Rows, lang: Lang) -> str:
    if not variables(answered.expectation.atom):
        return word("holds so" if rows else "does not hold", lang)
    told = [", ".join(clean(show_value(value)) for value in row) for row in rows]
    return "; ".join(told) or word("no answers", lang)


def explained(result: Result, labels: Labels, width: int) -> list[Line]:
    """The explanation of what was found."""
    return tree.render(result.explanation, labels, width)


def _failure(result: Result, labels: Labels, width: int) -> Iterator[Line]:
    yield ((clean(f"{result.expectation.span}: {result.expectation.label}"), "bad"),)
    yield from _beside(difference_of(result, labels.lang), width)
    yield ()
    for told in explained(result, labels, width - _INDENT):
        yield ((" " * _INDENT, ""), *told)


def _other_answers(answered: Answered, labels: Labels, width: int) -> Iterator[Line]:
    yield ((clean(f"{answered.expectation.span}: {answered.expectation.label}"), "bad"),)
    yield from _beside(answers_of(answered, labels.lang), width)


def _beside(told: Iterable[tuple[str, str]], width: int) -> Iterator[Line]:
    for heading, text in told:
        for place, line in enumerate(wrap(text, width - 12 - _INDENT)):
            yield ((" " * _INDENT + (heading if not place else "").ljust(12), "dim"), (line, "strong"))


def difference(file: str, before: str, after: str) -> str:
    """The lines of a file that change, as they were and as they become."""
    old, new = before.splitlines(), after.splitlines()
    changed = difflib.unified_diff(old, new, file, file, n=1, lineterm="")
    return "".join(f"{clean(line)}\n" for line in changed)


def updated(files: Sequence[str], lang: Lang) -> str:
    """Which files were changed."""
    return "".join(word("updated", lang, file=clean(file)) for file in files)
