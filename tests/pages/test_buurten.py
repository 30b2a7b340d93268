"""What a reader sees of buurten, while there are no boundaries to draw them with: on Kaart and on Mijn gemeente."""

from __future__ import annotations

import re

import pytest

from monitor.observations import LEVELS
from monitor.regions import gemeente_of, name, wijk_of
from monitor.store import store
from reports.grids import of_map
from tests.pages.conftest import Opener, charts, table, text
from ui.data import figures
from ui.kaart import areas, within
from ui.kaart.exhibits import for_a_room
from ui.kaart.view import map_view
from ui.kaart.within import FEWEST
from ui.kaart.without_boundaries import NO_BOUNDARIES, PER_WIJK
from ui.parts.downloads import compared_dutch

HEALTH = {"indicator": "ervaren_gezondheid", "gebied": "buurten"}


def published(indicator: str, population: str, year: int) -> dict[str, float]:
    rows = store().observations(indicator, populations=population, levels=["buurt"], years=[year])
    rows = rows.dropna(subset=["value"])
    return dict(zip(rows["region"], rows["value"], strict=True))


def test_the_buurten_of_a_gemeente_stand_in_the_row_of_their_wijk(opened: Opener) -> None:
    page = opened("kaart.py", **HEALTH, gemeente="assen")
    assert page.header[0].value == (
        "In de buurten van Assen voelt 58,0% (Dichtershof) tot 86,7% (Kloosterhout) zich gezond; in de hele gemeente is dat "
        "72,4% (18 jaar en ouder, 2024, 69 buurten met ten minste 200 inwoners). Het gemiddelde van een gemeente verbergt "
        "zulke verschillen."
    )
    (chart,) = charts(page)
    dots, rows = chart["data"]["dots"], chart["data"]["rows"].set_index("Gebied")
    of_assen = {
        r: v for r, v in published("ervaren_gezondheid", "18+", 2024).items() if gemeente_of(r) == "GM0106"
    }
    assert len(dots) == len(of_assen) == 73
    houtlaan = dots[dots["Deel"] == "Houtlaan"].iloc[0]
    assert (houtlaan["Gebied"], round(float(houtlaan["value"]), 1)) == ("Assen Oost", 86.1)
    assert houtlaan["Bewoond"] == " - 345 inwoners (2024)"
    assert set(dots["Gebied"]) <= set(rows.index), "every dot has its row"
    assert {name(wijk_of(region)) for region in of_assen} == set(dots["Gebied"])
    assert rows.loc[["Assen", "Drenthe", "Nederland"], "value"].tolist() == [
        72.4,
        pytest.approx(73.6, abs=0.05),
        72.8,
    ]
    assert set(rows.loc[list(set(dots["Gebied"])), "Cijfer"]) == {"geen eigen cijfer"}
    assert "Elke stip is een buurt (indeling 2024). Van de wijken zelf is er geen cijfer." in text(page)
    assert NO_BOUNDARIES in text(page)


def test_every_buurt_is_in_the_list_with_how_many_live_there(opened: Opener) -> None:
    listed = table(opened("kaart.py", **HEALTH, gemeente="assen"))
    assert list(listed.columns) == ["Cijfer 2024", "Alle inwoners 2024"]
    assert listed.loc["Kloosterhout (Kloosterveen)"].tolist() == [86.7, 1100]
    assert listed["Cijfer 2024"].is_monotonic_decreasing
    assert len(listed) == 73


def test_without_a_gemeente_there_is_a_row_per_gemeente(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gebied="buurten", jaar="2020")
    (chart,) = charts(page)
    dots = chart["data"]["dots"]
    assert len(dots) == len(published("moeite_rondkomen", "18+", 2020))
    assert dots["Gebied"].nunique() == 12
    assert PER_WIJK in text(page)
    assert page.header[0].value.startswith("De buurten liggen het verst uit elkaar in Assen: daar heeft 2,2%")
    # Those of a division that is gone have their number, and no inhabitants of today.
    old = dots[dots["Deel"].str.startswith("oude buurt")]
    assert set(old["Gebied"]) == {"Borger-Odoorn", "Assen"}
    assert set(old["Bewoond"]) == {""}


def test_of_a_count_nothing_is_said_of_an_average(opened: Opener) -> None:
    page = opened("kaart.py", indicator="bevolking", gebied="buurten", gemeente="emmen")
    assert page.header[0].value == (
        "In de buurten van Emmen wonen 5 (Verspreide huizen Nieuw-Dordrecht) tot 9.075 (Rietlanden) mensen; in de hele "
        "gemeente is dat 109.346 (2024, 82 buurten met een cijfer)."
    )
    (chart,) = charts(page)
    assert "Emmen" not in set(chart["data"]["rows"]["Gebied"])
    assert "'tick'" not in str(chart["spec"]), "the whole gemeente is far from its parts"
    assert "minder zeker" not in text(page), "that is of what a model estimates"
    assert list(table(page).columns) == ["Cijfer 2024"], "no inhabitants beside inhabitants"


