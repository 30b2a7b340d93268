"""The parts of the page with a reader's own figures."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from intake.own import REGIONS, Understood
from monitor.dutch import NO_FIGURE, amount, listing, population_text
from monitor.province import GEMEENTEN
from monitor.regions import name
from ui.choose import site
from ui.choose import url as choice
from ui.eigen import ask, session, template
from ui.eigen.figure import About, OwnFigure, own_figure, without_figure, wrong
from ui.eigen.upload import FullError, Upload, taken
from ui.eigen.wording import on_the_page, refusal
from ui.parts import tables
from ui.parts.literal import lines, literal
from ui.parts.turn import for_a_file

#: In the session: the file that is being looked at, and how often one was chosen.
_UPLOAD, _TURN = "eigen_bestand", "eigen_beurt"
_TYPES = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls", "xlsb", "ods"]
_MEGABYTES = 10
#: So many refusals in sight.
_SHOWN = 40

WHAT_HAPPENS = """
**Wat gebeurt er met uw bestand?** De monitor leest het en bewaart het niet. Uw cijfers staan alleen in het geheugen, en alleen
u ziet ze. Ze zijn weg als u dit venster sluit of de pagina opnieuw laadt. Ze staan niet in een link, niet in de open data en
niet bij iemand anders. Een rapport ermee maakt u zelf, met “Neem mee”, voordat u weggaat.

**Wat zet u er niet in?** Geen gegevens van personen: alleen cijfers per gemeente. Geen cijfers over minder dan 30 mensen, en
geen cijfers waaruit iemand 1 tot en met 4 mensen kan herkennen. Dat is dezelfde regel als voor de cijfers van de monitor zelf.
"""


def own_figures() -> None:
    """The figures that this reader holds, the ways to them, and the way to let go of one."""
    for figure in session.figures():
        with st.container(border=True):
            _one(figure)


def _one(figure: OwnFigure) -> None:
    indicator = figure.indicator
    with_value = figure.rows[figure.rows["value"].notna()]
    years = listing([str(year) for year in sorted(set(with_value["year"]))])
    st.markdown(f"**{literal(indicator.title)}**, {literal(population_text(figure.population))}, {years}")
    st.caption(lines(figure.source.attribution, _gaps(figure)))
    link = choice.carried(choice.PINNED, indicator=indicator.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(site.pages()["kaart"], label="Op de kaart", icon=":material/map:", query_params=link)
        st.page_link(site.pages()["trend"], label="Trend", icon=":material/show_chart:", query_params=link)
        st.page_link(
            site.pages()["gemeente"],
            label="Mijn gemeente",
            icon=":material/location_on:",
            query_params={**link, choice.THEME: indicator.theme},
        )
        st.page_link(
            site.pages()["vergelijk"],
            label="Naast een ander cijfer",
            icon=":material/compare_arrows:",
            query_params=choice.carried(choice.PINNED, deel="samenhang", x=indicator.id),
        )
        st.button(
            "Haal weg",
            icon=":material/delete:",
            type="tertiary",
            key=f"weg_{indicator.id}",
            on_click=session.let_go,
            args=([indicator.id],),
        )


def _gaps(figure: OwnFigure) -> str:
    """ "Geen cijfer: Meppel in 2023.": which gemeenten have none; "" where all have one."""
    codes_by_year = without_figure(figure)
    by_year = [
        f"{listing([name(code) for code in codes])} in {year}" for year, codes in codes_by_year.items()
    ]
    return f"Geen cijfer: {'; '.join(by_year)}." if by_year else ""


def templates() -> None:
    """The files to begin with."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Sjabloon (Excel)",
            for_a_file(template.as_xlsx),
            f"{template.FILE}.xlsx",
            icon=":material/table:",
            on_click="ignore",
        )
        st.download_button(
            "Sjabloon (CSV)",
            for_a_file(template.as_csv),
            f"{template.FILE}.csv",
            "text/csv",
            icon=":material/table:",
            on_click="ignore",
        )


def choose_file() -> Upload | None:
    """The file that the reader chose; None before there is one."""
    turn = st.session_state.setdefault(_TURN, 0)
    chosen = st.file_uploader(
        f"Kies een CSV- of Excel-bestand (ten hoogste {_MEGABYTES} MB en 100.000 rijen)",
        _TYPES,
        key=f"eigen_kies_{turn}",
        max_upload_size=_MEGABYTES,
    )
    if chosen is not None:
        forget()
        try:
            st.session_state[_UPLOAD] = taken(chosen)
        except FullError:
            st.session_state[_FULL] = True
        # Another element for the next file: with this one Streamlit lets go of what it kept.
        st.session_state[_TURN] = turn + 1
        st.rerun()
    if st.session_state.pop(_FULL, False):
        st.warning("Er worden nu veel bestanden gelezen. Probeer het over een paar minuten opnieuw.")
    upload: Upload | None = st.session_state.get(_UPLOAD)
    return upload


