"""A section of the profile as a picture: per figure where the gemeente stands between the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from compare.rules.comparator import Comparator
from compare.rules.profile_row import ProfileRow
from compare.rules.spine import Spine, ends_of_the_land, spine
from compare.wording.clauses import who_when
from compare.wording.comparator import words
from monitor.dutch import WHY_MISSING, listing, value_text
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_NAME
from monitor.regions import name
from ui.choose import comparators
from ui.data import data_version, figures, kept
from ui.gemeente import view as profile
from ui.parts.tables import in_words

#: Said at the right of a row that is held against nothing.
NOT_COMPARED = "niet vergeleken"

#: So many rows are read out in the text for who cannot see the picture.
READ_OUT = 4


@dataclass(frozen=True)
class Line:
    """One row of the picture with its texts; ``difference``: "▲ 1,2 procentpunt" or why there is none."""

    spine: Spine
    title: str
    who: str
    value: str
    difference: str

    def text_of(self, value: float | None) -> str:
        """A figure of this row as it is shown everywhere; "–" for none."""
        return profile.NOTHING if value is None else value_text(value, self.spine.profile_row.indicator)

    @property
    def id(self) -> str:
        return self.spine.profile_row.indicator.id

    @property
    def others(self) -> str:
        """ "9,9% (Westerveld) tot 15,1% (Emmen)": the gemeenten of Drenthe."""
        value_range = self.spine.others
        if value_range is None:
            return profile.NOTHING
        ends = ((value_range.lowest, value_range.at_lowest), (value_range.highest, value_range.at_highest))
        return " tot ".join(f"{self.text_of(value)} ({_where(at)})" for value, at in ends)

    @property
    def land(self) -> str:
        """ "8,1% tot 18,2%": nine in ten gemeenten of Nederland."""
        nine_in_ten = self.spine.land
        return (
            f"{self.text_of(nine_in_ten[0])} tot {self.text_of(nine_in_ten[1])}"
            if nine_in_ten
            else profile.NOTHING
        )


@dataclass(frozen=True)
class SpineView:
    """Shared between sessions: never change what it holds. ``table``: the same figures, a row per line."""

    gemeente: str
    comparator: Comparator
    title: str
    lines: tuple[Line, ...]
    table: pd.DataFrame
    reading: str
    alt: str

    @property
    def middle_name(self) -> str:
        """What stands in the middle."""
        return middle_name(self.gemeente, self.comparator)


def middle_name(gemeente: str, comparator: Comparator) -> str:
    """ "Nederland", or for an earlier year "Emmen, eerder"."""
    return words(comparator).in_the_middle(comparator, gemeente)


def view(gemeente: str, comparator: Comparator, population: str | None, section: str) -> SpineView:
    """The picture of one section (by id) of the profile with the same choices."""
    return _view(gemeente, comparator, population, section, data_version())


@kept(120, by=comparators.BY_CODE)
def _view(
    gemeente: str, comparator: Comparator, population: str | None, section: str, version: str
) -> SpineView:
    of = profile.build(gemeente, comparator, population).section(section)
    lines = tuple(_line(row) for row in of.rows)
    return SpineView(
        gemeente,
        comparator,
        of.title,
        lines,
        table(lines, gemeente, comparator),
        how_to_read(gemeente, comparator, lines),
        alt_text(of.title, lines, gemeente, comparator),
    )


def _line(newest: ProfileRow) -> Line:
    row = profile.compared_row(newest)
    indicator_data = figures(row.indicator.id, row.population)
    assert indicator_data is not None
    of_year = indicator_data.frame[indicator_data.frame["year"] == row.year]
    land = ends_of_the_land(dict(zip(of_year["region"], of_year["value"], strict=True)))
    row_spine = spine(row, indicator_data, PROVINCE, GEMEENTEN, land)
    return Line(
        row_spine,
        row.indicator.short_title,
        who_when(row.population, row.year),
        profile.value_with_star(row),
        _difference(row_spine),
    )


def _difference(row_spine: Spine) -> str:
    row = row_spine.profile_row
    if row.value is None:
        return WHY_MISSING.get(row.observation.missing or "", "")
    if row_spine.compared is None:
        return NOT_COMPARED
    difference = profile.difference_cell(row_spine.compared, row)
    first = row.against[0].comparator
    # Of something else than the rest of the picture: that is said.
    return (
        difference
        if row_spine.compared.comparator == first
        else f"{difference} ({row_spine.compared.comparator.name})"
    )


def _where(regions: Sequence[str]) -> str:
    return name(regions[0]) if len(regions) == 1 else f"{len(regions)} gemeenten"


def table(lines: Sequence[Line], gemeente: str, comparator: Comparator) -> pd.DataFrame:
    """The figures of the picture, each as text with its unit: a column would mix percentages with euros."""
    middle = middle_name(gemeente, comparator)
    content: dict[str, list[str]] = {
        "Cijfer": [line.title for line in lines],
        "Wie en jaar": [line.who for line in lines],
        name(gemeente): [line.value for line in lines],
        "Verschil": [line.difference for line in lines],
        PROVINCE_NAME: [line.text_of(line.spine.province) for line in lines],
    }
    if comparator.code != PROVINCE:
        content[middle] = [
            line.text_of(line.spine.in_middle if line.spine.middle_of == comparator.code else None)
            for line in lines
        ]
    content[f"Laagste en hoogste van {PROVINCE_NAME}"] = [line.others for line in lines]
    content["9 op de 10 gemeenten van Nederland"] = [line.land for line in lines]
    return pd.DataFrame(content)


def sortable(spine_view: SpineView) -> Styler:
    """The table of a picture, with the columns that hold one number each sorting by it; the numbers read as they did."""
    code = spine_view.comparator.code
    numbers: dict[str, Any] = {
        "Verschil": [
            one.gap.difference if one else None for one in (line.spine.compared for line in spine_view.lines)
        ],
        PROVINCE_NAME: [line.spine.province for line in spine_view.lines],
    }
    if code != PROVINCE:
        numbers[spine_view.middle_name] = [
            line.spine.in_middle if line.spine.middle_of == code else None for line in spine_view.lines
        ]
    words: dict[str, Sequence[str]] = {column: spine_view.table[column].tolist() for column in numbers}
    return in_words(spine_view.table.assign(**numbers).astype(dict.fromkeys(words, "float64")), words)


def how_to_read(gemeente: str, comparator: Comparator, lines: Sequence[Line]) -> str:
    """One line on how to read the picture."""
    of_kind = words(comparator)
    sentences = [
        "**Zo leest u dit.** Rechts is hoger. Hoog is niet altijd goed en laag niet altijd slecht. Elke rij heeft een eigen schaal: "
        "afstanden in twee rijen kunt u niet naast elkaar leggen.",
        of_kind.middle(comparator, gemeente),
    ]
    if comparator.code != PROVINCE and any(line.spine.middle_of == PROVINCE for line in lines):
        sentences.append(
            f"{of_kind.nothing_in_the_middle(comparator)}, dan staat {PROVINCE_NAME} in het midden; dat staat er dan bij."
        )
    if any(not line.spine.middle_of for line in lines):
        sentences.append(f"Bij “{NOT_COMPARED}” staat er niets in het midden.")
    sentences.append("Kleine verschillen kunnen toeval zijn.")
    return " ".join(sentences)


def alt_text(title: str, lines: Sequence[Line], gemeente: str, comparator: Comparator) -> str:
    """What the picture shows: the first rows in full, and where the rest can be read."""
    read = []
    for line in lines[:READ_OUT]:
        parts = [f"{name(gemeente)} {line.value}"]
        if line.spine.province is not None:
            parts.append(f"{PROVINCE_NAME} {line.text_of(line.spine.province)}")
        if line.spine.in_middle is not None and line.spine.middle_of != PROVINCE:
            parts.append(f"{middle_name(gemeente, comparator)} {line.text_of(line.spine.in_middle)}")
        if line.spine.others:
            parts.append(f"gemeenten van {PROVINCE_NAME} {line.others}")
        read.append(f"{line.title} ({line.who}): {listing(parts)}.")
    rest = len(lines) - len(read)
    more = f" En nog {rest} cijfers." if rest > 1 else " En nog 1 cijfer." if rest else ""
    return (
        f"Grafiek: {title}, {len(lines)} cijfers van {name(gemeente)} tussen die van andere gemeenten. {' '.join(read)}{more} "
        "Alle cijfers staan in de tabel eronder."
    )
