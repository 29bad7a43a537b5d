"""Reads a ground atom as it stands in a proof, `predicate(c02, "a b", 2024-03-01, _)`, back into its parts."""

import re

_ARGUMENT = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^,()"]*)\s*(?:,|\)|$)')


def parts(atom: str) -> tuple[str, tuple[str | None, ...]]:
    """The predicate and its arguments; None for `_`.

    >>> parts('aimed_at("de dienst, c1", _)')
    ('aimed_at', ('de dienst, c1', None))
    """
    predicate, _, rest = atom.removeprefix("not ").partition("(")
    arguments = [found.strip() for found in _ARGUMENT.findall(rest) if found.strip()]
    return predicate, tuple(_value(argument) for argument in arguments)


def _value(argument: str) -> str | None:
    if argument.startswith('"'):
        return re.sub(r"\\(.)", r"\1", argument[1:-1])
    return None if argument == "_" else argument
