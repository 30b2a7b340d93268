"""Waar in Drenthe is het anders? One figure on the map, with the 12 gemeenten from high to low beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import streamlit as st

from compare.dutch import NO_FIGURE, difference_text, number, value_text
from compare.gap import gap, grows_with_size
from compare.position import position
from compare.sentence import gap_clause, map_sentence, position_clause, who_when
from geo import layers, match
from geo.classes import Classes, sequential
from geo.regions import DRENTHE_GEMEENTEN, name
from loaders.catalogue import Indicator
from ui import areas, choice, colours, explain, frame, legend, pickers, pictures, regions, site, tables
from ui.areas import AREAS, Area
from ui.charts import bars
from ui.charts.map_picture import map_picture
from ui.data import catalogue, populations, series
from ui.downloads import csv_button, file_name

DRENTHE, NEDERLAND = regions.DRENTHE, regions.NEDERLAND

MAP, BARS, TABLE, ALL = "kaart", "kaart_staven", "kaart_tabel", "kaart_alles"
#: The region that was clicked last on the map.
LAST_CLICK = "kaart_laatste_klik"

#: Pixels of the map on a wide screen and on a phone, to fit the view in.
WIDE, PHONE = (700, 400), (350, 360)


CLICK = "Klik op een gemeente in de kaart, bij de staven of in de tabel om die te kiezen."


# What a click does


def choose_region(region: str | None) -> None:
    """Make the gemeente that was clicked the reader's own, on every page."""
    if region is None:
        return
    clicked = areas.gemeente(region)
    if clicked:
        choice.choose(gemeente=regions.slug(clicked))
    elif region not in (DRENTHE, NEDERLAND):
        st.toast("U kunt alleen een gemeente in Drenthe kiezen.", icon=":material/info:")


def map_clicked() -> None:
    # A second click on one region undoes the selection in the browser; for the reader it is a click all the same.
    clicked = layers.picked(st.session_state[MAP]) or st.session_state.get(LAST_CLICK)
    st.session_state[LAST_CLICK] = clicked
    choose_region(clicked)


def bar_clicked(key: str) -> None:
    points = st.session_state[key]["selection"].get(bars.CLICK) or []
    codes = {name(region): region for region in DRENTHE_GEMEENTEN}
    choose_region(codes.get(points[0]["Gebied"]) if points else None)


# Choose


def populations_on_map(indicator: Indicator) -> list[str]:
    """The populations with a figure for at least one gemeente of Drenthe."""
    return [p for p in populations(indicator) if areas.years(indicator.id, p, "drenthe")]


def ended(picker: str, options: Iterable[str]) -> list[str]:
    """A choice ends when it is not among the new options."""
    return [] if st.query_params.get(picker) in set(options) else [picker]


def ends_with_population(indicator: str) -> Callable[[str], list[str]]:
    return lambda new: [choice.YEAR, *ended(choice.AREA, areas.with_years(indicator, new))]


def ends_with_indicator(new: str) -> list[str]:
    groups = populations_on_map(catalogue()[new])
    if not groups:
        return [choice.YEAR, choice.POPULATION, choice.AREA]
    kept = st.query_params.get(choice.POPULATION)
    population = kept if kept in groups else groups[0]
    return [*ended(choice.POPULATION, groups), *ends_with_population(new)(population)]


def ends_with_area(years: dict[str, list[int]]) -> Callable[[str], list[str]]:
    return lambda new: ended(choice.YEAR, map(str, years[new]))


# Compare


def reference(values: pd.Series, indicator: Indicator) -> str | None:
    """What the gemeenten are held against: the reader's comparator, else Drenthe, if that has a figure."""
    if grows_with_size(indicator):
        return None
    return next((r for r in (comparator, DRENTHE, NEDERLAND) if pd.notna(values.get(r))), None)


