"""A small policy and explanations of it made by hand, so that the renderers are tested apart from what makes them."""

from datetime import date

import pytest

from kmopolicy.facts.model import Entity, Fact, Facts, Judgement
from kmopolicy.program.declarations import (
    Argument,
    Constant,
    Option,
    Predicate,
    Reading,
    Sentence,
    Source,
    SourceSentence,
    Type,
)
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Citation
from kmopolicy.proof.explanation import (
    Alternative,
    Attempt,
    Decision,
    Explanation,
    Ground,
    Missing,
    Node,
    Notice,
    OtherReading,
    ReadingUsed,
)
from kmopolicy.render.labels import Labels
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span


def at(file, line):
    """A place in a file."""
    return Span(file, line, 5, line, 20)


RULES = "03-uitsluitingen.md"
U00 = Citation("U00", "Uitgesloten van steun zijn opleidingen en adviezen gericht op:", at(RULES, 3))
U02 = Citation("U02", "mindfulness", at(RULES, 44))
U07X = Citation(
    "U07x", "met uitzondering van diensten gericht op de erkende medische beroepen", at("04-gezondheid.md", 3)
)
S02 = Citation(
    "S02",
    "Als dienstverlener kan je enkel opleidingen en adviezen binnen minstens één van onderstaande thema’s",
    at("01-themas.md", 3),
)


def closed(name, nl, plural, constants, section=""):
    """A closed type."""
    found = tuple(Constant(key, Localized(*labels), at(RULES, 1)) for key, labels in constants.items())
    return Type(
        name,
        "closed",
        Localized(nl, name.lower()),
        Localized(plural, name.lower() + "s"),
        section,
        found,
        (),
        False,
        "",
        at(RULES, 1),
    )


def entity(name, nl, section):
    """An entity type."""
    return Type(
        name,
        "entity",
        Localized(nl, name.lower()),
        Localized(nl + "en", name.lower() + "s"),
        section,
        (),
        (),
        False,
        "",
        at(RULES, 1),
    )


def predicate(name, role, arguments, sentences, **more):
    """A predicate with its sentences by (negated, value)."""
    flags = {
        "open": False,
        "fixed": False,
        "cardinality": "many",
        "today": False,
        "label": False,
        "exists": False,
        "ground": None,
        "citations": (),
    }
    told = tuple(Sentence(Localized(*text), negated, value) for (negated, value), text in sentences.items())
    return Predicate(
        name, role, tuple(Argument(*argument) for argument in arguments), told, span=at(RULES, 9), **{**flags, **more}
    )


YES, NO = (False, ""), (True, "")


