"""Hoe staat Drenthe ervoor? Per theme the need-to-know indicators, in ten seconds."""

import streamlit as st

from compare.dutch import population_text, value_text
from compare.sentence import change_clause, gap_clause, standing_out_sentence
from compare.standing import Standing, standing, standing_out
from geo.regions import name
from loaders.catalogue import Indicator
from ui import choice, frame, regions, site
from ui.charts.sparkline import drenthe_and_comparator
from ui.data import catalogue, populations, series

DRENTHE = regions.DRENTHE
#: Shows that the name of a card leads somewhere.
_ARROW = {"icon": ":material/chevron_right:", "icon_position": "right"}

gemeente = frame.pinned_gemeente()
comparator = frame.comparator()
if comparator == DRENTHE:
    comparator = regions.NEDERLAND


def look_up(indicator: Indicator) -> Standing | None:
    """The standing of Drenthe for the population that has a figure for it."""
    for population in populations(indicator):
        found = standing(series(indicator.id, population), indicator, population, DRENTHE, comparator)
        if found:
            return found
    return None


def card(indicator: Indicator, found: Standing | None) -> None:
    """One indicator: value, difference, change, small trend; the title leads to the map or the trend."""
    pages = site.pages()
    link = choice.carried(choice.PINNED, indicator=indicator.id)
    if found is None:
        st.page_link(pages["cijfers"], label=f"**{indicator.short_title}**", query_params=link, **_ARROW)
        st.markdown("Geen cijfer voor Drenthe")
        st.caption(indicator.gap or "De bron geeft geen cijfer voor de provincie.")
        return
    rows = series(indicator.id, found.population)
    st.page_link(pages["trend"], label=f"**{indicator.short_title}**", query_params=link, **_ARROW)
    st.metric(
        f"{found.year}, {population_text(found.population)}",
        value_text(found.value, indicator),
    )
    lines = []
    if found.gap:
        when = "" if found.gap_year == found.year else f"In {found.gap_year}: "
        lines.append(f"{when}**{gap_clause(found.gap, name(comparator), indicator)}**")
    else:
        lines.append(f"{name(comparator)}: geen cijfer in deze bron")
    lines.append(change_clause(found.change, indicator))
    if gemeente:
        rows_of_gemeente = rows[(rows["region"] == gemeente) & rows["value"].notna()]
        if len(rows_of_gemeente):
            last = rows_of_gemeente.iloc[-1]
            lines.append(f":orange[**{name(gemeente)}: {value_text(last['value'], indicator)}**] ({last['year']})")
        else:
            lines.append(f"{name(gemeente)}: geen cijfer")
    st.markdown("  \n".join(lines))
    picture = drenthe_and_comparator(rows[rows["region"] == DRENTHE], rows[rows["region"] == comparator])
    if picture:
        st.image(
            picture,
            alt=f"{indicator.title}, Drenthe en {name(comparator)}: {change_clause(found.change, indicator)}",
        )


themes = [t for t in catalogue().themes if any(i.need_to_know for i in t.indicators)]
standings = {i.id: look_up(i) for theme in themes for i in theme.indicators if i.need_to_know}

st.title("Hoe staat Drenthe ervoor?")
st.markdown(f"**{standing_out_sentence(standing_out([s for s in standings.values() if s]), name(comparator))}**")

for theme in themes:
    st.subheader(theme.title, anchor=theme.id)
    with st.grid(min_column_width=220, gap="small", border=True):
        for indicator in theme.indicators:
            if indicator.need_to_know:
                with st.container():
                    card(indicator, standings[indicator.id])

st.caption(
    f"Lijn in blauw: Drenthe. Gestreept grijs: {name(comparator)}. "
    "Bronnen en uitleg per cijfer staan bij het cijfer zelf: klik op de naam, of kijk bij Over de cijfers."
)
