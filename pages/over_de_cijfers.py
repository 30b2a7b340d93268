"""Waar komt dit vandaan? Per indicator what it measures, who publishes it and how to read it."""

import streamlit as st

st.title("Waar komt dit vandaan?")
