"""Hoe staat Drenthe ervoor? Per theme the need-to-know indicators, in ten seconds."""

import streamlit as st

from monitor.province import PROVINCE
from ui.choose import frame, site
from ui.choose import url as choice
from ui.overzicht.view import Card, overview
from ui.parts import explain
from ui.parts.literal import literal


def draw(card: Card) -> None:
    """One indicator: value, difference, change, small trend; its name leads to the trend or to the explanation."""
    page = site.pages()["trend" if card.value else "cijfers"]
    link = choice.carried(choice.PINNED, indicator=card.indicator)
    # The arrow shows that the name leads somewhere.
    st.page_link(
        page,
        label=f"**{card.title}**",
        icon=":material/chevron_right:",
        icon_position="right",
        query_params=link,
    )
    if card.label and card.value:
        st.metric(card.label, card.value)
    st.markdown(card.text)
    if card.picture:
        st.image(card.picture, alt=card.alt)


comparator, remark = frame.comparator(PROVINCE)
found = overview(comparator, frame.pinned_gemeente())

st.title("Hoe staat Drenthe ervoor?")
if remark:
    st.caption(literal(f"Deze pagina gaat over Drenthe. {remark}"))
explain.what_stands_out(found.said, found.rule)
if found.moved:
    st.markdown("**Het meest veranderd**")
    explain.what_moved(found.moved)

for id, title, cards in found.themes:
    st.header(title, anchor=id)
    with st.grid(min_column_width=220, gap="small", border=True):
        for card in cards:
            with st.container():
                draw(card)

other = "Kring: de eerdere meting" if comparator.earlier else f"Gestreepte grijze lijn: {comparator.name}"
st.caption(
    f"Blauwe lijn: Drenthe. {other}. "
    "Eigen berekening van deze monitor: de bron geeft hier geen cijfer; dit is het gemiddelde van de gemeenten, gewogen "
    "naar de mensen of huishoudens om wie het gaat. "
    "Klik op een naam voor het verloop, de bron en de uitleg van dat cijfer."
)
