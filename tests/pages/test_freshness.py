"""How new a figure is stands on every page that explains it, and a figure that may still change says so everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from monitor import freshness
from monitor.catalogue import DATA, load
from monitor.freshness import Freshness, in_words
from monitor.province import GEMEENTEN
from monitor.store import store
from opendata.layers import labels
from tests.pages.conftest import Opener, charts, text
from tests.pages.html_tables import texts
from ui.choose.comparators import against
from ui.data import catalogue, series
from ui.gemeente import view as profile
from ui.kaart.view import map_view
from ui.overzicht.key_figures import themes
from ui.parts.downloads import tidy_dutch
from ui.vergelijk import matrix, matrix_table, pair

EXPLAINING = ["kaart.py", "trend.py", "mijn_gemeente.py"]
#: All of it from one source, and of 2024 only.
EARLY, SOURCE, EMMEN = "mediaan_inkomen_besteedbaar", "CBS-inkomen-2024", "GM0114"
FAILED = Freshness(
    published=date(2026, 6, 3),
    fetched=date(2026, 11, 1),
    checked=date(2026, 11, 20),
    error="HTTP 500",
)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Freshness]:
    """What is known of the sources; nothing, until a test writes something in it."""
    found: dict[str, Freshness] = {}
    monkeypatch.setattr(freshness, "read", lambda data=DATA: found)
    return found


def how_new(page: AppTest) -> list[str]:
    paragraphs = [part for m in page.markdown for part in m.value.split("\n\n")]
    return [part for part in paragraphs if part.startswith("**Hoe nieuw is dit?**")]


@pytest.mark.parametrize("page", EXPLAINING)
def test_a_source_that_was_never_fetched_has_the_day_of_its_file(
    opened: Opener, known: dict[str, Freshness], page: str
) -> None:
    accessed = in_words(load().sources[SOURCE].accessed)
    assert how_new(opened(page, indicator=EARLY, gemeente="emmen")) == [
        f"**Hoe nieuw is dit?** Voorlopig cijfer van 2024, opgehaald op {accessed}."
    ]


@pytest.mark.parametrize("page", EXPLAINING)
def test_when_it_was_published_and_fetched_and_that_fetching_failed_since(
    opened: Opener, known: dict[str, Freshness], page: str
) -> None:
    known[SOURCE] = FAILED
    assert how_new(opened(page, indicator=EARLY, gemeente="emmen")) == [
        "**Hoe nieuw is dit?** Voorlopig cijfer van 2024, gepubliceerd op 3 juni 2026, opgehaald op 1 november 2026. "
        "Op 20 november 2026 lukte ophalen niet; dit zijn de laatste goede cijfers."
    ]


@pytest.mark.parametrize("page", EXPLAINING)
def test_when_new_figures_come_is_said_once(opened: Opener, page: str) -> None:
    # Two sources in the newest year.
    (said,) = how_new(opened(page, indicator="problematische_schulden", gemeente="emmen"))
    assert said.count("cijfer van 2023") == 2
    assert said.count("Volgende cijfers: Het CBS maakt elk jaar een nieuwe editie.") == 1


def test_over_de_cijfers_says_the_same(opened: Opener, known: dict[str, Freshness]) -> None:
    known[SOURCE] = FAILED
    (said,) = how_new(opened("kaart.py", indicator=EARLY))
    assert said.removeprefix("**Hoe nieuw is dit?** ") in text(opened("over_de_cijfers.py", indicator=EARLY))


def test_a_provisional_figure_on_the_map_page(opened: Opener) -> None:
    page = opened("kaart.py", indicator=EARLY, gemeente="emmen")
    assert page.header[0].value.endswith("(2024, voorlopig).")
    assert "€ 44.400 (2024, voorlopig)" in text(page)
    rows = charts(page)[-1]["data"]["rows"].set_index("Gebied")["Cijfer"]
    assert rows["Emmen"] == "€ 44.400*"
    assert "Voorlopige cijfers (*): 2024." in text(page)
    view = map_view(EARLY, "huishoudens", "drenthe", 2024, EMMEN, "nederland")
    assert "Cijfer 2024 (voorlopig)" in view.table()
    assert "Cijfer 2024 (voorlopig)" in view.whole_map()
    assert set(tidy_dutch(view.observations())["Status"]) == {"voorlopig"}
    # The text in the map, and in the open data.
    emmen = series(EARLY, "huishoudens").query("region == @EMMEN")
    assert labels(emmen, catalogue()[EARLY]) == ["€ 44.400 (voorlopig)"]


def test_a_provisional_figure_on_the_trend_page(opened: Opener) -> None:
    page = opened("trend.py", indicator="startkwalificatie")
    assert "In 2022 (voorlopig) was het 73%" in text(page)
    points = charts(page)[0]["data"]["points"].set_index(["Regio", "year"])["Cijfer"]
    assert points["Drenthe", 2022] == "73% (voorlopig)"
    assert points["Drenthe", 2024] == "74%", "from another source, and final"
    assert "Nederland 74%* (2022)" in set(charts(page)[0]["data"]["labels"]["text"])
    assert list(texts(page).columns) == ["Gebied", "2022 (voorlopig)", "2024"]
    assert "Voorlopige cijfers (*): 2022." in text(page)


@pytest.mark.parametrize("page", ["trend.py", "mijn_gemeente.py"])
def test_of_one_year_only_the_provisional_bars_have_a_star(opened: Opener, page: str) -> None:
    shown = opened(page, indicator="mediaan_inkomen_gestandaardiseerd", gemeente="emmen")
    rows = charts(shown)[0]["data"]["rows"].set_index("Gebied")["Cijfer"]
    assert rows["Emmen"] == "€ 33.700*"
    assert rows["Drenthe"] == "€ 36.200*", "quoted from a report, of provisional figures"
    assert "33.700 (2024, voorlopig)" in text(shown)
    assert "Voorlopige cijfers (*): 2024." in text(shown)


def test_a_provisional_figure_in_the_profile() -> None:
    mine = profile.build(EMMEN, against("nederland", EMMEN, None)[0])
    file = profile.for_excel(mine).set_index("Indicator")
    for row in mine.rows:
        early = row.value is not None and row.observation.status == "voorlopig"
        assert profile.value_cell(row).endswith("*)") == early
        assert ("voorlopig" in file.loc[row.indicator.title, "Opmerking"]) == early


def test_a_provisional_figure_on_the_front_page() -> None:
    shown = themes(against("nederland", "PV22", EMMEN)[0])
    said = {id: sentence for theme in shown for id, _, sentence in theme.sentences}
    assert said["mediaan_inkomen_gestandaardiseerd"].startswith("€ 36.200 (2024*), Nederland € 36.500")
    assert "*" not in said["roken"]


def test_a_provisional_figure_between_the_gemeenten() -> None:
    found = matrix.build(against("nederland", "PV22", None)[0])
    for row in found.rows:
        gemeenten = store().observations(row.indicator.id)
        early = gemeenten.query(
            "year == @row.year and population == @row.population and status == 'voorlopig'"
        )
        mine = bool(set(early.dropna(subset=["value"])["region"]) & set(found.columns))
        assert row.who.endswith(", voorlopig") == mine
    income = next(row for row in found.rows if row.indicator.id == "mediaan_inkomen_gestandaardiseerd")
    assert all(", voorlopig" in income.tooltip(region) for region in GEMEENTEN)
    assert "voorlopig" in income.tooltip("PV22")
    assert "Voorlopige cijfers (*): Mediaan inkomen." in found.notes
    shown = matrix_table.table(found, narrow=True).data  # type: ignore[attr-defined]
    assert shown.loc[found.rows.index(income), matrix_table.WHO] == "2024*, huishoudens"
    two = pair.build(catalogue()[EARLY], catalogue()["roken"], None)
    assert two.x.title.endswith("(huishoudens, 2024, voorlopig)")
    assert two.x.column.endswith("(2024, voorlopig)")
    assert "voorlopig" not in two.y.title
