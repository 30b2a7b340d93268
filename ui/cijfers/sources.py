"""Bronnen: every published table or edition that the monitor uses, with its licence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor.province import SITE
from ui.data import catalogue, known_freshness
from ui.parts import tables
from ui.parts.downloads import excel_button, table_for_excel


def show() -> None:
    """Every source with its licence."""
    used = pd.Series(
        [dataset.source for indicator in catalogue().indicators.values() for dataset in indicator.datasets]
    )
    listed = [source for source in catalogue().sources.values() if source.id in set(used)]
    known = known_freshness()
    table = pd.DataFrame(
        {
            "Uitgever": [source.publisher for source in listed],
            "Wat": [source.title for source in listed],
            "Tabel": [source.table or "" for source in listed],
            "Uitgave": [source.edition for source in listed],
            "Licentie": [source.licence for source in listed],
            "Gepubliceerd": [known[source.id].published if source.id in known else None for source in listed],
            "Opgehaald": [
                (known[source.id].fetched if source.id in known else None) or source.accessed
                for source in listed
            ],
            "Indicatoren": [int((used == source.id).sum()) for source in listed],
            "Adres": [str(source.url) if source.url else None for source in listed],
        }
    )
    st.markdown(
        "Bij elk cijfer staat waar het vandaan komt. Dit zijn alle bronnen. Bij de licentie CC BY 4.0 mag u de cijfers "
        "gebruiken en delen, als u de bron noemt."
    )
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        placeholder="–",
        column_config={
            **dict.fromkeys(("Gepubliceerd", "Opgehaald"), st.column_config.DateColumn(format="DD-MM-YYYY")),
            "Adres": st.column_config.LinkColumn(display_text="naar de bron"),
            "Indicatoren": st.column_config.NumberColumn(help="Hoeveel indicatoren uit deze bron komen."),
        },
        alt="Tabel: alle bronnen met uitgever, uitgave en licentie",
    )
    tables.on_paper(table)
    st.caption("Grenzen op de kaart: Kadaster / Centraal Bureau voor de Statistiek (CC BY 4.0).")
    excel_button(
        lambda: table_for_excel(table, f"De bronnen van de {SITE}"),
        "bronnen.csv",
        label="Deze tabel (CSV voor Excel)",
    )
