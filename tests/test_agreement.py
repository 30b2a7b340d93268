"""What one page says of a figure, every page says: card, table, map, file and sentence agree to the digit.

Every indicator, gemeente, comparator and year goes through the rule that computes a difference, and is held against a
sum made here from the observations themselves. The texts of map, profile and trend are then read back as a reader reads
them, for every indicator with a gemeente and a comparator that go round.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd
import pytest

from compare.indicator_data import IndicatorData
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, compare
from compare.rules.gap import grows_with_size
from compare.rules.profile_row import profile_row
from compare.wording.comparison import comparison_sentence
from monitor.catalogue import Indicator
from monitor.dutch import difference_text, value_text
from monitor.province import GEMEENTEN
from monitor.regions import name
from monitor.store import store
from tests.sweep import sampled
from ui.choose import comparators
from ui.data import catalogue, figures, populations
from ui.gemeente import view as profile
from ui.kaart import areas
from ui.kaart.view import map_view
from ui.parts.downloads import comparisons_with, tidy_dutch
from ui.trend.view import Choice, view
from ui.vergelijk.matrix import build as matrix

#: One of each kind, and some more.
SLUGS = (
    "nederland", "drenthe", "vergelijkbaar", "eerder", "eerder-2016", "emmen", "hardenberg", "regiodeal-zuid-oost",
    "corop-noord", "provincie-groningen",
)  # fmt: skip


def pairs() -> list[tuple[str, str]]:
    """Every indicator and population with a figure of a gemeente of Drenthe."""
    return [
        (indicator.id, population)
        for indicator in catalogue().indicators.values()
        for population in populations(indicator)
        if areas.years(indicator.id, population, "drenthe")
    ]


PAIRS = pairs()
YEARS_COUNTED = range(2010, 2030)
OLDER = ("20-24", "25-44", "45-64", "65-79", "80+")
#: Of how many a figure is, written out once more: the counts by age of 2025, else inhabitants times shares of ages.
BY_AGE = {
    "15+": (("15-19", *OLDER), lambda a, b, c: 1 - a),
    "16+": (("0.8 15-19", *OLDER), lambda a, b, c: 1 - a - 0.1 * b),
    "18+": (("0.4 15-19", *OLDER), lambda a, b, c: 1 - a - 0.3 * b),
    "18-64": (("0.4 15-19", "20-24", "25-44", "45-64"), lambda a, b, c: 1 - a - 0.3 * b - c),
    "65+": (("65-79", "80+"), lambda a, b, c: c),
    "16-25": (("15-19", "20-24"), lambda a, b, c: b),
    "0-22": (("0-4", "5-9", "10-14", "15-19", "0.6 20-24"), lambda a, b, c: a + 0.8 * b),
}
#: Weighed with another group than the population names.
LIKE = {"15-74": "15+", "beroepsbevolking": "15+"}


@pytest.fixture(scope="module")
def published() -> dict[tuple[str, str, str, int], float]:
    """The snapshot as it is, without anything of the comparisons."""
    rows = store().observations()
    rows = rows[rows["value"].notna()]
    keys = zip(rows["indicator"], rows["population"], rows["region"], rows["year"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))


def rounded(value: float, indicator: Indicator) -> Decimal:
    step = Decimal(1).scaleb(-indicator.decimals)
    return Decimal(repr(round(value, indicator.decimals))).quantize(step, ROUND_HALF_EVEN)


def asked(gemeente: str) -> Iterator[tuple[str, Comparator]]:
    for slug in SLUGS:
        yield slug, comparators.against(slug, gemeente, gemeente)[0]


def near(published, id: str, population: str, code: str, year: int) -> tuple[int, float]:
    """The year nearest to this one with a figure, and that figure."""
    known = [y for y in YEARS_COUNTED if (id, population, code, y) in published]
    nearest = min(known, key=lambda y: (abs(y - year), y))
    return nearest, published[id, population, code, nearest]


def size(published, id: str, population: str, code: str, year: int) -> float:
    """Of how many people or households the figure of a gemeente is, or as many as stand in for them."""
    if id == "grijze_druk":
        return sum(near(published, "leeftijd", age, code, year)[1] for age in ("20-24", "25-44", "45-64"))
    if id == "instroomkans_schulden":
        return near(published, "risicogroep_schulden_aantal", "personen", code, year)[1]
    if id == "risicogroep_schulden":
        population = "18+"
    if population == "huishoudens":
        return near(published, "huishoudens", "huishoudens", code, year)[1]
    counted, inhabitants = near(published, "bevolking", "personen", code, year)
    ages, share = BY_AGE.get(LIKE.get(population, population), ((), None))
    if share is None:
        return inhabitants
    if ("leeftijd", "80+", code, counted) in published:
        parts = [age.rpartition(" ") for age in ages]
        return sum(float(times or 1) * published["leeftijd", age, code, counted] for times, _, age in parts)
    shares = ("aandeel_0_14", "aandeel_15_24", "aandeel_65plus")
    return inhabitants * share(*(near(published, s, "personen", code, counted)[1] / 100 for s in shares))


def together(published, id: str, population: str, members: frozenset[str], year: int) -> float | None:
    """The mean of gemeenten weighted by who the figure is of, written out; None unless every member has a figure."""
    if any((id, population, code, year) not in published for code in members):
        return None
    weights = {code: size(published, id, population, code, year) for code in members}
    return sum(published[id, population, code, year] * weights[code] for code in members) / sum(
        weights.values()
    )


def of_pair(id: str, population: str) -> IndicatorData:
    found = figures(id, population)
    assert found is not None
    return found


@pytest.mark.parametrize(("id", "population"), sampled(PAIRS))
def test_every_difference_is_the_sum_of_two_published_figures(id, population, published):
    laid, indicator = of_pair(id, population), catalogue()[id]
    years = areas.years(id, population, "drenthe")
    for gemeente, year in itertools.product(GEMEENTEN, years):
        for _, comparator in asked(gemeente):
            found = compare(laid, gemeente, comparator, year)
            own = published.get((id, population, gemeente, year))
            if not isinstance(found, Comparison):
                other = published.get((id, population, comparator.code, year))
                if comparator.members_for(indicator) and indicator.weighed_by(population):
                    other = together(published, id, population, comparator.members_for(indicator), year)
                assert own is None or other is None or grows_with_size(indicator), (
                    gemeente,
                    year,
                    comparator,
                )
                continue
            assert own is not None
            if comparator.a_region:
                other = published[id, population, comparator.code, year]
            elif found.over_time:
                assert found.other.year < year
                other = published[id, population, gemeente, found.other.year]
            else:
                other = found.other.value
                assert other is not None
                mean = together(published, id, population, comparator.members_for(indicator), year)
                if mean is not None:
                    # Our own sums round once more: incomes to hundreds of euros. Of a ratio they are of the counts
                    # themselves, and the published ratios of the members are rounded too.
                    step = 50 if indicator.unit == "euro" else 0.5 * 10.0**-indicator.decimals
                    assert abs(other - mean) <= step * (2 if indicator.numerator else 1) + 1e-9
            assert Decimal(repr(found.gap.difference)) == rounded(own, indicator) - rounded(other, indicator)
            assert found.outcome == "geen marge bekend" or found.own.lower is not None


@pytest.mark.parametrize(("turn", "pair"), sampled(enumerate(PAIRS), every=36))
def test_map_table_bars_legend_and_sentence_agree(turn, pair, published):
    id, population = pair
    indicator = catalogue()[id]
    gemeente = GEMEENTEN[turn % 12]
    for year, slug in itertools.product(areas.years(id, population, "drenthe"), SLUGS):
        shown = map_view(id, population, "drenthe", year, gemeente, slug)
        table = shown.table()
        for region in GEMEENTEN:
            own = published.get((id, population, region, year))
            cell = table.loc[region].iloc[1]
            assert pd.isna(cell) if own is None else cell == own
            found = shown.comparisons[region]
            if shown.against:
                difference = table.loc[region].iloc[2]
                assert pd.isna(difference) if found is None else difference == found.gap.difference
        bars = shown.bars.set_index("region")["Cijfer"]
        assert bars[gemeente].startswith(
            value_text(published.get((id, population, gemeente, year)), indicator)
        )
        if shown.mark and shown.comparisons[gemeente]:
            assert shown.mark[1] == shown.comparisons[gemeente].gap.comparator
        if shown.comparisons[gemeente] is None:
            assert re.search(r"(meer|minder|hoger|lager|verder|dichterbij) dan in", shown.own_line) is None
        same_as_read_aloud(shown.own_line, shown.comparisons[gemeente], indicator)


def same_as_read_aloud(said: str, found: Comparison | None, indicator: Indicator) -> None:
    """The sentence holds the value, the difference and the other value of the comparison, in its words."""
    if found is None:
        return
    assert value_text(found.gap.value, indicator) in said
    assert f"({value_text(found.gap.comparator, indicator)}" in said
    if found.gap.direction:
        assert difference_text(found.gap.difference, indicator) in said
        place = re.escape(found.place)
        more = re.search(rf"(meer|minder|hoger|lager|verder|dichterbij) dan in {place}\b", said)
        assert more is not None
        assert (more[1] in ("meer", "hoger", "verder")) == (found.gap.direction > 0)
    else:
        assert "even" in said


@pytest.mark.parametrize("slug", sampled(SLUGS, every=4))
def test_the_profile_its_file_and_its_sentences_agree(slug, published):
    for gemeente in GEMEENTEN:
        comparator, _ = comparators.against(slug, gemeente, gemeente)
        mine = profile.build(gemeente, comparator)
        file = profile.for_excel(mine).set_index(["Indicator", "Groep"])
        assert file.index.is_unique
        for row, (_, line) in zip(mine.rows, file.iterrows(), strict=True):
            indicator, found = row.indicator, row.comparison
            key = (indicator.id, row.population, gemeente, row.year)
            if row.value is not None:
                assert row.value == published[key]
                assert line["Waarde"] == float(rounded(row.value, indicator))
                assert profile.value_cell(row).startswith(value_text(row.value, indicator))
            same = profile_row(of_pair(*key[:2]), gemeente, [comparator], GEMEENTEN)
            assert same is not None
            assert same.comparison == found
            if found:
                assert line[f"Verschil met {comparator.name}"] == found.gap.difference
                assert line[comparator.name] == found.gap.comparator
                same_as_read_aloud(comparison_sentence(row, name(gemeente)), found, indicator)
                if found.gap.direction:
                    assert difference_text(found.gap.difference, indicator) in profile.difference_cell(
                        found, row
                    )


@pytest.mark.parametrize(("turn", "pair"), sampled(enumerate(PAIRS)))
def test_the_trend_says_what_the_profile_says(turn, pair):
    id, population = pair
    indicator = catalogue()[id]
    gemeente = GEMEENTEN[(turn + 5) % 12]
    for slug in SLUGS:
        comparator, _ = comparators.against(slug, gemeente, gemeente)
        shown = view(indicator, population, Choice(gemeente, slug))
        found = profile_row(of_pair(id, population), gemeente, [comparator])
        if found is None or found.value is None:
            continue
        said = shown.sentences[-1]
        assert value_text(found.value, indicator) in said
        same_as_read_aloud(said, found.comparison, indicator)
        assert said in shown.alt


@pytest.mark.parametrize(("turn", "pair"), sampled(enumerate(PAIRS)))
def test_the_file_of_a_page_holds_the_comparison_of_that_page(turn, pair):
    id, population = pair
    laid, gemeente = of_pair(id, population), GEMEENTEN[(turn + 7) % 12]
    rows = laid.frame[laid.frame["region"].isin(GEMEENTEN)]
    for slug in SLUGS[turn % 3 :: 3]:
        file = tidy_dutch(rows, comparisons_with(laid, slug, gemeente))
        for line in file[file["Regiocode"].isin([gemeente, GEMEENTEN[turn % 12]])].to_dict("records"):
            comparator, _ = comparators.against(slug, line["Regiocode"], gemeente)
            found = compare(laid, line["Regiocode"], comparator, line["Jaar"])
            if isinstance(found, Comparison):
                assert line["Verschil"] == found.gap.difference
                assert line["Waarde vergelijking"] == found.gap.comparator
                assert (line["Vergeleken met"], line["Uitkomst"]) == (found.other_name, found.outcome)
            else:
                assert pd.isna(line["Verschil"])
                assert line["Niet vergeleken"] == found.why


def test_the_cells_of_the_comparison_page_are_those_of_the_map(published):
    held, _ = comparators.against("regiodeal-noord", "", None)
    for row in matrix(held).rows:
        shown = map_view(row.indicator.id, row.population, "drenthe", row.year, None, "regiodeal-noord")
        for gemeente in GEMEENTEN:
            value = published.get((row.indicator.id, row.population, gemeente, row.year))
            assert row.value(gemeente) == value
            assert row.text(gemeente) == value_text(value, row.indicator)
            place, on_map = row.places[gemeente], shown.table().loc[gemeente].iloc[-1]
            assert pd.isna(on_map) if place is None else on_map == place.rank
        if shown.mark and shown.against == held:
            assert row.value(held.code) == shown.mark[1]
