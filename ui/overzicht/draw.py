"""The parts of the front page, drawn."""

from __future__ import annotations

from contextlib import nullcontext

import streamlit as st

from compare.rules.comparator import Comparator
from compare.wording.largest import CHANGE_RULE
from monitor.province import PROVINCE, PROVINCE_NAME
from monitor.regions import name
from ui.choose import site
from ui.choose import url as choice
from ui.overzicht import exhibits
from ui.overzicht.exhibits import PanelExhibits
from ui.overzicht.key_figures import ThemeRows
from ui.overzicht.panels import PANELS, Panel
from ui.overzicht.view import Overview
from ui.overzicht.where import WHERE
from ui.parts import page_links, reading_table
from ui.parts.exhibits import show_drawings
from ui.parts.literal import in_html, literal
from ui.parts.screen import on_phone

#: Who you are -> what you see first: label, page and its choices.
DOORS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("Ik ben bestuurder", "De gemeenten naast elkaar, en naast Nederland.", "vergelijk", {}),
    ("Ik werk bij een gemeente", "Alles over één gemeente, en wat daar opvalt.", "gemeente", {}),
    ("Ik begeleid een werkatelier", "Een rij beelden voor de zaal, met vragen erbij.", "verhaallijn", {}),
)


#: The parts of the first screen; server/shell/shell.css makes them as small as they can be.
ANSWER, MOVED = "antwoord", "bewoog"


#: A space at which no line ends.
NO_BREAK = "\u00a0"

#: In the address: the explanation is asked for. server/shell/shell.js remembers, in the browser alone, who has read it.
EXPLAIN = "uitleg"


#: With a title of at most so many letters there is room beside it.
_SHORT_TITLE = 32


def how_to_read(title: str) -> None:
    """Three steps for who is here for the first time, until they are sent away; or for who asks for them again. ``title``: of
    the page."""
    asked = st.query_params.get(EXPLAIN) == choice.ON
    beside = "naast" if len(title) <= _SHORT_TITLE else "onder"
    with (
        st.container(key="uitleg_gevraagd" if asked else "uitleg"),
        st.container(key=f"uitleg_{beside}", horizontal=True, gap="small"),
    ):
        st.markdown(
            f"**Zo leest u dit.** **1** Groot: {PROVINCE_NAME}, vet: het verschil. **2** Kies bovenin uw gemeente: die is "
            ":orange[**oranje**]. **3** Klik door voor verloop en uitleg.",
            width="stretch",
        )
        st.button(
            "Begrepen", type="tertiary", on_click=lambda: choice.choose(**{EXPLAIN: None}), key="begrepen"
        )


def numbers(panel: Panel, *, beside: bool = False) -> None:
    """The large number, what it is, and the difference; ``beside``: the words stand next to the number."""
    st.header(panel.title, anchor=panel.id)
    with st.container(horizontal=True, gap="xsmall") if beside else nullcontext():
        st.metric(panel.phrase, panel.value, label_visibility="collapsed", width=104 if beside else "stretch")
        own = f" &nbsp;:orange[**{literal(panel.own)}**]" if panel.own else ""
        with st.container(gap=None, key=f"woorden_{panel.id}"):
            st.markdown(
                f"{literal(panel.phrase)} :small[({literal(panel.when)})]  \n**{literal(panel.difference)}** "
                f":small[{literal(panel.favourable).replace(' ', NO_BREAK)}]{own}"
            )
            if panel.newer:
                st.markdown(f":small[{literal(panel.newer)}]")


def pictures(shown: PanelExhibits) -> None:
    """The lines, the other figures of the panel as strips, the source and the way to more."""
    # One element: each costs a message at every change of anything.
    if drawn := [one for one in (shown.line, shown.strips) if one and one.picture]:
        show_drawings(*drawn, width="stretch")
    query = choice.carried(choice.PINNED, indicator=shown.panel.indicator)
    more = page_links.link(site.path_of("trend"), "Verloop, bron en uitleg", query)
    st.html(f'<p class="bron">{in_html(shown.panel.source)}</p><p class="verder">{more}</p>')


def answer(shown: tuple[PanelExhibits, ...], overview: Overview) -> None:
    """How the province stands and what moved, on the first screen: three panels beside each other; on a phone first the
    numbers of all three and what moved, then the pictures."""
    phone = on_phone()
    if not shown:
        st.info(
            f"Van {name(PROVINCE)} als geheel zijn er in deze cijfers geen gegevens over armoede, gezondheid en vertrouwen. "
            "De gemeenten vindt u op de kaart.",
            icon=":material/info:",
        )
    else:
        with st.container(key=ANSWER, gap="xsmall"):
            if phone:
                for one in shown:
                    numbers(one.panel, beside=True)
            else:
                for column, one in zip(st.columns(len(shown), gap="small", border=True), shown, strict=True):
                    with column, st.container(gap=None):
                        numbers(one.panel)
                        pictures(one)
    if overview.moved:
        what_moved(overview)
    if phone:
        for one in shown:
            st.markdown(f"**{one.panel.title}**")
            pictures(one)


