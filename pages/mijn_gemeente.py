"""Hoe staat mijn gemeente ervoor? Everything about one gemeente, against Drenthe and Nederland; a click opens the trend."""

from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from compare.rules.profile_row import ProfileRow
from compare.wording.clauses import position_clause
from monitor.dutch import NO_FIGURE, listing, number, population_text
from monitor.regions import Group, groups, name, slug_of
from ui import theme
from ui.charts.base import sent
from ui.choose import frame, regions, site
from ui.choose import url as choice
from ui.data import catalogue
from ui.gemeente import similar, spine, spine_chart, together
from ui.gemeente import view as profile
from ui.parts import exhibits, explain, tables
from ui.parts.downloads import excel_button, table_for_excel
from ui.parts.literal import lines, literal, words
from ui.parts.pictures import png_button
from ui.parts.screen import on_phone
from ui.trend.view import Choice, View, exhibit, view

#: In the URL: what is shown, and of which age group. One theme at a time keeps the page short and quick.
IN_SHORT, TOGETHER, ALL = "opvallend", "samen", "alles"
SHOWN = {
    IN_SHORT: "Opvallend eerst",
    **{theme.id: theme.title for theme in catalogue().themes},
    ALL: "Alle thema's",
    TOGETHER: together.TITLE,
}
EVERYONE = "alle"
AGES = {EVERYONE: "Alle groepen", **{age: population_text(age) for age in ("16-25", "18-64", "65+")}}

#: In the URL: the figures as a table or as a picture.
FORM, TABLE, PICTURE = "vorm", "tabel", "spin"
FORMS = {TABLE: "Als tabel", PICTURE: "Als plaatje"}

#: Where to read on about an opened indicator.
LINKS = (
    ("kaart", "Op de kaart", ":material/map:"),
    ("trend", "Grote trend", ":material/show_chart:"),
    ("cijfers", "Meer over dit cijfer", ":material/info:"),
)

#: A longer table scrolls, so that what is opened beside it, or on a phone below it, is in sight at once.
MOST_ROWS, MOST_ROWS_ON_PHONE = 20, 7
#: Pixels for what is opened, beside a short table.
LEAST_ROOM = 560


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
    # Of everyone, also when the page is about one age group.
    counted = next((r for r in profile.of(gemeente, comparator).rows if r.indicator.id == "bevolking"), None)
    mine = [group for group in groups() if gemeente in group.members]
    now = [group.title + period(group) for group in mine if group.last_year is None]
    said = []
    if counted and counted.value is not None:
        source = catalogue().sources[counted.point.source].attribution
        said.append(f"**{number(counted.value)} inwoners** op 1 januari {counted.year} ({literal(source)}).")
    if now:
        said.append(literal(f"Hoort bij: {listing(now)}."))
    texts, more = st.columns([7, 3], vertical_alignment="center")
    texts.markdown(" ".join(said))
    more = more.container(horizontal=True, gap="small", horizontal_alignment="right")
    with more.popover("Wie hoort waarbij?", icon=":material/groups:"):
        for group in mine:
            members = listing([name(m) for m in group.members])
            st.markdown(f"**{literal(group.title)}**{period(group)}: {literal(members)}.")
            st.caption(literal(" ".join(part for part in (group.note, f"Bron: {group.source}.") if part)))
    similar_ones = more.popover(
        "Wie lijkt erop?", icon=":material/join_inner:", on_change="rerun", key="wie_lijkt_erop"
    )
    if similar_ones.open:
        with similar_ones:
            similar.show(gemeente, frame.comparator_slug())


def show_section(section: profile.Section, opened: ProfileRow | None) -> None:
    """The rows of one section; the one that the reader ticked is open beside them, on a phone below them."""
    st.header(section.title, anchor=section.id)
    here = opened is not None and opened in section.rows
    # The table stands in a first column either way, so that the browser keeps its sorting and its place.
    table, *beside = st.columns([1, 1] if here else [1], gap="medium")
    phone = on_phone()
    most = MOST_ROWS_ON_PHONE if phone else MOST_ROWS
    with table:
        tables.choosing_table(
            theme.table(section.table, profile.PICTURE),
            section.names,
            opened.indicator.id if opened else None,
            lambda id: choice.choose(indicator=id),
            key=f"profiel_{section.id}_{ages}_{gemeente}_{comparator.code}",
            alt=f"{section.title}: {len(section.rows)} cijfers van {name(gemeente)}",
            height=tables.height(len(section.rows), most),
            column_config=profile.columns(comparator),
            placeholder=profile.NOTHING,
        )
    if opened and here:
        # As high as the table, so that the rest of the page stays where it is.
        room: int | Literal["content"] = (
            "content" if phone else max(tables.height(len(section.rows), most), LEAST_ROOM)
        )
        with beside[0], st.container(border=True, height=room):
            show_opened(opened, narrow=True)
    below = [profile.notes(section.rows, comparator)]
    if len(section.rows) > most:
        below.insert(0, f"{len(section.rows)} cijfers: schuif in de tabel voor de rest.")
    if any(below):
        st.caption(" ".join(below))


