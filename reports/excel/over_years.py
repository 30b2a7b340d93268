"""The sheet of charts: of every picture its figures, with a chart below them that stays editable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from reports.excel.book import ROW, WIDE, Book
from reports.lines import Bars, Lines, Piece, hex6, notes_of_chart
from reports.model import Text
from reports.office import plain, value_format
from ui import colours
from ui.exhibit import Exhibit

#: The sheet of the charts: of lines, or of bars.
YEARS, BARS = "Over de jaren", "Grafiek"


def years_sheet(
    book: Book, sheet: Worksheet, name: str, charts: Sequence[tuple[Exhibit, Lines | Bars]]
) -> None:
    """The figures of every picture, each with its chart below it."""
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 30, 9)
    book.title(sheet, f"{book.report.title}: {name.lower()}", book.report.subtitle)
    row, breaks = 3, []
    for exhibit, drawn in charts:
        breaks.append(row)
        book.text(sheet, row, 0, exhibit.title, bold=True, font_size=13)
        book.block(sheet, row + 1, Text((exhibit.sentence,)), 12)
        if isinstance(drawn, Lines):
            row = _line_chart(book, sheet, row + 2, exhibit, drawn)
        else:
            row = _bar_chart(book, sheet, row + 2, exhibit, drawn)
        row = book.block(sheet, row, Text((*notes_of_chart(exhibit), *exhibit.sources)), 12)
        row += 2
    sheet.set_h_pagebreaks(breaks[1:])


def _line_chart(book: Book, sheet: Worksheet, row: int, exhibit: Exhibit, drawn: Lines) -> int:
    """The table of a trend and a chart in which time is as long as it was; returns the row below."""
    table = exhibit.table
    assert table is not None
    years = {int(str(name)[:4]): column for column, name in enumerate(table.columns) if column}
    look = book.format(num_format=value_format(drawn.unit, drawn.decimals))
    book.header(sheet, row, ["Gebied"], ())
    for year, column in years.items():
        early = str(table.columns[column]) != str(year)
        sheet.write_number(
            row,
            column,
            year,
            book.format(
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
        book.text(sheet, row, 0, str(values[0]))
        for column, value in enumerate(values):
            if column and value == value:
                sheet.write_number(row, column, round(float(value), drawn.decimals), look)
    if any(str(name).endswith(")") for name in table.columns[1:]):
        row += 1
        book.text(sheet, row, 0, "* voorlopig cijfer", font_color=colours.MUTED)
    chart = book.file.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    extra: list[int] = []
    shown = [piece for piece in drawn.pieces if piece.dots and piece.region in place]
    for number, piece in enumerate(shown):
        if not piece.newest:
            extra.append(number)
        chart.add_series(_series(sheet, header, place[piece.region], years, piece))
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
            "num_format": value_format(drawn.unit, 0 if drawn.high and drawn.high > 5 else drawn.decimals),
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": colours.GRID}},
        }
    )
    chart.set_legend({"position": "top", "font": {"size": 11}, "delete_series": extra})
    chart.show_blanks_as("span")
    return _chart(book, sheet, row + 2, chart, exhibit, 380)


def _series(sheet: Worksheet, header: int, row: int, years: dict[int, int], piece: Piece) -> dict[str, Any]:
    name, columns = sheet.get_name(), [years[year] for year in piece.values]
    colour = piece.look.colour
    line = {"color": colour, "width": piece.look.width}
    return {
        "name": [name, row, 0],
        "categories": [name, header, min(columns), header, max(columns)],
        "values": [name, row, min(columns), row, max(columns)],
        "line": {**line, "dash_type": "dash"} if piece.look.dash[1] else line,
        "points": [
            {"fill": {"color": "white"}, "border": {"color": colour}} if year in piece.provisional else None
            for year in years
            if min(piece.values) <= year <= max(piece.values)
        ],
        "marker": {"type": "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
    }


def _bar_chart(book: Book, sheet: Worksheet, row: int, exhibit: Exhibit, drawn: Bars) -> int:
    """The regions of one year and their bars; returns the row below."""
    book.header(sheet, row, ["Gebied", "Waarde"], (1,))
    look = book.format(num_format=value_format(drawn.unit, drawn.decimals))
    start = row + 1
    for row, (region, value, _) in enumerate(drawn.bars, start):
        book.text(sheet, row, 0, region)
        sheet.write_number(row, 1, round(value, drawn.decimals), look)
    name = sheet.get_name()
    chart = book.file.add_chart({"type": "bar"})
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
    return _chart(book, sheet, row + 2, chart, exhibit, 110 + 22 * len(drawn.bars))


def _chart(book: Book, sheet: Worksheet, row: int, chart: Any, exhibit: Exhibit, height: int) -> int:
    chart.set_size({"width": WIDE, "height": height})
    sheet.insert_chart(row, 0, chart, {"description": plain(exhibit.alt)})
    return row + height // ROW + 2
