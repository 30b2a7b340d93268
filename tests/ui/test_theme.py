"""One colour, one role, in the light theme and in the dark one; and enough contrast in both."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pyarrow as pa
import pytest

from bench.server import ROOT
from geo import classes, layers
from geo.classes import to_hex
from ui import colours, theme
from ui.charts.image_address import image_address
from ui.vergelijk import heatmap
from ui.vergelijk.matrix import SHADES, ink

LIGHT_PAPER, DARK_PAPER = "#ffffff", colours.IN_THE_DARK[colours.PAPER]
TEXTS = ("PROVINCE", "NEDERLAND", "GEMEENTE", "OTHER_TEXT", "TEXT", "MUTED")
SIGNS = ("OTHER", "EXTRA", "HATCH")
_HEX = re.compile(r"#[0-9a-f]{6}\b")


def luminance(colour: str) -> float:
    """Of WCAG 2: 0 is black, 1 is white."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def in_the_dark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "dark", lambda: True)


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]


@pytest.mark.parametrize("role", TEXTS)
def test_text_can_be_read_in_both_themes(role: str) -> None:
    light = getattr(colours, role)
    assert contrast(light, LIGHT_PAPER) >= 4.5
    assert contrast(colours.IN_THE_DARK[light], DARK_PAPER) >= 4.5


@pytest.mark.parametrize("role", SIGNS)
def test_lines_and_signs_can_be_seen_in_both_themes(role: str) -> None:
    light = getattr(colours, role)
    assert contrast(light, LIGHT_PAPER) >= 3
    assert contrast(colours.IN_THE_DARK[light], DARK_PAPER) >= 3


def test_roles_can_be_told_apart_in_both_themes() -> None:
    assert len({getattr(colours, role) for role in (*TEXTS, *SIGNS)}) == len(TEXTS) + len(SIGNS)
    assert len(set(colours.IN_THE_DARK.values())) >= len(TEXTS) + 2


def test_figures_in_cells_can_be_read_whatever_the_theme() -> None:
    assert all(contrast(ink(shade), shade) >= 4.5 for shade in SHADES if shade)
    assert colours.ON_LIGHT not in colours.IN_THE_DARK
    assert colours.ON_DARK not in colours.IN_THE_DARK


@pytest.mark.parametrize("inks", [layers.LIGHT, layers.DARK])
def test_areas_are_kept_apart_from_the_paper(inks: layers.Inks) -> None:
    edge, paper = to_hex(inks.edge), to_hex(inks.paper)
    assert contrast(edge, paper) >= 3
    assert contrast(to_hex(inks.text), paper) >= 4.5
    assert contrast(to_hex(inks.selected), paper) >= 3


def test_the_map_has_the_roles_of_the_charts() -> None:
    for role, light, dark in (
        (colours.GEMEENTE, layers.LIGHT.selected, layers.DARK.selected),
        (colours.NEDERLAND, layers.LIGHT.outline, layers.DARK.outline),
        (colours.TEXT, layers.LIGHT.text, layers.DARK.text),
        (colours.HATCH, layers.LIGHT.missing, layers.DARK.missing),
    ):
        assert to_hex(light) == role
        assert to_hex(dark) == colours.IN_THE_DARK[role]


def test_streamlit_has_the_same_colours(config: dict[str, Any]) -> None:
    assert "base" not in config, "else nobody gets the dark theme"
    for name, of in (("light", lambda c: c), ("dark", colours.IN_THE_DARK.__getitem__)):
        own = config[name]
        assert own["primaryColor"] == own["blueTextColor"] == of(colours.PROVINCE)
        assert own["orangeTextColor"] == of(colours.GEMEENTE)
        assert own["grayTextColor"] == of(colours.MUTED)
        paper, beside = own["backgroundColor"], own["secondaryBackgroundColor"]
        for option in ("textColor", "linkColor", "blueTextColor", "orangeTextColor", "grayTextColor"):
            assert contrast(own[option], paper) >= 4.5, option
            assert contrast(own[option], beside) >= 4.5, option
    assert config["dark"]["backgroundColor"] == DARK_PAPER


def test_a_drawing_changes_its_roles_and_keeps_its_scale() -> None:
    scale = to_hex(classes.BLUES[0])
    svg = f'<g fill="white"><path stroke="{colours.PROVINCE}" fill="{scale}"/><text>whitelist</text></g>'
    dark = theme._darkened(svg)
    assert dark == (
        f'<g fill="{DARK_PAPER}"><path stroke="{colours.IN_THE_DARK[colours.PROVINCE]}" fill="{scale}"/>'
        "<text>whitelist</text></g>"
    )
    assert unquote(theme.drawing(svg).partition(",")[2]) == svg


def test_a_drawing_is_whole_in_its_address() -> None:
    svg = '<svg fill="#0b5394" width="100%"><text>Coördinatie: 5% &lt; 6%</text></svg>'
    kind, _, address = image_address(svg).partition(",")
    assert kind.startswith("data:image/svg+xml")
    assert "#" not in address, "all behind it would be lost"
    assert unquote(address) == svg


@pytest.mark.usefixtures("in_the_dark")
def test_a_chart_changes_its_spec_and_the_colours_in_its_rows() -> None:
    rows = pd.DataFrame({"colour": [colours.GEMEENTE, to_hex(classes.BLUES[4])], "value": [1.0, 2.0]})
    spec = {"mark": {"stroke": "white", "color": colours.TEXT}, "datasets": {"a": rows, "b": pa.table(rows)}}
    dark = theme.chart(spec)
    assert dark["mark"] == {"stroke": DARK_PAPER, "color": colours.IN_THE_DARK[colours.TEXT]}
    expected = [colours.IN_THE_DARK[colours.GEMEENTE], to_hex(classes.BLUES[4])]
    assert dark["datasets"]["a"]["colour"].tolist() == expected
    assert dark["datasets"]["b"].column("colour").to_pylist() == expected
    assert rows["colour"].tolist()[0] == colours.GEMEENTE, "what all readers share stays as it is"
    assert spec["mark"] == {"stroke": "white", "color": colours.TEXT}


@pytest.mark.usefixtures("in_the_dark")
def test_a_drawing_that_is_all_in_its_address_changes_too() -> None:
    address = "data:image/svg+xml;utf8,<svg stroke='%23b35000'/>"
    assert theme.drawing_address(address, dark=True) == address.replace("b35000", "ff9a3d")
    assert theme.drawing_address(address, dark=False) == address


def test_no_chart_has_a_colour_outside_the_roles() -> None:
    """In the dark a colour that is no role would stay as it is."""
    known = {
        *colours.IN_THE_DARK, colours.ON_LIGHT, colours.ON_DARK,
        *(to_hex(c) for c in (*classes.BLUES, *classes.BELOW, *classes.ABOVE)), *filter(None, SHADES),
    }  # fmt: skip
    for file in [*(ROOT / "ui").rglob("*.py")]:
        if file.name == "colours.py":
            continue
        found = set(_HEX.findall(file.read_text(encoding="utf-8")))
        assert not found - known, f"{file}: {found - known}"


def test_a_spec_in_the_dark_is_still_json() -> None:
    assert (
        json.loads(theme._darkened(json.dumps({"a": "white", "b": ["white", heatmap.CELLS]})))["a"]
        == DARK_PAPER
    )
