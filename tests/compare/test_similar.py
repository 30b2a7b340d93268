"""Which gemeenten are alike: by four published characteristics, each as heavy."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from compare.rules.comparison import NotCompared, compare
from compare.rules.similar import (
    CHARACTERISTICS,
    FEWEST,
    FURTHEST,
    METHOD,
    MOST,
    SimilarGemeenten,
    Similarity,
    characteristics,
)
from monitor.catalogue import load
from monitor.province import GEMEENTEN
from monitor.regions import name, resolve
from ui.choose import comparators
from ui.data import figures, gemeente_characteristics

NAMES = [c.indicator for c in CHARACTERISTICS]


def table(**rows: tuple[float | None, ...]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=NAMES)


#: Three that are alike, and others all over the land.
CLOSE = table(
    a=(10_000, 100, 30_000, 20),
    b=(11_000, 110, 30_500, 21),
    c=(12_000, 120, 31_000, 21.5),
    x=(300_000, 3_000, 25_000, 12),
    y=(80_000, 800, 45_000, 30),
    z=(2_000, 20, 40_000, 15),
)
SMALL = table(
    a=(10_000, 100, 30_000, 20),
    b=(11_000, 110, 30_500, 21),
    c=(300_000, 3_000, 25_000, 12),
    d=(12_000, 90, 40_000, 30),
)


def test_the_nearest_first_and_never_itself():
    assert Similarity(CLOSE).nearest("a") == ["b", "c"]


def test_none_is_offered_that_lies_too_far_away():
    # Of the others only b is near; the rest are the nearest there are, and not alike.
    assert Similarity(SMALL).nearest("a") == ["b"]
    assert Similarity(SMALL).nearest("c") == []
    assert Similarity(SMALL).similar("a") == SimilarGemeenten(
        (), dict.fromkeys(("dichtheid", "inkomen", "leeftijd"), ())
    )


def test_a_gemeente_that_lacks_a_characteristic():
    gaps = CLOSE.copy()
    gaps.loc["b", NAMES[2]] = None
    assert "b" not in Similarity(gaps).nearest("a")
    # The others still count for the gemeente itself.
    assert set(Similarity(gaps).nearest("b")) == {"a", "c"}
    assert Similarity(CLOSE).nearest("zz") == []


def test_twice_as_big_is_one_step_whatever_the_size():
    # Sizes double each time: the neighbours on both sides are equally far.
    sizes = table(**{f"{i:02}": (10_000 * 2**i, 100 + i, 30_000 + i, 20 + i / 100) for i in range(13)})
    assert set(Similarity(sizes).nearest("06")[:2]) == {"05", "07"}


def test_what_the_figure_is_about_does_not_count():
    # e is like a in all but its income.
    with_e = pd.concat([CLOSE, table(e=(10_100, 101, 42_000, 20.1))])
    assert "e" not in Similarity(with_e).nearest("a")
    assert Similarity(with_e).nearest("a", "inkomen")[0] == "e"
    assert "e" not in Similarity(with_e).nearest("a", "leeftijd")


def test_each_characteristic_is_of_its_newest_full_year():
    found = gemeente_characteristics()
    assert list(found.columns) == NAMES
    assert len(found) == 342
    assert found.attrs["years"]["bevolking"] == 2025
    assert found.notna().mean().min() > 0.95


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_the_gemeenten_of_drenthe_have_some_that_are_like_them_and_none_that_are_not(gemeente):
    known = gemeente_characteristics()
    found = Similarity(known).nearest(gemeente)
    assert FEWEST <= len(set(found)) == len(found) <= MOST
    sizes = known["bevolking"]
    assert sizes[found].between(sizes[gemeente] / 3, sizes[gemeente] * 3).all(), [
        name(code) for code in found
    ]
    for about in (None, "inkomen", "leeftijd", "dichtheid"):
        assert all(
            _far(known, gemeente, code, about) <= FURTHEST
            for code in Similarity(known).nearest(gemeente, about)
        )


def _far(known: pd.DataFrame, one: str, other: str, about: str | None) -> float:
    """The distance by hand."""
    squares = []
    for measure in CHARACTERISTICS:
        if about is None or measure.about != about:
            column = known[measure.indicator].dropna().astype(float)
            scaled = np.log(column) if measure.log else column
            squares.append(((scaled[one] - scaled[other]) / scaled.std()) ** 2)
    return float(np.sqrt(np.mean(squares)))


def test_known_neighbours():
    known = gemeente_characteristics()
    assert [name(code) for code in Similarity(known).nearest("GM0114")] == [
        "Land van Cuijk", "Súdwest-Fryslân", "Midden-Groningen", "Hoogeveen", "Venlo", "Roosendaal",
    ]  # fmt: skip
    assert [name(code) for code in Similarity(known).nearest("GM1701")] == ["Sluis", "Aa en Hunze", "Veere"]
    # Without the income it is not like three others: then it is compared with none for poverty.
    assert Similarity(known).similar("GM1701").without["inkomen"] == ()


def test_a_gemeente_like_no_other_has_none_and_a_few_are_not_counted_together():
    known = gemeente_characteristics()
    for alone in ("Schiermonnikoog", "Urk", "Wageningen"):
        assert Similarity(known).nearest(resolve(alone, "gemeente")) == []
    amsterdam = resolve("Amsterdam")
    assert [name(code) for code in Similarity(known).nearest(amsterdam)] == ["'s-Gravenhage"]
    assert Similarity(known).similar(amsterdam).members == ()


def test_figures_about_money_do_not_count_the_income():
    catalogue = load()
    money = [
        i
        for i in catalogue.indicators.values()
        if i.unit == "euro"
        or re.search(r"inkomen|armoede|schuld|minimum|bijstand|rondkomen|geldzaken", i.title.lower())
    ]
    assert len(money) > 20
    assert {i.characteristic for i in money} == {"inkomen"}
    ages = [i for i in catalogue.indicators.values() if i.id.startswith("aandeel_") or i.id == "grijze_druk"]
    assert {i.characteristic for i in ages} == {"leeftijd"}


def test_a_figure_about_income_is_held_against_other_gemeenten_than_one_about_health():
    beside = comparators.comparator(comparators.SIMILAR, "GM0114")
    assert beside is not None
    money, health = load()["moeite_rondkomen"], load()["roken"]
    assert beside.members_for(health) == set(Similarity(gemeente_characteristics()).nearest("GM0114"))
    assert beside.members_for(money) == set(
        Similarity(gemeente_characteristics()).nearest("GM0114", "inkomen")
    )
    assert beside.members_for(money) != beside.members_for(health)
    of_money = figures("moeite_rondkomen", "18+")
    assert of_money is not None
    (of_2020,) = [p for p in beside.observations(of_money) if p.year == 2020]
    assert of_2020 == next(p for p in of_money.together(beside.members_for(money)) if p.year == 2020)
    assert comparators.who_counts(beside, money).startswith(
        "Gemeenten als Emmen (het inkomen telt niet mee, want dit cijfer gaat zelf over inkomen of geld): Apeldoorn, "
    )


def test_with_too_few_that_are_alike_nothing_is_compared_and_that_is_said():
    beside = comparators.comparator(comparators.SIMILAR, "GM1701")
    assert beside is not None
    laid = figures("problematische_schulden", "huishoudens")
    assert laid is not None
    found = compare(laid, "GM1701", beside)
    assert isinstance(found, NotCompared)
    assert found.why == "te weinig gemeenten lijken er genoeg op"
    assert comparators.who_counts(beside, laid.indicator) == ""


def test_the_method_is_told():
    assert all(word in METHOD for word in ("inwoners", "inkomen", "65 jaar", "8 gemeenten"))


def test_a_year_with_half_of_the_gemeenten_does_not_count():
    rows = [
        {"indicator": id, "region": f"GM{i:04}", "year": year, "value": float(i + 1)}
        for id in NAMES
        for year in (2022, 2024)
        for i in range(20 if year == 2022 or id == "bevolking" else 10)
    ]
    found = characteristics(pd.DataFrame(rows))
    assert found.attrs["years"] == dict.fromkeys(NAMES, 2022) | {"bevolking": 2024}


def test_a_gemeente_that_lacks_them_all_is_like_no_other():
    gaps = SMALL.copy()
    gaps.loc["a"] = float("nan")
    assert Similarity(gaps).nearest("a") == []
