"""The story on one page: load a policy, read facts, decide, explain, query.

>>> import kmopolicy
>>> policy = kmopolicy.load()
>>> facts = policy.read_data({
...     "reference_date": "2024-03-01",
...     "services": {"c02": {"kind": "opleiding", "linked_to_theme": {"digitalisering": "ja"}}},
... })
>>> [decision.outcome for decision in policy.decide(facts)]
['subsidieerbaar']
>>> policy.explain(facts, "c02").decision.grounds[0].citation.sentence
'S05'
"""

import datetime
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kmopolicy.errors import (
    ExtraError,
    FactsError,
    GoalError,
    OutcomeError,
    PolicyError,
    ProofError,
    QuestionError,
    ReadingError,
    SubjectError,
    TargetError,
    diagnosed,
)
from kmopolicy.facts.model import Facts
from kmopolicy.facts.world import Slices, Tables, World
from kmopolicy.program.cache import cached, cached_program
from kmopolicy.program.load import Loaded
from kmopolicy.program.pages import nearest_policy
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.show import show_type
from kmopolicy.program.terms import Atom, Value, Var
from kmopolicy.proof.explain import Case
from kmopolicy.proof.explanation import Decision, Explanation
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.wording import Wording
from kmopolicy.text.addresses import is_database
from kmopolicy.text.catalogue import bulk, clusters, databases, usage
from kmopolicy.text.catalogue import questions as wrong_questions
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.files import LIMIT

if TYPE_CHECKING:
    from kmopolicy.bulk.duck import Counts
    from kmopolicy.bulk.whole import Done
    from kmopolicy.certificate.document import Certificate
    from kmopolicy.certificate.read import Json
    from kmopolicy.certificate.verify import Verification as ProofVerification
    from kmopolicy.engines.pydatalog import PyDatalog
    from kmopolicy.facts.read import Read
    from kmopolicy.questions.asking.ask import Step
    from kmopolicy.questions.comparison.confirm import Compared
    from kmopolicy.questions.impact.decided import Policies
    from kmopolicy.questions.impact.impact import Impact
    from kmopolicy.questions.impact.readable import Both
    from kmopolicy.questions.otherwise.whatif import WhatIf
    from kmopolicy.questions.sides.sides import Side
    from kmopolicy.questions.subject.situation import Situation
    from kmopolicy.questions.verification.verify import Verification

Readings = Mapping[str, str]


