"""Facts from where one does not expect them: pipes, devices, links, standard input, a file that is gone by now."""

import io
import os
import sys

import pytest
from shipped import POLICY, ROOT

from kmopolicy.cli.main import run
from kmopolicy.errors import FactsError
from kmopolicy.text.files import LIMIT

EMPTY = "noemt niets om over te beslissen"
DOSSIER = "services: {d1: {kind: advies}}\n"


@pytest.fixture
def decided(capsys, monkeypatch):
    """The exit code and the first line of what is told, for a source and the bytes on standard input."""

    def decide(source, stdin=None):
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run(["decide", str(source), "--policy", str(ROOT / "policy")])
        told = capsys.readouterr()
        return code, (told.err or told.out).splitlines()[0]

    return decide


def test_a_file_that_is_not_there(decided, tmp_path):
    assert decided(tmp_path / "dossier.yaml")[0] == 2


def test_a_link_that_leads_to_itself(decided, tmp_path):
    (tmp_path / "dossier.yaml").symlink_to("dossier.yaml")
    assert decided(tmp_path / "dossier.yaml")[0] == 2


def test_a_name_that_no_file_can_have(decided):
    assert decided("d" * 5000)[0] == 2


def test_a_link_to_a_dossier(decided, tmp_path):
    (tmp_path / "one.yaml").write_text(DOSSIER)
    (tmp_path / "other.yaml").symlink_to("one.yaml")
    assert decided(tmp_path / "other.yaml")[0] == 0


def test_a_pipe_that_nobody_writes_to_is_empty(decided, tmp_path):
    os.mkfifo(tmp_path / "dossier.yaml")
    code, told = decided(tmp_path / "dossier.yaml")
    assert (code, told[:10]) == (3, "fout[F106]")


def test_a_pipe_is_read_once_and_shown_as_it_was():
    read, write = os.pipe()
    os.write(write, b"services: {d1: {kind: cursus}}\n")
    os.close(write)
    try:
        with pytest.raises(FactsError) as refused:
            POLICY.read(f"/dev/fd/{read}")
    finally:
        os.close(read)
    assert "1 | services: {d1: {kind: cursus}}" in str(refused.value)


@pytest.mark.parametrize(("device", "code"), [("/dev/null", "F106"), ("/dev/zero", "F003")])
def test_a_device_ends(decided, device, code):
    if not os.path.exists(device):
        pytest.skip(f"no {device}")
    assert decided(device) == (3, f"fout[{code}]: `{device}` {'is te groot' if code == 'F003' else EMPTY}")


def test_a_folder_that_may_not_be_listed(tmp_path, monkeypatch):
    def forbidden(_):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.iterdir", forbidden)
    with pytest.raises(FactsError) as refused:
        POLICY.read(tmp_path)
    assert [found.code for found in refused.value.diagnostics][:1] == ["F004"]


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (DOSSIER.encode(), 0, "Onderwerp"),
        (b'{"services": {"d1": {"kind": "advies"}}}', 0, "Onderwerp"),
        (b"{services: {d1: {kind: advies}}}", 0, "Onderwerp"),
        (b"\xef\xbb\xbf" + DOSSIER.encode().replace(b"\n", b"\r\n"), 0, "Onderwerp"),
        (b"", 3, f"fout[F106]: `-` {EMPTY}"),
        (b"{}", 3, f"fout[F106]: `-` {EMPTY}"),
        (b"[]", 3, "fout[F107]"),
        (b"services: {\xe9: {}}", 3, "fout[F005]"),
        (b"\xff\xfes\0", 3, "fout[F005]"),
        (b"services: \0", 3, "fout[F006]"),
        (b'{"services": ', 3, "fout[F102]"),
        (b"services: [", 3, "fout[F101]"),
        (b" " * (LIMIT + 1), 3, "fout[F003]"),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, bytes) else None,
)
def test_standard_input(decided, content, code, told):
    found = decided("-", content)
    assert (found[0], found[1][: len(told)]) == (code, told)


def test_no_standard_input_at_all(decided, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert decided("-")[0] == 3


def test_what_stands_on_standard_input_is_shown_and_no_file_of_that_name(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text("een ander bestand\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"services: {d1: {kind: cursus}}\n")))
    run(["decide", "-", "--policy", str(ROOT / "policy")])
    assert capsys.readouterr().err.splitlines()[3] == "1 | services: {d1: {kind: cursus}}"


def test_a_file_that_changes_is_shown_as_it_was_read(tmp_path):
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text("services: {d1: {kind: cursus}}\n")
    with pytest.raises(FactsError) as refused:
        POLICY.read(dossier)
    dossier.unlink()
    assert "1 | services: {d1: {kind: cursus}}" in str(refused.value)
