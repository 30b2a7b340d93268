"""The map as it is sent to the browser: small, by URL, without a basemap, with Dutch words."""

from __future__ import annotations

import html
import itertools
import json
import math
from typing import Any

import pytest

from geo import classes, features, layers

MADE = classes.sequential([9.2, 10.1, 11.0, 12.1, 13.2, 14.0, 15.1], decimals=1)
URL, TOLD = (
    "./open-data/map/shapes/x.geojson",
    "./open-data/map/labels/x.json?indicator=roken&population=18%2B",
)
VALUES = {"GM0114": 15.1, "GM0106": 14.4, "GM1690": 9.2, "GM1701": math.nan}


def made(
    level: features.BoundaryLevel,
    values: dict[str, float] = VALUES,
    year: int = 2024,
    colours: classes.Classes = MADE,
    **options: Any,
) -> Any:
    return layers.choropleth(
        level, URL, layers.steps(level, values, colours), colours, labels=TOLD, year=year, **options
    )


def spec(level: features.BoundaryLevel = "drenthe_gemeenten", **options: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(made(level, **options).to_json())
    return content


def layer(content: dict[str, Any], id: str) -> dict[str, Any]:
    (found,) = [entry for entry in content["layers"] if entry["id"] == id]
    return found


@pytest.mark.parametrize("level", filter(features.is_there, features.LEVELS))
def test_a_map_is_small_and_asks_nothing_of_another_host(level: features.BoundaryLevel) -> None:
    text = made(level, selected="GM0114", subject="moeite met rondkomen, 18+").to_json()
    assert len(text) < 6500, "the page sends an expression, not the shapes"
    assert "http" not in text
    content = json.loads(text)
    assert content["mapStyle"] == "__MAP_STYLE__", "pydeck's word for none given; anything else fetches a map"
    assert "mapProvider" not in content
    data = [entry["data"] for entry in content["layers"] if isinstance(entry["data"], str)]
    assert data[0] == URL
    assert all(address.startswith("./") for address in data), "relative: under any prefix"


def test_the_class_of_every_region_is_a_digit_in_the_order_of_the_shapes() -> None:
    codes = [one["code"] for one in features.properties("drenthe_gemeenten")]
    steps = layers.steps("drenthe_gemeenten", VALUES, MADE)
    assert len(steps) == len(codes) == 12
    of_one = dict(zip(codes, steps, strict=True))
    assert (of_one["GM0114"], of_one["GM1690"]) == (str(MADE.index(15.1)), "0")
    assert of_one["GM1701"] == of_one["GM1680"] == str(len(MADE.colours)), "no figure"
    shapes = json.loads(features.shapes("drenthe_gemeenten").body)["features"]
    assert [(one["properties"]["nr"], one["properties"]["code"]) for one in shapes] == list(enumerate(codes))


def test_another_figure_costs_the_browser_an_expression_and_no_request() -> None:
    areas = layer(spec(), layers.AREAS)
    fill = areas["_subLayerProps"]["polygons-fill"]
    steps = layers.steps("drenthe_gemeenten", VALUES, MADE)
    palette = ",".join(
        f"[{red},{green},{blue}]" for red, green, blue in (*MADE.colours, classes.NO_FIGURE_LINE)
    )
    assert fill["getFillColor"] == f"@@=([{palette}])[('{steps}')[properties.nr]]"
    assert areas["getFillPattern"] == f"@@=('{steps}')[properties.nr] == '5' ? 'geen' : 'vol'"
    assert "getFillColor" not in areas, "Streamlit would fade it after a click"
    other = layer(json.loads(made("drenthe_gemeenten", {"GM0114": 9.2}).to_json()), layers.AREAS)
    assert fill["updateTriggers"] != other["_subLayerProps"]["polygons-fill"]["updateTriggers"]
    assert areas["data"] == other["data"]
    same = layer(spec(year=2020), layers.AREAS)
    assert fill["updateTriggers"] == same["_subLayerProps"]["polygons-fill"]["updateTriggers"]


def test_tooltip_is_dutch_and_safe_and_has_its_figure_fetched() -> None:
    deck = made("drenthe_gemeenten", subject="<b>18+</b>")
    figure = f'<span data-cijfer="{{code}}" data-jaar="2024" data-bij="{html.escape(TOLD)}"></span>'
    assert deck._tooltip["html"] == f"<b>{{name}}</b>: {figure}<br>&lt;b&gt;18+&lt;/b&gt;"


def test_names_of_the_gemeenten_stand_on_the_map_and_the_pinned_one_is_outlined() -> None:
    content = spec(selected="GM0114")
    names = layer(content, "namen")
    assert names["data"] == "./open-data/boundaries/drenthe_gemeenten.geojson", "names and places by URL too"
    assert names["getText"] == "@@=properties.name"
    assert {"name", "lon", "lat"} <= set(features.properties("drenthe_gemeenten")[0])
    assert "getColor" not in names, "Streamlit would fade it after a click"
    assert names["_subLayerProps"]["characters"]["getColor"] == [*layers.LIGHT.text, 255]
    assert "'GM0114'" in layer(content, "gekozen_GM0114")["getLineWidth"]
    assert "namen" not in {entry["id"] for entry in spec(names=False)["layers"]}
    national = layer(spec("nederland_gemeenten"), "namen")["data"]
    assert national.endswith("/nederland_provincies.geojson"), "342 names do not fit, 12 do"


def test_the_view_holds_the_whole_level_at_common_sizes() -> None:
    levels: list[features.BoundaryLevel] = ["drenthe_gemeenten", "nederland_gemeenten"]
    for level in levels:
        west, south, east, north = features.head(level)["bbox"]
        for width, height in ((760, 560), (360, 420), (1200, 800)):
            view = layers.view_state(level, width, height)
            assert west < view.longitude < east
            assert south < view.latitude < north
            assert (east - west) / 360 * 512 * 2**view.zoom <= width
    small, large = (layers.view_state("drenthe_gemeenten", width, 560) for width in (360, 760))
    assert small.zoom < large.zoom


def test_what_was_clicked() -> None:
    feature = {"type": "Feature", "properties": {"code": "GM0114", "name": "Emmen"}}
    assert layers.picked({"selection": {"indices": {}, "objects": {layers.AREAS: [feature]}}}) == "GM0114"
    assert layers.picked({"selection": {"indices": {}, "objects": {}}}) is None
    assert layers.picked(None) is None


@pytest.mark.parametrize(("width", "height"), [(350, 360), (640, 500)])
def test_names_of_gemeenten_do_not_touch_and_stay_within_the_map(width: int, height: int) -> None:
    content = spec(width=width, height=height)
    names = layer(content, "namen")
    size, padding = names["getSize"], names["backgroundPadding"][0]
    view = layers.view_state("drenthe_gemeenten", width, height)
    scale = 512 * 2**view.zoom / 360
    boxes = []
    for own in features.properties("drenthe_gemeenten"):
        x = width / 2 + (own["lon"] - view.longitude) * scale
        y = height / 2 - (own["lat"] - view.latitude) * scale / math.cos(math.radians(own["lat"]))
        # A letter is about half as wide as it is high.
        half = len(own["name"]) * size * 0.53 / 2 + padding
        assert half <= x <= width - half, own["name"]
        boxes.append((own["name"], x - half, x + half, y - size * 0.6, y + size * 0.6))
    for (one, left, right, top, foot), (other, *its) in itertools.combinations(boxes, 2):
        assert left >= its[1] or right <= its[0] or top >= its[3] or foot <= its[2], f"{one} on {other}"


def test_the_view_closes_in_on_the_wijken_of_one_gemeente_and_names_those_alone() -> None:
    shown = spec("drenthe_wijken", selected="GM0114", focus="GM0114")
    assert shown["initialViewState"]["zoom"] > spec("drenthe_wijken")["initialViewState"]["zoom"] + 0.5
    west, south, east, north = features.extent("drenthe_wijken", "GM0114")
    assert west < shown["initialViewState"]["longitude"] < east
    assert south < shown["initialViewState"]["latitude"] < north
    names = layer(shown, "namen_GM0114")
    emmen = {own["name"] for own in features.properties("drenthe_wijken") if own["gemeente"] == "GM0114"}
    assert {own["name"] for own in names["data"]} < emmen, "those that fit"
    assert (names["getText"], names["getPosition"]) == ("@@=name", "@@=[lon, lat]")
    assert "dataTransform" not in names
    odoorn = layer(spec("drenthe_wijken", selected="GM1681", focus="GM1681"), "namen_GM1681")
    assert "ë" in odoorn["characterSet"], "2e Exloërmond"
    with pytest.raises(KeyError):
        features.extent("drenthe_wijken", "GM0363")


def test_around_a_comparator_the_line_of_the_own_gemeente_keeps_an_edge() -> None:
    turned = classes.diverging([9.0, 10, 11, 12, 13, 14], 11.5, decimals=1)
    assert turned is not None
    deck = made("drenthe_gemeenten", colours=turned, selected="GM0114")
    ids = [entry["id"] for entry in json.loads(deck.to_json())["layers"]]
    assert ids.index("rand_GM0114") < ids.index("gekozen_GM0114")
