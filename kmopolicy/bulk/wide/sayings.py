"""What the bits of a decision say: a theme, or a ground with its values, its rule and its sentence."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.columns import EVERY, LOOKUP, Told
from kmopolicy.program.terms import Value


class Bit(NamedTuple):
    """One bit of a word, and what it says: a ground, or the constant that is listed where `told` is None."""

    word: int
    mask: int
    told: Told | None
    value: Value | None

    @property
    def looks_up(self) -> bool:
        """Whether it speaks of values that stand in columns of their own."""
        return self.told is not None and bool(self.told.lookups)


def sayings(bits: Sequence[Bit]) -> str:
    """A query with a row for each of the bits of one kind: its `mask`, its `place` among them, and what is `said`."""
    told = [bit.told for bit in bits if bit.told]
    if not told:
        rows = ", ".join(f"({bit.mask}, {place}, {text(str(bit.value))})" for place, bit in enumerate(bits))
        return f"SELECT * FROM (VALUES {rows}) AS b(mask, place, said)"
    width = max(len(each.arguments) for each in told)
    names = ", ".join(f"a{at}" for at in range(width))
    rows = ", ".join(_row(place, bit, each, width) for place, (bit, each) in enumerate(zip(bits, told, strict=True)))
    said = _packed("ground", f"list_slice([{names}]::VARCHAR[], 1, arity)", "rule", "sentence")
    columns = ", ".join(["mask", "place", "ground", "rule", "sentence", "arity", *([names] if width else [])])
    return f"SELECT mask, place, {said} AS said FROM (VALUES {rows}) AS b({columns})"


def _row(place: int, bit: Bit, told: Told, width: int) -> str:
    values = [text(_argument(argument, bit)) for argument in told.arguments]
    values += ["NULL"] * (width - len(values))
    said = [text(told.predicate), text(told.rule), text(_sentence(told, bit)), str(len(told.arguments))]
    return f"({', '.join([str(bit.mask), str(place), *said, *values])})"


def looked_up(bit: Bit, told: Told, columns: Iterator[str]) -> str:
    """A ground that speaks of the values of columns."""
    values = [next(columns) if argument is LOOKUP else text(_argument(argument, bit)) for argument in told.arguments]
    return _packed(
        text(told.predicate), f"[{', '.join(values)}]::VARCHAR[]", text(told.rule), text(_sentence(told, bit))
    )


def _packed(ground: str, values: str, rule: str, sentence: str) -> str:
    return f'struct_pack(ground := {ground}, "values" := {values}, rule := {rule}, sentence := {sentence})'


def _argument(argument: object, bit: Bit) -> str:
    return str(bit.value if argument is EVERY else argument)


def _sentence(told: Told, bit: Bit) -> str:
    return told.sentences.get(None) or told.sentences.get(bit.value, "")
