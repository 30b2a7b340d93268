"""All that the trend page says and shows for one choice, worked out once and shared between readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from compare.indicator_data import PROVISIONAL, IndicatorData, measured
from compare.rules.change import Join, joins
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, NotCompared, compare
from compare.rules.course import course
from compare.rules.gap import grows_with_size
from compare.rules.people import in_people
from compare.rules.profile_row import profile_row
from compare.wording.clauses import favourable_text, titled
from compare.wording.comparison import closings, other_year_sentence, texts_without_repeats
from compare.wording.trend import trend_sentences
from monitor.catalogue import Indicator
from monitor.dutch import WHY_MISSING, years_text
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import file_slug, place, region_set
from ui import colours
from ui.charts import bars
from ui.choose import comparators
from ui.choose.comparators import listed
from ui.choose.comparators import name_of as name
from ui.data import catalogue, data_version, figures, kept, sizes
from ui.exhibit import Chart, Exhibit
from ui.parts import explain
from ui.parts.downloads import file_name
from ui.trend.chart import Ends, Role, measured_years, trend


@dataclass(frozen=True)
class Choice:
    """``gemeente``: the reader's own; ``comparator``: the URL name of what it is held against; ``also``: codes of
    regions added to the chart; ``everyone``: the 12 gemeenten behind the lines."""

    gemeente: str | None = None
    comparator: str = comparators.DEFAULT
    also: tuple[str, ...] = ()
    everyone: bool = False

    def against(self, region: str) -> Comparator:
        """What a region is held against; never itself."""
        return comparators.against(self.comparator, region, self.gemeente)[0]

    @property
    def subjects(self) -> list[str]:
        """The regions that the sentences are about."""
        return [PROVINCE, self.gemeente] if self.gemeente else [PROVINCE]


@dataclass(frozen=True)
class View:
    """Shared between sessions: never change what it holds.

    ``spec`` is None when none of the regions has a figure. ``table``: the figures, column "Gebied" and one per year.
    ``sentences`` and what follows are Dutch, ready to show; ``in_people`` says the newest share of the last subject as a
    number of people, or is ""; ``remark`` goes before the chart, ``notes`` and
    ``facts`` under it; ``over_same``: where a line is over the gemeenten of two years, and not as in the table.
    """

    rows: pd.DataFrame
    years: list[int]
    spec: dict[str, Any] | None
    datasets: dict[str, pd.DataFrame]
    table: pd.DataFrame
    sentences: list[str]
    in_people: str
    remark: str
    title: str
    alt: str
    notes: tuple[str, ...]
    facts: list[str]
    over_same: str
    absent: str
    breaks: list[str]


def exhibit(
    view: View, indicator: Indicator, population: str, query: Mapping[str, str], region: str = ""
) -> Exhibit:
    """The trend as one thing shown. ``query``: the choices that lead to it; ``region``: of whom alone it speaks (code), the
    last subject, or "" for all of them."""
    spec = view.spec
    return Exhibit(
        title=view.title,
        sentence=view.sentences[-1] if region else " ".join(view.sentences),
        picture=(lambda: Chart(spec, view.datasets)) if spec is not None else None,
        alt=view.alt,
        rows=view.rows,
        file=file_name(indicator, population, file_slug(region) if region else "trend"),
        page="trend",
        query={**query, "indicator": indicator.id, "wie": population},
        notes=view.notes,
        sources=tuple(view.facts),
        reading=(*view.breaks, *indicator.how_to_read),
        table=view.table,
    )


def view(indicator: Indicator, population: str, chosen: Choice) -> View:
    """The view of an indicator and a population that has figures."""
    return _view(indicator.id, population, chosen, data_version())


@kept(200, by={Choice: repr})
def _view(indicator_id: str, population: str, chosen: Choice, version: str) -> View:
    indicator = catalogue()[indicator_id]
    indicator_data = figures(indicator_id, population)
    assert indicator_data is not None
    sets = [comparators.rows(indicator_data, chosen.against(subject)) for subject in chosen.subjects]
    # Of gemeenten together as the subject: the same rows as when they are what another is held against.
    sets += [
        indicator_data.as_rows(indicator_data.of(subject), subject)
        for subject in chosen.subjects
        if region_set(subject)
    ]
    rows = pd.concat(
        [indicator_data.frame, *(of_a_set for of_a_set in sets if len(of_a_set))]
    ).drop_duplicates(["region", "year"])
    roles = regions_in_view(indicator, chosen)
    sentences = say(indicator_data, chosen)
    remark = what_was_done(indicator_data, chosen)
    if not measured_years(_of(rows, roles)):
        with_figure = set(rows.loc[rows["value"].notna(), "region"])
        instead = [region for region in GEMEENTEN if region in with_figure]
        if instead:
            roles |= dict.fromkeys(instead, "extra")
            remark = f"{remark} Wel een cijfer: {listed(instead)}.".strip()
    years = measured_years(_of(rows, roles))
    once = len(years) == 1
    if once:
        # One point says little by itself: the gemeenten of that year stand beside it.
        rows = rows[rows["year"] == years[0]]
        known = set(rows["region"])
        valued = rows[rows["value"].notna() & rows["region"].isin(list(roles))]
        roles |= {r: "background" for r in GEMEENTEN if r in known and r not in roles}
        remark = (
            f"{remark} Er is één meting voor {listed(r for r in roles if r in set(valued['region']))}: {years[0]}. "
            "Een verandering is nog niet te zien."
        ).strip()
    shown = _of(rows, roles)
    title = titled(indicator, population)
    spec: dict[str, Any] | None = None
    datasets: dict[str, pd.DataFrame] = {}
    notes: tuple[str, ...] = ()
    over_same = ""
    if once:
        # Only regions that the source knows: rows of nothing but "geen cijfer" would fill the chart.
        present = [region for region in roles if region in set(shown["region"])]
        spec, datasets = next_to_each_other(shown, present, indicator, chosen)
        notes = (favourable_text(indicator),)
    elif drawn := trend(
        shown,
        roles,
        indicator,
        population,
        catalogue().sources,
        own_past(indicator_data, chosen),
        other_gemeenten(indicator_data, chosen, roles),
    ):
        spec, datasets, notes, over_same = drawn.spec, drawn.datasets, drawn.notes, drawn.over_same
    against = (chosen.against(subject) for subject in chosen.subjects)
    notes = (*notes, *dict.fromkeys(filter(None, (comparators.who_counts(c, indicator) for c in against))))
    kind = "Staafdiagram" if once else "Lijngrafiek"
    return View(
        rows=shown,
        years=years,
        spec=spec,
        datasets=datasets,
        table=table(shown, list(roles)),
        sentences=sentences,
        in_people=newest_in_people(indicator_data, chosen.subjects[-1]),
        remark=remark,
        title=title,
        alt=f"{kind}: {title}, {years_text(years)}. {listed(roles)}. {' '.join(sentences)}",
        notes=notes,
        facts=explain.source_sentences(shown),
        over_same=over_same,
        absent=not_in_source(shown, list(roles), years),
        breaks=explain.break_lines(shown, indicator),
    )


def _of(rows: pd.DataFrame, regions: Iterable[str]) -> pd.DataFrame:
    return rows[rows["region"].isin(list(regions))]


def regions_in_view(indicator: Indicator, chosen: Choice) -> dict[str, Role]:
    """The regions that the reader asks for and what each is to the reader, the most important first.

    Nederland has some thirty times the inhabitants of Drenthe: beside its counts all others would lie flat.
    """
    roles: dict[str, Role] = {PROVINCE: "drenthe"}
    if chosen.gemeente:
        roles[chosen.gemeente] = "gemeente"
    for region in chosen.subjects:
        against = chosen.against(region)
        small = against.a_region and against.code != NEDERLAND
        if against.beside and (small or not grows_with_size(indicator)):
            roles.setdefault(against.code, "comparator")
    for region in chosen.also:
        roles.setdefault(region, "extra")
    if chosen.everyone:
        for region in GEMEENTEN:
            roles.setdefault(region, "background")
    return roles


def say(indicator_data: IndicatorData, chosen: Choice) -> list[str]:
    """What the chart shows in words: for Drenthe, and for the reader's own gemeente."""
    views: list[list[str]] = []
    shared: list[str] = []
    for region in chosen.subjects:
        row = profile_row(indicator_data, region, [chosen.against(region)])
        if row is None or row.value is None:
            views.append([no_figure(indicator_data.frame, region)])
        else:
            observations = indicator_data.of(region)
            views.append(trend_sentences(row, place(region), course(observations, indicator_data.indicator)))
            shared += closings(row)
    return texts_without_repeats(views, shared)