@pytest.mark.parametrize("gemeente", ["assen", "borger-odoorn", "westerveld"])
def test_mijn_gemeente_has_the_buurten_behind_a_figure(opened: Opener, gemeente: str) -> None:
    page = opened("mijn_gemeente.py", gemeente=gemeente, indicator="ervaren_gezondheid")
    heading = f"Binnen {page.title[0].value.removeprefix('Hoe staat ').removesuffix(' ervoor?')}: de buurten in 2024"
    assert heading in [part.label for part in page.expander]
    before = len(charts(page))
    page.session_state["binnen"] = True
    page.run()
    assert len(charts(page)) == before + 1, "drawn when opened"
    assert re.search(r"In de buurten van .* voelt \d", text(page))


def test_mijn_gemeente_says_nothing_of_buurten_where_there_are_none(opened: Opener) -> None:
    page = opened("mijn_gemeente.py", gemeente="assen", indicator="vertrouwen_instituties")
    assert not [part.label for part in page.expander if part.label.startswith("Binnen")]


def test_the_same_in_a_report() -> None:
    view = map_view("ervaren_gezondheid", "18+", "buurten", 2024, "GM0106", "nederland")
    listed, _ = of_map(view)
    assert listed.title == "Alle buurten van Assen"
    assert [cell.text for cell in listed.rows[0]] == ["Kloosterhout (Kloosterveen)", "86,7%", "1.100"]


def test_a_file_has_the_buurten_of_the_page_by_the_names_of_that_year() -> None:
    """Zandberg has the code of a buurt of 2020 that was another area."""
    view = map_view("moeite_rondkomen", "18+", "buurten", 2020, "GM1681", "nederland")
    file = compared_dutch(view.observations(on_the_map=False), "nederland", "GM1681").set_index("Regiocode")
    buurten = file[file.index.str.startswith("BU")]
    assert set(buurten["Gemeente"]) == {"Borger-Odoorn"}
    assert len(buurten) == len(view.whole_map()) == 41
    assert file.loc["BU16810309", "Regio"] == "oude buurt 03 09"
    assert file.loc["GM0114", "Gemeente"] == ""


def test_every_figure_of_a_buurt_can_be_reached() -> None:
    available = store().availability()
    of_buurten = available[available["level"] == "buurt"]
    assert len(of_buurten) > 100
    assert LEVELS["buurt"] == "BU"
    for (indicator, population), rows in of_buurten.groupby(["indicator", "population"]):
        assert areas.years(str(indicator), str(population), "buurten") == sorted(rows["year"])


def test_no_buurt_of_a_few_people_is_named_as_the_highest_or_the_lowest() -> None:
    """Bedrijventerrein West has 54,8% and 140 inhabitants: a dot and a line in the list, and no headline."""
    view = map_view("ervaren_gezondheid", "18+", "buurten", 2024, "GM0106", "nederland")
    assert view.within is not None
    shown = view.within.of("GM0106").set_index("region")["value"]
    assert shown.min() == 54.8
    ends = view.within.value_range("GM0106")
    assert ends is not None
    _, inhabitants = view.within.inhabitants
    assert all(inhabitants[region] >= FEWEST for region in (*ends.at_lowest, *ends.at_highest))
    assert ends.of == (inhabitants.reindex(shown.index) >= FEWEST).sum() == 69


def test_buurten_without_a_name_are_not_named(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gebied="buurten", gemeente="borger-odoorn")
    assert page.header[0].value == (
        "Van Borger-Odoorn staat hier geen hoogste en laagste buurt van 2020: de indeling is sindsdien een andere, en hoeveel "
        "mensen er in deze buurten wonen is niet bekend."
    )
    assert list(table(page).columns) == ["Cijfer 2020"], "no column without a figure"
    assert "Die jaren zijn niet met elkaar te vergelijken." in text(page)


def test_no_buurt_is_named_where_nobody_knows_how_many_live_in_any(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in another province before its counts are there."""
    here = figures("ervaren_gezondheid", "18+")
    assert here is not None
    monkeypatch.setattr(within, "figures_of", lambda *_: None)
    unknown = within.Within(here, 2024, "buurt", "buurten")
    assert len(unknown.rows) > 400
    assert unknown.named.empty
    assert unknown.sentence("GM0106") == (
        "Van Assen staat hier geen hoogste en laagste buurt van 2024: hoeveel mensen er in deze buurten wonen is niet bekend."
    )
    assert unknown.sentence(None) == ""


def test_a_room_is_told_what_a_dot_is() -> None:
    """Emmen has too many wijken to read from afar: its buurten stand in one row, beside those of the others."""
    for gemeente, row in (("GM0114", "gemeente"), ("GM0106", "wijk")):
        shown = for_a_room(map_view("eenzaam", "18+", "buurten", 2020, gemeente, "nederland"))
        assert shown.title.endswith(f"Elke stip is een buurt, per {row}. Schatting met een rekenmodel.")
        assert shown.sentence.startswith("In de buurten van ")
