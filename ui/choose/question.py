"""What somebody types in the search: a figure, a place, or both, in any order and with slips of the pen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from compare.edition import per_edition
from monitor.did_you_mean import did_you_mean
from monitor.division import kept
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import gemeente_of, groups, name, region, regions, sets, slug_of
from monitor.search import Search, plain
from ui.choose.pickers import in_picking_order, one_per_subject
from ui.data import catalogue, data_version, populations

#: Words around a figure and a place that say neither.
_BETWEEN = frozenset(
    plain(
        "de het een in van voor bij en op of hoe is zijn er per over naar wat waar sinds vanaf tot jaar, gemeente wijk dorp "
        "regio provincie, cijfer cijfers verloop trend kaart"
    ).split()
)
_YEAR = re.compile(r"(19|20)\d\d")

#: Letters that must be the same for a name with a slip of the pen.
_LIKE = 0.8


@dataclass(frozen=True)
class FigureAndPlace:
    """``indicator``: an id, None where no figure was meant; ``place``: the code of a region or of gemeenten together, None
    where no place was."""

    indicator: str | None
    place: str | None


def understood(text: str) -> FigureAndPlace:
    """What is meant by ``text``, at most 100 letters of it; nothing at all where a word of it means neither."""
    return _understood(plain(text[:100]), data_version())


@per_edition(200)
def _understood(text: str, version: str) -> FigureAndPlace:
    words = text.split()
    if not words:
        return FigureAndPlace(None, None)
    for place, rest in [*_spans(words, exactly=True), *_spans(words, exactly=False), (None, words)]:
        left = [word for word in rest if word not in _BETWEEN and not _YEAR.fullmatch(word)]
        if not left and place:
            return FigureAndPlace(None, place)
        if left and (indicator := _indicator(" ".join(left), version)):
            return FigureAndPlace(indicator, place)
    return FigureAndPlace(None, None)


def nearly(text: str) -> FigureAndPlace | None:
    """What is meant by ``text`` without a word of it; None where that is nothing too."""
    words = plain(text[:100]).split()
    for at in range(len(words) if len(words) > 1 else 0):
        asked = understood(" ".join([*words[:at], *words[at + 1 :]]))
        if asked != FigureAndPlace(None, None):
            return asked
    return None


def _spans(words: list[str], *, exactly: bool) -> list[tuple[str, list[str]]]:
    """Every place that consecutive words name, the longest name first, with the other words."""
    places = []
    for length in range(min(6, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            span = " ".join(words[at : at + length])
            if code := _places().get(span) if exactly else _nearly(span):
                places.append((code, [*words[:at], *words[at + length :]]))
    return places


def _nearly(span: str) -> str | None:
    # A short word is like too much.
    close = did_you_mean(span, _places(), 1, _LIKE) if len(span) > 3 and span not in _BETWEEN else []
    return _places()[close[0]] if close else None


@kept(maxsize=1)
def _places() -> dict[str, str]:
    """What a place is called -> its code: the province, its gemeenten, groups of today and other provinces, then its wijken
    whose name no other has."""
    called: dict[str, str] = {}
    for code in (PROVINCE, *GEMEENTEN):
        for spelling in (*region(code).names, slug_of(code)):
            called.setdefault(plain(spelling), code)
    past = {group.id.replace("_", "-") for group in groups() if group.last_year is not None}
    # "Zuidoost-Drenthe" alone is the area of the statistics.
    for known_set in sorted(sets().values(), key=lambda known_set: not known_set.code.startswith("corop")):
        if known_set.code not in past:
            for spelling in (known_set.title, known_set.title.split(" (")[0].split(",")[0], known_set.place):
                called.setdefault(plain(spelling).removeprefix("de ").removeprefix("het "), known_set.code)
            for spelling in region(known_set.region).names if known_set.region else ():
                called.setdefault(plain(spelling), known_set.code)
    wijken = [wijk for wijk in regions() if wijk.level == "wijk" and wijk.last_year is None]
    often = Counter(plain(wijk.name) for wijk in wijken)
    for wijk in wijken:
        if often[plain(wijk.name)] == 1:
            called.setdefault(plain(wijk.name), wijk.code)
    return called


@per_edition(1)
def _search(version: str) -> Search:
    every = one_per_subject(catalogue().indicators.values())
    return Search(catalogue(), [one for one in in_picking_order(every) if populations(one)])


@per_edition(200)
def _indicator(text: str, version: str) -> str | None:
    """The figure that these words mean best; None for none."""
    search = _search(version)
    indicator = search.best(text)
    if indicator is None and (better := search.meant(text)):
        indicator = search.best(better)
    return indicator.id if indicator else None


def in_words(asked: FigureAndPlace) -> str:
    """What was understood, for a message: "Eenzaamheid in Hoogeveen"."""
    figure = catalogue()[asked.indicator].short_title if asked.indicator else ""
    of = (
        f"{name(asked.place)} in {name(gemeente_of(asked.place))}"
        if asked.place and asked.place[:2] == "WK"
        else ""
    )
    where = of or (name(asked.place) if asked.place else "")
    return " in ".join(filter(None, [figure, where]))
