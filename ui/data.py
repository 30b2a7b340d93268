"""All reads of the pages in one place, cached per snapshot and division."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from compare.figures import Figures
from compare.series import with_segments
from compare.similar import CHARACTERISTICS, characteristics, similar
from loaders import catalogue as catalogue_module
from loaders import division, freshness
from loaders.aggregate import Weights
from loaders.catalogue import Catalogue, Indicator
from loaders.store import snapshot_version, store

DRENTHE, NEDERLAND = "PV22", "NL00"


def data_version() -> str:
    """A short text that changes when the figures do, or the regions and boundaries that they are shown on."""
    return f"{snapshot_version()}-{division.version()}"


def catalogue() -> Catalogue:
    """The catalogue of indicators and sources, each source under the table its figures came from."""
    return freshness.as_fetched(catalogue_module.load(), freshness.read())


def figures(indicator: str, population: str) -> Figures | None:
    """All figures of an indicator and population, of every region and year; None when there are none."""
    return all_figures().get((indicator, population))


def all_figures() -> Mapping[tuple[str, str], Figures]:
    """The figures per indicator and population; laid out once per snapshot, which takes over a second."""
    return _figures(data_version(), tuple(source.attribution for source in catalogue().sources.values()))


def series(indicator: str, population: str) -> pd.DataFrame:
    """All observations of an indicator and population with ``segment``: every region and year.

    Shared between sessions: never change the frame in place.
    """
    found = figures(indicator, population)
    return found.frame if found else next(iter(all_figures().values())).frame.iloc[:0]


@st.cache_resource(max_entries=2, show_spinner=False)
def _figures(version: str, attributions: tuple[str, ...]) -> Mapping[tuple[str, str], Figures]:
    found = catalogue()
    rows = with_segments(store().observations(), found.indicators, found.sources)
    weights = Weights(rows[rows["indicator"] == "bevolking"])
    return {
        (str(id), str(population)): Figures(
            of_pair.reset_index(drop=True), found[str(id)], str(population), found.sources, weights
        )
        for (id, population), of_pair in rows.groupby(["indicator", "population"], sort=False)
    }


def similar_gemeenten(gemeente: str) -> list[str]:
    """The gemeenten that are most like this one, nearest first: :mod:`compare.similar`."""
    return similar(gemeente_characteristics(), gemeente)


def gemeente_characteristics() -> pd.DataFrame:
    """What gemeenten are compared on to find those that are alike: :func:`compare.similar.characteristics`."""
    return _characteristics(data_version())


@st.cache_resource(max_entries=2, show_spinner=False)
def _characteristics(version: str) -> pd.DataFrame:
    return characteristics(store().observations([c.indicator for c in CHARACTERISTICS], levels=["gemeente"]))


def availability() -> pd.DataFrame:
    """Per indicator, population, level and year the number of figures."""
    return _availability(data_version())


@st.cache_resource(max_entries=2, show_spinner=False)
def _availability(version: str) -> pd.DataFrame:
    return store().availability()


def years(indicator: str, population: str, level: str) -> list[int]:
    """The years with at least one figure at this level (land, provincie, gemeente, wijk), oldest first."""
    have = availability()
    rows = have[
        (have["indicator"] == indicator) & (have["population"] == population) & (have["level"] == level)
    ]
    return sorted(rows["year"].tolist())


def newest_year() -> int:
    """The newest year of which the snapshot has any figure."""
    return int(availability()["year"].max())


def populations(indicator: Indicator) -> list[str]:
    """The populations of an indicator that have figures, in the order of the catalogue."""
    have = availability()
    known = set(have.loc[have["indicator"] == indicator.id, "population"])
    return [p for p in indicator.populations if p in known]


def with_figures(level: str | None = None) -> list[Indicator]:
    """The indicators that have at least one figure (at this level), in catalogue order."""
    have = availability()
    if level:
        have = have[have["level"] == level]
    known = set(have["indicator"])
    return [i for i in catalogue().indicators.values() if i.id in known]
