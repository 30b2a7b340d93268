"""What goes together over gemeenten: bounded, symmetric, with n, and never as a cause."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.rules.correlation import (
    Correlation,
    complement,
    correlation,
    correlation_sentence,
    within_sentence,
)
from tests.sweep import EXHAUSTIVE
from ui.data import figures

many = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=10, max_size=40)


def laid(values):
    return {f"GM{i:04}": value for i, value in enumerate(values)}


@given(many)
@EXHAUSTIVE
def test_it_lies_between_minus_one_and_one_and_is_the_same_both_ways(pairs):
    x, y = laid(a for a, _ in pairs), laid(b for _, b in pairs)
    one, other = correlation(x, y), correlation(y, x)
    assert (one is None) == (other is None)
    if one and other:
        assert -1 <= one.r <= 1
        assert one.r == pytest.approx(other.r, abs=1e-9)
        assert one.n == len(pairs)


def test_a_straight_line_is_one():
    found = correlation(laid(range(10)), laid(100 - 3 * i for i in range(10)))
    assert found is not None
    assert found.r == pytest.approx(-1)


def test_only_regions_with_both_figures_count():
    x = laid([1.0, None, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0])
    y = laid([2.0, 2.0, float("nan"), *range(8)])
    assert correlation(x, y) is None
    assert correlation({**x, "GM9000": 3.0}, {**y, "GM9000": 1.0}).n == 10


def test_no_spread_no_correlation():
    assert correlation(laid([5.0] * 12), laid(range(12))) is None


@pytest.mark.parametrize(
    ("r", "said"),
    [
        (
            -0.72,
            "lager: de twee hangen sterk samen (correlatie −0,72; met 95% zekerheid tussen −0,77 en −0,66; 342",
        ),
        (0.5, "hoger: de twee hangen matig samen"),
        (0.15, "nauwelijks"),
        (0.1, "niet te zeggen: het kan toeval zijn (correlatie 0,10; met 95% zekerheid tussen −0,01 en 0,20"),
    ],
)
def test_the_sentence_claims_no_cause(r, said):
    text = correlation_sentence(Correlation(r, 342), "moeite met rondkomen", "ervaren gezondheid")
    assert said in text
    assert "342 gemeenten" in text
    for claim in ("leidt tot", "veroorzaakt", "zorgt voor", "dankzij", "doordat"):
        assert claim not in text
    assert Correlation(r, 342).may_be_chance == ("toeval" in text)
    if abs(r) > 0.2:
        assert text.endswith("zegt niet dat het een door het ander komt.")


def test_a_strong_correlation_over_twelve_gemeenten_is_not_called_chance():
    found = Correlation(0.91, 12)
    low, high = found.interval
    assert (round(low, 2), round(high, 2)) == (0.7, 0.97)
    assert not found.may_be_chance
    said = within_sentence(found, "Drentse gemeenten")
    assert said == (
        "Kijkt u alleen naar de 12 Drentse gemeenten, dan hangen de twee sterk samen "
        "(correlatie 0,91; met 95% zekerheid tussen 0,70 en 0,97)."
    )
    weak = within_sentence(Correlation(0.4, 12), "Drentse gemeenten")
    assert (
        "dan kan de samenhang toeval zijn (correlatie 0,40; met 95% zekerheid tussen −0,23 en 0,79)" in weak
    )


@given(st.floats(-1, 1), st.integers(10, 400))
def test_the_interval_holds_r_and_gets_narrower_with_more_regions(r, n):
    (low, high), (nearer, further) = Correlation(r, n).interval, Correlation(r, 4 * n).interval
    assert -1 <= low <= r <= high <= 1
    assert low - 1e-12 <= nearer
    assert further <= high + 1e-12
    assert Correlation(-r, n).interval == pytest.approx((-high, -low))


def test_the_interval_is_right_19_times_in_20():
    """Samples of two normal figures whose correlation is known: the interval must hold it in about 95% of them."""
    random, true, held = np.random.default_rng(9), 0.6, 0
    for _ in range(2000):
        x = random.normal(size=12)
        y = true * x + np.sqrt(1 - true**2) * random.normal(size=12)
        low, high = Correlation(float(np.corrcoef(x, y)[0, 1]), 12).interval
        held += low <= true <= high
    assert held / 2000 == pytest.approx(0.95, abs=0.015)


@given(st.lists(st.floats(0, 100), min_size=10, max_size=40))
def test_the_rest_of_a_share_is_its_opposite(values):
    x = np.array(values)
    if x.std() > 0.01:
        assert complement(x.tolist(), (100 - x).tolist())
    assert not complement(x.tolist(), x.tolist())


def test_two_shares_that_only_happen_to_make_about_100_are_no_opposites():
    random = np.random.default_rng(1)
    x, y = random.normal(40, 3, 300), random.normal(60, 3, 300)
    assert not complement(x.tolist(), y.tolist())


def test_too_few_gemeenten_is_said():
    assert correlation_sentence(None, "a", "b").startswith("Te weinig gemeenten")


def test_published_figures_of_all_gemeenten():
    """RIVM 50090NED, 2020: where more people find it hard to make ends meet, fewer feel healthy."""
    hard, healthy = figures("moeite_rondkomen", "18+"), figures("ervaren_gezondheid", "18+")
    assert hard is not None
    assert healthy is not None
    gemeenten = [region for region in hard.regions if region.startswith("GM")]
    found = correlation(
        {g: hard.value(g, 2020) for g in gemeenten}, {g: healthy.value(g, 2020) for g in gemeenten}
    )
    assert found is not None
    assert found.n > 300
    assert found.strength == "matig"
    assert found.r < 0
