"""Two figures of all gemeenten, on the page: the choice, the cloud of dots, the table, and how to read it."""

from __future__ import annotations

import streamlit as st

from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE
from monitor.province import PROVINCE_NAME
from ui.choose import frame, site
from ui.choose import url as choice
from ui.choose.pickers import indicator_label, pick_year
from ui.data import catalogue
from ui.exhibit import Exhibit
from ui.parts import exhibits
from ui.parts.literal import lines, literal
from ui.parts.screen import on_phone
from ui.vergelijk import fitting, pair_table, scatter
from ui.vergelijk import pair as pairs
from ui.vergelijk.exhibits import ALONE, X, Y, legend, pair
from ui.vergelijk.matrix import compared_with
from ui.vergelijk.pair import Pair


def pick_two() -> tuple[str, str]:
    """The two figures; two different ones."""
    options = fitting.offered()
    x = _pick("Eerste cijfer", X, fitting.FIRST_X, options)
    others = fitting.beside(x)
    first = next((y for y in (fitting.FIRST_Y, fitting.FIRST_X) if y in others), others[0])
    # What the address asks for stays a choice, so that the page can say why it cannot be.
    asked = st.query_params.get(Y)
    return x, _pick("Tweede cijfer", Y, first, [y for y in options if y in others or y == asked])


def _pick(label: str, name: str, default: str, options: list[str]) -> str:
    """One of the figures that can be on an axis."""
    return choice.pick(
        label, name, options, default, format_func=indicator_label, width=360, clears=(choice.YEAR,)
    )


def show(x: str, y: str) -> None:
    """The cloud of dots, what goes together, and the table of the gemeenten of Drenthe."""
    one, other = catalogue()[x], catalogue()[y]
    if why := _refused(one, other):
        st.info(why, icon=":material/info:")
        return
    slug, own = frame.comparator_slug(), frame.pinned()
    comparator, remark = compared_with(slug, own)
    wanted = st.query_params.get(choice.YEAR, "")
    year = int(wanted) if wanted.isdecimal() else None
    two = pairs.build(one, other, comparator, year, own)
    with choice.row(gap="medium"):
        if two.years and (len(two.years) > 1 or wanted):
            pick_year(two.years, two.x.year)
        alone = two.nationwide and choice.switch(f"Alleen {PROVINCE_NAME} in beeld", ALONE)
    height = scatter.PHONE if on_phone() else scatter.WIDE
    shown = pair(one, other, slug, own, year, alone=alone)
    st.header(shown.title)
    st.markdown(lines(*two.sentences))
    if notices := lines(*two.notices, remark):
        st.info(notices, icon=":material/info:")
    picture, reading = st.columns([5, 3], gap="large")
    with picture:
        exhibits.show_chart(pair(one, other, slug, own, year, alone=alone, height=height))
        _under_the_cloud(
            shown, pairs.zoomed(two) if alone else two, own, comparator.code if comparator else None
        )
        _table(two)
    with reading:
        exhibits.reading(shown)
    st.caption(lines(*shown.sources))


def _refused(one: Indicator, other: Indicator) -> str:
    """Why these two say nothing of each other; "" when they may."""
    if one.id == other.id:
        return "U koos twee keer hetzelfde cijfer. Kies hierboven twee verschillende."
    if fitting.same_people(one, other):
        return (
            f"“{one.short_title}” en “{other.short_title}” gaan voor een deel over hetzelfde: het een hoort bij het ander, is "
            "het omgekeerde ervan of wordt eruit berekend. Dat ze samengaan zegt daarom niets. Kies hierboven een ander "
            "cijfer."
        )
    return ""


def _under_the_cloud(shown: Exhibit, in_picture: Pair, own: str | None, compared_with: str | None) -> None:
    """The legend of the picture, and its files."""
    st.caption(literal(f"{legend(in_picture, own, compared_with)} {in_picture.newer}"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        exhibits.files(shown)
        _to_maps(in_picture)


def _table(two: Pair) -> None:
    """The same figures, of the gemeenten of Drenthe; on a phone as words that take a second line, so that none is cut."""
    st.markdown(f"**Dezelfde cijfers in een tabel: de gemeenten van {PROVINCE_NAME}**")
    if on_phone():
        st.table(
            pair_table.texts(two).map(literal).rename(columns=literal).set_index(pair_table.AREA),
            border="horizontal",
        )
        return
    st.dataframe(
        pair_table.table(two),
        hide_index=True,
        height="content",
        placeholder=NO_FIGURE,
        column_config={pair_table.AREA: st.column_config.TextColumn(pinned=True)},
        alt=f"Tabel: {two.x.title} en {two.y.title}, per gemeente",
    )


def _to_maps(two: Pair) -> None:
    """The way to the map of each figure."""
    for axis in (two.x, two.y):
        choices = choice.carried(
            choice.PINNED, indicator=axis.indicator.id, wie=axis.figures.population, jaar=axis.year
        )
        st.page_link(
            site.pages()["kaart"],
            label=f"Op de kaart: {axis.indicator.short_title}",
            icon=":material/map:",
            query_params=choices,
        )
