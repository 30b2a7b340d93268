"""Which gemeenten are alike: by four published characteristics, each as heavy."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.similar import CHARACTERISTICS, METHOD, characteristics, similar
from geo.regions import DRENTHE_GEMEENTEN, name
from ui.data import gemeente_characteristics

NAMES = [c.indicator for c in CHARACTERISTICS]


def table(**rows: tuple[float | None, ...]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=NAMES)


SMALL = table(
    a=(10_000, 100, 30_000, 20),
    b=(11_000, 110, 30_500, 21),
    c=(300_000, 3_000, 25_000, 12),
    d=(12_000, 90, 40_000, 30),
)


def test_the_nearest_first_and_never_itself():
    assert similar(SMALL, "a") == ["b", "d", "c"]
    assert similar(SMALL, "a", 1) == ["b"]


def test_a_gemeente_that_lacks_a_characteristic():
    gaps = SMALL.copy()
    gaps.loc["b", NAMES[2]] = None
    assert "b" not in similar(gaps, "a")
    # The others still count for the gemeente itself.
    assert similar(gaps, "b")[0] == "a"
    assert similar(SMALL, "zz") == []


def test_twice_as_big_is_one_step_whatever_the_size():
    sizes = table(**{k: (10_000 * 2**i, 100, 30_000 + i, 20 + i) for i, k in enumerate("abcde")})
    assert set(similar(sizes, "c", 2)) == {"b", "d"}


def test_each_characteristic_is_of_its_newest_full_year():
    found = gemeente_characteristics()
    assert list(found.columns) == NAMES
    assert len(found) == 342
    assert found.attrs["years"]["bevolking"] == 2025
    assert found.notna().mean().min() > 0.95


@pytest.mark.parametrize("gemeente", DRENTHE_GEMEENTEN)
def test_the_gemeenten_of_drenthe_have_eight_that_are_like_them(gemeente):
    found = similar(gemeente_characteristics(), gemeente)
    assert len(set(found)) == 8
    sizes = gemeente_characteristics()["bevolking"]
    assert sizes[found].between(sizes[gemeente] / 4, sizes[gemeente] * 4).all(), [
        name(code) for code in found
    ]


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
    assert similar(gaps, "a") == []
