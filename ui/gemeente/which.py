"""Which gemeente? Twelve buttons for who has not chosen one."""

from __future__ import annotations

import streamlit as st

from monitor.regions import name
from ui.choose import regions
from ui.choose import url as choice


def ask() -> None:
    """The one that is pressed is the reader's gemeente on every page."""
    st.title("Hoe staat mijn gemeente ervoor?")
    st.markdown(
        "Kies uw gemeente. U ziet dan alle cijfers van die gemeente, naast die van Drenthe en Nederland."
    )
    with st.grid(min_column_width=170, gap="small"):
        for slug, code in regions.gemeente_slugs().items():
            st.button(
                name(code),
                key=f"kies_{slug}",
                on_click=choice.choose,
                kwargs={choice.GEMEENTE: slug},
                width="stretch",
            )
