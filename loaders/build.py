"""Make the snapshot: ``python -m loaders.build --sources ../shared/sources [--out data]``.

Reads every source the catalogue uses, gives its measures the catalogue's names, adds the gaps and the monitor's own
calculations, checks the data contract, and replaces ``<out>/observations``. The same sources give the same bytes.
Every mismatch between catalogue and sources is reported in one go, and then nothing is written.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path

import pandas as pd
import pandera.errors

from loaders.precedence import in_force
from loaders.same_area import in_their_year
from monitor import snapshot
from monitor.catalogue import DATA, Catalogue, Dataset, Indicator, Missing, Source, load
from monitor.did_you_mean import did_you_mean
from monitor.errors import BuildError, Problem, SourceError
from monitor.observations import CALCULATED, COLUMNS, KEY, LEVELS, PUBLISHED, QUOTED, validate
from monitor.own_rows import completed, divided, explicit_gaps, joined, own_calculation
from monitor.province import NEDERLAND, PROVINCE
from monitor.regions import regions
from monitor.weights import Sizes

#: A refresh that brings the whole of table 50150NED in, five years with margins, makes it about 29 MB.
MAX_BYTES = 35_000_000


def source_files(source: Source, folder: Path) -> list[Path]:
    """Return the files of a source below ``folder``, sorted. Errors: SourceError for a pattern without a file."""
    files: list[Path] = []
    for pattern in source.files:
        matching = sorted(folder.glob(pattern))
        if not matching:
            raise SourceError(
                folder / pattern, "dit bestand is er niet.", todo=f"zet het in {(folder / pattern).parent}"
            )
        files += matching
    return files


def read_source(source: Source, folder: Path) -> pd.DataFrame:
    """Return what the source's reader makes of its files (RAW_COLUMNS). Errors: SourceError."""
    reader = importlib.import_module(f"loaders.sources.{source.reader}")
    frame: pd.DataFrame = reader.read(source_files(source, folder), dict(source.options))
    return frame


def observations(catalogue: Catalogue, folder: Path) -> pd.DataFrame:
    """Return all observations of the catalogue from the source files in ``folder``, by the data contract.

    A source without files is fetched (loaders.refresh), not built. Errors: BuildError listing everything that does
    not fit; nothing is left out in silence.
    """
    problems: list[Problem] = []
    raw: dict[str, pd.DataFrame] = {}
    used = {dataset.source for indicator in catalogue.indicators.values() for dataset in indicator.datasets}
    for id in sorted(used):
        if catalogue.sources[id].reader:
            try:
                rows = read_source(catalogue.sources[id], folder)
                raw[id], _ = in_their_year(rows, catalogue.sources[id].edition)
            except SourceError as error:
                problems.append(Problem((id,), f"bron {id}: {error}"))
    tables = [
        of_dataset(indicator, dataset, catalogue.sources[dataset.source], raw[dataset.source], problems)
        for indicator in catalogue.indicators.values()
        for dataset in indicator.datasets
        if dataset.source in raw
    ]
    _check_single_sources(catalogue, problems)
    return assembled(catalogue, tables, problems)


