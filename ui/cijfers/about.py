"""What there is to know about an indicator besides its figures, in plain Dutch."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from compare.edition import SHOWN
from compare.indicator_data import PROVISIONAL
from compare.wording.clauses import in_sentence
from monitor import agenda, freshness
from monitor.catalogue import Indicator, Method, Source
from monitor.coverage import Awaited, coverage
from monitor.coverage import awaited as awaited_of
from monitor.dutch import POPULATIONS, listing, population_text, unit_text, years_text
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_NAME
from monitor.search import Search
from monitor.units import UNITS
from ui.choose.pickers import in_picking_order
from ui.data import (
    availability,
    catalogue,
    data_version,
    edition,
    kept,
    known_freshness,
    populations,
    series,
)
from ui.parts import explain
from ui.parts.literal import literal

METHODS: dict[Method, tuple[str, str]] = {
    "enquete": (
        "Enquête",
        "Mensen vulden een vragenlijst in. Niet iedereen doet mee. Een klein verschil kan daarom toeval zijn.",
    ),
    "registratie": (
        "Registratie",
        "Geteld in een administratie, zoals die van een gemeente of de Belastingdienst. Wat daar niet in staat, "
        "telt niet mee.",
    ),
    "modelschatting": (
        "Schatting met een rekenmodel",
        "Een rekenmodel schat het cijfer per gemeente, uit vragenlijsten en uit wat er over de inwoners bekend is. "
        "Het is geen telling: kleine verschillen zeggen weinig, en u kunt er niet mee meten of beleid werkt.",
    ),
}

#: Where there are figures, from large to small.
_LEVELS = {
    "land": "Nederland",
    "provincie": PROVINCE_NAME,
    "gemeente": "gemeenten",
    "wijk": f"wijken in {PROVINCE_NAME}",
    "buurt": f"buurten in {PROVINCE_NAME}",
}


@dataclass(frozen=True)
class Origin:
    """A source of an indicator's figures: who they are about and which years."""

    source: Source
    populations: tuple[str, ...]
    years: tuple[int, ...]
    #: The newest figures may still change.
    provisional: bool


@dataclass(frozen=True)
class About:
    """Dutch sentences about an indicator, from its catalogue entry and from the figures there are.

    ``years``: per population, and for which regions; ``gaps``: what we do not have; ``origins``: first that of the
    population shown first, newest figures before older.
    """

    years: tuple[str, ...]
    breaks: tuple[str, ...]
    gaps: tuple[str, ...]
    origins: tuple[Origin, ...]


def build(indicator: Indicator) -> About:
    """All there is to say about an indicator, worked out once per snapshot."""
    return _of(indicator.id, data_version())


@kept(200)
def _of(id: str, version: str) -> About:
    indicator = catalogue()[id]
    return About(
        tuple(years_per_population(indicator)),
        tuple(break_lines(indicator)),
        tuple(gaps(indicator)),
        tuple(origins(indicator)),
    )


@kept(2)
def search() -> Search:
    """The words of the catalogue, to search in."""
    whole_catalogue = catalogue()
    return Search(whole_catalogue, in_picking_order(whole_catalogue.indicators.values()))


def whole_coverage() -> pd.DataFrame:
    """Which figures there are, per indicator and population: :data:`monitor.coverage.COLUMNS`. Shared: do not change."""
    return _coverage(data_version())


@kept(2)
def _coverage(version: str) -> pd.DataFrame:
    table = coverage(catalogue(), edition().store.observations(beginning=SHOWN))
    # As the pages say it: words for a group and not its code, years in a row as one range.
    return table.assign(
        Groep=table["Groep"].map(lambda p: POPULATIONS.get(p, p)),
        Jaren=table["Jaren"].map(
            lambda years: years_text(int(y) for y in years.split(", ")) if years else ""
        ),
    )


def origins(indicator: Indicator) -> list[Origin]:
    """The sources of the figures there are."""
    rows, order = edition().store.observations(indicator.id, beginning=SHOWN), indicator.populations
    by_source = []
    for id, of_source in rows.dropna(subset=["value"]).groupby("source"):
        people = [p for p in order if p in set(of_source["population"])]
        years = tuple(sorted(int(y) for y in of_source["year"].unique()))
        early = of_source.loc[of_source["year"] == years[-1], "status"].eq(PROVISIONAL).any()
        by_source.append(Origin(catalogue().sources[str(id)], tuple(people), years, bool(early)))
    return sorted(by_source, key=lambda o: (order.index(o.populations[0]), -o.years[-1]))


def break_lines(indicator: Indicator) -> list[str]:
    """The breaks of all populations; a break that all share is said once."""
    populations_of_line: dict[str, list[str]] = {}
    groups = populations(indicator)
    for population in groups:
        for line in explain.break_lines(series(indicator.id, population), indicator):
            populations_of_line.setdefault(line, []).append(population)
    return for_whom(populations_of_line, groups)


