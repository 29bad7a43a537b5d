"""The words for what holds of every possible subject, and for what was looked at, whatever they are shown as."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import prod

from kmopolicy.program.program import Program
from kmopolicy.questions.possible.domains import Limit
from kmopolicy.questions.possible.space import Space
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.dates import in_words
from kmopolicy.text.localized import Lang, Localized

_LARGE = 1_000_000
Varied = Mapping[str, Sequence[str]]
"""The readings of which every option was looked at, with those options."""

_SAID: Mapping[str, Localized] = {
    "all hold": Localized(
        "alles geldt, voor alle mogelijke {subjects}", "all of it holds, for all possible {subjects}"
    ),
    "some fail": Localized(
        "{failing} van de {count} eigenschappen gelden niet", "{failing} of {count} properties do not hold"
    ),
    "one fails": Localized("1 van de {count} eigenschappen geldt niet", "1 of {count} properties does not hold"),
    "fails": Localized("geldt niet: {text}", "does not hold: {text}"),
    "counterexample": Localized("het kleinste tegenvoorbeeld", "the smallest counterexample"),
    "under": Localized(
        "enkel met {readings}; met de standaardlezingen geldt het wel",
        "only with {readings}; under the default readings it does hold",
    ),
    "with": Localized("met {readings}", "with {readings}"),
    "reading": Localized("{name} = {option}", "{name} = {option}"),
    "without fact": Localized("zonder het feit", "without the fact"),
    "with fact": Localized("met dit feit erbij: {fact}", "with this fact added: {fact}"),
    "never so": Localized("hiervan is geen enkel voorbeeld te geven", "of this no example can be given"),
    "hold": Localized("wat geldt", "what holds"),
    "own properties": Localized("eigenschappen die het beleid noemt", "properties that the policy states"),
    "own parts": Localized("het beleid zelf", "the policy itself"),
    "one outcome": Localized("{things} hebben altijd precies één uitkomst", "{things} always have exactly one outcome"),
    "dead": Localized(
        "elke regel en elk geval kan van toepassing zijn ({count} bekeken)",
        "every rule and every case can apply ({count} looked at)",
    ),
    "redundant": Localized(
        "geen regel is overbodig: elke leidt iets af dat zonder haar niet geldt",
        "no rule is redundant: each derives what would not hold without it",
    ),
    "shadowed": Localized(
        "wat elke regel en elk geval afleidt, is ergens te zien",
        "what every rule and every case derives shows somewhere",
    ),
    "idle row": Localized(
        "elke soort rij van een tabel maakt een verschil ({count} bekeken)",
        "every kind of row of a table makes a difference ({count} looked at)",
    ),
    "idle sentence": Localized(
        "elke geciteerde zin kan beslissend zijn ({count} bekeken)",
        "every sentence that is cited can be decisive ({count} looked at)",
    ),
    "dead part": Localized("kan nooit van toepassing zijn", "can never apply"),
    "redundant part": Localized(
        "leidt niets af dat zonder haar niet ook geldt", "derives nothing that would not hold without it"
    ),
    "shadowed part": Localized("maakt nergens een verschil dat iemand ziet", "makes no difference that anyone sees"),
    "idle part": Localized("maakt nergens een verschil dat iemand ziet", "makes no difference that anyone sees"),
    "rule": Localized("regel {name}", "rule {name}"),
    "case": Localized("geval {name}", "case {name}"),
    "row": Localized("rij {name}", "row {name}"),
    "sentence": Localized("zin {name}", "sentence {name}"),
    "about": Localized("waarover dit gaat", "what this is about"),
    "one reading": Localized("elke optie van de lezing {name}", "every option of the reading {name}"),
    "things": Localized(
        "per dossier hoogstens {things}, en wat daarover te zeggen valt",
        "per dossier at most {things}, and what can be said of them",
    ),
    "facts": Localized(
        "{kinds} soorten feiten, {facts} mogelijke feiten, samen {dossiers} verschillende dossiers",
        "{kinds} kinds of facts, {facts} possible facts, together {dossiers} different dossiers",
    ),
    "more than": Localized("meer dan 10^{power}", "more than 10^{power}"),
    "dates": Localized(
        "{count} datums: {dates}, en dagen daarvoor, daartussen en daarna",
        "{count} dates: {dates}, and days before, between and after",
    ),
    "own": Localized("woorden die het beleid niet kent: {words}", "words that the policy does not know: {words}"),
    "registers": Localized(
        "de registers zoals ze in het beleid staan: {registers}",
        "the registers as they stand in the policy: {registers}",
    ),
    "register": Localized("{name} ({count} rijen)", "{name} ({count} rows)"),
    "combinations": Localized(
        "alle {count} combinaties van {readings} lezingen", "all {count} combinations of {readings} readings"
    ),
    "fixed": Localized("met {readings}", "with {readings}"),
    "judgement": Localized(
        "een oordeel van een mens kan elke waarde hebben; of het juist is, wordt niet nagegaan",
        "a verdict of a person can have any value; whether it is right is not looked into",
    ),
    "limit things": Localized(
        "niet nagegaan: meer dan {things} tegelijk, al kijkt een regel verder",
        "not looked into: more than {things} at once, though a rule looks further",
    ),
    "limit words": Localized(
        "niet nagegaan: meer dan {things} waarvan het beleid het woord niet kent",
        "not looked into: more than {things} by words that the policy does not know",
    ),
    "limit other": Localized(
        "niet nagegaan: meer dan {things} tussen twee drempels",
        "not looked into: more than {things} between two thresholds",
    ),
    "one": Localized("één {thing}", "one {thing}"),
    "several": Localized("{count} {things}", "{count} {things}"),
    "and": Localized("en", "and"),
}


def said(key: str, lang: Lang, **places: str | int) -> str:
    """A fixed phrase with its places filled."""
    return _SAID[key][lang].format(**places)


def sentence(key: str, lang: Lang, **places: str | int) -> str:
    """The same, with a capital."""
    return capitalised(said(key, lang, **places), lang)


def joined(parts: Sequence[str], lang: Lang) -> str:
    """a, b en c."""
    *others, last = parts
    return f"{', '.join(others)} {said('and', lang)} {last}" if others else last


def subjects(program: Program, labels: Labels) -> str:
    """What can be decided about: diensten, steunaanvragen en aanvragen tot opname."""
    kinds = [
        cases.subject_type
        for name in program.types
        for cases in program.outcomes.values()
        if cases.subject_type == name
    ]
    return joined([labels.things(name) for name in dict.fromkeys(kinds)], labels.lang)


def readings(chosen: Mapping[str, str], lang: Lang) -> str:
    """exception_scope = alle_uitsluitingen en licence_a = enkel_a."""
    return joined([said("reading", lang, name=name, option=option) for name, option in chosen.items()], lang)


def looked_at(space: Space, labels: Labels, varied: Varied, fixed: Mapping[str, str]) -> Iterator[str]:
    """What was looked at, and what was not, each in a sentence."""
    lang, program = labels.lang, space.program
    things = [_counted(len(names), name, labels) for name, names in space.entities.items()]
    yield said("things", lang, things=joined(things, lang))
    yield said("facts", lang, kinds=len(space.free), facts=space.size, dossiers=_number(space.worlds, lang))
    if space.dates:
        yield said("dates", lang, count=len(space.dates), dates=_days(space.thresholds, lang))
    own = {name: len(words) for name, words in space.own.items() if words}
    if own:
        yield said("own", lang, words=joined([*_all_counted(own, labels)], lang))
    rows = {name: len(rows) for name, rows in program.tables.items() if program.predicates[name].role == "input"}
    if rows:
        registers = [said("register", lang, name=name, count=count) for name, count in rows.items()]
        yield said("registers", lang, registers=joined(registers, lang))
    if fixed:
        yield said("fixed", lang, readings=readings(fixed, lang))
    if len(varied) == 1:
        yield said("one reading", lang, name=next(iter(varied)))
    elif varied:
        yield said("combinations", lang, count=combinations(varied), readings=len(varied))
    if any(kind.judged for kind in program.types.values()):
        yield said("judgement", lang)
    yield from (_limit(limit, labels) for limit in space.limits)


def combinations(varied: Varied) -> int:
    """In how many ways the readings can be chosen together."""
    return prod(map(len, varied.values()))


def _counted(count: int, type_name: str, labels: Labels) -> str:
    if count == 1:
        return said("one", labels.lang, thing=labels.thing(type_name))
    return said("several", labels.lang, count=count, things=labels.things(type_name))


def _all_counted(counts: Mapping[str, int], labels: Labels) -> Iterator[str]:
    """What goes by the same word is counted together."""
    alike: dict[str, list[str]] = {}
    for name in counts:
        alike.setdefault(labels.thing(name), []).append(name)
    return (_counted(sum(map(counts.__getitem__, names)), names[0], labels) for names in alike.values())


def _number(count: int, lang: Lang) -> str:
    """A number that people can read; of a large one how large it is."""
    return str(count) if count < _LARGE else said("more than", lang, power=len(str(count)) - 1)


def _days(days: Sequence[date], lang: Lang) -> str:
    return joined([in_words(day, lang) for day in days], lang)


def _limit(limit: Limit, labels: Labels) -> str:
    key = f"limit {limit.kind}" if limit.kind in ("things", "words") else "limit other"
    return said(key, labels.lang, things=_counted(limit.number, limit.type, labels))
