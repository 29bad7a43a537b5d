"""The package as it is installed: the policy ships inside, and it works from any folder, without an index or a checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from kmopolicy.version import VERSION

pytestmark = pytest.mark.slow
SITE = Path(sysconfig.get_path("purelib"))
START = "kmopolicy/render/manual/start"
"""What `kmopolicy new policy` writes."""
COMMAND = "Scripts/kmopolicy.exe" if os.name == "nt" else "bin/kmopolicy"


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    return built(root, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(root, tmp_path_factory):
    return built(root, "sdist", tmp_path_factory.mktemp("sdist"))


def built(tree, target, folder):
    """Builds with the build backend that the project names, which is at hand."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder], cwd=tree, check=True)
    (file,) = folder.iterdir()
    return file


def installed(what, folder):
    """A fresh environment with this and nothing else of ours; what it depends on is lent from the one that runs the tests."""
    venv.create(folder, symlinks=os.name != "nt", with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    Path(site, "lent.pth").write_text(f"{SITE}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", "--quiet"]
    subprocess.run([*pip, "--no-build-isolation", "--ignore-installed", *what], check=True)
    return folder


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    return installed([wheel], tmp_path_factory.mktemp("omgeving") / "venv")


@pytest.fixture(scope="module")
def elsewhere(root, tmp_path_factory):
    """A folder far from the checkout, with a dossier."""
    folder = tmp_path_factory.mktemp("elders")
    shutil.copy(root / "fixtures" / "cli" / "voorbeelden.yaml", folder / "dossier.yaml")
    return folder


def told(environment, folder, *arguments, cache=""):
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "KMOPOLICY_LANG")}
    return subprocess.run(
        [environment / COMMAND, *arguments],
        cwd=folder,
        env={**kept, "KMOPOLICY_CACHE": cache},
        check=True,
        capture_output=True,
    ).stdout.decode()


def test_the_wheel_holds_the_whole_policy_and_no_tests(wheel, root):
    names = zipfile.ZipFile(wheel).namelist()
    policy = {file.relative_to(root / "policy").as_posix() for file in (root / "policy").rglob("*") if file.is_file()}
    assert {f"kmopolicy/_policy/{name}" for name in policy} == {name for name in names if "/_policy/" in name}
    assert {
        "kmopolicy/py.typed",
        "kmopolicy/language/grammar.lark",
        "kmopolicy/render/documents/output.schema.json",
        "kmopolicy/render/page/coverage/sheet.css",
        "kmopolicy/render/page/impact/sheet.css",
        "kmopolicy/render/page/page.css",
    } <= set(names)
    assert {name.partition("/")[0] for name in names} == {"kmopolicy", f"kmopolicy-{VERSION}.dist-info"}


def test_every_module_of_the_checkout_is_in_the_wheel(wheel, root):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {file.relative_to(root).as_posix() for file in (root / "kmopolicy").rglob("*.py")} <= names
    assert {file.relative_to(root).as_posix() for file in (root / START).rglob("*") if file.is_file()} <= names


def test_the_source_distribution_builds_the_same_wheel(wheel, sdist, tmp_path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = tmp_path.iterdir()
    again = built(tree, "wheel", tmp_path / "dist")
    assert again.name == wheel.name
    assert contents(again) == contents(wheel)


def contents(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_explanation_from_another_folder_is_the_same_as_from_the_checkout(environment, elsewhere, root):
    from kmopolicy import load
    from kmopolicy.render.documents import explanation as rendered

    document = json.loads(told(environment, elsewhere, "explain", "dossier.yaml", "c36", "--format", "json"))
    policy = load(root / "policy")
    mine = json.loads(rendered.explanation(policy.explain(policy.read(elsewhere / "dossier.yaml"), "c36")))
    assert document["policy"]["digest"] == policy.program.digest
    assert document["outcome"] == mine["outcome"] == "niet_subsidieerbaar"
    assert document.pop("certificate")["facts"]
    assert without_files(document) == without_files(mine)


def without_files(document):
    if isinstance(document, dict):
        return {key: without_files(value) for key, value in document.items() if key != "file"}
    return [without_files(each) for each in document] if isinstance(document, list) else document


def test_the_installed_program_is_the_installed_one(environment, elsewhere):
    assert told(environment, elsewhere, "--version") == f"kmopolicy {VERSION}\n"
    code = "import kmopolicy.api; print(kmopolicy.api.policy_folder())"
    done = subprocess.run(
        [environment / COMMAND.replace("kmopolicy", "python"), "-c", code],
        cwd=elsewhere,
        check=True,
        capture_output=True,
    )
    folder = Path(done.stdout.decode().strip())
    assert folder.name == "_policy"
    assert folder.is_relative_to(environment)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (("decide", "dossier.yaml", "--format", "csv"), "c02,service,Peppol en e-facturatie,subsidieerbaar"),
        (("query", "dossier.yaml", "excluded(Service, Ground)", "--format", "csv"), "c36,mindfulness"),
        (("vocabulary", "excluded"), "De dienst is uitgesloten: {ground}"),
        (("check",), "geen fouten in "),
        (("new", "policy", "proef"), "proef\n"),
        (("new", "dossier", "proef"), "proef.yaml\n"),
    ],
)
def test_every_command_works_as_installed(environment, elsewhere, tmp_path, line, expected):
    assert expected in told(environment, elsewhere, *line, cache=str(tmp_path))


def test_the_installed_policy_is_never_written(environment, elsewhere):
    policy = next(environment.rglob("_policy"))
    before = {file: file.read_bytes() for file in policy.rglob("*") if file.is_file()}
    for line in (("fmt",), ("fmt", policy), ("new", "scenario"), ("new", "scenario", policy / "scenarios" / "een")):
        done = subprocess.run([environment / COMMAND, *line], cwd=elsewhere, check=False, capture_output=True)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"fout[U140]" in done.stderr
    assert {file: file.read_bytes() for file in policy.rglob("*") if file.is_file()} == before


def test_an_editable_install_finds_the_policy_of_the_checkout(root, elsewhere, tmp_path):
    environment = installed(["--editable", root], tmp_path / "venv")
    document = json.loads(told(environment, elsewhere, "decide", "dossier.yaml", "--format", "json"))
    assert document["policy"]["name"] == "kmo_portefeuille"
    code = "import kmopolicy.api; print(kmopolicy.api.policy_folder())"
    done = subprocess.run(
        [environment / COMMAND.replace("kmopolicy", "python"), "-c", code],
        cwd=elsewhere,
        check=True,
        capture_output=True,
    )
    assert Path(done.stdout.decode().strip()) == root / "policy"


def test_a_script_of_a_developer_passes_the_strictest_checks_of_types(environment, tmp_path):
    """By the types of the installed package: `py.typed` is what makes them count."""
    python = environment / COMMAND.replace("kmopolicy", "python")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--cache-dir", tmp_path]
    done = subprocess.run(
        [*mypy, "--python-executable", python, Path(__file__).with_name("consumer.py")],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("Success"), done.stdout
