"""What came of the scenarios as JSON: every expectation with what was found, and the explanation of what is not as expected."""

from collections.abc import Sequence

from kmopolicy.program.goal import variables
from kmopolicy.program.program import Program
from kmopolicy.questions.scenarios.scenarios import Answered, Result, Scenario
from kmopolicy.render.documents.diagnostics import diagnostic
from kmopolicy.render.documents.explanation import explained
from kmopolicy.render.documents.parts import Json, dumped, plain


def scenarios(tried: Sequence[Scenario], program: Program) -> str:
    """`kmopolicy.test/1`."""
    return dumped(
        {
            "schema": "kmopolicy.test/1",
            "policy": {"name": program.name, "digest": program.digest},
            "expectations": [_told(scenario.file, each) for scenario in tried for each in scenario.results],
            "answers": [_goal(scenario.file, each) for scenario in tried for each in scenario.answers],
            "diagnostics": [diagnostic(each) for scenario in tried for each in scenario.diagnostics],
        }
    )


def _told(file: str, result: Result) -> Json:
    expectation = result.expectation
    return {
        "file": file,
        "line": expectation.span.line,
        "subject": expectation.subject,
        "readings": dict(expectation.readings),
        "expected": {"outcome": expectation.outcome, "sentence": expectation.sentence or None},
        "found": {"outcome": result.explanation.decision.outcome, "sentences": sorted(result.cited)},
        "holds": result.holds,
        "explanation": None if result.holds else explained(result.explanation),
    }


def _goal(file: str, answered: Answered) -> Json:
    expectation = answered.expectation
    return {
        "file": file,
        "line": expectation.span.line,
        "goal": expectation.goal,
        "readings": dict(expectation.readings),
        "columns": list(variables(expectation.atom)),
        "expected": plain(expectation.rows),
        "found": plain(answered.found),
        "holds": answered.holds,
    }
