"""A report as PDF, set by Typst: a factsheet of two pages A4, or the whole report with contents.

Archivable and accessible: PDF/A-2a and PDF/UA-1, so tagged, in Dutch, every picture with its alt text; Typst refuses to
make what does not meet them. Nothing from outside is ever read as Typst: all texts and drawings go in as JSON.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from monitor.freshness import in_words
from monitor.province import PROVINCE
from reports import paper
from reports.letters import look_for_the_letter, qr, written
from reports.locator import locator
from reports.model import FigureTable, Grid, Leads, Report, Section, Stories, Text
from reports.typesetting import typeset
from ui import colours
from ui.exhibit import Exhibit
from ui.parts.pictures import FONT
from ui.vergelijk.matrix import ink

TEMPLATE = Path(__file__).with_name("factsheet.typ")
#: Letters of an address that is printed. Pixels of a chart that has a page for itself.
MOST_LETTERS, LARGE = 400, (660, 330)
STANDARDS = ("a-2a", "ua-1")


def pdf(report: Report, home: str = "") -> bytes:
    """The report, the same bytes for the same report.

    ``home``: the address of the site ("https://..."), with which the page of the report gets a link and a QR code.
    Errors: TypesettingError when a text or picture cannot be set.
    """
    look_for_the_letter()
    content = json.dumps(_content(report, home), ensure_ascii=False)
    return typeset(TEMPLATE, content, report.edition, STANDARDS)


def _content(report: Report, home: str) -> dict[str, Any]:
    """All that the template sets, as plain texts, numbers and drawings."""
    tables = paper.sheets(report)
    first, *others = report.sections if paper.tells(report) else _without_stories(report)
    where = None if report.one_view else locator(report.region)
    page = home.rstrip("/") + report.address if paper.link(home) else ""
    # A longer one is a square that no camera reads, and a page of letters.
    short = page if len(page) <= MOST_LETTERS else ""
    line = any(section.spoken for section in report.sections)
    size = LARGE if line else paper.WIDE
    return {
        "title": written(report.title),
        "subtitle": written(report.subtitle),
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
        "qr": qr(short) if short else "",
        "first": _section(first, tables, size if report.one_view or report.book else paper.SMALL),
        "sections": [content for section in others if (content := _section(section, tables, size))["blocks"]],
        "columns": [paper.YEAR, paper.DIFFERENCE, paper.PLACE, paper.CHANGE, paper.SOURCE],
        "more": " ".join(filter(None, [paper.more_line(report), paper.elsewhere_told(report)])),
        "sources": [
            {
                "name": written(source.attribution),
                "terms": written(
                    f"{source.licence[:1].upper()}{source.licence[1:]}, {in_words(source.accessed)}"
                ),
                "url": paper.link(source.url),
            }
            for source in report.sources
        ],
        "boundaries": written(f"{where.source}.") if where else "",
    }


def _without_stories(report: Report) -> list[Section]:
    return [
        replace(section, blocks=tuple(block for block in section.blocks if not isinstance(block, Stories)))
        for section in report.sections
    ]


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
        elif isinstance(block, Stories):
            blocks.append(_stories(block))
        elif isinstance(block, Leads):
            blocks.append({"kind": "leads", "leads": [_texts(vars(lead)) for lead in block.leads]})
        elif isinstance(block, Text) and (block.sentences or block.small):
            blocks.append({"kind": "text", **_texts(vars(block))})
    return {"title": written(section.title), "blocks": blocks}


def _table(sheet: paper.Sheet) -> dict[str, Any]:
    return {
        "kind": "table",
        **_texts({"title": sheet.title, "subject": sheet.subject, "comparator": sheet.comparator}),
        "lines": [_texts(vars(line)) for line in sheet.lines],
        "notes": [[number, written(text)] for number, text in sheet.notes],
    }


def _exhibit(exhibit: Exhibit, size: tuple[int, int]) -> dict[str, Any]:
    return {
        "kind": "exhibit",
        "title": written(exhibit.title),
        "sentence": written(exhibit.sentence),
        "map": exhibit.kind == "Kaart",
        "svg": paper.on_paper(exhibit, size) if exhibit.picture else "",
        "alt": exhibit.alt,
        "below": [written(text) for text in exhibit.below],
        "reading": [written(text) for text in exhibit.reading],
    }


def _stories(block: Stories) -> dict[str, Any]:
    stories = [
        _texts({"title": one.title, "about": one.about, "text": one.text, "below": one.below})
        for one in block.stories
    ]
    return {
        "kind": "stories",
        "title": written(block.title),
        "theme": written(block.theme),
        "stories": stories,
        "note": written(block.note),
    }


def _grid(grid: Grid) -> dict[str, Any]:
    if grid.long:
        elsewhere = f"{grid.title}: {len(grid.rows)} rijen. {paper.ELSEWHERE}"
        return {"kind": "text", **_texts(vars(Text((elsewhere,))))}
    return {
        "kind": "grid",
        "note": written(grid.note),
        "title": written(grid.title),
        "columns": [written(column) for column in grid.columns],
        "rows": [
            [
                {"text": written(cell.text), "fill": cell.fill, "ink": ink(cell.fill) if cell.fill else ""}
                for cell in row
            ]
            for row in grid.rows
        ],
    }


def _texts(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with texts, lone or in a row, that the letter can write."""
    return {
        name: written(value)
        if isinstance(value, str)
        else [written(one) if isinstance(one, str) else one for one in value]
        if isinstance(value, tuple)
        else value
        for name, value in fields.items()
    }
