"""Mijn lijst: the figures that the reader collected, a row each, in an order and under a name of their own."""

import streamlit as st

from monitor.province import PROVINCE
from monitor.regions import name, slug_of
from ui.choose import frame, pickers, site
from ui.choose import url as choice
from ui.data import populations
from ui.gemeente import view as profile
from ui.lijst import collect
from ui.lijst.entries import LONGEST_NAME, Entry, FigureList, places
from ui.lijst.rows import TITLE, Row, exhibit, rows, table
from ui.parts import exhibits, in_order, reading_table
from ui.parts.literal import lines, literal
from ui.parts.screen import on_phone

#: In the URL: of which place a figure is added.
AREA = "waar"


#: What is told of a column.
HELP = (
    ("Jaar", "Het nieuwste jaar waarin beide een cijfer hebben. Een ster: voorlopig."),
    (profile.PICTURE, "Gekleurd: het gebied van de rij. Gestreept grijs: waarmee u vergelijkt."),
)


def in_sentences(rows: list[Row]) -> None:
    """The same for a phone: a table would show its first columns only."""
    for row in rows:
        first, *rest = row.sentences
        heading = f"**{literal(row.indicator.short_title)}**, {literal(name(row.entry.region))}"
        st.markdown(f"{heading}  \n**{literal(first)}**  \n{literal(' '.join(rest))}")


def change(mine: FigureList) -> None:
    """The name and the order, and a way to each figure."""
    with st.expander("Naam en volgorde", key="lijst_wijzigen", on_change="rerun") as part:
        if not part.open:
            return
        in_order.text(
            "Naam van de lijst", mine.name, "lijst_naam", LONGEST_NAME, collect.rename, "Leeg: Mijn lijst"
        )
        for at, row in enumerate(rows(mine, frame.comparator_slug())):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                title = f"{row.indicator.short_title} ({name(row.entry.region)})"
                st.markdown(f"**{at + 1}.** {literal(title)}", width="stretch")
                gemeente = None if row.entry.region == PROVINCE else slug_of(row.entry.region)
                choices = choice.carried(
                    choice.PINNED, indicator=row.indicator.id, wie=row.entry.population, gemeente=gemeente
                )
                st.page_link(site.pages()["trend"], label="Bekijk", query_params=choices)
                in_order.buttons(mine.entries, at, collect.keep)


def add() -> None:
    """Any figure of any place, without leaving the page."""
    known = places()
    own = frame.pinned_gemeente()
    with choice.row():
        indicator = pickers.pick_indicator(level=None)
        groups = populations(indicator)
        population = pickers.pick_population(groups) if groups else ""
        place = choice.pick(
            "Waar",
            AREA,
            list(known),
            slug_of(own or PROVINCE),
            format_func=lambda slug: name(known[slug]),
            width=220,
        )
        if population:
            collect.add_button([Entry(indicator.id, population, known[place])])
        else:
            st.caption("Hiervan is er geen cijfer.")


mine, wrong = collect.collected()
st.title(literal(mine.name) or TITLE)
for text in wrong:
    choice.warn(literal(text))
if mine.entries:
    slug = frame.comparator_slug()
    shown, of_list = exhibit(mine, slug), rows(mine, slug)
    st.markdown(literal(shown.sentence))
    in_sentences(of_list) if on_phone() else reading_table.show(
        table(of_list), alt=shown.alt, layout=reading_table.Layout(help=HELP, sortable=True)
    )
    st.caption(lines(*shown.below))
    with st.container(horizontal=True, gap="small"):
        exhibits.figures_button(shown)
    change(mine)
    st.caption(
        "Uw lijst zit in het adres van deze pagina: bewaar de link, of deel hem. Op de server blijft niets. De cijfers zijn altijd "
        "de nieuwste."
    )
    st.header("Zet er een cijfer bij", anchor=False)
else:
    st.markdown(
        "Verzamel de cijfers die u nodig hebt en neem ze samen mee. Kies op een kaart, een trend of een andere pagina **Zet op "
        "mijn lijst**, rechts boven. Of kies hieronder."
    )
add()
