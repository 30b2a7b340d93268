"""What the map page shows, as exhibits: the words of the page, the rows behind it, and a picture that can be drawn."""

from __future__ import annotations

import pytest

from ui.exhibit import Chart
from ui.kaart import exhibits
from ui.kaart.view import MapView, map_view
from ui.parts.exhibits import svg


def view_of(area: str = "drenthe", gemeente: str | None = "GM0114", slug: str = "nederland") -> MapView:
    year = 2020 if area == "wijken" else 2024
    return map_view("moeite_rondkomen", "18+", area, year, gemeente, slug)


def test_the_map_says_who_has_most_and_leads_back_to_itself() -> None:
    shown = exhibits.the_map(view_of())
    assert "In Emmen heeft 15,1% moeite met rondkomen" in shown.sentence
    assert shown.alt == f"Kaart: {shown.title}. {shown.sentence}"
    assert shown.page == "kaart"
    assert {name: shown.query[name] for name in ("indicator", "wie", "jaar", "gemeente")} == {
        "indicator": "moeite_rondkomen",
        "wie": "18+",
        "jaar": "2024",
        "gemeente": "emmen",
    }
    of_emmen = shown.rows[(shown.rows["region"] == "GM0114") & (shown.rows["year"] == 2024)]
    assert of_emmen["value"].tolist() == [15.1]


@pytest.mark.parametrize("area", ["drenthe", "nederland", "wijken"])
def test_what_stands_on_the_page_can_be_drawn(area: str) -> None:
    view = view_of(area)
    for shown in (exhibits.the_map(view), exhibits.beside(view)):
        assert shown.picture is not None
        assert isinstance(shown.picture(), Chart)
    assert "Emmen" in svg(exhibits.beside(view))
    assert exhibits.beside(view).kind == ("Wijken per gemeente" if area == "wijken" else "Staven")


def test_the_map_in_a_file_has_its_classes_and_names() -> None:
    drawing = svg(exhibits.the_map(view_of()), "https://monitor.example/")
    assert "Sociale Monitor Drenthe, " in drawing
    assert "https://monitor.example/kaart?indicator=moeite_rondkomen" in drawing.replace("\n", "")
    for text in ("Borger-Odoorn", "Nederland 15,3%", "RIVM"):
        assert text in drawing
