"""Kerncijfers wijken en buurten from PDOK: the figures that stand beside the boundaries of every gemeente.

Upstream format: a layer of one year (pdok_layer.py), ``wijkenbuurten:gemeenten``; per feature ``gemeentecode``,
``water`` ('NEE', or 'JA' for the large waters of a gemeente, which are a feature of their own), ``jaar`` and a property
per figure. The WFS writes ``aantalInwoners``, the OGC API ``aantal_inwoners``; numbers below -99990 mean "no figure".
There are no rows of Nederland or a province. The rules are those of loaders.sources.neighbourhood_properties, so that
a vintage fetched and a vintage from a file give the same.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from loaders.raw import number, raw_frame, region_code, without_empty_columns
from loaders.sources.neighbourhood_properties import NO_FIGURE_BELOW
from loaders.upstream.errors import UpstreamError
from loaders.upstream.http import BadQuestionError
from loaders.upstream.pages import Reader
from loaders.upstream.pdok_layer import (
    Feature,
    Layer,
    UnknownToPdokError,
    by_ogc,
    by_wfs,
    check,
    code_of,
    either,
    years_of,
)
from loaders.upstream.selection import live_of, names
from loaders.upstream.table import About, Progress, Taken, has_figures
from loaders.upstream.topics import Topic, find
from monitor.catalogue import Source
from monitor.errors import SourceError

log = logging.getLogger(__name__)

KEY = ["measure", "population", "region", "year"]
#: The WFS is asked for these and the figures wanted only: with the shapes of all gemeenten an answer has 100 MB.
ALWAYS = ("gemeentecode", "water", "jaar")
#: Where the shapes come too, so many gemeenten at a time keep an answer small enough.
PAGE_WITH_SHAPES = 100
#: What the OGC API calls it.
OGC_NAMES = {"wijkenbuurten": "wijken-en-buurten"}
_GEMEENTE = re.compile(r"GM\d{4}")


def take(reader: Reader, source: Source, measures: Collection[str], progress: Progress | None) -> Taken:
    """Return the figures of all gemeenten for the measures wanted; the catalogue names them as the WFS does.

    Errors: UnknownMeasureError for a property that no gemeente has; UpstreamError.
    """
    live = live_of(source)
    (year,) = live.years or ()
    wanted = names(live, measures)
    layer = _layer(source, reader.table, year, wanted.values())

    def gemeenten(service: str, pages: Iterator[list[Feature]]) -> dict[str, dict[str, Any]]:
        return _gemeenten(layer, year, [feature.properties or {} for page in pages for feature in page])

    def wfs() -> dict[str, dict[str, Any]]:
        try:
            return by_wfs(reader, layer, gemeenten)
        except (UnknownToPdokError, BadQuestionError) as error:
            # One name that it does not know is enough. Everything that there is shows which.
            log.warning("%s, once more with all properties (%s)", error, error.cause)
            return by_wfs(reader, layer.without("propertyName"), gemeenten, PAGE_WITH_SHAPES)

    taken, _ = either(layer, wfs, lambda: by_ogc(reader, layer, gemeenten, PAGE_WITH_SHAPES))
    reader.rows += len(taken)
    if progress:
        progress(reader.rows)
    columns = dict.fromkeys(name for properties in taken.values() for name in properties)
    # Names are compared by their letters and digits, so that those of both services are the same.
    topics = find(layer.name, [Topic(name, (name,)) for name in columns], wanted)
    rows = [
        {
            "measure": measure,
            "population": source.options.get("population", ""),
            "region": region,
            "year": year,
            "value": _figure(layer, f"{topic.key}, {region}", properties.get(topic.key)),
            "missing": source.options.get("missing", source.absent),
        }
        for measure, topic in topics.items()
        for code, properties in taken.items()
        if (region := region_code(code, Path(layer.name))) and region.startswith(live.regions)
    ]
    # PDOK says nothing of when it published a layer.
    about = About(
        reader.table, source.title, modified="", published=None, discontinued=None, records=None, year=year
    )
    frame = without_empty_columns(raw_frame(rows)).sort_values(KEY, ignore_index=True)
    has_figures(about, frame)
    return Taken(about, frame)


def _layer(source: Source, table: str, year: int, names: Collection[str]) -> Layer:
    dataset, _, layer = table.partition(":")
    asked = ",".join(dict.fromkeys([*ALWAYS, *names]))
    return Layer(
        name=f"{source.title} (PDOK)",
        wfs=(f"cbs/{dataset}/{year}/wfs/v1_0", {"typeNames": table, "propertyName": asked}),
        ogc=(f"cbs/{OGC_NAMES.get(dataset, dataset)}-{year}/ogc/v1/collections/{layer}/items", {}),
        stays="aan de cijfers is niets veranderd",
        otherwise="pas 'years' van deze bron aan in data/catalogue/sources.yaml",
    )


def _gemeenten(layer: Layer, year: int, features: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the properties per code, of the land only."""
    land = [properties for properties in features if properties.get("water") in (None, "NEE")]
    codes = [code_of(layer, properties, "gemeentecode", _GEMEENTE) for properties in land]
    years = {named for properties in features for named in years_of(properties, "jaar", "jrstatcode")}
    check(layer, year, codes, years)
    return dict(zip(codes, land, strict=True))


def _figure(layer: Layer, where: str, written: object) -> float | None:
    try:
        figure = number(written, Path(layer.name), where)
    except SourceError as error:
        raise UpstreamError(layer.name, error.problem, layer.changed, str(error)) from error
    return None if figure is None or figure < NO_FIGURE_BELOW else figure
