"""A report as an Excel workbook: a sheet per theme with real numbers, and charts that stay editable."""

from __future__ import annotations

import io
import math
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import vl_convert
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from monitor.freshness import in_words
from monitor.units import UNITS
from reports.lines import Bars, Lines, Piece, hex6, in_chart, notes_of_chart
from reports.model import Cell, Figure, FigureTable, Grid, Leads, Report, Section, Text
from reports.office import AUTHOR, difference_format, fixed, plain, safe, value_format
from ui import colours
from ui.choose import comparators
from ui.exhibit import Exhibit
from ui.parts.exhibits import drawing
from ui.vergelijk.matrix import ink

#: The columns of a theme and how wide they are, in letters. Those in braces are names of regions.
COLUMNS = {
    "Cijfer": 46,
    "Over wie": 26,
    "Jaar": 8,
    "{subject}": 15,
    "{comparator}": 15,
    "Jaar vergelijking": 12,
    "Verschil": 20,
    "Plaats": 26,
    "Verandering": 30,
    "Let op": 50,
    "Bron": 46,
}
#: The sheet of the charts: of lines, or of bars.
YEARS, BARS = "Over de jaren", "Grafiek"
#: The row of the header: title, of whom and where the chart is stand above it.
HEADER = 3
#: How many figures a chart of a theme holds.
MOST = 10
#: Letters of a sheet that is read: a page of A4.
SPEAKING = 92
#: Pixels.
ROW, WIDE = 20, 940

WHAT_COLUMNS_SAY = (
    ("Jaar", "Het jaar van het cijfer."),
    (
        "Jaar vergelijking",
        "Het jaar waarover wij vergelijken. Dat kan een eerder jaar zijn: het verschil is dan van dat jaar.",
    ),
    ("Verschil", "Het eigen cijfer min dat waarmee wij vergelijken. Leeg waar wij niet vergelijken."),
    ("Plaats", "De plaats onder de gemeenten van Drenthe met een cijfer, van hoog naar laag of van gunstig naar ongunstig."),
    ("Verandering", "Sinds de meting ervoor. Met twee jaartallen: tussen die jaren, want het nieuwste cijfer is niet te vergelijken."),
    ("Let op", "Waarom er geen cijfer of vergelijking is, en wat voorlopig of zelf berekend is."),
)  # fmt: skip


