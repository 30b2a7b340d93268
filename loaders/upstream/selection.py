"""Which categories of a table's dimensions are asked for, and what each means in the monitor.

The rules are those of loaders.sources.typed_dataset, so that a table fetched and a table downloaded give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from loaders.raw import region_code
from loaders.sources.typed_dataset import AGES, EVERYBODY, MARGINS
from loaders.upstream.errors import LATER, InconsistentError, UpstreamError
from monitor.catalogue import Live, Source
from monitor.errors import SourceError
from monitor.observations import WITHIN_CODES
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import regions

_YEAR = re.compile(r"^(\d{4})JJ\d{2}$")
#: Conditions in one question; a server chokes on dozens.
MAX_OR = 8


@dataclass(frozen=True)
class Code:
    """One category: the code as the table writes it (with padding), its title and, for a period, its status."""

    key: str
    title: str = ""
    status: str = ""

    @property
    def code(self) -> str:
        """The code without padding."""
        return self.key.strip()


def code_list(table: str, name: str, codes: Iterable[Code]) -> tuple[Code, ...]:
    """Return the categories of a dimension. Errors: InconsistentError when some are there twice; UpstreamError for none."""
    listed = tuple(codes)
    if len({code.code for code in listed}) < len(listed):
        raise InconsistentError(table, f"de codelijst van '{name}' heeft dubbele codes.", LATER)
    if not listed:
        raise UpstreamError(table, f"de codelijst van '{name}' is leeg.", LATER)
    return listed


def names(live: Live, measures: Iterable[str]) -> dict[str, str]:
    """Return measure of the catalogue -> how it is named upstream."""
    return {measure: live.measures.get(measure, measure) for measure in measures}


@dataclass(frozen=True)
class Dimension:
    """A dimension of a table; ``kind`` is Dimension, TimeDimension, GeoDimension or GeoDetail."""

    name: str
    kind: str
    codes: tuple[Code, ...]

    @property
    def is_region(self) -> bool:
        """True for the dimension that names regions."""
        return self.kind.startswith("Geo") or self.name in ("RegioS", "WijkenEnBuurten")

    @property
    def is_time(self) -> bool:
        """True for the dimension that names periods."""
        return self.kind == "TimeDimension" or self.name == "Perioden"


@dataclass
class Selection:
    """What is kept of a table, and what it means.

    Per role the dimension's name (None when the table has none) and the kept codes: regions to the monitor's code,
    periods to a year, ages to a population, margins to value, lower or upper; ``others`` one code per dimension.
    """

    region_dimension: str | None
    regions: dict[str, str]
    prefixes: tuple[str, ...]
    period_dimension: str | None = None
    periods: dict[str, int] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    age_dimension: str | None = None
    ages: dict[str, str] = field(default_factory=dict)
    margin_dimension: str | None = None
    margins: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    #: Everything the code lists name, to tell a category that is not wanted from one nobody knows.
    known: dict[str, frozenset[str]] = field(default_factory=dict)
    #: Without Perioden or Leeftijd these hold for every row.
    year: int | None = None
    population: str = ""

    @property
    def dimensions(self) -> list[str]:
        """All dimensions by name."""
        return list(self.known)


def live_of(source: Source) -> Live:
    """Return where a source is live; only sources that are come here."""
    if source.live is None:
        raise ValueError(f"{source.id} has no live table")
    return source.live


def choose(
    table: str, source: Source, dimensions: list[Dimension], edition_year: int | None = None
) -> Selection:
    """Return what to keep of a table's dimensions. Errors: UpstreamError for a dimension that needs a choice."""
    live = live_of(source)
    region = next((dimension for dimension in dimensions if dimension.is_region), None)
    prefixes = _prefixes(live.regions) if region else ()
    selection = Selection(
        region_dimension=region.name if region else None,
        # A table without regions is about the whole country.
        regions=_regions(table, region, prefixes) if region else {NEDERLAND: NEDERLAND},
        prefixes=prefixes,
        known={dimension.name: frozenset(code.code for code in dimension.codes) for dimension in dimensions},
        population=source.options.get("population", ""),
    )
    for dimension in dimensions:
        if dimension is region:
            continue
        filtered = live.filters.get(dimension.name)
        if dimension.is_time:
            selection.period_dimension = dimension.name
            selection.periods, selection.statuses = _periods(table, dimension, source)
        elif dimension.name == "Marges" and filtered is None:
            selection.margin_dimension = dimension.name
            selection.margins = {
                code.code: MARGINS[code.code] for code in dimension.codes if code.code in MARGINS
            }
            for code in dimension.codes:
                _same_margin(table, code)
            if "value" not in selection.margins.values():
                raise UpstreamError(
                    table, "bij Marges ontbreekt de waarde zelf (MW00000).", "kijk of de tabel klopt"
                )
        elif dimension.name == "Leeftijd" and (filtered is None or filtered in AGES):
            selection.age_dimension = dimension.name
            kept = [code.code for code in dimension.codes if code.code in AGES]
            selection.ages = {code: AGES[code] for code in kept if filtered in (None, code)}
            for code in dimension.codes:
                if code.code in selection.ages:
                    _same_ages(table, code)
            if not selection.ages:
                raise UpstreamError(
                    table,
                    f"geen van de leeftijdsgroepen is bekend ({_shown(dimension)}).",
                    "kies er een: filters: {Leeftijd: ...} bij deze bron in data/catalogue/sources.yaml",
                )
        else:
            selection.others[dimension.name] = _one(table, source, dimension)
    if selection.period_dimension is None:
        selection.year = _only_year(table, source, edition_year)
    return selection


