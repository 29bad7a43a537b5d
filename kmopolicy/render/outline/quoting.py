"""Whose a line is: the numbers of the sentences, their quotes (each once), and who gave a verdict."""

from collections.abc import Iterable

from kmopolicy.facts.model import Judgement
from kmopolicy.program.terms import Citation
from kmopolicy.render.outline.items import Quote
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.safe import clean
from kmopolicy.text.dates import in_words
from kmopolicy.text.localized import Lang


class Quoting:
    """Gives the quotes of citations that were not given before."""

    def __init__(self) -> None:
        self._quoted: dict[str, str] = {}

    def new(self, citations: tuple[Citation, ...], *, row: bool = False) -> tuple[Quote, ...]:
        """The quotes that are new, with their numbers where there are several; of a row none of a sentence quoted before."""
        new = []
        for citation in citations:
            known = any(citation.quote in quoted for quoted in self._quoted.values())
            if citation.quote and not known and not (row and citation.sentence in self._quoted):
                self._quoted[citation.sentence] = citation.quote
                new.append(citation)
        several = len(citations) > 1
        return tuple(Quote(clean(cited.quote), clean(cited.sentence) if several else "") for cited in new)


def numbers(citations: Iterable[Citation]) -> str:
    """U02, U00."""
    return ", ".join(dict.fromkeys(clean(citation.sentence) for citation in citations))


def judged(judgement: Judgement | None, lang: Lang) -> tuple[str, ...]:
    """Who gave a verdict, when and why, as far as it is recorded."""
    if not judgement or judgement == Judgement():
        return ()
    by, on = clean(judgement.by), in_words(judgement.on, lang) if judgement.on else ""
    key = "judged by on" if by and on else "judged by" if by else "judged on" if on else "judged"
    said = capitalised(word(key, lang, by=by, on=on), lang)
    return (f"{said}: “{clean(judgement.because)}”" if judgement.because else said,)
