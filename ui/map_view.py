"""What the map page shows of one figure, worked out once: the figures on the map, its colours, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from compare.comparator import Comparator
from compare.comparison import Comparison, compare
from compare.dutch import value_text
from compare.figures import Figures
from compare.gap import grows_with_size
from compare.sentence import comparison_sentence, map_sentence, position_clause, who_when
from compare.standing import Standing, place, standing
from geo import match
from geo.classes import Classes, sequential
from geo.regions import DRENTHE_GEMEENTEN, name
from loaders.catalogue import Indicator
from loaders.store import snapshot_version
from ui import areas, colours, comparators, explain, legend
from ui.areas import AREAS, Area
from ui.charts import bars
from ui.comparators import name_of
from ui.data import catalogue, figures
from ui.regions import DRENTHE, NEDERLAND

#: Said where a figure stands; the line with the sources says how it was made.
OWN = "eigen berekening"


@dataclass(frozen=True, eq=False)
class MapView:
    """One indicator, population, area and year, for a reader with this gemeente (or None) and comparator.

    ``comparator``: what the reader chose, and ``remark`` what was done when that cannot be. ``figures``: of the
    indicator and population. ``rows``: the observations of the year. ``here``: value per region on the map. ``beside``: value per gemeente of
    Drenthe, and of Drenthe and Nederland where they can be compared with. Shared between readers: change nothing.
    """

    indicator: Indicator
    population: str
    area: Area
    year: int
    gemeente: str | None
    comparator: Comparator
    remark: str
    figures: Figures
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
    def against(self) -> Comparator | None:
        """What the gemeenten are held against: the comparator, else Drenthe or Nederland; None when none has a figure.

        Never the reader's own gemeente: that would be held against itself.
        """
        if grows_with_size(self.indicator):
            return self.comparator if self.comparator.earlier else None
        others = [comparators.comparator(slug, self.gemeente) for slug in ("drenthe", "nederland")]
        for found in (self.comparator, *others):
            if found and not found.of_subject(self.gemeente or "") and self._comparable(found):
                return found
        return None

    def _comparable(self, comparator: Comparator) -> bool:
        return any(isinstance(self._held(region, comparator), Comparison) for region in DRENTHE_GEMEENTEN)

    def _held(self, region: str, comparator: Comparator) -> Comparison | None:
        found = compare(self.figures, region, comparator, self.year)
        return found if isinstance(found, Comparison) else None

    @cached_property
    def comparisons(self) -> dict[str, Comparison | None]:
        """Each gemeente of Drenthe held against ``against`` in this year."""
        against = self.against
        return {region: self._held(region, against) if against else None for region in DRENTHE_GEMEENTEN}

    @cached_property
    def mark(self) -> tuple[str, float] | None:
        """Name and value of ``against``, for the legend; an earlier year has none that holds for all."""
        found = next((c for c in self.comparisons.values() if c), None)
        if found is None or found.comparator.earlier:
            return None
        return name_of(found.comparator.code), found.gap.comparator

    @cached_property
    def own(self) -> Standing | None:
        """How the reader's gemeente stands in this year."""
        if not self.gemeente:
            return None
        held = [self.against] if self.against else []
        return standing(self.figures, self.gemeente, held, DRENTHE_GEMEENTEN, self.year)

    @cached_property
    def own_line(self) -> str:
        """The sentence about the reader's gemeente, with its place among the 12; "" without a gemeente."""
        if not self.gemeente:
            return ""
        if self.own is None:
            return f"{name(self.gemeente)}: geen cijfer over {self.year}."
        said = comparison_sentence(self.own, name(self.gemeente))
        if self.own.position:
            placed = position_clause(self.own.position)
            said += f" {placed[:1].upper()}{placed[1:]}."
        return said

    @cached_property
    def own_calculations(self) -> tuple[str, ...]:
        """The regions beside the map whose figure is the monitor's own calculation."""
        made = self.rows[self.rows["coverage"].notna() & self.rows["value"].notna()]["region"]
        return tuple(str(r) for r in self.beside.index if r in set(made))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What to keep in mind with this map, short."""
        notes = [self.remark] if self.remark else []
        notes += [
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
            notes.append(
                f"{name_of(self.comparator.code)}: geen vergelijking mogelijk over {self.year}; "
                f"daarom vergelijken we hier met {self.against.name}."
            )
        return tuple(notes)

    @cached_property
    def under_the_map(self) -> str:
        """The line right under the map and beside the bars."""
        own = [f"{name_of(region)}: {OWN}." for region in self.own_calculations]
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
        held = [str(region) for region in self.beside.index if region not in DRENTHE_GEMEENTEN]
        lines = dict.fromkeys(held, (colours.NEDERLAND, True)) | {DRENTHE: (colours.DRENTHE, False)}
        return bars.bars_data(
            plain(self.beside),
            {str(region): name_of(str(region)) for region in self.beside.index},
            self.indicator,
            self.classes.colour_of,
            self.gemeente,
            lines,
            compared=self.against.code if self.against else None,
        )

    @cached_property
    def legend(self) -> tuple[str, str]:
        """The legend as SVG, and in words."""
        drenthe = self.against is not None and self.against.code == DRENTHE
        colour = colours.DRENTHE if drenthe else colours.NEDERLAND
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
            found = [self.comparisons[str(region)] for region in own.index]
            content[f"Verschil met {self.against.name}"] = [c.gap.difference if c else None for c in found]
        places = [place(self.figures, str(region), self.year, DRENTHE_GEMEENTEN) for region in own.index]
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
    """The view of these choices; ``area``: a name of :data:`ui.areas.AREAS`, ``comparator``: its name in the URL."""
    return _map_view(indicator, population, area, year, gemeente, comparator, snapshot_version())


@lru_cache(maxsize=200)
def _map_view(
    id: str, population: str, area_name: str, year: int, gemeente: str | None, slug: str, version: str
) -> MapView:
    indicator, area = catalogue()[id], AREAS[area_name]
    of_pair = figures(id, population)
    assert of_pair is not None
    comparator, remark = comparators.against(slug, gemeente or "", gemeente)
    of_all_years = pd.concat([of_pair.frame, comparators.rows(of_pair, comparator)])
    drawn = areas.on_map(of_pair.frame, area)
    here = drawn[drawn["year"] == year].set_index("region")["value"]
    of_year = of_all_years[of_all_years["year"] == year]
    held: list[str] = []
    if not grows_with_size(indicator):
        other = NEDERLAND if comparator.earlier else comparator.code
        held = list(
            dict.fromkeys(
                [DRENTHE, other] if other not in (DRENTHE, *DRENTHE_GEMEENTEN) else [DRENTHE, NEDERLAND]
            )
        )
    return MapView(
        indicator=indicator,
        population=population,
        area=area,
        year=year,
        gemeente=gemeente,
        comparator=comparator,
        remark=remark,
        figures=of_pair,
        rows=of_year,
        here=here,
        beside=of_year.set_index("region")["value"].reindex([*DRENTHE_GEMEENTEN, *held]),
        classes=sequential(drawn["value"], decimals=indicator.decimals, chosen=here),
    )


def plain(values: pd.Series) -> dict[str, float]:
    """Value per region, missing ones as NaN."""
    return {str(region): float(value) for region, value in values.items()}
