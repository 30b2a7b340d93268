"""The figures of one indicator and population, laid out so that one comparison costs next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, overload

import pandas as pd

from compare.rules.series import parts
from compare.rules.spread import Counted
from geo.classes import precision
from monitor.aggregate import combined, least_certain
from monitor.catalogue import Base, Indicator, Source
from monitor.observations import CALCULATED, GAP, WITHIN, WITHIN_CODES
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import gemeenten, region_set
from monitor.weights import Sizes, Weights, division_of

#: Why a set of gemeenten has no value together: see :data:`monitor.dutch.WHY_MISSING`.
TOO_FEW = "te_weinig"

#: Sets of gemeenten whose figures together are kept in memory, per indicator and population.
KEPT_TOGETHER = 64

#: The status of a figure that the source may still change.
PROVISIONAL = "voorlopig"
PROVISIONAL_FIGURE = f"{PROVISIONAL} cijfer"


class Observation(NamedTuple):
    """One observation. ``value`` is None where ``missing`` says why; ``lower`` and ``upper`` are the published 95%
    margin or None. ``segment``: see :func:`compare.rules.series.with_segments`. ``origin``: one of
    :data:`monitor.observations.ORIGINS`. ``coverage``: the share (0..1) of the base behind a figure that the monitor
    calculated itself, None for a published one."""

    year: int
    value: float | None
    lower: float | None
    upper: float | None
    segment: int
    missing: str | None
    status: str
    source: str
    origin: str
    coverage: float | None

    @property
    def calculated(self) -> bool:
        """Whether it is the monitor's own calculation."""
        return self.origin == CALCULATED

    @property
    def provisional(self) -> bool:
        """Whether it is a figure that may still change."""
        return self.value is not None and self.status == PROVISIONAL


Observations = Sequence[Observation]


@dataclass(frozen=True, eq=False, slots=True)
class Line(Sequence[Observation]):
    """The observations of one region or set of gemeenten, oldest first; an own calculation among them can be made anew over
    other years' gemeenten.

    ``members``: the gemeenten that are counted together, None for every gemeente of the year.
    """

    observations: tuple[Observation, ...]
    figures: IndicatorData
    members: frozenset[str] | None

    @overload
    def __getitem__(self, index: int) -> Observation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Observation, ...]: ...
    def __getitem__(self, index: int | slice) -> Observation | tuple[Observation, ...]:
        return self.observations[index]

    def __len__(self) -> int:
        return len(self.observations)

    def gemeenten(self, year: int) -> frozenset[str]:
        """The gemeenten with a figure in that year."""
        return self.figures.behind(self.members, year)

    def over_same(self, years: Sequence[int]) -> list[Observation] | None:
        """The figures of these years over the gemeenten that have one in each of them; the segments stay.

        None where those are too few to stand for the whole: below 80% in one of the years.
        """
        shared = frozenset.intersection(*(self.gemeenten(year) for year in years))
        wanted = [observation for observation in self.observations if observation.year in years]
        made = self.figures.over(shared, self.members, wanted)
        return made if all(observation.value is not None for observation in made) else None


#: The regions that are the monitor's own calculation where the source has no row of its own -> their gemeenten; None is
#: every gemeente of the year.
_MEMBERS: dict[str, frozenset[str] | None] = {PROVINCE: frozenset(GEMEENTEN), NEDERLAND: None}


def measured(observations: Observations) -> list[Observation]:
    """The observations with a figure."""
    return [observation for observation in observations if observation.value is not None]


def provisional(rows: pd.DataFrame) -> pd.DataFrame:
    """The observations whose figure may still change."""
    return rows[rows["status"].eq(PROVISIONAL) & rows["value"].notna()]


def of_year(observations: Observations, year: int) -> Observation | None:
    """The observation of a year, with or without a figure; None when the source knows nothing of that year."""
    return next((observation for observation in observations if observation.year == year), None)


