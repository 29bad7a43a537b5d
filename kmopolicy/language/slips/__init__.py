"""Which slip someone made where a statement does not parse, and in the words of the file how to mend it."""

from collections.abc import Callable

from kmopolicy.language.build import Builder
from kmopolicy.language.slips import marks, words
from kmopolicy.language.slips.expected import expected
from kmopolicy.language.slips.slip import Slip, here
from kmopolicy.language.slips.stuck import Stuck
from kmopolicy.text.diagnostic import Diagnostic

_SHOWN = 40
_SLIPS: tuple[Callable[[Stuck], Slip | None], ...] = (
    marks.invisible,
    marks.quotation_mark,
    marks.inner_quotation_mark,
    words.negation,
    words.keyword,
    words.row,
    marks.arrow,
    words.capital,
    marks.date,
    marks.operator,
    marks.connective,
    marks.bracket,
    marks.comment,
    marks.dash,
    words.without_language,
    words.without_type,
    words.colon,
    marks.comma,
    marks.odd_character,
)


def diagnosed(stuck: Stuck, builder: Builder) -> Diagnostic:
    """The diagnostic of the first slip that is recognised; of none, what could have stood there."""
    slip = next(filter(None, (recognise(stuck) for recognise in _SLIPS)), None) or _other(stuck)
    found = stuck.text[slip.start : slip.end]
    shown = found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
    span = builder.place(stuck.text, slip.start, slip.end)
    return Diagnostic(slip.entry, span, {"found": shown, **slip.args}, slip.help)


def _other(stuck: Stuck) -> Slip:
    told = expected(stuck.accepts)
    return here(stuck, "expected" if told.nl else "", nl=told.nl, en=told["en"])
