"""The committed snapshot: the data contract, the regions everyone counts on, and published values."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from loaders.build import MAX_BYTES
from monitor import snapshot
from monitor.catalogue import DATA, Catalogue, load
from monitor.observations import validate
from monitor.province import GEMEENTEN
from monitor.regions import regions
from tests.sweep import EXHAUSTIVE

OBSERVATIONS = DATA / "observations"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return snapshot.read(OBSERVATIONS)


@pytest.fixture(scope="module")
def by_key(table: pd.DataFrame) -> pd.DataFrame:
    return table.set_index(["indicator", "population", "region", "year"]).sort_index()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


PUBLISHED = [
    ("moeite_rondkomen", "18+", "GM0114", {2012: 26.6, 2016: 21.0, 2020: 12.5, 2024: 15.1}),
    ("moeite_rondkomen", "18+", "NL00", {2012: 24.0, 2016: 19.2, 2020: 13.9}),
    ("moeite_rondkomen", "16-25", "PV22", {2024: 26.1}),
    ("ervaren_gezondheid", "18+", "GM0106", {2012: 76.6, 2016: 76.2, 2020: 78.0, 2022: 69.3, 2024: 72.4}),
    ("ervaren_gezondheid", "18+", "NL00", {2012: 76.3, 2016: 75.4, 2020: 78.4, 2022: 69.0, 2024: 72.8}),
    # RIVM's newest table, of all gemeenten in 2024; of Nederland it is there for two topics.
    ("overgewicht", "18+", "GM0014", {2024: 41.2}),
    ("langdurige_aandoening", "18+", "GM0014", {2024: 31.6}),
    ("langdurige_aandoening", "18+", "NL00", {2022: 33.4, 2024: 34.9}),
    # The survey itself: of GGD Drenthe and Nederland, beside the estimates and not among them.
    ("ervaren_gezondheid_ggd", "18+", "PV22", {2020: 79.3, 2022: 70.2}),
    ("ervaren_gezondheid_ggd", "18+", "NL00", {2020: 79.1, 2022: 70.0}),
    ("ervaren_gezondheid_ggd", "19+", "PV22", {2016: 77.0}),
    ("overgewicht_ggd", "18+", "PV22", {2020: 53.5}),
    ("overgewicht_ggd", "18+", "NL00", {2020: 49.4}),
    ("overgewicht_ggd", "19+", "PV22", {2016: 52.9}),
    ("roken_ggd", "18+", "PV22", {2020: 17.2, 2022: 16.4}),
    ("mantelzorger_ggd", "18+", "NL00", {2020: 13.5}),
    ("beweegrichtlijn_ggd", "18+", "PV22", {2022: 46.0, 2024: 46.1}),
    ("roken_ggd", "18-64", "NL00", {2024: 18}),
    ("roken_ggd", "65+", "NL00", {2024: 9}),
    # Low income by the line before 2023, and what CBS says of the social minimum in Nederland.
    ("laag_inkomen_oud", "huishoudens", "PV22", {2011: 5.9, 2014: 7.5, 2017: 7.1}),
    ("laag_inkomen_oud", "huishoudens", "NL00", {2011: 6.9, 2014: 8.5, 2017: 7.9, 2021: 6.3, 2022: 4.2}),
    ("langdurig_laag_inkomen", "huishoudens", "NL00", {2018: 3.3}),
    ("sociaal_minimum", "huishoudens", "NL00", {2017: 7.2, 2019: 6.8, 2021: 6.5, 2023: 6.3, 2024: 6.1}),
    ("respectloos_straat", "15+", "PV22", {2015: 15.0, 2016: 16.0, 2017: 14.6}),
    ("levensverwachting_ggd", "personen", "PV22", {2022: 81.1}),
    ("gezonde_levensverwachting", "personen", "NL00", {2021: 65.2, 2022: 62.8, 2023: 63.3}),
    ("vertrouwen_instituties", "15+", "GM0114", {2022: 54.3}),
    ("vertrouwen_instituties", "15+", "GM1730", {2022: 65.6}),
    ("vertrouwen_instituties", "15+", "PV22", {2024: 60.2}),
    ("vertrouwen_instituties", "15+", "NL00", {2024: 62.9}),
    ("problematische_schulden", "huishoudens", "GM0114", {2022: 9.4, 2023: 9.9}),
    ("problematische_schulden", "huishoudens", "GM1730", {2022: 4.5, 2023: 5.0}),
    ("mediaan_inkomen_besteedbaar", "huishoudens", "GM0114", {2024: 44_400}),
    ("mediaan_inkomen_gestandaardiseerd", "huishoudens", "GM0114", {2024: 33_700}),
    ("mediaan_inkomen_gestandaardiseerd", "huishoudens", "NL00", {2024: 36_500}),
    ("bijstand", "personen", "GM0106", {2023: 2410}),
    ("bevolking", "personen", "GM0114", {2022: 107_856, 2025: 109_678}),
    ("bevolking", "personen", "NL00", {2024: 17_942_942, 2025: 18_044_027}),
    # The province's own number of 2022, as Trendbureau Drenthe prints it.
    ("bevolking", "personen", "PV22", {2022: 497_743}),
]


@pytest.mark.parametrize(("indicator", "population", "region", "values"), PUBLISHED)
def test_published_values(
    indicator: str, population: str, region: str, values: dict[int, float], by_key: pd.DataFrame
) -> None:
    found = {year: by_key.loc[(indicator, population, region, year), "value"] for year in values}
    assert found == values


@pytest.mark.parametrize(
    ("indicator", "year", "figure"),
    [
        ("onveilig_algemeen", 2015, (26.4, 24.2, 28.6)),
        ("onveilig_algemeen", 2016, (30.6, 28.2, 33.0)),
        ("onveilig_algemeen", 2017, (29.3, 28.1, 30.5)),
        ("onveilig_buurt", 2015, (13.6, 11.9, 15.3)),
        ("onveilig_buurt", 2016, (13.9, 12.1, 15.7)),
        ("onveilig_buurt", 2017, (13.2, 12.3, 14.1)),
    ],
)
def test_the_survey_of_safety_has_the_margins_that_cbs_publishes(
    indicator: str, year: int, figure: tuple[float, float, float], by_key: pd.DataFrame
) -> None:
    row = by_key.loc[(indicator, "15+", "PV22", year)]
    assert (row["value"], row["lower"], row["upper"]) == figure
    of_provinces = by_key.loc[(indicator, "15+")].query("year == @year and region.str.startswith('PV')")
    assert len(of_provinces) == 12
    assert of_provinces[["value", "lower", "upper"]].notna().all(axis=None)


@pytest.mark.parametrize(
    ("indicator", "region", "values"),
    [
        # CBS's own national trust in other people (82378NED), and contact in 2019 as Trendbureau Drenthe prints it.
        ("vertrouwen_anderen", "NL00", {2013: 58.3, 2014: 57.9, 2015: 59.6, 2016: 59.9, 2017: 62.1}),
        ("contact", "PV22", {2019: 72.1}),
        ("contact", "NL00", {2019: 72.2}),
    ],
)
def test_own_calculations_come_out_where_cbs_did(
    indicator: str, region: str, values: dict[int, float], by_key: pd.DataFrame
) -> None:
    for year, value in values.items():
        row = by_key.loc[(indicator, "15+", region, year)]
        assert row["value"] == pytest.approx(value, abs=0.11)
        assert 0.8 <= row["coverage"] < 1


#: Nederland 2024, weighted over all 342 gemeenten by inhabitants of 18 and older, as PROVENANCE of the file has it.
NEDERLAND_2024 = {
    "moeite_rondkomen": 15.3, "overgewicht": 51.7, "roken": 17.2, "eenzaam": 47.1, "beweegrichtlijn": 48.3,
    "beperkt_gezondheid": 30.5, "hoog_risico_angst_depressie": 9.6, "stress": 20.5, "ernstig_eenzaam": 13.6,
    "emotioneel_eenzaam": 29.4, "sociaal_eenzaam": 33.0, "lage_veerkracht": 15.6, "regie_eigen_leven": 87.6,
    "mantelzorger": 13.7, "vrijwilligerswerk": 24.7, "obesitas": 16.7, "overmatige_drinker": 5.8,
}  # fmt: skip


@pytest.mark.parametrize("indicator", NEDERLAND_2024)
def test_nederland_2024_is_calculated_over_every_gemeente(indicator: str, by_key: pd.DataFrame) -> None:
    row = by_key.loc[(indicator, "18+", "NL00", 2024)]
    # A tenth is what another way of counting the inhabitants of 18 and older can make of it.
    assert row["value"] == pytest.approx(NEDERLAND_2024[indicator], abs=0.101)
    assert row["coverage"] == 1
    rows = by_key.xs((indicator, "18+"), level=["indicator", "population"]).xs(2024, level="year")
    assert sum(code.startswith("GM") for code in rows["value"].dropna().index) == 342


def test_moeite_rondkomen_2024_of_drenthe_and_nederland(by_key: pd.DataFrame) -> None:
    assert by_key.loc[("moeite_rondkomen", "18+", "PV22", 2024), "value"] == 12.7
    assert by_key.loc[("moeite_rondkomen", "18+", "NL00", 2024), "value"] == 15.3


def test_the_survey_is_not_among_the_estimates(table: pd.DataFrame, catalogue: Catalogue) -> None:
    """One series per indicator of RIVM's model: the survey is another indicator, with its own Nederland."""
    for indicator in catalogue.indicators.values():
        sources = set(
            table.loc[(table["indicator"] == indicator.id) & (table["population"] == "18+"), "source"]
        )
        series = {catalogue.sources[source].series for source in sources}
        estimated = any(name.startswith("RIVM") for name in series)
        assert not ("CBS-GZM" in series and estimated), indicator.id


