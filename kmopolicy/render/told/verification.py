"""The results of a verification in words, whatever they are shown as."""

from kmopolicy.questions.verification.verify import Result, Verification
from kmopolicy.render.told.proved import Varied, said
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean


def varied(found: Verification) -> Varied:
    """The readings that were not fixed, with their options."""
    known = found.space.program.readings
    return {
        name: [option.name for option in reading.options] for name, reading in known.items() if name not in found.fixed
    }


def text_of(result: Result, labels: Labels) -> str:
    """What a result is about, in a sentence."""
    program = labels.program
    if result.kind == "property":
        return clean(next(prop.text[labels.lang] for prop in program.properties if prop.name == result.name))
    if result.kind == "one outcome":
        return said("one outcome", labels.lang, things=labels.things(program.outcomes[result.name].subject_type))
    return said(result.kind, labels.lang, count=result.checked)
