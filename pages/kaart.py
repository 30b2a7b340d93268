"""Waar in Drenthe is het anders? One figure on the map, with the 12 gemeenten from high to low beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

import pandas as pd
import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from compare.wording.clauses import who_when
from geo import layers
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, difference_text, number, value_text
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import name, slug_of
from opendata.filters import VERSION
from ui import theme
from ui.charts import bars
from ui.choose import frame, pickers, regions, site
from ui.choose import url as choice
from ui.choose.comparators import name_of
from ui.data import catalogue, data_version, populations
from ui.kaart import areas, colouring, strip
from ui.kaart.areas import AREAS
from ui.kaart.map_picture import CLICK as CLICK_ON_DRAWING
from ui.kaart.map_picture import map_picture, on_screen
from ui.kaart.over_years import OverYears
from ui.kaart.view import MapView, map_view, plain
from ui.parts import explain, pictures, tables
from ui.parts.downloads import csv_button, file_name
from ui.parts.literal import literal
from ui.parts.screen import draws_maps, on_phone
from ui.parts.turn import for_a_file

MAP, BARS, TABLE, WHOLE_MAP, YEARS = "kaart", "kaart_staven", "kaart_tabel", "kaart_alles", "kaart_jaren"
#: The gemeenten as a list behind the map.
LIST = "kaart_lijst"
#: The names of what has no place on the map.
OFF_THE_MAP = "kaart_niet_op_de_kaart"
#: The choice of colours, opened by the reader.
COLOURS = "kaart_kleuren"
#: The region that was clicked last on the map.
LAST_CLICK = "kaart_laatste_klik"

#: Pixels of the map on a wide screen (a laptop's; a beamer has more room beside it) and on a phone, to fit the view in.
WIDE, PHONE = (640, 500), (350, 360)

DOTS = "Elke stip is een wijk; het streepje is de gemeente zelf."
CLICK = "Klik op een gemeente in de kaart, bij de staven of in de tabel om die te kiezen."


# What a click does


def choose_region(region: str | None) -> None:
    """Make the gemeente that was clicked the reader's own, on every page."""
    if region is None:
        return
    clicked = areas.gemeente(region)
    if clicked:
        choice.choose(gemeente=slug_of(clicked))
    elif region not in (PROVINCE, NEDERLAND):
        st.toast("U kunt alleen een gemeente in Drenthe kiezen.", icon=":material/info:")


def map_clicked() -> None:
    # A second click on one region undoes the selection in the browser; for the reader it is a click all the same.
    clicked = layers.picked(st.session_state[MAP]) or st.session_state.get(LAST_CLICK)
    st.session_state[LAST_CLICK] = clicked
    choose_region(clicked)


def bar_clicked(key: str) -> None:
    points = st.session_state[key]["selection"].get(bars.CLICK) or []
    codes = {name(region): region for region in regions.gemeente_slugs().values()}
    choose_region(codes.get(points[0]["Gebied"]) if points else None)


def row_ticked(region: str | None) -> None:
    """The box in front of a row of the table: a tick chooses the gemeente, undone it chooses none."""
    if region is None:
        choice.choose(gemeente=None)
    else:
        choose_region(region)


# Choose


def populations_on_map(indicator: Indicator) -> list[str]:
    """The populations with a figure for at least one gemeente of Drenthe."""
    return [p for p in populations(indicator) if areas.years(indicator.id, p, "drenthe")]


def ended(picker: str, options: Iterable[str]) -> list[str]:
    """A choice ends when it is not among the new options."""
    return [] if choice.still(picker, options) is not None else [picker]


def ends_with_population(indicator: str) -> Callable[[str], list[str]]:
    return lambda new: [choice.YEAR, *ended(choice.AREA, areas.with_years(indicator, new))]


def ends_with_indicator(new: str) -> list[str]:
    groups = populations_on_map(catalogue()[new])
    if not groups:
        return [choice.YEAR, choice.POPULATION, choice.AREA]
    population = choice.still(choice.POPULATION, groups) or groups[0]
    return [*ended(choice.POPULATION, groups), *ends_with_population(new)(population)]


