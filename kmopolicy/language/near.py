"""Which of a few fixed words someone probably meant."""

from collections.abc import Iterable


def nearest_word(word: str, known: Iterable[str]) -> str:
    """The fixed word that is nearest to one that is none of them; "" where none is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(word.lower(), known, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return str(found[0]) if found else ""
