"""Can what came in be believed? Each check says what it found, and whether that is a reason to refuse the source.

A refusal costs little: the last good figures stay. A wrong figure on a page costs trust. So what no honest update does
is refused, and what one now and then does is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from monitor.catalogue import Catalogue, Indicator
from monitor.observations import LEVELS, RAW_COLUMNS, REGION_PATTERN, SCHEMA
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import regions
from monitor.units import UNITS, Unit
from monitor.weights import Sizes, Weights

GROUP = ["indicator", "population", "year"]
_AT = ["indicator", "population", "region", "year"]
#: At least this part of the figures of a level must still be there.
ROWS = 0.95
#: How far a figure of the same year may move in an update: in points for shares, as a part of it for the rest.
POINTS, PART = 5.0, 0.15
#: More regions than this part moving further than that is no revision.
MOVED = 0.10
#: This many times further for one figure of Drenthe is no revision either. A newer edition that re-estimates an older
#: one may move its figures so far: that is not a revision, and where the line breaks the pages say so.
FAR = 3

RAW_SCHEMA = pa.DataFrameSchema(
    {
        "measure": pa.Column(checks=pa.Check(lambda names: names.astype(str).str.len() > 0)),
        "population": pa.Column(nullable=False),
        "region": pa.Column(checks=pa.Check.str_matches(REGION_PATTERN)),
        "year": pa.Column(int, pa.Check.in_range(2000, 2100)),
        "value": pa.Column(float, pa.Check.in_range(-1e12, 1e12), nullable=True),
        "lower": pa.Column(float, nullable=True),
        "upper": pa.Column(float, nullable=True),
        "status": pa.Column(checks=pa.Check.isin(["", "definitief", "voorlopig", "modelschatting"])),
        "missing": pa.Column(nullable=True),
    },
    checks=[
        pa.Check(
            lambda df: ~df.duplicated(["measure", "population", "region", "year"]),
            error="een rij staat er dubbel",
        ),
        pa.Check(
            lambda df: df["value"].isna() != df["missing"].isna(), error="cijfer en reden van ontbreken samen"
        ),
    ],
    strict=True,
)


@dataclass(frozen=True)
class Finding:
    """What a check found, in Dutch; ``refuse`` when the source cannot be taken in with it."""

    text: str
    refuse: bool = True


def raw_findings(raw: pd.DataFrame) -> list[Finding]:
    """Check a fetched table as it came (RAW_COLUMNS)."""
    absent = [column for column in RAW_COLUMNS if column not in raw.columns]
    if absent:
        return [Finding(f"de kolommen {', '.join(absent)} ontbreken")]
    return _breaches(RAW_SCHEMA, raw)


def _breaches(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> list[Finding]:
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(["column", "check"]).head(5)
        return [
            Finding(f"datacontract: {case.column}: {case.check}: {case.failure_case}")
            for case in cases.itertuples()
        ]
    return []


def findings(rows: pd.DataFrame, before: pd.DataFrame, catalogue: Catalogue, sizes: Sizes) -> list[Finding]:
    """Check a source's mapped rows (data contract) against themselves and against the same rows of the last snapshot."""
    every = _breaches(SCHEMA, rows.assign(missing=rows["missing"].astype(object))) if len(rows) else []
    if every:
        return every
    figures = rows[rows["value"].notna()]
    had = before[before["value"].notna()]
    every += ranges(figures, catalogue)
    every += _province(figures, catalogue, sizes)
    if len(had):
        every += _years_lost(figures, had, catalogue)
        every += _rows_lost(figures, had, catalogue)
        every += _drenthe(rows, figures, had, catalogue)
        every += _moved(figures, had, catalogue)
        every += _new_year(figures, had, catalogue)
        every += _margins_lost(figures, had)
        every += _merged(rows, had)
        every += _provisional_again(figures, had, catalogue)
    return every


def _name(catalogue: Catalogue, indicator: str, population: str = "", year: int | None = None) -> str:
    one = catalogue[indicator]
    group = f" ({population})" if population and len(one.populations) > 1 else ""
    return f"{one.title}{group}" + (f" {year}" if year else "")


