"""What a reader who compares gemeenten relies on, on the figures of the snapshot."""

from __future__ import annotations

import pytest

from monitor.province import GEMEENTEN
from monitor.regions import name
from tests.pages.conftest import Opener, charts, text
from tests.sweep import EXHAUSTIVE
from ui.vergelijk import heatmap, scatter
from ui.vergelijk.matrix import SHADES

PAGE = "vergelijk.py"


@EXHAUSTIVE
def test_all_gemeenten_side_by_side(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen")
    assert page.title[0].value == "Hoe verschillen de gemeenten?"
    chart = charts(page)[0]
    cells, heads = chart["data"][heatmap.CELLS], chart["data"][heatmap.HEADS]
    assert [t.replace("\n", " ").replace("- ", "-") for t in heads["text"]] == [
        *(name(code) for code in GEMEENTEN),
        "Drenthe",
        "Nederland",
    ]
    of_emmen = cells[cells["c"] == list(GEMEENTEN).index("GM0114")]
    debts = of_emmen[of_emmen["t"] == "9,9%"].iloc[0]
    tails = next(param["value"] for param in chart["spec"]["params"] if param["name"] == "staart")
    assert tails[debts["e"]] == ", hoogste van de 12 gemeenten"
    assert debts["s"] == len(SHADES) - 1
    said = text(page)
    assert "liggen de gemeenten het verst uit elkaar bij" in said
    assert said.split("liggen de gemeenten")[1].split("\n")[0] in chart["alt"]
    # R01, R02 and R09, in place.
    assert "Het zegt niet vanzelf dat er een groot probleem is" in said
    assert "Er is geen optelsom: er is geen totaalcijfer en geen ranglijst van gemeenten" in said
    assert "Verschillen binnen een gemeente" in said


def test_the_choices_are_in_the_address(opened: Opener) -> None:
    page = opened(PAGE, volgorde="roken", vergelijk="assen")
    assert charts(page)[0]["data"][heatmap.HEADS]["text"].tolist()[0] == "Emmen"
    assert page.selectbox("keuze_volgorde").value == "roken"
    page.selectbox("keuze_volgorde").set_value("alfabet").run()
    assert "volgorde" not in page.query_params
    assert charts(page)[0]["data"][heatmap.HEADS]["text"].tolist()[1] == "Assen"


@pytest.mark.parametrize("comparator", ["eerder", "eerder-2016", "vergelijkbaar"])
def test_what_cannot_stand_beside_is_said(opened: Opener, comparator: str) -> None:
    page = opened(PAGE, vergelijk=comparator)
    assert len(page.info) == 1
    assert charts(page)[0]["data"][heatmap.HEADS]["text"].tolist()[-1] == "Nederland"


def test_two_figures_together(opened: Opener) -> None:
    page = opened(PAGE, deel="samenhang", gemeente="emmen", x="moeite_rondkomen", y="ervaren_gezondheid")
    chart = charts(page)[0]
    named = chart["data"][scatter.NAMED].set_index("n")
    assert set(named.index) == {*(name(code) for code in GEMEENTEN), "Drenthe", "Nederland"}
    assert named.loc["Emmen", "x"] == 15.1
    assert named.loc["Emmen", "kind"] == "eigen"
    said = text(page)
    assert "samen (correlatie " in said
    assert "met 95% zekerheid tussen" in said
    assert "Samenhang is geen oorzaak" in said
    assert "niet over mensen" in chart["alt"]
    shown = page.dataframe[0].value
    assert list(shown.columns) == ["Gebied", "Moeite met rondkomen (2024)", "Ervaren gezondheid (2024)"]
    # Another figure ends the year that was chosen.
    page.segmented_control("keuze_jaar").set_value("2016").run()
    assert page.query_params["jaar"] == "2016"
    page.selectbox("keuze_x").set_value("roken").run()
    assert "jaar" not in page.query_params


@pytest.mark.parametrize(
    "query",
    [
        {"deel": "maan"},
        {"volgorde": "bestaat_niet"},
        {"deel": "samenhang", "x": "bestaat_niet"},
        {"deel": "samenhang", "y": "bevolking"},
        {"deel": "samenhang", "jaar": "1812"},
        {"deel": "samenhang", "inzoomen": "misschien"},
    ],
)
def test_a_bad_address_is_said_in_dutch_with_a_view_that_makes_sense(
    opened: Opener, query: dict[str, str]
) -> None:
    page = opened(PAGE, **query)
    assert len(page.warning) == 1
    assert "geen bekende keuze" in page.warning[0].value
    assert len(charts(page)) == 1


def test_a_figure_and_a_part_of_it_are_not_held_against_each_other(opened: Opener) -> None:
    page = opened(PAGE, deel="samenhang", x="eenzaam", y="ernstig_eenzaam")
    assert "gaan voor een deel over hetzelfde" in page.info[0].value
    assert not charts(page)
    options = page.selectbox("keuze_y").options
    assert sum("eenzaam" in option.lower() for option in options) == 1, "only what the address asked for"
    page.selectbox("keuze_y").set_value("roken").run()
    assert len(charts(page)) == 1
    assert "Een deel van de samenhang is daardoor ingebouwd." in text(page)


def test_one_figure_twice_is_said(opened: Opener) -> None:
    page = opened(PAGE, deel="samenhang", x="roken", y="roken")
    assert "twee keer hetzelfde cijfer" in page.info[0].value
    assert not charts(page)