class Answers(NamedTuple):
    """The answers to a goal: the names of its variables, and a row of values for each true instance."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def load(policy: str | Path | None = None, *, revision: str | None = None) -> "Policy":
    """The policy of a folder; without one the nearest policy upwards, else the one that ships.

    `revision`: as it stood at a revision that git knows. Raises `PolicyError`, with every diagnostic, where the policy is not
    valid or not there.
    """
    folder = policy_folder(policy)
    loaded = cached_program(folder) if revision is None else _at_revision(folder, revision)
    if loaded.program is None:
        raise PolicyError(loaded.diagnostics, missing=not folder.exists())
    return Policy(loaded.program)


def _at_revision(folder: Path, revision: str) -> Loaded:
    from kmopolicy.program.revision import read_revision

    read = read_revision(folder, revision)
    if isinstance(read, Diagnostic):
        raise PolicyError((read,), missing=True)
    return cached(read)


def compare(
    old: "Policy | str | Path",
    new: "Policy | str | Path",
    *,
    readings: Readings | None = None,
    old_readings: Readings | None = None,
    new_readings: Readings | None = None,
) -> "Compared":
    """Holds two policies, or two readings of one, against each other for every possible subject.

    `readings` are fixed for both, `old_readings` and `new_readings` for one of them; all others that both have are chosen for
    both alike, in every combination. Raises `PolicyError`, `ReadingError`, and `ExtraError` without the extra `questions`.
    """
    one, other, sides = _two(old, new, readings, old_readings, new_readings)
    _needs_solver()
    from kmopolicy.questions.comparison.compare import compare
    from kmopolicy.questions.comparison.confirm import compared

    return compared(one, other, compare(*sides))


def impact(
    old: "Policy | str | Path",
    new: "Policy | str | Path",
    *sources: str | Path,
    date: datetime.date | None = None,
    old_date: datetime.date | None = None,
    new_date: datetime.date | None = None,
    readings: Readings | None = None,
    old_readings: Readings | None = None,
    new_readings: Readings | None = None,
    examples: int = 2,
    done: Callable[[int, int], None] | None = None,
) -> "Impact":
    """Decides the facts of each source by two policies, readings or dates: who gets another outcome, and by what.

    A source is what `Policy.read` takes, or a folder of dossiers, each its own world.
    `date`, `old_date` and `new_date` are the reference date of what has none of its own, `readings` are fixed for both and the
    others for one side. Of each group at most `examples` are explained. `done` is told after each step how many of how many are
    done. Raises `PolicyError`, `ReadingError` and `FactsError`.
    """
    from kmopolicy.facts.folders import worlds_in
    from kmopolicy.questions.impact.decided import worlds
    from kmopolicy.questions.impact.impact import impact

    days = old_date or date, new_date or date
    policies = _policies(old, new, readings, old_readings, new_readings)
    worlds_of_all = [world for source in sources for world in worlds_in(str(source))]
    found = [_both(policies.sides, source, days) for source in worlds_of_all]
    decided = worlds(policies, found, done or (lambda _done, _total: None))
    return impact(policies, decided, examples=examples, dated=days[0] != days[1])


def impact_tables(
    old: "Policy | str | Path",
    new: "Policy | str | Path",
    source: str | Path,
    out: str | Path | None = None,
    *,
    date: datetime.date | None = None,
    old_date: datetime.date | None = None,
    new_date: datetime.date | None = None,
    readings: Readings | None = None,
    old_readings: Readings | None = None,
    new_readings: Readings | None = None,
    examples: int = 2,
    memory: str | None = None,
) -> "Impact":
    """What `impact` finds, for whole tables as `Policy.decide_tables` takes them: all subjects are decided at once by each side.

    Subjects are counted and not listed: of each group the first are named; `out` is a Parquet file for a row per subject.
    `memory` bounds what is kept in memory, as in `4GB`. Raises `PolicyError`, `ReadingError`, `FactsError`, and `ExtraError`
    without the extra (`batch`, `postgres`).
    """
    days = old_date or date, new_date or date
    policies = _policies(old, new, readings, old_readings, new_readings)
    _needs("duckdb", "sqlglot", "pyarrow")
    if is_database(str(source)):
        _needs("psycopg", entry=databases.NO_DRIVER)
    from kmopolicy.questions.impact.tables.run import impact_whole

    told, today = None if out is None else str(out), datetime.date.today()
    found = impact_whole(policies, str(source), days, today, examples=examples, memory=memory, out=told)
    if found.impact is None:
        raise FactsError(found.diagnostics, missing=found.missing)
    return found.impact


def _policies(
    old: "Policy | str | Path",
    new: "Policy | str | Path",
    readings: Readings | None,
    old_readings: Readings | None,
    new_readings: Readings | None,
) -> "Policies":
    """The two that decide, each with the readings that are fixed for it."""
    from kmopolicy.questions.impact.decided import Policies

    return Policies(*_two(old, new, readings, old_readings, new_readings))


def _two(
    old: "Policy | str | Path",
    new: "Policy | str | Path",
    readings: Readings | None,
    old_readings: Readings | None,
    new_readings: Readings | None,
) -> "tuple[Policy, Policy, tuple[Side, Side]]":
    """Two policies, and the sides that they are with the readings that are fixed for both or for one."""
    from kmopolicy.questions.sides.sides import Side

    one, other = (each if isinstance(each, Policy) else load(each) for each in (old, new))
    chosen = [{**(readings or {}), **(own or {})} for own in (old_readings, new_readings)]
    for policy, fixed in zip((one, other), chosen, strict=True):
        policy._readings(fixed)
    return one, other, (Side(one.program, chosen[0]), Side(other.program, chosen[1]))


def _both(sides: "tuple[Side, Side]", source: str, days: tuple[datetime.date | None, datetime.date | None]) -> "Both":
    """The facts of a source as both sides read them; standard input is read once."""
    from kmopolicy.facts.read import STDIN, Read, read_facts
    from kmopolicy.questions.impact.readable import both

    given = sys.stdin.buffer.read(LIMIT + 1) if source == STDIN and hasattr(sys.stdin, "buffer") else b""
    today = datetime.date.today()

    def reader(day: datetime.date | None) -> Callable[[Program], Read]:
        return lambda program: read_facts(program, source, date=day, today=today, stdin=BytesIO(given))

    found = both(sides[0].program, sides[1].program, (reader(days[0]), reader(days[1])))
    if isinstance(found, Read):
        raise FactsError(found.diagnostics, missing=found.missing)
    return found


def policy_folder(policy: str | Path | None = None) -> Path:
    """The folder that `load` reads."""
    if policy is not None:
        return Path(policy)
    return nearest_policy(Path()) or shipped_policy()


def shipped_policy() -> Path:
    """The policy inside the package; in a checkout, the folder beside it."""
    package = Path(__file__).parent
    inside = package / "_policy"
    return inside if inside.is_dir() else package.parent / "policy"


class Policy:
    """A checked policy that decides. Safe to use from several threads."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._tables = Tables(program)
        self._plans = Plans(program)
        self._recent: tuple[Facts, Slices, Wording] | None = None

    def read(self, source: str | Path, *, date: datetime.date | None = None) -> Facts:
        """The facts of a dossier (YAML or JSON), a folder of CSV tables, or `-` for standard input.

        `date` is the reference date of what has none of its own. Raises `FactsError`.
        """
        from kmopolicy.facts.read import read_facts

        return _accepted(read_facts(self.program, str(source), date=date, today=datetime.date.today()))

    def read_data(
        self, data: Mapping[str, object], *, name: str = "<data>", date: datetime.date | None = None
    ) -> Facts:
        """The facts of a dossier as plain data, in the shape that its YAML has. Raises `FactsError`."""
        from kmopolicy.facts.read import facts_from_data

        return _accepted(facts_from_data(self.program, data, name=name, date=date, today=datetime.date.today()))

    def decide(
        self, facts: Facts, *, subject: str | None = None, readings: Readings | None = None
    ) -> tuple[Decision, ...]:
        """The outcome of every subject in the facts, or of one (`c02`, or `service:c02` where two have one id).

        Raises `SubjectError` and `ReadingError`.
        """
        return tuple(self.decisions(facts, subject=subject, readings=readings))

    def decisions(
        self, facts: Facts, *, subject: str | None = None, readings: Readings | None = None
    ) -> Iterator[Decision]:
        """What `decide` gives, one after the other: for whoever has many. Raises what `decide` raises, at once."""
        chosen = self._readings(readings)
        subjects = self._subjects(facts) if subject is None else [self._subject(facts, subject)]
        return (self._case(facts, cases, entity, chosen).decision for cases, entity in subjects)

    def decide_tables(
        self,
        source: str | Path,
        out: str | Path,
        *,
        date: datetime.date | None = None,
        readings: Readings | None = None,
        memory: str | None = None,
        quarantine: str | Path | None = None,
        engine: str = "duckdb",
        master: str | None = None,
    ) -> "Counts":
        """Decides whole tables (a folder of Parquet or CSV, a DuckDB or SQLite file, a PostgreSQL URL), and writes the decisions.

        Each with its themes, its grounds, and the readings of which another option gives it another outcome.
        The name of `out` says in what form: `.csv`, `.jsonl`, `.parquet`, or `.duckdb` for a table `decisions`, as a
        PostgreSQL URL gets one. `memory` bounds what is kept in memory, as in `4GB`; the rest goes to disk. Bad rows are refused,
        unless they can go to the file `quarantine`: what they touch is then not decided. `engine`: `spark` decides on the session
        of Spark that runs already, or on the cluster of that `master` (without one: here), and writes a folder of Parquet,
        CSV or JSON lines; `memory` is then of no use. Raises `FactsError`, `ReadingError`, and `ExtraError` without the extra
        (`batch`, `postgres`, `spark`).
        """
        chosen = self._readings(readings)
        _needs("duckdb", "sqlglot", "pyarrow")
        if any(is_database(str(each)) for each in (source, out, quarantine)):
            _needs("psycopg", entry=databases.NO_DRIVER)
        from kmopolicy.bulk.whole import decide_whole

        apart = str(quarantine) if quarantine else None
        day = date or datetime.date.today()
        if engine == "spark":
            _needs("pyspark", entry=clusters.NO_SPARK)
            from kmopolicy.bulk.spark.batch import decide_on_spark

            return _counted(decide_on_spark(self.program, chosen, str(source), str(out), day, master, apart))
        return _counted(decide_whole(self.program, chosen, str(source), str(out), day, memory, apart))

    def explain(self, facts: Facts, subject: str, *, readings: Readings | None = None) -> Explanation:
        """Why a subject has its outcome and no other. Raises `SubjectError` and `ReadingError`."""
        cases, entity = self._subject(facts, subject)
        return self._case(facts, cases, entity, self._readings(readings)).explanation

    def certified(self, facts: Facts, subject: str, *, readings: Readings | None = None) -> str:
        """What `explain` gives, as JSON, with a certificate so that `verify_proof` can replay it. Raises what it raises."""
        from kmopolicy.certificate.read import sealed
        from kmopolicy.render.documents.parts import dumped

        chosen = self._readings(readings)
        told = self._told(facts, subject, chosen)
        return dumped(sealed(told, self._certificate(facts, *self._subject(facts, subject), chosen)))

    def verify_proof(self, text: str, *, name: str = "<proof>", facts: Facts | None = None) -> "ProofVerification":
        """Whether what `certified` gave stands, by a small checker apart from all that decides; with facts, of these facts.

        Raises `ProofError` where the text is no explanation with a certificate.
        """
        from kmopolicy.certificate.read import read
        from kmopolicy.certificate.verify import Source, verify

        content = read(text, name)
        if isinstance(content, Diagnostic):
            raise ProofError((content,))
        source = Source(text, content, name)
        if facts is None:
            return verify(self.program, source, self._told)
        readings, dossier = self._readings(None), facts
        subjects = {_qualified(*each): each for each in self._subjects(facts)}

        def cut(subject: str) -> "Certificate | None":
            return self._certificate(dossier, *subjects[subject], readings) if subject in subjects else None

        return verify(self.program, source, self._told, cut, facts.file)

    def _told(self, facts: Facts, subject: str, readings: Readings) -> "Json":
        from kmopolicy.render.documents.explanation import explained

        return explained(self.explain(facts, subject, readings=readings))

    def _certificate(self, facts: Facts, cases: Cases, entity: str, readings: Readings) -> "Certificate":
        from kmopolicy.certificate.facts import carried

        return carried(self._prepared(facts)[1].of(cases.subject_type, entity), facts, readings)

    def query(self, facts: Facts, goal: str, *, readings: Readings | None = None) -> Answers:
        """The answers to a goal such as `fits_theme(Service, Theme)`. Raises `GoalError` and `ReadingError`."""
        from kmopolicy.program.goal import parse_goal

        ids: dict[str, dict[str, None]] = {}
        for entity in facts.entities:
            ids.setdefault(entity.type, {})[entity.id] = None
        parsed = parse_goal(goal, self.program, facts.constants, ids)
        if not isinstance(parsed, Atom):
            raise GoalError(parsed)
        found = self._engine.ask(self._prepared(facts)[1].whole, self._readings(readings), parsed)
        return _answers(self.program, parsed, found)

    def what_if(
        self, facts: Facts, subject: str, to: str, *, most: int = 3, readings: Readings | None = None
    ) -> "WhatIf":
        """All minimal sets of at most `most` changes of the facts after which the outcome is `to`, and what carries it now.

        Raises `SubjectError`, `OutcomeError` and `ReadingError`, and `ExtraError` without the extra `questions`.
        """
        chosen = self._readings(readings)
        _needs_solver()
        from kmopolicy.questions.otherwise.whatif import what_if

        situation = self._situation(facts, subject, chosen)
        if to not in situation.values:
            raise OutcomeError(
                _unknown(wrong_questions.UNKNOWN_OUTCOME, to, situation.values, outcome=to, subject=subject)
            )

        def verdict(changed: Facts) -> str:
            world = World(self._tables, changed.facts, changed.entities, changed.replaces)
            return self._engine.decide(world, chosen, situation.cases, situation.subject).value

        return what_if(situation, to, verdict, most)

    def ask(
        self,
        facts: Facts,
        subject: str,
        *,
        answered: Collection[str] = (),
        skipped: Collection[str] = (),
        readings: Readings | None = None,
    ) -> "Step":
        """Whether the outcome is certain, given what is presumed and whatever comes; and what to ask, the best first.

        `answered` are ids of questions of which everything is stated, `skipped` of those that nobody can answer. Raises
        `SubjectError`, `QuestionError` and `ReadingError`, and `ExtraError` without the extra `questions`.
        """
        _needs_solver()
        from kmopolicy.questions.asking.ask import ask
        from kmopolicy.questions.asking.groups import every

        situation = self._situation(facts, subject, self._readings(readings))
        known = [group.id for group in every(situation)]
        for question in (*answered, *skipped):
            if question not in known:
                raise QuestionError(_unknown(wrong_questions.UNKNOWN_QUESTION, question, known, question=question))
        return ask(situation, answered, skipped)

    def _situation(self, facts: Facts, subject: str, readings: Readings) -> "Situation":
        from kmopolicy.questions.subject.situation import situation

        cases, entity = self._subject(facts, subject)
        _, slices, _ = self._prepared(facts)
        world = slices.of(cases.subject_type, entity)
        return situation(self.program, facts, world, (cases, entity), readings)

    def verify(self, *, readings: Readings | None = None) -> "Verification":
        """What must hold of every possible subject: proved, or refuted by the smallest counterexample.

        Under every combination of readings, but for those that are given. Raises `ReadingError`, and `ExtraError` without
        the extra `questions`.
        """
        self._readings(readings)
        _needs_solver()
        from kmopolicy.questions.verification.verify import confirmed, verify

        return confirmed(self, verify(self.program, readings))

    def compile(
        self,
        to: str = "sql",
        *,
        dialect: str = "duckdb",
        readings: Readings | None = None,
        date: datetime.date | None = None,
    ) -> str:
        """The policy in another language: `sql` (of `duckdb`, `postgres`, `spark` or `sqlite`), `clingo` or `souffle`.

        `date` is the reference date of what has none of its own; without it that is the day on which one asks. Raises
        `ReadingError`, `TargetError` where the policy cannot be said there, and `ExtraError` without the extra `batch`.
        """
        chosen = self._readings(readings)
        if to == "sql":
            _needs("sqlglot")
        from kmopolicy.bulk.export import exported

        found = exported(self.program, chosen, to, dialect, date)
        if not isinstance(found, str):
            raise TargetError(found)
        return found

    @cached_property
    def _engine(self) -> "PyDatalog":
        from kmopolicy.engines.pydatalog import PyDatalog

        return PyDatalog(self.program)

    def _case(self, facts: Facts, cases: Cases, subject: str, readings: Readings) -> Case:
        """The subject's case: what the engine decides, and the same found again by the prover."""
        _, slices, wording = self._prepared(facts)
        case = Case(self._plans, slices, wording, readings, cases, subject)
        verdict = self._engine.decide(case.world, readings, cases, subject)
        if verdict != case.verdict:
            raise AssertionError(f"the engine and the prover disagree about {cases.name}")
        return case

    def _prepared(self, facts: Facts) -> tuple[Facts, Slices, Wording]:
        """What all subjects of the same facts share, made once."""
        recent = self._recent
        if recent is None or recent[0] is not facts:
            recent = self._recent = (facts, Slices(self.program, self._tables, facts), Wording(self.program, facts))
        return recent

    def _subjects(self, facts: Facts) -> list[tuple[Cases, str]]:
        """What can be decided about, by the order of the types in the policy, and within a type that of the facts."""
        outcomes = self.program.outcomes.values()
        return [
            (cases, entity.id)
            for declared in self.program.types
            for cases in outcomes
            if cases.subject_type == declared
            for entity in facts.entities
            if entity.type == declared
        ]

    def _subject(self, facts: Facts, subject: str) -> tuple[Cases, str]:
        subjects = self._subjects(facts)
        found = [each for each in subjects if _qualified(*each) == subject]
        found = found or [each for each in subjects if each[1] == subject]
        if len(found) != 1:
            raise SubjectError(_no_subject(subject, subjects, found), missing=not found)
        return found[0]

    def _readings(self, chosen: Readings | None) -> dict[str, str]:
        known = self.program.readings
        for name, option in (chosen or {}).items():
            if name not in known:
                raise ReadingError(_unknown(usage.UNKNOWN_READING, name, known, reading=name))
            options = [each.name for each in known[name].options]
            if option not in options:
                raise ReadingError(_unknown(usage.UNKNOWN_READING_OPTION, option, options, reading=name, option=option))
        return {name: (chosen or {}).get(name, reading.default) for name, reading in known.items()}


