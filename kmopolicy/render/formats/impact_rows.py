"""An impact as a table for other programs: a row per subject, in Parquet."""

import io
from collections.abc import Iterator
from typing import Any

from kmopolicy.program.show import show_type
from kmopolicy.questions.impact.decided import Subject
from kmopolicy.questions.impact.impact import Group, Impact


def parquet(found: Impact) -> bytes:
    """The file. The same rows give the same bytes."""
    import pyarrow
    from pyarrow import parquet

    texts = pyarrow.list_(pyarrow.string())
    lists = ("responsible", "sentences", "unread_by_old", "unread_by_new")
    names = ("file", "type", "subject", "title", "status", "before", "after", "direction", *lists)
    schema = pyarrow.schema([(name, texts if name in lists else pyarrow.string()) for name in names])
    table = pyarrow.Table.from_pylist(list(rows(found)), schema)
    written = io.BytesIO()
    parquet.write_table(table, written, compression="zstd")
    return written.getvalue()


def rows(found: Impact) -> Iterator[dict[str, Any]]:
    """A row per subject: both outcomes, and of those that change which way and by what."""
    groups = {_key(subject): group for group in found.groups for subject in group.subjects}
    for subject in found.subjects or ():
        old, new = subject.unread
        yield {
            "file": subject.file,
            "type": show_type(subject.type),
            "subject": subject.id,
            "title": subject.title,
            "status": subject.status,
            "before": subject.before or None,
            "after": subject.after or None,
            **_why(groups.get(_key(subject))),
            "unread_by_old": [each.name for each in old],
            "unread_by_new": [each.name for each in new],
        }


def _key(subject: Subject) -> tuple[str, str, str]:
    return subject.file, subject.type, subject.id


def _why(group: Group | None) -> dict[str, Any]:
    if group is None:
        return {"direction": None, "responsible": [], "sentences": []}
    return {
        "direction": group.direction,
        "responsible": [unit.name for unit in group.responsible],
        "sentences": list(group.sentences),
    }
