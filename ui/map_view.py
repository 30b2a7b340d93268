"""What the map page shows of one figure, worked out once: the figures on the map, its colours, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from compare.dutch import value_text
from compare.gap import gap, grows_with_size
from compare.position import position
from compare.sentence import gap_clause, map_sentence, position_clause, who_when
from geo import match
from geo.classes import Classes, sequential
from geo.regions import DRENTHE_GEMEENTEN, name
from loaders.catalogue import Indicator
from loaders.store import snapshot_version
from ui import areas, colours, explain, legend
from ui.areas import AREAS, Area
from ui.charts import bars
from ui.data import catalogue, series
from ui.regions import DRENTHE, NEDERLAND

#: Said where a figure stands; the line with the sources says how it was made.
OWN = "eigen berekening"


@dataclass(frozen=True, eq=False)
class MapView:
    """One indicator, population, area and year, for a reader with this gemeente (or None) and comparator.

    ``rows``: the observations of the year. ``here``: value per region on the map. ``beside``: value per gemeente of
    Drenthe, and of Drenthe and Nederland where they can be compared with. Shared between readers: change nothing.
    """

    indicator: Indicator
    population: str
    area: Area
    year: int
    gemeente: str | None
    comparator: str
    rows: pd.DataFrame
    here: pd.Series
    beside: pd.Series
    classes: Classes

    def text(self, value: float) -> str:
        return value_text(value, self.indicator)

    @cached_property
    def title(self) -> str:
        return f"{self.indicator.title} ({who_when(self.population, self.year)})"

    @cached_property
    def names(self) -> dict[str, str]:
        """Name per region on the map."""
        return {str(region): areas.region_name(str(region), self.year) for region in self.here.index}

    @cached_property
    def sentence(self) -> str:
        """Highest and lowest on the map."""
        return map_sentence(
            self.here, self.names, self.indicator, self.population, self.year, self.area.one, self.area.many
        )

    @cached_property
    def of_drenthe(self) -> str:
        """Highest and lowest of the gemeenten of Drenthe."""
        names = {region: name(region) for region in DRENTHE_GEMEENTEN}
        return map_sentence(self._gemeenten, names, self.indicator, self.population, self.year)

    @cached_property
    def _gemeenten(self) -> pd.Series:
        return self.beside.reindex(DRENTHE_GEMEENTEN)

    @cached_property
    def against(self) -> str | None:
        """What the gemeenten are held against: the comparator, else Drenthe or Nederland; None when none has a figure.

        Never the reader's own gemeente: that would be held against itself.
        """
        if grows_with_size(self.indicator):
            return None
        others = [r for r in (self.comparator, DRENTHE, NEDERLAND) if r != self.gemeente]
        return next((r for r in others if pd.notna(self.beside.get(r))), None)

    @cached_property
    def mark(self) -> tuple[str, float] | None:
        """Name and value of ``against``, for the legend."""
        return (name(self.against), float(self.beside[self.against])) if self.against else None

    @cached_property
    def own_line(self) -> str:
        """ "Emmen: 15,1%, 1,2 procentpunt meer dan in Nederland (13,9%); hoogste van de 12."; "" without gemeente."""
        if not self.gemeente:
            return ""
        value = self.beside[self.gemeente]
        said = f"**{name(self.gemeente)}**: {value_text(value, self.indicator)}"
        place = position(self._gemeenten, self.gemeente, self.indicator)
        if place is None:
            return f"{said}."
        found = gap(value, self.beside[self.against], self.indicator) if self.against else None
        if found and self.against:
            said += f", {gap_clause(found, name(self.against), self.indicator)}"
        said += f"; {position_clause(place, self.indicator)}."
        return f"{said} {name(self.against)}: {OWN}." if self.against in self.own_calculations else said

    @cached_property
    def own_calculations(self) -> tuple[str, ...]:
        """The regions beside the map whose figure is the monitor's own calculation."""
        made = self.rows[self.rows["coverage"].notna() & self.rows["value"].notna()]["region"]
        return tuple(r for r in (DRENTHE, NEDERLAND) if r in self.beside.index and r in set(made))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What to keep in mind with this map, short."""
        notes = [
            "Wijkcijfers zijn minder zeker dan gemeentecijfers."
            if self.area is AREAS["wijken"]
            else "Verschillen binnen gemeenten ziet u hier niet."
        ]
        if self.area is not AREAS["nederland"]:
            notes.append("Hoogste of laagste van Drenthe zegt niet of het veel of weinig is.")
        if grows_with_size(self.indicator):
            notes.append("Dit zijn aantallen: een grote gemeente heeft er vanzelf meer.")
        if not self.classes.all_years:
            notes.append(
                f"De kleuren gelden alleen voor {self.year}; op de kaart van een ander jaar betekenen ze iets anders."
            )
        if self.against and self.against != self.comparator:
            own = self.comparator == self.gemeente
            why = "is uw eigen gemeente" if own else f"heeft over {self.year} geen cijfer"
            notes.append(
                f"{name(self.comparator)} {why}; daarom vergelijken we hier met {name(self.against)}."
            )
        return tuple(notes)

    @cached_property
    def under_the_map(self) -> str:
        """The line right under the map and beside the bars."""
        own = [f"{name(region)}: {OWN}." for region in self.own_calculations]
        return " ".join([*own, *self.notes, self.off_the_map])

    @cached_property
    def off_the_map(self) -> str:
        """Which figures have no place on the map and which places no figure: divisions change over the years."""
        if self.area is AREAS["drenthe"]:
            return ""
        first = "WK" if self.area is AREAS["wijken"] else "GM"
        figures = self.rows[self.rows["region"].str.startswith(first) & self.rows["value"].notna()]
        return " ".join(said for mismatch in match.report(figures) for said in mismatch.for_readers())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources of the figures beside the map, and last that of the boundaries."""
        shown = self.rows[self.rows["region"].isin(self.beside.index)]
        return (*explain.source_sentences(shown), f"{self.area.boundary_source}.")

    @cached_property
    def bars(self) -> pd.DataFrame:
        """The rows of the bar chart."""
        lines = {DRENTHE: (colours.DRENTHE, False), NEDERLAND: (colours.NEDERLAND, True)}
        return bars.bars_data(
            plain(self.beside),
            {str(region): name(str(region)) for region in self.beside.index},
            self.indicator,
            self.classes.colour_of,
            self.gemeente,
            lines,
            compared=self.against,
        )

    @cached_property
    def legend(self) -> tuple[str, str]:
        """The legend as SVG, and in words."""
        colour = colours.DRENTHE if self.against == DRENTHE else colours.NEDERLAND
        return (
            legend.legend_svg(self.classes, self.text, self.mark, colour),
            legend.legend_text(self.classes, self.text, self.mark),
        )

    def table(self) -> pd.DataFrame:
        """The gemeenten from high to low, with code as index: name, value, difference with ``against``, place."""
        own = self._gemeenten.sort_values(ascending=False, kind="stable")
        content: dict[str, Any] = {
            "Gemeente": [name(str(region)) for region in own.index],
            f"Cijfer {self.year}": own.to_list(),
        }
        if self.against:
            gaps = [gap(value, self.beside[self.against], self.indicator) for value in own]
            content[f"Verschil met {name(self.against)}"] = [g.difference if g else None for g in gaps]
        places = [position(own, str(region), self.indicator) for region in own.index]
        content["Plaats (1 = hoogste)"] = [p.rank if p else None for p in places]
        table = pd.DataFrame(content, index=own.index)
        return table.astype(dict.fromkeys(table.columns[1:], float))

    def whole_map(self) -> pd.DataFrame:
        """Every region on the map from high to low: name and value."""
        value = f"Cijfer {self.year}"
        names = [self.names[str(region)] for region in self.here.index]
        table = pd.DataFrame({self.area.one.capitalize(): names, value: self.here.to_numpy()})
        return table.sort_values(value, ascending=False, ignore_index=True)

    def observations(self) -> pd.DataFrame:
        """The observations behind the map and the bars, for a download."""
        return self.rows[self.rows["region"].isin([*self.beside.index, *self.here.index])]


