"""Random policies so small that every dossier can be enumerated, with properties of every form."""

from typing import NamedTuple

from hypothesis import strategies as st

from kmopolicy.testing.pages import Drawn, block, blocks, front, made, sentences

_DECLARED = """\
table warm(colour: Colour, from: Date = 0001-01-01, year: Year = 2024, name: Text = "a") nl "{colour} is warm vanaf {from}".
reading strict nl "hoe streng?" option ja default nl "streng" option nee nl "soepel" on S1.
"""
_TABLES = """\
| colour | from | year | name | sentence |
| --- | --- | --- | --- | --- |
| rood | | | | S1 |
| groen | 2024-03-01 | 2025 | b | S2 |

```datalog
classification.
```

| sentence | kind | nl |
| --- | --- | --- |
| S2 | information | niet elke regel citeert deze zin |
| S3 | information | niet elke regel citeert deze zin |

"""
_FACTS = "Feiten"
_FRONT = front(_DECLARED, _TABLES)
_FILES = sentences("alles telt", "iets telt", "niets telt")


class Kind(NamedTuple):
    """What facts of some inputs may say: their declarations, and literals over a thing X and a colour C that ask for them.

    `weight` is about how many times as many dossiers there are with it. `atoms`: what a property may add.
    """

    declarations: tuple[str, ...]
    binding: tuple[str, ...]
    testing: tuple[str, ...]
    weight: int
    atoms: tuple[str, ...]


KINDS = {
    "has": Kind(
        ('input has(thing: Thing, colour: Colour) nl "{colour} hoort erbij".',),
        ("has(X, C)",),
        ("not has(X, C)", "not has(X, _)", "has(X, E), C != E"),
        10,
        ("has(X, _)", "has(X, rood)"),
    ),
    "liked": Kind(
        ('input liked(thing: Thing, colour: Colour) nl "{colour} is geliefd".',),
        ("liked(X, C)",),
        ("not liked(X, C)", "not liked(X, groen)"),
        10,
        ("liked(X, _)",),
    ),
    "judged": Kind(
        ('input judged(thing: Thing, colour: Colour, verdict: Verdict) open, at most one nl "{colour} is {verdict}".',),
        ("judged(X, C, _)", "judged(X, C, ja)", "judged(X, C, nee)"),
        ("not judged(X, C, _)", "not judged(X, _, ja)", "judged(X, C, nee)"),
        30,
        ("judged(X, _, nee)", "judged(X, C, V)"),
    ),
    "favourite": Kind(
        ('input favourite(thing: Thing, colour: Colour) at most one nl "{colour} is de liefste".',),
        ("favourite(X, C)",),
        ("not favourite(X, C)", "not favourite(X, _)"),
        4,
        ("favourite(X, _)",),
    ),
    "marked": Kind(
        ('input marked(thing: Thing) nl "gemerkt".',),
        (),
        ("marked(X)", "not marked(X)"),
        2,
        ("marked(X)",),
    ),
    "inside": Kind(
        (
            'input inside(thing: Thing, box: Box) at most one nl "zit in {box}".',
            'input painted(box: Box, colour: Colour) nl "de doos is {colour}".',
        ),
        ("inside(X, B), painted(B, C)",),
        ("not inside(X, _)", "inside(X, F), not painted(F, C)"),
        20,
        ("inside(X, _)", "painted(_, rood)"),
    ),
    "graded": Kind(
        ('input graded(thing: Thing, verdict: Verdict) exactly one nl "beoordeeld: {verdict}".',),
        (),
        ("graded(X, ja)", "not graded(X, ja)"),
        2,
        ("graded(X, ja)",),
    ),
    "since": Kind(
        ('input since(thing: Thing, date: Date) at most one, today nl "sinds {date}".',),
        (),
        ("since(X, S), S >= 2024-03-01", "since(X, T), 2024 = year(T)", "since(X, U), warm(C, G, _, _), G <= U"),
        12,
        ("since(X, 2024-03-01)", "since(X, _)"),
    ),
    "until": Kind(
        ('input until(thing: Thing, date: Date) at most one nl "tot {date}".',),
        (),
        ("until(X, H), H < 2024-03-01", "not until(X, _)", "until(X, I), warm(C, _, J, _), J = year(I)"),
        12,
        ("until(X, _)",),
    ),
    "valid": Kind(
        ('input valid(thing: Thing, year: Year) at most one nl "geldig in {year}".',),
        (),
        ("valid(X, 2024)", "valid(X, K), K > 2024", "valid(X, L), warm(C, _, L, _)", "not valid(X, 2025)"),
        6,
        ("valid(X, _)", "valid(X, 2024)"),
    ),
    "named": Kind(
        ('input named(thing: Thing, text: Text) at most one nl "heet {text}".',),
        (),
        ('named(X, "a")', "named(X, M), warm(C, _, _, M)", 'not named(X, "b")'),
        4,
        ("named(X, _)",),
    ),
}
_TOGETHER = {
    frozenset(("since", "until")): (
        "since(X, N), until(X, O), N < O",
        "since(X, P), until(X, Q), R = year(P), R = year(Q)",
    ),
    frozenset(("until", "valid")): ("until(X, V), W = year(V), valid(X, W)",),
}
_HEAVIEST = 700


class Small(NamedTuple):
    """A small policy, and the kinds of facts that it knows."""

    drawn: Drawn
    kinds: tuple[str, ...]

    def __repr__(self) -> str:
        return self.drawn.text.partition(f"## {_FACTS}")[2]