def ends_with_area(years: dict[str, list[int]]) -> Callable[[str], list[str]]:
    return lambda new: ended(choice.YEAR, map(str, years[new]))


# Draw


def drawing_clicked(key: str) -> None:
    points = st.session_state[key]["selection"].get(CLICK_ON_DRAWING) or []
    choose_region(points[0]["code"] if points else None)


def draw_map(view: MapView, phone: bool) -> None:
    """The map, with a list that chooses too for who uses the keyboard."""
    width, height = PHONE if phone else WIDE
    if draws_maps():
        draw_in_browser(view, phone, width, height)
    else:
        draw_here(view, height)
    choose_from_list()


def draw_in_browser(view: MapView, phone: bool, width: int, height: int) -> None:
    """The browser fetches shapes and figures of all years once; another year is only another expression."""
    # Everything on the map in one edition: nothing that the browser kept from before a refresh.
    version = urlencode({VERSION: f"{crc32(data_version().encode()):x}"})
    query = urlencode({"indicator": view.indicator.id, "population": view.population})
    deck = layers.choropleth(
        view.area.level,
        f"./open-data/map/{view.area.level}.geojson?{query}&{version}",
        view.year,
        view.classes,
        selected=view.gemeente,
        subject=f"{view.indicator.title}, {who_when(view.population, view.year, said=view.indicator.title)}",
        width=width,
        height=height,
        # All of Drenthe is in view as it is: there the wheel and the finger are for the page.
        zoomable=view.area is not AREAS["drenthe"] and not phone,
        focus=view.gemeente if view.zoomed else None,
        inks=theme.inks(),
        boundaries=f"./open-data/boundaries/{{level}}.geojson?{version}",
    )
    st.pydeck_chart(deck, height=height, on_select=map_clicked, key=MAP, alt=alt_of(view))


def alt_of(view: MapView) -> str:
    return f"Kaart: {view.title}. De cijfers staan ook bij de staven en in de tabel."


def picture(view: MapView) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """The map as a drawing."""
    return map_picture(
        view.area.level,
        plain(view.here),
        view.classes,
        view.text,
        view.gemeente,
        view.mark,
        view.gemeente if view.zoomed else None,
    )


def draw_here(view: MapView, height: int) -> None:
    """The same map as a drawing, for a browser that cannot draw the map itself."""
    told = {region: f"{view.names[region]}: {view.text(value)}" for region, value in plain(view.here).items()}
    # Another gemeente makes it a new drawing, so that an old click cannot speak against the URL.
    key = f"{MAP}_getekend_{view.gemeente}"
    st.vega_lite_chart(
        spec=theme.chart(on_screen(*picture(view), told, height)),
        theme=None,
        width="stretch",
        key=key,
        on_select=lambda: drawing_clicked(key),
        selection_mode=CLICK_ON_DRAWING,
        alt=alt_of(view),
    )


def choose_from_list() -> None:
    """The gemeenten as a list right behind the map, in sight when the keyboard is there: each arrow key chooses."""
    slugs = list(regions.gemeente_slugs())
    own = st.query_params.get(choice.GEMEENTE, "").lower()
    st.session_state[LIST] = own if own in slugs else None
    with st.container(key=f"alleen_toetsen_{LIST}"):
        st.radio(
            "Kies een gemeente op de kaart",
            slugs,
            index=None,
            format_func=lambda slug: name(regions.gemeente_slugs()[slug]),
            horizontal=True,
            key=LIST,
            on_change=lambda: choice.choose(gemeente=st.session_state[LIST]),
        )


@dataclass(frozen=True)
class Beside:
    """The chart beside the map: the gemeenten as bars, or with their wijken as dots."""

    spec: dict[str, Any]
    datasets: dict[str, pd.DataFrame]
    label: str
    sentence: str
    alt: str


