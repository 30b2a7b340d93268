"""Files that a municipal analyst opens in Dutch Excel."""

from __future__ import annotations

import csv
import io

from ui.data import catalogue, series
from ui.downloads import csv_for_excel, file_name


def rows(file: bytes) -> list[dict[str, str]]:
    lines = file.decode("utf-8-sig").splitlines()
    return list(csv.DictReader(io.StringIO("\n".join(lines[1:])), delimiter=";"))


def test_the_csv_opens_well_in_dutch_excel_and_names_source_and_licence():
    figures = series("moeite_rondkomen", "18+")
    file = csv_for_excel(figures[figures["region"].isin(["GM0114", "PV22"])], 'Moeite met "rondkomen"')
    assert file.startswith(b"\xef\xbb\xbf")
    assert file.decode("utf-8-sig").startswith('"Moeite met ""rondkomen"""\r\n')
    found = rows(file)
    emmen = next(r for r in found if r["Regio"] == "Emmen" and r["Jaar"] == "2012")
    assert emmen["Waarde"] == "26,6"
    assert "RIVM" in emmen["Bron"]
    assert emmen["Licentie"] == "CC BY 4.0"
    drenthe = next(r for r in found if r["Regio"] == "Drenthe" and r["Jaar"] == "2024")
    assert drenthe["Berekening"] == "eigen berekening, gewogen naar inwoners (100% van de inwoners)"


def test_a_missing_figure_is_empty_with_the_reason():
    figures = series("vertrouwen_instituties", "15+")
    found = rows(csv_for_excel(figures[figures["region"] == "GM1701"], "Vertrouwen"))
    assert found
    assert all(r["Waarde"] == "" and "weggelaten" in r["Waarom geen cijfer"] for r in found)


def test_the_file_name_says_what_is_in_it():
    assert file_name(catalogue()["roken"], 2024, "emmen", ending="csv") == "roken-2024-emmen.csv"
