"""Tells the nodes of a proof as items of the outline: each line somebody's, each quote and each fact once."""

from collections.abc import Iterable, Iterator

from kmopolicy.facts.model import Judgement
from kmopolicy.program.terms import Citation
from kmopolicy.proof.explanation import Attempt, Decision, Ground, Node
from kmopolicy.render.atoms import parts
from kmopolicy.render.labels import Labels
from kmopolicy.render.outline import Item, Quote
from kmopolicy.render.safe import clean
from kmopolicy.render.words import capitalised, place, word
from kmopolicy.text.dates import in_words
from kmopolicy.text.localized import Localized

_STATUS = {"refuted": "refuted", "unknown": "status unknown"}
_ALWAYS = ("0001-01-01", "9999-12-31")


class Teller:
    """Tells nodes one after the other, and remembers which quotes and facts it has told already.

    With `full` nothing is left out: the rules that were tried, and every fact each time it is used.
    """

    def __init__(self, labels: Labels, decision: Decision, *, full: bool) -> None:
        self.labels = labels
        self.lang = labels.lang
        self.decision = decision
        self.full = full
        self._quoted: set[str] = set()
        self._told: set[str] = set()

    def ground(self, ground: Ground, *, brief: bool = False) -> Item:
        """A ground with its proof; brief: only with the facts that it rests on."""
        proof = ground.proof
        own = (ground.citation,) if ground.citation else ()
        others = tuple(cited for cited in proof.citations if not own or cited.sentence != own[0].sentence)
        citations = (*own, *others)
        children = self._brief(proof) if brief and not self.full else self._items(proof.children)
        return Item(
            self.say(proof.sentence),
            self._source(proof, citations),
            self._quotes(citations),
            self._remarks(proof),
            tuple(children),
            strong=True,
            negative=proof.kind == "absent",
        )

    def node(self, node: Node) -> Item:
        """One node with all under it."""
        children = [*self._items(node.children), *self._attempts(node)]
        text = self.counted(node) if node.kind == "absent" else self.say(node.sentence)
        quotes = self._quotes(node.citations)
        source, negative = self._source(node, node.citations), node.kind == "absent"
        return Item(text, source, quotes, self._remarks(node), tuple(children), negative=negative)

    def _option(self, failing: Node) -> str:
        """The label of the option that a rule asks for: it stands last in `reading name = option`."""
        reading = self.labels.program.readings[failing.reading[0] if failing.reading else ""]
        asked = failing.atom.rpartition(" ")[2]
        return next((clean(option.label[self.lang]) for option in reading.options if option.name == asked), asked)

    def say(self, sentence: Localized) -> str:
        """A sentence at the start of a line."""
        return capitalised(clean(sentence[self.lang]), self.lang)

    def counted(self, node: Node) -> str:
        """An absent atom in words: with the number of its instances where there are several."""
        none = self._none_of(node)
        if not none:
            return self.say(node.sentence)
        return capitalised(f"{none} ({self.labels.statement(*parts(node.atom))})", self.lang)

    def case(self, node: Node) -> str:
        """A case that does not hold, with how many grounds were looked at where they can be counted."""
        counts = [self._none_of(failing) for attempt in node.attempts for failing in attempt.fails]
        counted = ", ".join(dict.fromkeys(filter(None, counts)))
        said = clean(node.sentence[self.lang])
        return f"{said} ({counted})" if counted else said

    def _none_of(self, node: Node) -> str:
        predicate, values = parts(node.atom)
        declared = self.labels.program.predicates.get(predicate)
        free = [place for place, value in enumerate(values) if value is None]
        if declared is None or not free or node.candidates < 2:
            return ""
        things = self.labels.things(declared.arguments[free[-1]].type)
        return word("none of", self.lang, count=node.candidates, things=things)

    def citations(self, citations: Iterable[Citation]) -> tuple[str, tuple[Quote, ...]]:
        """The numbers of citations, and those of their quotes that were not given before."""
        cited = tuple(citations)
        return _numbers(cited), self._quotes(cited)

    def _items(self, nodes: Iterable[Node]) -> Iterator[Item]:
        for node in nodes:
            if self.full or self._tells(node):
                yield self.node(node)

    def _tells(self, node: Node) -> bool:
        if node.kind == "comparison":
            return not any(always in node.atom for always in _ALWAYS)
        if node.kind not in ("given", "table"):
            return True
        new = node.atom not in self._told
        self._told.add(node.atom)
        return new

    def _brief(self, proof: Node) -> Iterator[Item]:
        for node in _leaves(proof):
            if self._tells(node):
                yield self.node(node)

    def _attempts(self, node: Node) -> Iterator[Item]:
        """The rules that were tried; where not all are wanted, those that only a reading keeps from speaking."""
        for attempt in node.attempts:
            if self.full:
                yield self._attempt(attempt)
            elif all(failing.reading for failing in attempt.fails):
                yield self._by_reading(attempt)

    def _by_reading(self, attempt: Attempt) -> Item:
        read = ", ".join(f"‘{self._option(failing)}’" for failing in attempt.fails)
        text = capitalised(word("other reading", self.lang, reading=read), self.lang)
        return Item(text, _numbers(attempt.citations), self._quotes(attempt.citations))

    def _attempt(self, attempt: Attempt) -> Item:
        parts_of = (("holds", attempt.holds), ("fails", attempt.fails))
        children = tuple(self._marked(key, node) for key, nodes in parts_of for node in nodes)
        remarks = (word("attempts", self.lang, count=attempt.count),) if attempt.count > 1 else ()
        stands = place(attempt.place, self.lang) if attempt.place else ""
        source = ", ".join(filter(None, (_numbers(attempt.citations), stands)))
        text = capitalised(word("attempt", self.lang), self.lang)
        return Item(text, source, self._quotes(attempt.citations), remarks, children)

    def _marked(self, key: str, node: Node) -> Item:
        item = self.node(node)
        text = node.sentence[self.lang] if node.candidates < 2 else item.text
        return Item(
            capitalised(word(key, self.lang, sentence=clean(text)), self.lang),
            item.source,
            item.quotes,
            item.remarks,
            item.children,
            negative=item.negative,
        )

    def _source(self, node: Node, citations: tuple[Citation, ...]) -> str:
        if node.kind == "absent":
            status = word(_STATUS.get(node.status or "", "not established"), self.lang)
            return "" if status in self.counted(node).lower() else status
        if node.reading:
            return word("reading used", self.lang)
        stands = place(node.place, self.lang) if node.place else ""
        if node.kind == "given":
            return stands or word("filled in", self.lang)
        numbers = _numbers(citations)
        return ", ".join(filter(None, (numbers, stands))) if self.full or not numbers else numbers

    def _quotes(self, citations: tuple[Citation, ...]) -> tuple[Quote, ...]:
        new = []
        for citation in citations:
            if citation.quote and not any(citation.quote in quoted for quoted in self._quoted):
                self._quoted.add(citation.quote)
                new.append(citation)
        several = len(citations) > 1
        return tuple(Quote(clean(cited.quote), clean(cited.sentence) if several else "") for cited in new)

    def _remarks(self, node: Node) -> tuple[str, ...]:
        return (self._judgement(node.judgement),) if node.judgement and node.judgement != Judgement() else ()

    def _judgement(self, judgement: Judgement) -> str:
        by, on = clean(judgement.by), in_words(judgement.on, self.lang) if judgement.on else ""
        key = "judged by on" if by and on else "judged by" if by else "judged on" if on else "judged"
        said = capitalised(word(key, self.lang, by=by, on=on), self.lang)
        return f"{said}: “{clean(judgement.because)}”" if judgement.because else said


def _numbers(citations: Iterable[Citation]) -> str:
    return ", ".join(dict.fromkeys(clean(citation.sentence) for citation in citations))


def _leaves(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.kind == "given":
            yield child
        else:
            yield from _leaves(child)
