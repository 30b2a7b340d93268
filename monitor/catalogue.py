"""The catalogue: what every indicator means, where its figures come from, and how to read them.

One YAML file per theme in ``data/catalogue/themes/``, the sources in ``data/catalogue/sources.yaml``, who or what the
figures are of in ``data/catalogue/bases.yaml``.
The texts are Dutch because they are shown to the reader as they stand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationInfo, field_validator, model_validator

from monitor import elsewhere
from monitor.province import TEXTS_OF_PROVINCE, filled
from monitor.units import COUNTS, SHARES, Unit

DATA = Path(__file__).resolve().parent.parent / "data"

Polarity = Literal["hoger_is_beter", "lager_is_beter", "neutraal"]
Method = Literal["enquete", "registratie", "modelschatting"]
Status = Literal["definitief", "voorlopig", "modelschatting"]
Missing = Literal["onderdrukt", "niet_gepubliceerd", "onbetrouwbaar", "onmogelijk"]
#: What kind of number a figure is; with its base it tells what the figures of gemeenten are together, and whether a
#: number of people follows from it:
#: aandeel           so many of the base (percent, per 1.000): together weighted by base, and share x base is a number
#: gemiddeld_aandeel the mean of several shares of the base: together weighted by base, but nobody has "the mean"
#: gemiddelde        a mean over the base (euro, kilometers, a score): together weighted by base
#: verhouding        one count set against another, the base (65+ per 100 of 20-64): together weighted by base
#: aantal            a count: together their sum
#: mediaan, klasse   of these nothing follows for gemeenten together
Quantity = Literal["aandeel", "gemiddeld_aandeel", "gemiddelde", "verhouding", "aantal", "mediaan", "klasse"]
#: What a gemeente is like, as far as other gemeenten are found by it: see compare/rules/similar.py.
Characteristic = Literal["inkomen", "leeftijd", "dichtheid"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Term(_Strict):
    """A figure of the snapshot in a count: ``figure`` (of it: the percentage ``share``) ``times`` a number."""

    #: "<indicator>/<population>", a count.
    figure: str = Field(pattern=r"^[a-z0-9_]+/.+$")
    #: "<indicator>/<population>", a percentage.
    share: str | None = Field(default=None, pattern=r"^[a-z0-9_]+/.+$")
    times: float = 1

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        return {"figure": given} if isinstance(given, str) else given


class Base(_Strict):
    """Who or what a figure is of, and how many there are: an entry of bases.yaml, which explains the fields."""

    id: str
    name: str
    size: tuple[tuple[Term, ...], ...] = ()
    estimate: str | None = None
    uncounted: str | None = None
    stand_in: Base | None = None

    @property
    def weighing(self) -> Base | None:
        """The base that weighs: itself, what stands in for it, or None where nothing does."""
        return self if self.size else self.stand_in

    @model_validator(mode="after")
    def _counted_or_not(self) -> Base:
        if bool(self.size) == bool(self.uncounted):
            raise ValueError(f"base {self.id}: give size, or say in uncounted why there is none")
        if self.stand_in and (self.size or not self.stand_in.size):
            raise ValueError(f"base {self.id}: stand_in is for a base without size, and must have one itself")
        return self


class Count(_Strict):
    """What stands above the line of a share or ratio, where the snapshot counts it: the sum of these figures."""

    name: str
    figures: tuple[str, ...] = Field(min_length=1)
    #: Only where the source stops before the counts do: from this year on the monitor divides the two itself, also per
    #: gemeente. The years before are the source's own, of other counts.
    since: int | None = None

    def holds_in(self, year: int) -> bool:
        """Whether the figures of this year are made of this count."""
        return self.since is None or year >= self.since


class Live(_Strict):
    """Where the publisher's open data service has this source, and which part of the table to ask for."""

    protocol: Literal["odata3", "odata4", "pdok"]
    #: Key of HOSTS in loaders/upstream/hosts.py.
    host: Literal["cbs", "derden", "datasets", "pdok"]
    #: The table's number, for PDOK dataset:layer.
    table: str | None = None
    #: Words of its title. Without ``table`` the newest with these words is taken. With ``table`` they are what its title
    #: must have; where it has not, or is not there, the table is looked for by them. The user is told which it became.
    title: str | None = None
    #: Prefixes of the region codes to ask for; "WK" and "BU" ask for those of Drenthe only.
    regions: tuple[str, ...] = ("NL", "PV", "GM")
    #: Every other dimension that must stand at one code: dimension -> code.
    filters: dict[str, str] = Field(default_factory=dict)
    #: Only where the name upstream differs: measure in the catalogue -> stem or title path upstream.
    measures: dict[str, str] = Field(default_factory=dict)
    years: tuple[int, ...] | None = None
    #: Where the table counts in thousands: measure in the catalogue -> what to multiply by.
    factors: dict[str, float] = Field(default_factory=dict)
    #: What nobody has seen at the publisher yet. Until it was fetched once, a failure is then no alarm.
    unconfirmed: str | None = None

    @model_validator(mode="after")
    def _findable(self) -> Live:
        if self.table is None and self.title is None:
            raise ValueError("live: give table or title, or both")
        if (self.protocol == "pdok") != (self.host == "pdok"):
            raise ValueError("live: protocol pdok goes with host pdok")
        if self.protocol == "pdok" and (not self.table or self.title or len(self.years or ()) != 1):
            raise ValueError(
                "live: a layer of PDOK needs its table and one year, and is not found by a title"
            )
        return self


