"""The layout of a page as one edit, from the first line that changes to the last."""

from collections.abc import Iterator

from kmopolicy.language.formatter import formatted
from kmopolicy.lsp.documents import Document
from kmopolicy.lsp.positions import Edit, Position, Range, Text


def layout(document: Document) -> list[Edit]:
    """What `kmopolicy fmt` would make of a page, with the line ends that it has."""
    new = formatted(document.source, str(document.path)).text
    end = "\r\n" if "\r\n" in document.source else "\n"
    edits = _difference(Text(document.source), Text(new))
    return [Edit(edit.range, edit.text.replace("\n", end)) for edit in edits]


def _difference(old: Text, new: Text) -> Iterator[Edit]:
    """One edit from the first line that differs to the last one."""
    if old.lines == new.lines:
        return
    most = min(len(old.lines), len(new.lines))
    first = next((at for at in range(most) if old.lines[at] != new.lines[at]), most)
    same = next((at for at in range(most - first) if old.lines[-1 - at] != new.lines[-1 - at]), most - first)
    last = len(old.lines) - same
    lines = new.lines[first : len(new.lines) - same]
    if same:
        # What stays the same below starts on a line of its own.
        yield Edit(Range(Position(first, 0), Position(last, 0)), "".join(f"{line}\n" for line in lines))
    else:
        start = old.position(first, len(old.lines[first - 1]) + 1) if first else Position(0, 0)
        end = old.position(len(old.lines), len(old.lines[-1]) + 1)
        yield Edit(Range(start, end), ("\n" if first else "") + "\n".join(lines))
