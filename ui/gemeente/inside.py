"""What the figure of a gemeente hides: its buurten, each in the row of its wijk."""

from __future__ import annotations

import streamlit as st

from compare.rules.profile_row import ProfileRow
from monitor.regions import name, region_set
from ui.choose import site
from ui.choose import url as choice
from ui.kaart import areas
from ui.kaart import exhibits as kaart
from ui.kaart.areas import AREAS
from ui.kaart.view import map_view
from ui.parts import exhibits
from ui.parts.literal import literal

AREA = AREAS["buurten"]


def show(row: ProfileRow, slug: str) -> None:
    """The buurten behind a figure, in the newest year that has them; nothing where there are none. Drawn when opened.

    ``slug``: the URL name of what the reader compares with.
    """
    indicator, population = row.indicator, row.population
    if region_set(row.region) or not (years := areas.years(indicator.id, population, AREA.id)):
        return
    year = row.year if row.year in years else years[-1]
    part = st.expander(
        f"Binnen {name(row.region)}: de buurten in {year}",
        icon=":material/scatter_plot:",
        key="binnen",
        on_change="rerun",
    )
    if not part.open:
        return
    view = map_view(indicator.id, population, AREA.id, year, row.region, slug)
    shown = kaart.beside(view)
    with part:
        st.markdown(literal(" ".join(filter(None, [shown.sentence, view.newest]))))
        exhibits.show(shown)
        here = {choice.AREA: AREA.id, choice.YEAR: str(year)}
        st.page_link(
            site.pages()["kaart"],
            label="Alle buurten in een lijst",
            icon=":material/list:",
            query_params=choice.carried(choice.PINNED, indicator=indicator.id, wie=population, **here),
        )
