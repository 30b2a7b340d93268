"""What a reader put in an order and gave words of their own: how it is moved, taken away and named. The address is the memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def moved(items: Sequence[T], at: int, by: int) -> tuple[T, ...]:
    """The items with the one at a place (0 is the first) so many places further; at an end it stays."""
    to = min(max(at + by, 0), len(items) - 1)
    reordered = list(items)
    reordered.insert(to, reordered.pop(at))
    return tuple(reordered)


def without(items: Sequence[T], at: int) -> tuple[T, ...]:
    """The items without the one at a place (0 is the first)."""
    return (*items[:at], *items[at + 1 :])


def buttons(items: Sequence[T], at: int, keep: Callable[[tuple[T, ...]], None]) -> None:
    """Up, down and away for the item at a place; ``keep`` gets the items as they are then."""
    last = len(items) - 1
    _button("Omhoog", ":material/arrow_upward:", at, at == 0, keep, moved(items, at, -1))
    _button("Omlaag", ":material/arrow_downward:", at, at == last, keep, moved(items, at, 1))
    _button("Haal weg", ":material/delete:", at, False, keep, without(items, at))


def _button(
    label: str,
    icon: str,
    at: int,
    disabled: bool,
    keep: Callable[[tuple[T, ...]], None],
    after: tuple[T, ...],
) -> None:
    st.button(
        label,
        icon=icon,
        type="tertiary",
        key=f"{label}_{at}",
        disabled=disabled,
        on_click=keep,
        args=(after,),
    )


def text(
    label: str, value: str, key: str, longest: int, write: Callable[[str], None], placeholder: str = ""
) -> None:
    """A text of the reader's own; ``write`` gets the new one."""
    # The address is the memory: what moved takes its texts along.
    st.session_state[key] = value
    st.text_input(
        label,
        key=key,
        max_chars=longest,
        placeholder=placeholder,
        on_change=lambda: write(st.session_state[key]),
    )
