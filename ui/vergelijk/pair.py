"""Two figures of every gemeente side by side: of which years, how they go together, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from compare.edition import per_edition
from compare.indicator_data import PROVISIONAL, IndicatorData, of_year
from compare.rules.comparator import Comparator
from compare.rules.correlation import (
    Correlation,
    complement,
    correlation,
    correlation_sentence,
    within_sentence,
)
from compare.rules.gap import grows_with_size
from compare.wording.clauses import in_sentence, who_when
from monitor.catalogue import Indicator, Method, Source
from monitor.dutch import listing, number, population_text, unit_text, value_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name, same_area
from monitor.units import UNITS
from ui.choose import comparators
from ui.choose.pickers import in_picking_order, one_per_subject
from ui.data import catalogue, data_version, figures, populations, with_figures
from ui.parts import tables

#: What is shown first: of all gemeenten, and both what one needs to know.
FIRST_X, FIRST_Y = "moeite_rondkomen", "ervaren_gezondheid"

#: From so many gemeenten with both figures a year says something of all of Nederland.
NATIONWIDE = 100
#: A figure of fewer gemeenten than these is not offered.
FEWEST = 10


#: Said of figures that come from one model, of a publisher; or from one survey.
ONE_MODEL = (
    "Beide cijfers zijn schattingen met een rekenmodel van {}. Dat schat ze uit dezelfde kenmerken van inwoners, zoals "
    "leeftijd en inkomen. Een deel van de samenhang is daardoor ingebouwd."
)
ONE_SURVEY = (
    "Beide cijfers komen uit dezelfde vragenlijst, van dezelfde mensen. Wie meededen en hoe zij antwoorden, werkt door in "
    "allebei. Een deel van de samenhang kan daardoor komen."
)


class Origin(NamedTuple):
    """How a figure was made, and where."""

    method: Method
    source: Source


@dataclass(frozen=True)
class Side:
    """What one axis shows."""

    figures: IndicatorData
    year: int

    @property
    def origin(self) -> Origin | None:
        """How the figures of the gemeenten were made: an indicator may be of a model for one group and of a survey for
        another, and a source may hold both; None when there are no figures."""
        rows = self.figures.frame
        there = rows[
            (rows["year"] == self.year) & rows["region"].str.startswith("GM") & rows["value"].notna()
        ]
        if there.empty:
            return None
        source = catalogue().sources[str(there["source"].mode().iloc[0])]
        methods: set[Method] = {self.indicator.method, source.method}
        order: tuple[Method, ...] = ("registratie", "enquete", "modelschatting")
        if self.indicator.method != "registratie":
            order = order[1:]
        return Origin(next(method for method in order if method in methods), source)

    @property
    def indicator(self) -> Indicator:
        return self.figures.indicator

    @property
    def who(self) -> str:
        """ "18 jaar en ouder, 2020"."""
        return who_when(self.figures.population, self.year, self.provisional, self.name)

    @property
    def provisional(self) -> bool:
        """Whether a figure of this year may still change."""
        return bool(self.figures.provisional(self.year))

    @property
    def name(self) -> str:
        """ "Moeite met rondkomen, in procent"."""
        return f"{self.indicator.short_title}, {_in_unit(self.indicator, self.figures.population)}"

    @property
    def column(self) -> str:
        """Of a column on the screen: "Moeite met rondkomen (2020)"."""
        early = f", {PROVISIONAL}" if self.provisional else ""
        return f"{self.indicator.short_title} ({self.year}{early})"

    @property
    def title(self) -> str:
        """Of an axis or a column in a file: "Moeite met rondkomen, in procent (18 jaar en ouder, 2020)"."""
        return f"{self.name} ({self.who})"


def _in_unit(indicator: Indicator, population: str) -> str:
    facts = UNITS[indicator.unit]
    unit = unit_text(indicator, population) if facts.per and indicator.unit != "procent" else facts.name
    return unit if unit.startswith(("per ", "aantal", "score")) else f"in {unit}"


@dataclass(frozen=True)
class Related:
    """``points``: a row per gemeente with both figures: region, name, x, y, drenthe (bool). ``marks``: the same for
    Drenthe and what the reader compares with, where they have both; ``unmarked``: the names of those that have not.
    ``years``: those in which both have figures, to
    choose from, oldest first."""

    x: Side
    y: Side
    points: pd.DataFrame
    marks: pd.DataFrame
    unmarked: tuple[str, ...]
    everywhere: Correlation | None
    in_drenthe: Correlation | None
    years: tuple[int, ...]

    @property
    def nationwide(self) -> bool:
        """Whether there are figures outside Drenthe."""
        return bool((~self.points["drenthe"]).any())

    @property
    def sentences(self) -> list[str]:
        """What goes together, over all gemeenten with both figures and over those of Drenthe alone."""
        x, y = (in_sentence(side.indicator.short_title) for side in (self.x, self.y))
        if not self.nationwide:
            said = [correlation_sentence(self.in_drenthe, x, y, "Drentse gemeenten")]
        else:
            within = within_sentence(self.in_drenthe, "Drentse gemeenten")
            said = [correlation_sentence(self.everywhere, x, y), within]
        return [sentence for sentence in (*said, self.built_in) if sentence]

    @property
    def built_in(self) -> str:
        """Why a part of what goes together says nothing: both come from one model, or from one survey; "" otherwise."""
        if not (self.everywhere or self.in_drenthe):
            return ""
        x, y = self.x.origin, self.y.origin
        if x is None or y is None or x.method != y.method:
            return ""
        if x.method == "modelschatting" and x.source.publisher == y.source.publisher:
            return ONE_MODEL.format(x.source.publisher)
        one_survey = x.method == "enquete" and x.source.series == y.source.series
        return ONE_SURVEY if one_survey else ""

    @property
    def notices(self) -> list[str]:
        """Which years these are and whose figures, where a reader could be mistaken."""
        said = []
        if self.x.year != self.y.year:
            said.append(
                "Deze twee cijfers zijn nooit in hetzelfde jaar gemeten: "
                f"“{self.x.indicator.short_title}” is van {self.x.year} en “{self.y.indicator.short_title}” van "
                f"{self.y.year}. In die tijd kan er iets veranderd zijn."
            )
        if not self.nationwide:
            when = f"Over {self.x.year}" if self.x.year == self.y.year else "Over die jaren"
            said.append(f"{when} hebben wij deze twee cijfers alleen van gemeenten in Drenthe.")
        if self.unmarked:
            said.append(
                f"Niet in beeld, want niet van allebei is er een cijfer: {listing(list(self.unmarked))}."
            )
        return said

    @property
    def newer(self) -> str:
        """That there is a newer year, of fewer gemeenten; "" when there is none."""
        newest = self.years[-1] if self.years else None
        if newest is None or self.x.year != self.y.year or newest <= self.x.year:
            return ""
        return f"Er zijn ook cijfers van {newest}, maar dan van minder gemeenten. Kies dat jaar hierboven."

    @property
    def whose(self) -> str:
        """That each axis is about people of its own: T15 of the reading rules."""
        x, y = self.x.figures.population, self.y.figures.population
        if x == y:
            return f"Beide cijfers gaan over dezelfde groep: {population_text(x)}."
        return (
            f"De twee cijfers gaan niet over dezelfde groep: het ene over {population_text(x)}, het andere over "
            f"{population_text(y)}."
        )


def offered() -> list[str]:
    """The indicators that can be on an axis: of enough gemeenten, and not simply bigger in a bigger gemeente."""
    return list(_offered(data_version()))


@per_edition(2)
def _offered(version: str) -> tuple[str, ...]:
    subjects = one_per_subject(with_figures("gemeente"))
    fitting = (i for i in subjects if not grows_with_size(i) and _side_figures(i) is not None)
    return tuple(indicator.id for indicator in in_picking_order(fitting))


def beside(x: str) -> list[str]:
    """The indicators that can be held against ``x``: of :func:`offered`, not what counts (partly) the same."""
    return list(_beside(x, data_version()))


@per_edition(256)
def _beside(x: str, version: str) -> tuple[str, ...]:
    return tuple(y for y in offered() if not same_people(catalogue()[x], catalogue()[y]))


def same_people(x: Indicator, y: Indicator) -> bool:
    """Whether two indicators count (partly) the same, so that it says nothing that they go together: by the catalogue, or
    because the two are together 100% everywhere."""
    one, other = sorted((x.id, y.id))
    return _same_people(one, other, data_version())


@per_edition(8000)
def _same_people(one: str, other: str, version: str) -> bool:
    x, y = catalogue()[one], catalogue()[other]
    if catalogue().overlap(x, y):
        return True
    of_x, of_y = _side_figures(x), _side_figures(y)
    if of_x is None or of_y is None or {x.unit, y.unit} != {"procent"} or of_x.population != of_y.population:
        return False
    years = _common(of_x, of_y)
    if not years:
        return False
    year_x, year_y = _best(of_x, of_y, years)
    both = _both(of_x, year_x, of_y, year_y)
    return complement(both["x"].tolist(), both["y"].tolist())


def _both(x: IndicatorData, year_x: int, y: IndicatorData, year_y: int) -> pd.DataFrame:
    """The gemeenten with both figures: columns x and y."""
    return pd.DataFrame({"x": _table(x)[year_x], "y": _table(y)[year_y]}).dropna()


def _side_figures(indicator: Indicator) -> IndicatorData | None:
    """The figures of the first population of an indicator that enough gemeenten of Drenthe have a figure of."""
    return _found(indicator.id, data_version())


@per_edition(512)
def _found(id: str, version: str) -> IndicatorData | None:
    for population in populations(catalogue()[id]):
        found = figures(id, population)
        if found and any(_counted(found, year)[0] >= FEWEST for year in _years(found)):
            return found
    return None


@per_edition(512)
def _table(found: IndicatorData) -> pd.DataFrame:
    """A row per gemeente with a figure, a column per year."""
    rows = found.frame[found.frame["region"].str.startswith("GM") & found.frame["value"].notna()]
    return rows.pivot_table(index="region", columns="year", values="value", observed=True)


def _years(found: IndicatorData) -> list[int]:
    return [int(year) for year in _table(found).columns]


@per_edition(4096)
def _counted(found: IndicatorData, year: int) -> tuple[int, int]:
    """How many gemeenten have a figure: of Drenthe, and of all."""
    there = _table(found)[year].dropna().index
    return len(there.intersection(list(GEMEENTEN))), len(there)


def related(x: Indicator, y: Indicator, comparator: Comparator | None, year: int | None = None) -> Related:
    """Two different indicators of :func:`offered`, in ``year`` when both have it, else in the best year: the newest in
    which gemeenten all over Nederland have both, or else the newest of Drenthe, or else years as near as can be."""
    return _related(x.id, y.id, comparator.code if comparator else "", year, data_version(), x, y, comparator)


@st.cache_resource(max_entries=100, show_spinner=False)
def _related(
    x: str,
    y: str,
    against: str,
    year: int | None,
    version: str,
    _x: Indicator,
    _y: Indicator,
    _comparator: Comparator | None,
) -> Related:
    of_x, of_y = _side_figures(_x), _side_figures(_y)
    assert of_x is not None
    assert of_y is not None
    years = _common(of_x, of_y)
    if year in years:
        year_x = year_y = int(year or 0)
    else:
        year_x, year_y = _best(of_x, of_y, years)
    both = _both(of_x, year_x, of_y, year_y)
    if year_x != year_y:
        both = both[[same_area(str(region), year_x, year_y) for region in both.index]]
    points = both.rename_axis("region").reset_index()
    points["name"] = [name(region) for region in points["region"]]
    points["drenthe"] = points["region"].isin(list(GEMEENTEN))
    points = points.sort_values(["drenthe", "name"], ascending=[False, True], ignore_index=True)

    def together(rows: pd.DataFrame) -> Correlation | None:
        return correlation(
            dict(zip(rows["region"], rows["x"], strict=True)),
            dict(zip(rows["region"], rows["y"], strict=True)),
        )

    marks = _marks(of_x, year_x, of_y, year_y, _comparator)
    beside = _comparator and _comparator.code not in GEMEENTEN
    wanted = (PROVINCE, against) if beside else (PROVINCE,)
    return Related(
        Side(of_x, year_x),
        Side(of_y, year_y),
        points,
        marks,
        tuple(comparators.name_of(code) for code in wanted if code not in set(marks["region"])),
        together(points),
        together(points[points["drenthe"]]),
        tuple(years),
    )


def _common(x: IndicatorData, y: IndicatorData) -> list[int]:
    """The years in which enough gemeenten of Drenthe have both."""
    both = sorted(set(_years(x)) & set(_years(y)))
    return [year for year in both if min(_counted(x, year)[0], _counted(y, year)[0]) >= FEWEST]


def _best(x: IndicatorData, y: IndicatorData, common: list[int]) -> tuple[int, int]:
    if common:
        wide = [year for year in common if min(_counted(x, year)[1], _counted(y, year)[1]) >= NATIONWIDE]
        best = (wide or common)[-1]
        return best, best

    def usable(found: IndicatorData) -> list[int]:
        return [year for year in _years(found) if _counted(found, year)[0] >= FEWEST]

    pairs = [(one, other) for one in usable(x) for other in usable(y)]
    return min(pairs, key=lambda pair: (abs(pair[0] - pair[1]), -pair[0], -pair[1]))


def _marks(
    x: IndicatorData, year_x: int, y: IndicatorData, year_y: int, comparator: Comparator | None
) -> pd.DataFrame:
    """Drenthe and what the reader compares with, where they have both figures."""
    rows = []
    places = [(PROVINCE, x.of(PROVINCE), y.of(PROVINCE))]
    if comparator and comparator.code not in GEMEENTEN:
        places.append((comparator.code, comparator.points(x), comparator.points(y)))
    for code, of_x, of_y in places:
        at_x, at_y = of_year(of_x, year_x), of_year(of_y, year_y)
        if at_x and at_y and at_x.value is not None and at_y.value is not None:
            own = at_x.calculated or at_y.calculated
            rows.append((code, comparators.name_of(code), float(at_x.value), float(at_y.value), own))
    return pd.DataFrame(rows, columns=["region", "name", "x", "y", "calculated"])


def table(found: Related) -> Styler:
    """The gemeenten of Drenthe, Drenthe and the comparator with both figures, for the table beside the picture."""
    rows = pd.concat([found.points[found.points["drenthe"]], found.marks], ignore_index=True)
    plain = pd.DataFrame({"Gebied": rows["name"], found.x.column: rows["x"], found.y.column: rows["y"]})
    words: dict[str, Sequence[str]] = {
        side.column: [value_text(value, side.indicator) for value in plain[side.column]]
        for side in (found.x, found.y)
    }
    return tables.in_words(plain, words)


def for_file(found: Related) -> pd.DataFrame:
    """Every gemeente with both figures, and Drenthe and the comparator: a row each, for Excel."""
    rows = pd.concat([found.marks, found.points.assign(calculated=False)], ignore_index=True)
    return pd.DataFrame(
        {
            "Regiocode": rows["region"],
            "Gebied": rows["name"],
            found.x.title: rows["x"],
            found.y.title: rows["y"],
            "Berekening": ["eigen berekening" if calculated else "" for calculated in rows["calculated"]],
        }
    )


def observations(found: Related, side: Side, comparator: Comparator | None) -> pd.DataFrame:
    """The observations behind one axis, for the line about sources."""
    rows = side.figures.frame
    if comparator and comparator.a_set:
        rows = pd.concat([rows, comparators.rows(side.figures, comparator)])
    wanted = {*found.points["region"], *found.marks["region"]}
    return rows[rows["region"].isin(wanted) & (rows["year"] == side.year)]


def alt_text(found: Related) -> str:
    """The picture in words."""
    shown = found.points[found.points["drenthe"]]
    others = len(found.points) - len(shown)
    beside = f" en {number(others)} andere gemeenten" if others else ""
    return (
        f"Puntenwolk van {number(len(shown))} Drentse gemeenten{beside}. Naar rechts: {found.x.title}. "
        f"Omhoog: {found.y.title}. {' '.join(found.sentences)}"
    )
