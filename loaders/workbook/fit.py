"""From what a file says to observations of the monitor: the catalogue's name, group and years, and what may not come in.

A figure is refused when the catalogue does not expect it of this source (its year, its group), when it cannot be
(a percentage above 100), or when another source already has that figure. The snapshot is only looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from intake.tables.measures import Measures
from intake.tables.places import name_of
from intake.tables.possible import refuse, without_impossible
from intake.tables.sheet_figures import Refusal, SheetFigures
from loaders.same_area import in_their_year
from monitor.catalogue import Catalogue, Dataset, Indicator, Source
from monitor.observations import CALCULATED, COLUMNS, KEY, LEVELS, PUBLISHED
from monitor.regions import regions

#: Less than this share of the figures known of an indicator is taken for a fraction where a percentage should stand.
_LIKE_FRACTIONS = 1.0
#: A figure this many times larger or smaller than the gemeente's newest known one is pointed out, not refused.
JUMP = 3.0


@dataclass
class Fitted:
    """What is ready to go in: observations of one source (COLUMNS), compared with the snapshot."""

    rows: pd.DataFrame
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Keys with their old and new value, of figures that the snapshot has otherwise.
    changed: pd.DataFrame = field(default_factory=pd.DataFrame)
    new: int = 0
    same: int = 0
    #: Per row of ``rows``: nieuw, gewijzigd or gelijk.
    state: pd.Series = field(default_factory=lambda: pd.Series(dtype=object))


def fit(
    sheets: list[SheetFigures],
    catalogue: Catalogue,
    source: Source,
    snapshot: pd.DataFrame,
    *,
    fractions: bool = False,
) -> Fitted:
    """Return the observations that these files add to the snapshot (data contract; may be empty)."""
    measures = Measures(catalogue, source)
    frame = pd.concat([one.frame for one in sheets], ignore_index=True)
    fitted = Fitted(pd.DataFrame(columns=[*COLUMNS, "where"]))
    tables = [
        _of_dataset(frame, indicator, dataset, source, measures, fitted)
        for measure in measures
        for indicator, dataset in measures.uses(measure)
    ]
    tables = [table for table in tables if len(table)]
    _refuse_unused(frame, {index for table in tables for index in table.index}, measures, snapshot, fitted)
    if not tables:
        return fitted
    rows, remarks = in_their_year(pd.concat(tables, ignore_index=True), source.edition)
    fitted.notes += [f"{remark[0].upper()}{remark[1:]}." for remark in remarks]
    rows["missing"] = rows["missing"].astype(object).where(rows["missing"].notna(), None)
    rows = refuse(
        rows,
        ~rows["region"].isin({region.code for region in regions()}),
        "dit gebied staat niet in het register van de monitor",
        fitted.refused,
    )
    units = {indicator.id: indicator.unit for indicator in catalogue.indicators.values()}
    rows = without_impossible(rows, units, fitted.refused)
    if not fractions:
        rows = _without_fractions(rows, catalogue, snapshot, fitted)
    rows = _without_rivals(rows, source, snapshot, fitted)
    rows = _without_copied(rows, catalogue, snapshot, fitted)
    rows = _without_twins(rows, fitted)
    _compare(rows, snapshot, catalogue, fitted)
    return fitted


def _of_dataset(
    frame: pd.DataFrame,
    indicator: Indicator,
    dataset: Dataset,
    source: Source,
    measures: Measures,
    fitted: Fitted,
) -> pd.DataFrame:
    rows = frame[frame["measure"] == dataset.measure]
    population = rows["population"]
    if dataset.population is not None:
        rows = rows[population.isin(["", dataset.population])].assign(population=dataset.population)
    elif (population == "").any():
        rows = refuse(
            rows.assign(indicator=indicator.id),
            population == "",
            f"de groep ontbreekt; kies {' of '.join(measures.populations(dataset.measure))} (kolom 'groep' of --group)",
            fitted.refused,
        )
    allowed = dataset.populations or indicator.populations
    rows = rows[rows["population"].isin(allowed)]
    if dataset.years is not None:
        rows = rows[rows["year"].isin(dataset.years)]
    if dataset.levels is not None:
        rows = rows[rows["region"].str[:2].isin([LEVELS[level] for level in dataset.levels])]
    rows = rows.assign(
        indicator=indicator.id,
        source=source.id,
        status=rows["status"].where(rows["status"] != "", dataset.status or source.status),
        origin=PUBLISHED,
        coverage=float("nan"),
    )
    return rows[[*COLUMNS, "where"]]


def _refuse_unused(
    frame: pd.DataFrame, used: set[int], measures: Measures, snapshot: pd.DataFrame, fitted: Fitted
) -> None:
    """Say which figures fell between the catalogue's datasets: another year, group or kind of region than it expects.

    A publisher's file has more than the monitor takes, by choice: of that only a newer year is worth a refusal, one
    that the monitor has from no source at all.
    """
    have = set(
        snapshot.loc[snapshot["value"].notna(), ["indicator", "year"]]
        .drop_duplicates()
        .itertuples(index=False, name=None)
    )
    left = frame[~frame.index.isin(used) & frame["value"].notna()]
    skipped: list[str] = []
    for (measure, year), part in left.groupby(["measure", "year"]):
        uses = measures.uses(str(measure))
        expected = sorted({y for _, dataset in uses for y in dataset.years or ()})
        title, n = measures.title(str(measure)), len(part)
        by_row = bool((part["where"] != "").any())
        if expected and year not in expected:
            elsewhere = any((indicator.id, year) in have for indicator, _ in uses)
            if by_row or (int(str(year)) > expected[-1] and not elsewhere):
                themes = sorted({indicator.theme for indicator, _ in uses})
                why = (
                    f"{n} cijfers van {year}: de catalogus verwacht van deze bron {', '.join(map(str, expected))}. "
                    f"Voeg {year} toe bij 'years' van bron {measures.source.id} in "
                    f"data/catalogue/themes/{themes[0]}.yaml"
                )
                fitted.refused.append(Refusal(_span(part["where"]), f"{title}, {year}", why))
            else:
                skipped.append(f"{title}, {year}")
        elif by_row:
            groups = ", ".join(sorted(set(part["population"]) - {""}))
            why = "de catalogus leest van deze bron voor deze groep en dit soort gebied geen cijfers"
            fitted.refused.append(Refusal(_span(part["where"]), f"{title}, {year} {groups}".strip(), why))
    if skipped:
        shown = "; ".join(skipped[:6]) + (f" en {len(skipped) - 6} andere" if len(skipped) > 6 else "")
        fitted.notes.append(f"Jaren die de catalogus niet van deze bron leest: {shown}.")


def _span(where: pd.Series) -> str:
    places = list(dict.fromkeys(place for place in where if place))
    if not places:
        return f"{len(where)} rijen"
    return places[0] if len(places) == 1 else f"{places[0]} tot en met {places[-1]}"


def _without_fractions(
    rows: pd.DataFrame, catalogue: Catalogue, snapshot: pd.DataFrame, fitted: Fitted
) -> pd.DataFrame:
    """A share of 0.123 where the monitor knows shares around 12 is a fraction: never multiplied unasked."""
    known = snapshot[snapshot["value"].notna()].groupby("indicator")["value"].quantile(0.1)
    for (indicator, population), part in rows.groupby(["indicator", "population"]):
        if catalogue[str(indicator)].unit != "procent" or indicator not in known.index:
            continue
        values = part["value"].dropna()
        if (
            len(values)
            and values.max() <= _LIKE_FRACTIONS
            and values.max() > 0
            and float(known.loc[str(indicator)]) > 2 * _LIKE_FRACTIONS
        ):
            rows = refuse(
                rows,
                (rows["indicator"] == indicator) & (rows["population"] == population),
                "dit lijken breuken (0,123 voor 12,3%); geef --fractions mee, of maak er in het bestand percentages van",
                fitted.refused,
            )
    return rows


def _without_rivals(
    rows: pd.DataFrame, source: Source, snapshot: pd.DataFrame, fitted: Fitted
) -> pd.DataFrame:
    """Another source's figure stays: the catalogue picks one source per indicator, group and year."""
    other = snapshot[
        snapshot["value"].notna() & (snapshot["origin"] != CALCULATED) & (snapshot["source"] != source.id)
    ]
    holder = other.set_index(KEY)["source"]
    keys = pd.MultiIndex.from_frame(rows[KEY])
    taken = pd.Series(keys.isin(holder.index), index=rows.index)
    theirs = other.set_index(KEY)["value"].reindex(keys).to_numpy()
    # An empty cell says nothing against a figure that somebody else has, and the same figure says nothing new.
    same = taken & (rows["value"].isna() | (rows["value"] == theirs))
    if equal := int((same & rows["value"].notna()).sum()):
        whose = ", ".join(sorted(set(holder.reindex(keys[same]).dropna())))
        fitted.notes.append(f"{equal} cijfers heeft de monitor al, en wel van {whose}; die blijven zo staan.")
    rows = rows[~same]
    taken = taken.loc[rows.index]
    for (indicator, year), part in rows[taken].groupby(["indicator", "year"]):
        names = sorted(set(holder.reindex(pd.MultiIndex.from_frame(part[KEY])).dropna()))
        rows = refuse(
            rows,
            taken.loc[rows.index] & (rows["indicator"] == indicator) & (rows["year"] == year),
            f"dit cijfer ({indicator}, {year}) komt in de monitor al van {' en '.join(names)}; "
            "kies in de catalogus per jaar één bron",
            fitted.refused,
        )
    return rows


