"""The language server as an editor meets it: a process that is talked with over standard input and output."""

import asyncio
import subprocess
import sys

import pytest
import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from .talk import SHIPPED, at, changed, copied, cursor, within

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = "06-dienstverleners.md"
DOSSIER = """\
reference_date: 2024-03-01
services:
  c02:
    title: "Peppol 😀 en e-facturatie"
    kind: opleiding
    offered_by: p1
    linked_to_theme: {digitalisering: ja}
providers:
  p1: {registered: [opleiding]}
"""


@pytest_lsp.fixture(
    scope="module",
    config=ClientServerConfig(server_command=[sys.executable, "-m", "kmopolicy", "lsp"]),
)
async def client(client: LanguageClient):
    """An editor that is connected."""
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: client.asked.append(params))
    client.asked = []
    wants = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities=wants))
    yield
    await client.shutdown_session()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A policy of one's own, the one that ships."""
    return copied(SHIPPED, tmp_path_factory.mktemp("beleid") / "beleid")


class Editor:
    """A document that is open in the editor."""

    def __init__(self, client, path, language="markdown", text=None):
        self.client, self.path, self.uri = client, path, path.as_uri()
        self.text = path.read_text(encoding="utf-8") if text is None else text
        self.version = 0
        item = types.TextDocumentItem(self.uri, language, self.version, self.text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    async def told(self, wanted=lambda _: True, *, uri=None):
        """The diagnostics (of another document: `uri`), once they are what is waited for."""
        uri = uri or self.uri
        async with asyncio.timeout(60):
            while not (uri in self.client.diagnostics and wanted(self.client.diagnostics[uri])):
                await asyncio.sleep(0.002)
        return self.client.diagnostics[uri]

    async def types(self, text, wanted):
        """Changes the text and waits for what is said about it."""
        self.text, self.version = text, self.version + 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return await self.told(wanted)

    @property
    def document(self):
        return types.TextDocumentIdentifier(self.uri)

    def close(self):
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document))


@pytest_asyncio.fixture(loop_scope="module")
async def page(client, folder):
    """A page of the policy that is open."""
    editor = Editor(client, folder / PAGE)
    yield editor
    editor.close()


async def test_it_asks_to_be_told_of_files_that_change_elsewhere(client):
    async with asyncio.timeout(20):
        while not client.asked:
            await asyncio.sleep(0.002)
    (asked,) = client.asked
    (one,) = asked.registrations
    assert one.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    assert {"globPattern": "**/*.md"} in one.register_options["watchers"]


SLIP = "    offered_by(Service, Provider),\n    decision", "    oferred_by(Service, Provider),\n    decision"


async def test_a_slip_is_underlined_as_it_is_typed_and_gone_when_it_is_mended(page):
    assert not await page.told()
    right = page.text
    (found,) = await page.types(right.replace(*SLIP), bool)
    assert within(page.text, found.range) == "oferred_by"
    assert (found.code, found.severity, found.source) == ("K202", types.DiagnosticSeverity.Error, "kmopolicy")
    assert found.message == "het beleid kent geen predicaat `oferred_by`\nhulp: bedoelde u `offered_by`?"
    (action,) = await page.client.text_document_code_action_async(
        types.CodeActionParams(page.document, found.range, types.CodeActionContext([found]))
    )
    assert (action.title, action.kind) == ("schrijf `offered_by`", types.CodeActionKind.QuickFix)
    assert action.is_preferred
    other = types.CodeActionContext([found], only=[types.CodeActionKind.SourceOrganizeImports])
    params = types.CodeActionParams(page.document, found.range, other)
    assert not await page.client.text_document_code_action_async(params)
    assert changed(page.text, action.edit.changes[page.uri]) == right
    assert not await page.types(right, lambda found: not found)


async def test_what_is_typed_in_one_page_is_told_at_another_that_it_bears_upon(page, folder):
    other = Editor(page.client, folder / "09-eigenschappen.md")
    assert not await other.told()
    await page.types(page.text.replace("input registered(", "input is_registered("), bool)
    (found, *_) = await other.told(bool)
    assert within(other.text, found.range) == "registered"
    await page.types(page.text.replace("input is_registered(", "input registered("), lambda found: not found)
    assert not await other.told(lambda found: not found)
    other.close()


async def test_a_name_tells_its_sentence_its_citation_and_where_it_is_used(page):
    place = at(page.text, "not regis‸tered(Provider, Kind)")
    told = await page.client.text_document_hover_async(types.HoverParams(page.document, place.position))
    assert within(page.text, told.range) == "registered"
    for piece in (
        "**registered**(provider: Provider, kind: Kind) — een feit in het dossier",
        "dienstverlener {provider} is geregistreerd voor {kind}",
        "*provider {provider} is registered for {kind}*",
        "> **S39** diensten aangeboden door de geregistreerde dienstverleners\n",
        f"Gebruikt op [{PAGE}:30](",
    ):
        assert piece in told.contents.value


