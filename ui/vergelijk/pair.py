"""Two figures of every gemeente side by side: of which years, how they go together, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from compare.indicator_data import IndicatorData, of_year
from compare.rules.comparator import Comparator
from compare.rules.correlation import Correlation, correlation, correlation_sentence, within_sentence
from compare.wording.clauses import in_sentence
from monitor.catalogue import Indicator
from monitor.dutch import listing, number, population_text
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_NAME
from monitor.regions import name, region_set, same_area
from ui.choose import comparators
from ui.data import data_version, kept
from ui.vergelijk import years
from ui.vergelijk.axis import Axis
from ui.vergelijk.fitting import figures_of

#: Said of figures that come from one model, of a publisher; or from one survey.
ONE_MODEL = (
    "Beide cijfers zijn schattingen met een rekenmodel van {}. Dat schat ze uit dezelfde kenmerken van inwoners, zoals "
    "leeftijd en inkomen. Een deel van de samenhang is daardoor ingebouwd."
)
ONE_SURVEY = (
    "Beide cijfers komen uit dezelfde vragenlijst, van dezelfde mensen. Wie meededen en hoe zij antwoorden, werkt door in "
    "allebei. Een deel van de samenhang kan daardoor komen."
)


@dataclass(frozen=True)
class Pair:
    """``points``: a row per gemeente with both figures: region, name, x, y, drenthe (bool). ``marks``: the same for
    Drenthe and what the reader compares with, where they have both; ``unmarked``: the names of those that have not.
    ``years``: those in which both have figures, to choose from, oldest first."""

    x: Axis
    y: Axis
    points: pd.DataFrame
    marks: pd.DataFrame
    unmarked: tuple[str, ...]
    everywhere: Correlation | None
    in_drenthe: Correlation | None
    years: tuple[int, ...]

    @cached_property
    def nationwide(self) -> bool:
        """Whether there are figures outside Drenthe."""
        return bool((~self.points["drenthe"]).any())

    @cached_property
    def sentences(self) -> list[str]:
        """What goes together, over all gemeenten with both figures and over those of Drenthe alone."""
        x, y = (in_sentence(side.indicator.short_title) for side in (self.x, self.y))
        if not self.nationwide:
            sentences = [correlation_sentence(self.in_drenthe, x, y, f"gemeenten van {PROVINCE_NAME}")]
        else:
            within = within_sentence(self.in_drenthe, f"gemeenten van {PROVINCE_NAME}")
            sentences = [correlation_sentence(self.everywhere, x, y), within]
        return [sentence for sentence in (*sentences, self.built_in) if sentence]

    @cached_property
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

    @cached_property
    def notices(self) -> list[str]:
        """Which years these are and whose figures, where a reader could be mistaken."""
        sentences = []
        if self.x.year != self.y.year:
            sentences.append(
                "Deze twee cijfers zijn nooit in hetzelfde jaar gemeten: "
                f"“{self.x.indicator.short_title}” is van {self.x.year} en “{self.y.indicator.short_title}” van "
                f"{self.y.year}. In die tijd kan er iets veranderd zijn."
            )
        if not self.nationwide:
            when = f"Over {self.x.year}" if self.x.year == self.y.year else "Over die jaren"
            sentences.append(f"{when} hebben wij deze twee cijfers alleen van gemeenten in {PROVINCE_NAME}.")
        if self.unmarked:
            sentences.append(
                f"Niet in beeld, want niet van allebei is er een cijfer: {listing(list(self.unmarked))}."
            )
        return sentences

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


def build(
    x: Indicator, y: Indicator, comparator: Comparator | None, year: int | None = None, own: str | None = None
) -> Pair:
    """Two different indicators of :func:`ui.vergelijk.fitting.offered`, in ``year`` when both have it, else in the best
    year: :func:`ui.vergelijk.years.best`. ``own``: the reader's gemeente, or gemeenten together, which get a mark."""
    mine = own if own and region_set(own) else None
    return _build(
        x.id, y.id, comparator.code if comparator else "", year, mine, data_version(), x, y, comparator
    )


