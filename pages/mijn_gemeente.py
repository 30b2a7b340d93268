"""Hoe staat mijn gemeente ervoor? Everything about one gemeente, against Drenthe and Nederland; a click opens the trend."""

import pandas as pd
import streamlit as st

from compare.change import run
from compare.dutch import NO_FIGURE, WHY_MISSING, listing, number, population_text
from compare.gap import grows_with_size
from compare.profile import Row
from compare.sentence import trend_sentence
from compare.standing import standing
from geo.regions import DRENTHE_GEMEENTEN, Group, groups, name
from ui import choice, colours, explain, frame, profile, regions, site, tables
from ui.charts import bars
from ui.charts.trend import Role, measured_years, trend
from ui.data import catalogue, series
from ui.downloads import csv_button, excel_button, file_name, table_for_excel
from ui.pictures import png_button

DRENTHE, NEDERLAND = regions.DRENTHE, regions.NEDERLAND

#: In the URL: which order, and which age group.
ORDERS = {"opvallend": "Opvallend eerst", "thema": "Per thema"}
EVERYONE = "alle"
AGES = {EVERYONE: "Alle groepen", **{age: population_text(age) for age in ("16-25", "18-64", "65+")}}

#: A longer table scrolls, so that the next theme stays within reach.
MOST_ROWS = 12


def choose_gemeente() -> None:
    """Twelve buttons; the one that is pressed is the reader's gemeente on every page."""
    st.title("Hoe staat mijn gemeente ervoor?")
    st.markdown(
        "Kies uw gemeente. U ziet dan alle cijfers van die gemeente, naast die van Drenthe en Nederland."
    )
    with st.grid(min_column_width=170, gap="small"):
        for slug, code in regions.gemeente_slugs().items():
            st.button(
                name(code),
                key=f"kies_{slug}",
                on_click=choice.choose,
                kwargs={choice.GEMEENTE: slug},
                width="stretch",
            )


def period(group: Group) -> str:
    """ " (2020-2022)", " (sinds 2025)", or nothing where the name already says it or the group is of all times."""
    if group.first_year is None or str(group.first_year) in group.title:
        return ""
    return f" ({group.first_year}-{group.last_year})" if group.last_year else f" (sinds {group.first_year})"


def who_it_is() -> None:
    """Inhabitants, and the groups of gemeenten it belongs to, each with its period."""
    counted = series("bevolking", "personen")
    own = counted[(counted["region"] == gemeente) & counted["value"].notna()].tail(1)
    mine = [group for group in groups() if gemeente in group.members]
    now = [group.title + period(group) for group in mine if group.last_year is None]
    said = []
    if len(own):
        inhabitants, year, source = own["value"].iloc[0], own["year"].iloc[0], own["source"].iloc[0]
        said.append(
            f"**{number(inhabitants)} inwoners** op 1 januari {year} ({catalogue().sources[source].attribution})."
        )
    if now:
        said.append(f"Hoort bij: {listing(now)}.")
    texts, more = st.columns([5, 1], vertical_alignment="center")
    texts.markdown(" ".join(said))
    with more.popover("Wie hoort waarbij?", icon=":material/groups:"):
        for group in mine:
            st.markdown(f"**{group.title}**{period(group)}: {listing([name(m) for m in group.members])}.")
            st.caption(" ".join(part for part in (group.note, f"Bron: {group.source}.") if part))


def show_section(section: profile.Section, opened: str | None) -> None:
    """The rows of one section; the one that the reader clicked is open below them."""
    st.subheader(section.title, anchor=section.id)
    tables.choosing_table(
        section.table,
        section.names,
        opened,
        lambda id: choice.choose(indicator=id),
        key=f"profiel_{section.id}_{order}_{ages}_{gemeente}_{comparator}",
        column=profile.FIRST,
        alt=f"{section.title}: {len(section.rows)} cijfers van {name(gemeente)}",
        height=tables.height(len(section.rows), MOST_ROWS),
        column_config=profile.columns(comparator),
        placeholder=profile.NOTHING,
    )
    below = [profile.notes(section.rows)]
    if len(section.rows) > MOST_ROWS:
        below.insert(0, f"{len(section.rows)} cijfers: schuif in de tabel voor de rest.")
    if any(below):
        st.caption(" ".join(below))
    row = next((row for row in section.rows if row.indicator.id == opened), None)
    if row:
        with st.container(border=True):
            show_opened(row)