def test_it_keeps_the_data_contract(table: pd.DataFrame) -> None:
    validate(table)


@EXHAUSTIVE
def test_it_is_written_as_the_build_writes_it(table: pd.DataFrame, tmp_path: Path) -> None:
    snapshot.write(table, tmp_path / "observations")
    for file in sorted(OBSERVATIONS.iterdir()):
        assert (tmp_path / "observations" / file.name).read_bytes() == file.read_bytes(), file.name


def test_it_stays_small() -> None:
    assert sum(file.stat().st_size for file in OBSERVATIONS.iterdir()) < MAX_BYTES


def test_there_are_enough_indicators(table: pd.DataFrame) -> None:
    assert table[table["value"].notna()]["indicator"].nunique() >= 60


def test_catalogue_and_snapshot_name_the_same_things(table: pd.DataFrame, catalogue: Catalogue) -> None:
    assert set(table["indicator"]) <= set(catalogue.indicators)
    assert set(table["source"]) <= set(catalogue.sources)
    for (indicator, population), _ in table.groupby(["indicator", "population"]):
        assert population in catalogue[indicator].populations, indicator
    # An indicator whose only source is fetched has no figures before the first refresh.
    with_datasets = {
        id
        for id, indicator in catalogue.indicators.items()
        if any(
            catalogue.sources[d.source].reader or not catalogue.sources[d.source].live
            for d in indicator.datasets
        )
    }
    assert with_datasets <= set(table["indicator"])


