"""The one Dutch sentence that says what a view shows; used as heading, alt text and first line of a download.

Every function is pure: it gets the figures and the names, and returns plain text. No verdicts, no causes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from compare.indicator_data import PROVISIONAL, Point
from compare.rules.change import Change
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, NotCompared
from compare.rules.course import Course
from compare.rules.gap import Gap
from compare.rules.largest import Difference, Largest, Movement
from compare.rules.position import Position
from compare.rules.profile_row import Standing
from compare.rules.range import Extent, most_and_least
from monitor.catalogue import Indicator, Polarity
from monitor.dutch import difference_text, listing, number, population_text, value_text
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


def _most_and_least(indicator: Indicator) -> tuple[str, str]:
    return _MOST[UNITS[indicator.unit].comparison]


def gap_clause(gap: Gap, place: str, indicator: Indicator) -> str:
    """ "1,2 procentpunt meer dan in Nederland (13,9%)" or "evenveel als in Nederland (13,9%)".

    ``place``: what stands after "in"; of an earlier measurement its year.
    """
    other = value_text(gap.comparator, indicator)
    word = more_or_less(gap.direction, indicator)
    if gap.direction == 0:
        return f"{word} als in {place} ({other})"
    return f"{difference_text(gap.difference, indicator)} {word} dan in {place} ({other})"


def difference_clause(found: Comparison, indicator: Indicator) -> str:
    """:func:`gap_clause` of a comparison; it says so when the other figure is the monitor's own calculation, or
    may still change while this one may not."""
    if found.same_gemeenten:
        return same_gemeenten_clause(found.gap, found.other.year, indicator)
    own = ", eigen berekening" if found.calculated and not found.comparator.earlier else ""
    early = f", {PROVISIONAL}" if found.only_other_provisional else ""
    clause = gap_clause(found.gap, found.place, indicator)
    return f"{clause[:-1]}{own}{early})"


def caution(found: Comparison | Change, indicator: Indicator, of: str = "Het verschil") -> str:
    """What may and may not be concluded from a difference, in one sentence; "" where there is none to speak of.

    ``of``: which difference, where more than one is said.
    """
    difference = found.gap.difference if isinstance(found, Comparison) else found.difference
    if not difference or found.outcome is None:
        return ""
    return {
        "geen marge bekend": unknown_margin(indicator),
        "vergelijkbaar": f"{of} valt binnen de marge: het kan toeval zijn.",
        "beter": f"{of} is groter dan de marge en in de gunstige richting.",
        "slechter": f"{of} is groter dan de marge en in de ongunstige richting.",
        "hoger": f"{of} is groter dan de marge.",
        "lager": f"{of} is groter dan de marge.",
        "niet te toetsen": "Deze jaren komen uit één rekenmodel: of een verandering toeval kan zijn, is niet te zeggen.",
    }[found.outcome]


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
    """ "hoogste van de 12 gemeenten", "3e van de 12 gemeenten", with ties said."""
    rank = f"{position.rank}e"
    if position.rank == 1:
        rank = "hoogste"
    elif position.rank + position.shared == position.of:
        rank = "laagste"
    return f"{'gedeeld ' if position.shared else ''}{rank} van de {position.of} gemeenten"


#: Populations that stand in what is said of them in another form; of everybody it need not be said.
_ECHO = {
    "personen": "",
    "huishoudens": "huishouden",
    "0-22": "jongeren tot 23 jaar",
    "klas 2 en 4": "scholieren",
}


def who_when(population: str, year: int, provisional: bool = False, said: str = "") -> str:
    """ "18 jaar en ouder, 2024"; "huishoudens, 2024, voorlopig" for figures that may still change.

    ``said``: the words in front. What they say of the population is not said again.
    """
    when = f"{year}, {PROVISIONAL}" if provisional else f"{year}"
    named = said and _ECHO.get(population, population_text(population)) in said.lower()
    return when if named else f"{population_text(population)}, {when}"


def titled(indicator: Indicator, population: str, *when: str) -> str:
    """The title with whom it is about, and when: "Roken (18 jaar en ouder, 2024)", "Aantal huishoudens (2024)"."""
    named = _ECHO.get(population, population_text(population)) in indicator.title.lower()
    more = [*([] if named else [population_text(population)]), *when]
    return f"{indicator.title} ({', '.join(more)})" if more else indicator.title


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: only its first letter changes, unless that begins an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def value_sentence(
    region: str,
    value: float | None,
    indicator: Indicator,
    population: str,
    year: int,
    provisional: bool = False,
) -> str:
    """ "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024)."."""
    if value is None or pd.isna(value):
        return f"Van “{in_sentence(indicator.title)}” is er voor {region} geen cijfer over {year}."
    phrase = indicator.phrase.format(value=value_text(value, indicator))
    return f"In {region} {phrase} ({who_when(population, year, provisional, phrase)})."


def comparison_sentence(found: Standing, region: str) -> str:
    """The figure, its difference with the comparator and what may not be concluded from it: the sentence of a view.

    ``region``: its name. "In Emmen heeft 12,5% moeite met rondkomen (18 jaar en ouder, 2020): 1,4 procentpunt minder
    dan in Nederland (13,9%). Geen marge bekend: ...". When the two have figures of an earlier year only, that year's
    figure is said too, so that a reader can redo the sum.
    """
    return _joined(*_said(found, region, None), _what_not_to_conclude(found))


def _said(found: Standing, region: str, change: Change | None) -> list[str]:
    """The figure with its difference, and with this change where that is to be said."""
    indicator, compared = found.indicator, found.comparison
    said = value_sentence(
        region, found.value, indicator, found.population, found.year, found.point.provisional
    )
    clauses = []
    if compared and compared.year == found.year:
        clauses.append(difference_clause(compared, indicator))
    if change and change.comparable:
        clauses.append(change_clause(change, indicator))
    sentences = [f"{said[:-1]}: {' en '.join(clauses)}." if clauses else said]
    if change and not change.comparable:
        why = f" ({change.reason})" if change.reason else ""
        asked = _earlier_refused(found)
        too = f", en ook niet met {asked}" if asked not in (None, change.year_from) else ""
        still = earlier_clause(change.before, indicator)
        sentences.append(
            f"Het cijfer van {change.year_to} is niet te vergelijken met {change.year_from}{too}{why}"
            f"{f'; {still}' if still else ''}."
        )
    if compared and compared.year != found.year:
        value = value_text(compared.gap.value, indicator)
        early = f" ({PROVISIONAL})" if compared.own.provisional else ""
        sentences.append(
            f"In {compared.year}{early} was het {value}: {difference_clause(compared, indicator)}."
        )
    return sentences


def _earlier_refused(found: Standing) -> int | None:
    """The year of the earlier measurement that the reader asked for, when it may not be compared."""
    first = found.against[0] if found.against else None
    return first.year if isinstance(first, NotCompared) else None


def _what_not_to_conclude(found: Standing, change: Change | None = None) -> str:
    """Of the difference with the comparator, and of this change where it is said too; or why there is no difference."""
    if found.value is None:
        return ""
    indicator, compared = found.indicator, found.comparison
    if compared is None and change and not change.comparable and _earlier_refused(found):
        # Said with the change.
        return ""
    why = "" if compared else not_compared_sentence(found)
    if compared is None or change is None or compared.outcome == change.outcome == "geen marge bekend":
        cautions = [caution(d, indicator) for d in (compared, change) if d]
    else:
        place = str(compared.other.year) if compared.comparator.earlier else compared.comparator.place
        cautions = [
            caution(compared, indicator, f"Het verschil met {place}"),
            caution(change, indicator, f"Het verschil met {change.year_from}"),
        ]
    return _joined(why, *dict.fromkeys(cautions))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def is_the_comparison(found: Standing) -> bool:
    """Whether the comparator is the measurement before: then the change is the comparison."""
    compared, change = found.comparison, found.change
    return bool(
        compared and change and compared.comparator.earlier and compared.other.year == change.year_from
    )


def not_compared_sentence(found: Standing) -> str:
    """Why there is no difference with the comparator: "Niet vergeleken met Nederland: geen cijfer over 2024."."""
    if not found.not_compared:
        return ""
    comparator = found.against[0].comparator
    if comparator.earlier:
        return f"{found.not_compared[:1].upper()}{found.not_compared[1:]}."
    return f"Niet vergeleken met {comparator.place}: {found.not_compared}."


def trend_sentence(found: Standing, region: str, over: Course | None) -> str:
    """:func:`comparison_sentence` with the change since the measurement before, then how it went over the years.

    ``over``: :func:`compare.rules.course.course`. "... Het ging van 26,6% in 2012 naar 12,5% in 2020."
    """
    change = None if is_the_comparison(found) or found.value is None else found.change
    longer = ""
    if over and (len(over.points) > 2 or (over.first.year, over.last.year) not in _said_already(found)):
        longer = course_sentence(over, found.indicator)
    return _joined(*_said(found, region, change), longer, _what_not_to_conclude(found, change))


def other_year_sentence(found: Comparison | NotCompared, whose: str) -> str:
    """That another earlier measurement was taken than the year that the reader chose; "" when it is that year.

    ``whose``: the names of the regions. "Van Drenthe is er geen eerdere meting over 2016; gekeken is naar 2022."
    """
    asked = found.comparator.since
    taken = found.other.year if isinstance(found, Comparison) else found.year
    if asked is None or taken in (None, asked):
        return ""
    return f"Van {whose} is er geen eerdere meting over {asked}; gekeken is naar {taken}."


def said_once(sentences: Sequence[str], indicator: Indicator) -> list[str]:
    """Views of one indicator below each other: what holds for more of them is said with the last of those.

    That is: that no margin is known, and why a comparator cannot be used.
    """
    said: list[str] = []
    for sentence in reversed(sentences):
        for closing in (f" {unknown_margin(indicator)}", *_NOT_COMPARED.findall(sentence)):
            if any(closing in later for later in said):
                sentence = sentence.replace(closing, "")
        said.insert(0, sentence)
    return said


#: A whole sentence that :func:`not_compared_sentence` made.
_NOT_COMPARED = re.compile(r" Niet vergeleken met [^.]+\.")


def _said_already(found: Standing) -> list[tuple[int, int]]:
    """The years between which a change is said: since the measurement before, and since the earlier year asked for."""
    compared, change = found.comparison, found.change
    steps = (change, change.before) if change else ()
    said = [(step.year_from, step.year_to) for step in steps if step]
    if compared and compared.comparator.earlier:
        said.append((compared.other.year, compared.year))
    return said


def course_sentence(over: Course, indicator: Indicator) -> str:
    """ "Het ging van 54,2% in 2013 naar 67,5% in 2020, daarna lager: 59,3% in 2022."; of figures that are all the same
    "Het was 0,7 km in 2013 en in alle metingen daarna, tot en met 2021." """
    return f"Het {'was' if _stayed(over) else 'ging'} {course_clause(over, indicator)}."


def course_clause(over: Course, indicator: Indicator) -> str:
    """What stands after "het ging" or "het was" in :func:`course_sentence`.

    Every number in it is a figure or its year; every word of direction holds for all the years between the two that it
    is of.
    """
    same = f", {SAME_GEMEENTEN if over.of == 2 else ALL_SAME_GEMEENTEN}" if over.same_gemeenten else ""
    if _stayed(over):
        value, until = value_text(over.first.value, indicator), over.last.year
        later = f"in {until}" if over.of == 2 else f"in alle metingen daarna, tot en met {until}"
        return f"{value} in {over.first.year} en {later}{same}"

    def then(point: Point) -> str:
        early = f" ({PROVISIONAL})" if point.provisional else ""
        return f"{value_text(point.value, indicator)} in {point.year}{early}"

    said = f"van {then(over.first)} naar {then(over.points[1])}"
    for i, (before, point) in enumerate(itertools.pairwise(over.points[1:])):
        direction = 1 if (point.value or 0.0) > (before.value or 0.0) else -1
        link = ", daarna" if i == 0 else " en weer" if point is over.last else ", weer"
        said += f"{link} {_higher_or_lower(direction, indicator)}: {then(point)}"
    return f"{said}{same}"


def _stayed(over: Course) -> bool:
    return len({point.value for point in over.points}) == 1


def _higher_or_lower(direction: int, indicator: Indicator) -> str:
    """Where a line went: counts "meer" or "minder", distances "verder" or "dichterbij", the rest "hoger" or "lager"."""
    if UNITS[indicator.unit].counts or indicator.unit == "kilometer":
        return more_or_less(direction, indicator)
    return "hoger" if direction > 0 else "lager"


def map_sentence(
    values: pd.Series,
    names: Mapping[str, str],
    indicator: Indicator,
    population: str,
    year: int,
    one: str = "gemeente",
    many: str = "gemeenten",
    provisional: bool = False,
) -> str:
    """Highest and lowest region: "In Emmen heeft 15,1% moeite met rondkomen, het meest van de 12 gemeenten; ...".

    ``values``: index region code, the regions on the map (missing allowed); ``names``: code -> name;
    ``one`` and ``many``: what a region is called.
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
    most, least = _most_and_least(indicator)

    def place(value: float) -> str:
        at = [names[r] for r in shown.index[shown == value]]
        return listing(at) if len(at) <= 3 else f"{number(len(at))} {many}"

    phrase = indicator.phrase.format(value=value_text(top, indicator))
    return (
        f"In {place(top)} {phrase}, het {most} van de {len(shown)} {many} met een cijfer; "
        f"in {place(bottom)} {value_text(bottom, indicator)}, het {least} "
        f"({who_when(population, year, provisional, phrase)})."
    )


