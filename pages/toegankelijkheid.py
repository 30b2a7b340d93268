"""Kan iedereen deze site gebruiken? The statement that the law asks of a public body, made from what the tests found."""

import streamlit as st

from ui import accessibility
from ui.toegankelijkheid import draw

st.title("Kan iedereen deze site gebruiken?")
statement = accessibility.statement()
draw.who(statement)
draw.works()
draw.tested(accessibility.record())
draw.known(statement.limits)
draw.complain(statement)