def test_every_region_is_in_the_register(table: pd.DataFrame) -> None:
    assert set(table["region"]) <= {region.code for region in regions()}


def test_the_twelve_are_there_wherever_gemeenten_are(table: pd.DataFrame, catalogue: Catalogue) -> None:
    tables = table[
        table["source"].map(lambda id: bool(catalogue.sources[id].reader or catalogue.sources[id].live))
    ]
    for key, rows in tables.groupby(["indicator", "population", "year"]):
        if (rows["region"].str.startswith("GM") & rows["value"].notna()).any():
            assert set(GEMEENTEN) <= set(rows["region"]), key


def test_nederland_or_drenthe_is_there_for_every_indicator(table: pd.DataFrame) -> None:
    figures = table[table["value"].notna()]
    for indicator, rows in figures.groupby("indicator"):
        assert {"NL00", "PV22"} & set(rows["region"]) or rows["region"].isin(GEMEENTEN).any(), indicator


def test_shares_are_shares(table: pd.DataFrame, catalogue: Catalogue) -> None:
    for indicator, rows in table.groupby("indicator"):
        values = rows["value"].dropna()
        if catalogue[indicator].unit == "procent":
            assert values.between(0, 100).all(), indicator
        elif catalogue[indicator].unit in ("personen", "huishoudens", "aantal"):
            assert (values >= 0).all(), indicator


