"""An axis that does not exaggerate."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.units import UNITS, Unit


@dataclass(frozen=True)
class Axis:
    """``low`` and ``high`` of the axis in the unit of the values."""

    low: float
    high: float

    @property
    def starts_at_zero(self) -> bool:
        return self.low == 0


#: Said beside a chart whose axis is cut.
NOT_FROM_ZERO = "Let op: de as begint niet bij 0."


def axis(values: list[float], unit: Unit) -> Axis:
    """From zero when that keeps the differences readable, else cut, but never tighter than a quarter of the values.

    A small difference then stays a small difference on the screen.
    """
    low, high = min(values), max(values)
    if low < 0:
        return Axis(_down(low * 1.1), _up(high * 1.1 if high > 0 else 0))
    if high == 0:
        return Axis(0, 1)
    if low < 0.6 * high:
        return Axis(0, _up(high * 1.05))
    span = max((high - low) * 1.6, 0.25 * high)
    middle = (high + low) / 2
    bottom, top = _down(max(middle - span / 2, 0), span), _up(middle + span / 2, span)
    top = min(top, UNITS[unit].highest)
    return Axis(bottom, top)


def _step(span: float) -> float:
    magnitude = 10 ** math.floor(math.log10(span / 4))
    return next(m * magnitude for m in (1, 2, 5, 10) if m * magnitude >= span / 8)


def _up(value: float, span: float | None = None) -> float:
    step = _step(span or abs(value) or 1)
    return round(math.ceil(value / step) * step, 6)


def _down(value: float, span: float | None = None) -> float:
    step = _step(span or abs(value) or 1)
    return round(math.floor(value / step) * step, 6)
