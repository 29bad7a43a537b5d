"""Small random policies about two dates, constants that nothing tells apart and a thing that is referred to, with dossiers."""

from hypothesis import strategies as st

from kmopolicy.testing.pages import block, front, made, sentences

_DECLARED = """\
input has(thing: Thing, colour: Colour) nl "{colour} hoort erbij" nl not "{colour} is niet vastgesteld".
input judged(thing: Thing, colour: Colour, verdict: Verdict) open, fixed, at most one nl "{colour} is {verdict}".
input inside(thing: Thing, box: Box) at most one nl "zit in {box}".
input painted(box: Box, colour: Colour) nl "de doos is {colour}".
input since(thing: Thing, date: Date) at most one, today nl "sinds {date}".
input until(thing: Thing, date: Date) at most one nl "tot {date}".
input made(thing: Thing, date: Date) at most one nl "gemaakt op {date}".
table warm(colour: Colour) nl "{colour} is warm".
"""
_TABLES = """\
| colour | sentence |
| --- | --- |
| rood | S1 |
| roze | S1 |
| geel | S1 |

"""
_FRONT = front(_DECLARED, _TABLES, colours=("groen", "rood", "roze", "geel"))
_LITERALS = {
    "has(X, C)": "C",
    "has(X, D), warm(D)": "D",
    "judged(X, C, ja)": "C",
    "judged(X, D, nee)": "D",
    "inside(X, B), painted(B, C)": "C",
    "inside(X, B), not painted(B, groen)": "",
    "since(X, T), until(X, U), T <= U": "",
    "since(X, T), made(X, M), M < T": "",
    "until(X, U), made(X, M), U = M": "",
    "until(X, U), U >= 2024-03-01": "",
    "since(X, T), 2024 = year(T)": "",
    "not until(X, _)": "",
    "not has(X, groen)": "",
    "not judged(X, _, ja)": "",
}
_TWO = ("C != D", "C = D", "not has(X, C)", "not judged(X, C, nee)")


@st.composite
def dated_policies(draw):
    """A policy with one outcome, `decision(Thing, Outcome)`."""
    names = ["a", "b"]
    rules = [rule for name in names for rule in _rules(draw, name)]
    cases = [f'case goed when any {draw(st.sampled_from(["a(Thing)", "b(Thing)", "a(Thing), b(Thing)"]))} nl "goed"']
    cases += [f'case slecht when {draw(st.sampled_from(["not a(Thing)", "b(Thing)", "not b(Thing)"]))} nl "slecht"']
    declared = [f'define {name}(thing: Thing) exclusion nl "{name}".' for name in names]
    outcome = 'cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"\n    ' + "\n    ".join(
        [*cases, 'case open otherwise nl "verder niets".']
    )
    return made(_FRONT + block("Regels", "\n\n".join([*declared, *rules, outcome])), sentences("alles telt"))


def _rules(draw, name):
    for _ in range(draw(st.integers(1, 2))):
        literals = draw(st.lists(st.sampled_from(list(_LITERALS)), min_size=1, max_size=2, unique=True))
        body = ", ".join(("since(X, _)", *literals))
        if "C" in _variables(literals) and "D" in _variables(literals):
            body += f", {draw(st.sampled_from(_TWO[:2]))}"
        elif "C" in _variables(literals):
            body += f", {draw(st.sampled_from(_TWO[2:]))}" if draw(st.booleans()) else ""
        yield f"{name}(X) :- {body}."


def _variables(literals):
    return {_LITERALS[each] for each in literals}


def dated_dossiers():
    """Dossiers of one thing, perhaps in a box."""
    colours = st.lists(st.sampled_from(["groen", "rood", "roze"]), max_size=2, unique=True)
    days = st.sampled_from(["2023-12-31", "2024-03-01", "2024-06-15"])
    thing = st.fixed_dictionaries(
        {"since": days},
        optional={
            "has": colours,
            "judged": st.dictionaries(st.sampled_from(["groen", "geel"]), st.sampled_from(["ja", "nee"]), max_size=1),
            "until": days,
            "made": days,
            "inside": st.just("b7"),
        },
    )
    return st.builds(
        lambda about, painted: {"things": {"t": about}, "boxes": {"b7": {"painted": painted}}}, thing, colours
    )