def test_trust_reaches_as_far_as_cbs_publishes(by_key: pd.DataFrame) -> None:
    for indicator in ("vertrouwen_anderen", "vertrouwen_instituties"):
        for year in range(2013, 2022):
            rows = by_key.xs((indicator, "15+"), level=["indicator", "population"]).xs(year, level="year")
            there = rows[rows["value"].notna()].index
            assert sum(code in GEMEENTEN for code in there) == 11
            assert sum(code.startswith("GM") for code in there) > 230
            assert rows.loc["GM1701", "missing"] == "onderdrukt"


def test_all_gemeenten_have_perceived_health_in_five_years(by_key: pd.DataFrame) -> None:
    rows = by_key.xs(("ervaren_gezondheid", "18+"), level=["indicator", "population"])
    for year in (2012, 2016, 2020, 2022, 2024):
        there = rows.xs(year, level="year")["value"].dropna().index
        assert sum(code.startswith("GM") for code in there) == 342


def test_wijken_of_drenthe_have_three_years(by_key: pd.DataFrame) -> None:
    rows = by_key.xs(("moeite_rondkomen", "18+"), level=["indicator", "population"])
    for year in (2012, 2016, 2020):
        there = rows.xs(year, level="year")["value"].dropna().index
        assert sum(code.startswith("WK") for code in there) > 170


def test_own_calculations_are_marked_and_nothing_else_is(table: pd.DataFrame, catalogue: Catalogue) -> None:
    marked = table[table["origin"] == "berekend"]
    of_gemeenten = marked[~marked["region"].isin(["NL00", "PV22"])]
    assert all(of_gemeenten["region"].str.startswith("GM"))
    for indicator in set(of_gemeenten["indicator"]):
        above = catalogue[indicator].numerator
        assert above is not None
        assert above.since is not None, "only where two counts are divided"
        assert of_gemeenten.loc[of_gemeenten["indicator"] == indicator, "year"].min() >= above.since
    assert marked["coverage"].between(0.8, 1).all()
    assert marked["lower"].isna().all()
    for indicator, population in set(zip(marked["indicator"], marked["population"], strict=True)):
        assert catalogue[indicator].combinable(population)
        assert catalogue[indicator].quantity not in ("mediaan", "klasse")


def test_the_rate_of_crimes_goes_on_where_counts_and_inhabitants_do(by_key: pd.DataFrame) -> None:
    """Emmen 2024: 4.026 on 109.346 inhabitants; Drenthe and Nederland from their sums. Marked as the monitor's own."""

    def row(id: str, region: str, year: int) -> pd.Series:
        return by_key.loc[(id, "personen", region, year)]  # type: ignore[return-value]

    assert row("misdrijven_per_1000", "GM0114", 2024)["value"] == 37
    for year in (2023, 2024, 2025):
        for region in ("GM0114", "GM0106", "GM1701", "PV22", "NL00"):
            rate = row("misdrijven_per_1000", region, year)
            crimes, people = (row(id, region, year)["value"] for id in ("misdrijven", "bevolking"))
            assert rate["value"] == round(crimes / people * 1000)
            assert (rate["origin"], rate["coverage"], rate["source"]) == ("berekend", 1, "Politie-47022NED")
    published = row("misdrijven_per_1000", "GM0114", 2022)
    assert (published["origin"], published["status"]) == ("gepubliceerd", "voorlopig"), "as the text says"
