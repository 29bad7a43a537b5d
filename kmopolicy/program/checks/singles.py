"""Variables that stand in one place of a rule only, and so settle nothing."""

from collections.abc import Iterator

from kmopolicy.program.checks.safety import count
from kmopolicy.program.desk import Clause, Desk
from kmopolicy.program.near import nearest
from kmopolicy.text.catalogue.policy import meaning as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.names import snake


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Each in a rule or a case; what a property says of any value at all is often meant."""
    for clause in desk.clauses():
        if clause.head or clause.subject:
            yield from _once(desk, clause)


def _once(desk: Desk, clause: Clause) -> Iterator[Diagnostic]:
    """Most often it is a slip: of another variable, or of a constant."""
    places = count(clause)
    for atom in clause.positives():
        signature = desk.draft.signature(atom.name.text)
        for argument, term in zip(signature.arguments if signature else (), atom.terms, strict=False):
            name = str(term.value)
            if term.kind != "variable" or places[name] != 1 or name == clause.subject:
                continue
            constants = desk.tables.constants_of(argument.type.text)
            lower = snake(name)
            near = nearest(name, [each for each in places if places[each] > 1 or each == clause.subject])
            help_key = "constant" if lower in constants else "near" if near else "anything"
            yield Diagnostic(catalogue.SINGLE_USE, term.span, {"name": name, "near": near, "lower": lower}, help_key)
