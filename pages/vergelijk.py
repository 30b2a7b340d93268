"""Hoe verschillen de gemeenten? The 12 side by side on what one needs to know, or two figures of all gemeenten together."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import choice, compared, explain, frame, site, tables
from ui.charts import heat
from ui.downloads import csv_button
from ui.pictures import png_button

#: In the URL: the part that is open, and by which indicator the gemeenten stand in order.
TABLE, RELATED = "tabel", "samenhang"
PARTS = {TABLE: "Alle gemeenten naast elkaar", RELATED: "Twee cijfers samen"}
ORDER = "volgorde"

TITLE = "Hoe verschillen de gemeenten?"

#: Pixels of a picture with fourteen columns.
WIDE_PICTURE = 1300

RULES = (
    "Elke rij heeft een eigen groep mensen en een eigen jaar. Lees per rij, en zet rijen niet onder elkaar.",
    "Er is geen optelsom: er is geen totaalcijfer en geen ranglijst van gemeenten. Per cijfer is het beeld anders.",
    "De kleur is de plaats onder de 12 gemeenten: hoe donkerder, hoe hoger het cijfer. Hoog is niet altijd goed en laag "
    "niet altijd slecht.",
    "Staat een gemeente hoog of laag, dan is dat binnen Drenthe. Het zegt niet vanzelf dat er een groot probleem is. "
    "Kijk ook naar het cijfer zelf en naar waarmee u vergelijkt.",
    "Een donkere kleur kan bij een klein verschil horen. Bij de meeste cijfers is geen marge bekend: een verschil kan "
    "toeval zijn.",
    "Verschillen binnen een gemeente, zoals tussen wijken, ziet u hier niet.",
)


def on_phone() -> bool:
    """Whether the reader has a narrow screen: then the names stay in sight while the columns slide."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def to_map(row: compared.Row) -> None:
    """Open the map of a row with the same choices."""
    there = choice.carried(choice.PINNED, indicator=row.indicator.id, wie=row.population, jaar=row.year)
    st.switch_page(site.pages()["kaart"], query_params=there)


# Part 1: all gemeenten


def pick_order() -> str:
    """By what the gemeenten stand in order: the alphabet, or one indicator from high to low."""
    rows = {row.indicator.id: row.indicator for row in compared.compared(None).rows}
    return choice.pick(
        "Volgorde van de gemeenten",
        ORDER,
        [compared.ALPHABET, *rows],
        compared.ALPHABET,
        format_func=lambda id: f"Van hoog naar laag: {rows[id].short_title}" if id in rows else "Alfabet",
        width=340,
    )


def side_by_side(order: str) -> None:
    """Every indicator that one needs to know, a row each."""
    comparator, remark = compared.held_against(frame.comparator_slug(), frame.pinned_gemeente())
    found = compared.compared(comparator, order)
    rows = {row.indicator.id: row for row in found.rows}
    st.markdown(found.sentence)
    if remark:
        st.info(remark, icon=":material/info:")
    own = frame.pinned_gemeente()
    data, height = heat.heat_data(found, own, comparator.code if comparator else None)
    spec = heat.heat(data, height)
    phone = on_phone()
    st.caption(
        "Donker is het hoogste cijfer van de 12 gemeenten, licht het laagste. Een hoog cijfer is niet altijd goed. "
        + ("Schuif opzij voor alle gemeenten. " if phone else "")
        + ("Zet een vinkje voor een rij" if phone else "Klik op een rij")
        + " voor de kaart van dat cijfer."
    )
    if not phone:
        event: Any = st.vega_lite_chart(
            spec={**spec, "datasets": data},
            theme=None,
            width="stretch",
            key="vergelijk_cellen",
            on_select="rerun",
            selection_mode=heat.CLICK,
            alt=f"Tabel met kleuren: {len(rows)} cijfers van de 12 gemeenten. {found.sentence}",
        )
        clicked = event["selection"].get(heat.CLICK) or []
        if clicked and clicked[0]["id"] in rows:
            to_map(rows[clicked[0]["id"]])
    in_table(found, phone)
    observations = compared.observations(found, comparator)
    notes = [*found.notes, explain.source_text(observations) + "."]
    with st.container(horizontal=True, gap="small"):
        csv_button(observations, f"{TITLE} {found.sentence}", "vergelijk-gemeenten.csv")
        png_button(
            spec,
            data,
            title=TITLE,
            sentence=found.sentence,
            notes=[RULES[1], RULES[2], *notes],
            file_name="vergelijk-gemeenten.png",
            width=WIDE_PICTURE,
        )
    st.markdown("**Zo leest u dit**\n\n" + "\n".join(f"- {rule}" for rule in RULES))
    st.caption("  \n".join(notes))


def in_table(found: compared.Compared, phone: bool) -> None:
    """The same in a table: on a phone at once, else when the reader opens it."""
    where = st.container()
    if not phone:
        twin = st.expander("Dezelfde cijfers in een tabel", key="vergelijk_tabel", on_change="rerun")
        # Closed, it need not be sent.
        if not twin.open:
            return
        where = twin
    own = frame.pinned_gemeente()
    styled, ids = compared.table(found, own, narrow=phone)
    rows = {row.indicator.id: row for row in found.rows}
    with where:
        event: Any = st.dataframe(
            styled,
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            key="vergelijk_rijen",
            row_height=tables.ROW,
            height=tables.height(len(ids), len(ids)),
            placeholder=compared.NO_FIGURE,
            column_config={
                compared.INDICATOR: st.column_config.TextColumn(pinned=True, width=138 if phone else None),
                compared.WHO: st.column_config.TextColumn(width=92 if phone else None),
            },
            alt=f"Tabel: {len(ids)} cijfers van de 12 gemeenten",
        )
    ticked = event["selection"]["rows"]
    if ticked:
        to_map(rows[ids[ticked[0]]])


st.title(TITLE)
with choice.row(gap="medium"):
    part = choice.pick(
        "Toon",
        choice.PART,
        list(PARTS),
        TABLE,
        format_func=PARTS.__getitem__,
        widget=st.segmented_control,
        required=True,
        wrap=True,
    )
    if part == TABLE:
        order = pick_order()
if part == TABLE:
    side_by_side(order)
