"""Which gemeente? Twelve buttons for who has not chosen one, and how the province stands meanwhile."""

from __future__ import annotations

import streamlit as st

from monitor.province import PROVINCE, PROVINCE_NAME
from monitor.regions import name
from ui.choose import regions
from ui.choose import url as choice
from ui.gemeente import shown, together


def ask(slug: str) -> None:
    """The one that is pressed is the reader's gemeente on every page. ``slug``: the URL name of what the reader compares with."""
    st.title("Hoe staat mijn gemeente ervoor?")
    st.markdown(
        f"Kies uw gemeente. U ziet dan alle cijfers van die gemeente, naast die van {PROVINCE_NAME} en Nederland. Een groep gemeenten, "
        "een andere provincie of een eigen regio kiest u boven aan de pagina."
    )
    with st.grid(min_column_width=170, gap="small"):
        for called, code in regions.gemeente_slugs().items():
            st.button(
                name(code),
                key=f"kies_{called}",
                on_click=choice.choose,
                kwargs={choice.GEMEENTE: called},
                width="stretch",
            )
    with choice.row():
        age = shown.pick_age()
    together.show(PROVINCE, slug, age)
