"""What a reader who asks where a figure comes from relies on."""

from __future__ import annotations

import pytest

from loaders.panel.disclosure import LEAST_BASE, MOST_FEW
from monitor.catalogue import load
from monitor.dutch import WHY_MISSING, population_text
from monitor.store import store
from tests.pages.conftest import Opener, text
from tests.pages.html_tables import tables, texts
from tests.sweep import EXHAUSTIVE, sampled
from ui.cijfers import about

PAGE = "over_de_cijfers.py"


@EXHAUSTIVE
def test_the_opened_indicator_says_what_of_whom_by_whom_and_how(opened: Opener) -> None:
    page = opened(PAGE, indicator="moeite_rondkomen")
    said = text(page)
    assert page.header[0].value == "Moeite met rondkomen"
    assert load()["moeite_rondkomen"].definition in said
    assert "**18 jaar en ouder**: 2012, 2016, 2020 en 2024." in said
    assert "Tabel 50150NED heeft ook de jaren 2012 tot en met 2022" in said
    assert "**16 tot en met 25 jaar**: 2024." in said
    assert "**RIVM, GGD'en en CBS**" in said
    assert "Tabel 50150NED, uitgave indeling 2024" in said
    assert "Cijfer van 2024, opgehaald op 21 november 2026." in said
    assert "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)" in said
    assert "Schatting met een rekenmodel" in said
    assert "18 jaar en ouder: vanaf 2024 niet te vergelijken met eerdere jaren" in said
    assert "**Doel 4**: Verminderen van armoede" in said
    assert "Dit is grafiek 5 in het jaarverslag Sociale Agenda 2025." in said
    assert "/open-data/observations.csv?indicator=moeite_rondkomen" in said


def test_a_chart_that_was_read_off_the_order_is_only_likely(opened: Opener) -> None:
    assert "Dit is waarschijnlijk grafiek 6" in text(opened(PAGE, indicator="problematische_schulden"))
    assert "Dit is misschien grafiek 1" in text(opened(PAGE, indicator="rapportcijfer_sociale_contacten"))


def test_missing_gemeenten_are_named_with_the_reason(opened: Opener) -> None:
    said = text(opened(PAGE, indicator="vertrouwen_instituties"))
    assert "Geen cijfer: Westerveld (door de bron weggelaten: te weinig antwoorden)." in said
    assert "Geen cijfers per gemeente in 2024, wel in 2022." in said


def test_an_indicator_without_figures_says_where_they_would_come_from(opened: Opener) -> None:
    page = opened(PAGE, indicator="armoede")
    assert page.info[0].value.startswith("**Wij hebben hier geen cijfers van.**")
    assert "make refresh" in page.info[0].value
    assert "Op de kaart" not in text(page)


def test_searching_lists_what_is_found_and_keeps_the_opened_one(opened: Opener) -> None:
    page = opened(PAGE, zoek="SCHULD", indicator="problematische_schulden")
    found = texts(page)
    assert tables(page)[0].chosen == ["Huishoudens met geregistreerde problematische schulden"]
    assert "Huishoudens met geregistreerde problematische schulden" in set(found["Cijfer"])
    assert set(found.columns) == {"Cijfer", "Thema", "Jaren", "Kleinste gebied"}
    assert page.header[0].value == "Huishoudens met geregistreerde problematische schulden"
    assert page.text_input[0].value == "SCHULD"


def test_a_search_in_vain_offers_what_was_meant(opened: Opener) -> None:
    page = opened(PAGE, zoek="armoedde")
    assert "Niets gevonden" in page.info[0].value
    page.button("bedoeld").click().run()
    assert page.query_params["zoek"] == "armoede"
    assert len(texts(page)) > 1


def test_a_theme_narrows_the_list(opened: Opener) -> None:
    page = opened(PAGE, thema="gezondheid")
    assert set(texts(page)["Thema"]) == {"Gezondheid"}


def test_without_a_choice_every_indicator_is_listed(opened: Opener) -> None:
    assert len(texts(opened(PAGE))) == len(load().indicators)


@EXHAUSTIVE
def test_which_figures_there_are(opened: Opener) -> None:
    page = opened(PAGE, deel="dekking")
    table = page.dataframe[0].value
    assert set(table["Indicator"]) == {i.title for i in load().indicators.values()}
    waiting = texts(page)
    assert "CBS, tabel 86131NED" in set(waiting["Bron"])
    assert waiting["Hoe komt dat erin?"].str.contains("komt vanzelf").any()
    without = table[table["Jaren"] == ""]
    assert (without["Wat ontbreekt"] != "").all()


def test_every_source_in_use_is_listed_with_its_licence(opened: Opener) -> None:
    table = opened(PAGE, deel="bronnen").dataframe[0].value
    used = {d.source for i in load().indicators.values() for d in i.datasets}
    assert len(table) == len(used)
    assert (table["Licentie"] != "").all()


def test_the_goals_stand_there_in_full(opened: Opener) -> None:
    said = text(opened(PAGE, deel="doelen"))
    assert "**Doel 9.** In 2027, bij de uitkomst van de volgende gezondheidsmonitor" in said
    assert "Jaarverslag Sociale Agenda 2025" in said


def test_how_the_monitor_compares_is_told_with_the_groups(opened: Opener) -> None:
    page = opened(PAGE, deel="vergelijken")
    said = text(page)
    for rule in (
        "geen marge bekend",
        "Wij bedenken nooit zelf een marge",
        "80% van de inwoners",
    ):
        assert rule in said.replace("\n", " ")
    table = texts(page)
    assert "Assen en Emmen" in table["Gemeenten"].tolist()
    assert table["Bron"].ne("").all()


def test_the_monitor_says_how_it_calculates_and_that_it_does_not_judge(opened: Opener) -> None:
    said = text(opened(PAGE, deel="monitor"))
    for rule in (
        "Geen oordeel.",
        "Eigen berekening.",
        "gewogen naar",
        "80%",
        "Geen cijfer is geen nul.",
        "fout?",
    ):
        assert rule in said
    assert "@" not in said


def test_what_never_comes_out_of_a_questionnaire_is_told_as_the_loader_does_it(opened: Opener) -> None:
    said = " ".join(text(opened(PAGE, deel="monitor")).split())
    assert f"Minder dan {LEAST_BASE} mensen" in said
    assert f"1 tot en met {MOST_FEW} mensen gaven dit antwoord" in said
    assert f"“{WHY_MISSING['onderdrukt']}”" in said
    assert "komt nooit in de monitor" in said


@pytest.mark.parametrize("query", [{"deel": "raar"}, {"indicator": "raar"}, {"thema": "raar"}])
def test_an_unknown_choice_is_said(opened: Opener, query: dict[str, str]) -> None:
    page = opened(PAGE, **query)
    assert "geen bekende keuze" in page.warning[0].value
    assert page.title[0].value == "Waar komt dit vandaan?"


@pytest.mark.parametrize("id", sampled(load().indicators))
def test_every_indicator_names_all_its_sources_and_populations(id: str) -> None:
    indicator = load()[id]
    rows = store().observations(id).dropna(subset=["value"])
    found = about.build(indicator)
    assert {origin.source.id for origin in found.origins} == set(rows["source"])
    said = " ".join(found.years).lower()
    assert all(population_text(population).lower() in said for population in set(rows["population"]))
    assert len(about.goal_lines(indicator)) == len(indicator.goals)
