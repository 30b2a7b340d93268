"""RIVM's table 50150NED as others carried it: perceived health of five years, and 22 measures of 2024.

Upstream format: the JSON files of ``perceived_health``, and beside them the rows and the list of topics of
``transcribed_rows``. What both give must be the same.

Options: those of the two, and ``without``: a measure with the years in which it is left out, separated by spaces.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from loaders.raw import without_repeats
from loaders.sources import perceived_health, transcribed_rows


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the percentages of gemeenten and Nederland as RAW_COLUMNS; measures are the stems of the table.

    Errors: SourceError as in the two readers, and where the files contradict each other.
    """
    trends = [file for file in files if file.suffix == ".json"]
    rows = [file for file in files if file.suffix != ".json"]
    frames = [
        reader.read(own, options)
        for reader, own in ((perceived_health, trends), (transcribed_rows, rows))
        if own
    ]
    frame = without_repeats(files[0], pd.concat(frames, ignore_index=True))
    measure, *years = options.get("without", "").split() or [""]
    left_out = frame["measure"].eq(measure) & frame["year"].isin([int(year) for year in years])
    return frame[~left_out].reset_index(drop=True)
