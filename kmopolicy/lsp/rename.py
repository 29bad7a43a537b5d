"""Renaming: every place in a policy and its scenarios where a name stands, changed at once, or nothing at all.

Before anything is handed out, the policy and the scenarios are read again as they would become: a name that would make
anything wrong is refused, in the words of what would be wrong.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kmopolicy.facts.read import facts_from_text
from kmopolicy.lsp.dossier import places_in
from kmopolicy.lsp.marks import Mark, Name, constant
from kmopolicy.lsp.positions import Edit, Text
from kmopolicy.lsp.view import View
from kmopolicy.program.load import checked
from kmopolicy.program.pages import folder_of
from kmopolicy.program.program import Program
from kmopolicy.questions.scenarios.allowances import PAGE
from kmopolicy.text.diagnostic import Diagnostic, errors
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled
from kmopolicy.text.span import Span

_LOWER = re.compile(r"[a-z]\w*")
_UPPER = re.compile(r"[A-Z]\w*")
_ALLOWED = f"scenarios/{PAGE}"
_CODE = re.compile(r"`([^`\n]+)`")
_ATOM = re.compile(r"([a-z]\w*)\(([^()]*)\)")

_NOT_HERE = Localized(
    "hier staat niets dat kan worden hernoemd: wel een predicaat, een waarde of een veranderlijke in een regel",
    "nothing here can be renamed: a predicate, a value or a variable in a rule can",
)
_SUBJECT = Localized(
    "`{name}` heet naar het eerste argument van de uitkomst: geef dat argument een andere naam",
    "`{name}` is called after the first argument of the outcome: give that argument another name",
)
_UNKNOWN = Localized(
    "`{name}` is nergens gedeclareerd: los eerst op wat `check` daarover zegt",
    "`{name}` is declared nowhere: mend first what `check` says about it",
)
_FORM = {
    "variable": Localized(
        "`{new}` kan geen veranderlijke zijn: die begint met een hoofdletter, en heeft verder letters, cijfers en `_`",
        "`{new}` cannot be a variable: it starts with a capital, and has letters, digits and `_`",
    ),
    "other": Localized(
        "`{new}` kan geen naam zijn: die begint met een kleine letter, en heeft verder letters, cijfers en `_`",
        "`{new}` cannot be a name: it starts with a small letter, and has letters, digits and `_`",
    ),
}
_TAKEN = Localized("`{new}` bestaat al", "`{new}` exists already")
_WRONG_NOW = Localized(
    "er wordt niets hernoemd zolang het beleid fouten heeft: zo blijft niets met de oude naam achter",
    "nothing is renamed while the policy has errors: so that nothing stays behind under the old name",
)
_SCENARIO = Localized(
    "er wordt niets hernoemd: het scenario `{file}` is niet te lezen",
    "nothing is renamed: the scenario `{file}` cannot be read",
)
_WOULD_BREAK = Localized("`{new}` kan hier niet: {why}", "`{new}` is not possible here: {why}")


class Refused(NamedTuple):
    """Why nothing is renamed."""

    why: str


class Renaming(NamedTuple):
    """What changes, by the path of each file."""

    edits: dict[Path, list[Edit]]


def renamable(view: View | None, mark: Mark | None, lang: Lang) -> Mark | Refused:
    """What can be renamed at a place, or why nothing can."""
    if view is None or mark is None or mark.name.kind not in ("predicate", "constant", "variable", "subject"):
        return Refused(_NOT_HERE[lang])
    if mark.name.kind == "subject":
        return Refused(filled(_SUBJECT[lang], {"name": mark.name.text}))
    if mark.name.kind != "variable" and not any(each.declares for each in view.named(mark.name)):
        return Refused(filled(_UNKNOWN[lang], {"name": mark.name.text}))
    return mark


def rename(
    view: View | None, mark: Mark | None, new: str, scenarios: Mapping[str, Text], lang: Lang
) -> Renaming | Refused:
    """The edits that give a name another text, in the policy and its scenarios (by their path in the folder)."""
    meant = renamable(view, mark, lang)
    if isinstance(meant, Refused):
        return meant
    if view is None or view.program is None:
        return Refused(_WRONG_NOW[lang])
    kind = "variable" if meant.name.kind == "variable" else "other"
    if not (_UPPER if kind == "variable" else _LOWER).fullmatch(new):
        return Refused(filled(_FORM[kind][lang], {"new": new}))
    if new == meant.name.text:
        return Renaming({})
    if _taken(view, meant.name, new):
        return Refused(filled(_TAKEN[lang], {"new": new}))
    return _Renamer(view, meant.name, new, scenarios, lang).result()


def _taken(view: View, name: Name, new: str) -> bool:
    """Whether something else of this kind has the new name."""
    if view.found is None:
        return False
    if name.kind == "predicate":
        return view.found.desk.draft.signature(new) is not None
    if name.kind == "variable":
        return any(other.name == name._replace(text=new) for file in view.marks.values() for other in file)
    tables, related = view.found.desk.tables, view.found.desk.related
    return any(new in tables.constants_of(kind) for kind in tables.constants if related(kind, name.home))


class _Renamer:
    def __init__(self, view: View, name: Name, new: str, scenarios: Mapping[str, Text], lang: Lang) -> None:
        self._view = view
        self._name = name
        self._new = new
        self._scenarios = scenarios
        self._lang = lang

    def result(self) -> Renaming | Refused:
        spans: dict[str, list[Span]] = {}
        for mark in self._view.named(self._name):
            spans.setdefault(mark.span.file, []).append(mark.span)
        texts = {file: self._view.text(file) for file in spans}
        for file, text in self._scenarios.items() if self._name.kind != "variable" else ():
            found = self._in_scenario(file, text)
            if found is None:
                return Refused(filled(_SCENARIO[self._lang], {"file": file}))
            if found:
                spans[file], texts[file] = found, text
        edits = {file: [self._edit(texts[file], span) for span in dict.fromkeys(each)] for file, each in spans.items()}
        why = self._broken(edits, texts)
        if why:
            return Refused(filled(_WOULD_BREAK[self._lang], {"new": self._new, "why": why}))
        return Renaming({self._view.path(file): each for file, each in edits.items()})

    def _edit(self, text: Text, span: Span) -> Edit:
        """The new name; between quotation marks where the old one is."""
        mark = text.at(span)[:1]
        quoted = mark in ("'", '"')
        return Edit(text.range(span), f"{mark}{self._new}{mark}" if quoted else self._new)

    def _in_scenario(self, file: str, text: Text) -> list[Span] | None:
        """Where the name stands in a scenario, or among the alterations that none need notice; None: not to be read."""
        if file == _ALLOWED:
            return list(self._allowed(text, file))
        program = self._view.program
        found = places_in(text.plain, file, program) if program else None
        if found is None:
            return None
        return [place.span for place in found if self._is_meant(place.kind, place.home, place.name)]

    def _is_meant(self, kind: str, home: str, name: str) -> bool:
        if self._view.found is None or name != self._name.text:
            return False
        if kind == "constant":
            return constant(self._view.found, home, name) == self._name
        return kind == self._name.kind == "predicate"

    def _allowed(self, text: Text, file: str) -> Iterator[Span]:
        """The names of alterations stand between back-quotes: of rules by their predicate, and atoms."""
        for number, line in enumerate(text.lines, 1):
            for code in _CODE.finditer(line):
                for start, end in self._in_code(code[1]):
                    yield Span(file, number, code.start(1) + start + 1, number, code.start(1) + end + 1)

    def _in_code(self, code: str) -> Iterator[tuple[int, int]]:
        old = self._name.text
        if self._name.kind == "predicate":
            table = code == old and old in self._view.found.desk.tables.rows if self._view.found else False
            pattern = rf"^{old}$" if table else rf"\b{old}(?=\(|/\d)|(?<=/){old}(?=/)"
            yield from (found.span() for found in re.finditer(pattern, code))
            return
        for atom in _ATOM.finditer(code):
            signature = self._view.found.desk.draft.signature(atom[1]) if self._view.found else None
            words = re.finditer(r"[^,\s][^,]*", atom[2])
            for argument, word in zip(signature.arguments if signature else (), words, strict=False):
                if self._is_meant("constant", argument.type.text, word[0].strip()):
                    yield atom.start(2) + word.start(), atom.start(2) + word.start() + len(word[0].strip())

    def _broken(self, edits: Mapping[str, list[Edit]], texts: Mapping[str, Text]) -> str:
        """What would be wrong with the policy as it would become; "" where nothing is."""
        files = dict(self._view.folder.files)
        changed = {file: edited(texts[file], each) for file, each in edits.items()}
        files |= {file: text.encode("utf-8", "surrogatepass") for file, text in changed.items() if file in files}
        loaded = checked(folder_of(self._view.folder.path, files))
        wrong = errors(loaded.diagnostics)
        if wrong or loaded.program is None:
            return wrong[0].message_in(self._lang) if wrong else ""
        for file, text in self._scenarios.items() if self._name.kind != "variable" else ():
            if file != _ALLOWED and self._name.text in text.plain:
                after = _wrong(loaded.program, changed.get(file, text.plain), file)
                if after and not _wrong(self._view.program, text.plain, file):
                    return f"{file}: {after[0].message_in(self._lang)}"
        return ""


def _wrong(program: Program | None, text: str, file: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a scenario."""
    return facts_from_text(program, text, name=file, today=date.today()).diagnostics if program else ()


def edited(text: Text, edits: list[Edit]) -> str:
    """A text after some edits, of which no two touch."""
    lines = list(text.lines)
    for edit in sorted(edits, reverse=True):
        first, start = text.place(edit.range.start)
        last, end = text.place(edit.range.end)
        whole = lines[first - 1][: start - 1] + edit.text + lines[last - 1][end - 1 :]
        lines[first - 1 : last] = whole.split("\n")
    return "\n".join(lines)
