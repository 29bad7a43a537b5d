"""What a proof reaches of a policy: the rules, cases, tables and rows by which something holds, or is kept from holding."""

from collections.abc import Iterator

from kmopolicy.program.declarations import Row
from kmopolicy.program.expand import case_id
from kmopolicy.program.show import show_ground
from kmopolicy.proof.court import Court
from kmopolicy.proof.prover import Prover
from kmopolicy.proof.support import Absent, Barred, Derived, Failing, Given, Support


def deciding(court: Court) -> set[str]:
    """The cases that decide, and every rule or row by which one of their grounds holds."""
    found = {case_id(court.cases.name, number) for number in court.deciding}
    for ground in court.grounds:
        found |= set(giving(court.prover, ground.support))
    return found


def giving(prover: Prover, support: Given | Derived) -> Iterator[str]:
    """Every rule by which an atom holds, not only the one that its proof is by; or its row."""
    if isinstance(support, Given):
        yield from _given(support)
    else:
        yield from (each.rule.id for each in prover.derivations(support.predicate, support.values))


def supporting(court: Court) -> set[str]:
    """All that the proof of the outcome uses: in what holds, and in what keeps something else from holding."""
    found: set[str] = set()
    seen: set[int] = set()
    supports: tuple[Support, ...] = (
        *court.condition,
        *(each.support for each in court.grounds),
        *court.earlier.values(),
    )
    for support in supports:
        collect(support, found, seen)
    return found


def collect(support: Support | Failing, found: set[str], seen: set[int]) -> None:
    """Adds to `found` all that a support uses; `seen` are the supports that were looked at, which share their parts."""
    if id(support) in seen:
        return
    seen.add(id(support))
    match support:
        case Given():
            found.update(_given(support))
        case Derived():
            found.add(support.rule.id)
        case _:
            pass
    for part in _parts(support):
        collect(part, found, seen)


def _parts(support: Support | Failing) -> Iterator[Support | Failing]:
    match support:
        case Derived():
            yield from support.body
        case Barred():
            yield support.holds
        case Absent():
            yield from support.against
            yield from (failing for attempt in support.attempts for failing in attempt.fails)
        case _:
            pass


def _given(support: Given) -> Iterator[str]:
    """A row of the policy: itself, and its table."""
    if isinstance(support.origin, Row):
        yield support.predicate
        yield show_ground(support.predicate, support.values)
