"""The outcome that a solver finds, which also answers where a mixture of two policies runs in circles."""

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import YEAR_OF, lower
from kmopolicy.facts.model import Facts
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Program


def solved(program: Program, facts: Facts, outcome: str, subject: str) -> str:
    """The value of an outcome for a subject; "" where there is none, or more than one."""
    days = {value for fact in facts.facts for value in fact.values if not isinstance(value, str | int)}
    lines = [
        *asp.rows({name: [row.values for row in rows] for name, rows in program.tables.items()}),
        *asp.rows({YEAR_OF: [(day, day.year) for day in sorted(days)]}),
        *(f"{asp.fact(exists(entity.type), (entity.id,))}." for entity in facts.entities),
        *(f"{asp.fact(fact.predicate, fact.values)}." for fact in facts.facts),
        *asp.rules(lower(program, {})),
        f"{_ANSWER}(V) :- {asp.name_of(outcome)}({asp.value(subject)},V).",
        f"#show {_ANSWER}/1.",
    ]
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    found: list[str] = []
    control.solve(on_model=lambda model: found.extend(each.arguments[0].string for each in model.symbols(shown=True)))
    return found[0] if len(found) == 1 else ""


_ANSWER = "answer"
