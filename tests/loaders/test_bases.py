"""Of whom every figure is, how many they are, and what gemeenten are together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from pydantic import ValidationError

from monitor import snapshot
from monitor.aggregate import combined
from monitor.catalogue import DATA, Base, Catalogue, Indicator, Term, load
from monitor.province import GEMEENTEN
from monitor.regions import gemeenten
from monitor.weights import Sizes

ENTRY: dict[str, Any] = {
    "id": "proef", "title": "Proef", "short_title": "Proef", "unit": "procent", "decimals": 1, "polarity": "neutraal",
    "populations": ["18+"], "base": "volwassenen", "quantity": "aandeel", "method": "enquete", "definition": "D.",
    "phrase": "heeft {value}", "gap": "Nog niet.",
}  # fmt: skip
INHABITANTS = {
    **ENTRY, "id": "bevolking", "unit": "personen", "decimals": 0, "populations": ["personen", "65+"],
    "base": "inwoners", "quantity": "aantal",
}  # fmt: skip
BASES: dict[str, Any] = {
    "inwoners": {"name": "inwoners", "size": [["bevolking/personen"]]},
    "volwassenen": {"name": "volwassenen", "uncounted": "Niet geteld.", "stand_in": "inwoners"},
}


def loaded(tmp_path: Path, bases: dict[str, Any] | None = None, **changes: Any) -> Catalogue:
    (tmp_path / "themes").mkdir(parents=True)
    theme = {"id": "t", "title": "T", "intro": "I.", "order": 1}
    indicators = [
        {key: value for key, value in {**ENTRY, **changes}.items() if value is not None},
        INHABITANTS,
    ]
    (tmp_path / "themes" / "t.yaml").write_text(yaml.safe_dump({"theme": theme, "indicators": indicators}))
    (tmp_path / "bases.yaml").write_text(yaml.safe_dump(BASES if bases is None else bases))
    for other in ("sources", "single_figures"):
        (tmp_path / f"{other}.yaml").write_text("{}")
    return load(tmp_path)


def test_a_base_is_named_per_population(tmp_path: Path) -> None:
    found = loaded(tmp_path, populations=["18+", "65+"], base={"18+": "volwassenen", "65+": "inwoners"})[
        "proef"
    ]
    assert {population: base.name for population, base in found.base.items()} == {
        "18+": "volwassenen", "65+": "inwoners",
    }  # fmt: skip
    assert found.weighed_by("18+") == found.weighed_by("65+") == found.base["65+"], "what stands in weighs"


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"base": None}, "base"),
        ({"quantity": None}, "quantity"),
        ({"base": "kinderen"}, "kinderen is not in bases.yaml"),
        ({"base": {"65+": "inwoners"}}, "give one for each of"),
        ({"populations": ["18+", "65+"], "base": {"18+": "inwoners"}}, "give one for each of"),
        ({"quantity": "aantal"}, "quantity aantal goes with a count"),
        ({"unit": "personen"}, "quantity aantal goes with a count"),
        ({"unit": "euro"}, "is counted in"),
        ({"quantity": "gemiddelde", "numerator": {"name": "x", "figures": ["bevolking/65+"]}}, "only a share"),
        ({"numerator": {"name": "x", "figures": ["bevolking/80+"]}}, "unknown figure bevolking/80"),
        ({"numerator": {"name": "x", "figures": ["proef/18+"]}}, "is not a count"),
    ],
)  # fmt: skip
def test_an_indicator_without_a_sound_base_is_refused(
    tmp_path: Path, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValidationError, match=complaint):
        loaded(tmp_path, **changes)


@pytest.mark.parametrize(
    ("base", "complaint"),
    [
        ({"name": "x"}, "give size, or say"),
        ({"name": "x", "size": [["bevolking/personen"]], "uncounted": "Toch niet."}, "give size, or say"),
        ({"name": "x", "size": [["inkomen/personen"]]}, "unknown figure inkomen/personen"),
        ({"name": "x", "size": [[{"figure": "bevolking/personen", "share": "bevolking/65+"}]]}, "not a percentage"),
        ({"name": "x", "size": [["bevolking/personen"]], "stand_in": "inwoners"}, "stand_in is for a base without"),
    ],
)  # fmt: skip
def test_an_unsound_base_is_refused(tmp_path: Path, base: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        loaded(tmp_path, {**BASES, "volwassenen": base})


# How many they are


def counts(*rows: tuple[str, str, str, int, float]) -> Sizes:
    return Sizes(pd.DataFrame(rows, columns=["indicator", "population", "region", "year", "value"]))


def base(*ways: list[Any]) -> Base:
    return Base(id="proef", name="mensen", size=ways)


def test_a_year_takes_the_best_way_that_has_all_its_figures() -> None:
    sizes = counts(
        ("bevolking", "personen", "GM0114", 2020, 1000),
        ("bevolking", "personen", "GM0114", 2025, 1100),
        ("bevolking", "65+", "GM0114", 2025, 253),
        ("aandeel", "personen", "GM0114", 2017, 20),
    )
    older = base(["bevolking/65+"], [Term(figure="bevolking/personen", share="aandeel/personen")])
    # 2020: the share of the nearest year; 2025: counted.
    assert sizes.of(older) == {"GM0114": {2020: 200, 2025: 253}}


def test_terms_are_added_and_taken_off() -> None:
    sizes = counts(
        ("a", "x", "GM0114", 2020, 100), ("b", "x", "GM0114", 2020, 30), ("a", "x", "GM0106", 2020, 9)
    )
    assert sizes.of(base(["a/x", Term(figure="b/x", times=-0.5)])) == {"GM0114": {2020: 85}}


def test_drenthe_is_the_sum_of_its_gemeenten_where_shares_are_rounded() -> None:
    rows = [("bevolking", "personen", code, 2020, 1000.0) for code in GEMEENTEN]
    rows += [("aandeel", "personen", code, 2020, 10.0 + (code == "GM0114")) for code in GEMEENTEN]
    sizes = counts(
        *rows, ("bevolking", "personen", "PV22", 2020, 12_000), ("aandeel", "personen", "PV22", 2020, 10)
    )
    share = base([Term(figure="bevolking/personen", share="aandeel/personen")])
    assert sizes.of(share)["PV22"] == {2020: 1210}
    assert Sizes(sizes._observations.iloc[1:]).of(share)["PV22"] == {2020: 1200}, "one lacks: its own figures"


def test_of_a_wijk_those_of_its_gemeente_are_read_and_say_the_same() -> None:
    rows = [("bevolking", "personen", code, 2020, size) for code, size in (("GM0114", 100), ("NL00", 900))]
    of_wijken = [
        ("bevolking", "personen", f"WK{code}", 2020, int(code)) for code in ("011401", "011402", "010601")
    ]
    whole, asked = counts(*rows, *of_wijken), list[str]()

    def read(beginning: str) -> pd.DataFrame:
        asked.append(beginning)
        return counts(*(row for row in of_wijken if row[2].startswith(beginning)))._observations

    apart, inhabitants = Sizes(counts(*rows)._observations, read), base(["bevolking/personen"])
    regions = ["GM0114", "NL00", "WK011401", "WK011402", "WK010601", "WK019901"]
    for region in regions:
        assert apart.around(region).of(inhabitants).get(region) == whole.of(inhabitants).get(region)
        assert whole.around(region) is whole
    assert asked == ["WK0114", "WK0106", "WK0199"]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return snapshot.read(DATA / "observations")


@pytest.fixture(scope="module")
def sizes(table: pd.DataFrame) -> Sizes:
    return Sizes(table[table["indicator"].isin(load().counting)])


def test_ages_count_up_to_all_inhabitants(sizes: Sizes) -> None:
    bases = load().bases
    ages = ("0_4", "5_9", "10_14", "15_19", "20_24", "25_44", "45_64", "65_79", "80plus")
    for region in ("NL00", "PV22", *gemeenten(2025)):
        by_age = sum(sizes.of(bases[f"inwoners_{age}"])[region][2025] for age in ages)
        assert by_age == sizes.of(bases["inwoners"])[region][2025], region


def test_sizes_of_groups_are_plausible_in_every_year(sizes: Sizes) -> None:
    """Shares in whole percents and counts by age tell the same of Nederland; a group is never more than everyone."""
    bases = load().bases
    everyone = sizes.of(bases["inwoners"])
    expected = {
        "inwoners_15plus": (0.82, 0.87), "inwoners_18plus": (0.78, 0.83), "inwoners_65plus": (0.15, 0.22),
        "inwoners_18_64": (0.58, 0.65), "inwoners_tot_23": (0.23, 0.29), "kinderen": (0.17, 0.22),
    }  # fmt: skip
    for id, (low, high) in expected.items():
        of_base = sizes.of(bases[id])
        for year, size in of_base["NL00"].items():
            assert low <= size / everyone["NL00"][year] <= high, (id, year)
        assert set(of_base) >= gemeenten(2025)
    for region in gemeenten(2025):
        assert (
            sizes.of(bases["inwoners_18_64"])[region][2024] < sizes.of(bases["inwoners_18plus"])[region][2024]
        )
    assert sizes.of(bases["inwoners_65plus"])["PV22"][2025] == 127_731


# What gemeenten are together


def figure(
    table: pd.DataFrame, indicator: str, region: str, year: int, population: str = "huishoudens"
) -> float:
    rows = table[
        (table["indicator"] == indicator) & (table["population"] == population)
        & (table["region"] == region) & (table["year"] == year)
    ]  # fmt: skip
    return float(rows["value"].iloc[0])


@pytest.mark.parametrize(
    ("indicator", "region", "year", "value"),
    [
        ("eenpersoonshuishoudens", "NL00", 2022, 39.0),
        ("eenpersoonshuishoudens", "NL00", 2024, 39.9),
        ("sociaal_minimum", "NL00", 2022, 6.1),
        ("gemiddelde_schuld", "NL00", 2023, 121_100),
    ],
)
def test_households_weigh_with_households(
    table: pd.DataFrame, indicator: str, region: str, year: int, value: float
) -> None:
    assert figure(table, indicator, region, year) == value


def over_all(
    table: pd.DataFrame, sizes: Sizes, indicator: Indicator, population: str, year: int
) -> float | None:
    """The gemeenten of Nederland together, whatever the snapshot has of Nederland itself."""
    rows = table[
        (table["indicator"] == indicator.id) & (table["population"] == population) & (table["year"] == year)
        & table["region"].str.startswith("GM") & table["value"].notna()
    ]  # fmt: skip
    values = dict(zip(rows["region"], rows["value"], strict=True))
    return combined(values, gemeenten(year), year, indicator, sizes.weights(indicator, population))[0]


@pytest.mark.parametrize(
    ("indicator", "population", "year"),
    [
        # Debts of the RMBW and of the dashboard: 8.1 and 8.8. The others: Nederland in the same table as its gemeenten.
        ("problematische_schulden", "huishoudens", 2022),
        ("problematische_schulden", "huishoudens", 2023),
        ("eenpersoonshuishoudens", "huishoudens", 2025),
        ("gemiddeld_inkomen_besteedbaar", "huishoudens", 2024),
        ("aandeel_80plus", "personen", 2025),
        ("grijze_druk", "personen", 2025),
    ],
)
def test_weighed_together_gemeenten_give_what_the_publisher_has_of_nederland(
    table: pd.DataFrame, sizes: Sizes, indicator: str, population: str, year: int
) -> None:
    published = figure(table, indicator, "NL00", year, population)
    assert over_all(table, sizes, load()[indicator], population, year) == published


def test_a_ratio_is_made_of_the_counts(table: pd.DataFrame) -> None:
    assert figure(table, "grijze_druk", "PV22", 2025, "personen") == 46.0


def test_nothing_follows_from_medians(table: pd.DataFrame) -> None:
    medians = [i.id for i in load().indicators.values() if i.quantity == "mediaan"]
    rows = table[table["indicator"].isin(medians)]
    assert len(medians) >= 4
    assert not (rows["origin"] == "berekend").any()


def test_every_calculated_figure_is_that_of_its_base(table: pd.DataFrame, sizes: Sizes) -> None:
    """Worked out once more for Drenthe; and what it covers is a share of its own base."""
    own = table[(table["origin"] == "berekend") & (table["region"] == "PV22")]
    gm = table[table["region"].isin(GEMEENTEN) & table["value"].notna()]
    of_group = dict(list(gm.groupby(["indicator", "population", "year"])))
    for row in own.itertuples():
        indicator = load()[str(row.indicator)]
        base = indicator.weighed_by(str(row.population))
        rows = of_group[row.indicator, row.population, row.year]
        if base is None:
            assert rows["value"].sum() == pytest.approx(row.value)
            continue
        weights = sizes.weights(indicator, str(row.population))
        sized = [weights.of(region, int(str(row.year))) for region in rows["region"]]
        mean = sum(v * w for v, w in zip(rows["value"], sized, strict=True)) / sum(sized)
        step = 50 if indicator.unit == "euro" else 0.5 * 10.0**-indicator.decimals
        # Counted exactly, a ratio can lie a little beside the mean of ratios that were rounded.
        assert row.value == pytest.approx(mean, abs=(2 if indicator.numerator else 1.001) * step), row
        assert row.coverage == pytest.approx(
            sum(sized) / weights.total(GEMEENTEN, int(str(row.year))), abs=1e-4
        )
