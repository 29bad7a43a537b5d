"""Where one JSON document differs from the right one: the first place, in the order of the right one."""

import json
from typing import Any

from kmopolicy.certificate.document import Where, Wrong, must


def compare(right: Any, told: Any, where: Where = ()) -> None:
    """Raises `Wrong` for the first difference: "value", "extra" or "missing". Numbers are not truths, nor the other way."""
    if isinstance(right, dict) and isinstance(told, dict):
        for key in sorted(told.keys() - right.keys()):
            raise Wrong("extra", (*where, key), key)
        for key, value in right.items():
            must(key in told, "missing", (*where, key), key)
            compare(value, told[key], (*where, key))
    elif isinstance(right, list) and isinstance(told, list):
        for at, (one, other) in enumerate(zip(right, told, strict=False)):
            compare(one, other, (*where, at))
        for what, longer, shorter in (("missing", right, told), ("extra", told, right)):
            at = len(shorter)
            must(len(longer) <= at, what, (*where, at), _shown((longer[at:] or [""])[0]))
    else:
        must(type(right) is type(told) and right == told, "value", where, _shown(right))


def _shown(value: Any) -> str:
    """A value as a message can bear it: of a node its atom."""
    if isinstance(value, dict):
        return str(value.get("atom", "{…}"))
    return "[…]" if isinstance(value, list) else value if isinstance(value, str) else json.dumps(value)
