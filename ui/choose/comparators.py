"""What the reader compares with, on the pages: the choice in the address, and what is done when that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from compare.edition import per_edition
from compare.indicator_data import IndicatorData
from compare.rules.comparator import KINDS, Comparator
from compare.rules.comparators import (
    DEFAULT,
    EARLIER,
    EARLIER_YEARS,
    SIMILAR,
    a_set,
    known,
    named,
    offered,
    similar,
    written,
)
from compare.rules.comparators import comparator as of_slug
from compare.wording.comparator import label, words
from monitor.catalogue import Indicator
from monitor.dutch import listing
from monitor.province import PROVINCE
from monitor.regions import name, region_set
from ui.choose.regions import called
from ui.data import data_version, similar_gemeenten

__all__ = [
    "BY_CODE",
    "DEFAULT",
    "EARLIER",
    "EARLIER_YEARS",
    "SIMILAR",
    "against",
    "beside_province",
    "comparator",
    "known",
    "label",
    "listed",
    "name_of",
    "offered",
    "refused",
    "rows",
    "written",
]

#: For Streamlit's caches: a comparator is told by its code; its members follow from that and the snapshot.
BY_CODE: dict[str | type[Any], Callable[[Any], Any]] = {
    kind: lambda comparator: comparator.code for kind in KINDS
}


def comparator(slug: str, gemeente: str | None) -> Comparator | None:
    """What a URL name stands for, for a reader with this gemeente; None for what only a gemeente can have."""
    if slug == SIMILAR:
        return _similar(gemeente, data_version()) if gemeente and not region_set(gemeente) else None
    return of_slug(slug)


@per_edition(40)
def _similar(gemeente: str, version: str) -> Comparator:
    return similar(gemeente, similar_gemeenten(gemeente))


def against(slug: str, region: str, gemeente: str | None) -> tuple[Comparator, str]:
    """What a region is held against, and what was done when that is not what the reader chose ("" otherwise)."""
    chosen, why = comparator(slug, gemeente), refused(slug, region, gemeente)
    if chosen is None or why:
        return _instead(why)
    return chosen, ""


def beside_province(slug: str, gemeente: str | None) -> tuple[Comparator, str]:
    """:func:`against`, for a page about the province alone: gemeenten like the reader's own say nothing beside the whole."""
    comparator, remark = against(slug, PROVINCE, gemeente)
    if slug != SIMILAR or remark:
        return comparator, remark
    own = name(gemeente or PROVINCE)
    return _instead(
        f"Gemeenten als {own} zijn er om {own} mee te vergelijken, niet {name(PROVINCE)} als geheel."
    )


def _instead(why: str) -> tuple[Comparator, str]:
    instead = of_slug(DEFAULT)
    return instead, f"{why} U ziet nu de vergelijking met {instead.name}."


def refused(slug: str, region: str, gemeente: str | None) -> str:
    """Why the reader's choice cannot be used for this region, whatever the figure; "" when it can."""
    chosen = comparator(slug, gemeente)
    if chosen is None:
        if gemeente:
            return "Vergelijkbare gemeenten zijn er alleen voor één gemeente."
        return "Vergelijkbare gemeenten zijn er pas als u een gemeente kiest."
    if chosen.a_set and not chosen.members:
        return f"Er zijn te weinig gemeenten die genoeg op {name(gemeente or region)} lijken."
    return f"{name(region)} met zichzelf vergelijken kan niet." if chosen.of_subject(region) else ""


def who_counts(comparator: Comparator, indicator: Indicator) -> str:
    """Which gemeenten are counted as being alike for this indicator, and what did not count; "" for other comparators."""
    return words(comparator).who_counts(comparator, indicator)


def name_of(code: str) -> str:
    """The name of a region or of what a comparator stands for, by its code, with a capital: for a chart or a table."""
    title = named(code)
    return title[:1].upper() + title[1:]


def listed(codes: Iterable[str]) -> str:
    """:func:`ui.choose.regions.listed` of regions and of sets of gemeenten."""
    each_once = list(dict.fromkeys(codes))
    sets = [code for code in each_once if a_set(code)]
    return listing([*called(code for code in each_once if code not in sets), *map(named, sets)])


def rows(figures: IndicatorData, comparator: Comparator) -> pd.DataFrame:
    """The figures of a set of gemeenten as observations with ``segment``, for a chart, a table or a file.

    Empty for a region, whose rows the series has already, and for an earlier year.
    """
    if not comparator.a_set:
        return figures.frame.iloc[:0]
    return figures.as_rows(comparator.observations(figures), comparator.code)
