"""Three figures of one gemeente beside each other: making ends meet, health and trust."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from compare.wording.clauses import position_clause
from ui.choose import site
from ui.choose import url as choice
from ui.data import catalogue
from ui.exhibit import Exhibit
from ui.gemeente.exhibits import profile_of, trend
from ui.parts.exhibits import show_chart
from ui.parts.literal import lines, literal
from ui.trend.view import Choice, view

#: Indicator and population, in the order of the columns.
THREE = (("moeite_rondkomen", "18+"), ("ervaren_gezondheid", "18+"), ("vertrouwen_anderen", "15+"))

#: Their name, in the list of what can be shown and above them.
TITLE = "Armoede, gezondheid en vertrouwen"

#: Said below them: three lines in one view ask for a conclusion that the figures cannot bear.
CAUTION = (
    "Dat deze drie naast elkaar staan, zegt niet dat het een door het ander komt. Verschillen binnen de gemeente "
    "ziet u hier niet."
)


def exhibits(gemeente: str, slug: str) -> tuple[Exhibit, ...]:
    """The three trends of a gemeente (code); ``slug``: the URL name of what it is compared with."""
    return tuple(exhibit(gemeente, slug, *pair) for pair in THREE)


def exhibit(gemeente: str, slug: str, indicator: str, population: str) -> Exhibit:
    """One of the three, with its place among the gemeenten and what not to conclude."""
    shown = trend(gemeente, slug, catalogue()[indicator], population)
    notes = filter(None, (place_of(gemeente, slug, indicator, population), *shown.notes))
    return replace(shown, notes=tuple(notes), reading=(CAUTION, *shown.reading))


def place_of(gemeente: str, slug: str, indicator: str, population: str) -> str:
    """The place of the newest figure among the gemeenten of Drenthe, in words; "" where there is none."""
    rows = profile_of(gemeente, slug).rows
    row = next((r for r in rows if (r.indicator.id, r.population) == (indicator, population)), None)
    if row is None or row.position is None:
        return ""
    return f"Cijfer van {row.year}: {position_clause(row.position)} in Drenthe."


def show(gemeente: str, slug: str) -> None:
    """Three trends beside each other, on a phone below each other, and what they do not say."""
    st.header(TITLE)
    for column, (id, population) in zip(st.columns(3, gap="large"), THREE, strict=True):
        indicator = catalogue()[id]
        found = view(indicator, population, Choice(gemeente, slug))
        shown = exhibit(gemeente, slug, id, population)
        with column:
            st.subheader(indicator.title)
            # The picture first: three long sentences would push all pictures out of sight.
            if shown.picture:
                show_chart(shown)
            # A line never ends between € and its amount.
            st.markdown(literal(shown.sentence).replace("€ ", "€\u00a0"))
            if found.remark:
                st.caption(literal(found.remark))
            place = place_of(gemeente, slug, id, population)
            st.caption(lines(place, " ".join(found.notes), " ".join(shown.sources)))
            st.page_link(
                site.pages()["trend"],
                label=f"Grote trend: {indicator.short_title}",
                icon=":material/show_chart:",
                query_params=choice.carried(choice.PINNED, indicator=id, wie=population),
            )
    st.markdown(CAUTION)
