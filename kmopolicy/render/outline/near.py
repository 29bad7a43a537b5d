"""What of a dossier came near to something that does not hold: the facts that spoke for it, and what stood in their way."""

from collections.abc import Iterator

from kmopolicy.program.program import Program
from kmopolicy.proof.explanation import Attempt, Node
from kmopolicy.render.words.atoms import parts


def goes_without_saying(program: Program, node: Node) -> bool:
    """A fact of what kind a thing is: that stands in the title."""
    declared = program.predicates[parts(node.atom)[0]]
    return declared.exists and program.types[declared.arguments[-1].type].kind == "closed"


def spoke_for(program: Program, attempt: Attempt) -> Iterator[Node]:
    """The facts of the dossier that spoke for an attempt; rows of tables with them where a comparison decides."""
    for node in attempt.holds:
        if (node.kind == "given" and _speaks(program, node)) or (node.kind == "table" and compares(attempt)):
            yield node


def stood_against(attempt: Attempt) -> Iterator[Node]:
    """The facts that leave no room for what an attempt asks: it is stated already, or something else is."""
    for node in attempt.fails:
        if node.kind == "given":
            yield node
        elif node.kind == "absent" and not node.attempts:
            yield from node.children


def compares(attempt: Attempt) -> bool:
    """Whether an attempt fails by a comparison, such as one of dates."""
    return any(node.kind == "comparison" and not node.reading for node in attempt.fails)


def lacks_a_fact(attempt: Attempt) -> bool:
    """Whether an attempt fails for want of a fact about which the dossier says nothing at all."""
    return any(node.kind == "absent" and not node.attempts and not node.children for node in attempt.fails)


def waits(attempt: Attempt) -> bool:
    """Whether nothing but open facts that nobody stated keeps an attempt from holding."""
    return all(node.status == "unknown" for node in attempt.fails)


def rests_on_facts(program: Program, node: Node) -> bool:
    """Whether what was derived rests on a fact that speaks, and not merely on the want of one."""
    return any(
        _speaks(program, child) if child.kind == "given" else rests_on_facts(program, child)
        for child in node.children
        if child.kind in ("given", "derived")
    )


def is_telling(failing: Node) -> bool:
    """Whether what failed deserves a line of its own: not a reading, nor a fact or one that was told by its contrary."""
    if failing.kind == "absent":
        return not failing.others and (bool(failing.attempts) or not failing.children)
    return failing.kind == "derived" or (failing.kind == "comparison" and not failing.reading)


def is_case(atom: str) -> bool:
    """Whether an atom stands for a case of an outcome: `decision/3(c02)`."""
    return "/" in atom.partition("(")[0]


def about(node: Node) -> str:
    """What a missing verdict would be about: the first atom at the bottom, but for its last argument."""
    while node.attempts:
        node = node.attempts[0].fails[0]
    predicate, values = parts(node.atom)
    return f"{predicate}{values[:-1]}"


def _speaks(program: Program, node: Node) -> bool:
    """Whether a fact says more than what every such thing has: a kind, a date, something it belongs to."""
    declared = program.predicates[parts(node.atom)[0]]
    if declared.exists or declared.today or declared.label or declared.cardinality == "exactly one":
        return False
    return program.types[declared.arguments[-1].type].kind != "entity"
