"""Verifies an explanation: its facts, all that it claims of them, and all that it tells beside."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kmopolicy.certificate.checker import Checker
from kmopolicy.certificate.compare import compare
from kmopolicy.certificate.document import Certificate, Explained, Where, Wrong, must
from kmopolicy.certificate.facts import compared, facts_of
from kmopolicy.certificate.read import KEY, Json, canonical, digest, located, shaped
from kmopolicy.facts.model import Facts
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue import certificate as catalogue
from kmopolicy.text.diagnostic import Diagnostic

Tell = Callable[[Facts, str, Mapping[str, str]], Json]
"""Tells the explanation of a subject (`service:c02`) of facts under readings, without a certificate."""
Cut = Callable[[str], Certificate | None]
"""The certificate of the same subject from a dossier; None where it is not in there."""

_LONGEST = 200
_HELP = {
    **dict.fromkeys(("sentence", "quote", "citations"), "quote"),
    **dict.fromkeys(("file", "line"), "place"),
    **dict.fromkeys(("status", "others", "attempts"), "surplus"),
}
"""How the keys of a node are called in the catalogue, where they are not called alike."""


class Verification(NamedTuple):
    """What came of it: what the explanation says (None where it has another form), and the first thing that does not stand.

    `compared`: the dossier that its facts were held against, "" for none.
    """

    told: Explained | None
    problem: Diagnostic | None
    compared: str

    @property
    def stands(self) -> bool:
        return self.problem is None


class Source(NamedTuple):
    """What is verified: the text, its content, and what it is called."""

    text: str
    content: Json
    file: str


def verify(program: Program, source: Source, tell: Tell, cut: Cut | None = None, dossier: str = "") -> Verification:
    """Looks for what does not stand: the proof by itself first, then what is told beside, then where the facts come from."""
    told = None
    try:
        told = shaped(source.content)
        _replay(program, source.content, told, tell)
        if cut:
            _hold(program, told, cut)
        must(told.certificate.digest == digest(source.content), "digest", (KEY, "digest"), "")
    except Wrong as wrong:
        return Verification(told, _diagnosed(program, source, wrong, dossier), dossier)
    except RecursionError:
        return Verification(told, _diagnosed(program, source, Wrong("shape", (), ""), dossier), dossier)
    return Verification(told, None, dossier)


def _replay(program: Program, content: Json, told: Explained, tell: Tell) -> None:
    certificate = told.certificate
    must(told.policy.digest == program.digest, "policy", ("policy", "digest"), told.policy.digest)
    options = {name: [each.name for each in reading.options] for name, reading in program.readings.items()}
    for name in sorted(options.keys() | certificate.readings.keys()):
        known = certificate.readings.get(name) in options.get(name, ())
        must(known, "shape", (KEY, "readings", name), name)
    facts = facts_of(program, certificate, told.file)
    Checker(program, facts, certificate.readings).check(told)
    right = tell(facts, f"{told.type}:{told.subject}", certificate.readings)
    claimed = {key: each for key, each in content.items() if key != KEY}
    if canonical(claimed) != canonical(right):
        compare(right, claimed)


def _hold(program: Program, told: Explained, cut: Cut) -> None:
    """Holds the facts against those of the dossier."""
    theirs = cut(f"{told.type}:{told.subject}")
    if theirs is None:
        raise Wrong("added", ("subject",), told.subject)
    compared(program, told.certificate, theirs)


def _diagnosed(program: Program, source: Source, wrong: Wrong, dossier: str) -> Diagnostic:
    key = _HELP.get(wrong.what, wrong.what)
    entry = next(each for each in catalogue.ENTRIES if key in each.helps)
    about = wrong.about if len(wrong.about) <= _LONGEST else f"{wrong.about[:_LONGEST]}…"
    args = {"where": _shown(wrong.where), "about": about, "dossier": dossier, "digest": program.digest}
    return Diagnostic(entry, located(source.text, source.file, wrong.where), args, key)


def _shown(where: Where) -> str:
    """`proof.children[0].quote`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in where).removeprefix(".")
