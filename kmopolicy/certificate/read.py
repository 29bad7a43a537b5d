"""Reads an explanation with its certificate from JSON, finds a place in it again, and seals it with a digest."""

import hashlib
import json
import re
from typing import Any

import msgspec

from kmopolicy.certificate.document import Certificate, Explained, Where, Wrong
from kmopolicy.facts.json import read_json
from kmopolicy.facts.nodes import Mapping, Sequence
from kmopolicy.text.catalogue import certificate as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

Json = dict[str, Any]
SCHEMA = "kmopolicy.explanation/1"
KEY = "certificate"
_DEPTH = 200
"""How many layers an explanation may have; a hostile file has more."""


def read(text: str, file: str) -> Json | Diagnostic:
    """The content, where it is an explanation that carries a certificate at all."""
    try:
        content = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        content = None
    if content is None:  # read again, to say where and why
        found = read_json(text, file, _DEPTH)[1]
        return found[0] if found else Diagnostic(catalogue.NO_CERTIFICATE, None, {"file": file}, "explain")
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or KEY not in content:
        return Diagnostic(catalogue.NO_CERTIFICATE, None, {"file": file}, "explain")
    return content


def shaped(content: Json) -> Explained:
    """What of the content is replayed. Raises `Wrong` where it does not have the form that it must have."""
    try:
        return msgspec.convert(content, Explained)
    except msgspec.ValidationError as error:
        keys = re.findall(r"\.(\w+)|\[(\d+)\]", str(error).partition(" - at `$")[2].partition("[...]")[0])
        raise Wrong("shape", tuple(key or int(number) for key, number in keys), "") from None


def sealed(content: Json, certificate: Certificate) -> Json:
    """An explanation with its certificate, and the digest of it all."""
    whole = {**content, KEY: msgspec.to_builtins(certificate)}
    return {**whole, KEY: {**whole[KEY], "digest": digest(whole)}}


def digest(content: Json) -> str:
    """A digest of all that an explanation says, but of itself; the same whatever the order of keys and the white space."""
    kept = {**content, KEY: {key: each for key, each in content[KEY].items() if key != "digest"}}
    return f"sha256:{hashlib.sha256(canonical(kept).encode()).hexdigest()}"


def canonical(content: Json) -> str:
    """A document as it is always written alike, in ASCII; a number is never written like a truth."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def located(text: str, file: str, where: Where) -> Span | None:
    """The place of a claim in the file; of one that is missing, of what it is missing from."""
    node = read_json(text, file, _DEPTH)[0]
    for key in where:
        if isinstance(node, Mapping):
            node = next((value for name, value in node.entries if name.text == key), node)
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
    return node.span if node else None


def _once(pairs: list[tuple[str, Any]]) -> Json:
    """An object in which no key stands twice: whoever reads on could take either."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _refused(constant: str) -> None:
    raise ValueError(constant)
