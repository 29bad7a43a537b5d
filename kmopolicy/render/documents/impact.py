"""An impact as JSON: every subject with both outcomes, and the groups of those that change with what is responsible."""

from kmopolicy.program.show import show_type
from kmopolicy.questions.impact.decided import Subject
from kmopolicy.questions.impact.impact import Example, Group, Impact
from kmopolicy.questions.sides.sides import Side
from kmopolicy.render.documents.explanation import explained
from kmopolicy.render.documents.parts import Json, dumped
from kmopolicy.render.documents.sides import difference, policy, responsible
from kmopolicy.render.told.impact import Names


def impact(found: Impact, names: Names) -> str:
    """`kmopolicy.impact/1`."""
    return dumped(
        {
            "schema": "kmopolicy.impact/1",
            "old": _side(found.old, names, 0),
            "new": _side(found.new, names, 1),
            "counts": {"all": found.size, **found.counts},
            "directions": dict(found.directions),
            "own_dates": found.own_dates,
            "differences": [difference(each) for each in found.differences],
            "matrix": [
                {"type": show_type(kind), "before": before, "after": after, "count": count}
                for kind in found.types
                for (before, after), count in sorted(found.matrix(kind).items())
            ],
            "groups": [_group(group) for cause in found.causes for group in cause.groups],
            "subjects": None if found.subjects is None else [_subject(each) for each in found.subjects],
        }
    )


def _side(side: Side, names: Names, place: int) -> Json:
    day = names.days[place]
    return {
        "name": names[place],
        "policy": policy(side.program),
        "readings": dict(side.fixed),
        "date": day.isoformat() if day else None,
    }


def _group(group: Group) -> Json:
    return {
        "type": show_type(group.type),
        "before": group.before,
        "after": group.after,
        "direction": group.direction,
        "count": group.size,
        "sentences": list(group.sentences),
        "responsible": [responsible(unit) for unit in group.responsible],
        "subjects": [_named(each) for each in group.subjects],
        "examples": [_example(each) for each in group.examples],
    }


def _example(example: Example) -> Json:
    return {"subject": example.new.decision.subject, "old": explained(example.old), "new": explained(example.new)}


def _named(subject: Subject) -> Json:
    return {"subject": subject.id, "title": subject.title, "file": subject.file}


def _subject(subject: Subject) -> Json:
    old, new = subject.unread
    return {
        "type": show_type(subject.type),
        **_named(subject),
        "status": subject.status,
        "before": subject.before or None,
        "after": subject.after or None,
        "unread": {"old": [difference(each) for each in old], "new": [difference(each) for each in new]},
    }
