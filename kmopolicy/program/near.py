"""Did you mean: the known name that comes nearest to one that is not known."""

from collections.abc import Iterable

_MANY = 12


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that someone probably meant; "" where none comes near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    names = [each for each in known if each != name]
    lowered = [each for each in names if each.lower() == name.lower()]
    if lowered:
        return lowered[0]
    found = process.extractOne(name, names, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return str(found[0]) if found else ""


def near_or(help_key: str, name: str, known: Iterable[str]) -> dict[str, str]:
    """The arguments of a diagnostic: the nearest known name, else all of them; `help` is the help that goes with it."""
    names = list(known)
    near = nearest(name, names)
    shown = ", ".join(f"`{each}`" for each in names[:_MANY]) + (", …" if len(names) > _MANY else "")
    return {"help": "near" if near else help_key, "near": near, "known": shown}
