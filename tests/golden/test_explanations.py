"""Explanations as people read them, kept as files: to sign under, to read again when a word changes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from golden.fixtures import FIXTURES, HOMES, entries, read
from shipped import POLICY

from kmopolicy.render.documents import explanation as documents
from kmopolicy.render.formats import markdown, mermaid
from kmopolicy.render.terminal import tree
from kmopolicy.render.terminal.paint import plain
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.localized import Lang

KEPT = Path(__file__).parent / "explanations"
_POLICY_LINE = re.compile(r'(?<=\.md, regel )\d+|(?<=\.md, line )\d+|(?<=\.md",\n)( *"line": )\d+')


def _forms() -> list[tuple[dict[str, Any], str]]:
    return [(entry, form) for entry in entries("explanations.yaml") for form in entry["forms"]]


@pytest.mark.parametrize(("entry", "form"), _forms(), ids=lambda each: each if isinstance(each, str) else each["name"])
def test_an_explanation_reads_as_it_was_read_before(
    entry: dict[str, Any], form: str, same_as: Callable[[Path, str], None]
) -> None:
    same_as(KEPT / f"{entry['name']}.{form}", _kept(_rendered(entry, form.split("."))))


def _rendered(entry: dict[str, Any], form: list[str]) -> str:
    """A form such as `nl.80.txt`, `en.120.full.txt`, `nl.md`, `nl.mmd` or `json`."""
    facts = read(entry["dossier"])
    explanation = POLICY.explain(facts, entry["subject"], readings=entry.get("readings"))
    if form == ["json"]:
        return documents.explanation(explanation)
    lang: Lang = "en" if form[0] == "en" else "nl"
    labels, full = Labels(POLICY.program, lang, facts), "full" in form
    if form[-1] == "md":
        return markdown.render(explanation, labels, full=full)
    if form[-1] == "mmd":
        return mermaid.render(explanation, labels, full=full)
    return plain(tree.render(explanation, labels, int(form[1]), full=full))


def _kept(text: str) -> str:
    """The text without what changes with every edit of the policy: its digest, and the lines where its rules stand."""
    text = text.replace(HOMES[1].as_posix(), f"{FIXTURES.as_posix()}/dossiers").replace(f"{FIXTURES.as_posix()}/", "")
    text = text.replace(POLICY.program.digest, "sha256:…")
    return _POLICY_LINE.sub(lambda found: f"{found[1] or ''}0", text)