def xlsx(report: Report) -> bytes:
    """The workbook of a report: In het kort, a sheet per theme, Over de jaren, Uitleg, Bronnen, Niet vergelijkbaar.

    The same report gives the same bytes. There are no formulas and no links to other files.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}  # fmt: skip
    with xlsxwriter.Workbook(content, options) as book:
        _Workbook(book, report).write()
    return fixed(content.getvalue(), report.edition)


class _Workbook:
    """Writes the sheets of one report."""

    def __init__(self, book: xlsxwriter.Workbook, report: Report) -> None:
        self.book, self.report = book, report
        self._formats: dict[str, Format] = {}
        book.set_properties(
            {
                "title": plain(report.title),
                "subject": plain(report.subtitle),
                "author": AUTHOR,
                "comments": f"Stand van {in_words(report.edition)}.",
                "keywords": "Drenthe, sociale monitor",
                "created": datetime(report.edition.year, report.edition.month, report.edition.day),
            }
        )
        book.set_size(2400, 1600)

    def write(self) -> None:
        themes = [section for section in self.report.sections if _tables(section)]
        years = [(exhibit, drawn) for exhibit in _once(self.report.exhibits) if (drawn := in_chart(exhibit))]
        # The sheet of a line has its table too.
        grids = [] if any(isinstance(drawn, Lines) for _, drawn in years) else self.report.grids
        charts = [YEARS if any(isinstance(drawn, Lines) for _, drawn in years) else BARS] if years else []
        names = _sheet_names([*(section.title for section in themes), *(grid.title for grid in grids)])
        first = self.sheet("In het kort", portrait=True)
        for section, name in zip(themes, names, strict=False):
            self.theme(self.sheet(name, scale=42), section)
        for grid, name in zip(grids, names[len(themes) :], strict=True):
            self.grid(self.sheet(name), grid)
        for name in charts:
            self.years(self.sheet(name, scale=65), name, years)
        about = ["Uitleg", "Bronnen", *(["Niet vergelijkbaar"] if themes else [])]
        self.in_short(first, [*names, *charts, *about])
        self.explained(self.sheet("Uitleg", portrait=True))
        self.sources(self.sheet("Bronnen"))
        if themes:
            self.not_compared(self.sheet("Niet vergelijkbaar"))

    # -- what every sheet has

    def sheet(self, name: str, portrait: bool = False, scale: int = 0) -> Worksheet:
        """An empty sheet; ``scale``: percents on paper, where page breaks are given, 0 for one page wide."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        if not portrait:
            sheet.set_landscape()
        if scale:
            sheet.set_print_scale(scale)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{AUTHOR}&CPagina &P van &N&R&A")
        return sheet

    def format(self, **wanted: Any) -> Format:
        """One format per look."""
        key = repr(sorted(wanted.items()))
        if key not in self._formats:
            look = {"font_name": "Calibri", "font_size": 11, "valign": "top", "font_color": colours.TEXT}
            self._formats[key] = self.book.add_format({**look, **wanted})
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **look: Any) -> None:
        sheet.write_string(row, column, safe(plain(text)), self.format(**look))

    def cell(self, sheet: Worksheet, row: int, column: int, value: str | float | None, **look: Any) -> None:
        """A cell of a table, with a thin line below it; ``value`` None is an empty one."""
        look = {"bottom": 1, "bottom_color": colours.GRID, **look}
        if isinstance(value, str):
            self.text(sheet, row, column, value, **{"text_wrap": True, "align": "left", **look})
        elif value is None:
            sheet.write_blank(row, column, None, self.format(**look))
        else:
            sheet.write_number(row, column, value, self.format(**look))

    def title(self, sheet: Worksheet, title: str, below: str) -> None:
        sheet.set_row_pixels(0, 30)
        self.text(sheet, 0, 0, title, bold=True, font_size=16, font_color=colours.PROVINCE)
        self.text(sheet, 1, 0, below, font_color=colours.MUTED)

    def header(self, sheet: Worksheet, row: int, names: Sequence[str], right: Iterable[int] = ()) -> None:
        sheet.set_row_pixels(row, 40 if max(map(len, names)) > 12 else 24)
        for column, name in enumerate(names):
            self.text(
                sheet,
                row,
                column,
                name,
                bold=True,
                bg_color=colours.PROVINCE,
                font_color="white",
                text_wrap=True,
                valign="vcenter",
                align="right" if column in right else "left",
                indent=1 if column - 1 in right and column not in right else 0,
            )

    # -- the sheets

    def in_short(self, sheet: Worksheet, names: Sequence[str]) -> None:
        report = self.report
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 14)
        sheet.set_column(2, 2, 26)
        sheet.set_column(3, 3, 70)
        self.title(sheet, report.title, f"{report.subtitle}. Stand van {in_words(report.edition)}.")
        row = 3
        for section in report.sections:
            for block in section.blocks:
                if isinstance(block, Leads):
                    self.header(sheet, row, ["Cijfer", "Waarde", "Van wie en wanneer", "Wat het zegt"], (1,))
                    for lead in block.leads:
                        row += 1
                        sheet.set_row_pixels(row, ROW * _lines(lead.sentence, 70))
                        self.text(sheet, row, 0, lead.title, bold=True, text_wrap=True)
                        self.text(sheet, row, 1, lead.value, bold=True, font_size=14, align="right")
                        self.text(sheet, row, 2, lead.when, text_wrap=True, indent=1, align="left")
                        self.text(sheet, row, 3, lead.sentence, text_wrap=True)
                    row += 2
                elif isinstance(block, Text) and (section is report.sections[0] or report.one_view):
                    if section.id != "lezen":
                        row = self.block(sheet, row, block) + 1
                elif isinstance(block, Exhibit) and report.one_view:
                    row = self.exhibit(sheet, row, block)
        self.text(sheet, row, 0, "In dit bestand", bold=True, font_size=13)
        for name in names:
            row += 1
            sheet.write_url(
                row, 0, f"internal:'{name}'!A1", self.format(font_color=colours.PROVINCE, underline=1), name
            )

    def exhibit(self, sheet: Worksheet, row: int, exhibit: Exhibit) -> int:
        """What a picture says, and the picture where it cannot be a chart of Excel; returns the row after it."""
        said = Text((exhibit.sentence,), exhibit.title, small=" ".join(exhibit.below))
        row = self.block(sheet, row, said) + 1
        if exhibit.picture is None or in_chart(exhibit):
            return row
        svg = drawing(exhibit)
        png = vl_convert.svg_to_png(svg, scale=2)
        width, height = struct.unpack(">II", png[16:24])
        scale = WIDE / width
        options = {
            "image_data": io.BytesIO(png),
            "x_scale": scale,
            "y_scale": scale,
            "description": plain(exhibit.alt),
        }
        sheet.insert_image(row, 0, "beeld.png", options)
        return row + math.ceil(height * scale / ROW) + 2

    def grid(self, sheet: Worksheet, grid: Grid) -> None:
        """A table of the screen, with real numbers."""
        self.title(sheet, grid.title, f"{grid.told} {grid.note}".strip())
        sheet.set_column(0, 0, 14 + min(46, max(len(row[0].text) for row in grid.rows)) // 2 * 2)
        sheet.set_column(1, len(grid.columns) - 1, 16)
        self.header(sheet, HEADER, list(grid.columns), range(1, len(grid.columns)))
        row = HEADER
        for row, cells in enumerate(grid.rows, HEADER + 1):
            for column, cell in enumerate(cells):
                value, look = _content(cell, column)
                self.cell(sheet, row, column, value, **look)
        sheet.autofilter(HEADER, 0, row, len(grid.columns) - 1)
        sheet.freeze_panes(HEADER + 1, 1)
        sheet.repeat_rows(HEADER)

    def block(self, sheet: Worksheet, row: int, block: Text, columns: int = 3, letters: int = 132) -> int:
        """Sentences over the width of the sheet, of so many columns and letters; returns the row after them."""

        def write(text: str, **look: Any) -> None:
            nonlocal row
            if columns:
                sheet.merge_range(row, 0, row, columns, "", self.format(text_wrap=True, **look))
            sheet.set_row_pixels(row, ROW * _lines(text, letters))
            self.text(sheet, row, 0, text, text_wrap=True, **look)
            row += 1

        if block.title:
            self.text(sheet, row, 0, block.title, bold=True, font_size=13)
            row += 1
        for sentence in block.sentences:
            write(f"• {sentence}" if block.points else sentence)
        if block.small:
            write(block.small, font_color=colours.MUTED, italic=True)
        return row

    def theme(self, sheet: Worksheet, section: Section) -> None:
        tables = _tables(section)
        first = tables[0]
        who = {"subject": first.subject, "comparator": first.comparator}
        self.title(sheet, f"{first.subject}: {section.title.lower()}", self.report.subtitle)
        for column, width in enumerate(COLUMNS.values()):
            sheet.set_column(column, column, width)
        self.header(sheet, HEADER, [name.format(**who) for name in COLUMNS], (3, 4, 6))
        row = HEADER
        figures = [figure for table in tables for figure in table.figures]
        for figure in figures:
            row += 1
            self.figure(sheet, row, figure)
        sheet.autofilter(HEADER, 0, row, len(COLUMNS) - 1)
        sheet.freeze_panes(HEADER + 1, 1)
        sheet.repeat_rows(HEADER)
        if (drawn := in_bars(figures)) and len(drawn) > 1:
            sheet.write_url(
                2,
                0,
                f"internal:'{sheet.get_name()}'!A{row + 3}",
                self.format(font_color=colours.PROVINCE, underline=1),
                "Naar de grafiek, onder de tabel",
            )
            sheet.set_h_pagebreaks([row + 2])
            self.bars(sheet, row + 2, drawn, first, section.title)

    def figure(self, sheet: Worksheet, row: int, figure: Figure) -> None:
        need = {"bold": True} if figure.need_to_know else {}
        lines = max(_lines(figure.title, 44), _lines(figure.remark, 50), _lines(figure.source, 46), _lines(figure.group, 26), _lines(figure.place, 25))  # fmt: skip
        sheet.set_row_pixels(row, ROW * lines)
        value = value_format(figure.unit, figure.decimals)
        year = {"num_format": "0", "align": "left"}
        self.cell(sheet, row, 0, figure.title, **need)
        self.cell(sheet, row, 1, figure.group)
        self.cell(sheet, row, 2, figure.year, **year)
        if figure.value is None:
            self.cell(sheet, row, 3, figure.text, align="right", font_color=colours.MUTED)
        else:
            self.cell(sheet, row, 3, figure.value, num_format=value, **need)
        self.cell(sheet, row, 4, figure.other_value, num_format=value)
        self.cell(sheet, row, 5, figure.other_year, **year, indent=1)
        self.cell(
            sheet, row, 6, figure.difference, num_format=difference_format(figure.unit, figure.decimals)
        )
        self.cell(sheet, row, 7, figure.place, indent=1)
        self.cell(sheet, row, 8, figure.change)
        self.cell(sheet, row, 9, figure.remark)
        self.cell(sheet, row, 10, figure.source, font_color=colours.MUTED)

    def bars(
        self, sheet: Worksheet, row: int, figures: Sequence[Figure], table: FigureTable, theme: str
    ) -> None:
        """Values beside those of the comparator: a small table of its own, which no filter of the first touches."""
        unit = UNITS[figures[0].unit].name
        heading = f"{theme}: {table.subject} naast {table.comparator}, {unit}"
        self.text(sheet, row, 0, heading, bold=True, font_size=13)
        self.header(sheet, row + 1, ["Cijfer", "Over wie", "Jaar", table.subject, table.comparator], (3, 4))
        start = row + 2
        for row, figure in enumerate(figures, start):
            sheet.set_row_pixels(row, ROW * max(_lines(figure.title, 44), _lines(figure.group, 26)))
            self.cell(sheet, row, 0, figure.title)
            self.cell(sheet, row, 1, figure.group)
            self.cell(sheet, row, 2, figure.year, num_format="0", align="left")
            self.cell(sheet, row, 3, figure.value, num_format=value_format(figure.unit, figure.decimals))
            self.cell(
                sheet, row, 4, figure.other_value, num_format=value_format(figure.unit, figure.decimals)
            )
        chart = self.book.add_chart({"type": "bar"})
        name = sheet.get_name()
        label = {"value": True, "num_format": value_format(figures[0].unit, figures[0].decimals), "font": {"size": 10, "color": colours.TEXT}}  # fmt: skip
        for column, colour in ((3, colour_of(table.subject)), (4, colour_of(table.comparator))):
            chart.add_series(
                {
                    "name": [name, start - 1, column],
                    "categories": [name, start, 0, row, 0],
                    "values": [name, start, column, row, column],
                    "fill": {"color": colour},
                    "gap": 60,
                    "data_labels": label,
                }
            )
        chart.set_title({"name": heading, "overlay": False, "name_font": {"size": 13, "color": colours.TEXT}})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 10}, "line": {"color": colours.OTHER}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend({"position": "top", "font": {"size": 11}})
        chart.set_size({"width": WIDE, "height": 130 + 52 * len(figures)})
        chart.show_hidden_data()
        said = "; ".join(
            f"{figure.title} {figure.text}, {table.comparator} {figure.other_text} ({figure.year})"
            for figure in figures
        )
        sheet.insert_chart(
            row + 2,
            0,
            chart,
            {"description": plain(f"Staafdiagram. {heading}. {said}."), "object_position": 3},
        )

    def years(self, sheet: Worksheet, name: str, found: Sequence[tuple[Exhibit, Lines | Bars]]) -> None:
        """The figures of every picture, each with its chart below it."""
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, 30, 9)
        self.title(sheet, f"{self.report.title}: {name.lower()}", self.report.subtitle)
        row, breaks = 3, []
        for exhibit, drawn in found:
            breaks.append(row)
            self.text(sheet, row, 0, exhibit.title, bold=True, font_size=13)
            self.block(sheet, row + 1, Text((exhibit.sentence,)), 12)
            if isinstance(drawn, Lines):
                row = self.lines(sheet, row + 2, exhibit, drawn)
            else:
                row = self.year(sheet, row + 2, exhibit, drawn)
            row = self.block(sheet, row, Text((*notes_of_chart(exhibit), *exhibit.sources)), 12)
            row += 2
        sheet.set_h_pagebreaks(breaks[1:])

    def lines(self, sheet: Worksheet, row: int, exhibit: Exhibit, drawn: Lines) -> int:
        """The table of a trend and a chart in which time is as long as it was; returns the row below."""
        table = exhibit.table
        assert table is not None
        years = {int(str(name)[:4]): column for column, name in enumerate(table.columns) if column}
        look = self.format(num_format=value_format(drawn.unit, drawn.decimals))
        self.header(sheet, row, ["Gebied"], ())
        for year, column in years.items():
            early = str(table.columns[column]) != str(year)
            sheet.write_number(
                row,
                column,
                year,
                self.format(
                    bold=True,
                    bg_color=colours.PROVINCE,
                    font_color="white",
                    align="right",
                    num_format='0"*"' if early else "0",
                ),
            )
        header, place = row, {}
        for values in table.itertuples(index=False):
            row += 1
            place[str(values[0])] = row
            self.text(sheet, row, 0, str(values[0]))
            for column, value in enumerate(values):
                if column and value == value:
                    sheet.write_number(row, column, round(float(value), drawn.decimals), look)
        if any(str(name).endswith(")") for name in table.columns[1:]):
            row += 1
            self.text(sheet, row, 0, "* voorlopig cijfer", font_color=colours.MUTED)
        chart = self.book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
        extra: list[int] = []
        shown = [piece for piece in drawn.pieces if piece.dots and piece.region in place]
        for number, piece in enumerate(shown):
            if not piece.newest:
                extra.append(number)
            chart.add_series(self.series(sheet, header, place[piece.region], years, piece))
        chart.set_title({"name": exhibit.title, "overlay": False, "name_font": {"size": 13, "color": colours.TEXT}})  # fmt: skip
        chart.set_x_axis(
            {
                "min": drawn.years[0],
                "max": max(drawn.years[-1], drawn.years[0] + 1),
                "num_format": "0",
                "name": drawn.heading,
                "name_font": {"bold": False, "size": 10, "color": colours.MUTED},
                "major_unit": max(1, len(drawn.years) // 12),
                "major_gridlines": {"visible": False},
            }
        )
        chart.set_y_axis(
            {
                "min": drawn.low,
                "max": drawn.high,
                "num_format": value_format(
                    drawn.unit, 0 if drawn.high and drawn.high > 5 else drawn.decimals
                ),
                "line": {"none": True},
                "major_gridlines": {"visible": True, "line": {"color": colours.GRID}},
            }
        )
        chart.set_legend({"position": "top", "font": {"size": 11}, "delete_series": extra})
        chart.show_blanks_as("span")
        return self.chart(sheet, row + 2, chart, exhibit, 380)

    def series(
        self, sheet: Worksheet, header: int, row: int, years: dict[int, int], piece: Piece
    ) -> dict[str, Any]:
        name, columns = sheet.get_name(), [years[year] for year in piece.values]
        colour = piece.look.colour
        line = {"color": colour, "width": piece.look.width}
        return {
            "name": [name, row, 0],
            "categories": [name, header, min(columns), header, max(columns)],
            "values": [name, row, min(columns), row, max(columns)],
            "line": {**line, "dash_type": "dash"} if piece.look.dash[1] else line,
            "points": [
                {"fill": {"color": "white"}, "border": {"color": colour}}
                if year in piece.provisional
                else None
                for year in years
                if min(piece.values) <= year <= max(piece.values)
            ],
            "marker": {"type": "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
        }

    def year(self, sheet: Worksheet, row: int, exhibit: Exhibit, drawn: Bars) -> int:
        """The regions of one year and their bars; returns the row below."""
        self.header(sheet, row, ["Gebied", "Waarde"], (1,))
        look = self.format(num_format=value_format(drawn.unit, drawn.decimals))
        start = row + 1
        for row, (region, value, _) in enumerate(drawn.bars, start):
            self.text(sheet, row, 0, region)
            sheet.write_number(row, 1, round(value, drawn.decimals), look)
        name = sheet.get_name()
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": exhibit.title,
                "categories": [name, start, 0, row, 0],
                "values": [name, start, 1, row, 1],
                "points": [{"fill": {"color": f"#{hex6(colour)}"}} for _, _, colour in drawn.bars],
                "gap": 35,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": f"{exhibit.title}. {drawn.heading}", "overlay": False, "name_font": {"size": 13, "color": colours.TEXT}})  # fmt: skip
        chart.set_y_axis({"reverse": True, "line": {"color": colours.OTHER}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_legend({"none": True})
        return self.chart(sheet, row + 2, chart, exhibit, 110 + 22 * len(drawn.bars))

    def chart(self, sheet: Worksheet, row: int, chart: Any, exhibit: Exhibit, height: int) -> int:
        chart.set_size({"width": WIDE, "height": height})
        sheet.insert_chart(row, 0, chart, {"description": plain(exhibit.alt)})
        return row + height // ROW + 2

    def explained(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, SPEAKING)
        self.title(sheet, "Uitleg", self.report.subtitle)
        row = 3
        for section in self.report.sections[1:]:
            for block in section.blocks:
                if isinstance(block, Text) and (section.id == "lezen" or not self.report.one_view):
                    titled = Text(block.sentences, block.title or section.title, block.points, block.small)
                    row = self.block(sheet, row, titled, 0, SPEAKING) + 1
        if self.report.tables:
            columns = tuple(f"{name}: {what}" for name, what in WHAT_COLUMNS_SAY)
            row = self.block(sheet, row, Text(columns, "De kolommen", points=True), 0, SPEAKING) + 1
            bold = ("Vet gedrukt: de cijfers die u in elk geval moet kennen.",)
            row = self.block(sheet, row, Text(bold), 0, SPEAKING) + 1
        for exhibit in _once(self.report.exhibits):
            if exhibit.reading:
                row = (
                    self.block(sheet, row, Text(exhibit.reading, exhibit.title, points=True), 0, SPEAKING) + 1
                )

    def sources(self, sheet: Worksheet) -> None:
        for column, width in enumerate((60, 26, 46, 16, 70)):
            sheet.set_column(column, column, width)
        self.title(
            sheet, "Bronnen", "Noem bij gebruik de bron. Opgehaald: de dag waarop wij de cijfers haalden."
        )
        self.header(sheet, HEADER, ["Bron", "Licentie", "Tekst van de licentie", "Opgehaald", "Adres"])
        row = HEADER
        for row, source in enumerate(self.report.sources, HEADER + 1):
            self.cell(sheet, row, 0, source.attribution)
            self.cell(sheet, row, 1, source.licence)
            self.cell(sheet, row, 2, source.licence_url)
            day = datetime(source.accessed.year, source.accessed.month, source.accessed.day)
            look = self.format(num_format="d-m-yyyy", align="left", bottom=1, bottom_color=colours.GRID)
            sheet.write_datetime(row, 3, day, look)
            self.cell(sheet, row, 4, source.url)
        sheet.autofilter(HEADER, 0, max(row, HEADER + 1), 4)
        sheet.freeze_panes(HEADER + 1, 1)

    def not_compared(self, sheet: Worksheet) -> None:
        for column, width in enumerate((30, 60, 30, 8, 15, 70)):
            sheet.set_column(column, column, width)
        self.title(
            sheet,
            "Niet vergelijkbaar",
            "Cijfers die er niet zijn, die wij niet vergelijken, of die wij over een eerder jaar vergelijken, met de reden.",
        )
        self.header(sheet, HEADER, ["Thema", "Cijfer", "Over wie", "Jaar", "Waarde", "Waarom"], (4,))
        row = HEADER
        for table in self.report.tables:
            for figure in table.figures:
                if figure.difference is not None and figure.other_year == figure.year:
                    continue
                row += 1
                sheet.set_row_pixels(row, ROW * max(_lines(figure.title, 60), _lines(figure.remark, 70)))
                self.cell(sheet, row, 0, table.title)
                self.cell(sheet, row, 1, figure.title)
                self.cell(sheet, row, 2, figure.group)
                self.cell(sheet, row, 3, figure.year, num_format="0", align="left")
                if figure.value is None:
                    self.cell(sheet, row, 4, figure.text, align="right", font_color=colours.MUTED)
                else:
                    look = value_format(figure.unit, figure.decimals)
                    self.cell(sheet, row, 4, figure.value, num_format=look)
                self.cell(sheet, row, 5, figure.remark, indent=1)
        sheet.autofilter(HEADER, 0, max(row, HEADER + 1), 5)
        sheet.freeze_panes(HEADER + 1, 0)


def in_bars(figures: Iterable[Figure]) -> list[Figure]:
    """The figures of a theme that stand in one chart: of one unit, compared over the same year, those to know first."""
    usable = [
        figure
        for figure in figures
        if figure.value is not None and figure.other_value is not None and figure.other_year == figure.year
    ]
    # Counts of a gemeente beside those of Nederland, or of one beside those of thousands, say nothing in bars.
    usable = [figure for figure in usable if not UNITS[figure.unit].counts]
    if not usable:
        return []
    kinds = Counter((figure.unit, figure.decimals) for figure in usable)
    kind = max(kinds, key=lambda key: (sum(f.need_to_know for f in usable if (f.unit, f.decimals) == key), kinds[key]))  # fmt: skip
    return [figure for figure in usable if (figure.unit, figure.decimals) == kind][:MOST]


def colour_of(region: str) -> str:
    """The colour of a region by its name: one colour, one role."""
    roles = {comparators.name_of(code): colour for code, colour in (("PV22", colours.PROVINCE), ("NL00", colours.NEDERLAND))}  # fmt: skip
    return roles.get(region, colours.GEMEENTE)


def _tables(section: Section) -> list[FigureTable]:
    return [block for block in section.blocks if isinstance(block, FigureTable)]


def _content(cell: Cell, column: int) -> tuple[str | float | None, dict[str, Any]]:
    """What a spreadsheet gets of a cell, and how it looks."""
    look: dict[str, Any] = {}
    if column:
        look["align"] = "right"
    if cell.fill:
        look |= {"bg_color": cell.fill, "font_color": ink(cell.fill)}
    if cell.number is None:
        return cell.text, look
    if cell.unit is None:
        return cell.number, {**look, "num_format": "0"}
    form = difference_format if cell.signed else value_format
    return cell.number, {**look, "num_format": form(cell.unit, cell.decimals)}


def _once(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    """Each picture once: a lead figure is also one of its theme."""
    return list({exhibit.file: exhibit for exhibit in exhibits}.values())


def _lines(text: str, width: int) -> int:
    """Rows that a text takes in a cell of this many letters."""
    return max(1, -(-len(text) // width))


def _sheet_names(titles: Iterable[str]) -> list[str]:
    """Names that Excel takes: at most 31 letters, none of []:*?/\\, each once."""
    taken = {"in het kort", YEARS.lower(), BARS.lower(), "uitleg", "bronnen", "niet vergelijkbaar"}
    names = []
    for title in titles:
        bare = "".join(" " if letter in "[]:*?/\\" else letter for letter in plain(title)).strip("' ")[:31] or "Thema"  # fmt: skip
        name, number = bare, 2
        while name.lower() in taken:
            name, number = f"{bare[:27]} {number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names
