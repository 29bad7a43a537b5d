"""Which open facts an outcome still hangs on: the unknowns that its supports lean on."""

from collections.abc import Iterable, Iterator

from kmopolicy.proof.support import Absent, Attempt, Barred, Derived, Failing, Support


def unknown_absents(supports: Iterable[Support]) -> Iterator[Absent]:
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
        stack += [*_under(support)][::-1]


def _under(support: Support) -> Iterator[Support]:
    if isinstance(support, Derived):
        yield from support.body
    elif isinstance(support, Absent):
        for attempt in support.attempts:
            yield from _behind(attempt)


def _behind(attempt: Attempt) -> Iterator[Support]:
    for failing in attempt.fails if attempt.leaning.unknown else ():
        yield _support(failing)


def _support(failing: Failing) -> Support:
    return failing.holds if isinstance(failing, Barred) else failing
