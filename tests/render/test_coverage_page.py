"""The page of a coverage: every link leads somewhere on it, nothing comes from elsewhere, and no text becomes markup."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from markup import whole
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy.questions.scenarios.coverage import Coverage, Trials, coverage
from kmopolicy.render.page.coverage import page as coverage_page
from kmopolicy.render.page.coverage.words import MARKS
from kmopolicy.render.page.html import element
from kmopolicy.render.page.passages import paragraphs
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.localized import Lang, Localized

FOLDER = ROOT / "fixtures" / "dekking"
HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)> \"' & <!-- ]]> \u202e {title}"


def measured(policy: kmopolicy.Policy, files: list[Path]) -> Coverage:
    trials = Trials(policy.program)
    return coverage(policy.program, [trials.of(policy.read(file), file.as_posix()) for file in files])


def page(found: Coverage, folder: Path, lang: Lang = "nl") -> str:
    texts = {each.name: (folder / each.file).read_text(encoding="utf-8") for each in found.program.sources}
    return coverage_page.render(found, texts, Labels(found.program, lang))


@pytest.fixture(scope="module")
def small() -> Coverage:
    return measured(kmopolicy.load(FOLDER), sorted((FOLDER / "scenarios").rglob("*.yaml")))


@pytest.fixture(scope="module")
def shipped() -> str:
    found = measured(POLICY, sorted((ROOT / "policy" / "scenarios" / "gezondheid").glob("*.yaml")))
    return page(found, ROOT / "policy")


def test_every_link_leads_somewhere_on_the_page_and_nothing_comes_from_elsewhere(shipped: str) -> None:
    read = whole(shipped)
    links = set(read.attributes("href"))
    for number in ("S01", "S06.1", "S11", "U07", "U07x2", "U25"):
        assert {f"#zin-{number}", f"#tekst-{number}"} <= links
    assert "#regel-uitzondering_erkende_beroepen" in links
    assert any(link.startswith("#scenario-") for link in links)


def test_the_headings_go_down_one_step_at_a_time(shipped: str) -> None:
    levels = whole(shipped).headings()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_sentence_stands_in_the_text_with_what_it_is(shipped: str) -> None:
    read = whole(shipped)
    linked = [each for tag, each in read.elements if tag == "a" and each.get("class", "").startswith("passage ")]
    numbers = {each["href"].removeprefix("#zin-") for each in linked}
    assert numbers == {each.number for source in POLICY.program.sources for each in source.sentences}
    assert {each["class"].split()[1] for each in linked} == {
        "encoded",
        "judgement",
        "procedure",
        "competence",
        "information",
    }
    assert all(each["title"].startswith(each["href"].removeprefix("#zin-")) for each in linked)


def test_no_kind_of_sentence_is_told_by_its_colour_alone(small: Coverage) -> None:
    marks = list(MARKS.values())
    assert len(set(marks)) == len(marks)
    for badge in re.findall(r'class="badge \w+">(.)', page(small, FOLDER)):
        assert badge in marks


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_is_in_the_language_that_is_asked_for(small: Coverage, lang: Lang) -> None:
    text = page(small, FOLDER, lang)
    read = whole(text)
    assert read.elements[0] == ("html", {"lang": lang})
    heading = {"nl": "Welke zin staat in welke regel?", "en": "Which sentence is in which rule?"}[lang]
    assert heading in read.texts["h1"]


def test_what_is_lacking_stands_on_top(small: Coverage) -> None:
    text = page(small, FOLDER)
    lacking = text.split('id="ontbreekt"')[1].split("</section>")[0]
    assert "#regel-met_de_auto" in lacking
    bare = small._replace(
        sentences={"bron": (small.sentences["bron"][0]._replace(status="nothing"), *small.sentences["bron"][1:])}
    )
    lacking = page(bare, FOLDER).split('id="ontbreekt"')[1].split("</section>")[0]
    assert "#zin-Z1" in lacking


def test_a_hostile_policy_stays_text(small: Coverage) -> None:
    said = Localized(HOSTILE, HOSTILE)
    program = msgspec.structs.replace(small.program, title=said, name="<b>", digest=HOSTILE)
    told = small.sentences["bron"][0]
    hostile = small._replace(
        program=msgspec.structs.replace(
            program, sources=tuple(msgspec.structs.replace(each, title=said) for each in program.sources)
        ),
        sentences={"bron": (told._replace(text=HOSTILE), *small.sentences["bron"][1:])},
        scenarios=tuple(each._replace(name=each.name) for each in small.scenarios),
        provisions=tuple(each._replace(label=said) for each in small.provisions),
    )
    text = page(hostile, FOLDER)
    read = whole(text)
    assert len(read.texts["style"]) == 1
    assert read.texts["title"] == [f"Dekking: {HOSTILE.replace(chr(0x202E), '')}"]
    assert "<script" not in text
    assert "\u202e" not in text


def test_hostile_names_and_ids_stay_text(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "dekking")
    file = folder / "scenarios" / "<b onclick=x>&.yaml"
    file.write_text("requests: {'\"><script>': {concerns: fiets}}\nexpect: {'\"><script>': {outcome: toegekend}}\n")
    zinnen = folder / "sources" / "zinnen.csv"
    zinnen.write_text(zinnen.read_text(encoding="utf-8").replace("Z3,", "<Z 3>,"), encoding="utf-8")
    front = folder / "kmopolicy.md"
    front.write_text(front.read_text(encoding="utf-8").replace("| Z3 |", "| <Z 3> |"), encoding="utf-8")
    found = measured(kmopolicy.load(folder), [file])
    read = whole(page(found, folder))
    assert '"><script>: toegekend' in read.texts["li"][-1] + " ".join(read.texts["article"])
    assert any("<Z 3>" in heading for heading in read.texts["h3"])


def test_names_that_would_get_one_anchor_get_two() -> None:
    program = kmopolicy.load(FOLDER).program
    trials = Trials(program)
    policy = kmopolicy.load(FOLDER)
    facts = policy.read(FOLDER / "scenarios" / "met-de-fiets.yaml")
    found = coverage(program, [trials.of(facts, name) for name in ("a b.yaml", "a/b.yaml", "a-b.yaml")])
    whole(page(found, FOLDER))


def test_an_element_takes_text_where_it_stands_between_others() -> None:
    made = element(
        "p", "een ", element("b", "<twee>"), " drie ", element("i"), "vier", None, class_="x", aria_label='"'
    )
    from xml.etree import ElementTree

    told = ElementTree.tostring(made, encoding="unicode", method="html")
    assert told == '<p class="x" aria-label="&quot;">een <b>&lt;twee&gt;</b> drie <i></i>vier</p>'


def test_a_sentence_inside_another_is_found_in_its_own_place() -> None:
    text = "Kop\r\n\r\n  De regel\u00a0geldt,   behalve\r\nop zondag. Op zondag niet. Kop.\n"
    told = paragraphs(text, {"A": "De regel geldt, behalve op zondag.", "A.1": "op zondag", "B": "Op zondag niet."})
    first, second, third = told
    assert (first.begins, [each.number for each in first.passages]) == ((), [""])
    assert (second.indent, second.begins) == (2, ("A",))
    assert [(each.text, each.number) for each in second.passages] == [
        ("  ", ""),
        ("De regel\u00a0geldt,   behalve", "A"),
    ]
    assert third.begins == ("A.1", "B")
    assert [(each.text, each.number) for each in third.passages] == [
        ("op zondag", "A.1"),
        (".", "A"),
        (" ", ""),
        ("Op zondag niet.", "B"),
        (" Kop.", ""),
    ]


def test_a_sentence_that_stands_twice_is_found_after_the_one_before_it() -> None:
    told = paragraphs("recyclage\nTopics:\nrecyclage\n", {"A": "Topics:", "A.1": "recyclage"})
    assert [each.begins for each in told] == [(), ("A",), ("A.1",)]
