"""Numbers as a Dutch reader writes them: 1.234,5 and 12,3% and € 36.200."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from babel.lists import format_list
from babel.numbers import format_decimal

from monitor.catalogue import Indicator
from monitor.units import UNITS, Unit

#: Said for a missing value, everywhere.
NO_FIGURE = "geen cijfer"

WHY_MISSING = {
    "onderdrukt": "door de bron weggelaten: te weinig antwoorden",
    "niet_gepubliceerd": "niet gepubliceerd door de bron",
    "onbetrouwbaar": "te onbetrouwbaar om te tonen",
    "onmogelijk": "kan niet voorkomen",
    "te_weinig": "te weinig gemeenten hebben een cijfer",
}

#: How the monitor makes figures of gemeenten together, said of figures that are each of other people.
OWN_CALCULATION = "eigen berekening, gewogen naar de mensen of huishoudens om wie het gaat"

POPULATIONS = {
    "18+": "18 jaar en ouder",
    "19+": "19 jaar en ouder",
    "18-64": "18 tot 65 jaar",
    "65+": "65 jaar en ouder",
    "16-25": "16 tot en met 25 jaar",
    "15+": "15 jaar en ouder",
    "15-74": "15 tot 75 jaar",
    "16+": "16 jaar en ouder",
    "0-22": "jongeren tot 23 jaar",
    "0-4": "jonger dan 5 jaar",
    "5-9": "5 tot 10 jaar",
    "10-14": "10 tot 15 jaar",
    "15-19": "15 tot 20 jaar",
    "20-24": "20 tot 25 jaar",
    "25-44": "25 tot 45 jaar",
    "45-64": "45 tot 65 jaar",
    "65-79": "65 tot 80 jaar",
    "80+": "80 jaar en ouder",
    "klas 2 en 4": "scholieren in klas 2 en 4",
    "huishoudens": "huishoudens",
    "personen": "alle inwoners",
}


@lru_cache(maxsize=32768)
def number(value: float, decimals: int = 0) -> str:
    """A number with a point per thousand and a decimal comma, always this many decimals."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # A real minus sign lines up with the plus sign and is read out as such.
    return format_decimal(round(value, decimals) + 0.0, format=pattern, locale="nl_NL").replace("-", "−")


def amount(value: float | None, unit: Unit, decimals: int) -> str:
    """A value with its unit: "15,1%", "€ 36.200", "79,8 jaar"; a missing one is "geen cijfer"."""
    if value is None or value != value:
        return NO_FIGURE
    facts = UNITS[unit]
    return f"{facts.before}{number(value, decimals)}{facts.after}"


def value_text(value: float | None, indicator: Indicator) -> str:
    """The value of an indicator as it is shown everywhere."""
    return amount(value, indicator.unit, indicator.decimals)


def difference_text(difference: float, indicator: Indicator, *, signed: bool = False) -> str:
    """A difference in the right unit: "0,9 procentpunt", "€ 1.200"; signed with + or −."""
    size = number(abs(difference), indicator.decimals)
    sign = ""
    if signed and round(difference, indicator.decimals) != 0:
        sign = "+" if difference > 0 else "−"
    facts = UNITS[indicator.unit]
    space = " " if sign and facts.before else ""
    return f"{sign}{space}{facts.before}{size}{facts.after_difference}"


def own_calculation(indicator: Indicator, population: str, year: int | None = None) -> str:
    """How the monitor makes a figure of gemeenten together: "eigen berekening, gewogen naar huishoudens".

    ``year``: of a figure that the monitor may have made by dividing two counts.
    """
    base, above = indicator.weighed_by(population), indicator.numerator
    if base and above and above.since and year and above.holds_in(year):
        return f"eigen berekening, het aantal {above.name} gedeeld door het aantal {base.name}"
    how = f"gewogen naar {base.name}" if base else "opgeteld uit de gemeenten"
    return f"eigen berekening, {how}"


def part_of_base(share: float, indicator: Indicator, population: str, decimals: int = 0) -> str:
    """Of which part of its base a figure of gemeenten together is made: "90,9% van de huishoudens"; ``share`` is 0..1."""
    base = indicator.weighed_by(population)
    return f"{number(share * 100, decimals)}% van de {base.name if base else 'gemeenten'}"


def unit_text(indicator: Indicator, population: str) -> str:
    """In what and of whom a figure is: "procent van de huishoudens", "per 1.000 inwoners", "euro, huishoudens"."""
    name, facts = indicator.base[population].name, UNITS[indicator.unit]
    if indicator.quantity == "aantal":
        return f"aantal {name}"
    if facts.per and indicator.unit != "procent":
        return f"{facts.name} {name}"
    if indicator.quantity == "aandeel":
        return f"{facts.name} van de {name}"
    return facts.name if facts.said_of_all else f"{facts.name}, {name}"


def group_text(indicator: Indicator, population: str) -> str:
    """The population as plain words; of figures that are not of all inhabitants, whom they are of."""
    base = indicator.base[population]
    return base.name if population == "personen" and base.id != "inwoners" else population_text(population)


def population_text(population: str) -> str:
    """The population as plain words, as the catalogue names it where no shorter words exist."""
    return POPULATIONS.get(population, population)


def listing(names: Sequence[str]) -> str:
    """ "Assen", "Assen en Emmen", "Assen, Emmen en Meppel"."""
    return format_list(names, locale="nl_NL")


def years_text(years: Iterable[int]) -> str:
    """ "2012", "2012 en 2016", "2012 en 2016-2020": three or more years in a row are a range."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    parts = []
    for span in spans:
        parts += [f"{span[0]}-{span[-1]}"] if len(span) > 2 else [str(year) for year in span]
    return listing(parts)
