"""What stands beside a table and holds for all of it: titles, and lines like "Perioden: 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.everybody import ages_in, is_everybody, names_a_part, plain_words
from intake.files.sheet import Sheet
from intake.tables import cells
from intake.tables.found import Refusal, asked
from intake.tables.groups import group_of
from intake.tables.hints import LOOSE, Hints
from intake.tables.layout import Said
from intake.tables.measures import Measures
from intake.tables.roles import role_of, splits_people
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


def beside(titles: list[Said], sheet: Sheet, measures: Measures, hints: Hints) -> Beside:
    """Read the lines above a table; the names of its sheet and file may say what it is about too."""
    found = Beside()
    free: list[Said] = []
    for said in titles:
        if not _labelled(said, found, measures, hints):
            free.append(said)
    for said in free[-_TITLES:]:
        _free(f"{said.label}: {said.words}" if said.label else said.words, found, measures, hints)
    if found.measure is None:
        named = meaning(sheet.name, measures)
        found.measure = named.measure if not named.rest else None
    names = dict.fromkeys((sheet.name, sheet.file.stem))
    _no_part(
        [*free[-_TITLES:], *(Said(-1, re.sub(r"[_-]+", " ", name)) for name in names)], found, measures, hints
    )
    if not sheet.sign and hints_at_multiple(sheet.name) and meaning(sheet.name, measures).unit is None:
        found.multiples.append(sheet.name)
    return found


def _labelled(said: Said, found: Beside, measures: Measures, hints: Hints) -> bool:
    """Take what a line like "Perioden: 2023" says; False for one that says nothing in that form."""
    role = role_of(said.label) if said.label else None
    if role == "year":
        year = cells.year(said.words)
        if year.year is not None:
            found.year, found.provisional = year.year, year.status == "voorlopig"
    elif role == "measure":
        named = meaning(said.words, measures)
        if named.measure is not None and not named.rest:
            found.measure = named.measure
            found.unit = named.unit or found.unit
        elif not measures.says_nothing(said.words, None):
            found.other_subject = said.words
    elif role == "unit":
        found.unit = unit_of(said.words)
        if found.unit is None:
            found.multiples.append(f"{said.label}: {said.words}")
    elif role == "group" or (said.label and splits_people(said.label)):
        _group(said, found, measures, hints)
    elif role is None:
        if not said.among or _OF_THE_FILE.search(said.label):
            return False
        _group(said, found, measures, hints)
    return True


def _group(said: Said, found: Beside, measures: Measures, hints: Hints) -> None:
    group = group_of(said.words, measures.all_populations)
    if group:
        found.population = group
    elif (
        group is None
        and not is_everybody(said.words, said.label)
        and not hints.accepts(said.words, said.label)
    ):
        found.questions.append(asked(f"rij {said.row + 1}", said.label, [said.words], None))


def _free(words: str, found: Beside, measures: Measures, hints: Hints) -> None:
    said = meaning(words, measures)
    if (year := cells.year_in(words)) is not None:
        found.years_in_titles.add(year)
    if said.population:
        found.groups_in_titles.add(said.population)
    multiple = said.unit is not None and said.unit.factor != 1 and not hints_at_multiple(said.rest)
    if said.unit is not None and (multiple or not said.rest):
        found.unit = found.unit or said.unit
    elif hints_at_multiple(words):
        found.multiples.append(words)
    if said.measure is not None and not said.rest:
        found.measure = found.measure or said.measure
    elif said.rest and not hints.accepts(words):
        head = words.split(",")[0].split(";")[0]
        named = meaning(head, measures)
        if named.measure is not None and not named.rest and found.measure is None:
            found.measure = named.measure
        elif not measures.says_nothing(cells.without_other_years(said.rest), None, title=True):
            found.unknown_title = found.unknown_title or words


def _no_part(free: list[Said], found: Beside, measures: Measures, hints: Hints) -> None:
    """A title that speaks of a part of the people is asked about, unless the indicator is about them itself."""
    for said in free:
        part = part_of_people(said.words, measures)
        if part is None or hints.chose(part) or hints.accepts(said.words):
            continue
        option = f"{LOOSE}={part}"
        found.questions.append(
            Refusal(
                _where(said),
                part,
                f"{'de titel' if said.row >= 0 else 'de naam'} '{said.words[:80]}' noemt '{part}', en dat is niet iedereen. Gaan de cijfers toch over de hele groep "
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


def _where(said: Said) -> str:
    return f"rij {said.row + 1}" if said.row >= 0 else "bestand of blad"
