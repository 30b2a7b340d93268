"""Of several figures at once, the highest and lowest place of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compare.rules.range import ValueRange, most_and_least
from compare.wording.clauses import in_sentence, who_when
from compare.wording.map import span
from monitor.dutch import difference_text


def ranges_sentence(ranges: Sequence[ValueRange], names: Mapping[str, str]) -> str:
    """On which share the gemeenten lie furthest apart, and on which closest; never which gemeente does best.

    "Van 16 cijfers in procenten liggen de gemeenten het verst uit elkaar bij “rookt”: 6,5 procentpunt, van 12,6% in
    Tynaarlo tot 19,1% in Emmen (18 jaar en ouder, 2024). Het dichtst bij elkaar ...". ``names``: code -> name.
    """
    ends = most_and_least(ranges)
    if ends is None:
        return "Er zijn te weinig cijfers om te zien waar de gemeenten het meest verschillen."
    most, least = ends
    shares = sum(value_range.indicator.unit == "procent" for value_range in ranges)
    return (
        f"Van {shares} cijfers in procenten liggen de gemeenten het verst uit elkaar bij {_from_to(most, names)} "
        f"Het dichtst bij elkaar liggen ze bij {_from_to(least, names)}"
    )


def _from_to(value_range: ValueRange, names: Mapping[str, str]) -> str:
    return (
        f"“{in_sentence(value_range.indicator.short_title)}”: {difference_text(value_range.difference, value_range.indicator)}, "
        f"{span(value_range, names, 'gemeenten')} ({who_when(value_range.population, value_range.year, value_range.provisional)})."
    )
