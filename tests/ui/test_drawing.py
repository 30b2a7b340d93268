"""The map as a chart: shapes by address, and what a figure changes in rows of data."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
import vl_convert

from geo.classes import sequential
from geo.features import head, properties, shapes
from ui import colours
from ui.kaart import drawing

MADE = sequential([9.2, 10.1, 11.0, 12.1, 13.2, 14.0, 15.1], decimals=1)
TOLD = {
    str(one["code"]): {"GM0114": (15.1, "15,1%"), "GM1701": (None, "geen cijfer: onderdrukt")}.get(
        one["code"], (9.2, "9,2%")
    )
    for one in properties("drenthe_gemeenten")
}
ADDRESS = "./open-data/map/shapes/{level}.geojson?versie=1"


def drawn(own: tuple[str, ...] = (), without_figure: tuple[str, ...] = ()) -> dict[str, Any]:
    return drawing.spec("drenthe_gemeenten", ADDRESS, (640, 500), own=own, without_figure=without_figure)


def test_a_row_has_the_colour_of_its_class_and_what_the_pointer_is_told() -> None:
    rows = drawing.rows(TOLD, 2024, 2024, MADE).set_index("code")
    assert rows.loc["GM0114"].tolist() == [MADE.colour_of(15.1), "Emmen: 15,1% (2024)"]
    assert rows.loc["GM1701", "gezegd"] == "Westerveld: geen cijfer: onderdrukt (2024)"
    assert rows.loc["GM1701", "kleur"] == "#ffffff"


def test_the_pointer_is_told_the_name_on_the_map_also_where_the_code_was_another_wijk_then() -> None:
    rows = drawing.rows({"WK168100": (None, "geen cijfer")}, 2020, head("drenthe_wijken")["year"], MADE)
    (on_map,) = [one["name"] for one in properties("drenthe_wijken") if one["code"] == "WK168100"]
    assert on_map == "Valthe"
    assert rows["gezegd"].tolist() == ["Valthe (Borger-Odoorn): geen cijfer (2020)"]


def test_other_figures_leave_the_chart_as_it_is() -> None:
    spec = drawn()
    assert len(json.dumps(spec)) < 4000, "it goes over the line at every change"
    assert "9,2" not in json.dumps(spec)
    addresses = {layer["data"].get("url") for layer in spec["layer"]}
    assert addresses == {ADDRESS.format(level="drenthe_gemeenten"), None}, "None: of the names"


def test_of_a_gemeente_alone_only_her_own_wijken_are_hatched() -> None:
    elsewhere = ("WK168100",)
    drawn_alone = drawing.spec("drenthe_wijken", ADDRESS, (640, 500), "GM0114", without_figure=elsewhere)
    assert drawn_alone == drawing.spec("drenthe_wijken", ADDRESS, (640, 500), "GM0114")
    of_drenthe = drawing.spec("drenthe_wijken", ADDRESS, (640, 500), without_figure=elsewhere)
    assert len(of_drenthe["layer"]) == len(drawing.spec("drenthe_wijken", ADDRESS, (640, 500))["layer"]) + 1


def test_a_map_of_which_little_is_known_stays_small() -> None:
    codes = tuple(str(one["code"]) for one in properties("nederland_gemeenten"))
    hatched = drawing.spec("nederland_gemeenten", ADDRESS, (640, 500), without_figure=codes[30:])
    assert len(zlib.compress(json.dumps(hatched).encode())) < 8000, "it goes over the line at every change"


def test_what_answers_to_the_pointer_lies_above_all_that_would_catch_it() -> None:
    last = drawn(own=("GM0114",))["layer"][-1]
    assert last["params"][0]["name"] == drawing.CLICK
    assert last["encoding"]["tooltip"]["field"] == "gezegd"


def test_what_has_no_figure_is_hatched_and_the_own_gemeente_outlined() -> None:
    plain, marked = drawn(), drawn(own=("GM0114",), without_figure=("GM1701",))
    strokes = [layer["mark"].get("stroke") for layer in marked["layer"]]
    assert strokes.count(colours.HATCH) == 2
    assert colours.GEMEENTE in strokes
    assert len(marked["layer"]) == len(plain["layer"]) + 2


@pytest.mark.parametrize("level", ["drenthe_gemeenten", "drenthe_wijken", "nederland_gemeenten"])
def test_vega_draws_it(level: Any) -> None:
    shown = {str(one["code"]): (9.2, "9,2%") for one in properties(level)}
    focus = "GM0114" if level == "drenthe_wijken" else None
    spec = drawing.spec(level, ADDRESS, (640, 500), focus, own=("GM0114",))
    text = json.dumps({**spec, "width": 640, "datasets": {drawing.ROWS: []}})
    # What the browser would fetch.
    for other in ("drenthe_gemeenten", "drenthe_wijken", "nederland_gemeenten", "nederland_provincies"):
        address = json.dumps({"url": ADDRESS.format(level=other), "format": {"property": "features"}})
        features = json.loads(shapes(other).body)["features"]  # type: ignore[arg-type]
        text = text.replace(address, json.dumps({"values": features}))
    content = json.loads(text)
    rows = drawing.rows(shown, 2024, 2024, MADE).to_dict("records")
    content["datasets"] = {drawing.ROWS: rows}
    svg = vl_convert.vegalite_to_svg(content)
    assert svg.count(f'stroke="{colours.GEMEENTE}"') == 1, "the line of the own gemeente, of wijken too"
    regions = 27 if level == "drenthe_wijken" else len(shown)
    assert svg.count(f'fill="{MADE.colour_of(9.2)}"') == regions
    assert (
        "Klazienaveen"
        if level == "drenthe_wijken"
        else "Drenthe"
        if level == "nederland_gemeenten"
        else "Emmen"
    ) in svg