class Source(_Strict):
    """One published table, edition or page: who, what, under which licence, and how to read its files."""

    id: str
    publisher: str
    title: str
    table: str | None = None
    edition: str
    licence: str
    licence_url: HttpUrl | None = None
    url: HttpUrl | None = None
    accessed: date
    #: The line under a chart, without the year: "RIVM, GGD'en en CBS, tabel 50090NED".
    attribution: str
    method: Method
    status: Status = "definitief"
    #: Sources of one series may share a line; sources of different series never do.
    series: str
    #: Older editions that make way for this one as soon as it has figures of the same: loaders.precedence.
    replaces: tuple[str, ...] = ()
    #: What an absent row means for a gemeente of Drenthe.
    absent: Missing = "niet_gepubliceerd"
    #: Said wherever a figure of this source is shown for Drenthe (e.g. that it is the GGD region's).
    region_note: str | None = None
    #: What a careful reader should know of this source, in one or two plain sentences.
    note: str | None = None
    #: What it has that the monitor has not, until it is fetched: completes "Deze tabel heeft ook ...".
    awaited: str | None = None
    #: Module of loaders.sources that reads the files; None for figures copied by hand.
    reader: str | None = None
    files: tuple[str, ...] = ()
    #: Passed on to the reader, e.g. the edition or the table to select from a file that holds several.
    options: dict[str, str] = Field(default_factory=dict)
    #: How `python -m loaders.refresh` fetches it from the publisher; None for sources without such a service.
    live: Live | None = None


class Dataset(_Strict):
    """Which measure of which source fills which years (and populations) of an indicator."""

    source: str
    measure: str
    years: tuple[int, ...] | None = None
    #: Fixed population where the source's rows do not name one.
    population: str | None = None
    #: Keep only these populations of the source's rows.
    populations: tuple[str, ...] | None = None
    #: Keep only these levels: land, provincie, gemeente, wijk.
    levels: tuple[str, ...] | None = None
    #: Only where it is not that of the source: years of which the figures may still change.
    status: Status | None = None
    #: The series that these figures are of, where that is another one than the source's.
    series: str | None = None


class Break(_Strict):
    """The first year that may not be compared with the years before it, and why."""

    year: int
    reason: str
    population: str | None = None


class SingleFigure(_Strict):
    """A figure copied by hand from a page or report that has no table behind it."""

    indicator: str
    population: str
    region: str
    year: int
    value: float
    source: str
    quote: str
    #: What the publisher itself found of it by a test of its own: completes "... heeft dit getoetst: het cijfer van Drenthe is".
    verdict: str | None = None
    #: Only where it is not that of the source: a report may quote a figure that is provisional.
    status: Status | None = None