def _number(value: float) -> str:
    """As Dutch people write it, with no more digits than it has: that many :func:`monitor.dutch.number` does not know."""
    return f"{value:.10g}".replace(".", ",")


def _place(code: str) -> str:
    return next((region.name for region in regions() if region.code == code), code)


def _places(codes: list[str], most: int = 4) -> str:
    names = [_place(code) for code in codes[:most]]
    return ", ".join(names) + (f" en {len(codes) - most} andere" if len(codes) > most else "")


def ranges(figures: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """Refuse what a share, a rate or an age cannot be; ``figures``: rows (data contract) with a value."""
    findings = []
    for id, rows in figures.groupby("indicator"):
        unit = UNITS[catalogue[str(id)].unit]
        outside = rows[~rows["value"].between(unit.lowest, unit.highest)]
        if len(outside):
            one = outside.iloc[0]
            findings.append(
                Finding(
                    f"{_name(catalogue, str(id))}: {len(outside)} cijfers kunnen niet, "
                    f"bijvoorbeeld {_number(one['value'])} voor {_place(one['region'])} in {one['year']}"
                )
            )
        elif (unit.counts or unit.per == 100) and len(rows) >= 20 and (rows["value"] == 0).mean() > 0.9:
            findings.append(Finding(f"{_name(catalogue, str(id))}: bijna alle cijfers zijn nul"))
    return findings


def _province(figures: pd.DataFrame, catalogue: Catalogue, sizes: Sizes) -> list[Finding]:
    """A figure of the whole lies between those of its parts, and near their weighted mean."""
    wrong = []
    whole = figures[figures["region"].isin([PROVINCE, NEDERLAND])]
    parts = figures[figures["region"].str.startswith("GM")]
    by_group: dict[Any, pd.DataFrame] = dict(iter(parts.groupby(GROUP)))
    row: Any
    for row in whole.itertuples():
        part = by_group.get((row.indicator, row.population, row.year))
        if part is None:
            continue
        if row.region == PROVINCE:
            part = part[part["region"].isin(GEMEENTEN)]
        complete = len(part) == len(GEMEENTEN) if row.region == PROVINCE else len(part) >= 330
        if complete:
            indicator = catalogue[row.indicator]
            weights = sizes.weights(indicator, row.population)
            problem = _of_whole(indicator, row.region, row.year, row.value, part, weights)
            if problem:
                text, refuse = problem
                wrong.append(
                    Finding(f"{_name(catalogue, row.indicator, row.population, row.year)}: {text}", refuse)
                )
    return wrong


def _of_whole(
    indicator: Indicator, region: str, year: int, value: float, part: pd.DataFrame, weights: Weights
) -> tuple[str, bool] | None:
    name, places = _place(region), list(part["region"])
    if UNITS[indicator.unit].counts:
        total = float(part["value"].sum())
        if abs(value - total) > max(0.02 * abs(total), 10 * len(part)):
            return f"{name} ({_number(value)}) is niet de som van de gemeenten ({_number(total)})", True
        return None
    low, high = float(part["value"].min()), float(part["value"].max())
    slack = 0.02 * (high - low) + 10.0**-indicator.decimals
    if not low - slack <= value <= high + slack:
        return (
            f"{name} ({_number(value)}) ligt niet tussen de gemeenten ({_number(low)} tot {_number(high)})",
            True,
        )
    if weights.base is None or not UNITS[indicator.unit].per or not weights.know(places):
        return None
    sizes = [weights.of(place, year) for place in places]
    mean = sum(v * w for v, w in zip(part["value"], sizes, strict=True)) / sum(sizes)
    apart = abs(value - mean)
    if apart > max(3.0, 0.4 * (high - low)):
        return (
            f"{name} ({_number(value)}) ligt ver van het gewogen gemiddelde van de gemeenten ({_number(round(mean, 1))})",
            True,
        )
    if apart > max(1.5, 0.2 * (high - low)):
        return (
            f"{name} ({_number(value)}) ligt niet dicht bij het gewogen gemiddelde van de gemeenten ({_number(round(mean, 1))})",
            False,
        )
    return None


def _years_lost(figures: pd.DataFrame, had: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    now = set(figures[GROUP].itertuples(index=False, name=None))
    lost: dict[tuple[str, str], list[int]] = {}
    for indicator, population, year in had[GROUP].drop_duplicates().itertuples(index=False, name=None):
        if (indicator, population, year) not in now:
            lost.setdefault((indicator, population), []).append(int(year))
    return [
        Finding(
            f"{_name(catalogue, indicator, population)}: {', '.join(map(str, sorted(years)))} "
            f"{'is' if len(years) == 1 else 'zijn'} er niet meer"
        )
        for (indicator, population), years in lost.items()
    ]


def _rows_lost(figures: pd.DataFrame, had: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    def counted(frame: pd.DataFrame) -> pd.Series:
        level = frame["region"].str[:2].rename("level")
        return frame.groupby([*(frame[name] for name in GROUP), level]).size()

    names = {prefix: level for level, prefix in LEVELS.items()}
    before = counted(had)
    now = counted(figures).reindex(before.index, fill_value=0)
    there = set(figures[GROUP].itertuples(index=False, name=None))
    lost = []
    for key in list(before.index[(now < ROWS * before).to_numpy()]):
        indicator, population, year, level = key
        if (indicator, population, year) in there:
            lost.append(
                Finding(
                    f"{_name(catalogue, indicator, population, year)}: {now[key]} cijfers per {names[level]}, "
                    f"het waren er {before[key]}"
                )
            )
    return lost


def _drenthe(
    rows: pd.DataFrame, figures: pd.DataFrame, had: pd.DataFrame, catalogue: Catalogue
) -> list[Finding]:
    lost = []
    there = set(rows[_AT].itertuples(index=False, name=None))
    filled = set(figures[_AT].itertuples(index=False, name=None))
    groups = set(figures[GROUP].itertuples(index=False, name=None))
    ours = had[had["region"].isin([*GEMEENTEN, PROVINCE, NEDERLAND])]
    for key, group in cast("list[tuple[Any, pd.DataFrame]]", list(ours.groupby(GROUP))):
        indicator, population, year = (str(key[0]), str(key[1]), int(key[2]))
        if (indicator, population, year) not in groups:
            continue
        at = {code: (indicator, population, code, year) for code in group["region"]}
        gone = [code for code in at if at[code] not in there]
        emptied = [code for code in at if at[code] in there and at[code] not in filled]
        name = _name(catalogue, indicator, population, year)
        if gone:
            lost.append(Finding(f"{name}: {_places(gone)} {'is' if len(gone) == 1 else 'zijn'} er niet meer"))
        if emptied:
            lost.append(Finding(f"{name}: geen cijfer meer voor {_places(emptied)}", refuse=len(emptied) > 2))
    return lost


def _allowed(unit: Unit, values: pd.Series) -> pd.Series:
    return values * 0 + POINTS if UNITS[unit].in_points else values.abs() * PART + 1


def _moved(figures: pd.DataFrame, had: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    moved = []
    kept = [*_AT, "value", "source"]
    both = had[kept].merge(figures[kept], on=_AT, suffixes=("_before", "_now"))
    for key, rows in cast("list[tuple[Any, pd.DataFrame]]", list(both.groupby(GROUP))):
        indicator, population, year = (str(key[0]), str(key[1]), int(key[2]))
        allowed = _allowed(catalogue[indicator].unit, rows["value_before"])
        apart = (rows["value_now"] - rows["value_before"]).abs() / allowed
        jumped, size = rows[apart > 1], apart[apart > 1]
        if jumped.empty:
            continue
        one = jumped.iloc[int(size.to_numpy().argmax())]
        too_far = size > (FAR if _re_estimated(rows, catalogue) else 1)
        anchors = jumped["region"].isin([PROVINCE, NEDERLAND]) & too_far
        far = jumped["region"].isin(GEMEENTEN) & (size > FAR)
        many = too_far.sum() > MOVED * len(rows) and too_far.sum() > 1
        moved.append(
            Finding(
                f"{_name(catalogue, indicator, population, year)}: {len(jumped)} van de {len(rows)} cijfers "
                f"verspringen, bijvoorbeeld {_place(one['region'])} van {_number(one['value_before'])} naar {_number(one['value_now'])}",
                refuse=bool(many or far.any() or anchors.any()),
            )
        )
    return moved


def _re_estimated(rows: pd.DataFrame, catalogue: Catalogue) -> bool:
    """Whether the figures take the place of another series: of an edition that another model or method made."""

    def series(ids: pd.Series) -> set[str]:
        return {catalogue.sources[id].series for id in ids.unique() if id in catalogue.sources}

    return series(rows["source_before"]).isdisjoint(series(rows["source_now"]))


def _new_year(figures: pd.DataFrame, had: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    """A year that is new is held against the last one before it: other units or another topic show at once."""
    doubts = []
    for key, rows in cast(
        "list[tuple[Any, pd.DataFrame]]", list(figures.groupby(["indicator", "population"]))
    ):
        indicator, population = str(key[0]), str(key[1])
        old = had[(had["indicator"] == indicator) & (had["population"] == population)]
        if old.empty:
            continue
        for year in sorted(set(rows["year"]) - set(old["year"])):
            last = min(old["year"].unique(), key=lambda known: abs(int(known) - year))
            new, past = rows[rows["year"] == year], old[old["year"] == last]
            both = past.set_index("region")["value"].to_frame("past")
            both["new"] = new.set_index("region")["value"]
            name = _name(catalogue, indicator, population, int(year))
            lacking = sorted(set(past["region"]) & set(GEMEENTEN) - set(new["region"]))
            if lacking and len(past["region"].unique()) > 1:
                doubts.append(Finding(f"{name}: nog geen cijfer voor {_places(lacking)}", refuse=False))
            both = both.dropna()
            if both.empty:
                continue
            middle, earlier = float(both["new"].median()), float(both["past"].median())
            share = UNITS[catalogue[indicator].unit].in_points
            if abs(earlier) > 1 and not (1 / 3 <= middle / earlier <= 3):
                doubts.append(
                    Finding(
                        f"{name}: de middelste waarde is {_number(middle)}, in {last} was dat {_number(earlier)}"
                    )
                )
            elif share and ((both["new"] - both["past"]).abs() > 5 * POINTS).mean() > 0.5:
                doubts.append(
                    Finding(f"{name}: meer dan de helft verschilt {_number(5 * POINTS)} punten van {last}")
                )
            elif (
                catalogue[indicator].decimals
                and len(both) >= 10
                and (both["new"] == both["past"]).mean() > 0.9
            ):
                doubts.append(Finding(f"{name}: dit zijn de cijfers van {last}"))
    return doubts


def _margins_lost(figures: pd.DataFrame, had: pd.DataFrame) -> list[Finding]:
    had_margins, has = int(had["lower"].notna().sum()), int(figures["lower"].notna().sum())
    if had_margins and has < 0.5 * had_margins:
        return [Finding(f"de marges zijn weg: {has} cijfers hebben er een, het waren er {had_margins}")]
    return []


def _merged(rows: pd.DataFrame, had: pd.DataFrame) -> list[Finding]:
    gone = sorted(set(had["region"]) - set(rows["region"]))
    gone = [code for code in gone if code.startswith("GM") and code not in GEMEENTEN]
    if not gone:
        return []
    return [
        Finding(
            f"{_places(gone, 6)} {'komt' if len(gone) == 1 else 'komen'} niet meer voor in de tabel "
            "(opgegaan in een andere gemeente?)",
            refuse=False,
        )
    ]


def _provisional_again(figures: pd.DataFrame, had: pd.DataFrame, catalogue: Catalogue) -> list[Finding]:
    both = had[[*_AT, "status"]].merge(figures[[*_AT, "status"]], on=_AT, suffixes=("_before", "_now"))
    back = both[(both["status_before"] == "definitief") & (both["status_now"] == "voorlopig")]
    return [
        Finding(
            f"{_name(catalogue, indicator, population, year)}: was definitief en is nu weer voorlopig", False
        )
        for indicator, population, year in back[GROUP].drop_duplicates().itertuples(index=False, name=None)
    ]
