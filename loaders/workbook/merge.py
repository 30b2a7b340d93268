"""Put accepted figures into the observations of the snapshot: they replace what the same source said before.

Everything that is not from the file stays as it is. What the monitor calculates itself is made anew, because a new
figure of a gemeente changes the figure of Drenthe.
"""

from __future__ import annotations

import pandas as pd
import pandera.errors

from loaders.aggregate import Weights, explicit_gaps, own_calculation
from loaders.catalogue import Catalogue, Missing
from loaders.errors import BuildError
from loaders.observations import COLUMNS, KEY, validate

_GROUP = ["indicator", "population", "year"]
_WEIGHTS = "bevolking"


def merged(snapshot: pd.DataFrame, rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the observations of the snapshot with these rows of one source in it (data contract, sorted by key).

    Errors: BuildError listing every breach of the data contract.
    """
    rows = rows[COLUMNS]
    kept = snapshot[snapshot["coverage"].isna()]
    keys = pd.MultiIndex.from_frame(kept[KEY])
    kept = kept[~keys.isin(pd.MultiIndex.from_frame(rows[KEY]))]
    # "Too few gemeenten for a figure of Drenthe" is a calculation as well, though it has no share of inhabitants.
    touched = pd.MultiIndex.from_frame(kept[_GROUP]).isin(pd.MultiIndex.from_frame(rows[_GROUP]))
    calculated = kept["region"].isin(["PV22", "NL00"]) & kept["value"].isna() & touched
    # A figure copied by hand stands alone: it makes no gaps beside it and no figure of Drenthe.
    by_hand = {(f.indicator, f.population, f.region, f.year, f.source) for f in catalogue.single_figures}
    alone = pd.MultiIndex.from_frame(kept[[*KEY, "source"]]).isin(by_hand)
    published = _joined(kept[~calculated & ~alone], rows)
    absent: dict[str, Missing] = {id: source.absent for id, source in catalogue.sources.items()}
    complete = _joined(published, explicit_gaps(published, absent))
    weights = Weights(complete[complete["indicator"] == _WEIGHTS])
    made = [
        own_calculation(part, catalogue[str(indicator)], weights, absent)
        for indicator, part in complete.groupby("indicator")
    ]
    complete = (
        _joined(complete, *made, kept[alone])
        .drop_duplicates(KEY, keep="last")
        .sort_values(KEY, ignore_index=True)
    )
    try:
        return validate(complete)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases[["column", "check", "failure_case"]].drop_duplicates().head(20)
        raise BuildError(
            [f"datacontract: {case.column}: {case.check}: {case.failure_case}" for case in cases.itertuples()]
        ) from error


def _joined(*tables: pd.DataFrame) -> pd.DataFrame:
    frame = pd.concat(
        [table.astype({"missing": object}) for table in tables if len(table)], ignore_index=True
    )
    frame["missing"] = frame["missing"].where(frame["missing"].notna(), None)
    for column in ("value", "lower", "upper", "coverage"):
        frame[column] = frame[column].astype(float)
    return frame
