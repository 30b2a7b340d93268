"""A table of made-up figures, as large as asked, to measure memory with."""

from __future__ import annotations

import numpy as np

from tests.upstream.standin.recorded import periods, regions
from tests.upstream.standin.tables import Column, Table

MEASURES = 40
YEARS = range(2001, 2026)


def figures(rows: int) -> Table:
    """Return a v4 table of at least ``rows`` observations: gemeenten, 25 years, 40 measures."""
    gemeenten = -(-rows // (MEASURES * len(YEARS)))
    codes = {f"GM{number:04}": "" for number in range(1, gemeenten + 1)}
    chance = np.random.default_rng(1)
    size = gemeenten * len(YEARS)
    return Table(
        "99999NED",
        "Verzonnen cijfers om mee te meten",
        [regions(codes), periods(*YEARS)],
        [
            Column(f"Maat{number}_{number}", f"Maat {number}", (), f"M{number:06}")
            for number in range(MEASURES)
        ],
        {
            "RegioS": np.repeat(np.arange(gemeenten, dtype=np.int32), len(YEARS)),
            "Perioden": np.tile(np.arange(len(YEARS), dtype=np.int32), gemeenten),
        },
        {f"Maat{number}_{number}": chance.random(size).round(3) * 100 for number in range(MEASURES)},
        hosts=("datasets.cbs.nl",),
    )