def show_opened(row: Row) -> None:
    """One indicator in full: the sentence, the picture, where it comes from and how to read it."""
    indicator, population = row.indicator, row.population
    rows = series(indicator.id, population)
    title = f"{indicator.title} ({population_text(population)})"
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.markdown(f"#### {indicator.title}", width="stretch")
        st.button(
            "Sluiten",
            key="sluiten",
            icon=":material/close:",
            on_click=choice.choose,
            kwargs={choice.INDICATOR: None},
        )
    against = gemeente if grows_with_size(indicator) else comparator
    found = standing(rows, indicator, population, gemeente, against)
    if found is None:
        said = f"{name(gemeente)} heeft hier geen cijfer: {WHY_MISSING.get(row.missing or '', '')}."
    else:
        said = trend_sentence(found, name(gemeente), name(against), run(rows, gemeente, indicator))
    st.markdown(said)
    picture, reading = st.columns([3, 2], gap="large")
    with picture:
        show_picture(row, rows, title, said)
    with reading:
        explain.how_to_read(
            indicator, population, extra=explain.break_lines(in_picture(rows, row), indicator)
        )
        view = choice.carried(choice.PINNED, indicator=indicator.id, wie=population)
        with st.container(horizontal=True, gap="small"):
            st.page_link(site.pages()["kaart"], label="Op de kaart", icon=":material/map:", query_params=view)
            st.page_link(
                site.pages()["trend"], label="Grote trend", icon=":material/show_chart:", query_params=view
            )
            st.page_link(
                site.pages()["cijfers"],
                label="Meer over dit cijfer",
                icon=":material/info:",
                query_params=view,
            )


def in_view(row: Row) -> dict[str, Role]:
    """The regions in the picture: the gemeente, and what it is compared with unless size alone makes the difference."""
    if grows_with_size(row.indicator):
        return {gemeente: "gemeente"}
    return {gemeente: "gemeente", DRENTHE: "drenthe", other: "comparator"}


def in_picture(rows: pd.DataFrame, row: Row) -> pd.DataFrame:
    return rows[rows["region"].isin(list(in_view(row)))]


def show_picture(row: Row, rows: pd.DataFrame, title: str, said: str) -> None:
    """Lines over the years; bars of the 12 gemeenten when there is only one year."""
    indicator, population = row.indicator, row.population
    shown = in_picture(rows, row)
    years = measured_years(shown)
    drawn = trend(rows, in_view(row), indicator, population, catalogue().sources)
    if drawn is None:
        st.info(f"Er is geen enkel jaar met een cijfer: {NO_FIGURE}.", icon=":material/info:")
        return
    if len(years) == 1:
        shown = rows[rows["region"].isin([*DRENTHE_GEMEENTEN, *in_view(row)]) & (rows["year"] == years[0])]
        data = bars.bars_data(
            dict(zip(shown["region"], shown["value"], strict=True)),
            {region: name(region) for region in shown["region"]},
            indicator,
            lambda value: colours.OTHER,
            own=gemeente,
            lines={DRENTHE: (colours.DRENTHE, False), other: (colours.NEDERLAND, True)},
        )
        spec, datasets, notes = bars.bars(data), {bars.ROWS: data}, ()
        alt = f"Staafdiagram: {title}, {years[0]}, de gemeenten van hoog naar laag. {said}"
    else:
        spec, datasets, notes = drawn.spec, drawn.datasets, drawn.notes
        alt = f"Lijngrafiek: {title}, {years[0]} tot en met {years[-1]}, {name(gemeente)}. {said}"
    st.vega_lite_chart(spec={**spec, "datasets": datasets}, theme=None, width="stretch", alt=alt)
    if notes:
        st.caption(" ".join(notes))
    explain.source_line(shown)
    with st.container(horizontal=True, gap="small"):
        csv_button(
            shown,
            f"{title}. {said}",
            file_name(indicator, population, regions.slug(gemeente), ending="csv"),
        )
        png_button(
            spec,
            datasets,
            title=title,
            sentence=said,
            notes=[*notes, *explain.source_sentences(shown)],
            file_name=file_name(indicator, population, regions.slug(gemeente), ending="png"),
        )
    with st.expander("Dezelfde cijfers in een tabel"):
        tables.years_table(
            shown, list(shown["region"].unique()) if len(years) == 1 else list(in_view(row)), indicator,
            alt=f"Tabel: {title}, per gebied en jaar",
        )  # fmt: skip


