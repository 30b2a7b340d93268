"""What Mijn gemeente shows, each thing as one exhibit: for the page, a file, a report.

Made of a ``gemeente`` (code of one of the province), a ``slug`` (the URL name of what it is compared with), a
``population`` (an age group, None for all) and the id of a ``section`` of its profile. Shared between readers.
"""

from __future__ import annotations

from dataclasses import replace

from compare.edition import per_edition
from compare.rules.profile_row import ProfileRow
from compare.wording.largest import CHANGE_RULE
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, listing, population_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import file_slug, name, place, slug_of
from ui.choose import comparators
from ui.choose import url as choice
from ui.data import data_version
from ui.exhibit import Chart, Exhibit
from ui.gemeente import spine, spine_chart
from ui.gemeente import view as profile
from ui.parts import explain, observed
from ui.parts.literal import words
from ui.trend.view import Choice
from ui.trend.view import exhibit as trend_exhibit
from ui.trend.view import view as trend_view

#: The age groups of which there can be a profile of their own.
AGE_GROUPS = ("16-25", "18-64", "65+")
#: In the URL: the figures as a table or as a picture.
FORM, TABLE, PICTURE = "vorm", "tabel", "spin"


def query(gemeente: str, slug: str, **extra: str | None) -> dict[str, str]:
    """The choices of an address that lead to an exhibit of this gemeente; None leaves one out."""
    wanted = {choice.GEMEENTE: slug_of(gemeente), choice.COMPARATOR: slug, **extra}
    return {key: value for key, value in wanted.items() if value}


def profile_of(gemeente: str, slug: str, population: str | None = None) -> profile.Profile:
    """The profile that the exhibits are of."""
    return profile.build(gemeente, comparators.against(slug, gemeente, gemeente)[0], population)


def stands_out(gemeente: str, slug: str, population: str | None = None) -> Exhibit:
    """The largest differences, in words."""
    return _in_words(gemeente, slug, population, False, data_version())


def moved(gemeente: str, slug: str, population: str | None = None) -> Exhibit | None:
    """The largest changes, in words; None where nothing may be compared, or where these are what stands out."""
    mine = profile_of(gemeente, slug, population)
    return _in_words(gemeente, slug, population, True, data_version()) if mine.moved else None


def table(gemeente: str, slug: str, population: str | None, section: str) -> Exhibit:
    """The rows of a section. Errors: KeyError for a section that this profile has not."""
    return _table(gemeente, slug, population, section, data_version())


def picture(gemeente: str, slug: str, population: str | None, section: str) -> Exhibit:
    """The rows of a section between the other gemeenten. Errors: as of :func:`table`."""
    return _picture(gemeente, slug, population, section, data_version())


def whole(gemeente: str, slug: str, population: str | None = None) -> Exhibit:
    """Every figure of the gemeente; in a file a line per figure, with both comparisons, the place and the change."""
    return _whole(gemeente, slug, population, data_version())


def of_region(region: str, slug: str) -> Choice:
    """What a trend is of: a gemeente beside the province, or the province alone."""
    return Choice(None if region == PROVINCE else region, slug)


def trend(region: str, slug: str, indicator: Indicator, population: str) -> Exhibit:
    """A figure of this group over the years, with a sentence about this gemeente (or the province) alone."""
    view = trend_view(indicator, population, of_region(region, slug))
    choices = {choice.COMPARATOR: slug} if region == PROVINCE else query(region, slug)
    return trend_exhibit(view, indicator, population, choices, region)


def opened(row: ProfileRow, slug: str) -> Exhibit:
    """One row in full: its trend, or why there is no figure."""
    shown = trend(row.region, slug, row.indicator, row.population)
    if row.value is not None:
        return shown
    return replace(shown, sentence=f"{name(row.region)} heeft hier {NO_FIGURE}: {profile.note(row)}.")


def _texts(*texts: str) -> tuple[str, ...]:
    """Texts that may have bold parts, as they are read; without those that say nothing."""
    return tuple(words(text) for text in texts if text)


