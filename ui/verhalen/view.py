"""Which stories are shown: near a place, of a theme or a goal, with a word in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from monitor.dutch import listing, number
from monitor.province import PROVINCE, PROVINCE_NAME
from monitor.regions import UnknownRegion, group, name, place
from monitor.search import plain
from monitor.stories import about, documents, stories
from monitor.story import KINDS, Amount, Reach, Story, themes

_HEDGES = {"=": "", "~": "ongeveer ", ">": "meer dan ", "<": "minder dan "}


def near(region: str | None, theme: str | None = None, goal: int | None = None) -> tuple[Story, ...]:
    """The stories of a region or gemeenten together (code), nearest first, or those of the whole province when there is none."""
    return about(region or PROVINCE, theme, goal)


def matching(region: str | None, theme: str | None, goal: int | None, text: str) -> list[Story]:
    """The stories that answer all that was asked; those of one's region first, then those of which no place is known."""
    words = plain(text).split()
    here = near(region, theme, goal) if region else ()
    rest = (
        ()
        if region
        else (
            story
            for story in stories()
            if theme in (None, story.theme) and (goal is None or goal in story.goals)
        )
    )
    return [story for story in (*here, *rest) if all(word in _words(story) for word in words)]


def _words(story: Story) -> str:
    return plain(" ".join([story.title, story.text, themes()[story.theme], where(story)]))


def where(story: Story) -> str:
    """ "Emmen en Coevorden", "heel Drenthe", or what the document says of the place."""
    names = [f"heel {PROVINCE_NAME}" if code == PROVINCE else _name(code) for code in story.areas]
    return listing(names) if names else story.place or "plaats niet genoemd"


def _name(code: str) -> str:
    try:
        return name(code)
    except UnknownRegion:
        return group(code).title


def amount_text(amount: Amount) -> str:
    """ "€ 25.000 per jaar (subsidie)": what one document says; never added up with others."""
    cents = 0 if amount.euro == int(amount.euro) else 2
    per = " per jaar" if amount.per else ""
    when = f", {amount.years.text}" if amount.years else ""
    note = f". {amount.note}" if amount.note else ""
    return f"{_HEDGES[amount.hedge]}€ {number(amount.euro, cents)}{per} ({KINDS[amount.kind]}{when}){note}"


def reach_text(reach: Reach) -> str:
    """Whom it reaches; a claim and a hope are said to be that."""
    if reach.claim:
        return f"volgens het project zelf: {reach.text}"
    return f"doel: {reach.text}" if reach.target else reach.text


def sources_text(story: Story) -> str:
    """ "Bron: Jaarverslag Sociale Agenda 2025 (provincie Drenthe), regel 605"."""
    known = documents()
    places: dict[str, list[str]] = {}
    for source in story.sources:
        document = known[source.document]
        title = f"{document.title} ({document.publisher})"
        at = f"{source.unit} {source.number}" if source.unit else ""
        places.setdefault(title, []).append(at)
    parts = [
        ", ".join(filter(None, (title, listing([*filter(None, of_title)]))))
        for title, of_title in places.items()
    ]
    return f"Bron: {'; '.join(parts)}."


def counted(shown: Iterable[Story]) -> str:
    """ "12 verhalen", "1 verhaal"."""
    many = len(list(shown))
    return f"{many} {'verhaal' if many == 1 else 'verhalen'}"


def whose(region: str | None, shown: Iterable[Story]) -> str:
    """ "17 verhalen: 4 van Emmen, 2 van de streek en 11 alleen van heel Drenthe", and without a region "206 verhalen"."""
    listed = list(shown)
    if region is None or not listed:
        return counted(listed)
    words = (f"van {place(region)}", "van de streek", f"alleen van heel {PROVINCE_NAME}")
    many = Counter(story.near(region) for story in listed)
    parts = [f"{many[near]} {of_whom}" for near, of_whom in enumerate(words) if many[near]]
    return f"{counted(listed)}: {listing(parts)}"
