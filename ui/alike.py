"""The gemeenten that are like the reader's own: which, on what, and a way to compare with each or with all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from compare.comparators import SIMILAR
from compare.dutch import NO_FIGURE, value_text
from compare.similar import CHARACTERISTICS, METHOD
from geo.regions import name, slug_of
from ui import choice, tables
from ui.data import catalogue, gemeente_characteristics, similar_gemeenten

#: Remembers nothing: the tick follows from the address.
TABLE = "lijken_op"


def table(gemeente: str) -> pd.DataFrame:
    """The gemeente and then those that are like it, nearest first, with what they are compared on.

    Index: codes. Columns: "Gemeente" and one per characteristic, with its year.
    """
    known = gemeente_characteristics()
    codes = [gemeente, *similar_gemeenten(gemeente)]
    years = known.attrs["years"]
    content: dict[str, list[object]] = {"Gemeente": [name(code) for code in codes]}
    for characteristic in CHARACTERISTICS:
        id = characteristic.indicator
        if id in known:
            title = f"{characteristic.title[:1].upper()}{characteristic.title[1:]} ({years[id]})"
            content[title] = known.loc[codes, id].tolist()
    return pd.DataFrame(content, index=codes)


def sources() -> str:
    """Who counted what the gemeenten are compared on."""
    found = catalogue()
    used = {d.source for c in CHARACTERISTICS for d in found[c.indicator].datasets}
    return "Bron: " + "; ".join(dict.fromkeys(found.sources[id].attribution for id in sorted(used))) + "."


def show(gemeente: str, chosen: str) -> None:
    """The list with its method; a tick compares with that gemeente, the button with all of them together.

    ``chosen``: the URL name of what the reader compares with now.
    """
    rows = table(gemeente)
    st.markdown(METHOD)
    others = [slug_of(str(code)) for code in rows.index[1:]]
    shown = {
        column: _writer(c.indicator) for column, c in zip(rows.columns[1:], CHARACTERISTICS, strict=False)
    }
    styled = rows.iloc[1:].style.format(dict(shown))
    own = rows.iloc[0]
    said = ", ".join(
        f"{column[:1].lower()}{column[1:]}: {write(own[column])}" for column, write in shown.items()
    )
    st.markdown(f"**{name(gemeente)}**: {said}.")
    tables.choosing_table(
        styled,
        others,
        chosen,
        lambda slug: choice.choose(vergelijk=slug),
        key=f"{TABLE}_{gemeente}",
        alt=f"Tabel: gemeenten die op {name(gemeente)} lijken, de meest gelijkende eerst",
        height=tables.height(len(others), len(others)),
        placeholder=NO_FIGURE,
    )
    st.caption(f"Zet een vinkje om met die gemeente te vergelijken. {sources()}")
    st.button(
        "Vergelijk met deze gemeenten samen",
        key="vergelijk_met_allen",
        disabled=chosen == SIMILAR,
        on_click=choice.choose,
        kwargs={choice.COMPARATOR: SIMILAR},
    )


def _writer(indicator: str) -> Callable[[Any], str]:
    return lambda value: value_text(value, catalogue()[indicator])