def beside(view: MapView) -> Beside:
    if view.within:
        dots = view.within.dots()
        said = view.within.sentence(view.gemeente)
        return Beside(
            strip.strip(view.bars, dots, view.indicator, view.classes, view.year),
            {bars.ROWS: view.bars, strip.DOTS: dots},
            "Wijken per gemeente (PNG)",
            said,
            f"Per gemeente een rij met een stip voor elke wijk en een streepje voor de gemeente zelf. {said}",
        )
    said = "" if view.area is AREAS["drenthe"] else f" {view.of_drenthe}"
    return Beside(
        bars.bars(view.bars, view.year),
        {bars.ROWS: view.bars},
        "Staven (PNG)",
        view.of_drenthe,
        f"Staafdiagram: de gemeenten van Drenthe van hoog naar laag.{said}",
    )


def as_sent(table: pd.DataFrame) -> pa.Table:
    # Without the code, and without what pandas adds for Python, the table is half as big.
    sent = pa.Table.from_pandas(table.drop(columns="region", errors="ignore"), preserve_index=False)
    small = {pa.large_string(): pa.string()}
    fields = [pa.field(field.name, small.get(field.type, field.type)) for field in sent.schema]
    return sent.cast(pa.schema(fields)).replace_schema_metadata()


def draw_beside(view: MapView, chart: Beside) -> None:
    # Another gemeente makes it a new chart, so that an old click cannot speak against the URL.
    key = f"{BARS}_{view.gemeente}"
    st.vega_lite_chart(
        spec=theme.chart(
            {**chart.spec, "datasets": {name: as_sent(table) for name, table in chart.datasets.items()}}
        ),
        theme=None,
        width="stretch",
        key=key,
        on_select=lambda: bar_clicked(key),
        selection_mode=bars.CLICK,
        alt=chart.alt,
    )


def in_dutch(indicator: Indicator) -> Callable[[Any], str]:
    return lambda value: value_text(value, indicator)


def show_table(view: MapView) -> None:
    held = [
        f"{name_of(r)}: {view.text(v)}{view.star(r)}."
        for r, v in plain(view.beside).items()
        if r not in GEMEENTEN
    ]
    if held:
        st.caption(literal(" ".join(held)))
    table = view.table()
    _, value, *differences, place = table.columns
    words: dict[str, Callable[[Any], str]] = {value: in_dutch(view.indicator), place: number}
    for column in differences:
        words[column] = (
            in_dutch(view.indicator)
            if column.startswith("Cijfer")
            else lambda v: difference_text(v, view.indicator, signed=True)
        )
    tables.choosing_table(
        table.style.format(dict(words)),
        [str(region) for region in table.index],
        gemeente,
        row_ticked,
        key=TABLE,
        alt=f"Tabel: {view.title}, per gemeente van Drenthe",
        placeholder=NO_FIGURE,
        height=tables.height(len(table), len(table)),
        column_config={"Gemeente": st.column_config.TextColumn(pinned=True)},
    )


def show_whole_map(view: MapView) -> None:
    table = view.whole_map()
    st.dataframe(
        table.style.format({table.columns[1]: in_dutch(view.indicator)}),
        hide_index=True,
        placeholder=NO_FIGURE,
        alt=f"Tabel: {view.title}, alle {view.area.many} van de kaart",
    )


def opened_later(label: str, key: str) -> Any:
    """A part that is made and sent only when the reader opens it; it stays open until the reader closes it."""
    return st.expander(label, icon=":material/table:", on_change="rerun", key=f"{key}_open")