def assembled(
    catalogue: Catalogue, tables: list[pd.DataFrame], problems: list[Problem], *, tables_win: bool = False
) -> pd.DataFrame:
    """Return the observations that published rows make, with gaps, own calculations and figures copied by hand.

    ``tables`` have the columns of the data contract; ``problems`` are what is known to be wrong already. With
    ``tables_win`` a figure copied by hand makes way for a table's figure, instead of being a problem.
    Errors: BuildError listing every problem.
    """
    if not tables:
        raise BuildError(problems or [Problem((), "de catalogus heeft geen enkele indicator met cijfers")])
    published = joined(*tables) if tables_win else pd.concat(tables, ignore_index=True)
    published = _without_twins(in_force(published, catalogue.sources), catalogue, problems)
    _check_regions(published, problems)
    problems += other_series(published, catalogue)
    if problems:
        raise BuildError(problems)

    absent: dict[str, Missing] = {id: source.absent for id, source in catalogue.sources.items()}
    complete = joined(published, explicit_gaps(published, absent))
    sizes = Sizes(complete[complete["indicator"].isin(catalogue.counting)])
    own = [
        divided(complete[complete["indicator"] == indicator.id], indicator, sizes, complete)
        for indicator in catalogue.indicators.values()
        if indicator.numerator and indicator.numerator.since
    ]
    complete = joined(complete, *own)
    made = [
        own_calculation(rows, catalogue[str(indicator)], sizes, absent)
        for indicator, rows in complete.groupby("indicator")
    ]
    complete = completed(complete, *made)
    complete = _with_single_figures(complete, catalogue, problems, tables_win)
    if problems:
        raise BuildError(problems)
    complete = complete.sort_values(KEY, ignore_index=True)
    try:
        return validate(complete)
    except pandera.errors.SchemaErrors as error:
        raise BuildError(_breaches(error.failure_cases, complete)) from error


def _breaches(cases: pd.DataFrame, rows: pd.DataFrame) -> list[Problem]:
    """What in these rows is against the data contract, and whose figures they are; the first twenty."""
    breaches: dict[str, dict[str, None]] = {}
    for case in cases.itertuples():
        text = f"datacontract: {case.column}: {case.check}: {case.failure_case}"
        whose = breaches.setdefault(text, {})
        if case.index is not None and case.index in rows.index:
            whose[str(rows.at[case.index, "source"])] = None
    return [Problem(tuple(whose), text) for text, whose in list(breaches.items())[:20]]


def _check_single_sources(catalogue: Catalogue, problems: list[Problem]) -> None:
    """A dataset of a source that is neither read nor fetched promises figures copied by hand."""
    copied = {(figure.indicator, figure.source) for figure in catalogue.single_figures}
    for indicator in catalogue.indicators.values():
        for dataset in indicator.datasets:
            source = catalogue.sources[dataset.source]
            if not source.reader and not source.live and (indicator.id, dataset.source) not in copied:
                text = (
                    f"{indicator.id}, bron {dataset.source}: er staat geen los cijfer in single_figures.yaml"
                )
                problems.append(Problem((dataset.source,), text))


def of_dataset(
    indicator: Indicator, dataset: Dataset, source: Source, raw: pd.DataFrame, problems: list[Problem]
) -> pd.DataFrame:
    """Return one dataset's rows under the catalogue's name; what does not fit is added to ``problems``."""

    def wrong(text: str) -> None:
        problems.append(Problem((source.id,), f"{indicator.id}, bron {source.id}: {text}"))

    rows = raw[raw["measure"] == dataset.measure]
    if rows.empty:
        near = did_you_mean(dataset.measure, raw["measure"].unique().tolist())
        hint = f" Bedoel je {' of '.join(repr(name) for name in near)}?" if near else ""
        wrong(f"de maat '{dataset.measure}' is er niet.{hint}")
    population = rows["population"]
    if dataset.population is not None:
        rows = rows[population.isin(["", dataset.population])]
        if rows.empty and len(population):
            wrong(f"groep '{dataset.population}' is er niet, wel {sorted(set(population))}")
        rows = rows.assign(population=dataset.population)
    elif (population == "").any():
        wrong("de bron zegt niet over wie het gaat; geef 'population' in de catalogus")
    if dataset.populations is not None:
        lacking = sorted(set(dataset.populations) - set(rows["population"]))
        if lacking and len(population):
            wrong(f"groep {', '.join(lacking)} is er niet, wel {sorted(set(population))}")
        rows = rows[rows["population"].isin(dataset.populations)]
    if dataset.years is not None:
        lacking_years = sorted(set(dataset.years) - set(rows["year"]))
        if lacking_years and len(rows):
            there = ", ".join(str(year) for year in sorted(set(rows["year"])))
            wrong(f"jaar {', '.join(map(str, lacking_years))} is er niet, wel {there}")
        rows = rows[rows["year"].isin(dataset.years)]
    if dataset.levels is not None:
        rows = rows[rows["region"].str[:2].isin([LEVELS[level] for level in dataset.levels])]
    unlisted = sorted(set(rows["population"]) - set(indicator.populations) - {""})
    if unlisted:
        wrong(f"groep {', '.join(unlisted)} staat niet bij 'populations' van de indicator")
    rows = rows.assign(
        indicator=indicator.id,
        source=source.id,
        status=rows["status"].where(rows["status"] != "", dataset.status or source.status),
        origin=PUBLISHED,
        coverage=float("nan"),
    )
    return rows[COLUMNS]


