"""No recursion: a predicate never depends on itself, so that every program ends and negation is stratified."""

from collections.abc import Iterator, Mapping

from kmopolicy.language import tree
from kmopolicy.program.dependencies import bottom_up, dependencies
from kmopolicy.program.desk import Desk
from kmopolicy.text.catalogue.policy import meaning as catalogue
from kmopolicy.text.diagnostic import Diagnostic

Uses = Mapping[str, Mapping[str, tree.Word]]


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Each circle of predicates once, at the first atom that closes it."""
    uses, told = dependencies(desk), set[str]()
    used_by: dict[str, list[str]] = {name: [] for name in uses}
    for name, used in uses.items():
        for each in used.keys() & uses.keys():
            used_by[each].append(name)
    # What is settled from below, or leads to nothing from above, is on no circle.
    settled = {*bottom_up(uses), *bottom_up(used_by)}
    for name in uses:
        circle = _circle(uses, name) if name not in settled and name not in told else ()
        if circle:
            told |= set(circle)
            shown = " → ".join(f"`{each}`" for each in (*circle, circle[0]))
            span = uses[name][circle[1] if len(circle) > 1 else name].span
            yield Diagnostic(catalogue.RECURSION, span, {"name": name, "cycle": shown}, "cycle")


def _circle(uses: Uses, start: str) -> tuple[str, ...]:
    """The shortest way from a predicate back to itself; () for none."""
    queue: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for path in queue:
        for name in uses.get(path[-1], {}):
            if name == start:
                return path
            if name not in seen and name in uses:
                seen.add(name)
                queue.append((*path, name))
    return ()
