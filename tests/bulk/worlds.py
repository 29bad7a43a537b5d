"""The same facts put before the oracle and before what the policy was compiled to, and what each makes of them."""

import sqlite3
import subprocess
import tempfile
from datetime import date
from pathlib import Path

import clingo
import duckdb
import msgspec
import pyarrow
from pyarrow import parquet

from kmopolicy.bulk import logic, sql
from kmopolicy.bulk.compile import compile_plan
from kmopolicy.bulk.duck import Batch
from kmopolicy.bulk.wide.words import WORD
from kmopolicy.engines.asp import name_of
from kmopolicy.facts.model import Entity, Facts
from kmopolicy.program.show import show_type
from kmopolicy.testing import naive

TYPES = {"text": "TEXT", "date": "DATE", "year": "INT"}
Found = dict[tuple[str, str], tuple[str, frozenset[tuple[str, ...]]]]
"""The value of an outcome for a subject, and its grounds: a predicate and the values after the subject."""
Depends = dict[tuple[str, str], list[str]]
"""The readings on which an outcome depends for a subject, in the order of the policy, each with the option in use."""


def without_registers(program, facts):
    """The facts without those about a register that ships with the policy: compiled, it is part of the policy."""
    return msgspec.structs.replace(
        facts, facts=tuple(fact for fact in facts.facts if fact.predicate not in program.tables)
    )


def together(program, dossiers):
    """Several worlds as one in which each has names of its own."""
    facts, entities, constants, origins = [], [], {}, {}
    for number, one in enumerate(dossiers):
        facts += [_renamed(program, fact, number) for fact in one.facts]
        entities += [Entity(each.type, f"{number}-{each.id}", each.span) for each in one.entities]
        origins |= {f"{number}-{name}": origin for name, origin in one.reference_date_from.items()}
        for name, own in one.constants.items():
            constants.setdefault(name, {}).update({each.name: each for each in own})
    named = {name: tuple(own.values()) for name, own in constants.items()}
    return Facts("", tuple(facts), tuple(entities), named, origins)


def _renamed(program, fact, number):
    arguments = program.predicates[fact.predicate].arguments
    values = (
        f"{number}-{value}" if program.types[each.type].kind == "entity" else value
        for value, each in zip(fact.values, arguments, strict=True)
    )
    return msgspec.structs.replace(fact, values=tuple(values))


def by_the_oracle(program, facts, readings) -> Found:
    """What the naive evaluator says."""
    world = naive.Naive(program, facts, readings)
    return {
        (cases.name, entity.id): _verdict(world.verdict(cases, entity.id))
        for cases in program.outcomes.values()
        for entity in facts.entities
        if entity.type == cases.subject_type
    }


def _verdict(verdict):
    grounds = ((each.predicate, *map(str, each.values[1:])) for each in verdict.grounds)
    return verdict.value, frozenset(grounds)


def depends_by_the_oracle(program, facts, readings) -> Depends:
    """Whose outcome is another under some other option of a reading, all others as they are, as the naive evaluator says."""
    used = by_the_oracle(program, facts, readings)
    found: Depends = {key: [] for key in used}
    for name, reading in program.readings.items():
        chosen = [{**readings, name: each.name} for each in reading.options if each.name != readings[name]]
        others = [by_the_oracle(program, facts, each) for each in chosen]
        for key, (value, _) in used.items():
            if any(other[key][0] != value for other in others):
                found[key].append(f"{name}={readings[name]}")
    return found


def by_duckdb(program, facts, readings) -> Found:
    """What DuckDB makes of the script."""
    with duckdb.connect() as connection:
        return _by_sql(program, facts, readings, "duckdb", connection.execute, connection.execute)


def by_sqlite(program, facts, readings) -> Found:
    """What SQLite makes of the script."""
    connection = sqlite3.connect(":memory:")
    try:
        return _by_sql(program, facts, readings, "sqlite", connection.execute, connection.executescript)
    finally:
        connection.close()


def _by_sql(program, facts, readings, dialect, execute, script) -> Found:
    plan = compile_plan(program, readings, date(2024, 3, 1))
    for table in plan.tables:
        columns = ", ".join(f'"{each.name}" {TYPES[each.kind]}' for each in table.columns)
        execute(f'CREATE TABLE "{table.name}" ({columns})')
    for fact in facts.facts:
        values = [each.isoformat() if isinstance(each, date) else each for each in fact.values]
        execute(f'INSERT INTO "{fact.predicate}" VALUES ({", ".join("?" for _ in values)})', values)
    script("".join(sql.script(plan, sql.DIALECTS[dialect])))

    def rows(view):
        return execute(f'SELECT * FROM "{view}"').fetchall()

    return _found(plan, rows)


def by_clingo(program, facts, readings) -> Found:
    """What clingo makes of the program."""
    plan = compile_plan(program, readings, date(2024, 3, 1))
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "".join(logic.script(plan, logic.CLINGO)) + "".join(map(_clingo_fact, facts.facts)))
    control.ground([("base", [])])
    models = []
    control.solve(on_model=lambda model: models.append(model.symbols(shown=True)))
    assert len(models) == 1

    def rows(view):
        return [
            tuple(each.string if each.type == clingo.SymbolType.String else each.number for each in atom.arguments)
            for atom in models[0]
            if atom.name == name_of(view)
        ]

    return _found(plan, rows)


