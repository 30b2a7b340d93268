"""What somebody would write in an afternoon: an indicator on the map of all gemeenten with pydeck, GeoJSON inline, bars of the twelve."""

import json
from pathlib import Path

import pandas as pd
import pydeck as pdk
import streamlit as st

DATA = Path(__file__).resolve().parent.parent / "data"


@st.cache_data
def shapes() -> dict:
    return json.loads((DATA / "boundaries" / "nederland_gemeenten.geojson").read_text(encoding="utf-8"))


@st.cache_data
def figures(indicator: str) -> pd.DataFrame:
    rows = pd.read_csv(DATA / "observations" / f"{indicator}.csv")
    return rows[rows["population"] == "18+"]


def main() -> None:
    st.set_page_config(layout="wide")
    indicator = st.selectbox("Cijfer", ["roken", "eenzaam", "overgewicht"])
    rows = figures(indicator)
    year = st.radio("Jaar", sorted(rows["year"].unique())[-2:], index=1, horizontal=True)
    values = rows[rows["year"] == year].set_index("region")["value"]
    gemeenten = values[values.index.str.startswith("GM")].dropna()
    low, high = gemeenten.min(), gemeenten.max()
    features = []
    for feature in shapes()["features"]:
        value = gemeenten.get(feature["properties"]["code"])
        part = 0.0 if value is None else (value - low) / (high - low)
        colour = [255 - int(200 * part), 255 - int(120 * part), 255 - int(60 * part)]
        features.append(
            {**feature, "properties": {**feature["properties"], "colour": colour, "value": value}}
        )
    left, right = st.columns([2, 1])
    layer = pdk.Layer(
        "GeoJsonLayer", {"type": "FeatureCollection", "features": features}, get_fill_color="properties.colour",
        get_line_color=[255, 255, 255], line_width_min_pixels=1, pickable=True,
    )  # fmt: skip
    view = pdk.ViewState(latitude=52.2, longitude=5.4, zoom=6.3)
    left.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_style=None), height=600)
    twelve = [f["properties"]["code"] for f in features if f["properties"]["province"] == "PV22"]
    right.bar_chart(gemeenten[gemeenten.index.isin(twelve)], horizontal=True)
    right.write(f"In {year}: van {low} tot {high}.")


main()
