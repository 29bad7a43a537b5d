"""The renderers' own fixed words, in Dutch and English, and how dates and places are said."""

from collections.abc import Mapping

from kmopolicy.render.words import asking, checking, commands, explaining
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

WORDS: Mapping[str, Localized] = {**explaining.WORDS, **checking.WORDS, **commands.WORDS, **asking.WORDS}


def word(key: str, lang: Lang, **places: str | int) -> str:
    """A fixed word or phrase in the chosen language, with its places filled."""
    text = WORDS[key][lang]
    return text.format(**places) if places else text


def capitalised(text: str, lang: Lang) -> str:
    """With a capital at the start, as a sentence has; Dutch `ij` counts as one letter."""
    for place, character in enumerate(text):
        if character.isalnum():
            end = place + (2 if lang == "nl" and text[place : place + 2] == "ij" else 1)
            return text[:place] + text[place:end].upper() + text[end:]
        if character not in "‘“«([":
            break
    return text


def file_name(file: str, lang: Lang) -> str:
    """The last part of a path, as people call the file."""
    if file == "-":
        return word("stdin", lang)
    return clean(file.replace("\\", "/").rstrip("/").rpartition("/")[2])


def place(span: Span, lang: Lang) -> str:
    """Where something stands: kmop-36.yaml, regel 7."""
    name = file_name(span.file, lang)
    return word("place", lang, file=name, line=span.line) if span.line else name
