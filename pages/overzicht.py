"""Drenthe naast Nederland: poverty, health and trust in ten seconds; then where, what moved, and all the rest."""

import streamlit as st

from monitor.province import PROVINCE
from monitor.regions import name
from ui.choose import frame
from ui.overzicht import draw, exhibits
from ui.overzicht.key_figures import themes
from ui.overzicht.view import overview
from ui.parts import explain
from ui.parts.literal import literal

gemeente, slug = frame.pinned(), frame.comparator_slug()
comparator, remark = frame.comparator(PROVINCE)
of_province = overview(comparator)
shown = exhibits.of_panels(slug, gemeente)

title = f"{name(PROVINCE)[0].upper()}{name(PROVINCE)[1:]} naast {comparator.name}"
st.title(title)
if remark:
    st.caption(literal(f"Deze pagina gaat over {name(PROVINCE)}. {remark}"))
draw.how_to_read(title)
draw.answer(shown, of_province)

left, right = st.columns([5, 7], gap="large")
if shown:
    with left:
        draw.where_in_the_province(tuple(one.panel for one in shown), gemeente, slug)
with right:
    st.header("Wat valt op?", anchor="opvallend")
    explain.what_stands_out(of_province.stands_out, of_province.rule)

draw.doors()
draw.key_figures(themes(comparator), comparator)

other = f" Donkergrijs en gestreept: {comparator.name}." if comparator.beside else ""
st.caption(
    f"Blauw: {name(PROVINCE)}.{other} Lichtgrijze stippen: de gemeenten van {name(PROVINCE)}; oranje: uw gemeente of regio. "
    "Eigen berekening van deze monitor: de bron geeft hier geen cijfer; dit is het gemiddelde van de gemeenten, gewogen "
    "naar de mensen of huishoudens om wie het gaat."
)
