"""Dates as they are written in a letter."""

from datetime import date

from kmopolicy.text.localized import Lang

_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def in_words(day: date, lang: Lang) -> str:
    """1 maart 2024, 1 March 2024."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def month(name: str) -> int:
    """The number of a month, by its name or the first letters of it; 0 where it is none."""
    if len(name) < 3:
        return 0
    found = (
        number
        for months in _MONTHS.values()
        for number, each in enumerate(months, 1)
        if each.lower().startswith(name.lower())
    )
    return next(found, 0)
