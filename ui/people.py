"""How many people a percentage is, where the monitor knows of how many it is a percentage."""

from __future__ import annotations

from compare.figures import measured
from compare.people import ESTIMATED, base_of, people_sentence
from loaders.catalogue import Indicator
from ui.data import figures


def in_people(
    indicator: Indicator, population: str, region: str, year: int, value: float | None
) -> tuple[str, str]:
    """The sentence "Dat zijn ongeveer 14.000 inwoners ..." and what to know of it; two times "" where it cannot be said.

    ``region``: a code; ``year`` and ``value``: of the figure. The number of inhabitants is of that year or the nearest
    one that was counted, which is said when it differs.
    """
    if indicator.unit != "procent" or value is None:
        return "", ""
    households = population == "huishoudens"
    counted = _nearest(
        "huishoudens" if households else "bevolking", population if households else "personen", region, year
    )
    if counted is None:
        return "", ""
    of_year, size = counted
    shares = [
        _nearest(id, "personen", region, year) for id in ("aandeel_0_14", "aandeel_15_24", "aandeel_65plus")
    ]
    base = base_of(
        population,
        None if households else size,
        size if households else None,
        *(share[1] if share else None for share in shares),
    )
    if base is None:
        return "", ""
    said = people_sentence(round(value, indicator.decimals), base, indicator.decimals)
    notes = [ESTIMATED] if base.estimated else []
    if of_year != year:
        notes.append(f"Geteld met het aantal {'huishoudens' if households else 'inwoners'} van {of_year}.")
    return (said, " ".join(notes)) if said else ("", "")


def _nearest(id: str, population: str, region: str, year: int) -> tuple[int, float] | None:
    """Year and value of the figure nearest to a year, the earlier of two."""
    found = figures(id, population)
    have = [(p.year, p.value) for p in measured(found.of(region)) if p.value is not None] if found else []
    return min(have, key=lambda one: (abs(one[0] - year), one[0])) if have else None