def _without_copied(
    rows: pd.DataFrame, catalogue: Catalogue, snapshot: pd.DataFrame, fitted: Fitted
) -> pd.DataFrame:
    """A figure that was copied by hand into single_figures.yaml is changed there, not here."""
    copied = {(f.indicator, f.population, f.region, f.year): f.value for f in catalogue.single_figures}
    if rows.empty or not copied:
        return rows
    keys = list(rows[KEY].itertuples(index=False, name=None))
    clash = pd.Series([key in copied for key in keys], index=rows.index)
    differs = clash & (
        rows["value"] != pd.Series([copied.get(key) for key in keys], index=rows.index, dtype=float)
    )
    rows = refuse(
        rows,
        differs,
        "dit cijfer is met de hand overgenomen; verander het in data/catalogue/single_figures.yaml",
        fitted.refused,
    )
    return rows[~clash.loc[rows.index]]


def _without_twins(rows: pd.DataFrame, fitted: Fitted) -> pd.DataFrame:
    """Two files, or two parts of one, may give the same figure; they may not give different ones."""
    rows = rows.drop_duplicates([column for column in rows.columns if column != "where"])
    clash = rows.duplicated(KEY, keep=False)
    return refuse(rows, clash, "dit cijfer staat er twee keer, met verschillende waarden", fitted.refused)


