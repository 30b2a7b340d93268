"""What of a snapshot was published by its sources, so that it can stay when a source is not fetched or fails.

Gaps, own calculations and figures copied by hand are not kept: they are made anew from what is kept and fetched.
"""

from __future__ import annotations

import pandas as pd

from monitor.catalogue import Catalogue
from monitor.observations import PUBLISHED


def published(snapshot: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the rows of a snapshot that its sources gave and that the catalogue still takes from them."""
    rows = snapshot[snapshot["origin"] == PUBLISHED]
    wanted = {(i.id, dataset.source) for i in catalogue.indicators.values() for dataset in i.datasets}
    taken = pd.MultiIndex.from_frame(rows[["indicator", "source"]]).isin(wanted)
    return rows[taken].reset_index(drop=True)
