"""What Vergelijk shows can be had without the page: the same title, sentence, picture, figures and sources, whole."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from monitor.dutch import NO_FIGURE
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from tests.sweep import EXHAUSTIVE
from ui.data import catalogue
from ui.exhibit import Chart, Exhibit
from ui.parts import exhibits
from ui.vergelijk import heatmap, scatter
from ui.vergelijk.exhibits import NO_SUM, TITLE, matrix, pair


def two(x: str, y: str, slug: str = "nederland", **options: object) -> Exhibit:
    return pair(catalogue()[x], catalogue()[y], slug, "GM0114", **options)  # type: ignore[arg-type]


def chart(exhibit: Exhibit) -> Chart:
    assert exhibit.picture is not None
    drawn = exhibit.picture()
    assert isinstance(drawn, Chart)
    return drawn


def spreadsheet(exhibit: Exhibit) -> tuple[pd.DataFrame, str]:
    """The table as Dutch Excel reads it, and what stands below it."""
    text, _, below = exhibits.csv(exhibit).decode("utf-8-sig").partition("\r\n\r\n")
    return pd.read_csv(io.StringIO(text), sep=";", decimal=","), below


def test_the_matrix_holds_the_figures_it_shows() -> None:
    shown = matrix("nederland", "GM0114")
    assert shown.title == TITLE
    assert shown.heading.startswith(f"{TITLE} {shown.sentence[:20]}")
    assert shown.sentence in shown.alt
    assert NO_SUM in shown.notes
    assert shown.sources[0].startswith("Bron")
    assert shown.table is not None
    cells = chart(shown).datasets[heatmap.CELLS]
    assert len(cells) == len(shown.table) * (len(GEMEENTEN) + 2)
    emmen = shown.rows[shown.rows["region"] == "GM0114"].set_index("indicator")["value"]
    assert emmen["problematische_schulden"] == 9.9
    assert "9,9%" in shown.table["Emmen"].tolist()
    assert set(shown.rows["region"]) == {*GEMEENTEN, PROVINCE, NEDERLAND}


def test_the_matrix_leads_to_itself() -> None:
    assert matrix("nederland", None).query == {"vergelijk": "nederland"}
    ordered = matrix("assen", "GM0114", "roken")
    assert ordered.page == "vergelijk"
    assert ordered.query == {"vergelijk": "assen", "gemeente": "emmen", "volgorde": "roken"}


def test_the_file_of_the_matrix_says_what_each_figure_is_compared_with() -> None:
    table, below = spreadsheet(matrix("nederland", "GM0114"))
    assert below.startswith(f'"{TITLE} ')
    line = table[
        (table["Regiocode"] == "GM0114")
        & (table["Indicator"] == catalogue()["problematische_schulden"].title)
    ].iloc[0]
    assert (line["Waarde"], line["Vergeleken met"]) == (9.9, "Nederland")


def test_two_figures_hold_every_gemeente_that_has_both() -> None:
    shown = two("moeite_rondkomen", "ervaren_gezondheid")
    assert shown.title == "Moeite met rondkomen en ervaren gezondheid"
    for axis in ("moeite_rondkomen", "ervaren_gezondheid"):
        of_axis = shown.rows[shown.rows["indicator"] == axis]
        assert of_axis["region"].is_unique
        assert {*GEMEENTEN, PROVINCE, NEDERLAND} <= set(of_axis["region"])
    table, below = spreadsheet(shown)
    assert set(table["Regiocode"]) == set(shown.rows["region"])
    assert table.set_index("Regiocode").loc["GM0114"].iloc[1] == 15.1
    # The file names no source per row, so what stands below does.
    assert all(source.split(". ")[1] in below for source in shown.sources)
    assert shown.table is not None
    assert len(shown.table) == len(GEMEENTEN) + 2
    assert NO_FIGURE not in shown.table.to_numpy()
    assert "oranje is Emmen" in " ".join(shown.notes)


def test_zoomed_in_only_the_picture_changes() -> None:
    wide = two("moeite_rondkomen", "ervaren_gezondheid")
    near = two("moeite_rondkomen", "ervaren_gezondheid", alone=True)
    assert len(chart(wide).datasets[scatter.OTHERS]) > 300
    assert chart(near).datasets[scatter.OTHERS].empty
    assert near.sentence == wide.sentence
    assert near.rows.equals(wide.rows)
    assert "buiten Drenthe" not in " ".join(near.notes)
    assert near.query == {**wide.query, "inzoomen": "ja"}


def test_a_year_that_was_asked_for_stays_in_the_address() -> None:
    shown = two("moeite_rondkomen", "ervaren_gezondheid", year=2016)
    assert set(shown.rows["year"]) == {2016}
    assert shown.query["jaar"] == "2016"
    assert "jaar" not in two("moeite_rondkomen", "ervaren_gezondheid").query


@pytest.mark.parametrize("which", ["matrix", "pair"])
@EXHAUSTIVE
def test_the_picture_can_be_read_alone(which: str) -> None:
    shown = (
        matrix("nederland", "GM0114") if which == "matrix" else two("moeite_rondkomen", "ervaren_gezondheid")
    )
    drawn = exhibits.svg(shown)
    for text in ("Emmen", *shown.title.split(), *shown.below[-1].split()[:4]):
        assert text in drawn
    assert exhibits.png(shown).startswith(b"\x89PNG")
