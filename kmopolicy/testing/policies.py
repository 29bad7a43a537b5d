"""A strategy for small random policies, as the text of their files: non-recursive, safe, with everything a rule may have."""

from hypothesis import strategies as st

from kmopolicy.testing.pages import Drawn, block, blocks, front, made, sentences

_COLOURS = ("rood", "groen", "blauw")
_VERDICTS = ("ja", "nee", "twijfel")
_DECLARED = """\
input has(thing: Thing, colour: Colour) nl "{colour} hoort erbij" nl not "{colour} is niet vastgesteld".
input judged(thing: Thing, colour: Colour, verdict: Verdict) open, at most one nl "{colour} is {verdict}".
input marked(thing: Thing) nl "gemerkt".
input inside(thing: Thing, box: Box) at most one nl "zit in {box}".
input painted(box: Box, colour: Colour) nl "de doos is {colour}".
input since(thing: Thing, date: Date) at most one, today nl "sinds {date}".
table warm(colour: Colour, from: Date = 0001-01-01) nl "{colour} is warm vanaf {from}".
table rated(colour: Colour, year: Year, note: Text) from "tables/merken.csv" nl "{colour} had in {year} het merk {note}".
type Shade includes Colour in shades nl "tint" nl plural "tinten".
input shaded(thing: Thing, shade: Shade) fixed, at most one nl "{shade} is de tint".
warning late(thing: Thing, date: Date) nl "{date} is laat".
reading strict nl "hoe streng?" option ja default nl "streng" option nee nl "soepel" on S1.
property uitkomst nl "wat gemerkt is, heeft een uitkomst" never marked(Thing), not decision(Thing, _).
classification.
rule laat cites S1: late(X, D) :- since(X, D), D >= 2024-06-01.
"""
_TABLES = """\
| colour | from | sentence |
| --- | --- | --- |
| rood | | S1 |
| groen | 2024-03-01 | S1 |

| constant | nl |
| --- | --- |
| grijs | grijs \\| grauw |

| sentence | kind | nl |
| --- | --- | --- |
| S2 | information | uitleg |

"""
_FRONT = front(_DECLARED, _TABLES, colours=_COLOURS, more=False, verdicts=_VERDICTS)
_FILES = {
    **sentences("alles telt", "de rest is uitleg"),
    "tables/merken.csv": 'colour,year,note,sentence\nrood,2023,"mooi, ""zeer""",S1\nblauw,2024,é,S1\n'.encode(),
}


@st.composite
def policies(draw: st.DrawFn) -> Drawn:
    """A random policy that passes every check. Its outcome is `decision(Thing, Outcome)`."""
    count = draw(st.integers(1, 5))
    derived = blocks([_predicate(draw, number) for number in range(count)])
    return made(_FRONT + derived + block("Uitkomst", _outcome(draw, count)), _FILES)


def _predicate(draw: st.DrawFn, number: int) -> str:
    """A derived predicate with one to three rules over the inputs and the predicates before it."""
    name = f"d{number}"
    declaration = f'define {name}(thing: Thing, colour: Colour) exclusion nl "{name} {{colour}}".'
    rules = [_named(draw, f"{name}_{count}") + _rule(draw, name, number) for count in range(draw(st.integers(1, 3)))]
    return "\n\n".join((declaration, *rules))


def _named(draw: st.DrawFn, name: str) -> str:
    """A name for a rule, and what it cites; or nothing."""
    return draw(st.sampled_from(["", "", f"rule {name}:\n", f"rule {name} cites S1, S2:\n"]))


def _rule(draw: st.DrawFn, name: str, number: int) -> str:
    literals = [draw(st.sampled_from(_binding(number)))]
    literals += draw(st.lists(st.sampled_from(_testing(number)), max_size=3, unique=True))
    head = draw(st.sampled_from(["C", "C", *_COLOURS]))
    return f"{name}(X, {head}) :-\n    " + ",\n    ".join(literals) + "."


def _binding(number: int) -> list[str]:
    """Literals that bind a thing X and a colour C."""
    found = ["has(X, C)", "inside(X, B), painted(B, C)", "has(X, C), warm(C, _)", "marked(X), warm(C, _)"]
    found += ["marked(X), rated(C, 2023, _)", 'marked(X), rated(C, _, "mooi, \\"zeer\\"")']
    found += [f"judged(X, C, {verdict})" for verdict in (*_VERDICTS, "_")]
    return found + [f"d{earlier}(X, C)" for earlier in range(number)]


def _testing(number: int) -> list[str]:
    """Literals over X and C that test, whatever else the rule binds."""
    found = [
        "marked(X)",
        "not marked(X)",
        "not has(X, C)",
        "not has(X, _)",
        "not judged(X, C, _)",
        "not judged(X, _, ja)",
    ]
    found += [f"C {op} {colour}" for op in ("=", "!=") for colour in _COLOURS[:2]]
    found += ["since(X, D), D >= 2024-03-01", "since(X, E), 2024 = year(E)", "since(X, F), warm(C, G), G <= F"]
    found += ["since(X, H), Y = year(H), rated(C, Y, _)", "not shaded(X, grijs)", "shaded(X, S), S != groen"]
    found += ["reading strict = ja", "reading strict = nee", "not inside(X, _)"]
    found += [f"not d{earlier}(X, C)" for earlier in range(number)] + [
        f"not d{earlier}(X, _)" for earlier in range(number)
    ]
    return found


def _outcome(draw: st.DrawFn, count: int) -> str:
    """Cases of both forms over the derived predicates, and one that always applies."""
    atoms = [f"d{number}(Thing, _)" for number in range(count)]
    cases = []
    for number in range(draw(st.integers(1, 4))):
        value = draw(st.sampled_from(("goed", "slecht", "open")))
        grounds = ", ".join(draw(st.lists(st.sampled_from(atoms), min_size=1, max_size=2, unique=True)))
        body = draw(st.sampled_from([f"not {atoms[0]}", "marked(Thing), not has(Thing, rood)"]))
        form = draw(st.sampled_from([f"when any {grounds}", f"when {body} because {grounds}"]))
        cases.append(f'case {value} {form} nl "geval {number}"')
    cases.append(f'case open otherwise because {atoms[-1]} nl "verder niets".')
    return 'cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"\n    ' + "\n    ".join(cases)
