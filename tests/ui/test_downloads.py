"""Files that a municipal analyst opens in Dutch Excel."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from ui.data import catalogue, series
from ui.parts.downloads import compared_dutch, file_name, table_for_excel


def csv_for_excel(
    figures: pd.DataFrame, heading: str, slug: str = "nederland", own: str | None = None
) -> bytes:
    return table_for_excel(compared_dutch(figures, slug, own), heading)


def rows(file: bytes) -> list[dict[str, str]]:
    table, _, _ = file.decode("utf-8-sig").partition("\r\n\r\n")
    return list(csv.DictReader(io.StringIO(table), delimiter=";"))


def test_the_csv_opens_well_in_dutch_excel_and_names_source_and_licence():
    figures = series("moeite_rondkomen", "18+")
    file = csv_for_excel(figures[figures["region"].isin(["GM0114", "PV22"])], 'Moeite met "rondkomen"')
    assert file.startswith(b"\xef\xbb\xbf")
    text = file.decode("utf-8-sig")
    assert text.startswith("Indicator;Groep;Regiocode;")
    _, _, below = text.partition("\r\n\r\n")
    sentence, made, end = below.split("\r\n")
    assert sentence == '"Moeite met ""rondkomen"""'
    assert made.startswith('"Sociale Monitor Drenthe, gedownload op ')
    assert end == ""
    found = rows(file)
    emmen = next(r for r in found if r["Regio"] == "Emmen" and r["Jaar"] == "2012")
    assert emmen["Waarde"] == "26,6"
    assert "RIVM" in emmen["Bron"]
    assert emmen["Licentie"] == "CC BY 4.0"
    assert emmen["Eenheid"] == "procent"
    drenthe = next(r for r in found if r["Regio"] == "Drenthe" and r["Jaar"] == "2024")
    assert (emmen["Herkomst"], drenthe["Herkomst"]) == ("gepubliceerd", "berekend")
    assert (
        drenthe["Berekening"] == "eigen berekening, gewogen naar inwoners van 18 jaar en ouder (100% daarvan)"
    )


def test_units_are_words_and_a_share_has_its_number_of_people():
    """Published: 85.0 per 1.000 would be so many of the inhabitants; 15,1% of 18+ in Emmen in 2024 is about 14.000."""
    wmo = rows(csv_for_excel(series("wmo_per_1000", "personen"), "Wmo"))
    assert {r["Eenheid"] for r in wmo} == {"per 1.000"}
    rondkomen = rows(csv_for_excel(series("moeite_rondkomen", "18+"), "Rondkomen"))
    emmen = next(r for r in rondkomen if r["Regio"] == "Emmen" and r["Jaar"] == "2024")
    assert (emmen["Waarde"], emmen["Aantal (afgerond)"], emmen["Aantal van"]) == (
        "15,1",
        "14000",
        "inwoners van 18 jaar en ouder",
    )
    debt = rows(csv_for_excel(series("gemiddelde_schuld", "huishoudens"), "Schuld"))
    assert {(r["Aantal (afgerond)"], r["Aantal van"]) for r in debt} == {("", "")}


def test_a_text_is_never_a_formula_and_a_number_keeps_its_sign():
    table = pd.DataFrame(
        {"=cmd": ["+1", "-x", "@a", "\tb", "gewoon"], "Verschil": [-1.4, 0.2, 1.0, 2.0, 3.0]}
    )
    found = table_for_excel(table, "=1+1").decode("utf-8-sig").split("\r\n")
    assert found[:6] == ["'=cmd;Verschil", "'+1;-1,4", "'-x;0,2", "'@a;1,0", "'\tb;2,0", "gewoon;3,0"]
    assert found[7] == '"\'=1+1"'


def test_a_missing_figure_is_empty_with_the_reason():
    figures = series("vertrouwen_instituties", "15+")
    found = rows(csv_for_excel(figures[figures["region"] == "GM1701"], "Vertrouwen"))
    assert found
    assert all(r["Waarde"] == "" and "weggelaten" in r["Waarom geen cijfer"] for r in found)


