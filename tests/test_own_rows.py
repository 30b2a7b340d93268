"""Drenthe's own calculation, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor import weights as sizes
from monitor.catalogue import Base, Count, Dataset, Indicator
from monitor.observations import COLUMNS
from monitor.own_rows import divided, explicit_gaps, own_calculation
from monitor.province import GEMEENTEN
from monitor.regions import gemeenten
from monitor.weights import Sizes, division_of

INWONERS = Base(id="inwoners", name="inwoners", size=[["bevolking/personen"]])  # type: ignore[arg-type]
UNITS = {"aantal": "personen", "mediaan": "euro"}


def indicator(quantity: str = "aandeel", decimals: int = 1) -> Indicator:
    return Indicator(
        id="proef",
        theme="test",
        title="Proef",
        short_title="Proef",
        unit=UNITS.get(quantity, "procent"),  # type: ignore[arg-type]
        decimals=decimals,
        polarity="neutraal",
        populations=("18+",),
        method="enquete",
        definition="",
        phrase="{value}",
        base={"18+": INWONERS},
        quantity=quantity,  # type: ignore[arg-type]
        datasets=(Dataset(source="bron", measure="maat"),),
    )


def figures(
    values: dict[str, float | None], status: str = "definitief", year: int = 2022, missing: str = "onderdrukt"
) -> pd.DataFrame:
    rows = [
        {"indicator": "proef", "origin": "gepubliceerd", "population": "18+", "region": region, "year": year, "value": value,
         "status": status, "missing": None if value is not None else missing, "source": "bron"}
        for region, value in values.items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def inhabitants(numbers: dict[str, float], year: int = 2022) -> Sizes:
    counted = pd.DataFrame({"region": list(numbers), "year": year, "value": list(numbers.values())})
    return Sizes(counted.assign(indicator="bevolking", population="personen"))


@pytest.fixture(autouse=True)
def _nederland_is_drenthe_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "gemeenten", lambda year: frozenset([*GEMEENTEN, "GM0014"]))


def made(values: dict[str, float | None], quantity: str = "aandeel", **kwargs: str) -> pd.DataFrame:
    weights = inhabitants(dict.fromkeys(GEMEENTEN, 1000) | {"GM0114": 9000, "GM0014": 80_000})
    rows = own_calculation(figures(values, **kwargs), indicator(quantity), weights, {"bron": "onderdrukt"})
    return rows.set_index("region")


def test_a_share_is_weighted_by_inhabitants() -> None:
    drenthe = made(dict.fromkeys(GEMEENTEN, 10.0) | {"GM0114": 20.0}).loc["PV22"]
    # (11 x 1000 x 10 + 9000 x 20) / 20000
    assert drenthe["value"] == 14.5
    assert (drenthe["origin"], drenthe["coverage"]) == ("berekend", 1.0)
    assert drenthe["source"] == "bron"
    assert drenthe["missing"] is None


def test_the_share_covered_is_told() -> None:
    values: dict[str, float | None] = dict.fromkeys(GEMEENTEN, 10.0) | {"GM1701": None}
    drenthe = made(values).loc["PV22"]
    assert drenthe["value"] == 10.0
    assert drenthe["coverage"] == 0.95


def test_too_few_inhabitants_is_no_figure() -> None:
    rows = made(dict.fromkeys(GEMEENTEN, 10.0) | {"GM0114": None})
    assert pd.isna(rows.loc["PV22", "value"])
    assert rows.loc["PV22", "missing"] == "onderdrukt"
    assert (rows.loc["PV22", "origin"], pd.isna(rows.loc["PV22", "coverage"])) == ("gat", True)
    assert "NL00" not in rows.index


def test_nederland_needs_the_rest_of_the_country() -> None:
    assert "NL00" not in made(dict.fromkeys(GEMEENTEN, 10.0)).index
    nederland = made(dict.fromkeys(GEMEENTEN, 10.0) | {"GM0014": 30.0}).loc["NL00"]
    # (20000 x 10 + 80000 x 30) / 100000
    assert nederland["value"] == 26.0


def test_a_published_row_is_never_replaced() -> None:
    assert "PV22" not in made(dict.fromkeys(GEMEENTEN, 10.0) | {"PV22": 11.0}).index
    assert "PV22" not in made(dict.fromkeys(GEMEENTEN, 10.0) | {"PV22": None}).index


def test_a_row_that_says_nothing_was_published_is_not_a_figure() -> None:
    rows = made(dict.fromkeys(GEMEENTEN, 10.0) | {"PV22": None}, missing="niet_gepubliceerd")
    assert rows.loc["PV22", "value"] == 10.0
    nothing_to_add = made({"GM0114": 10.0, "PV22": None}, missing="niet_gepubliceerd")
    assert "PV22" not in nothing_to_add.index


def test_persons_are_added_up_only_when_all_are_there() -> None:
    assert made(dict.fromkeys(GEMEENTEN, 10.0), "aantal").loc["PV22", "value"] == 120
    assert pd.isna(made(dict.fromkeys(GEMEENTEN[1:], 10.0), "aantal").loc["PV22", "value"])


def test_some_figures_are_never_combined() -> None:
    assert made(dict.fromkeys(GEMEENTEN, 10.0), "mediaan").empty


def test_the_least_certain_status_holds() -> None:
    assert (
        made(dict.fromkeys(GEMEENTEN, 10.0), status="modelschatting").loc["PV22", "status"]
        == "modelschatting"
    )


def test_without_everyones_inhabitants_there_is_no_figure() -> None:
    weights = inhabitants(dict.fromkeys(GEMEENTEN[1:], 1000))
    rows = own_calculation(
        figures(dict.fromkeys(GEMEENTEN, 10.0)), indicator(), weights, {"bron": "onderdrukt"}
    )
    assert rows["value"].isna().all()


def test_the_nearest_year_with_inhabitants_counts() -> None:
    years = {"region": ["GM0114"] * 3, "year": [2012, 2018, 2020], "value": [100.0, 200.0, 300.0]}
    counted = Sizes(pd.DataFrame(years).assign(indicator="bevolking", population="personen"))
    weights = counted.weights(indicator(), "18+")
    assert [weights.of("GM0114", year) for year in (2000, 2014, 2019, 2025)] == [100, 100, 200, 300]


def test_each_gemeente_of_drenthe_has_a_row() -> None:
    gaps = explicit_gaps(figures({"GM0114": 10.0, "GM0106": None, "NL00": 12.0}), {"bron": "onderdrukt"})
    assert sorted(gaps["region"]) == sorted(set(GEMEENTEN) - {"GM0114", "GM0106"})
    assert set(gaps["missing"]) == {"onderdrukt"}
    assert set(gaps["origin"]) == {"gat"}
    assert gaps["value"].isna().all()


def test_a_national_series_has_no_gaps_per_gemeente() -> None:
    assert explicit_gaps(figures({"NL00": 12.0}), {"bron": "onderdrukt"}).empty


def test_the_division_is_the_one_that_has_the_gemeenten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "gemeenten", gemeenten)
    # Voorne aan Zee exists since 2023: figures of 2013 that name it were restated to a later division.
    assert len(division_of({"GM1992", "GM0114"}, 2013)) == 342
    assert len(division_of({"GM0003", "GM0114"}, 2020)) == 355


def test_where_a_source_stops_one_count_is_divided_by_another() -> None:
    """Only from the year on that the catalogue names, and only where both were counted in that very year."""
    rate = indicator("verhouding", decimals=0).model_copy(
        update={
            "unit": "per_1000",
            "numerator": Count(name="misdrijven", figures=("misdrijven/personen",), since=2023),
        }
    )
    counts = pd.concat(
        [
            figures({"GM0114": 4000, "GM0106": 3000}, year=2023),
            figures({"GM0114": 5000}, year=2022),
            figures({"GM0114": 4400, "GM0106": 2900}, year=2024, status="voorlopig"),
        ]
    ).assign(indicator="misdrijven", population="personen", source="politie")
    people = pd.DataFrame(
        [
            ("GM0114", 2022, 100_000),
            ("GM0114", 2023, 100_000),
            ("GM0106", 2023, 70_000),
            ("GM0114", 2024, 110_000),
        ],
        columns=["region", "year", "value"],
    ).assign(indicator="bevolking", population="personen")
    published = figures({"GM0106": 41}, year=2023)
    made = divided(published, rate, Sizes(pd.concat([people, counts])), counts)
    found = {
        (r.region, r.year): (r.value, r.status, r.origin, r.coverage, r.source) for r in made.itertuples()
    }
    assert found == {
        ("GM0114", 2023): (40, "definitief", "berekend", 1, "politie"),
        ("GM0114", 2024): (40, "voorlopig", "berekend", 1, "politie"),
    }
    without = rate.model_copy(
        update={"numerator": Count(name="misdrijven", figures=("misdrijven/personen",))}
    )
    assert divided(published, without, Sizes(pd.concat([people, counts])), counts).empty


def test_of_the_years_before_the_counts_weigh_nothing() -> None:
    """The source's rates are of other counts: they are weighed, and not made anew."""
    rate = indicator("verhouding", decimals=0).model_copy(
        update={
            "unit": "per_1000",
            "numerator": Count(name="misdrijven", figures=("misdrijven/personen",), since=2023),
        }
    )
    counts = figures(dict.fromkeys(GEMEENTEN, 10.0), year=2022).assign(
        indicator="misdrijven", population="personen"
    )
    people = pd.DataFrame({"region": GEMEENTEN, "year": 2022, "value": 1000.0}).assign(
        indicator="bevolking", population="personen"
    )
    rows = own_calculation(
        figures(dict.fromkeys(GEMEENTEN, 30.0)),
        rate,
        Sizes(pd.concat([people, counts])),
        {"bron": "onderdrukt"},
    )
    assert rows.loc[rows["region"] == "PV22", "value"].tolist() == [30]
