"""All there is to know about one indicator, on the page: what it is, of whom, who publishes it, and what we do not have."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from compare.edition import SHOWN
from monitor.catalogue import Indicator
from monitor.dutch import population_text, years_text
from monitor.regions import slug_of
from ui.choose import frame, site
from ui.choose import url as choice
from ui.cijfers import about, report
from ui.data import catalogue, edition, populations
from ui.exhibit import Exhibit
from ui.parts import exhibits, explain
from ui.parts.downloads import file_name
from ui.parts.literal import literal


def show(indicator: Indicator) -> None:
    """All there is to know about one indicator."""
    theme = next(theme.title for theme in catalogue().themes if theme.id == indicator.theme)
    st.header(indicator.title)
    st.caption(f"{theme} · {about.in_unit(indicator)}")
    st.markdown(indicator.definition)
    _take_along(indicator)
    meaning, origin = st.columns([3, 2], gap="large")
    with meaning:
        _what_it_is(indicator)
    with origin:
        _where_from(indicator)


def all_figures(indicator: Indicator, slug: str, gemeente: str | None) -> Exhibit:
    """Every figure of an indicator that pages show, for a file. ``slug``: the URL name of what the reader compares with; ``gemeente``: code
    of the reader's own, or None."""
    rows = edition().store.observations(indicator.id, beginning=SHOWN)
    query = {choice.INDICATOR: indicator.id, choice.COMPARATOR: slug}
    return Exhibit(
        title=indicator.title,
        sentence=indicator.definition,
        picture=None,
        alt="",
        rows=rows,
        file=file_name(indicator),
        page="cijfers",
        query={**query, choice.GEMEENTE: slug_of(gemeente)} if gemeente else query,
        sources=(f"{explain.source_text(rows)}.",),
        reading=tuple(indicator.how_to_read),
    )


def _take_along(indicator: Indicator) -> None:
    """To the figures themselves: other pages, a file, the open data."""
    if not populations(indicator):
        explain.empty_state(indicator)
        return
    choices = choice.carried(choice.PINNED, indicator=indicator.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(site.pages()["kaart"], label="Op de kaart", icon=":material/map:", query_params=choices)
        st.page_link(
            site.pages()["trend"], label="De trend", icon=":material/show_chart:", query_params=choices
        )
        figures = all_figures(indicator, frame.comparator_slug(), frame.pinned_gemeente())
        exhibits.figures_button(figures, "Alle cijfers (CSV voor Excel)")
        st.markdown(f"[Open data](./open-data/observations.csv?indicator={indicator.id})", width="content")


def _bullets(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))


def _what_it_is(indicator: Indicator) -> None:
    """Of whom and when, how it was measured, how to read it, what is missing."""
    known = about.build(indicator)
    _bullets("Over wie en welke jaren", known.years)
    method, meaning = about.METHODS[indicator.method]
    st.markdown(f"**Hoe is het gemeten?** {method}. {meaning}")
    explain.what_else_is_known(indicator)
    _bullets("Zo leest u dit", indicator.how_to_read)
    _bullets("Hier breekt de reeks", [literal(line) for line in known.breaks])
    if populations(indicator):
        _bullets("Wat we niet hebben", [*known.gaps, *about.awaited(indicator)])


def _where_from(indicator: Indicator) -> None:
    """Who publishes it under which licence, when more comes, and what the province uses it for."""
    origins = about.build(indicator).origins
    if origins:
        st.markdown("**Wie publiceert dit?**")
        for number, origin in enumerate(origins):
            with st.expander(
                literal(f"{origin.source.attribution} ({years_text(origin.years)})"), expanded=number == 0
            ):
                _source_facts(origin, indicator)
    elif indicator.next_release:
        st.markdown(f"**Nieuwe cijfers.** {indicator.next_release}")
    _bullets("Doelen van de Sociale Agenda", about.goal_lines(indicator))
    _bullets("In het jaarverslag", [*about.chart_lines(indicator), *report.sentences(indicator)])
    related = [catalogue()[id] for id in indicator.see_also]
    if related:
        st.markdown("**Zie ook**")
        for other in related:
            st.page_link(
                site.pages()["cijfers"],
                label=other.title,
                query_params=choice.carried(choice.PINNED, indicator=other.id),
            )


def _source_facts(origin: about.Origin, indicator: Indicator) -> None:
    """One source as lines: title, table, edition, of whom, licence, how fresh, and what to know of it."""
    source = origin.source
    title = _linked(source.title, source.url)
    licence = _linked(source.licence, source.licence_url)
    facts = [
        f"**{literal(source.publisher)}**: {title}",
        literal(
            f"Tabel {source.table}, uitgave {source.edition}" if source.table else f"Uitgave {source.edition}"
        ),
        literal(f"Over: {', '.join(population_text(p) for p in origin.populations)}"),
        f"Licentie: {licence}",
        literal(about.fresh(origin, indicator)),
    ]
    st.markdown("  \n".join(facts))
    notes = [note for note in (source.note, source.region_note) if note]
    if notes:
        st.caption(literal(" ".join(notes)))


def _linked(text: str, url: object) -> str:
    """The text as a link, when there is an address."""
    if not url:
        return literal(text)
    address = str(url).replace("(", "%28").replace(")", "%29")
    return f"[{literal(text)}]({address})"
