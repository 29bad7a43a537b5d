"""The page of an impact: it stands by itself, shows every number, and no text becomes markup."""

import re
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from markup import whole
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy.questions.impact.impact import Impact
from kmopolicy.render.page.impact import page as impact_page
from kmopolicy.render.page.impact.picture import Stream, picture
from kmopolicy.render.page.impact.words import MARKS
from kmopolicy.render.terminal import impact as terminal
from kmopolicy.render.terminal.paint import plain
from kmopolicy.render.told.impact import Names
from kmopolicy.text.localized import Localized

NAMES = Names("oud", "nieuw")
HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)> \"' & <!-- ]]> \u202e {title}"


@pytest.fixture(scope="module")
def found() -> Impact:
    """What the wider reading of the exception does to the scenarios about health."""
    files = sorted((ROOT / "policy" / "scenarios" / "gezondheid").glob("*.yaml"))
    return kmopolicy.impact(POLICY, POLICY, *files, new_readings={"exception_scope": "alle_uitsluitingen"})


@pytest.fixture(scope="module")
def students() -> Impact:
    folder = ROOT / "fixtures" / "questions"
    return kmopolicy.impact(folder / "beurs", folder / "beurs-hersteld", folder / "studenten.yaml")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_stands_by_itself_in_the_language_that_is_asked_for(found, lang):
    read = whole(impact_page.render(found, NAMES, lang))
    assert read.elements[0] == ("html", {"lang": lang})
    levels = read.headings()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_number_of_the_matrix_is_on_the_page(found):
    text = impact_page.render(found, NAMES, "nl")
    table = text.split('class="matrix"')[1].split("</table>")[0]
    cells = [int(each) for each in re.findall(r'<td class="number [^"]*"[^>]*>(?:. )?(\d+)</td>', table)]
    counts = list(found.matrix("Service").values())
    assert sum(cells) == 4 * sum(counts)  # the cells, their sums by row and by column, and the sum of all
    assert set(counts) <= set(cells)


def test_the_picture_says_in_words_what_it_shows(found):
    read = whole(impact_page.render(found, NAMES, "nl"))
    (drawn,) = (each for tag, each in read.elements if tag == "svg")
    assert drawn["role"] == "img"
    assert set(drawn["aria-labelledby"].split()) <= set(read.attributes("id"))
    changed = [pair for pair in found.matrix("Service") if pair[0] != pair[1]]
    assert len([each for tag, each in read.elements if tag == "path"]) == len(changed)
    assert read.texts["desc"][0].count("→") == len(changed)


def test_a_screen_that_is_too_small_for_the_picture_gets_the_same_numbers_as_lines(found):
    text = impact_page.render(found, NAMES, "nl")
    (flows,) = re.findall(r'<ul class="flows">.*?</ul>', text)
    changed = {pair: count for pair, count in found.matrix("Service").items() if pair[0] != pair[1]}
    shown = [int(each) for each in re.findall(r"<strong>. (\d+)</strong>", flows)]
    assert shown == sorted(changed.values(), reverse=True)
    widths = [int(each) for each in re.findall(r'style="width: (\d+)%"', flows)]
    assert widths == [max(1, round(100 * each / shown[0])) for each in shown]


@pytest.mark.parametrize(("lang", "mark"), [("nl", "."), ("en", ",")])
def test_large_numbers_have_a_mark_between_the_thousands(found, lang, mark):
    group = found.groups[0]
    way = (group.type, group.before, group.after)
    large = found._replace(
        groups=(group._replace(size=1_234_567), *found.groups[1:]), tally={**found.tally, way: 1_234_567}
    )
    shown = f"1{mark}234{mark}567"
    page, lines = impact_page.render(large, NAMES, lang), plain(terminal.render(large, NAMES, lang, 100))
    assert page.count(shown) >= 5
    assert lines.count(shown) >= 2
    assert "1234567" not in page + lines


def test_a_reading_is_told_in_words(found):
    read = whole(impact_page.render(found, NAMES, "nl"))
    assert (
        "Welke uitsluitingen heft de uitzondering voor erkende beroepen op? "
        "Elke uitsluiting wegens het doel van de dienst" in read.texts["p"]
    )


