"""New boundaries of PDOK, checked against each other, against what is drawn now and against the figures."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
import shapely

from geo import boundaries, divisions, fitting, register
from geo.fitting import Drawn, Needed, RefusedError, sizes, some
from loaders.upstream import gebieden, pdok
from loaders.upstream.errors import UpstreamError
from loaders.upstream.http import Http
from monitor.dutch import number
from monitor.observations import LEVELS
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_NAME
from monitor.regions import Group, Level, gemeente_of, is_name

log = logging.getLogger(__name__)

PROVINCES = tuple(f"PV{number}" for number in range(20, 32))
#: How far the areas of a whole and of its parts may lie apart: they come from one map, so hardly.
PROVINCE_TOLERANCE, PART_TOLERANCE = 0.005, 0.02
#: A buurt in a town is less than that of its gemeente: what buurten leave open of the wijken of their year may nowhere be twice
#: as wide as this, in degrees. Between CBS's maps of two years lines differ by less.
OPEN = 0.0005
#: Room around the province, in degrees, where only its own areas are asked for: it is known by a coarser drawing.
ROOM = 0.02


@dataclass
class Current:
    """What the project holds: the list of regions, the boundary files by level, and the figures (data contract)."""

    regions: pd.DataFrame
    layers: dict[str, bytes]
    observations: pd.DataFrame


@dataclass
class Renewed:
    """What became of one kind of boundaries. ``after`` is what the project is to hold; ``remarks`` explain, in Dutch."""

    after: Current
    year: int
    remarks: list[str] = field(default_factory=list)
    #: Something beside the boundaries could not be fetched.
    incomplete: bool = False


@dataclass(frozen=True)
class _Parts:
    """What gemeenten are divided into: its level, in the plural, and the file that draws it."""

    level: Level
    plural: str
    file: str
    #: The file of areas that they divide further. They are then too many to ask for all of Nederland.
    of: str | None = None


WIJKEN = _Parts("wijk", "wijken", "drenthe_wijken")
BUURTEN = _Parts("buurt", "buurten", "drenthe_buurten", of="drenthe_wijken")


@dataclass
class _Search:
    """The years to try, newest first; ``given`` when a person chose the one year."""

    years: Sequence[int]
    given: bool


def gemeenten(
    http: Http, current: Current, years: Sequence[int], given: bool, groups: tuple[Group, ...]
) -> Renewed:
    """Return the newest gemeenten and provincies that fit. Errors: UpstreamError, RefusedError."""
    before = fitting.drawn(current.layers.get("nederland_gemeenten"))
    figures = fitting.needed(current.observations, "GM")
    old_names = register.names_in(current.regions, before.year if before else years[0])

    def lost(areas: pdok.Areas) -> tuple[list[str], list[str]]:
        if before:
            fitting.heirs(before, areas.frame)
        codes = set(areas.codes)
        known = set(before.names) if before else set()
        return sorted((known - codes) & set(figures)), sorted(codes - known)

    newest, remarks = _newest(http, "gemeente", _Search(years, given), before, figures, old_names, lost)
    if newest is None:
        assert before is not None
        return Renewed(current, before.year, remarks)
    year = newest.year
    names = {area.code: area.name or old_names.get(area.code, "") for area in newest.areas}
    _all_named(names)
    provinces = _provinces(newest, pdok.areas(http, "provincie", year), names)
    result = Renewed(current, year, remarks)
    _compare(http, result, provinces, names, groups)
    regions = register.with_gemeenten(
        current.regions, names, provinces, year, before.year if before else None
    )
    drawn_names = register.names_in(regions, year)
    made = _made(lambda: boundaries.gemeente_layers(newest.frame, drawn_names, provinces, year))
    result.remarks += _changed(before, newest, names, figures)
    result.after = Current(regions, {**current.layers, **made}, current.observations)
    return result


def wijken(http: Http, current: Current, years: Sequence[int], given: bool) -> Renewed:
    """Return the newest wijken of the province that fit. Errors: UpstreamError, RefusedError."""
    return _renewed(http, current, WIJKEN, _Search(years, given))


def buurten(http: Http, current: Current, years: Sequence[int], given: bool) -> Renewed:
    """Return the newest buurten of the province that fit. Errors: UpstreamError, RefusedError."""
    return _renewed(http, current, BUURTEN, _Search(years, given))


def _renewed(http: Http, current: Current, parts: _Parts, search: _Search) -> Renewed:
    before = fitting.drawn(current.layers.get(parts.file))
    if before and not _own(before.names):
        before = None  # of another province, for which the project was set up
    around = fitting.drawn(current.layers.get("drenthe_gemeenten"))
    whole = fitting.drawn(current.layers.get(parts.of)) if parts.of else None
    box = _around(current) if parts.of else None
    figures = fitting.needed(current.observations, LEVELS[parts.level])
    figures = {code: figures[code] for code in _own(figures)}
    # A number that was in use before may now stand for any area.
    used = set(current.regions["code"])
    old_names = register.names_in(current.regions, before.year if before else search.years[0])

    def others_in(own: gpd.GeoDataFrame) -> set[str]:
        if before:
            return fitting.other_areas(before, own)
        return register.before_their_wijk(current.regions) & set(own["code"])

    def lost(areas: pdok.Areas) -> tuple[list[str], list[str]]:
        own = _in_drenthe(areas)
        _fill(areas.year, own, around, whole, parts)
        gone = set(before.names if before else figures) - set(own["code"]) | others_in(own)
        return sorted(gone & set(figures)), sorted(set(own["code"]) - used)

    newest, remarks = _newest(http, parts.level, search, before, figures, old_names, lost, box)
    if newest is None:
        assert before is not None
        return Renewed(current, before.year, remarks)
    year = newest.year
    own = _in_drenthe(newest)
    names = {
        code: name or old_names.get(code, "") for code, name in zip(own["code"], own["name"], strict=True)
    }
    _all_named(names)
    others = others_in(own)
    regions = register.with_parts(
        current.regions, parts.level, names, year, before.year if before else None, others
    )
    drawn_names = register.names_in(regions, year)
    # Also as they are called here: with the name of its wijk one may be too long.
    _all_named({code: drawn_names[code] for code in names})
    made = _made(lambda: boundaries.part_layer(parts.file, own[["code", "geometry"]], drawn_names, year))
    if others:
        than = f"op de kaart van {before.year}" if before else "tot nu toe"
        remarks.append(
            f"Een ander gebied dan {than}, onder dezelfde code: {some(sorted(others), drawn_names)}."
        )
    were = f" (waren er {len(before.names)})" if before else ""
    remarks.append(f"{len(own)} {parts.plural} in {PROVINCE_NAME}{were}.")
    return Renewed(Current(regions, {**current.layers, **made}, current.observations), year, remarks)


def _newest(
    http: Http,
    kind: str,
    search: _Search,
    before: Drawn | None,
    figures: Mapping[str, Needed],
    names: Mapping[str, str],
    lost_and_won: Callable[[pdok.Areas], tuple[list[str], list[str]]],
    box: pdok.Box | None = None,
) -> tuple[pdok.Areas | None, list[str]]:
    """Return the newest map that the figures fit on, None when that is the one in use; and why, in Dutch."""
    remarks: list[str] = []
    seen = False
    for year in search.years:
        if not search.given and before and year < before.year:
            break
        try:
            areas = pdok.areas(http, kind, year, box)
        except pdok.NoSuchYearError as error:
            if search.given:
                raise
            log.info("%s", error)
            continue
        seen = True
        lost, won = lost_and_won(areas)
        what = f"de nieuwste cijfers gaan over {some(lost, names)}"
        if search.given or not before or fitting.fits(figures, lost, won):
            remarks += areas.remarks
            if lost:
                newest = max(figures[code].year for code in lost)
                remarks.append(
                    f"Let op: {what} (tot en met {newest}). Die cijfers staan niet op de kaart van {year}."
                )
            return areas, remarks
        remarks.append(f"De kaart van {year} is niet overgenomen: {what}, en die staan daar niet meer zo op.")
    if not seen and not (before and search.years[0] < before.year):
        tried = ", ".join(str(year) for year in search.years)
        raise pdok.NoSuchYearError(
            f"{pdok.KINDS[kind][2].capitalize()} (PDOK)",
            f"PDOK heeft ze niet voor {tried}.",
            "kijk of de dienst van PDOK is verhuisd; de vorige grenzen blijven staan",
        )
    return None, remarks


def _provinces(of_gemeenten: pdok.Areas, around: pdok.Areas, names: Mapping[str, str]) -> dict[str, str]:
    """Return the province of every gemeente, by place. Errors: RefusedError when the two maps do not fit."""
    if tuple(around.codes) != PROVINCES:
        raise RefusedError(f"PDOK geeft {len(around.codes)} provincies in plaats van de twaalf")
    gemeenten, wholes = of_gemeenten.frame, around.frame
    points = gemeenten.set_geometry(gemeenten.representative_point())
    placed = points.sjoin(wholes, predicate="within", lsuffix="own", rsuffix="province")
    of = dict(zip(placed["code_own"], placed["code_province"], strict=True))
    outside = sorted(set(of_gemeenten.codes) - set(of))
    if outside:
        raise RefusedError(f"{some(outside, names)} ligt volgens de kaart in geen provincie")
    parts = gemeenten.assign(size=sizes(gemeenten.geometry), province=gemeenten["code"].map(of))
    areas = parts.groupby("province")["size"].sum()
    for code, whole in zip(wholes["code"], sizes(wholes.geometry), strict=True):
        part = float(areas.get(code, 0.0)) / whole
        if abs(part - 1) > PROVINCE_TOLERANCE:
            share = f"{number(part * 100, 1)}%"
            raise RefusedError(
                f"de gemeenten in {code} zijn samen {share} van de provincie: er ontbreekt een gemeente, of de kaarten "
                "horen niet bij elkaar"
            )
    drenthe = {code for code, province in of.items() if province == PROVINCE}
    if drenthe != set(GEMEENTEN):
        other = some(sorted(drenthe ^ set(GEMEENTEN)), names)
        raise RefusedError(
            f"Drenthe heeft op deze kaart andere gemeenten dan de twaalf die de monitor kent ({other}). Daarvoor moet "
            "DRENTHE_GEMEENTEN in monitor/regions.py worden aangepast"
        )
    return of


def _compare(
    http: Http,
    result: Renewed,
    provinces: Mapping[str, str],
    names: Mapping[str, str],
    groups: tuple[Group, ...],
) -> None:
    """Hold the provinces against CBS's own table. Errors: RefusedError when they differ."""
    try:
        published = gebieden.fetch(http, result.year)
    except UpstreamError as error:
        log.warning("%s (%s)", error, error.cause)
        result.remarks.append(f"Niet vergeleken met de tabel van CBS. {error}")
        result.incomplete = True
        return
    if wrong := divisions.contradictions(published, provinces, names):
        raise RefusedError(" ".join(wrong[:3]))
    result.remarks += [*published.remarks, *divisions.remarks(published, groups, names)]
    result.remarks.append(f"De provincie van alle {len(provinces)} gemeenten is zoals CBS zegt.")


