"""What holds for all tests."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a failed browser test once more.

    On a machine whose cores are all at work a real browser now and then draws a page anew between two steps of
    a test. What is broken fails twice; what needed a second run is counted in the summary.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
