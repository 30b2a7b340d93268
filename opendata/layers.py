"""Boundaries, boundaries with the figures of one indicator in them, and those figures as texts, which our own maps fetch."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

import pandas as pd

from compare.indicator_data import PROVISIONAL
from geo.features import (
    LINES,
    REGION_LEVEL,
    BoundaryLevel,
    features_with_values,
    head,
    is_there,
    properties,
    shown,
)
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, WHY_MISSING, value_text
from monitor.province import PROVINCE_NAME, PROVINCE_SLUG
from opendata.filters import Filters, RefusedError
from opendata.snapshot import Snapshot

#: Name in the address -> (boundary file, title). The name of the file is an address too: our own maps use it.
LEVELS: dict[str, tuple[BoundaryLevel, str]] = {
    "gemeenten": ("nederland_gemeenten", "{n} gemeenten van Nederland, {year}"),
    f"gemeenten-{PROVINCE_SLUG}": (
        "drenthe_gemeenten",
        f"{{n}} gemeenten van {PROVINCE_NAME}, {{year}}, fijner getekend",
    ),
    "provincies": ("nederland_provincies", "{n} provincies, {year}"),
    f"wijken-{PROVINCE_SLUG}": ("drenthe_wijken", f"{{n}} wijken van {PROVINCE_NAME}, {{year}}"),
    f"buurten-{PROVINCE_SLUG}": ("drenthe_buurten", f"{{n}} buurten van {PROVINCE_NAME}, {{year}}"),
}


@dataclass(frozen=True)
class View:
    """One indicator of one population, in these years."""

    indicator: str
    population: str
    years: tuple[int, ...]


def titles() -> dict[str, str]:
    """Name in the address -> Dutch title, of the levels that are there."""
    return {
        name: title.format(n=len(properties(level)), year=head(level)["year"])
        for name, (level, title) in LEVELS.items()
        if is_there(level)
    }


def level(name: str) -> BoundaryLevel:
    """The boundaries behind a name in an address. Errors: ``RefusedError`` (404)."""
    asked = cast(BoundaryLevel, name) if name in REGION_LEVEL else LEVELS.get(name, (None,))[0]
    if asked and is_there(asked):
        return asked
    there = [name for name, (level, _) in LEVELS.items() if is_there(level)]
    why = (
        "De grenzen van buurten staan hier niet; die komen met python -m geo.refresh."
        if asked
        else f"“{name[:60]}” is geen bekende kaartlaag."
    )
    raise RefusedError(f"{why} Het kan zijn: {', '.join(there)}.", status=404, allowed=there)


def boundary_file(name: str) -> str:
    """The file of boundaries behind a name in an address; also the lines between areas, which hold no figures.

    Errors: ``RefusedError`` (404).
    """
    return name if name == LINES else level(name)


def one_view(asked: Filters, snapshot: Snapshot, level: BoundaryLevel) -> View:
    """The one indicator and population that a map shows, in the years asked for, else all with a figure here.

    Without ``population`` it is the first one with figures. Errors: ``RefusedError``.
    """
    if len(asked.indicator) != 1:
        raise RefusedError(
            "Een kaartlaag heeft precies één indicator nodig: ?indicator=…", filter="indicator"
        )
    if len(asked.population) > 1:
        raise RefusedError(
            "Een kaartlaag gaat over één groep: noem population één keer.", filter="population"
        )
    indicator = snapshot.catalogue[asked.indicator[0]]
    population = (asked.population or snapshot.populations_of(indicator.id) or indicator.populations)[0]
    if population not in indicator.populations:
        raise RefusedError(
            f"“{population}” is geen groep van {indicator.id}. Het kan zijn: {', '.join(indicator.populations)}.",
            filter="population",
            value=population,
            allowed=list(indicator.populations),
        )
    have = snapshot.availability
    rows = have[(have["indicator"] == indicator.id) & (have["population"] == population)]
    years = set(rows.loc[rows["level"] == REGION_LEVEL[level], "year"].tolist())
    return View(indicator.id, population, asked.year or tuple(sorted(years)))


def with_values(level: BoundaryLevel, snapshot: Snapshot, view: View) -> bytes:
    """GeoJSON with, in every feature and for every year of the view, the value and the text to show for it.

    The member ``figures`` says what is shown and whom to name for it, next to the ``source`` of the boundaries.
    """
    indicator = snapshot.catalogue[view.indicator]
    figures = _figures(level, snapshot, view)
    body = features_with_values(level, figures, years=view.years, missing=NO_FIGURE).body
    about = {
        "edition": snapshot.edition,
        "indicator": view.indicator,
        "title": indicator.title,
        "unit": indicator.unit,
        "population": view.population,
        "years": view.years,
        "sources": snapshot.credits(figures),
    }
    return body.replace(b"{", b'{"figures":' + json.dumps(about, ensure_ascii=False).encode() + b",", 1)


def labels_of(level: BoundaryLevel, snapshot: Snapshot, view: View) -> bytes:
    """JSON: code of a region -> year -> the text of its figure."""
    per_region = shown(level, _figures(level, snapshot, view), years=view.years, missing=NO_FIGURE)
    texts = {
        code: {year: label for year, (_, label) in of_years.items()} for code, of_years in per_region.items()
    }
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _figures(level: BoundaryLevel, snapshot: Snapshot, view: View) -> pd.DataFrame:
    """The observations of a view that the level draws, each with its ``label``."""
    figures = snapshot.store.observations(
        view.indicator, populations=view.population, levels=[REGION_LEVEL[level]]
    )
    drawn = {area["code"] for area in properties(level)}
    figures = figures[figures["region"].isin(drawn) & figures["year"].isin(view.years)]
    return figures.assign(label=labels(figures, snapshot.catalogue[view.indicator]))


def labels(figures: pd.DataFrame, indicator: Indicator) -> list[str]:
    """Per row the value as the pages show it, and that it may still change, or why there is none."""
    return [
        value_text(value, indicator) + (f" ({PROVISIONAL})" if status == PROVISIONAL else "")
        if pd.notna(value)
        else f"{NO_FIGURE}: {WHY_MISSING[missing]}"
        for value, missing, status in zip(
            figures["value"], figures["missing"], figures["status"], strict=True
        )
    ]
