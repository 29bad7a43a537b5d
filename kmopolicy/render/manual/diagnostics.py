"""The page about one kind of diagnostic: what it finds and why, how to mend it, and an example of each, which are checked."""

import re
from collections.abc import Iterator

from kmopolicy.render.manual.examples import dossier, policy, shown
from kmopolicy.text.catalogue.every import ENTRIES
from kmopolicy.text.catalogue.policy.every import ALLOWABLE
from kmopolicy.text.diagnostic import Entry
from kmopolicy.text.examples import examples
from kmopolicy.text.localized import Localized

INDEX = """# Wat kmopolicy zegt · What kmopolicy says

Elke bevinding heeft een code, een naam en een bladzijde. Een *fout* moet weg; een *waarschuwing* mag en is waarschijnlijk
verkeerd. Wie ze toch zo wil, laat ze toe waar ze staat, met de reden erbij: zie
[de regeltaal](../language.md#warnings-that-are-allowed).

*Every finding has a code, a name and a page. An error must go; a warning may stay and is probably wrong. Whoever wants it so
allows it where it stands, with the reason: see [the rule language](../language.md#warnings-that-are-allowed).*
"""
_PARTS = {
    "K": (
        "Het beleid · The policy",
        "De voorbeelden staan onder dit begin. *The examples stand below this beginning.*",
    ),
    "F": (
        "De feiten · The facts",
        "De voorbeelden zijn dossiers en tabellen voor het beleid dat is meegeleverd. *The examples are dossiers and tables "
        "for the policy that ships.*",
    ),
    "U": (
        "De opdrachten · The commands",
        "Bij de voorbeelden ligt dit dossier. *This dossier lies beside the examples.*",
    ),
    "B": (
        "Een uitleg die iemand overhandigt · An explanation that is handed over",
        "Bij de voorbeelden ligt hetzelfde dossier. *The same dossier lies beside the examples.*",
    ),
}
"""What codes begin with: the heading, and what is to be known of the examples."""
_SEVERITY = {"error": Localized("Fout", "Error"), "warning": Localized("Waarschuwing", "Warning")}
_PLACE = re.compile(r"\{\w+\}")


def page(entry: Entry) -> str:
    """The page in Markdown, Dutch first and English beside it."""
    return "\n".join(_lines(entry)).rstrip("\n") + "\n"


def index() -> str:
    """The page that lists all pages, and shows what lies beside the examples."""
    return "\n".join((INDEX, *(line for start in _PARTS for line in _part(start)))).rstrip("\n") + "\n"


def _part(start: str) -> Iterator[str]:
    heading, about = _PARTS[start]
    yield from (f"## {heading}", "", about, "")
    yield from {"K": policy(examples("begin")[0]), "U": dossier()}.get(start, ())
    yield from ("| | | |", "| --- | --- | --- |")
    for entry in sorted(ENTRIES, key=lambda entry: entry.code):
        if entry.code.startswith(start):
            yield f"| [{entry.code}]({entry.code}.md) | `{entry.name}` | {_row(entry)} |"
    yield ""


def _row(entry: Entry) -> str:
    message = _PLACE.sub("…", entry.message.nl).replace("|", "\\|")
    return f"{_SEVERITY[entry.severity].nl.lower()}: {message}"


def _lines(entry: Entry) -> Iterator[str]:
    severity = _SEVERITY[entry.severity]
    yield from (f"# {entry.code} {entry.name}", "", f"{severity.nl} · {severity['en']}: {_both(entry.message)}", "")
    yield from (_anyhow(entry.why.nl), "", f"*{_anyhow(entry.why['en'])}*", "")
    if entry.helps:
        yield from ("## Wat te doen · What to do", "", *(f"- {_both(each)}" for each in entry.helps.values()), "")
    for heading, example in zip(("Zo niet · Wrong", "Zo wel · Right"), shown(entry.code), strict=False):
        yield from (f"## {heading}", "", *example)
    if entry.name in ALLOWABLE:
        yield from ("## Toelaten · Allowing", "", "```text", f"% allow {entry.name}: reden", "```", "")


def _both(text: Localized) -> str:
    return f"{_anyhow(text.nl)} · *{_anyhow(text['en'])}*"


def _anyhow(text: str) -> str:
    """A text whatever is filled in."""
    return _PLACE.sub("…", text)
