"""Put accepted figures into the observations of the snapshot: they replace what the same source said before.

Everything that is not from the file stays as it is. What the monitor calculates itself is made anew, because a new
figure of a gemeente changes the figure of Drenthe.
"""

from __future__ import annotations

import pandas as pd

from loaders.build import assembled
from monitor.catalogue import Catalogue
from monitor.observations import COLUMNS, KEY


def merged(last: pd.DataFrame, rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the observations with these rows of one source in them (data contract, sorted by key).

    ``last`` is what the sources of the snapshot gave (loaders.refreshing.kept.published).
    Errors: BuildError listing everything that would not fit, the data contract included.
    """
    kept = last[~pd.MultiIndex.from_frame(last[KEY]).isin(pd.MultiIndex.from_frame(rows[KEY]))]
    tables = [table for table in (kept, rows[COLUMNS]) if len(table)]
    return assembled(catalogue, tables, [], tables_win=True)
