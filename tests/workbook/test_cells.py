"""What a cell says, for every kind of cell that publishers and Excel make of a figure."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from intake.tables import cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (9.9, 9.9),
        (8, 8.0),
        ("9,9", 9.9),
        ("9.9", 9.9),
        (" 9,9 ", 9.9),
        ("9,9%", 9.9),
        ("9,9 %", 9.9),
        ("-0,4", -0.4),
        ("−0,4", -0.4),
        (",5", 0.5),
        ("70 200", 70200.0),
        ("70\u00a0200", 70200.0),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("€ 44.400,50", 44400.5),
        (0, 0.0),
    ],
)
def test_a_figure(cell: object, value: float) -> None:
    read = cells.number(cell)
    assert (read.value, read.problem, read.said_missing) == (value, None, False)


def test_a_point_before_three_digits_is_a_thousand_only_where_things_are_counted() -> None:
    assert cells.number("44.400", whole=True).value == 44400
    assert "kan 44400 of 44,400 zijn" in str(cells.number("44.400").problem)
    assert cells.number("9,900").value == 9.9
    assert "kan 44400 of 44,400 zijn" in str(cells.number("44,400", whole=True).problem)


def test_a_fraction_shown_as_a_percentage() -> None:
    assert cells.number(0.099, percent_format=True).value == 9.9
    assert cells.number(0.151, percent_format=True).value == 15.1
    assert cells.number(1, percent_format=True).value == 100
    assert cells.number("9,9", percent_format=True).value == 9.9


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-", None),
        ("–", None),
        (".", None),
        ("x", "onderdrukt"),
        ("X", "onderdrukt"),
        ("geheim", "onderdrukt"),
        ("Geheim ", "onderdrukt"),
        ("<5", "onderdrukt"),
        ("< 10", "onderdrukt"),
        ("n.b.", "niet_gepubliceerd"),
        ("nb", "niet_gepubliceerd"),
        ("onbekend", "niet_gepubliceerd"),
        ("n.v.t.", "onmogelijk"),
        ("onbetrouwbaar", "onbetrouwbaar"),
    ],
)
def test_words_for_no_figure(cell: str, reason: str | None) -> None:
    read = cells.number(cell)
    assert read.said_missing
    assert (read.value, read.missing, read.problem) == (None, reason, None)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", float("nan")])
def test_an_empty_cell_says_nothing(cell: object) -> None:
    assert cells.number(cell).empty


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("ongeveer 10", "'ongeveer 10' is geen getal"),
        ("9,9,1", "'9,9,1' is geen getal"),
        ("12-3", "'12-3' is geen getal"),
        ("#DEEL/0!", "de formule in deze cel is stuk (#DEEL/0!)"),
        ("#N/A", "de formule in deze cel is stuk (#N/A)"),
        (True, "'WAAR' is geen getal"),
        (date(2024, 3, 12), "Excel heeft van dit getal een datum gemaakt (12-03-2024)"),
        (float("inf"), "geen eindig getal"),
    ],
)
def test_what_is_never_guessed(cell: object, problem: str) -> None:
    read = cells.number(cell)
    assert read.value is None
    assert problem in str(read.problem)


def test_a_star_is_provisional() -> None:
    assert (cells.number("9,9*").value, cells.number("9,9*").status) == (9.9, "voorlopig")
    assert cells.number("9,9**").status == "voorlopig"


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (2023, 2023),
        (2023.0, 2023),
        ("2023", 2023),
        (" 2023 ", 2023),
        ("2023JJ00", 2023),
        ("2023-01", 2023),
        (datetime(2023, 1, 1), 2023),
        (date(2023, 12, 31), 2023),
        ("2023-01-01 00:00:00", 2023),
        ("31-12-2023", 2023),
        (datetime(1905, 7, 15), 2023),
    ],
)
def test_a_year(cell: object, year: int) -> None:
    assert cells.year(cell) == cells.Year(year)


def test_a_year_with_a_star_is_provisional() -> None:
    assert cells.year("2023*") == cells.Year(2023, "voorlopig")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", "het jaar ontbreekt"),
        ("vorig jaar", "'vorig jaar' is geen jaar"),
        ("2021-2023", "geen jaar maar een periode"),
        ("2022/'23", "geen jaar"),
        ("2022/2023", "geen jaar maar een periode"),
        ("2022-23", "geen jaar maar een periode"),
        ("2021-10", "is een datum in het jaar zelf"),
        (datetime(2023, 3, 4), "is een datum in het jaar zelf"),
        (1995, "1995 is geen jaar tussen 2000 en 2100"),
        (20233, "'20233' is geen jaar"),
    ],
)
def test_no_year(cell: object, problem: str) -> None:
    assert cells.year(cell).year is None
    assert problem in str(cells.year(cell).problem)


def test_the_reason_and_the_status() -> None:
    assert cells.reason("Niet gepubliceerd") == ("niet_gepubliceerd", None)
    assert cells.reason("te weinig antwoorden") == ("onderdrukt", None)
    assert cells.reason("") == (None, None)
    assert "de reden 'zomaar' is onbekend" in str(cells.reason("zomaar")[1])
    assert cells.status("Voorlopig") == ("voorlopig", None)
    assert "de status 'klaar' is onbekend" in str(cells.status("klaar")[1])
