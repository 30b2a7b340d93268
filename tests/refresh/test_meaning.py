"""A column or a code that means something else than it did, and figures that still look like figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loaders.refreshing.meaning import contradictions, unit_of
from loaders.upstream.topics import Topic
from monitor import freshness
from monitor.catalogue import DATA, load
from tests.refresh.test_end_to_end import catalogue, figures, run
from tests.upstream.standin import Standin, Table
from tests.upstream.standin.recorded import everything
from tests.upstream.standin.tables import Category

EMMEN = ("moeite_rondkomen", "18+", "GM0114", 2016)
PEOPLE = ("bevolking", "personen", "GM0114", 2023)


@pytest.mark.parametrize(
    ("written", "read"),
    [("%", ("%", 1)), ("% van personen", ("%", 1)), ("‰", ("‰", 1)), ("per 1 000 inwoners", ("‰", 1)), ("euro", ("euro", 1)),
     ("1 000 euro", ("euro", 1000)), ("x 1 000 euro", ("euro", 1000)), ("1\u00a0000 euro", ("euro", 1000)), ("1.000 euro", ("euro", 1000)),
     ("mln euro", ("euro", 10**6)), ("x 1 000", ("aantal", 1000)), ("1 000 000 euro", ("euro", 10**6)), ("aantal", ("aantal", 1)),
     ("", None), ("km", None), ("score", None), ("per 10 000 inwoners", None), ("aantal per km2", None), ("euro per m3", ("euro", 1))],
)  # fmt: skip
def test_units_as_the_publisher_writes_them(written: str, read: object) -> None:
    assert unit_of(written) == read


def test_thousands_in_the_project_catalogue() -> None:
    """The only table that counts in thousands: with another unit every income would be a thousand times wrong."""
    found = load(DATA / "catalogue")
    source = found.sources["CBS-86161NED"]
    assert source.live

    def said(unit: str) -> list[str]:
        assert source.live
        return contradictions(found, source, {m: Topic(m, ("T",), unit) for m in source.live.factors})

    assert said("1 000 euro") == said("x 1 000 euro") == said("") == []
    assert all("rekent met keer 1000; pas 'factors'" in words for words in said("euro"))
    assert all("niet de eenheid van de catalogus (euro)" in words for words in said("%"))
    assert said("euro")
    assert said("%")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    catalogue(tmp_path / "data")
    yield tmp_path / "data"
    load.cache_clear()


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with Standin(everything()) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield server


def table(standin: Standin, id: str) -> Table:
    return next(table for table in standin.tables if table.id == id)


def columns(standin: Standin, id: str, **changes: Any) -> None:
    found = table(standin, id)
    found.columns = [replace(column, **changes) for column in found.columns]


def titles(standin: Standin, id: str, changes: dict[str, str]) -> None:
    """Give codes another title."""
    found = table(standin, id)
    found.dimensions = [
        replace(
            dimension,
            categories=tuple(
                Category(one.code, changes.get(one.code, one.title), one.status)
                for one in dimension.categories
            ),
        )
        for dimension in found.dimensions
    ]


@pytest.mark.parametrize(
    ("id", "source", "unit", "says"),
    [
        ("50090NED", "RIVM-50090NED", "‰", "nu in '‰', en dat is niet de eenheid van de catalogus (procent)"),
        ("50090NED", "RIVM-50090NED", "aantal", "niet de eenheid van de catalogus (procent)"),
        ("70072ned", "CBS-70072ned", "x 1 000", "in 'x 1 000' en de catalogus rekent met keer 1"),
        ("70072ned", "CBS-70072ned", "%", "niet de eenheid van de catalogus (personen)"),
    ],
)
def test_another_unit_is_refused_though_the_figures_are_the_same(
    id: str,
    source: str,
    unit: str,
    says: str,
    standin: Standin,
    data: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(data) == 0
    before = figures(data)
    columns(standin, id, unit=unit)
    assert run(data) == 1
    assert figures(data).equals(before)
    said = capsys.readouterr().out
    assert f"{source}: " in said
    assert says in said
    assert freshness.read(data)[source].error


def test_a_unit_that_says_nothing_certain_is_no_reason(standin: Standin, data: Path) -> None:
    columns(standin, "50090NED", unit="zie toelichting")
    assert run(data) == 0


@pytest.mark.parametrize(
    ("id", "changes", "says"),
    [
        ("50090NED", {"20300": "16 jaar of ouder"}, "de code 20300 heet hier '16 jaar of ouder', en volgens de monitor is dat 18+"),
        ("50150NED", {"MOG0095": "Bovengrens 95%-interval"}, "de code MOG0095 heet hier 'Bovengrens 95%-interval'"),
        ("50150NED", {"MW00000": "Ondergrens 95%-interval"}, "is dat de waarde zelf"),
        ("70072ned", {"GM0114": "Nieuw-Amsterdam"}, "de code GM0114 heet hier 'Nieuw-Amsterdam', en volgens de monitor is dat Emmen"),
    ],
)  # fmt: skip
def test_a_code_that_stands_for_something_else(
    id: str,
    changes: dict[str, str],
    says: str,
    standin: Standin,
    data: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(data) == 0
    before = figures(data)
    titles(standin, id, changes)
    assert run(data) == 1
    assert figures(data).equals(before)
    assert says in capsys.readouterr().out


def test_an_equal_name_with_another_title_is_said(
    standin: Standin, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data) == 0
    assert freshness.read(data)["RIVM-50150NED"].columns == {
        "MoeiteMetRondkomen": "Financiën/Moeite met rondkomen"
    }
    assert "heet nu" not in capsys.readouterr().out
    columns(standin, "50150NED", title="Geen moeite met rondkomen")
    assert run(data) == 0
    assert "heet nu 'Financiën/Geen moeite met rondkomen', de vorige keer" in capsys.readouterr().out
    # Once: it is then what it is.
    assert run(data) == 0
    assert "heet nu" not in capsys.readouterr().out


def test_a_final_year_that_becomes_provisional_again_is_said(
    standin: Standin, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data) == 0
    assert figures(data).loc[PEOPLE, "status"] == "definitief"
    found = table(standin, "70072ned")
    found.dimensions = [
        replace(
            dimension,
            categories=tuple(
                replace(one, status="Voorlopig") if one.code == "2023JJ00" else one
                for one in dimension.categories
            ),
        )
        for dimension in found.dimensions
    ]
    assert run(data) == 0
    assert figures(data).loc[PEOPLE, "status"] == "voorlopig"
    assert "Inwoners 2023: was definitief en is nu weer voorlopig" in capsys.readouterr().out


def test_a_table_about_another_year_than_asked(
    standin: Standin, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table without periods gets its year from the catalogue; a next edition under the same number is not that year."""
    assert run(data) == 0
    before = figures(data)
    table(standin, "50140NED").title = "Gezondheidsmonitor Jongvolwassenen 2026"
    assert run(data) == 1
    assert figures(data).equals(before)
    assert "de tabel gaat over 2026 en de catalogus vraagt 2024" in capsys.readouterr().out
