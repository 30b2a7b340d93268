"""Put what was fetched together with what stays, into one snapshot that contradicts itself nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from loaders.build import assembled, other_series
from loaders.precedence import makes_way
from loaders.refreshing.outcome import Outcome
from monitor.catalogue import Catalogue, Source
from monitor.errors import BuildError
from monitor.observations import KEY


def edition_before(published: pd.DataFrame, outcome: Outcome, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the published rows that a source's new rows take the place of: its own, and those it replaces."""
    own = published[
        (published["source"] == outcome.source.id) & ~published["indicator"].isin(outcome.left_out)
    ]
    others = published[published["source"].isin(outcome.source.replaces)]
    replaced = others[makes_way(others, rows, {outcome.source.id: outcome.source})]
    return pd.concat([own, replaced], ignore_index=True) if len(replaced) else own


def settled(
    published: pd.DataFrame, outcomes: Sequence[Outcome], catalogue: Catalogue
) -> pd.DataFrame | None:
    """Return the complete observations; a source that does not go with the rest is failed and left as it was.

    None when there is nothing at all. Errors: BuildError when what was there already does not fit the catalogue.
    """
    while True:
        accepted = [outcome for outcome in outcomes if outcome.rows is not None]
        tables = _tables(published, accepted, catalogue.sources)
        if not tables:
            return None
        if loser := _twin(tables, accepted) or _of_other_series(tables, accepted, catalogue):
            outcome, words = loser
            outcome.fail(words)
            continue
        try:
            return assembled(catalogue, tables, [], tables_win=True)
        except BuildError as error:
            guilty = [o for o in accepted if any(o.source.id in p.sources for p in error.problems)]
            if not guilty:
                raise
            for outcome in guilty:
                outcome.fail("; ".join(p.text for p in error.problems if outcome.source.id in p.sources))


def _tables(
    published: pd.DataFrame, accepted: Sequence[Outcome], sources: Mapping[str, Source]
) -> list[pd.DataFrame]:
    renewed = pd.Series(False, index=published.index)
    for outcome in accepted:
        renewed |= (published["source"] == outcome.source.id) & ~published["indicator"].isin(outcome.left_out)
    tables = [published[~renewed]]
    tables += [outcome.rows for outcome in accepted if outcome.rows is not None]
    every = pd.concat(tables, ignore_index=True)
    tables = [table[~makes_way(table, every, sources)] for table in tables]
    return [table for table in tables if len(table)]


def _twin(tables: Sequence[pd.DataFrame], accepted: Sequence[Outcome]) -> tuple[Outcome, str] | None:
    """Two sources with a figure for one key: the one that was fetched makes way for the one that was there."""
    by_id = {outcome.source.id: outcome for outcome in accepted}
    columns = [*KEY, "source"]
    figures = pd.concat([table.loc[table["value"].notna(), columns] for table in tables], ignore_index=True)
    twins = figures[figures.duplicated(KEY, keep=False)]
    if twins.empty:
        return None
    one = twins.iloc[0]
    same = twins[(twins[KEY] == one[KEY]).all(axis=1)]
    names = list(dict.fromkeys(same["source"]))
    fetched = [name for name in names if name in by_id]
    if not fetched:
        return None
    loser = fetched[-1]
    others = " en ".join(name for name in names if name != loser) or loser
    return by_id[loser], (
        f"{one['indicator']}, {one['population']}, {one['year']}: {others} geeft hier al een cijfer voor; kies in de "
        "catalogus per jaar een bron, of zet die andere bij 'replaces' van deze bron"
    )


def _of_other_series(
    tables: Sequence[pd.DataFrame], accepted: Sequence[Outcome], catalogue: Catalogue
) -> tuple[Outcome, str] | None:
    """A figure of Drenthe or Nederland beside gemeenten of another series: it makes way, or what was fetched beside it."""
    by_id = {outcome.source.id: outcome for outcome in accepted}
    for problem in other_series(pd.concat(tables, ignore_index=True), catalogue):
        for id in problem.sources:
            if id in by_id:
                return by_id[id], problem.text
    return None
