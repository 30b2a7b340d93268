"""Whom a page is about: a gemeente of the province, a group, another province, or gemeenten that the reader puts together.

One choice in the address says all of it: ``gemeente=emmen``, ``gemeente=corop-zuidoost``, ``gemeente=provincie-groningen``,
``gemeente=mijn-regio~Kop van Drenthe~noordenveld~tynaarlo``.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from monitor.dutch import listing
from monitor.province import GEMEENTEN, PROVINCE_NAME
from monitor.regions import (
    MOST_MEMBERS,
    OWN,
    OWN_TITLE,
    by_slug,
    groups,
    is_own_name,
    name,
    own_code,
    own_parts,
    region_set,
    sets,
)
from ui.choose import regions
from ui.choose import url as choice
from ui.parts.literal import literal, quoted

#: The pages (of :mod:`ui.choose.site`) that show gemeenten together, and those that are about no place.
PAGES = (
    "overzicht",
    "kaart",
    "trend",
    "gemeente",
    "vergelijk",
    "verhalen",
    "verhaallijn",
    "rapporten",
    "cijfers",
    "toegankelijkheid",
)

#: Where it stands which gemeenten are counted together; server/shell/shell.css gives it its place.
TOGETHER = "samen"

#: The form in which a reader puts gemeenten together.
_FORM = "mijn_regio"


def pinned(query: Mapping[str, str] | None = None) -> str | None:
    """Code of whom the reader chose, or None. ``query``: of another address than the reader's."""
    value = (st.query_params if query is None else query).get(choice.GEMEENTE, regions.NONE)
    low = value.lower()
    if low in regions.gemeente_slugs() or low in sets():
        return regions.gemeente_slugs().get(low, low)
    return _own(value)[0]


def _own(value: str) -> tuple[str | None, list[str]]:
    """The code of a group that a reader made, as far as it can be known, and what is wrong with how it is written.

    Dutch, ready as Markdown. None for another value, and where no gemeente is left.
    """
    parts = own_parts(value)
    if parts is None:
        return None, []
    title, slugs = parts
    wrong = []
    known = [by_slug()[slug.lower()] for slug in slugs if slug.lower() in by_slug()]
    if unknown := [slug for slug in slugs if slug and slug.lower() not in by_slug()]:
        wrong.append(f"{quoted(unknown[0])} is geen bekende gemeente en telt niet mee in deze regio.")
    if len(set(known)) > MOST_MEMBERS:
        wrong.append(f"Een eigen regio heeft ten hoogste {MOST_MEMBERS} gemeenten; de rest telt niet mee.")
        known = list(dict.fromkeys(known))[:MOST_MEMBERS]
    if title and not is_own_name(title):
        wrong.append(
            f"{quoted(title)} kan hier geen naam zijn: gebruik letters, cijfers en spaties (ten hoogste 40 tekens), "
            "en niet de naam van een ander gebied."
        )
        title = ""
    return (own_code("" if title == OWN_TITLE else title, known) if known else None), wrong


def own(value: str) -> str | None:
    """The code of the gemeenten that a reader put together, as far as they are known; None for another value."""
    return _own(value)[0]


def as_asked(value: str) -> list[str]:
    """The value of an address when gemeenten together are known by it, as it is written there; empty for any other."""
    code, wrong = _own(value)
    return [value] if value.lower() in sets() or (code and not wrong) else []


def own_asked(name: str = choice.GEMEENTE) -> bool:
    """Whether a choice of the address (whom it is about, or what is compared with) asks for gemeenten that the reader puts
    together."""
    return own_parts(st.query_params.get(name, "")) is not None


def options() -> list[str]:
    """What the list offers: gemeenten, groups of today, the other provinces, and a group of one's own."""
    past = {group.id.replace("_", "-") for group in groups() if group.last_year is not None}
    asked = st.query_params.get(choice.GEMEENTE, "")
    offered = [
        regions.NONE,
        *regions.gemeente_slugs(),
        *(code for code in sets() if code not in past or code == asked.lower()),
    ]
    return [*offered, asked if own_asked() else OWN]


