"""What the reader sees, to take along: a report of it in five forms, each at an address that stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote, urlencode

import streamlit as st

from monitor.dutch import population_text
from monitor.province import PROVINCE
from monitor.regions import name, region_set, slug_of
from ui import at_address
from ui.choose import comparators, frame, site
from ui.choose import url as choice
from ui.data import catalogue
from ui.eigen import session
from ui.gemeente.exhibits import AGE_GROUPS
from ui.parts.literal import literal
from ui.parts.turn import for_a_file

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


#: What can be printed of a line, as PDF: the name in its address -> on the screen.
PRINTS = {"posters": "Posters (A3)", "vraagkaarten": "Vraagkaarten (A6)"}


def address(
    ending: str,
    region: str,
    theme: str | None = None,
    slug: str = comparators.DEFAULT,
    *,
    whole: bool = False,
    age: str | None = None,
) -> str:
    """Where the newest report of a region is, from any page: "./rapport/gemeente/emmen.pdf?thema=gezondheid".

    ``ending``: of :data:`FORMS`; ``theme``: id of the only theme; ``slug``: of the comparator; ``whole``: with every figure;
    ``age``: the only age group.
    """
    kind = "groep/" if region_set(region) else "" if region == PROVINCE else "gemeente/"
    where = f"{kind}{quote(slug_of(region))}"
    query = {
        choice.THEME: theme,
        choice.COMPARATOR: None if slug == comparators.DEFAULT else slug,
        choice.AGES: age,
        choice.WHOLE: choice.ON if whole else None,
    }
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"./{REPORTS}/{where}.{ending}" + (f"?{asked}" if asked else "")


def address_of_view(ending: str, page: str, query: Mapping[str, str]) -> str:
    """Where the newest report of a view is, from any page: "./rapport/kaart.pdf?indicator=roken". ``page``: of
    :data:`ui.at_address.PAGES`; ``query``: its choices."""
    return f"./{REPORTS}/{path_of(page)}.{ending}" + (f"?{urlencode(query)}" if query else "")


def path_of(page: str) -> str:
    """What the report of a page is called in its address."""
    return choice.LINE if page == "verhaallijn" else site.path_of(page)


@dataclass(frozen=True)
class Taken:
    """A report that can be taken along: ``of`` what, ``beside`` what it is compared with ("" where that differs by view; both
    literal), and its address per ending; ``prints``: of a line, the addresses of what can be printed of it. ``page`` and
    ``query``: the view that it is of; or ``region`` and ``slug`` (of the comparator), with ``theme`` and ``age`` where it is
    of one."""

    of: str
    beside: str
    addresses: Mapping[str, str]
    prints: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    slug: str = comparators.DEFAULT
    theme: str | None = None
    age: str | None = None


#: Makes the file of a report (with this ending) in the session of the reader.
Make = Callable[[Taken, str], bytes]


def button(page: str, make: Make) -> None:
    """ "Neem mee": the report of what this page shows: of a gemeente or the province as a whole, or of exactly this view.

    Drawn when the page is known. ``page``: its name in :mod:`ui.choose.site`. ``make``: for a report with figures of the
    reader's own, which has no address.
    """
    taken = _of_view(page) if page in at_address.PAGES else _of_region(page)
    if taken is None:
        return
    menu = st.popover(
        "Neem mee", icon=":material/download:", type="tertiary", key="neem_mee", on_change="rerun"
    )
    # Closed, it need not be sent.
    if menu.open:
        with menu:
            _offer_own(taken, make) if session.shown() else _offer(taken)


def _of_region(page: str) -> Taken | None:
    """Of Overzicht the province, of Mijn gemeente the gemeente, with the theme and the age group that are shown."""
    gemeente = frame.pinned()
    region = {"overzicht": PROVINCE, "gemeente": gemeente}.get(page)
    if not region:
        return None
    shown = choice.exact() if page == "gemeente" else {}
    theme = next((theme for theme in catalogue().themes if theme.id == shown.get(choice.THEME)), None)
    age = choice.as_typed(shown.get(choice.AGES, ""), AGE_GROUPS)
    slug = comparator_for(region)
    whom = (name(region), theme.title.lower() if theme else "", population_text(age) if age else "")
    return Taken(
        ", ".join(filter(None, whom)),
        comparators.against(slug, region, None if region == PROVINCE else region)[0].name,
        {ending: address(ending, region, theme.id if theme else None, slug, age=age) for ending in FORMS},
        region=region,
        slug=slug,
        theme=theme.id if theme else None,
        age=age,
    )


def _of_view(page: str) -> Taken | None:
    """Of the view in the browser's address; None where that has no figures."""
    chosen = {name: value for name, value in frame.this_view().items() if name in at_address.names(page)}
    # A year that is only the newest one now stays the newest.
    query = {name: value for name, value in chosen.items() if name != choice.YEAR or name in st.query_params}
    if at_address.unknown(page, query) or not (title := at_address.title(page, query)):
        return None
    gemeente = frame.pinned()
    beside = comparators.against(frame.comparator_slug(), gemeente or "", gemeente)[0].name
    addresses = {ending: address_of_view(ending, page, query) for ending in FORMS}
    if page == "verhaallijn":
        prints = {kind: f"./{REPORTS}/{kind}.pdf?{urlencode(query)}" for kind in PRINTS}
        return Taken(title, "", addresses, prints)
    return Taken(title, beside, addresses, page=page, query=query)


def _offer(taken: Taken) -> None:
    """The report in every form."""
    beside = f", naast {literal(taken.beside)}" if taken.beside else ""
    st.markdown(f"**Rapport over {literal(taken.of)}**{beside}")
    st.markdown(
        "\n".join(
            f"- [{FORMS[ending].title}]({at}): {FORMS[ending].use}" for ending, at in taken.addresses.items()
        )
    )
    if taken.prints:
        listed = " en ".join(f"[{PRINTS[kind]}]({at})" for kind, at in taken.prints.items())
        st.markdown(f"Om op te hangen en uit te delen: {listed}, als PDF.")
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


def _offer_own(taken: Taken, make: Make) -> None:
    """The report with the reader's own figures in every form: a file, made here and now, and no address."""
    st.markdown(f"**Rapport over {literal(taken.of)}**, naast {literal(taken.beside)}, met uw eigen cijfers")
    with st.container(horizontal=True, gap="small"):
        for ending, form in FORMS.items():
            st.download_button(
                form.title,
                for_a_file(partial(make, taken, ending)),
                file_name=f"eigen-cijfers-{taken.page or 'rapport'}.{ending}",
                icon=":material/download:",
                key=f"neem_mee_{ending}",
                on_click="ignore",
            )
    st.caption(
        "Dit rapport wordt nu voor u gemaakt, en alleen u krijgt het. Het heeft geen adres: eigen cijfers staan niet in een link."
    )


def comparator_for(region: str) -> str:
    """The short name of what the reader compares with, where a report of this region can; else that of Nederland."""
    slug, gemeente = frame.comparator_slug(), None if region == PROVINCE else region
    return comparators.DEFAULT if comparators.refused(slug, region, gemeente) else slug
