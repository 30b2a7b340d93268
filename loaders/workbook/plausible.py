"""Can what a file says be believed? The checks of a refresh, on what the source would say with the file in it.

A file may hold one gemeente or one year: what it leaves out stays as it was, so nothing counts as lost.
"""

from __future__ import annotations

import pandas as pd

from loaders.refreshing.checks import Finding, findings
from monitor.catalogue import Catalogue, Source
from monitor.observations import COLUMNS, KEY
from monitor.weights import Sizes


def doubts(last: pd.DataFrame, rows: pd.DataFrame, source: Source, catalogue: Catalogue) -> list[Finding]:
    """Return what is remarkable of ``rows``, the observations of one source that would come in.

    ``last`` is what the sources of the snapshot gave (loaders.refreshing.kept.published).
    """
    before = last[(last["source"] == source.id) & last["indicator"].isin(set(rows["indicator"]))]
    renewed = pd.MultiIndex.from_frame(before[KEY]).isin(pd.MultiIndex.from_frame(rows[KEY]))
    after = pd.concat([part for part in (before[~renewed], rows[COLUMNS]) if len(part)], ignore_index=True)
    return findings(after, before, catalogue, Sizes(last[last["indicator"].isin(catalogue.counting)]))
