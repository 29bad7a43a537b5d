"""The language server: the workbench, over standard input and output.

The whole text comes with every change: a page is small, and editors and Python do not agree on what ends a line. A change is
looked at as soon as no other follows at once; what came in the meantime is looked at together.
"""

import asyncio
import contextlib
import gc
import traceback
from collections.abc import Callable, Generator, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from kmopolicy.lsp import protocol
from kmopolicy.lsp.rename import Refused
from kmopolicy.lsp.workbench import Found, Workbench
from kmopolicy.program.pages import nearest_policy
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled
from kmopolicy.version import VERSION

P = TypeVar("P")
R = TypeVar("R")
_QUIET = 0.005
"""Seconds: nobody types faster, and an editor sends what belongs together at once."""
_WATCHED = ("md", "csv", "txt", "yaml", "yml", "json")
_BUG = Localized(
    "kmopolicy: dit is een fout in het programma, niet in uw bestanden ({what}, {where}). Meld ze alstublieft.",
    "kmopolicy: this is a bug in the program, not in your files ({what}, {where}). Please report it.",
)


class RequestRefused(JsonRpcException):
    """A request that the editor shows as a message: why nothing is done."""

    CODE = types.LSPErrorCodes.RequestFailed
    MESSAGE = ""


class _Utf16(LanguageServerProtocol):
    """Counts in UTF-16, whatever else an editor offers: all of them know it, and one way of counting is enough."""

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        if params.capabilities.general:
            params.capabilities.general.position_encodings = None
        return (yield from super().lsp_initialize(params))


class Server(LanguageServer):
    """A server with its workbench."""

    def __init__(self, lang: Lang, policy: Path | None) -> None:
        super().__init__("kmopolicy", VERSION, types.TextDocumentSyncKind.Full, protocol_cls=_Utf16)
        self.bench = Workbench(lang, policy)
        self.uris: dict[Path, str] = {}
        self.versions: dict[Path, int] = {}
        self._settled = False
        self._told: dict[Path, frozenset[Path]] = {}
        self._waiting: dict[Path, asyncio.TimerHandle] = {}

    def uri(self, path: Path) -> str:
        """The address of a file, as the editor writes it."""
        return self.uris.get(path) or protocol.uri_of(path)

    def look(self, path: Path) -> None:
        """Looks at a document, as soon as nothing else comes."""
        key = self.bench.home(path) or path
        waiting = self._waiting.pop(key, None)
        if waiting:
            waiting.cancel()
        self._waiting[key] = asyncio.get_running_loop().call_later(_QUIET, self._publish, key, path)

    def _publish(self, key: Path, path: Path) -> None:
        """Tells what is wrong, and that nothing is any more where something was."""
        self._waiting.pop(key, None)
        with self.guarded():
            found = self.bench.diagnosed(path)
            told = frozenset(each for each, wrong in found.items() if wrong)
            for each in sorted({*found, *self._told.get(key, ())}):
                self._tell(each, found.get(each, []))
            self._told[key] = told
            self._settle()
            for gone in [each for each in self._told if self._is_gone(each)]:
                for each in sorted(self._told.pop(gone)):
                    self._tell(each, [])

    def _tell(self, path: Path, found: list[Found]) -> None:
        diagnostics = [protocol.diagnostic(each, self.bench.lang, self.uris) for each in found]
        version = self.versions.get(path)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(self.uri(path), diagnostics, version))

    def _settle(self) -> None:
        """Keeps the garbage collector from going through what stays, at one key in so many: done once."""
        if not self._settled:
            self._settled = True
            gc.collect()
            gc.freeze()

    def _is_gone(self, key: Path) -> bool:
        """Whether something was told about a folder that is no policy any more."""
        return bool(self._told[key]) and key not in self.uris and nearest_policy(key) != key

    def watch(self) -> None:
        """Asks to be told of files that change outside the editor, where it can tell."""
        with contextlib.suppress(AttributeError):
            if self.client_capabilities.workspace.did_change_watched_files.dynamic_registration:  # type: ignore[union-attr]
                watchers = [types.FileSystemWatcher(f"**/*.{kind}") for kind in _WATCHED]
                options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
                one = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
                self.client_register_capability(types.RegistrationParams([one]))

    def close(self, path: Path) -> None:
        """A document that is closed: of a page of a policy its file counts, of anything else nothing is told any more."""
        self.bench.drop(path)
        self.versions.pop(path, None)
        if self.bench.home(path):
            self.look(path)
        else:
            self._tell(path, [])
        self.uris.pop(path, None)

    def snippets(self) -> bool:
        """Whether the editor jumps from place to place in what it fills in."""
        with contextlib.suppress(AttributeError):
            return bool(self.client_capabilities.text_document.completion.completion_item.snippet_support)  # type: ignore[union-attr]
        return False

    def start(self, params: types.InitializeParams) -> None:
        """Takes over where the editor works, and the language that it asks for, whatever the server was started in."""
        options = params.initialization_options
        wanted = options.get("lang") if isinstance(options, dict) else None
        if wanted in ("nl", "en"):
            self.bench.lang = wanted
        places = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        self.bench.places = tuple(protocol.path_of(uri) for uri in places if uri)

    def refused(self, found: object) -> None:
        """Ends a request for which there is a reason not to do it."""
        if isinstance(found, Refused):
            raise RequestRefused(found.why)

    def answers(self, feature: str, options: object = None) -> Callable[[Callable[[P], R]], Callable[[P], R]]:
        """Registers what answers a request. A bug of ours is told as one: an editor shows it, and goes on."""

        def register(answer: Callable[[P], R]) -> Callable[[P], R]:
            @wraps(answer)
            def guarded(params: P) -> R:
                try:
                    return answer(params)
                except JsonRpcException:
                    raise
                except Exception as bug:
                    raise RequestRefused(_told(bug, self.bench.lang)) from None

            return self.feature(feature, options)(guarded)

        return register

    def hears(self, feature: str) -> Callable[[Callable[[P], None]], Callable[[P], None]]:
        """Registers what takes in a notification, to which there is no answer."""

        def register(hear: Callable[[P], None]) -> Callable[[P], None]:
            @wraps(hear)
            def guarded(params: P) -> None:
                with self.guarded():
                    hear(params)

            return self.feature(feature)(guarded)

        return register

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """Around what nobody waits for: a bug of ours is shown as a message."""
        try:
            yield
        except Exception as bug:
            told = types.ShowMessageParams(types.MessageType.Error, _told(bug, self.bench.lang))
            self.window_show_message(told)

    def report_server_error(self, error: Exception, source: object) -> None:
        """What cannot be read as a message is the editor's; what goes wrong in a feature is told where it does."""


def _told(bug: Exception, lang: Lang) -> str:
    frames = traceback.extract_tb(bug.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return filled(_BUG[lang], {"what": type(bug).__name__, "where": where})
