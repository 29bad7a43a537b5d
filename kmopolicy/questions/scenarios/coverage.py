"""What covers a policy's sources, and what its scenarios reach.

Per sentence: the rules, cases, tables and rows that cite it, or what it is classified as, or nothing. Per rule and case: the
scenarios in which it holds for anything at all (`fires`), those in which the proof of an outcome uses it (`supports`), and
those in which it gives a ground of an outcome (`decides`). A scenario is a file; each of its expectations counts for it, also
those under another reading and the answers to a goal: what gives such an answer decides it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from kmopolicy.engines.pydatalog import PyDatalog
from kmopolicy.facts.model import Facts
from kmopolicy.facts.world import Slices, Tables, Values
from kmopolicy.program.declarations import Classification, Source
from kmopolicy.program.expand import case_id
from kmopolicy.program.goal import answers
from kmopolicy.program.program import Program
from kmopolicy.program.quotes import Sentences, parts_of
from kmopolicy.program.show import show_ground
from kmopolicy.program.terms import Citation, Positive, Rule, Value, Var
from kmopolicy.proof.court import Court
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.prover import Prover
from kmopolicy.proof.solver import pattern_of
from kmopolicy.questions.scenarios.mutate import Goal, Probe, goals, probes
from kmopolicy.questions.scenarios.reached import collect, deciding, giving, supporting
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

Status = Literal["encoded", "judgement", "procedure", "competence", "information", "definition", "nothing"]
Kind = Literal["rule", "case", "table", "row"]
STATUSES: tuple[Status, ...] = get_args(Status)


class Provision(NamedTuple):
    """What of the policy cites sentences: a rule, a case of an outcome, a table, or a row with a sentence of its own.

    `atom` is what it says holds (None where a value is open); a case says `label`. `cites` are the numbers as they are written,
    `sentences` those that they stand for. `verdicts`: the inputs in its body that are a person's verdict. `ground`: some
    outcome names what it concludes as a ground.
    """

    kind: Kind
    id: str
    atom: tuple[str, tuple[Value | None, ...]]
    cites: tuple[str, ...]
    sentences: tuple[str, ...]
    span: Span
    label: Localized = Localized("")
    verdicts: tuple[str, ...] = ()
    ground: bool = False


class Reach(NamedTuple):
    """The scenarios, by their files, that reach a provision: see the module. Of a table or a row only `supports` is known."""

    fires: tuple[str, ...]
    supports: tuple[str, ...]
    decides: tuple[str, ...]


class Covered(NamedTuple):
    """A sentence of a source: what it is, what cites it, and the scenarios in whose proofs any of that stands.

    What the policy says it is, where it says so; else it is encoded by what cites it.
    """

    number: str
    text: str
    status: Status
    by: tuple[Provision, ...]
    classification: Classification | None
    readings: tuple[str, ...]
    scenarios: tuple[str, ...]


class Tried(NamedTuple):
    """A scenario: its file, what was found for all that it expects, and the provisions that it reaches, by id."""

    name: str
    outcomes: tuple[tuple[Probe, str], ...]
    answers: tuple[tuple[Goal, tuple[Values, ...]], ...]
    fires: frozenset[str]
    supports: frozenset[str]
    decides: frozenset[str]


class Coverage(NamedTuple):
    """All of it: the sentences by the name of their source, the provisions in the order of the policy, the scenarios."""

    program: Program
    sentences: Mapping[str, tuple[Covered, ...]]
    provisions: tuple[Provision, ...]
    reach: Mapping[str, Reach]
    scenarios: tuple[Tried, ...]

    @property
    def uncovered(self) -> tuple[Covered, ...]:
        """The sentences that nothing is about."""
        return tuple(each for found in self.sentences.values() for each in found if each.status == "nothing")

    @property
    def rules(self) -> tuple[Provision, ...]:
        """The rules and cases."""
        return tuple(each for each in self.provisions if each.kind in ("rule", "case"))

    @property
    def silent(self) -> tuple[Provision, ...]:
        """The rules and cases that no scenario makes fire."""
        return tuple(each for each in self.rules if not self.reach[each.id].fires)


class Trials:
    """Looks at scenarios under one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._plans = Plans(program)
        self._tables = Tables(program)
        self._engine = PyDatalog(program)
        self._usual = {name: reading.default for name, reading in program.readings.items()}

    def of(self, facts: Facts, name: str = "") -> Tried:
        """What one scenario reaches, under its name, else that of its file."""
        slices = Slices(self._program, self._tables, facts)
        outcomes, found = [], []
        supports, decides = set[str](), set[str]()
        chosen = [self._usual]
        for probe in probes(self._program, facts):
            world = slices.of(probe.cases.subject_type, probe.subject)
            court = Court(self._plans, world, probe.readings, probe.cases, probe.subject)
            outcomes.append((probe, court.value))
            chosen += [dict(probe.readings)] if probe.readings not in chosen else []
            supports |= supporting(court)
            decides |= deciding(court)
        for goal in goals(self._program, facts):
            rows, uses, gives = self._answering(goal, slices)
            found.append((goal, rows))
            chosen += [dict(goal.readings)] if goal.readings not in chosen else []
            supports |= uses
            decides |= gives
        fires = frozenset[str]().union(*(self._engine.fired(slices.whole, readings) for readings in chosen))
        reached = (fires, frozenset(supports | decides), frozenset(decides))
        return Tried(name or facts.file, tuple(outcomes), tuple(found), *reached)

    def _answering(self, goal: Goal, slices: Slices) -> tuple[tuple[Values, ...], set[str], set[str]]:
        """The answers to a goal, what their proofs use, and what gives them."""
        atom = goal.expectation.atom
        prover = Prover(self._plans, slices.whole, goal.readings)
        instances = prover.solver.solutions(atom.predicate, pattern_of(atom, {}))
        supports, decides, seen = set[str](), set[str](), set[int]()
        for values in instances:
            proof = prover.prove(atom.predicate, values)
            collect(proof, supports, seen)
            decides |= set(giving(prover, proof))
        return answers(atom, instances), supports, decides


