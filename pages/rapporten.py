"""Welke rapporten kan ik meenemen? Of the province and every gemeente, in five forms, at addresses that stay."""

import streamlit as st

from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name
from ui.choose import comparators, frame, site
from ui.choose import url as choice
from ui.data import catalogue
from ui.parts import take_along
from ui.parts.literal import literal

ALL = "alle"
THEMES = {ALL: "Alle thema's", **{theme.id: theme.title for theme in catalogue().themes}}
WHOLE = "heel rapport"


def links(region: str, theme: str | None) -> list[str]:
    """The report of a region in every form, as links; the whole report last."""
    slug = take_along.comparator_for(region)
    reports = [
        f"[{form.title}]({take_along.address(ending, region, theme, slug)})"
        for ending, form in take_along.FORMS.items()
    ]
    if theme is None:
        reports.append(f"[{WHOLE}]({take_along.address('pdf', region, theme, slug, whole=True)})")
    return reports


def listed(codes: list[str], theme: str | None) -> str:
    """Regions and their reports in Markdown. A list: a table of seven columns does not fit on a phone, nor at 400%."""
    return "\n".join(f"- **{literal(name(code))}**: {', '.join(links(code, theme))}" for code in codes)


st.title("Welke rapporten kunt u meenemen?")
st.markdown(
    "Een rapport zet de cijfers van een gemeente of van de provincie op een rij: wat opvalt, wat veranderde, hoe u het leest "
    "en waar het vandaan komt. De cijfers zijn die van deze monitor, tot op het cijfer achter de komma."
)
picked = choice.pick(
    "Over welk thema", choice.THEME, list(THEMES), ALL, format_func=THEMES.__getitem__, width=280
)
theme = None if picked == ALL else picked

gemeente, slug = frame.pinned(), frame.comparator_slug()
others = (
    "" if take_along.comparator_for(PROVINCE) == slug else f" {name(PROVINCE)} zelf staat naast Nederland."
)
st.caption(
    f"Naast {literal(comparators.label(slug))}.{others} Kies boven aan de pagina iets anders om mee te vergelijken."
)
first = [gemeente] if gemeente else []
st.markdown(listed([*first, PROVINCE, *(code for code in GEMEENTEN if code != gemeente)], theme))

st.header("Welke vorm kiest u?", anchor="vormen")
uses = [f"- **{form.title}**: {form.use}." for form in take_along.FORMS.values()]
whole = f"- **{WHOLE.capitalize()}**: een PDF met inhoud, alle cijfers, en het verloop van de belangrijkste."
st.markdown("\n".join([*uses, whole]))

st.header("Een link die blijft", anchor="link")
st.markdown(
    "Deze adressen veranderen niet. Zet er een op uw intranet: wie klikt, krijgt altijd het nieuwste rapport. Een rapport "
    "wordt gemaakt als iemand erom vraagt. Dat duurt soms een paar seconden. De naam van het bestand zegt van welke dag de "
    "nieuwste cijfers zijn."
)
st.page_link(
    site.pages()["cijfers"],
    label="Waar komen de cijfers vandaan?",
    icon=":material/info:",
    query_params=choice.carried(choice.PINNED),
)
