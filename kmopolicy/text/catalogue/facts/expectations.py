"""What a scenario expects (F2xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

EXPECTATION = error(
    "F214",
    "wrong-expectation",
    ("deze verwachting is niet te toetsen", "this expectation cannot be tested"),
    (
        "Een verwachting noemt een onderwerp van het dossier, zijn uitkomst en eventueel de zin die beslist; of een vraag "
        "en haar antwoorden.",
        "An expectation names a subject of the dossier, its outcome and, if wanted, the sentence that decides; or a goal "
        "and its answers.",
    ),
    form=("schrijf `{example}`", "write `{example}`"),
    answers=(
        "achter een vraag staan al haar antwoorden: `{example}`",
        "after a goal stand all of its answers: `{example}`",
    ),
    undecided=(
        "over `{found}` beslist het beleid niet: een verwachting gaat over iets met een uitkomst",
        "the policy decides nothing about `{found}`: an expectation is about something with an outcome",
    ),
)
EXPECTATION_KEY = error(
    "F217",
    "unknown-expectation",
    ("een verwachting heeft geen `{key}`", "an expectation has no `{key}`"),
    (
        "Wat niet getoetst wordt, zou een valse zekerheid geven.",
        "What is not tested would give a false certainty.",
    ),
    near=NEAR,
    known=("wat kan: {known}", "what can be said: {known}"),
)
NO_READING = error(
    "F222",
    "unknown-reading",
    ("`{found}` kiest geen lezing van het beleid", "`{found}` chooses no reading of the policy"),
    (
        "Wat bij een andere lezing van de tekst verwacht wordt, staat onder die lezing en haar optie.",
        "What is expected where the text is read another way stands under that reading and its option.",
    ),
    near=NEAR,
    known=("wat kan: {known}", "what can be said: {known}"),
)
NO_SUBJECT = error(
    "F218",
    "unknown-subject",
    ("`{found}` staat niet in het dossier", "`{found}` is not in the dossier"),
    (
        "Een verwachting gaat over iets dat in het dossier staat.",
        "An expectation is about something in the dossier.",
    ),
    near=NEAR,
    subjects=("het dossier heeft {known}", "the dossier has {known}"),
)
NO_OUTCOME = error(
    "F219",
    "unknown-outcome",
    ("`{found}` is hier geen uitkomst", "`{found}` is no outcome here"),
    (
        "Van elk soort onderwerp liggen de uitkomsten vast.",
        "The outcomes of each kind of subject are fixed.",
    ),
    near=NEAR,
    known=("kies uit {known}", "choose from {known}"),
)
NO_SENTENCE = error(
    "F220",
    "unknown-sentence",
    ("er is geen zin `{found}`", "there is no sentence `{found}`"),
    (
        "Een zin heeft het nummer dat het beleid hem geeft.",
        "A sentence has the number that the policy gives it.",
    ),
    near=NEAR,
    known=("de zinnen zijn {known}", "the sentences are {known}"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
