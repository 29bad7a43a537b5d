"""Command lines run in this process, with what they print; and the schema of all that is printed as JSON."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

import kmopolicy
from kmopolicy.cli import main
from kmopolicy.render import documents


class Told(NamedTuple):
    """What a command line gave: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Told]


@pytest.fixture
def run(capsys, monkeypatch, policy) -> Run:
    """Runs one command line. The policy that ships is loaded once for all of them."""
    for name in ("KMOPOLICY_LANG", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    load = kmopolicy.load
    monkeypatch.setattr("kmopolicy.load", lambda folder=None, **how: load(folder, **how) if folder or how else policy)

    def call(*arguments: object) -> Told:
        code = main.run([str(argument) for argument in arguments])
        return Told(code, *capsys.readouterr())

    return call


@pytest.fixture
def stdin(monkeypatch) -> Callable[[str], None]:
    """What stands on standard input."""

    def put(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return put


@pytest.fixture(scope="session")
def dossiers(root) -> Path:
    """The dossiers for tests of the command line."""
    return root / "fixtures" / "cli"


@pytest.fixture(scope="session")
def valid() -> Callable[[Any, str], None]:
    """Holds a printed document against the schema that ships, with every key declared there and no other."""
    schema = _closed(json.loads((Path(documents.__file__).parent / "output.schema.json").read_text(encoding="utf-8")))
    checker = jsonschema.FormatChecker()

    def validate(document: Any, name: str) -> None:
        chosen = {**schema, "oneOf": [{"$ref": f"#/$defs/{name}"}]}
        found = jsonschema.Draft202012Validator(chosen, format_checker=checker).iter_errors(document)
        wrong = jsonschema.exceptions.best_match(found)
        assert wrong is None, f"{wrong.json_path}: {wrong.message[:300]}"

    return validate


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(each) for key, each in schema.items()}
    whole = {"type", "properties"} <= schema.keys() and "allOf" not in schema
    return {"additionalProperties": False, **closed} if whole else closed
