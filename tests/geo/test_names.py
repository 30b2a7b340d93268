"""No name on a map lies over another, on a laptop and on a phone, as WebGL and as a drawing."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from geo import classes, layers
from geo.features import extent, head, properties
from geo.names import apart, fitting, moved
from monitor.province import GEMEENTEN

MADE = classes.sequential([9.0, 10, 11, 12, 13, 14], decimals=1)


def places(level: Any, gemeente: str | None = None) -> list[dict[str, Any]]:
    return [own for own in properties(level) if gemeente in (None, own.get("gemeente"))]


def overlapping(
    names: list[dict[str, Any]], across: float, letter: float, line: float
) -> list[tuple[str, str]]:
    """Names whose plates overlap, with ``letter`` and ``line`` in pixels."""
    return [
        (one["name"], other["name"])
        for one, other in itertools.combinations(names, 2)
        if abs(one["lon"] - other["lon"]) * across < (len(one["name"]) + len(other["name"])) / 2 * letter
        # At 53 degrees a degree of latitude is 1.66 times as long as one of longitude.
        and abs(one["lat"] - other["lat"]) * across * 1.66 < line
    ]


@pytest.mark.parametrize("size", [(640, 500), (350, 360)])
@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_the_names_of_wijken_do_not_touch(gemeente: str, size: tuple[int, int]) -> None:
    deck = layers.choropleth(
        "drenthe_wijken",
        "/x",
        layers.steps("drenthe_wijken", {}, MADE),
        MADE,
        labels="/y",
        year=2020,
        width=size[0],
        height=size[1],
        focus=gemeente,
    )
    entry = next(one for one in json.loads(deck.to_json())["layers"] if one["id"] == f"namen_{gemeente}")
    view = layers.view_state("drenthe_wijken", *size, gemeente)
    assert overlapping(entry["data"], 512 * 2**view.zoom / 360, 0.53 * 11, 14) == []
    assert {letter for one in entry["data"] for letter in one["name"]} <= set(entry["characterSet"])
    assert len(entry["data"]) >= min(5, len(places("drenthe_wijken", gemeente)))


def test_most_names_stand_there_and_a_lone_one_always() -> None:
    emmen = places("drenthe_wijken", "GM0114")
    across = fitting(extent("drenthe_wijken", "GM0114"), 640, 500)
    shown = [own["name"] for own in apart(emmen, across, 11)]
    assert len(shown) >= 15
    assert "Klazienaveen" in shown
    assert shown == [own["name"] for own in emmen if own["name"] in shown], "in the order they came in"
    assert apart(emmen[:1], 1.0, 11) == emmen[:1]
    assert len(apart(emmen, 1e6, 11)) == len(emmen), "far enough in, all fit"


@pytest.mark.parametrize("level", ["drenthe_gemeenten", "nederland_provincies"])
def test_the_twelve_names_of_a_map_of_the_usual_size_all_fit(level: Any) -> None:
    own = places(level)
    assert apart(own, fitting(head(level)["bbox"], 760, 620), 13) == own


@pytest.mark.parametrize("size", [(760, 330), (350, 360)])
@pytest.mark.parametrize("level", ["drenthe_gemeenten", "nederland_provincies"])
def test_in_a_low_map_the_twelve_names_make_way_for_each_other(level: Any, size: tuple[int, int]) -> None:
    across = fitting(head(level)["bbox"], *size)
    own = places(level)
    there = moved(own, across, 13)
    assert sorted(one["name"] for one in there) == sorted(one["name"] for one in own)
    before, after = (len(overlapping(names, across, 0.53 * 13, 14)) for names in (own, there))
    assert after <= before
    assert after <= (0 if size[0] == 760 else 2)
