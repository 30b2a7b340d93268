"""The HTML holds the figures of the report to the digit and asks the network for nothing."""

from __future__ import annotations

import itertools
import re

import lxml.html
import pytest

from reports import paper
from reports.html import html
from reports.model import Leads, Text
from tests.reports.hostile import HOSTILE, hostile
from tests.reports.made import REGIONS
from tests.reports.made import made as report_of

HOME = "https://monitor.example"
SVG = "{http://www.w3.org/2000/svg}"


def _parsed(content: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(content.decode())


@pytest.mark.parametrize("region", REGIONS)
def test_the_figures_are_those_of_the_report(region: str) -> None:
    made = report_of(region)
    page = _parsed(html(made, HOME))
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//tbody/tr")]
    lines = [line for sheet in paper.sheets(made).values() for line in sheet.lines]
    assert len(rows) == len(lines) > 15
    for row, line in zip(rows, lines, strict=True):
        marks = ", ".join(map(str, line.notes))
        place = [line.place] if len(row) == 8 else []
        expected = [f"{line.title}{marks} {line.group}", line.value, line.year, line.other, line.difference]
        assert row == [" ".join(text.split()) for text in [*expected, *place, line.change, line.source]]
    said = " ".join(page.text_content().split())
    for block in made.sections[0].blocks:
        if isinstance(block, Leads):
            values = [element.text_content() for element in page.find_class("value")]
            assert values == [lead.value for lead in block.leads]
            assert all(lead.sentence in said for lead in block.leads)
        elif isinstance(block, Text):
            assert all(" ".join(sentence.split()) in said for sentence in block.sentences)


@pytest.mark.parametrize("whole", [False, True])
def test_it_asks_the_network_for_nothing(whole: bool) -> None:
    content = html(report_of("GM0118", whole=whole), HOME).decode()
    page = _parsed(content.encode())
    assert not page.xpath(
        "//script | //link | //img | //iframe | //object | //embed | //base | //*[@src or @srcset]"
    )
    assert not re.search(r"@import|url\((?!#)|\bon\w+=", content)
    # Only links that a reader follows lead outside; all else refers to the file itself.
    for element in page.iter():
        for name, value in element.attrib.items():
            if name.endswith("href") and element.tag != "a":
                assert value.startswith("#")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]")[0].get("content")


def test_names_in_the_pictures_are_unique_and_lead_somewhere() -> None:
    page = _parsed(html(report_of("GM0118", whole=True)))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]+)\)", lxml.html.tostring(page).decode()))
    used |= {href[1:] for href in page.xpath("//@href") if href.startswith("#")}
    assert used <= set(ids)


def test_it_reads_well_aloud() -> None:
    made = report_of("GM0118", whole=True)
    page = _parsed(html(made))
    assert page.get("lang") == "nl"
    levels = [int(element.tag[1]) for element in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    labels = page.xpath("//*[@role='img']/@aria-label")
    assert all(exhibit.alt in labels for exhibit in made.exhibits)
    assert all(table.xpath("./caption and ./thead/tr/th[@scope='col']") for table in page.xpath("//table"))


def test_texts_are_never_read_as_markup() -> None:
    content = html(hostile(report_of("GM0118")), HOME).decode()
    assert "<script" not in content
    assert "javascript:" not in content
    page = _parsed(content.encode())
    assert not page.xpath("//script | //b")
    assert page.xpath("//h1")[0].text_content().startswith(HOSTILE[:40])


def test_the_same_report_is_the_same_file() -> None:
    assert html(report_of("GM0118"), HOME) == html(report_of("GM0118"), HOME)