def standing_out_sentences(found: Largest, region: str = "Drenthe") -> list[str]:
    """Where the region lies furthest from its comparator, in the words of the figures themselves, largest first; then
    what is large too and older.

    "De grootste verschillen met Nederland: in Drenthe doet 45,8% vrijwilligerswerk (Nederland 40,7%, 2022) en ..." and
    "Ook groot, maar ouder: in Drenthe heeft 11,0% moeite met rondkomen (Nederland 13,9%, 2020)."
    """
    new, old = found.differences, found.older_differences
    if not new and not old:
        if not found.withheld:
            return ["Er zijn hier geen cijfers die te vergelijken zijn."]
        return [
            f"Van de groep {population_text(found.withheld[0].population)} geeft de bron per gemeente geen marge. "
            "Daarom noemen wij hier geen grootste verschillen."
        ]
    start = "De grootste verschillen" if len(new) > 1 else "Het grootste verschil"
    said = [
        f"{start} met {new[0].comparison.comparator.place}: {_differences(new, region)}."
        if new
        else f"Vanaf {found.floor} zijn er geen cijfers om te vergelijken."
    ]
    if old:
        said.append(f"{'Ook groot' if new else 'Groot'}, maar ouder: {_differences(old, region)}.")
    return said


def _differences(found: Sequence[Difference], region: str) -> str:
    parts = [
        f"{d.standing.indicator.phrase.format(value=value_text(d.comparison.gap.value, d.standing.indicator))} "
        f"({_age_group(d.standing.population)}{_beside(d.comparison, d.standing.indicator)})"
        for d in found
    ]
    return f"in {region} {listing(parts)}"


