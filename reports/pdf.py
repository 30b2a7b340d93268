"""A report as PDF, set by Typst: a factsheet of two pages A4, or the whole report with contents.

Archivable and accessible: PDF/A-2a and PDF/UA-1, so tagged, in Dutch, every picture with its alt text; Typst refuses to
make what does not meet them. Nothing from outside is ever read as Typst: all texts and drawings go in as JSON.
"""

from __future__ import annotations

import io
import json
import logging
import re
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from monitor.province import PROVINCE
from reports import paper
from reports.locator import locator
from reports.model import FigureTable, Grid, Leads, Report, Section, Text
from reports.typesetting import typeset
from ui import colours
from ui.exhibit import Exhibit
from ui.parts.pictures import FONT
from ui.vergelijk.matrix import ink

log = logging.getLogger(__name__)

TEMPLATE = Path(__file__).with_name("factsheet.typ")
#: Letters of an address that is printed. Pixels of a chart that has a page for itself.
MOST_LETTERS, LARGE = 400, (660, 330)
STANDARDS = ("a-2a", "ua-1")


#: All that the letter can write (WGL4 and a bit): a file to keep may not have a sign without a shape.
_UNKNOWN = re.compile(
    "[^\n\x20-\x7e\u00a0-\u017f\u0192\u0218-\u021b\u02c6-\u02dd\u0370-\u03ff\u0400-\u045f"
    "\u2010-\u2026\u2030-\u203a\u20ac\u2122\u2190-\u2195\u2212\u2248\u2260-\u2265\u25a0-\u25ca]"
)


def pdf(report: Report, home: str = "") -> bytes:
    """The report, the same bytes for the same report.

    ``home``: the address of the site ("https://..."), with which the page of the report gets a link and a QR code.
    Errors: TypesettingError when a text or picture cannot be set.
    """
    _look_for_the_letter()
    content = json.dumps(_content(report, home), ensure_ascii=False)
    return typeset(TEMPLATE, content, report.edition, STANDARDS)


@cache
def _look_for_the_letter() -> None:
    """Say in the log, once, that the letter is not there."""
    if FONT not in typst.Fonts().families():
        log.warning("%s is not installed (fonts-liberation): reports get another letter", FONT)


def _content(report: Report, home: str) -> dict[str, Any]:
    """All that the template sets, as plain texts, numbers and drawings."""
    tables = paper.sheets(report)
    first, *others = report.sections
    where = None if report.one_view else locator(report.region)
    page = home.rstrip("/") + report.address if paper.link(home) else ""
    # A longer one is a square that no camera reads, and a page of letters.
    short = page if len(page) <= MOST_LETTERS else ""
    line = any(section.spoken for section in report.sections)
    size = LARGE if line else paper.WIDE
    return {
        "title": _text(report.title),
        "subtitle": _text(report.subtitle),
        "edition": paper.edition_line(report),
        "date": [report.edition.year, report.edition.month, report.edition.day],
        "whole": report.whole,
        "one_view": report.one_view,
        "book": report.book,
        "line": line,
        # A book and a line turn the page of a wide table alone.
        "flipped": not (report.book or line) and any(grid.wide for grid in report.grids),
        "accent": colours.PROVINCE if report.region == PROVINCE else colours.GEMEENTE,
        "colours": {"text": colours.TEXT, "muted": colours.MUTED, "line": colours.GRID},
        "font": FONT,
        "locator": {"svg": where.svg, "alt": where.alt} if where else None,
        "page": page,
        "qr": _qr(short) if short else "",
        "first": _section(first, tables, size if report.one_view or report.book else paper.SMALL),
        "sections": [found for section in others if (found := _section(section, tables, size))["blocks"]],
        "columns": [paper.YEAR, paper.DIFFERENCE, paper.PLACE, paper.CHANGE, paper.SOURCE],
        "more": paper.more_line(report),
        "sources": [
            {
                "name": _text(source.attribution),
                "terms": _text(
                    f"{source.licence[:1].upper()}{source.licence[1:]}, {paper.day(source.accessed)}"
                ),
                "url": paper.link(source.url),
            }
            for source in report.sources
        ],
        "boundaries": _text(f"{where.source}.") if where else "",
    }


def _section(section: Section, tables: dict[str, paper.Sheet], size: tuple[int, int]) -> dict[str, Any]:
    blocks = []
    for block in section.blocks:
        if isinstance(block, FigureTable):
            if section.id in tables:
                blocks.append(_table(tables[section.id]))
        elif isinstance(block, Exhibit):
            blocks.append(_exhibit(block, size))
        elif isinstance(block, Grid):
            blocks.append(_grid(block))
        elif isinstance(block, Leads):
            blocks.append({"kind": "leads", "leads": [_texts(vars(lead)) for lead in block.leads]})
        elif isinstance(block, Text) and (block.sentences or block.small):
            blocks.append({"kind": "text", **_texts(vars(block))})
    return {"title": _text(section.title), "blocks": blocks}


def _table(sheet: paper.Sheet) -> dict[str, Any]:
    return {
        "kind": "table",
        **_texts({"title": sheet.title, "subject": sheet.subject, "comparator": sheet.comparator}),
        "lines": [_texts(vars(line)) for line in sheet.lines],
        "notes": [[number, _text(text)] for number, text in sheet.notes],
    }


def _exhibit(exhibit: Exhibit, size: tuple[int, int]) -> dict[str, Any]:
    return {
        "kind": "exhibit",
        "title": _text(exhibit.title),
        "sentence": _text(exhibit.sentence),
        "map": exhibit.kind == "Kaart",
        "svg": paper.on_paper(exhibit, size) if exhibit.picture else "",
        "alt": exhibit.alt,
        "below": [_text(text) for text in exhibit.below],
        "reading": [_text(text) for text in exhibit.reading],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    if grid.long:
        said = f"{grid.title}: {len(grid.rows)} rijen. {paper.ELSEWHERE}"
        return {"kind": "text", **_texts(vars(Text((said,))))}
    return {
        "kind": "grid",
        "note": _text(grid.note),
        "title": _text(grid.title),
        "columns": [_text(column) for column in grid.columns],
        "rows": [
            [
                {"text": _text(cell.text), "fill": cell.fill, "ink": ink(cell.fill) if cell.fill else ""}
                for cell in row
            ]
            for row in grid.rows
        ],
    }


def _texts(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with texts, lone or in a row, that the letter can write."""
    return {
        name: _text(value)
        if isinstance(value, str)
        else [_text(one) if isinstance(one, str) else one for one in value]
        if isinstance(value, tuple)
        else value
        for name, value in fields.items()
    }


def _text(text: str) -> str:
    """A text with an open square for each sign that the letter does not have, and no amount apart from its euro sign."""
    return _UNKNOWN.sub("□", text).replace("€ ", "€\u00a0")


def _qr(address: str) -> str:
    made = io.BytesIO()
    segno.make(address, error="m").save(made, kind="svg", border=0, dark=colours.TEXT, xmldecl=False)
    return made.getvalue().decode()
