"""Parts of sentences that several pages use"""

from __future__ import annotations

from compare.indicator_data import PROVISIONAL
from compare.rules.change import Change
from compare.rules.comparison import Comparison
from compare.rules.gap import Gap
from compare.rules.position import Position
from monitor.catalogue import Indicator, Polarity
from monitor.dutch import difference_text, population_text, value_text
from monitor.units import UNITS

_COMPARED = {
    "meer": ("meer", "minder", "evenveel"),
    "verder": ("verder", "dichterbij", "even ver"),
    "hoger": ("hoger", "lager", "even hoog"),
}


_MOST = {"meer": ("meest", "minst"), "verder": ("verst", "dichtstbij"), "hoger": ("hoogst", "laagst")}


def more_or_less(direction: int, indicator: Indicator) -> str:
    """ "meer", "minder" or "evenveel"; of averages "hoger", "lager" or "even hoog"; of distances "verder"."""
    more, less, equal = _COMPARED[UNITS[indicator.unit].comparison]
    return {1: more, -1: less, 0: equal}[direction]


_FAVOURABLE: dict[Polarity, str] = {
    "hoger_is_beter": "Gunstig: hoger.",
    "lager_is_beter": "Gunstig: lager.",
    "neutraal": "Neutraal: hoger of lager is hier niet gunstig of ongunstig.",
}


def favourable_text(indicator: Indicator) -> str:
    """Which direction of the number is favourable, for a legend: "Gunstig: lager."; "Neutraal: ..." where none is."""
    return _FAVOURABLE[indicator.polarity]


def superlatives(indicator: Indicator) -> tuple[str, str]:
    return _MOST[UNITS[indicator.unit].comparison]


def gap_clause(gap: Gap, place: str, indicator: Indicator, *remarks: str) -> str:
    """ "1,2 procentpunt meer dan in Nederland (13,9%)" or "evenveel als in Nederland (13,9%)".

    ``place``: what stands after "in"; of an earlier measurement its year. ``remarks``: on the other figure, behind it.
    """
    other = ", ".join([value_text(gap.comparator, indicator), *remarks])
    word = more_or_less(gap.direction, indicator)
    if gap.direction == 0:
        return f"{word} als in {place} ({other})"
    return f"{difference_text(gap.difference, indicator)} {word} dan in {place} ({other})"


def difference_clause(comparison: Comparison, indicator: Indicator) -> str:
    """:func:`gap_clause` of a comparison; it says so when the other figure is the monitor's own calculation, or
    may still change while this one may not."""
    if comparison.same_gemeenten:
        return same_gemeenten_clause(comparison.gap, comparison.other.year, indicator)
    remarks = []
    if comparison.calculated_elsewhere:
        remarks.append("eigen berekening")
    if comparison.only_other_provisional:
        remarks.append(PROVISIONAL)
    return gap_clause(comparison.gap, comparison.place, indicator, *remarks)


def caution(compared: Comparison | Change, indicator: Indicator, of: str = "Het verschil") -> str:
    """What may and may not be concluded from a difference, in one sentence; "" where there is none to speak of.

    ``of``: which difference, where more than one is said.
    """
    difference = compared.gap.difference if isinstance(compared, Comparison) else compared.difference
    if not difference or compared.outcome is None:
        return ""
    return {
        "geen marge bekend": unknown_margin(indicator),
        "vergelijkbaar": f"{of} valt binnen de marge: het kan toeval zijn.",
        "beter": f"{of} is groter dan de marge en in de gunstige richting.",
        "slechter": f"{of} is groter dan de marge en in de ongunstige richting.",
        "hoger": f"{of} is groter dan de marge.",
        "lager": f"{of} is groter dan de marge.",
        "niet te toetsen": "Deze jaren komen uit één rekenmodel: of een verandering toeval kan zijn, is niet te zeggen.",
    }[compared.outcome]


def unknown_margin(indicator: Indicator) -> str:
    """What may not be concluded from figures that are published without a margin."""
    if indicator.method == "registratie":
        return "De cijfers komen uit registraties; een marge is er niet bij bekend."
    return "Geen marge bekend: of een verschil toeval kan zijn, is niet te zeggen."


#: Said of own calculations of two years that are made anew over the same gemeenten.
SAME_GEMEENTEN = "over de gemeenten die in beide jaren een cijfer hebben"


#: The same of a longer stretch of years.
ALL_SAME_GEMEENTEN = "over de gemeenten die in al deze jaren een cijfer hebben"