def _changed(
    before: Drawn | None, areas: pdok.Areas, names: Mapping[str, str], figures: Mapping[str, Needed]
) -> list[str]:
    """Say by name which gemeenten came, went or are called otherwise."""
    if before is None:
        return [f"{len(names)} gemeenten."]
    sentences = []
    for code, heirs in fitting.heirs(before, areas.frame).items():
        sentences.append(
            f"{before.names[code]} ({code}) staat niet op de kaart van {areas.year}; dat gebied hoort daar bij "
            f"{some(heirs, names)}."
        )
    new = sorted(set(names) - set(before.names))
    for code in new:
        without = "" if code in figures else " Daarover zijn nog geen cijfers."
        sentences.append(
            f"Op de kaart van {areas.year}, niet op die van {before.year}: {names[code]} ({code}).{without}"
        )
    for code in sorted(set(names) & set(before.names)):
        # An earlier map does not rename: the list keeps what a gemeente is called now.
        if names[code] != before.names[code] and areas.year >= before.year:
            sentences.append(f"{before.names[code]} ({code}) heet nu {names[code]}.")
    return sentences or [f"Dezelfde {len(names)} gemeenten als op de kaart van {before.year}."]


def _all_named(names: Mapping[str, str]) -> None:
    """Check that every code has a name, and that it is one. Errors: RefusedError."""
    nameless = [code for code, name in names.items() if not name]
    if nameless:
        raise RefusedError(f"PDOK geeft geen naam voor {', '.join(nameless[:5])}")
    odd = [code for code, name in names.items() if not is_name(name)]
    if odd:
        raise RefusedError(f"PDOK geeft iets anders dan een naam voor {', '.join(odd[:5])}")