def show_spine(
    section: profile.Section, opened: ProfileRow | None, said: str, *, heading: bool = True
) -> str:
    """The rows of one section as a picture; the one that the reader clicked opens below its row.

    Returns how to read it; that is left out when it was ``said`` at the section before.
    """
    if heading:
        st.header(section.title, anchor=section.id)
    found = spine.view(gemeente, comparator, None if ages == EVERYONE else ages, section.id)
    if found.reading != said:
        st.caption(found.reading)
    if opened and opened in section.rows:
        # What stands above the clicked row stays where it is.
        after = section.rows.index(opened) + 1
        draw_spine(section, found, opened, 0, after)
        with st.container(border=True):
            show_opened(opened)
        if after < len(found.lines):
            draw_spine(section, found, opened, after, None)
    else:
        draw_spine(section, found, opened, 0, None)
    if note := profile.notes(section.rows, comparator):
        st.caption(note)
    spine_files(section, found)
    return found.reading


def draw_spine(
    section: profile.Section, found: spine.SpineView, opened: ProfileRow | None, first: int, until: int | None
) -> None:
    """The rows of the picture from ``first`` to ``until``."""
    narrow = on_phone()
    data, height = spine_chart.spine_data(found, narrow=narrow, first=first, until=until)
    # Another picture after each click: in the old one the row would stay chosen, and a second click undo it.
    of = opened.indicator.id if opened else ""
    key = f"spin_{section.id}_{ages}_{gemeente}_{comparator.code}_{of}_{first}"

    def clicked() -> None:
        rows = st.session_state[key]["selection"].get(spine_chart.CLICK) or []
        if rows:
            choice.choose(indicator=section.names[rows[0]["r"]])

    st.vega_lite_chart(
        spec=theme.chart(sent(spine_chart.spine(found, height, narrow=narrow), data)),
        theme=None,
        width="stretch",
        key=key,
        on_select=clicked,
        selection_mode=spine_chart.CLICK,
        alt=f"Vervolg van het plaatje: {section.title}." if first else found.alt,
    )


def show_spine_later(section: profile.Section, opened: ProfileRow | None) -> None:
    """The picture of one of many themes: drawn when the reader opens it."""
    here = opened is not None and opened in section.rows
    part = st.expander(section.title, expanded=here, key=f"spin_deel_{section.id}", on_change="rerun")
    if part.open:
        with part:
            show_spine(section, opened, "", heading=False)


def spine_files(section: profile.Section, found: spine.SpineView) -> None:
    """The picture as a file, and its figures in a table."""
    said = f"{name(gemeente)} tussen andere gemeenten. {words(found.reading)}"
    data, height = spine_chart.spine_data(found)
    png_button(
        spine_chart.spine(found, height),
        data,
        title=f"{name(gemeente)}: {section.title}",
        sentence=said,
        notes=[words(profile.notes(section.rows, comparator)), sources_of(section.rows)],
        file_name=f"profiel-{slug_of(gemeente)}-{section.id}.png",
    )
    twin = st.expander("Dezelfde cijfers in een tabel", key=f"spin_tabel_{section.id}", on_change="rerun")
    # Closed, it need not be sent.
    if twin.open:
        twin.dataframe(
            found.table,
            hide_index=True,
            height="content",
            column_config={"Cijfer": st.column_config.TextColumn(pinned=not on_phone())},
            alt=f"Tabel: {section.title}, de cijfers van het plaatje",
        )


