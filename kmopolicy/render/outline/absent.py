"""How something that does not hold is said: how many instances were looked at, and which kind of no it is."""

from collections.abc import Mapping

from kmopolicy.proof.explanation import Node
from kmopolicy.render.words.atoms import parts
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang


def counted(labels: Labels, node: Node) -> str:
    """An absent atom in words, with the number of its possible instances where there are several."""
    said, (count, things) = clean(node.sentence[labels.lang]), _possible(labels, node)
    return f"{said} ({_looked_at(labels, {things: count})})" if count else said


def case(labels: Labels, node: Node) -> str:
    """A case that does not hold, with how many grounds were looked at where they can be counted."""
    counts = dict[str, int]()
    failing = [failing for attempt in node.attempts for failing in attempt.fails]
    for count, things in (_possible(labels, each) for each in failing):
        if count:
            counts[things] = max(count, counts.get(things, 0))
    if counts and len(failing) == 1 and _bars(labels, failing[0]):
        ((things, count),) = counts.items()
        return word("none of", labels.lang, count=count, things=things)
    said = clean(node.sentence[labels.lang])
    return f"{said} ({_looked_at(labels, counts)})" if counts else said


def _looked_at(labels: Labels, counts: Mapping[str, int]) -> str:
    counted = ", ".join(f"{count} {things}" for things, count in counts.items())
    return word("looked at", labels.lang, counted=counted)


def kind_of_no(node: Node, lang: Lang) -> str:
    """Established, not established or unknown, as far as the sentence does not say so itself."""
    said = node.sentence[lang].lower()
    denied, hedged = (word(key, lang) in said for key in ("not established", "established"))
    if node.status == "refuted":
        return word("refuted" if denied else "settled", lang) if node.attempts or denied else ""
    if not node.attempts:
        return ""
    if node.status == "unknown":
        return word("status unknown" if hedged else "as far as known", lang)
    return "" if hedged else word("as far as established", lang)


def _possible(labels: Labels, node: Node) -> tuple[int, str]:
    """How many instances an absent atom could have had, and what they are called; 0 where they cannot be counted."""
    predicate, values = parts(node.atom)
    declared = labels.program.predicates.get(predicate)
    free = [place for place, value in enumerate(values) if value is None]
    if declared is None or not free or node.candidates < 2:
        return 0, ""
    return node.candidates, labels.things(declared.arguments[free[-1]].type)


def _bars(labels: Labels, node: Node) -> bool:
    declared = labels.program.predicates.get(parts(node.atom)[0])
    return declared is not None and declared.ground == "exclusion"
