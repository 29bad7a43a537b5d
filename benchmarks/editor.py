"""What a keystroke costs in an editor: from the moment it is sent to the moment that the diagnostics of that text are there.

    python benchmarks/editor.py [--keys 60]

A client talks with `kmopolicy lsp` over standard input and output, as an editor does. In each page of the policy it types a new
condition in a rule, one letter at a time, waiting for the diagnostics of each, and wipes it again. In turns with that it types
in a page that belongs to no policy: that is the floor, what the protocol and the wait for a next key cost by themselves; and it
checks the whole policy in this process, without anything that is kept. Machines drift: quote the ratios.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from kmopolicy.program.load import load_program

POLICY = Path(__file__).parent.parent / "policy"
TYPED = "\n    decision(Service, subsidieerbaar),"
LIMIT = 100.0
"""Milliseconds at the 95th percentile: what was asked for."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", type=int, default=60, help="keys to type in each page")
    keys, floor, whole = asyncio.run(measured(parser.parse_args().keys))
    base = statistics.median(floor)
    for name, times in (("key", keys), ("floor", floor), ("check", whole)):
        high = statistics.quantiles(times, n=20)[-1]
        print(
            f"{name:<6} {statistics.median(times):6.1f} ms   95th percentile {high:6.1f} ms   {high / base:5.1f} x floor"
        )
    print(f"at most {LIMIT:.0f} ms asked at the 95th percentile; a key costs {part(keys, whole):.2f} x a whole check")


def part(keys: list[float], whole: list[float]) -> float:
    """The median of one over that of the other."""
    return statistics.median(keys) / statistics.median(whole)


async def measured(count: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of each key in the policy, of each key elsewhere, and of whole checks."""
    client = Client()
    await client.start_io(sys.executable, "-m", "kmopolicy", "lsp")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    keys, floor, whole = list[float](), list[float](), list[float]()
    with tempfile.TemporaryDirectory() as place:
        elsewhere = Page(client, Path(place) / "README.md", "# Lees mij\n\n```datalog\nregel(X) :-\n    ja(X).\n```\n")
        await elsewhere.opened()
        for path in sorted(POLICY.glob("*.md")):
            page = Page(client, path, path.read_text(encoding="utf-8"))
            await page.opened()
            for at in range(1, count):
                keys.append(await page.types(at))
                floor.append(await elsewhere.types(at))
            started = time.perf_counter()
            load_program(POLICY)
            whole.append((time.perf_counter() - started) * 1000)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return keys, floor, whole


class Client(LanguageClient):
    """A client that knows which version of a page was looked at last, and lets it be waited for."""

    def __init__(self) -> None:
        super().__init__("benchmark", "1")
        self.waiting: dict[tuple[str, int | None], asyncio.Event] = {}

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.looked(params.uri, params.version).set()

    def looked(self, uri: str, version: int | None) -> asyncio.Event:
        """Set once the diagnostics of a version are there."""
        return self.waiting.setdefault((uri, version), asyncio.Event())


class Page:
    """An open page, in which one types behind the first `:-` of a rule."""

    def __init__(self, client: Client, path: Path, text: str) -> None:
        self.client = client
        self.uri = path.as_uri()
        self.text = text
        self.version = 0
        self.place = text.find(" :-\n") + len(" :-")

    async def opened(self) -> None:
        """Opens it, and waits until it is looked at."""
        item = types.TextDocumentItem(self.uri, "markdown", self.version, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self.client.looked(self.uri, self.version).wait()

    async def types(self, at: int) -> float:
        """Types up to a letter, going back and forth; milliseconds until the diagnostics are there."""
        letters = at % (2 * len(TYPED))
        typed = TYPED[: min(letters, 2 * len(TYPED) - letters)]
        self.version += 1
        change = types.TextDocumentContentChangeWholeDocument(self.text[: self.place] + typed + self.text[self.place :])
        started = time.perf_counter()
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, self.uri), [change])
        )
        await self.client.looked(self.uri, self.version).wait()
        return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
