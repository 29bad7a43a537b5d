"""A slip that was recognised in a statement that does not parse: what is told about which stretch of it."""

from collections.abc import Mapping
from typing import NamedTuple

from kmopolicy.language.slips.stuck import Stuck
from kmopolicy.text.catalogue.policy import syntax as catalogue
from kmopolicy.text.diagnostic import Entry


class Slip(NamedTuple):
    """What is told, from where to where in the text, and how to mend it."""

    entry: Entry
    start: int
    end: int
    help: str
    args: Mapping[str, str] = {}


def here(stuck: Stuck, help_key: str, length: int = 0, **args: str) -> Slip:
    """A slip in what stands here."""
    return Slip(catalogue.UNEXPECTED, stuck.at, stuck.at + (length or len(stuck.word) or 1), help_key, args)


def earlier(stuck: Stuck, help_key: str, **args: str) -> Slip:
    """A slip in the word before."""
    last = stuck.before[-1]
    return Slip(catalogue.UNEXPECTED, last.start(), last.end(), help_key, args)
