"""Which provincie, COROP-gebied and GGD-regio a gemeente belongs to, whatever column of whatever table says it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders.upstream import gebieden
from loaders.upstream.errors import UpstreamError
from loaders.upstream.http import Http
from tests.upstream.standin import Fault, Standin
from tests.upstream.standin.gebieden import Edition, Gebieden

CODES = [f"GM{number:04}" for number in range(1, 343)]
PROVINCE = {code: f"PV{20 + at % 12}" for at, code in enumerate(CODES)}
COROP = {code: f"CR{1 + at % 40:02}" for at, code in enumerate(CODES)}
GGD = {code: f"GG{100 + at % 25:04}" for at, code in enumerate(CODES)}
SUB = dict.fromkeys(CODES, "CS011")


@pytest.fixture
def cbs() -> Gebieden:
    whole = {"COROP-gebieden": COROP, "COROP-subgebieden": SUB, "GGD-regio's": GGD, "Provincies": PROVINCE}
    return Gebieden(
        [
            Edition("85755NED", 2024, whole),
            Edition("86059NED", 2025, whole, first=("Arbeidsmarktregio's", "Arrondissementen")),
        ]
    )


@pytest.fixture
def standin(cbs: Gebieden, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with Standin(rooms=cbs.rooms) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield server


@pytest.mark.parametrize(
    ("year", "table", "column"), [(2024, "85755NED", "Code_9"), (2025, "86059NED", "Code_13")]
)
@pytest.mark.parametrize("without", ["opendata.cbs.nl", "datasets.cbs.nl"])
def test_the_edition_of_a_year_is_found_by_its_title_over_either_protocol(
    year: int, table: str, column: str, without: str, standin: Standin, http: Http
) -> None:
    standin.fail(without, Fault.SERVER_ERROR)
    found = gebieden.fetch(http, year)
    assert (found.table, found.year) == (table, year)
    assert found.of == {"provincie": PROVINCE, "corop": COROP, "ggd": GGD}
    assert found.remarks[0].startswith(f"Gevonden op de titel 'Gebieden in Nederland {year}': tabel {table}")
    if without == "datasets.cbs.nl":
        assert f"Kolom voor provincie: {column} (Provincies/Code)." in found.remarks


def test_a_year_without_an_edition_is_told(standin: Standin, http: Http) -> None:
    with pytest.raises(UpstreamError, match=r"2031': .*geen tabel bij .* heeft deze woorden in de titel"):
        gebieden.fetch(http, 2031)


def test_two_services_down_are_told_together(standin: Standin, http: Http) -> None:
    standin.fail("cbs.nl", Fault.SERVER_ERROR)
    with pytest.raises(UpstreamError, match=r"storing .* de provincies worden zolang naar ligging bepaald"):
        gebieden.fetch(http, 2025)


def test_a_division_is_told_by_the_form_of_its_codes_and_between_several_by_its_title(
    cbs: Gebieden, standin: Standin, http: Http
) -> None:
    # Another name for the group, and a second division with codes like GGD's.
    cbs.editions[1].divisions = {"Prov.": PROVINCE, "GGD-regio's": GGD, "GG-indeling oud": GGD}
    found = gebieden.fetch(http, 2025)
    assert found.of == {"provincie": PROVINCE, "ggd": GGD}
    assert any("Geen kolom voor corop" in line for line in found.remarks)


def test_what_cannot_be_told_apart_is_not_chosen(cbs: Gebieden, standin: Standin, http: Http) -> None:
    cbs.editions[1].divisions = {"Provincies": PROVINCE, "Zorg A": GGD, "Zorg B": GGD}
    found = gebieden.fetch(http, 2025)
    assert "ggd" not in found.of
    assert any("2 kolommen kunnen het zijn" in line for line in found.remarks)


def test_a_table_without_provinces_or_with_few_gemeenten_is_refused(
    cbs: Gebieden, standin: Standin, http: Http
) -> None:
    cbs.editions[1].divisions = {"COROP-gebieden": COROP}
    with pytest.raises(UpstreamError, match="de kolom met de provincie is niet te vinden"):
        gebieden.fetch(http, 2025)
    cbs.editions[1].divisions = {"Provincies": {code: PROVINCE[code] for code in CODES[:40]}}
    with pytest.raises(UpstreamError, match="heeft 40 gebieden, en dat zijn niet alle gemeenten"):
        gebieden.fetch(http, 2025)
