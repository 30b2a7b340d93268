"""What a unit says, in the words of publishers, of people and of programs."""

from __future__ import annotations

import pytest

from intake.units import Unit, hints_at_multiple, times, unit_of


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("1 000 euro", Unit("euro", 1000)),
        ("1\u00a0000 euro", Unit("euro", 1000)),
        ("x 1.000 euro", Unit("euro", 1000)),
        ("1,000 euros", Unit("euro", 1000)),
        ("k€", Unit("euro", 1000)),
        ("in duizenden euro's", Unit("euro", 1000)),
        ("10^3 euro", Unit("euro", 1000)),
        ("mln euro", Unit("euro", 1_000_000)),
        ("m€", Unit("euro", 1_000_000)),
        ("mld euro", Unit("euro", 1_000_000_000)),
        ("x 1 000", Unit(None, 1000)),
        ("aantal x 1000", Unit("aantal", 1000)),
        ("1 000 euro per huishouden", Unit("euro", 1000)),
        ("%", Unit("procent")),
        ("% van de huishoudens", Unit("procent")),
        ("aantal", Unit("aantal")),
        ("per 1 000 inwoners", Unit("per_1000")),
        ("per_1000", Unit("per_1000")),
        ("inwoners per km²", Unit("per_km2")),
        ("euro", Unit("euro")),
        # Not understood, so not one of anything.
        ("1 000 dollar", None),
        ("euro per maand", None),
        ("% van de vrouwen", None),
        ("promille", None),
        ("per 100 000 inwoners", None),
        ("2023", None),
        ("18", None),
        ("vrouwen", None),
        ("", None),
    ],
)
def test_a_unit_in_words(words: str, unit: Unit | None) -> None:
    assert unit_of(words) == unit


def test_a_multiple_is_noticed_also_where_it_is_not_understood() -> None:
    for words in (
        "bedragen x 1 000 stuivers",
        "mln. gulden",
        "in promille",
        "1.000 dollar",
        "(x1000)",
        "duizenden",
    ):
        assert hints_at_multiple(words), words
    for words in ("Inkomen van huishoudens", "2023", "18 jaar of ouder", "tussen 10 000 en 20 000 inwoners"):
        assert not hints_at_multiple(words), words


def test_a_unit_fits_what_is_counted() -> None:
    assert Unit("aantal", 1000).fits("personen")
    assert Unit("huishoudens").fits("huishoudens")
    assert not Unit("huishoudens").fits("personen")
    assert not Unit("aantal").fits("procent")
    assert not Unit(None, 1000).fits("procent")
    assert Unit(None, 1000).fits("euro")


def test_two_units_of_one_figure() -> None:
    assert Unit("aantal").with_(Unit(None, 1000)) == Unit("aantal", 1000)
    assert Unit("euro").with_(Unit(None, 1000)) == Unit("euro", 1000)
    assert Unit("euro", 1000).with_(Unit("euro", 1000)) == Unit("euro", 1000)
    assert Unit("euro").with_(Unit("euro", 1000)) is None, "one of them is not true"
    assert Unit("procent").with_(Unit("euro")) is None


def test_times_is_exact() -> None:
    assert times(36.3, 1000) == 36300
    assert times(0.1, 3) == 0.3
