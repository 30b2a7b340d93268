"""The catalogue as one document: which figures there are, what they mean, where they come from, how to get them."""

from __future__ import annotations

import json
from typing import Any, get_args
from urllib.parse import urlencode

from compare.rules import comparators
from compare.wording.comparator import label
from monitor import regions
from monitor.catalogue import Indicator, Missing, Source
from monitor.dutch import WHY_MISSING, population_text, unit_text
from monitor.province import PROVINCE_NAME, SITE
from opendata import compared
from opendata.filters import MOST_COMPARED
from opendata.snapshot import Snapshot

TITLE = f"{SITE}: open data"
DESCRIPTION = (
    f"Gepubliceerde cijfers over armoede, gezondheid en vertrouwen in {PROVINCE_NAME}, per gemeente, "
    "met Nederland ernaast. Een ontbrekend cijfer is leeg en heeft een reden; het is nooit nul."
)

COLUMNS = {
    "indicator": "id van de indicator, zie indicators",
    "population": "over wie het cijfer gaat, bijvoorbeeld 18+; schrijf in een adres 18%2B",
    "region": "code van het gebied, zie regions",
    "year": "jaar van het cijfer",
    "value": "het cijfer, in de eenheid van de indicator; leeg als het er niet is",
    "lower": "ondergrens van de marge, als de bron die geeft",
    "upper": "bovengrens van de marge, als de bron die geeft",
    "status": "definitief, voorlopig of modelschatting",
    "missing": "waarom er geen cijfer is, zie missing; leeg als het er wel is",
    "origin": "gepubliceerd door de bron, berekend door de monitor, citaat (los overgenomen) of gat (er is geen cijfer)",
    "coverage": "alleen bij een eigen berekening: deel van de mensen of huishoudens van wie de gemeente een cijfer heeft (0-1)",
    "source": "bron van het cijfer, zie sources",
}


def document(snapshot: Snapshot, boundary_levels: dict[str, str]) -> bytes:
    """The document as UTF-8 JSON; the texts are Dutch. ``boundary_levels``: name in the address -> title.

    Addresses are relative to the document.
    """
    catalogue = snapshot.catalogue
    sources = snapshot.store.sources().groupby("indicator")["source"].agg(list).to_dict()
    content = {
        "title": TITLE,
        "description": DESCRIPTION,
        "language": "nl",
        "edition": snapshot.edition,
        "accessed": max((s.accessed for s in catalogue.sources.values()), default=None),
        "addresses": addresses(boundary_levels),
        "columns": COLUMNS,
        "missing": {reason: WHY_MISSING[reason] for reason in get_args(Missing)},
        "themes": [
            {
                "id": theme.id,
                "title": theme.title,
                "intro": theme.intro,
                "indicators": [indicator.id for indicator in theme.indicators],
            }
            for theme in catalogue.themes
        ],
        "indicators": [_indicator(i, snapshot, sources.get(i.id, [])) for i in catalogue.indicators.values()],
        "sources": [_source(source) for source in catalogue.sources.values()],
        "compare": {
            "about": "voeg vergelijk=<naam> toe, met een indicator: elk cijfer komt dan met wat ernaast ligt",
            "most": MOST_COMPARED,
            "names": {slug: label(slug) for slug in comparators.offered()},
            "columns": compared.COLUMNS,
        },
        "years": snapshot.years,
        "populations": {p: population_text(p) for p in snapshot.populations},
        "regions": [
            {"code": r.code, "name": r.name, "level": r.level, "province": r.province or None}
            for r in {r.code: r for r in regions.regions()}.values()
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def addresses(boundary_levels: dict[str, str]) -> list[dict[str, Any]]:
    """Every address of the open data, with the filters it takes."""
    filters = ["indicator", "region", "year", "population"]
    csv, geojson = "text/csv", "application/geo+json"
    return [
        {"url": "catalog.json", "title": "Deze beschrijving", "media_type": "application/json"},
        {
            "url": "observations.csv",
            "title": "Cijfers: komma ertussen, punt als decimaalteken",
            "media_type": csv,
            "filters": filters,
            "compare": "vergelijk",
        },
        {
            "url": "observations.json",
            "title": "Cijfers met hun bronnen en licenties",
            "media_type": "application/json",
            "filters": filters,
            "compare": "vergelijk",
        },
        *(
            {"url": f"boundaries/{level}.geojson", "title": f"Grenzen: {title}", "media_type": geojson}
            for level, title in boundary_levels.items()
        ),
        *(
            {
                "url": f"map/{level}.geojson",
                "title": f"Kaartlaag met cijfers per jaar: {title}",
                "media_type": geojson,
                "filters": ["indicator", "population", "year"],
            }
            for level, title in boundary_levels.items()
        ),
    ]


def _indicator(indicator: Indicator, snapshot: Snapshot, sources: list[str]) -> dict[str, Any]:
    rows = snapshot.availability[snapshot.availability["indicator"] == indicator.id]
    years: dict[str, dict[str, list[int]]] = {}
    for population, level, year in rows[["population", "level", "year"]].itertuples(index=False):
        years.setdefault(population, {}).setdefault(level, []).append(year)
    return {
        **indicator.model_dump(
            include={
                "id",
                "theme",
                "title",
                "short_title",
                "unit",
                "decimals",
                "polarity",
                "method",
                "definition",
                "how_to_read",
                "goals",
                "need_to_know",
                "report_charts",
                "next_release",
                "gap",
                "see_also",
                "variant_of",
                "differs",
            }
        ),
        "unit_text": unit_text(indicator, indicator.populations[0]),
        "populations": list(indicator.populations),
        "base": {population: base.name for population, base in indicator.base.items()},
        "quantity": indicator.quantity,
        "years": years,
        "breaks": [stop.model_dump() for stop in indicator.breaks],
        "sources": sources,
        "observations": f"observations.csv?{urlencode({'indicator': indicator.id})}",
    }


def _source(source: Source) -> dict[str, Any]:
    # How our own files are read is nobody else's business.
    return source.model_dump(mode="json", exclude={"reader", "files", "options"})
