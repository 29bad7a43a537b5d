"""A coverage as JSON: per sentence what covers it, per rule and case what reaches it, per scenario what it reaches."""

from kmopolicy.questions.scenarios.coverage import Coverage, Covered, Provision, Tried
from kmopolicy.render.documents.parts import Json, both, dumped, plain
from kmopolicy.render.told.coverage import counts, in_words
from kmopolicy.render.words.labels import Labels


def coverage(found: Coverage) -> str:
    """`kmopolicy.coverage/1`."""
    program = found.program
    reached = [found.reach[each.id] for each in found.rules]
    return dumped(
        {
            "schema": "kmopolicy.coverage/1",
            "policy": {"name": program.name, "digest": program.digest},
            "counts": {
                "sentences": counts(found),
                "scenarios": len(found.scenarios),
                "rules": len(reached),
                **{key: sum(bool(getattr(each, key)) for each in reached) for key in ("fires", "supports", "decides")},
            },
            "sources": [_source(name, found) for name in found.sentences],
            "provisions": [_provision(each, found) for each in found.provisions],
            "scenarios": [_scenario(each, found) for each in found.scenarios],
            "uncovered": [each.number for each in found.uncovered],
            "silent": [each.id for each in found.silent],
        }
    )


def _source(name: str, found: Coverage) -> Json:
    source = next(each for each in found.program.sources if each.name == name)
    sentences = [_told(each) for each in found.sentences[name]]
    return {"name": name, "title": both(source.title), "file": source.file, "sentences": sentences}


def _told(sentence: Covered) -> Json:
    return {
        "sentence": sentence.number,
        "text": sentence.text,
        "status": sentence.status,
        "by": [each.id for each in sentence.by],
        "reason": both(sentence.classification.reason) if sentence.classification else None,
        "readings": list(sentence.readings),
        "scenarios": list(sentence.scenarios),
    }


def _provision(provision: Provision, found: Coverage) -> Json:
    reach, counted = found.reach[provision.id], provision.kind in ("rule", "case")
    decides = list(reach.decides) if reach.decides or provision.ground else None
    return {
        "id": provision.id,
        "kind": provision.kind,
        "words": {lang: in_words(provision, Labels(found.program, lang)) for lang in ("nl", "en")},
        "sentences": list(provision.sentences),
        "verdicts": list(provision.verdicts),
        "fires": list(reach.fires) if counted else None,
        "supports": list(reach.supports),
        "decides": decides if counted else None,
        "file": provision.span.file,
        "line": provision.span.line,
    }


def _scenario(tried: Tried, found: Coverage) -> Json:
    order = [each.id for each in found.provisions]
    return {
        "file": tried.name,
        "expectations": [
            {"subject": probe.expectation.subject, "readings": dict(probe.expectation.readings), "outcome": outcome}
            for probe, outcome in tried.outcomes
        ],
        "answers": [
            {
                "goal": goal.expectation.goal,
                "readings": dict(goal.expectation.readings),
                "rows": plain(rows),
            }
            for goal, rows in tried.answers
        ],
        **{key: [each for each in order if each in getattr(tried, key)] for key in ("fires", "supports", "decides")},
    }
