"""The map to zoom in: pydeck layers that fetch the shapes by URL, so that the page only sends an expression.

The expression has a digit for the class of every region, so that another figure costs the browser what another year does: the
colours, and not the shapes anew.

What was found out about Streamlit's deck.gl, and is used here:
- No basemap: ``map_provider=None`` and no ``map_style``; then not one request leaves the host.
- With ``on_select``, Streamlit rewrites ``getFillColor`` of a layer and ``getColor`` of one with names (after a
  click all that was not clicked fades, so that colours no longer match the legend and names are hard to read)
  and drops its other update triggers. It looks only at the layer itself, so fill, pattern and triggers are given
  to the sub-layer that draws the polygons, and the colour of names to the one that draws the letters.
- "geen cijfer" is hatched with deck.gl's own FillStyleExtension; no image is needed.
"""

from __future__ import annotations

import html
import json
import math
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import pydeck as pdk

from geo.classes import NO_FIGURE_LINE, RGB, Classes
from geo.features import LINES, REGION_LEVEL, BoundaryLevel, extent, head, properties
from geo.names import apart
from monitor.division import kept
from monitor.observations import WITHIN
from monitor.province import GEMEENTEN
from monitor.regions import members_of

#: Layer id, also the key of the picked objects in the selection of ``st.pydeck_chart``.
AREAS = "gebieden"

RGBA = list[int]


@dataclass(frozen=True)
class Inks:
    """The colours of everything on a map but its classes, which are the same in both themes; the roles are those of every
    chart (ui/colours.py).

    ``edge`` is between two areas: visible on the paper of "geen cijfer" and on the classes, of which the middle ones are
    as light as a softer grey. ``selected``: the reader's own gemeente.
    """

    paper: RGB
    text: RGB
    selected: RGB
    outline: RGB
    edge: RGB
    missing: RGB


LIGHT = Inks((255, 255, 255), (29, 39, 51), (179, 80, 0), (68, 79, 90), (80, 91, 102), NO_FIGURE_LINE)
DARK = Inks((16, 23, 30), (238, 243, 247), (255, 154, 61), (195, 204, 213), (140, 153, 166), (140, 153, 166))

#: How far the plate behind a name covers what is below it, of 255.
PLATE = 205

#: Pixels of the letters of the name of a wijk or buurt.
WIJK_SIZE = 11
#: deck.gl draws the world so many pixels wide at zoom 0.
WORLD = 512

#: Whose names stand on the map of a level: 342 names do not fit, 12 do.
_NAMED: dict[str, BoundaryLevel] = {
    "drenthe_gemeenten": "drenthe_gemeenten",
    "drenthe_wijken": "drenthe_gemeenten",
    "drenthe_buurten": "drenthe_gemeenten",
    "nederland_gemeenten": "nederland_provincies",
    "nederland_provincies": "nederland_provincies",
}


def steps(level: BoundaryLevel, values: Mapping[str, float], classes: Classes) -> str:
    """The class of every region of a level, in the order of its shapes, a digit each; one more than the last class for who
    has no figure. ``values``: code -> value, missing ones absent or NaN."""
    of_all = (values.get(one["code"], math.nan) for one in properties(level))
    none = len(classes.colours)
    return "".join(str(none if math.isnan(value) else classes.index(value)) for value in of_all)