def table_of(values: pd.Series, against: str | None, indicator: Indicator, year: int) -> pd.DataFrame:
    """The 12 gemeenten from high to low, with code as index: name, value, difference with ``against``, place."""
    own = values.reindex(DRENTHE_GEMEENTEN).sort_values(ascending=False, kind="stable")
    content: dict[str, Any] = {
        "Gemeente": [name(region) for region in own.index],
        f"Cijfer {year}": own.to_list(),
    }
    if against:
        gaps = [gap(value, values[against], indicator) for value in own]
        content[f"Verschil met {name(against)}"] = [g.difference if g else None for g in gaps]
    places = [position(own, region, indicator) for region in own.index]
    content["Plaats (1 = hoogste)"] = [p.rank if p else None for p in places]
    table = pd.DataFrame(content, index=own.index)
    return table.astype(dict.fromkeys(table.columns[1:], float))


def _plain(values: pd.Series) -> dict[str, float]:
    return {str(region): float(value) for region, value in values.items()}


# Say


def own_line(values: pd.Series, against: str | None, indicator: Indicator) -> str:
    """Where the reader's gemeente stands: "Emmen: 15,1%, 1,2 procentpunt meer dan in Nederland (13,9%); hoogste van de 12."."""
    assert gemeente
    place = position(values.reindex(DRENTHE_GEMEENTEN), gemeente, indicator)
    said = f"**{name(gemeente)}**: {value_text(values[gemeente], indicator)}"
    if place is None:
        return f"{said}."
    other = DRENTHE if against == gemeente else against
    found = gap(values[gemeente], values[other], indicator) if other else None
    if found and other:
        said += f", {gap_clause(found, name(other), indicator)}"
    return f"{said}; {position_clause(place, indicator)}."


def notes_on_map(area: Area, indicator: Indicator, year: int, classes: Classes) -> list[str]:
    """What to keep in mind with this map, short."""
    notes = []
    if area is AREAS["wijken"]:
        notes.append("Wijkcijfers zijn minder zeker dan gemeentecijfers.")
    else:
        notes.append("Verschillen binnen gemeenten ziet u hier niet.")
    if area is not AREAS["nederland"]:
        notes.append("Hoogste of laagste van Drenthe zegt niet of het veel of weinig is.")
    if grows_with_size(indicator):
        notes.append("Dit zijn aantallen: een grote gemeente heeft er vanzelf meer.")
    if not classes.all_years:
        notes.append(
            f"De kleuren gelden alleen voor {year}; op de kaart van een ander jaar betekenen ze iets anders."
        )
    return notes


def off_the_map(in_year: pd.DataFrame, area: Area) -> str:
    """Which figures have no place on the map and which places no figure: the division changes over the years."""
    if area is AREAS["drenthe"]:
        return ""
    first = "WK" if area is AREAS["wijken"] else "GM"
    figures = in_year[in_year["region"].str.startswith(first) & in_year["value"].notna()]
    return " ".join(said for mismatch in match.report(figures) for said in mismatch.sentences())


# Draw


def draw_map(
    area: Area, indicator: Indicator, population: str, year: int, classes: Classes, alt: str
) -> None:
    """The browser fetches shapes and figures of all years once; another year is only another expression."""
    query = urlencode({"indicator": indicator.id, "population": population})
    # The width of the screen is not known here, only what the browser says of itself.
    phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    width, height = PHONE if phone else WIDE
    deck = layers.choropleth(
        area.level,
        f"/open-data/map/{area.level}.geojson?{query}",
        year,
        classes,
        selected=gemeente,
        subject=f"{indicator.title}, {who_when(population, year)}",
        width=width,
        height=height,
        # All of Drenthe is in view as it is: there the wheel and the finger are for the page.
        zoomable=area is not AREAS["drenthe"] and not phone,
    )
    st.pydeck_chart(deck, height=height, on_select=map_clicked, key=MAP, alt=alt)


