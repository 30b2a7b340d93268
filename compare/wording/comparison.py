"""What is said of one figure beside another"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from compare.indicator_data import PROVISIONAL
from compare.rules.change import Change
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, NotCompared
from compare.rules.profile_row import ProfileRow
from compare.wording.clauses import (
    caution,
    change_clause,
    difference_clause,
    earlier_clause,
    in_sentence,
    joined,
    unknown_margin,
    who_when,
)
from compare.wording.comparator import words
from monitor.catalogue import Indicator
from monitor.dutch import value_text


def value_sentence(
    region: str,
    value: float | None,
    indicator: Indicator,
    population: str,
    year: int,
    provisional: bool = False,
) -> str:
    """ "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024)."."""
    return f"{_value_clause(region, value, indicator, population, year, provisional)}."


def _value_clause(
    region: str, value: float | None, indicator: Indicator, population: str, year: int, provisional: bool
) -> str:
    if value is None or pd.isna(value):
        return f"Van “{in_sentence(indicator.title)}” is er voor {region} geen cijfer over {year}"
    phrase = indicator.phrase.format(value=value_text(value, indicator))
    return f"In {region} {phrase} ({who_when(population, year, provisional, phrase)})"


def comparison_sentence(row: ProfileRow, region: str) -> str:
    """The figure, its difference with the comparator and what may not be concluded from it: the sentence of a view.

    ``region``: its name. "In Emmen heeft 12,5% moeite met rondkomen (18 jaar en ouder, 2020): 1,4 procentpunt minder
    dan in Nederland (13,9%). Geen marge bekend: ...". When the two have figures of an earlier year only, that year's
    figure is said too, so that a reader can redo the sum.
    """
    return joined(*figure_sentences(row, region, None), *what_not_to_conclude(row))


def figure_sentences(row: ProfileRow, region: str, change: Change | None) -> list[str]:
    """The figure with its difference, and with this change where that is to be said."""
    indicator, compared = row.indicator, row.comparison
    figure = _value_clause(
        region, row.value, indicator, row.population, row.year, row.observation.provisional
    )
    clauses = []
    if compared and compared.year == row.year:
        clauses.append(difference_clause(compared, indicator))
    if change and change.comparable:
        clauses.append(change_clause(change, indicator))
    sentences = [f"{figure}: {' en '.join(clauses)}." if clauses else f"{figure}."]
    if change and not change.comparable:
        why = f" ({change.reason})" if change.reason else ""
        asked = _earlier_refused(row)
        too = f", en ook niet met {asked}" if asked not in (None, change.year_from) else ""
        still = earlier_clause(change.before, indicator)
        sentences.append(
            f"Het cijfer van {change.year_to} is niet te vergelijken met {change.year_from}{too}{why}"
            f"{f'; {still}' if still else ''}."
        )
    if compared and compared.year != row.year:
        value = value_text(compared.gap.value, indicator)
        early = f" ({PROVISIONAL})" if compared.own.provisional else ""
        sentences.append(
            f"In {compared.year}{early} was het {value}: {difference_clause(compared, indicator)}."
        )
    return sentences


def _earlier_refused(row: ProfileRow) -> int | None:
    """The year of the earlier measurement that the reader asked for, when it may not be compared."""
    first = row.against[0] if row.against else None
    return first.year if isinstance(first, NotCompared) else None


def what_not_to_conclude(row: ProfileRow, change: Change | None = None) -> list[str]:
    """Of the difference with the comparator, and of this change where it is said too; or why there is no difference."""
    if row.value is None:
        return []
    indicator, compared = row.indicator, row.comparison
    if compared is None and change and not change.comparable and _earlier_refused(row):
        # Said with the change.
        return []
    why = "" if compared else not_compared_sentence(row)
    if compared is None or change is None or compared.outcome == change.outcome == "geen marge bekend":
        cautions = [caution(d, indicator) for d in (compared, change) if d]
    else:
        cautions = [
            caution(compared, indicator, f"Het verschil met {compared.place}"),
            caution(change, indicator, f"Het verschil met {change.year_from}"),
        ]
    return [sentence for sentence in (why, *dict.fromkeys(cautions)) if sentence]


def is_the_comparison(row: ProfileRow) -> bool:
    """Whether the comparator is the measurement before: then the change is the comparison."""
    compared, change = row.comparison, row.change
    return bool(compared and change and compared.over_time and compared.other.year == change.year_from)


def not_compared_sentence(row: ProfileRow) -> str:
    """Why there is no difference with the comparator: "Niet vergeleken met Nederland: geen cijfer over 2024."."""
    return _refused(row.against[0].comparator, row.not_compared) if row.not_compared else ""


def _refused(comparator: Comparator, why: str) -> str:
    return words(comparator).refused(comparator, why)


def other_year_sentence(comparison: Comparison | NotCompared, whose: str) -> str:
    """That another earlier measurement was taken than the year that the reader chose; "" when it is that year.

    ``whose``: the names of the regions. "Van Drenthe is er geen eerdere meting over 2016; gekeken is naar 2022."
    """
    asked = comparison.comparator.year_asked
    taken = comparison.other.year if isinstance(comparison, Comparison) else comparison.year
    if asked is None or taken in (None, asked):
        return ""
    return f"Van {whose} is er geen eerdere meting over {asked}; gekeken is naar {taken}."


def texts_without_repeats(views: Sequence[Sequence[str]], closings: Collection[str]) -> list[str]:
    """The text of views of one indicator below each other, each given by its sentences: a closing that holds for more of
    them is said with the last of those. ``closings``: :func:`closings` of all views."""
    later: set[str] = set()
    texts: list[str] = []
    for sentences in reversed(views):
        texts.insert(0, joined(*(sentence for sentence in sentences if sentence not in later)))
        later |= set(sentences) & set(closings)
    return texts


def closings(row: ProfileRow) -> list[str]:
    """What may hold for other views of the indicator too: that no margin is known, why a comparator cannot be used."""
    refused = row.against[0] if row.against else None
    shared = isinstance(refused, NotCompared) and refused.comparator.beside
    return [unknown_margin(row.indicator), *([not_compared_sentence(row)] if shared else [])]


def years_of_changes(row: ProfileRow) -> list[tuple[int, int]]:
    """The years between which a change is said: since the measurement before, and since the earlier year asked for."""
    compared, change = row.comparison, row.change
    steps = (change, change.before) if change else ()
    stretches = [(step.year_from, step.year_to) for step in steps if step]
    if compared and compared.over_time:
        stretches.append((compared.other.year, compared.year))
    return stretches


def instead_sentence(refused: NotCompared, instead: Comparator | None) -> str:
    """What was done where the reader's comparator cannot be used.

    "Niet vergeleken met Nederland: geen cijfer over 2024. U ziet nu de vergelijking met Drenthe."
    """
    why = _refused(refused.comparator, refused.why)
    return f"{why} U ziet nu de vergelijking met {instead.place}." if instead else why