def test_of_many_only_the_first_are_named_and_the_others_counted(found):
    group = found.groups[0]
    many = found._replace(groups=(group._replace(size=5000),), subjects=None)
    read = whole(impact_page.render(many, NAMES, "nl"))
    assert f"en nog {5000 - 8:,}".replace(",", ".") in read.texts["p"]
    assert f"en nog {5000 - min(6, len(group.subjects)):,}".replace(",", ".") in plain(
        terminal.render(many, NAMES, "nl", 100)
    )


def test_which_way_one_goes_is_never_told_by_colour_alone(found):
    text = impact_page.render(found, NAMES, "nl")
    for way, mark in MARKS.items():
        for shown in re.findall(rf'class="(?:badge|many|number) {way}">(.)', text) + re.findall(
            rf'class="many {way}"[^>]*>(.)', text
        ):
            assert shown == mark


def test_everyone_who_changes_is_named_with_what_is_responsible(students):
    read = whole(impact_page.render(students, NAMES, "nl"))
    named = [each for each in read.texts["li"] if each in ("bram", "cleo")]
    assert named == ["bram", "cleo"]
    assert any("gaat voor" in each for each in read.texts["strong"])
    assert "Wie geschorst is, krijgt geen beurs." in " ".join(read.texts["blockquote"])


def test_where_nothing_changes_the_page_says_so():
    folder = ROOT / "fixtures" / "questions"
    same = kmopolicy.impact(folder / "beurs", folder / "beurs", folder / "studenten.yaml")
    read = whole(impact_page.render(same, NAMES, "nl"))
    assert "✔ Niemand krijgt een andere uitkomst." in read.texts["p"]
    assert "svg" not in read.texts


def test_who_cannot_be_compared_is_named_with_the_word(students):
    unread = students.subjects[0]._replace(after="", unread=((), students.differences[:1]))
    tally = {**students.tally, ("Student", "toegekend", ""): 1}
    apart = students._replace(unread=(unread,), tally=tally)
    for text in (impact_page.render(apart, NAMES, "nl"), plain(terminal.render(apart, NAMES, "nl", 100))):
        assert "anna" in text
        assert "nkel door oud te beslissen" in text


def test_a_hostile_policy_and_hostile_names_stay_text(students):
    said = Localized(HOSTILE, HOSTILE)
    side = students.new._replace(
        program=msgspec.structs.replace(students.new.program, title=said, name="<b>", digest=HOSTILE)
    )
    group = students.groups[0]
    subjects = tuple(each._replace(title=HOSTILE) for each in group.subjects)
    hostile = students._replace(new=side, groups=(group._replace(subjects=subjects),))
    text = impact_page.render(hostile, Names(HOSTILE, HOSTILE), "nl")
    read = whole(text)
    assert len(read.texts["style"]) == 1
    assert read.texts["title"][0] == f"Gevolgen: {HOSTILE.replace(chr(0x202E), '')}"
    assert "<script" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("counts", [(1,), (1, 100_000), (5, 5, 5), (1, 2, 3, 4)])
def test_streams_and_labels_stay_within_the_picture_and_apart(counts):
    labels = [f"uitkomst {number} met een lange naam die over meer dan een regel loopt" for number in range(5)]
    streams = [Stream(labels[0], labels[place + 1], count, "other") for place, count in enumerate(counts)]
    drawn = picture(streams, labels, labels, "beeld", "beeld-1", "nl")
    height = float(drawn.get("viewBox", "").split()[3])
    boxes = [
        (float(each.get("x", 0)), float(each.get("y", 0)), float(each.get("height", 0)))
        for each in drawn
        if each.tag == "rect"
    ]
    assert len(boxes) == len(counts) + 1
    assert all(top >= 0 and top + size <= height for _, top, size in boxes)
    right = sorted(box[1:] for box in boxes if box[0] > 500)
    assert all(top + size < after for (top, size), (after, _) in pairwise(right))
    lines = sorted(float(each.get("y", 0)) for each in drawn if each.tag == "text" and float(each.get("x", 0)) > 600)
    assert all(after - before >= 15 for before, after in pairwise(lines))
    assert lines[-1] <= height


def test_the_folder_of_the_page_holds_its_sheet():
    assert (Path(impact_page.__file__).parent / "sheet.css").is_file()