def largest_rule(found: Largest, place: str) -> str:
    """The rule by which the largest differences were chosen, for below them; "" when none were. ``place``: of the
    comparator, after "in"."""
    if not found.differences and not found.older_differences:
        return ""
    return (
        f"Zo gekozen: hoe ver het cijfer af ligt van {place}, afgemeten aan hoe ver gemeenten onderling uiteenlopen. "
        f"Een onzeker cijfer telt minder mee. Cijfers van voor {found.floor} noemen we apart."
    )


#: The rule by which the largest changes were chosen, for below them.
CHANGE_RULE = (
    "Bij een verandering telt de grootste van twee, met dezelfde maat: over alle jaren die te vergelijken zijn, of sinds "
    "de meting ervoor."
)


def _beside(found: Comparison, indicator: Indicator) -> str:
    """ "Nederland 40,7%, 2022", or of an earlier year "2022; in 2016 40,7%"."""
    other = value_text(found.gap.comparator, indicator)
    early = f", {PROVISIONAL}" if found.own.provisional or found.other.provisional else ""
    if found.comparator.earlier:
        return f"{found.year}; in {found.other.year} {other}{early}"
    return f"{found.comparator.name} {other}, {found.year}{early}"


def _age_group(population: str) -> str:
    """ "16 tot en met 25 jaar; " for a part of the grown-ups, "" for all of them: that is what a reader expects."""
    return f"{population_text(population)}; " if population in {"16-25", "18-64", "65+", "0-22"} else ""


