"""A chart that stays when its figures change.

A description (``alt``) is part of the chart that Streamlit draws: another one makes it another chart, which Vega then draws
from nothing. So it stands beside the chart, and server/shell/shell.js names the chart by it. The values of its ``params`` and
its title are part of it too: they go with the data.
"""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

#: The data with the values of the params and the title, a row, and its parameter; no layer draws it, but without one Vega-Lite
#: leaves it out.
GIVEN, _ROW = "gegeven", "g"
_LAYER = {"data": {"name": GIVEN}, "mark": {"type": "point", "opacity": 0, "aria": False, "tooltip": None}}
#: Between the lines of the title, and between the numbers of a list.
_LINE, _BETWEEN = "|", " "


def show(spec: dict[str, Any], alt: str, **options: Any) -> Any:
    """The chart of a Vega-Lite spec with its ``datasets``, as wide as its column; what the reader selected. It is drawn anew
    only when the spec without its data differs. ``options``: of ``st.vega_lite_chart``."""
    st.html(f'<p class="beschrijving">{html.escape(alt)}</p>')
    return st.vega_lite_chart(spec=spec, theme=None, width="stretch", **options)


def given_by_data(spec: dict[str, Any], at_first: str, of: str = "") -> dict[str, Any]:
    """A copy of a layered spec of which the values of the params (numbers, or lists of numbers) and the lines of the title
    stand in its ``datasets``. ``at_first``: of the params, as an object of Vega, for as long as the data are not there. ``of``:
    what it is drawn anew for when it differs: lines keep the order in which they came, which of them lies over which."""
    given = {param["name"]: param["value"] for param in spec["params"] if "value" in param}
    row = {
        name: _BETWEEN.join(map(str, value)) if isinstance(value, list) else value
        for name, value in given.items()
    }
    row["title"] = _LINE.join(spec["title"]["text"])
    read = [
        {"name": name, "expr": _list(name) if isinstance(value, list) else f"{_ROW}.{name}"}
        for name, value in given.items()
    ]
    own = [param for param in spec["params"] if "value" not in param]
    first = {"name": _ROW, "expr": f"length(data('{GIVEN}')) ? data('{GIVEN}')[0] : {at_first}"}
    title = {"text": {"expr": f"split({_ROW}.title, '{_LINE}')"}}
    return {
        **spec,
        "usermeta": {"of": of},
        "params": [*own, first, *read],
        "title": {**spec["title"], **title},
        "layer": [*spec["layer"], _LAYER],
        "datasets": {**spec["datasets"], GIVEN: pd.DataFrame([row])},
    }


def _list(name: str) -> str:
    # Texts: a scale and the ticks of an axis take them for the numbers that they are.
    return f"split({_ROW}.{name}, '{_BETWEEN}')"
