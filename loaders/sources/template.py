"""The monitor's own template (docs/sjabloon.md), for sources that publish no table: a panel, a report, a workbook.

Upstream format: a workbook or CSV with the columns maat, groep, gebied, jaar, waarde, ondergrens, bovengrens, status
and reden. ``python -m loaders.add --dataset SOURCE --template sjabloon.xlsx`` writes an empty one; the same door reads
a filled one row by row. This reader is for building everything anew: there a single wrong row stops the build.

Options: ``source`` (needed), the key of sources.yaml whose measures the file fills; ``sheet``; ``population``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from intake.files.read import sheets
from intake.tables import table
from intake.tables.hints import Hints
from intake.tables.measures import Measures
from loaders.raw import option, without_repeats
from monitor import catalogue
from monitor.errors import SourceError
from monitor.observations import RAW_COLUMNS


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the figures of filled templates as RAW_COLUMNS.

    Errors: SourceError for an unknown source, a file without table, and the first row that cannot be read.
    """
    id = option(options, "source", files[0], "van welke bron de cijfers zijn")
    everything = catalogue.load()
    if id not in everything.sources:
        raise SourceError(
            files[0], f"de bron '{id}' staat niet in de catalogus.", "een sleutel van sources.yaml"
        )
    measures = Measures(everything, everything.sources[id])
    frames = [_read_one(file, measures, options) for file in files]
    return without_repeats(files[0], pd.concat(frames, ignore_index=True))


def _read_one(file: Path, measures: Measures, options: dict[str, str]) -> pd.DataFrame:
    every = sheets(file)
    wanted = options.get("sheet")
    sheet = next((s for s in every if (s.name == wanted if wanted else s.visible)), None)
    if sheet is None:
        names = ", ".join(f"'{s.name}'" for s in every)
        raise SourceError(file, f"blad '{wanted or ''}' is er niet.", f"een van: {names}")
    figures = table.read(sheet, measures, Hints(population=options.get("population")))
    if figures.refused:
        first = figures.refused[0]
        raise SourceError(
            file,
            f"{first.where}: {first.why} ({len(figures.refused)} rijen kloppen niet).",
            todo=f"bekijk ze allemaal: python -m loaders.add {file.name} --dataset {measures.source.id} --all",
        )
    return figures.frame[RAW_COLUMNS]