def what_was_done(indicator_data: IndicatorData, chosen: Choice) -> str:
    """What the page does when it cannot do what the reader chose: another comparator, another earlier year."""
    remarks = [
        comparators.against(chosen.comparator, subject, chosen.gemeente)[1] for subject in chosen.subjects
    ]
    years: dict[str, list[str]] = {}
    for region, comparison in _comparisons(indicator_data, chosen).items():
        # Whose differs is known when all have been seen; until then the sentence without a name tells them apart.
        years.setdefault(other_year_sentence(comparison, "{}"), []).append(region)
    remarks += [sentence.format(listed(regions)) for sentence, regions in years.items()]
    return " ".join(dict.fromkeys(filter(None, remarks)))


def _comparisons(indicator_data: IndicatorData, chosen: Choice) -> dict[str, Comparison | NotCompared]:
    """Of each subject: its newest figure beside what the reader chose."""
    return {region: compare(indicator_data, region, chosen.against(region)) for region in chosen.subjects}


def own_past(indicator_data: IndicatorData, chosen: Choice) -> dict[str, Ends]:
    """Of each subject that is held against its own past: the two figures that are compared."""
    return {
        region: (
            (comparison.other.year, float(comparison.other.value or 0)),
            (comparison.year, float(comparison.own.value or 0)),
        )
        for region, comparison in _comparisons(indicator_data, chosen).items()
        if isinstance(comparison, Comparison) and comparison.over_time
    }


