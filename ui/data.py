"""All reads of the pages in one place, cached per snapshot."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from compare.series import with_segments
from geo.regions import DRENTHE_GEMEENTEN
from loaders import catalogue as catalogue_module
from loaders.catalogue import Catalogue, Indicator
from loaders.store import snapshot_version, store

DRENTHE, NEDERLAND = "PV22", "NL00"


def catalogue() -> Catalogue:
    """The catalogue of indicators and sources."""
    return catalogue_module.load()


def series(indicator: str, population: str) -> pd.DataFrame:
    """All observations of an indicator and population with ``segment``: every region and year.

    Shared between sessions: never change the frame in place.
    """
    return _series(indicator, population, snapshot_version())


@st.cache_resource(max_entries=400, show_spinner=False)
def _series(indicator: str, population: str, version: str) -> pd.DataFrame:
    frame = store().observations(indicator, populations=population)
    return with_segments(frame, catalogue()[indicator], catalogue().sources)


def availability() -> pd.DataFrame:
    """Per indicator, population, level and year the number of figures."""
    return _availability(snapshot_version())


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


def drenthe_regions() -> list[str]:
    """Nederland, Drenthe and its 12 gemeenten."""
    return [NEDERLAND, DRENTHE, *DRENTHE_GEMEENTEN]
