"""Whether a newer map fits what there is: the area that was drawn, and the figures that are to stand on it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

#: So much of a region that is gone must lie in others, or the map is not whole. The rest is simplification.
COVERED = 0.9
#: Parts of a neighbour that a simplified edge cuts off do not make it a successor.
SHARE = 0.05
#: A code that keeps less than this (of what both cover together) stands for another area.
ALIKE = 0.5
#: So many names in a sentence; the rest are counted.
NAMED = 6


class RefusedError(ValueError):
    """What came in is not taken over; the message is Dutch and says why."""


@dataclass(frozen=True)
class Drawn:
    """A boundary file in use: its year, and ``areas``: ``code``, ``name`` and geometry."""

    year: int
    areas: gpd.GeoDataFrame

    @property
    def names(self) -> dict[str, str]:
        """Code -> name."""
        return dict(zip(self.areas["code"], self.areas["name"], strict=True))


@dataclass(frozen=True)
class Needed:
    """The newest figures about a region: of how many indicators, and of which year the newest of all."""

    indicators: int
    year: int


def drawn(content: bytes | None) -> Drawn | None:
    """Return what a boundary file draws; None without one."""
    if content is None:
        return None
    areas = gpd.read_file(io.BytesIO(content))
    return Drawn(int(areas["year"].iloc[0]), areas[["code", "name", "geometry"]])


def needed(observations: pd.DataFrame, prefix: str) -> dict[str, Needed]:
    """Return per region of a level what stands on a map of the newest figures (data contract)."""
    rows = observations[observations["region"].str.startswith(prefix) & observations["value"].notna()]
    newest = rows[rows["year"] == rows.groupby("indicator")["year"].transform("max")]
    return {
        str(region): Needed(int(own["indicator"].nunique()), int(own["year"].max()))
        for region, own in newest.groupby("region")
    }


def fits(figures: Mapping[str, Needed], lost: Iterable[str], won: Iterable[str]) -> bool:
    """Say whether at least as many of the newest figures find their place as on the map in use."""
    return sum(figures[code].indicators for code in lost) <= sum(
        figures[code].indicators for code in won if code in figures
    )


def heirs(before: Drawn, areas: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Return for every region that is gone which regions have its area now, the one with most of it first.

    ``areas``: ``code`` and geometry. Errors: RefusedError when an area is nobody's: then the new map is not whole.
    """
    gone = before.areas[~before.areas["code"].isin(areas["code"])].sort_values("code")
    near = gone.sjoin(areas.to_crs(gone.crs), predicate="intersects", rsuffix="now")
    overlap = near.intersection(areas.geometry.iloc[near["index_now"]].to_crs(gone.crs), align=False)
    near = near.assign(share=sizes(overlap) / sizes(near.geometry))
    of_each: dict[str, list[str]] = {}
    for code, name in zip(gone["code"], gone["name"], strict=True):
        parts = near[near["code_left"] == code]
        if parts["share"].sum() < COVERED:
            raise RefusedError(
                f"{name} ({code}) staat niet meer op de kaart, en dat gebied hoort ook niet bij een "
                "ander: de kaart is niet compleet"
            )
        large = parts[parts["share"] >= SHARE].sort_values("share", ascending=False)
        of_each[code] = large["code_now"].to_list()
    return of_each


def other_areas(before: Drawn, areas: gpd.GeoDataFrame) -> set[str]:
    """Return the codes that stand for another area than before; ``areas``: ``code`` and geometry."""
    pairs = before.areas.merge(areas[["code", "geometry"]], on="code", suffixes=("", "_now"))
    old, new = pairs["geometry"], gpd.GeoSeries(pairs["geometry_now"]).to_crs(before.areas.crs)
    both = sizes(old.intersection(new))
    return set(pairs["code"][both < ALIKE * (sizes(old) + sizes(new) - both)])


def sizes(areas: gpd.GeoSeries) -> np.ndarray:
    """In square degrees: enough for shares of what lies at one place."""
    return np.asarray(shapely.area(areas.to_numpy()))


def some(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Return names with codes for a sentence, the first few of many."""
    listed = [f"{names.get(code, code)} ({code})" for code in codes]
    rest = len(listed) - NAMED
    return ", ".join(listed[:NAMED]) + (f" en nog {rest}" if rest > 0 else "")
