"""What the workbench says, in the words of the Language Server Protocol; and file names as the addresses of editors."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from kmopolicy.lsp import outline
from kmopolicy.lsp.documents import Document
from kmopolicy.lsp.items import Item
from kmopolicy.lsp.positions import Edit, Position, Range, Text
from kmopolicy.lsp.workbench import Found, Offer, Spot
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Lang, Localized

_HELP = Localized("hulp", "help")
_SORTS = {
    "heading": types.SymbolKind.String,
    "predicate": types.SymbolKind.Function,
    "rule": types.SymbolKind.Method,
    "type": types.SymbolKind.Enum,
    "reading": types.SymbolKind.EnumMember,
    "property": types.SymbolKind.Boolean,
    "outcome": types.SymbolKind.Event,
    "source": types.SymbolKind.File,
    "policy": types.SymbolKind.Package,
}
_ITEMS = {
    "predicate": types.CompletionItemKind.Function,
    "variable": types.CompletionItemKind.Variable,
    "constant": types.CompletionItemKind.EnumMember,
    "type": types.CompletionItemKind.Enum,
    "reading": types.CompletionItemKind.Property,
    "option": types.CompletionItemKind.Value,
    "sentence": types.CompletionItemKind.Reference,
    "keyword": types.CompletionItemKind.Keyword,
    "section": types.CompletionItemKind.Module,
    "key": types.CompletionItemKind.Field,
}


def document(item: types.TextDocumentItem) -> Document:
    """A document as it is opened."""
    return Document(path_of(item.uri), item.text, item.language_id)


def path_of(uri: str) -> Path:
    """Where a document stands; of one that was never saved, its address as a name."""
    try:
        path = to_fs_path(uri) if uri.startswith("file:") else None
    except ValueError:
        path = None
    return Path(path or uri.replace("/", "_"))


def position(found: types.Position) -> Position:
    """A position of an editor."""
    return Position(max(0, found.line), max(0, found.character))


def range_from(found: types.Range) -> Range:
    """A range of an editor."""
    return Range(position(found.start), position(found.end))


def range_of(found: Range) -> types.Range:
    """A range for an editor."""
    start, end = found
    return types.Range(types.Position(*start), types.Position(*end))


def location(found: Spot, uri: str) -> types.Location:
    """A stretch of a file."""
    return types.Location(uri, range_of(found.range))


def edits(found: Iterable[Edit]) -> list[types.TextEdit]:
    """What changes in a document."""
    return [types.TextEdit(range_of(edit.range), edit.text) for edit in found]


def message(found: Diagnostic, lang: Lang) -> str:
    """What is wrong, and how to mend it."""
    told = found.message_in(lang)
    return f"{told}\n{_HELP[lang]}: {found.help_in(lang)}" if found.help else told


def diagnostic(found: Found, lang: Lang, uris: dict[Path, str]) -> types.Diagnostic:
    """A diagnostic, with the places that it points at."""
    error = found.diagnostic.entry.severity == "error"
    notes = [
        types.DiagnosticRelatedInformation(types.Location(uris.get(path) or uri_of(path), range_of(range_)), said)
        for path, range_, said in found.notes
    ]
    return types.Diagnostic(
        range_of(found.range),
        message(found.diagnostic, lang),
        types.DiagnosticSeverity.Error if error else types.DiagnosticSeverity.Warning,
        found.diagnostic.code,
        source="kmopolicy",
        related_information=notes or None,
    )


def uri_of(path: Path) -> str:
    """The address of a file."""
    return path.as_uri() if path.is_absolute() else str(path)


def completions(found: Offer, *, snippets: bool) -> types.CompletionList:
    """What can be filled in."""
    return types.CompletionList(False, [_completion(item, found.range, snippets=snippets) for item in found.items])


def _completion(item: Item, range_: Range, *, snippets: bool) -> types.CompletionItem:
    jumps = snippets and bool(item.snippet)
    return types.CompletionItem(
        item.label,
        kind=_ITEMS[item.sort],
        detail=item.detail or None,
        documentation=item.documentation or None,
        insert_text_format=types.InsertTextFormat.Snippet if jumps else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(range_of(range_), item.snippet if jumps else item.text),
    )


def symbols(found: Sequence[outline.Item], text: Text) -> list[types.DocumentSymbol]:
    """The outline of a page."""
    return [
        types.DocumentSymbol(
            item.name,
            _SORTS[item.sort],
            range_of(text.range(item.span)),
            range_of(text.range(item.name_span)),
            children=symbols(item.children, text),
        )
        for item in found
    ]
