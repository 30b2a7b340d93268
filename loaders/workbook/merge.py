"""Put accepted figures into the observations of the snapshot: they replace what the same source said before.

Everything that is not from the file stays as it is. What the monitor calculates itself is made anew, because a new
figure of a gemeente changes the figure of Drenthe.
"""

from __future__ import annotations

import pandas as pd

from loaders.build import assembled
from loaders.catalogue import Catalogue
from loaders.observations import COLUMNS, KEY

_GROUP = ["indicator", "population", "year"]


def merged(snapshot: pd.DataFrame, rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the observations of the snapshot with these rows of one source in it (data contract, sorted by key).

    Errors: BuildError listing everything that would not fit, the data contract included.
    """
    rows = rows[COLUMNS]
    kept = snapshot[snapshot["coverage"].isna()]
    kept = kept[~pd.MultiIndex.from_frame(kept[KEY]).isin(pd.MultiIndex.from_frame(rows[KEY]))]
    # "Too few gemeenten for a figure of Drenthe" is a calculation as well, though it has no share of inhabitants.
    touched = pd.MultiIndex.from_frame(kept[_GROUP]).isin(pd.MultiIndex.from_frame(rows[_GROUP]))
    calculated = kept["region"].isin(["PV22", "NL00"]) & kept["value"].isna() & touched
    # A figure copied by hand stands alone: it makes no gaps beside it and no figure of Drenthe. It is added anew.
    by_hand = {(f.indicator, f.population, f.region, f.year, f.source) for f in catalogue.single_figures}
    alone = pd.MultiIndex.from_frame(kept[[*KEY, "source"]]).isin(by_hand)
    return assembled(catalogue, [kept[~calculated & ~alone], rows], [], tables_win=True)