def _without_twins(rows: pd.DataFrame, catalogue: Catalogue, problems: list[Problem]) -> pd.DataFrame:
    """Let a figure from one source replace another source's empty cell; two figures for one key are a problem."""
    rows = rows.assign(empty=rows["value"].isna()).sort_values([*KEY, "empty", "source"], ignore_index=True)
    figures = rows[~rows["empty"]]
    for (indicator, population, year), group in figures[figures.duplicated(KEY, keep=False)].groupby(
        ["indicator", "population", "year"]
    ):
        sources = tuple(sorted(set(group["source"])))
        text = f"{indicator}, {population}, {year}: {' en '.join(sources)} geven beide een cijfer; kies er per jaar een"
        problems.append(Problem(sources, text))
    return rows.drop_duplicates(KEY, ignore_index=True).drop(columns="empty")


def _check_regions(rows: pd.DataFrame, problems: list[Problem]) -> None:
    known = {region.code for region in regions()}
    for source, group in rows[~rows["region"].isin(known)].groupby("source"):
        codes = sorted(set(group["region"]))
        text = f"bron {source}: regio {', '.join(codes[:10])} staat niet in data/regions.csv"
        problems.append(Problem((str(source),), text))


def _with_single_figures(
    rows: pd.DataFrame, catalogue: Catalogue, problems: list[Problem], tables_win: bool
) -> pd.DataFrame:
    """Add the figures copied by hand; a key for which a table has a figure is a problem, not a choice.

    With ``tables_win`` the copied figure is left out instead.
    """
    single = pd.DataFrame(
        [
            {
                "indicator": figure.indicator,
                "population": figure.population,
                "region": figure.region,
                "year": figure.year,
                "value": figure.value,
                "status": figure.status or catalogue.sources[figure.source].status,
                "origin": QUOTED,
                "source": figure.source,
            }
            for figure in catalogue.single_figures
        ],
        columns=COLUMNS,
    )
    if single.empty:
        return rows
    copied = pd.MultiIndex.from_frame(single[KEY])
    filled = pd.MultiIndex.from_frame(rows.loc[rows["value"].notna(), KEY])
    if tables_win:
        single = single[~copied.isin(filled)]
    for figure in single.itertuples():
        if (figure.indicator, figure.population, figure.region, figure.year) in filled:
            text = (
                f"los cijfer {figure.indicator}, {figure.population}, {figure.region}, {figure.year}: "
                "hiervoor is al een cijfer uit een tabel; haal een van de twee weg"
            )
            problems.append(Problem((), text))
        if figure.population not in catalogue[str(figure.indicator)].populations:
            text = f"los cijfer {figure.indicator}: groep {figure.population} staat niet bij de indicator"
            problems.append(Problem((), text))
    return completed(rows, single)


