"""What the map page shows of one figure, worked out once: the figures on the map, its colours, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from compare.edition import per_edition
from compare.indicator_data import PROVISIONAL, IndicatorData
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, NotCompared, compare
from compare.rules.gap import grows_with_size
from compare.rules.profile_row import ProfileRow, place, profile_row
from compare.wording.clauses import position_clause, titled
from compare.wording.comparison import comparison_sentence, instead_sentence
from compare.wording.map import map_sentence, newest_sentence
from geo import match
from geo.classes import Classes, Method
from monitor.catalogue import Indicator
from monitor.dutch import listing, population_text, value_text, years_text
from monitor.observations import CALCULATED, LEVELS
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE, PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import name, region_set, slug_of, wijk_of
from monitor.regions import place as place_of
from ui import colours
from ui.charts import bars
from ui.choose import comparators
from ui.choose import url as choice
from ui.choose.comparators import name_of
from ui.data import catalogue, data_version, figures, populations
from ui.kaart import areas, legend, strip
from ui.kaart.areas import AREAS, Area
from ui.kaart.colouring import QUANTILES, Colouring, colouring, ends
from ui.kaart.within import Within
from ui.parts import explain

#: Said where a figure stands; the line with the sources says how it was made.
OWN = "eigen berekening"


@dataclass(frozen=True, eq=False)
class MapView:
    """One indicator, population, area and year, for a reader with this gemeente or gemeenten together (or None), comparator and colours.

    ``slug``: the URL name of what the reader compares with; ``comparator``: what that is, or what takes its place, and
    ``refused`` why it cannot be used here ("" when it can). ``figures``:
    of the indicator and population. ``rows``: the observations of the year, also of a set of gemeenten. ``drawn``:
    those of all years that are on the map. ``here``: value per region on the map. ``method``: how the reader wants the
    colours; ``whole``: all wijken or buurten of Drenthe and not those of the reader's gemeente alone. Shared between readers: change nothing.
    """

    indicator: Indicator
    population: str
    area: Area
    year: int
    gemeente: str | None
    slug: str
    comparator: Comparator
    refused: str
    method: Method
    whole: bool
    figures: IndicatorData
    rows: pd.DataFrame
    drawn: pd.DataFrame
    here: pd.Series

    @property
    def query(self) -> dict[str, str]:
        """The choices of the page that lead to it."""
        asked = {
            choice.INDICATOR: self.indicator.id,
            choice.POPULATION: self.population,
            choice.AREA: self.area.id,
            choice.YEAR: str(self.year),
            choice.GEMEENTE: slug_of(self.gemeente) if self.gemeente else "",
            choice.COMPARATOR: self.slug if self.slug != comparators.DEFAULT else "",
            choice.CLASSES: self.method if self.method != QUANTILES else "",
            choice.WHOLE: choice.ON if self.whole else "",
        }
        return {name: value for name, value in asked.items() if value}

    def text(self, value: float) -> str:
        return value_text(value, self.indicator)

    @cached_property
    def provisional(self) -> frozenset[str]:
        """The regions on the map and beside it whose figure may still change."""
        early = self.figures.provisional(self.year)
        return early & {*self.here.index, *self.beside.index} if early else early

    def star(self, region: str) -> str:
        """What stands behind a figure that may still change."""
        return "*" if region in self.provisional else ""

    @property
    def early(self) -> bool:
        """Whether a figure on the map may still change."""
        return not self.provisional.isdisjoint(self.here.index)

    @property
    def column(self) -> str:
        """Of the figures in a table: "Cijfer 2024", "Cijfer 2024 (voorlopig)"."""
        return f"Cijfer {self.year} ({PROVISIONAL})" if self.early else f"Cijfer {self.year}"

    @cached_property
    def title(self) -> str:
        when = [str(self.year), *([PROVISIONAL] if self.early else [])]
        return titled(self.indicator, self.population, *when)

    @cached_property
    def names(self) -> dict[str, str]:
        """Name per region on the map."""
        return {str(region): areas.region_name(str(region), self.year) for region in self.here.index}

    @property
    def zoomed(self) -> bool:
        """Whether the wijken or buurten of the reader's gemeente alone are shown."""
        return self.within is not None and self.one_gemeente is not None and not self.whole

    @property
    def one_gemeente(self) -> str | None:
        """The reader's gemeente, None too for gemeenten together: they have no wijken of their own."""
        return None if self.gemeente is None or region_set(self.gemeente) else self.gemeente

    @cached_property
    def sentence(self) -> str:
        """Highest and lowest on the map, or of the wijken or buurten of the gemeente that is in view."""
        # Of the whole province a buurt that nobody here knows would be the highest or the lowest.
        if self.within and (self.zoomed or self.area.one == "buurt"):
            return self.within.sentence(self.one_gemeente)
        here, what = self.here, ""
        if self.within:
            here, what = here[here.index.isin(self.within.named["region"])], self.within.what
        return map_sentence(
            here,
            self.names,
            self.indicator,
            self.population,
            self.year,
            self.area.one,
            self.area.many,
            self.early,
            what,
        )

    @cached_property
    def of_drenthe(self) -> str:
        """Highest and lowest of the gemeenten of Drenthe."""
        names = {region: name(region) for region in GEMEENTEN}
        early = not self.provisional.isdisjoint(names)
        return map_sentence(
            self._gemeenten, names, self.indicator, self.population, self.year, provisional=early
        )

    @cached_property
    def _gemeenten(self) -> pd.Series:
        return self.beside.reindex(GEMEENTEN)

    @cached_property
    def against(self) -> Comparator | None:
        """What the gemeenten are held against: the comparator, else Drenthe or Nederland; None when none has a figure.

        Never the reader's own gemeente: that would be held against itself.
        """
        if grows_with_size(self.indicator):
            itself = not self.comparator.beside and self._comparable(self.comparator)
            return self.comparator if itself else None
        others = [comparators.comparator(slug, self.gemeente) for slug in (PROVINCE_SLUG, "nederland")]
        for comparator in (self.comparator, *others):
            if comparator and not comparator.of_subject(self.gemeente or "") and self._comparable(comparator):
                return comparator
        return None

    def _comparable(self, comparator: Comparator) -> bool:
        return any(isinstance(self._compared(region, comparator), Comparison) for region in GEMEENTEN)

    def _compared(self, region: str, comparator: Comparator) -> Comparison | NotCompared:
        return compare(self.figures, region, comparator, self.year)

    def _comparison(self, region: str, comparator: Comparator) -> Comparison | None:
        comparison = self._compared(region, comparator)
        return comparison if isinstance(comparison, Comparison) else None

    @cached_property
    def remark(self) -> str:
        """What was done when the gemeenten cannot be held against what the reader chose; "" otherwise."""
        if self.refused:
            instead = f" U ziet nu de vergelijking met {self.against.name}." if self.against else ""
            return f"{self.refused}{instead}"
        a_count = grows_with_size(self.indicator) and self.comparator.beside
        if self.against == self.comparator or a_count:
            return ""
        # Of a gemeente without a figure of its own the reason would be about that gemeente.
        asked = [self.gemeente, *GEMEENTEN] if self.gemeente else GEMEENTEN
        own = next((r for r in asked if self.figures.value(r, self.year) is not None), None)
        not_compared = self._compared(own, self.comparator) if own else None
        return instead_sentence(not_compared, self.against) if isinstance(not_compared, NotCompared) else ""

    @cached_property
    def comparisons(self) -> dict[str, Comparison | None]:
        """Each gemeente of Drenthe held against ``against`` in this year."""
        against = self.against
        return {region: self._comparison(region, against) if against else None for region in GEMEENTEN}

    @cached_property
    def beside(self) -> pd.Series:
        """Value per gemeente of Drenthe, and of what stands beside them: Drenthe and what they are held against."""
        beside: list[str] = []
        if not grows_with_size(self.indicator):
            others = [
                comparator
                for comparator in (self.comparator, self.against)
                if comparator and comparator.beside
            ]
            beside = [
                PROVINCE,
                *(comparator.code for comparator in others if comparator.code not in GEMEENTEN),
            ]
            if self.comparator.beside and len(set(beside)) == 1:
                beside.append(NEDERLAND)
            if self.gemeente and region_set(self.gemeente):
                beside.insert(0, self.gemeente)
        return self.rows.set_index("region")["value"].reindex([*GEMEENTEN, *dict.fromkeys(beside)])

    @cached_property
    def colouring(self) -> Colouring:
        """The classes, how they were made and what was done when they are not those that the reader chose."""
        return colouring(self.method, self.drawn, self.year, self.figures, self.against, self.area)

    @property
    def classes(self) -> Classes:
        return self.colouring.classes

    @cached_property
    def earlier(self) -> dict[str, tuple[float, int]]:
        """Value and year of the earlier measurement that each gemeente is held against, Drenthe too; else empty."""
        of_all = dict(self.comparisons)
        if self.against:
            of_all[PROVINCE] = self._comparison(PROVINCE, self.against)
        return {
            region: (one.gap.comparator, one.other.year)
            for region, one in of_all.items()
            if one and one.over_time
        }

    @cached_property
    def then(self) -> str:
        """When the earlier measurement was: "2016", or where that differs "de meting ervoor"; "" without one."""
        years = {year for region, (_, year) in self.earlier.items() if region != PROVINCE}
        return str(years.pop()) if len(years) == 1 else "de meting ervoor" if years else ""

    @cached_property
    def mark(self) -> tuple[str, float] | None:
        """Name and value of ``against``, for the legend; an earlier year has none that holds for all."""
        comparison = next((c for c in self.comparisons.values() if c), None)
        if comparison is None or comparison.over_time:
            return None
        return name_of(comparison.comparator.code), comparison.gap.comparator

    @cached_property
    def own(self) -> ProfileRow | None:
        """How the reader's gemeente stands in this year."""
        if not self.gemeente:
            return None
        against = [self.against] if self.against else []
        return profile_row(self.figures, self.gemeente, against, GEMEENTEN, self.year)

    @cached_property
    def own_line(self) -> str:
        """The sentence about the reader's gemeente, with its place among the 12; "" without a gemeente."""
        if not self.gemeente:
            return ""
        if self.own is None:
            return f"{name(self.gemeente)}: geen cijfer over {self.year}."
        sentence = comparison_sentence(self.own, place_of(self.gemeente))
        if self.own.position:
            position = position_clause(self.own.position)
            sentence += f" {position[:1].upper()}{position[1:]}."
        return sentence

    @cached_property
    def newest(self) -> str:
        """Said where the newest year on the map is older than that of another area or of another group: who comes from
        there sees the year change. "" otherwise."""
        here = areas.years(self.indicator.id, self.population, self.area.id)
        if self.year != here[-1]:
            return ""
        others = areas.with_years(self.indicator.id, self.population)
        groups = {
            group: years
            for group in populations(self.indicator)
            if (years := areas.years(self.indicator.id, group, self.area.id))
        }
        sentences = []
        area, group = (max(years_of, key=lambda one: years_of[one][-1]) for years_of in (others, groups))
        if others[area][-1] > self.year:
            elsewhere = AREAS[area].regions
            sentences.append(newest_sentence(self.area.regions, self.year, elsewhere, others[area][-1]))
            if self.within and self._broken_between(self.year, others[area][-1]):
                sentences.append("Die jaren zijn niet met elkaar te vergelijken.")
        if groups[group][-1] > self.year:
            own, other = (f"de groep {population_text(one)}" for one in (self.population, group))
            sentences.append(newest_sentence(own, self.year, other, groups[group][-1]))
        return " ".join(sentences)

    def _broken_between(self, year: int, later: int) -> bool:
        """Whether figures of gemeenten of these years may not be held against each other."""
        of_both = ({one.year: one.segment for one in self.figures.of(gemeente)} for gemeente in GEMEENTEN)
        return any(segments.get(year, 0) != segments.get(later, 0) for segments in of_both)

    @cached_property
    def beside_the_map(self) -> str:
        """What stands beside the map: of the reader's gemeente, else of how far wijken or buurten lie apart; "" for neither."""
        if self.within and not self.zoomed and self.area.one == "wijk":
            return self.within.sentence(self.one_gemeente)
        return self.own_line

    @cached_property
    def own_calculations(self) -> tuple[str, ...]:
        """The regions beside the map whose figure is the monitor's own calculation."""
        calculated = self.rows[self.rows["origin"] == CALCULATED]["region"]
        return tuple(str(r) for r in self.beside.index if r in set(calculated))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What to keep in mind with this map, short."""
        notes = [self.remark, self.colouring.remark]
        notes.append(self._inside)
        where = "Nederland" if self.area is AREAS["nederland"] else PROVINCE_NAME
        notes.append(f"Hoogste of laagste van {where} zegt niet of het veel of weinig is.")
        if grows_with_size(self.indicator):
            notes.append("Dit zijn aantallen: een grote gemeente heeft er vanzelf meer.")
        notes.append(self.colouring.scope)
        notes.append(comparators.who_counts(self.against, self.indicator) if self.against else "")
        return tuple(note for note in notes if note)

    @property
    def _inside(self) -> str:
        """What an average hides, and how little is known of wijken and buurten (R08, R09)."""
        one, many = self.area.one, self.area.many
        years_of = {
            area.many: years_text(years)
            for area in AREAS.values()
            if area.is_within and (years := areas.years(self.indicator.id, self.population, area.id))
        }
        if self.area.is_within:
            there = f"Van dit onderwerp zijn er {one}cijfers over {years_of[many]}."
            if grows_with_size(self.indicator):
                return there
            small = "Sommige buurten hebben maar een paar inwoners. " if one == "buurt" else ""
            uncertain = (
                f"{one.capitalize()}cijfers zijn minder zeker dan gemeentecijfers, en ook"
                if self.indicator.method == "modelschatting"
                else "Ook"
            )
            return f"{uncertain} binnen een {one} zijn er verschillen. {small}{there}"
        of_parts = listing([f"van {many} (over {years})" for many, years in years_of.items()])
        return f"Verschillen binnen gemeenten ziet u hier niet{f'; wel bij de cijfers {of_parts}' if of_parts else ''}."

    @cached_property
    def under_the_map(self) -> str:
        """The line right under the map and beside the bars."""
        calculated = self.own_calculations
        own = [f"{name_of(region)}: {OWN}." for region in calculated]
        if len(calculated) > 2 and len(calculated) == self.beside.notna().sum():
            own = [f"Alle cijfers: {OWN}."]
        return " ".join([*own, *self.notes, self.off_the_map])

    @cached_property
    def _mismatches(self) -> list[match.Mismatch]:
        if self.area is AREAS[PROVINCE_SLUG] or not self.area.is_drawn:
            return []
        of_level = self.rows["region"].str.startswith(LEVELS[self.area.one])
        return match.report(self.rows[of_level & self.rows["value"].notna()])

    @cached_property
    def off_the_map(self) -> str:
        """Which figures have no place on the map and which places no figure: divisions change over the years."""
        return " ".join(match.for_readers(self._mismatches))

    @cached_property
    def off_the_map_in_full(self) -> tuple[str, ...]:
        """The same with the name of each region; empty when the short line names them all."""
        full = tuple(sentence for mismatch in self._mismatches for sentence in mismatch.in_full())
        return () if " ".join(full) == self.off_the_map else full

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The observations of the year on the map and beside it."""
        return self.rows[self.rows["region"].isin([*self.beside.index, *self.here.index])]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources of the figures on the map and beside it, and last that of the boundaries."""
        boundaries = [f"{self.area.boundary_source}."] if self.area.is_drawn else []
        return (*self.sources_of_figures, *boundaries)

    @cached_property
    def sources_of_figures(self) -> tuple[str, ...]:
        """Those of the gemeenten and what they are held against, and of their wijken or buurten."""
        parts = self.within.rows["region"] if self.within else ()
        shown = self.rows["region"].isin([*self.beside.index, *parts])
        return tuple(explain.source_sentences(self.rows[shown]))

    @property
    def _lines(self) -> dict[str, tuple[str, bool]]:
        """What is a line through all rows: code -> colour, and whether it is dashed."""
        beside = [str(region) for region in self.beside.index if region not in GEMEENTEN]
        lines = dict.fromkeys(beside, (colours.NEDERLAND, True)) | {PROVINCE: (colours.PROVINCE, False)}
        if self.gemeente in lines:
            lines[self.gemeente] = (colours.GEMEENTE, False)
        return lines

    @cached_property
    def bars(self) -> pd.DataFrame:
        """The rows of the bar chart."""
        return bars.bars_data(
            plain(self.beside),
            {str(region): name_of(str(region)) for region in self.beside.index},
            self.indicator,
            self.classes.colour_of,
            self.gemeente,
            self._lines,
            compared=self.against.code if self.against else None,
            before=self.earlier,
            provisional=self.provisional,
        )

    @cached_property
    def legend(self) -> tuple[str, str]:
        """The legend as SVG, and in words."""
        drenthe = self.against is not None and self.against.code == PROVINCE
        colour = colours.PROVINCE if drenthe else colours.NEDERLAND
        method = self.colouring.description
        # In the rows of wijken or buurten a small line is the gemeente itself.
        tick = f"Streepje bij de staven: {self.then}" if self.then and not self.within else ""
        return (
            legend.legend_svg(self.classes, self.text, self.mark, colour, method, tick, ends(self.indicator)),
            legend.legend_text(self.classes, self.text, self.mark, method, tick),
        )

    @cached_property
    def within(self) -> Within | None:
        """The wijken or buurten behind the figures of the gemeenten; None on a map of gemeenten."""
        area = self.area
        return Within(self.figures, self.year, area.one, area.many) if area.is_within else None

    @property
    def per_wijk(self) -> str | None:
        """The gemeente whose buurten are shown per wijk; None where rows are gemeenten."""
        return self.one_gemeente if self.zoomed and self.area.one == "buurt" else None

    @property
    def row(self) -> str:
        """What a row of the chart beside the map is: "gemeente" or "wijk"."""
        return "wijk" if self.per_wijk else "gemeente"

    @property
    def listed(self) -> str:
        """What :meth:`whole_map` lists: "wijken", "buurten van Assen", "gemeenten van de kaart"."""
        if self.per_wijk:
            return f"{self.area.many} van {name(self.per_wijk)}"
        return self.area.many if self.within else f"{self.area.many} van de kaart"

    @cached_property
    def strip_rows(self) -> pd.DataFrame:
        """The rows of the strips beside the map: gemeenten, or the wijken of the gemeente whose buurten are shown."""
        gemeente = self.per_wijk
        if gemeente is None or self.within is None:
            return self.bars
        wijken = self.within.wijken(gemeente)
        others = plain(self.beside.dropna())
        lines = {code: value for code, value in others.items() if code not in GEMEENTEN}
        # A count of the whole gemeente is far from those of its parts.
        counts = grows_with_size(self.indicator)
        itself = {} if counts else {gemeente: self.figures.value(gemeente, self.year)}
        rows = bars.bars_data(
            {**wijken, **itself, **lines},
            {code: match.name_within(code, self.year) for code in wijken}
            | {code: name_of(code) for code in (*itself, *lines)},
            self.indicator,
            self.classes.colour_of,
            lines=self._lines | {gemeente: (colours.GEMEENTE, False)},
            provisional=self.provisional,
        )
        alone = rows["region"].isin(wijken) & rows["value"].isna()
        return rows.assign(Cijfer=rows["Cijfer"].mask(alone, strip.DOTS_ALONE))

    @property
    def difference_column(self) -> str:
        """Of the differences in a table; "" without a comparator."""
        return f"Verschil met {self.then or self.against.name}" if self.against else ""

    def table(self) -> pd.DataFrame:
        """The gemeenten from high to low, with code as index: name, value, difference with ``against``, place."""
        own = self._gemeenten.sort_values(ascending=False, kind="stable")
        content: dict[str, Any] = {
            "Gemeente": [name(str(region)) for region in own.index],
            self.column: own.to_list(),
        }
        if self.against:
            comparisons = [self.comparisons[str(region)] for region in own.index]
            content[self.difference_column] = [c.gap.difference if c else None for c in comparisons]
            if self.then:
                content[f"Cijfer {self.then}"] = [c.gap.comparator if c else None for c in comparisons]
        places = [place(self.figures, str(region), self.year, GEMEENTEN) for region in own.index]
        content["Plaats (1 = hoogste)"] = [p.rank if p else None for p in places]
        table = pd.DataFrame(content, index=own.index)
        return table.astype(dict.fromkeys(table.columns[1:], float))

    def whole_map(self) -> pd.DataFrame:
        """Every region on the map, and every wijk or buurt, from high to low: name, value and of those within a gemeente their
        inhabitants; the buurten of one gemeente with their wijk."""
        value, here, heading = self.column, self.here, self.area.one.capitalize()
        if self.within and self.per_wijk:
            here = self.within.of(self.per_wijk).set_index("region")["value"]
            names = [
                f"{self.within.names[r]} ({match.name_within(wijk_of(r), self.year)})" for r in here.index
            ]
            heading = f"{heading} (wijk)"
        else:
            if self.within:
                # Also those of an older division, which the map cannot draw.
                figures = self.within.rows.set_index("region")["value"]
                here = pd.concat([here, figures[~figures.index.isin(here.index)]])
            names = [areas.region_name(str(region), self.year) for region in here.index]
        table = pd.DataFrame({heading: names, value: here.to_numpy()})
        if self.within:
            year, inhabitants = self.within.inhabitants
            if inhabitants.reindex(here.index).notna().any():
                table[f"Alle inwoners {year}"] = inhabitants.reindex(here.index).to_numpy()
        return table.sort_values(value, ascending=False, ignore_index=True)

    def observations(self, on_the_map: bool = True) -> pd.DataFrame:
        """The observations behind the chart beside the map, with the earlier ones that they are held against; and those
        behind the map."""
        parts: Sequence[str] = ()
        if self.within and self.per_wijk:
            parts = [*self.within.of(self.per_wijk)["region"], *self.within.wijken(self.per_wijk)]
        elif self.within:
            parts = [*self.within.rows["region"]]
        here = self.here.index if on_the_map else ()
        shown = self.rows[self.rows["region"].isin([*self.beside.index, *here, *parts])]
        then = {(region, year) for region, (_, year) in self.earlier.items()}
        if not then:
            return shown
        of_all = self.figures.frame
        pairs = zip(of_all["region"], of_all["year"], strict=True)
        return pd.concat([shown, of_all[[pair in then for pair in pairs]]])


def map_view(
    indicator: str,
    population: str,
    area: str,
    year: int,
    gemeente: str | None,
    comparator: str,
    method: Method = QUANTILES,
    whole: bool = False,
) -> MapView:
    """The view of these choices; ``area``: a name of :data:`ui.kaart.areas.AREAS`, ``comparator``: its name in the URL,
    ``method``: one of :data:`ui.kaart.colouring.METHODS`."""
    return _map_view(indicator, population, area, year, gemeente, comparator, method, whole, data_version())


@per_edition(200)
def _map_view(
    id: str,
    population: str,
    area_name: str,
    year: int,
    gemeente: str | None,
    slug: str,
    method: Method,
    whole: bool,
    version: str,
) -> MapView:
    indicator_data = figures(id, population)
    assert indicator_data is not None
    comparator, _ = comparators.against(slug, gemeente or "", gemeente)
    sets = [comparators.rows(indicator_data, comparator)]
    if gemeente and region_set(gemeente) and gemeente != comparator.code:
        # Gemeenten together have the same rows as when they are what another is held against.
        sets.append(indicator_data.as_rows(indicator_data.of(gemeente), gemeente))
    area = AREAS[area_name]
    drawn = areas.rows_of(indicator_data, area)
    parts = [indicator_data.within(area.one)] if area.is_within else []
    of_all_years = pd.concat([indicator_data.frame, *parts, *sets])
    return MapView(
        indicator=catalogue()[id],
        population=population,
        area=area,
        year=year,
        gemeente=gemeente,
        slug=slug,
        comparator=comparator,
        refused=comparators.refused(slug, gemeente or "", gemeente),
        method=method,
        whole=whole,
        figures=indicator_data,
        rows=of_all_years[of_all_years["year"] == year],
        drawn=drawn,
        here=drawn[drawn["year"] == year].set_index("region")["value"],
    )


def plain(values: pd.Series) -> dict[str, float]:
    """Value per region, missing ones as NaN."""
    return {str(region): float(value) for region, value in values.items()}
