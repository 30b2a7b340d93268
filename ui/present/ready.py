"""Lines that are there already: of a theme in the province, in a part of it or in a gemeente, made of the figures themselves."""

from __future__ import annotations

from collections.abc import Iterable

from compare.edition import per_edition
from compare.indicator_data import measured
from compare.rules.largest import largest
from compare.rules.profile_row import ProfileRow
from monitor.catalogue import Indicator
from monitor.province import GEMEENTEN, PROVINCE
from monitor.questions import questions
from monitor.regions import groups, name, slug_of
from ui.choose import comparators
from ui.choose import subject as subject_of
from ui.choose import url as choice
from ui.choose.pickers import in_picking_order, one_per_subject
from ui.data import catalogue, data_version, figures, newest_year, populations
from ui.gemeente.exhibits import profile_of
from ui.kaart.choices import populations_on_map
from ui.overzicht.panels import PANELS
from ui.present.line import Line, View

#: Views of a line: as many as a group talks about in an hour.
MOST = 5


def subjects() -> dict[str, str]:
    """What a ready line can be about: name in the URL -> name on the screen. The panels of the front page, then the themes."""
    panels = {id: title for id, (title, _, _) in PANELS.items()}
    themes = {
        theme.id: theme.title for theme in catalogue().themes if len(_on_map(_of_themes((theme.id,)))) >= MOST
    }
    return {**panels, **{id: title for id, title in themes.items() if title not in panels.values()}}


def areas() -> dict[str, str]:
    """Where a ready line can be about: name in the URL -> name on the screen."""
    parts = {_slug(group.id): group.title for group in groups(newest_year(), "corop")}
    return {slug_of(PROVINCE): name(PROVINCE), **parts, **{slug_of(code): name(code) for code in GEMEENTEN}}


def area_of(region: str | None) -> str:
    """The area of a region (code) that a reader chose on another page, where there are lines of it; else the province."""
    slug = slug_of(region or PROVINCE)
    return slug if slug in areas() else slug_of(PROVINCE)


def line(subject: str, area: str) -> Line:
    """A line of :data:`MOST` views, the first a map. ``subject`` and ``area``: names of :func:`subjects` and :func:`areas`.

    Of a gemeente or a part of the province first what differs most from Nederland, and only what has a figure there; of
    the province the figures in the order of the site.
    """
    return _line(subject, area, data_version())


@per_edition(60)
def _line(subject: str, area: str, version: str) -> Line:
    themes = PANELS[subject][2] if subject in PANELS else (subject,)
    indicators = _on_map(_of_themes(themes))
    if subject in PANELS:
        first = catalogue()[PANELS[subject][1]]
        indicators = [first, *(one for one in indicators if one is not first)]
    choices: dict[str, str] = {}
    if area != slug_of(PROVINCE):
        choices = {choice.GEMEENTE: area}
        region = subject_of.pinned(choices)
        assert region is not None
        indicators = _standing_out_first(region, indicators)
    else:
        indicators = [one for one in indicators if _of_the_province(one)]
    asked = questions(themes)
    views = [
        View(
            "kaart" if at == 0 else "trend",
            {
                **choices,
                **_also(area, at),
                choice.INDICATOR: one.id,
                choice.POPULATION: populations_on_map(one)[0],
            },
            question=asked[at // 2] if at % 2 == 0 and at // 2 < len(asked) else "",
        )
        for at, one in enumerate(indicators[:MOST])
    ]
    return Line(f"{subjects()[subject]} in {areas()[area]}", tuple(views))


def _also(area: str, at: int) -> dict[str, str]:
    """Of a part of the province its gemeenten stand in the trends."""
    members = next((group.members_here for group in groups() if _slug(group.id) == area), ())
    return {choice.ALSO: ",".join(map(slug_of, members))} if members and at else {}


def _standing_out_first(region: str, indicators: list[Indicator]) -> list[Indicator]:
    rows: Iterable[ProfileRow] = profile_of(region, comparators.DEFAULT).rows
    wanted = [row for row in rows if row.indicator in indicators and row.value is not None]
    wanted_ids = {row.indicator.id for row in wanted}
    indicators = [one for one in indicators if one.id in wanted_ids]
    first = [one.profile_row.indicator for one in largest(figures, wanted, newest_year(), MOST).differences]
    return [*first, *(one for one in indicators if one not in first)]


def _of_the_province(indicator: Indicator) -> bool:
    """Whether there is a figure of the province as a whole: without one a trend has nothing to say of it."""
    laid_out = figures(indicator.id, populations_on_map(indicator)[0])
    return laid_out is not None and bool(measured(laid_out.of(PROVINCE)))


def _of_themes(themes: Iterable[str]) -> list[Indicator]:
    """What one needs to know of the themes, then their other figures; no second measurement of the same."""
    return in_picking_order(
        one_per_subject(
            indicator for theme in catalogue().themes if theme.id in themes for indicator in theme.indicators
        )
    )


def _on_map(indicators: Iterable[Indicator]) -> list[Indicator]:
    return [one for one in indicators if populations(one) and populations_on_map(one)]


def _slug(group: str) -> str:
    return group.replace("_", "-")