@pytest.fixture(scope="session")
def program():
    """The policy."""
    types = (
        entity("Service", "dienst", "services"),
        entity("Application", "steunaanvraag", "applications"),
        closed(
            "Kind",
            "soort dienst",
            "soorten dienst",
            {"opleiding": ("opleiding", "training"), "advies": ("advies", "advice")},
        ),
        closed(
            "Activity",
            "activiteit",
            "activiteiten",
            {"mindfulness": ("mindfulness", "mindfulness"), "levenscoaching": ("levenscoaching", "life coaching")},
            "activities",
        ),
        closed("Ground", "uitsluitingsgrond", "uitsluitingsgronden", {"mindfulness": ("mindfulness", "mindfulness")}),
        closed(
            "Theme",
            "thema",
            "thema's",
            {
                "innovatie": ("innovatie", "innovation"),
                "financiele_geletterdheid": ("financiële geletterdheid", "financial literacy"),
                "digitalisering": ("digitalisering", "digitalisation"),
            },
        ),
        closed(
            "Verdict",
            "oordeel",
            "oordelen",
            {"ja": ("ja", "yes"), "nee": ("nee", "no"), "twijfel": ("twijfel", "doubt")},
        ),
    )
    service, verdict = ("service", "Service"), ("verdict", "Verdict")
    predicates = (
        predicate(
            "kind",
            "input",
            (service, ("kind", "Kind")),
            {YES: ("de dienst is een {kind}", "the service is a {kind}")},
            exists=True,
            cardinality="exactly one",
        ),
        predicate(
            "linked_to_theme",
            "input",
            (service, ("theme", "Theme"), verdict),
            {
                YES: (
                    "de dienst is beoordeeld als inhoudelijk verbonden met het thema {theme}",
                    "the service was judged to be linked in substance to the theme {theme}",
                ),
                NO: (
                    "nog niet beoordeeld is of de dienst inhoudelijk verbonden is met het thema {theme}",
                    "whether the service is linked in substance to the theme {theme} has not been judged yet",
                ),
                (False, "nee"): (
                    "de dienst is beoordeeld als niet inhoudelijk verbonden met het thema {theme}",
                    "the service was judged not to be linked in substance to the theme {theme}",
                ),
            },
            open=True,
            fixed=True,
        ),
        predicate(
            "aimed_at",
            "input",
            (service, ("activity", "Activity"), verdict),
            {
                YES: ("de dienst is gericht op {activity}", "the service is aimed at {activity}"),
                NO: (
                    "niet vastgesteld is dat de dienst gericht is op {activity}",
                    "it is not established that the service is aimed at {activity}",
                ),
            },
            fixed=True,
        ),
        predicate(
            "open_to_others",
            "input",
            (service,),
            {YES: ("de dienst staat ook open voor anderen", "the service is also open to others")},
        ),
        predicate(
            "excluded",
            "derived",
            (service, ("ground", "Ground")),
            {
                YES: ("de dienst is uitgesloten: {ground}", "the service is excluded: {ground}"),
                NO: (
                    "niet vastgesteld is dat de dienst uitgesloten is wegens {ground}",
                    "it is not established that the service is excluded because of {ground}",
                ),
            },
            ground="exclusion",
            citations=(U00,),
        ),
        predicate(
            "fits_theme",
            "derived",
            (service, ("theme", "Theme")),
            {YES: ("de dienst past binnen het thema {theme}", "the service fits the theme {theme}")},
            ground="met",
            shown=True,
        ),
    )
    scope = Reading(
        "exception_scope",
        Localized("wat heft een uitzondering op?", "what does an exception lift?"),
        (
            Option(
                "enkel_gezondheid",
                Localized("enkel de uitsluiting ‘gezondheid’", "only the exclusion 'health'"),
                at(RULES, 2),
            ),
            Option("alle_uitsluitingen", Localized("alle uitsluitingen", "all exclusions"), at(RULES, 3)),
        ),
        "enkel_gezondheid",
        ("U07x",),
        at(RULES, 1),
    )
    source = Source(
        "diensten",
        Localized("de bron"),
        "sources/x.txt",
        (SourceSentence("U00", U00.quote), SourceSentence("U02", "mindfulness;")),
    )
    return Program(
        "proefbeleid",
        Localized("Proefbeleid", "Trial policy"),
        "sha256:" + "0" * 64,
        {kind.name: kind for kind in types},
        {each.name: each for each in predicates},
        (),
        {},
        {},
        {"exception_scope": scope},
        (),
        (source,),
        (),
        (),
    )


def absent(atom, nl, en, status="not_established", **more):
    """A node for what does not hold."""
    return Node("absent", atom, Localized(nl, en), status=status, **more)


def given(atom, nl, en, line, judgement=None):
    """A node for a fact."""
    return Node("given", atom, Localized(nl, en), place=at("dossiers/kmop-36.yaml", line), judgement=judgement)


@pytest.fixture
def facts():
    """The facts of one dossier."""
    kind = Fact("kind", ("c36", "opleiding"), at("dossiers/kmop-36.yaml", 5))
    return Facts("dossiers/kmop-36.yaml", (kind,), (Entity("Service", "c36", at("dossiers/kmop-36.yaml", 3)),), {}, {})