def same_gemeenten_clause(gap: Gap, year: int, indicator: Indicator) -> str:
    """The difference with an earlier year over the same gemeenten, with both figures: they are not those of the years.

    "1,3 procentpunt meer dan in 2021, over de gemeenten die in beide jaren een cijfer hebben (van 67,4% naar 68,7%)".
    """
    word = more_or_less(gap.direction, indicator)
    if gap.direction == 0:
        return f"{word} als in {year} ({value_text(gap.comparator, indicator)}), {SAME_GEMEENTEN}"
    size = difference_text(gap.difference, indicator)
    return f"{size} {word} dan in {year}, {SAME_GEMEENTEN} ({_from_to_values(gap, indicator)})"


def _from_to_values(gap: Gap, indicator: Indicator) -> str:
    return f"van {value_text(gap.comparator, indicator)} naar {value_text(gap.value, indicator)}"


def change_clause(change: Change | None, indicator: Indicator) -> str:
    """ "8,5 procentpunt minder dan in 2016", or why there is nothing to compare with and what can be compared."""
    if change is None:
        return "nog geen verandering te zien: één meting"
    if change.difference is None:
        why = f" ({change.reason})" if change.reason else ""
        still = earlier_clause(change.before, indicator)
        return f"niet te vergelijken met {change.year_from}{why}{f'; {still}' if still else ''}"
    if change.same_gemeenten and change.start is not None and change.end is not None:
        moved = Gap(change.end, change.start, change.difference)
        return same_gemeenten_clause(moved, change.year_from, indicator)
    direction = (change.difference > 0) - (change.difference < 0)
    if direction == 0:
        return f"gelijk aan {change.year_from}"
    return (
        f"{difference_text(change.difference, indicator)} {more_or_less(direction, indicator)} "
        f"dan in {change.year_from}"
    )


def earlier_clause(before: Change | None, indicator: Indicator) -> str:
    """The newest change before a break: "tussen 2016 en 2020 ging het van 17,6% naar 11,0%"; "" without one."""
    if before is None or before.start is None or before.end is None:
        return ""
    same = f", {SAME_GEMEENTEN}" if before.same_gemeenten else ""
    if before.difference == 0:
        return f"in {before.year_from} en {before.year_to} was het {value_text(before.end, indicator)}{same}"
    values = _from_to_values(Gap(before.end, before.start, before.difference or 0.0), indicator)
    return f"tussen {before.year_from} en {before.year_to} ging het {values}{same}"


def position_clause(position: Position) -> str:
    """ "hoogste van de 12 gemeenten", "op 2 na hoogste van de 12 gemeenten": from the end that is nearest, with ties said."""
    above, below = position.rank - 1, position.of - position.rank - position.shared
    end, before = ("hoogste", above) if above <= below else ("laagste", below)
    shared = "gedeeld " if position.shared else ""
    return f"{shared}{f'op {before} na ' if before else ''}{end} van de {position.of} gemeenten"


#: Populations that stand in what is said of them in another form; of everybody it need not be said.
_ECHO = {
    "personen": "",
    "huishoudens": "huishouden",
    "0-22": "jongeren tot 23 jaar",
    "klas 2 en 4": "scholieren",
}


def who_when(population: str, year: int, provisional: bool = False, before: str = "") -> str:
    """ "18 jaar en ouder, 2024"; "huishoudens, 2024, voorlopig" for figures that may still change.

    ``before``: the words in front. What they say of the population is not said again.
    """
    when = f"{year}, {PROVISIONAL}" if provisional else f"{year}"
    named = before and _ECHO.get(population, population_text(population)) in before.lower()
    return when if named else f"{population_text(population)}, {when}"


def titled(indicator: Indicator, population: str, *when: str) -> str:
    """The title with whom it is about, and when: "Roken (18 jaar en ouder, 2024)", "Aantal huishoudens (2024)"."""
    named = _ECHO.get(population, population_text(population)) in indicator.title.lower()
    more = [*([] if named else [population_text(population)]), *when]
    return f"{indicator.title} ({', '.join(more)})" if more else indicator.title


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: only its first letter changes, unless that begins an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def higher_or_lower(direction: int, indicator: Indicator) -> str:
    """Where a line went: counts "meer" or "minder", distances "verder" or "dichterbij", the rest "hoger" or "lager"."""
    if UNITS[indicator.unit].counts or indicator.unit == "kilometer":
        return more_or_less(direction, indicator)
    return "hoger" if direction > 0 else "lager"
