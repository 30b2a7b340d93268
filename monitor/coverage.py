"""Which figures there are, which are missing, and how those come: ``python -m monitor.coverage [indicator ...] [--csv]``.

The same table is shown in the dashboard, so its column titles and words are Dutch.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from monitor import snapshot
from monitor.catalogue import DATA, Catalogue, Indicator, Source, load
from monitor.freshness import Freshness, as_fetched, read
from monitor.manifest import BrokenSnapshotError
from monitor.observations import CALCULATED, QUOTED
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE, PROVINCE_NAME
from monitor.regions import regions

COLUMNS = [
    "Thema",
    "Indicator",
    "Groep",
    "Jaren",
    "Nieuwste jaar",
    f"Gemeenten in {PROVINCE_NAME}",
    "Gemeenten in Nederland",
    f"Wijken in {PROVINCE_NAME}",
    f"Buurten in {PROVINCE_NAME}",
    f"Cijfer van {PROVINCE_NAME}",
    "Cijfer van Nederland",
    "Bron",
    "Wat ontbreekt",
]
REASONS = {
    "onderdrukt": "te weinig antwoorden",
    "niet_gepubliceerd": "niet gepubliceerd",
    "onbetrouwbaar": "niet betrouwbaar genoeg",
    "onmogelijk": "kan niet voorkomen",
}


def coverage(catalogue: Catalogue, observations: pd.DataFrame) -> pd.DataFrame:
    """Return one row per indicator and population, in the order of the catalogue, with COLUMNS.

    ``observations`` follows the data contract and may be a part of the snapshot. The columns about gemeenten, wijken, buurten,
    Drenthe and Nederland are each about the newest year that has such figures. An indicator without any has one row,
    with its explanation under "Wat ontbreekt". Numbers are Int64, NA where there are no figures.
    """
    rows = []
    by_indicator = {str(id): part for id, part in observations.groupby("indicator")}
    for theme in catalogue.themes:
        for indicator in theme.indicators:
            part = by_indicator.get(indicator.id)
            if part is None or part["value"].isna().all():
                rows.append(_without_figures(theme.title, indicator))
                continue
            rows += [
                _of_population(
                    theme.title, indicator, population, part[part["population"] == population], catalogue
                )
                for population in indicator.populations
                if part.loc[part["population"] == population, "value"].notna().any()
            ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = [
        "Nieuwste jaar",
        f"Gemeenten in {PROVINCE_NAME}",
        "Gemeenten in Nederland",
        f"Wijken in {PROVINCE_NAME}",
        f"Buurten in {PROVINCE_NAME}",
    ]
    return table.astype(dict.fromkeys(numbers, "Int64"))


@dataclass(frozen=True)
class Awaited:
    """A source that has more than the monitor took from it, and the indicators that it would be of."""

    source: Source
    indicators: tuple[Indicator, ...]

    @property
    def how(self) -> str:
        """How it comes in, a sentence."""
        if self.source.live is None:
            return "Dit komt niet vanzelf: wie deze cijfers heeft, voegt ze toe als bestand."
        table = f"tabel {self.source.table}" if self.source.table else "deze tabel"
        sure = ", als de kolommen daar heten zoals wij denken" if self.source.live.unconfirmed else ""
        return f"Dit komt vanzelf zodra de monitor {table} bij de uitgever ophaalt{sure}."

    @property
    def sentence(self) -> str:
        """What is missing of it and how it comes: "Tabel 86131NED heeft ook ..."."""
        table = f"Tabel {self.source.table}" if self.source.table else self.source.title
        return f"{table} heeft ook {self.source.awaited}. {self.how}"


def awaited(catalogue: Catalogue, known: Mapping[str, Freshness]) -> list[Awaited]:
    """Return the sources that have more than the monitor shows, as long as they were not fetched."""
    more = []
    for source in catalogue.sources.values():
        fresh = known.get(source.id, Freshness())
        came = fresh.fetched is not None and fresh.file is None
        used = tuple(
            indicator
            for indicator in catalogue.indicators.values()
            if any(dataset.source == source.id for dataset in indicator.datasets)
        )
        if source.awaited and used and not came:
            more.append(Awaited(source, used))
    return more


def _without_figures(theme: str, indicator: Indicator) -> dict[str, object]:
    return {
        "Thema": theme,
        "Indicator": indicator.title,
        "Groep": "",
        "Jaren": "",
        f"Cijfer van {PROVINCE_NAME}": "geen cijfer",
        "Cijfer van Nederland": "geen cijfer",
        "Bron": "",
        "Wat ontbreekt": indicator.gap or "Nog geen cijfers in de monitor.",
    }


def _of_population(
    theme: str, indicator: Indicator, population: str, rows: pd.DataFrame, catalogue: Catalogue
) -> dict[str, object]:
    figures = rows[rows["value"].notna()]
    newest = int(figures["year"].max())
    now = rows[rows["year"] == newest].set_index("region")
    there = now[now["value"].notna()]
    gemeenten, wijken, buurten = (_newest_of(figures, prefix) for prefix in ("GM", "WK", "BU"))
    sources = figures.groupby("source")["year"].max().sort_values(ascending=False)
    return {
        "Thema": theme,
        "Indicator": indicator.title,
        "Groep": population,
        "Jaren": ", ".join(str(year) for year in sorted(figures["year"].unique())),
        "Nieuwste jaar": newest,
        f"Gemeenten in {PROVINCE_NAME}": len(gemeenten & set(GEMEENTEN)),
        "Gemeenten in Nederland": len(gemeenten),
        f"Wijken in {PROVINCE_NAME}": len(wijken),
        f"Buurten in {PROVINCE_NAME}": len(buurten),
        f"Cijfer van {PROVINCE_NAME}": _origin(there, PROVINCE, indicator, population),
        "Cijfer van Nederland": _origin(there, NEDERLAND, indicator, population),
        "Bron": "; ".join(dict.fromkeys(catalogue.sources[str(id)].attribution for id in sources.index)),
        "Wat ontbreekt": " ".join(_gaps(now, there, figures, newest)),
    }


def _newest_of(figures: pd.DataFrame, prefix: str) -> set[str]:
    """The regions of one level with a figure in the newest year that has any of them."""
    of_level = figures[figures["region"].str.startswith(prefix)]
    return set(of_level.loc[of_level["year"] == of_level["year"].max(), "region"])


def _origin(there: pd.DataFrame, region: str, indicator: Indicator, population: str) -> str:
    if region not in there.index:
        return "geen cijfer"
    origin = there["origin"].loc[region]
    if origin != CALCULATED:
        return "los overgenomen" if origin == QUOTED else str(origin)
    share = float(there["coverage"].loc[region])
    base = indicator.weighed_by(population)
    if base is None:
        return "eigen berekening (alle gemeenten opgeteld)"
    return f"eigen berekening ({share:.0%} van de {base.name})"


def _gaps(now: pd.DataFrame, there: pd.DataFrame, figures: pd.DataFrame, newest: int) -> list[str]:
    """Say in sentences what the newest year lacks, and since when others have no newer figure."""
    sentences = []
    names = {region.code: region.name for region in regions()}
    absent = [code for code in GEMEENTEN if code not in there.index]
    if len(absent) == len(GEMEENTEN):
        sentences.append(
            "Geen cijfers per gemeente."
            if not figures["region"].str.startswith("GM").any()
            else f"Geen cijfers per gemeente in {newest}, wel in "
            f"{figures.loc[figures['region'].str.startswith('GM'), 'year'].max()}."
        )
    else:
        for reason, words in REASONS.items():
            codes = [c for c in absent if c in now.index and now.loc[c, "missing"] == reason]
            if codes:
                sentences.append(f"{', '.join(sorted(names[c] for c in codes))}: {words}.")
    for region in (PROVINCE, NEDERLAND):
        if region in there.index:
            continue
        earlier = figures.loc[figures["region"] == region, "year"]
        until = f" in {newest}, wel in {earlier.max()}" if len(earlier) else ""
        sentences.append(f"Geen cijfer van {names[region]}{until}.")
    return sentences


def main(arguments: list[str] | None = None) -> int:
    """Print the table for all or some indicators; exit code 1 when an indicator is unknown."""
    parser = argparse.ArgumentParser(
        prog="python -m monitor.coverage", description="Welke cijfers er zijn, per indicator."
    )
    parser.add_argument("indicators", nargs="*", help="alleen deze indicatoren (id uit de catalogus)")
    parser.add_argument("--csv", action="store_true", help="als CSV, met puntkomma's")
    parser.add_argument("--data", type=Path, default=DATA, help="map met observations/ (data)")
    given = parser.parse_args(arguments)
    catalogue = as_fetched(load(), read(given.data))
    unknown = sorted(set(given.indicators) - set(catalogue.indicators))
    if unknown:
        print(f"Deze indicatoren staan niet in de catalogus: {', '.join(unknown)}.", file=sys.stderr)
        return 1
    try:
        table = coverage(catalogue, snapshot.read(given.data / "observations"))
    except BrokenSnapshotError as error:
        print(error, file=sys.stderr)
        return 1
    if given.indicators:
        titles = {catalogue[id].title for id in given.indicators}
        table = table[table["Indicator"].isin(titles)]
    if given.csv:
        print(table.to_csv(sep=";", index=False), end="")
        return 0
    for theme, part in table.groupby("Thema", sort=False):
        print(f"\n{theme}\n")
        print(part.drop(columns=["Thema", "Bron"]).to_string(index=False, na_rep="-", max_colwidth=60))
    print("\nWat nog ontbreekt\n")
    for one in awaited(catalogue, read(given.data)):
        print(f"{one.source.id}: {one.sentence}")
    with_figures = table[table["Jaren"] != ""]
    print(
        f"\n{with_figures['Indicator'].nunique()} indicatoren met cijfers, "
        f"{table['Indicator'].nunique() - with_figures['Indicator'].nunique()} zonder."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
