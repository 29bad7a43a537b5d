"""Facts from tables: what some things lead to, as an ordinary dossier has it."""

from collections.abc import Iterator
from datetime import date

from kmopolicy.bulk.literals import quote
from kmopolicy.bulk.opened import Opened
from kmopolicy.bulk.reach import NUMBER, Things
from kmopolicy.bulk.rows import declared_inputs, typed_cell
from kmopolicy.facts.days import iso_date
from kmopolicy.facts.gathering import Dates, Gathering
from kmopolicy.facts.model import Entity, Fact, Facts, Judgement
from kmopolicy.facts.statements import BECAUSE, BY, JUDGED, ON
from kmopolicy.program.declarations import Constant, Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.text.addresses import without_password
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span


def fetched(opened: Opened, program: Program, things: Things | None, dates: Dates) -> Facts:
    """The facts about some things, or all for None, from rows that are in order and numbered."""
    gathering = Gathering(program, without_password(opened.path), strict=False)
    _constants(opened, program, gathering)
    inputs = declared_inputs(program, opened.sources)
    for declared in sorted(inputs, key=lambda each: (not each.exists, each.name)):
        if program.types[declared.arguments[0].type].kind != "entity":
            gathering.replaces.add(declared.name)
        for fact in _facts(opened, program, declared, things):
            gathering.attempted.add((declared.name, fact.values[0]))
            if declared.exists:
                kind, name = declared.arguments[0].type, str(fact.values[0])
                gathering.entities.setdefault((kind, name), Entity(kind, name, fact.span))
            gathering.add(fact)
    facts = gathering.finish(dates)
    if facts is None:
        told = [each.message_in("en") for each in gathering.findings.in_order()]
        raise AssertionError(f"rows that were in order make no dossier: {told}")
    return facts


def _facts(opened: Opened, program: Program, declared: Predicate, things: Things | None) -> Iterator[Fact]:
    source, arity = opened.sources[declared.name], declared.arity
    cells = [typed_cell(program, each, source) for each in declared.arguments]
    judged = program.types[declared.arguments[-1].type].judged
    told = [source.columns[each].sql if judged and each in source.columns else "NULL" for each in JUDGED]
    about = things.about(declared, cells[0]) if things else ""
    rows = opened.connection.execute(
        f"SELECT {quote(NUMBER)}, {', '.join((*cells, *told))} FROM {source.numbered} AS numbered{about} ORDER BY 1"
    ).fetchall()
    for number, *values in rows:
        span = Span(without_password(source.file), number, 1, number, 1)
        yield Fact(declared.name, tuple(values[:arity]), span, _judgement(*values[arity:]))


def _judgement(*told: object) -> Judgement | None:
    given = dict(zip(JUDGED, told, strict=True))
    if not any(given.values()):
        return None
    on = given[ON]
    day = on if isinstance(on, date) else iso_date(str(on or ""))
    return Judgement(str(given[BY] or ""), day, str(given[BECAUSE] or ""))


def _constants(opened: Opened, program: Program, gathering: Gathering) -> None:
    """The constants that the tables declare themselves."""
    for kind in program.types.values():
        name = show_type(kind.name)
        source = opened.sources.get(name) if kind.kind == "closed" and kind.section else None
        if source:
            cells = ", ".join(source.columns[each].sql for each in (name, "label"))
            rows = opened.connection.execute(
                f"SELECT {quote(NUMBER)}, {cells} FROM {source.numbered} AS numbered ORDER BY 1"
            ).fetchall()
            gathering.values.own[kind.name] = {
                key: Constant(key, Localized(label or key), Span(source.file, number, 1, number, 1))
                for number, key, label in rows
                if key
            }
