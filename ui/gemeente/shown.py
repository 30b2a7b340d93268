"""What does the reader want to see of the profile: which part, of which age group, and in which form?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from compare.rules.profile_row import ProfileRow
from monitor.dutch import NO_FIGURE, population_text
from monitor.regions import name
from ui.choose import url as choice
from ui.data import catalogue
from ui.gemeente import together
from ui.gemeente import view as profile
from ui.gemeente.exhibits import AGE_GROUPS, FORM, PICTURE, TABLE
from ui.parts.screen import on_phone

#: In the URL: what is shown. One theme at a time keeps the page short and quick.
IN_SHORT, TOGETHER, ALL = "opvallend", "samen", "alles"
#: In the URL: every age group.
EVERYONE = "alle"
AGES = {EVERYONE: "Alle groepen", **{age: population_text(age) for age in AGE_GROUPS}}


@dataclass(frozen=True)
class Shown:
    """``part``: :data:`IN_SHORT`, a theme, :data:`ALL` or :data:`TOGETHER`; ``population``: None for all age groups."""

    part: str
    population: str | None = None
    form: str = TABLE

    @property
    def together(self) -> bool:
        """Whether it is the three fixed figures, each of its own group, and no part of the profile."""
        return self.part == TOGETHER

    @property
    def title(self) -> str:
        return parts()[self.part]

    @property
    def whom(self) -> str:
        """ " over de groep 65 jaar en ouder", or nothing."""
        return f" over de groep {AGES[self.population]}" if self.population else ""

    def sections(self, mine: profile.Profile) -> tuple[profile.Section, ...]:
        """The sections of the profile that are asked for."""
        if self.part == IN_SHORT:
            return mine.in_short
        return tuple(section for section in mine.by_theme if self.part in (section.id, ALL))


def forms() -> dict[str, str]:
    """The forms by their name in the URL; on a phone a list takes the place of the table."""
    return {TABLE: "Lijst" if on_phone() else "Tabel", PICTURE: "Grafiek"}


def parts() -> dict[str, str]:
    """What can be shown, by its name in the URL."""
    themes = {theme.id: theme.title for theme in catalogue().themes}
    return {IN_SHORT: "Opvallend eerst", TOGETHER: together.TITLE, **themes, ALL: "Alle thema's"}


def pick_age() -> str | None:
    """Which age group; None for all."""
    age = choice.pick("Over wie", choice.AGES, list(AGES), EVERYONE, format_func=AGES.__getitem__, width=200)
    return None if age == EVERYONE else age


def pick() -> Shown:
    """Three pickers in a row."""
    with choice.row(gap="medium"):
        part = choice.pick(
            "Toon",
            choice.THEME,
            list(parts()),
            IN_SHORT,
            format_func=parts().__getitem__,
            widget=st.segmented_control,
            required=True,
            wrap=True,
            clears=(choice.INDICATOR,),
        )
        age = pick_age()
        if part == TOGETHER:
            return Shown(part, age)
        form = choice.pick(
            "Vorm",
            FORM,
            list(forms()),
            TABLE,
            format_func=forms().__getitem__,
            widget=st.segmented_control,
            required=True,
        )
    return Shown(part, age, form)


def opened(mine: profile.Profile, whom: str) -> ProfileRow | None:
    """The row of the indicator in the URL; said when this gemeente has none. ``whom``: of :class:`Shown`."""
    id = choice.chosen(choice.INDICATOR, list(catalogue().indicators), "", "het cijfer")
    row = next((row for row in (*mine.rows, *mine.otherwise) if row.indicator.id == id), None)
    if id and row is None:
        sentence = f"{catalogue()[id].title}: {NO_FIGURE} voor {name(mine.gemeente)}{whom}."
        st.info(sentence, icon=":material/info:")
    return row
