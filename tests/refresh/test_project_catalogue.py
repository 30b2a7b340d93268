"""The project's own catalogue: if every live table came, they would fit together and take nothing from each other."""

from __future__ import annotations

import pandas as pd
import pytest

from loaders.raw import raw_frame
from loaders.refresh import live_sources
from loaders.refreshing.kept import published
from loaders.refreshing.mapped import datasets_of, mapped, measures_of
from loaders.refreshing.outcome import Outcome
from loaders.refreshing.settle import settled
from loaders.upstream.hosts import HOSTS
from monitor import snapshot
from monitor.catalogue import DATA, Source, load
from monitor.embedded import EmbeddedStore
from monitor.observations import validate
from monitor.province import GEMEENTEN
from tests.sweep import EXHAUSTIVE, sampled

CATALOGUE = load()
LIVE = live_sources(CATALOGUE)


def table_of(source: Source) -> pd.DataFrame:
    """A made-up table with all that is asked of a source, for Nederland and (where it has them) Drenthe."""
    assert source.live is not None
    national = source.id in ("CBS-82378NED", "CBS-85533NED")
    nederland = ["NL00"] if "NL" in source.live.regions else []
    places = nederland if national else [*nederland, *GEMEENTEN]
    if not national and {"PV", "GG0706"} & set(source.live.regions):
        places.append("PV22")
    years = source.live.years or {2012, 2016, 2020, 2023, 2025}
    by_age = source.live.table in ("50090NED", "50150NED")
    populations = ("18+", "18-64", "65+") if by_age else (source.options.get("population", ""),)
    return raw_frame(
        {"measure": measure, "population": population, "region": place, "year": year, "value": 30.0}
        for measure in measures_of(CATALOGUE, source.id)
        for population in populations
        for place in places
        for year in years
    )


@pytest.mark.parametrize("id", sorted(LIVE))
def test_every_live_source_can_be_asked_and_named(id: str) -> None:
    source = LIVE[id]
    assert source.live is not None
    assert source.live.host in HOSTS
    assert set(source.live.factors) <= set(measures_of(CATALOGUE, id))
    # RIVM's tables are only on the third-party host, and that one speaks version 3 only.
    assert (source.live.host == "datasets") == (source.live.protocol == "odata4")
    assert (source.live.host == "pdok") == (source.live.protocol == "pdok")
    assert source.publisher.startswith("RIVM") <= (source.live.host == "derden")
    assert source.licence == "CC BY 4.0"
    found = mapped(CATALOGUE, source, table_of(source))
    assert found.problems == []
    assert len(found.rows)


@pytest.fixture(scope="module")
def last() -> pd.DataFrame:
    return published(snapshot.read(DATA / "observations"), CATALOGUE)


@EXHAUSTIVE
def test_all_together_they_fit(last: pd.DataFrame) -> None:
    outcomes = [Outcome(source, mapped(CATALOGUE, source, table_of(source)).rows) for source in LIVE.values()]
    complete = settled(last, outcomes, CATALOGUE)
    assert [(outcome.source.id, outcome.cause) for outcome in outcomes if outcome.cause] == []
    assert complete is not None
    validate(complete)
    there = set(complete.loc[complete["value"].notna(), "indicator"])
    assert {"armoede", "kinderen_in_armoede"} <= there


@pytest.mark.parametrize("id", sampled(sorted(LIVE)))
def test_alone_each_fits_too(id: str, last: pd.DataFrame) -> None:
    """With ``--only``: what was there of other sources is no hindrance."""
    wanted = {indicator.id for indicator, _ in datasets_of(CATALOGUE, id)} | {"bevolking"}
    outcome = Outcome(LIVE[id], mapped(CATALOGUE, LIVE[id], table_of(LIVE[id])).rows)
    settled(last[last["indicator"].isin(wanted)], [outcome], CATALOGUE)
    assert outcome.cause is None


def test_the_gap_is_told_while_there_are_no_figures() -> None:
    have = set(EmbeddedStore().observations()["indicator"])
    for indicator in CATALOGUE.indicators.values():
        if indicator.id not in have:
            assert indicator.gap, indicator.id
