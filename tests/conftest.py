"""What holds for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from monitor import division
from monitor.catalogue import DATA


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a failed browser test once more.

    On a machine whose cores are all at work a real browser now and then draws a page anew between two steps of
    a test. What is broken fails twice; what needed a second run is counted in the summary.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def buurten() -> Iterator[None]:
    """The monitor as after a refresh that brought the boundaries of buurten: real codes and names, made-up boundaries."""
    # These take a second, and few tests need them.
    import geopandas as gpd

    from geo import boundaries
    from tests.upstream.standin.pdok import made_up_buurten

    division.follow()
    before = division._held
    assert before is not None
    codes, names, shapes = zip(*made_up_buurten(), strict=True)
    areas = gpd.GeoDataFrame({"code": codes}, geometry=list(shapes), crs=boundaries.LON_LAT)
    made = boundaries.part_layer("drenthe_buurten", areas, dict(zip(codes, names, strict=True)), 2024)
    division._held = replace(before, layers={**division.layers(DATA), **made})
    division._version += 1
    yield
    division._held = before
    division._version += 1
