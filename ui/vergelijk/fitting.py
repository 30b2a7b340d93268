"""Which figures can be held against each other?"""

from __future__ import annotations

from compare.edition import per_edition
from compare.indicator_data import IndicatorData
from compare.rules.correlation import complement
from compare.rules.gap import grows_with_size
from monitor.catalogue import Indicator
from ui.choose.pickers import in_picking_order, one_per_subject
from ui.data import catalogue, data_version, figures, populations, with_figures
from ui.vergelijk import years

#: What is shown first: of all gemeenten, and both what one needs to know.
FIRST_X, FIRST_Y = "moeite_rondkomen", "ervaren_gezondheid"


def offered() -> list[str]:
    """The indicators that can be on an axis: of enough gemeenten, and not simply bigger in a bigger gemeente."""
    return list(_offered(data_version()))


@per_edition(2)
def _offered(version: str) -> tuple[str, ...]:
    subjects = one_per_subject(with_figures("gemeente"))
    fitting = (
        indicator
        for indicator in subjects
        if not grows_with_size(indicator) and figures_of(indicator) is not None
    )
    return tuple(indicator.id for indicator in in_picking_order(fitting))


def beside(x: str) -> list[str]:
    """The indicators that can be held against ``x``: of :func:`offered`, not what counts (partly) the same."""
    return list(_beside(x, data_version()))


@per_edition(256)
def _beside(x: str, version: str) -> tuple[str, ...]:
    return tuple(y for y in offered() if not same_people(catalogue()[x], catalogue()[y]))


def same_people(x: Indicator, y: Indicator) -> bool:
    """Whether two indicators count (partly) the same, so that it says nothing that they go together: by the catalogue, or
    because the two are together 100% everywhere."""
    one, other = sorted((x.id, y.id))
    return _same_people(one, other, data_version())


@per_edition(8000)
def _same_people(one: str, other: str, version: str) -> bool:
    x, y = catalogue()[one], catalogue()[other]
    if catalogue().overlap(x, y):
        return True
    of_x, of_y = figures_of(x), figures_of(y)
    if of_x is None or of_y is None or {x.unit, y.unit} != {"procent"} or of_x.population != of_y.population:
        return False
    if not years.common(of_x, of_y):
        return False
    year_x, year_y = years.best(of_x, of_y)
    both = years.both(of_x, year_x, of_y, year_y)
    return complement(both["x"].tolist(), both["y"].tolist())


def figures_of(indicator: Indicator) -> IndicatorData | None:
    """The figures of the first population of an indicator that enough gemeenten of Drenthe have a figure of."""
    return _figures_of(indicator.id, data_version())


@per_edition(512)
def _figures_of(id: str, version: str) -> IndicatorData | None:
    for population in populations(catalogue()[id]):
        indicator_data = figures(id, population)
        if indicator_data and years.usable(indicator_data):
            return indicator_data
    return None