def _prefixes(asked: tuple[str, ...]) -> tuple[str, ...]:
    """Wijken and buurten are asked of Drenthe only: there are 17,000 more that the monitor does not show."""
    return tuple(
        prefix
        for given in asked
        for prefix in ([f"{given}{code[2:]}" for code in GEMEENTEN] if given in WITHIN_CODES else [given])
    )


def _regions(table: str, dimension: Dimension, prefixes: tuple[str, ...]) -> dict[str, str]:
    kept: dict[str, str] = {}
    try:
        for code in dimension.codes:
            if not prefixes or code.code.startswith(prefixes):
                _same_region(table, code)
                known = region_code(code.code, Path(table))
                if known:
                    kept[code.code] = known
    except SourceError as error:
        raise UpstreamError(
            table,
            f"{error.problem[0].lower()}{error.problem[1:]}",
            "kijk of de tabel is veranderd",
            str(error),
        ) from error
    if PROVINCE in kept and "GG0706" in kept:
        # The same 12 gemeenten under two codes: the province's own row is the figure.
        del kept["GG0706"]
    if not kept:
        raise UpstreamError(
            table,
            f"geen enkele regio begint met {', '.join(prefixes)}.",
            "pas 'regions' van deze bron aan in data/catalogue/sources.yaml",
        )
    return kept


def _same_region(table: str, code: Code) -> None:
    """A gemeente that gets another name gets another code, so the code of one here never has another name."""
    title = code.title.strip()
    if code.code in (*GEMEENTEN, PROVINCE) and title not in ("", code.code):
        region = next(region for region in regions() if region.code == code.code)
        if not any(name.casefold() in title.casefold() for name in (region.name, *region.names)):
            raise _another_meaning(table, code, region.name)


def _same_ages(table: str, code: Code) -> None:
    """The first number in the title of a group of ages is where it begins, as in the monitor's name for it."""
    named, wanted = (re.findall(r"\d+", text)[:1] for text in (code.title, AGES[code.code]))
    if named and code.title.strip() != code.code and named != wanted:
        raise _another_meaning(table, code, AGES[code.code])


def _same_margin(table: str, code: Code) -> None:
    meant = {"value": "", "lower": "ondergrens", "upper": "bovengrens"}.get(MARGINS.get(code.code, ""))
    sides = [word for word in ("ondergrens", "bovengrens") if word in code.title.casefold()]
    if meant is not None and sides and sides != [meant]:
        raise _another_meaning(table, code, meant or "de waarde zelf")


