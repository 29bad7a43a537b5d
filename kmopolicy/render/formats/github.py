"""Diagnostics as workflow commands of GitHub Actions, by which they show beside the lines of a change."""

from collections.abc import Sequence
from pathlib import PurePath

from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Lang
from kmopolicy.text.span import Span
from kmopolicy.text.underline import visible


def diagnostics(found: Sequence[Diagnostic], lang: Lang) -> str:
    """A command a line."""
    return "".join(f"{_command(each, lang)}\n" for each in found)


def _command(found: Diagnostic, lang: Lang) -> str:
    properties = {**_place(found.span), "title": f"{found.code} {found.entry.name}"}
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    notes = [f"{text[lang]}: {span}" for span, text in found.notes]
    lines = (visible(line) for line in (found.message_in(lang), found.help_in(lang), *notes) if line)
    return f"::{found.entry.severity} {shown}::{_data(chr(10).join(lines))}"


def _place(span: Span | None) -> dict[str, str]:
    if span is None:
        return {}
    file = {"file": PurePath(span.file).as_posix()}
    if not span.line:
        return file
    ends = {"endLine": str(span.end_line), "endColumn": str(span.end_column)}
    return {**file, "line": str(span.line), "col": str(span.column), **ends}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
