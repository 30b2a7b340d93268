"""Hoe verschillen de gemeenten? The 12 side by side on what one needs to know, or two figures of all gemeenten together."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from compare.rules.comparator import Comparator
from compare.wording.clauses import in_sentence
from monitor.dutch import listing
from monitor.province import PROVINCE
from ui import theme
from ui.choose import frame, regions, site
from ui.choose import url as choice
from ui.choose.comparators import name_of
from ui.choose.pickers import indicator_label, pick_year
from ui.data import catalogue
from ui.parts import explain, tables
from ui.parts.downloads import csv_button, excel_button, table_for_excel
from ui.parts.literal import lines, literal
from ui.parts.pictures import png_button
from ui.parts.screen import on_phone
from ui.vergelijk import heatmap, matrix, pair, scatter

#: In the URL: the part that is open, and by which indicator the gemeenten stand in order.
TABLE, RELATED = "tabel", "samenhang"
PARTS = {TABLE: "Alle gemeenten naast elkaar", RELATED: "Twee cijfers samen"}
ORDER = "volgorde"
#: In the URL: the figure to the right and the figure upwards.
X, Y = "x", "y"
#: In the URL: only the gemeenten of Drenthe are drawn.
ALONE = "inzoomen"

TITLE = "Hoe verschillen de gemeenten?"

#: Pixels of a picture with fourteen columns.
WIDE_PICTURE = 1300
#: Pixels between the axes of a picture of two figures.
PICTURE_PLOT = 920

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


def small(data: dict[str, pd.DataFrame]) -> dict[str, pa.Table]:
    """The data of a chart without what pandas adds for Python."""
    return {
        name: pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
        for name, frame in data.items()
        if name != heatmap.TAILS
    }


def to_map(row: matrix.Row) -> None:
    """Open the map of a row with the same choices."""
    there = choice.carried(choice.PINNED, indicator=row.indicator.id, wie=row.population, jaar=row.year)
    st.switch_page(site.pages()["kaart"], query_params=there)


# Part 1: all gemeenten


def pick_order() -> str:
    """By what the gemeenten stand in order: the alphabet, or one indicator from high to low."""
    rows = {row.indicator.id: row.indicator for row in matrix.compared(None).rows}
    return choice.pick(
        "Volgorde van de gemeenten",
        ORDER,
        [matrix.ALPHABET, *rows],
        matrix.ALPHABET,
        format_func=lambda id: f"Van hoog naar laag: {rows[id].short_title}" if id in rows else "Alfabet",
        width=340,
    )


def side_by_side(order: str) -> None:
    """Every indicator that one needs to know, a row each."""
    comparator, remark = matrix.held_against(frame.comparator_slug(), frame.pinned_gemeente())
    found = matrix.compared(comparator, order)
    rows = found.rows
    st.markdown(literal(found.sentence))
    if remark:
        st.info(literal(remark), icon=":material/info:")
    own = frame.pinned_gemeente()
    data, height = heatmap.heat_data(found, own, comparator.code if comparator else None)
    spec = heatmap.heat(data, height)
    phone = on_phone()
    st.caption(
        "Donker is het hoogste cijfer van de 12 gemeenten, licht het laagste. Een hoog cijfer is niet altijd goed. "
        + ("Schuif opzij voor alle gemeenten. " if phone else "")
        + ("Zet een vinkje voor een rij" if phone else "Klik op een rij")
        + " voor de kaart van dat cijfer."
    )
    if not phone:
        event: Any = st.vega_lite_chart(
            spec=theme.chart({**spec, "datasets": small(data)}),
            theme=None,
            width="stretch",
            key="vergelijk_cellen",
            on_select="rerun",
            selection_mode=heatmap.CLICK,
            alt=f"Tabel met kleuren: {len(rows)} cijfers van de 12 gemeenten. {found.sentence}",
        )
        clicked = event["selection"].get(heatmap.CLICK) or []
        if clicked and clicked[0]["r"] in range(len(rows)):
            to_map(rows[clicked[0]["r"]])
    in_table(found, phone)
    observations = matrix.observations(found, comparator)
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
    st.caption(lines(*notes))


def in_table(found: matrix.Compared, phone: bool) -> None:
    """The same in a table: on a phone at once, else when the reader opens it."""
    where = st.container()
    if not phone:
        twin = st.expander("Dezelfde cijfers in een tabel", key="vergelijk_tabel", on_change="rerun")
        # Closed, it need not be sent.
        if not twin.open:
            return
        where = twin
    own = frame.pinned_gemeente()
    styled, ids = matrix.table(found, own, narrow=phone)
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
            placeholder=matrix.NO_FIGURE,
            column_config={
                matrix.INDICATOR: st.column_config.TextColumn(pinned=True, width=138 if phone else None),
                matrix.WHO: st.column_config.TextColumn(width=92 if phone else None),
            },
            alt=f"Tabel: {len(ids)} cijfers van de 12 gemeenten",
        )
    ticked = event["selection"]["rows"]
    if ticked:
        to_map(rows[ids[ticked[0]]])


# Part 2: two figures


def pick_side(label: str, name: str, default: str, options: list[str]) -> str:
    """One of the figures that can be on an axis."""
    return choice.pick(
        label, name, options, default, format_func=indicator_label, width=360, clears=(choice.YEAR,)
    )


def pick_two() -> tuple[str, str]:
    """The two figures; two different ones."""
    options = pair.offered()
    x = pick_side("Naar rechts", X, pair.FIRST_X, options)
    fitting = pair.beside(x)
    first = next((y for y in (pair.FIRST_Y, pair.FIRST_X) if y in fitting), fitting[0])
    # What the address asks for stays a choice, so that the page can say why it cannot be.
    asked = st.query_params.get(Y)
    return x, pick_side("Omhoog", Y, first, [y for y in options if y in fitting or y == asked])


def two_together(x: str, y: str) -> None:
    """The cloud of dots, what goes together, and the table of the gemeenten of Drenthe."""
    if x == y:
        st.info(
            "U koos twee keer hetzelfde cijfer. Kies hierboven twee verschillende.", icon=":material/info:"
        )
        return
    one, other = catalogue()[x], catalogue()[y]
    if pair.same_people(one, other):
        st.info(
            f"“{one.short_title}” en “{other.short_title}” gaan voor een deel over hetzelfde: het een hoort bij het ander, is "
            "het omgekeerde ervan of wordt eruit berekend. Dat ze samengaan zegt daarom niets. Kies hierboven een ander "
            "cijfer.",
            icon=":material/info:",
        )
        return
    comparator, remark = matrix.held_against(frame.comparator_slug(), frame.pinned_gemeente())
    wanted = st.query_params.get(choice.YEAR, "")
    found = pair.related(one, other, comparator, int(wanted) if wanted.isdecimal() else None)
    with choice.row(gap="medium"):
        if found.years and (len(found.years) > 1 or wanted):
            pick_year(found.years, found.x.year)
        alone = found.nationwide and choice.switch("Alleen Drenthe in beeld", ALONE)
    title = f"{found.x.indicator.title} en {in_sentence(found.y.indicator.title)}"
    st.header(title)
    st.markdown(lines(*found.sentences))
    notices = [*found.notices, *filter(None, [remark])]
    if notices:
        st.info(lines(*notices), icon=":material/info:")
    picture, reading = st.columns([5, 3], gap="large")
    with picture:
        notes = cloud(found, comparator, title, alone=alone)
    with reading:
        how_to_read(found)
    st.caption(lines(*notes))


def cloud(found: pair.Related, comparator: Comparator | None, title: str, *, alone: bool) -> list[str]:
    """The picture with its files and its table; returns where the figures come from."""
    own, held = frame.pinned_gemeente(), comparator.code if comparator else None
    size = scatter.PHONE if on_phone() else scatter.WIDE
    shown = scatter.zoomed(found) if alone else found
    spec, data = scatter.scatter(shown, size), scatter.scatter_data(shown, own, held, size)
    st.vega_lite_chart(
        spec=theme.chart({**spec, "datasets": small(data)}),
        theme=None,
        width="stretch",
        alt=pair.alt_text(found),
    )
    st.caption(
        literal(f"{colours_said(shown, comparator)} De assen beginnen niet altijd bij 0. {found.newer}")
    )
    notes = []
    for side, where in ((found.x, "Naar rechts"), (found.y, "Omhoog")):
        rows = pair.observations(found, side, comparator)
        source = [
            explain.source_text(rows) + ".",
            explain.own_calculation_text(rows),
            *explain.region_notes(rows),
        ]
        notes.append(f"{where}: {side.title}. {' '.join(filter(None, source))}")
    said = " ".join(found.sentences)
    with st.container(horizontal=True, gap="small"):
        excel_button(
            lambda: table_for_excel(pair.for_file(found), " ".join([f"{title}.", said, *notes])),
            f"samenhang-{found.x.indicator.id}-{found.y.indicator.id}.csv",
            label="Cijfers (CSV voor Excel)",
        )
        png_button(
            scatter.scatter(shown),
            scatter.scatter_data(shown, own, held, (PICTURE_PLOT, scatter.WIDE[1])),
            title=title,
            sentence=said,
            notes=[found.whose, *notes],
            file_name=f"samenhang-{found.x.indicator.id}-{found.y.indicator.id}.png",
        )
    st.markdown("**Dezelfde cijfers in een tabel: de gemeenten van Drenthe**")
    st.dataframe(
        pair.table(found),
        hide_index=True,
        height="content",
        placeholder=matrix.NO_FIGURE,
        column_config={
            "Gebied": st.column_config.TextColumn(pinned=True),
            **(
                {side.column: st.column_config.Column(width=124) for side in (found.x, found.y)}
                if on_phone()
                else {}
            ),
        },
        alt=f"Tabel: {found.x.title} en {found.y.title}, per gemeente",
    )
    return notes


def colours_said(shown: pair.Related, comparator: Comparator | None) -> str:
    """What the dots are: "Elk rondje is een gemeente: oranje is Emmen. Elke ruit is een groter gebied: ..."."""
    own, held = frame.pinned_gemeente(), comparator.code if comparator else None
    dots = [f"oranje is {name_of(own)}"] if own else []
    if comparator and held != own and held in regions.gemeente_slugs().values():
        dots.append(f"grijs is {comparator.name}")
    if shown.nationwide:
        dots.append("de kleine open rondjes zijn de gemeenten buiten Drenthe")
    diamonds = [
        f"{'blauw' if code == PROVINCE else 'grijs'} is {name_of(code)}" for code in shown.marks["region"]
    ]
    said = f"Elk rondje is een gemeente{': ' if dots else ''}{listing(dots)}."
    return f"{said} Elke ruit is een groter gebied: {listing(diamonds)}." if diamonds else said


def how_to_read(found: pair.Related) -> None:
    """How to read the picture, and the way to the maps."""
    rules = [
        found.whose,
        "Dit gaat over gemeenten en niet over mensen. Dat twee cijfers in dezelfde gemeenten hoog zijn, zegt niet dat het "
        "om dezelfde mensen gaat.",
        "Samenhang is geen oorzaak. Wat er achter zit, kan iets anders zijn, zoals leeftijd, inkomen of werk.",
        "Elke gemeente telt even zwaar, groot of klein. Het getal r loopt van −1 tot 1; 0 is geen samenhang. Hoe minder "
        "gemeenten, hoe minder zeker r is.",
        "Aantallen mensen of huishoudens kunt u hier niet kiezen: een grotere gemeente heeft er vanzelf meer.",
    ]
    st.markdown("**Zo leest u dit**\n\n" + "\n".join(f"- {literal(rule)}" for rule in rules))
    for side in (found.x, found.y):
        there = choice.carried(
            choice.PINNED, indicator=side.indicator.id, wie=side.figures.population, jaar=side.year
        )
        st.page_link(
            site.pages()["kaart"],
            label=f"Op de kaart: {side.indicator.short_title}",
            icon=":material/map:",
            query_params=there,
        )


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
    else:
        two = pick_two()
if part == TABLE:
    side_by_side(order)
else:
    two_together(*two)
