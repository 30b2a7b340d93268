"""A chart as it goes to the browser: nothing is sent that is not drawn."""

from __future__ import annotations

import pandas as pd

from ui.charts.base import sent


def test_a_layer_without_data_is_not_sent() -> None:
    spec = {"layer": [{"data": {"name": "a"}}, {"data": {"name": "b"}}, {"mark": "rule"}], "height": 10}
    data = {"a": pd.DataFrame({"x": [1]}), "b": pd.DataFrame({"x": []})}
    found = sent(spec, data)
    assert found["layer"] == [{"data": {"name": "a"}}, {"mark": "rule"}]
    assert list(found["datasets"]) == ["a"]
    assert found["datasets"]["a"].to_pydict() == {"x": [1]}
    assert found["height"] == 10
    assert len(spec["layer"]) == 3, "the spec is shared between readers"