class _ByRegion:
    """``frame``: observations of one indicator and population, sorted by region and year."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """Region -> its rows in the frame."""
        return self.frame.groupby("region", sort=False).indices  # type: ignore[return-value]

    @cached_property
    def _columns(self) -> dict[str, list]:
        """Field of an observation -> what it is in every row."""
        plain = self.frame[list(Observation._fields)].astype(object)
        return {name: plain[name].where(plain[name].notna(), None).tolist() for name in Observation._fields}

    def _observations(self, region: str) -> tuple[Observation, ...]:
        columns = [self._columns[name] for name in Observation._fields]
        return tuple(Observation(*(column[i] for column in columns)) for i in self._places.get(region, ()))


class Within(_ByRegion):
    """The observations of the wijken or the buurten of one indicator and population: ``frame``, as that of
    :class:`IndicatorData`."""

    def observations(self, region: str) -> tuple[Observation, ...]:
        """The observations of one of them, oldest first."""
        return self._observations(region)


class IndicatorData(_ByRegion):
    """All figures of one indicator and population: per region, and of sets of gemeenten together.

    ``frame``: its observations with ``segment``, all years of all regions but wijken and buurten, sorted by region and year;
    change nothing in it. Observations are made when asked for and kept. Of wijken and buurten there are many and few are looked
    at: their observations (:meth:`within`) are read when asked for.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        indicator: Indicator,
        population: str,
        sources: Mapping[str, Source],
        sizes: Sizes,
        read_within: Callable[[str], Within] | None = None,
    ) -> None:
        super().__init__(frame)
        self.indicator, self.population = indicator, population
        self._sources, self._sizes, self._read_within = sources, sizes, read_within
        self._made: dict[str, Line] = {}
        self._together: dict[tuple[frozenset[str], str | None], Line] = {}
        self._bases: dict[tuple[str | frozenset[str], int], float | None] = {}
        self._divisions: dict[int, frozenset[str]] = {}
        self._steps: dict[int, float] = {}
        self._remade: dict[tuple[frozenset[str], frozenset[str] | None, int], Observation] = {}

    @cached_property
    def _weights(self) -> Weights:
        return self._sizes.weights(self.indicator, self.population)

    @property
    def weighed_by(self) -> Base | None:
        """The base by which gemeenten are weighed together; None where they are added up, or not taken together."""
        return self._weights.base

    def within(self, level: str) -> pd.DataFrame:
        """The observations of the wijken or the buurten (``level``: one of :data:`monitor.observations.WITHIN`) of the
        province, in the columns and the order of ``frame``; change nothing in it."""
        return self._within(level).frame

    def _within(self, level: str) -> Within:
        return self._read_within(level) if self._read_within else Within(self.frame.iloc[:0])

    @property
    def regions(self) -> list[str]:
        """Every region but wijken and buurten that the sources know."""
        return list(self._places)

    def of(self, region: str) -> Observations:
        """The observations of a region, oldest first; none for a region that the sources do not know. Of the code of gemeenten
        together (:func:`monitor.regions.region_set`) those of :meth:`together`."""
        if together := region_set(region):
            return self.together(together.members, together.region)
        if region not in self._made:
            if region.startswith(WITHIN_CODES):
                # Not kept: there may be thousands.
                level = WITHIN[WITHIN_CODES.index(region[:2])]
                return Line(self._within(level).observations(region), self, frozenset({region}))
            self._made[region] = Line(
                self._observations(region), self, _MEMBERS.get(region, frozenset({region}))
            )
        return self._made[region]

    def provisional(self, year: int) -> frozenset[str]:
        """The regions but wijken and buurten whose figure of this year may still change."""
        return self._provisional.get(year, frozenset())

    @cached_property
    def _provisional(self) -> dict[int, frozenset[str]]:
        early = provisional(self.frame)
        return {int(str(year)): frozenset(rows) for year, rows in early.groupby("year")["region"]}

    def value(self, region: str, year: int) -> float | None:
        """The figure of a region in a year; None without one."""
        observation = of_year(self.of(region), year)
        return observation.value if observation else None

    @cached_property
    def _gemeenten(self) -> dict[int, frozenset[str]]:
        """Year -> the gemeenten with a figure."""
        have = self.frame[self.frame["region"].str.startswith("GM") & self.frame["value"].notna()]
        return {int(str(year)): frozenset(rows) for year, rows in have.groupby("year")["region"]}

    def together(self, members: frozenset[str], region: str | None = None) -> Observations:
        """A set of gemeenten as one: the mean weighted by the base, or the sum of a count, per year.

        The monitor's own calculation, by the rule of :func:`monitor.aggregate.combined`: where gemeenten with less
        than 80% of the base have a figure there is an observation without value (``missing`` is :data:`TOO_FEW`,
        ``coverage`` the share). Margins are never combined. ``members`` may hold gemeenten that did not exist in a
        year; they do not count for it. No observations for a figure of which no mean can be made (a median).

        ``region``: the region that they are, where they are one: in a year in which the source has a figure of it, that
        is the observation.
        """
        line = self._together.get((members, region))
        if line is None:
            published = (
                {observation.year: observation for observation in measured(self.of(region))} if region else {}
            )
            made = list(published.values())
            years = sorted(self._gemeenten.items()) if self.indicator.combinable(self.population) else []
            for year, there in years:
                if year in published:
                    continue
                existed = self._existed(members, year)
                # In a fixed order: the order of a sum can show in its last digit.
                of_members = {one: of_year(self.of(one), year) for one in sorted(existed & there)}
                observations = {one: observation for one, observation in of_members.items() if observation}
                if observations:
                    made.append(self._as_one(existed, year, observations))
            if len(self._together) >= KEPT_TOGETHER:
                # All at once: hundreds of sets come along in one answer of the open data, each once.
                self._together.clear()
            made.sort(key=lambda observation: observation.year)
            line = self._together[members, region] = Line(self._in_segments(made), self, members)
        return line

    def _existed(self, members: frozenset[str] | None, year: int) -> frozenset[str]:
        """The gemeenten of a set in the division of that year; None is all of them."""
        if year not in self._divisions:
            self._divisions[year] = division_of(self._gemeenten.get(year, ()), year)
        division = self._divisions[year]
        return division if members is None else members & division

    def behind(self, members: frozenset[str] | None, year: int) -> frozenset[str]:
        """The gemeenten of a set (None: all) that have a figure in that year."""
        return self._existed(members, year) & self._gemeenten.get(year, frozenset())

    def over(
        self, some: frozenset[str], members: frozenset[str] | None, observations: Observations
    ) -> list[Observation]:
        """Own calculations made anew over ``some`` of their gemeenten; without value where these are too few."""
        return [self._over(some, members, observation) for observation in observations]

    def _over(
        self, some: frozenset[str], members: frozenset[str] | None, observation: Observation
    ) -> Observation:
        key = some, members, observation.year
        if key not in self._remade:
            values = {region: of_year(self.of(region), observation.year) for region in sorted(some)}
            there = {region: one for region, one in values.items() if one}
            made = (
                self._as_one(self._existed(members, observation.year), observation.year, there)
                if there
                else None
            )
            self._remade[key] = made or observation._replace(value=None, missing=TOO_FEW)
        return self._remade[key]._replace(segment=observation.segment)

    def _as_one(
        self, members: frozenset[str], year: int, observations: Mapping[str, Observation]
    ) -> Observation:
        values = {region: observation.value or 0.0 for region, observation in observations.items()}
        value, share = combined(values, members, year, self.indicator, self._weights)
        return Observation(
            year,
            value,
            None,
            None,
            0,
            TOO_FEW if value is None else None,
            least_certain(observation.status for observation in observations.values()),
            next(iter(observations.values())).source,
            GAP if value is None else CALCULATED,
            share,
        )

    def _in_segments(self, observations: list[Observation]) -> tuple[Observation, ...]:
        line = [(observation.year, observation.source) for observation in observations]
        segments = parts(line, self.indicator, self.population, self._sources)
        return tuple(
            observation._replace(segment=segment)
            for observation, segment in zip(observations, segments, strict=True)
        )

    def as_rows(self, observations: Observations, region: str) -> pd.DataFrame:
        """Points as observations, with the columns of ``frame``; ``region``: the code to give them."""
        rows = pd.DataFrame(observations, columns=list(Observation._fields)).assign(
            indicator=self.indicator.id, population=self.population, region=region
        )
        return rows[self.frame.columns].astype(self.frame.dtypes.to_dict())

    def series(self, observation: Observation) -> str:
        """The series that a figure is of: figures of one series may be held against each other."""
        return self.indicator.series_of(observation.source, self._sources)

    def base(self, place: str | frozenset[str], year: int) -> float | None:
        """How many people or households a figure of a region, or of these gemeenten together, is of; None where that is
        not known."""
        key = place, year
        if key not in self._bases:
            members = place if isinstance(place, frozenset) else _gemeenten_of(place, year)
            known = self._weights.know(members)
            self._bases[key] = self._weights.total(members, year) if known else None
        return self._bases[key]

    def step(self, place: str | frozenset[str], year: int) -> float:
        """In which steps the figures of gemeenten of a year are given (1 for whole percents), for one of them; 0 for more
        together, where the rounding evens out."""
        if isinstance(place, frozenset) or not place.startswith("GM"):
            return 0.0
        if year not in self._steps:
            of_year = self.frame[(self.frame["year"] == year) & self.frame["region"].str.startswith("GM")]
            self._steps[year] = precision([of_year["value"]], self.indicator.decimals)
        return self._steps[year]

    @cached_property
    def spreads(self) -> list[Counted]:
        """Per year how much the gemeenten differ among themselves."""
        gemeenten = self.frame[self.frame["region"].str.startswith("GM")].groupby("year")["value"]
        counted = gemeenten.agg(std="std", n="count").dropna().itertuples()
        return [Counted(int(row.Index), float(row.std), int(row.n)) for row in counted]


def _gemeenten_of(region: str, year: int) -> frozenset[str]:
    if together := region_set(region):
        return together.members
    members = _MEMBERS.get(region, frozenset({region}))
    return gemeenten(year) if members is None else members
