"""Whether two figures differ more than chance allows, and whether that is good: only by margins that the source published."""

from __future__ import annotations

import math
from typing import Literal

from monitor.catalogue import Indicator

Outcome = Literal[
    "beter", "vergelijkbaar", "slechter", "hoger", "lager", "geen marge bekend", "niet te toetsen"
]

#: Without a published margin; of figures with one that are no independent measurements.
UNKNOWN: Outcome = "geen marge bekend"
NOT_TESTED: Outcome = "niet te toetsen"

#: Standard errors in half of a 95% interval.
_Z = 1.96


def outcome(
    value: float | None,
    lower: float | None,
    upper: float | None,
    other: float | None,
    other_lower: float | None,
    other_upper: float | None,
    indicator: Indicator,
) -> Outcome:
    """The outcome of ``value`` against ``other``, from the 95% margins that were published with them.

    Without a margin of its own, or without one of the two figures (None or NaN), there is none: "geen marge bekend".
    With only its own margin the two are "vergelijkbaar" when the other lies within it. With both, the difference is
    tested: the standard errors follow from the widths of the intervals, and the two are "vergelijkbaar" when the
    difference is less than 1.96 times its standard error. That takes the two as independent estimates with symmetric
    margins. What differs is "beter" or "slechter" where the indicator has a polarity, else "hoger" or "lager".
    """
    own_error = standard_error(lower, upper)
    if own_error is None or lower is None or upper is None or value is None or other is None:
        return UNKNOWN
    # A comparison with NaN is false, and would read as a difference.
    if math.isnan(value) or math.isnan(other):
        return UNKNOWN
    other_error = standard_error(other_lower, other_upper)
    if other_error is None:
        similar = lower <= other <= upper
    else:
        similar = abs(value - other) < _Z * math.hypot(own_error, other_error)
    if similar:
        return "vergelijkbaar"
    higher = value > other
    if indicator.polarity == "neutraal":
        return "hoger" if higher else "lager"
    return "beter" if higher == (indicator.polarity == "hoger_is_beter") else "slechter"


def standard_error(lower: float | None, upper: float | None) -> float | None:
    """The standard error behind a 95% interval; None without one."""
    if lower is None or upper is None or math.isnan(lower) or math.isnan(upper):
        return None
    return (upper - lower) / (2 * _Z)