async def test_nothing_is_told_outside_the_rule_blocks(page):
    for piece in ("Een dienst zonder dienst‸verlener wordt", "> **S3‸8** toezicht", "# Dienst‸verleners\n"):
        place = at(page.text, piece)
        asked = (page.document, place.position)
        assert await page.client.text_document_hover_async(types.HoverParams(*asked)) is None
        assert not await page.client.text_document_definition_async(types.DefinitionParams(*asked))
        offered = await page.client.text_document_completion_async(types.CompletionParams(*asked))
        assert not offered.items


async def test_the_constants_of_the_argument_are_offered_with_their_labels(page):
    place = at(page.text, "decision(Service, subsidie‸erbaar).")
    offered = await page.client.text_document_completion_async(types.CompletionParams(page.document, place.position))
    constants = {item.label: item.detail for item in offered.items if item.kind == types.CompletionItemKind.EnumMember}
    assert set(constants) == {"subsidieerbaar", "niet_subsidieerbaar", "voor_te_leggen", "onvoldoende_gegevens"}
    assert constants["voor_te_leggen"] == "voor te leggen aan VLAIO"
    edit = next(item.text_edit for item in offered.items if item.label == "voor_te_leggen")
    assert within(page.text, edit.range) == "subsidie"


async def test_a_predicate_is_offered_with_places_for_its_arguments(page):
    place = at(page.text, "    ‸decision(Service, subsidieerbaar).")
    offered = await page.client.text_document_completion_async(types.CompletionParams(page.document, place.position))
    (item,) = (each for each in offered.items if each.label == "fits_theme")
    assert item.detail == "de dienst past binnen het thema {theme}"
    assert item.insert_text_format == types.InsertTextFormat.Snippet
    assert item.text_edit.new_text == "fits_theme(${1:Service}, ${2:Theme})"


async def test_a_name_leads_to_its_declaration_and_from_there_to_its_uses(page, folder):
    place = at(page.text, "    offered‸_by(Service, Provider),\n    kind")
    (there,) = await page.client.text_document_definition_async(types.DefinitionParams(page.document, place.position))
    declaring = (folder / "kmopolicy.md").read_text(encoding="utf-8")
    assert there.uri == (folder / "kmopolicy.md").as_uri()
    assert within(declaring, there.range) == "offered_by"
    assert declaring.split("\n")[there.range.start.line].startswith("input offered_by(")
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(context, types.TextDocumentIdentifier(there.uri), there.range.start)
    found = await page.client.text_document_references_async(params)
    assert there in found
    for each in found:
        text = (folder / each.uri.rpartition("/")[2]).read_text(encoding="utf-8")
        assert within(text, each.range) == "offered_by"
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert len(found) == sum(text.count("offered_by(") for text in pages.values())


async def test_a_predicate_is_renamed_in_the_policy_and_its_scenarios(page, folder):
    place = at(page.text, "not regis‸tered(Provider, Kind)")
    asked = (page.document, place.position)
    ready = await page.client.text_document_prepare_rename_async(types.PrepareRenameParams(*asked))
    assert within(page.text, ready) == "registered"
    edit = await page.client.text_document_rename_async(types.RenameParams(*asked, "geregistreerd"))
    files = {uri.removeprefix(folder.as_uri() + "/") for uri in edit.changes}
    assert {PAGE, "09-eigenschappen.md", "scenarios/dienstverleners/zonder-enige-registratie.yaml"} <= files


@pytest.mark.parametrize(
    ("piece", "new", "why"),
    [
        ("not regis‸tered(Provider, Kind)", "Geregistreerd", "`Geregistreerd` kan geen naam zijn"),
        ("not regis‸tered(Provider, Kind)", "offered_by", "`offered_by` bestaat al"),
        ("unregistered(Service, Pro‸vider, Kind) :-", "provider", "`provider` kan geen veranderlijke zijn"),
        ("rule niet_ge‸registreerd cites", "anders", "hier staat niets dat kan worden hernoemd"),
    ],
)
async def test_a_name_that_cannot_be_is_refused_with_the_reason(page, piece, new, why):
    place = at(page.text, piece)
    with pytest.raises(JsonRpcException) as refused:
        await page.client.text_document_rename_async(types.RenameParams(page.document, place.position, new))
    assert refused.value.message.startswith(why)