class Indicator(_Strict):
    def __hash__(self) -> int:
        return hash(self.id)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    theme: str
    title: str
    short_title: str = Field(max_length=34)
    unit: Unit
    decimals: int = Field(ge=0, le=2)
    goals: tuple[int, ...] = ()
    need_to_know: bool = False
    polarity: Polarity
    #: First one is shown by default.
    populations: tuple[str, ...]
    #: Of whom or what each population's figures are. In the file a name of bases.yaml, or one per population.
    base: dict[str, Base]
    quantity: Quantity
    #: Of a share or ratio: the count above the line. With it, together they are exact and a number is no estimate.
    numerator: Count | None = None
    method: Method
    #: One or two sentences: what is counted, of whom.
    definition: str
    #: Completes "In Emmen ..." for a share: "heeft 15,1% moeite met rondkomen" -> "heeft {value} moeite met rondkomen".
    phrase: str
    #: Short rules for reading, shown where the figure is shown; the codes (R01..) tie them to their origin.
    how_to_read: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    breaks: tuple[Break, ...] = ()
    #: Chart of the annual report Sociale Agenda 2025 (C01..C16).
    report_charts: tuple[str, ...] = ()
    next_release: str | None = None
    #: Without figures: what it would show and who publishes it.
    gap: str | None = None
    see_also: tuple[str, ...] = ()
    #: The same subject measured in another way (a survey beside a model, an older edition): the indicator that lists,
    #: stand-outs and the front page show instead of this one. They are never held against each other.
    variant_of: str | None = None
    #: One plain Dutch sentence: how this measurement differs from the one it is a variant of.
    differs: str | None = None
    #: Other indicators that by their definition count (partly) the same: a part of this one, its opposite, the same in
    #: another form, or what it is calculated from. That such figures go together tells nothing. Named on one side only.
    overlaps: tuple[str, ...] = ()
    #: What a gemeente is like that this figure itself is about: then gemeenten are found alike without it. Gemeenten with
    #: the same income that turn out to have the same poverty would be no news.
    characteristic: Characteristic | None = None
    keywords: tuple[str, ...] = ()

    @field_validator("base", mode="before")
    @classmethod
    def _named(cls, given: Any, info: ValidationInfo) -> Any:
        populations = info.data.get("populations", ())
        names = given if isinstance(given, dict) else dict.fromkeys(populations, given)
        if set(names) != set(populations):
            raise ValueError(f"base: give one for each of {list(populations)}, and for no other")
        known: dict[str, Base] = (info.context or {}).get("bases", {})
        unknown = sorted({name for name in names.values() if isinstance(name, str) and name not in known})
        if unknown:
            raise ValueError(f"base: {', '.join(unknown)} is not in bases.yaml")
        return {p: known[name] if isinstance(name, str) else name for p, name in names.items()}

    def series_of(self, source: str, sources: Mapping[str, Source]) -> str:
        """The series that the figures of this source (id) are of: those of one series may be held against each other."""
        own = next((d.series for d in self.datasets if d.source == source and d.series), None)
        return own or (sources[source].series if source in sources else source)

    @property
    def adds_up(self) -> bool:
        """Whether gemeenten together are the sum of theirs."""
        return self.quantity == "aantal"

    def weighed_by(self, population: str) -> Base | None:
        """The base by which gemeenten are weighed together; None where they cannot be, or where they are added up."""
        if self.quantity in ("aantal", "mediaan", "klasse"):
            return None
        return self.base[population].weighing

    def combinable(self, population: str) -> bool:
        """Whether the value of a set of gemeenten follows from theirs."""
        return self.adds_up or self.weighed_by(population) is not None

    @model_validator(mode="after")
    def _quantity_fits(self) -> Indicator:
        if (self.unit in COUNTS) != (self.quantity == "aantal"):
            raise ValueError(f"{self.id}: quantity aantal goes with a count ({', '.join(COUNTS)})")
        if self.quantity in ("aandeel", "gemiddeld_aandeel") and self.unit not in SHARES:
            raise ValueError(f"{self.id}: quantity {self.quantity} is counted in {', '.join(SHARES)}")
        if self.numerator and self.quantity not in ("aandeel", "verhouding"):
            raise ValueError(f"{self.id}: only a share or ratio has a numerator")
        return self

    @model_validator(mode="after")
    def _figures_or_gap(self) -> Indicator:
        if not self.datasets and not self.gap:
            raise ValueError(f"{self.id}: without datasets the gap must be explained")
        if "{value}" not in self.phrase:
            raise ValueError(f"{self.id}: phrase needs {{value}}")
        if (self.variant_of is None) != (self.differs is None):
            raise ValueError(f"{self.id}: variant_of and differs go together")
        return self