@per_edition(60)
def _in_words(gemeente: str, slug: str, population: str | None, changes: bool, version: str) -> Exhibit:
    mine = profile_of(gemeente, slug, population)
    sentences, rows = (mine.moved, mine.moved_rows) if changes else (mine.stands_out, mine.first_rows)
    kind = "veranderd" if changes else "opvallend"
    title = "Dit veranderde het meest in" if changes else f"Naast {mine.comparator.place}: wat opvalt in"
    return Exhibit(
        title=f"{title} {place(gemeente)}",
        sentence=" ".join(sentences),
        picture=None,
        alt=" ".join(sentences),
        rows=observed.all_years(rows, [mine.comparator]),
        file=f"{kind}-{file_slug(gemeente)}",
        page="gemeente",
        query=query(gemeente, slug, leeftijd=population),
        notes=_texts(CHANGE_RULE) if changes else _texts(mine.rule, mine.sentence_note),
        sources=(explain.sources_of(rows),) if rows else (),
    )


@per_edition(120)
def _table(gemeente: str, slug: str, population: str | None, section: str, version: str) -> Exhibit:
    mine = profile_of(gemeente, slug, population)
    shown = mine.section(section)
    sides = profile.sides(mine.comparator)
    figures = "1 cijfer" if len(shown.rows) == 1 else f"{len(shown.rows)} cijfers"
    counted = f"{figures} van {name(gemeente)}, naast {listing([other.place for other in sides])}."
    return Exhibit(
        title=f"{name(gemeente)}: {shown.title}",
        sentence=" ".join(mine.stands_out) if section == profile.STANDS_OUT else counted,
        picture=None,
        alt=f"{shown.title}: {figures} van {name(gemeente)}",
        rows=observed.all_years(shown.rows, sides),
        file=f"profiel-{file_slug(gemeente)}-{section}",
        page="gemeente",
        query=query(gemeente, slug, leeftijd=population, thema=_in_address(section)),
        notes=_texts(profile.notes(shown.rows, mine.comparator)),
        sources=(explain.sources_of(shown.rows),),
        table=profile.texts(shown.rows, mine.comparator),
    )


@per_edition(120)
def _picture(gemeente: str, slug: str, population: str | None, section: str, version: str) -> Exhibit:
    mine = profile_of(gemeente, slug, population)
    shown = mine.section(section)
    spine_view = spine.view(gemeente, mine.comparator, population, section)

    def drawn() -> Chart:
        data, height = spine_chart.spine_data(spine_view)
        return Chart(spine_chart.spine(spine_view, height), data)

    return Exhibit(
        title=f"{name(gemeente)}: {shown.title}",
        sentence=f"{name(gemeente)} tussen andere gemeenten. {words(spine_view.reading)}",
        picture=drawn,
        alt=spine_view.alt,
        rows=observed.one_year(
            map(profile.compared_row, shown.rows), profile.sides(mine.comparator), (PROVINCE, *GEMEENTEN)
        ),
        file=f"profiel-{file_slug(gemeente)}-{section}",
        page="gemeente",
        query=query(gemeente, slug, leeftijd=population, thema=_in_address(section), vorm=PICTURE),
        notes=_texts(profile.notes(shown.rows, mine.comparator)),
        sources=(explain.sources_of(shown.rows),),
        table=spine_view.table,
    )


@per_edition(40)
def _whole(gemeente: str, slug: str, population: str | None, version: str) -> Exhibit:
    mine = profile_of(gemeente, slug, population)
    whom = f" over de groep {population_text(population)}" if population else ""
    return Exhibit(
        title=f"Alle cijfers van {name(gemeente)}{whom}",
        sentence=" ".join(mine.stands_out),
        picture=None,
        alt=f"Alle cijfers van {name(gemeente)}",
        rows=observed.all_years(mine.rows, profile.sides(mine.comparator)),
        file=f"profiel-{file_slug(gemeente)}",
        page="gemeente",
        query=query(gemeente, slug, leeftijd=population, thema="alles"),
        notes=_texts(profile.notes(mine.rows, mine.comparator)),
        sources=(explain.sources_of(mine.rows),),
        table=profile.texts(mine.rows, mine.comparator),
        sheet=lambda: profile.for_excel(mine),
    )


def _in_address(section: str) -> str | None:
    """What the address says of a section: the first ones are what a reader sees who chooses nothing."""
    return None if section in (profile.STANDS_OUT, profile.THE_REST) else section