def what_moved(overview: Overview) -> None:
    """The largest changes beside each other, then what is older and the rule by which they were chosen."""
    with st.container(key=MOVED, gap="xxsmall"):
        st.header("Wat bewoog?", anchor="bewoog")
        # One element, that the style puts beside each other.
        changes = (
            f"**{literal(title)}**: {literal(' '.join(filter(None, [how, people])))}"
            for title, how, people in overview.movers
        )
        st.markdown("\n\n".join(changes).replace("€ ", "€\u00a0"))
        st.caption(literal(" ".join([*overview.moved[len(overview.movers) :], CHANGE_RULE])))


def where_in_the_province(shown: tuple[Panel, ...], gemeente: str | None, comparator_slug: str) -> None:
    """The small map of one of the panels, chosen by the reader."""
    st.header(f"Waar in {PROVINCE_NAME}?", anchor="waar")
    panel_id = choice.pick(
        "Kaart van",
        WHERE,
        [panel.id for panel in shown],
        shown[0].id,
        format_func=lambda id: PANELS[id][0],
        widget=st.segmented_control,
        required=True,
        wrap=True,
        label_visibility="collapsed",
    )
    panel = next(panel for panel in shown if panel.id == panel_id)
    map_exhibit = exhibits.where_in_the_province(panel, comparator_slug, gemeente)
    show_drawings(map_exhibit)
    st.caption(literal(" ".join(map_exhibit.sources)))
    st.markdown(literal(map_exhibit.sentence))
    for own in map_exhibit.notes:
        st.markdown(f":orange[**{literal(own)}**]")
    st.page_link(
        site.pages()["kaart"],
        label="Grote kaart",
        icon=":material/map:",
        query_params=choice.carried(choice.PINNED, indicator=panel.indicator, wie=panel.population),
    )


def doors() -> None:
    """Where each reader may start."""
    cards = (
        f"<div>{page_links.link(site.path_of(page), label, choice.carried(choice.PINNED, **query))}"
        f"<p>{in_html(what)}</p></div>"
        for label, what, page, query in DOORS
    )
    st.html(f'<div class="deuren">{"".join(cards)}</div>')


def key_figures(themes: tuple[ThemeRows, ...], comparator: Comparator) -> None:
    """A table per theme, on a phone a list in words; the name of a figure leads to its line."""
    st.header("Alle kerncijfers", anchor="kerncijfers")
    st.caption("Kies een cijfer voor het verloop, de bron en de uitleg.")
    rows = in_words if on_phone() else in_a_table
    # One element: each costs a message at every change of anything.
    parts = (
        f"<h3>{in_html(theme.title)}</h3>{rows(theme, comparator)}{without_figure(theme)}" for theme in themes
    )
    st.html(f'<div class="kerncijfers">{"".join(parts)}</div>')


#: Hundredths: the figure, who, the province, the comparator, the difference, the line, the source.
_IN_LINE = reading_table.Layout(widths=(17, 11, 16, 9, 12, 10, 25))


def in_a_table(theme: ThemeRows, comparator: Comparator) -> str:
    """Html: the figures of one theme, a row each."""
    return reading_table.markup(
        theme.table,
        alt=f"Tabel: {theme.title}, de kerncijfers van {PROVINCE_NAME} naast {comparator.name}",
        links=reading_table.Links(
            site.path_of("trend"), choice.INDICATOR, tuple(theme.names), choice.carried(choice.PINNED)
        ),
        layout=_IN_LINE,
    )


def in_words(theme: ThemeRows, _: Comparator) -> str:
    """Html: the figures of one theme, a sentence each."""
    return "".join(
        f"<p>{page_links.link(site.path_of('trend'), title, choice.carried(choice.PINNED, indicator=id))}"
        f"<br>{in_html(sentence)}</p>"
        for id, title, sentence in theme.sentences
    )


def without_figure(theme: ThemeRows) -> str:
    """Html: what of the theme has no figure yet."""
    text = in_html(f"Nog zonder cijfer: {', '.join(theme.gaps)}.")
    return f'<p class="bron">{text}</p>' if theme.gaps else ""
