"""Figures of wijken and buurten: which are kept, of which division, and that they are those of the publisher."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.build import read_source
from loaders.same_area import in_their_year
from loaders.sources import neighbourhood_counts, perceived_health
from monitor.catalogue import load
from monitor.errors import SourceError
from monitor.observations import WITHIN_CODES
from monitor.regions import area, gemeente_of, name, same_area, wijk_of
from monitor.store import store
from tests.loaders.conftest import FULL

PERCEIVED = "rivm-50150ned-ervaren-gezondheid"


def value(table: pd.DataFrame, indicator: str, region: str, year: int, population: str = "18+") -> float:
    rows = table[
        (table["indicator"] == indicator)
        & (table["region"] == region)
        & (table["year"] == year)
        & (table["population"] == population)
    ]
    return float(rows["value"].item())


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    wanted = ["ervaren_gezondheid", "moeite_rondkomen", "bevolking", "huishoudens", "bevolkingsdichtheid"]
    return store().observations(wanted)


@pytest.mark.parametrize(
    ("indicator", "population", "region", "year", "published"),
    [
        # Houtlaan and Kloosterhout in Assen, Valthe in Borger-Odoorn (50150NED).
        ("ervaren_gezondheid", "18+", "BU01060302", 2024, 86.1),
        ("ervaren_gezondheid", "18+", "BU01060302", 2012, 90.1),
        ("ervaren_gezondheid", "18+", "BU01060815", 2022, 83.4),
        ("ervaren_gezondheid", "18+", "BU16810001", 2024, 73.1),
        # Kerncijfers wijken en buurten 2024 (85984NED): Houtlaan, and the wijk Assen Oost.
        ("bevolking", "personen", "BU01060302", 2024, 345),
        ("huishoudens", "huishoudens", "BU01060302", 2024, 140),
        ("bevolking", "personen", "WK010603", 2024, 9300),
        ("bevolkingsdichtheid", "personen", "WK010603", 2024, 2802),
    ],
)
def test_published_figures_of_buurten(
    table: pd.DataFrame, indicator: str, population: str, region: str, year: int, published: float
) -> None:
    assert value(table, indicator, region, year, population) == published


def test_perceived_health_of_buurten_is_of_one_edition(table: pd.DataFrame) -> None:
    """Two editions are two models: their figures never stand in one row of dots."""
    rows = table[
        (table["indicator"] == "ervaren_gezondheid")
        & (table["population"] == "18+")
        & table["region"].str.startswith("BU")
    ]
    assert set(rows["source"]) == {"RIVM-50150NED"}
    assert set(rows["year"]) == {2012, 2016, 2020, 2022, 2024}


def test_a_gemeente_that_was_divided_anew_has_no_figures_of_its_new_buurten_before_that(
    table: pd.DataFrame,
) -> None:
    own = table[(table["region"].str.startswith("BU1681")) & table["value"].notna()]
    new = own[own["source"] == "RIVM-50150NED"]
    assert set(new["year"]) == {2022, 2024}
    old = own[own["source"] == "RIVM-50090NED"]
    assert set(old["year"]) == {2012, 2016, 2020}
    assert name("BU16810001", 2020) == "Buurt 00 01 Borger-Odoorn (indeling 2020)"
    assert name("BU16810001", 2024) == "Valthe"
    assert not same_area("BU16810001", 2020, 2024)


def test_figures_before_a_new_division_are_left_out_with_a_reason() -> None:
    rows = pd.DataFrame(
        {"region": ["BU16810001", "BU16810001", "BU01060302", "GM1681"], "year": [2020, 2024, 2020, 2020]}
    )
    kept, remarks = in_their_year(rows, "Gezondheid per wijk en buurt (indeling 2024)")
    assert kept.to_numpy().tolist() == [["BU16810001", 2024], ["BU01060302", 2020], ["GM1681", 2020]]
    assert remarks == [
        "de buurten van Borger-Odoorn zijn intussen anders ingedeeld: die van 2020 blijven uit de oudere tabel"
    ]
    assert len(in_their_year(rows, "Gezondheid per wijk en buurt")[0]) == 4, "of no division at all"


def test_every_buurt_lies_in_a_wijk_and_a_gemeente(table: pd.DataFrame) -> None:
    buurten = table[table["region"].str.startswith("BU")][["region", "year"]].drop_duplicates()
    for region, year in buurten.itertuples(index=False):
        assert area(region, year) is not None
        assert area(gemeente_of(region), year) is not None
        assert area(wijk_of(region), year) is not None, region


def test_the_parts_of_a_gemeente_are_about_its_inhabitants(table: pd.DataFrame) -> None:
    """The CBS rounds those of wijken and buurten to five, so they do not quite add up."""
    people = table[(table["indicator"] == "bevolking") & (table["year"] == 2024)]
    for prefix in WITHIN_CODES:
        parts = people[people["region"].str.startswith(prefix)]
        sums = parts.groupby(parts["region"].map(gemeente_of))["value"].sum()
        assert len(sums) == 12
        for gemeente, total in sums.items():
            published = value(people, "bevolking", str(gemeente), 2024, "personen")
            assert total == pytest.approx(published, abs=5 * len(parts))
            assert total == pytest.approx(published, rel=0.003)


@pytest.mark.skipif(not FULL.is_dir(), reason="the published files are not at hand")
def test_the_carrier_gives_gemeenten_what_the_cbs_publishes_of_them(table: pd.DataFrame) -> None:
    """The file is somebody else's: that its gemeenten are right to the last digit is why its wijken are believed."""
    source = load().sources["CBS-KWB-2024-wijken"]
    rows = read_source(source, FULL)
    gemeenten = rows[rows["region"].str.startswith("GM")]
    names = {
        "inwoners": ("bevolking", "personen"),
        "huishoudens": ("huishoudens", "huishoudens"),
        "dichtheid": ("bevolkingsdichtheid", "personen"),
    }
    assert len(gemeenten) == 36
    for row in gemeenten.itertuples():
        indicator, population = names[str(row.measure)]
        assert row.value == value(table, indicator, str(row.region), 2024, population)


def test_the_readers_of_the_file_of_a_gemeente(upstream: Path) -> None:
    files = [upstream / PERCEIVED / f"{code}.json" for code in ("GM0106", "GM1681")]
    counts = neighbourhood_counts.read(files, {"year": "2024"})
    assert set(counts["region"]) == {
        "GM0106", "WK010603", "BU01060302", "BU01060009", "GM1681", "BU16810001",
    }  # fmt: skip
    valthe = counts[(counts["region"] == "BU16810001") & (counts["measure"] == "huishoudens")]
    assert valthe["missing"].tolist() == ["niet_gepubliceerd"]
    health = perceived_health.read(files, {"population": "18+"})
    assert set(health["region"]) == {"GM0106", "BU01060302", "GM1681", "BU16810001"}


def test_a_file_that_is_a_list_or_has_no_year_is_refused(tmp_path: Path, upstream: Path) -> None:
    listed = tmp_path / "GM0106.json"
    listed.write_text("[]", encoding="utf-8")
    with pytest.raises(SourceError, match="dit is een lijst"):
        neighbourhood_counts.read([listed], {"year": "2024"})
    with pytest.raises(SourceError, match="year="):
        neighbourhood_counts.read([upstream / PERCEIVED / "GM0106.json"], {})
