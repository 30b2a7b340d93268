"""How an outcome looks, on every screen: the arrow is the direction of the number, the word says what it means. A colour is a
role (ui/colours.py) and never a judgement."""

from __future__ import annotations

from compare.rules.change import Change
from compare.rules.comparison import Comparison
from compare.rules.outcome import NOT_TESTED, UNKNOWN, Outcome

#: Direction of the number -> sign.
SIGNS = {1: "▲", 0: "=", -1: "▼"}

#: Nothing is judged.
UNJUDGED: tuple[Outcome | None, ...] = (None, UNKNOWN, NOT_TESTED)


def sign(difference: float | None) -> str:
    """ "▲", "=" or "▼"; "" when there is no difference to speak of."""
    return "" if difference is None else SIGNS[(difference > 0) - (difference < 0)]


def outcome_word(comparison: Comparison | Change | None) -> str:
    """The outcome in a word, for a table or a file; "" without a comparison."""
    return (comparison.outcome or "") if comparison else ""
