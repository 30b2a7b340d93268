"""What can be compared with, by the short name that an address uses: the same names for the pages and the open data."""

from __future__ import annotations

from compare.rules.comparator import Comparator, Earlier, Place, Similar, Together
from compare.rules.similar import SimilarGemeenten
from monitor.division import kept
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE, PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import OWN_TITLE, by_slug, groups, name, own_code, own_parts, region_set, sets, slug_of

#: Gemeenten that are like one's own; the same place at the measurement before, or in a year.
SIMILAR, EARLIER = "vergelijkbaar", "eerder"
#: Years in which much was measured: those of the Gezondheidsmonitor.
EARLIER_YEARS = (2012, 2016, 2020, 2022)

DEFAULT = "nederland"


@kept(maxsize=1)
def fixed() -> dict[str, Comparator]:
    """Short name -> comparator, of those that are the same for every reader; in the order of a list on the screen."""
    by_slug: dict[str, Comparator] = {
        "nederland": Place(NEDERLAND, "Nederland", "Nederland"),
        PROVINCE_SLUG: Place(PROVINCE, PROVINCE_NAME, PROVINCE_NAME),
        EARLIER: Earlier(EARLIER, "de meting ervoor", "de meting ervoor"),
    }
    for year in EARLIER_YEARS:
        by_slug[f"{EARLIER}-{year}"] = Earlier(f"{EARLIER}-{year}", str(year), str(year), year)
    for code in GEMEENTEN:
        by_slug[slug_of(code)] = Place(code, name(code), name(code))
    for one in sets().values():
        by_slug[one.code] = Together(one.code, one.title, one.place, one.members, one.region)
    return by_slug


@kept(maxsize=1)
def _elsewhere() -> dict[str, str]:
    """Short name -> code of the gemeenten outside Drenthe that exist today: known in an address, not in the list."""
    return {slug: code for slug, code in by_slug().items() if code not in GEMEENTEN}


def offered() -> list[str]:
    """The short names to choose from, the most asked for first; sets of the past only by address."""
    past = {group.id.replace("_", "-") for group in groups() if group.last_year is not None}
    first, second, *rest = (slug for slug in fixed() if slug not in past)
    return [first, second, SIMILAR, *rest]


def written(value: str) -> str:
    """The short name that an address means: capitals do not matter, but in the name that a reader gives to gemeenten that
    belong together, whose order does not matter."""
    if (parts := own_parts(value)) is None:
        return value.lower()
    title, members = parts[0], [by_slug().get(slug.lower()) for slug in parts[1]]
    return own_code("" if title == OWN_TITLE else title, filter(None, members)) if all(members) else value


def known(slug: str) -> bool:
    """Whether an address may name it, as :func:`written` has it."""
    return slug in fixed() or slug == SIMILAR or slug in _elsewhere() or region_set(slug) is not None


def comparator(slug: str) -> Comparator:
    """What a short name stands for; not :data:`SIMILAR`, which :func:`similar` makes. Errors: KeyError for an unknown one."""
    listed = fixed().get(slug)
    if listed is not None:
        return listed
    if own := region_set(slug):
        return Together(own.code, own.title, own.place, own.members)
    code = _elsewhere()[slug]
    return Place(code, name(code), name(code))


def similar(gemeente: str, alike: SimilarGemeenten | None = None) -> Comparator:
    """The gemeenten that are like this one, as one comparator; without ``alike`` only its code and its names."""
    called = f"gemeenten als {name(gemeente)}"
    without = tuple((kind, frozenset(members)) for kind, members in alike.without.items()) if alike else ()
    members = frozenset(alike.members if alike else ())
    return Similar(f"{SIMILAR}-{gemeente}", called, called, members, without=without)


def named(code: str) -> str:
    """The name of a region, or of what a comparator stands for, by its code."""
    if code in fixed():
        return fixed()[code].name
    if code.startswith(f"{SIMILAR}-"):
        return similar(code.removeprefix(f"{SIMILAR}-")).name
    return name(code)


def a_set(code: str) -> bool:
    """Whether a code stands for gemeenten together or an earlier year, and not for a region."""
    return code in fixed() or code.startswith(f"{SIMILAR}-") or region_set(code) is not None
