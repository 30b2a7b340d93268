"""How one gemeente stands on every indicator at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from compare.indicator_data import IndicatorData, measured
from compare.rules.comparator import Comparator
from compare.rules.profile_row import ProfileRow, profile_row
from monitor.catalogue import Indicator


def profile(
    figures: Callable[[str, str], IndicatorData | None],
    indicators: Iterable[Indicator],
    gemeente: str,
    comparators: Sequence[Comparator],
    peers: Sequence[str],
    population: str | None = None,
) -> list[ProfileRow]:
    """The row of a gemeente on each indicator that its sources ask of it, in the order of ``indicators``.

    ``figures``: gives those of an indicator and population, None when there are none. One row per indicator: of
    ``population``, or when that is None of the indicator's first population with a figure for this gemeente. An
    indicator without a figure but with a reason why stays in, as "geen cijfer".
    """
    rows = []
    for indicator in indicators:
        populations = [p for p in indicator.populations if population in (None, p)]
        asked = [f for p in populations if (f := figures(indicator.id, p)) and f.of(gemeente)]
        answered = [f for f in asked if measured(f.of(gemeente))]
        if asked:
            row = profile_row((answered or asked)[0], gemeente, comparators, peers)
            assert row is not None
            rows.append(row)
    return rows