def show_opened(row: ProfileRow, narrow: bool = False) -> None:
    """One indicator in full: the sentence, the picture, where it comes from and how to read it.

    ``narrow``: there is no room for two columns.
    """
    indicator, population = row.indicator, row.population
    found = view(indicator, population, Choice(gemeente, frame.comparator_slug()))
    said = found.sentences[-1]
    if row.value is None:
        said = f"{name(gemeente)} heeft hier {NO_FIGURE}: {profile.note(row)}."
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.markdown(f"### {indicator.title}", width="stretch")
        st.button(
            "Sluiten",
            key="sluiten",
            icon=":material/close:",
            on_click=choice.choose,
            kwargs={choice.INDICATOR: None},
        )
    st.markdown(literal(said))
    if found.in_people:
        st.caption(literal(found.in_people))
    picture, reading = (st.container(), st.container()) if narrow else st.columns([3, 2], gap="large")
    with picture:
        if found.spec:
            show_picture(found, row, said)
        else:
            st.info(literal(found.remark) or f"Voor deze gebieden: {NO_FIGURE}.", icon=":material/info:")
    with reading:
        explain.how_to_read(indicator, population, found.rows, extra=found.breaks)
        there = choice.carried(choice.PINNED, indicator=indicator.id, wie=population)
        with st.container(horizontal=True, gap="small"):
            for page, label, icon in LINKS:
                st.page_link(site.pages()[page], label=label, icon=icon, query_params=there)


def show_picture(found: View, row: ProfileRow, said: str) -> None:
    """Lines over the years, or bars when there is one measurement; below it the source, the table and the files."""
    if found.remark:
        st.caption(literal(found.remark))
    shown = replace(
        exhibit(found, row.indicator, row.population, choice.carried(choice.PINNED), gemeente), sentence=said
    )
    exhibits.show(shown)
    with st.container(horizontal=True, gap="small"):
        exhibits.files(shown)
    twin = st.expander("Dezelfde cijfers in een tabel", key="zelfde_cijfers", on_change="rerun")
    # Closed, it need not be sent.
    if twin.open:
        show_table(twin, found, row)


def show_table(where: DeltaGenerator, found: View, row: ProfileRow) -> None:
    """The figures of the picture, and which the source leaves out."""
    tables.of_years(where, found.table, row.indicator, f"Tabel: {found.title}, per gebied en jaar")
    if below := lines(found.over_same, found.absent):
        where.caption(below)


def sources_of(rows: tuple[ProfileRow, ...]) -> str:
    """The sources of all rows, each once, with its licence."""
    found = catalogue().sources
    lines = dict.fromkeys(
        f"{found[r.point.source].attribution} ({found[r.point.source].licence})" for r in rows
    )
    return "Bronnen: " + "; ".join(lines) + "."


def place_of(indicator: str, population: str) -> str:
    """The place of the newest figure among the gemeenten of Drenthe, in words; "" where there is none."""
    rows = profile.of(gemeente, comparator).rows
    row = next((r for r in rows if (r.indicator.id, r.population) == (indicator, population)), None)
    if row is None or row.position is None:
        return ""
    return f"Cijfer van {row.year}: {position_clause(row.position)} in Drenthe."


def show_together() -> None:
    """Three trends beside each other, on a phone below each other, and what they do not say."""
    st.header(together.TITLE)
    for column, (id, population) in zip(st.columns(3, gap="large"), together.THREE, strict=True):
        indicator = catalogue()[id]
        found = view(indicator, population, Choice(gemeente, frame.comparator_slug()))
        with column:
            st.subheader(indicator.title)
            # The picture first: three long sentences would push all pictures out of sight.
            if found.spec:
                spec = sent(found.spec, found.datasets)
                st.vega_lite_chart(spec=theme.chart(spec), theme=None, width="stretch", alt=found.alt)
            # A line never ends between € and its amount.
            st.markdown(literal(found.sentences[-1]).replace("€ ", "€\u00a0"))
            if found.remark:
                st.caption(literal(found.remark))
            st.caption(lines(place_of(id, population), " ".join(found.notes), " ".join(found.facts)))
            link = choice.carried(choice.PINNED, indicator=id, wie=population)
            st.page_link(
                site.pages()["trend"],
                label=f"Grote trend: {indicator.short_title}",
                icon=":material/show_chart:",
                query_params=link,
            )
    st.markdown(together.CAUTION)