def _in_drenthe(published: pdok.Areas) -> gpd.GeoDataFrame:
    areas = published.frame
    return areas[areas["code"].isin(_own(areas["code"]))].reset_index(drop=True)


def _own(codes: Iterable[str]) -> list[str]:
    """Those of wijken and buurten of the province."""
    return [code for code in codes if gemeente_of(code) in GEMEENTEN]


def _around(current: Current) -> pdok.Box | None:
    """The box in which the province lies; None where the project does not draw it."""
    drawn = fitting.drawn(current.layers.get("nederland_gemeenten"))
    own = drawn.areas[drawn.areas["code"].isin(GEMEENTEN)] if drawn else None
    if own is None or own.empty:
        return None
    west, south, east, north = own.total_bounds
    return float(west) - ROOM, float(south) - ROOM, float(east) + ROOM, float(north) + ROOM


def _fill(
    year: int, areas: gpd.GeoDataFrame, around: Drawn | None, whole: Drawn | None, parts: _Parts
) -> None:
    """Check that the parts fill their gemeenten, and ``whole`` where that is of the same year. Errors: RefusedError."""
    drawn = around.areas.set_index("code") if around else None
    finer = whole.areas if whole and whole.year == year else areas[:0]
    for code in GEMEENTEN:
        own = areas[areas["code"].map(gemeente_of) == code]
        if own.empty:
            raise RefusedError(f"de kaart van {year} heeft geen {parts.plural} van {code}")
        if drawn is None or code not in drawn.index:
            continue
        part = float(sizes(own.geometry).sum()) / drawn.geometry[code].area
        wrong = ""
        if abs(part - 1) > PART_TOLERANCE:
            wrong = f"zijn op de kaart van {year} samen {number(part * 100, 1)}% van de gemeente"
        elif _leave_open(own, finer[finer["code"].map(gemeente_of) == code]):
            wrong = f"laten op de kaart van {year} een stuk van de gemeente open"
        if wrong:
            raise RefusedError(
                f"de {parts.plural} van {drawn['name'][code]} {wrong}: er ontbreekt een {parts.level}, of de kaarten horen "
                "niet bij elkaar"
            )


def _leave_open(parts: gpd.GeoDataFrame, whole: gpd.GeoDataFrame) -> bool:
    """Whether some of the areas of ``whole`` lies in none of the parts, and is wider than what two drawings of a line differ."""
    left = whole.geometry.union_all().difference(parts.geometry.union_all())
    return not left.buffer(-OPEN).is_empty


def _made(make: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
    try:
        return make()
    except (ValueError, shapely.errors.GEOSException) as error:
        log.warning("%s", error)
        raise RefusedError(f"de grenzen sluiten niet op elkaar aan of overlappen elkaar ({error})") from error
