"""What the language server answers and hears, each feature by the part of the workbench that does it; and serving it."""

import contextlib
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from lsprotocol import types

from kmopolicy.lsp import protocol
from kmopolicy.lsp.positions import Edit, Position
from kmopolicy.lsp.server import Server
from kmopolicy.text.localized import Lang

_TRIGGERS = ["(", ",", ":", "=", "-", " ", "{", "["]


class _At(Protocol):
    """Where something is asked."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


def serve(lang: Lang, policy: Path | None) -> None:
    """Serves an editor until it closes. Its end of standard output is its own: nothing else is said there, or closed."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    stdin: BinaryIO = getattr(sys.stdin, "buffer", None) or BytesIO()
    with _own_output() as out, contextlib.suppress(BrokenPipeError), contextlib.redirect_stdout(sys.stderr):
        server(lang, policy).start_io(stdin, out)


@contextlib.contextmanager
def _own_output() -> Iterator[BinaryIO]:
    """Standard output, to be closed without closing it for others."""
    try:
        out: BinaryIO = open(os.dup(sys.stdout.fileno()), "wb")  # noqa: SIM115  # pygls closes it
    except OSError:  # it is no file of the system's
        out = sys.stdout.buffer
    yield out


def server(lang: Lang = "nl", policy: Path | None = None) -> Server:
    """A server with all that it can do."""
    made = Server(lang, policy)
    for register in (_starting, _documents, _names, _writing):
        register(made)
    return made


def _starting(made: Server) -> None:
    """What happens around documents."""

    @made.hears(types.INITIALIZE)
    def start(params: types.InitializeParams) -> None:
        made.start(params)

    @made.hears(types.INITIALIZED)
    def started(_: types.InitializedParams) -> None:
        made.watch()

    @made.hears(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def moved(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = protocol.path_of(change.uri)
            if made.bench.home(path) or path in made.uris:
                made.look(path)


def _documents(made: Server) -> None:
    """What happens to documents."""

    @made.hears(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = protocol.document(params.text_document)
        made.uris[document.path] = params.text_document.uri
        made.versions[document.path] = params.text_document.version
        made.bench.put(document)
        made.look(document.path)

    @made.hears(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        path = protocol.path_of(params.text_document.uri)
        known = {each.path: each for each in made.bench.documents}.get(path)
        if known and params.content_changes:
            made.versions[path] = params.text_document.version
            made.bench.put(known._replace(source=params.content_changes[-1].text))
            made.look(path)

    @made.hears(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        made.close(protocol.path_of(params.text_document.uri))

    @made.hears(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        made.look(protocol.path_of(params.text_document.uri))


def _names(made: Server) -> None:
    """What is asked about a name."""

    def at(params: _At) -> tuple[Path, Position]:
        return protocol.path_of(params.text_document.uri), protocol.position(params.position)

    @made.answers(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        told = made.bench.hover(*at(params))
        content = types.MarkupContent(types.MarkupKind.Markdown, told.text) if told else None
        return types.Hover(content, protocol.range_of(told.range)) if told and content else None

    @made.answers(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        return [protocol.location(each, made.uri(each.path)) for each in made.bench.definition(*at(params))]

    @made.answers(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        found = made.bench.references(*at(params), declared=params.context.include_declaration)
        return [protocol.location(each, made.uri(each.path)) for each in found]

    @made.answers(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def renamable(params: types.PrepareRenameParams) -> types.Range:
        found = made.bench.renamable(*at(params))
        made.refused(found)
        return protocol.range_of(found)  # type: ignore[arg-type]

    @made.answers(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit:
        found = made.bench.rename(*at(params), params.new_name)
        made.refused(found)
        return _workspace_edit(made, found.edits.items())  # type: ignore[union-attr]


def _workspace_edit(made: Server, found: Iterable[tuple[Path, list[Edit]]]) -> types.WorkspaceEdit:
    return types.WorkspaceEdit(changes={made.uri(path): protocol.edits(each) for path, each in found})


def _writing(made: Server) -> None:
    """What helps whoever writes."""

    @made.answers(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
    def completion(params: types.CompletionParams) -> types.CompletionList:
        path = protocol.path_of(params.text_document.uri)
        offer = made.bench.completion(path, protocol.position(params.position))
        return protocol.completions(offer, snippets=made.snippets())

    @made.answers(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return protocol.symbols(*made.bench.outline(protocol.path_of(params.text_document.uri)))

    @made.answers(types.TEXT_DOCUMENT_FORMATTING)
    def layout(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        return protocol.edits(made.bench.layout(protocol.path_of(params.text_document.uri)))

    @made.answers(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    def fixes(params: types.CodeActionParams) -> list[types.CodeAction]:
        path = protocol.path_of(params.text_document.uri)
        wanted = params.context.only
        asked = not wanted or bool({*wanted} & {types.CodeActionKind.QuickFix, types.CodeActionKind.Empty})
        found = made.bench.fixes(path, protocol.range_from(params.range)) if asked else []
        mended = [wrong for wrong, _ in found]
        return [
            types.CodeAction(
                fix.title,
                types.CodeActionKind.QuickFix,
                [protocol.diagnostic(wrong, made.bench.lang, made.uris)],
                is_preferred=mended.count(wrong) == 1,
                edit=_workspace_edit(made, [(path, [fix.edit])]),
            )
            for wrong, fix in found
        ]