@pytest.fixture
def excluded():
    """Mindfulness for nurses: excluded, with everything that an explanation can have."""
    judged = Judgement("J. Peeters", date(2024, 2, 1), "het hele programma draait om mindfulness")
    other = absent(
        "mixed_audience(c36, mindfulness)",
        "niet vastgesteld is dat de doelgroep gemengd is",
        "it is not established that the target group is mixed",
    )
    attempt = Attempt(
        "opgeheven",
        "lifted(c36, mindfulness)",
        Localized("een uitzondering heft mindfulness op"),
        (U07X,),
        at("04-gezondheid.md", 80),
        (
            given(
                "target_group(c36, verpleegkundige)",
                "de dienst richt zich tot het beroep verpleegkundige",
                "the service addresses the profession nurse",
                8,
            ),
        ),
        (
            Node(
                "comparison",
                "exception_scope = alle_uitsluitingen",
                Localized("de lezing is niet ‘alle uitsluitingen’", "the reading is not 'all exclusions'"),
                reading=("exception_scope", "enkel_gezondheid"),
            ),
        ),
        count=2,
    )
    lifted = absent(
        "lifted(c36, mindfulness)",
        "niet vastgesteld is dat een uitzondering de uitsluiting ‘mindfulness’ opheft",
        "it is not established that an exception lifts the exclusion 'mindfulness'",
        attempts=(attempt,),
    )
    row = Node(
        "table",
        "excluded_activity(mindfulness)",
        Localized("mindfulness is een uitgesloten activiteit", "mindfulness is an excluded activity"),
        citations=(U02,),
        place=at(RULES, 44),
    )
    aimed = given(
        "aimed_at(c36, mindfulness, ja)",
        "de dienst is gericht op mindfulness",
        "the service is aimed at mindfulness",
        7,
        judged,
    )
    ground = Node(
        "derived",
        "excluded(c36, mindfulness)",
        Localized("de dienst is uitgesloten: mindfulness", "the service is excluded: mindfulness"),
        "uitsluiting",
        (U00,),
        at(RULES, 93),
        children=(aimed, row, lifted, other),
    )
    outcome = Localized("niet subsidieerbaar", "not eligible for subsidy")
    decision = Decision(
        "c36",
        "Service",
        "Mindfulness voor verpleegkundigen",
        "niet_subsidieerbaar",
        outcome,
        date(2024, 3, 1),
        "dossier",
        (),
        (Ground("exclusion", ground, U02),),
        {"exception_scope": "enkel_gezondheid"},
        ("aimed_at", "open_to_others"),
        (
            Notice(
                "superseded",
                "c36",
                Localized("de tekst is gedeeltelijk vervangen", "the text is superseded in part"),
                (),
            ),
        ),
        "dossiers/kmop-36.yaml",
    )
    reading = ReadingUsed(
        "exception_scope",
        Localized("wat heft een uitzondering op?", "what does an exception lift?"),
        "enkel_gezondheid",
        Localized("enkel de uitsluiting ‘gezondheid’", "only the exclusion 'health'"),
        ("U07x",),
        (
            OtherReading(
                "alle_uitsluitingen",
                Localized("alle uitsluitingen", "all exclusions"),
                "onvoldoende_gegevens",
                Localized("onvoldoende gegevens", "insufficient data"),
                ("excluded(c36, mindfulness)",),
                (),
            ),
        ),
    )
    first = Localized("een uitsluiting gaat voor", "an exclusion goes first")
    alternatives = (
        Alternative(
            "subsidieerbaar", Localized("subsidieerbaar", "eligible for subsidy"), "niet_subsidieerbaar", first, ()
        ),
        Alternative(
            "voor_te_leggen",
            Localized("voor te leggen aan VLAIO", "to be submitted to VLAIO"),
            "",
            Localized(""),
            (absent("excluded(c36, _)", "niets", "nothing", candidates=28),),
        ),
    )
    missing = tuple(
        Missing(f"linked_to_theme(c36, {theme}, _)", Localized("het thema", "the theme"))
        for theme in ("innovatie", "financiele_geletterdheid", "digitalisering")
    )
    root = Node(
        "derived",
        "decision(c36, niet_subsidieerbaar)",
        Localized("de dienst is niet subsidieerbaar", "the service is not eligible for subsidy"),
        "decision/1",
        (U00,),
        at("kmopolicy.md", 110),
        children=(ground,),
    )
    return Explanation(
        decision,
        root,
        alternatives,
        (reading,),
        missing,
        "proefbeleid",
        Localized("Proefbeleid", "Trial policy"),
        "sha256:" + "0" * 64,
    )


@pytest.fixture
def labels(program, facts):
    """The words of the policy, per language."""
    return {lang: Labels(program, lang, facts) for lang in ("nl", "en")}
