"""What a map says, and what it hides"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from compare.indicator_data import PROVISIONAL
from compare.rules.gap import grows_with_size
from compare.rules.range import ValueRange
from compare.wording.clauses import in_sentence, superlatives, titled, who_when
from compare.wording.comparison import value_sentence
from monitor.catalogue import Indicator
from monitor.dutch import listing, number, value_text


def map_sentence(
    values: pd.Series,
    names: Mapping[str, str],
    indicator: Indicator,
    population: str,
    year: int,
    one: str = "gemeente",
    many: str = "gemeenten",
    provisional: bool = False,
    what: str = "",
) -> str:
    """Highest and lowest region: "In Emmen heeft 15,1% moeite met rondkomen, het meest van de 12 gemeenten; ...".

    ``values``: index region code, the regions on the map (missing allowed); ``names``: code -> name;
    ``one`` and ``many``: what a region is called; ``what``: which of them these are, where not all with a figure are.
    """
    shown = values.dropna().round(indicator.decimals)
    if shown.empty:
        return f"Van “{in_sentence(indicator.title)}” is er voor geen enkele {one} een cijfer over {year}."
    top, bottom = shown.max(), shown.min()
    if len(shown) == 1:
        only = names[shown.index[0]]
        return f"Alleen {only} heeft een cijfer. {value_sentence(only, top, indicator, population, year, provisional)}"
    if top == bottom:
        phrase = indicator.phrase.format(value=value_text(top, indicator))
        return f"In alle {len(shown)} {many} {phrase} ({who_when(population, year, provisional, phrase)})."
    most, least = superlatives(indicator)

    def place(value: float) -> str:
        at = [names[r] for r in shown.index[shown == value]]
        return listing(at) if len(at) <= 3 else f"{number(len(at))} {many}"

    phrase = indicator.phrase.format(value=value_text(top, indicator))
    return (
        f"In {place(top)} {phrase}, het {most} van de {len(shown)} {what or f'{many} met een cijfer'}; "
        f"in {place(bottom)} {value_text(bottom, indicator)}, het {least} "
        f"({who_when(population, year, provisional, phrase)})."
    )


def newest_sentence(here: str, newest: int, there: str, newer: int) -> str:
    """Why the newest year here is an older one than a reader saw elsewhere: "Van de wijken is 2020 het nieuwste jaar met
    cijfers; van de gemeenten van Drenthe is dat 2024."."""
    return f"Van {here} is {newest} het nieuwste jaar met cijfers; van {there} is dat {newer}."


#: First letters of a region -> what more of them are called.
_MANY = {"GM": "gemeenten", "WK": "wijken", "BU": "buurten"}

#: R09: what the figure of a gemeente does not show.
HIDDEN = "Het gemiddelde van een gemeente verbergt zulke verschillen."


def within_sentence(
    parts: ValueRange | None,
    region: str,
    names: Mapping[str, str],
    own: float | None,
    many: str = "wijken",
    what: str = "",
) -> str:
    """The lowest and the highest wijk (or buurt: ``many``) of a gemeente beside its own figure, and that an average hides this.

    "In de wijken van Emmen heeft 7,5% (Schoonebeek) tot 17,4% (Bargeres) moeite met rondkomen; in de hele gemeente is
    dat 12,5% (18 jaar en ouder, 2020, 23 wijken met een cijfer). ...". ``parts``: of its wijken; ``names``: of
    those; ``what``: which of them are counted, where not all with a figure are.
    """
    if parts is None:
        which = what or f"{many} met een cijfer"
        return f"In {region} zijn er te weinig {which} om verschillen te laten zien."
    return f"In de {many} van {region} {_within(parts, names, own, many, what)}"


def _within(parts: ValueRange, names: Mapping[str, str], own: float | None, many: str, what: str) -> str:
    indicator = parts.indicator

    def end(value: float, at: Sequence[str]) -> str:
        where = listing([names[part] for part in at]) if len(at) < 3 else f"{number(len(at))} {many}"
        return f"{value_text(value, indicator)} ({where})"

    if parts.difference:
        shown = f"{end(parts.lowest, parts.at_lowest)} tot {end(parts.highest, parts.at_highest)}"
    else:
        shown = f"overal {value_text(parts.lowest, indicator)}"
    phrase = indicator.phrase.format(value=shown)
    itself = (
        "" if own is None or pd.isna(own) else f"; in de hele gemeente is dat {value_text(own, indicator)}"
    )
    when = who_when(parts.population, parts.year, parts.provisional, phrase)
    sentence = f"{phrase}{itself} ({when}, {number(parts.of)} {what or f'{many} met een cijfer'})."
    hides = parts.difference and not grows_with_size(indicator)
    return f"{sentence} {HIDDEN}" if hides else sentence


def span(value_range: ValueRange, names: Mapping[str, str], many: str) -> str:
    """ "van 8,1% in De Wolden tot 12,6% in Assen"."""

    def end(value: float, at: Sequence[str]) -> str:
        where = listing([names[region] for region in at]) if len(at) < 3 else f"{number(len(at))} {many}"
        return f"{value_text(value, value_range.indicator)} in {where}"

    return f"van {end(value_range.lowest, value_range.at_lowest)} tot {end(value_range.highest, value_range.at_highest)}"


def furthest_within_sentence(
    furthest: ValueRange,
    region: str,
    names: Mapping[str, str],
    own: float | None,
    many: str = "wijken",
    what: str = "",
) -> str:
    """Where the wijken (or buurten: ``many``) of one gemeente lie furthest apart, for a reader who chose no gemeente.

    "De wijken liggen het verst uit elkaar in Meppel: daar heeft 7,0% (Berggierslanden) tot 19,6% (Haveltermade) ...".
    ``furthest``: of that gemeente.
    """
    return (
        f"De {many} liggen het verst uit elkaar in {region}: daar {_within(furthest, names, own, many, what)}"
    )


def _early(value_range: ValueRange) -> str:
    return f"{value_range.year} ({PROVISIONAL})" if value_range.provisional else f"{value_range.year}"


def over_years_sentence(stretches: Sequence[Sequence[ValueRange]], names: Mapping[str, str]) -> str:
    """How far apart the regions lay in the first and in the last of the years: what small maps side by side show.

    "Moeite met rondkomen (18 jaar en ouder): in 2012 van 17,1% in De Wolden tot 25,7% in Emmen, in 2020 van ... Daarmee
    niet te vergelijken: in 2024 van ...". ``stretches``: years that may be held against each other, one range per year,
    oldest first.
    """
    shown = [stretch for stretch in stretches if stretch]
    if not shown:
        return "Er zijn geen cijfers om naast elkaar te leggen."

    def ends(stretch: Sequence[ValueRange]) -> str:
        first, last = stretch[0], stretch[-1]
        many = _MANY[first.at_lowest[0][:2]]
        of_both = (first, last) if last is not first else (first,)
        return ", ".join(f"in {_early(one)} {span(one, names, many)}" for one in of_both)

    first = shown[0][0]
    sentence = f"{titled(first.indicator, first.population)}: {ends(shown[0])}."
    return " ".join([sentence, *(f"Daarmee niet te vergelijken: {ends(stretch)}." for stretch in shown[1:])])
