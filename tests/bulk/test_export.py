"""How the compiled policy is written: readable, the same every time, and no text of a policy is ever read as code."""

import re

import msgspec
import pytest
import small
import sqlglot
from shipped import POLICY, ROOT
from sqlglot import exp

import kmopolicy
from kmopolicy.bulk import logic, sql
from kmopolicy.bulk.compile import compile_plan
from kmopolicy.cli.main import run
from kmopolicy.text.catalogue import bulk
from kmopolicy.text.diagnostic import Diagnostic

PROGRAM = POLICY.program
DEFAULTS = {name: each.default for name, each in PROGRAM.readings.items()}
PLAN = compile_plan(PROGRAM, DEFAULTS)
BAD = ROOT / "fixtures" / "bulk"
HOSTILE = "x*/\n; DROP TABLE kind; --\r\x0bDROP\u2028*% %* \\ ??/"


def _scripts(plan):
    yield from ((f"sql {name}", "".join(sql.script(plan, speech))) for name, speech in sql.DIALECTS.items())
    yield from ((name, "".join(logic.script(plan, tongue))) for name, tongue in logic.TONGUES.items())


def _code(script):
    """The lines that are no comment."""
    return [line for line in script.split("\n") if not line.startswith(("--", "%", "//"))]


def test_each_rule_stands_above_its_part_with_its_text_its_sentence_and_its_quote():
    for _, script in _scripts(PLAN):
        comments = "\n".join(line.lstrip("-/% ") for line in script.split("\n") if line not in _code(script))
        for rule in PROGRAM.rules:
            if any(part.stem.rule == rule.id for view in PLAN.views for part in view.parts):
                assert f"rule {rule.id}\n{rule.head.predicate}(" in comments
                assert all(f"{each.sentence}: “{each.quote}”" in comments for each in rule.citations)


def test_no_text_ends_a_comment():
    def hostile_citation(each):
        return msgspec.structs.replace(each, quote=HOSTILE + each.quote[-1])

    rules = tuple(
        msgspec.structs.replace(rule, citations=tuple(map(hostile_citation, rule.citations))) for rule in PROGRAM.rules
    )
    title = msgspec.structs.replace(PROGRAM.title, nl=HOSTILE)
    plan = compile_plan(msgspec.structs.replace(PROGRAM, rules=rules, title=title), DEFAULTS)
    for (name, hostile), (_, plain) in zip(_scripts(plan), _scripts(PLAN), strict=True):
        lines = hostile.split("\n")
        assert _code(hostile) == _code(plain), name
        assert name.startswith("sql") or not any(
            line.endswith(("\\", "??/")) for line in lines if line not in _code(hostile)
        ), name


@pytest.mark.parametrize("dialect", sql.DIALECTS)
def test_a_text_of_the_policy_is_a_literal_and_nothing_else(dialect):
    text = "a'; DROP TABLE has; --\\' \\\\ \" ` ${x} {{y}}"
    page = small.block('table told(thing: Text) nl "{thing} is gezegd".\nrule r cites S01: good(X) :- has(X), told(_).')
    row = "| thing | sentence |\n| --- | --- |\n| x | S01 |\n\n"
    program = small.program(page + row)
    (only,) = program.tables["told"]
    hostile = msgspec.structs.replace(only, terms=(msgspec.structs.replace(only.terms[0], value=text),))
    plan = compile_plan(msgspec.structs.replace(program, tables={"told": (hostile,)}), {})
    written = "".join(sql.script(plan, sql.DIALECTS[dialect]))
    made = re.compile(rf"^{sql.DIALECTS[dialect].makes} \S+ AS$", re.M)
    trees = [sqlglot.parse(statement, dialect=dialect) for statement in made.split(written)[1:]]
    assert len(trees) == len(plan.views)
    assert all(len([each for each in tree if isinstance(each, exp.Query)]) == 1 for tree in trees)
    literals = {each.this for tree in trees for each in tree[0].find_all(exp.Literal)}
    assert text in literals


def test_every_script_can_be_parsed_in_its_dialect():
    for name, speech in sql.DIALECTS.items():
        for view in PLAN.views:
            query = sql.select(view, sql.columns_of(PLAN), speech).sql(name)
            assert len(sqlglot.parse(query, dialect=name)) == 1


@pytest.mark.parametrize("to", ["sql", "clingo", "souffle"])
def test_the_same_policy_gives_the_same_bytes(to):
    assert POLICY.compile(to) == kmopolicy.load(ROOT / "policy").compile(to)


def test_the_reading_that_is_chosen_is_the_one_that_is_compiled():
    assert "-- reading licence_a = enkel_a\n" in POLICY.compile(readings={"licence_a": "enkel_a"})
    assert POLICY.compile(readings={"licence_a": "enkel_a"}) != POLICY.compile()


@pytest.mark.parametrize("name", sorted(path.stem for path in BAD.glob("*.md")))
def test_what_a_target_cannot_express_is_told_with_its_place(name, tmp_path, monkeypatch, capsys, same_as):
    small.write(tmp_path / "beleid", (BAD / f"{name}.md").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path / "beleid")
    target = ["--to", "souffle"] if name.startswith("tekst") else ["--dialect", name.partition("-")[0]]
    code = run(["compile", *target, "--policy", "."])
    told = capsys.readouterr()
    same_as(BAD / f"{name}.nl.txt", told.err)
    assert (code, told.out) == (2, "")


def test_a_dialect_belongs_with_sql(capsys):
    assert run(["compile", "--to", "clingo", "--dialect", "duckdb"]) == 2
    assert "U173" in capsys.readouterr().err


def test_without_the_package_the_extra_is_told(monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert run(["compile"]) == 2
    assert "kmopolicy[batch]" in capsys.readouterr().err


def test_every_entry_has_its_message_in_both_languages():
    for entry in bulk.ENTRIES:
        assert entry.message.nl != entry.message["en"]
        for key in entry.helps:
            told = Diagnostic(entry, None, {}, key)
            assert told.help_in("nl") != told.help_in("en")
