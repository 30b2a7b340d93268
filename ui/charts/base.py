"""What all charts share: Dutch numbers, the letter, quiet axes, and no English words for a screen reader."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from monitor.units import UNITS, Unit
from ui.colours import GRID, MUTED, PAPER, TEXT
from ui.parts.once import once

FONT = "'Source Sans', 'Segoe UI', Arial, sans-serif"

#: 1.234,5 in axes and tooltips (d3-format).
LOCALE = {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}}


def base_config(font_size: int = 13) -> dict[str, Any]:
    """The ``config`` of every Vega-Lite chart of the monitor (a fresh dict, free to extend).

    Vega's own aria texts are English ("line mark container"), so they are off: ``alt`` and the table twin of the
    chart say in Dutch what it shows.
    """
    return {
        "aria": False,
        "background": PAPER,
        "font": FONT,
        "locale": LOCALE,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": font_size,
            "titleFontSize": font_size,
            "labelColor": MUTED,
            "titleColor": MUTED,
            "titleFontWeight": "normal",
            "gridColor": GRID,
            "domainColor": MUTED,
            "tickColor": MUTED,
            "labelPadding": 6,
        },
        "legend": {
            "labelFontSize": font_size,
            "titleFontSize": font_size,
            "labelColor": TEXT,
            "titleColor": TEXT,
        },
        "text": {"fontSize": font_size, "color": TEXT},
        "title": {
            "anchor": "start",
            "color": TEXT,
            "fontSize": font_size + 5,
            "subtitleColor": TEXT,
            "subtitleFontSize": font_size + 1,
            "subtitlePadding": 8,
            "offset": 16,
        },
    }


def axis_label(unit: Unit) -> str:
    """Vega expression for the labels of an axis in this unit: "12,5%", "€ 36.200", "1.234"."""
    return written("format(datum.value, ',~f')", unit)


def written(shown: str, unit: Unit) -> str:
    """Vega expression for a number, ``shown``, with the sign of its unit."""
    facts = UNITS[unit]
    before = f"'{facts.before}' + " if facts.before else ""
    # What stands behind a number in words stands in the title of the axis.
    after = f" + '{facts.after}'" if facts.after == "%" else ""
    return f"{before}{shown}{after}"


def with_base(spec: dict[str, Any], font_size: int = 13) -> dict[str, Any]:
    """The spec with the shared config in place of Altair's own, and every mark kept from screen readers.

    ``config.aria`` alone leaves the group around each mark with a role and no name.
    """
    return {**_quiet(spec), "config": base_config(font_size)}


def _quiet(spec: dict[str, Any]) -> dict[str, Any]:
    """The spec with ``aria: false`` on its mark and on those of its layers."""
    quiet = dict(spec)
    if "mark" in quiet:
        mark = quiet["mark"] if isinstance(quiet["mark"], dict) else {"type": quiet["mark"]}
        quiet["mark"] = {**mark, "aria": False}
    if "layer" in quiet:
        quiet["layer"] = [_quiet(layer) for layer in quiet["layer"]]
    return quiet


def small(data: dict[str, pd.DataFrame]) -> dict[str, pa.Table]:
    """The data without what pandas adds for Python: each byte goes over the line at every change."""
    return {name: _small(frame) for name, frame in data.items()}


@once
def _small(frame: pd.DataFrame) -> pa.Table:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    # A large string counts its letters in eight bytes, a string in four.
    texts = {pa.large_string(): pa.string()}
    fields = [pa.field(field.name, texts.get(field.type, field.type)) for field in table.schema]
    return table.cast(pa.schema(fields)).replace_schema_metadata()


def sent(spec: dict[str, Any], data: dict[str, pd.DataFrame], steady: bool = False) -> dict[str, Any]:
    """A copy of the spec with its data as it goes to the browser: without the layers of which nothing is drawn, unless it is to
    be the same for all data (``steady``)."""
    empty = set() if steady else {name for name, frame in data.items() if frame.empty}
    layers = [layer for layer in spec.get("layer", []) if layer.get("data", {}).get("name") not in empty]
    with_rows = {name: frame for name, frame in data.items() if name not in empty}
    return {**spec, **({"layer": layers} if layers else {}), "datasets": small(with_rows)}
