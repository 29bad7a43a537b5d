"""Where results go: a file that is written whole or not at all, and standard streams of every kind."""

import errno
import io
import os
import re
import signal
import subprocess
import sys
import threading

import pytest

from kmopolicy.cli import main, output

RESULTS = [
    ("decide", "--format", "table"),
    ("decide", "--format", "json"),
    ("decide", "--format", "csv"),
    ("explain", "uitgesloten", "--format", "tree"),
    ("explain", "uitgesloten", "--format", "json"),
    ("explain", "uitgesloten", "--format", "markdown"),
    ("explain", "uitgesloten", "--format", "mermaid"),
    ("query", "fits_theme(Service, Theme)", "--format", "table"),
    ("query", "fits_theme(Service, Theme)", "--format", "json"),
    ("query", "fits_theme(Service, Theme)", "--format", "csv"),
]


@pytest.fixture(scope="module")
def dossier(dossiers):
    return dossiers / "alle-uitkomsten.yaml"


@pytest.fixture
def target(tmp_path):
    """A file with something in it, in a folder of its own."""
    file = tmp_path / "uit" / "uitkomsten.txt"
    file.parent.mkdir()
    file.write_text("wat er al stond", encoding="utf-8")
    return file


def untouched(target):
    """Whether the file is what it was, with nothing beside it."""
    return target.read_text(encoding="utf-8") == "wat er al stond" and os.listdir(target.parent) == [target.name]


@pytest.mark.parametrize("line", RESULTS, ids=" ".join)
def test_a_file_gets_what_standard_output_gets(run, dossier, target, line):
    command, *rest = line
    told = run(command, dossier, *rest)
    quiet = run(command, dossier, *rest, "--out", target)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert target.read_bytes() == told.out.encode()
    assert os.listdir(target.parent) == [target.name]


@pytest.mark.parametrize("command", [("decide",), ("explain", "d1"), ("query", "kind(Service, Kind)")], ids=" ".join)
def test_a_result_never_takes_the_place_of_its_facts(run, tmp_path, command):
    name, *rest = command
    dossier, link, tables = tmp_path / "d.yaml", tmp_path / "link.yaml", tmp_path / "tables"
    dossier.write_text("services: {d1: {kind: advies}}\n")
    link.symlink_to(dossier)
    tables.mkdir()
    (tables / "kind.csv").write_text("service;kind\nd1;advies\n")
    for facts, out in ((dossier, dossier), (dossier, link), (link, dossier), (tables, tables / "uitkomsten.csv")):
        told = run(name, facts, *rest, "--out", out)
        assert (told.code, told.err.splitlines()[0]) == (2, f"fout[U114]: `{out}` kan niet worden geschreven")
    assert dossier.read_text() == "services: {d1: {kind: advies}}\n"
    assert os.listdir(tables) == ["kind.csv"]
    assert run(name, dossier, *rest, "--out", tmp_path / "uitkomsten.txt").code == 0


@pytest.mark.parametrize("line", [("vocabulary",), ("vocabulary", "--json-schema"), ("check",)], ids=" ".join)
def test_commands_without_facts_write_files_too(run, target, line):
    told = run(*line)
    assert run(*line, "--out", target).out == ""
    assert target.read_bytes() == told.out.encode()


def full(*_args):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def opened_full(handle, *_args, **_options):
    """A file on a disk that is full."""
    os.close(handle)
    stream = io.StringIO()
    stream.write = full
    return stream


@pytest.mark.parametrize(
    ("name", "failing"),
    [
        ("os.fdopen", opened_full),
        ("os.replace", full),
        ("os.chmod", full),
    ],
)
def test_what_cannot_be_written_leaves_the_old_file(run, dossier, target, monkeypatch, name, failing):
    monkeypatch.setattr(f"kmopolicy.cli.output.{name}", failing)
    told = run("decide", dossier, "--out", target)
    monkeypatch.undo()
    assert told.code == 2
    assert f"`{target}` kan niet worden geschreven" in told.err
    assert untouched(target)


def test_an_interrupted_command_leaves_the_old_file(run, dossier, target, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr("kmopolicy.cli.output.os.replace", interrupted)
    told = run("decide", dossier, "--out", target)
    monkeypatch.undo()
    assert (told.code, told.err) == (130, "")
    assert untouched(target)


def test_a_killed_command_leaves_the_old_file(dossier, target):
    code = (
        "import os, signal, sys\n"
        "from kmopolicy.cli import main\n"
        "os.replace = lambda *names: os.kill(os.getpid(), signal.SIGKILL)\n"
        "main.run(sys.argv[1:])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, "decide", dossier, "--out", target], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_text(encoding="utf-8") == "wat er al stond"


def test_a_file_that_may_not_be_written_is_kept(run, dossier, target):
    target.chmod(0o444)
    told = run("decide", dossier, "--out", target)
    assert (told.code, untouched(target)) == (2, True)
    assert "kies met `--out` een plaats waar u mag schrijven" in told.err


def test_a_file_keeps_its_rights(run, dossier, target):
    target.chmod(0o640)
    run("decide", dossier, "--out", target)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_that_any_new_file_gets(run, dossier, tmp_path):
    plain = tmp_path / "gewoon.txt"
    plain.write_text("", encoding="utf-8")
    run("decide", dossier, "--out", tmp_path / "nieuw.txt")
    assert (tmp_path / "nieuw.txt").stat().st_mode == plain.stat().st_mode


def test_a_link_stays_a_link(run, dossier, target):
    link = target.with_name("link")
    link.symlink_to(target)
    run("decide", dossier, "--out", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("Onderwerp")


def test_a_pipe_is_written_to_and_not_replaced(run, dossier, tmp_path):
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    told = run("decide", dossier, "--out", pipe)
    reader.join(timeout=10)
    assert (told.code, pipe.is_fifo()) == (0, True)
    assert read == [run("decide", dossier).out]


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("geen-map/uit.txt", "de map `{folder}/geen-map` bestaat niet; maak ze eerst"),
        ("", "dat is een map; zet er de naam van een bestand achter"),
        ("uit/uitkomsten.txt/x", "de map `{folder}/uit/uitkomsten.txt` bestaat niet; maak ze eerst"),
    ],
)
def test_a_place_that_cannot_be_written_is_wrong_usage(run, dossier, target, where, why):
    folder = target.parent.parent
    told = run("decide", dossier, "--out", folder / where)
    assert (told.code, told.out) == (2, "")
    assert why.format(folder=folder) in told.err
    assert untouched(target)


def test_wrong_facts_leave_the_old_file(run, target, stdin):
    stdin("services: {d1: {knd: advies}}")
    assert run("decide", "-", "--out", target).code == 3
    assert untouched(target)


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_no_encoding_of_a_terminal_stops_a_command(dossier, monkeypatch, encoding):
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding=encoding))
    assert main.run(["explain", str(dossier), "uitgesloten"]) == 0
    sys.stdout.flush()
    assert "NIET SUBSIDIEERBAAR" in sys.stdout.buffer.getvalue().decode(encoding)