class Theme(_Strict):
    id: str
    title: str
    intro: str
    #: Order on screen.
    order: int
    indicators: tuple[Indicator, ...] = ()


class Catalogue(_Strict):
    themes: tuple[Theme, ...]
    sources: dict[str, Source]
    bases: dict[str, Base] = Field(default_factory=dict)
    single_figures: tuple[SingleFigure, ...] = ()

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """By id, in the order of the themes."""
        return {i.id: i for theme in self.themes for i in theme.indicators}

    def __getitem__(self, indicator: str) -> Indicator:
        return self.indicators[indicator]

    def only(self, ids: Collection[str]) -> Catalogue:
        """The same with these indicators alone; what refers to another one does so no more."""

        def kept(indicator: Indicator) -> Indicator:
            near = {
                name: tuple(filter(ids.__contains__, getattr(indicator, name)))
                for name in ("see_also", "overlaps")
            }
            return indicator.model_copy(update=near)

        themes = tuple(
            theme.model_copy(update={"indicators": tuple(kept(i) for i in theme.indicators if i.id in ids)})
            for theme in self.themes
        )
        figures = tuple(figure for figure in self.single_figures if figure.indicator in ids)
        return Catalogue.model_construct(
            themes=themes, sources=self.sources, bases=self.bases, single_figures=figures
        )

    def measured_otherwise(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """Return the other measurements of the same subject: the main one first, then its variants."""
        main = indicator.variant_of or indicator.id
        return tuple(
            other
            for other in sorted(self.indicators.values(), key=lambda other: other.id != main)
            if main in (other.id, other.variant_of) and other.id != indicator.id
        )

    def overlap(self, one: Indicator, other: Indicator) -> bool:
        """Whether two indicators count (partly) the same by definition; variants do what their main measurement does."""
        mains = {one.variant_of or one.id, other.variant_of or other.id}
        return len(mains) == 1 or frozenset(mains) in self._overlaps

    @cached_property
    def _overlaps(self) -> frozenset[frozenset[str]]:
        def main(id: str) -> str:
            return self.indicators[id].variant_of or id

        every = self.indicators.values()
        return frozenset(frozenset((main(i.id), main(other))) for i in every for other in i.overlaps)

    @property
    def counting(self) -> tuple[str, ...]:
        """The indicators whose figures say how many a base or a numerator counts, sorted."""
        return tuple(sorted({figure.partition("/")[0] for _, figure, _ in self._counted()}))

    def _counted(self) -> list[tuple[str, str, bool]]:
        """Each figure that something is counted with: by whom, "<indicator>/<population>", whether it is a share."""
        terms = [(b.id, term) for b in self.bases.values() for way in b.size for term in way]
        counts = [(id, term.figure, False) for id, term in terms]
        counts += [(id, term.share, True) for id, term in terms if term.share]
        for indicator in self.indicators.values():
            counts += [
                (indicator.id, f, False) for f in (indicator.numerator.figures if indicator.numerator else ())
            ]
        return counts

    @model_validator(mode="after")
    def _counts_exist(self) -> Catalogue:
        for id, figure, share in self._counted():
            indicator, _, population = figure.partition("/")
            counted = self.indicators.get(indicator)
            if counted is None or population not in counted.populations:
                raise ValueError(f"{id}: counts with an unknown figure {figure}")
            if (counted.unit != "procent") if share else (counted.unit not in COUNTS):
                raise ValueError(f"{id}: {figure} is not a {'percentage' if share else 'count'}")
        return self

    @model_validator(mode="after")
    def _consistent(self) -> Catalogue:
        ids = [i.id for theme in self.themes for i in theme.indicators]
        twice = {i for i in ids if ids.count(i) > 1}
        if twice:
            raise ValueError(f"indicator in the catalogue twice: {sorted(twice)}")
        for indicator in self.indicators.values():
            for dataset in indicator.datasets:
                if dataset.source not in self.sources:
                    raise ValueError(f"{indicator.id}: unknown source {dataset.source}")
            for other in indicator.see_also:
                if other not in ids:
                    raise ValueError(f"{indicator.id}: see_also unknown indicator {other}")
            for other in indicator.overlaps:
                if other not in ids or other == indicator.id:
                    raise ValueError(f"{indicator.id}: overlaps unknown indicator, or itself: {other}")
            main = indicator.variant_of
            if main is not None and (main not in ids or self.indicators[main].variant_of):
                raise ValueError(f"{indicator.id}: variant_of unknown indicator, or of a variant: {main}")
            if main is not None and indicator.need_to_know:
                raise ValueError(f"{indicator.id}: need_to_know is for the main measurement, {main}")
        for source in self.sources.values():
            for other in source.replaces:
                if other not in self.sources:
                    raise ValueError(f"{source.id}: replaces unknown source {other}")
        for figure in self.single_figures:
            if figure.indicator not in ids or figure.source not in self.sources:
                raise ValueError(f"single figure without indicator or source: {figure}")
        return self


#: The same language, read ten times as fast where libyaml is there.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _yaml(path: Path) -> dict:
    return yaml.load(filled(path.read_text(encoding="utf-8")), _LOADER) or {}


@lru_cache(maxsize=4)
def load(folder: Path = DATA / "catalogue") -> Catalogue:
    """Read and check the whole catalogue, as far as it holds for this province.

    Errors: ``pydantic.ValidationError`` naming the file's field; ``FileNotFoundError`` without the folder.
    """
    bases = _bases(_yaml(folder / "bases.yaml"))
    files = [_yaml(path) for path in sorted((folder / "themes").glob("*.yaml"))]
    entries = {
        content["theme"]["id"]: elsewhere.indicators(content.get("indicators", [])) for content in files
    }
    ids = {entry["id"] for of_theme in entries.values() for entry in of_theme}
    themes = [
        Theme.model_validate(
            {
                **elsewhere.theme(content["theme"]),
                "indicators": [{"theme": id, **entry} for entry in elsewhere.fitting(entries[id], ids)],
            },
            context={"bases": bases},
        )
        for content in files
        for id in [content["theme"]["id"]]
    ]
    sources = {id: {"id": id, **entry} for id, entry in _yaml(folder / "sources.yaml").items()}
    figures = _yaml(folder / "single_figures.yaml").get("figures", [])
    if not TEXTS_OF_PROVINCE:
        figures = [figure for figure in figures if figure["indicator"] in ids]
    ordered = sorted(themes, key=lambda theme: theme.order)
    return Catalogue(themes=ordered, sources=sources, bases=bases, single_figures=figures)


def _bases(content: dict) -> dict[str, Base]:
    """The bases by name; one that stands in for another may come after it. Errors: ValidationError, KeyError."""
    plain = {id: Base(id=id, **entry) for id, entry in content.items() if "stand_in" not in entry}
    others = {
        id: Base(id=id, **{**entry, "stand_in": plain[entry["stand_in"]]})
        for id, entry in content.items()
        if id not in plain
    }
    return {id: (plain | others)[id] for id in content}
