"""A file of a reader's own: what is in it is read or refused, each said in Dutch; nothing of it is run, opened or kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from intake.own import LIMITS, REGIONS, FileToRead, Understood, read, understand
from monitor.errors import SourceError
from monitor.province import GEMEENTEN
from tests.sweep import EXHAUSTIVE
from ui.eigen import template
from ui.eigen.wording import on_the_page, refusal

ROWS = [["gemeente", "jaar", "tevreden"], ["Emmen", 2023, 71.8], ["Assen", 2023, 74.9]]


def workbook(change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr]
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def csv(*lines: str) -> FileToRead:
    return FileToRead("cijfers.csv", "\n".join(lines).encode())


def said(found: Understood) -> str:
    return " ".join([*found.notes, *map(refusal, found.refused)])


def test_the_template_comes_back_as_it_went_out() -> None:
    for name, content in (("s.csv", template.as_csv()), ("s.xlsx", template.as_xlsx())):
        assert read(FileToRead(name, content)).rows.empty
    book = openpyxl.load_workbook(io.BytesIO(template.as_xlsx()))
    for row in book["Cijfers"].iter_rows(min_row=2):
        row[1].value, row[2].value = 2023, 50 + row[0].row / 10
    out = io.BytesIO()
    book.save(out)
    found = read(FileToRead("s.xlsx", out.getvalue()))
    assert not found.refused
    assert found.unit is None
    expected = {code: 50 + row / 10 for row, code in enumerate(REGIONS, start=2)}
    assert dict(zip(found.rows["region"], found.rows["value"], strict=True)) == pytest.approx(expected)
    filled = template.as_csv().decode("utf-8-sig").replace(";;;;;", ";2023;50,5;;;")
    again = read(FileToRead("s.csv", filled.encode()))
    assert list(again.rows["region"]) == list(REGIONS)
    assert set(again.rows["value"]) == {50.5}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook(lambda book: book.active.append(["Meppel", 2023, "=1+1"])), "Er staan formules in dit blad"),  # type: ignore[union-attr]
        (workbook(lambda book: setattr(book.create_sheet("Geheim"), "sheet_state", "hidden")), "Verborgen, dus niet gelezen: blad 'Geheim'"),
        (with_part("xl/vbaProject.bin", b"x"), "Er zitten macro's in dit bestand. Die zijn niet uitgevoerd."),
        (with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "verwijst naar andere bestanden. Die zijn niet geopend."),
    ],
    ids=["formulas", "hidden sheet", "macros", "external links"],
)  # fmt: skip
def test_what_is_more_than_figures_is_not_used_and_said(content: bytes, words: str) -> None:
    found = read(FileToRead("cijfers.xlsm", content))
    assert words in said(found)
    assert dict(zip(found.rows["region"], found.rows["value"], strict=True)) == {
        "GM0114": 71.8,
        "GM0106": 74.9,
    }


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (FileToRead("groot.csv", b"a;b\n" * 2_600_000), "dit bestand is te groot: 10 MB"),
        (csv("gemeente;jaar;x", *["Emmen;2023;1"] * LIMITS.rows), "meer dan 100.000 rijen"),
        (FileToRead("bom.xlsx", with_part("xl/bom.xml", b"0" * 101_000_000)), "uitgepakt 101 MB"),
        (FileToRead("plaatje.png", b"\x89PNG"), "leest de monitor niet"),
        (FileToRead("leeg.csv", b""), "dit bestand is leeg"),
        (FileToRead("web.xls", b"<html><table>"), "dit is een webpagina"),
        (csv("naam;score", "Jan;3", "Piet;4"), "geen tabel met gebieden gevonden"),
    ],
    ids=["bytes", "rows", "zip bomb", "kind", "empty", "web page", "no regions"],
)
def test_what_cannot_be_read_is_refused_in_dutch(asked: FileToRead, words: str) -> None:
    with pytest.raises(SourceError) as refused:
        (understand if len(asked.content) > LIMITS.packed else read)(asked)
    assert words in str(refused.value)
    assert "--" not in on_the_page(str(refused.value))
    assert "loaders" not in on_the_page(str(refused.value))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("gemeente;jaar;x (%)", "Emmen;2023;171"), "ligt niet tussen 0 en 100 procent"),
        (("gemeente;jaar;x (%)", "Emmen;2023;0,71", "Assen;2023;0,75"), "dit lijken breuken"),
        (("gemeente;x", "Emmen;3", "Assen;4"), "het jaar ontbreekt"),
        (("gemeente;jaar;x", "Emmen;2023;3", "Emmen;2023;4"), "staat er twee keer"),
        (("gemeente;jaar;x", "Emmen;2023;veel", "Assen;2023;4", "Meppel;2023;5"), "veel"),
        (("gemeente;jaar;geslacht;x", "Emmen;2023;vrouwen;3", "Emmen;2023;mannen;4"), "2 groepen"),
        (("gemeente;jaar;x", "Emmen;2023;3", "Amsterdam;2023;4"), "Gebieden buiten Drenthe zijn niet gelezen: Amsterdam"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said_row_by_row(lines: tuple[str, ...], words: str) -> None:
    told = said(read(csv(*lines)))
    assert words in told
    assert "--" not in told


def test_what_the_owner_answers_lets_it_in() -> None:
    fractions = csv("gemeente;jaar;x (%)", "Emmen;2023;0,71")
    found = read(FileToRead(fractions.name, fractions.content, fractions=True))
    assert list(found.rows["value"]) == pytest.approx([71.0])
    without_year = csv("gemeente;x", "Emmen;3")
    assert list(read(FileToRead(without_year.name, without_year.content, year=2024)).rows["year"]) == [2024]
    two = csv("gemeente;jaar;tevreden (%);onveilig (%)", "Emmen;2023;70;12")
    assert [one.name for one in read(two).subjects] == ["tevreden", "onveilig"]
    assert list(read(FileToRead(two.name, two.content, subject="onveilig")).rows["value"]) == [12]
    assert set(read(two).rows["region"]) <= set(GEMEENTEN)


@EXHAUSTIVE
def test_a_file_is_read_in_a_process_of_its_own() -> None:
    found = understand(FileToRead("cijfers.xlsx", workbook()))
    assert (found.subject, list(found.rows["value"])) == ("tevreden", [71.8, 74.9])
    with pytest.raises(SourceError, match="geen tabel met gebieden"):
        understand(csv("a;b", "1;2"))
