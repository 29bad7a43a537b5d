"""The hooks for pre-commit: a commit that breaks the policy is stopped, one that only lacks its layout gets it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from shipped import ROOT

from kmopolicy.cli import main
from kmopolicy.program.pages import read_folder
from kmopolicy.render.manual import starter

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
COMMANDS = {command.callback.__name__ for command in main.app.registered_commands}
QUOTE = "\n## Nog een\n\n> **Z1** De premie wordt toegekend voor een fiets.\n"
UNTIDY = f"{QUOTE}\n```datalog\nentitled(R):-concerns(R,fiets).\n```\n"
TIDY = UNTIDY.replace("entitled(R):-concerns(R,fiets)", "entitled(R) :-\n    concerns(R, fiets)")


@pytest.fixture
def repository(tmp_path) -> Path:
    """A repository that holds a policy in a folder, with the hooks as pre-commit runs them: what they change stops a commit."""
    for name, text in starter.policy("nl").items():
        (tmp_path / "beleid" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "beleid" / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init")
    lines = [f"{line(hook, 'beleid')} || exit 1" for hook in HOOKS.values() if hook["entry"].split()[1] in COMMANDS]
    script = tmp_path / ".git" / "hooks" / "pre-commit"
    script.write_text("\n".join(["#!/bin/sh", *lines, "git diff --exit-code"]), encoding="utf-8")
    script.chmod(0o755)
    assert commit(tmp_path) == 0
    return tmp_path


def line(hook, *arguments: str) -> str:
    """The command line of a hook, with the interpreter that runs these tests."""
    program, *words = shlex.split(hook["entry"])
    assert program == "kmopolicy"
    return shlex.join([sys.executable, "-m", "kmopolicy", *words, *arguments])


def git(folder: Path, *arguments: str) -> int:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    return subprocess.run(["git", *names, *arguments], cwd=folder, capture_output=True, check=False).returncode


def commit(folder: Path) -> int:
    assert git(folder, "add", "--all") == 0
    return git(folder, "commit", "--message", "een wijziging")


def test_there_is_a_hook_for_each_of_these_commands():
    assert {name: hook["entry"].split()[:2] for name, hook in HOOKS.items()} == {
        f"kmopolicy-{command}": ["kmopolicy", command] for command in ("check", "fmt", "test")
    }


def test_a_commit_that_lacks_its_layout_is_stopped_once_and_gets_it(repository):
    page = repository / "beleid" / "kmopolicy.md"
    before = page.read_text("utf-8")
    page.write_text(before + UNTIDY, encoding="utf-8")
    assert commit(repository) == 1
    assert page.read_text("utf-8") == before + TIDY
    assert commit(repository) == 0


def test_a_commit_that_breaks_the_policy_is_stopped(repository):
    page = repository / "beleid" / "kmopolicy.md"
    page.write_text(page.read_text("utf-8").replace("concerns(Request, fiets)", "concern(Request, fiets)"), "utf-8")
    assert commit(repository) == 1
    assert git(repository, "diff", "--cached", "--exit-code") == 1


def test_a_hook_that_is_not_told_where_the_policy_is_passes_nothing(repository):
    """Least of all by looking at the policy that ships."""
    for hook in HOOKS.values():
        assert hook["args"] == ["."]
        done = subprocess.run(line(hook, "."), shell=True, cwd=repository, capture_output=True, check=False)
        assert done.returncode != 0


def test_the_documentation_shows_these_hooks(root):
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    config = yaml.safe_load(page.split("```yaml file=.pre-commit-config.yaml\n")[1].split("```")[0])
    assert [hook["id"] for hook in config["repos"][0]["hooks"]] == list(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_runs_for_every_file_that_its_command_reads_and_no_other(name, root):
    folder = read_folder(root / "policy")
    read = {"kmopolicy-fmt": folder.pages}.get(name, tuple(folder.files))
    pattern = re.compile(HOOKS[name]["files"])
    assert all(pattern.search(f"policy/{file}") for file in read)
    assert not any(pattern.search(str(file)) for file in (root / "kmopolicy").rglob("*.py"))
    assert not HOOKS[name]["pass_filenames"]
