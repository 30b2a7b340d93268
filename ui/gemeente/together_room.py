"""Armoede, gezondheid en vertrouwen in one picture, for a room: three figures below each other, each with its lines."""

from __future__ import annotations

from textwrap import wrap
from xml.sax.saxutils import escape

from compare.edition import per_edition
from compare.indicator_data import IndicatorData
from compare.rules.profile_row import ProfileRow, in_year_of_comparison, profile_row
from compare.wording.clauses import gap_clause
from monitor.dutch import group_text, listing, value_text
from monitor.province import PROVINCE
from monitor.regions import file_slug, place
from ui import colours
from ui.choose import comparators
from ui.choose import url as choice
from ui.data import catalogue, data_version, figures
from ui.exhibit import Drawing, Exhibit
from ui.gemeente import together
from ui.gemeente.exhibits import query
from ui.gemeente.shown import TOGETHER
from ui.overzicht.panel_chart import lines_svg
from ui.parts import explain, observed

#: Pixels: so few that the smallest letter on a beamer is large enough. Where the lines begin; how high a figure is.
WIDE, HIGH, LINES_AT, ROW = 820, 334, 420, 98
#: Letters of a line of text over the whole width.
_LETTERS = 118


def for_a_room(region: str, slug: str, age: str | None = None) -> Exhibit | None:
    """The three of a gemeente or gemeenten together (code); None where there is no figure of any. ``slug`` and ``age``: as of
    :func:`ui.gemeente.together.exhibits`."""
    return _for_a_room(region, slug, age, data_version())


@per_edition(60)
def _for_a_room(region: str, slug: str, age: str | None, version: str) -> Exhibit | None:
    comparator = comparators.against(slug, region, None if region == PROVINCE else region)[0]
    rows_laid_out: list[tuple[ProfileRow, IndicatorData]] = []
    for indicator, every in together.measured_here():
        population, _ = together.of_age(indicator, every, age)
        indicator_data = figures(indicator, population)
        row = profile_row(indicator_data, region, [comparator]) if indicator_data else None
        if indicator_data and row and row.value is not None:
            rows_laid_out.append((in_year_of_comparison(row, indicator_data), indicator_data))
    if not rows_laid_out:
        return None
    rows = [row for row, _ in rows_laid_out]
    shown = listing([f"{row.indicator.short_title.lower()} {_value(row)}" for row in rows])
    sentences = [_sentence(row) for row in rows]
    warned = together.caution(region)
    return Exhibit(
        title=f"{together.TITLE} in {place(region)}",
        sentence=f"In {place(region)}: {shown}. {' '.join(sentences)} {warned}",
        picture=lambda: Drawing(_drawn(rows_laid_out, warned)),
        alt=f"Drie lijngrafieken onder elkaar. {' '.join(sentences)}",
        rows=observed.all_years(rows, [comparator]),
        file=f"samen-{file_slug(region)}",
        page="gemeente",
        query=query(region, slug, **{choice.THEME: TOGETHER, choice.AGES: age}),
        sources=(explain.sources_of(rows),),
        reading=(warned,),
    )


def _value(row: ProfileRow) -> str:
    return value_text(row.value, row.indicator)


def _who(row: ProfileRow) -> str:
    return f"{group_text(catalogue()[row.indicator.id], row.population)}, {row.year}"


def _gap(row: ProfileRow) -> str:
    """ "1,2 procentpunt meer dan in Nederland (13,9%)", "" where the two are not compared."""
    compared = row.comparison
    return gap_clause(compared.gap, compared.place, row.indicator) if compared else ""


def _sentence(row: ProfileRow) -> str:
    compared = f", {_gap(row)}" if _gap(row) else ""
    return f"{row.indicator.short_title} ({_who(row)}): {_value(row)}{compared}."


def _drawn(rows_laid_out: list[tuple[ProfileRow, IndicatorData]], warned: str) -> str:
    own = colours.PROVINCE if rows_laid_out[0][0].region == PROVINCE else colours.GEMEENTE
    drawn = []
    for number, (row, indicator_data) in enumerate(rows_laid_out):
        top = number * ROW
        drawn += [
            _text(0, top + 16, row.indicator.short_title, colours.TEXT, bold=True),
            _text(0, top + 52, _value(row), own, bold=True, size=34),
            _text(150, top + 50, _who(row), colours.MUTED),
            _text(0, top + 76, _gap(row), colours.TEXT),
        ]
        other = row.comparison.comparator if row.comparison else None
        others = other.observations(indicator_data) if other else ()
        lines = lines_svg(indicator_data.of(row.region), others, "", "", row.indicator, own)
        if lines:
            drawn.append(lines.replace("<svg ", f'<svg x="{LINES_AT}" y="{top}" ', 1))
    drawn += [
        _text(0, 3 * ROW + 18 + 17 * number, line, colours.MUTED)
        for number, line in enumerate(wrap(warned, _LETTERS))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}" '
        f'font-family="sans-serif" font-size="13">{"".join(drawn)}</svg>'
    )


def _text(x: int, y: int, text: str, colour: str, *, bold: bool = False, size: int = 13) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}"{weight}>{escape(text)}</text>'
