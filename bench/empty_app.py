"""The yardstick: the smallest app that has a choice and shows it."""

import streamlit as st

st.write("Gekozen:", st.selectbox("Keuze", ["een", "twee", "drie"]))
