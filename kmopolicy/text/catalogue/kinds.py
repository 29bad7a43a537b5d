"""How the entries of the catalogue are written down: Dutch and English side by side."""

from kmopolicy.text.diagnostic import Entry, Severity
from kmopolicy.text.localized import Localized

Pair = tuple[str, str]
"""The same text in Dutch and in English."""


def error(code: str, name: str, message: Pair, why: Pair, /, **helps: Pair) -> Entry:
    """What stops a program or a dossier from being used."""
    return _entry("error", code, name, message, why, helps)


def warning(code: str, name: str, message: Pair, why: Pair, /, **helps: Pair) -> Entry:
    """What is allowed and probably wrong."""
    return _entry("warning", code, name, message, why, helps)


def _entry(severity: Severity, code: str, name: str, message: Pair, why: Pair, helps: dict[str, Pair]) -> Entry:
    told = {key: Localized(*help_pair) for key, help_pair in helps.items()}
    return Entry(code, name, severity, Localized(*message), told, Localized(*why))


NEAR: Pair = ("bedoelde u `{near}`?", "did you mean `{near}`?")