@kept(maxsize=500)
def choropleth(
    level: BoundaryLevel,
    url: str,
    steps: str,
    classes: Classes,
    *,
    labels: str,
    year: int,
    selected: str | None = None,
    subject: str = "",
    boundaries: str = "./open-data/boundaries/{level}.geojson",
    names: bool = True,
    width: int = 760,
    height: int = 560,
    focus: str | None = None,
    inks: Inks = LIGHT,
) -> pdk.Deck:
    """A map of one indicator, year and population.

    ``url``: where the browser fetches ``geo.features.shapes`` of this level, on the same host; ``steps``: of
    :func:`steps`; ``classes``: breaks and colours. ``labels``: where it fetches, once the pointer is on the map, the texts
    of the figures (code -> year -> text; server/shell/shell.js). ``selected``: code
    of a gemeente of Drenthe to outline, or of gemeenten together. ``subject``: second line of the tooltip, plain text ("moeite met
    rondkomen, 18+, 2024"). ``boundaries``: address of a bare boundary file, for outlines.
    ``width`` and ``height``: pixels that the map will have, to fit the view and the size of the names. ``focus``: code of the gemeente whose wijken or buurten are in view, with their names.
    ``inks``: :data:`LIGHT` or :data:`DARK`. Picked objects (``on_select``) are the features: see ``picked``.
    """
    layers = [_areas(url, steps, classes, inks, stroked=level != "nederland_gemeenten")]
    if level == "nederland_gemeenten":
        layers.append(_lines(boundaries.format(level=LINES), inks))
    if REGION_LEVEL[level] in WITHIN:
        layers.append(_outline(boundaries.format(level="drenthe_gemeenten"), inks))
    # Of gemeenten together those of the province: the others have no line here.
    if outlined := sorted(members_of(selected) & set(GEMEENTEN)) if selected else []:
        outline = boundaries.format(level="drenthe_gemeenten")
        if classes.comparator is not None:
            # Of all six classes some are as light as the line: an edge of paper keeps it apart, also in grey.
            layers.append(_selected(outline, outlined, "rand", _rgba(inks.paper), 8))
        layers.append(_selected(outline, outlined, "gekozen", _rgba(inks.selected), 4))
    if names and focus:
        zoom = view_state(level, width, height, focus).zoom
        layers.append(_names_within(level, focus, WORLD * 2**zoom / 360, inks))
    elif names:
        layers.append(_names(boundaries.format(level=_NAMED[level]), _name_size(level, width, height), inks))
    tooltip = f'<b>{{name}}</b>: <span data-cijfer="{{code}}" data-jaar="{year}" data-bij="{html.escape(labels)}"></span>'
    if subject:
        tooltip += f"<br>{html.escape(subject)}"
    return _Deck(
        layers=layers,
        views=[pdk.View(type="MapView", controller=_CONTROLLER)],
        initial_view_state=view_state(level, width, height, focus),
        map_provider=None,
        tooltip={"html": tooltip, "style": _TOOLTIP_STYLE},
    )


def picked(event: Any) -> str | None:
    """Code of the clicked region, from what ``st.pydeck_chart(on_select=...)`` returns; None for none."""
    objects = event["selection"]["objects"].get(AREAS, []) if event else []
    return str(objects[0]["properties"]["code"]) if objects else None


def view_state(
    level: BoundaryLevel, width: int = 760, height: int = 560, focus: str | None = None
) -> pdk.ViewState:
    """The view in which a whole level, or the gemeente ``focus`` of it, just fits in so many pixels; zooming out and
    in has its bounds."""
    west, south, east, north = extent(level, focus) if focus else head(level)["bbox"]

    def mercator(lat: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)

    # Room for the stroke, and at the sides for a name that is wider than its gemeente (Meppel).
    room_across, room_down = width - 36, height - 16
    across = math.log2(room_across / WORLD / ((east - west) / 360))
    down = math.log2(room_down / WORLD / (mercator(north) - mercator(south)))
    zoom = round(min(across, down), 2)
    middle = (mercator(north) + mercator(south)) / 2 * 2 * math.pi
    return pdk.ViewState(
        longitude=round((west + east) / 2, 4),
        latitude=round(math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2), 4),
        zoom=zoom,
        min_zoom=zoom - 1,
        max_zoom=zoom + 5,
        pitch=0,
        bearing=0,
        max_pitch=0,
    )


class _Deck(pdk.Deck):
    _text: str | None = None

    def to_json(self) -> str:
        # pydeck writes with indents, which doubles what goes over the line.
        if self._text is None:
            content = json.loads(super().to_json())
            self._text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return self._text


_TOOLTIP_STYLE = {
    "backgroundColor": "#1d2733",
    "color": "#ffffff",
    "fontSize": "15px",
    "padding": "6px 10px",
    "borderRadius": "6px",
    "maxWidth": "240px",
    # To both sides of the pointer; server/shell/shell.js keeps it within the map.
    "marginLeft": "-90px",
    "marginTop": "14px",
    "zIndex": "10",
}


_CONTROLLER = {
    "dragPan": True,
    "scrollZoom": True,
    "touchZoom": True,
    "doubleClickZoom": True,
    "keyboard": True,
    # A choropleth is read from above, north up.
    "dragRotate": False,
    "touchRotate": False,
}


def _rgba(colour: RGB, alpha: int = 255) -> RGBA:
    return [*colour, alpha]


