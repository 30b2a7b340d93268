"""What the overview says: a card per need-to-know indicator and one sentence, worked out once per choice."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from compare.dutch import listing, population_text, value_text
from compare.sentence import change_clause, gap_clause, moving_sentence, standing_out_sentence
from compare.standing import Standing, moving, standing, standing_out
from geo.regions import name
from loaders.catalogue import Indicator
from loaders.store import snapshot_version
from ui.charts.sparkline import drenthe_and_comparator
from ui.data import DRENTHE, catalogue, populations, series


@dataclass(frozen=True)
class Card:
    """One indicator in words and a small picture. Without a figure only ``text`` is filled."""

    indicator: str
    title: str
    text: str
    label: str | None = None
    value: str | None = None
    picture: str | None = None
    alt: str = ""


@dataclass(frozen=True)
class Overview:
    """``sentence``: what stands out; ``moved``: what changed most, or ""; ``themes``: (id, title, cards) in order."""

    sentence: str
    moved: str
    themes: tuple[tuple[str, str, tuple[Card, ...]], ...]


def overview(comparator: str, gemeente: str | None) -> Overview:
    """The overview of Drenthe against ``comparator`` (region code), with the pinned gemeente's own values."""
    return _overview(comparator, gemeente, snapshot_version())


@st.cache_resource(max_entries=200, show_spinner=False)
def _overview(comparator: str, gemeente: str | None, version: str) -> Overview:
    standings = _standings(comparator, version)
    found = [s for s in standings.values() if s]
    return Overview(
        standing_out_sentence(standing_out(found), name(comparator)),
        moving_sentence(moving(found)),
        tuple(
            (
                theme.id,
                theme.title,
                tuple(
                    _card(i, standings[i.id], comparator, gemeente)
                    for i in theme.indicators
                    if i.need_to_know
                ),
            )
            for theme in catalogue().themes
            if any(i.need_to_know for i in theme.indicators)
        ),
    )


@st.cache_resource(max_entries=40, show_spinner=False)
def _standings(comparator: str, version: str) -> dict[str, Standing | None]:
    needed = [i for i in catalogue().indicators.values() if i.need_to_know]
    return {indicator.id: _standing(indicator, comparator) for indicator in needed}


def _standing(indicator: Indicator, comparator: str) -> Standing | None:
    """The standing of Drenthe for the first population that has a figure for it."""
    for population in populations(indicator):
        found = standing(series(indicator.id, population), indicator, population, DRENTHE, comparator)
        if found:
            return found
    return None


def _card(indicator: Indicator, found: Standing | None, comparator: str, gemeente: str | None) -> Card:
    if found is None:
        why = indicator.gap or "De bron geeft geen cijfer voor de provincie."
        return Card(indicator.id, indicator.short_title, f"Geen cijfer voor Drenthe.\n\n:gray[{why}]")
    rows = series(indicator.id, found.population)
    lines = []
    if found.gap:
        earlier = found.gap_year != found.year
        # The reader must be able to redo the sum: an earlier year brings its own value along.
        start = f"In {found.gap_year} {value_text(found.gap.value, indicator)}: " if earlier else ""
        lines.append(f"{start}**{gap_clause(found.gap, name(comparator), indicator)}**")
    else:
        lines.append(f"{name(comparator)}: geen cijfer in deze bron")
    changed = change_clause(found.change, indicator)
    lines.append(changed[0].upper() + changed[1:])
    if gemeente:
        own = rows[(rows["region"] == gemeente) & rows["value"].notna()]
        said = f"{name(gemeente)}: geen cijfer"
        if len(own):
            last = own.iloc[-1]
            said = f":orange[**{name(gemeente)}: {value_text(last['value'], indicator)}**]"
            said += "" if last["year"] == found.year else f" ({last['year']})"
        lines.append(said)
    lines.append(f":small[:gray[{_source(rows, found, comparator)}]]")
    return Card(
        indicator.id,
        indicator.short_title,
        "  \n".join(lines),
        label=f"{found.year}, {population_text(found.population)}",
        value=value_text(found.value, indicator),
        picture=drenthe_and_comparator(rows[rows["region"] == DRENTHE], rows[rows["region"] == comparator]),
        alt=f"{indicator.title}, Drenthe en {name(comparator)} over de jaren: {changed}",
    )


def _source(rows: pd.DataFrame, found: Standing, comparator: str) -> str:
    """ "Bron: CBS. Eigen berekening: Drenthe en Nederland." for the figures on the card."""
    own = rows[(rows["region"] == DRENTHE) & (rows["year"] == found.year)]
    other = rows[(rows["region"] == comparator) & (rows["year"] == found.gap_year)]
    made = [name(r["region"].iloc[0]) for r in (own, other) if len(r) and r["coverage"].notna().any()]
    publisher = catalogue().sources[own["source"].iloc[0]].publisher
    return f"Bron: {publisher}." + (f" Eigen berekening: {listing(made)}." if made else "")
