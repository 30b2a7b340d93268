"""Hoe staan mijn eigen cijfers ernaast? A reader's own figures beside the official ones, in this session and nowhere else."""

import streamlit as st

from ui.eigen import draw, session

st.title("Uw eigen cijfers naast die van de monitor")
st.markdown(
    "Hebt u zelf cijfers per gemeente, bijvoorbeeld van een enquête? Lees ze hier in. Daarna ziet u ze op Kaart, Trend, Mijn "
    "gemeente en Vergelijk, en in uw rapporten, steeds met de woorden “eigen cijfer”."
)
if session.figures():
    st.header("Uw cijfers", anchor="cijfers")
    draw.own_figures()
st.header("Lees een bestand in", anchor="bestand")
st.markdown("Begin met het sjabloon (de 12 gemeenten staan erin), of kies een bestand dat u al hebt.")
draw.templates()
upload = draw.choose_file()
if upload is not None:
    draw.look_at(upload)
st.markdown(draw.WHAT_HAPPENS)
