"""What every column of a table means: the region, a year, a group, or the figures of a measure.

A column is never two things, and no word above it is passed over: what is not understood is named and asked about.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from intake.tables import region_columns, splits
from intake.tables.beside import Beside
from intake.tables.hints import LOOSE, Hints
from intake.tables.layout import Layout, column_name
from intake.tables.measures import Measures
from intake.tables.over import Headings, Loose, Over
from intake.tables.region_columns import RegionColumns
from intake.tables.roles import FIGURES, role_of
from intake.tables.sheet_figures import Refusal
from intake.tables.words import Meaning, meaning
from intake.units import Unit, hints_at_multiple
from monitor.errors import SourceError

_FACTS = ("status", "reason", "unit", "measure", "group", "year")
#: Units that a heading may consist of when the measure is said elsewhere: "percentage", "1 000 euro".
_WEAK = ("procent", "euro", "aantal", "score", "per_100", "per_1000", "per_km2")


@dataclass(frozen=True)
class Column:
    """A column with figures. ``measure``, ``year`` and ``population`` are None where another column says them."""

    index: int
    measure: str | None = None
    year: int | None = None
    population: str | None = None
    #: value, lower or upper.
    kind: str = "value"
    unit: Unit | None = None
    provisional: bool = False

    @property
    def same_figure(self) -> tuple[str | None, int | None, str | None]:
        """What a value shares with its bounds."""
        return self.measure, self.year, self.population


@dataclass
class Columns:
    """The columns as they were understood."""

    regions: RegionColumns
    figures: list[Column] = field(default_factory=list)
    #: Columns that say something of the figures in their row, by role: year, group, measure, unit, status, reason.
    facts: dict[str, list[int]] = field(default_factory=dict)
    #: Column -> the values of the rows that are read.
    keep: dict[int, set[str]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    #: What has to be answered before any figure can come in.
    questions: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(layout: Layout, beside: Beside, measures: Measures, hints: Hints) -> Columns:
    """Understand the columns. Errors: SourceError without a column of regions or one of figures."""
    return _Reader(layout, beside, measures, hints).read()


class _Reader:
    def __init__(self, layout: Layout, beside: Beside, measures: Measures, hints: Hints) -> None:
        self.layout, self.beside, self.measures, self.hints = layout, beside, measures, hints
        self.headings = Headings(layout, measures, hints)
        self.result = Columns(region_columns.find(layout))
        self.result.notes += self.result.regions.notes
        self.unused: list[str] = []

    def read(self) -> Columns:
        result = self.result
        rest: list[int] = []
        for column in self.layout.columns:
            role = None if column in result.regions.taken else self._role(column)
            if role in FIGURES or role in _FACTS:
                result.facts.setdefault(str(role), []).append(column)
            elif column not in result.regions.taken and role not in ("ignored", "level"):
                rest.append(column)
        self._long() if self._is_long(rest) else self._wide(rest)
        self._mention_unused()
        any_left = any(column.kind == "value" for column in result.figures)
        questions, notes = self.headings.about_splits(any_left=any_left)
        result.questions += questions
        result.notes += notes
        if not any_left and not result.questions:
            result.questions = [refusal for refusal in result.refused if refusal.option]
            result.refused = [refusal for refusal in result.refused if not refusal.option]
            if not result.questions:
                raise self._nothing_found()
        return result

    def _role(self, column: int) -> str | None:
        heading = self.layout.heading(column)
        role = role_of(heading) or role_of(self.layout.full_heading(column))
        if role is None and role_of(meaning(heading, self.measures).rest) == "value":
            return "value"  # "Waarde (x 1 000)"
        if role not in (None, "region", "code", "year") and self.measures.exactly(heading):
            return None
        # A second column of regions that holds none is a column like any other.
        return None if role in ("region", "code") else role

    # -- one figure per row --------------------------------------------------------------------------------------------

    def _is_long(self, rest: list[int]) -> bool:
        if "value" not in self.result.facts and "measure" in self.result.facts:
            weak = [column for column in rest if self._is_unit(column)]
            if len(weak) == 1:
                self.result.facts["value"] = weak
                rest.remove(weak[0])
        return "value" in self.result.facts

    def _is_unit(self, column: int) -> bool:
        over = self.headings.over(column)
        return over.meaning.unit is not None and over == Over(Meaning(unit=over.meaning.unit))

    def _long(self) -> None:
        for kind in FIGURES:
            columns = self.result.facts.pop(kind, [])
            if len(columns) > 1:
                names = " en ".join(f"'{self.layout.heading(column)}'" for column in columns)
                raise SourceError(
                    self.layout.sheet.file,
                    f"er is meer dan één kolom met cijfers: {names}.",
                    todo="laat er één staan, met de kop 'waarde'",
                )
            for index in columns:
                over = self.headings.over(index)
                if over.problem:
                    self._refuse(index, over.words, over.problem)
                elif not over.passed and self._about_loose(index, None, over) is None:
                    self.result.figures.append(_column(index, None, over.meaning, kind))
        used = {column.index for column in self.result.figures}
        self._others([c for c in self.layout.columns if c not in used and c not in self.result.regions.taken])

    # -- a column per measure or year ----------------------------------------------------------------------------------

    def _wide(self, rest: list[int]) -> None:
        over = {index: self.headings.over(index) for index in rest}
        weak = [index for index in rest if not over[index].meaning.measure and self._is_weak(over[index])]
        sure = [
            index
            for index in rest
            if over[index].meaning.measure or over[index].passed or over[index].problem
        ]
        # First what the rows say of themselves: which measure, for columns that only have a year above them.
        years = any(over[index].meaning.year for index in (*sure, *weak))
        self._others([index for index in rest if index not in weak and index not in sure], years=years)
        columns = []
        for index in (*sure, *weak):
            column = self._figure(index, over[index])
            columns += [column] if column is not None else []
        self.result.figures = self._without_doubles(self._with_bounds(sorted(columns, key=lambda c: c.index)))

    def _figure(self, index: int, over: Over) -> Column | None:
        """Return what a column's headings make of it, None for one that is passed over or refused."""
        if over.passed:
            return None
        if over.problem:
            self._refuse(index, over.words, over.problem)
            return None
        measure = over.meaning.measure
        if measure is None and "measure" not in self.result.facts:
            measure = subject(self.beside, self.measures, self.hints)
            if measure is None:
                self.unused.append(self.layout.full_heading(index))
                return None
        if self._about_loose(index, measure, over) is not None:
            return None
        return _column(index, measure, over.meaning, over.meaning.bound or "value")

    def _with_bounds(self, columns: list[Column]) -> list[Column]:
        """Columns "ondergrens" and "bovengrens" beside one column of figures are about those."""
        values = [column for column in columns if column.kind == "value"]
        bounds = [
            replace(values[0], index=index, kind=kind)
            for kind in ("lower", "upper")
            for index in self.result.facts.pop(kind, [])
            if len(values) == 1
        ]
        return [*columns, *bounds]

    def _is_weak(self, over: Over) -> bool:
        """True for a column that only has a year, a group or a unit above it: its measure is said elsewhere."""
        means = over.meaning
        if not all(
            self._is_accepted(one) or self.measures.says_nothing(one.rest, None) for one in over.loose
        ):
            return False
        age = means.population is not None and means.population[:1].isdigit()
        return bool(means.year or age or (means.unit is not None and means.unit.counted in _WEAK))

    def _is_accepted(self, loose: Loose) -> bool:
        return self.hints.accepts(loose.words) or self.hints.accepts(loose.rest)

    def _about_loose(self, index: int, measure: str | None, over: Over) -> Refusal | None:
        """Ask about words above a figure that are not understood, once for all columns below them."""
        for one in over.loose:
            words, multiple = one.words, hints_at_multiple(one.rest)
            if self._is_accepted(one) or (self.measures.says_nothing(one.rest, measure) and not multiple):
                continue
            if multiple:
                return self._refuse(
                    index,
                    words,
                    f"de eenheid in '{words}' kent de monitor niet; schrijf bijvoorbeeld '1 000 euro'",
                )
            option = f"{LOOSE}={words}"
            return self._refuse(
                index,
                words,
                f"boven de cijfers staat '{words}', en dat kent de monitor niet. Gaan ze toch over de hele groep van de "
                f'indicator? Geef dan --option "{option}" mee',
                option,
            )
        return None

    def _refuse(self, index: int, words: str, why: str, option: str = "") -> Refusal:
        refusal = Refusal(column_name(index, self.layout.sheet), words, why, option)
        if not option or all(other.why != why for other in self.result.refused):
            self.result.refused.append(refusal)
        return refusal

    def _without_doubles(self, columns: list[Column]) -> list[Column]:
        """Two columns that say the same thing leave it open which one is right: neither is read."""
        seen: dict[tuple[object, ...], list[Column]] = {}
        for column in columns:
            seen.setdefault((*column.same_figure, column.kind), []).append(column)
        for same in seen.values():
            if len(same) > 1:
                where = " en ".join(column_name(column.index, self.layout.sheet) for column in same)
                words = self.layout.full_heading(same[0].index)
                why = f"'{words}' staat er twee keer: dezelfde maat, groep en hetzelfde jaar"
                self.result.refused.append(Refusal(where, words, why))
        return [column for same in seen.values() if len(same) == 1 for column in same]

    # -- everything else -----------------------------------------------------------------------------------------------

    def _others(self, columns: list[int], *, years: bool = False) -> None:
        """Columns that hold no figures of the source: a way of splitting, a fact under another name, or nothing of use.

        ``years``: the headings say which year the figures are of.
        """
        taken = {column for of_role in self.result.facts.values() for column in of_role}
        for index in columns:
            if index in taken or self._role(index) in ("ignored", "level"):
                continue
            split = splits.column(self.layout, index, self.measures, self.hints)
            if split.role == "year" and (years or "year" in self.result.facts):
                self._unused(index)
            elif split.role is not None:
                self.result.facts.setdefault(split.role, []).append(index)
            elif split.question is not None:
                self.result.questions.append(split.question)
            elif split.keep is not None:
                self.result.keep[index] = split.keep
            if split.note:
                self.result.notes.append(split.note)
            if split.unused:
                self._unused(index)

    def _unused(self, index: int) -> None:
        """A column that the source does not fill, or whose name is nearly that of one it does."""
        words = self.layout.full_heading(index)
        if near := self.measures.near(words) if words else "":
            self._refuse(index, words, f"'{words}' is geen maat van deze bron.{near}")
        else:
            self.unused.append(words or column_name(index, self.layout.sheet))

    def _mention_unused(self) -> None:
        if self.unused:
            shown = "; ".join(words[:60] for words in self.unused[:6])
            more = f" en {len(self.unused) - 6} andere" if len(self.unused) > 6 else ""
            self.result.notes.append(f"Kolommen die deze bron in de monitor niet vult: {shown}{more}.")

    def _nothing_found(self) -> SourceError:
        known = ", ".join(f"'{name}'" for name in list(self.measures)[:6])
        reasons = " ".join(
            refusal.why if refusal.why.endswith("?") else f"{refusal.why}."
            for refusal in self.result.refused[:3]
        )
        if not reasons and self.unused:
            reasons = (
                f"Wel staat er: {', '.join(repr(words[:60]) for words in dict.fromkeys(self.unused[:4]))}."
            )
        return SourceError(
            self.layout.sheet.file,
            f"op blad '{self.layout.sheet.name}' is geen kolom met cijfers van deze bron gevonden. {reasons}".strip(),
            f"een kolom 'waarde', of kolommen met de naam van een maat ({known})",
            self._way_out(),
        )

    def _way_out(self) -> str:
        about = self.beside.other_subject or self.beside.unknown_title
        if about and not self.hints.measure:
            return f"de tabel gaat over '{about[:80]}'; is dat een maat van deze bron, geef dan mee welke: --measure ..."
        return "geef de maat mee als alleen de jaren of de eenheid erboven staan: --measure ..."


def _column(index: int, measure: str | None, means: Meaning, kind: str) -> Column:
    return Column(index, measure, means.year, means.population, kind, means.unit, means.provisional)


def subject(beside: Beside, measures: Measures, hints: Hints) -> str | None:
    """The measure of a table that does not say it at its figures: given, named beside it, or the source's only one.

    None where the table may be about something else: its subject is no measure of the source, or its title is not
    understood.
    """
    if hints.measure:
        given = meaning(hints.measure, measures).measure
        return given if beside.measure in (None, given) else None
    if beside.other_subject:
        return None
    if beside.measure is not None:
        return beside.measure
    return next(iter(measures)) if len(measures) == 1 and not beside.unknown_title else None
