"""What facts say of an entity, packed: a bit per possible fact in a few numbers, gathered from all tables in one pass.

The bits tell more than what holds. In a table without a bad row every row has a bit (or a value) of its own, so that the number
of rows and the number of bits are the same; where they differ something is wrong, and the rows are inspected one by one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.rows import typed_cell
from kmopolicy.bulk.sources import Source
from kmopolicy.bulk.wide.columns import EVERY, LOOKUP, WHATEVER, Pattern, Unfit
from kmopolicy.bulk.wide.relations import Relations
from kmopolicy.program.declarations import Argument, Predicate

WORD = 62
"""Bits in a word: a number that is never negative."""


class Slot(NamedTuple):
    """Where the facts of one input stand: a bit per combination of constants from `start` on, or the value itself."""

    declared: Predicate
    start: int
    sizes: tuple[int, ...]
    value: str
    """The column of the one value that is no constant; "" where there is none."""
    present: bool = False
    """Whether there is a bit for any value at all, since nothing asks which."""
    asked: tuple[Pattern, ...] = ()
    """Where a bit for every combination would be many: what is asked, with a bit for each question."""

    @property
    def width(self) -> int:
        return prod(self.sizes)


class Words:
    """The layout of the facts about one type, and how to read and write them; `asked`: the inputs that anything asks for."""

    def __init__(
        self, relations: Relations, owner: str, sources: Mapping[str, Source], asked: Iterable[tuple[str, Pattern]]
    ) -> None:
        self._program = relations.program
        self._relations = relations
        self._sources = sources
        self.owner = owner
        self.slots: dict[str, Slot] = {}
        self.beside: list[Predicate] = []
        """Inputs of which not every fact has a bit, since they would be many and nothing asks for them all."""
        self._end = 0
        patterns: dict[str, list[Pattern]] = {}
        for predicate, pattern in asked:
            patterns.setdefault(predicate, []).append(pattern)
        for declared in self._program.predicates.values():
            if declared.role == "input" and declared.name in sources and declared.arguments[0].type == owner:
                self._place(declared, patterns.get(declared.name, []))

    @property
    def count(self) -> int:
        """How many words there are."""
        return -(-self._end // WORD)

    def _place(self, declared: Predicate, asked: Sequence[Pattern]) -> None:
        kinds = [self._program.types[each.type].kind for each in declared.arguments[1:]]
        sizes = tuple(
            max(1, self._relations.size(each.type))
            for each, kind in zip(declared.arguments[1:], kinds, strict=True)
            if kind == "closed"
        )
        alone = len(kinds) == 1 and kinds[0] != "closed"
        one_value = alone and declared.cardinality != "many"
        if not alone and (len(sizes) < len(kinds) or (prod(sizes) > 2 * WORD and not _in_full(asked))):
            self.beside.append(declared)
            if asked and len(sizes) == len(kinds):
                self.slots[declared.name] = Slot(declared, self._end, (len(asked),), "", asked=tuple(asked))
                self._end += len(asked)
            return
        value = f"v_{len(self.slots)}" if one_value else ""
        self.slots[declared.name] = Slot(declared, self._end, sizes, value, alone and not one_value)
        self._end += 0 if value else prod(sizes)

    @property
    def columns(self) -> list[str]:
        """The words, and the values that are no constants."""
        return [
            *(f"w{word}" for word in range(self.count)),
            *(slot.value for slot in self.slots.values() if slot.value),
        ]

    def driver(self, slot: Slot) -> str:
        """The ids of a table, with what it says of them."""
        return f"SELECT * FROM ({self._rows(slot, (0, 1))}) WHERE id IS NOT NULL"

    def gathered(
        self, driver: str, brought: Slot | None, small: frozenset[str], part: tuple[int, int], *, once: bool
    ) -> str:
        """All that is said of each id of the `driver`, a relation of such ids: table by table, joined by id.

        `brought`: what stands beside the ids in the driver. Only of one `part` of so many, by the ids. The `small` tables are
        brought together first. `once`: a table in which an id should stand once is taken at its word; an id that stands there
        more often is then there more often here as well, which is seen by the number of rows.
        """
        words: dict[str, list[str]] = {f"w{word}": [] for word in range(self.count)}
        with_ids = self._names(brought) if brought else []
        for name in with_ids:
            words[name].append(f"coalesce(d.{name}, 0)")
        values: list[str] = []
        joins: list[str] = []
        left = [slot for slot in self.slots.values() if slot != brought]
        for names, piece in self._pieces(left, small, part, once=once):
            alias = f"t{len(joins)}"
            joins.append(f"LEFT JOIN ({piece}) AS {alias} ON {alias}.id = d.id")
            for name in names:
                if name in words:
                    words[name].append(f"coalesce({alias}.{name}, 0)")
                else:
                    values.append(f"{alias}.{name}")
        told = [f"{' | '.join(parts)} AS {name}" for name, parts in words.items()]
        driven = f"SELECT {', '.join(['id', *with_ids])} FROM {driver}{_in_part('id', part)}"
        return f"SELECT {', '.join(['d.id', *told, *values])} FROM ({driven}) AS d {' '.join(joins)}"

    def _pieces(
        self, slots: Sequence[Slot], small: frozenset[str], part: tuple[int, int], *, once: bool
    ) -> Iterator[tuple[list[str], str]]:
        """The columns and the query of each table, an id a row; one for all small tables."""
        together = [slot for slot in slots if slot.declared.name in small]
        for slot in slots:
            if slot not in together:
                rows, names = self._rows(slot, part), self._names(slot)
                yield names, rows if once and self.stands_once(slot) else _by_id(names, rows)
        if together:
            names = sorted({name for slot in together for name in self._names(slot)})
            yield names, _by_id(names, " UNION ALL BY NAME ".join(self._rows(slot, part) for slot in together))

    def _names(self, slot: Slot) -> list[str]:
        return [slot.value] if slot.value else [f"w{word}" for word in self._words_of(slot)]

    def _rows(self, slot: Slot, part: tuple[int, int]) -> str:
        """What each row of a table says."""
        source = self._sources[slot.declared.name]
        key = typed_cell(self._program, slot.declared.arguments[0], source)
        read = f"FROM {source.relation}{_in_part(key, part)}"
        if slot.value:
            return f"SELECT {key} AS id, {typed_cell(self._program, slot.declared.arguments[-1], source)} AS {slot.value} {read}"
        if slot.asked:
            return f"SELECT {key} AS id, {', '.join(self._answered(slot, source))} {read}"
        placed = f"SELECT {key} AS id, {self._index(slot, source)} AS place {read}"
        return f"SELECT id, {', '.join(self._bits_at(slot))} FROM ({placed})"

    def stands_once(self, slot: Slot) -> bool:
        """Whether an id has one row at most, or nearly always."""
        return (
            slot.present
            or slot.declared.arity == 1
            or (slot.declared.arity == 2 and slot.declared.cardinality != "many")
        )

    def says_text(self, slot: Slot) -> bool:
        """Whether a table says a value of any length."""
        return bool(slot.value) and self._program.types[slot.declared.arguments[-1].type].kind not in ("date", "year")

    def _words_of(self, slot: Slot) -> range:
        return range(slot.start // WORD, (slot.start + slot.width - 1) // WORD + 1)

    def _bits_at(self, slot: Slot) -> Iterator[str]:
        """The words with the bit that stands at the `place` of a row."""
        words = self._words_of(slot)
        for word in words:
            low = max(slot.start, word * WORD)
            high = min(slot.start + slot.width, (word + 1) * WORD)
            bit = f"(1::BIGINT << (place + {low - word * WORD - (low - slot.start)})::INTEGER)"
            inside = f"place BETWEEN {low - slot.start} AND {high - slot.start - 1}"
            yield f"{bit if len(words) == 1 else f'CASE WHEN {inside} THEN {bit} END'} AS w{word}"

    def _answered(self, slot: Slot, source: Source) -> Iterator[str]:
        """The bits of the questions that a row answers."""
        for word in self._words_of(slot):
            bits = [
                f"CASE WHEN {self._agrees(slot, source, pattern)} THEN {1 << (at % WORD)}::BIGINT ELSE 0 END"
                for at, pattern in enumerate(slot.asked, slot.start)
                if at // WORD == word
            ]
            yield f"{' | '.join(bits)} AS w{word}"

    def _agrees(self, slot: Slot, source: Source, pattern: Pattern) -> str:
        """Whether a row is as a pattern says. A row with an unknown constant is bad, whatever it answers."""
        conditions = []
        for place, argument in zip(pattern, slot.declared.arguments[1:], strict=True):
            cell = typed_cell(self._program, argument, source)
            values = place if isinstance(place, frozenset) else () if place is WHATEVER else (place,)
            if place is WHATEVER or self._relations.allowed(argument.type) <= set(values):
                conditions.append(f"{cell} IS NOT NULL")
            else:
                conditions.append(f"{cell} IN ({', '.join(text(value) for value in sorted(map(str, values)))})")
        return " AND ".join(conditions)

    def _index(self, slot: Slot, source: Source) -> str:
        """Which of its bits a row has: none where a constant is unknown."""
        if slot.present:
            return f"CASE WHEN {typed_cell(self._program, slot.declared.arguments[-1], source)} IS NOT NULL THEN 0 END"
        closed = [each for each in slot.declared.arguments[1:] if self._program.types[each.type].kind == "closed"]
        parts, stride = ["0"], 1
        for argument, size in zip(closed, slot.sizes, strict=True):
            parts.append(f"{stride} * {self._code(argument, source)}")
            stride *= size
        return f"({' + '.join(parts[1:] or parts)})"

    def _code(self, argument: Argument, source: Source) -> str:
        codes = self._relations.codes(argument.type)
        cell = typed_cell(self._program, argument, source)
        known = self._relations.allowed(argument.type)
        whens = " ".join(f"WHEN {text(value)} THEN {code}" for value, code in codes.items() if value in known)
        return f"CASE {cell} {whens} END" if whens else "NULL::INTEGER"

    def read(self, predicate: str, pattern: Pattern) -> str:
        """What the words say of an atom: a truth, a mask, or the value."""
        slot = self.slots[predicate]
        if slot.value:
            return slot.value if LOOKUP in pattern else f"{slot.value} IS NOT NULL"
        if slot.asked:
            return self._bit(slot.start + slot.asked.index(pattern))
        if slot.present and pattern != (WHATEVER,):
            raise Unfit(predicate)
        if slot.present:
            return self._bit(slot.start)
        if EVERY not in pattern:
            bits = [slot.start + at for at in self._indexes(slot, pattern)]
            return " OR ".join(f"(w{word} & {mask}) <> 0" for word, mask in _by_word(bits).items()) or "FALSE"
        return self._mask(slot, pattern)

    def _choices(self, slot: Slot, pattern: Pattern) -> list[list[int]]:
        """Per argument the codes that the pattern leaves open."""
        closed = slot.declared.arguments[1:]
        found = []
        for place, argument, size in zip(pattern, closed, slot.sizes, strict=True):
            if place is EVERY or place is WHATEVER:
                found.append(list(range(size)))
            elif isinstance(place, frozenset):
                codes = self._relations.codes(argument.type)
                found.append(sorted(codes[str(value)] for value in place if str(value) in codes))
            else:
                code = self._relations.codes(argument.type).get(str(place))
                found.append([] if code is None else [code])
        return found

    def _indexes(self, slot: Slot, pattern: Pattern) -> list[int]:
        strides = [prod(slot.sizes[:at]) for at in range(len(slot.sizes))]
        choices = self._choices(slot, pattern)
        return [sum(code * stride for code, stride in zip(codes, strides, strict=True)) for codes in product(*choices)]

    def _mask(self, slot: Slot, pattern: Pattern) -> str:
        """The bits of one argument as a mask, whatever the others that are left open."""
        at = pattern.index(EVERY)
        size, stride = slot.sizes[at], prod(slot.sizes[:at])
        others = [base for base in self._indexes(slot, pattern) if base // stride % size == 0]
        type_name = slot.declared.arguments[1 + at].type
        nothing = self._relations.mask(type_name, ())
        if stride == 1:
            return " | ".join(f"({self._run(slot.start + base, size)})" for base in others) or nothing
        masks = [self._relations.mask(type_name, (value,)) for value in self._relations.codes(type_name)]
        parts = [
            f"(CASE WHEN {self._bit(slot.start + base + code * stride)} THEN {mask} ELSE 0 END)"
            for base in others
            for code, mask in enumerate(masks)
        ]
        return " | ".join(parts) or nothing

    def _bit(self, at: int) -> str:
        return f"(w{at // WORD} & {1 << (at % WORD)}) <> 0"

    def _run(self, start: int, size: int) -> str:
        """A run of bits, from as many words as it stands in."""
        parts, done = [], 0
        while done < size:
            word, shift = divmod(start + done, WORD)
            take = min(WORD - shift, size - done)
            piece = f"((w{word} >> {shift}) & {(1 << take) - 1})"
            piece = f"{piece}::HUGEINT" if size > WORD else piece
            parts.append(f"({piece} << {done})" if done else piece)
            done += take
        return " | ".join(parts)

    def bits_of(self, slot: Slot) -> str:
        """How many facts of an input an entity has; where one value is allowed, for how many keys."""
        if slot.value:
            return f"({slot.value} IS NOT NULL)::INTEGER"
        if slot.declared.cardinality == "many" or not slot.sizes:
            masks = _by_word(range(slot.start, slot.start + slot.width))
            return " + ".join(f"bit_count(w{word} & {mask})" for word, mask in masks.items())
        *before, last = slot.sizes
        keys, counts = prod(before), []
        for start in range(0, keys, WORD):
            size = min(WORD, keys - start)
            runs = [f"({self._run(slot.start + code * keys + start, size)})" for code in range(last)]
            counts.append(f"bit_count({' | '.join(runs)})")
        return " + ".join(counts)


def _in_full(asked: Sequence[Pattern]) -> bool:
    """Whether something asks which of the constants a fact has, or so much that it is all the same."""
    return len(asked) > WORD or any(EVERY in pattern for pattern in asked)


def _by_word(bits: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for bit in bits:
        found[bit // WORD] = found.get(bit // WORD, 0) | 1 << (bit % WORD)
    return found


def _by_id(names: Sequence[str], rows: str) -> str:
    """All rows of an id as one."""
    brought = ", ".join(
        f"bit_or({name}) AS {name}" if name.startswith("w") else f"max({name}) AS {name}" for name in names
    )
    return f"SELECT id, {brought} FROM ({rows}) GROUP BY id"


def _in_part(key: str, part: tuple[int, int]) -> str:
    """The condition that keeps one part of the rows; nothing where there is one part."""
    at, count = part
    return f" WHERE hash({key}) % {count} = {at}" if count > 1 else ""
