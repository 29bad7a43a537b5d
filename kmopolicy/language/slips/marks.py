"""Slips with marks: quotation marks, brackets, commas, comparisons, dates, and what Word makes of them."""

import re
import unicodedata

from kmopolicy.language.slips.slip import Slip, earlier, here
from kmopolicy.language.slips.stuck import Stuck
from kmopolicy.text.catalogue.policy import syntax as catalogue

_INVISIBLE = {
    "\u00ad": ("een zacht afbreekstreepje", "a soft hyphen"),
    "\u200b": ("een spatie zonder breedte", "a space without width"),
    "\u200c": ("een onzichtbare scheiding", "an invisible separator"),
    "\u200d": ("een onzichtbare verbinding", "an invisible joiner"),
    "\u2060": ("een onzichtbare verbinding", "an invisible joiner"),
    "\ufeff": ("een bytevolgordemarkering", "a byte order mark"),
}
_QUOTES = "“”„‟«»‘’‚‛′″'`´"
_OPERATORS = {
    "==": "=",
    "===": "=",
    "=<": "<=",
    "=>": ">=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "<>": "!=",
    "=/=": "!=",
    "=\\=": "!=",
    "\\=": "!=",
    "/=": "!=",
    "!==": "!=",
}
_ARROW = re.compile(r":=|:[–—]|:\s-|<-+|<=|←|⇐|-+>|=+>|→|-:|[–—]|:(?![-\w])|=|(?:if|als|indien|wanneer)\b")
_AND = re.compile(r"(?:en|and)\b|&&?|\+|∧|/\\")
_OR = re.compile(r"(?:of|or)\b|\|\|?|;|∨|\\/")
_COMMENT = re.compile(r"//|/\*|#|--|;;")
_OPERATOR = re.compile(r"[=<>!/\\≤≥≠]+")
_DASHED = re.compile(r"\b[a-z]\w*(?:-\w+)+")
_ENDS = (":-", ".", "(", "not")
_DAY = re.compile(r"(\d{1,4})([/-])(\d{1,2})\2(\d{1,4})")


def invisible(stuck: Stuck) -> Slip | None:
    """A character that nobody sees, pasted along."""
    character = stuck.text[stuck.at : stuck.at + 1]
    if not character or unicodedata.category(character) not in ("Cf", "Cc", "Co", "Cn", "Cs"):
        return None
    code = f"U+{ord(character):04X}"
    nl, en = _INVISIBLE.get(character, (f"het teken {code}", f"the character {code}"))
    return Slip(catalogue.INVISIBLE, stuck.at, stuck.at + 1, "erase", {"name": nl, "name_en": en})


def quotation_mark(stuck: Stuck) -> Slip | None:
    """A quotation mark that is curly, or that is never closed."""
    character = stuck.text[stuck.at : stuck.at + 1]
    if character == '"' and not (len(stuck.word) > 1 and stuck.word.endswith('"')):
        return _unclosed(stuck.at, stuck.text[stuck.at :].partition("\n")[0])
    return Slip(catalogue.CURLY, stuck.at, stuck.at + 1, "straight") if character and character in _QUOTES else None


def _unclosed(start: int, text: str) -> Slip:
    """A text that is not closed, or is closed by a curly quotation mark."""
    other = next((place for place, each in enumerate(text) if each in "“”„‟"), 0)
    if other:
        return Slip(catalogue.CURLY, start + other, start + other + 1, "straight")
    return Slip(catalogue.OPEN_QUOTE, start, start + 1, "close")


def inner_quotation_mark(stuck: Stuck) -> Slip | None:
    """A quotation mark that closed a text too early; often because the text before it was not closed."""
    inside = stuck.last.endswith('"') and stuck.before[-1].end() == stuck.at and stuck.word[:1].isalnum()
    if not inside:
        return None
    if re.search(r'[“”„‟]|\b(?:nl|en|not|plural|asked)\s*"$', stuck.last):
        return _unclosed(stuck.before[-1].start(), stuck.last)
    return Slip(catalogue.UNEXPECTED, stuck.at - 1, stuck.at, "inner")


def arrow(stuck: Stuck) -> Slip | None:
    """Something else than `:-` between the head and the body."""
    return here(stuck, "arrow", len(stuck.here(_ARROW))) if "_IF" in stuck.accepts and stuck.here(_ARROW) else None


def date(stuck: Stuck) -> Slip | None:
    """A date in another form than year-month-day."""
    for found in _DAY.finditer(stuck.text):
        if found.start() <= stuck.at <= found.end():
            first, _, month, last = found.groups()
            year, day = (first, last) if len(first) == 4 else (last, first)
            iso = f"{year}-{month:0>2}-{day:0>2}"
            return Slip(catalogue.UNEXPECTED, found.start(), found.end(), "date", {"date": iso})
    return None


def operator(stuck: Stuck) -> Slip | None:
    """A comparison as other languages write it."""
    for found in _OPERATOR.finditer(stuck.text, max(0, stuck.at - 3)):
        if found.start() <= stuck.at <= found.end() and found[0] in _OPERATORS:
            return Slip(
                catalogue.UNEXPECTED, found.start(), found.end(), "operator", {"operator": _OPERATORS[found[0]]}
            )
    return None


def connective(stuck: Stuck) -> Slip | None:
    """A word or a sign for *and* and *or*."""
    if "COMMA" not in stuck.accepts:
        return None
    either, both = stuck.here(_OR), stuck.here(_AND)
    if either and not stuck.open:
        return here(stuck, "or", len(either))
    if either or both:
        return here(stuck, "values" if stuck.open else "and", len(either or both))
    return None


def bracket(stuck: Stuck) -> Slip | None:
    """A bracket too few, too many, or within another."""
    if stuck.word == ")" and not stuck.open:
        return here(stuck, "extra")
    if stuck.word == ")" and stuck.last == "(":
        return here(stuck, "empty")
    if not stuck.open:
        return None
    if stuck.unclosed and (stuck.word in _ENDS or "RPAR" in stuck.accepts):
        last = stuck.open[-1]
        start = stuck.text.index("(", last.start())
        return Slip(catalogue.OPEN_BRACKET, start, start + 1, "close", {"name": last[0]})
    return here(stuck, "nested") if stuck.word == "(" else None


def comment(stuck: Stuck) -> Slip | None:
    """A comment that does not start with `%`."""
    return here(stuck, "comment", len(stuck.here(_COMMENT))) if stuck.here(_COMMENT) else None


def dash(stuck: Stuck) -> Slip | None:
    """A name with a hyphen."""
    for found in _DASHED.finditer(stuck.text):
        if found.start() < stuck.at < found.end():
            name = re.sub(r"\W", "_", found[0])
            return Slip(catalogue.UNEXPECTED, found.start(), found.end(), "dash", {"name": name})
    return None


def comma(stuck: Stuck) -> Slip | None:
    """A comma too few or too many."""
    if stuck.last == "," and stuck.word in (".", ")"):
        return earlier(stuck, "surplus")
    begins = stuck.word[:1].isalpha() or stuck.word == "_"
    return here(stuck, "between") if begins and not stuck.open and {"COMMA", "DOT"} <= stuck.accepts else None


def odd_character(stuck: Stuck) -> Slip | None:
    """A character that can stand nowhere outside a text."""
    character = stuck.text[stuck.at : stuck.at + 1]
    if not character or re.match(r"[A-Za-z0-9(),.:=<>\"]", character):
        return None
    help_key = "name" if character.isalpha() or character == "_" else "quote"
    return Slip(catalogue.ODD_CHARACTER, stuck.at, stuck.at + 1, help_key)
