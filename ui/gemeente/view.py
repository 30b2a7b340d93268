"""The profile of one gemeente as the page shows it: rows per section, a table with Dutch texts, a file for Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from compare.edition import per_edition
from compare.indicator_data import PROVISIONAL_FIGURE, measured
from compare.rules.change import Change
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison
from compare.rules.largest import largest
from compare.rules.position import Position
from compare.rules.profile import profile
from compare.rules.profile_row import ProfileRow, in_year_of_comparison
from compare.wording.largest import largest_rule, moving_lines, standing_out_sentences
from monitor.catalogue import Indicator
from monitor.dutch import (
    NO_FIGURE,
    OWN_CALCULATION,
    WHY_MISSING,
    difference_text,
    group_text,
    listing,
    number,
    own_calculation,
    population_text,
    value_text,
)
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import members_of, name, place, region_set
from ui import colours
from ui.charts.image_address import image_address
from ui.charts.sparkline import drenthe_and_comparator
from ui.choose import comparators
from ui.choose.pickers import in_picking_order
from ui.data import all_figures, catalogue, data_version, figures, kept, newest_year
from ui.parts import outcomes
from ui.parts.literal import literal
from ui.parts.worded_number import worded

#: How many differences and how many changes are named.
MOST = 3

#: The sections of what stands out, and of what one needs to know and does not stand out.
STANDS_OUT, THE_REST = "opvallend", "belangrijk"

#: The column that is marked when its row is chosen.
FIRST = "Cijfer"

#: The column with the series as a small drawing.
PICTURE = "Verloop"

#: The column that says since when something changed.
SINCE = "Sinds"

#: The column with the place among the gemeenten.
PLACE = "Plaats"

#: In the cell of a difference or a place that does not exist.
NOTHING = "–"

_HELP = {
    "Waarde": "Het nieuwste cijfer waarmee te vergelijken is, met het jaar. Is er al een nieuwer cijfer, dan staat dat onder "
    "de tabel. Een ster betekent: voorlopig cijfer.",
    PLACE: f"1e is het hoogste cijfer van de gemeenten van {PROVINCE_NAME} met een cijfer in dat jaar. "
    "Hoog is niet altijd goed en laag niet altijd slecht.",
    "Verandering": "Sinds de meting daarvoor. Is het nieuwste cijfer daarmee niet te vergelijken, dan staat hier de laatste "
    "verandering die wel te vergelijken is.",
    SINCE: "Het jaar van de meting daarvoor. Twee jaren: de verandering is van het eerste naar het tweede jaar. Is er geen "
    "verandering, dan staat hier waarom.",
    PICTURE: "Oranje: de gemeente. Gestreept grijs: waarmee u vergelijkt, als dat niet een eerder jaar is. "
    "Een onderbroken lijn betekent dat de jaren niet te vergelijken zijn.",
}


@dataclass(frozen=True)
class Section:
    """A heading with the rows below it; ``table`` is ready to show and shared between sessions."""

    id: str
    title: str
    rows: tuple[ProfileRow, ...]
    table: pd.DataFrame

    @property
    def names(self) -> list[str]:
        """The indicators, in the order of the rows."""
        return [row.indicator.id for row in self.rows]

    @property
    def theme(self) -> str | None:
        """The id of its theme; None for what is of all themes."""
        return None if self.id in (STANDS_OUT, THE_REST) else self.id


@dataclass(frozen=True)
class Profile:
    """Everything about one gemeente against a comparator, with one more region beside it.

    ``stands_out``: what stands out, in one or two sentences, with the rows of the first section of ``in_short`` in their order; ``moved``: what
    changed most, a line each; ``rule``: how these were chosen; ``first_rows`` and ``moved_rows``: what they are about.
    ``sentence_note``: which figures in the sentence are the monitor's own calculation, or "". ``rows`` and ``by_theme``: all
    of it, need-to-know first per theme, in the order of the catalogue. ``in_short``: what stands out, then the rest of
    need-to-know. ``otherwise``: other measurements of the same subjects; in no list, but they can be opened.
    ``population``: the age group that it is of, None for all.
    """

    gemeente: str
    comparator: Comparator
    population: str | None
    stands_out: tuple[str, ...]
    moved: tuple[str, ...]
    rule: str
    first_rows: tuple[ProfileRow, ...]
    moved_rows: tuple[ProfileRow, ...]
    sentence_note: str
    rows: tuple[ProfileRow, ...]
    in_short: tuple[Section, ...]
    by_theme: tuple[Section, ...]
    otherwise: tuple[ProfileRow, ...] = ()

    @property
    def key(self) -> str:
        """Tells it from every other profile, for the key of a widget."""
        return f"{self.population or 'alle'}_{self.gemeente}_{self.comparator.code}"

    def section(self, id: str) -> Section:
        """One of them. Errors: KeyError when it has no such section, as of an age group of which a theme knows nothing."""
        return {section.id: section for section in (*self.in_short, *self.by_theme)}[id]


def build(gemeente: str, comparator: Comparator, population: str | None = None) -> Profile:
    """The profile of a gemeente (code) against another region, of all populations or of one age group.

    Drenthe always stands beside it; against Drenthe itself, Nederland does. Shared between sessions: never change
    it in place.
    """
    return _profile(gemeente, comparator, population, data_version())


def shown_beside(comparator: Comparator) -> Comparator:
    """The other region to show the difference with."""
    beside = comparators.comparator("nederland" if comparator.code == PROVINCE else PROVINCE_SLUG, None)
    assert beside is not None
    return beside


# Room for the 12 gemeenten against Nederland and against a few others.
@kept(48, by=comparators.BY_CODE)
def _profile(gemeente: str, comparator: Comparator, population: str | None, version: str) -> Profile:
    beside = shown_beside(comparator)
    indicators = in_picking_order(catalogue().indicators.values())
    every = profile(figures, indicators, gemeente, [comparator, beside], GEMEENTEN, population)
    rows = [row for row in every if not row.indicator.variant_of]
    what_stands_out = largest(figures, rows, newest_year(), MOST)
    first = [
        difference.profile_row
        for difference in (*what_stands_out.differences, *what_stands_out.older_differences)
    ]

    def section(id: str, title: str, rows_of_section: list[ProfileRow]) -> Section:
        return Section(id, title, tuple(rows_of_section), _table(rows_of_section, comparator))

    rest = [row for row in rows if row.indicator.need_to_know and row not in first]
    in_short = {
        (STANDS_OUT, f"Hier verschilt {place(gemeente)} het meest van {comparator.place}"): first,
        (THE_REST, "De andere belangrijkste cijfers" if first else "De belangrijkste cijfers"): rest,
    }
    by_theme = {
        (theme.id, theme.title): [row for row in rows if row.indicator.theme == theme.id]
        for theme in catalogue().themes
    }
    # Held against the measurement before, what stands out is what moved.
    movements = (
        ()
        if comparator.code == comparators.EARLIER
        else (*what_stands_out.changes, *what_stands_out.older_changes)
    )
    return Profile(
        gemeente,
        comparator,
        population,
        tuple(standing_out_sentences(what_stands_out, place(gemeente))),
        tuple(moving_lines(what_stands_out)) if movements else (),
        largest_rule(what_stands_out, comparator.place),
        tuple(first),
        tuple(movement.profile_row for movement in movements),
        calculated_text(first, [comparator]),
        tuple(rows),
        tuple(
            section(*heading, rows_of_section)
            for heading, rows_of_section in in_short.items()
            if rows_of_section
        ),
        tuple(
            section(*heading, rows_of_section)
            for heading, rows_of_section in by_theme.items()
            if rows_of_section
        ),
        tuple(row for row in every if row.indicator.variant_of),
    )


def compared_row(row: ProfileRow) -> ProfileRow:
    """The row as it is shown: of the year of its comparison, as table, picture and list have it alike."""
    indicator_data = figures(row.indicator.id, row.population)
    return in_year_of_comparison(row, indicator_data, GEMEENTEN) if indicator_data else row


#: Column -> what is told of it.
HELP = tuple(_HELP.items())


def narrow_columns(comparator: Comparator) -> tuple[str, ...]:
    """The columns of the table where it is half as wide: what it is, the figure, and the difference asked for."""
    return FIRST, "Waarde", _difference(comparator)


def _difference(comparator: Comparator) -> str:
    return f"Verschil met {comparator.place}"


def sides(comparator: Comparator) -> list[Comparator]:
    """The two to show the difference with, Drenthe first."""
    return sorted((comparator, shown_beside(comparator)), key=lambda side: side.code != PROVINCE)


def _with(row: ProfileRow, comparator: Comparator) -> Comparison | None:
    """The row held against one of the two."""
    with_it = (comparison for comparison in row.against if comparison.comparator == comparator)
    return next((comparison for comparison in with_it if isinstance(comparison, Comparison)), None)


def texts(rows: Sequence[ProfileRow], comparator: Comparator) -> pd.DataFrame:
    """The table in words alone: a row per figure, every cell as it is read. ``rows``: the newest of each figure."""
    rows = [compared_row(row) for row in rows]
    return pd.DataFrame(
        {
            FIRST: [row.indicator.short_title for row in rows],
            "Waarde": [value_cell(row) for row in rows],
            "Wie": [group_text(row.indicator, row.population) for row in rows],
            **{
                _difference(other): [difference_cell(_with(row, other), row) for row in rows]
                for other in sides(comparator)
            },
            # Gemeenten together have no place among the gemeenten.
            **({} if _of_together(rows) else {PLACE: [place_cell(row.position) for row in rows]}),
            "Verandering": [
                change_cell(row.change, row.indicator) if row.value is not None else NOTHING for row in rows
            ],
        }
    )


def _table(rows: Sequence[ProfileRow], comparator: Comparator) -> pd.DataFrame:
    """:func:`texts` with numbers that sort as numbers, and a small drawing per row."""
    table = texts(rows, comparator)
    compared = [compared_row(row) for row in rows]
    numbers: dict[str, list[float | None]] = {"Waarde": [row.value for row in compared]} | {
        _difference(other): [_size(_with(row, other)) for row in compared] for other in sides(comparator)
    }
    if PLACE in table:
        numbers[PLACE] = [place_number(row.position) for row in compared]
    changes = [change_cells(row) for row in compared]
    numbers["Verandering"] = [size for size, _, _ in changes]
    table["Verandering"] = [words for _, words, _ in changes]
    table[SINCE] = [since for _, _, since in changes]
    for column, values in numbers.items():
        table[column] = worded(values, table[column])
    # Before the last two, so that a laptop has it in sight.
    table.insert(list(table).index("Verandering"), PICTURE, [small_line(row) for row in rows])
    return table


def _of_together(rows: Sequence[ProfileRow]) -> bool:
    return any(region_set(row.region) for row in rows)


def value_cell(row: ProfileRow) -> str:
    """ "15,1% (2024)", "€ 33.700 (2024*)" for a figure that may still change, or "geen cijfer"."""
    if row.value is None:
        return NO_FIGURE
    return f"{value_text(row.value, row.indicator)} ({row.year}{_star(row)})"


def value_with_star(row: ProfileRow) -> str:
    """:func:`value_cell` where the year is said elsewhere: "15,1%", "€ 33.700*", "geen cijfer"."""
    return NO_FIGURE if row.value is None else f"{value_text(row.value, row.indicator)}{_star(row)}"


def _star(row: ProfileRow) -> str:
    return "*" if row.observation.provisional else ""


def difference_cell(compared: Comparison | None, row: ProfileRow) -> str:
    """ "▲ 1,2 procentpunt", with the year when that is not the year of the value, and the word of a judgement."""
    if compared is None:
        return NOTHING
    text = "gelijk"
    if compared.gap.direction:
        size = difference_text(compared.gap.difference, row.indicator)
        text = f"{outcomes.sign(compared.gap.difference)} {size}"
    when = compared.other.year
    parts = [str(when)] if when != row.year else []
    if compared.gap.direction and compared.outcome not in outcomes.UNJUDGED:
        parts.append(compared.outcome)
    return f"{text} ({', '.join(parts)})" if parts else text


def place_number(position: Position | None) -> float | None:
    """What the column sorts on."""
    return float(position.rank) if position else None


def place_cell(position: Position | None) -> str:
    """ "3e van 12", "gedeeld 3e van 12"."""
    if position is None:
        return NOTHING
    return f"{'gedeeld ' if position.shared else ''}{position.rank}e van {position.of}"


def change_cell(change: Change | None, indicator: Indicator) -> str:
    """ "▲ 2,6 procentpunt sinds 2020"; before a break "▼ 6,6 procentpunt, 2016-2020"; or why there is none."""
    if change is None:
        return "één meting"
    shown = change if change.comparable else change.before
    if shown is None or shown.difference is None:
        return f"niet te vergelijken met {change.year_from}"
    size = f"{outcomes.sign(shown.difference)} {difference_text(shown.difference, indicator)}"
    judged = f" ({shown.outcome})" if shown.outcome not in outcomes.UNJUDGED else ""
    if shown is not change:
        return f"{size if shown.difference else 'gelijk'}, {shown.year_from}-{shown.year_to}{judged}"
    return f"{size} sinds {shown.year_from}{judged}" if shown.difference else f"gelijk aan {shown.year_from}"


def change_cells(row: ProfileRow) -> tuple[float | None, str, str]:
    """:func:`change_cell` in two cells, so that one can be sorted by its number: that number and how it reads ("▲ 2,6
    procentpunt"), and since when ("2020", before a break "2016-2020") or why there is none."""
    change = row.change
    if row.value is None:
        return None, "", NOTHING
    shown = change if change is None or change.comparable else change.before
    if change is None or shown is None or shown.difference is None:
        return None, "", change_cell(change, row.indicator)
    size = f"{outcomes.sign(shown.difference)} {difference_text(shown.difference, row.indicator)}"
    judged = f" ({shown.outcome})" if shown.outcome not in outcomes.UNJUDGED else ""
    since = str(shown.year_from) if shown is change else f"{shown.year_from}-{shown.year_to}"
    return shown.difference, f"{size}{judged}" if shown.difference else "gelijk", since


def note(row: ProfileRow) -> str:
    """What to know of this row before using it: why there is no figure, or that it may still change."""
    if row.value is None:
        return WHY_MISSING.get(row.observation.missing or "", "")
    if row.unanswered:
        year, why = row.unanswered
        return f"over {year} {WHY_MISSING[why]}"
    return _early(row)


def _early(row: ProfileRow) -> str:
    return PROVISIONAL_FIGURE if row.observation.provisional else ""


def calculated(row: ProfileRow) -> str:
    """How a figure of gemeenten together was made, and of which part of the base."""
    if not region_set(row.region) or row.value is None or not row.observation.calculated:
        return ""
    how = own_calculation(row.indicator, row.population, row.year)
    return f"{how}, over {_percent(row.observation.coverage)} daarvan" if row.observation.coverage else how


def _refused(row: ProfileRow) -> str:
    if row.change is None or row.change.comparable:
        return ""
    return f"{row.change.year_to} is niet te vergelijken met {row.change.year_from}"


def calculated_text(rows: Sequence[ProfileRow], others: Iterable[Comparator]) -> str:
    """Says at which rows the figure of each of these is the monitor's own calculation; "" when at none."""
    sentences = []
    for other in others:
        compared = [(row, comparison) for row in rows if (comparison := _with(row, other))]
        own = [row for row, comparison in compared if comparison.calculated_elsewhere]
        published = [row for row, comparison in compared if not comparison.calculated]
        ways = {own_calculation(row.indicator, row.population, row.year) for row in own}
        called = f"{other.name[:1].upper()}{other.name[1:]}"
        how = f"**{literal(called)}**: {ways.pop() if len(ways) == 1 else OWN_CALCULATION}"
        if own and not published:
            sentences.append(f"{how}, bij alle cijfers hier.")
        elif len(own) > len(published):
            sentences.append(f"{how}, behalve bij {_named(published, own)}.")
        elif own:
            sentences.append(f"{how}, bij {_named(own, published)}.")
    return " ".join(sentences)


#: More figures than these that are of a part of their base are counted, not named.
_MOST_NAMED = 6


def together_text(rows: Sequence[ProfileRow]) -> str:
    """Of gemeenten together: which figures the monitor calculated, and of which part of the base; "" for a region.

    Markdown. "**Zuidoost-Drenthe (COROP)**: eigen berekening, gewogen naar ..., bij roken over 87% daarvan."
    """
    own = [
        row for row in rows if region_set(row.region) and row.value is not None and row.observation.calculated
    ]
    if not own:
        return ""
    published = [row for row in rows if row.value is not None and not row.observation.calculated]
    ways = {own_calculation(row.indicator, row.population, row.year) for row in own}
    sentence = f"**{literal(name(own[0].region))}**: {ways.pop() if len(ways) == 1 else OWN_CALCULATION}"
    if published:
        sentence += f", behalve bij {_named(published, own)}"
    parts = [
        (row, row.observation.coverage)
        for row in own
        if row.observation.coverage and round(row.observation.coverage, 2) < 1
    ]
    shares = [share for _, share in parts]
    if len(parts) > _MOST_NAMED:
        sentence += (
            f". Bij {len(parts)} cijfers over een deel daarvan ({_percent(min(shares))} tot {_percent(max(shares))}): niet elke "
            "gemeente heeft er een cijfer"
        )
    elif parts:
        named = listing(
            [f"{row.indicator.short_title} (over {_percent(share)} daarvan)" for row, share in parts]
        )
        sentence += f". Niet elke gemeente heeft een cijfer bij {named}"
    return f"{sentence}."


def _percent(share: float) -> str:
    return f"{number(share * 100)}%"


def not_together(region: str) -> list[str]:
    """The titles of the figures that gemeenten of a set have, and that are not there for all of them together."""
    return list(_not_together(region, data_version()))


@per_edition(60)
def _not_together(region: str, version: str) -> tuple[str, ...]:
    mine = {id for id, population in all_figures() if figures_of(id, population, region)}
    of_members = {
        id
        for (id, _), indicator_data in all_figures().items()
        if any(measured(indicator_data.of(member)) for member in members_of(region))
    }
    indicators = in_picking_order(catalogue()[id] for id in of_members - mine)
    return tuple(indicator.short_title for indicator in indicators if not indicator.variant_of)


def figures_of(indicator: str, population: str, region: str) -> bool:
    """Whether a region, or gemeenten together, have a figure of this indicator and population in any year."""
    indicator_data = figures(indicator, population)
    return indicator_data is not None and bool(measured(indicator_data.of(region)))


def _named(rows: Sequence[ProfileRow], others: Sequence[ProfileRow]) -> str:
    """The titles of the rows; three or more that are all there is about a group are named as that group."""
    counted = Counter(row.population for row in rows)
    elsewhere = {row.population for row in others}
    whole = [p for p, count in counted.items() if count > 2 and p not in elsewhere]
    titles = [row.indicator.short_title for row in rows if row.population not in whole]
    return listing([*titles, *(f"alles over de groep {population_text(p)}" for p in whole)])


def notes(rows: Sequence[ProfileRow], comparator: Comparator) -> str:
    """What to know of a table before using it, in a few sentences.

    Which figures are the monitor's own, which rows have none and why, what the star is.
    """
    without_figure: dict[str, list[str]] = {}
    for row in rows:
        if row.value is None or row.unanswered:
            without_figure.setdefault(note(row), []).append(row.indicator.short_title)
    parts = [literal(f"{listing(titles)} ({why})") for why, titles in without_figure.items()]
    calculated = calculated_text([compared_row(row) for row in rows], sides(comparator))
    sentences = [text for text in (together_text([compared_row(row) for row in rows]), calculated) if text]
    if parts:
        sentences.append(f"{NO_FIGURE.capitalize()}: {'; '.join(parts)}.")
    newer = [(row, shown) for row in rows if (shown := compared_row(row)) is not row]
    if newer:
        figures_of = listing([f"{row.indicator.short_title} {value_cell(row)}" for row, _ in newer])
        sentences.append(literal(f"Nieuwer, maar nog zonder {comparator.name}: {figures_of}."))
    if any(row.change and not row.change.comparable and row.change.before for row in rows):
        sentences.append(
            "Verandering met twee jaartallen: het nieuwste cijfer is niet te vergelijken met de meting ervoor; deze "
            "verandering is van de jaren ervoor."
        )
    if any(row.observation.provisional for row in rows):
        # A star in front would make it a list.
        sentences.append("\\* voorlopig cijfer.")
    return " ".join(sentences)


def _size(compared: Comparison | None) -> float | None:
    return compared.gap.difference if compared else None


def small_line(row: ProfileRow) -> str | None:
    """The series as a small drawing for a cell: the region of the row, and behind it what it is compared with."""
    indicator_data = figures(row.indicator.id, row.population)
    assert indicator_data is not None
    behind = row.comparison.comparator.observations(indicator_data) if row.comparison else ()
    own = colours.PROVINCE if row.region == PROVINCE else colours.GEMEENTE
    svg = drenthe_and_comparator(indicator_data.of(row.region), behind, own, 110, 28)
    # In its own size it needs no viewBox.
    small = svg.replace(' viewBox="0 0 110 28"', "") if svg else ""
    return image_address(small) if small else None


def for_excel(profile: Profile) -> pd.DataFrame:
    """The whole profile as a table for a spreadsheet: numbers in columns of their own, a source per row."""
    titles = {theme.id: theme.title for theme in catalogue().themes}
    lines: list[dict[str, object]] = []
    for row in profile.rows:
        source = catalogue().sources[row.observation.source]
        moved = row.change if row.change is None or row.change.comparable else row.change.before
        line: dict[str, object] = {
            "Thema": titles[row.indicator.theme],
            "Indicator": row.indicator.title,
            "Groep": group_text(row.indicator, row.population),
            ("Gebied" if region_set(profile.gemeente) else "Gemeente"): name(profile.gemeente),
            "Jaar": row.year,
            "Waarde": None if row.value is None else round(row.value, row.indicator.decimals),
            "Eenheid": row.indicator.unit,
        }
        for other in sides(profile.comparator):
            compared, called = _with(row, other), other.name
            line[called] = compared.gap.comparator if compared else None
            line[f"Verschil met {called}"] = compared.gap.difference if compared else None
            line[f"Uitkomst naast {called}"] = outcomes.outcome_word(compared)
            line[f"Jaar van het verschil met {called}"] = compared.year if compared else None
            line[f"Eigen waarde in dat jaar (naast {called})"] = compared.gap.value if compared else None
            own = compared is not None and compared.calculated
            line[f"Berekening {called}"] = (
                own_calculation(row.indicator, row.population, compared.year) if compared and own else ""
            )
        line |= {
            "Plaats (1 = hoogste)": row.position.rank if row.position else None,
            "Van": row.position.of if row.position else None,
            "Verandering": moved.difference if moved else None,
            "Van jaar": moved.year_from if moved else None,
            "Naar jaar": moved.year_to if moved else None,
            # Also of an older figure, of which the note says why it is not of a newer year.
            "Opmerking": "; ".join(
                dict.fromkeys(filter(None, [calculated(row), note(row), _early(row), _refused(row)]))
            ),
            "Bron": source.attribution,
            "Licentie": source.licence,
        }
        lines.append(line)
    return pd.DataFrame(lines).convert_dtypes()
