"""StatLine data sets of RIVM and CBS as the open-data service gives them ("TypedDataSet"), as xlsx or CSV.

Upstream format: one row per region (and age group, margin, period), one column per topic. Column names end in
the topic's place in that edition (``MoeiteMetRondkomen_38``); the place changes per edition, so a measure is the
name without it. Codes are padded with spaces. Dimensions: ``WijkenEnBuurten`` or ``RegioS``; ``Perioden``
(``2020JJ00``); ``Leeftijd``; ``Marges`` (MW00000 the figure, MOG0095 and MBG0095 the ends of its 95% interval);
``Persoonskenmerken`` (only T009002, everybody, is read). Any other dimension must be a total (T001038) or be
chosen. The CSV separates with ``;`` and writes a decimal point.
The workbooks of 2012, 2016 and 2020 hold padded text instead of numbers, with ``.`` where RIVM gives no figure.

A column that is empty for a whole age group and year was not asked: no rows. An empty cell in a filled column is
a row without value.

Options: ``year`` and ``population`` where the file names none; ``missing``, the reason of an empty cell; and
for any other dimension its own name with the code to keep (``Geslacht=T001038``).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from intake.tables.groups import AGES
from loaders.raw import (
    Readable,
    check_group,
    number,
    option,
    path_of,
    raw_frame,
    read_table,
    region_code,
    require_columns,
    without_empty_columns,
    without_repeats,
)
from monitor.errors import SourceError

log = logging.getLogger(__name__)

MARGINS = {"MW00000": "value", "MOG0095": "lower", "MBG0095": "upper"}
#: Dimension -> the code that means everybody.
EVERYBODY = {"Persoonskenmerken": "T009002"}
REGIONS = ("WijkenEnBuurten", "RegioS")
#: Topics that describe the region instead of measuring it.
LABELS = {"Gemeentenaam", "SoortRegio", "Codering"}
_TOPIC = re.compile(r"^(.+)_\d+$")
_YEAR = re.compile(r"^(\d{4})JJ\d{2}$")


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the figures of the files as RAW_COLUMNS; measures are topic stems, units as published.

    Errors: SourceError for another kind of file, an unknown age group, code or number, or a dimension
    that needs a choice.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(path_of(files[0]), pd.concat(frames, ignore_index=True))


def _codes(table: pd.DataFrame, column: str) -> pd.Series:
    known = {cell: str(cell).strip() for cell in table[column].unique()}
    return table[column].map(known)


def _read_one(given: Readable, options: dict[str, str]) -> pd.DataFrame:
    file, table = path_of(given), read_table(given)
    region_column = next((name for name in REGIONS if name in table.columns), None)
    if region_column is None:
        require_columns(file, table.columns, ["WijkenEnBuurten"])
        raise AssertionError
    codes = _codes(table, region_column)
    translate = {code: region_code(code, file) for code in codes.unique()}
    table = table.assign(region=codes.map(translate))
    table = table[table["region"].notna()]

    topics = {name: match[1] for name in table.columns if (match := _TOPIC.match(name))}
    topics = {name: stem for name, stem in topics.items() if stem not in LABELS}
    if not topics:
        raise SourceError(
            file,
            "er zijn geen onderwerpen gevonden.",
            "kolommen als MoeiteMetRondkomen_38",
            "kies de juiste tabel",
        )
    table = _one_of_each_dimension(file, table, topics, region_column, options)
    table["population"] = _population(file, table, options)
    table["year"] = _years(file, table, options)
    table = table[table["year"].notna()]
    margin = _codes(table, "Marges") if "Marges" in table.columns else pd.Series("MW00000", index=table.index)
    unknown = set(margin.unique()) - set(MARGINS)
    if unknown:
        raise SourceError(file, f"onbekende marge {sorted(unknown)}.", f"een van {', '.join(MARGINS)}")

    long = table.assign(margin=margin.map(MARGINS)).melt(
        id_vars=["population", "region", "year", "margin"],
        value_vars=list(topics),
        var_name="topic",
        value_name="cell",
    )
    long["measure"] = long["topic"].map(topics)
    long["cell"] = [
        number(cell, file, f"{topic}, {region}")
        for cell, topic, region in zip(long["cell"], long["topic"], long["region"], strict=True)
    ]
    key = ["measure", "population", "region", "year"]
    by_margin = {name: part.set_index(key)["cell"] for name, part in long.groupby("margin")}
    if "value" not in by_margin:
        raise SourceError(
            file, "het cijfer zelf (Marges MW00000) ontbreekt.", todo="kies bij Marges ook 'Waarde'"
        )
    if by_margin["value"].index.has_duplicates:
        return without_repeats(
            file, raw_frame(by_margin["value"].rename("value").reset_index().to_dict("records"))
        )
    frame = pd.DataFrame(by_margin).reset_index()
    frame["missing"] = options.get("missing", "niet_gepubliceerd")
    return without_empty_columns(raw_frame(frame.to_dict("records")))


def _one_of_each_dimension(
    file: Path, table: pd.DataFrame, topics: dict[str, str], region_column: str, options: dict[str, str]
) -> pd.DataFrame:
    """Keep one category of every dimension the monitor has no column for, so that no figure counts twice."""
    read_elsewhere = {"ID", "region", region_column, "Leeftijd", "Marges", "Perioden"}
    for name in table.columns:
        if name in read_elsewhere or _TOPIC.match(name):
            continue
        codes = _codes(table, name)
        keep = options.get(name, EVERYBODY.get(name))
        if keep is None and name in LABELS:
            continue
        if keep is None:
            check_group(file, name, list(codes.unique()))
        if keep is not None:
            if not (codes == keep).any():
                raise SourceError(
                    file, f"de kolom '{name}' heeft geen groep {keep}.", todo=f"kies {name}=..."
                )
            table = table[codes == keep]
    return table.copy()


def _population(file: Path, table: pd.DataFrame, options: dict[str, str]) -> pd.Series | str:
    if "Leeftijd" not in table.columns:
        return options.get("population", "")
    ages = _codes(table, "Leeftijd")
    unknown = set(ages.unique()) - set(AGES)
    if unknown:
        raise SourceError(
            file,
            f"onbekende leeftijdsgroep {', '.join(sorted(unknown))}.",
            ", ".join(f"{code} ({label})" for code, label in AGES.items()),
            "voeg de groep toe in loaders/sources/typed_dataset.py",
        )
    return ages.map(AGES)


def _years(file: Path, table: pd.DataFrame, options: dict[str, str]) -> pd.Series:
    if "Perioden" not in table.columns:
        year = option(options, "year", file, "het jaar")
        return pd.Series(int(year), index=table.index)
    periods = _codes(table, "Perioden")
    years = {
        period: (int(match[1]) if (match := _YEAR.match(period)) else None) for period in periods.unique()
    }
    other = sorted(period for period, year in years.items() if year is None)
    if len(other) == len(years):
        raise SourceError(file, f"geen enkele periode is een jaar ({other[0]}).", "perioden als 2020JJ00")
    if other:
        log.warning("%s: perioden die geen jaar zijn, zijn niet gelezen: %s", file.name, ", ".join(other))
    return periods.map(years)
