"""Wat denkt u? A figure is hidden, the room guesses, and then it is shown: on one laptop, or with the phones in the room."""

import streamlit as st

from ui.choose import url as choice
from ui.parts.literal import literal
from ui.raad import lead, phone
from ui.raad.address import LEADS, ROLE, ROOM
from ui.raad.questions import NoQuestion

code = st.query_params.get(ROOM, "")
leads = choice.chosen(ROLE, [LEADS], "", "rol") == LEADS
if code and not leads:
    # To guess, or to say something.
    st.title("Doe mee")
    phone.show(code)
else:
    st.title("Raad, dan onthul")
    asked = lead.pick()
    if isinstance(asked, NoQuestion):
        st.info(literal(asked.why), icon=":material/info:")
    else:
        lead.show(asked)