@kept(100)
def _build(
    x: str,
    y: str,
    against: str,
    year: int | None,
    own: str | None,
    version: str,
    _x: Indicator,
    _y: Indicator,
    _comparator: Comparator | None,
) -> Pair:
    of_x, of_y = figures_of(_x), figures_of(_y)
    assert of_x is not None
    assert of_y is not None
    shared = years.common(of_x, of_y)
    year_x, year_y = (year, year) if year in shared else years.best(of_x, of_y)
    points = _points(of_x, year_x, of_y, year_y)
    marks = _marks(of_x, year_x, of_y, year_y, _comparator, own)
    beside = _comparator and _comparator.code not in GEMEENTEN
    wanted = (*([own] if own else []), PROVINCE, *([against] if beside else []))
    return Pair(
        Axis(of_x, year_x),
        Axis(of_y, year_y),
        points,
        marks,
        tuple(comparators.name_of(code) for code in wanted if code not in set(marks["region"])),
        _correlation(points),
        _correlation(points[points["drenthe"]]),
        tuple(shared),
    )


def _points(x: IndicatorData, year_x: int, y: IndicatorData, year_y: int) -> pd.DataFrame:
    """The gemeenten with both figures, those of Drenthe first; of two years only those whose area stayed as it was."""
    both = years.both(x, year_x, y, year_y)
    if year_x != year_y:
        both = both[[same_area(str(region), year_x, year_y) for region in both.index]]
    points = both.rename_axis("region").reset_index()
    points["name"] = [name(region) for region in points["region"]]
    points["drenthe"] = points["region"].isin(list(GEMEENTEN))
    return points.sort_values(["drenthe", "name"], ascending=[False, True], ignore_index=True)


def _correlation(points: pd.DataFrame) -> Correlation | None:
    return correlation(
        dict(zip(points["region"], points["x"], strict=True)),
        dict(zip(points["region"], points["y"], strict=True)),
    )


def _marks(
    x: IndicatorData,
    year_x: int,
    y: IndicatorData,
    year_y: int,
    comparator: Comparator | None,
    own: str | None = None,
) -> pd.DataFrame:
    """``own`` (gemeenten together), Drenthe and what the reader compares with, where they have both figures."""
    rows = []
    places = [(code, x.of(code), y.of(code)) for code in (own, PROVINCE) if code]
    if comparator and comparator.code not in (*GEMEENTEN, own):
        places.append((comparator.code, comparator.observations(x), comparator.observations(y)))
    for code, of_x, of_y in places:
        at_x, at_y = of_year(of_x, year_x), of_year(of_y, year_y)
        if at_x and at_y and at_x.value is not None and at_y.value is not None:
            calculated = at_x.calculated or at_y.calculated
            rows.append((code, comparators.name_of(code), float(at_x.value), float(at_y.value), calculated))
    return pd.DataFrame(rows, columns=["region", "name", "x", "y", "calculated"])


def zoomed(pair: Pair) -> Pair:
    """The same with the gemeenten of Drenthe alone, for the picture; what is said is of all of them."""
    return replace(pair, points=pair.points[pair.points["drenthe"]].reset_index(drop=True))


def observations(pair: Pair, axis: Axis, comparator: Comparator | None) -> pd.DataFrame:
    """The observations behind one axis; with the columns of the data contract."""
    rows = axis.figures.frame
    if comparator and comparator.a_set:
        rows = pd.concat([rows, comparators.rows(axis.figures, comparator)])
    for own in filter(region_set, pair.marks["region"]):
        if comparator is None or own != comparator.code:
            rows = pd.concat([rows, axis.figures.as_rows(axis.figures.of(own), own)])
    wanted = {*pair.points["region"], *pair.marks["region"]}
    return rows[rows["region"].isin(wanted) & (rows["year"] == axis.year)]


def alt_text(pair: Pair) -> str:
    """The picture in words."""
    shown = pair.points[pair.points["drenthe"]]
    others = len(pair.points) - len(shown)
    beside = f" en {number(others)} andere gemeenten" if others else ""
    return (
        f"Puntenwolk van {number(len(shown))} gemeenten van {PROVINCE_NAME}{beside}. Van links naar rechts: {pair.x.title}. "
        f"Van onder naar boven: {pair.y.title}. {' '.join(pair.sentences)}"
    )
