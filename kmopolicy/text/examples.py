"""A bad and a good example of each diagnostic of a policy: what stands in `examples.txt` beside this module.

`@@ K202` starts those of a code, `@@ goed` the good one; `@@ bestand tables/x.csv` a file beside the page. An example goes below
the front page `@@ begin`, unless it starts with `@@ alles`; bare rules stand in a block.
"""

from collections.abc import Mapping
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


@cache
def _read() -> dict[str, list[Example]]:
    text = files("kmopolicy.text").joinpath("examples.txt").read_text(encoding="utf-8")
    found: dict[str, list[Example]] = {}
    code = ""
    for part in text.split("\n@@ ")[1:]:
        mark, _, body = part.partition("\n")
        kind, _, name = mark.partition(" ")
        if kind == "bestand":
            last = found[code][-1]
            found[code][-1] = last._replace(files={**last.files, name: body.strip("\n") + "\n"})
            continue
        if kind == "goed":
            found[code].append(_example(body, whole=name == "alles"))
            continue
        code = kind
        found[code] = [_example(body, whole=name == "alles" or code == "begin")]
    return found


def _example(body: str, *, whole: bool) -> Example:
    page = body.strip("\n")
    bare = page and "```" not in page and page.lstrip()[0] not in ">|#<"
    return Example(_FENCED.format(page) if bare else f"{page}\n" if page else "", whole, {})
