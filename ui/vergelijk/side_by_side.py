"""All gemeenten side by side, on the page: a picture that leads to the maps, the same in a table, and how to read it."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.column_config import Column

from monitor.dutch import NO_FIGURE
from monitor.province import GEMEENTEN
from ui.choose import frame, site
from ui.choose import url as choice
from ui.parts import exhibits, tables
from ui.parts.literal import lines, literal
from ui.parts.screen import on_phone
from ui.vergelijk import heatmap, matrix_table
from ui.vergelijk import matrix as matrices
from ui.vergelijk.exhibits import ORDER, matrix
from ui.vergelijk.matrix import Matrix, Row

#: Pixels of a table on a phone: for the name of a figure, for its group and year, for a letter of a heading and around it.
NAMES, GROUPS, LETTER, ROUND = 190, 150, 8, 24


def pick_order() -> str:
    """By what the gemeenten stand in order: the alphabet, or one indicator from high to low."""
    rows = {row.indicator.id: row.indicator for row in matrices.build(None).rows}
    return choice.pick(
        "Volgorde van de gemeenten",
        ORDER,
        [matrices.ALPHABET, *rows],
        matrices.ALPHABET,
        format_func=lambda id: f"Van hoog naar laag: {rows[id].short_title}" if id in rows else "Alfabet",
        width=340,
    )


def show(order: str) -> None:
    """Every indicator that one needs to know, a row each."""
    slug, own = frame.comparator_slug(), frame.pinned()
    comparator, remark = matrices.compared_with(slug, own)
    of_all = matrices.build(comparator, order, own)
    shown = matrix(slug, own, order)
    phone = on_phone()
    st.markdown(literal(shown.sentence))
    if remark:
        st.info(literal(remark), icon=":material/info:")
    st.caption(
        f"Donker is het hoogste cijfer van de {len(GEMEENTEN)} gemeenten, licht het laagste. Een hoog cijfer is niet altijd goed. "
        + ("Schuif opzij voor alle gemeenten. " if phone else "")
        + ("Zet een vinkje voor een rij" if phone else "Klik op een rij")
        + " voor de kaart van dat cijfer."
    )
    if not phone:
        event = exhibits.show_chart(
            shown, key="vergelijk_cellen", on_select="rerun", selection_mode=heatmap.CLICK
        )
        clicked = event["selection"].get(heatmap.CLICK) or []
        if clicked and clicked[0]["r"] in range(len(of_all.rows)):
            _to_map(of_all.rows[clicked[0]["r"]])
    _in_table(of_all, own, phone)
    with st.container(horizontal=True, gap="small"):
        exhibits.files(shown)
    exhibits.reading(shown)
    st.caption(lines(*of_all.notes, *shown.sources))


def _in_table(of_all: Matrix, own: str | None, phone: bool) -> None:
    """The same in a table: on a phone at once, else when the reader opens it."""
    where = st.container()
    if not phone:
        twin = st.expander("Dezelfde cijfers in een tabel", key="vergelijk_tabel", on_change="rerun")
        # Closed, it need not be sent.
        if not twin.open:
            return
        where = twin
    count = len(of_all.rows)
    with where:
        event: Any = st.dataframe(
            matrix_table.table(of_all, own, narrow=phone),
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            key="vergelijk_rijen",
            row_height=tables.ROW,
            height=tables.height(count, count),
            placeholder=NO_FIGURE,
            column_config=_widths(of_all, own) if phone else {matrix_table.INDICATOR: Column(pinned=True)},
            alt=f"Tabel: {count} cijfers van de {len(GEMEENTEN)} gemeenten",
        )
    ticked = event["selection"]["rows"]
    if ticked:
        _to_map(of_all.rows[ticked[0]])


def _widths(of_all: Matrix, own: str | None) -> dict[str, Any]:
    """On a phone: so many pixels that no word is cut; the name of the figure stays in sight."""
    titles = [matrix_table.title(code, code == own) for code in of_all.columns]
    return {
        matrix_table.INDICATOR: Column(pinned=True, width=NAMES),
        matrix_table.WHO: Column(width=GROUPS),
        **{title: Column(width=LETTER * len(title) + ROUND) for title in titles},
    }


def _to_map(row: Row) -> None:
    """Open the map of a row with the same choices."""
    choices = choice.carried(choice.PINNED, indicator=row.indicator.id, wie=row.population, jaar=row.year)
    st.switch_page(site.pages()["kaart"], query_params=choices)