def other_series(rows: pd.DataFrame, catalogue: Catalogue) -> list[Problem]:
    """Return what was published of Drenthe or Nederland in another series than the figures of the gemeenten: its source
    first, then those of the gemeenten.

    A source's figure takes the place of a calculation only if it is of the gemeenten's own series: a survey's figure of
    Drenthe beside a model's figures of gemeenten would be held against them in every comparison. (A figure copied by
    hand never takes that place: it is a problem wherever there is a calculation.)
    """
    published = rows[rows["value"].notna() & (rows["origin"] == PUBLISHED)]
    pairs = zip(published["indicator"], published["source"], strict=True)
    published = published.assign(
        series=[catalogue[id].series_of(source, catalogue.sources) for id, source in pairs]
    )
    group = ["indicator", "population", "year"]
    parts = published[published["region"].str.startswith("GM")][
        [*group, "series", "source"]
    ].drop_duplicates()
    wholes = published[published["region"].isin([PROVINCE, NEDERLAND])]
    both = wholes.merge(parts, on=group, suffixes=("", "_parts"))
    both["same"] = both["series"] == both["series_parts"]
    problems = []
    for (indicator, population, year, source), of_source in both.groupby([*group, "source"]):
        if of_source["same"].any():
            continue
        others = tuple(sorted(set(of_source["source_parts"])))
        places = " en ".join(sorted(set(of_source["region"])))
        text = (
            f"{indicator}, {population}, {year}: {source} geeft een cijfer van {places} uit een andere reeks dan dat van de "
            f"gemeenten ({' en '.join(others)}); maak er een eigen indicator van, of geef ze dezelfde 'series' als het "
            "dezelfde meting is"
        )
        problems.append(Problem((str(source), *others), text))
    return problems


def report(frame: pd.DataFrame, catalogue: Catalogue, size: int, seconds: float) -> str:
    """Return in plain Dutch what a build made: sources, rows, own calculations, gaps, size."""
    figures = frame[frame["value"].notna()]
    lines = [f"{'bron':<28}{'indicatoren':>12}{'cijfers':>10}"]
    for source, rows in figures[figures["origin"] != CALCULATED].groupby("source"):
        lines.append(f"{source:<28}{rows['indicator'].nunique():>12}{len(rows):>10}")
    without = sorted(set(catalogue.indicators) - set(figures["indicator"]))
    lines += [
        "",
        f"{figures['indicator'].nunique()} indicatoren met cijfers, {len(frame)} rijen: {len(figures)} cijfers, "
        f"{len(frame) - len(figures)} keer geen cijfer.",
        f"Eigen berekening: {(figures['origin'] == CALCULATED).sum()} cijfers.",
        f"Zonder cijfers: {', '.join(without) or 'geen'}.",
        f"{size / 1e6:.1f} MB in {seconds:.0f} seconden.",
    ]
    if size > MAX_BYTES:
        lines.append(
            f"Let op: meer dan {MAX_BYTES / 1e6:.0f} MB. Kies minder jaren of groepen in de catalogus."
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the build; exit code 0 when written, 1 when catalogue and sources do not fit, 2 without source files."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.build", description="Maak de cijfers van de monitor."
    )
    parser.add_argument(
        "--sources", type=Path, default=Path("../shared/sources"), help="map met de bronbestanden"
    )
    parser.add_argument("--out", type=Path, default=DATA, help="map waarin observations/ komt (data)")
    parser.add_argument("--catalogue", type=Path, default=DATA / "catalogue", help="map van de catalogus")
    given = parser.parse_args(arguments)
    catalogue = load(given.catalogue)
    if not given.sources.is_dir():
        print(
            f"De map {given.sources} is er niet. Om de cijfers opnieuw te maken zijn de bestanden van CBS, RIVM en "
            "andere bronnen nodig.\nWelke dat zijn staat in data/README.md en data/catalogue/sources.yaml. Zet ze in "
            "een map en geef die mee: --sources <map>.\nDe monitor zelf heeft ze niet nodig: die leest "
            "data/observations.",
            file=sys.stderr,
        )
        return 2
    started = time.monotonic()
    try:
        frame = observations(catalogue, given.sources)
    except BuildError as error:
        print(
            f"De cijfers zijn niet gemaakt: {len(error.problems)} dingen kloppen niet.\n{error}",
            file=sys.stderr,
        )
        return 1
    size = snapshot.write(frame, given.out / "observations")
    print(report(frame, catalogue, size, time.monotonic() - started))
    return 0


if __name__ == "__main__":
    sys.exit(main())
