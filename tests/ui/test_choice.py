"""A choice as people type it in an address, or as it comes out of a mail."""

from __future__ import annotations

import pytest

from ui.choose.url import as_typed

GROUPS = ["18+", "18-64", "65+", "huishoudens", "klas 2 en 4"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("65+", "65+"),
        ("65 ", "65+"),  # wie=65+ and wie=65%20
        ("65%20", "65+"),  # encoded twice
        ("65%2B", "65+"),
        ("65", "65+"),  # the space was cleaned away
        ("18-64", "18-64"),
        ("Huishoudens", "huishoudens"),
        ("klas 2 en 4", "klas 2 en 4"),
        ("6", None),
        ("", None),
        ("65++", None),
        ("18-65", None),
    ],
)
def test_a_group_in_an_address(typed: str, meant: str | None) -> None:
    assert as_typed(typed, GROUPS) == meant


def test_an_option_with_these_very_letters_goes_first() -> None:
    assert as_typed("a b", ["a+b", "a b"]) == "a b"
    assert as_typed("A b", ["a b", "A b"]) == "a b", "of options that differ in capitals only the first"
