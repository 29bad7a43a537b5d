"""kmopolicy: may this training or advice be subsidised under the Flemish kmo-portefeuille, and why?"""

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
