"""Which open facts an outcome still hangs on: the unknowns without which its supports would not stand."""

from collections.abc import Iterable, Iterator

from kmopolicy.proof.prover import Prover
from kmopolicy.proof.support import Absent, Attempt, Barred, Derived, Failing, Support


def unknown_absents(prover: Prover, supports: Iterable[Support]) -> Iterator[Absent]:
    """The absences of open facts that nobody has stated, each once, in the order of the proof."""
    seen: set[int] = set()
    stack = list(supports)[::-1]
    while stack:
        support = stack.pop()
        if id(support) in seen or not support.leaning.unknown:
            continue
        seen.add(id(support))
        if isinstance(support, Absent) and not support.attempts:
            yield support
        stack += [*_under(prover, support)][::-1]


def _under(prover: Prover, support: Support) -> Iterator[Support]:
    if isinstance(support, Derived):
        yield from _in_every_proof(prover, support)
    elif isinstance(support, Absent):
        for attempt in support.attempts:
            yield from _behind(attempt)


def _in_every_proof(prover: Prover, support: Derived) -> Iterator[Support]:
    """What holds in several ways falls only with the last of them: all count, or none where one stands by itself."""
    proofs = list(prover.derivations(support.predicate, support.values))
    if all(proof.leaning.unknown for proof in proofs):
        for proof in proofs:
            yield from proof.body


def _behind(attempt: Attempt) -> Iterator[Support]:
    for failing in attempt.fails if attempt.leaning.unknown else ():
        yield _support(failing)


def _support(failing: Failing) -> Support:
    return failing.holds if isinstance(failing, Barred) else failing
