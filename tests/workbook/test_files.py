"""What is in a file, however it was written: text in any encoding and line end, workbooks of any kind, and their limits."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from intake.files import apart
from intake.files.limits import Limits
from intake.files.read import sheets
from intake.files.sheet import UNCALCULATED
from loaders.raw import read_table
from monitor.errors import SourceError
from tests.workbook import bent, written
from tests.workbook.test_table import figures, read

ROWS = [["Gemeente", "Jaar", "Overgewicht"], ["Súdwest-Fryslân", "2020", "53,9"], ["Assen", "2020", "58,6"]]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "cp1252",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "mac_roman",
        "cp850",
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_text_of_any_program(tmp_path: Path, encoding: str, ends: str, sign: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=ends).writerows(ROWS)
    file = tmp_path / "cijfers.csv"
    file.write_bytes(out.getvalue().encode(encoding))
    assert sheets(file)[0].rows == ROWS
    assert read_table(file).to_dict("list")["Gemeente"] == ["Súdwest-Fryslân", "Assen"], (
        "the readers read it too"
    )


def test_a_quote_that_stays_open_does_not_swallow_the_rows_after_it(tmp_path: Path) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_text('Gemeente;Jaar;Overgewicht\n"Assen;2020;12\nEmmen;2020;13\n', encoding="utf-8")
    with pytest.raises(SourceError, match="klopt een aanhalingsteken niet"):
        sheets(file)


def test_a_cell_beyond_all_measure(tmp_path: Path) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_text(f"Gemeente;Jaar\nAssen;{'x' * 140_000}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="een cel langer dan de monitor leest"):
        sheets(file)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_bytes(b"Gemeente\x00;Jaar\x00\x01\x02\n")
    with pytest.raises(SourceError, match="zijn niet te lezen"):
        sheets(file)


def test_statline_with_every_line_in_quotes(tmp_path: Path) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_text('"Perioden"";""Regio\'s"";""X (%)"\n"2024"";""Assen"";""5,1"\n"\n', encoding="utf-8-sig")
    assert sheets(file)[0].rows == [["Perioden", "Regio's", "X (%)"], ["2024", "Assen", "5,1"]]
    file.write_text('"";"";"Onderwerp"\n"Regio\'s";"";"X"\n', encoding="utf-8")
    assert sheets(file)[0].rows[0] == ["", "", "Onderwerp"], "empty cells in quotes are no such thing"


def test_an_opendocument_sheet(tmp_path: Path) -> None:
    file = tmp_path / "cijfers.ods"
    written.write_ods(file, [["Gemeente", "Jaar", "Overgewicht"], ["Assen", 2020, 53.9]])
    assert figures(read(file, "RIVM-50090NED", population="18+")) == {("GM0106", 2020): 53.9}


# -- limits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (bent.far_corner, "hoek.xlsx", "meer dan 200.000 rijen"),
        (bent.many_sheets, "bladen.xlsx", "meer dan 3.000.000 cellen"),
        (bent.zeros, "nullen.xlsx", "uitgepakt 210 MB; meer dan 200 MB leest de monitor niet"),
        (bent.entities, "woorden.xlsx", "verwijst naar iets buiten zichzelf"),
        (bent.repeated, "herhaald.ods", "meer dan 200.000 rijen"),
    ],
)
def test_a_small_file_that_stands_for_a_large_one(tmp_path: Path, make, name: str, said: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / name
    file.write_bytes(make())
    with pytest.raises(SourceError, match=said):
        sheets(file)


def test_an_old_workbook_with_a_cell_in_the_far_corner(tmp_path: Path) -> None:
    """What cannot be measured before it is read is read where it can do no harm."""
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    for number in range(40):
        sheet = book.add_sheet(f"Blad {number}")
        sheet.write(0, 0, "Gemeente")
        sheet.write(65_535, 255, 1)
    book.save(str(tmp_path / "hoek.xls"))
    with pytest.raises(SourceError, match=r"te groot|meer geheugen"):
        sheets(tmp_path / "hoek.xls")


def test_a_text_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_text("Gemeente;Jaar\n" + "Assen;2020\n" * 50, encoding="utf-8")
    for limits, said in (
        (Limits(packed=100), "1 MB; meer dan 1 MB"),
        (Limits(rows=20), "meer dan 20 rijen"),
        (Limits(columns=1), "meer dan 1 kolommen"),
        (Limits(cells=30), "meer dan 30 cellen"),
    ):
        with pytest.raises(SourceError, match=said):
            sheets(file, limits)


def test_a_workbook_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "traag.xlsx"
    openpyxl.Workbook().save(file)
    monkeypatch.setattr(apart, "_COMMAND", "import time; time.sleep(5)")
    with pytest.raises(SourceError, match="duurt te lang"):
        apart.read(file, Limits(seconds=1))


def test_a_workbook_on_which_the_reader_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "dodelijk.xlsx"
    openpyxl.Workbook().save(file)
    monkeypatch.setattr(apart, "_COMMAND", "import os; os.abort()")
    with pytest.raises(SourceError, match="vraagt meer geheugen dan de monitor ervoor heeft"):
        apart.read(file)


# -- what only the markup of a workbook tells --------------------------------------------------------------------------


def test_a_formula_that_was_never_calculated_is_named(tmp_path: Path) -> None:
    """Programs write formulas without their result; Excel calculates them when it opens the file."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Gemeente", "Jaar", "Overgewicht"],
        ["Assen", 2020, 53.9],
        ["Emmen", 2020, "=53,2+5,4"],
        ["=A3", 2020, 4],
    ):
        sheet.append(row)
    book.save(tmp_path / "formules.xlsx")
    assert sheets(tmp_path / "formules.xlsx")[0].rows[2][2] == UNCALCULATED
    found = read(tmp_path / "formules.xlsx", "RIVM-50090NED", population="18+")
    assert figures(found) == {("GM0106", 2020): 53.9}
    assert "rij 3, kolom C" in found.refused[0].where
    assert "de formule in deze cel heeft geen uitkomst; open het bestand in Excel" in found.refused[0].why
    assert len(found.refused) == 2, "a region that is a formula is no region"


def test_a_formula_with_its_result_is_a_figure(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Gemeente", "Jaar", "Overgewicht"], ["Assen", 2020, "=1+1"]):
        sheet.append(row)
    book.save(tmp_path / "zonder.xlsx")
    with zipfile.ZipFile(tmp_path / "zonder.xlsx") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = re.sub(rb"</f><v ?(/>|></v>)", b"</f><v>2</v>", parts[part])
    (tmp_path / "met.xlsx").write_bytes(bent.zipped(parts))
    assert figures(read(tmp_path / "met.xlsx", "RIVM-50090NED", population="18+")) == {("GM0106", 2020): 2}


def test_a_percent_sign_that_is_only_shown_multiplies_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Gemeente", "Jaar", "Overgewicht"], ["Assen", 2020, 53.9], ["Emmen", 2020, 0.586]):
        sheet.append(row)
    sheet["C2"].number_format, sheet["C3"].number_format = '0.0"%"', "0.0%"
    book.save(tmp_path / "procent.xlsx")
    assert figures(read(tmp_path / "procent.xlsx", "RIVM-50090NED", population="18+")) == {
        ("GM0106", 2020): 53.9,
        ("GM0114", 2020): 58.6,
    }