def _another_meaning(table: str, code: Code, meant: str) -> UpstreamError:
    return UpstreamError(
        table,
        f"de code {code.code} heet hier '{code.title.strip()}', en volgens de monitor is dat {meant}.",
        "kijk of de tabel is veranderd; aan de cijfers is niets veranderd",
    )


def _periods(table: str, dimension: Dimension, source: Source) -> tuple[dict[str, int], dict[int, str]]:
    live = live_of(source)
    years: dict[str, int] = {}
    statuses: dict[int, str] = {}
    for code in dimension.codes:
        match = _YEAR.match(code.code)
        if match and (live.years is None or int(match[1]) in live.years):
            years[code.code] = int(match[1])
            statuses[int(match[1])] = _status(code, source)
    if not years:
        wanted = f"de jaren {', '.join(map(str, live.years))}" if live.years else "een heel jaar"
        raise UpstreamError(
            table,
            f"geen enkele periode is {wanted} ({_shown(dimension)}).",
            "pas 'years' van deze bron aan in data/catalogue/sources.yaml",
        )
    return years, statuses


def _status(code: Code, source: Source) -> str:
    """'' leaves the source's own status; a provisional period is always said."""
    if "voorlopig" in code.status.lower() or code.title.rstrip().endswith("*"):
        return "voorlopig"
    return "definitief" if code.status and source.status == "voorlopig" else ""


def _one(table: str, source: Source, dimension: Dimension) -> str:
    """Every other dimension is held at one category, so that no figure counts twice."""
    live = live_of(source)
    codes = {code.code for code in dimension.codes}
    keep = (
        live.filters.get(dimension.name)
        or source.options.get(dimension.name)
        or EVERYBODY.get(dimension.name)
    )
    if keep is None and len(codes) == 1:
        return next(iter(codes))
    if keep is None:
        raise UpstreamError(
            table,
            f"'{dimension.name}' heeft {len(codes)} groepen ({_shown(dimension)}).",
            f"kies er een: filters: {{{dimension.name}: ...}} bij deze bron in data/catalogue/sources.yaml",
        )
    if keep not in codes:
        raise UpstreamError(
            table,
            f"'{dimension.name}' heeft geen groep {keep} ({_shown(dimension)}).",
            "pas 'filters' van deze bron aan in data/catalogue/sources.yaml",
        )
    return keep


def _only_year(table: str, source: Source, edition_year: int | None) -> int:
    live = live_of(source)
    given = int(source.options["year"]) if "year" in source.options else None
    if given is None and live.years and len(live.years) == 1:
        given = live.years[0]
    if given is not None:
        if edition_year not in (None, given):
            raise UpstreamError(
                table,
                f"de tabel gaat over {edition_year} en de catalogus vraagt {given}.",
                "pas de tabel of het jaar van deze bron aan in data/catalogue/sources.yaml",
            )
        return given
    if edition_year is None:
        raise UpstreamError(
            table,
            "de tabel zegt niet over welk jaar de cijfers gaan.",
            "zet 'years' met één jaar bij deze bron in data/catalogue/sources.yaml",
        )
    return edition_year


def _shown(dimension: Dimension) -> str:
    listed = [f"{code.code} {code.title.strip()}".strip() for code in dimension.codes[:5]]
    return ", ".join(listed) + (" ..." if len(dimension.codes) > 5 else "")


def chunks(prefixes: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Split region prefixes over questions; one empty tuple asks for every region."""
    if not prefixes:
        return [()]
    return [prefixes[at : at + MAX_OR] for at in range(0, len(prefixes), MAX_OR)]


def quoted(text: str) -> str:
    """Return a text as an OData literal."""
    return "'" + text.replace("'", "''") + "'"


def any_of(conditions: list[str]) -> str:
    """Join conditions with 'or'; '' when there are none or too many for one question (then all rows come)."""
    if not conditions or len(conditions) > MAX_OR:
        return ""
    return conditions[0] if len(conditions) == 1 else f"({' or '.join(conditions)})"
