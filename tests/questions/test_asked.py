"""How a policy words its questions: `asked` beside the sentences of an input, and of nothing else."""

from pathlib import Path

import pytest
from shipped import POLICY

from kmopolicy.program.load import checked
from kmopolicy.program.pages import Folder

_PAGE = """# Proef

> **S1** alles telt

```datalog
policy proef nl "Proef".
source bron text "bron.txt" sentences "zinnen.csv" nl "de bron".
entity Thing in things nl "ding" nl plural "dingen".
type Outcome nl "uitkomst" nl plural "uitkomsten".
input marked(thing: Thing) nl "{thing} is gemerkt" nl asked "is {thing} gemerkt?" en asked "is {thing} marked?".
%s
cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"
    case goed when any marked(Thing) nl "gemerkt"
    case goed otherwise nl "niet gemerkt".
```

| constant | nl |
| --- | --- |
| goed | goed |
"""


def _loaded(more=""):
    files = {
        "kmopolicy.md": (_PAGE % more).encode(),
        "bron.txt": b"alles telt\n",
        "zinnen.csv": b"sentence,text\nS1,alles telt\n",
    }
    return checked(Folder(Path("proef"), files, ()))


def test_a_question_stands_beside_the_sentences():
    program = _loaded().program
    marked = program.predicates["marked"]
    assert (marked.question.nl, marked.question["en"]) == ("is {thing} gemerkt?", "is {thing} marked?")
    assert [each.text.nl for each in marked.sentences] == ["{thing} is gemerkt"]


def test_what_nobody_can_state_has_no_question():
    found = _loaded(
        'define red(thing: Thing) nl "{thing} is rood" nl asked "is {thing} rood?".\n\nred(Thing) :- marked(Thing).'
    ).diagnostics
    assert [(each.code, each.message_in("en")) for each in found] == [
        ("K314", "the mark `asked` does not fit a derived predicate")
    ]


def test_a_place_in_a_question_is_an_argument():
    found = _loaded('input red(thing: Thing) nl "{thing} is rood" nl asked "is {ding} rood?".').diagnostics
    assert [each.args["place"] for each in found] == ["ding"]


@pytest.mark.parametrize("predicate", [each for each in POLICY.program.predicates.values() if each.role == "input"])
def test_the_policy_that_ships_has_a_question_for_every_input_of_a_dossier(predicate):
    if predicate.name not in POLICY.program.tables:
        assert predicate.question.nl.endswith("?")
        assert predicate.question.en.endswith("?")