def moving_lines(found: Largest) -> list[str]:
    """What changed most, a line each, largest first, and a last line with what is older; none when nothing may be
    compared.

    "Ervaren gezondheid: van 76,3% in 2012 naar 78,6% in 2020, daarna lager: 69,6% in 2022 en weer hoger: 73,6% in 2024.
    Dat is 2,7 procentpunt minder dan in 2012 en 4,0 procentpunt meer dan in 2022."
    """
    lines = [
        f"{m.standing.indicator.short_title}: {course_clause(m.course, m.standing.indicator)}. Dat is {_since(m)}."
        for m in found.changes
    ]
    if found.older_changes:
        older = [
            f"{in_sentence(m.standing.indicator.short_title)} ({course_clause(m.course, m.standing.indicator)})"
            for m in found.older_changes
        ]
        lines.append(f"{'Ook veel' if lines else 'Veel'} veranderd, maar ouder: {listing(older)}.")
    return lines


def _since(found: Movement) -> str:
    """The change over all the years and the last step, once when they are the same."""
    clauses = [change_clause(one, found.standing.indicator) for one in (found.over, found.step)]
    return " en ".join(dict.fromkeys(clauses))


def extents_sentence(found: Sequence[Extent], names: Mapping[str, str]) -> str:
    """On which share the gemeenten lie furthest apart, and on which closest; never which gemeente does best.

    "Van 16 cijfers in procenten liggen de gemeenten het verst uit elkaar bij “rookt”: 6,5 procentpunt, van 12,6% in
    Tynaarlo tot 19,1% in Emmen (18 jaar en ouder, 2024). Het dichtst bij elkaar ...". ``names``: code -> name.
    """
    ends = most_and_least(found)
    if ends is None:
        return "Er zijn te weinig cijfers om te zien waar de gemeenten het meest verschillen."
    most, least = ends
    shares = sum(extent.indicator.unit == "procent" for extent in found)
    return (
        f"Van {shares} cijfers in procenten liggen de gemeenten het verst uit elkaar bij {_from_to(most, names)} "
        f"Het dichtst bij elkaar liggen ze bij {_from_to(least, names)}"
    )


