"""All reads of the pages in one place: of the edition of the figures that is in use, with the reader's own beside it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from compare import edition as shared
from compare.edition import Edition, on_change
from compare.indicator_data import IndicatorData
from compare.kept import own, own_apart
from compare.rules.similar import SimilarGemeenten, Similarity
from monitor.catalogue import Catalogue, Indicator
from monitor.freshness import Freshness
from monitor.province import NEDERLAND, PROVINCE
from monitor.weights import Sizes

PROVINCE, NEDERLAND = PROVINCE, NEDERLAND

_Function = TypeVar("_Function", bound=Callable[..., Any])

# What the pages worked out of an edition goes when it goes.
on_change(st.cache_resource.clear)
on_change(st.cache_data.clear)


def kept(
    most: int, *, by: Mapping[str | type[Any], Callable[[Any], Any]] | None = None
) -> Callable[[_Function], _Function]:
    """Like ``st.cache_resource``, for what is worked out of an edition; of a reader's own figures it is kept with these.

    ``most``: so many are kept. ``by``: type of an argument -> what tells it from another.
    """
    key_of = dict(by or {})

    def key(one: Any) -> Hashable:
        return key_of[type(one)](one) if type(one) in key_of else one

    def decorate(function: _Function) -> _Function:
        for_all = st.cache_resource(max_entries=most, show_spinner=False, hash_funcs=key_of)(function)
        return own_apart(function, for_all, most, key)

    return decorate


def edition() -> Edition:
    """The edition in use; of a reader with own figures, where the page shows them, that with these."""
    return own() or shared.edition()


def data_version() -> str:
    """A short text that changes when the figures do, or the regions and boundaries that they are shown on."""
    return edition().version


def catalogue() -> Catalogue:
    """The catalogue of indicators and sources, each source under the table its figures came from."""
    return edition().catalogue


def known_freshness() -> Mapping[str, Freshness]:
    """How fresh the figures are, per source: :mod:`monitor.freshness`."""
    return shared.known()


def figures(indicator: str, population: str) -> IndicatorData | None:
    """All figures of an indicator and population, of every region and year; None when there are none."""
    return all_figures().get((indicator, population))


def all_figures() -> Mapping[tuple[str, str], IndicatorData]:
    """The figures per indicator and population; laid out once per snapshot, which takes over a second."""
    return edition().figures


def series(indicator: str, population: str) -> pd.DataFrame:
    """All observations of an indicator and population with ``segment``: every region and year.

    Shared between sessions: never change the frame in place.
    """
    indicator_data = figures(indicator, population)
    return indicator_data.frame if indicator_data else next(iter(all_figures().values())).frame.iloc[:0]


def sizes() -> Sizes:
    """How many people or households each base counts."""
    return edition().sizes


def similar_gemeenten(gemeente: str) -> SimilarGemeenten:
    """The gemeenten that are most like this one, nearest first, per kind of figure: :mod:`compare.rules.similar`."""
    return similarity().similar(gemeente)


def similarity() -> Similarity:
    """Which gemeenten are like which: :mod:`compare.rules.similar`."""
    return edition().similarity


def gemeente_characteristics() -> pd.DataFrame:
    """What gemeenten are compared on to find those that are alike: :func:`compare.rules.similar.characteristics`."""
    return edition().characteristics


def availability() -> pd.DataFrame:
    """Per indicator, population, level and year the number of figures."""
    return edition().availability


def years(indicator: str, population: str, level: str) -> list[int]:
    """The years with at least one figure at this level (land, provincie, gemeente, wijk), oldest first."""
    return list(_years(data_version()).get((indicator, population, level), ()))


@shared.per_edition(4)
def _years(version: str) -> dict[tuple[str, str, str], list[int]]:
    """Per indicator, population and level."""
    figures_there_are = availability()
    years_of: dict[tuple[str, str, str], list[int]] = {}
    for indicator, population, level, year in zip(
        figures_there_are["indicator"].tolist(),
        figures_there_are["population"].tolist(),
        figures_there_are["level"].tolist(),
        figures_there_are["year"].tolist(),
        strict=True,
    ):
        years_of.setdefault((indicator, population, level), []).append(year)
    return {place: sorted(years) for place, years in years_of.items()}


def newest_year() -> int:
    """The newest year of which the snapshot has any figure."""
    return max(max(of_one) for of_one in _years(data_version()).values())


@shared.per_edition(4)
def _populations(version: str) -> dict[str, set[str]]:
    """Those with figures, per indicator."""
    populations_of: dict[str, set[str]] = {}
    for indicator, population, _ in _years(version):
        populations_of.setdefault(indicator, set()).add(population)
    return populations_of


def populations(indicator: Indicator) -> list[str]:
    """The populations of an indicator that have figures, in the order of the catalogue."""
    known = _populations(data_version()).get(indicator.id, set())
    return [p for p in indicator.populations if p in known]


def with_figures(level: str | None = None) -> list[Indicator]:
    """The indicators that have at least one figure (at this level), in catalogue order."""
    known = {indicator for indicator, _, at in _years(data_version()) if level in (None, at)}
    return [indicator for indicator in catalogue().indicators.values() if indicator.id in known]