async def test_the_outline_has_the_headings_and_under_them_what_is_declared(page):
    (top,) = await page.client.text_document_document_symbol_async(types.DocumentSymbolParams(page.document))
    assert top.name == "Dienstverleners"
    names = [each.name for each in top.children]
    assert names[:4] == ["registered", "unregistered", "niet_geregistreerd", "Wat een dienstverlener mag aanbieden"]
    (heading,) = (each for each in top.children if each.name == "Wat een dienstverlener mag aanbieden")
    assert [(each.name, each.kind) for each in heading.children] == [
        ("may_offer", types.SymbolKind.Function),
        ("may_offer", types.SymbolKind.Method),
    ]


async def test_a_page_is_laid_out_as_fmt_does(page):
    right = page.text
    await page.types(right.replace(",\n    not registered(", ",not registered("), lambda found: not found)
    options = types.FormattingOptions(4, insert_spaces=True)
    edits = await page.client.text_document_formatting_async(types.DocumentFormattingParams(page.document, options))
    assert changed(page.text, edits) == right
    await page.types(right, lambda found: not found)
    assert not await page.client.text_document_formatting_async(types.DocumentFormattingParams(page.document, options))


async def test_a_dossier_is_checked_as_it_is_typed(client, tmp_path):
    dossier = Editor(client, tmp_path / "dossier.yaml", "yaml", DOSSIER)
    assert not await dossier.told()
    (found,) = await dossier.types(DOSSIER.replace("digitalisering: ja", "digitalizering: ja"), bool)
    assert within(dossier.text, found.range) == "digitalizering"
    assert found.message.endswith("hulp: bedoelde u `digitalisering`?")
    (action,) = await client.text_document_code_action_async(
        types.CodeActionParams(dossier.document, found.range, types.CodeActionContext([found]))
    )
    assert changed(dossier.text, action.edit.changes[dossier.uri]) == DOSSIER
    dossier.close()


async def test_a_place_behind_an_emoji_and_accents_is_counted_as_editors_do(client, tmp_path):
    text = DOSSIER.replace("kind: opleiding", "kind: oplei").replace("    title", "    titel")
    dossier = Editor(
        client,
        tmp_path / "emoji.yaml",
        "yaml",
        text.replace("  c02:\n", "  c02: {}\n  'één 😀': {kind: opleid}\n  c03:\n"),
    )
    found = await dossier.told(bool)
    assert {within(dossier.text, each.range) for each in found} >= {"opleid", "oplei", "titel"}
    place = at(dossier.text, "'één 😀': {kind: opl‸eid}")
    offered = await client.text_document_completion_async(types.CompletionParams(dossier.document, place.position))
    edit = next(item.text_edit for item in offered.items if item.label == "opleiding")
    assert within(dossier.text, edit.range) == "opl"
    dossier.close()


async def test_a_key_of_a_dossier_tells_what_it_says_and_a_value_in_a_sentence(client, tmp_path):
    dossier = Editor(client, tmp_path / "dossier.yaml", "yaml", DOSSIER)
    for piece, told in (
        ("    linked_‸to_theme:", "is de dienst inhoudelijk verbonden met het thema"),
        ("{digita‸lisering: ja}", "`digitalisering` — digitalisering (thema)"),
        ("digitalisering: j‸a}", "De dienst is beoordeeld als inhoudelijk verbonden met het thema digitalisering."),
        ("servi‸ces:", "**services** — diensten"),
    ):
        params = types.HoverParams(dossier.document, at(DOSSIER, piece).position)
        assert told in (await client.text_document_hover_async(params)).contents.value
    dossier.close()


@pytest.mark.parametrize(
    ("typed", "offered", "not_offered"),
    [
        ("‸", {"services", "providers", "reference_date", "expect"}, {"kind"}),
        ("services:\n  c1:\n    ‸", {"kind", "title", "linked_to_theme"}, {"registered", "services"}),
        ("services:\n  c1:\n    kind: ‸", {"opleiding", "advies"}, {"digitalisering"}),
        ("services:\n  c1:\n    linked_to_theme: {dig‸", {"digitalisering", "innovatie"}, {"ja"}),
        ("services:\n  c1:\n    linked_to_theme: {innovatie: ‸", {"ja", "nee", "twijfel"}, {"innovatie"}),
        ("services:\n  c1: {kind: opleiding, off‸", {"offered_by"}, {"kind"}),
        ("providers:\n  p7: {}\nservices:\n  c1:\n    offered_by: ‸", {"p7"}, {"ja"}),
        ("services:\n  c1: {kind: advies}\nexpect:\n  c1: {outcome: ‸", {"subsidieerbaar"}, {"ja"}),
        ("services:\n  c1: {kind: advies}\nexpect:\n  c1: {sentence: ‸", {"S07"}, {"subsidieerbaar"}),
        ('services:\n  c1: {kind: advies}\nexpect:\n  "fits_theme(c1, Theme)": [‸', {"innovatie"}, {"outcome", "ja"}),
    ],
)
async def test_a_dossier_is_completed_by_what_can_stand_there(client, tmp_path, typed, offered, not_offered):
    place = cursor(typed)
    dossier = Editor(client, tmp_path / "dossier.yaml", "yaml", place.text)
    found = await client.text_document_completion_async(types.CompletionParams(dossier.document, place.position))
    labels = {item.label for item in found.items}
    assert offered <= labels
    assert not (not_offered & labels)
    dossier.close()


