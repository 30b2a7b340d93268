"""Which code belongs to a region's published name: for files that give names instead of codes.

The names are those of data/regions.csv (columns code, name, level, first_year, last_year, aliases separated by ``|``).
A name says less than a code: "Groningen" is a gemeente and a province. The whole column that it stands in, with its
heading, decides which of the two is meant, and where that leaves it open there is no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor.division import kept
from monitor.observations import WITHIN
from monitor.regions import Region, key, regions

#: How a name says of which level it is: "Utrecht (PV)", "Gemeente Utrecht".
_LEVEL_BEHIND = re.compile(r"\s*\(\s*(pv|p|prov|prov\.|provincie|gm|gem|gem\.|gemeente)\s*\)$", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(r"^(provincie|prov\.|gemeente|gem\.)\s+", re.IGNORECASE)
#: Other names of the land, and of the GGD region with Drenthe's twelve gemeenten.
_ALSO = {"ggddrenthe": "PV22", "ggddrenthegg": "PV22", "drenthegg": "PV22", "nederlandtotaal": "NL00",
         "heelnederland": "NL00"}  # fmt: skip
#: Spellings of before: in lists of years ago, or without the Frisian or the 's.
_BEFORE = {
    "drente": "PV22",
    "friesland": "PV21",
    "sudwestfriesland": "GM1900",
    "denhaag": "GM0518",
    "gravenhage": "GM0518",
    "hertogenbosch": "GM0796",
    "denbosch": "GM0796",
}
#: What a heading or a cell says of the level of the regions below or beside it, compared without spaces and signs.
_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("buurt", re.compile(r"^(buurt(en|naam|namen|code)?)$|buurten$|^wijkofbuurt|^wijkenbuurt")),
    ("wijk", re.compile(r"^(wijk(en|naam|namen|code)?)$")),
    ("ander", re.compile(r"^(ggd|corop|landsde|arbeidsmarkt|veiligheidsregio|zorgkantoor|jeugdregio|stadsgewest|res)")),
    ("provincie", re.compile(r"^provincie(s|naam|namen|code)?$|^prov$|^pv(code|naam)?$")),
    ("gemeente", re.compile(r"^(woon)?gemeente(n|naam|namen|code|nummer|nr)?$|^gm(naam|code)?$|^gem(code|naam|nr)$")),
    ("land", re.compile(r"^(land|nederland|nl|rijk)$")),
)  # fmt: skip
#: No region has a longer name.
_LONGEST = 60
#: From broad to narrow.
ORDER = ("land", "ander", "provincie", "gemeente", "wijk", "buurt")


def level_of_words(words: str) -> str | None:
    """Return the level that a heading ("Gemeenten") or a cell beside a region ("Provincie") names, None for neither.

    Of "Regiocode (gemeente, wijk, buurt)" that is None: the codes below it tell.
    """
    bare = key(re.sub(r"\([^()]*\)\s*$", "", words) or words)
    return next((level for level, form in _LEVELS if form.search(bare)), None)


@kept(maxsize=1)
def _by_name() -> dict[str, tuple[Region, ...]]:
    by_name: dict[str, dict[str, Region]] = {}
    for region in regions():
        # A wijk or buurt shares its name with its gemeente or with one elsewhere: never resolved by name.
        if region.level in WITHIN:
            continue
        for name in region.names:
            for form in {key(name), key(_bare(name)[0])}:
                by_name.setdefault(form, {})[f"{region.code} {region.first_year}"] = region
    for form, code in {**_BEFORE, **_ALSO}.items():
        for region in regions():
            if region.code == code:
                by_name.setdefault(form, {})[f"{region.code} {region.first_year}"] = region
    return {name: tuple(candidates.values()) for name, candidates in by_name.items()}


def _bare(name: str) -> tuple[str, str | None]:
    """Return a name without what it says of its level, and that level."""
    for form in (_LEVEL_BEHIND, _LEVEL_BEFORE):
        if match := form.search(name):
            level = "provincie" if match[1].casefold().startswith("p") else "gemeente"
            return form.sub("", name), level
    return name, None


def candidates(name: str, level: str | None = None) -> tuple[Region, ...]:
    """Return every land, provincie and gemeente that a name may mean, in any year; ``level`` narrows it down."""
    name = name.strip()
    if len(name) > _LONGEST:
        return ()
    if (code := _ALSO.get(key(name))) is not None:
        return tuple(region for region in regions() if region.code == code)
    bare, level_named = _bare(name)
    named = _by_name().get(key(bare), ())
    if not named:
        named, level_named = _by_name().get(key(name), ()), None
    wanted = level_named or (level if len({region.level for region in named}) > 1 else None)
    return tuple(region for region in named if wanted is None or region.level == wanted)


def level_of_bare(names: Iterable[str], heading: str = "") -> str | None:
    """Return the level that names of two meanings ("Groningen", "Utrecht") have in this column, None where it is open.

    ``names``: the whole column. Its heading says so, or the other names do: a list of provinces, or of gemeenten.
    """
    level_named = level_of_words(heading)
    levels = [
        {region.level for region in candidates(name)}
        for name in {key(name): name for name in names if _bare(name.strip())[1] is None}.values()
    ]
    one = [level.copy().pop() for level in levels if len(level) == 1]
    provinces, own = one.count("provincie"), one.count("gemeente")
    if level_named == "gemeente":
        # A heading that all its names contradict says nothing.
        return None if provinces > 1 and not own else "gemeente"
    if level_named == "provincie":
        return None if own else "provincie"
    if level_named is not None:
        return None
    if provinces and not own:
        return "provincie"
    # A list of all gemeenten may have a province and the land below it; twelve with provinces leave it open.
    return "gemeente" if own and own >= 20 * provinces else None


def code_of(name: str, year: int, level: str | None = None) -> str | None:
    """Return the code of the region that carried this name in that year, None where there is none or more than one.

    ``level``: what a name of two levels is in this column (:func:`level_of_bare`).
    """
    there = [region for region in candidates(name, level) if not region.gone_in(year)]
    if len({region.level for region in there}) > 1:
        return None
    now = [region for region in there if region.existed_in(year)] or there
    codes = {region.code for region in now}
    return codes.pop() if len(codes) == 1 else None
