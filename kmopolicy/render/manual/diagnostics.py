"""The page about one kind of diagnostic: what it finds and why, how to mend it, and an example of each, which are checked."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from kmopolicy.program.load import examined
from kmopolicy.program.pages import folder_of
from kmopolicy.render.terminal.diagnostics import render
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.examples import Example, examples
from kmopolicy.text.excerpt import Excerpt, Lines
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

DAY = date(2026, 1, 1)
"""On which the examples are looked at."""
INDEX = """# Wat `kmopolicy check` zegt · What `kmopolicy check` says

Elke bevinding heeft een code, een naam en een bladzijde. Een *fout* moet weg; een *waarschuwing* mag en is waarschijnlijk
verkeerd. Wie ze toch zo wil, laat ze toe waar ze staat, met de reden erbij: zie
[de regeltaal](../language.md#warnings-that-are-allowed).

*Every finding has a code, a name and a page. An error must go; a warning may stay and is probably wrong. Whoever wants it so
allows it where it stands, with the reason: see [the rule language](../language.md#warnings-that-are-allowed).*

De voorbeelden staan onder dit begin. *The examples stand below this beginning.*
"""
_SEVERITY = {"error": Localized("Fout", "Error"), "warning": Localized("Waarschuwing", "Warning")}
_PLACE = re.compile(r"\{\w+\}")


def found_in(example: Example) -> tuple[Diagnostic, ...]:
    """What is wrong with an example, with what stands there."""
    files = example.policy()
    lines = {name: Lines(content.decode("utf-8", errors="replace")) for name, content in files.items()}

    def excerpt(span: Span | None) -> Excerpt | None:
        return lines[span.file].excerpt(span) if span and span.file in lines else None

    return tuple(
        msgspec.structs.replace(each, excerpts=tuple(map(excerpt, (each.span, *(span for span, _ in each.notes)))))
        for each in examined(folder_of(Path(), files), DAY).diagnostics
    )


def page(entry: Entry) -> str:
    """The page in Markdown, Dutch first and English beside it."""
    return "\n".join(_lines(entry)).rstrip("\n") + "\n"


def index() -> str:
    """The page that lists all pages, and shows what the examples stand below."""
    rows = [f"| [{entry.code}]({entry.code}.md) | `{entry.name}` | {_row(entry)} |" for entry in _sorted()]
    return "\n".join((INDEX, *_shown(examples("begin")[0]), "| | | |", "| --- | --- | --- |", *rows)) + "\n"


def _row(entry: Entry) -> str:
    message = _PLACE.sub("…", entry.message.nl).replace("|", "\\|")
    return f"{_SEVERITY[entry.severity].nl.lower()}: {message}"


def _sorted() -> list[Entry]:
    return sorted(catalogue.ENTRIES, key=lambda entry: entry.code)


def _lines(entry: Entry) -> Iterator[str]:
    severity = _SEVERITY[entry.severity]
    yield from (f"# {entry.code} {entry.name}", "", f"{severity.nl} · {severity['en']}: {_both(entry.message)}", "")
    yield from (entry.why.nl, "", f"*{entry.why['en']}*", "")
    if entry.helps:
        yield from ("## Wat te doen · What to do", "", *(f"- {_both(each)}" for each in entry.helps.values()), "")
    told = examples(entry.code)
    for heading, example in zip(("Zo niet · Wrong", "Zo wel · Right"), told, strict=False):
        yield from (f"## {heading}", "", *_shown(example))
        found = found_in(example)
        if found:
            yield from ("```text", *render(found, "nl").rstrip("\n").split("\n"), "```", "")
    if entry.name in catalogue.ALLOWABLE:
        yield from ("## Toelaten · Allowing", "", "```text", f"% allow {entry.name}: reden", "```", "")


def _both(text: Localized) -> str:
    return f"{_PLACE.sub('…', text.nl)} · *{_PLACE.sub('…', text['en'])}*"


def _shown(example: Example) -> Iterator[str]:
    parts = [("", "markdown", example.page)] if example.page else []
    parts += [
        (f"`{name}`:", "markdown" if name.endswith(".md") else "text", text) for name, text in example.files.items()
    ]
    for name, language, text in parts:
        yield from ((name, "") if name else ())
        yield from (f"````{language}", *text.rstrip("\n").split("\n"), "````", "")
