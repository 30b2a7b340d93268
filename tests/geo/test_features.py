"""What the map route sends: each feature with its values, and the value of the map is that of the table."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from geo import features
from monitor import division
from monitor.province import GEMEENTEN


def frame(rows: list[tuple[str, int, float | None, str | None]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["region", "year", "value", "label"])


def areas(layer: features.Layer) -> dict[str, dict[str, Any]]:
    return {f["properties"]["code"]: f["properties"] for f in json.loads(layer.body)["features"]}


EMMEN = frame(
    [
        ("GM0114", 2020, 12.5, "12,5%"),
        ("GM0114", 2024, 15.1, "15,1%"),
        ("GM1701", 2024, None, "geen cijfer: door de bron weggelaten"),
        ("NL00", 2024, 13.9, "13,9%"),
    ]
)


def test_values_and_texts_of_every_year_are_in_every_feature() -> None:
    own = areas(features.features_with_values("drenthe_gemeenten", EMMEN))
    assert len(own) == 12
    assert own["GM0114"]["v2020"] == 12.5
    assert own["GM0114"]["l2020"] == "12,5%"
    assert own["GM0114"]["v2024"] == 15.1
    assert own["GM1701"]["v2024"] is None, "missing is never zero"
    assert own["GM1701"]["l2024"] == "geen cijfer: door de bron weggelaten"
    for area in own.values():
        assert {"code", "name", "v2020", "l2020", "v2024", "l2024"} <= set(area)
    assert own["GM0106"]["l2020"] == "geen cijfer"


def test_years_can_be_asked_that_have_no_figure() -> None:
    own = areas(features.features_with_values("drenthe_gemeenten", EMMEN, years=[2022], missing="niets"))
    assert own["GM0114"]["v2022"] is None
    assert own["GM0114"]["l2022"] == "niets"
    assert "v2024" not in own["GM0114"]


def test_shapes_and_source_are_those_of_the_boundary_file() -> None:
    plain = json.loads(features.boundaries("drenthe_gemeenten").body)
    sent = json.loads(features.features_with_values("drenthe_gemeenten", EMMEN).body)
    assert sent["source"] == plain["source"]
    assert [f["geometry"] for f in sent["features"]] == [f["geometry"] for f in plain["features"]]


def test_etag_changes_with_a_figure_and_only_then() -> None:
    one = features.features_with_values("drenthe_gemeenten", EMMEN)
    assert one == features.features_with_values("drenthe_gemeenten", EMMEN.sample(frac=1, random_state=1))
    other = EMMEN.assign(value=EMMEN["value"] + 0.1)
    assert one.etag != features.features_with_values("drenthe_gemeenten", other).etag
    assert one.etag.startswith('"')
    assert one.etag.endswith('"')


def test_a_figure_of_another_area_with_the_same_code_is_not_drawn() -> None:
    rows = frame([("WK168100", 2020, 77.9, "77,9%"), ("WK010600", 2020, 74.0, "74,0%")])
    own = areas(features.features_with_values("drenthe_wijken", rows))
    assert own["WK010600"]["v2020"] == 74.0
    assert own["WK168100"]["name"] == "Valthe"
    assert own["WK168100"]["v2020"] is None
    there = [area for code, area in own.items() if code.startswith("WK1681")]
    assert {a["l2020"] for a in there} == {"geen cijfer: nieuwe wijkindeling sinds 2022"}, (
        "the pointer tells why"
    )
    assert own["WK010601"]["l2020"] == "geen cijfer"


def test_two_figures_for_one_region_and_year_are_refused() -> None:
    with pytest.raises(ValueError, match="more than one"):
        features.features_with_values("drenthe_gemeenten", pd.concat([EMMEN, EMMEN]))


def test_every_level_is_served_bare_and_no_other() -> None:
    for level in division.LAYERS:
        assert json.loads(features.boundaries(level).body)["type"] == "FeatureCollection"
    with pytest.raises(KeyError):
        features.boundaries("../regions.csv")
    with pytest.raises(KeyError):
        features.boundaries("drenthe_buurten")
    assert set(features.REGION_LEVEL) == set(features.LEVELS)
    assert [a["code"] for a in features.properties("drenthe_gemeenten")] == sorted(GEMEENTEN)
