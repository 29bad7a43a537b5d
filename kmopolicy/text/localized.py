"""Text in the two languages of the program: Dutch first, English beside it."""

from typing import Literal

import msgspec

Lang = Literal["nl", "en"]


class Localized(msgspec.Struct, frozen=True, array_like=True):
    """One text in Dutch and in English. An empty English text falls back on the Dutch one."""

    nl: str
    en: str = ""

    def __getitem__(self, lang: Lang) -> str:
        return (self.en or self.nl) if lang == "en" else self.nl
