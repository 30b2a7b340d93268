"""The observations behind rows of a profile, for a file and for whoever wants to count again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from compare.indicator_data import IndicatorData, Observation, Observations
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison
from compare.rules.profile_row import ProfileRow
from ui.data import all_figures, figures


def all_years(
    rows: Iterable[ProfileRow], others: Sequence[Comparator], peers: Sequence[str] = ()
) -> pd.DataFrame:
    """Of every row all years of its region, of ``others`` and of ``peers`` (codes); an earlier year is one of the region
    itself. Columns: those of the data contract, and ``segment``."""
    return _frame(
        (indicator_data, code, point)
        for row, indicator_data in _laid_out(rows)
        for code, points in _lines(row, indicator_data, others, peers).items()
        for point in points
    )


def one_year(rows: Iterable[ProfileRow], others: Sequence[Comparator], peers: Sequence[str]) -> pd.DataFrame:
    """Of every row the year of its figure: of its region, of ``others`` and of ``peers`` (codes); and of the region
    itself the earlier year that it is held against. Columns: as of :func:`all_years`."""
    observations = []
    for row, indicator_data in _laid_out(rows):
        earlier = {
            comparison.other.year
            for comparison in row.against
            if isinstance(comparison, Comparison) and comparison.over_time
        }
        for code, observations_of in _lines(row, indicator_data, others, peers).items():
            years = {row.year, *(earlier if code == row.region else ())}
            observations += [
                (indicator_data, code, observation)
                for observation in observations_of
                if observation.year in years
            ]
    return _frame(observations)


def _laid_out(rows: Iterable[ProfileRow]) -> Iterable[tuple[ProfileRow, IndicatorData]]:
    for row in rows:
        indicator_data = figures(row.indicator.id, row.population)
        if indicator_data is not None:
            yield row, indicator_data


def _lines(
    row: ProfileRow, indicator_data: IndicatorData, others: Sequence[Comparator], peers: Sequence[str]
) -> dict[str, Observations]:
    """Code -> its points, each once: the region of the row first."""
    return {
        row.region: indicator_data.of(row.region),
        **{peer: indicator_data.of(peer) for peer in peers},
        **{other.code: other.observations(indicator_data) for other in others if other.beside},
    }


def _frame(observations: Iterable[tuple[IndicatorData, str, Observation]]) -> pd.DataFrame:
    # One frame for all: a frame per indicator would take a millisecond each.
    layout = next(iter(all_figures().values())).frame
    rows = (
        (*observation, indicator_data.indicator.id, indicator_data.population, code)
        for indicator_data, code, observation in observations
    )
    table = pd.DataFrame(rows, columns=[*Observation._fields, "indicator", "population", "region"])
    return table[layout.columns].astype(layout.dtypes.to_dict())
