"""The legend: the limits of the classes, the comparator at its place, and a box for no figure."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from geo.classes import Classes, diverging, sequential, to_hex
from monitor.dutch import amount
from ui.kaart.legend import WIDTH, legend_svg, legend_text

MADE = sequential([9.2, 10.1, 11.0, 12.1, 13.2, 14.0, 15.1], decimals=1)


def percent(value: float) -> str:
    return amount(value, "procent", 1)


def test_it_shows_every_colour_every_limit_and_geen_cijfer() -> None:
    svg = legend_svg(MADE, percent)
    ElementTree.fromstring(svg)
    assert all(to_hex(colour) in svg for colour in MADE.colours)
    assert all(f">{percent(limit)}<" in svg for limit in MADE.breaks)
    assert "geen cijfer" in svg
    assert "url(#h)" in svg, "no figure is hatched, not coloured"


@pytest.mark.parametrize("value", [1.0, 9.2, MADE.breaks[1], 12.5, 99.0])
def test_the_comparator_stands_at_its_class_and_inside_the_drawing(value: float) -> None:
    svg = legend_svg(MADE, percent, ("Nederland", value))
    assert f"Nederland {percent(value)}" in svg
    found = re.search(r'<path d="M([\d.-]+),16h10', svg)
    assert found is not None
    width = 276 / len(MADE.colours)
    assert MADE.index(value) * width <= float(found[1]) + 5 <= (MADE.index(value) + 1) * width
    at = re.search(r'<text x="([\d.]+)" y="13"', svg)
    assert at is not None
    assert 0 < float(at[1]) < WIDTH


def test_the_legend_in_words_for_who_cannot_see_it() -> None:
    said = legend_text(MADE, percent, ("Nederland", 13.9))
    assert said.startswith("Legenda, van licht naar donker: minder dan ")
    assert "Gearceerd: geen cijfer." in said
    assert said.endswith("Nederland: 13,9%.")


def test_one_class_has_no_limits() -> None:
    one = Classes((), ((107, 158, 200),))
    ElementTree.fromstring(legend_svg(one, percent, ("Drenthe", 3.0)))
    assert "alle waarden" in legend_text(one, percent)


def test_it_says_how_the_classes_were_made_and_what_a_tick_is() -> None:
    svg = legend_svg(MADE, percent, method="Gelijke stappen", tick="Streepje bij de staven: 2016")
    assert 'height="80"' in svg
    assert ">Gelijke stappen<" in svg
    assert ">Streepje bij de staven: 2016<" in svg
    said = legend_text(MADE, percent, method="Gelijke stappen", tick="Streepje bij de staven: 2016")
    assert said.endswith("Gearceerd: geen cijfer. Gelijke stappen. Streepje bij de staven: 2016.")


def test_wide_amounts_leave_out_every_second_limit() -> None:
    incomes = sequential([31_200, 33_800, 36_400, 38_100, 41_000, 144_900, 252_300], decimals=0)
    svg = legend_svg(incomes, lambda value: f"€ {value:,.0f}".replace(",", "."))
    assert svg.count(">€ ") == 2


def test_around_a_comparator_darker_is_more_too() -> None:
    made = diverging([9.2, 10.1, 11.0, 12.1, 13.2, 14.0, 15.1], 12.0, decimals=1)
    assert made is not None
    said = legend_text(made, percent)
    assert said.startswith("Legenda, van licht naar donker en van turquoise naar paars: minder dan ")


def test_around_a_comparator_the_outer_classes_say_which_side_is_more() -> None:
    made = diverging([9.2, 10.1, 11.0, 12.1, 13.2, 14.0, 15.1], 12.0, decimals=1)
    assert made is not None
    svg = legend_svg(made, percent, ends=("lager", "hoger"))
    assert re.findall(r">(lager|hoger)<", svg) == ["lager", "hoger"]
    assert "hoger" not in legend_svg(MADE, percent, ends=("lager", "hoger")), "there the limits say it"