def draw_bars(spec: dict[str, Any], data: pd.DataFrame, alt: str) -> None:
    # Another gemeente makes it a new chart, so that an old click cannot speak against the URL.
    key = f"{BARS}_{gemeente}"
    st.vega_lite_chart(
        # Without the code, and without what pandas adds for Python, the table is half as big.
        spec={
            **spec,
            "datasets": {
                bars.ROWS: pa.Table.from_pandas(data.drop(columns="region")).replace_schema_metadata()
            },
        },
        theme=None,
        width="stretch",
        key=key,
        on_select=lambda: bar_clicked(key),
        selection_mode=bars.CLICK,
        alt=alt,
    )


def show_table(table: pd.DataFrame, indicator: Indicator, alt: str) -> None:
    _, value, *differences, place = table.columns
    words: dict[str, Callable[[Any], str]] = {value: _text_of(indicator), place: number}
    for column in differences:
        words[column] = lambda v: difference_text(v, indicator, signed=True)
    tables.choosing_table(
        table.style.format(dict(words)),
        [str(region) for region in table.index],
        gemeente,
        choose_region,
        key=TABLE,
        column="Gemeente",
        alt=alt,
        placeholder=NO_FIGURE,
        height=tables.height(len(table), len(table)),
        column_config={"Gemeente": st.column_config.TextColumn(pinned=True)},
    )


def show_all(here: pd.Series, names: dict[str, str], area: Area, indicator: Indicator, year: int) -> None:
    """The whole map as a table."""
    value, called = f"Cijfer {year}", area.one.capitalize()
    table = pd.DataFrame({called: [names[str(r)] for r in here.index], value: here.to_numpy()})
    st.dataframe(
        table.sort_values(value, ascending=False).style.format({value: _text_of(indicator)}),
        hide_index=True,
        placeholder=NO_FIGURE,
        alt=f"Tabel: {indicator.title}, {year}, alle {area.many}",
    )


def opened_later(label: str, key: str) -> Any:
    """A part that is made and sent only when the reader opens it; it stays open until the reader closes it."""
    return st.expander(label, icon=":material/table:", on_change="rerun", key=f"{key}_open")


def _text_of(indicator: Indicator) -> Callable[[Any], str]:
    return lambda value: value_text(value, indicator)


def without_map(indicator: Indicator) -> None:
    """What there is instead, when no gemeente of Drenthe has a figure."""
    st.subheader(indicator.title, anchor=False)
    link = choice.carried(choice.PINNED, indicator=indicator.id)
    if populations(indicator):
        st.info(
            "Hier zijn geen cijfers per Drentse gemeente van, alleen van een groter gebied. Die staan bij Trend.",
            icon=":material/info:",
        )
        st.page_link(site.pages()["trend"], label=f"Naar de trend: {indicator.title}", query_params=link)
    else:
        st.info(f"Wij hebben hier geen cijfers van. {indicator.gap or ''}", icon=":material/info:")
        st.page_link(site.pages()["cijfers"], label=f"Meer over: {indicator.title}", query_params=link)