_FULL = "eigen_vol"


def forget() -> None:
    """Let go of the file and of what was read of it."""
    ask.forget()
    upload = st.session_state.pop(_UPLOAD, None)
    if upload is not None:
        st.session_state.pop(f"eigen_antwoorden_{id(upload)}", None)


def look_at(upload: Upload) -> None:
    """What was understood of the file, what not and why; and the figure made of it."""
    st.header("Wat is begrepen?", anchor="begrepen")
    st.markdown(f"Bestand: {literal(upload.name)}")
    read = ask.in_file(upload)
    if read.understood is None:
        st.error(literal(read.problem), icon=":material/error:")
        st.markdown("Er is niets veranderd. Kies hierboven een ander bestand, of begin met het sjabloon.")
        return
    understood = read.understood
    show_figures(understood)
    show_refused(understood)
    if understood.rows["value"].notna().any():
        offer_use(understood, upload)


def show_figures(understood: Understood) -> None:
    """The figures as they were read: a row per region, a column per year."""
    with_value = understood.rows[understood.rows["value"].notna()]
    if with_value.empty:
        st.error("Er is geen enkel cijfer gelezen. Hieronder staat waarom.", icon=":material/error:")
        return
    in_file = set(understood.rows["region"])
    # Of each gemeente a row: what is not there must be seen.
    regions = [code for code in REGIONS if code in GEMEENTEN or code in in_file]
    gemeenten = with_value.loc[with_value["region"].str.startswith("GM"), "region"].nunique()
    st.markdown(f"**{len(with_value)} cijfers gelezen**, van {gemeenten} van de 12 gemeenten.")
    st.dataframe(
        as_read(understood, regions),
        hide_index=True,
        height=tables.height(len(regions), len(regions)),
        alt="Tabel: de cijfers zoals ze zijn gelezen, per gebied en jaar",
    )
    for note in understood.notes:
        st.caption(literal(on_the_page(note)))


def as_read(understood: Understood, regions: list[str]) -> pd.DataFrame:
    """The figures in words; what was not in the file is "geen cijfer"."""
    unit = understood.unit or "procent"
    values = understood.rows.set_index(["region", "year"])["value"]
    years = sorted({int(year) for year in understood.rows["year"]})
    decimals = 0 if (understood.rows["value"].dropna() % 1 == 0).all() else 1
    content = {"Gebied": [name(code) for code in regions]}
    for year in years:
        content[str(year)] = [
            amount(float(values[code, year]), unit, decimals) if (code, year) in values.index else NO_FIGURE
            for code in regions
        ]
    return pd.DataFrame(content)


def show_refused(understood: Understood) -> None:
    """What did not come in, row by row, and why."""
    if not understood.refused:
        st.markdown("**Niet gelezen: niets.** Alles is begrepen.")
        return
    reasons = [f"- {literal(refusal(one))}" for one in understood.refused[:_SHOWN]]
    more = len(understood.refused) - len(reasons)
    reasons += [f"- En nog {more}." if more else ""]
    st.markdown(f"**Niet gelezen: {len(understood.refused)}**\n\n" + "\n".join(filter(None, reasons)))


def offer_use(understood: Understood, upload: Upload) -> None:
    """The questions about the figure, and the button that takes it into this session."""
    st.header("Wat is het voor cijfer?", anchor="cijfer")
    about = ask.about(understood, upload)
    st.caption(
        "De monitor weet niet hoeveel mensen of huishoudens achter elk cijfer staan. Daarom noemt hij geen aantal, en telt hij "
        "gemeenten niet op tot Drenthe. Een gemeente zonder cijfer blijft zonder cijfer."
    )
    if st.button("Gebruik dit cijfer", type="primary", icon=":material/check:", key="eigen_gebruik"):
        _take(about, understood)


def _take(about: About, understood: Understood) -> None:
    faults = wrong(about)
    if not faults and len(session.figures()) >= session.MOST:
        faults = [f"U hebt al {session.MOST} eigen cijfers. Haal er eerst een weg."]
    if faults:
        st.error("  \n".join(map(literal, faults)), icon=":material/error:")
        return
    figure = own_figure(about, understood.rows, date.today())
    session.hold(figure)
    forget()
    st.toast(literal(f"{figure.indicator.title} staat nu bij uw cijfers."), icon=":material/check:")
    st.rerun()