def _from_to(found: Extent, names: Mapping[str, str]) -> str:
    return (
        f"“{in_sentence(found.indicator.short_title)}”: {difference_text(found.difference, found.indicator)}, "
        f"{_span(found, names, 'gemeenten')} ({who_when(found.population, found.year, found.provisional)})."
    )


def instead_sentence(refused: NotCompared, instead: Comparator | None) -> str:
    """What was done where the reader's comparator cannot be used.

    "Niet vergeleken met Nederland: geen cijfer over 2024. U ziet nu de vergelijking met Drenthe."
    """
    if refused.comparator.earlier:
        why = f"{refused.why[:1].upper()}{refused.why[1:]}."
    else:
        why = f"Niet vergeleken met {refused.comparator.place}: {refused.why}."
    return f"{why} U ziet nu de vergelijking met {instead.place}." if instead else why


#: R09: what the figure of a gemeente does not show.
HIDDEN = "Het gemiddelde van een gemeente verbergt zulke verschillen."


def within_sentence(found: Extent | None, region: str, names: Mapping[str, str], own: float | None) -> str:
    """The lowest and the highest wijk of a gemeente beside its own figure, and that an average hides this.

    "In de wijken van Emmen heeft 7,5% (Schoonebeek) tot 17,4% (Bargeres) moeite met rondkomen; in de hele gemeente is
    dat 12,5% (18 jaar en ouder, 2020, 23 wijken met een cijfer). ...". ``found``: of its wijken; ``names``: of those.
    """
    if found is None:
        return f"In {region} zijn er te weinig wijken met een cijfer om verschillen te laten zien."
    return f"In de wijken van {region} {_in_wijken(found, names, own)}"


