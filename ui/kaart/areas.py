"""The areas a map can show, and which figures belong on it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from compare.edition import per_edition
from compare.indicator_data import IndicatorData
from geo.features import BoundaryLevel, head, is_there, properties
from monitor.division import kept
from monitor.observations import WITHIN, WITHIN_CODES
from monitor.province import GEMEENTEN, PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import gemeente_of, level, name, same_area
from ui.data import data_version, figures


@dataclass(frozen=True)
class Area:
    """``level``: the boundaries that are drawn; ``one`` and ``many``: what a region on it is called."""

    #: Its name in the URL and in the name of a file.
    id: str
    title: str
    level: BoundaryLevel
    one: str
    many: str

    @property
    def regions(self) -> str:
        """What is on it, in a sentence: "de gemeenten van Drenthe", "de wijken"."""
        return f"de {self.many}" if self.id == self.many else f"de {self.many} van {self.title}"

    @property
    def is_drawn(self) -> bool:
        """Whether there are boundaries to draw it with."""
        return is_there(self.level)

    @property
    def is_within(self) -> bool:
        """Whether its regions are parts of gemeenten."""
        return self.one in WITHIN

    @property
    def boundary_year(self) -> int:
        return int(head(self.level)["year"])

    @property
    def boundary_source(self) -> str:
        """The source of the boundaries, as a line under the map."""
        return str(head(self.level)["source"])


#: Name in the URL -> area; the first one is shown unless chosen otherwise.
AREAS = {
    area.id: area
    for area in (
        Area(PROVINCE_SLUG, PROVINCE_NAME, "drenthe_gemeenten", "gemeente", "gemeenten"),
        Area("nederland", "Nederland", "nederland_gemeenten", "gemeente", "gemeenten"),
        Area("wijken", "Wijken", "drenthe_wijken", "wijk", "wijken"),
        Area("buurten", "Buurten", "drenthe_buurten", "buurt", "buurten"),
    )
}


@kept(maxsize=len(AREAS))
def drawn(level: BoundaryLevel) -> frozenset[str]:
    """The codes of the regions on a map."""
    return frozenset(str(region["code"]) for region in properties(level))


def on_map(rows: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The rows (region, year, ...) whose region is drawn on the map, and is still the same area there."""
    on_its_boundaries = rows[rows["region"].isin(drawn(area.level))]
    if not area.is_within:
        return on_its_boundaries
    same = [
        same_area(r, y, area.boundary_year)
        for r, y in zip(on_its_boundaries["region"], on_its_boundaries["year"], strict=True)
    ]
    return on_its_boundaries[pd.Series(same, index=on_its_boundaries.index, dtype=bool)]


def rows_of(figures: IndicatorData, area: Area) -> pd.DataFrame:
    """The observations (region, year, ...) of the regions that are drawn on the map, and are still the same area there; all of
    them where there are no boundaries to draw."""
    rows = figures.within(area.one) if area.is_within else figures.frame
    return on_map(rows, area) if area.is_drawn else rows


def years(indicator: str, population: str, area: str) -> list[int]:
    """The years with a figure on this map (a name of :data:`AREAS`), oldest first; for Nederland also outside Drenthe."""
    return list(_years(indicator, population, area, data_version()))


@per_edition(2000)
def _years(indicator: str, population: str, area: str, version: str) -> tuple[int, ...]:
    indicator_data = figures(indicator, population)
    if indicator_data is None:
        return ()
    with_value = rows_of(indicator_data, AREAS[area]).dropna(subset=["value"])
    if area == "nederland":
        with_value = with_value[~with_value["region"].isin(GEMEENTEN)]
    return tuple(sorted(int(year) for year in with_value["year"].unique()))


def with_years(indicator: str, population: str) -> dict[str, list[int]]:
    """The areas that have a map of this figure, each with its years."""
    of_every_area = {area: years(indicator, population, area) for area in AREAS}
    return {area: of_area for area, of_area in of_every_area.items() if of_area}


def region_name(region: str, year: int) -> str:
    """The name of a gemeente, or of a wijk or buurt with its gemeente: "Bargeres (Emmen)", "wijk Hoogeveen", "Assen Oost"."""
    if not region.startswith(WITHIN_CODES):
        return name(region)
    own, gemeente = name(region, year), name(gemeente_of(region))
    if own == gemeente:
        return f"{level(region)} {own}"
    return own if gemeente in own else f"{own} ({gemeente})"


def gemeente(region: str) -> str | None:
    """The gemeente of Drenthe that a region is or lies in, or None."""
    code = gemeente_of(region) if region.startswith(WITHIN_CODES) else region
    return code if code in GEMEENTEN else None