def _clingo_fact(fact):
    values = [_number(each) if isinstance(each, date) else each for each in fact.values]
    told = (str(each) if isinstance(each, int) else clingo.String(each) for each in values)
    return f"{name_of(fact.predicate)}({', '.join(map(str, told))})."


def _number(day):
    return day.year * 10_000 + day.month * 100 + day.day


def by_souffle(program, facts, readings) -> Found:
    """What Soufflé makes of the program."""
    plan = compile_plan(program, readings, date(2024, 3, 1))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "beleid.dl")
        script.write_text("".join(logic.script(plan, logic.SOUFFLE)), encoding="utf-8")
        write_souffle_facts(Path(folder), plan, facts)
        return run_souffle(["souffle", "--wno=var-appears-once", script], folder, plan)


def write_souffle_facts(folder, plan, facts):
    """The facts as Soufflé reads them: a file per input, a line per fact, cells between tabs."""
    for table in plan.tables:
        rows = (fact.values for fact in facts.facts if fact.predicate == table.name)
        lines = ("\t".join(map(_souffle_cell, row)) + "\n" for row in rows)
        (folder / f"{logic.name_in(logic.SOUFFLE, table.name)}.facts").write_text("".join(lines), encoding="utf-8")


def _souffle_cell(value):
    return str(_number(value)) if isinstance(value, date) else str(value)


def run_souffle(command, folder, plan) -> Found:
    """What Soufflé, or a program that it compiled, finds in the facts of a folder, without a word of warning."""
    done = subprocess.run([*command, "-F", folder, "-D", folder], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def rows(view):
        told = Path(folder, f"{logic.name_in(logic.SOUFFLE, view)}.csv").read_text(encoding="utf-8")
        return [line.split("\t") for line in told.split("\n")[:-1]]

    return _found(plan, rows)


def _found(plan, rows) -> Found:
    found: Found = {}
    for outcome in plan.outcomes:
        grounds: dict[str, set[tuple[str, ...]]] = {}
        for subject, ground, *values in rows(outcome.grounds):
            told = grounds.setdefault(subject, set())
            told.add((ground, *map(str, values[:-2])))
        decided = rows(outcome.decisions)
        assert len({subject for subject, _ in decided}) == len(decided), "one value for each subject"
        for subject, value in decided:
            found[outcome.name, subject] = value, _trimmed(grounds.get(subject, set()), plan)
    return found


def _trimmed(grounds, plan):
    """Without the empty arguments that make all grounds equally wide."""
    widths = {each.name: len(each.columns) for each in plan.relations}
    return frozenset(each[: widths[each[0]]] for each in grounds)


def write_tables(folder, program, facts):
    """The facts as a folder of Parquet files, with the constants that they declare themselves."""
    rows = {}
    for fact in facts.facts:
        rows.setdefault(fact.predicate, []).append(fact.values)
    for name, values in rows.items():
        names = [each.name for each in program.predicates[name].arguments]
        columns = [list(column) for column in zip(*values, strict=True)]
        parquet.write_table(pyarrow.table(columns, names), folder / f"{name}.parquet")
    for name, constants in facts.constants.items():
        columns = [[each.name for each in constants], [each.label.nl for each in constants]]
        parquet.write_table(pyarrow.table(columns, [show_type(name), "label"]), folder / f"{show_type(name)}.parquet")


class Narrow(Batch):
    """The engine for whole tables with the numbers of Spark, and with what it rather does."""

    def _fitted(self, context):
        return context._replace(widest=WORD, gathers=True)


def by_batch(program, facts, readings, *, sideways=True, kind=Batch) -> Found:
    """What the engine for whole tables makes of them, with one row per entity or view by view."""
    return {
        key: (value, frozenset((each["ground"], *each["values"]) for each in grounds))
        for key, value, grounds in decided(program, facts, readings, "outcome, grounds", sideways=sideways, kind=kind)
    }


def depends_by_batch(program, facts, readings, *, sideways=True, kind=Batch) -> Depends:
    """On which readings an outcome depends, as that engine says."""
    return dict(decided(program, facts, readings, "readings", sideways=sideways, kind=kind))


def decided(program, facts, readings, columns, *, sideways, kind):
    """Columns of the decisions about whole tables, after the outcome and the subject that they are about."""
    if not facts.facts:
        return []  # a folder without tables is refused
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder), program, facts)
        with kind(program, readings, folder, day=date(2024, 3, 1)) as batch:
            batch.decide(sideways=sideways)
            rows = batch.connection.execute(f"SELECT type, subject, {columns} FROM _decided").fetchall()
    outcomes = {cases.subject_type: name for name, cases in program.outcomes.items()}
    return [((outcomes[type_], subject), *told) for type_, subject, *told in rows]


def view_by_view(program, facts, readings) -> Found:
    """The same by the relational plan."""
    return by_batch(program, facts, readings, sideways=False)


def narrow(program, facts, readings) -> Found:
    """The same as a cluster would do it."""
    return by_batch(program, facts, readings, kind=Narrow)


ENGINES = {
    "duckdb": by_duckdb,
    "sqlite": by_sqlite,
    "clingo": by_clingo,
    "souffle": by_souffle,
    "batch": by_batch,
    "batch view by view": view_by_view,
    "batch as for a cluster": narrow,
}
