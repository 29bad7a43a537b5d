"""What could have stood where a statement does not parse, in words, the likeliest first, and never as a list of tokens."""

from collections.abc import Iterator

from kmopolicy.text.localized import Localized

Said = tuple[frozenset[str], frozenset[str], Localized]

_VALUES = frozenset(("VARIABLE", "NAME", "STRING", "DATE", "NUMBER", "ANYTHING"))
_LITERALS = _VALUES | {"NOT", "READING", "YEAR"}
_STATEMENTS = frozenset(
    (
        "POLICY",
        "SOURCE",
        "ENTITY",
        "TYPE",
        "INPUT",
        "TABLE",
        "DEFINE",
        "WARNING",
        "READING",
        "PROPERTY",
        "CLASSIFICATION",
        "CASES",
        "RULE",
        "NAME",
    )
)


def _one(terminal: str, nl: str, en: str) -> Said:
    return frozenset((terminal,)), frozenset((terminal,)), Localized(nl, en)


# What must all be possible for the words to be said, and what is then said with them.
_SAID: tuple[Said, ...] = (
    (frozenset(("RULE", "POLICY")), _STATEMENTS, Localized("een regel of een declaratie", "a rule or a declaration")),
    (frozenset(("NOT", "VARIABLE")), _LITERALS, Localized("een voorwaarde", "a condition")),
    (frozenset(("VARIABLE", "NAME", "STRING")), _VALUES | {"YEAR"}, Localized("een waarde", "a value")),
    (
        frozenset(("OPERATOR", "EQUAL")),
        frozenset(("OPERATOR", "EQUAL")),
        Localized("een vergelijking zoals `=` of `<=`", "a comparison such as `=` or `<=`"),
    ),
    _one("_IF", "`:-` met de voorwaarden", "`:-` with the conditions"),
    _one("COMMA", "een komma", "a comma"),
    _one("RPAR", "een haakje `)`", "a bracket `)`"),
    _one("LPAR", "een haakje `(`", "a bracket `(`"),
    _one("COLON", "een dubbelepunt", "a colon"),
    _one("EQUAL", "`=`", "`=`"),
    _one("NAME", "een naam in kleine letters", "a name in lower case"),
    _one("VARIABLE", "een naam met een hoofdletter", "a name with a capital"),
    _one("SENTENCE", "een zinsnummer zoals `S02`", "a sentence number such as `S02`"),
    _one("STRING", "een tekst tussen aanhalingstekens", "a text between quotation marks"),
    _one("LANG", 'een zin zoals `nl "…"`', 'a sentence such as `nl "…"`'),
    (
        frozenset(("FLAG",)),
        frozenset(("FLAG", "AT", "EXACTLY")),
        Localized("een kenmerk zoals `open` of `at most one`", "a mark such as `open` or `at most one`"),
    ),
    _one("DOT", "een punt", "a full stop"),
)


def expected(accepts: frozenset[str]) -> Localized:
    """In both languages."""
    told = list(_told(accepts))
    return Localized(_listed([each.nl for each in told], "of"), _listed([each["en"] for each in told], "or"))


def _told(accepts: frozenset[str]) -> Iterator[Localized]:
    left = accepts
    for needed, covered, words in _SAID:
        if needed <= left:
            yield words
            left -= covered
    for word in sorted(left - {"$END"}):
        yield Localized(f"`{word.lower()}`")


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
