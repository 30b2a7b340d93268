"""A map per year, on one scale where the years may be compared: what a reader can hold side by side, and what not."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pytest
import vl_convert
from PIL import Image

from geo.classes import Method, sequential
from geo.outlines import outlines
from ui import colours
from ui.kaart.over_years import MOST, OverYears
from ui.kaart.small_multiples import BREAK
from ui.kaart.view import map_view
from ui.parts import pictures


def shown(
    indicator: str = "moeite_rondkomen",
    population: str = "18+",
    area: str = "drenthe",
    gemeente: str | None = "GM0114",
    method: Method = "kwantielen",
) -> OverYears:
    return OverYears(map_view(indicator, population, area, 2020, gemeente, "nederland", method))


def test_a_map_per_measured_year_with_the_own_gemeente_in_orange() -> None:
    made = shown()
    drawing = made.drawing()
    ElementTree.fromstring(drawing)
    assert made.years == [2012, 2016, 2020, 2024]
    assert re.findall(r"middle\">(\d{4})</text>", drawing) == ["2012", "2016", "2020", "2024"]
    assert drawing.count('class="o"') == 4
    assert colours.GEMEENTE in drawing
    assert drawing.count("<use") == 4 * 12
    assert len(drawing) < 12_000, "the shapes stand in it once"


def test_years_that_may_be_compared_have_one_scale_and_others_their_own() -> None:
    made = shown()
    assert [scale.years for scale in made.scales] == [(2012, 2016, 2020), (2024,)]
    together, alone = made.scales
    of_years = {one.year: list(one.values.values()) for one in made.maps}
    pooled = [value for year in together.years for value in of_years[year]]
    assert together.classes.breaks == sequential(pooled, decimals=1, chosen=pooled).breaks
    assert alone.classes.breaks == sequential(of_years[2024], decimals=1).breaks
    assert together.description == alone.description == "Gelijke aantallen gemeenten per kleur"
    drawing = made.drawing()
    assert ">2012, 2016 en 2020</text>" in drawing
    assert re.findall(r'id="h\d"', drawing) == ['id="h0"', 'id="h1"']
    for scale in made.scales:
        for one in (one for one in made.maps if one.year in scale.years):
            for value in one.values.values():
                assert scale.classes.colour_of(value) in drawing
    assert any("hun eigen kleuren" in note for note in made.notes)
    # Of wijken there are years of one series only.
    whole = shown(area="wijken")
    (scale,) = whole.scales
    assert scale.description == "Gelijke aantallen wijken per kleur, voor deze jaren samen"
    assert not any("hun eigen kleuren" in note for note in whole.notes)


def test_where_the_series_breaks_the_maps_say_so_between_the_two_years() -> None:
    made = shown()
    assert [one.year for one in made.maps if one.breaks] == [2024]
    assert made.drawing().count(BREAK) == 1
    assert any(note.startswith("Vanaf 2024 niet te vergelijken met eerdere jaren") for note in made.notes)
    assert re.search(
        r"in 2012 van .*, in 2020 van .*\. Daarmee niet te vergelijken: in 2024 van 9,2% ", made.sentence
    )
    assert "2024 is niet te vergelijken met eerdere jaren." in made.alt
    assert BREAK not in shown(area="wijken").drawing()


def test_the_newest_years_when_there_are_many() -> None:
    made = shown("mediaan_inkomen_rmbw", "huishoudens")
    assert len(made.years) == MOST
    assert made.left_out == "U ziet de nieuwste 8 jaren; oudere staan bij Trend."
    assert shown().left_out == ""


def test_around_a_comparator_the_maps_show_the_difference_of_their_own_year() -> None:
    made = OverYears(map_view("moeite_rondkomen", "18+", "drenthe", 2020, "GM0114", "drenthe", "vergelijk"))
    assert len(made.scales) == 2
    for scale in made.scales:
        assert scale.description.startswith(
            "Verschil met Drenthe (procentpunt): turquoise minder, paars meer"
        )
        assert scale.classes.comparator == 0.0
    of_2020 = next(one for one in made.maps if one.year == 2020)
    assert of_2020.values["GM0114"] == pytest.approx(1.5), "12,5% and 11,0%"


def test_a_year_without_a_comparator_does_not_become_an_empty_map() -> None:
    made = OverYears(
        map_view("wmo_per_1000", "personen", "drenthe", 2022, "GM0106", "nederland", "vergelijk")
    )
    assert all(scale.classes.comparator is None for scale in made.scales), "Nederland has no figure of 2023"
    assert all(one.values for one in made.maps)


def test_of_a_gemeente_its_wijken_alone() -> None:
    made = shown(area="wijken")
    assert all(code.startswith("WK0114") for one in made.maps for code in one.values)
    assert "in 2012 van 14,6% in" in made.sentence
    assert set(outlines(made.level, made.focus).paths) >= set(made.maps[0].values)


def test_the_table_holds_the_figures_of_the_maps() -> None:
    table = shown().table().set_index("Gebied")
    assert list(table.columns) == ["2012", "2016", "2020", "2024"]
    assert table.loc["Emmen", "2020"] == 12.5


def test_the_picture_is_a_picture() -> None:
    made = shown()
    svg = pictures.with_texts(pictures.lettered(made.drawing()), "Moeite", made.sentence, made.notes)
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=2)))
    assert picture.width > 1500
    assert picture.convert("RGB").getcolors(maxcolors=1_000_000) is not None
