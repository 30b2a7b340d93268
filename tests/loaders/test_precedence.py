"""A newer edition takes over what it has, a year at a time; what it has not stays of the older one."""

from __future__ import annotations

import pandas as pd

from loaders.precedence import in_force
from monitor.catalogue import Source


def source(id: str, *replaces: str) -> Source:
    return Source(
        id=id, publisher="RIVM", title="Gezondheid", edition="1", licence="CC BY 4.0", accessed="2026-11-21",
        attribution=id, method="modelschatting", series=id, replaces=replaces,
    )  # fmt: skip


SOURCES = {"oud": source("oud"), "nieuw": source("nieuw", "oud"), "ander": source("ander")}


def rows(*lines: tuple[str, int, str, float | None], population: str = "18+") -> pd.DataFrame:
    frame = pd.DataFrame(lines, columns=["region", "year", "source", "value"])
    return frame.assign(indicator="eenzaam", population=population)


def left(frame: pd.DataFrame) -> set[tuple[str, int, str]]:
    found = in_force(frame, SOURCES)
    return set(zip(found["region"], found["year"], found["source"], strict=True))


def test_a_year_is_of_one_edition_as_a_whole():
    """Also Nederland, which the newer one leaves out: it may not stand beside gemeenten of another edition."""
    frame = rows(("GM0114", 2016, "oud", 40.0), ("NL00", 2016, "oud", 42.0), ("GM0114", 2016, "nieuw", 41.0))
    assert left(frame) == {("GM0114", 2016, "nieuw")}


def test_other_years_groups_and_sources_stay():
    frame = pd.concat(
        [
            rows(
                ("GM0114", 2012, "oud", 40.0), ("GM0114", 2016, "ander", 1.0), ("GM0114", 2016, "nieuw", 41.0)
            ),
            rows(("GM0114", 2016, "oud", 50.0), population="65+"),
        ],
        ignore_index=True,
    )
    assert left(frame) == {("GM0114", 2012, "oud"), ("GM0114", 2016, "ander"), ("GM0114", 2016, "nieuw"), ("GM0114", 2016, "oud")}  # fmt: skip


def test_a_wijk_that_the_newer_division_has_no_more_stays():
    frame = rows(
        ("WK168116", 2016, "oud", 40.0), ("WK011410", 2016, "oud", 44.0), ("WK011410", 2016, "nieuw", 45.0)
    )
    assert left(frame) == {("WK168116", 2016, "oud"), ("WK011410", 2016, "nieuw")}


def test_an_empty_cell_takes_nothing_over():
    frame = rows(("GM0114", 2016, "oud", 40.0), ("GM0114", 2016, "nieuw", None))
    assert ("GM0114", 2016, "oud") in left(frame)
