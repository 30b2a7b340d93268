"""Which groups are everybody, and which words give a part away."""

from __future__ import annotations

import pytest

from intake.everybody import ages_in, is_everybody, names_a_part


@pytest.mark.parametrize(
    ("group", "dimension"),
    [
        ("Totaal", ""), ("Totaal mannen en vrouwen", "Geslacht"), ("Mannen en vrouwen", ""), ("Totaal leeftijd", "Leeftijd"),
        ("Totaal diagnosen", "Diagnose"), ("Alle huishoudens", ""), ("Particuliere huishoudens", ""), ("T001038", ""),
        ("alles", "Soort"), ("Iedereen", ""), ("Totale bevolking", ""), ("Particuliere huishoudens incl. studenten", ""),
    ],
)  # fmt: skip
def test_everybody(group: str, dimension: str) -> None:
    assert is_everybody(group, dimension)


@pytest.mark.parametrize(
    ("group", "dimension"),
    [
        ("Vrouwen", "Geslacht"), ("Totaal vrouwen", "Geslacht"), ("Totaal ouderen", ""), ("Alle ouderen", ""), ("4000", ""),
        ("Totaal niet-westers", "Herkomst"), ("", ""), ("Appartement", "Woningkenmerken"), ("Totaal diagnosen", "Leeftijd"),
    ],
)  # fmt: skip
def test_a_part(group: str, dimension: str) -> None:
    assert not is_everybody(group, dimension)


def test_a_title_that_gives_a_part_away() -> None:
    assert names_a_part("Overgewicht bij vrouwen, 2020") == "vrouwen"
    assert names_a_part("Eenzame ouderen") == "ouderen"
    assert names_a_part("Mannen en vrouwen met overgewicht") is None
    assert names_a_part("Manden en gemanoeuvreer") is None


@pytest.mark.parametrize(
    ("title", "age"),
    [
        ("Overgewicht, 65 jaar en ouder", "65 jaar en ouder"),
        ("Overgewicht 65+", "65+"),
        ("Roken, 12 tot 18 jaar, 2020", "12 tot 18 jaar"),
        ("Kinderopvang, jonger dan 5 jaar", "jonger dan 5 jaar"),
        ("Jeugdhulp tot 23 jaar", "tot 23 jaar"),
    ],
)
def test_a_title_that_names_an_age(title: str, age: str) -> None:
    assert ages_in(title) == [age]


@pytest.mark.parametrize(
    "title", ["Overgewicht 2012 tot 2020", "1 januari 2020", "Editie 2024-2025", "x 1 000 euro"]
)
def test_a_title_without_an_age(title: str) -> None:
    assert ages_in(title) == []
