"""The rows of a list: per figure its value, what stands beside it, the difference and the line; made of the address alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from compare.rules.comparator import Comparator
from compare.rules.profile_row import ProfileRow, profile_row
from compare.wording.profile_row import newer_sentence, row_sentences
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, group_text, listing, own_calculation, value_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name
from ui.choose import comparators
from ui.choose import url as choice
from ui.data import catalogue, figures
from ui.exhibit import Exhibit
from ui.gemeente import exhibits as of_gemeente
from ui.gemeente import view as profile
from ui.lijst.entries import Entry, FigureList, to_address
from ui.parts import explain, observed
from ui.parts.worded_number import worded

TITLE = "Mijn lijst"
BESIDE, OTHER, DIFFERENCE = "Vergeleken met", "Waarde daarvan", "Verschil"


@dataclass(frozen=True)
class Row:
    """An entry with its figure: ``shown`` is of the year of its comparison, ``newest`` the newest; both None where the
    sources do not ask it of the place. ``replaced``: what was done when the comparator cannot stand beside it, "" otherwise."""

    entry: Entry
    comparator: Comparator
    newest: ProfileRow | None
    shown: ProfileRow | None
    replaced: str

    @property
    def indicator(self) -> Indicator:
        return catalogue()[self.entry.indicator]

    @property
    def value(self) -> str:
        """As it is read, without its year."""
        return value_text(self.shown.value, self.indicator) if self.shown else NO_FIGURE

    @property
    def year(self) -> str:
        """Of the value; a star for what may still change, "" without a value."""
        if self.shown is None or self.shown.value is None:
            return ""
        return f"{self.shown.year}{'*' if self.shown.observation.provisional else ''}"

    @property
    def beside(self) -> str:
        """Whose figure stands beside it; a dash where there is no comparison."""
        compared = self.shown.comparison if self.shown else None
        return compared.comparator.name if compared else profile.NOTHING

    @property
    def other(self) -> str:
        """That figure; a dash where there is no comparison."""
        gap = self.shown.gap if self.shown else None
        return value_text(gap.comparator, self.indicator) if gap else profile.NOTHING

    @property
    def difference(self) -> str:
        return profile.difference_cell(self.shown.comparison, self.shown) if self.shown else profile.NOTHING

    @property
    def sentences(self) -> list[str]:
        """The figure and its comparison in words."""
        if self.shown is None or self.newest is None:
            return [f"{NO_FIGURE.capitalize()}: {self.remarks[0]}."]
        return row_sentences(self.shown, self.newest)

    @property
    def remarks(self) -> list[str]:
        """What to know before using it: why there is no figure or no comparison, what is provisional or calculated."""
        if self.shown is None or self.newest is None:
            return ["de bron geeft dit cijfer hier niet"]
        shown, compared = self.shown, self.shown.comparison
        remarks = [
            profile.note(self.newest),
            newer_sentence(shown, self.newest).rstrip("."),
            self.replaced.rstrip("."),
        ]
        if compared is None and shown.value is not None:
            remarks.append(f"niet vergeleken met {self.comparator.place}: {shown.not_compared}")
        calculation = partial(own_calculation, self.indicator, self.entry.population)
        if shown.value is not None and shown.observation.calculated:
            remarks.append(f"{name(self.entry.region)}: {calculation(shown.year)}")
        if compared and compared.calculated_elsewhere:
            remarks.append(f"{compared.comparator.name}: {calculation(compared.year)}")
        return [text for text in dict.fromkeys(remarks) if text]


def rows(of: FigureList, slug: str) -> list[Row]:
    """The rows of a list, in its order. ``slug``: the URL name of what it is compared with."""
    return [_row(entry, slug) for entry in of.entries]


def _row(entry: Entry, slug: str) -> Row:
    gemeente = None if entry.region == PROVINCE else entry.region
    comparator, replaced = comparators.against(slug, entry.region, gemeente)
    indicator_data = figures(entry.indicator, entry.population)
    peers = GEMEENTEN if gemeente else ()
    newest = profile_row(indicator_data, entry.region, [comparator], peers) if indicator_data else None
    return Row(entry, comparator, newest, profile.compared_row(newest) if newest else None, replaced)


def texts(of: Sequence[Row]) -> pd.DataFrame:
    """The table in words alone: a row per figure, every cell as it is read."""
    return pd.DataFrame(
        {
            "Cijfer": [row.indicator.short_title for row in of],
            "Gebied": [name(row.entry.region) for row in of],
            "Wie": [group_text(row.indicator, row.entry.population) for row in of],
            "Jaar": [row.year for row in of],
            "Waarde": [row.value for row in of],
            BESIDE: [row.beside for row in of],
            OTHER: [row.other for row in of],
            DIFFERENCE: [row.difference for row in of],
        }
    )


def table(rows: Sequence[Row]) -> pd.DataFrame:
    """:func:`texts` with differences that sort as numbers, and a small drawing per row."""
    content = texts(rows)
    gaps = [row.shown.gap if row.shown else None for row in rows]
    content[DIFFERENCE] = worded([gap.difference if gap else None for gap in gaps], content[DIFFERENCE])
    content[profile.PICTURE] = [profile.small_line(row.newest) if row.newest else None for row in rows]
    return content


def notes(rows: Sequence[Row]) -> list[str]:
    """What to know of the rows, a line each; what goes for more figures is said once."""
    by_remark: dict[str, list[str]] = {}
    for row in rows:
        for remark in row.remarks:
            by_remark.setdefault(remark, []).append(f"{row.indicator.short_title} ({name(row.entry.region)})")
    sentences = [f"{listing(titles)}: {remark}." for remark, titles in by_remark.items()]
    if any("*" in row.year for row in rows):
        sentences.append("Een ster bij het jaar: voorlopig cijfer.")
    return sentences


def exhibit(figure_list: FigureList, slug: str) -> Exhibit:
    """The list as one table. Errors: ValueError for a list without entries."""
    if not figure_list.entries:
        raise ValueError("an empty list has nothing to show")
    all_rows = rows(figure_list, slug)
    with_figure = [row for row in all_rows if row.newest]
    whose = listing(list(dict.fromkeys(name(row.entry.region) for row in all_rows)))
    beside = listing(list(dict.fromkeys(row.comparator.name for row in all_rows)))
    count = "1 cijfer" if len(all_rows) == 1 else f"{len(all_rows)} cijfers"
    answered = [row.newest for row in with_figure if row.newest]
    return Exhibit(
        title=figure_list.name or TITLE,
        sentence=f"{count} van {whose}, naast {beside}.",
        picture=None,
        alt=f"Tabel: {count} van {whose}",
        rows=_observations(with_figure),
        file="mijn-lijst",
        page="lijst",
        query={
            choice.COMPARATOR: slug,
            choice.LIST: to_address(figure_list.entries),
            **({choice.LIST_NAME: figure_list.name} if figure_list.name else {}),
        },
        notes=tuple(notes(all_rows)),
        sources=(explain.sources_of(answered),) if answered else (),
        table=texts(all_rows),
        sheet=partial(_sheet, all_rows),
    )


def trends(of: FigureList, slug: str) -> list[Exhibit]:
    """The line of every entry that has a figure, in the order of the list."""
    return [
        of_gemeente.trend(
            row.entry.region,
            slug if not row.replaced else comparators.DEFAULT,
            row.indicator,
            row.entry.population,
        )
        for row in rows(of, slug)
        if row.newest and row.newest.value is not None
    ]


def _observations(rows: Sequence[Row]) -> pd.DataFrame:
    """All years of the figures and of what stands beside them, each once."""
    parts = [observed.all_years([row.newest] if row.newest else [], [row.comparator]) for row in rows]
    if not parts:
        return observed.all_years([], [])
    key = ["indicator", "population", "region", "year"]
    return pd.concat(parts, ignore_index=True).drop_duplicates(key, ignore_index=True)


def _sheet(rows: Sequence[Row]) -> pd.DataFrame:
    """The list for a spreadsheet: numbers in columns of their own, a source per row."""
    lines: list[dict[str, Any]] = []
    for row in rows:
        shown, compared = row.shown, row.shown.comparison if row.shown else None
        has_value = shown is not None and shown.value is not None
        source = catalogue().sources[shown.observation.source] if shown and has_value else None
        lines.append(
            {
                "Indicator": row.indicator.title,
                "Groep": group_text(row.indicator, row.entry.population),
                "Gebied": name(row.entry.region),
                "Jaar": shown.year if shown and has_value else None,
                "Waarde": round(shown.value, row.indicator.decimals)
                if shown and shown.value is not None
                else None,
                "Eenheid": row.indicator.unit,
                "Vergeleken met": row.comparator.name,
                "Waarde daarvan": compared.gap.comparator if compared else None,
                "Verschil": compared.gap.difference if compared else None,
                "Opmerking": "; ".join(row.remarks),
                "Bron": source.attribution if source else "",
                "Licentie": source.licence if source else "",
            }
        )
    return pd.DataFrame(lines).convert_dtypes()
