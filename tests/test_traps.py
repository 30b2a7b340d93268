"""Traps in the province's own documents: statements that clash, concepts that look alike, sums that do not hold.

The numbers T01, T02, ... are those of the digest of the five policy documents behind the monitor. Only traps that touch
figures are here; each test says what the reader sees instead.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compare.rules.course import course
from compare.rules.people import in_people
from compare.rules.profile_row import profile_row
from compare.wording.trend import trend_sentence
from intake.tables.cells import number
from monitor.catalogue import DATA, Indicator, load
from monitor.dutch import value_text
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import groups
from monitor.store import store
from ui.choose import comparators
from ui.data import figures, populations, sizes
from ui.trend.view import Choice, view

CATALOGUE = load()
EMMEN = "GM0114"


def texts(indicator: Indicator) -> str:
    """Everything that the catalogue lets a reader see of an indicator."""
    return " ".join(
        [indicator.title, indicator.definition, indicator.gap or "", *indicator.how_to_read, indicator.phrase]
    )


def value(indicator: str, population: str, region: str, year: int) -> float | None:
    found = figures(indicator, population)
    return found.value(region, year) if found else None


def test_t01_trust_in_others_is_told_by_its_series_and_not_by_a_statement():
    said = texts(CATALOGUE["vertrouwen_anderen"]).lower()
    assert not re.search(r"stabiel|neemt (langzaam |harder )?af|in lijn met", said)
    laid = figures("vertrouwen_anderen", "15+")
    assert laid is not None
    for region in (PROVINCE, EMMEN):
        found = profile_row(laid, region, [comparators.against("nederland", region, None)[0]])
        assert found is not None
        over = course(laid.of(region), laid.indicator)
        assert over is not None
        sentence = trend_sentence(found, region, over)
        assert (
            f"Het ging van {value_text(over.first.value, laid.indicator)} in {over.first.year} naar"
            in sentence
        )
        assert not re.search(r"stijgt|daalt|stabiel|trend", sentence)


def test_t02_initiatives_are_a_total_and_not_a_sum_of_parts():
    rows = store().observations("bewonersinitiatieven")
    assert rows.loc[rows["region"] == PROVINCE, "value"].tolist() == [42]


def test_t03_t44_no_number_of_people_where_the_base_is_not_known():
    uncounted = ("volwassenen", "16-25", "klas 2 en 4", "leerlingen")
    for indicator in CATALOGUE.indicators.values():
        for population in set(indicator.populations) & set(uncounted):
            said, _ = in_people(indicator, population, PROVINCE, 2024, 20.0, sizes())
            assert not said, (indicator.id, population)
    # The volunteers are a share of those asked; the monitor has no count of them.
    counted = {"personen", "aantal"}
    assert not [i for i in CATALOGUE.indicators.values() if "vrijwillig" in i.id and i.unit in counted]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("€ 750,000,-", 750_000), ("€ 25.000,--", 25_000), ("€36.200,-", 36_200), ("90.000,-", 90_000), ("46,1", 46.1),
        ("1.234,5", 1234.5), ("36,200.50", 36200.5), ("250,-", 250),
    ],
)  # fmt: skip
def test_t07_amounts_are_read_as_the_report_prints_them(printed, meant):
    assert number(printed).value == meant


@pytest.mark.parametrize("printed", ["12.345", "1,234,5", "12,5,-"])
def test_t07_what_can_be_read_in_two_ways_is_not_guessed(printed):
    found = number(printed)
    assert found.value is None
    assert found.problem


def test_t12_young_people_are_not_filled_in_with_adults():
    pupils = CATALOGUE["ervaren_gezondheid_scholieren"]
    assert pupils.gap
    assert not populations(pupils)
    assert "16-25" in CATALOGUE["ervaren_gezondheid"].populations


def test_t13_startkwalificatie_has_one_direction_everywhere():
    indicator = CATALOGUE["startkwalificatie"]
    assert indicator.polarity == "hoger_is_beter"
    assert indicator.title == "Inwoners met een startkwalificatie"
    rows = store().observations("startkwalificatie")
    # "26% zonder" is shown as 74% with.
    assert rows["value"].dropna().between(60, 90).all()
    assert value("startkwalificatie", "15-74", PROVINCE, 2024) == 74


def test_t14_reports_of_discrimination_carry_no_judgement():
    for id in ("discriminatie_meldingen", "discriminatie_meldingen_meldpunt"):
        indicator = CATALOGUE[id]
        assert indicator.polarity == "neutraal"
        assert "niet vanzelf meer discriminatie" in texts(indicator)


@pytest.mark.parametrize("id", [i.id for i in CATALOGUE.indicators.values() if len(populations(i)) > 1])
def test_t15_a_chart_shows_one_population(id):
    indicator = CATALOGUE[id]
    for population in populations(indicator):
        shown = view(indicator, population, Choice(EMMEN))
        assert set(shown.rows["population"]) <= {population}


def test_t16_poverty_and_long_low_income_are_separate():
    three = [CATALOGUE[id] for id in ("armoede", "laag_inkomen", "langdurig_laag_inkomen")]
    assert len({i.definition for i in three}) == len({i.title for i in three}) == 3
    assert three[0].populations != three[2].populations


def test_t18_the_new_definition_of_low_income_is_a_series_of_its_own():
    old, new = CATALOGUE["laag_inkomen_oud"], CATALOGUE["laag_inkomen"]
    # Two indicators: no chart draws the one behind the other. Of the new one no figure is sure yet.
    assert populations(old)
    assert not populations(new)
    assert {d.source for d in old.datasets}.isdisjoint(d.source for d in new.datasets)
    assert "niet naast" in texts(old)
    assert "niet naast" in texts(new)
    assert "R05" in old.rules
    assert "R05" in new.rules
    assert "R05" in CATALOGUE["armoede"].rules


def test_t19_t20_the_year_and_the_value_of_nederland_come_from_the_source():
    # The report prints no value of Nederland ("gelijk aan"): it is RIVM's own row for the same year.
    rows = store().observations("ervaren_gezondheid", populations="18+", regions=[NEDERLAND], years=[2024])
    assert rows["source"].tolist() == ["RIVM-50150NED"]
    assert rows["coverage"].isna().all()
    assert rows["value"].notna().all()


def test_t21_nederland_includes_drenthe():
    found = comparators.against("nederland", PROVINCE, None)[0]
    assert (found.code, found.a_region) == (NEDERLAND, True)
    rows = store().observations("bevolking", regions=[NEDERLAND], years=[2025])
    gemeenten = store().observations("bevolking", levels=["gemeente"], years=[2025])
    assert rows["value"].iloc[0] == gemeenten["value"].sum()


def test_t22_two_definitions_of_volunteering_stand_apart_and_refer_to_each_other():
    one, other = CATALOGUE["vrijwilligerswerk"], CATALOGUE["vrijwilligerswerk_rmbw"]
    assert one.definition != other.definition
    assert other.id in one.see_also
    assert one.id in other.see_also
    assert {d.source for d in one.datasets}.isdisjoint(d.source for d in other.datasets)


def test_t23_sporting_weekly_is_not_the_norm_for_exercise():
    sport, norm = CATALOGUE["wekelijkse_sporters"], CATALOGUE["beweegrichtlijn"]
    assert sport.definition != norm.definition
    assert value("beweegrichtlijn_ggd", "18+", PROVINCE, 2024) == 46.1


def test_t25_groups_have_a_period_and_overlap():
    assert {g.id for g in groups(2025, "regiodeal") if "GM0118" in g.members} == {
        "regiodeal_zuid_oost",
        "regiodeal_zwolle",
    }
    assert not any("GM0106" in g.members for g in groups(2025, "regiodeal"))
    then = next(g for g in groups() if g.id == "regiodeal_zuid_oost_2020")
    now = next(g for g in groups() if g.id == "regiodeal_zuid_oost")
    assert {"GM1680", "GM0160"} <= set(then.members)
    assert not {"GM1680", "GM0160"} & set(now.members)
    # Hardenberg lies in Overijssel: never in a total of Drenthe.
    assert "GM0160" not in then.members_here
    assert "GM0160" not in GEMEENTEN


def test_t39_no_personal_data_in_what_the_monitor_carries():
    e_mail, phone = re.compile(r"[\w.]+@[\w.]+\.\w{2,}"), re.compile(r"\b06[ -]?\d{8}\b|\b05\d{2}[ -]\d{6}\b")
    for file in [*Path(DATA).rglob("*.yaml"), *Path(DATA).rglob("*.md")]:
        said = file.read_text(encoding="utf-8")
        assert not e_mail.search(said), file
        assert not phone.search(said), file


def test_t43_magnitudes_that_surprise_side_by_side_explain_their_own_base():
    three = [CATALOGUE[id] for id in ("moeite_rondkomen", "problematische_schulden", "armoede")]
    assert len({i.populations[0] for i in three}) == 3
    assert all(len(i.definition) > 40 for i in three)


def test_t46_leaving_school_early_and_having_no_diploma_are_two_indicators():
    flow, stock = CATALOGUE["voortijdig_schoolverlaten"], CATALOGUE["startkwalificatie"]
    assert flow.populations != stock.populations
    assert flow.definition != stock.definition


#: S17, R16, R23: a monitor counts and tells. It claims no effect and gives no advice.
_CLAIMS = re.compile(
    r"\b(leidt tot|leiden tot|dankzij|als gevolg van|veroorzaakt|moet worden|zou moeten|het beleid werkt|"
    r"effect van het beleid|zorgwekkend|alarmerend|helaas)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("id", list(CATALOGUE.indicators))
def test_s17_no_text_claims_an_effect_or_judges(id):
    found = _CLAIMS.search(texts(CATALOGUE[id]))
    assert found is None, found
