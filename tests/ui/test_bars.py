"""The bars: what a reader sees in which order, and what a missing figure looks like."""

from __future__ import annotations

import json

import pandas as pd
import vl_convert

from geo.classes import sequential
from monitor.catalogue import Indicator, load
from ui import colours
from ui.charts import bars

NAMES = {
    "GM0114": "Emmen",
    "GM1701": "Westerveld",
    "GM1690": "De Wolden",
    "PV22": "Drenthe",
    "NL00": "Nederland",
}
VALUES = {"GM0114": 15.1, "GM1701": float("nan"), "GM1690": 9.2, "PV22": 12.7, "NL00": None}
LINES = {"PV22": (colours.PROVINCE, False), "NL00": (colours.NEDERLAND, True)}


def rondkomen() -> Indicator:
    return load()["moeite_rondkomen"]


def test_from_high_to_low_with_the_missing_last_and_never_as_zero() -> None:
    classes = sequential([9.2, 12.0, 15.1], decimals=1)
    rows = bars.bars_data(VALUES, NAMES, rondkomen(), classes.colour_of, "GM0114", LINES)
    assert rows["Gebied"].tolist() == ["Emmen", "Drenthe", "De Wolden", "Nederland", "Westerveld"]
    assert rows["Cijfer"].tolist() == ["15,1%", "12,7%", "9,2%", "geen cijfer", "geen cijfer"]
    assert rows["value"].isna().tolist() == [False, False, False, True, True]
    assert rows["kind"].tolist() == ["own", "solid", "bar", "dashed", "bar"]


def test_a_bar_has_the_colour_of_the_map_but_the_readers_own_gemeente_is_orange() -> None:
    classes = sequential([9.2, 12.0, 15.1], decimals=1)
    rows = bars.bars_data(VALUES, NAMES, rondkomen(), classes.colour_of, "GM0114", LINES).set_index("Gebied")
    assert rows.loc["De Wolden", "colour"] == classes.colour_of(9.2)
    assert rows.loc["Emmen", "colour"] == colours.GEMEENTE
    assert rows.loc["Drenthe", "colour"] == colours.PROVINCE


def drawn(rows: pd.DataFrame, year: int | None = None) -> str:
    spec, data = bars.bars(rows, year)
    records = json.loads(data[bars.ROWS].to_json(orient="records"))
    svg: str = vl_convert.vegalite_to_svg({**spec, "width": 500, "datasets": {bars.ROWS: records}})
    return svg


def test_bars_start_at_zero_and_the_whole_row_can_be_clicked() -> None:
    rows = bars.bars_data(VALUES, NAMES, rondkomen(), lambda value: colours.OTHER, None, LINES)
    spec, data = bars.bars(rows)
    assert spec["encoding"]["x"]["scale"]["domain"][0] == 0
    assert [p["name"] for p in spec["params"]] == [bars.CLICK, "top", "ruimte", "jaar"]
    given = data[bars.ROWS].iloc[0]
    assert (given["top"], given["ruimte"], given["jaar"]) == (15.1, 147, "")
    assert len(json.dumps(spec)) < 3000, "it goes over the line at every change"


def test_all_names_and_figures_are_drawn() -> None:
    rows = bars.bars_data(VALUES, NAMES, rondkomen(), lambda value: colours.OTHER, None, LINES)
    svg = drawn(rows)
    for word in ("Emmen", "15,1%", "De Wolden", "Drenthe", "12,7%", "Nederland", "geen cijfer"):
        assert f">{word}<" in svg
    assert ">0,0%<" not in svg


def test_nothing_but_missing_figures_can_be_drawn_too() -> None:
    rows = bars.bars_data(dict.fromkeys(NAMES), NAMES, rondkomen(), lambda value: colours.OTHER)
    assert set(bars.bars(rows)[1][bars.ROWS]["top"]) == {1.0}
    assert drawn(rows).count("geen cijfer") >= len(NAMES)


def test_the_pointer_is_told_the_gebied_the_figure_and_the_year() -> None:
    rows = bars.bars_data(VALUES, NAMES, rondkomen(), lambda value: colours.OTHER, None, LINES)
    spec, data = bars.bars(rows, 2024)
    told = next(
        layer["encoding"]["tooltip"] for layer in spec["layer"] if "tooltip" in layer.get("encoding", ())
    )
    assert told == {"value": {"expr": "datum.Gebied + ': ' + datum.Cijfer + jaar"}}
    assert set(data[bars.ROWS]["jaar"]) == {" (2024)"}


def test_as_many_other_figures_have_the_same_chart() -> None:
    one, other = (
        bars.bars_data(
            {region: value and value * times for region, value in VALUES.items()},
            NAMES,
            rondkomen(),
            lambda value: colours.OTHER,
            None,
            LINES,
        )
        for times in (1, 3)
    )
    assert bars.bars(one, 2020)[0] == bars.bars(other, 2024)[0]


def test_a_gemeente_to_compare_with_is_marked_as_nederland_would_be() -> None:
    rows = bars.bars_data(
        VALUES, NAMES, rondkomen(), lambda value: colours.OTHER, "GM0114", LINES, compared="GM1690"
    ).set_index("Gebied")
    assert rows.loc["De Wolden", ["kind", "colour"]].tolist() == ["compared", colours.NEDERLAND]
    assert rows.loc["Nederland", "kind"] == "dot", "one dashed line at a time"
    assert rows.loc["Drenthe", "kind"] == "solid"


def test_an_earlier_figure_is_a_short_line_in_the_bar_of_its_own_gemeente() -> None:
    rows = bars.bars_data(
        VALUES, NAMES, rondkomen(), lambda value: colours.OTHER, "GM0114", before={"GM0114": (21.0, 2016)}
    )
    assert rows.set_index("Gebied").loc["Emmen", ["before", "was"]].tolist() == [21.0, "; 21,0% in 2016"]
    assert set(bars.bars(rows, 2020)[1][bars.ROWS]["top"]) == {21.0}, "it falls inside the chart"
    svg = drawn(rows, 2020)
    assert svg.count(f'fill="{colours.NEDERLAND}"') + svg.count(f'stroke="{colours.NEDERLAND}"') >= 1


def test_orange_is_the_own_gemeente_and_nothing_else() -> None:
    rows = bars.bars_data(VALUES, NAMES, rondkomen(), lambda value: colours.OTHER, "GM0114")
    assert rows.loc[rows["colour"] == colours.GEMEENTE, "Gebied"].tolist() == ["Emmen"]
