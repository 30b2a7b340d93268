"""What the lines of headings say above one column, taken together: nothing is passed over, nothing contradicts.

A line may have a name ("Perioden"); what it says is then read as that. A line that splits people ("Geslacht") lets a
column through when the group is everybody, or the one that was chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from intake.everybody import is_everybody
from intake.tables import cells
from intake.tables.groups import group_of
from intake.tables.hints import Hints
from intake.tables.layout import Layout, Line
from intake.tables.measures import Measures
from intake.tables.roles import FIGURES, is_label, role_of
from intake.tables.sheet_figures import Refusal, asked
from intake.tables.words import Meaning, meaning


@dataclass(frozen=True)
class Loose:
    """Words above a column, and the part of them that was not understood."""

    words: str
    rest: str


@dataclass(frozen=True)
class Over:
    """Everything that stands above a column."""

    meaning: Meaning = field(default_factory=Meaning)
    loose: tuple[Loose, ...] = ()
    #: The words that stand in the way, and why; "" where nothing does.
    words: str = ""
    problem: str = ""
    #: The column is of another group than the one that is read.
    passed: bool = False


@dataclass
class _Split:
    """A line that splits people: its groups, and how many columns were passed over for them."""

    groups: dict[str, None] = field(default_factory=dict)
    passed: int = 0


class Headings:
    """Reads the headings of a table, column by column."""

    def __init__(self, layout: Layout, measures: Measures, hints: Hints) -> None:
        self.layout, self.measures, self.hints = layout, measures, hints
        self._splits: dict[str, _Split] = {}

    def over(self, index: int) -> Over:
        """Return what stands above a column."""
        lines = self.layout.headings(index)
        means = self._whole(lines, index)
        if means.measure is not None:
            lines = [line for line in lines if _of_something_else(line)]
        loose: list[Loose] = []
        for line in reversed(lines):
            words = line.over[index]
            if role_of(words) in FIGURES or (is_label(words) and not line.label):
                continue
            part, problem = self._line(line, words)
            if part is None:
                return Over(passed=not problem, words=words, problem=problem)
            if part.rest and self.hints.accepts(words):
                continue  # somebody said that the whole line changes nothing
            if means.measure is not None:
                part = replace(part, measure=None)  # the lowest line is the most precise one
            rest = "" if role_of(part.rest) in FIGURES else part.rest
            both = means.with_(replace(part, rest=""))
            if both is None:
                return Over(
                    words=words, problem=f"'{words}' en wat er verder boven staat spreken elkaar tegen"
                )
            means = both
            loose += [Loose(words, rest)] if rest else []
        return Over(means, tuple(loose))

    def about_splits(self, *, any_left: bool) -> tuple[list[Refusal], list[str]]:
        """Return what has to be asked about lines that split people, and what is to be said of columns passed over."""
        questions, notes = [], []
        for label, split in self._splits.items():
            if not split.passed:
                continue
            whole = next((group for group in split.groups if is_everybody(group, label)), None)
            chosen = self.hints.chosen(label)
            if chosen is None and not any_left:
                questions.append(asked("kop", label, list(split.groups), whole))
                continue
            read = " of ".join(chosen or ([whole] if whole else []))
            notes.append(
                f"{split.passed} kolommen van iets anders dan {label} {read} zijn niet gelezen; "
                f'een andere groep kiest u met --option "{label}=...".'
            )
        return questions, notes

    def _whole(self, lines: list[Line], index: int) -> Meaning:
        """A measure may be parted over lines: "Inkomen" above "Mediaan besteedbaar inkomen"."""
        words = " ".join(line.over[index] for line in lines if not _of_something_else(line))
        # With its place in StatLine's tree a heading is whole already, and what stands above it no part of its name.
        means = meaning(words, self.measures) if not re.search(r"[|>]", words) else Meaning()
        return means if means.measure is not None and not means.rest else Meaning()

    def _line(self, line: Line, words: str) -> tuple[Meaning | None, str]:
        """Return what one line says above a column; None with what is wrong with it, or with "" for another group."""
        role = role_of(line.label) if line.label else None
        if role == "year":
            year = cells.year(words)
            if year.year is None:
                return None, str(year.problem)
            return Meaning(year=year.year, provisional=year.status == "voorlopig"), ""
        if role == "group":
            group = group_of(words, self.measures.all_populations)
            if group is None:
                return None, f"de groep '{words}' is er niet; kies {', '.join(self.measures.all_populations)}"
            return Meaning(population=group), ""
        means = meaning(words, self.measures)
        if role == "unit" and (means.unit is None or means.rest):
            return None, f"de eenheid '{words}' kent de monitor niet; schrijf bijvoorbeeld '1 000 euro'"
        if role is None and line.label:
            return self._split(line.label, words, means), ""
        return means, ""

    def _split(self, label: str, words: str, means: Meaning) -> Meaning | None:
        split = self._splits.setdefault(label, _Split())
        split.groups[words] = None
        chosen = self.hints.chosen(label)
        if words in chosen if chosen is not None else is_everybody(words, label):
            return Meaning()
        if chosen is None and means.says_something and not means.rest:
            return means
        split.passed += 1
        return None


def _of_something_else(line: Line) -> bool:
    return bool(line.label) and role_of(line.label) != "measure"
