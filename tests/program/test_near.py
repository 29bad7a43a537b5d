"""Did you mean: the name that comes nearest, or all that there are, but not more than one reads."""

import pytest

from kmopolicy.program.near import near_or, nearest

NAMES = ["fits_theme", "theme_left", "excluded", "excluded_activity", "kind"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fit_theme", "fits_theme"),
        ("fits_thmee", "fits_theme"),
        ("Excluded", "excluded"),
        ("KIND", "kind"),
        ("kidn", "kind"),
        ("exclude_activity", "excluded_activity"),
        ("iets_anders", ""),
        ("", ""),
        ("kind", ""),
    ],
)
def test_a_slip_of_the_pen_is_understood(typed: str, meant: str) -> None:
    assert nearest(typed, NAMES) == meant


def test_where_nothing_is_near_at_most_twelve_names_are_listed() -> None:
    twelve = [f"naam{number:02}" for number in range(12)]
    found = near_or("known", "zzz", twelve)
    assert (found["help"], found["near"]) == ("known", "")
    assert found["known"].endswith("`naam11`")
    assert near_or("known", "zzz", [*twelve, "nog_een"])["known"].endswith("`naam11`, …")
    assert near_or("known", "naam1", twelve)["help"] == "near"
