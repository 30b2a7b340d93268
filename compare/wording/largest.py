"""The largest differences and the largest changes, in words."""

from __future__ import annotations

from collections.abc import Sequence

from compare.indicator_data import PROVISIONAL
from compare.rules.comparison import Comparison
from compare.rules.largest import Difference, Largest, Movement
from compare.wording.clauses import change_clause, in_sentence
from compare.wording.comparator import words
from compare.wording.trend import course_clause
from monitor.catalogue import Indicator
from monitor.dutch import listing, population_text, value_text
from monitor.province import PROVINCE_NAME


def standing_out_sentences(largest: Largest, region: str = PROVINCE_NAME) -> list[str]:
    """Where the region lies furthest from its comparator, in the words of the figures themselves, largest first; then
    what is large too and older.

    "De grootste verschillen met Nederland: in Drenthe doet 45,8% vrijwilligerswerk (Nederland 40,7%, 2022) en ..." and
    "Ook groot, maar ouder: in Drenthe heeft 11,0% moeite met rondkomen (Nederland 13,9%, 2020)."
    """
    new, old = largest.differences, largest.older_differences
    if not new and not old:
        if not largest.withheld:
            return ["Er zijn hier geen cijfers die te vergelijken zijn."]
        return [
            f"Van de groep {population_text(largest.withheld[0].population)} geeft de bron per gemeente geen marge. "
            "Daarom noemen wij hier geen grootste verschillen."
        ]
    start = "De grootste verschillen" if len(new) > 1 else "Het grootste verschil"
    sentences = [
        f"{start} met {new[0].comparison.comparator.place}: {_differences(new, region)}."
        if new
        else f"Vanaf {largest.floor} zijn er geen cijfers om te vergelijken."
    ]
    if old:
        sentences.append(f"{'Ook groot' if new else 'Groot'}, maar ouder: {_differences(old, region)}.")
    return sentences


def _differences(differences: Sequence[Difference], region: str) -> str:
    parts = [
        f"{d.profile_row.indicator.phrase.format(value=value_text(d.comparison.gap.value, d.profile_row.indicator))} "
        f"({_age_group(d.profile_row.population)}{_beside(d.comparison, d.profile_row.indicator)})"
        for d in differences
    ]
    return f"in {region} {listing(parts)}"


def largest_rule(largest: Largest, place: str) -> str:
    """The rule by which the largest differences were chosen, for below them; "" when none were. ``place``: of the
    comparator, after "in"."""
    if not largest.differences and not largest.older_differences:
        return ""
    older = f" Cijfers van voor {largest.floor} noemen we apart." if largest.older_differences else ""
    return (
        f"Zo gekozen: hoe ver het cijfer af ligt van {place}, afgemeten aan hoe ver gemeenten onderling uiteenlopen. "
        f"Een onzeker cijfer telt minder mee.{older}"
    )


#: The rule by which the largest changes were chosen, for below them.
CHANGE_RULE = (
    "Zo gekozen: de grootste verandering, over alle jaren die te vergelijken zijn of sinds de meting ervoor, afgemeten aan "
    "hoe ver gemeenten onderling uiteenlopen."
)


def _beside(comparison: Comparison, indicator: Indicator) -> str:
    """ "Nederland 40,7%, 2022", or of an earlier year "2022; in 2016 40,7%"."""
    other = words(comparison.comparator).other_figure(
        comparison, value_text(comparison.gap.comparator, indicator)
    )
    return f"{other}, {PROVISIONAL}" if comparison.own.provisional or comparison.other.provisional else other


def _age_group(population: str) -> str:
    """ "16 tot en met 25 jaar; " for a part of the grown-ups, "" for all of them: that is what a reader expects."""
    return f"{population_text(population)}; " if population in {"16-25", "18-64", "65+", "0-22"} else ""


def moving_lines(largest: Largest) -> list[str]:
    """What changed most, a line each, largest first, then a line with the newer figures of these and one with what is older; none
    when nothing may be compared.

    "Ervaren gezondheid: van 76,3% in 2012 naar 78,6% in 2020, daarna lager: 69,6% in 2022 en weer hoger: 73,6% in 2024.
    Dat is 2,7 procentpunt minder dan in 2012 en 4,0 procentpunt meer dan in 2022."
    """
    lines = [f"{title}: {what}" for title, what in map(moving_line, largest.changes)]
    if newer := _newer_figures(largest.changes):
        lines.append(newer)
    if largest.older_changes:
        older = [
            f"{in_sentence(m.profile_row.indicator.short_title)} ({course_clause(m.course, m.profile_row.indicator)})"
            for m in largest.older_changes
        ]
        lines.append(f"{'Ook veel' if lines else 'Veel'} veranderd, maar ouder: {listing(older)}.")
    return lines


def moving_line(movement: Movement) -> tuple[str, str]:
    """What changed, and how: "van 76,3% in 2012 naar 78,6% in 2020. Dat is 2,3 procentpunt meer dan in 2012."."""
    indicator = movement.profile_row.indicator
    return indicator.short_title, f"{course_clause(movement.course, indicator)}. Dat is {_since(movement)}."


def _newer_figures(movements: Sequence[Movement]) -> str:
    """The figures that these changes do not reach, for who sees them beside it; "" when there are none.

    "Nieuwer, maar niet te vergelijken: contact, gemiddelde van 3 (69,8% in 2023)."
    """
    rows = [m.profile_row for m in movements if m.profile_row.year > m.year]
    newer = [
        f"{in_sentence(row.indicator.short_title)} ({value_text(row.value, row.indicator)} in {row.year})"
        for row in rows
        if row.value is not None
    ]
    return f"Nieuwer, maar niet te vergelijken: {listing(newer)}." if newer else ""


def _since(movement: Movement) -> str:
    """The change over all the years and the last step, once when they are the same."""
    clauses = [change_clause(one, movement.profile_row.indicator) for one in (movement.over, movement.step)]
    return " en ".join(dict.fromkeys(clauses))
