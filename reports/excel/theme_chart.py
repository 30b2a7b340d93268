"""The chart of a theme: which of its figures stand in it, beside those of the comparator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from xlsxwriter.worksheet import Worksheet

from monitor.province import NEDERLAND, PROVINCE
from monitor.units import UNITS
from reports.excel.book import ROW, WIDE, Book, rows_of
from reports.model import Figure, FigureTable
from reports.office import plain, value_format
from ui import colours
from ui.choose import comparators

#: How many figures a chart of a theme holds.
MOST = 10


def bar_chart(
    book: Book, sheet: Worksheet, row: int, figures: Sequence[Figure], table: FigureTable, theme: str
) -> None:
    """Values beside those of the comparator: a small table of its own, which no filter of the first touches."""
    unit = UNITS[figures[0].unit].name
    heading = f"{theme}: {table.subject} naast {table.comparator}, {unit}"
    book.text(sheet, row, 0, heading, bold=True, font_size=13)
    book.header(sheet, row + 1, ["Cijfer", "Over wie", "Jaar", table.subject, table.comparator], (3, 4))
    start = row + 2
    for row, figure in enumerate(figures, start):
        sheet.set_row_pixels(row, ROW * max(rows_of(figure.title, 44), rows_of(figure.group, 26)))
        book.cell(sheet, row, 0, figure.title)
        book.cell(sheet, row, 1, figure.group)
        book.cell(sheet, row, 2, figure.year, num_format="0", align="left")
        book.cell(sheet, row, 3, figure.value, num_format=value_format(figure.unit, figure.decimals))
        book.cell(sheet, row, 4, figure.other_value, num_format=value_format(figure.unit, figure.decimals))
    chart = book.file.add_chart({"type": "bar"})
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
    alt = "; ".join(
        f"{figure.title} {figure.text}, {table.comparator} {figure.other_text} ({figure.year})"
        for figure in figures
    )
    sheet.insert_chart(
        row + 2,
        0,
        chart,
        {"description": plain(f"Staafdiagram. {heading}. {alt}."), "object_position": 3},
    )


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
    kind = max(kinds, key=lambda key: (sum(figure.need_to_know for figure in usable if (figure.unit, figure.decimals) == key), kinds[key]))  # fmt: skip
    return [figure for figure in usable if (figure.unit, figure.decimals) == kind][:MOST]


def colour_of(region: str) -> str:
    """The colour of a region by its name: one colour, one role."""
    roles = {comparators.name_of(code): colour for code, colour in ((PROVINCE, colours.PROVINCE), (NEDERLAND, colours.NEDERLAND))}  # fmt: skip
    return roles.get(region, colours.GEMEENTE)