@st.composite
def small_policies(draw: st.DrawFn) -> Small:
    """A small policy with properties."""
    kinds = draw(_kinds())
    return Small(made(_text(draw, kinds), _FILES), kinds)


@st.composite
def small_pairs(draw: st.DrawFn) -> tuple[Small, Small]:
    """Two small policies over the same facts."""
    kinds = draw(_kinds())
    one, other = (Small(made(_text(draw, kinds), _FILES), kinds) for _ in range(2))
    return one, other


def _kinds() -> st.SearchStrategy[tuple[str, ...]]:
    """Few enough kinds of facts, one of which speaks of colours."""
    every = st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True)
    return every.map(lambda kinds: tuple(sorted(kinds))).filter(_is_small)


def _is_small(kinds: tuple[str, ...]) -> bool:
    weight = 1
    for kind in kinds:
        weight *= KINDS[kind].weight
    return weight <= _HEAVIEST and any(KINDS[kind].binding for kind in kinds)


def _text(draw: st.DrawFn, kinds: tuple[str, ...]) -> str:
    declarations = "\n".join(each for kind in kinds for each in KINDS[kind].declarations)
    count = draw(st.integers(1, 3))
    derived = [_predicate(draw, number, kinds) for number in range(count)]
    values, outcome = _outcome(draw, count)
    return _FRONT + block(_FACTS, declarations) + blocks([*derived, outcome, _properties(draw, count, kinds, values)])


def _predicate(draw: st.DrawFn, number: int, kinds: tuple[str, ...]) -> str:
    name = f"d{number}"
    declaration = f'define {name}(thing: Thing, colour: Colour) exclusion nl "{name} {{colour}}".'
    rules = [_rule(draw, f"{name}_{at}", number, kinds) for at in range(draw(st.integers(1, 2)))]
    return "\n\n".join((declaration, *rules))


def _rule(draw: st.DrawFn, named: str, number: int, kinds: tuple[str, ...]) -> str:
    binding = [each for kind in kinds for each in KINDS[kind].binding] + [
        f"d{earlier}(X, C)" for earlier in range(number)
    ]
    literals = [draw(st.sampled_from(binding))]
    literals += draw(st.lists(st.sampled_from(_testing(number, kinds)), max_size=2, unique=True))
    head = draw(st.sampled_from(["C", "C", "rood"]))
    cites = draw(st.sampled_from(["S1", "S2", "S3", "S2, S3"]))
    body = ",\n    ".join(literals)
    return f"rule {named} cites {cites}:\nd{number}(X, {head}) :-\n    {body}."


def _testing(number: int, kinds: tuple[str, ...]) -> list[str]:
    found = [each for kind in kinds for each in KINDS[kind].testing]
    found += [each for both, literals in _TOGETHER.items() if both <= set(kinds) for each in literals]
    found += ["C = rood", "C != groen", "warm(C, _, _, _)", "not warm(C, _, _, _)"]
    found += ["reading strict = ja", "reading strict = nee"]
    return found + [f"not d{earlier}(X, {colour})" for earlier in range(number) for colour in ("C", "_")]


def _outcome(draw: st.DrawFn, count: int) -> tuple[list[str], str]:
    """The values that the cases give, and the cases."""
    atoms = [f"d{number}(Thing, _)" for number in range(count)]
    cases, values = [], []
    for number in range(draw(st.integers(1, 3))):
        values.append(draw(st.sampled_from(("goed", "slecht", "open"))))
        grounds = ", ".join(draw(st.lists(st.sampled_from(atoms), min_size=1, max_size=2, unique=True)))
        form = draw(st.sampled_from([f"when any {grounds}", f"when not {atoms[0]} because {grounds}"]))
        cases.append(f'case {values[-1]} {form} nl "geval {number}"')
    cases.append(f'case open otherwise because {atoms[-1]} nl "verder niets".')
    text = 'cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"\n    ' + "\n    ".join(cases)
    return list(dict.fromkeys((*values, "open"))), text


def _properties(draw: st.DrawFn, count: int, kinds: tuple[str, ...], values: list[str]) -> str:
    """One property of each form."""
    never, possible, each = (_body(draw, count, kinds, values) for _ in range(3))
    decided = ", ".join(f"decision(X, {value})" for value in values)
    added = draw(st.sampled_from([atom for kind in kinds for atom in KINDS[kind].atoms]))
    where = draw(st.sampled_from(["", f" where {each}"]))
    verb = draw(st.sampled_from(["lowers", "raises", "changes"])) if len(values) > 1 else "changes"
    order = "" if verb == "changes" else f" in {_order(draw, values)}"
    return "\n".join(
        (
            f'property a nl "a" never {never}.',
            f'property b nl "b" possible {possible}.',
            f'property c nl "c" possible each {decided}.',
            f'property d nl "d" adding {added}{where} never {verb} decision{order}.',
        )
    )


def _order(draw: st.DrawFn, values: list[str]) -> str:
    shuffled = draw(st.permutations(values))
    marks = [draw(st.sampled_from([" < ", ", "])) for _ in shuffled[1:]]
    marks[:1] = [" < "] if marks else []
    return "".join(value + mark for value, mark in zip(shuffled, [*marks, ""], strict=True))


def _body(draw: st.DrawFn, count: int, kinds: tuple[str, ...], values: list[str]) -> str:
    literals = [f"decision(X, {draw(st.sampled_from(values))})"]
    literals.append(f"d{draw(st.integers(0, count - 1))}(X, C)")
    literals += draw(st.lists(st.sampled_from(_testing(count, kinds)), max_size=1))
    return ", ".join(literals)
