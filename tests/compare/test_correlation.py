"""What goes together over gemeenten: bounded, symmetric, with n, and never as a cause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.correlation import Correlation, correlation, correlation_sentence
from ui.data import figures

many = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=10, max_size=40)


def laid(values):
    return {f"GM{i:04}": value for i, value in enumerate(values)}


@given(many)
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
        (-0.72, "lager: de twee hangen sterk samen (r = −0,72"),
        (0.5, "hoger: de twee hangen matig samen"),
        (0.1, "nauwelijks"),
    ],
)
def test_the_sentence_claims_no_cause(r, said):
    text = correlation_sentence(Correlation(r, 342), "moeite met rondkomen", "ervaren gezondheid")
    assert said in text
    assert "342 gemeenten" in text
    for claim in ("leidt tot", "veroorzaakt", "zorgt voor", "dankzij", "doordat"):
        assert claim not in text
    if abs(r) > 0.2:
        assert text.endswith("zegt niet dat het een door het ander komt.")


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
