"""Dates as facts state them, and what someone probably meant who wrote one otherwise."""

import re
from calendar import monthrange
from datetime import date

from kmopolicy.text.dates import in_words, month

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ].*)?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_IN_WORDS = re.compile(r"(?:[^\W\d]+ )?(\d{1,2})[. ]+([^\W\d]+)\.? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?", re.ASCII)


def iso_date(text: str) -> date | None:
    """The date of a text `2024-03-01`; None where it has another form or is not on the calendar."""
    found = _ISO.fullmatch(text)
    return _on_calendar(found[1], found[2], found[3]) if found else None


def wrong_date(text: str) -> tuple[str, dict[str, str]]:
    """The help for a text that is no date, and its arguments."""
    found = _ISO.fullmatch(text)
    if found and int(found[2]) > 12:
        return "months", {"month": found[2]}
    if found and 1 <= int(found[2]) <= 12 and int(found[1]) > 0:
        return "month", {"month": f"{found[1]}-{found[2]}", "days": str(monthrange(int(found[1]), int(found[2]))[1])}
    meant = _meant(text)
    if len(meant) == 2:
        return "either", {**_worded("", meant[0]), **_worded("other_", meant[1])}
    return ("order", _worded("", meant[0])) if meant else ("form", {})


def _meant(text: str) -> list[date]:
    """The dates that a text may stand for, the likeliest first: here the day comes before the month."""
    year_first, day_first = _YEAR_FIRST.fullmatch(text), _DAY_FIRST.fullmatch(text)
    worded = _IN_WORDS.fullmatch(text)
    if worded:
        orders = [(worded[3], str(month(worded[2])), worded[1])]
    elif year_first:
        parts = [part for part in year_first.groups() if part]
        orders = [(parts[0], parts[1], parts[2])]
    elif day_first:
        first, second, year = day_first.groups()
        year = year if len(year) == 4 else f"20{year}"
        orders = [(year, second, first), (year, first, second)]
    else:
        return []
    return list(dict.fromkeys(day for day in (_on_calendar(*order) for order in orders) if day))


def _on_calendar(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _worded(prefix: str, day: date) -> dict[str, str]:
    return {
        f"{prefix}iso": day.isoformat(),
        f"{prefix}words": in_words(day, "nl"),
        f"{prefix}words_en": in_words(day, "en"),
    }
