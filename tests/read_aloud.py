"""Every sentence that the monitor can say of an indicator, to be read: ``python -m tests.read_aloud [indicator ...]``.

Prints per indicator and population, with the name of the kind of sentence in front; a sentence that stands there
twice is printed once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

from compare.rules.people import in_people
from compare.rules.profile_row import profile_row
from compare.wording.comparison import comparison_sentence, value_sentence
from compare.wording.map import map_sentence
from monitor.catalogue import Indicator
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import name
from ui.choose import comparators
from ui.cijfers import about, report
from ui.data import catalogue, figures, populations, sizes
from ui.kaart import areas
from ui.kaart.areas import AREAS
from ui.kaart.over_years import OverYears
from ui.kaart.view import map_view
from ui.kaart.within import Within
from ui.trend.view import Choice, view

#: The province, the land, a large gemeente, one that surveys leave out, one with a wijk of its own name.
REGIONS = (PROVINCE, NEDERLAND, "GM0114", "GM1701", "GM0118")


class Said(NamedTuple):
    """One sentence or more, as a reader gets it, of an indicator and a population ("" where it holds for all)."""

    indicator: str
    population: str
    kind: str
    text: str


def said_of(indicator: Indicator) -> Iterator[Said]:
    """All that is said of an indicator, each text once per population."""
    yield from _texts(indicator)
    for population in populations(indicator):
        told: set[str] = set()
        for kind, text in _of_population(indicator, population):
            if text.strip() and text not in told:
                told.add(text)
                yield Said(indicator.id, population, kind, text.strip())


def everything() -> Iterator[Said]:
    """:func:`said_of` every indicator of the catalogue."""
    for indicator in catalogue().indicators.values():
        yield from said_of(indicator)


def _texts(indicator: Indicator) -> Iterator[Said]:
    found = about.build(indicator)
    lines = [
        ("title", [indicator.title]),
        ("short title", [indicator.short_title]),
        ("definition", [indicator.definition]),
        ("how to read", indicator.how_to_read),
        ("gap", [indicator.gap or ""]),
        ("differs", [indicator.differs or ""]),
        ("years", found.years),
        ("break", found.breaks),
        ("lacking", found.gaps),
        ("chart", about.chart_lines(indicator)),
        ("report", report.sentences(indicator)),
        (
            "without a figure",
            [value_sentence(name(PROVINCE), None, indicator, indicator.populations[0], 2024)],
        ),
    ]
    for kind, texts in lines:
        for text in texts:
            if text:
                yield Said(indicator.id, "", kind, text)


def _of_population(indicator: Indicator, population: str) -> Iterator[tuple[str, str]]:
    found = figures(indicator.id, population)
    assert found is not None
    wijk = next((region for region in found.regions if region.startswith("WK")), None)
    for region in (*REGIONS, *filter(None, [wijk])):
        observations = [observation for observation in found.of(region) if observation.value is not None]
        called = areas.region_name(region, observations[-1].year if observations else 2020)
        if observations:
            last = observations[-1]
            yield (
                "value",
                value_sentence(called, last.value, indicator, population, last.year, last.provisional),
            )
            told = in_people(indicator, population, region, last.year, last.value, sizes())
            yield "people", " ".join(told)
        else:
            yield "no value", value_sentence(called, None, indicator, population, 2024)
        if region == wijk:
            continue
        for slug in ("nederland", "drenthe", "eerder"):
            against = comparators.against(slug, region, None)[0]
            one = profile_row(found, region, [against], GEMEENTEN)
            if one:
                yield "comparison", comparison_sentence(one, called)
    for gemeente in (None, "GM0114", "GM1701"):
        shown = view(indicator, population, Choice(gemeente))
        for sentence in shown.sentences:
            yield "trend", sentence
        for text in (shown.in_people, shown.remark, shown.absent, *shown.facts, *shown.breaks, *shown.notes):
            yield "under the trend", text
    for area in AREAS:
        years = areas.years(indicator.id, population, area)
        for year in years[-1:]:
            for gemeente in (None, "GM0114", "GM0118"):
                shown_map = map_view(indicator.id, population, area, year, gemeente, "nederland")
                yield f"map {area}", shown_map.sentence
                yield "beside the map", shown_map.beside_the_map
                yield "bars", shown_map.of_drenthe
                yield "under the map", shown_map.under_the_map
                yield "legend", shown_map.legend[1]
            over = OverYears(map_view(indicator.id, population, area, year, None, "nederland"))
            if len(over.years) > 1:
                yield "over the years", over.sentence
        if not years:
            empty = figures(indicator.id, population)
            assert empty is not None
            yield "no map", map_sentence(empty.frame["value"].iloc[:0], {}, indicator, population, 2024)
    if wijk:
        year = max(p.year for p in found.of(wijk))
        inside = Within(found, year, "wijk", "wijken")
        for gemeente in GEMEENTEN:
            yield "within", inside.sentence(gemeente)


def main(ids: list[str]) -> None:
    wanted = ids or list(catalogue().indicators)
    for id in wanted:
        print(f"\n## {id}")
        for one in said_of(catalogue()[id]):
            print(f"{one.population:>10} {one.kind}: {one.text}")


if __name__ == "__main__":
    main(sys.argv[1:])