def sources_of(rows: tuple[Row, ...]) -> str:
    """The sources of all rows, each once, with its licence."""
    found = catalogue().sources
    lines = dict.fromkeys(f"{found[r.source].attribution} ({found[r.source].licence})" for r in rows)
    return "Bronnen: " + "; ".join(lines) + "."


def pick_view() -> tuple[str, str]:
    """The order and the age group that the reader wants."""
    with choice.row(gap="medium"):
        order = choice.pick(
            "Volgorde",
            choice.ORDER,
            list(ORDERS),
            "opvallend",
            format_func=ORDERS.__getitem__,
            widget=st.segmented_control,
            required=True,
            wrap=True,
        )
        ages = choice.pick(
            "Over wie",
            choice.AGES,
            list(AGES),
            EVERYONE,
            format_func=AGES.__getitem__,
            widget=st.segmented_control,
            required=True,
            wrap=True,
        )
    return order, ages


def opened_indicator(rows: tuple[Row, ...]) -> str | None:
    """The indicator in the URL; said when this gemeente has no row for it."""
    opened = choice.chosen(choice.INDICATOR, list(catalogue().indicators), "", "het cijfer") or None
    if opened and opened not in {row.indicator.id for row in rows}:
        whom = "" if ages == EVERYONE else f" over de groep {AGES[ages]}"
        st.info(
            f"{catalogue()[opened].title}: {NO_FIGURE} voor {name(gemeente)}{whom}.", icon=":material/info:"
        )
    return opened


gemeente = frame.pinned_gemeente() or ""
#: A gemeente is not held against itself.
comparator = frame.comparator() if frame.comparator() != gemeente else NEDERLAND
#: Drenthe is always there; this is the other one.
other = comparator if comparator != DRENTHE else profile.shown_beside(comparator)

if not gemeente:
    choose_gemeente()
else:
    st.title(f"Hoe staat {name(gemeente)} ervoor?")
    # The sentence is of the age group that is picked below it.
    first = st.container()
    who_it_is()
    order, ages = pick_view()
    mine = profile.of(gemeente, comparator, None if ages == EVERYONE else ages)
    first.markdown(f"**{mine.sentence}**")
    opened = opened_indicator(mine.rows)
    st.caption(
        f"Klik op een rij voor het verloop en de uitleg. Lijn in oranje: {name(gemeente)}, gestreept grijs: "
        f"{name(comparator)}. Plaats: 1e is het hoogste cijfer van de gemeenten in Drenthe. Dat zegt niet of het goed "
        "of slecht gaat."
    )
    for section in mine.standing_out_first if order == "opvallend" else mine.by_theme:
        show_section(section, opened)
    excel_button(
        lambda: table_for_excel(profile.for_excel(mine), mine.sentence),
        f"profiel-{regions.slug(gemeente)}.csv",
        label="Alle cijfers van deze pagina (CSV voor Excel)",
    )
    st.caption(sources_of(mine.rows))
