"""What Mijn gemeente and the front page show can be taken from there whole: by a file, a report, a presentation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pytest

from monitor.dutch import value_text
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import name, slug_of
from tests.pages.conftest import Opener, charts, text, unescaped
from tests.pages.html_tables import tables
from tests.sweep import EXHAUSTIVE, sampled
from ui.choose import site
from ui.data import catalogue, figures
from ui.exhibit import Exhibit
from ui.gemeente import exhibits as gemeente_exhibits
from ui.gemeente import similar, together
from ui.gemeente import view as profile
from ui.overzicht import exhibits as front
from ui.parts.exhibits import csv, png, svg
from ui.parts.literal import words

EMMEN, HOOGEVEEN, WESTERVELD = "GM0114", "GM0118", "GM1701"
#: Two of the twelve; all of them in the full sweep.
SOME = sampled(GEMEENTEN, 8)
SLUGS = ("nederland", "drenthe", "vergelijkbaar", "eerder", "provincie-groningen", "tynaarlo")


def sections(gemeente: str, slug: str = "nederland", population: str | None = None) -> list[str]:
    mine = gemeente_exhibits.profile_of(gemeente, slug, population)
    return [section.id for section in (*mine.in_short, *mine.by_theme)]


def of_gemeente(gemeente: str, slug: str = "nederland", population: str | None = None) -> Iterator[Exhibit]:
    """Everything that the page of a gemeente shows but the trends."""
    yield gemeente_exhibits.stands_out(gemeente, slug, population)
    if found := gemeente_exhibits.moved(gemeente, slug, population):
        yield found
    for section in sections(gemeente, slug, population):
        yield gemeente_exhibits.table(gemeente, slug, population, section)
        yield gemeente_exhibits.picture(gemeente, slug, population, section)
    yield gemeente_exhibits.whole(gemeente, slug, population)
    yield similar.exhibit(gemeente)


def of_front(slug: str, gemeente: str | None) -> Iterator[Exhibit]:
    """Everything that the front page shows but its list."""
    yield front.stands_out(slug, gemeente)
    if found := front.moved(slug, gemeente):
        yield found
    for one in front.of_panels(slug, gemeente):
        yield one.line
        if one.strips:
            yield one.strips
        yield front.where_in_the_province(one.panel, slug, gemeente)


def in_file(exhibit: Exhibit) -> tuple[list[dict[str, str]], str]:
    """The rows of its file, by their heading, and what stands in words below them."""
    lines = csv(exhibit).decode("utf-8-sig").split("\r\n")
    end = lines.index("")
    head, *cells = [line.split(";") for line in lines[:end]]
    return [dict(zip(head, row, strict=False)) for row in cells], lines[end + 1]


def shown(app_text: str) -> str:
    """What a page says, as it is read."""
    return words(app_text).replace("\u00a0", " ")


def whole(exhibit: Exhibit) -> None:
    """An exhibit can be used without the page that shows it."""
    assert exhibit.title, exhibit
    assert exhibit.sentence, exhibit.title
    assert exhibit.alt, exhibit.title
    assert exhibit.page in {"gemeente", "overzicht", "trend"}
    assert re.fullmatch(r"[a-z0-9+_-]+", exhibit.file), exhibit.file
    for said in (exhibit.title, exhibit.sentence, exhibit.alt, *exhibit.notes, *exhibit.sources):
        assert "**" not in said, said
        assert "\\" not in said, said
    assert exhibit.sources or exhibit.rows.empty, exhibit.title
    assert not exhibit.rows.duplicated(["indicator", "population", "region", "year"]).any(), exhibit.title


@pytest.mark.parametrize("gemeente", SOME)
@EXHAUSTIVE
def test_everything_of_every_gemeente_is_whole_and_its_figures_are_a_file(gemeente: str) -> None:
    for exhibit in of_gemeente(gemeente):
        whole(exhibit)
        assert exhibit.query["gemeente"] == slug_of(gemeente)
        if len(exhibit.rows):
            _, said = in_file(exhibit)
            assert said.startswith(f'"{exhibit.title}. ')
        if exhibit.table is not None:
            assert len(exhibit.table)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("population", [None, "16-25", "65+"])
def test_against_everything_and_of_every_age_group(slug: str, population: str | None) -> None:
    for exhibit in of_gemeente(HOOGEVEEN, slug, population):
        whole(exhibit)
    for exhibit in of_front(slug, HOOGEVEEN):
        whole(exhibit)


@pytest.mark.parametrize("gemeente", SOME)
@EXHAUSTIVE
def test_every_picture_of_a_section_can_be_drawn(gemeente: str) -> None:
    for section in sections(gemeente):
        exhibit = gemeente_exhibits.picture(gemeente, "nederland", None, section)
        drawn = svg(exhibit)
        assert drawn.startswith("<svg")
        assert name(gemeente) in drawn


@EXHAUSTIVE
def test_pictures_become_files() -> None:
    exhibits = [
        gemeente_exhibits.picture(EMMEN, "nederland", None, "naoberschap"),
        *together.exhibits(EMMEN, "nederland"),
        *(one for one in of_front("nederland", EMMEN) if one.picture),
    ]
    for exhibit in exhibits:
        assert png(exhibit).startswith(b"\x89PNG"), exhibit.title
        assert csv(exhibit).startswith(b"\xef\xbb\xbf"), exhibit.title


@pytest.mark.parametrize("gemeente", SOME)
def test_the_first_sentences_are_those_of_the_page(opened: Opener, gemeente: str) -> None:
    page = opened("mijn_gemeente.py", gemeente=slug_of(gemeente))
    said = shown(unescaped("\n".join(str(part.value) for part in page.markdown)))
    first, moved = (
        gemeente_exhibits.stands_out(gemeente, "nederland"),
        gemeente_exhibits.moved(gemeente, "nederland"),
    )
    assert first.sentence in " ".join(said.split())
    assert moved
    assert moved.sentence in " ".join(said.replace("\n- ", "\n").removeprefix("- ").split()).replace(
        " - ", " "
    )
    mine = gemeente_exhibits.profile_of(gemeente, "nederland")
    assert gemeente_exhibits.table(gemeente, "nederland", None, profile.STANDS_OUT).sentence == first.sentence
    captions = shown(text(page))
    for section in mine.in_short:
        for note in gemeente_exhibits.table(gemeente, "nederland", None, section.id).notes:
            assert note in captions
    assert gemeente_exhibits.whole(gemeente, "nederland").sources[0] in captions


@pytest.mark.parametrize("gemeente", SOME)
def test_every_section_says_and_shows_what_the_page_does(opened: Opener, gemeente: str) -> None:
    page = opened("mijn_gemeente.py", gemeente=slug_of(gemeente), thema="alles")
    mine = gemeente_exhibits.profile_of(gemeente, "nederland")
    assert len(tables(page)) == len(mine.by_theme)
    for section, table in zip(mine.by_theme, tables(page), strict=True):
        shown_rows = table.frame(lambda cell: cell.text)
        exhibit = gemeente_exhibits.table(gemeente, "nederland", None, section.id)
        assert exhibit.table is not None
        assert table.alt == exhibit.alt
        assert (
            exhibit.sentence == f"{len(shown_rows)} cijfers van {name(gemeente)}, naast Drenthe en Nederland."
        )
        same = ["Cijfer", "Waarde", "Wie"]
        pd.testing.assert_frame_equal(
            exhibit.table[same], shown_rows[same].reset_index(drop=True), check_dtype=False
        )
        # The page sorts by the change: a number, and beside it since when.
        for change, since in zip(exhibit.table["Verandering"], shown_rows["Sinds"], strict=True):
            assert since in change


@pytest.mark.parametrize("gemeente", SOME)
def test_the_picture_of_a_section_says_what_the_page_does(opened: Opener, gemeente: str) -> None:
    page = opened("mijn_gemeente.py", gemeente=slug_of(gemeente), thema="naoberschap", vorm="spin")
    exhibit = gemeente_exhibits.picture(gemeente, "nederland", None, "naoberschap")
    assert [chart["alt"] for chart in charts(page)] == [exhibit.alt]
    reading = exhibit.sentence.removeprefix(f"{name(gemeente)} tussen andere gemeenten. ")
    assert reading in shown(text(page))


@pytest.mark.parametrize("gemeente", SOME)
def test_the_three_say_what_the_page_does(opened: Opener, gemeente: str) -> None:
    page = opened("mijn_gemeente.py", gemeente=slug_of(gemeente), thema="samen")
    said = shown(text(page))
    three = together.exhibits(gemeente, "nederland")
    assert len(three) == 3
    for exhibit in three:
        whole(exhibit)
        assert exhibit.sentence in said
        for line in (*exhibit.notes, *exhibit.sources):
            assert line in said
        assert together.caution(gemeente) in exhibit.reading


def test_an_opened_row_without_a_figure_says_why() -> None:
    mine = gemeente_exhibits.profile_of(WESTERVELD, "nederland")
    row = next(row for row in mine.rows if row.indicator.id == "vertrouwen_instituties")
    exhibit = gemeente_exhibits.opened(row, "nederland")
    assert exhibit.sentence == (
        "Westerveld heeft hier geen cijfer: door de bron weggelaten: te weinig antwoorden."
    )
    assert exhibit.query == {
        "gemeente": "westerveld",
        "vergelijk": "nederland",
        "indicator": "vertrouwen_instituties",
        "wie": row.population,
    }


def test_the_observations_of_a_section_are_those_of_the_snapshot() -> None:
    exhibit = gemeente_exhibits.picture(EMMEN, "nederland", None, "bestaanszekerheid")
    assert {EMMEN, PROVINCE, NEDERLAND, *GEMEENTEN} == set(exhibit.rows["region"])
    for _, of_figure in exhibit.rows.groupby(["indicator", "population"]):
        assert of_figure["year"].nunique() == 1
    for row in exhibit.rows.itertuples():
        of_pair = figures(str(row.indicator), str(row.population))
        assert of_pair is not None
        value = of_pair.value(str(row.region), int(row.year))
        assert (value is None and pd.isna(row.value)) or value == row.value
    told = gemeente_exhibits.table(EMMEN, "nederland", None, "bestaanszekerheid").rows
    debts = told[(told["indicator"] == "problematische_schulden") & (told["year"] == 2023)]
    assert dict(zip(debts["region"], debts["value"].round(1), strict=True)) == {
        EMMEN: 9.9,
        PROVINCE: 7.4,
        NEDERLAND: 8.8,
    }


def test_the_whole_profile_is_a_line_per_figure_in_a_spreadsheet() -> None:
    exhibit = gemeente_exhibits.whole(EMMEN, "nederland")
    lines, said = in_file(exhibit)
    assert said.startswith('"Alle cijfers van Emmen. De grootste verschillen met Nederland: in Emmen ')
    assert list(lines[0])[:8] == [
        "Thema",
        "Indicator",
        "Groep",
        "Gemeente",
        "Jaar",
        "Waarde",
        "Eenheid",
        "Drenthe",
    ]
    assert exhibit.table is not None
    assert len(lines) == len(exhibit.table)


def test_a_table_that_names_no_source_per_row_names_them_below_it() -> None:
    _, said = in_file(similar.exhibit(HOOGEVEEN))
    assert said.startswith('"Gemeenten die op Hoogeveen lijken. Hoogeveen: inwoners 56.906; ')
    assert similar.sources() in said


def test_what_a_file_is_compared_with_follows_from_its_address() -> None:
    """RIVM 50150NED, 2024: Emmen 15,1%; the province 12,7%."""
    exhibit = gemeente_exhibits.table(EMMEN, "drenthe", None, "bestaanszekerheid")
    rows, _ = in_file(exhibit)
    emmen = next(
        row
        for row in rows
        if (row["Indicator"], row["Regio"], row["Jaar"]) == ("Moeite met rondkomen", "Emmen", "2024")
    )
    assert emmen["Waarde"] == "15,1"
    assert (emmen["Vergeleken met"], emmen["Waarde vergelijking"]) == ("Drenthe", "12,7")


def test_the_front_page_says_what_its_exhibits_say(opened: Opener) -> None:
    page = opened("overzicht.py", gemeente="hoogeveen")
    said = " ".join(shown(text(page)).replace("\n- ", " ").split())
    assert front.stands_out("nederland", HOOGEVEEN).sentence in said
    moved = front.moved("nederland", HOOGEVEEN)
    assert moved
    assert all(line in said for line in re.split(r"(?<=\d\.) ", moved.sentence)[:1])
    values = [metric.value for metric in page.metric]
    shown_panels = front.of_panels("nederland", HOOGEVEEN)
    assert len(shown_panels) == 3
    for one, value in zip(shown_panels, values, strict=True):
        indicator = catalogue()[one.panel.indicator]
        assert f"In Drenthe {indicator.phrase.format(value=value)} (" in one.line.sentence
        assert one.line.sentence.endswith(one.panel.difference)
        assert one.panel.difference in said
        assert all(note in said for note in one.line.notes)
        of_pair = figures(one.panel.indicator, one.panel.population)
        assert of_pair
        assert value == value_text(of_pair.value(PROVINCE, one.panel.year), indicator)
    first = front.where_in_the_province(shown_panels[0].panel, "nederland", HOOGEVEEN)
    assert first.sentence in said
    assert all(note in said for note in first.notes)


def test_the_strips_have_the_gemeenten_of_the_year_that_is_shown() -> None:
    health = next(one for one in front.of_panels("nederland") if one.panel.id == "gezondheid")
    assert health.strips
    rows = health.strips.rows
    weight = rows[rows["indicator"] == "overgewicht"]
    assert set(weight["year"]) == {2024}
    assert set(GEMEENTEN) | {PROVINCE, NEDERLAND} == set(weight["region"])
    assert "Overgewicht (2024): Drenthe 56,1%, Nederland 51,7%." in health.strips.sentence


def test_every_exhibit_leads_to_a_page_of_the_site() -> None:
    pages = set(site._PAGES)
    for exhibit in (*of_gemeente(EMMEN), *of_front("nederland", EMMEN)):
        assert exhibit.page in pages
