"""What the figure of a gemeente hides: how far its wijken lie apart, as the map page says and shows it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from compare.indicator_data import IndicatorData, provisional
from compare.rules.range import ValueRange, value_range
from compare.wording.map import furthest_within_sentence, within_sentence
from geo.match import name_within
from monitor.province import GEMEENTEN
from monitor.regions import gemeente_of, name
from ui.kaart.strip import COLUMNS


class Within:
    """The wijken of the gemeenten of Drenthe in one year, also those that no map has boundaries of.

    ``rows``: region, value and gemeente per wijk with a figure.
    """

    def __init__(self, figures: IndicatorData, year: int) -> None:
        self.figures, self.year = figures, year
        frame = figures.wijken
        of_year = frame[(frame["year"] == year) & frame["value"].notna()]
        rows = of_year[["region", "value"]]
        rows = rows.assign(gemeente=rows["region"].map(gemeente_of))
        self.rows = rows[rows["gemeente"].isin(GEMEENTEN)]
        self.provisional = frozenset(provisional(of_year)["region"])

    def names(self) -> Mapping[str, str]:
        """Name per wijk, without its gemeente."""
        return {region: name_within(region, self.year) for region in self.rows["region"]}

    def value_range(self, gemeente: str) -> ValueRange | None:
        """The lowest and highest wijk of a gemeente; None with fewer than two."""
        own = self.rows[self.rows["gemeente"] == gemeente]
        values = dict(zip(own["region"], own["value"], strict=True))
        return value_range(
            values, self.figures.indicator, self.figures.population, self.year, self.provisional
        )

    def sentence(self, gemeente: str | None) -> str:
        """The lowest and highest wijk of a gemeente, or without one of the gemeente where they lie furthest apart."""
        if gemeente:
            own = self.figures.value(gemeente, self.year)
            return within_sentence(self.value_range(gemeente), name(gemeente), self.names(), own)
        range_of = {region: value_range for region in GEMEENTEN if (value_range := self.value_range(region))}
        if not range_of:
            return ""
        furthest = max(range_of, key=lambda region: range_of[region].difference)
        own = self.figures.value(furthest, self.year)
        return furthest_within_sentence(range_of[furthest], name(furthest), self.names(), own)

    def dots(self) -> pd.DataFrame:
        """The data of :func:`ui.kaart.strip.strip`; the gemeente as a category, which is sent once."""
        named = self.names()
        dots = pd.DataFrame(
            {
                "Gebied": pd.Categorical([name(code) for code in self.rows["gemeente"]]),
                "Wijk": [named[region] for region in self.rows["region"]],
                # Single precision is enough for a place on the axis, and half as much to send.
                "value": self.rows["value"].to_numpy(dtype="float32"),
            }
        )
        return dots[COLUMNS]
