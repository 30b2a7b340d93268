"""What the figure of a gemeente hides: how far its wijken or buurten lie apart, as the map page says and shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from compare.indicator_data import IndicatorData, provisional
from compare.rules.gap import grows_with_size
from compare.rules.range import ValueRange, value_range
from compare.wording.map import furthest_within_sentence, within_sentence
from geo.match import name_within
from monitor.dutch import number
from monitor.province import GEMEENTEN
from monitor.regions import gemeente_of, name, region, same_area, wijk_of
from ui.data import catalogue
from ui.data import figures as figures_of
from ui.kaart.strip import COLUMNS

#: The count of a wijk or buurt that says how much its other figures weigh.
INHABITANTS = ("bevolking", "personen")
#: A wijk or buurt where fewer people live is named nowhere as the highest or the lowest: its figure is of a handful of them.
FEWEST = 200


class Within:
    """The wijken or the buurten (``level``) of the gemeenten of Drenthe in one year, also those that no map has boundaries of.

    ``rows``: region, value, source and gemeente per wijk or buurt with a figure.
    """

    def __init__(self, figures: IndicatorData, year: int, level: str, many: str) -> None:
        self.figures, self.year, self.level, self.many = figures, year, level, many
        frame = figures.within(level)
        of_year = frame[(frame["year"] == year) & frame["value"].notna()]
        rows = of_year[["region", "value", "source"]]
        rows = rows.assign(gemeente=rows["region"].map(gemeente_of))
        self.rows = rows[rows["gemeente"].isin(GEMEENTEN)]
        self.provisional = frozenset(provisional(of_year)["region"])

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Name per wijk or buurt, without its gemeente."""
        return {region: name_within(region, self.year) for region in self.rows["region"]}

    def of(self, gemeente: str) -> pd.DataFrame:
        """The rows of one gemeente."""
        return self.rows[self.rows["gemeente"] == gemeente]

    @cached_property
    def _large(self) -> bool:
        """Whether only those with enough inhabitants are named as the highest and the lowest: of buurten always, of wijken, of
        which few are that small, where it is known how many live there."""
        counted = self.level == "buurt" or bool(self.inhabitants[1].notna().any())
        return counted and not grows_with_size(self.figures.indicator)

    @property
    def what(self) -> str:
        """Which of them are, where not all with a figure are; else ""."""
        return f"{self.many} met ten minste {FEWEST} inwoners" if self._large else ""

    @cached_property
    def named(self) -> pd.DataFrame:
        """The rows that may be named as the highest and the lowest."""
        _, inhabitants = self.inhabitants
        return self.rows[self.rows["region"].map(inhabitants) >= FEWEST] if self._large else self.rows

    def value_range(self, gemeente: str) -> ValueRange | None:
        """The lowest and highest of a gemeente, of those that may be named; None with fewer than two."""
        own = self.named[self.named["gemeente"] == gemeente]
        values = dict(zip(own["region"], own["value"], strict=True))
        return value_range(
            values, self.figures.indicator, self.figures.population, self.year, self.provisional
        )

    def sentence(self, gemeente: str | None) -> str:
        """The lowest and highest of a gemeente, or without one of the gemeente where they lie furthest apart."""
        if gemeente:
            own, ends = self.figures.value(gemeente, self.year), self.value_range(gemeente)
            if ends is None and (why := self._why_none(gemeente)):
                return f"Van {name(gemeente)} staat hier geen hoogste en laagste {self.level} van {self.year}: {why}."
            return within_sentence(ends, name(gemeente), self.names, own, self.many, self.what)
        range_of = {one: value_range for one in GEMEENTEN if (value_range := self.value_range(one))}
        if not range_of:
            return ""
        furthest = max(range_of, key=lambda one: range_of[one].difference)
        own = self.figures.value(furthest, self.year)
        return furthest_within_sentence(
            range_of[furthest], name(furthest), self.names, own, self.many, self.what
        )

    def _why_none(self, gemeente: str) -> str:
        """Why none of a gemeente may be named, in a clause; "" where that is because there are too few."""
        own = self.of(gemeente)["region"]
        if not self._large or len(own) < 2 or own.map(self.inhabitants[1]).notna().any():
            return ""
        gone = any(region(code, self.year).last_year for code in own)
        unknown = f"hoeveel mensen er in deze {self.many} wonen is niet bekend"
        return f"de indeling is sindsdien een andere, en {unknown}" if gone else unknown

    @cached_property
    def division(self) -> str:
        """The year of the division that they are of, as their source says it: "2020"; "" where sources differ."""
        editions = {catalogue().sources[source].edition for source in self.rows["source"].unique()}
        years = {year[0] for edition in editions if (year := re.search(r"\d{4}$", edition))}
        return years.pop() if len(years) == 1 else ""

    @cached_property
    def inhabitants(self) -> tuple[int, pd.Series]:
        """The newest year of which the inhabitants are known, and how many per wijk or buurt that still is the same area:
        those of a small one count for few people. Empty where the figures are the inhabitants themselves."""
        known = figures_of(*INHABITANTS)
        counts = known.within(self.level).dropna(subset=["value"]) if known else self.rows.iloc[:0]
        if counts.empty or self.figures.indicator.id == INHABITANTS[0]:
            return self.year, pd.Series(dtype=float)
        year = int(counts["year"].max())
        newest = counts[counts["year"] == year].set_index("region")["value"]
        same = [
            region in newest.index and same_area(region, self.year, year) for region in self.rows["region"]
        ]
        return year, newest.reindex(self.rows["region"][same])

    def wijken(self, gemeente: str) -> dict[str, float | None]:
        """The wijken that the buurten of a gemeente lie in -> their own figure, where there is one."""
        codes = sorted({wijk_of(buurt) for buurt in self.of(gemeente)["region"]})
        return {code: self.figures.value(code, self.year) for code in codes}

    def dots(self, gemeente: str | None = None) -> pd.DataFrame:
        """The data of :func:`ui.kaart.strip.strip`, a dot for each: in the row of its gemeente, or of one ``gemeente`` alone
        in that of its wijk. The row as a category, which is sent once."""
        rows = self.rows if gemeente is None else self.of(gemeente)
        of_row = (
            [name(code) for code in rows["gemeente"]]
            if gemeente is None
            else [name_within(wijk_of(buurt), self.year) for buurt in rows["region"]]
        )
        year, inhabitants = self.inhabitants
        lived_in = {region: f" - {number(n)} inwoners ({year})" for region, n in inhabitants.dropna().items()}
        dots = pd.DataFrame(
            {
                "Gebied": pd.Categorical(of_row),
                "Deel": [self.names[region] for region in rows["region"]],
                # Single precision is enough for a place on the axis, and half as much to send.
                "value": rows["value"].to_numpy(dtype="float32"),
                "Bewoond": [lived_in.get(region, "") for region in rows["region"]],
            }
        )
        return dots[COLUMNS]