def coverage(program: Program, scenarios: Iterable[Tried]) -> Coverage:
    """The coverage of a program by its provisions, and of those by scenarios that were looked at."""
    tried = tuple(scenarios)
    told = tuple(provisions(program))
    reach = {each.id: _reach(each.id, tried) for each in told}
    sentences = {source.name: tuple(_covered(program, source, told, reach)) for source in program.sources}
    return Coverage(program, sentences, told, reach, tried)


def provisions(program: Program) -> Iterator[Provision]:
    """All provisions: the rules in the order of the policy, the cases, then the tables with their rows."""
    known = Sentences({each.number: each.text for source in program.sources for each in source.sentences})
    named = {ground.predicate for cases in program.outcomes.values() for case in cases.cases for ground in case.because}
    for rule in program.rules:
        head = (rule.head.predicate, tuple(None if isinstance(term, Var) else term.value for term in rule.head.terms))
        cites, verdicts = _cites(rule.citations, known), _verdicts(program, rule)
        yield Provision("rule", rule.id, head, *cites, rule.span, verdicts=verdicts, ground=head[0] in named)
    for name, outcome in program.outcomes.items():
        for number, case in enumerate(outcome.cases, 1):
            cites = _cites(case.citations, known)
            identity = case_id(name, number)
            yield Provision("case", identity, (name, (None, case.value)), *cites, case.span, case.label, ground=True)
    for table, rows in program.tables.items():
        declared = program.predicates[table]
        cites = _cites(declared.citations, known)
        yield Provision("table", table, (table, (None,) * declared.arity), *cites, declared.span)
        for row in rows:
            if row.citation:
                cites = _cites((row.citation,), known)
                yield Provision("row", show_ground(table, row.values), (table, row.values), *cites, row.span)


def _cites(citations: Iterable[Citation], known: Sentences) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers as they are written, and the sentences that they stand for."""
    written = tuple(dict.fromkeys(each.sentence for each in citations))
    return written, tuple(dict.fromkeys(part for number in written for part in parts_of(number, known)))


def _verdicts(program: Program, rule: Rule) -> tuple[str, ...]:
    asked = (literal.atom.predicate for literal in rule.body if isinstance(literal, Positive))
    inputs = (program.predicates[name] for name in asked if program.predicates[name].role == "input")
    return tuple(dict.fromkeys(each.name for each in inputs if program.types[each.arguments[-1].type].judged))


def _covered(
    program: Program, source: Source, told: tuple[Provision, ...], reach: Mapping[str, Reach]
) -> Iterator[Covered]:
    classified = {each.sentence: each for each in program.classifications}
    known = Sentences({each.number: each.text for each in source.sentences})
    for number, text in known.items():
        by = tuple(each for each in told if number in each.sentences)
        classification = classified.get(number)
        readings = [name for name, each in program.readings.items() if _about(number, each.sentences, known)]
        scenarios = {file for each in by for file in reach[each.id].supports}
        status = _status(classification, encoded=bool(by))
        yield Covered(number, text, status, by, classification, tuple(readings), tuple(sorted(scenarios)))


def _status(classification: Classification | None, *, encoded: bool) -> Status:
    if classification:
        return next(each for each in STATUSES if each == classification.kind)
    return "encoded" if encoded else "nothing"


def _about(number: str, numbers: Iterable[str], known: Sentences) -> bool:
    return any(number in parts_of(each, known) for each in numbers)


def _reach(identity: str, tried: tuple[Tried, ...]) -> Reach:
    def files(kind: str) -> tuple[str, ...]:
        return tuple(each.name for each in tried if identity in getattr(each, kind))

    return Reach(files("fires"), files("supports"), files("decides"))