def downloads(view: MapView, chart: Beside) -> None:
    parts = (view.population, view.year)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        csv_button(
            view.observations(),
            view.sentence,
            file_name(view.indicator, *parts, view.area.title.lower(), ending="csv"),
        )
        st.download_button(
            "Kaart (PNG)",
            for_a_file(
                lambda: pictures.png(
                    *picture(view),
                    title=view.title,
                    sentence=view.sentence,
                    notes=[
                        *filter(None, [view.colouring.said, *view.notes, view.off_the_map]),
                        *view.sources,
                    ],
                )
            ),
            file_name=file_name(view.indicator, *parts, view.area.title.lower(), ending="png"),
            mime="image/png",
            icon=":material/map:",
            on_click="ignore",
        )
        pictures.png_button(
            chart.spec,
            chart.datasets,
            title=view.title,
            sentence=chart.sentence,
            notes=[*([DOTS] if view.within else []), *view.notes, *view.sources[:-1]],
            file_name=file_name(view.indicator, *parts, "gemeenten", ending="png"),
            label=chart.label,
        )
        st.page_link(
            site.pages()["trend"],
            label="Trend",
            icon=":material/show_chart:",
            query_params=choice.carried(choice.VIEW),
        )


def without_map(indicator: Indicator) -> None:
    """What there is instead, when no gemeente of Drenthe has a figure."""
    st.header(indicator.title, anchor=False)
    link = choice.carried(choice.PINNED, indicator=indicator.id)
    if populations(indicator):
        st.info(
            "Van dit onderwerp zijn er geen cijfers per gemeente in Drenthe. Wel van een groter gebied: zie Trend.",
            icon=":material/info:",
        )
        st.page_link(site.pages()["trend"], label=f"Naar de trend: {indicator.title}", query_params=link)
    else:
        explain.empty_state(indicator)
        st.page_link(site.pages()["cijfers"], label=f"Meer over: {indicator.title}", query_params=link)


def draw_legend(view: MapView) -> None:
    drawing, words = view.legend
    with choice.row(vertical_alignment="center", horizontal_alignment="distribute"):
        st.image(theme.drawing(drawing), alt=words)
        with st.container(gap=None, width="content"):
            colours_picker(view)
            other_view(view)


def colours_picker(view: MapView) -> None:
    against = view.against.name if view.against else ""
    asked = st.query_params.get(choice.CLASSES)
    with st.popover(
        "Kleuren", icon=":material/palette:", type="tertiary", on_change="rerun", key=COLOURS
    ) as colours:
        if not colours.open:
            return
        choice.pick(
            "Hoe de kleuren zijn gekozen",
            choice.CLASSES,
            colouring.offered(view.indicator, view.against, asked),
            colouring.QUANTILES,
            format_func=lambda method: colouring.option(
                method, against or "een ander gebied", view.area.many
            ),
            widget=st.radio,
        )
        st.caption(
            "De cijfers blijven dezelfde. Een andere keuze legt de grenzen tussen de kleuren ergens anders."
        )


def other_view(view: MapView) -> None:
    """From the wijken of one gemeente to all of Drenthe, and back."""
    if view.within and view.gemeente:
        st.button(
            f"Alleen {name(view.gemeente)}" if view.whole else "Heel Drenthe",
            icon=":material/zoom_in_map:" if view.whole else ":material/zoom_out_map:",
            type="tertiary",
            key="kaart_heel",
            on_click=choice.choose,
            kwargs={choice.WHOLE: None if view.whole else choice.ON},
        )


def off_the_map(view: MapView) -> None:
    """The names behind the short line under the map."""
    if view.off_the_map_in_full:
        with opened_later("Welke zijn dat?", OFF_THE_MAP) as names:
            if names.open:
                st.markdown("\n\n".join(map(literal, view.off_the_map_in_full)))