def label(slug: str) -> str:
    """A choice as the list has it."""
    if slug in regions.gemeente_slugs():
        return name(regions.gemeente_slugs()[slug])
    if slug == regions.NONE:
        return "Gemeente"
    chosen_set = region_set(slug) or region_set(_own(slug)[0] or "")
    return chosen_set.title if chosen_set else "Mijn regio..."


def show() -> None:
    """Of gemeenten together: which they are; and where the reader puts his own together. Nothing for a gemeente."""
    for which in (choice.GEMEENTE, choice.COMPARATOR):
        code = own(st.query_params.get(which, "")) if own_asked(which) else None
        if own_asked(which):
            for text in _own(st.query_params[which])[1]:
                choice.warn(text)
            if code is None:
                _form(None, which)
        elif which == choice.GEMEENTE and region_set(pinned() or ""):
            code = pinned()
        if code:
            # At the right stands what can be done with a view.
            with st.container(
                key=f"{TOGETHER}_{which}",
                horizontal=True,
                vertical_alignment="center",
                gap="small",
                width=640,
            ):
                members_text = consists_of(code)
                st.caption(
                    literal(members_text if which == choice.GEMEENTE else f"Vergeleken met {members_text}"),
                    width="content",
                )
                if own_asked(which):
                    _change(code, which)


def _change(code: str, which: str) -> None:
    # Of another region it is another one: after a change it is closed, and the answer in sight.
    change = st.popover(
        "Wijzigen", icon=":material/edit:", type="tertiary", key=f"{which}_wijzigen_{code}", on_change="rerun"
    )
    # Closed, the list of gemeenten need not be sent.
    if change.open:
        with change:
            _form(code, which)


def _form(code: str | None, which: str) -> None:
    """``which``: the choice of the address that it is for."""
    chosen_set = region_set(code) if code else None
    every = [*GEMEENTEN, *sorted((code for code in by_slug().values() if code not in GEMEENTEN), key=name)]
    what = "die u samen wilt zien" if which == choice.GEMEENTE else "waarmee u samen wilt vergelijken"
    with st.form(f"{_FORM}_{which}", border=code is None, width=640):
        st.markdown(f"**Mijn regio**: kies de gemeenten {what}. Wij rekenen ze voor u om tot één gebied.")
        members = st.multiselect(
            "Gemeenten",
            every,
            default=sorted(chosen_set.members, key=name) if chosen_set else [],
            format_func=name,
            max_selections=MOST_MEMBERS,
            placeholder="Kies gemeenten",
            # Enter would take all that a few letters find, instead of the first.
            select_all=False,
            key=f"{_FORM}_{which}_gemeenten_{code}",
        )
        title = st.text_input(
            "Naam",
            chosen_set.title if chosen_set else "",
            max_chars=40,
            placeholder=OWN_TITLE,
            autocomplete="off",
            key=f"{_FORM}_{which}_naam_{code}",
        )
        if st.form_submit_button("Laat zien", type="primary"):
            title = " ".join(title.split())
            if not members:
                st.warning("Kies ten minste één gemeente.", icon=":material/info:")
            elif title and title != OWN_TITLE and not is_own_name(title):
                st.warning(
                    "Deze naam kan niet: gebruik letters, cijfers en spaties, en niet de naam van een ander gebied.",
                    icon=":material/info:",
                )
            else:
                choice.choose(**{which: own_code("" if title == OWN_TITLE else title, members)})
                st.rerun()


def consists_of(region: str) -> str:
    """Which gemeenten are counted together, and that it is a calculation; "" for a region."""
    chosen_set = region_set(region)
    if chosen_set is None:
        return ""
    today = [code for code in by_slug().values() if code in chosen_set.members]
    who = f"{len(today)} gemeenten" if len(today) > MOST_MEMBERS // 2 else listing(sorted(map(name, today)))
    return f"{chosen_set.title}: {who}, samen gerekend."


def not_on_this_page() -> None:
    """Said on a page that knows gemeenten and the province only."""
    chosen_set = region_set(pinned() or "")
    if chosen_set:
        st.info(
            literal(
                f"Deze pagina laat {chosen_set.title} niet apart zien: zij gaat over de gemeenten en over heel {PROVINCE_NAME}."
            ),
            icon=":material/info:",
        )
