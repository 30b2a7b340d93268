"""The workbook holds the figures of the report as numbers, shown as on the screen, and nothing that runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reports.excel import COLUMNS, HEADER, xlsx
from reports.lines import in_chart
from reports.model import Figure, Report
from tests.reports.made import EVIL, REGIONS, converted, evil, made, needs_libreoffice

FIRST = HEADER + 2


def book(report: Report) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx(report)))


def row_of(figure: Figure) -> tuple[object, ...]:
    return (
        figure.title, figure.group, figure.year, figure.text if figure.value is None else figure.value,
        figure.other_value, figure.other_year, figure.difference,
    )  # fmt: skip


@pytest.mark.parametrize("region", REGIONS)
def test_every_figure_of_every_theme_is_a_number_equal_to_the_digit(region: str) -> None:
    report = made(region)
    found = book(report)
    for table in report.tables:
        sheet = found[table.title]
        rows = [
            tuple(cell.value for cell in row[:7])
            for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + len(table.figures) - 1)
        ]
        assert rows == [row_of(figure) for figure in table.figures]
        assert sheet.cell(FIRST + len(table.figures), 1).value is None


def test_the_sheets_are_those_that_a_reader_expects() -> None:
    report = made("GM0118")
    found = book(report)
    themes = [table.title for table in report.tables]
    assert found.sheetnames == [
        "In het kort", *themes, "Over de jaren", "Verhalen", "Uitleg", "Bronnen", "Niet vergelijkbaar",
    ]  # fmt: skip
    assert found.properties.title == report.title
    for theme in themes:
        sheet = found[theme]
        assert sheet.freeze_panes == f"B{FIRST}"
        assert sheet.auto_filter.ref.startswith(f"A{FIRST - 1}:K")
        assert sheet.column_dimensions["A"].width > 40
        assert [cell.value for cell in sheet[FIRST - 1]][3:5] == ["Hoogeveen", "Nederland"]
        assert len(sheet[FIRST - 1]) == len(COLUMNS)
    assert {sheet.title for sheet in found if sheet._charts} >= {"Gezondheid", "Naoberschap", "Over de jaren"}
    listed = [row[0] for row in found["Bronnen"].iter_rows(min_row=FIRST, values_only=True)]
    assert listed == [source.attribution for source in report.sources]
    refused = [
        figure.title
        for table in report.tables
        for figure in table.figures
        if figure.difference is None or figure.other_year != figure.year
    ]
    assert refused
    left = [row[1] for row in found["Niet vergelijkbaar"].iter_rows(min_row=FIRST, values_only=True)]
    assert left == refused
    short = " ".join(str(cell.value) for row in found["In het kort"] for cell in row if cell.value)
    assert all(lead.sentence in short for lead in report.sections[0].blocks[0].leads)  # type: ignore[union-attr]


def test_every_chart_is_told_in_words_and_takes_its_figures_from_cells() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(made("GM0118", True)))) as content:
        drawings = [
            content.read(n).decode() for n in content.namelist() if n.startswith("xl/drawings/drawing")
        ]
        charts = [n for n in content.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) > 15
    assert sum(text.count("descr=") for text in drawings) == len(charts)
    assert 'descr=""' not in "".join(drawings)


def test_a_line_stops_where_a_new_series_begins() -> None:
    """Moeite met rondkomen: 2024 is of another source. No series of the chart holds both 2020 and 2024."""
    exhibit = made("GM0118").exhibits[0]
    drawn = in_chart(exhibit)
    assert drawn is not None
    with zipfile.ZipFile(io.BytesIO(xlsx(made("GM0118")))) as content:
        names = [n for n in content.namelist() if n.startswith("xl/charts/chart")]
        texts = [content.read(name).decode() for name in names]
    chart = next(text for text in texts if exhibit.title in text)
    assert chart.count("<c:ser>") == 6
    # A row per region, a column per year: B to D are 2012 to 2020, E is 2024.
    drawn_from = set(re.findall(r"<c:yVal><c:numRef><c:f>[^<]*!([^<]*)</c:f>", chart))
    assert drawn_from == {f"$B${row}:$D${row}" for row in (7, 8, 9)} | {f"$E${row}" for row in (7, 8, 9)}


def test_no_text_is_a_formula_and_negative_numbers_stay_numbers() -> None:
    report = evil()
    found = book(report)
    texts, negative = 0, 0
    for sheet in found:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{sheet.title} {cell.coordinate}"
                if isinstance(cell.value, str) and cell.value:
                    assert cell.value[0] not in "=+-@\t\r", f"{sheet.title} {cell.coordinate}"
                    texts += cell.value.startswith("'")
                elif isinstance(cell.value, float | int):
                    negative += cell.value < 0
    assert texts > 100
    assert negative > 10
    assert any(EVIL[0] in str(cell.value) for row in found["In het kort"] for cell in row)
    with zipfile.ZipFile(io.BytesIO(xlsx(report))) as content:
        parts = content.namelist()
        assert not [name for name in parts if "external" in name.lower() or "vba" in name.lower()]
        assert b"<f>" not in b"".join(content.read(n) for n in parts if n.startswith("xl/worksheets/"))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert xlsx(made("GM0118")) == xlsx(made("GM0118"))


@pytest.mark.exhaustive
@needs_libreoffice
def test_libreoffice_shows_every_figure_as_the_screen_does(tmp_path: Path) -> None:
    report = made("GM0118")
    # Every sheet, as it is shown, in UTF-8 with semicolons.
    files = converted(
        xlsx(report), "xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1,,1043,false,true,true,false,false,-1", tmp_path
    )  # fmt: skip
    # And in short, over the years, the stories, and three about the figures.
    assert len(files) == len(report.tables) + 6
    for table in report.tables:
        file = next(file for file in files if file.stem.endswith(f"-{table.title}"))
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8")), delimiter=";"))
        for figure, row in zip(table.figures, rows[FIRST - 1 :], strict=False):
            assert (row[0], row[3], row[4], row[6]) == (
                figure.title,
                figure.text,
                figure.other_text,
                figure.difference_text,
            )
