"""What the forms on paper, PDF and HTML, have in common: which figures stand in it, their notes and their sources by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.dutch import NO_FIGURE
from monitor.freshness import in_words
from reports.lines import Lines, in_chart
from reports.model import Figure, FigureTable, Report
from ui.exhibit import Exhibit, Picture
from ui.parts.exhibits import drawing

#: What stands above the columns of figures, after the name of the figure and whose it is.
YEAR, DIFFERENCE, PLACE, CHANGE, SOURCE = "Jaar", "Verschil", "Plaats", "Verandering", "Bron"

#: Pixels of a chart: three beside each other, or one over the width of the page.
SMALL, WIDE = (300, 190), (660, 235)
#: Said of a table that is too long to read.
ELSEWHERE = "De tabel staat in het Excelbestand van dit rapport."


@dataclass(frozen=True)
class Line:
    """A figure as a line on paper, all texts. ``notes``: the numbers of its remarks; ``source``: number in the list, ""."""

    title: str
    group: str
    value: str
    year: str
    other: str
    difference: str
    place: str
    change: str
    notes: tuple[int, ...]
    source: str


@dataclass(frozen=True)
class Sheet:
    """Figures of a theme; ``notes``: the remarks by number, counted on from the sheet before it."""

    title: str
    subject: str
    comparator: str
    lines: tuple[Line, ...]
    notes: tuple[tuple[int, str], ...]


def sheets(report: Report) -> dict[str, Sheet]:
    """The tables by the id of their section, without those that have nothing to show.

    A factsheet of all themes keeps to the figures that one needs to know; a report that is whole, or of one theme, has all.
    """
    several = len(report.tables) > 1 and not report.whole
    known: dict[str, int] = {}
    by_section = {}
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, FigureTable):
                chosen = [figure for figure in block.figures if figure.need_to_know or not several]
                if chosen:
                    by_section[section.id] = _sheet(report, block, chosen, known)
    return by_section


def left_out(report: Report) -> int:
    """How many figures the factsheet leaves out."""
    shown = sum(len(sheet.lines) for sheet in sheets(report).values())
    return sum(len(table.figures) for table in report.tables) - shown


def _sheet(report: Report, table: FigureTable, figures: Iterable[Figure], known: dict[str, int]) -> Sheet:
    before = len(known)
    lines = tuple(_line(report, figure, known) for figure in figures)
    cited = {number for line in lines for number in line.notes}
    notes = tuple((number, text) for text, number in known.items() if number in cited or number > before)
    return Sheet(table.title, table.subject, table.comparator, lines, notes)


def _line(report: Report, figure: Figure, known: dict[str, int]) -> Line:
    other = figure.other_text
    if other and figure.other_year != figure.year:
        other = f"{other} ({figure.other_year})"
    by_name = {source.attribution: str(i) for i, source in enumerate(report.sources, 1)}
    return Line(
        figure.title,
        figure.group,
        figure.text or NO_FIGURE,
        str(figure.year or ""),
        other,
        figure.difference_text,
        figure.place,
        figure.change,
        tuple(known.setdefault(remark, len(known) + 1) for remark in figure.remarks),
        by_name.get(figure.source, "") if figure.value is not None else "",
    )


@dataclass(frozen=True)
class Drawn:
    """A picture that was made and drawn before, so that it can be kept: ``svg`` is what :func:`on_paper` gave."""

    picture: Picture
    svg: str

    def __call__(self) -> Picture:
        return self.picture


def on_paper(exhibit: Exhibit, size: tuple[int, int]) -> str:
    """The picture of an exhibit as SVG: a line in ``size`` (pixels), bars as wide, a map or another picture as it is drawn."""
    if isinstance(exhibit.picture, Drawn):
        return exhibit.picture.svg
    chart = in_chart(exhibit)
    if isinstance(chart, Lines):
        return drawing(exhibit, *size)
    return drawing(exhibit, size[0]) if chart else drawing(exhibit)


def edition_line(report: Report) -> str:
    """Of when the figures are."""
    return f"Cijfers zoals opgehaald tot en met {in_words(report.edition)}"


def more_line(report: Report) -> str:
    """That there are more figures than these, "" when there are none."""
    left = left_out(report)
    if not left:
        return ""
    what = "Nog 1 cijfer staat" if left == 1 else f"Nog {left} cijfers staan"
    return f"{what} in het hele rapport en in de monitor."


def tells(report: Report) -> bool:
    """Whether there is room for stories: the two pages of a factsheet of all themes are for its figures."""
    return report.whole or len(report.tables) == 1


def elsewhere_told(report: Report) -> str:
    """Where the stories are that :func:`tells` has no room for, "" when there are none."""
    if tells(report) or not report.stories:
        return ""
    return "De verhalen bij deze cijfers staan in het hele rapport en in de monitor."


def link(address: str) -> str:
    """An address that may be a link, "" for another: only pages of the web are."""
    return address if address.startswith(("https://", "http://")) else ""
