"""The program that `compile --to souffle` writes, run by Soufflé itself where there is one; interpreted and compiled.

Soufflé is in no registry of packages, so a fresh machine does not have it: whoever puts `souffle` on the PATH, runs these too.
"""

import shutil
import subprocess
from datetime import date

import pytest
import small
from shipped import POLICY

from kmopolicy.bulk import logic
from kmopolicy.bulk.compile import compile_plan
from kmopolicy.program.show import show_ground

from . import worlds
from .test_tables import DEFAULTS, every_dossier

pytestmark = pytest.mark.skipif(shutil.which("souffle") is None, reason="there is no `souffle` on the PATH")
WORDS = (
    "as autoinc band bnot bor brie bshl bshr bshru btree btree_delete bxor cat contains count debug_delta eqrel "
    "false inline input land lnot lor lxor magic match max mean min nil no_inline no_magic ord output overridable "
    "printsize range recursive_iteration_cnt stateful strlen substr sum to_float to_number to_string to_unsigned "
    "true "
)
"""What its scanner takes for no name, as of 2.5."""
PLAN = compile_plan(POLICY.program, DEFAULTS, date(2024, 3, 1))


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """A folder with the facts of every fixture and scenario, and what is decided of each of them one by one."""
    facts, folder = every_dossier(), tmp_path_factory.mktemp("feiten")
    worlds.write_souffle_facts(folder, PLAN, facts)
    (folder / "beleid.dl").write_text("".join(logic.script(PLAN, logic.SOUFFLE)), encoding="utf-8")
    outcomes = {cases.subject_type: name for name, cases in POLICY.program.outcomes.items()}
    decisions = POLICY.decide(facts)
    assert len(decisions) > 200
    return folder, {
        (outcomes[each.type], each.subject): (each.outcome, {ground.proof.atom for ground in each.grounds})
        for each in decisions
    }


def _told(found):
    """What Soufflé found, with its grounds as an explanation writes them."""
    return {
        (outcome, subject): (value, {show_ground(ground, (subject, *values)) for ground, *values in grounds})
        for (outcome, subject), (value, grounds) in found.items()
    }


def test_every_fixture_and_scenario_is_decided_as_it_is_one_by_one(decided):
    folder, expected = decided
    assert _told(worlds.run_souffle(["souffle", folder / "beleid.dl"], folder, PLAN)) == expected


@pytest.mark.slow
def test_so_does_the_program_that_it_compiles(decided, tmp_path):
    folder, expected = decided
    subprocess.run(["souffle", "-o", tmp_path / "beleid", folder / "beleid.dl"], check=True, capture_output=True)
    assert _told(worlds.run_souffle([tmp_path / "beleid"], folder, PLAN)) == expected


def test_its_own_words_are_names_like_any_other(tmp_path):
    inputs = "".join(f'input {word}({word}: Thing) nl "{word}".\n' for word in WORDS.split())
    rules = "\n".join(f"rule r{at} cites S01: good(X) :- {word}(X)." for at, word in enumerate(WORDS.split()))
    plan = compile_plan(small.program(small.block(inputs + rules)), {})
    script = "".join(logic.script(plan, logic.SOUFFLE)) + ".output good\n"
    (tmp_path / "beleid.dl").write_text(script, encoding="utf-8")
    (tmp_path / "has.facts").touch()
    for word in WORDS.split():
        (tmp_path / f"{logic.name_in(logic.SOUFFLE, word)}.facts").write_text(f"{word}\n")
    subprocess.run(["souffle", "-F", tmp_path, "-D", tmp_path, tmp_path / "beleid.dl"], check=True)
    assert (tmp_path / "good.csv").read_text().splitlines() == WORDS.split()
