"""A bad and a good example of each diagnostic of a policy: what stands in `examples.txt` beside this module.

`@@ K202` starts those of a code, `@@ goed` the good one; `@@ bestand tables/x.csv` a file beside the page. An example goes below
the front page `@@ begin`, unless it starts with `@@ alles`; bare rules stand in a block.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FRONT_PAGE = "kmopolicy.md"
_FENCED = "```datalog\n{}\n```\n"


class Example(NamedTuple):
    """The part of a page that is shown, whether it is a page of its own, and the files beside it."""

    page: str
    whole: bool
    files: Mapping[str, str]

    def policy(self) -> dict[str, bytes]:
        """The files of the policy that the example makes."""
        front, beside = _read()["begin"][0], dict(self.files)
        page = self.page if self.whole else f"{front.page}\n{self.page}"
        made = {**front.files, **({FRONT_PAGE: page} if page else {}), **beside}
        return {name: text.encode() for name, text in sorted(made.items())}


def examples(code: str) -> tuple[Example, ...]:
    """The bad and the good example of a code; () where there is none. Of `begin`: the front page that they go below."""
    return tuple(_read().get(code, ()))


def codes() -> tuple[str, ...]:
    """The codes that have examples."""
    return tuple(code for code in _read() if code != "begin")


def parts(file: str) -> Iterator[tuple[str, str, str]]:
    """The parts of a file of examples that lies here, each below a line `@@ kind name`."""
    text = files("kmopolicy.text").joinpath(file).read_text(encoding="utf-8")
    for part in text.split("\n@@ ")[1:]:
        mark, _, body = part.partition("\n")
        kind, _, name = mark.partition(" ")
        yield kind, name, body.strip("\n")


@cache
def _read() -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    code = ""
    for kind, name, body in parts("examples.txt"):
        if kind == "bestand":
            last = found[code][-1]
            found[code][-1] = last._replace(files={**last.files, name: f"{body}\n"})
        elif kind == "goed":
            found[code].append(_example(body, whole=name == "alles"))
        else:
            code = kind
            found[code] = [_example(body, whole=name == "alles" or code == "begin")]
    return found


def _example(body: str, *, whole: bool) -> Example:
    bare = body and "```" not in body and body.lstrip()[0] not in ">|#<"
    return Example(_FENCED.format(body) if bare else f"{body}\n" if body else "", whole, {})
