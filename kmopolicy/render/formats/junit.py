"""What came of the scenarios as a JUnit report, which build servers read: a suite per file, a case per expectation."""

from collections.abc import Sequence

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from kmopolicy.program.program import Program
from kmopolicy.questions.scenarios.scenarios import Answered, Result, Scenario
from kmopolicy.render.terminal.diagnostics import render as diagnosed
from kmopolicy.render.terminal.paint import PIPED, plain
from kmopolicy.render.terminal.scenarios import answers_of, difference_of, explained
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang


def render(scenarios: Sequence[Scenario], program: Program, lang: Lang) -> str:
    """The report. It tells no time, so that the same scenarios give the same report."""
    report = JUnitXml(program.name)
    for scenario in scenarios:
        suite = TestSuite(clean(scenario.file))
        labels = Labels(program, lang, scenario.facts)
        for result in scenario.results:
            suite.add_testcase(_case(result, scenario.file, labels))
        for answered in scenario.answers:
            suite.add_testcase(_goal(answered, scenario.file, lang))
        for found in scenario.diagnostics:
            case = TestCase(clean(scenario.file), clean(scenario.file))
            error = Error(clean(found.message_in(lang)), found.code)
            error.text = diagnosed((found,), lang)
            case.result = [error]
            suite.add_testcase(case)
        report.add_testsuite(suite)
    report.update_statistics()  # type: ignore[no-untyped-call]
    told = report.tostring().decode()  # type: ignore[no-untyped-call]
    return f'<?xml version="1.0" encoding="utf-8"?>\n{told}\n'


def _case(result: Result, file: str, labels: Labels) -> TestCase:
    case = TestCase(clean(result.expectation.label), clean(file))
    if not result.holds:
        told = "; ".join(f"{heading}: {text}" for heading, text in difference_of(result, labels.lang))
        failure = Failure(told, "expectation")
        failure.text = f"{result.expectation.span}\n{told}\n\n{plain(explained(result, labels, PIPED))}"
        case.result = [failure]
    return case


def _goal(answered: Answered, file: str, lang: Lang) -> TestCase:
    case = TestCase(clean(answered.expectation.label), clean(file))
    if not answered.holds:
        told = "; ".join(f"{heading}: {text}" for heading, text in answers_of(answered, lang))
        failure = Failure(told, "expectation")
        failure.text = f"{answered.expectation.span}\n{told}\n"
        case.result = [failure]
    return case