async def test_other_yaml_and_other_markdown_are_left_alone(client, tmp_path):
    compose = Editor(client, tmp_path / "compose.yaml", "yaml", "services:\n  web: {image: nginx}\n")
    readme = Editor(client, tmp_path / "README.md", "markdown", "# Lees mij\n\n```datalog\nx(Y :-\n```\n")
    assert not await compose.told()
    assert not await readme.told()
    compose.close()
    readme.close()


async def test_it_speaks_english_and_counts_in_utf_16_where_an_editor_offers_otherwise(folder, tmp_path):
    config = ClientServerConfig(server_command=[sys.executable, "-m", "kmopolicy", "lsp"])
    client = await config.start()
    wants = client_capabilities("neovim")
    assert wants.general.position_encodings[0] != types.PositionEncodingKind.Utf16
    said = await client.initialize_session(
        types.InitializeParams(capabilities=wants, initialization_options={"lang": "en"})
    )
    can = said.capabilities
    assert can.position_encoding == types.PositionEncodingKind.Utf16
    assert can.text_document_sync.change == types.TextDocumentSyncKind.Full
    assert can.rename_provider.prepare_provider
    assert can.code_action_provider.code_action_kinds == (types.CodeActionKind.QuickFix,)
    assert "(" in can.completion_provider.trigger_characters
    for feature in ("hover", "definition", "references", "document_symbol", "document_formatting"):
        assert getattr(can, f"{feature}_provider"), feature
    page = Editor(client, folder / PAGE)
    await page.told()
    (found,) = await page.types(page.text.replace(*SLIP), bool)
    assert found.message == "the policy has no predicate `oferred_by`\nhelp: did you mean `offered_by`?"
    dossier = Editor(client, tmp_path / "emoji.yaml", "yaml", "services: {'😀': {kind: opleid}}\n")
    (found,) = await dossier.told(bool)
    assert within(dossier.text, found.range) == "opleid"
    await client.shutdown_session()
    await client.stop()


async def test_nothing_that_is_sent_ends_in_a_traceback(tmp_path):
    messages = [
        b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}',
        b"geen json",
        b'{"jsonrpc": "2.0", "id": 2, "method": "textDocument/hover", "params": {"textDocument": 7}}',
        b'{"jsonrpc": "2.0", "id": 3, "method": "textDocument/onbekend", "params": {}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": "file:///weg.md", '
        b'"version": 1}, "contentChanges": []}}',
        b'{"jsonrpc": "2.0", "id": 4, "method": "textDocument/rename", "params": {"textDocument": {"uri": "http://x"}, '
        b'"position": {"line": 999999999, "character": 999999999}, "newName": "\\ud800"}}',
    ]
    sent = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(message), message) for message in messages)
    ran = subprocess.run(
        [sys.executable, "-m", "kmopolicy", "lsp"],
        input=sent,
        capture_output=True,
        cwd=tmp_path,
        timeout=30,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"Traceback" not in ran.stdout
    assert b"traceback" not in ran.stdout
    assert b"hier staat niets dat kan worden hernoemd" in ran.stdout


async def test_what_was_told_of_a_policy_is_taken_back_when_it_is_none_any_more(client, tmp_path):
    folder = copied(SHIPPED, tmp_path / "beleid")
    page = Editor(client, folder / PAGE)
    other = (folder / "09-eigenschappen.md").as_uri()
    await page.types(page.text.replace("input registered(", "input is_registered("), bool)
    assert await page.told(bool, uri=other)
    (folder / "kmopolicy.md").rename(folder / "voorblad.md")
    params = types.FileEvent((folder / "kmopolicy.md").as_uri(), types.FileChangeType.Deleted)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([params]))
    client.text_document_did_save(types.DidSaveTextDocumentParams(page.document))
    assert not await page.told(lambda found: not found)
    assert not await page.told(lambda found: not found, uri=other)
    page.close()