def _areas(url: str, steps: str, classes: Classes, inks: Inks, *, stroked: bool) -> pdk.Layer:
    # In brackets: what reads expressions finds a member of nothing else.
    step = f"('{steps}')[properties.nr]"
    colours = ",".join("[{},{},{}]".format(*colour) for colour in (*classes.colours, inks.missing))
    fill = {
        "getFillColor": f"@@=([{colours}])[{step}]",
        # "all" and not per accessor: the pattern of the extension listens to nothing else in a sub-layer.
        "updateTriggers": {"all": [crc32(f"{steps}{colours}".encode())]},
    }
    return pdk.Layer(
        "GeoJsonLayer",
        data=url,
        id=AREAS,
        pickable=True,
        auto_highlight=True,
        highlight_color=[255, 255, 255, 90],
        stroked=stroked,
        filled=True,
        get_line_color=_rgba(inks.edge),
        get_line_width=0.7,
        line_width_units="'pixels'",
        extensions=[{"@@type": "FillStyleExtension", "proceduralPattern": True}],
        fill_pattern_mapping={"geen": {"type": "hatch", "strokeWidth": 1.2, "gap": 6, "angle": 45}},
        fill_pattern_size_units="'pixels'",
        get_fill_pattern=f"{step} == '{len(classes.colours)}' ? 'geen' : 'vol'",
        get_fill_pattern_background_color=_rgba(inks.paper),
        _sub_layer_props={"polygons-fill": fill},
    )


def _lines(url: str, inks: Inks) -> pdk.Layer:
    # Each edge once, in a layer that stays as it is when the figures change: a third of the work of stroking
    # the areas, which is what a computer without a graphics card feels.
    return pdk.Layer(
        "GeoJsonLayer",
        data=url,
        id="grenslijnen",
        pickable=False,
        get_line_color=f"properties.kind == 'provincie' ? {_rgba(inks.outline)} : {_rgba(inks.edge)}",
        get_line_width="properties.kind == 'provincie' ? 1.2 : 0.5",
        line_width_units="'pixels'",
    )


def _outline(url: str, inks: Inks) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        data=url,
        id="gemeentegrenzen",
        pickable=False,
        filled=False,
        stroked=True,
        get_line_color=_rgba(inks.outline),
        get_line_width=1.2,
        line_width_units="'pixels'",
    )


def _selected(url: str, codes: list[str], kind: str, colour: RGBA, width: int) -> pdk.Layer:
    chosen = " || ".join(f"properties.code == '{one}'" for one in codes)
    # A line of the others cannot be left out, so it gets no width. The code is in the id: with an id of its
    # own the layer needs no update trigger, which Streamlit would drop.
    return pdk.Layer(
        "GeoJsonLayer",
        data=url,
        id=f"{kind}_{'_'.join(codes)}",
        pickable=False,
        filled=False,
        stroked=True,
        get_line_color=colour,
        get_line_width=f"{chosen} ? {width} : 0",
        line_width_units="'pixels'",
        line_joint_rounded=True,
    )


def _names_within(level: BoundaryLevel, gemeente: str, across: float, inks: Inks) -> pdk.Layer:
    """The names of the wijken or buurten of one gemeente; ``across``: pixels per degree of longitude.

    deck.gl's CollisionFilterExtension looks at the middle of a name alone: long names still lie over each other. The ones
    that do not fit are told at the pointer.
    """
    own = [part for part in properties(level) if part["gemeente"] == gemeente]
    shown = apart(own, across, WIJK_SIZE)
    layer = _names([{key: part[key] for key in ("name", "lon", "lat")} for part in shown], WIJK_SIZE, inks)
    layer.id = f"namen_{gemeente}"
    layer.data_transform = None
    layer.get_position, layer.get_text = "@@=[lon, lat]", "@@=name"
    layer.character_set = "".join(sorted({letter for part in shown for letter in part["name"]}))
    return layer


def _names(data: str | list[dict[str, Any]], size: int, inks: Inks) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        # The shapes are fetched for the map as it is; their names and places need not go over the line again.
        data=data,
        data_transform="features",
        id="namen",
        pickable=False,
        get_position="[properties.lon, properties.lat]",
        get_text="properties.name",
        get_size=size,
        _sub_layer_props={"characters": {"getColor": _rgba(inks.text)}},
        font_family="'Source Sans, Segoe UI, Arial, sans-serif'",
        font_weight=600,
        # Named, because at first there are no names yet to find them in.
        character_set=f"'{string.ascii_letters}â -'",
        # A plate of paper keeps the name readable on the darkest class; an outline of the letters did not.
        background=True,
        get_background_color=_rgba(inks.paper, PLATE),
        background_padding=[3, 0, 3, 0] if size > 11 else [1, 0, 1, 0],
        background_border_radius=4,
    )


def _name_size(level: BoundaryLevel, width: int, height: int) -> int:
    """Pixels, so that the names of neighbours do not touch: provinces lie closer together than gemeenten."""
    if min(width, height) < 375:
        return 10
    return 12 if level.startswith("nederland") else 13