def over_the_years(view: MapView, phone: bool) -> None:
    """The same map of every measured year, when the reader asks for it."""
    shown = OverYears(view)
    if len(shown.years) < 2 and choice.OVER_YEARS not in st.query_params:
        return
    if not choice.switch("Dezelfde kaart over de jaren", choice.OVER_YEARS):
        return
    if len(shown.years) < 2:
        st.info(f"Er is één meting ({view.year}): er zijn nog geen jaren om naast elkaar te leggen.")
        return
    st.markdown(f"**{literal(shown.sentence)}**")
    st.image(theme.drawing(shown.drawing(phone)), alt=shown.alt)
    st.caption(literal(" ".join(shown.notes)))
    title = f"{view.indicator.title}, {shown.years[0]}-{shown.years[-1]}"
    st.download_button(
        "Kaartjes (PNG)",
        for_a_file(
            lambda: pictures.of_drawing(
                shown.drawing(),
                title=title,
                sentence=shown.sentence,
                # The years with a star are in the notes and in the sources.
                notes=list(
                    dict.fromkeys([*shown.notes, *explain.source_sentences(shown.rows), view.sources[-1]])
                ),
            )
        ),
        file_name=file_name(view.indicator, view.population, "jaren", ending="png"),
        mime="image/png",
        icon=":material/image:",
        on_click="ignore",
    )
    with opened_later("Deze jaren in een tabel", YEARS) as table:
        if table.open:
            csv_button(
                shown.rows,
                shown.sentence,
                file_name(view.indicator, view.population, "jaren", ending="csv"),
                label="Deze jaren (CSV voor Excel)",
            )
            alt = f"Tabel: {title}, per gebied en jaar"
            tables.of_years(st.container(), shown.table(), view.indicator, alt)


def with_map(view: MapView, answer: DeltaGenerator, phone: bool) -> None:
    """The sentence (in ``answer``), the map with its legend, the bars, the tables, and how to read them."""
    chart = beside(view)
    with answer:
        st.header(literal(view.sentence), anchor=False)
        if phone and view.beside_the_map:
            st.markdown(literal(view.beside_the_map))
    left, right = st.columns([5, 4], gap="medium")
    with left:
        draw_map(view, phone)
        if phone:
            draw_legend(view)
        st.caption(literal(view.under_the_map))
        off_the_map(view)
    with right:
        # Beside the map and not above it: a click on the map must not push the map away.
        if not phone:
            st.markdown(literal(view.beside_the_map or CLICK))
            draw_legend(view)
        draw_beside(view, chart)
        if view.within:
            st.caption(DOTS)
    st.caption(literal(" ".join(view.sources)))
    downloads(view, chart)
    over_the_years(view, phone)
    with opened_later("Dezelfde cijfers in een tabel", TABLE) as table:
        if table.open:
            show_table(view)
    if view.area is not AREAS["drenthe"]:
        which = "wijken" if view.within else f"{view.area.many} van deze kaart"
        with opened_later(f"Alle {which} in een tabel", WHOLE_MAP) as table:
            if table.open:
                show_whole_map(view)
    explain.how_to_read(view.indicator, view.population, view.shown)


gemeente, comparator = frame.pinned_gemeente(), frame.comparator_slug()

st.title("Waar in Drenthe is het anders?")
phone = on_phone()
with choice.row(vertical_alignment="top"):
    indicator = pickers.pick_indicator(clears=ends_with_indicator)
    others = None if phone else st.container(horizontal=True, gap="small", width="content")
answer = st.container()
groups = populations_on_map(indicator)
if groups:
    # A phone has the answer first, and below it what else can be chosen.
    with others or st.container(horizontal=True, gap="small"):
        population = pickers.pick_population(groups, clears=ends_with_population(indicator.id))
        years = areas.with_years(indicator.id, population)
        area = pickers.pick_area({id: AREAS[id].title for id in years}, clears=ends_with_area(years))
        year = pickers.pick_year(years[area])
    asked = choice.chosen(choice.CLASSES, colouring.METHODS, colouring.QUANTILES, "kleuren")
    method = next(m for m in colouring.METHODS if m == asked)
    whole = choice.chosen(choice.WHOLE, [choice.ON], "", "heel Drenthe") == choice.ON
    view = map_view(indicator.id, population, area, year, gemeente, comparator, method, whole)
    with_map(view, answer, phone)
else:
    without_map(indicator)
