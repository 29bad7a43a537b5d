"""The readings on which an outcome depends: those of which another option gives another, and none else."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS

from kmopolicy.api import Policy
from kmopolicy.bulk.duck import Batch
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings

from .test_tables import DEFAULTS, PROGRAM, TABLES, as_parquet, decided, every_dossier
from .worlds import depends_by_batch, depends_by_the_oracle, without_registers


@pytest.fixture(scope="module")
def every():
    """All fixtures and scenarios as one world, and the readings on which each depends by the naive evaluator."""
    facts = every_dossier()
    return facts, {
        key: told
        for dossier in sorted({each.id.partition("-")[0] for each in facts.entities})
        for key, told in depends_by_the_oracle(PROGRAM, only(facts, dossier), DEFAULTS).items()
    }


def only(facts, dossier):
    """What one dossier says: naively, one large world takes longer than many small ones."""
    return msgspec.structs.replace(
        facts,
        facts=tuple(each for each in facts.facts if each.values[0].startswith(f"{dossier}-")),
        entities=tuple(each for each in facts.entities if each.id.startswith(f"{dossier}-")),
    )


@pytest.mark.parametrize("sideways", [True, False])
def test_of_every_fixture_and_scenario(every, sideways):
    facts, depends = every
    assert depends_by_batch(PROGRAM, facts, DEFAULTS, sideways=sideways) == depends
    assert len({reading for told in depends.values() for reading in told}) == len(PROGRAM.readings)
    assert_leaned_on(POLICY, facts, DEFAULTS, depends)


def test_under_every_option_a_row_per_entity_says_it_all(tmp_path):
    tables = {**TABLES, "teaches_competence_of": [("d1", "landmeter")], "reference_date": [("d1", "2026-03-01")]}
    source = as_parquet(tmp_path, tables)
    others = [(name, each.name) for name, reading in PROGRAM.readings.items() for each in reading.options]
    for name, option in set(others) - set(DEFAULTS.items()):
        with Batch(PROGRAM, {**DEFAULTS, name: option}, str(source), day=date(2024, 3, 1)) as batch:
            batch.decide()
            assert batch.wide


def test_a_bad_row_among_many_possible_facts_is_found(tmp_path):
    taught = [("d1", "landmeter"), ("d2", "astronaut")]
    source = as_parquet(
        tmp_path, {"kind": [(name, "opleiding") for name, _ in taught], "teaches_competence_of": taught}
    )
    found = decided(source, "--quarantine", str(tmp_path / "slecht.csv"))
    assert [each["problem"] for each in found.values()] == [None, "constant"]


@pytest.mark.parametrize("sideways", [True, False])
@settings(max_examples=8)
@given(DOSSIERS, READINGS)
def test_of_the_policy_that_ships(sideways, dossier, chosen):
    facts = without_registers(PROGRAM, POLICY.read_data(dossier))
    found = depends_by_batch(PROGRAM, facts, chosen, sideways=sideways)
    assert found == depends_by_the_oracle(PROGRAM, facts, chosen)
    assert_leaned_on(POLICY, facts, chosen, found)


@pytest.mark.parametrize("sideways", [True, False])
@settings(max_examples=25)
@given(st.data())
def test_of_random_policies(sideways, data):
    policy = Policy(data.draw(policies()).program)
    facts = without_registers(policy.program, policy.read_data(data.draw(dossiers(policy.program))))
    chosen = data.draw(readings(policy.program))
    found = depends_by_batch(policy.program, facts, chosen, sideways=sideways)
    assert found == depends_by_the_oracle(policy.program, facts, chosen)
    assert_leaned_on(policy, facts, chosen, found)


def assert_leaned_on(policy, facts, chosen, found):
    """A proof that does not lean on a reading holds under its other options as well."""
    outcomes = {cases.subject_type: name for name, cases in policy.program.outcomes.items()}
    for each in policy.decide(facts, readings=chosen):
        depends = found.get((outcomes[each.type], each.subject), [])
        assert {told.partition("=")[0] for told in depends} <= set(each.readings)
