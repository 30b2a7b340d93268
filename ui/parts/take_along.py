"""What the reader sees, to take along: a report of it in five forms, each at an address that stays."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from monitor.catalogue import Theme
from monitor.province import PROVINCE
from monitor.regions import name, slug_of
from ui.choose import comparators, frame, site
from ui.choose import url as choice
from ui.data import catalogue
from ui.parts.literal import literal

#: The first part of the address of every report.
REPORTS = "rapport"


@dataclass(frozen=True)
class Form:
    """A form as the reader chooses it: ``title`` of the link, and what it is for."""

    title: str
    use: str


#: The ending of a file -> its form.
FORMS = {
    "pdf": Form("PDF", "een paar pagina's A4, om te printen of te mailen"),
    "xlsx": Form("Excel", "alle cijfers als getallen, met grafieken"),
    "pptx": Form("PowerPoint", "dia's met grafieken die u kunt aanpassen"),
    "docx": Form("Word", "een bijlage bij uw nota"),
    "html": Form("HTML", "één bestand voor een zaal zonder wifi"),
}


def address(
    ending: str,
    region: str,
    theme: str | None = None,
    slug: str = comparators.DEFAULT,
    *,
    whole: bool = False,
) -> str:
    """Where the newest report of a region is, from any page: "./rapport/gemeente/emmen.pdf?thema=gezondheid".

    ``ending``: of :data:`FORMS`; ``theme``: id of the only theme; ``slug``: of the comparator; ``whole``: with every figure.
    """
    where = slug_of(region) if region == PROVINCE else f"gemeente/{slug_of(region)}"
    query = {
        choice.THEME: theme,
        choice.COMPARATOR: None if slug == comparators.DEFAULT else slug,
        choice.WHOLE: choice.ON if whole else None,
    }
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"./{REPORTS}/{where}.{ending}" + (f"?{asked}" if asked else "")


def button(page: str) -> None:
    """ "Neem mee": the report of what this page shows, where it shows a gemeente or the province as a whole.

    Drawn when the page is known. ``page``: its name in :mod:`ui.choose.site`.
    """
    gemeente = frame.pinned_gemeente()
    region = {"overzicht": PROVINCE, "gemeente": gemeente}.get(page)
    if not region:
        return
    menu = st.popover(
        "Neem mee", icon=":material/download:", type="tertiary", key="neem_mee", on_change="rerun"
    )
    # Closed, it need not be sent.
    if menu.open:
        asked = choice.exact().get(choice.THEME) if page == "gemeente" else None
        with menu:
            _offer(region, next((theme for theme in catalogue().themes if theme.id == asked), None))


def _offer(region: str, theme: Theme | None) -> None:
    """The report of a region in every form; ``theme``: the only one, None for all."""
    slug, gemeente = comparator_for(region), None if region == PROVINCE else region
    of = f"{name(region)}, {theme.title.lower()}" if theme else name(region)
    beside = comparators.against(slug, region, gemeente)[0].name
    only = theme.id if theme else None
    st.markdown(f"**Rapport over {literal(of)}**, naast {literal(beside)}")
    st.markdown(
        "\n".join(
            f"- [{form.title}]({address(ending, region, only, slug)}): {form.use}"
            for ending, form in FORMS.items()
        )
    )
    st.caption(
        "Met de nieuwste cijfers, hun bronnen en hoe u ze leest. Maken duurt soms een paar seconden. U kunt deze adressen "
        "bewaren of delen: zij geven altijd het nieuwste rapport."
    )
    st.page_link(
        site.pages()["rapporten"],
        label="Alle rapporten",
        icon=":material/description:",
        query_params=choice.carried(choice.PINNED),
    )


def comparator_for(region: str) -> str:
    """The short name of what the reader compares with, where a report of this region can; else that of Nederland."""
    slug, gemeente = frame.comparator_slug(), None if region == PROVINCE else region
    return comparators.DEFAULT if comparators.refused(slug, region, gemeente) else slug