def test_each_row_has_what_it_is_held_against_and_a_reader_can_redo_the_sum():
    """RIVM 50090NED, 2020: Emmen 12,5%, Nederland 13,9%."""
    figures = series("moeite_rondkomen", "18+")
    found = rows(csv_for_excel(figures[figures["region"].isin(["GM0114", "NL00"])], "Rondkomen"))
    emmen = next(r for r in found if r["Regio"] == "Emmen" and r["Jaar"] == "2020")
    columns = ("Vergeleken met", "Waarde vergelijking", "Jaar vergelijking", "Verschil", "Uitkomst")
    assert [emmen[c] for c in columns] == ["Nederland", "13,9", "2020", "-1,4", "geen marge bekend"]
    assert emmen["Niet vergeleken"] == ""
    newest = next(r for r in found if r["Regio"] == "Emmen" and r["Jaar"] == "2024")
    assert [newest[c] for c in columns] == ["Nederland", "15,3", "2024", "-0,2", "geen marge bekend"]
    # Nobody is held against itself.
    land = next(r for r in found if r["Regio"] == "Nederland" and r["Jaar"] == "2020")
    assert land["Niet vergeleken"] == "dit is dezelfde plek"


def test_without_a_figure_of_the_comparator_a_row_says_so():
    figures = series("wmo_per_1000", "personen")
    found = rows(csv_for_excel(figures[figures["region"] == "GM0106"], "Wmo"))
    newest = next(r for r in found if r["Jaar"] == "2023")
    assert (newest["Vergeleken met"], newest["Waarde vergelijking"], newest["Verschil"]) == (
        "Nederland",
        "",
        "",
    )
    assert newest["Niet vergeleken"] == "geen cijfer over 2023"


@pytest.mark.parametrize("slug", ["eerder", "eerder-2016", "regiodeal-noord", "vergelijkbaar", "hardenberg"])
def test_a_file_of_several_figures_holds_each_against_its_own(slug):
    parts = [series("moeite_rondkomen", "18+"), series("moeite_rondkomen", "65+"), series("roken", "18+")]
    both = pd.concat([part[part["region"] == "GM0114"] for part in parts])
    table = compared_dutch(both, slug, "GM0114")
    assert len(table) == len(both)
    compared = table[table["Verschil"].notna()]
    assert len(compared)
    assert all(round(a - b, 1) == c for a, b, c in zip(
        compared["Waarde"].round(1), compared["Waarde vergelijking"], compared["Verschil"], strict=True
    ))  # fmt: skip
    assert (table["Verschil"].notna() != table["Niet vergeleken"].ne("")).all()


def test_a_file_says_when_two_years_are_over_the_same_gemeenten():
    rows = series("vertrouwen_anderen", "15+")
    of_2022 = rows[rows["region"].isin(["PV22", "GM0114"]) & (rows["year"] == 2022)]
    table = compared_dutch(of_2022, "eerder", None).set_index("Regio")
    assert table.loc["Drenthe", ["Waarde vergelijking", "Verschil"]].tolist() == [67.4, 1.2]
    assert table.loc["Drenthe", "Vergeleken over"] == (
        "over de gemeenten die in beide jaren een cijfer hebben; in 2022 is dat 68,6%"
    )
    assert table.loc["Emmen", "Vergeleken over"] == ""


def test_a_difference_has_a_decimal_comma_whatever_stands_beside_it():
    parts = [series("bevolking", "personen"), series("moeite_rondkomen", "18+")]
    both = pd.concat([part[part["region"] == "GM0114"] for part in parts])
    found = rows(csv_for_excel(both, "Emmen", "eerder", "GM0114"))
    rondkomen = next(r for r in found if r["Waarde"] == "21,0" and r["Jaar"] == "2016")
    # The year that it became stands there, and not what was asked.
    assert [rondkomen[c] for c in ("Vergeleken met", "Waarde vergelijking", "Verschil")] == [
        "2012",
        "26,6",
        "-5,6",
    ]
    assert not any("." in r["Verschil"] + r["Waarde vergelijking"] for r in found)


def test_the_file_name_says_what_is_in_it():
    assert file_name(catalogue()["roken"], 2024, "emmen", ending="csv") == "roken-2024-emmen.csv"
