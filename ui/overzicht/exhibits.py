"""What the front page shows, each thing as one exhibit: for the page, a file, a report.

Made of a ``slug`` (the URL name of what the province is compared with) and of the reader's ``gemeente`` (code, None for
none). Shared between readers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from compare.edition import per_edition
from compare.rules.comparator import Comparator
from compare.wording.clauses import titled
from compare.wording.largest import CHANGE_RULE
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name, slug_of
from ui.choose import comparators
from ui.choose import url as choice
from ui.data import catalogue, data_version
from ui.exhibit import Drawing, Exhibit
from ui.overzicht.panels import Panel, panels
from ui.overzicht.view import overview
from ui.overzicht.where import WHERE, where
from ui.parts import explain, observed


@dataclass(frozen=True)
class PanelExhibits:
    """``line``: the lead figure with its lines; ``strips``: the other figures with every gemeente, None where there are
    none."""

    panel: Panel
    line: Exhibit
    strips: Exhibit | None


def query(slug: str, gemeente: str | None, **extra: str) -> dict[str, str]:
    """The choices of an address that lead to an exhibit of the front page."""
    own = {choice.GEMEENTE: slug_of(gemeente)} if gemeente else {}
    return {**own, choice.COMPARATOR: slug, **extra}


def stands_out(slug: str, gemeente: str | None = None) -> Exhibit:
    """The largest differences of the province, in words."""
    return _in_words(slug, gemeente, False, data_version())


def moved(slug: str, gemeente: str | None = None) -> Exhibit | None:
    """Its largest changes, in words; None where nothing may be compared, or where these are what stands out."""
    of_province = overview(_comparator(slug, gemeente))
    return _in_words(slug, gemeente, True, data_version()) if of_province.moved else None


def of_panels(slug: str, gemeente: str | None = None) -> tuple[PanelExhibits, ...]:
    """The lead figures, each with the other figures of its panel."""
    return _of_panels(slug, gemeente, data_version())


def where_in_the_province(panel: Panel, slug: str, gemeente: str | None = None) -> Exhibit:
    """The small map of a panel: its lead figure in every gemeente."""
    return _where(panel.id, slug, gemeente, data_version())


def _comparator(slug: str, gemeente: str | None) -> Comparator:
    return comparators.beside_province(slug, gemeente)[0]


@per_edition(60)
def _in_words(slug: str, gemeente: str | None, changes: bool, version: str) -> Exhibit:
    comparator = _comparator(slug, gemeente)
    of_province = overview(comparator)
    sentences, rows_of = (
        (of_province.moved, of_province.moved_rows)
        if changes
        else (of_province.stands_out, of_province.first_rows)
    )
    title = "Dit veranderde het meest in" if changes else f"Naast {comparator.place}: wat opvalt in"
    rows = observed.all_years(rows_of, [comparator])
    return Exhibit(
        title=f"{title} {name(PROVINCE)}",
        sentence=" ".join(sentences),
        picture=None,
        alt=" ".join(sentences),
        rows=rows,
        file=f"{'veranderd' if changes else 'opvallend'}-{slug_of(PROVINCE)}",
        page="overzicht",
        query=query(slug, gemeente),
        notes=tuple(filter(None, [CHANGE_RULE if changes else of_province.rule])),
        sources=(explain.sources_of(rows_of),) if rows_of else (),
    )


@per_edition(100)
def _of_panels(slug: str, gemeente: str | None, version: str) -> tuple[PanelExhibits, ...]:
    comparator = _comparator(slug, gemeente)
    return tuple(
        PanelExhibits(
            panel,
            _line(panel, comparator, query(slug, gemeente), gemeente),
            _strips(panel, comparator, query(slug, gemeente), gemeente),
        )
        for panel in panels(comparator, gemeente)
    )


def _line(panel: Panel, comparator: Comparator, choices: Mapping[str, str], gemeente: str | None) -> Exhibit:
    indicator = catalogue()[panel.indicator]
    rows = observed.all_years([panel.row], [comparator], [gemeente] if gemeente else [])
    return Exhibit(
        title=f"{panel.title}: {titled(indicator, panel.population)}",
        sentence=f"In {name(PROVINCE)} {indicator.phrase.format(value=panel.value)} ({panel.when}). {panel.difference}",
        picture=_drawn(panel.line),
        alt=panel.line_alt,
        rows=rows,
        file=f"{panel.id}-{slug_of(PROVINCE)}",
        page="overzicht",
        query=choices,
        notes=tuple(filter(None, (panel.own, panel.newer, panel.favourable))),
        sources=tuple(explain.source_sentences(rows)),
        reading=indicator.how_to_read,
    )


def _strips(
    panel: Panel, comparator: Comparator, choices: Mapping[str, str], gemeente: str | None
) -> Exhibit | None:
    if panel.strips is None:
        return None
    return Exhibit(
        title=f"{panel.title}: andere cijfers",
        sentence=panel.strips_alt,
        picture=_drawn(panel.strips),
        alt=panel.strips_alt,
        rows=observed.one_year(panel.others, [comparator], [*GEMEENTEN, *([gemeente] if gemeente else [])]),
        file=f"{panel.id}-andere-cijfers-{slug_of(PROVINCE)}",
        page="overzicht",
        query=choices,
        sources=(explain.sources_of(panel.others),),
    )


@per_edition(60)
def _where(panel: str, slug: str, gemeente: str | None, version: str) -> Exhibit:
    chosen = next(one for one in panels(_comparator(slug, gemeente), gemeente) if one.id == panel)
    small_map = where(chosen, gemeente, slug)
    return Exhibit(
        title=small_map.title,
        sentence=small_map.sentence,
        picture=_drawn(small_map.drawing),
        alt=small_map.alt,
        rows=small_map.rows,
        file=f"{panel}-kaart-{slug_of(PROVINCE)}",
        page="overzicht",
        query=query(slug, gemeente, **{WHERE: panel}),
        notes=(small_map.own,) if small_map.own else (),
        sources=small_map.sources,
        reading=catalogue()[chosen.indicator].how_to_read,
        kind="Kaart",
    )


def _drawn(svg: str | None) -> Callable[[], Drawing] | None:
    return None if svg is None else lambda: Drawing(svg)
