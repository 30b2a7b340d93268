"""What of a snapshot was published by its sources, so that it can stay when a source is not fetched or fails.

Gaps, own calculations and figures copied by hand are not kept: they are made anew from what is kept and fetched.
"""

from __future__ import annotations

import pandas as pd

from loaders.aggregate import Weights, explicit_gaps, own_calculation
from loaders.build import WEIGHTS
from loaders.catalogue import Catalogue, Missing
from loaders.observations import KEY

_SAME = [*KEY, "status", "missing", "source"]


def published(snapshot: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows of a snapshot that its sources gave and that the catalogue still takes from them."""
    if snapshot.empty:
        return snapshot
    rows = snapshot[snapshot["coverage"].isna()]
    wanted = {(i.id, dataset.source) for i in catalogue.indicators.values() for dataset in i.datasets}
    by_hand = {(f.indicator, f.population, f.region, f.year, f.source) for f in catalogue.single_figures}
    rows = rows[
        [pair in wanted for pair in zip(rows["indicator"], rows["source"], strict=True)]
        & ~pd.MultiIndex.from_frame(rows[[*KEY, "source"]]).isin(by_hand)
    ]
    # A row without value may be the source's own, or say that the source has no row. The latter kind is what the
    # build makes of the rest; leaving it out must give it back.
    absent: dict[str, Missing] = {id: source.absent for id, source in catalogue.sources.items()}
    empty = rows["value"].isna() & rows["region"].str.startswith("GM")
    rows = _without(rows, empty, explicit_gaps(rows[~empty], absent))
    empty = rows["value"].isna() & rows["region"].isin(["PV22", "NL00"])
    if empty.any():
        weights = Weights(rows[rows["indicator"] == WEIGHTS])
        rest = rows[~empty & rows["indicator"].isin(set(rows.loc[empty, "indicator"]))]
        made = pd.concat(
            [
                own_calculation(part, catalogue[str(id)], weights, absent)
                for id, part in rest.groupby("indicator")
            ],
            ignore_index=True,
        )
        rows = _without(rows, empty, made[made["value"].isna()])
    return rows.reset_index(drop=True)


def _without(rows: pd.DataFrame, candidates: pd.Series, made: pd.DataFrame) -> pd.DataFrame:
    if made.empty or not candidates.any():
        return rows
    keys = pd.MultiIndex.from_frame(rows[_SAME])
    return rows[~(candidates & keys.isin(pd.MultiIndex.from_frame(made[_SAME])))]
