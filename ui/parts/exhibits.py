"""An exhibit on a page and as files: its picture, what stands below it, and what can be taken along."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import streamlit as st
import vl_convert

from compare.own_edition import is_own
from monitor.freshness import in_words
from ui import theme
from ui.charts.base import sent
from ui.choose import frame, site
from ui.choose import url as choice
from ui.exhibit import Chart, Drawing, Exhibit, Picture
from ui.parts import pictures, steady_chart
from ui.parts.downloads import compared_dutch, excel_button, table_for_excel
from ui.parts.literal import lines, literal
from ui.parts.once import once
from ui.parts.turn import for_a_file


@once
def _picture(exhibit: Exhibit) -> Picture | None:
    return exhibit.picture() if exhibit.picture else None


def show_chart(exhibit: Exhibit, **options: Any) -> Any:
    """The chart of an exhibit with its alt text, without a caption. ``options``: of ``st.vega_lite_chart``, of which this
    is the result: what the reader selected.

    Errors: TypeError for an exhibit without a chart.
    """
    return st.vega_lite_chart(spec=_drawn(exhibit), theme=None, width="stretch", alt=exhibit.alt, **options)


def show_steady(exhibit: Exhibit, at_first: str = "", of: str = "", **options: Any) -> Any:
    """:func:`show_chart` for a chart whose spec hardly changes: :mod:`ui.parts.steady_chart`. ``at_first`` and ``of``: as
    of :func:`ui.parts.steady_chart.given_by_data`, where the values of its params and its title change with its figures."""
    spec = _drawn(exhibit, steady=True)
    spec = steady_chart.given_by_data(spec, at_first, of) if at_first else spec
    return steady_chart.show(spec, exhibit.alt, **options)


def _drawn(exhibit: Exhibit, steady: bool = False) -> dict[str, Any]:
    picture = _picture(exhibit)
    if not isinstance(picture, Chart):
        raise TypeError(f"{exhibit.title}: not a chart")
    return theme.chart(sent(dict(picture.spec), dict(picture.datasets), steady))


def show_drawings(*exhibits: Exhibit, **options: Any) -> None:
    """The drawings of exhibits in one element, each with its alt text, without a caption. ``options``: of ``st.image``.

    Errors: TypeError for an exhibit without a drawing.
    """
    addresses = []
    for exhibit in exhibits:
        picture = _picture(exhibit)
        if not isinstance(picture, Drawing):
            raise TypeError(f"{exhibit.title}: not a drawing")
        addresses.append(theme.drawing(picture.svg))
    st.image(addresses, alt=[exhibit.alt for exhibit in exhibits], **options)


def show(exhibit: Exhibit, **options: Any) -> None:
    """The chart and below it notes and sources."""
    show_chart(exhibit, **options)
    st.caption(lines(" ".join(exhibit.notes), " ".join(exhibit.sources)))


def reading(exhibit: Exhibit) -> None:
    """The reading rules, a line each."""
    st.markdown("**Zo leest u dit**\n\n" + "\n".join(f"- {literal(rule)}" for rule in exhibit.reading))


def drawing(exhibit: Exhibit, width: int | None = None, height: int | None = None) -> str:
    """The picture alone, an SVG. ``width`` and ``height`` in pixels, for a chart.

    Errors: ValueError for an exhibit without a picture.
    """
    if exhibit.picture is None:
        raise ValueError(f"{exhibit.title}: nothing to draw")
    picture = exhibit.picture()
    if isinstance(picture, Chart):
        spec = {**picture.spec, "height": height} if height else picture.spec
        return pictures.chart_svg(spec, picture.datasets, width or picture.width or pictures.WIDTH)
    return pictures.lettered(picture.svg)


def svg(exhibit: Exhibit, home: str = "") -> str:
    """The picture between its title and sentence above, and below it notes, sources, and from where and when it is.

    ``home``: the address of the site ("https://..."). Errors: ValueError for an exhibit without a picture.
    """
    below = [*exhibit.below, f"{site.TITLE}, {in_words(date.today())}: {address(exhibit, home)}"]
    return pictures.with_texts(drawing(exhibit), exhibit.title, exhibit.sentence, below)


def png(exhibit: Exhibit, home: str = "") -> bytes:
    """:func:`svg` as a picture, twice as sharp as on the screen."""
    return vl_convert.svg_to_png(svg(exhibit, home), scale=2)


def address(exhibit: Exhibit, home: str = "") -> str:
    """Where the exhibit can be seen in the monitor; of a reader's own figure, where that reader can take it in again."""
    if any(map(is_own, exhibit.query.values())):
        return f"{home.rstrip('/')}/{site.path_of('eigen')}"
    # A list is a view of its own; on any other page it only goes along.
    along = (choice.LINE,) if exhibit.page == "lijst" else choice.COLLECTED
    query = {name: value for name, value in exhibit.query.items() if value and name not in along}
    return f"{home.rstrip('/')}/{site.path_of(exhibit.page)}" + (f"?{urlencode(query)}" if query else "")


def csv(exhibit: Exhibit, home: str = "") -> bytes:
    """The figures for Dutch Excel: the sheet of the exhibit, or its rows, each with what its query compares it with.

    Below the table stands in words what it is; and where the rows do not say it, whose figures they are.
    """
    if exhibit.sheet:
        table = exhibit.sheet()
    else:
        slug, gemeente = frame.comparator_slug(exhibit.query), frame.pinned(exhibit.query)
        table = compared_dutch(exhibit.rows, slug, gemeente)
    sources = () if "Bron" in table else exhibit.sources
    return table_for_excel(table, " ".join((exhibit.heading, *sources)), address(exhibit, home))


def picture_button(exhibit: Exhibit, icon: str = ":material/image:") -> None:
    """A download of the picture; drawn when the reader asks for it."""
    home = frame.home()
    st.download_button(
        f"{exhibit.kind} (PNG)",
        for_a_file(lambda: png(exhibit, home)),
        file_name=f"{exhibit.file}.png",
        mime="image/png",
        icon=icon,
        on_click="ignore",
    )


def figures_button(exhibit: Exhibit, label: str = "Cijfers (CSV voor Excel)") -> None:
    """A download of :func:`csv`, made when the reader asks for it."""
    home = frame.home()
    excel_button(lambda: csv(exhibit, home), f"{exhibit.file}.csv", label=label)


def files(exhibit: Exhibit) -> None:
    """Figures and picture, beside each other in the container that is open."""
    figures_button(exhibit)
    if exhibit.picture:
        picture_button(exhibit)