def _needs_solver() -> None:
    from importlib.util import find_spec

    if find_spec("clingo") is None:
        raise ExtraError(diagnosed(wrong_questions.NO_SOLVER, "install", package="clingo", extra="questions"))


def _needs(*packages: str, entry: Entry = bulk.NO_BATCH) -> None:
    from importlib.util import find_spec

    for package in packages:
        if find_spec(package) is None:
            raise ExtraError(diagnosed(entry, "install", package=package))


def _counted(done: "Done") -> "Counts":
    if done.counts is None:
        raise FactsError(done.diagnostics, missing=done.missing)
    return done.counts


def _accepted(read: "Read") -> Facts:
    if read.facts is None:
        raise FactsError(read.diagnostics, missing=read.missing)
    return read.facts


def _qualified(cases: Cases, subject: str) -> str:
    """`service:c02`, which names one thing whatever the others are called."""
    return f"{show_type(cases.subject_type)}:{subject}"


def _no_subject(
    subject: str, subjects: Sequence[tuple[Cases, str]], found: Sequence[tuple[Cases, str]]
) -> tuple[Diagnostic, ...]:
    if found:
        known = ", ".join(f"`{_qualified(*each)}`" for each in found)
        return diagnosed(usage.AMBIGUOUS_SUBJECT, "types", subject=subject, known=known)
    if not subjects:
        return diagnosed(usage.UNKNOWN_SUBJECT, "none", subject=subject)
    after = subject.partition(":")[2]
    ids = [_qualified(*each) for each in subjects if each[1] == after] or [each for _, each in subjects]
    return _unknown(usage.UNKNOWN_SUBJECT, subject, dict.fromkeys(ids), subject=subject)


