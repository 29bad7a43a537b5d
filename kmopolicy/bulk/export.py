"""The policy in another language: SQL of a dialect, clingo, Soufflé; or why it cannot be said there."""

from collections.abc import Mapping
from datetime import date

from kmopolicy.bulk.compile import compile_plan
from kmopolicy.program.program import Program
from kmopolicy.text.diagnostic import Diagnostic


def exported(
    program: Program, readings: Mapping[str, str], to: str, dialect: str, day: date | None
) -> str | tuple[Diagnostic, ...]:
    """The whole text, or the reasons why there is none."""
    plan = compile_plan(program, readings, day)
    if to == "sql":
        from kmopolicy.bulk import limits, sql

        speech = sql.DIALECTS[dialect]
        return tuple(limits.of_dialect(program, plan, speech)) or "".join(sql.script(plan, speech))
    from kmopolicy.bulk import limits, logic

    return (tuple(limits.of_souffle(program)) if to == "souffle" else ()) or "".join(
        logic.script(plan, logic.TONGUES[to])
    )
