"""kmopolicy: may this training or advice be subsidised under the Flemish kmo-portefeuille, and why?

What is offered here comes in when it is first asked for: the command line, which is in this package, starts without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kmopolicy.api import Answers, Policy, compare, impact, impact_tables, load
    from kmopolicy.errors import (
        ExtraError,
        FactsError,
        GoalError,
        KmopolicyError,
        OutcomeError,
        PolicyError,
        ProofError,
        QuestionError,
        ReadingError,
        SubjectError,
        TargetError,
    )
    from kmopolicy.facts.model import Facts
    from kmopolicy.proof.explanation import Decision, Explanation

__all__ = [
    "Answers",
    "Decision",
    "Explanation",
    "ExtraError",
    "Facts",
    "FactsError",
    "GoalError",
    "KmopolicyError",
    "OutcomeError",
    "Policy",
    "PolicyError",
    "ProofError",
    "QuestionError",
    "ReadingError",
    "SubjectError",
    "TargetError",
    "compare",
    "impact",
    "impact_tables",
    "load",
]
_HOMES = {"Facts": "facts.model", "Decision": "proof.explanation", "Explanation": "proof.explanation"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name, "errors" if name.endswith("Error") else "api")
    found: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
