"""Labels at the line ends: readable, in order, as near to their line as they can."""

from __future__ import annotations

import itertools
import random

import pytest

from ui.charts.labels import Box, beside, spread


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


HERE = Box(100, 90, 200, 110)


def test_a_label_with_nothing_near_stays():
    assert beside(HERE, [], [(0, 100, 90, 100), (100, 20, 200, 20)], 6, 354) == 0


def test_a_label_moves_clear_of_another_label():
    move = beside(HERE, [Box(150, 85, 250, 105)], [], 6, 354)
    assert 0 < move <= 18


def test_a_label_moves_clear_of_a_line_that_runs_through_it():
    move = beside(HERE, [], [(0, 102, 300, 102)], 6, 354)
    assert -12 <= move < 0
    sloping = beside(HERE, [], [(100, 100, 200, 140)], 6, 354)
    assert not Box(100, 90 + sloping, 200, 110 + sloping).crossed_by(100, 100, 200, 140)


def test_a_label_stays_in_the_chart_when_it_moves():
    assert beside(Box(0, 0, 50, 16), [Box(0, 0, 50, 16)], [], 6, 354) > 0
