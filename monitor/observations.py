"""The data contract: one tidy table of observations, unique per (indicator, population, region, year)."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

#: Number of this contract; raise it with every change of what a snapshot holds, so that none is read for another.
CONTRACT = 3
#: The contracts whose snapshots are read as they are: that of before had no buurten, and nothing else differs.
READ = (2, CONTRACT)

KEY = ["indicator", "population", "region", "year"]
COLUMNS = [*KEY, "value", "lower", "upper", "status", "missing", "origin", "coverage", "source"]

#: Where a row comes from: the source's own row (a figure, or its reason for having none), the monitor's own calculation,
#: a single figure quoted by hand, or the monitor's word that the source has no figure here.
PUBLISHED, CALCULATED, QUOTED, GAP = "gepubliceerd", "berekend", "citaat", "gat"
ORIGINS = (PUBLISHED, CALCULATED, QUOTED, GAP)

#: What a reader in loaders.sources returns: the source's own measures, before the catalogue gives them a name.
#: ``measure`` is the stem without its edition suffix, ``population`` is "" where the file names none,
#: ``region`` a stripped code, ``status`` "" where the file says nothing of it.
RAW_COLUMNS = ["measure", "population", "region", "year", "value", "lower", "upper", "status", "missing"]

#: First letters of a region code per level, the names the catalogue, the open data and the pages use.
LEVELS = {"land": "NL", "provincie": "PV", "gemeente": "GM", "wijk": "WK", "buurt": "BU"}
#: Those below a gemeente, and how their codes begin: there are many of them, and few of their figures are looked at.
WITHIN = ("wijk", "buurt")
WITHIN_CODES = tuple(LEVELS[level] for level in WITHIN)

REGION_PATTERN = r"^(NL00|PV\d{2}|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$"

SCHEMA = pa.DataFrameSchema(
    {
        "indicator": pa.Column(str),
        "population": pa.Column(str, pa.Check.str_length(min_value=1)),
        "region": pa.Column(str, pa.Check.str_matches(REGION_PATTERN)),
        "year": pa.Column(int, pa.Check.in_range(2000, 2100)),
        "value": pa.Column(float, nullable=True),
        "lower": pa.Column(float, nullable=True),
        "upper": pa.Column(float, nullable=True),
        "status": pa.Column(str, pa.Check.isin(["definitief", "voorlopig", "modelschatting"])),
        "missing": pa.Column(
            object,
            pa.Check.isin(["onderdrukt", "niet_gepubliceerd", "onbetrouwbaar", "onmogelijk"]),
            nullable=True,
        ),
        "origin": pa.Column(str, pa.Check.isin(ORIGINS)),
        # Share of the base whose gemeente has a figure: set only on the monitor's own calculation.
        "coverage": pa.Column(float, pa.Check.in_range(0, 1), nullable=True),
        "source": pa.Column(str),
    },
    checks=[
        pa.Check(lambda df: ~df.duplicated(KEY), error="key is not unique"),
        pa.Check(
            lambda df: df["value"].isna() != df["missing"].isna(),
            error="a row has either a value or a reason why there is none",
        ),
        pa.Check(
            lambda df: df["coverage"].notna() == (df["origin"] == CALCULATED),
            error="coverage goes with an own calculation, and only with that",
        ),
        pa.Check(
            lambda df: df["value"].notna() | df["origin"].isin([PUBLISHED, GAP]),
            error="a calculation or a quotation without a value",
        ),
        pa.Check(lambda df: df["value"].isna() | (df["origin"] != GAP), error="a gap with a value"),
        pa.Check(
            lambda df: (df["lower"].isna() & df["upper"].isna()) | df["origin"].isin([PUBLISHED, QUOTED]),
            error="a margin that no source published",
        ),
        pa.Check(lambda df: df["lower"].isna() | (df["lower"] <= df["value"]), error="lower above value"),
        pa.Check(lambda df: df["upper"].isna() | (df["upper"] >= df["value"]), error="upper below value"),
    ],
    strict=True,
    ordered=True,
)


def validate(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame if it keeps the contract; ``pandera.errors.SchemaErrors`` lists every breach."""
    return SCHEMA.validate(frame, lazy=True)