def years_per_population(indicator: Indicator) -> list[str]:
    """One line per population: which years, and in which of them there is something per gemeente, wijk or buurt."""
    figures = availability()
    figures = figures[figures["indicator"] == indicator.id]
    lines = []
    for population in indicator.populations:
        of_population = figures[figures["population"] == population]
        years = {level: set(of_population.loc[of_population["level"] == level, "year"]) for level in _LEVELS}
        measured = set().union(*years.values())
        if not measured:
            continue
        parts = []
        for level, title in _LEVELS.items():
            if years[level]:
                when = "" if years[level] == measured else f" ({years_text(years[level])})"
                parts.append(title + when)
        who = population_text(population)
        lines.append(f"**{who[0].upper()}{who[1:]}**: {years_text(measured)}. Voor {listing(parts)}.")
    return lines


def years_and_regions() -> dict[str, tuple[str, str]]:
    """For a list: indicator -> the first and last year with a figure, and the smallest regions it is there for."""
    return _years_and_regions(data_version())


@kept(2)
def _years_and_regions(version: str) -> dict[str, tuple[str, str]]:
    texts = dict.fromkeys(catalogue().indicators, ("geen cijfer", ""))
    for id, figures in availability().groupby("indicator"):
        first, last = figures["year"].min(), figures["year"].max()
        smallest = next(title for level, title in reversed(_LEVELS.items()) if level in set(figures["level"]))
        texts[str(id)] = (str(last) if first == last else f"{first}-{last}", smallest)
    return texts


def gaps(indicator: Indicator) -> list[str]:
    """What we do not have of an indicator; what holds for all populations is said once."""
    groups = populations(indicator)
    populations_of_line: dict[str, list[str]] = {}
    for population in groups:
        rows = series(indicator.id, population)
        own = rows[rows["region"].isin(GEMEENTEN)]
        for line in (*_behind(rows), explain.missing_text(own)):
            if line:
                populations_of_line.setdefault(line, []).append(population)
    return ([indicator.gap] if indicator.gap else []) + for_whom(populations_of_line, groups)


def awaited(indicator: Indicator) -> list[str]:
    """What the tables behind an indicator have besides, until they are fetched."""
    return [literal(one.sentence) for one in coverage_awaited() if indicator in one.indicators]


def coverage_awaited() -> list[Awaited]:
    """The sources that have more than the monitor shows."""
    return awaited_of(catalogue(), known_freshness())


def for_whom(populations_of_line: dict[str, list[str]], groups: list[str]) -> list[str]:
    """Sentences with the populations they hold for in front, unless that is all of them."""
    lines = []
    for line, some in populations_of_line.items():
        who = listing([population_text(p) for p in some])
        lines.append(line if len(some) == len(groups) else f"{who[0].upper()}{who[1:]}: {in_sentence(line)}")
    return lines


def _behind(rows: pd.DataFrame) -> list[str]:
    """Which of Nederland, Drenthe and the gemeenten have no figure in the newest year."""
    measured = rows[rows["value"].notna()]
    newest = measured["year"].max()
    sentences = []
    for prefix, whose in (
        ("GM", "geen cijfers per gemeente"),
        (PROVINCE, f"geen cijfer van {PROVINCE_NAME}"),
        ("NL", "geen cijfer van Nederland"),
    ):
        years = measured.loc[measured["region"].str.startswith(prefix), "year"]
        if years.empty:
            sentences.append(f"{whose}.")
        elif years.max() < newest:
            sentences.append(f"{whose} in {newest}, wel in {years.max()}.")
    return [line[0].upper() + line[1:] for line in sentences]


def in_unit(indicator: Indicator) -> str:
    """ "In procent van de huishoudens", "Aantal inwoners", "Per 1.000 inwoners", of the first population."""
    text = unit_text(indicator, indicator.populations[0])
    if UNITS[indicator.unit].behind_in and indicator.quantity != "aantal":
        text = f"in {text}"
    return f"{text[:1].upper()}{text[1:]}."


def goal_lines(indicator: Indicator) -> list[str]:
    """The goals of the Sociale Agenda that the indicator says something about, in full."""
    sociale_agenda = agenda.load()
    return [f"**Doel {number}**: {sociale_agenda.goal(number).text}" for number in indicator.goals]


def chart_lines(indicator: Indicator) -> list[str]:
    """Which chart of the annual report this is, and how sure that is."""
    sociale_agenda = agenda.load()
    lines = []
    for code in indicator.report_charts:
        chart = sociale_agenda.charts[code]
        sure = {"zeker": "", "waarschijnlijk": "waarschijnlijk ", "onbekend": "misschien "}[chart.match]
        line = f"Dit is {sure}grafiek {int(code[1:])} in het {sociale_agenda.report}. Daar staat onder: {chart.caption}."
        if chart.match == "onbekend":
            line += " Die grafiek heeft geen titel; dit is een van de cijfers die de tekst ernaast noemt."
        elif chart.match == "waarschijnlijk":
            line += " Dat leiden wij af uit de volgorde van de tekst."
        lines.append(" ".join(part for part in (line, chart.note) if part))
    return lines


def fresh(origin: Origin, indicator: Indicator) -> str:
    """How fresh the newest figure of a source is: of which year, published and fetched when, and when more comes."""
    known = known_freshness()
    return freshness.sentence(
        indicator, origin.source, max(origin.years), known, provisional=origin.provisional
    )