def other_gemeenten(
    indicator_data: IndicatorData, chosen: Choice, roles: Iterable[str]
) -> dict[str, list[Join]]:
    """Of each line: where other gemeenten are behind its own calculations."""
    sets = [chosen.against(subject) for subject in chosen.subjects]
    of_code = {comparator.code: comparator.observations(indicator_data) for comparator in sets}
    of_line = {region: joins(of_code.get(region) or indicator_data.of(region)) for region in roles}
    return {region: changed for region, changed in of_line.items() if changed}


def newest_in_people(indicator_data: IndicatorData, region: str) -> str:
    """The newest figure of a region as a number of people, with what to know of that number; "" where it cannot be."""
    with_figure = measured(indicator_data.of(region))
    if not with_figure:
        return ""
    newest = with_figure[-1]
    sentence, note = in_people(
        indicator_data.indicator, indicator_data.population, region, newest.year, newest.value, sizes()
    )
    return (
        f"{name(region)}, {newest.year}: {sentence[:1].lower()}{sentence[1:]} {note}".strip()
        if sentence
        else ""
    )


def no_figure(shown: pd.DataFrame, region: str) -> str:
    """That a region has no figure, with the reason when the source gives one."""
    reasons = shown.loc[(shown["region"] == region) & shown["missing"].notna(), "missing"].unique()
    if not len(reasons):
        return f"De bron geeft geen cijfer voor {name(region)}."
    return f"Voor {name(region)} is er geen cijfer ({WHY_MISSING[reasons[-1]]})."


def next_to_each_other(
    shown: pd.DataFrame, regions: list[str], indicator: Indicator, chosen: Choice
) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Spec and data of bars for the only year there is: a line would have no direction."""
    values: dict[str, float | None] = dict.fromkeys(regions)
    values |= dict(zip(shown["region"], shown["value"], strict=True))
    lines = {PROVINCE: (colours.PROVINCE, False), chosen.against(PROVINCE).code: (colours.NEDERLAND, True)}
    alone = set(regions) <= set(lines)
    data = bars.bars_data(
        values,
        {region: name(region) for region in regions},
        indicator,
        lambda value: colours.OTHER,
        own=chosen.gemeente,
        # A line through the bars of others; without others they are bars themselves.
        lines={} if alone else lines,
        provisional=set(shown.loc[shown["status"].eq(PROVISIONAL), "region"]),
    )
    if alone:
        role_colours = {region: colour for region, (colour, _) in lines.items()}
        data = data.assign(colour=[role_colours[region] for region in data["region"]])
    return bars.bars(data, int(shown["year"].max()))


def table(shown: pd.DataFrame, regions: list[str]) -> pd.DataFrame:
    """The figures of the chart: a row per region, a column per year."""
    values = {(r["region"], r["year"]): r["value"] for r in shown.to_dict("records")}
    early = set(shown.loc[shown["status"].eq(PROVISIONAL) & shown["value"].notna(), "year"])
    content: dict[str, list[Any]] = {"Gebied": [name(region) for region in regions]}
    columns = []
    for year in measured_years(shown):
        columns.append(f"{year} ({PROVISIONAL})" if year in early else str(year))
        content[columns[-1]] = [values.get((region, year)) for region in regions]
    return pd.DataFrame(content).astype(dict.fromkeys(columns, "float64"))


def not_in_source(shown: pd.DataFrame, regions: list[str], years: list[int]) -> str:
    """Which regions the source leaves out, and in which years when not in all."""
    with_figure = set(zip(shown["region"], shown["year"], strict=True))
    absent: dict[tuple[int, ...], list[str]] = {}
    for region in regions:
        missing_years = tuple(year for year in years if (region, year) not in with_figure)
        if missing_years:
            absent.setdefault(missing_years, []).append(region)
    parts = [
        listed(of_years) + ("" if len(missing_years) == len(years) else f" in {years_text(missing_years)}")
        for missing_years, of_years in absent.items()
    ]
    return f"Niet in deze bron: {'; '.join(parts)}." if parts else ""
