"""A file with a row per respondent, as the codebook reads it: CSV, Excel or SPSS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat

from intake.files.read import sheets
from loaders.panel.codebook import Answer, Codebook, Group
from monitor.errors import SourceError
from monitor.province import GEMEENTEN
from monitor.region_names import code_of

#: A respondent whose gemeente is not known counts for Drenthe only.
UNKNOWN = ""


@dataclass(frozen=True)
class Respondents:
    """One row per respondent who lives in Drenthe. ``frame``: columns ``region`` (code, or UNKNOWN), ``weight``, and the
    columns of the codebook; ``outside``: how many rows were of gemeenten elsewhere."""

    frame: pd.DataFrame
    outside: int


def read(file: Path, codebook: Codebook) -> Respondents:
    """Return the respondents. Errors: SourceError for a file that is no survey of this codebook.

    No message holds an answer of a single person.
    """
    table = _spss(file) if file.suffix.lower() == ".sav" else _table(file)
    wanted = [
        codebook.region,
        *([codebook.weight] if codebook.weight else []),
        *(grouping.column for grouping in codebook.groupings),
        *(question.column for question in codebook.questions),
    ]
    lacking = [name for name in dict.fromkeys(wanted) if name not in table.columns]
    if lacking:
        raise SourceError(
            file,
            f"kolom {', '.join(lacking)} uit het codeboek staat niet in het bestand.",
            ", ".join(map(str, table.columns[:20])),
            "verbeter de naam in het codeboek (hoofdletters tellen mee)",
        )
    if table.empty:
        raise SourceError(
            file, "er staat geen enkele respondent in.", todo="kies het bestand met de antwoorden"
        )
    region = _regions(table[codebook.region], codebook, file)
    table = table.assign(region=region, weight=_weights(table, codebook, file))
    here = table["region"].isin(GEMEENTEN) | (table["region"] == UNKNOWN)
    if not here.any():
        raise SourceError(file, "geen enkele respondent woont in een gemeente van Drenthe.",
                          todo="controleer in het codeboek welke kolom de gemeente is")  # fmt: skip
    return Respondents(table[here].reset_index(drop=True), int((~here).sum()))


def _table(file: Path) -> pd.DataFrame:
    visible = [sheet for sheet in sheets(file) if sheet.visible and sheet.rows]
    if not visible:
        raise SourceError(file, "dit bestand is leeg.", todo="kies het bestand met de antwoorden")
    heading, *rows = visible[0].even()
    names = [str(cell or "").strip() for cell in heading]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise SourceError(
            file, f"kolom {', '.join(twice)} staat er twee keer.", todo="geef elke kolom een eigen naam"
        )
    return pd.DataFrame(rows, columns=names, dtype=object)


def _spss(file: Path) -> pd.DataFrame:
    try:
        frame, _ = pyreadstat.read_sav(str(file), apply_value_formats=False)
    except (pyreadstat.ReadstatError, OSError, UnicodeDecodeError) as error:
        raise SourceError(
            file, "dit SPSS-bestand is niet te lezen.", todo="bewaar het in SPSS opnieuw als .sav, of als CSV"
        ) from error
    return frame.astype(object)


def _regions(column: pd.Series, codebook: Codebook, file: Path) -> pd.Series:
    """The code of each respondent's gemeente; UNKNOWN for an empty cell."""
    codes: dict[str, str | None] = {"": UNKNOWN}
    for cell in column.map(plain).unique():
        if cell not in codes:
            codes[cell] = _code(cell, codebook.year)
    unknown = sorted(cell for cell, code in codes.items() if code is None)
    if unknown:
        raise SourceError(
            file,
            f"{', '.join(unknown[:5])} in kolom {codebook.region} is geen gemeente.",
            "een naam (Emmen) of een code (GM0114)",
        )
    return column.map(plain).map(codes)


def _code(cell: str, year: int) -> str | None:
    digits = cell.upper().removeprefix("GM")
    if digits.isdigit():
        return f"GM{int(digits):04d}"
    return code_of(cell, year, "gemeente")


def _weights(table: pd.DataFrame, codebook: Codebook, file: Path) -> pd.Series:
    if codebook.weight is None:
        return pd.Series(1.0, index=table.index)
    column = table[codebook.weight]
    weights = pd.to_numeric(column.map(lambda cell: plain(cell).replace(",", ".")), errors="coerce")
    wrong = int((weights.isna() | (weights <= 0) | ~np.isfinite(weights.astype(float))).sum())
    if wrong:
        raise SourceError(
            file,
            f"{wrong} respondenten hebben in kolom {codebook.weight} geen gewicht groter dan nul.",
            todo="vul het gewicht in of laat deze respondenten weg",
        )
    return weights.astype(float)


def plain(cell: Answer | None) -> str:
    """An answer as text that does not depend on the kind of file: 1, 1.0 and "1" are one answer."""
    if cell is None or (isinstance(cell, float) and np.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    return text.removesuffix(".0") if text.replace(".", "", 1).lstrip("-").isdigit() else text


def in_group(column: pd.Series, group: Group) -> pd.Series:
    """Per respondent whether this column puts them in the group."""
    if group.answers:
        return column.map(plain).isin({plain(answer) for answer in group.answers})
    number = pd.to_numeric(column.map(lambda cell: plain(cell).replace(",", ".")), errors="coerce")
    lowest = -np.inf if group.lowest is None else group.lowest
    highest = np.inf if group.highest is None else group.highest
    return number.between(lowest, highest)
