"""Makes decisions and explanations of what the court finds: the data structure that every format renders."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kmopolicy.facts.model import Verdict
from kmopolicy.facts.world import Slices, Values
from kmopolicy.program.declarations import Predicate, Row
from kmopolicy.program.expand import case_id
from kmopolicy.program.program import Cases
from kmopolicy.program.show import show_ground
from kmopolicy.program.terms import Citation
from kmopolicy.proof.court import Court, GroundSupport, in_order
from kmopolicy.proof.explanation import (
    Alternative,
    Decision,
    Explanation,
    Ground,
    Missing,
    Node,
    Notice,
    OtherReading,
    ReadingUsed,
)
from kmopolicy.proof.missing import unknown_absents
from kmopolicy.proof.nodes import Nodes
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.support import Derived, Given, Support
from kmopolicy.proof.wording import Wording
from kmopolicy.text.localized import Localized


class Case:
    """Everything about one subject of one world of facts under one choice of readings."""

    def __init__(
        self,
        plans: Plans,
        slices: Slices,
        wording: Wording,
        readings: Mapping[str, str],
        cases: Cases,
        subject: str,
    ) -> None:
        self._plans = plans
        self._program = plans.program
        self._facts = wording.facts
        self._readings = readings
        self._cases = cases
        self._subject = subject
        self._reached = slices.reach(cases.subject_type, subject)
        self.world = slices.of(cases.subject_type, subject)
        self._court = Court(plans, self.world, readings, cases, subject)
        self._wording = wording
        self._nodes = Nodes(self._program, self._court.prover, self._wording)

    @property
    def verdict(self) -> Verdict:
        """The outcome and its grounds as the prover finds them."""
        return self._court.verdict

    @property
    def decision(self) -> Decision:
        """The outcome with its grounds, each without what its proof rests on."""
        return self._decision(deep=False)

    def _decision(self, *, deep: bool) -> Decision:
        cases, court = self._cases, self._court
        day, origin = self._reference_date()
        return Decision(
            self._subject,
            cases.subject_type,
            self._wording.titles.get((cases.subject_type, self._subject), ""),
            court.value,
            self._outcome_label(court.value),
            day,
            origin,
            self._themes(),
            tuple(self._ground(each, deep=deep) for each in court.grounds),
            {name: self._readings[name] for name in self._program.readings if name in court.leaning.readings},
            tuple(sorted(court.leaning.presumes)),
            tuple(self._notices()),
            self._facts.file,
        )

    @property
    def explanation(self) -> Explanation:
        """The decision with the whole story."""
        decision = self._decision(deep=True)
        return Explanation(
            decision,
            self._root(),
            tuple(self._alternatives()),
            tuple(self._reading_used(name) for name in decision.readings),
            tuple(self._missing()),
            self._program.name,
            self._program.title,
            self._program.digest,
        )

    def _ground(self, ground: GroundSupport, *, deep: bool) -> Ground:
        declared = self._program.predicates[ground.support.predicate]
        node = self._nodes.of(ground.support) if deep else self._nodes.bare(ground.support)
        return Ground(declared.ground or "met", node, _citation(ground.support))

    def _root(self) -> Node:
        court, cases = self._court, self._cases
        first = court.deciding[0]
        rule = court.condition_rule
        children = self._nodes.all((*court.condition, *court.earlier.values()), rule)
        case, values = cases.cases[first - 1], (self._subject, court.value)
        sentence = self._wording.sentence(cases.name, values)
        atom = show_ground(cases.name, values)
        return Node("derived", atom, sentence, case_id(cases.name, first), case.citations, case.span, children=children)

    def _alternatives(self) -> Iterator[Alternative]:
        """The other outcomes: those of earlier cases because they fail, those of later ones because this one goes first."""
        cases, first = self._cases.cases, self._court.deciding[0]
        for value in dict.fromkeys(case.value for case in cases):
            if value == self._court.value:
                continue
            places = [number for number, case in enumerate(cases, 1) if case.value == value]
            why = tuple(self._nodes.of(self._court.failed(number)) for number in places if number < first)
            later = any(number > first for number in places)
            label = self._outcome_label(value)
            goes_first = (self._court.value, cases[first - 1].label) if later else ("", Localized(""))
            yield Alternative(value, label, *goes_first, why)

    def _reading_used(self, name: str) -> ReadingUsed:
        reading, option = self._program.readings[name], self._readings[name]
        labels = {each.name: each.label for each in reading.options}
        others = tuple(self._other(name, each.name, each.label) for each in reading.options if each.name != option)
        return ReadingUsed(name, reading.label, option, labels[option], reading.sentences, others)

    def _other(self, name: str, option: str, label: Localized) -> OtherReading:
        court = Court(self._plans, self.world, {**self._readings, name: option}, self._cases, self._subject)
        mine, theirs = (_atoms(each.grounds) for each in (self._court, court))
        gone, new = (
            tuple(atom for atom in ours if atom not in other) for ours, other in ((mine, theirs), (theirs, mine))
        )
        return OtherReading(option, label, court.value, self._outcome_label(court.value), gone, new)

    def _missing(self) -> Iterator[Missing]:
        court = self._court
        supports: list[Support] = [each.support for each in court.grounds]
        supports += [*court.condition, *court.earlier.values()]
        told: dict[str, Missing] = {}
        for absent in unknown_absents(court.prover, supports):
            for key in court.prover.absence.unrecorded(absent.predicate, absent.pattern):
                pattern = (*key, None)
                atom = show_ground(absent.predicate, pattern)
                if atom not in told:
                    told[atom] = Missing(atom, self._wording.sentence(absent.predicate, pattern, negated=True))
        yield from told.values()

    def _themes(self) -> tuple[str, ...]:
        """The last arguments of the predicates that are listed with a decision."""
        found = []
        for name, declared in self._program.predicates.items():
            if declared.shown and declared.arguments[0].type == self._cases.subject_type:
                found += self._solved(name, declared)
        return tuple(str(values[-1]) for values in found)

    def _solved(self, name: str, declared: Predicate, subject: str = "") -> list[Values]:
        pattern = (subject or self._subject, *(None,) * (declared.arity - 1))
        found = self._court.prover.solver.solutions(name, pattern)
        return sorted(found, key=lambda values: in_order(self._program, name, values))

    def _notices(self) -> Iterator[Notice]:
        """The warnings about the subject and all that it can reach."""
        warnings = [each for each in self._program.predicates.values() if each.role == "warning"]
        for entity_type, entity in self._reached:
            for declared in warnings:
                if declared.arguments[0].type == entity_type:
                    for values in self._solved(declared.name, declared, entity):
                        sentence = self._wording.sentence(declared.name, values)
                        yield Notice(declared.name, entity, sentence, self._warned_by(declared, values))

    def _warned_by(self, declared: Predicate, values: Values) -> tuple[Citation, ...]:
        proof = self._court.prover.prove(declared.name, values)
        return proof.rule.citations if isinstance(proof, Derived) else ()

    def _reference_date(self) -> tuple[date | None, str]:
        """The date that is filled in where it is missing: the subject's own, else that of the nearest thing it reaches."""
        dated = [(each.name, each.arguments[0].type) for each in self._program.predicates.values() if each.today]
        for entity_type, entity in self._reached:
            for name in (name for name, of in dated if of == entity_type):
                for found in self.world.matching(name, (entity, None)):
                    if isinstance(found[1], date):
                        return found[1], self._facts.reference_date_from.get(entity, "dossier")
        return None, ""

    def _outcome_label(self, value: str) -> Localized:
        return self._wording.value(self._program.predicates[self._cases.name].arguments[-1].type, value)


def _atoms(grounds: Iterable[GroundSupport]) -> dict[str, None]:
    return {show_ground(each.support.predicate, each.support.values): None for each in grounds}


def _citation(support: Derived | Given) -> Citation | None:
    """What a ground rests on: the rule's own quote; where that opens an enumeration, with the row that it uses of it."""
    if isinstance(support, Given):
        return support.origin.citation if isinstance(support.origin, Row) else None
    rule = next(iter(support.rule.citations), None)
    for part in support.body:
        if isinstance(part, Given) and isinstance(part.origin, Row) and part.origin.citation:
            return _joined(rule, part.origin.citation)
    return rule


def _joined(rule: Citation | None, row: Citation) -> Citation:
    """Two quotes read on as one sentence only where the first ends in a colon: anything else would be our own text."""
    if rule is None or rule.sentence == row.sentence:
        return row
    if not rule.quote.endswith(":"):
        return rule
    return Citation(row.sentence, f"{rule.quote} … {row.quote}", row.span)
