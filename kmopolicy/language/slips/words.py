"""Slips with words: a keyword that is none, a row among the rules, a capital too many, `niet` for `not`, a part left out."""

import re

from kmopolicy.language.near import nearest_word
from kmopolicy.language.slips.slip import Slip, earlier, here
from kmopolicy.language.slips.stuck import Stuck
from kmopolicy.text.catalogue.policy import syntax as catalogue
from kmopolicy.text.names import camel, snake

KEYWORDS = (
    "policy",
    "source",
    "entity",
    "type",
    "input",
    "table",
    "define",
    "warning",
    "reading",
    "property",
    "classification",
    "cases",
    "rule",
)
_DUTCH = {
    "beleid": "policy",
    "bron": "source",
    "entiteit": "entity",
    "invoer": "input",
    "feit": "input",
    "tabel": "table",
    "definieer": "define",
    "waarschuwing": "warning",
    "lezing": "reading",
    "eigenschap": "property",
    "classificatie": "classification",
    "gevallen": "cases",
    "regel": "rule",
}
_ROWS = ("row", "rows", "rij", "rijen")
_NOT = re.compile(r"(?:niet|geen|nooit|no)\b|[!~¬]|\\\+", re.I)
_COMPARISON = re.compile(r'[\w"]+\s*(?:[<>!]=?|=)')
_CLAUSES = ("when", "any", "because", "never", "possible", "where", ":-")


def negation(stuck: Stuck) -> Slip | None:
    """`not` in another language, twice, or where it cannot stand."""
    if stuck.here(_NOT) and "NOT" in stuck.accepts:
        return here(stuck, "not", len(stuck.here(_NOT)))
    if stuck.last == "not":
        return _after_not(stuck)
    if stuck.previous(2) == ["not", "reading"]:
        return earlier(stuck, "not_reading")
    if not (_NOT.fullmatch(stuck.last) or stuck.last in ("NOT", "Not")) or not stuck.word[:1].isalpha():
        return None
    return earlier(stuck, "not" if len(stuck.before) > 1 else "head")


def _after_not(stuck: Stuck) -> Slip | None:
    last = stuck.before[-1]
    if stuck.previous(2) == ["not", "not"]:
        return Slip(catalogue.UNEXPECTED, stuck.before[-2].start(), last.end(), "double")
    if len(stuck.before) == 1:
        return earlier(stuck, "head")
    clause = next((word for word in reversed(stuck.previous(len(stuck.before))) if word in _CLAUSES), "")
    if clause in ("any", "because"):
        return earlier(stuck, "any_not")
    if stuck.word == "(":
        return here(stuck, "not_brackets")
    return earlier(stuck, "unequal") if stuck.here(_COMPARISON) else None


def keyword(stuck: Stuck) -> Slip | None:
    """A first word that is nearly that of a declaration; or that is one, and cannot name a predicate."""
    if len(stuck.before) != 1:
        return None
    first = stuck.before[0]
    if first[0] in KEYWORDS:
        return earlier(stuck, "reserved") if stuck.word == "(" else None
    near = _DUTCH.get(first[0].lower()) or nearest_word(first[0], KEYWORDS)
    if not near or not stuck.word[:1].isalpha():
        return None
    return Slip(catalogue.UNKNOWN_KEYWORD, first.start(), first.end(), "near", {"near": near})


def row(stuck: Stuck) -> Slip | None:
    """A row among the rules, where none can stand."""
    if len(stuck.before) != 1 or stuck.last.lower() not in _ROWS or not stuck.word[:1].islower():
        return None
    return earlier(stuck, "row", name=stuck.word)


def capital(stuck: Stuck) -> Slip | None:
    """A capital where a small letter belongs, or the other way round."""
    if stuck.word[:1].isupper() and "NAME" in stuck.accepts and "VARIABLE" not in stuck.accepts:
        if stuck.open and stuck.before[0][0] in KEYWORDS:
            return here(stuck, "argument", name=snake(stuck.word))
        lower = {"lower": snake(stuck.word)}
        return Slip(catalogue.CAPITAL, stuck.at, stuck.at + len(stuck.word), "lower", lower)
    if stuck.word == "(" and stuck.last[:1].isupper():
        last = stuck.before[-1]
        return Slip(catalogue.CAPITAL, last.start(), last.end(), "lower", {"lower": snake(last[0])})
    if stuck.word[:1].islower() and "VARIABLE" in stuck.accepts and "NAME" not in stuck.accepts:
        return here(stuck, "upper", upper=camel(stuck.word))
    return None


def without_language(stuck: Stuck) -> Slip | None:
    """A sentence that does not say in which language it is."""
    wanted = stuck.word.startswith('"') and "LANG" in stuck.accepts and "STRING" not in stuck.accepts
    return here(stuck, "language") if wanted else None


def without_type(stuck: Stuck) -> Slip | None:
    """An argument without a type."""
    wanted = stuck.open and stuck.accepts == {"COLON"}
    return earlier(stuck, "type", name=stuck.last) if wanted else None


def colon(stuck: Stuck) -> Slip | None:
    """A named rule without the colon after its name."""
    named = stuck.before and stuck.before[0][0] == "rule" and "COLON" in stuck.accepts
    return here(stuck, "colon") if named else None
