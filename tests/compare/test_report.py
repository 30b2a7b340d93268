"""The annual report beside the monitor: every figure it prints, and what the snapshot says to it."""

from __future__ import annotations

import csv
import re

import pytest

from compare.wording.report import Beside, ours_text, sentences, text_of_difference
from monitor import agenda
from monitor.catalogue import DATA, load
from monitor.dutch import number
from ui.cijfers import report

FIGURES = report.beside()
HAVE = [one for one in FIGURES if one.observation]


def called(found: Beside) -> str:
    return f"{found.figure.what}, {found.place}, {found.figure.year}"


def of(indicator: str, region: str = "PV22") -> Beside:
    return next(o for o in FIGURES if (o.figure.indicator, o.figure.region) == (indicator, region))


def rows(indicator: str) -> list[dict[str, str]]:
    with (DATA / "observations" / f"{indicator}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("found", HAVE, ids=called)
def test_ours_is_the_figure_of_the_snapshot(found: Beside) -> None:
    """Of the report's own year where there is one, else the newest; read here from the file itself."""
    figure = found.figure
    assert figure.indicator
    values = {
        int(row["year"]): float(row["value"])
        for row in rows(figure.indicator)
        if (row["population"], row["region"]) == (figure.population, figure.region) and row["value"]
    }
    asked = figure.take or figure.year
    year = asked if asked in values else max(values)
    decimals = load()[figure.indicator].decimals
    assert number(values[year], decimals) in ours_text(found)
    assert (str(year) in ours_text(found)) == (year != figure.year)
    if found.difference is not None:
        theirs = 100 - figure.value if figure.complement else figure.value
        assert found.difference == pytest.approx(values[year] - theirs, abs=0.5 * 10**-decimals)
        assert asked == year, "only figures of one year are subtracted"


@pytest.mark.parametrize(
    "found", [o for o in FIGURES if o.figure.indicator and not o.observation], ids=called
)
def test_without_a_figure_there_is_none_in_the_snapshot(found: Beside) -> None:
    figure = found.figure
    assert figure.indicator
    path = DATA / "observations" / f"{figure.indicator}.csv"
    there = rows(figure.indicator) if path.exists() else []
    assert not [
        r
        for r in there
        if r["region"] == figure.region and r["population"] == figure.population and r["value"]
    ]
    assert ours_text(found) == "geen cijfer"


@pytest.mark.parametrize(
    ("indicator", "printed", "ours", "difference"),
    [
        ("moeite_rondkomen", "bijna 14%", "12,7%", "ongeveer 1,3 procentpunt minder"),
        ("overgewicht", "55,9%", "56,1%", "0,2 procentpunt meer"),
        ("mediaan_inkomen_gestandaardiseerd", "€ 36.200", "€ 36.200 (voorlopig)", "overgenomen"),
        ("startkwalificatie", "26% zonder startkwalificatie", "74%", "overgenomen"),
        ("vertrouwen_instituties", "60,2%", "60,2%", "overgenomen"),
    ],
)
def test_theirs_and_ours(indicator: str, printed: str, ours: str, difference: str) -> None:
    found = of(indicator)
    assert (found.figure.printed, ours_text(found), text_of_difference(found)) == (printed, ours, difference)


def test_debts_say_that_no_series_of_cbs_comes_to_one_in_ten_and_what_nederland_was() -> None:
    (said,) = report.sentences(load()["problematische_schulden"])
    assert "noemt bijna één op de tien (Drenthe) over 2024; hier staat 7,4% over 2023." in said
    assert said.endswith("Nederland in 2024: 8,9%.")
    drenthe = [
        float(row["value"])
        for id in (
            "problematische_schulden",
            "problematische_schulden_oud",
            "problematische_schulden_personen",
        )
        for row in rows(id)
        if row["region"] == "PV22" and row["value"]
    ]
    assert drenthe
    assert max(drenthe) < 9, "as the sentence says: in no series of all of Drenthe nearly ten percent"


def test_what_survey_and_model_say_is_told_apart() -> None:
    for id in (
        "moeite_rondkomen",
        "ervaren_gezondheid",
        "overgewicht",
        "langdurige_aandoening",
        "beweegrichtlijn",
    ):
        found = of(id)
        assert "antwoorden op de vragenlijst" in found.figure.why
        assert found.observation
        assert found.observation.status == "modelschatting"


def test_trust_and_volunteers_are_of_another_edition() -> None:
    for id, region in (("vertrouwen_anderen", "GM0114"), ("vrijwilligerswerk_rmbw", "PV22")):
        found = of(id, region)
        assert "Het CBS schat in elke editie ook de eerdere jaren opnieuw" in found.figure.why
        assert found.difference is None
        assert text_of_difference(found) == "ander jaar"


def test_a_count_is_never_held_against_a_share() -> None:
    """T03, T44: a number of people with an unknown base is not turned into a percentage, nor the other way round."""
    for one in FIGURES:
        if one.figure.unit:
            assert one.difference is None
    assert all(o.figure.indicator != "vrijwilligerswerk_rmbw" for o in FIGURES if o.figure.value > 100)


def test_every_figure_says_where_it_stands_and_why() -> None:
    hedged = {
        "<": r"bijna|onder",
        ">": r"ruim|meer dan",
        "~": r"ongeveer|rond|schatting|vier op|gelijk|130|miljoen",
    }
    for figure in agenda.load().figures:
        assert figure.why.endswith("."), figure.what
        assert figure.quote, figure.what
        assert figure.line > 100, figure.what
        if figure.hedge in hedged:
            assert re.search(hedged[figure.hedge], figure.printed), (figure.what, figure.printed)
        else:
            assert not re.search(r"\b(bijna|ruim|onder|ongeveer|meer dan)\b", figure.printed), figure.printed


def test_every_indicator_of_a_chart_stands_beside_it() -> None:
    charts = report.charts()
    assert list(charts.index) == [f"Grafiek {n}" for n in range(1, 17)]
    assert (charts["Cijfer in de monitor"] != "").all()
    assert not charts["Wat eronder staat"].str.contains(r"RMBW(?! \()", regex=True).any(), "written out"


def test_figures_of_one_year_and_one_reason_are_one_sentence() -> None:
    (said,) = sentences(o for o in FIGURES if o.figure.indicator == "langdurige_aandoening")
    assert said.startswith(
        "Het jaarverslag noemt 36,7% (Drenthe) en 34,5% (Nederland) over 2024; hier staat "
    )
    said_of_young = report.sentences(load()["vertrouwen_anderen"])
    assert any("hier staat 75,6%, 77,5% en 63,1% over 2022." in one for one in said_of_young)
