"""Tells the nodes of a proof as items of the outline: each line somebody's, each quote and each fact once."""

from collections.abc import Iterable, Iterator

from kmopolicy.facts.model import Judgement
from kmopolicy.program.terms import Citation
from kmopolicy.proof.explanation import Attempt, Decision, Ground, Node
from kmopolicy.render.atoms import parts
from kmopolicy.render.labels import Labels
from kmopolicy.render.outline import Item, Quote
from kmopolicy.render.safe import clean
from kmopolicy.render.words import capitalised, in_words, place, word
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
        cited = (ground.citation,) if ground.citation and not _cites(proof, ground.citation.sentence) else ()
        citations = (*proof.citations, *cited) if proof.kind != "given" else proof.citations
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

    def say(self, sentence: Localized) -> str:
        """A sentence at the start of a line."""
        return capitalised(clean(sentence[self.lang]), self.lang)

    def counted(self, node: Node) -> str:
        """An absent atom in words: with the number of its instances where there are several."""
        if node.candidates < 2:
            return self.say(node.sentence)
        predicate, values = parts(node.atom)
        declared = self.labels.program.predicates.get(predicate)
        free = [place for place, value in enumerate(values) if value is None]
        if declared is None or not free:
            return self.say(node.sentence)
        things = self.labels.things(declared.arguments[free[-1]].type)
        none = word("none of", self.lang, count=node.candidates, things=things)
        return capitalised(f"{none} ({self.labels.statement(predicate, values)})", self.lang)

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
        for attempt in node.attempts if self.full else ():
            yield self._attempt(attempt)

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
        new = [citation for citation in citations if citation.quote and citation.quote not in self._quoted]
        self._quoted.update(citation.quote for citation in new)
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


def _cites(node: Node, sentence: str) -> bool:
    return any(citation.sentence == sentence for citation in node.citations)


def _leaves(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.kind == "given":
            yield child
        else:
            yield from _leaves(child)