def pick_view() -> tuple[str, str, str]:
    """What the reader wants to see, the age group, and as a table or as a picture."""
    with choice.row(gap="medium"):
        shown = choice.pick(
            "Toon",
            choice.THEME,
            list(SHOWN),
            IN_SHORT,
            format_func=SHOWN.__getitem__,
            widget=st.segmented_control,
            required=True,
            wrap=True,
            clears=(choice.INDICATOR,),
        )
        if shown == TOGETHER:
            # Three fixed figures, each of its own group.
            return shown, EVERYONE, TABLE
        ages = choice.pick(
            "Over wie",
            choice.AGES,
            list(AGES),
            EVERYONE,
            format_func=AGES.__getitem__,
            width=200,
        )
        form = choice.pick(
            "Vorm",
            FORM,
            list(FORMS),
            TABLE,
            format_func=FORMS.__getitem__,
            widget=st.segmented_control,
            required=True,
        )
    return shown, ages, form


def sections(found: profile.Profile, shown: str) -> tuple[profile.Section, ...]:
    """What the reader wants to see of the profile."""
    if shown == IN_SHORT:
        return found.in_short
    return tuple(section for section in found.by_theme if shown in (section.id, ALL))


def opened_row(rows: tuple[ProfileRow, ...]) -> ProfileRow | None:
    """The row of the indicator in the URL; said when this gemeente has none."""
    id = choice.chosen(choice.INDICATOR, list(catalogue().indicators), "", "het cijfer")
    row = next((row for row in rows if row.indicator.id == id), None)
    if id and row is None:
        whom = "" if ages == EVERYONE else f" over de groep {AGES[ages]}"
        st.info(f"{catalogue()[id].title}: {NO_FIGURE} voor {name(gemeente)}{whom}.", icon=":material/info:")
    return row


def show_figures(in_view: tuple[profile.Section, ...], opened: ProfileRow | None) -> None:
    """The sections that the reader wants to see, as tables or as pictures."""
    if form == PICTURE:
        st.caption("Klik op een rij voor het verloop en de uitleg.")
    else:
        # An earlier year is the same line.
        behind = "" if comparator.earlier else f", gestreept grijs: {comparator.place}"
        st.caption(
            f"Klik op het vakje voor een rij voor het verloop en de uitleg. Lijn in oranje: {name(gemeente)}{behind}. "
            "Plaats: 1e is het hoogste cijfer van de gemeenten in Drenthe. Dat zegt niet of het goed of slecht gaat."
        )
    reading = ""
    for section in in_view:
        if section.id == profile.THE_REST and mine.moved:
            st.header(f"Dit veranderde het meest in {name(gemeente)}", anchor="veranderd")
            explain.what_moved(mine.moved)
        if form == PICTURE and shown == ALL:
            show_spine_later(section, opened)
        elif form == PICTURE:
            reading = show_spine(section, opened, reading)
        else:
            show_section(section, opened)
    if not in_view:
        st.info(f"{SHOWN[shown]}: {NO_FIGURE} over de groep {AGES[ages]}.", icon=":material/info:")


gemeente = frame.pinned_gemeente() or ""
comparator, remark = frame.comparator(gemeente)

if not gemeente:
    choose_gemeente()
else:
    st.title(f"Hoe staat {literal(name(gemeente))} ervoor?")
    # The sentence is of the age group that is picked below it.
    first = st.container()
    if remark:
        st.caption(literal(remark))
    who_it_is()
    shown, ages, form = pick_view()
    mine = profile.of(gemeente, comparator, None if ages == EVERYONE else ages)
    # Beside the three figures it would be about others.
    if shown != TOGETHER:
        with first:
            explain.what_stands_out(mine.said, mine.rule, mine.sentence_note)
    opened = opened_row((*mine.rows, *mine.otherwise))
    in_view = sections(mine, shown)
    if opened and not any(opened in section.rows for section in in_view):
        # From another page: it stands in none of the tables below.
        with st.container(border=True):
            show_opened(opened)
    if shown == TOGETHER:
        show_together()
    else:
        show_figures(in_view, opened)
    excel_button(
        lambda: table_for_excel(profile.for_excel(mine), " ".join(mine.said)),
        f"profiel-{slug_of(gemeente)}.csv",
        label=f"Alle cijfers van {name(gemeente)} (CSV voor Excel)",
    )
    st.caption(literal(sources_of(mine.rows)))
