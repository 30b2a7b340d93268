"""How one region stands on one indicator, in words short enough for a list"""

from __future__ import annotations

from collections.abc import Sequence

from compare.rules.comparison import Comparison, NotCompared
from compare.rules.outcome import NOT_TESTED, UNKNOWN
from compare.rules.profile_row import ProfileRow
from compare.wording.clauses import difference_clause, position_clause, who_when
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, WHY_MISSING, listing, value_text
from monitor.province import PROVINCE
from monitor.regions import name


def row_sentences(row: ProfileRow, newest: ProfileRow) -> list[str]:
    """First the figure, "61,1% (18 jaar en ouder, 2024)."; then the difference with each comparator and the place:
    "9,4 procentpunt meer dan in Nederland (51,7%).", "Hoogste van de 12 gemeenten in Drenthe."

    ``row``: of the year of its comparison; ``newest``: the same of the newest year, said too where that is another one.
    """
    indicator = row.indicator
    if row.value is None:
        why = WHY_MISSING.get(row.observation.missing or "", "")
        of = who_when(row.population, row.year)
        return [f"{NO_FIGURE.capitalize()} ({of}).", *([f"{_capital(why)}."] if why else [])]
    figure = value_text(row.value, indicator)
    parts = [f"{figure} ({who_when(row.population, row.year, row.observation.provisional)})."]
    parts += [_difference(one, indicator, row.year) for one in row.against if isinstance(one, Comparison)]
    parts += _not_compared([one for one in row.against if isinstance(one, NotCompared)])
    if row.position:
        parts.append(f"{_capital(position_clause(row.position))} in {name(PROVINCE)}.")
    return [*parts, *filter(None, [newer_sentence(row, newest)])]


def newer_sentence(row: ProfileRow, newest: ProfileRow) -> str:
    """ "In 2023: 82,2%, nog zonder Nederland."; "" where the row is the newest."""
    if row.year == newest.year or row.comparison is None:
        return ""
    return f"In {newest.year}: {value_text(newest.value, newest.indicator)}, nog zonder {row.comparison.comparator.name}."


def _not_compared(refused: Sequence[NotCompared]) -> list[str]:
    """What is refused for the same reason is said once."""
    by_reason: dict[str, list[str]] = {}
    for one in refused:
        by_reason.setdefault(one.why, []).append(one.comparator.place)
    return [f"Niet vergeleken met {listing(places)}: {why}." for why, places in by_reason.items()]


def _difference(comparison: Comparison, indicator: Indicator, year: int) -> str:
    judged = "" if comparison.outcome in (None, UNKNOWN, NOT_TESTED) else f": {comparison.outcome}"
    # Only with the second one can it be of another year.
    when = "" if comparison.year == year else f" in {comparison.year}"
    return f"{_capital(difference_clause(comparison, indicator))}{when}{judged}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
