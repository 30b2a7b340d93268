"""What stands beside a table and holds for all of it: titles, and lines like "Perioden: 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.everybody import ages_in, is_everybody, names_a_part, plain_words
from intake.files.sheet import Sheet
from intake.tables import cells
from intake.tables.groups import group_of
from intake.tables.hints import LOOSE, Hints
from intake.tables.layout import TitleLine
from intake.tables.measures import Measures
from intake.tables.roles import role_of, splits_people
from intake.tables.sheet_figures import Refusal, asked
from intake.tables.words import meaning
from intake.units import Unit, hints_at_multiple, unit_of

#: Names of lines that are about the file and not about its figures.
_OF_THE_FILE = re.compile(
    r"opgehaald|bijgewerkt|gegenereerd|download|datum|versie|contact|tabel|licentie|bron", re.I
)
#: Free titles that are looked at; below that they are a story.
_TITLES = 12


@dataclass
class Beside:
    """The facts of a whole table; None where no line says them."""

    year: int | None = None
    provisional: bool = False
    population: str | None = None
    unit: Unit | None = None
    #: The measure that a line or a title names.
    measure: str | None = None
    #: The subject that a line "Onderwerp" names and that is no measure of the source.
    other_subject: str = ""
    #: A title without a measure that says more than where and when: the table may be about something else.
    unknown_title: str = ""
    #: The years that free titles name: good for advice, never taken.
    years_in_titles: set[int] = field(default_factory=set)
    groups_in_titles: set[str] = field(default_factory=set)
    #: Lines that speak of thousands in words that are not understood.
    multiples: list[str] = field(default_factory=list)
    #: What has to be answered before any figure can come in.
    questions: list[Refusal] = field(default_factory=list)

    def advice_on_year(self) -> str:
        """Return how to give the year; never one that the file does not name."""
        if len(self.years_in_titles) == 1:
            return f"geef het mee: --year {next(iter(self.years_in_titles))}"
        return "geef het mee met --year, of zet er een kolom 'jaar' bij"


def beside(titles: list[TitleLine], sheet: Sheet, measures: Measures, hints: Hints) -> Beside:
    """Read the lines above a table; the names of its sheet and file may say what it is about too."""
    about_table = Beside()
    free: list[TitleLine] = []
    for line in titles:
        if not _labelled(line, about_table, measures, hints):
            free.append(line)
    for line in free[-_TITLES:]:
        _free(f"{line.label}: {line.words}" if line.label else line.words, about_table, measures, hints)
    if about_table.measure is None:
        named = meaning(sheet.name, measures)
        about_table.measure = named.measure if not named.rest else None
    names = dict.fromkeys((sheet.name, sheet.file.stem))
    _no_part(
        [*free[-_TITLES:], *(TitleLine(-1, re.sub(r"[_-]+", " ", name)) for name in names)],
        about_table,
        measures,
        hints,
    )
    if not sheet.sign and hints_at_multiple(sheet.name) and meaning(sheet.name, measures).unit is None:
        about_table.multiples.append(sheet.name)
    return about_table


def _labelled(line: TitleLine, about_table: Beside, measures: Measures, hints: Hints) -> bool:
    """Take what a line like "Perioden: 2023" says; False for one that says nothing in that form."""
    role = role_of(line.label) if line.label else None
    if role == "year":
        year = cells.year(line.words)
        if year.year is not None:
            about_table.year, about_table.provisional = year.year, year.status == "voorlopig"
    elif role == "measure":
        named = meaning(line.words, measures)
        if named.measure is not None and not named.rest:
            about_table.measure = named.measure
            about_table.unit = named.unit or about_table.unit
        elif not measures.says_nothing(line.words, None):
            about_table.other_subject = line.words
    elif role == "unit":
        about_table.unit = unit_of(line.words)
        if about_table.unit is None:
            about_table.multiples.append(f"{line.label}: {line.words}")
    elif role == "group" or (line.label and splits_people(line.label)):
        _group(line, about_table, measures, hints)
    elif role is None:
        if not line.among or _OF_THE_FILE.search(line.label):
            return False
        _group(line, about_table, measures, hints)
    return True


def _group(line: TitleLine, about_table: Beside, measures: Measures, hints: Hints) -> None:
    group = group_of(line.words, measures.all_populations)
    if group:
        about_table.population = group
    elif (
        group is None
        and not is_everybody(line.words, line.label)
        and not hints.accepts(line.words, line.label)
    ):
        about_table.questions.append(asked(f"rij {line.row + 1}", line.label, [line.words], None))


def _free(words: str, about_table: Beside, measures: Measures, hints: Hints) -> None:
    means = meaning(words, measures)
    if (year := cells.year_in(words)) is not None:
        about_table.years_in_titles.add(year)
    if means.population:
        about_table.groups_in_titles.add(means.population)
    multiple = means.unit is not None and means.unit.factor != 1 and not hints_at_multiple(means.rest)
    if means.unit is not None and (multiple or not means.rest):
        about_table.unit = about_table.unit or means.unit
    elif hints_at_multiple(words):
        about_table.multiples.append(words)
    if means.measure is not None and not means.rest:
        about_table.measure = about_table.measure or means.measure
    elif means.rest and not hints.accepts(words):
        head = words.split(",")[0].split(";")[0]
        named = meaning(head, measures)
        if named.measure is not None and not named.rest and about_table.measure is None:
            about_table.measure = named.measure
        elif not measures.says_nothing(cells.without_other_years(means.rest), None, title=True):
            about_table.unknown_title = about_table.unknown_title or words


def _no_part(free: list[TitleLine], about_table: Beside, measures: Measures, hints: Hints) -> None:
    """A title that speaks of a part of the people is asked about, unless the indicator is about them itself."""
    for line in free:
        part = part_of_people(line.words, measures)
        if part is None or hints.chose(part) or hints.accepts(line.words):
            continue
        option = f"{LOOSE}={part}"
        about_table.questions.append(
            Refusal(
                _where(line),
                part,
                f"{'de titel' if line.row >= 0 else 'de naam'} '{line.words[:80]}' noemt '{part}', en dat is niet iedereen. Gaan de cijfers toch over de hele groep "
                f'van de indicator? Geef dan --option "{option}" mee',
                option,
            )
        )


def part_of_people(words: str, measures: Measures) -> str | None:
    """Return the part of the people that a loose text names, None where the source's indicators are about them."""
    known = {word for measure in measures for word in plain_words(measures.about(measure))}
    part = names_a_part(words)
    if part is not None and not set(plain_words(part)) <= known:
        return part
    return next((age for age in ages_in(words) if not group_of(age, measures.all_populations)), None)


def _where(line: TitleLine) -> str:
    return f"rij {line.row + 1}" if line.row >= 0 else "bestand of blad"
