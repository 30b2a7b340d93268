"""What a refresh changed in the figures, in sentences that a reader of the monitor understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from monitor.catalogue import Catalogue, Indicator
from monitor.dutch import listing, number
from monitor.freshness import in_words
from monitor.observations import CALCULATED, KEY, LEVELS
from monitor.province import PROVINCE
from monitor.regions import regions

CHANGELOG = "CHANGELOG.md"
HEADING = "# Wat er in de cijfers veranderde\n"
_FEW = 3
_PLURAL = {"GM": "gemeenten", "WK": "wijken", "BU": "buurten", "PV": "provincies"}


@dataclass(frozen=True)
class Counted:
    """How many figures of a source are new, revised and gone."""

    new: int = 0
    revised: int = 0
    gone: int = 0

    def __str__(self) -> str:
        parts = [(self.new, "nieuw"), (self.revised, "herzien"), (self.gone, "vervallen")]
        return ", ".join(f"{number(count)} {word}" for count, word in parts if count)


def joined(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return every figure of either (data contract) with value, margins, status and source of both sides.

    Columns ``value_before`` and so on; NaN where a side has no such figure. The monitor's own calculations are marked
    in ``own``.
    """
    kept = [*KEY, "value", "lower", "upper", "status", "source", "origin"]
    sides = [frame.loc[frame["value"].notna(), kept] for frame in (before, after)]
    both = sides[0].merge(sides[1], on=KEY, how="outer", suffixes=("_before", "_after"))
    both["own"] = (both["origin_after"] == CALCULATED) | (
        (both["origin_before"] == CALCULATED) & both["value_after"].isna()
    )
    return both


def counted(both: pd.DataFrame) -> Counted:
    """Count the changes in a table of :func:`joined`."""
    new = both["value_before"].isna()
    gone = both["value_after"].isna()
    return Counted(int(new.sum()), int((~new & ~gone & _differs(both)).sum()), int(gone.sum()))


def _differs(both: pd.DataFrame) -> pd.Series:
    return both["value_before"] != both["value_after"]


def lines(before: pd.DataFrame, after: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Return one line per indicator and group whose figures changed, in the order of the catalogue."""
    both = joined(before, after)
    changed = (
        _differs(both)
        | (both["status_before"] != both["status_after"])
        | (both["lower_before"].isna() != both["lower_after"].isna())
        # A calculation of ours that made way for the publisher's own figure, even an equal one.
        | ((both["origin_before"] == CALCULATED) & (both["origin_after"] != CALCULATED))
    )
    touched = both[changed]
    listed = []
    for indicator in catalogue.indicators.values():
        rows = touched[touched["indicator"] == indicator.id]
        everything = both[both["indicator"] == indicator.id]
        for population in [p for p in indicator.populations if p in set(rows["population"])]:
            changes = _of(
                rows[rows["population"] == population],
                everything[everything["population"] == population],
                indicator,
            )
            if changes:
                group = f" ({population})" if len(indicator.populations) > 1 else ""
                listed.append(f"{indicator.title}{group}: {'; '.join(changes)}.")
    return listed


def _of(rows: pd.DataFrame, everything: pd.DataFrame, indicator: Indicator) -> list[str]:
    changes: list[str] = []
    published = rows[~rows["own"]]
    new = published[published["value_before"].isna() | (published["origin_before"] == CALCULATED)]
    came: dict[str, list[int]] = {}
    for year, part in new.groupby("year"):
        of_year = everything[(everything["year"] == year) & ~everything["own"]]
        word = "toegevoegd" if of_year["value_before"].isna().all() else "aangevuld"
        came.setdefault(f"{word} voor {_regions(part)}", []).append(int(str(year)))
    changes += [f"{_years(years)} {what}" for what, years in came.items()]
    old = published[published["value_before"].notna() & (published["origin_before"] != CALCULATED)]
    gone = old[old["value_after"].isna()]
    if len(gone):
        changes.append(
            f"{number(len(gone))} {'cijfer' if len(gone) == 1 else 'cijfers'} vervallen ({_regions(gone)})"
        )
    stayed = old[old["value_after"].notna()]
    revised = stayed[_differs(stayed)]
    if len(revised):
        word = "herziene waarde" if len(revised) == 1 else "herziene waarden"
        shown = f" ({_examples(revised, indicator)})" if len(revised) <= _FEW else ""
        changes.append(f"{number(len(revised))} {word}{shown}")
    final = stayed[(stayed["status_before"] == "voorlopig") & (stayed["status_after"] == "definitief")]
    if len(final):
        years = ", ".join(str(year) for year in sorted(final["year"].unique()))
        changes.append(f"{years} {'is' if final['year'].nunique() == 1 else 'zijn'} nu definitief")
    if (stayed["lower_before"].isna() & stayed["lower_after"].notna()).any():
        changes.append("nu met onder- en bovengrens")
    own = rows[rows["own"] & _differs(rows)]
    if len(own) and not changes:
        changes.append("eigen berekening van het gemiddelde bijgewerkt")
    return changes


def _years(years: list[int]) -> str:
    """Years as people say them: "2012 tot en met 2017", "2012, 2016 en 2020"."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]} tot en met {years[-1]}"
    return listing([str(year) for year in years])


def _regions(rows: pd.DataFrame) -> str:
    parts = []
    prefixes = rows["region"].str[:2]
    for prefix in LEVELS.values():
        codes = sorted(set(rows.loc[prefixes == prefix, "region"]))
        if prefix == "NL":
            parts += ["Nederland"] if codes else []
        elif prefix == "PV" and PROVINCE in codes and len(codes) == 1:
            parts.append("Drenthe")
        elif codes:
            parts.append(_name(codes[0]) if len(codes) == 1 else f"{number(len(codes))} {_PLURAL[prefix]}")
    return listing(parts)


def _name(code: str) -> str:
    return next((region.name for region in regions() if region.code == code), code)


def _examples(rows: pd.DataFrame, indicator: Indicator) -> str:
    def shown(value: float) -> str:
        # Not number(): an example is looked up in a file, which has no point per thousand.
        return f"{value:.{indicator.decimals}f}".replace(".", ",")

    def one(row: Any) -> str:
        return f"{_name(row.region)} {row.year}: {shown(row.value_before)} werd {shown(row.value_after)}"

    return ", ".join(one(row) for row in rows.itertuples())


def entry(moment: datetime, changed: list[str], notes: list[str]) -> str:
    """Return one dated piece of the changelog."""
    points = [f"- {line}" for line in changed]
    if notes:
        points += ["", *(f"- Let op: {note}" for note in notes)]
    return "\n".join([f"## {in_words(moment.date())}, {moment:%H:%M}", "", *points]) + "\n"


def new_changelog(
    data: Path,
    moment: datetime,
    before: pd.DataFrame,
    after: pd.DataFrame,
    catalogue: Catalogue,
    notes: list[str],
) -> str | None:
    """Return the changelog of a data folder with what changed between two snapshots on top; None when nothing did."""
    changed = lines(before, after, catalogue)
    return with_entry(read(data), entry(moment, changed, notes)) if changed else None


def read(data: Path) -> str:
    """Return what the changelog of a data folder says so far."""
    file = data / CHANGELOG
    return file.read_text(encoding="utf-8") if file.exists() else ""


def with_entry(text: str, new: str) -> str:
    """Return the changelog with a new piece on top."""
    _, _, rest = text.partition(HEADING)
    rest = rest.strip("\n")
    return f"{HEADING}\n{new}" + (f"\n{rest}\n" if rest else "")
