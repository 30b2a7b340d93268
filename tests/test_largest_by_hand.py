"""What the start page and Mijn gemeente name first is the largest: worked out again here from the observations alone.

Nothing of compare/ does the sums: newest common year, one series, the spread between gemeenten, the uncertainty, the
order. Then the sentences and the tables are read back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
import pytest

from monitor.catalogue import Indicator, load
from monitor.dutch import value_text
from monitor.province import GEMEENTEN
from monitor.regions import gemeenten, name
from monitor.store import store
from ui.choose import comparators
from ui.data import sizes
from ui.gemeente import view as profile
from ui.overzicht import view as overview

CATALOGUE = load()
REGIONS = ("PV22", *GEMEENTEN)
NAMED = 3
#: Of the Gezondheidsmonitor 2024: respondents of 18 to 64 and of 65 and older, and the grown-ups of Nederland.
ANSWERED = (240_364 + 213_978) / 14_730_000


@dataclass(frozen=True)
class Sum:
    indicator: Indicator
    year: int
    size: float
    own: float
    other: float


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    found = store().observations()
    found["series"] = [
        CATALOGUE[id].series_of(source, CATALOGUE.sources)
        for id, source in zip(found["indicator"], found["source"], strict=True)
    ]
    return found[found["value"].notna()]


def base(region: str, year: int, indicator: Indicator, population: str) -> float:
    """How many people or households the figure is of, or as many as stand in for them; NaN where that does not matter."""
    weights = sizes().weights(indicator, population)
    if weights.base is None:
        return math.nan
    members = {"PV22": GEMEENTEN, "NL00": sorted(gemeenten(year))}.get(region, [region])
    return weights.total(members, year)


def uncertainty(row: pd.Series, of: pd.DataFrame, indicator: Indicator, size: float) -> float:
    if not math.isnan(row["lower"]) and not math.isnan(row["upper"]):
        return ((row["upper"] - row["lower"]) / 3.92) ** 2
    rounding = 0.0
    if row["region"].startswith("GM"):
        of_year = of[of["region"].str.startswith("GM") & (of["year"] == row["year"])]["value"]
        rounding = step_of(of_year, indicator.decimals) ** 2 / 12
    if indicator.unit != "procent":
        return rounding
    answers = size if indicator.method == "registratie" else size * ANSWERED
    return row["value"] * (100 - row["value"]) / answers + rounding


def step_of(values: pd.Series, decimals: int) -> float:
    """1 of whole percents, 100 of incomes in hundreds; of fewer than four different figures nothing is told."""
    step = 10.0**-decimals
    while values.nunique() >= 4 and step < values.max() and ((values / (10 * step)).round(6) % 1 == 0).all():
        step *= 10
    return step


def spread_between_gemeenten(of: pd.DataFrame, year: int) -> float | None:
    counted = of[of["region"].str.startswith("GM")].groupby("year")["value"].agg(["std", "count"])
    counted = counted[(counted["count"] >= 10) & (counted["std"] > 0)]
    if (counted["count"] >= 100).any():
        counted = counted[counted["count"] >= 100]
    if counted.empty:
        return None
    nearest = min(counted.index, key=lambda known: (abs(known - year), -known))
    return float(counted.loc[nearest, "std"])


def by_hand(rows: pd.DataFrame, region: str) -> list[Sum]:
    """Every difference with Nederland that may be ranked, largest first."""
    found = []
    for indicator in CATALOGUE.indicators.values():
        if (
            not indicator.need_to_know
            or indicator.variant_of
            or indicator.unit in ("personen", "huishoudens", "aantal")
        ):
            continue
        of = rows[rows["indicator"] == indicator.id]
        asked = [
            p for p in indicator.populations if ((of["population"] == p) & (of["region"] == region)).any()
        ]
        if not asked:
            continue
        of = of[of["population"] == asked[0]]
        own, other = (of[of["region"] == code].set_index("year", drop=False) for code in (region, "NL00"))
        both = sorted(set(own.index) & set(other.index))
        if not both:
            continue
        year = both[-1]
        mine, theirs = own.loc[year], other.loc[year]
        young = asked[0] == "16-25" and region.startswith("GM") and math.isnan(mine["lower"])
        shown = round(mine["value"], indicator.decimals), round(theirs["value"], indicator.decimals)
        difference = round(shown[0] - shown[1], indicator.decimals)
        usual = spread_between_gemeenten(of, year)
        if young or not difference or usual is None or mine["series"] != theirs["series"]:
            continue
        unsure = uncertainty(mine, of, indicator, base(region, year, indicator, asked[0])) + uncertainty(
            theirs, of, indicator, base("NL00", year, indicator, asked[0])
        )
        size = difference / usual * usual**2 / (usual**2 + unsure)
        found.append(Sum(indicator, year, size, *shown))
    return sorted(found, key=lambda one: -abs(one.size))


@pytest.mark.parametrize("region", REGIONS)
def test_the_sentence_names_the_largest_in_order_and_the_table_the_same(rows, region) -> None:
    in_order = by_hand(rows, region)
    floor = int(rows["year"].max()) - 4
    new = [one for one in in_order if one.year >= floor][:NAMED]
    old = [one for one in in_order[:NAMED] if one.year < floor]
    assert new, "nothing to name"
    nederland = comparators.against("nederland", region, None)[0]
    if region == "PV22":
        sentence = " ".join(overview.overview(nederland).stands_out)
    else:
        mine = profile.build(region, nederland)
        sentence = " ".join(mine.stands_out)
        (first, *_) = mine.in_short
        assert first.id == "opvallend"
        assert first.names == [one.indicator.id for one in (*new, *old)]
    parts = [
        f"{one.indicator.phrase.format(value=value_text(one.own, one.indicator))} (" for one in (*new, *old)
    ]
    places = [sentence.index(part) for part in parts]
    assert places == sorted(places)
    for one, start in zip((*new, *old), places, strict=True):
        said = sentence[start:].partition(")")[0]
        assert f"Nederland {value_text(one.other, one.indicator)}, {one.year}" in said
    assert sentence.count("(") == len(parts)
    assert sentence.startswith(
        f"De grootste verschillen met Nederland: in {name(region)} "
        if len(new) > 1
        else f"Het grootste verschil met Nederland: in {name(region)} "
    )
    older = sentence.find("Ook groot, maar ouder:")
    assert (older >= 0) == bool(old)
    assert all(
        (place > older >= 0) == (one.year < floor) for one, place in zip((*new, *old), places, strict=True)
    )


def changes_by_hand(rows: pd.DataFrame, region: str) -> list[Sum]:
    """Every change of a gemeente that may be ranked, largest first; ``own`` and ``other``: its last and first figure."""
    found = []
    for indicator in CATALOGUE.indicators.values():
        if not indicator.need_to_know or indicator.variant_of:
            continue
        of = rows[rows["indicator"] == indicator.id]
        asked = [
            p for p in indicator.populations if ((of["population"] == p) & (of["region"] == region)).any()
        ]
        if not asked or asked[0] == "16-25":
            continue
        of = of[of["population"] == asked[0]]
        line = newest_stretch(of[of["region"] == region].sort_values("year"), indicator)
        usual = spread_between_gemeenten(of, line[-1]["year"]) if len(line) > 1 else None
        if usual is None:
            continue
        sizes = []
        for before in (line[0], line[-2]):
            values = [round(row["value"], indicator.decimals) for row in (line[-1], before)]
            unsure = sum(
                uncertainty(row, of, indicator, base(region, row["year"], indicator, asked[0]))
                for row in (line[-1], before)
            )
            sizes.append(round(values[0] - values[1], indicator.decimals) * usual / (usual**2 + unsure))
        size = max(sizes, key=abs)
        if size:
            found.append(Sum(indicator, line[-1]["year"], size, line[-1]["value"], line[0]["value"]))
    return sorted(found, key=lambda one: -abs(one.size))


def newest_stretch(line: pd.DataFrame, indicator: Indicator) -> list[pd.Series]:
    """The newest two or more figures of one series without a break between them."""
    stretches: list[list[pd.Series]] = []
    for _, row in line.iterrows():
        last = stretches[-1][-1] if stretches else None
        new = (
            last is None
            or row["series"] != last["series"]
            or any(
                last["year"] < stop.year <= row["year"] and stop.population in (None, row["population"])
                for stop in indicator.breaks
            )
        )
        if new:
            stretches.append([row])
        else:
            stretches[-1].append(row)
    return next((stretch for stretch in reversed(stretches) if len(stretch) > 1), [])


def newest_by_hand(rows: pd.DataFrame, one: Sum, region: str) -> tuple[int, float]:
    """Year and figure of the newest row of this region, of the group of people that comes first."""
    of_region = rows[
        (rows["indicator"] == one.indicator.id) & (rows["region"] == region) & rows["value"].notna()
    ]
    group = next(group for group in one.indicator.populations if (of_region["population"] == group).any())
    newest = of_region[of_region["population"] == group].sort_values("year").iloc[-1]
    return int(newest["year"]), float(newest["value"])


@pytest.mark.parametrize("region", GEMEENTEN)
def test_what_moved_names_the_largest_changes_in_order(rows, region) -> None:
    in_order = changes_by_hand(rows, region)
    floor = int(rows["year"].max()) - 4
    new = [one for one in in_order if one.year >= floor][:NAMED]
    old = [one for one in in_order[:NAMED] if one.year < floor]
    lines = list(profile.build(region, comparators.against("nederland", region, None)[0]).moved)
    # Of the same figure there is a newer one, in no stretch with these.
    newer = [
        (one, year, value)
        for one in new
        for year, value in [newest_by_hand(rows, one, region)]
        if year > one.year
    ]
    assert len(lines) == len(new) + bool(newer) + bool(old)
    if newer:
        assert lines[len(new)].startswith("Nieuwer, maar niet te vergelijken: ")
        for one, year, value in newer:
            assert f"({value_text(value, one.indicator)} in {year})" in lines[len(new)]
    for one, line in zip(new, lines, strict=False):
        assert line.startswith(f"{one.indicator.short_title}: van {value_text(one.other, one.indicator)} in ")
        assert f"{value_text(one.own, one.indicator)} in {one.year}" in line
    if old:
        places = [lines[-1].lower().index(f"{one.indicator.short_title.lower()} (van ") for one in old]
        assert places == sorted(places)
