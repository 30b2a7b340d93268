"""How an outcome looks, on every screen: the arrow is the direction of the number, the colour what it means, the word says it."""

from __future__ import annotations

from compare.rules.change import Change
from compare.rules.comparison import Comparison
from compare.rules.outcome import NOT_TESTED, UNKNOWN, Outcome

#: Direction of the number -> sign.
SIGNS = {1: "▲", 0: "=", -1: "▼"}

#: Outcome -> colour of Streamlit's markdown: only a judgement by published margins has one.
_COLOURS: dict[Outcome, str] = {"beter": "blue", "slechter": "orange"}

#: Nothing is judged.
UNJUDGED: tuple[Outcome | None, ...] = (None, UNKNOWN, NOT_TESTED)


def sign(difference: float | None) -> str:
    """ "▲", "=" or "▼"; "" when there is no difference to speak of."""
    return "" if difference is None else SIGNS[(difference > 0) - (difference < 0)]


def coloured(text: str, outcome: Outcome | None) -> str:
    """Markdown in the colour of a judgement, with its word; without a judgement the text as it is."""
    if outcome in UNJUDGED:
        return text
    assert outcome is not None
    colour = _COLOURS.get(outcome, "gray")
    return f":{colour}[**{text}** ({outcome})]"


def said(found: Comparison | Change | None) -> str:
    """The outcome in a word, for a table or a file; "" without a comparison."""
    return (found.outcome or "") if found else ""