def with_map(indicator: Indicator, population: str, area: Area, year: int) -> None:
    """The sentence, the map with its legend, the bars, the table, and how to read them."""

    def text(value: float) -> str:
        return value_text(value, indicator)

    rows = series(indicator.id, population)
    on_map = areas.on_map(rows, area)
    here = on_map[on_map["year"] == year].set_index("region")["value"]
    classes = sequential(on_map["value"], decimals=indicator.decimals, chosen=here)
    names = {str(region): areas.region_name(str(region), year) for region in here.index}

    in_year = rows[rows["year"] == year]
    lines = (
        {}
        if grows_with_size(indicator)
        else {DRENTHE: (colours.DRENTHE, False), NEDERLAND: (colours.NEDERLAND, True)}
    )
    values = in_year.set_index("region")["value"].reindex([*DRENTHE_GEMEENTEN, *lines])
    against = reference(values, indicator)
    mark = (name(against), float(values[against])) if against else None
    order = bars.bars_data(
        _plain(values), {r: name(r) for r in values.index}, indicator, classes.colour_of, gemeente, lines
    )

    sentence = map_sentence(here, names, indicator, population, year, area.one, area.many)
    of_drenthe = map_sentence(
        values.reindex(DRENTHE_GEMEENTEN),
        {r: name(r) for r in DRENTHE_GEMEENTEN},
        indicator,
        population,
        year,
    )
    title = f"{indicator.title} ({who_when(population, year)})"
    notes = notes_on_map(area, indicator, year, classes)
    if against and against != comparator:
        notes.append(
            f"{name(comparator)} heeft over {year} geen cijfer; daarom vergelijken we hier met {name(against)}."
        )
    st.subheader(sentence, anchor=False)
    # Always a line, so that a click on the map does not push the map away.
    st.markdown(own_line(values, against, indicator) if gemeente else CLICK)

    spec = bars.bars(order)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_map(
            area,
            indicator,
            population,
            year,
            classes,
            f"Kaart: {title}. De cijfers staan ook bij de staven en in de tabel.",
        )
        st.image(
            legend.legend_svg(
                classes, text, mark, colours.DRENTHE if against == DRENTHE else colours.NEDERLAND
            ),
            alt=legend.legend_text(classes, text, mark),
        )
        st.caption(" ".join([*notes, off_the_map(in_year, area)]))
    with right:
        said = "" if area is AREAS["drenthe"] else f" {of_drenthe}"
        draw_bars(spec, order, f"Staafdiagram: de gemeenten van Drenthe van hoog naar laag.{said}")

    shown = in_year[in_year["region"].isin(values.index)]
    sources = [*explain.source_sentences(shown), f"{area.boundary_source}."]
    st.caption(" ".join(sources))
    with st.container(horizontal=True, gap="small"):
        csv_button(
            in_year[in_year["region"].isin([*values.index, *here.index])],
            sentence,
            file_name(indicator, population, year, area.title.lower(), ending="csv"),
        )
        st.download_button(
            "Kaart (PNG)",
            lambda: pictures.png(
                *map_picture(area.level, _plain(here), classes, text, gemeente, mark),
                title=title,
                sentence=sentence,
                notes=[*notes, *sources],
            ),
            file_name=file_name(indicator, population, year, area.title.lower(), ending="png"),
            mime="image/png",
            icon=":material/map:",
            on_click="ignore",
        )
        pictures.png_button(
            spec,
            {bars.ROWS: order},
            title=title,
            sentence=of_drenthe,
            notes=sources[:-1],
            file_name=file_name(indicator, population, year, "gemeenten", ending="png"),
            label="Staven (PNG)",
        )
        st.page_link(
            site.pages()["trend"],
            label="Trend",
            icon=":material/show_chart:",
            query_params=choice.carried(choice.VIEW),
        )

    with opened_later("Dezelfde cijfers in een tabel", TABLE) as table:
        if table.open:
            if lines:
                st.caption(". ".join(f"{name(r)}: {text(values[r])}" for r in lines) + ".")
            show_table(
                table_of(values, against, indicator, year),
                indicator,
                f"Tabel: {title}, per gemeente van Drenthe",
            )
    if area is not AREAS["drenthe"]:
        with opened_later(f"Alle {area.many} van deze kaart in een tabel", ALL) as table:
            if table.open:
                show_all(here, names, area, indicator, year)
    explain.how_to_read(indicator, population)


gemeente, comparator = frame.pinned_gemeente(), frame.comparator()

st.title("Waar in Drenthe is het anders?")
with choice.row(vertical_alignment="top"):
    indicator = pickers.pick_indicator(clears=ends_with_indicator)
    groups = populations_on_map(indicator)
    if groups:
        population = pickers.pick_population(groups, clears=ends_with_population(indicator.id))
        years = areas.with_years(indicator.id, population)
        area = pickers.pick_area({id: AREAS[id].title for id in years}, clears=ends_with_area(years))
        year = pickers.pick_year(years[area])

if groups:
    with_map(indicator, population, AREAS[area], year)
else:
    without_map(indicator)
