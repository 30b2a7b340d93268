"""A line goes along in five forms: the figures of the screen, and the titles, questions and notes of its facilitator as texts."""

from __future__ import annotations

import io
import re

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
from reports.of_line import report_of_line
from reports.routes import reports
from ui import at_address
from ui.choose import url as choice
from ui.parts.take_along import address_of_view
from ui.present import deck
from ui.present.line import Line, View, to_address

OWN, QUESTION, NOTES = '=HYPERLINK("http://x";"y")', "Herkent u **dit**?", "Eerst <b>vragen</b> & #zwijgen"
MAP = {"indicator": "moeite_rondkomen", "gemeente": "emmen"}
TREND = {"indicator": "roken", "wie": "18+", "gemeente": "hoogeveen", "vergelijk": "drenthe"}
LINE = Line(
    "Armoede <i>hier</i>",
    (View("kaart", MAP, OWN, QUESTION, NOTES), View("trend", TREND), View("weg", {}, notes="Slot")),
)


@pytest.fixture(scope="module")
def made() -> Report:
    return report_of_line(LINE)


def test_one_view_a_slide_with_question_and_notes_below_it(made: Report) -> None:
    slides = list(Presentation(io.BytesIO(WRITERS["pptx"][1](made, ""))).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    shown = deck.of_line(Line("", (LINE.views[1],)))[0].slide
    assert titles[:4] == ["Armoede <i>hier</i>", OWN, shown.message, deck.GONE]
    notes = slides[1].notes_slide.notes_text_frame.text
    assert f"Vraag aan de zaal: {QUESTION}" in notes
    assert f"Notities: {NOTES}" in notes
    assert slides[3].notes_slide.notes_text_frame.text == "Notities: Slot"
    # The figures of the line are those of the screen, in the chart itself.
    (chart,) = (shape.chart for shape in slides[2].shapes if shape.has_chart)
    found = at_address.trend_at(TREND)
    assert found
    of_screen = found[0].table.set_index("Gebied")
    series = {one.name: [value for value in one.values if value is not None] for one in chart.plots[0].series}
    assert series["Hoogeveen"][-1] == round(of_screen.loc["Hoogeveen"].dropna().iloc[-1], 1)


def test_a_spreadsheet_has_the_figures_of_every_view_as_numbers(made: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"][1](made, "")))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    numbers = {round(float(value), 4) for value in cells if isinstance(value, int | float)}
    view, trend = at_address.map_at(MAP), at_address.trend_at(TREND)
    assert view
    assert trend
    wanted = [round(value, view.indicator.decimals) for value in view.table()[view.column]]
    wanted += [round(value, trend[1].decimals) for value in trend[0].table.iloc[:, 1:].stack().dropna()]
    assert len(wanted) > 20
    assert set(wanted) <= numbers
    texts = {value for value in cells if isinstance(value, str)}
    assert {f"Beeld 1: {OWN}", QUESTION, NOTES} <= texts
    assert not any(text.startswith("=") for text in texts)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_what_a_facilitator_wrote_stands_there_as_it_was_written(made: Report, ending: str) -> None:
    content = io.BytesIO(WRITERS[ending][1](made, "https://monitor.example"))
    if ending == "pdf":
        said = " ".join(page.extract_text() for page in PdfReader(content).pages)
    else:
        said = " ".join(paragraph.text for paragraph in Document(content).paragraphs)
    bare = re.sub(r"\s+", "", said)
    first = value_text(15.1, at_address.indicator_at(MAP))
    for text in (OWN, QUESTION, NOTES, first, deck.WHY_GONE):
        assert re.sub(r"\s+", "", text) in bare, text


def test_a_line_has_an_address_and_its_html_plays() -> None:
    with TestClient(Starlette(routes=reports(home="https://monitor.example"))) as site:
        query = {choice.LINE: to_address(LINE)}
        first = site.get(address_of_view("html", "verhaallijn", query).removeprefix("."))
        assert first.status_code == 200
        assert "sociale-monitor-verhaallijn-armoede-i-hier-i-20" in first.headers["content-disposition"]
        page = lxml.html.document_fromstring(first.content.decode())
        assert [head.text for head in page.findall(".//h1")][:2] == [OWN, QUESTION]
        assert "PageDown" in page.findtext(".//script")
        assert page.find(".//a").get("href").endswith(to_address(LINE))
        again = site.get("/rapport/lijn.html", params=query, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        broken = site.get("/rapport/lijn.pptx", params={choice.LINE: to_address(LINE)[:30]})
        assert broken.status_code == 400
        assert "Vraag de link opnieuw" in broken.text
        assert "staan geen beelden" in site.get("/rapport/lijn.pdf").text


def test_posters_and_cards_are_printed_at_an_address() -> None:
    query = {choice.LINE: to_address(LINE)}
    with TestClient(Starlette(routes=reports(home="https://monitor.example"))) as site:
        posters = site.get("/rapport/posters.pdf", params=query)
        cards = site.get("/rapport/vraagkaarten.pdf", params=query)
        assert site.get("/rapport/posters.docx", params=query).status_code == 404
        assert site.get("/rapport/posters.pdf", params={choice.LINE: "stuk"}).status_code == 400
        assert "staan geen beelden" in site.get("/rapport/vraagkaarten.pdf").text
    assert (
        'inline; filename="sociale-monitor-posters-armoede-i-hier-i-20'
        in posters.headers["content-disposition"]
    )
    sizes = {"posters": (1191, 842), "cards": (420, 298)}
    for name, answer, wanted in (("posters", posters, 3), ("cards", cards, 7)):
        pages = PdfReader(io.BytesIO(answer.content)).pages
        assert len(pages) == wanted
        assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {sizes[name]}
        said = re.sub(r"\s+", " ", pages[0].extract_text())
        assert QUESTION in said
        assert OWN in said
        assert b"<pdfuaid:part>1</pdfuaid:part>" in answer.content
    assert "15,1%" in re.sub(r"\s+", " ", PdfReader(io.BytesIO(posters.content)).pages[0].extract_text())