def _compare(rows: pd.DataFrame, snapshot: pd.DataFrame, catalogue: Catalogue, fitted: Fitted) -> None:
    """Tell new from changed from the same, and point out what jumps."""
    known = snapshot[snapshot["origin"] != CALCULATED].set_index(KEY)
    old = known.reindex(pd.MultiIndex.from_frame(rows[KEY]))
    compared = ["value", "lower", "upper", "status", "missing"]
    equal = pd.Series(True, index=rows.index)
    for column in compared:
        before, now = old[column].to_numpy(), rows[column].to_numpy()
        same = pd.Series(before == now, index=rows.index) | (pd.isna(before) & pd.isna(now))
        equal &= same
    was_there = pd.Series(old["source"].notna().to_numpy(), index=rows.index)
    had = pd.Series(old["value"].notna().to_numpy(), index=rows.index)
    state = pd.Series("nieuw", index=rows.index).where(~(was_there & had), "gewijzigd")
    state = state.mask(was_there & ~had & rows["value"].isna(), "gewijzigd").mask(equal & was_there, "gelijk")
    fitted.state = state.reset_index(drop=True)
    changed = rows[KEY].assign(
        old=old["value"].to_numpy(), new=rows["value"].to_numpy(), before=old["status"].to_numpy()
    )
    fitted.changed = changed[state == "gewijzigd"].reset_index(drop=True)
    fitted.new, fitted.same = int((state == "nieuw").sum()), int((state == "gelijk").sum())
    fitted.rows = rows.reset_index(drop=True)
    _point_out_jumps(fitted, known, catalogue)


def _point_out_jumps(fitted: Fitted, known: pd.DataFrame, catalogue: Catalogue) -> None:
    """A figure three times that of the year nearest before may be right; it is worth a look."""
    fresh = fitted.rows[(fitted.state != "gelijk") & fitted.rows["value"].notna()]
    if fresh.empty:
        return
    before = known[known["value"].notna()].reset_index()
    before = before[before["indicator"].isin(fresh["indicator"].unique())]
    newest = before.sort_values("year").groupby(["indicator", "population", "region"])["value"].last()
    for row in fresh.itertuples():
        last = newest.get((row.indicator, row.population, row.region))
        if last is None or last <= 0 or float(str(row.value)) <= 0:
            continue
        ratio = float(str(row.value)) / last
        if ratio >= JUMP or ratio <= 1 / JUMP:
            title = catalogue[str(row.indicator)].title
            fitted.notes.append(
                f"Let op: {title}, {name_of(str(row.region))}, {row.year}: {dutch(float(str(row.value)))}, "
                f"eerder {dutch(float(last))}."
            )


def dutch(value: float) -> str:
    """Write a figure as the preview shows it: decimal comma, no more digits than it has, "geen cijfer" for none."""
    if pd.isna(value):
        return "geen cijfer"
    return f"{value:.10g}".replace(".", ",")
