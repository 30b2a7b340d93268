"""A report as one HTML file for a room without wifi: pictures and style are in it, it asks the network for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import count
from pathlib import Path

from monitor.freshness import in_words
from monitor.province import PROVINCE, SITE
from reports import paper
from reports.locator import locator
from reports.model import Cell, FigureTable, Grid, Leads, Report, Section, Source, Stories, Text
from ui import colours
from ui.exhibit import Exhibit
from ui.vergelijk.matrix import ink

STYLE = Path(__file__).with_name("report.css")

#: What the file may ask of the network: nothing. Scripts there are none.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


_NAME = re.compile(r'\bid="([^"]+)"')


def html(report: Report, home: str = "") -> bytes:
    """The report as UTF-8, the same bytes for the same report. ``home``: the address of the site, for the link to its page."""
    sheets = paper.sheets(report)
    ids = count(1)
    accent = colours.PROVINCE if report.region == PROVINCE else colours.GEMEENTE
    roles = (
        f":root{{--ink:{colours.TEXT};--muted:{colours.MUTED};--line:{colours.GRID};--paper:{colours.PAPER};"
        f"--accent:{accent}}}"
    )
    parts = [_masthead(report)]
    for i, section in enumerate(report.sections):
        front = i == 0 and not report.one_view
        made = "".join(_blocks(section, sheets.get(section.id), ids, front=front, read=report.one_view))
        if made:
            name = escape(section.id, quote=True)
            parts.append(
                f'<section aria-labelledby="{name}"><h2 id="{name}">{_shown(section.title)}</h2>{made}</section>'
            )
    parts.append(_closing(report, home))
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_shown(report.title)} - {SITE}</title>"
        f"<style>{roles}\n{STYLE.read_text(encoding='utf-8')}</style></head>\n"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    ).encode()


def _shown(text: str) -> str:
    """A text as it is read, with no amount apart from its euro sign."""
    return escape(text).replace("€ ", "€\u00a0")


def _masthead(report: Report) -> str:
    where = None if report.one_view else locator(report.region)
    drawn = f'<div class="where">{_picture(where.svg, where.alt, "waar")}</div>' if where else ""
    contents = "".join(
        f'<li><a href="#{escape(section.id, quote=True)}">{_shown(section.title)}</a></li>'
        for section in report.sections
        if not all(isinstance(block, FigureTable) for block in section.blocks)
        or section.id in paper.sheets(report)
    )
    return (
        f'<header><div><p class="house">{SITE}</p><h1>{_shown(report.title)}</h1>'
        f'<p class="sub">{_shown(report.subtitle)}</p><p class="quiet">{_shown(paper.edition_line(report))}</p></div>'
        f'{drawn}</header><nav aria-label="Inhoud"><ul>{contents}<li><a href="#bronnen">Bronnen</a></li></ul></nav>'
    )


def _blocks(
    section: Section, sheet: paper.Sheet | None, ids: Iterator[int], *, front: bool, read: bool
) -> Iterator[str]:
    blocks, titled = section.blocks, section.title
    exhibits = [block for block in blocks if isinstance(block, Exhibit)]
    rules = [
        Text(block.reading, "Zo leest u dit", points=True) for block in exhibits if read and block.reading
    ]
    for block in (*blocks, *rules):
        if isinstance(block, Leads):
            if block.leads:
                yield _leads(block)
            if front and exhibits:
                drawn = "".join(_exhibit(exhibit, ids, paper.SMALL, with_text=False) for exhibit in exhibits)
                yield f'<div class="three">{drawn}</div>'
        elif isinstance(block, Text):
            yield _text(block)
        elif isinstance(block, FigureTable) and sheet:
            yield _table(sheet)
        elif isinstance(block, Grid):
            yield _grid(block, titled)
        elif isinstance(block, Stories):
            yield _stories(block)
        elif isinstance(block, Exhibit) and not front:
            yield _exhibit(block, ids, paper.WIDE, with_text=True)


def _leads(block: Leads) -> str:
    each = "".join(
        f'<div class="lead"><h3>{_shown(lead.title)}</h3><p class="quiet">{_shown(lead.when)}</p>'
        f'<p class="value">{_shown(lead.value)}</p><p>{_shown(lead.sentence)}</p></div>'
        for lead in block.leads
    )
    return f'<div class="three">{each}</div>'


def _text(block: Text) -> str:
    head = f"<h3>{_shown(block.title)}</h3>" if block.title else ""
    if block.points:
        sentences = "<ul>" + "".join(f"<li>{_shown(one)}</li>" for one in block.sentences) + "</ul>"
    else:
        sentences = "".join(f"<p>{_shown(one)}</p>" for one in block.sentences)
    small = f'<p class="quiet">{_shown(block.small)}</p>' if block.small else ""
    return f'<div class="said">{head}{sentences}{small}</div>'


def _stories(block: Stories) -> str:
    each = "".join(
        f'<li><h4>{_shown(one.title)}</h4><p class="quiet">{_shown(one.about)}</p><p>{_shown(one.text)}</p>'
        f'<p class="quiet">{_shown(one.below)}</p></li>'
        for one in block.stories
    )
    return (
        f'<div class="stories"><h3>{_shown(block.title)}</h3><ul class="three">{each}</ul>'
        f'<p class="quiet">{_shown(block.note)}</p></div>'
    )


def _exhibit(exhibit: Exhibit, ids: Iterator[int], size: tuple[int, int], *, with_text: bool) -> str:
    """A picture with what stands below it; ``with_text``: with its title and sentence, where no lead figure says the same."""
    drawn = _picture(paper.on_paper(exhibit, size), exhibit.alt, f"p{next(ids)}") if exhibit.picture else ""
    above = f"<h3>{_shown(exhibit.title)}</h3><p>{_shown(exhibit.sentence)}</p>" if with_text else ""
    below = _shown(" ".join(exhibit.below))
    return f'<figure>{above}{drawn}<figcaption class="quiet">{below}</figcaption></figure>'


def _picture(svg: str, alt: str, name: str) -> str:
    """An SVG in the page: one picture with its alt text to who hears it, and names of its own for what it refers to."""
    own = svg
    for id in set(_NAME.findall(svg)):
        own = own.replace(f'id="{id}"', f'id="{name}-{id}"').replace(f"#{id})", f"#{name}-{id})")
        own = own.replace(f'href="#{id}"', f'href="#{name}-{id}"')
    return own.replace("<svg ", f'<svg role="img" aria-label="{escape(alt, quote=True)}" ', 1)


def _table(sheet: paper.Sheet) -> str:
    placed = any(line.place for line in sheet.lines)
    heads = ["Cijfer", sheet.subject, paper.YEAR, sheet.comparator, paper.DIFFERENCE]
    heads += [paper.PLACE] if placed else []
    heads += [paper.CHANGE, paper.SOURCE]
    rows = []
    for line in sheet.lines:
        marks = f"<sup>{', '.join(map(str, line.notes))}</sup>" if line.notes else ""
        cells = [line.value, line.year, line.other, line.difference, *([line.place] if placed else [])]
        rows.append(
            f'<tr><th scope="row">{_shown(line.title)}{marks} <span class="quiet">{_shown(line.group)}</span></th>'
            + "".join(f"<td>{_shown(cell)}</td>" for cell in [*cells, line.change, line.source])
            + "</tr>"
        )
    notes = "".join(f"<li value={number}>{_shown(text)}.</li>" for number, text in sheet.notes)
    below = f'<ol class="notes quiet">{notes}</ol>' if notes else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(sheet.title, quote=True)}, tabel"><table>'
        f'<caption class="unseen">{_shown(sheet.title)}: {_shown(sheet.subject)} naast {_shown(sheet.comparator)}</caption>'
        f"<thead><tr>{''.join(f'<th scope=col>{_shown(head)}</th>' for head in heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{below}"
    )


def _grid(grid: Grid, titled: str) -> str:
    """A table of the screen; ``titled``: the heading above it, which is not said twice."""
    if grid.long:
        return f"<p>{_shown(grid.title)}: {len(grid.rows)} rijen. {_shown(paper.ELSEWHERE)}</p>"
    seen = ' class="unseen"' if grid.title == titled else ""
    heads = "".join(f'<th scope="col">{_shown(column)}</th>' for column in grid.columns)
    rows = "".join(
        f'<tr><th scope="row">{_shown(first.text)}</th>{"".join(map(_cell, others))}</tr>'
        for first, *others in grid.rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(grid.description, quote=True)}">'
        f'<table class="grid{" wide" if grid.wide else ""}"><caption{seen}>{_shown(grid.title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        + (f'<p class="quiet">{_shown(grid.note)}</p>' if grid.note else "")
    )


def _cell(cell: Cell) -> str:
    look = f' style="background:{cell.fill};color:{ink(cell.fill)}"' if cell.fill else ""
    return f"<td{look}>{_shown(cell.text)}</td>"


def _closing(report: Report, home: str) -> str:
    where = None if report.one_view else locator(report.region)
    boundaries = f'<p class="quiet">{_shown(where.source)}.</p>' if where else ""
    more = f"<p>{_shown(paper.more_line(report))}</p>" if paper.more_line(report) else ""
    page = home.rstrip("/") + report.address
    newest = f"<p>De nieuwste cijfers en alle jaren: {_anchor(page, page)}</p>" if paper.link(home) else ""
    listed = "".join(f"<li>{_source(source)}</li>" for source in report.sources)
    return (
        f'<section aria-labelledby="bronnen"><h2 id="bronnen">Bronnen</h2><ol class="sources">{listed}</ol>'
        f"{boundaries}{more}{newest}</section>"
    )


def _source(source: Source) -> str:
    licence = _anchor(source.licence_url, source.licence)
    return f"{_anchor(source.url, source.attribution)}. {licence}, opgehaald op {_shown(in_words(source.accessed))}."


def _anchor(address: str, text: str) -> str:
    """A link that is only followed when someone chooses it; the text alone where the address is no page of the web."""
    if not paper.link(address):
        return _shown(text)
    return f'<a href="{escape(address, quote=True)}" rel="noreferrer">{_shown(text)}</a>'