def _in_wijken(found: Extent, names: Mapping[str, str], own: float | None) -> str:
    indicator = found.indicator

    def end(value: float, at: Sequence[str]) -> str:
        where = listing([names[wijk] for wijk in at]) if len(at) < 3 else f"{number(len(at))} wijken"
        return f"{value_text(value, indicator)} ({where})"

    if found.difference:
        shown = f"{end(found.lowest, found.at_lowest)} tot {end(found.highest, found.at_highest)}"
    else:
        shown = f"overal {value_text(found.lowest, indicator)}"
    phrase = indicator.phrase.format(value=shown)
    itself = (
        "" if own is None or pd.isna(own) else f"; in de hele gemeente is dat {value_text(own, indicator)}"
    )
    when = who_when(found.population, found.year, found.provisional, phrase)
    said = f"{phrase}{itself} ({when}, {number(found.of)} wijken met een cijfer)."
    return f"{said} {HIDDEN}" if found.difference else said


def _span(found: Extent, names: Mapping[str, str], many: str) -> str:
    """ "van 8,1% in De Wolden tot 12,6% in Assen"."""

    def end(value: float, at: Sequence[str]) -> str:
        where = listing([names[region] for region in at]) if len(at) < 3 else f"{number(len(at))} {many}"
        return f"{value_text(value, found.indicator)} in {where}"

    return f"van {end(found.lowest, found.at_lowest)} tot {end(found.highest, found.at_highest)}"


def furthest_within_sentence(found: Extent, region: str, names: Mapping[str, str], own: float | None) -> str:
    """Where the wijken of one gemeente lie furthest apart, for a reader who chose no gemeente.

    "De wijken liggen het verst uit elkaar in Meppel: daar heeft 7,0% (Berggierslanden) tot 19,6% (Haveltermade) ...".
    ``found``: of that gemeente.
    """
    return f"De wijken liggen het verst uit elkaar in {region}: daar {_in_wijken(found, names, own)}"


def _early(found: Extent) -> str:
    return f"{found.year} ({PROVISIONAL})" if found.provisional else f"{found.year}"


def over_years_sentence(stretches: Sequence[Sequence[Extent]], names: Mapping[str, str]) -> str:
    """How far apart the regions lay in the first and in the last of the years: what small maps side by side show.

    "Moeite met rondkomen (18 jaar en ouder): in 2012 van 17,1% in De Wolden tot 25,7% in Emmen, in 2020 van ... Daarmee
    niet te vergelijken: in 2024 van ...". ``stretches``: years that may be held against each other, one extent per year,
    oldest first.
    """
    told = [stretch for stretch in stretches if stretch]
    if not told:
        return "Er zijn geen cijfers om naast elkaar te leggen."

    def ends(stretch: Sequence[Extent]) -> str:
        first, last = stretch[0], stretch[-1]
        many = "gemeenten" if all(region.startswith("GM") for region in first.at_lowest) else "wijken"
        of_both = (first, last) if last is not first else (first,)
        return ", ".join(f"in {_early(one)} {_span(one, names, many)}" for one in of_both)

    first = told[0][0]
    said = f"{titled(first.indicator, first.population)}: {ends(told[0])}."
    return " ".join([said, *(f"Daarmee niet te vergelijken: {ends(stretch)}." for stretch in told[1:])])