def map_view(
    indicator: str, population: str, area: str, year: int, gemeente: str | None, comparator: str
) -> MapView:
    """The view of these choices; ``area`` is a name of :data:`ui.areas.AREAS`."""
    return _map_view(indicator, population, area, year, gemeente, comparator, snapshot_version())


@lru_cache(maxsize=200)
def _map_view(
    id: str, population: str, area_name: str, year: int, gemeente: str | None, comparator: str, version: str
) -> MapView:
    indicator, area = catalogue()[id], AREAS[area_name]
    rows = series(id, population)
    drawn = areas.on_map(rows, area)
    here = drawn[drawn["year"] == year].set_index("region")["value"]
    of_year = rows[rows["year"] == year]
    held = [] if grows_with_size(indicator) else [DRENTHE, NEDERLAND]
    return MapView(
        indicator=indicator,
        population=population,
        area=area,
        year=year,
        gemeente=gemeente,
        comparator=comparator,
        rows=of_year,
        here=here,
        beside=of_year.set_index("region")["value"].reindex([*DRENTHE_GEMEENTEN, *held]),
        classes=sequential(drawn["value"], decimals=indicator.decimals, chosen=here),
    )


def plain(values: pd.Series) -> dict[str, float]:
    """Value per region, missing ones as NaN."""
    return {str(region): float(value) for region, value in values.items()}