def _unknown(entry: Entry, name: str, known: Iterable[str], **args: str) -> tuple[Diagnostic, ...]:
    """A diagnostic about an unknown name, with the nearest that is known, else with all that are."""
    from kmopolicy.program.near import near_or

    found = near_or("known", name, known)
    return diagnosed(entry, found.pop("help"), **found, **args)


def _answers(program: Program, goal: Atom, found: Iterable[tuple[Value, ...]]) -> Answers:
    """The values of the goal's named variables; of all its terms where it has none."""
    names = [term.name if isinstance(term, Var) else "" for term in goal.terms]
    shown = {name: place for place, name in reversed(list(enumerate(names))) if name and not name.startswith("_")}
    places = sorted(shown.values())
    columns = [names[place] for place in places]
    if not places:
        places = list(range(len(names)))
        columns = [argument.name for argument in program.predicates[goal.predicate].arguments]
    rows = [tuple(values[place] for place in places) for values in found if _consistent(names, values)]
    return Answers(tuple(columns), tuple(dict.fromkeys(rows)))


def _consistent(names: Sequence[str], values: Sequence[Value]) -> bool:
    """Whether a variable that stands in several places has one value."""
    bound: dict[str, Value] = {}
    return all(not name or bound.setdefault(name, value) == value for name, value in zip(names, values, strict=True))


__all__ = ["Answers", "Policy", "compare", "impact", "impact_tables", "load", "policy_folder", "shipped_policy"]