def test_what_is_piped_is_utf_8_whatever_the_locale(dossier, monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert main.run(["explain", str(dossier), "uitgesloten"]) == 0
    sys.stdout.flush()
    assert "«" in sys.stdout.buffer.getvalue().decode("utf-8")


@pytest.mark.parametrize(
    ("environment", "colour", "any_style"),
    [
        ({"TERM": "xterm-256color"}, True, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False, True),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_a_terminal_gets_colour_unless_it_is_told_not_to(dossier, monkeypatch, environment, colour, any_style):
    for name in ("NO_COLOR", "TERM", "COLORTERM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding="utf-8"))
    main.run(["explain", str(dossier), "uitgesloten"])
    sys.stdout.flush()
    told = sys.stdout.buffer.getvalue().decode()
    assert ("\x1b[1;31m" in told, "\x1b[" in told) == (colour, any_style)


def test_errors_have_colour_on_a_terminal_only(run, monkeypatch):
    piped = run("decide", "niets.yaml").err
    assert "\x1b" not in piped
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stderr", Terminal(io.BytesIO(), encoding="utf-8"))
    assert main.run(["decide", "niets.yaml"]) == 2
    told = sys.stderr.buffer.getvalue().decode()
    assert "\x1b[1;31mfout[F001]\x1b[0m" in told
    assert re.sub(r"\x1b\[[\d;]*m", "", told) == piped


def test_what_is_piped_has_no_style(run, dossier):
    for command in (("explain", dossier, "uitgesloten"), ("decide", dossier), ("vocabulary",), ("--help",)):
        assert "\x1b" not in run(*command).out


def process(*arguments, **streams):
    """The program in a process of its own, whose output is buffered as it is for users."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run([sys.executable, "-m", "kmopolicy", *map(str, arguments)], env=kept, check=False, **streams)


def test_a_closed_pipe_is_silent(dossier):
    read, write = os.pipe()
    os.close(read)
    done = process("explain", dossier, "uitgesloten", stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
def test_a_full_disk_under_standard_output_is_no_bug(dossier):
    with open("/dev/full", "wb") as full:
        done = process("query", dossier, "kind(S, K)", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "fout[U119]: het resultaat kan niet worden afgedrukt\n  = hulp: kijk na of er plaats is waar het heen gaat\n"
    )


def test_closed_standard_streams_are_empty_ones(dossier):
    line = f"{sys.executable} -m kmopolicy decide"
    done = subprocess.run(
        f"{line} {dossier} >&-; echo $?; {line} - <&-; echo $?; {line} niets 2>&-; echo $?",
        shell=True,
        check=False,
        capture_output=True,
    )
    assert done.stdout.split() == [b"0", b"3", b"2"]
    assert done.stderr.decode().startswith("fout[F106]: `-` noemt niets")


def test_ctrl_c_ends_a_command_without_a_word(run, dossier, monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("kmopolicy.api.Policy.decisions", interrupted)
    told = run("decide", dossier)
    assert (told.code, told.out, told.err) == (130, "", "")


def test_a_terminal_sees_a_bar_of_what_takes_long(monkeypatch):
    from kmopolicy.cli import progress

    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", Terminal(io.BytesIO(), encoding="utf-8"))
    with progress.Working("deciding", "nl", 2) as working:
        working._timer.join(timeout=10)
        working.advance()
    told = sys.stderr.buffer.getvalue().decode()
    assert "De uitkomsten worden bepaald" in told
    assert "1/2" in told


def test_no_bar_shows_where_nobody_looks(run, dossier, monkeypatch):
    monkeypatch.setattr("kmopolicy.cli.progress.PATIENCE", 0)
    assert run("decide", dossier).err == ""


def test_the_width_is_that_of_the_terminal_within_bounds(monkeypatch):
    for columns, width in (("60", 60), ("120", 120), ("200", 120), ("10", 40)):
        monkeypatch.setenv("COLUMNS", columns)
        assert output.width(None) == width
    assert output.width("uit.txt") == 100


def test_who_stops_the_program_while_it_comes_in_sees_no_traceback():
    code = (
        "import sys\n"
        "class Stopped:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'kmopolicy.cli.application':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stopped())\n"
        "from kmopolicy.cli.start import main\n"
        "main()"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (130, "", "")
