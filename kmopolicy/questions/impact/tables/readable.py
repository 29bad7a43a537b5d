"""The same tables as each of two policies reads them, and which subjects one of them has no words for.

As for dossiers: each side gets the rows that it knows; a subject that leads to any other is not for that side to decide about.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.opened import Opened
from kmopolicy.bulk.rows import declared_inputs, every_id, typed_cell
from kmopolicy.bulk.sources import Source, known_columns
from kmopolicy.facts.locality import is_local
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.questions.impact.readable import Which
from kmopolicy.questions.sides.vocabularies import Difference

UNREAD = "unread"
"""The table of what a side cannot read of a subject: a row for each word."""
_COLUMNS = 'side VARCHAR, type VARCHAR, id VARCHAR, kind VARCHAR, name VARCHAR, "only" VARCHAR, "of" VARCHAR'


class Part(NamedTuple):
    """A side before tables that are read by all words that either side has."""

    program: Program
    other: Program
    which: Which

    @property
    def lacks(self) -> Which:
        """The side that has the words that this one lacks."""
        return "new" if self.which == "old" else "old"


def as_read_by(program: Program, union: Program, opened: Opened) -> Opened:
    """The tables in the words of one program: those that it knows, with the rows that it knows."""
    known = known_columns(program)
    constants = {name: source for name, source in opened.sources.items() if name not in union.predicates}
    found = {name: source for name, source in constants.items() if name in known}
    for declared in declared_inputs(program, opened.sources):
        meant = union.predicates[declared.name]
        if _types(meant) == _types(declared):
            source = opened.sources[declared.name]
            names = zip(declared.arguments, meant.arguments, strict=True)
            told = source._replace(
                columns={**source.columns, **{own.name: source.columns[each.name] for own, each in names}}
            )
            found[declared.name] = _narrowed(told, list(_unknown(program, union, declared, source, opened)))
    return opened._replace(sources=found)


def _narrowed(source: Source, conditions: list[str]) -> Source:
    if not conditions:
        return source
    kept = f"WHERE NOT coalesce({' OR '.join(conditions)}, FALSE)"
    relation, numbered = (f"(SELECT * FROM {each} AS kept {kept})" for each in (source.relation, source.numbered))
    return source._replace(relation=relation, numbered=numbered)


def _types(declared: Predicate) -> list[str]:
    return [argument.type for argument in declared.arguments]


def _unknown(program: Program, union: Program, declared: Predicate, source: Source, opened: Opened) -> Iterator[str]:
    """The conditions that a row of an input has a constant that a program does not know."""
    meant = union.predicates[declared.name]
    for argument, each in zip(declared.arguments, meant.arguments, strict=True):
        condition = _unknown_cell(program, union, argument.type, source.columns[each.name].sql, opened)
        if condition:
            yield condition


def _unknown_cell(program: Program, union: Program, name: str, cell: str, opened: Opened) -> str:
    kind = program.types[name]
    if kind.kind != "closed":
        return ""
    own = [show_type(each) for each in (name, *kind.includes) if program.types[each].section]
    mine = set(program.labels[name])
    if mine >= set(union.labels[name]) and kind.section == union.types[name].section:
        return ""
    said = f"CAST({cell} AS VARCHAR)"
    told = [f"{said} NOT IN ({', '.join(map(text, sorted(mine))) or 'NULL'})"]
    for each in own:
        if each in opened.sources:
            source = opened.sources[each]
            key = source.columns[each].sql
            told.append(f"{said} NOT IN (SELECT {key} FROM {source.relation} WHERE {key} IS NOT NULL)")
    return f"({' AND '.join(told)})"


class Unread:
    """Finds what the sides cannot read, subject by subject, and makes the table of it."""

    def __init__(self, union: Program, opened: Opened) -> None:
        self._union = union
        self._opened = opened
        self._execute = opened.connection.execute
        self._execute(f"CREATE OR REPLACE TABLE {UNREAD} ({_COLUMNS})")

    def find(self, parts: Iterable[Part]) -> None:
        """Of all sides."""
        for part in parts:
            self._outcomes(part)
            self._troubles(part)
            self._spread(part)

    def _add(self, part: Part, kind: str, ids: str, word: Difference | None = None) -> None:
        """A word for each id of a query; the query gives `name` and `of` itself where there is none."""
        told = 'name, "only", "of"' if word is None else ", ".join(map(text, (word.name, word.only, word.of)))
        what = "'constant'" if word is None else text(word.kind)
        self._execute(
            f"INSERT INTO {UNREAD} SELECT DISTINCT {text(part.which)}, {text(kind)}, id, {what}, {told} FROM ({ids})"
        )

    def _outcomes(self, part: Part) -> None:
        """A side decides about no subject of a type for which it has no outcome."""
        decided = {each.subject_type for each in part.program.outcomes.values()}
        for name, each in part.other.outcomes.items():
            if each.subject_type in part.program.types and each.subject_type not in decided:
                kind = each.subject_type
                self._add(part, kind, self._every(kind), Difference("outcome", name, part.lacks))

    def _every(self, kind: str) -> str:
        return every_id(self._union, self._opened.sources, kind)

    def _troubles(self, part: Part) -> None:
        """What a side cannot read, by the thing that it is about; by nothing ("") where it is about no thing."""
        for name, kind in self._union.types.items():
            if kind.kind == "entity" and name not in part.program.types:
                self._add(part, name, self._every(name), Difference("type", name, part.lacks))
        for meant in declared_inputs(self._union, self._opened.sources):
            self._rows(part, meant)
        for declared in part.program.predicates.values():
            if declared.role == "input" and declared.cardinality == "exactly one":
                self._required(part, declared)

    def _rows(self, part: Part, meant: Predicate) -> None:
        declared = part.program.predicates.get(meant.name)
        source, first = self._opened.sources[meant.name], meant.arguments[0]
        about = self._union.types[first.type].kind == "entity"
        home, key = (first.type, typed_cell(self._union, first, source)) if about else ("", "''")
        rows = f"SELECT {key} AS id FROM {source.relation}"
        if declared is None or declared.role != "input":
            self._add(part, home, rows, Difference("fact", meant.name, part.lacks))
            return
        again = Difference("declaration", meant.name, "both")
        if _types(declared) != _types(meant):
            self._add(part, home, rows, again)
        else:
            self._constants(part, meant, source, (home, key))
        if declared.cardinality != "many":
            cells = [typed_cell(self._union, each, source) for each in meant.arguments[:-1]]
            counted = f"SELECT {key} AS id FROM {source.relation} GROUP BY {', '.join(cells)} HAVING count(*) > 1"
            self._add(part, home, counted, again)

    def _constants(self, part: Part, meant: Predicate, source: Source, about: tuple[str, str]) -> None:
        home, key = about
        for argument in meant.arguments:
            cell = source.columns[argument.name].sql
            condition = _unknown_cell(part.program, self._union, argument.type, cell, self._opened)
            if condition:
                told = f'CAST({cell} AS VARCHAR) AS name, {text(part.lacks)} AS "only", {text(argument.type)} AS "of"'
                self._add(part, home, f"SELECT {key} AS id, {told} FROM {source.relation} WHERE {condition}")

    def _required(self, part: Part, declared: Predicate) -> None:
        """Things without a fact that this side does not do without."""
        kind = declared.arguments[0].type
        if kind not in self._union.types:
            return
        other = part.other.predicates.get(declared.name)
        both = other is not None and other.role == "input"
        word = (
            Difference("declaration", declared.name, "both") if both else Difference("fact", declared.name, part.which)
        )
        without = f"SELECT id FROM ({self._every(kind)})"
        source = self._opened.sources.get(declared.name)
        if source:
            key = typed_cell(self._union, self._union.predicates[declared.name].arguments[0], source)
            without += f" WHERE id NOT IN (SELECT {key} FROM {source.relation} WHERE {key} IS NOT NULL)"
        self._add(part, kind, without, word)

    def _spread(self, part: Part) -> None:
        """From the things that a word is about to all that lead to them; from what is about no thing to all things."""
        kinds = [name for name, each in self._union.types.items() if each.kind == "entity"]
        far = "" if is_local(part.program) else " OR type <> ''"
        for kind in kinds:
            self._execute(
                f'INSERT INTO {UNREAD} SELECT side, {text(kind)}, e.id, kind, name, "only", "of" '
                f'FROM (SELECT DISTINCT side, kind, name, "only", "of" FROM {UNREAD} '
                f"WHERE side = {text(part.which)} AND kind <> 'outcome' AND (type = ''{far})) AS u, "
                f"({self._every(kind)}) AS e "
                f"WHERE NOT EXISTS (SELECT 1 FROM {UNREAD} AS k WHERE k.side = u.side AND k.type = {text(kind)} "
                'AND k.id = e.id AND (k.kind, k.name, k."only", k."of") = (u.kind, u.name, u."only", u."of"))'
            )
        steps = list(self._steps(part))
        while any(self._execute(step).fetchall()[0][0] for step in steps):
            pass

    def _steps(self, part: Part) -> Iterator[str]:
        for declared in declared_inputs(self._union, self._opened.sources):
            source, (first, *others) = self._opened.sources[declared.name], declared.arguments
            if self._union.types[first.type].kind != "entity":
                continue
            key = typed_cell(self._union, first, source)
            for argument in (each for each in others if self._union.types[each.type].kind == "entity"):
                cell = typed_cell(self._union, argument, source)
                yield (
                    f'INSERT INTO {UNREAD} SELECT DISTINCT u.side, {text(first.type)}, f.key, u.kind, u.name, u."only", '
                    f'u."of" FROM (SELECT {key} AS key, {cell} AS cell FROM {source.relation}) AS f '
                    f"JOIN {UNREAD} AS u ON u.id = f.cell AND u.type = {text(argument.type)} "
                    f"AND u.side = {text(part.which)} AND u.kind <> 'outcome' "
                    f"WHERE NOT EXISTS (SELECT 1 FROM {UNREAD} AS k WHERE k.side = u.side AND k.type = {text(first.type)} "
                    'AND k.id = f.key AND (k.kind, k.name, k."only", k."of") = (u.kind, u.name, u."only", u."of"))'
                )


def words(rows: Iterable[tuple[str, str, str, str]]) -> tuple[Difference, ...]:
    """The words of a subject as they stand in the table."""
    return tuple(Difference(*each) for each in rows)  # type: ignore[arg-type]  # it holds nothing else


def unread(opened: Opened, kind: str, ids: Iterable[str]) -> Mapping[tuple[str, str], tuple[Difference, ...]]:
    """By side and id the words that keep a side from deciding about some subjects of a type."""
    told = ", ".join(map(text, ids)) or "NULL"
    rows = opened.connection.execute(
        f'SELECT side, id, list((kind, name, "only", "of") ORDER BY kind, name, "of") FROM {UNREAD} '
        f"WHERE type = {text(kind)} AND id IN ({told}) GROUP BY ALL"
    ).fetchall()
    return {(side, name): words(found) for side, name, found in rows}
