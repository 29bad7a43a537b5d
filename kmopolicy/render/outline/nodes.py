"""Tells the nodes of a proof as items of the outline: each line somebody's, each quote and each fact once."""

from collections.abc import Iterable, Iterator

from kmopolicy.program.terms import Citation
from kmopolicy.proof.explanation import Attempt, Decision, Ground, Node
from kmopolicy.render.outline.absent import counted, kind_of_no
from kmopolicy.render.outline.items import Item, Quote
from kmopolicy.render.outline.near import (
    about,
    compares,
    goes_without_saying,
    is_case,
    is_telling,
    lacks_a_fact,
    rests_on_facts,
    spoke_for,
    stood_against,
    waits,
)
from kmopolicy.render.outline.quoting import Quoting, judged, numbers
from kmopolicy.render.words.atoms import parts
from kmopolicy.render.words.fixed import capitalised, place, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Localized

_ALWAYS = ("0001-01-01", "9999-12-31")


class Teller:
    """Tells nodes one after the other, and remembers which quotes and facts it has told already.

    With `full` nothing is left out: the rules that were tried, and every fact each time it is used; only what was opened
    before is referred to.
    """

    def __init__(self, labels: Labels, decision: Decision, *, full: bool) -> None:
        self.labels = labels
        self.lang = labels.lang
        self.decision = decision
        self.full = full
        self._quoting = Quoting()
        self._told: set[str] = set()
        self._opened: set[int] = set()

    def ground(self, ground: Ground, *, brief: bool = False) -> Item:
        """A ground with its proof; brief: only with what tells it from the others."""
        proof = ground.proof
        self._told.add(proof.atom)
        own = (ground.citation,) if ground.citation else ()
        others = tuple(cited for cited in proof.citations if not own or cited.sentence != own[0].sentence)
        citations = (*own, *others)
        quotes, remarks = self._quoting.new(citations), judged(proof.judgement, self.lang)
        children = self._brief(proof) if brief and not self.full else self._items(proof.children)
        return Item(
            self.say(proof.sentence),
            self._source(proof, citations),
            quotes,
            remarks,
            tuple(children),
            strong=True,
            negative=proof.kind == "absent",
        )

    def node(self, node: Node) -> Item:
        """One node with all under it; of what was opened before only that it was."""
        self._told.add(node.atom)
        text = self._counted(node) if node.kind == "absent" else self.say(node.sentence)
        source, negative = self._source(node, node.citations), node.kind == "absent"
        if self.full and (node.children or node.attempts):
            if id(node) in self._opened:
                return Item(text, source, remarks=(word("above", self.lang),), negative=negative)
            self._opened.add(id(node))
        quotes = self._quoting.new(node.citations, row=node.kind == "table")
        remarks = judged(node.judgement, self.lang)
        children = (*self._items(node.children), *(self._attempts(node) if self.full else self.near(node)))
        return Item(text, source, quotes, remarks, children, negative=negative)

    def say(self, sentence: Localized) -> str:
        """A sentence at the start of a line."""
        return capitalised(clean(sentence[self.lang]), self.lang)

    def _counted(self, node: Node) -> str:
        return capitalised(counted(self.labels, node), self.lang)

    def citations(self, citations: Iterable[Citation]) -> tuple[str, tuple[Quote, ...]]:
        """The numbers of citations, and those of their quotes that were not given before."""
        cited = tuple(citations)
        return numbers(cited), self._quoting.new(cited)

    def near(self, node: Node, *, why_not: bool = False) -> Iterator[Item]:
        """What came near to an absent atom; `why_not`: of another outcome, where only what was told nowhere yet counts."""
        for attempt in node.attempts:
            if is_case(node.atom):
                yield from self._near_grounds(attempt)
            elif node.status == "unknown":
                yield from self._unknown(attempt, why_not=why_not)
            elif attempt.by_reading:
                yield from () if why_not else (self._by_reading(attempt),)
            elif not why_not or any(failing.kind != "given" for failing in attempt.fails):
                yield from self._nearly(attempt, why_not=why_not)

    def _near_grounds(self, attempt: Attempt) -> Iterator[Item]:
        """What came near to the grounds of a case that does not hold."""
        for failing in attempt.fails:
            if failing.kind == "absent":
                yield from self.near(failing, why_not=True)

    def _nearly(self, attempt: Attempt, *, why_not: bool) -> Iterator[Item]:
        """The facts that spoke for an attempt and what stood in the way; where none did, what came near to its literals."""
        speaking = list(spoke_for(self.labels.program, attempt))
        spoke = [node for node in speaking if not self.has_told(node)]
        yield from self._items((*spoke, *stood_against(attempt)))
        if why_not and not spoke and lacks_a_fact(attempt):
            return
        for failing in attempt.fails:
            if failing.kind == "derived":
                counts = rests_on_facts(self.labels.program, failing) and (speaking or not why_not)
                yield from self._but(failing) if counts else ()
            elif spoke or compares(attempt):
                yield from self._but(failing)
            elif parts(failing.atom)[0] not in self.labels.program.outcomes:
                yield from self.near(failing, why_not=why_not)

    def _but(self, failing: Node) -> Iterator[Item]:
        if is_telling(failing) and not self.has_told(failing):
            yield self._marked("fails", failing)

    def _unknown(self, attempt: Attempt, *, why_not: bool) -> Iterator[Item]:
        """What an attempt still waits for, after the facts that spoke for it or against it."""
        if not waits(attempt):
            yield from self._items(stood_against(attempt))
            return
        yield from self._items(spoke_for(self.labels.program, attempt))
        for failing in attempt.fails:
            if failing.attempts and all(each.count == 1 for each in failing.attempts):
                yield from self.near(failing, why_not=why_not)
            elif self._is_new(about(failing)) and not why_not:
                against = tuple(item for each in failing.attempts for item in self._items(stood_against(each)))
                yield Item(self.say(failing.sentence), kind_of_no(failing, self.lang), children=against, negative=True)

    def _items(self, nodes: Iterable[Node]) -> Iterator[Item]:
        for node in nodes:
            if self.full or self._tells(node):
                yield self.node(node)

    def _tells(self, node: Node) -> bool:
        if node.kind == "comparison":
            return not any(always in node.atom for always in _ALWAYS)
        if node.kind == "given" and goes_without_saying(self.labels.program, node):
            return False
        return node.kind not in ("given", "table") or self._is_new(node.atom)

    def _is_new(self, told: str) -> bool:
        new = told not in self._told
        self._told.add(told)
        return new

    def _brief(self, proof: Node) -> Iterator[Item]:
        """The facts of a ground, what is derived from others in one line, and what is wanting; an absence if need be."""
        told = [item for child in proof.children for item in self._in_brief(child)]
        absent = next((child for child in proof.children if child.kind == "absent"), None)
        return iter(told if told or absent is None else [self.node(absent)])

    def _in_brief(self, child: Node) -> Iterator[Item]:
        if child.kind == "given" and self._tells(child):
            yield self.node(child)
        elif child.kind == "derived":
            under = tuple(item for each in child.children for item in self._in_brief(each))
            yield Item(self.say(child.sentence), self._source(child, child.citations), children=under)
        elif child.kind == "absent" and child.status == "unknown":
            yield from self.near(child)
        elif child.kind == "absent":
            near = tuple(self.near(child))
            if near:
                yield Item(self._counted(child), self._source(child, ()), children=near, negative=True)

    def has_told(self, node: Node) -> bool:
        """Whether a line was given to such a node before."""
        return node.atom in self._told

    def _attempts(self, node: Node) -> Iterator[Item]:
        return (self._attempt(attempt) for attempt in node.attempts)

    def _by_reading(self, attempt: Attempt) -> Item:
        """What would hold were it not for a reading."""
        read = ", ".join(f"“{self._option(failing)}”" for failing in attempt.fails)
        said = word("read otherwise", self.lang, reading=read, sentence=clean(attempt.sentence[self.lang]))
        return Item(capitalised(said, self.lang), numbers(attempt.citations), self._quoting.new(attempt.citations))

    def _option(self, failing: Node) -> str:
        """The label of the option that a rule asks for: it stands last in `reading name = option`."""
        reading = self.labels.program.readings[failing.reading[0] if failing.reading else ""]
        asked = failing.atom.rpartition(" ")[2]
        return next((clean(option.label[self.lang]) for option in reading.options if option.name == asked), asked)

    def _attempt(self, attempt: Attempt) -> Item:
        quotes = self._quoting.new(attempt.citations)
        parts_of = (("holds", attempt.holds), ("fails", attempt.fails))
        children = tuple(self._marked(key, node) for key, nodes in parts_of for node in nodes)
        remarks = (word("attempts", self.lang, count=attempt.count),) if attempt.count > 1 else ()
        stands = place(attempt.place, self.lang) if attempt.place else ""
        source = ", ".join(filter(None, (numbers(attempt.citations), stands)))
        return Item(capitalised(word("attempt", self.lang), self.lang), source, quotes, remarks, children)

    def _marked(self, key: str, node: Node) -> Item:
        item = self.node(node)
        said = counted(self.labels, node) if node.kind == "absent" else clean(node.sentence[self.lang])
        marked = capitalised(word(key, self.lang, sentence=said), self.lang)
        return Item(marked, item.source, item.quotes, item.remarks, item.children, negative=item.negative)

    def _source(self, node: Node, citations: tuple[Citation, ...]) -> str:
        if node.kind == "absent":
            return kind_of_no(node, self.lang)
        if node.reading:
            return word("reading used", self.lang)
        stands = place(node.place, self.lang) if node.place else ""
        if node.kind == "given":
            return stands or word("filled in", self.lang)
        cited = numbers(citations)
        return ", ".join(filter(None, (cited, stands))) if self.full or not cited else cited
