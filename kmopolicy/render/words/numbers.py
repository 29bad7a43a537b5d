"""Numbers as people write them: with a mark between the thousands."""

from collections.abc import Mapping

from kmopolicy.text.localized import Lang

_BETWEEN: Mapping[Lang, str] = {"nl": ".", "en": ","}


def number(count: int, lang: Lang) -> str:
    """1.250.000, or 1,250,000 in English."""
    return f"{count:,}".replace(",", _BETWEEN[lang])
