"""Labels at the line ends: readable, in order, as near to their line as they can."""

from __future__ import annotations

import itertools
import random

import pytest

from ui.charts.labels import spread


def test_labels_that_do_not_clash_stay_where_they_are():
    assert spread([10, 100, 50], 17, 0, 360) == [10, 100, 50]


def test_labels_that_clash_share_the_move():
    assert spread([100, 100], 20, 0, 360) == [90, 110]


def test_labels_stay_inside_the_chart():
    assert spread([355, 358, 359], 17, 0, 354) == [320, 337, 354]
    assert spread([1, 2], 17, 6, 354) == [6, 23]


def test_too_many_labels_share_the_room():
    assert spread([5] * 5, 17, 0, 40) == pytest.approx([0, 10, 20, 30, 40])


def test_no_labels():
    assert spread([], 17, 0, 360) == []


def test_any_labels_keep_their_order_and_distance():
    dice = random.Random(1)
    for _ in range(200):
        wanted = [dice.uniform(0, 360) for _ in range(dice.randint(1, 15))]
        placed = spread(wanted, 17, 6, 354)
        in_order = [p for _, p in sorted(zip(wanted, placed, strict=True))]
        assert all(6 - 1e-9 <= p <= 354 + 1e-9 for p in placed)
        assert all(b - a >= 17 - 1e-9 for a, b in itertools.pairwise(in_order))
