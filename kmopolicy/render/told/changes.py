"""What changes of facts are in words: what would be stated, with all that would do as well, and what stands there now."""

from collections.abc import Iterator, Sequence

from kmopolicy.facts.model import GroundAtom
from kmopolicy.questions.subject.changes import Change, Link, Place, Way
from kmopolicy.questions.subject.situation import Situation
from kmopolicy.render.outline.items import Item
from kmopolicy.render.words.choices import Choices
from kmopolicy.render.words.fixed import capitalised, place, word
from kmopolicy.render.words.labels import Labels

_TELLING = ("=", "!=")


class Changes:
    """Words the changes of one situation; `full` names every constant that would do."""

    def __init__(self, situation: Situation, labels: Labels, *, full: bool = False) -> None:
        self._situation = situation
        self._labels = labels
        self._lang = labels.lang
        self._choices = Choices(situation, labels, full=full)
        self._facts = {(fact.predicate, fact.values): fact for fact in situation.facts.facts}

    def way(self, way: Way) -> Item:
        """One way: its change, or its changes together."""
        changes = tuple(self.change(way, number) for number in range(len(way.changes)))
        if len(changes) == 1:
            return changes[0]
        dated = sorted({place for link in way.links for place in (link.one, link.other) if self._is_date(way, place)})
        orders = [self._order(link, dated) for link in way.links if link.one in dated]
        return Item(", ".join((word("together", self._lang, count=len(changes)), *orders)), children=changes)

    def fact(self, atom: GroundAtom, *remarks: str) -> Item:
        """A fact that stands in the dossier, and where."""
        return Item(capitalised(self._said(atom), self._lang), self._stands(atom), remarks=remarks)

    def change(self, way: Way, number: int) -> Item:
        """One change of a way: what would be stated, and what stands there now."""
        change = way.changes[number]
        before = self.before(change)
        text = capitalised(self._after(way, number), self._lang)
        remarks = tuple(self._now(change, before))
        return Item(text, self._stands(before[0]) if len(before) == 1 else "", remarks=remarks)

    def _after(self, way: Way, number: int) -> str:
        """What would be stated, or no longer."""
        change = way.changes[number]
        *keys, last = (self._words(way, (number, place)) for place in range(len(change.choices)))
        values = [str(value) for value in change.choices[-1] if value is not None]
        if change.taken_back or not values:
            gone = [atom.values[-1] for atom in self.before(change)]
            last = self._choices.words(change.predicate, len(keys), gone)
            return self._labels.filled(change.predicate, [*keys, last], None, negated=True)
        words = [*keys, last]
        text = self._labels.filled(change.predicate, words, values[0], negated=False)
        return text + self._besides(change, values)

    def _besides(self, change: Change, values: Sequence[str]) -> str:
        """What else would do, where the sentence speaks of its last argument in one way only."""
        declared = self._situation.program.predicates[change.predicate]
        worded = {sentence.value for sentence in declared.sentences if not sentence.negated and sentence.value}
        others = [self._labels.value(declared.arguments[-1].type, value) for value in values[1:] if worded]
        others += [word("nothing recorded", self._lang)] if None in change.choices[-1] else []
        return f" ({word('or', self._lang)}: {self._labels.alternatives(tuple(others))})" if others else ""

    def _now(self, change: Change, before: Sequence[GroundAtom]) -> Iterator[str]:
        """What stands there now."""
        if len(before) == 1:
            yield word("instead of", self._lang, sentence=self._said(before[0]))
        elif before:
            last = self._situation.program.predicates[change.predicate].arguments[-1].type
            values = tuple(dict.fromkeys(self._labels.value(last, atom.values[-1]) for atom in before))
            yield word("now recorded", self._lang, count=len(before), value=self._labels.alternatives(values))

    def before(self, change: Change) -> list[GroundAtom]:
        """The facts that a change takes back, or takes the place of."""
        declared = self._situation.program.predicates[change.predicate]
        if declared.cardinality == "many" and not change.taken_back:
            return []
        width = declared.arity if change.taken_back else declared.arity - 1
        return [
            atom
            for atom in self._situation.given
            if atom.predicate == change.predicate
            and all(value in choice for value, choice in zip(atom.values[:width], change.choices, strict=False))
        ]

    def _words(self, way: Way, at: Place) -> str:
        """The words for an argument; where it must be the same as one before, or another one, just that."""
        change = way.changes[at[0]]
        for link in way.links:
            if link.other == at and link.operator in _TELLING and not self._is_date(way, at):
                return word("the same" if link.operator == "=" else "another of these", self._lang)
        return self._choices.words(change.predicate, at[1], change.choices[at[1]])

    def _is_date(self, way: Way, at: Place) -> bool:
        return self._situation.kind(way.changes[at[0]].predicate, at[1]) == "date"

    def _order(self, link: Link, dated: Sequence[Place]) -> str:
        """How one date stands to another, by their places in the list."""
        one, other = (word(f"ordinal {dated.index(each) + 1}", self._lang) for each in (link.one, link.other))
        return word(f"date {link.operator}", self._lang, one=one, other=other)

    def _said(self, atom: GroundAtom) -> str:
        return self._labels.statement(atom.predicate, [str(value) for value in atom.values])

    def _stands(self, atom: GroundAtom) -> str:
        fact = self._facts.get((atom.predicate, atom.values))
        return place(fact.span, self._lang) if fact and fact.span else word("filled in", self._lang)
