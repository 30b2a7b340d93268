"""A report of a view holds the figures of the screen, to the digit, in all five forms."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import lxml.html
import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor.dutch import value_text
from reports.files import WRITERS
from reports.model import Report
from reports.of_view import report_of_view
from reports.routes import reports
from ui import at_address
from ui.choose import comparators
from ui.data import catalogue, figures
from ui.lijst import rows as lists
from ui.parts.take_along import FORMS, address_of_view
from ui.vergelijk import exhibits as vergelijk

#: Of which one is no figure.
LIST = ".".join(
    f"{entry}~{place}"
    for place in ("emmen", "drenthe")
    for entry in ("roken~18+", "weg~18+", "roken~65+", "eenzaam~18+")
)
#: A page, its choices, and a figure that is on its screen.
VIEWS = [
    ("kaart", {"indicator": "moeite_rondkomen", "gemeente": "emmen"}),
    ("trend", {"indicator": "roken", "wie": "18+", "gemeente": "hoogeveen", "vergelijk": "drenthe"}),
    ("vergelijk", {"gemeente": "assen"}),
    ("vergelijk", {"deel": "samenhang", "x": "roken", "y": "eenzaam"}),
    ("lijst", {"lijst": LIST, "naam": "Nota"}),
]


def on_screen(page: str, query: dict[str, str]) -> list[str]:
    """The figures as the tables of the page show them."""
    if page == "kaart":
        view = at_address.map_at(query)
        assert view
        return [value_text(value, view.indicator) for value in view.table()[view.column]]
    if page == "trend":
        found = at_address.trend_at(query)
        assert found
        shown, indicator, _ = found
        values = shown.table.iloc[:, 1:].stack().dropna()
        return [value_text(value, indicator) for value in values]
    if page == "lijst":
        rows = lists.rows(at_address.list_at(query)[0], "nederland")
        return [text for row in rows for text in (row.value, row.other)]
    if query.get("deel") == vergelijk.PAIR:
        table = at_address.pair_at(query).table
    else:
        table = vergelijk.matrix("nederland", "GM0106").table
        assert table is not None
        table = table.drop(columns=["Wie en jaar", "Thema"])
    assert table is not None
    return [str(text) for row in table.itertuples(index=False) for text in row[1:]]


def said(ending: str, content: bytes) -> str:
    """All words of a file, without spaces."""
    return re.sub(r"\s+", "", " ".join(_words(ending, content)))


def _words(ending: str, content: bytes) -> Iterator[str]:
    file = io.BytesIO(content)
    if ending == "pdf":
        yield from (page.extract_text() for page in PdfReader(file).pages)
    elif ending == "html":
        yield lxml.html.document_fromstring(content.decode()).text_content()
    elif ending == "docx":
        document = Document(file)
        yield from (paragraph.text for paragraph in document.paragraphs)
        yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    else:
        for slide in Presentation(file).slides:
            for shape in slide.shapes:
                if shape.has_table:
                    yield from (cell.text for row in shape.table.rows for cell in row.cells)
                elif shape.has_text_frame:
                    yield shape.text_frame.text


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: "-".join([view[0], *view[1].values()]))
def view(request: pytest.FixtureRequest) -> tuple[Report, list[str]]:
    page, query = request.param
    return report_of_view(page, query), on_screen(page, query)


@pytest.mark.parametrize("ending", [ending for ending in FORMS if ending != "xlsx"])
def test_the_figures_are_those_of_the_screen(view: tuple[Report, list[str]], ending: str) -> None:
    made, shown = view
    words = said(ending, WRITERS[ending][1](made, "https://monitor.example"))
    assert len(shown) > 10
    for text in shown:
        assert re.sub(r"\s+", "", text) in words, text
    for exhibit in made.exhibits:
        first = exhibit.sentence.split(". ")[0].rstrip(".")
        assert re.sub(r"\s+", "", first) in words


def test_a_spreadsheet_has_them_as_numbers(view: tuple[Report, list[str]]) -> None:
    made, shown = view
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"][1](made, "")))
    numbers = {
        round(float(cell.value), 4)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    for text in shown:
        if text != "geen cijfer":
            plain = re.sub(r"[^\d,−]", "", text).replace(",", ".").replace("−", "-")
            assert float(plain) in numbers, text
    assert {"Uitleg", "Bronnen"} <= set(book.sheetnames)
    assert made.sources


def test_the_year_and_the_comparator_of_the_page_go_along() -> None:
    made = report_of_view(
        "kaart", {"indicator": "roken", "jaar": "2016", "gemeente": "emmen", "vergelijk": "drenthe"}
    )
    of_pair = figures("roken", "18+")
    assert of_pair
    cells = {row[0].text: row[1].text for row in made.grids[0].rows}
    assert cells["Emmen"] == value_text(of_pair.value("GM0114", 2016), catalogue()["roken"])
    assert "Verschil met Drenthe" in made.grids[0].columns
    assert made.address == "/kaart?indicator=roken&jaar=2016&gemeente=emmen&vergelijk=drenthe"
    assert comparators.known("drenthe")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("kaart.pdf?jaar=1990", 400, "2012, 2016, 2020 en 2024"),
        ("kaart.pdf?indicator=rokn", 400, "Bedoelt u roken?"),
        ("trend.pdf?gemeente=zwolle", 400, "“zwolle” kan hier niet bij “gemeente”"),
        ("trend.pdf?ook=assen,zwolle", 400, "bij “ook”"),
        ("vergelijk.pdf?deel=samenhang&x=roken&y=roken", 400, "bij “y”"),
        ("vergelijk.pdf?indicator=roken", 400, "kent de keuze “indicator” niet"),
        ("kaart.exe", 404, "pdf, xlsx, pptx, docx en html"),
    ],
)
def test_what_a_page_does_not_have_is_said(address: str, status: int, words: str) -> None:
    with TestClient(Starlette(routes=reports())) as site:
        answer = site.get(f"/rapport/{address}")
        assert answer.status_code == status
        assert words in answer.text


def test_a_view_has_an_address_that_is_kept() -> None:
    with TestClient(Starlette(routes=reports())) as site:
        at = address_of_view("html", "trend", {"indicator": "roken", "wie": "18+"}).removeprefix(".")
        first = site.get(at)
        assert first.status_code == 200
        assert 'filename="sociale-monitor-trend-roken-18+-20' in first.headers["content-disposition"]
        assert site.get(at, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
