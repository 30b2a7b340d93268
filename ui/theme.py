"""Charts and drawings in the reader's theme: made in the light one, and in the dark one shown with its colours.

A download is always light: it goes into a document.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo import layers
from ui.charts.image_address import image_address
from ui.colours import IN_THE_DARK, PAPER

_COLOUR = re.compile("|".join([rf"(?<=[\"'>]){PAPER}(?=[\"'<])", *(c for c in IN_THE_DARK if c != PAPER)]))


def dark() -> bool:
    """Whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"


def inks() -> layers.Inks:
    """The colours of a map in the reader's theme."""
    return layers.DARK if dark() else layers.LIGHT


def drawing(svg: str) -> str:
    """An SVG in the reader's theme, as the address of an image."""
    return image_address(_darkened(svg) if dark() else svg)


def drawing_address(address: str, *, dark: bool) -> str:
    """A drawing that is all in its address (data:image/svg+xml...), in one of the themes."""
    return _darkened(address.replace("%23", "#")).replace("#", "%23") if dark else address


def chart(spec: dict[str, Any]) -> dict[str, Any]:
    """A Vega-Lite spec with its ``datasets`` (frames, Arrow tables or features) in the reader's theme."""
    if not dark():
        return spec
    bare = {part: content for part, content in spec.items() if part != "datasets"}
    darkened: dict[str, Any] = json.loads(_darkened(json.dumps(bare)))
    if "datasets" in spec:
        darkened["datasets"] = {name: _table(data) for name, data in spec["datasets"].items()}
    return darkened


def _darkened(text: str) -> str:
    return _COLOUR.sub(lambda match: IN_THE_DARK[match[0]], text)


def _table(data: Any) -> Any:
    """The rows with their colours in the dark; other columns and shapes as they are."""
    if isinstance(data, list):
        return data
    if isinstance(data, pd.DataFrame):
        coloured = {
            name: values.replace(IN_THE_DARK) for name, values in data.items() if _has(values.tolist())
        }
        return data.assign(**{str(name): values for name, values in coloured.items()}) if coloured else data
    for at, name in enumerate(data.column_names):
        values = data.column(at).to_pylist() if _textual(data.schema.field(at).type) else []
        if _has(values):
            data = data.set_column(at, name, pa.array([IN_THE_DARK.get(v, v) for v in values], pa.string()))
    return data


def _textual(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _has(values: list[Any]) -> bool:
    return any(isinstance(value, str) and value in IN_THE_DARK for value in values)
