"""Brute force: all sets of changes of a situation, put one by one to the naive evaluator; and a way as all sets it stands for."""

from datetime import date
from itertools import combinations, product

from kmopolicy.facts.model import GroundAtom
from kmopolicy.questions.subject.changes import Edit, changed
from kmopolicy.testing import naive


def single_edits(situation):
    """Every change of one fact."""
    given = set(situation.given)
    for free in situation.space.free:
        declared, present = free.predicate, {atom for atom in given if atom.predicate == free.predicate.name}
        for values in product(*free.domains):
            atom = GroundAtom(declared.name, values)
            if declared.cardinality == "many":
                yield Edit(declared.name, atom, None) if atom in given else Edit(declared.name, None, atom)
            elif atom not in given:
                before = next((each for each in present if each.values[:-1] == values[:-1]), None)
                yield Edit(declared.name, before, atom)
        if declared.cardinality == "at most one" and not declared.today:
            yield from (Edit(declared.name, atom, None) for atom in present)


def minimal_sets(situation, target, most, readings):
    """Every minimal set of at most `most` changes after which the oracle gives the target."""
    found = []
    edits = list(single_edits(situation))
    for size in range(1, most + 1):
        for chosen in combinations(edits, size):
            mine = frozenset(chosen)
            if any(smaller < mine for smaller in found) or not _sensible(situation, chosen):
                continue
            facts = changed(situation.facts, situation.space, chosen)
            if (
                naive.decide(situation.program, facts, situation.cases.name, situation.subject, readings).value
                == target
            ):
                found.append(mine)
    return set(found)


def _sensible(situation, edits):
    """Whether every key has one value, and what is new is referred to and has all that it must have."""
    keys = [_key(situation, edit) for edit in edits]
    if len(set(keys)) < len(keys):
        return False
    after = [edit.after for edit in edits if edit.after]
    things = set(situation.things)
    for kind, names in situation.space.entities.items():
        for name in (each for each in names if (kind, each) not in things):
            uses = {atom for atom in after if (kind, name) in _entities(situation, atom)}
            referred = any((kind, name) in _entities(situation, atom)[1:] for atom in uses)
            if uses and not referred:
                return False
            if referred and any(need not in uses_of(uses, name) for need in _needs(situation, kind)):
                return False
    return True


def uses_of(atoms, name):
    """The predicates of which an atom is about a thing."""
    return {atom.predicate for atom in atoms if atom.values[0] == name}


def _needs(situation, kind):
    for free in situation.space.free:
        declared = free.predicate
        if declared.arguments[0].type == kind and (declared.cardinality == "exactly one" or declared.today):
            yield declared.name


def _key(situation, edit):
    atom = edit.after or edit.before
    many = situation.program.predicates[edit.predicate].cardinality == "many"
    return (edit.predicate, *(atom.values if many else atom.values[:-1]))


def _entities(situation, atom):
    arguments = situation.program.predicates[atom.predicate].arguments
    return [(argument.type, value) for argument, value in zip(arguments, atom.values, strict=True)]


def sets_of(situation, way):
    """Every set of changes that a way stands for."""
    choices = [list(_choices(situation, change)) for change in way.changes]
    for values in product(*choices):
        if all(_holds(values, link) for link in way.links):
            yield frozenset(
                _edit(situation, change, chosen) for change, chosen in zip(way.changes, values, strict=True)
            )


def _choices(situation, change):
    cells = {cell.days[0]: cell.days for cell in situation.calendar}
    opened = [
        [
            day
            for value in choice
            for day in (cells[value] if isinstance(value, date) and not change.taken_back else [value])
        ]
        for choice in change.choices
    ]
    return product(*opened)


def _edit(situation, change, values):
    atom = GroundAtom(change.predicate, values)
    if change.taken_back:
        return Edit(change.predicate, atom, None)
    declared = situation.program.predicates[change.predicate]
    same = (each for each in situation.given if each.predicate == change.predicate and each.values[:-1] == values[:-1])
    before = None if declared.cardinality == "many" else next(same, None)
    return Edit(change.predicate, before, None if values[-1] is None else atom)


def _holds(values, link):
    one, other = (values[number][place] for number, place in (link.one, link.other))
    return {
        "=": one == other,
        "!=": one != other,
        "<": one < other,
        "<=": one <= other,
        ">": one > other,
        ">=": one >= other,
    }[link.operator]
