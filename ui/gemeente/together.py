"""Three figures of one gemeente, or of the province, beside each other: making ends meet, health and trust."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from compare.rules.profile_row import profile_row
from compare.wording.clauses import position_clause
from monitor.dutch import NO_FIGURE, population_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name, place, region_set
from ui.choose import site
from ui.choose import url as choice
from ui.data import catalogue, figures
from ui.exhibit import Exhibit
from ui.gemeente.exhibits import of_region, trend
from ui.parts.exhibits import show_chart
from ui.parts.literal import lines, literal
from ui.trend.view import view

#: Indicator and the population that it is of when no age group is asked for, in the order of the columns.
THREE = (("moeite_rondkomen", "18+"), ("ervaren_gezondheid", "18+"), ("vertrouwen_anderen", "15+"))

#: Their name, in the list of what can be shown and above them.
TITLE = "Armoede, gezondheid en vertrouwen"

#: Three lines in one view ask for a conclusion that the figures cannot bear.
_CAUTION = "Dat deze drie naast elkaar staan, zegt niet dat het een door het ander komt. Verschillen binnen {} ziet u hier niet."


def caution(region: str) -> str:
    """Said below the three of a region (code)."""
    area = "dit gebied" if region_set(region) else "de provincie" if region == PROVINCE else "de gemeente"
    return _CAUTION.format(area)


def exhibits(region: str, slug: str, age: str | None = None) -> tuple[Exhibit, ...]:
    """The three trends of a gemeente or the province (code); ``slug``: the URL name of what it is compared with;
    ``age``: the age group that it is asked of, None for all."""
    return tuple(
        exhibit(region, slug, indicator, *of_age(indicator, every, age))
        for indicator, every in measured_here()
    )


def measured_here() -> list[tuple[str, str]]:
    """Those of the three that this snapshot has."""
    return [pair for pair in THREE if figures(*pair)]


def of_age(indicator: str, every: str, age: str | None) -> tuple[str, str]:
    """The population that is shown, and what to say where there is no figure of the age group: "" where there is."""
    if age is None or figures(indicator, age):
        return age or every, ""
    return every, f"Van {population_text(age)} is dit cijfer er niet: u ziet {population_text(every)}."


def exhibit(region: str, slug: str, indicator: str, population: str, instead: str = "") -> Exhibit:
    """One of the three, with its place among the gemeenten and what not to conclude. ``instead``: of :func:`of_age`."""
    shown = trend(region, slug, catalogue()[indicator], population)
    notes = filter(None, (instead, place_of(region, indicator, population), *shown.notes))
    return replace(shown, notes=tuple(notes), reading=(caution(region), *shown.reading))


def place_of(region: str, indicator: str, population: str) -> str:
    """The place of the newest figure among the gemeenten of the province, in words; "" where there is none."""
    indicator_data = figures(indicator, population)
    row = profile_row(indicator_data, region, (), GEMEENTEN) if indicator_data else None
    if row is None or row.position is None:
        return ""
    return f"Cijfer van {row.year}: {position_clause(row.position)} in {name(PROVINCE)}."


def show(region: str, slug: str, age: str | None = None) -> None:
    """Three trends beside each other, on a phone below each other, and what they do not say."""
    st.header(f"{TITLE} in {place(region)}", anchor="samen")
    if not measured_here():
        st.info(f"Hierover: {NO_FIGURE} in deze monitor.", icon=":material/info:")
        return
    for column, (id, every) in zip(
        st.columns(len(measured_here()), gap="large"), measured_here(), strict=True
    ):
        indicator = catalogue()[id]
        population, instead = of_age(id, every, age)
        trend = view(indicator, population, of_region(region, slug))
        shown = exhibit(region, slug, id, population, instead)
        with column:
            st.subheader(indicator.title)
            if instead:
                st.caption(instead)
            # The picture first: three long sentences would push all pictures out of sight.
            if shown.picture:
                show_chart(shown)
            # A line never ends between € and its amount.
            st.markdown(literal(shown.sentence).replace("€ ", "€\u00a0"))
            if trend.remark:
                st.caption(literal(trend.remark))
            rank = place_of(region, id, population)
            st.caption(lines(rank, " ".join(trend.notes), " ".join(shown.sources)))
            st.page_link(
                site.pages()["trend"],
                label=f"Grote trend: {indicator.short_title}",
                icon=":material/show_chart:",
                query_params=choice.carried(choice.PINNED, indicator=id, wie=population),
            )
    st.markdown(caution(region))
