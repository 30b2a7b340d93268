"""Tables as people make them: where the headings, the years, the regions and the figures stand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from intake.tables.hints import Hints
from intake.tables.measures import Measures
from intake.tables.sheet_figures import SheetFigures
from loaders.workbook.recognise import understand
from monitor.catalogue import load
from monitor.errors import SourceError
from tests.workbook.conftest import DEBTS, DEBTS_2023, Maker

LONG = ["maat", "groep", "gebied", "jaar", "waarde", "ondergrens", "bovengrens", "status", "reden"]


def read(
    file: Path, source: str = "CBS-RMBW-2025", sheet: str | None = None, **hints: object
) -> SheetFigures:
    catalogue = load()
    chosen = catalogue.sources[source]
    return understand([file], chosen, Measures(catalogue, chosen), Hints(**hints), sheet)[0]  # type: ignore[arg-type]


def figures(found: SheetFigures) -> dict[tuple[str, int], float]:
    """(region, year) -> value, of a file with one measure."""
    rows = found.frame[found.frame["value"].notna()]
    return {(str(row.region), int(str(row.year))): float(str(row.value)) for row in rows.itertuples()}


def why(found: SheetFigures) -> list[str]:
    return [f"{refusal.where}: {refusal.why}" for refusal in found.refused]


def row(name: str = "Emmen", value: object = 9.9, year: object = 2023, **more: object) -> list[object]:
    return [
        more.get(column, default)
        for column, default in zip(LONG, [DEBTS, None, name, year, value], strict=False)
    ] + [more.get(column) for column in LONG[5:]]


def test_the_template_with_published_figures(workbook: Maker) -> None:
    found = read(workbook([LONG, *(row(name, value) for name, value in DEBTS_2023.items())]))
    assert len(figures(found)) == 12
    assert figures(found)["GM0114", 2023] == 9.9
    assert set(found.frame["measure"]) == {DEBTS}
    assert found.refused == []
    assert found.layout == "tabel met een rij per cijfer"


def test_a_row_without_figure_and_reason_says_nothing(workbook: Maker) -> None:
    found = read(workbook([LONG, row(value=None), row("Assen", 8)]))
    assert figures(found) == {("GM0106", 2023): 8}
    assert len(found.frame) == 1
    assert found.refused == []


def test_a_reason_and_a_status(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                LONG,
                row(value=None, reden="onbetrouwbaar"),
                row("Assen", 8, status="voorlopig"),
                row("Meppel", "x"),
            ]
        )
    )
    rows = found.frame.set_index("region")
    assert rows.loc["GM0114", "missing"] == "onbetrouwbaar"
    assert rows.loc["GM0106", "status"] == "voorlopig"
    assert rows.loc["GM0119", "missing"] == "onderdrukt"
    assert pd.isna(rows.loc["GM0119", "value"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (row("Asen"), "rij 2: 'Asen' is geen bekend gebied. Bedoelt u Assen?"),
        (row(""), "rij 2: het gebied ontbreekt"),
        (row("Totaal"), "rij 2: 'Totaal' is een totaalrij"),
        (row("Haren"), "rij 2: Haren (GM0017) bestond in 2023 niet meer"),
        (row(year="2021-2023"), "rij 2: '2021-2023' is geen jaar maar een periode"),
        (row(year=None), "rij 2: het jaar ontbreekt"),
        (row(value="ongeveer 10"), "rij 2: 'ongeveer 10' is geen getal"),
        (row(value=datetime(2024, 3, 12)), "rij 2: Excel heeft van dit getal een datum gemaakt"),
        (row(value="#VERW!"), "rij 2: de formule in deze cel is stuk"),
        (row(maat="Problematisch schulden"), "rij 2: 'Problematisch schulden' is geen maat van deze bron."),
        (row(maat="Gemiddelde schuld huishouden"), "Bedoelt u Gemiddelde schuld per huishouden?"),
        (row(maat=None), "rij 2: de maat ontbreekt"),
        (row(groep="65+"), "rij 2: de groep '65+' is er niet; kies huishoudens"),
        (row(status="klaar"), "rij 2: de status 'klaar' is onbekend"),
        (row(value=None, reden="zomaar"), "rij 2: de reden 'zomaar' is onbekend"),
        (row(reden="onderdrukt"), "rij 2: er staat een cijfer én een reden waarom er geen cijfer is"),
        (row(value=None, ondergrens=9), "rij 2: er staat een marge zonder cijfer"),
    ],
)
def test_a_refused_row_says_where_and_why(workbook: Maker, line: list[object], message: str) -> None:
    """The rows around it come in all the same."""
    found = read(workbook([LONG, line, row("Assen", 8)]))
    assert figures(found) == {("GM0106", 2023): 8}
    assert len(found.refused) == 1
    assert message in why(found)[0]


def test_the_same_row_twice_counts_once_and_two_that_differ_not_at_all(workbook: Maker) -> None:
    found = read(workbook([LONG, row(), row(), row("Assen", 8), row("Assen", 8.1), row("Meppel", 7.2)]))
    assert figures(found) == {("GM0114", 2023): 9.9, ("GM0119", 2023): 7.2}
    assert why(found) == [
        "rij 4 en rij 5: 'Huishoudens met geregistreerde problematische schulden' staat er twee keer: 8 en 8,1"
    ]
    assert "1 keer staat hetzelfde cijfer er dubbel in" in found.notes[0]


def test_a_wide_sheet_with_a_title_headings_over_years_and_footnotes(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                ["Huishoudens met geregistreerde problematische schulden"],
                [],
                ["Gemeente", DEBTS, None, "Mediaan vermogen van huishoudens (1 000 euro)", None],
                [None, 2022, 2023, 2022, 2023],
                ["Assen", "7,7", "8", "102,5", "x"],
                ["Emmen", 9.4, "9,9*", 95.3, 98],
                ["Totaal", 8, 9, None, None],
                [],
                ["* Voorlopige cijfers"],
                ["Bron: CBS, Regionale Monitor Brede Welvaart"],
            ]
        )
    )
    debts = found.frame[found.frame["measure"] == DEBTS].set_index(["region", "year"])
    assert debts["value"].to_dict() == {
        ("GM0106", 2022): 7.7,
        ("GM0106", 2023): 8,
        ("GM0114", 2022): 9.4,
        ("GM0114", 2023): 9.9,
    }
    assert debts["status"].loc[("GM0114", 2023)] == "voorlopig"
    wealth = found.frame[found.frame["measure"] != DEBTS].set_index(["region", "year"])
    assert wealth["value"].loc[("GM0106", 2022)] == 102500
    assert wealth["missing"].loc[("GM0106", 2023)] == "onderdrukt"
    assert why(found)[0].startswith("rij 7: 'Totaal' is een totaalrij")
    assert "2 regels tekst zijn overgeslagen" in " ".join(found.notes)


def test_merged_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["Schulden in Drenthe, cijfers van het CBS", None, None],
        ["Gemeente", DEBTS, None],
        [None, "2022", "2023"],
        ["Emmen", 9.4, 9.9],
        ["Assen", 7.7, 8],
    ):
        sheet.append(line)
    for merged in ("A1:C1", "A2:A3", "B2:C2"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "samengevoegd.xlsx")
    found = read(tmp_path / "samengevoegd.xlsx")
    assert figures(found) == {
        ("GM0114", 2022): 9.4,
        ("GM0114", 2023): 9.9,
        ("GM0106", 2022): 7.7,
        ("GM0106", 2023): 8,
    }


def test_years_alone_over_the_columns_need_a_measure(workbook: Maker) -> None:
    rows = [["Gemeente", 2022, 2023], ["Emmen", 9.4, 9.9], ["Assen", 7.7, 8]]
    with pytest.raises(SourceError, match="geen kolom met cijfers van deze bron"):
        read(workbook(rows))
    assert len(figures(read(workbook(rows), measure=DEBTS))) == 4
    titled = [["Huishoudens met geregistreerde problematische schulden, 2022-2023"], [], *rows]
    assert figures(read(workbook(titled), measure="problematische_schulden"))["GM0114", 2022] == 9.4


def test_a_year_that_is_only_in_the_title_is_asked_for(workbook: Maker) -> None:
    rows = [["Schulden 2023"], ["Gemeente", DEBTS], ["Emmen", 9.9], ["Assen", 8]]
    found = read(workbook(rows))
    assert figures(found) == {}
    assert why(found)[0] == "rij 3: het jaar ontbreekt; geef het mee: --year 2023"
    assert figures(read(workbook(rows), year=2023)) == {("GM0114", 2023): 9.9, ("GM0106", 2023): 8}


def test_percentages_that_excel_keeps_as_fractions(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Gemeente", "Jaar", DEBTS])
    for name, share in (("Emmen", 0.099), ("Assen", 0.08), ("Tynaarlo", 0.05)):
        sheet.append([name, 2023, share])
    for line in (2, 3, 4):
        sheet.cell(line, 3).number_format = "0.0%"
    book.save(tmp_path / "procent.xlsx")
    assert figures(read(tmp_path / "procent.xlsx")) == {
        ("GM0114", 2023): 9.9,
        ("GM0106", 2023): 8,
        ("GM1730", 2023): 5,
    }


def test_fractions_that_are_said_to_be_fractions(workbook: Maker) -> None:
    rows = [["Gemeente", "Jaar", DEBTS], ["Emmen", 2023, 0.099], ["Assen", 2023, "0,08"]]
    assert figures(read(workbook(rows), fractions=True)) == {("GM0114", 2023): 9.9, ("GM0106", 2023): 8}


def test_a_code_beside_a_name(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                ["Gemeentecode", "Gemeentenaam", "Jaar", DEBTS],
                ["GM0114", "Emmen", 2023, 9.9],
                [106, "Assen", 2023, 8],
                ["GM0119", "Hoogeveen", 2023, 7.2],
            ]
        )
    )
    assert figures(found) == {("GM0114", 2023): 9.9, ("GM0106", 2023): 8}
    assert why(found) == ["rij 4: de code GM0119 en de naam 'Hoogeveen' horen niet bij elkaar"]


def test_a_table_on_its_side(workbook: Maker) -> None:
    found = read(
        workbook([["Jaar", "Emmen", "Assen", "Meppel"], [2022, 9.4, 7.7, 6.4], [2023, 9.9, 8, 7.2]]),
        measure=DEBTS,
    )
    assert figures(found)["GM0119", 2023] == 7.2
    assert len(figures(found)) == 6
    assert found.layout.endswith("gekanteld")


def test_columns_that_are_not_of_this_source(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                ["Gemeente", "Jaar", DEBTS, "Respondenten", "Mediaan vermogen per huis"],
                ["Emmen", 2023, 9.9, 812, 1],
            ]
        )
    )
    assert figures(found) == {("GM0114", 2023): 9.9}
    assert "Kolommen die deze bron in de monitor niet vult: Respondenten." in found.notes
    assert "kolom E: 'Mediaan vermogen per huis' is geen maat van deze bron. Bedoelt u" in why(found)[0]


def test_a_name_that_fits_two_measures_is_not_guessed(workbook: Maker) -> None:
    """The median income may be the disposable or the standardised one."""
    with pytest.raises(SourceError, match="geen kolom met cijfers van deze bron gevonden"):
        read(workbook([["Gemeente", "Jaar", "Mediaan inkomen"], ["Emmen", 2024, 44400]]), "CBS-inkomen-2024")


def test_a_topic_in_another_place_of_the_tree_is_another_topic(workbook: Maker) -> None:
    """The number of people of 80 and older is not their share."""
    heading = "Leeftijdsgroepen|80 jaar of ouder"
    with pytest.raises(SourceError, match="geen kolom met cijfers van deze bron gevonden"):
        read(workbook([["Gemeente", "Jaar", heading], ["Emmen", 2025, 60]]), "CBS-70072ned-2025")


def test_groups_as_they_are_written(workbook: Maker) -> None:
    """Difficulty making ends meet in Emmen, 2012: RIVM, table 50090NED."""
    lines = [
        ["Gebied", "Leeftijd", "Jaar", "Moeite met rondkomen"],
        ["Emmen", "18 jaar of ouder", 2012, 26.6],
        ["Emmen", "18-64 jaar", 2012, 29.7],
        ["Emmen", "65 jaar en ouder", 2012, 16.5],
        ["Emmen", "12-17 jaar", 2012, 5],
        ["Emmen", None, 2012, 5],
    ]
    found = read(workbook(lines), "RIVM-50090NED", measure="MoeiteMetRondkomen")
    assert found.frame.set_index("population")["value"].to_dict() == {"18+": 26.6, "18-64": 29.7, "65+": 16.5}
    assert "de groep '12-17 jaar' is er niet; kies 18+ of" in why(found)[0]
    assert "rij 6: de groep ontbreekt; kies 18+ of" in why(found)[1]


def test_bounds_beside_a_wide_figure(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                ["Gemeente", "Jaar", DEBTS, f"{DEBTS} ondergrens", f"{DEBTS} bovengrens"],
                ["Emmen", 2023, 9.9, 9.5, 10.3],
            ]
        )
    )
    assert found.frame.loc[0, ["value", "lower", "upper"]].tolist() == [9.9, 9.5, 10.3]


def test_a_line_of_units_below_the_headings(workbook: Maker) -> None:
    """Median disposable income of households in Emmen, 2024: CBS."""
    found = read(
        workbook(
            [
                ["", "Inkomen"],
                ["Gemeente", "Mediaan besteedbaar inkomen"],
                ["", "x 1 000 euro"],
                ["Emmen", 44.4],
                ["Assen", "44,1"],
            ]
        ),
        "CBS-inkomen-2024",
        year=2024,
    )
    assert figures(found)["GM0114", 2024] == 44400


def test_dates_over_the_columns_and_marks_of_footnotes_at_the_names(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                ["Gemeente", datetime(2022, 1, 1), datetime(2023, 1, 1)],
                ["Zuidoost-Drenthe", None, None],
                ["Emmen 1)", 9.4, 9.9],
                ["Assen*", 7.7, 8],
                ["1) na de herindeling", None, None],
            ]
        ),
        measure=DEBTS,
    )
    assert figures(found) == {
        ("GM0114", 2022): 9.4,
        ("GM0114", 2023): 9.9,
        ("GM0106", 2022): 7.7,
        ("GM0106", 2023): 8,
    }
    assert found.refused == []


@pytest.mark.parametrize(
    "top",
    [
        [["Gemeente", "Moeite met rondkomen, 18+", "Moeite met rondkomen (65+)"]],
        [["Gemeente", "Moeite met rondkomen", None], [None, "18 jaar of ouder", "65 jaar of ouder"]],
        [["Moeite met rondkomen"], ["Gemeente", "18+", "65+"]],
    ],
)
def test_groups_over_the_columns(workbook: Maker, top: list[list[object]]) -> None:
    """Difficulty making ends meet in Emmen, 2020: RIVM, table 50090NED."""
    found = read(workbook([*top, ["Emmen", 12.5, 7.2]]), "RIVM-50090NED", year=2020)
    assert found.frame.set_index("population")["value"].to_dict() == {"18+": 12.5, "65+": 7.2}


@pytest.mark.parametrize(
    "heading", [f"{DEBTS} (2023)", f"2023 {DEBTS}", "problematische_schulden_2023", f"{DEBTS}, 2023*"]
)
def test_a_year_in_the_heading(workbook: Maker, heading: str) -> None:
    assert figures(read(workbook([["Gemeente", heading], ["Emmen", 9.9]]))) == {("GM0114", 2023): 9.9}


def test_two_columns_that_say_the_same_are_both_refused(workbook: Maker) -> None:
    found = read(
        workbook([["Gemeente", "Jaar", DEBTS, "Mediaan vermogen", DEBTS], ["Emmen", 2023, 9.9, 100, 8.8]])
    )
    assert set(found.frame["measure"]) == {"Mediaan vermogen van huishoudens"}
    assert why(found)[0].startswith("kolom C en kolom E: ")


def test_a_wrong_cell_of_a_wide_row_does_not_stop_the_others(workbook: Maker) -> None:
    found = read(workbook([["Gemeente", "2022", "2023"], ["Emmen", "veel", 9.9]]), measure=DEBTS)
    assert figures(found) == {("GM0114", 2023): 9.9}
    assert why(found) == ["rij 2, kolom B: 'veel' is geen getal"]


def test_headings_that_come_back_on_every_printed_page(workbook: Maker) -> None:
    head = ["Gemeente", "Jaar", DEBTS]
    found = read(workbook([head, ["Emmen", 2023, 9.9], head, ["Assen", 2023, 8]]))
    assert len(figures(found)) == 2
    assert found.refused == []


def test_a_table_without_a_heading_over_the_names(workbook: Maker) -> None:
    found = read(workbook([[None, "2022", "2023"], ["Emmen", 9.4, 9.9], ["Assen", 7.7, 8]]), measure=DEBTS)
    assert len(figures(found)) == 4


def test_gemeenten_outside_drenthe_come_in_too(workbook: Maker) -> None:
    found = read(workbook([["Gemeente", "Jaar", DEBTS], ["Groningen", 2023, 7.1], ["Drenthe", 2023, 7.4]]))
    assert figures(found) == {("GM0014", 2023): 7.1, ("PV22", 2023): 7.4}


# -- sheets and files -------------------------------------------------------------------------------------------------


def test_the_first_visible_sheet_with_a_table_is_read_and_the_rest_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Voorblad"
    cover.append(["Toelichting bij de cijfers"])
    for name, value in (("oud", 1.1), ("Cijfers", 9.9), ("Concept", 9.8)):
        sheet = book.create_sheet(name)
        sheet.append(["Gemeente", "Jaar", DEBTS])
        sheet.append(["Emmen", 2023, value])
    book["oud"].sheet_state = "hidden"
    book.save(tmp_path / "bladen.xlsx")
    found = read(tmp_path / "bladen.xlsx")
    assert found.sheet == "Cijfers"
    assert figures(found) == {("GM0114", 2023): 9.9}
    notes = " ".join(found.notes)
    assert "Ook op blad 'Concept' (1 cijfers) staan cijfers; lees een ander blad met --sheet." in notes
    assert "Verborgen, dus niet gelezen: blad 'oud'." in notes
    assert "Zonder tabel, dus niet gelezen: blad 'Voorblad'." in notes
    assert figures(read(tmp_path / "bladen.xlsx", sheet="oud")) == {("GM0114", 2023): 1.1}
    with pytest.raises(SourceError, match=r"blad 'Blad9' is er niet\. Verwacht: een van: 'Voorblad', 'oud'"):
        read(tmp_path / "bladen.xlsx", sheet="Blad9")


def test_a_csv_of_a_dutch_excel(tmp_path: Path) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_bytes(
        "Gebied;Jaar;Maat;Waarde\r\nEmmen;2023;Geregistreerde problematische schulden (huishoudens);9,9\r\n"
        "Súdwest-Fryslân;2023;Geregistreerde problematische schulden (huishoudens);geheim\r\n".encode(
            "cp1252"
        )
    )
    found = read(file)
    assert figures(found) == {("GM0114", 2023): 9.9}
    assert found.frame.set_index("region")["missing"]["GM1900"] == "onderdrukt"


@pytest.mark.parametrize(("sign", "encoding"), [(",", "utf-8"), ("\t", "utf-16"), (";", "utf-8-sig")])
def test_a_csv_of_another_kind(tmp_path: Path, sign: str, encoding: str) -> None:
    file = tmp_path / "cijfers.csv"
    lines = [
        ["gebied", "jaar", "problematische_schulden"],
        ["Emmen", "2023", "9.9"],
        ["Assen", "2023", "8.0"],
    ]
    file.write_text("\n".join(sign.join(line) for line in lines), encoding=encoding)
    assert figures(read(file)) == {("GM0114", 2023): 9.9, ("GM0106", 2023): 8}


def test_an_old_workbook(tmp_path: Path) -> None:
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Tabel 1")
    for line, cells in enumerate([["Gemeente", "Jaar", DEBTS], ["Emmen", 2023, 9.9], ["Assen", 2023, "8,0"]]):
        for column, cell in enumerate(cells):
            sheet.write(line, column, cell)
    book.save(str(tmp_path / "oud.xls"))
    assert figures(read(tmp_path / "oud.xls")) == {("GM0114", 2023): 9.9, ("GM0106", 2023): 8}


def test_what_is_in_a_file_counts_and_not_its_name(tmp_path: Path, workbook: Maker) -> None:
    rows = [["Gemeente", "Jaar", DEBTS], ["Emmen", 2023, 9.9]]
    renamed = workbook(rows).rename(tmp_path / "nieuw.xls")
    assert figures(read(renamed)) == {("GM0114", 2023): 9.9}
    text = tmp_path / "tekst.xls"
    text.write_text("Gemeente\tJaar\tproblematische_schulden\nEmmen\t2023\t9,9\n", encoding="cp1252")
    assert figures(read(text)) == {("GM0114", 2023): 9.9}


def test_a_table_that_starts_somewhere_in_the_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line, cells in enumerate(
        [["Gemeente", "2022", "2023"], ["Emmen", 0.094, 0.099], ["Asen", 1, 2]], start=5
    ):
        for column, cell in enumerate(cells, start=3):
            sheet.cell(line, column, cell).number_format = "0.0%"
    book.save(tmp_path / "midden.xlsx")
    found = read(tmp_path / "midden.xlsx", measure=DEBTS)
    assert figures(found) == {("GM0114", 2022): 9.4, ("GM0114", 2023): 9.9}
    assert why(found) == ["rij 7: 'Asen' is geen bekend gebied. Bedoelt u Assen?"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("weg.xlsx", None, "dit bestand is er niet"),
        ("geheim.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "met een wachtwoord beveiligd"),
        ("ruis.xlsx", b"\x00\x01\x02\x03", "geen leesbaar Excel-bestand"),
        ("stuk.xlsx", b"PK\x03\x04 en dan niets", "geen leesbaar Excel-bestand"),
        (
            "pagina.xls",
            b"<html><table><tr><td>Emmen</td></tr></table></html>",
            "een webpagina met de naam van een Excel",
        ),
        ("pagina.csv", b"<!DOCTYPE html><p>Fout 500</p>", "dit is een webpagina, geen gegevens"),
        ("leeg.csv", b"  \n", "dit bestand is leeg"),
        ("rapport.pdf", b"%PDF-1.7", "bestanden met '.pdf' leest de monitor niet"),
        (
            "praatje.csv",
            b"Dit is een verhaal;over cijfers\nzonder cijfers;erin\n",
            "geen tabel met gebieden gevonden",
        ),
        ("cijfers.json", b"{}", "leest geen JSON"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read(tmp_path / name)


# -- what publishers give ---------------------------------------------------------------------------------------------

RMBW = ["indicator", "statcode", "name", "year", "value", "edition", "level"]


def test_the_publishers_layout_in_a_workbook_goes_to_its_reader(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                RMBW,
                [DEBTS, "GM0114", "Emmen", 2023, 9.9, 2025, "B"],
                [DEBTS, "GM0114", "Emmen", 2022, 1, 2024, "B"],
            ]
        )
    )
    assert figures(found) == {("GM0114", 2023): 9.9}
    assert found.layout == "bestand van de uitgever (lezer wellbeing_monitor)"


def test_the_publishers_layout_that_somebody_worked_in_is_read_row_by_row(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                RMBW,
                [DEBTS, "GM0114", "Emmen", 2023, "9,9", 2025, "B"],
                [DEBTS, "GM0106", "Assen", 2023, "geheim", 2025, "B"],
                [DEBTS, "GM0119", "Meppel", 2023, "zeven", 2025, "B"],
                [DEBTS, "GM0114", "Emmen", 2022, 1, 2024, "B"],
            ]
        )
    )
    assert figures(found) == {("GM0114", 2023): 9.9}
    assert why(found) == ["rij 4: 'zeven' is geen getal"]
    assert "1 rijen van iets anders dan edition 2025 zijn niet gelezen." in found.notes
    assert any("daarom per rij gelezen" in note for note in found.notes)


def test_a_debt_dashboard_in_a_workbook(workbook: Maker) -> None:
    """Households with problematic debts in Nederland on 1 January: CBS, Schuldenproblematiek in beeld."""
    found = read(
        workbook(
            [
                ["jaar", "schuldenaren", "aandeel_schuldenaren", "nietschuldenaren", "Groep"],
                ["2022-01", 664530, 8.1, 7500000, "Totaal huishoudens"],
                ["2022-10", 664530, 8.3, 7500000, "Totaal huishoudens"],
                ["2022-01", 664530, 1.3, 7500000, "Instromers"],
            ]
        ),
        "CBS-schulden-dashboard",
    )
    assert figures(found) == {("NL00", 2022): 8.1}


def test_a_statline_download_in_a_workbook(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                ["Perioden", "Regio's", "Inkomen/Mediaan besteedbaar inkomen (1 000 euro)"],
                ["2024*", "Emmen", 44.4],
                ["2024*", "Nederland", 47.6],
            ]
        ),
        "CBS-inkomen-2024",
    )
    assert figures(found) == {("GM0114", 2024): 44400, ("NL00", 2024): 47600}
    assert set(found.frame["status"]) == {"voorlopig"}


def test_a_statline_table_that_somebody_made_narrower(tmp_path: Path) -> None:
    """Mental complaints and incomes as researchers export them: topics with their place in the tree, GGD regions."""
    file = tmp_path / "inkomen.csv"
    file.write_text(
        "\ufeffRegio;Inkomen|Mediaan besteedbaar inkomen 1000 euro\nNederland;47,6\nEmmen;44,4\nGGD Groningen (GG);40\n",
        encoding="utf-8",
    )
    found = read(file, "CBS-inkomen-2024", year=2024)
    assert figures(found) == {("NL00", 2024): 47600, ("GM0114", 2024): 44400}
    assert found.refused == []
    assert "Gebieden die de monitor niet toont: GGD Groningen (GG)." in found.notes


def test_a_publishers_file_of_another_source(workbook: Maker) -> None:
    head = ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "MoeiteMetRondkomen_38"]
    file = workbook([head, [0, 20300, "MW00000", "GM0114", "2020JJ00", "12.5"]])
    with pytest.raises(SourceError, match="vult de bron CBS-inkomen-2024 niet: MoeiteMetRondkomen"):
        read(file, "CBS-inkomen-2024")


def test_a_typed_dataset_in_a_workbook(workbook: Maker) -> None:
    found = read(
        workbook(
            [
                [
                    "ID",
                    "Leeftijd",
                    "Marges",
                    "WijkenEnBuurten",
                    "Perioden",
                    "Gemeentenaam_1",
                    "MoeiteMetRondkomen_38",
                ],
                [0, 20300, "MW00000", "GM0114    ", "2020JJ00", "Emmen     ", "     12.5"],
                [1, 80200, "MW00000", "GM0114    ", "2020JJ00", "Emmen     ", "      7.2"],
            ]
        ),
        "RIVM-50090NED",
    )
    assert found.frame.set_index("population")["value"].to_dict() == {"18+": 12.5, "65+": 7.2}
    assert found.layout.endswith("(lezer typed_dataset)")
