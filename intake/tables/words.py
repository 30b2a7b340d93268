"""What a heading, a title or a cell of text says: a measure, a year, a group, a unit, and what is left over.

Nothing is skipped: what is not understood stays in ``rest``, and a figure under a heading with a rest does not come in
before somebody has said that the rest changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from intake.everybody import is_everybody
from intake.tables import cells
from intake.tables.cells import text
from intake.tables.groups import group_of
from intake.tables.measures import Measures
from intake.units import Unit, unit_of

_YEAR = r"(?<![0-9])(20[0-9]{2})(?![0-9])"
_YEAR_BEHIND = re.compile(
    rf"[\s,;:(\[_.-]*(?:\bjaar\s+|\bin\s+|\bX)?{_YEAR}\s*(\*{{0,2}})(?:JJ\d\d)?[\s)\]]*$", re.I
)
_YEAR_BEFORE = re.compile(rf"^[\s(\[]*X?{_YEAR}\s*(\*{{0,2}})(?:JJ\d\d)?[\s)\],;:_.-]+", re.I)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_BOUND = r"(?:(onder|lower)|(boven|upper))(?:grens|\s?bound|\s?limit)?(?:\s?(?:van\s)?(?:het\s)?95\s?%?(?:[\s-]?(?:bi|ci|betrouwbaarheidsinterval))?)?"
_BOUND_BEHIND = re.compile(rf"[\s,;:_.-]+{_BOUND}$", re.I)
_BOUND_BEFORE = re.compile(rf"^{_BOUND}[\s,;:_.-]+(?:van\s+)?", re.I)
#: Marks of footnotes: "Overgewicht 1)", "Overgewicht²".
_NOTE = re.compile(r"(?<=\w)(\s+\d{1,2}\)|[¹²³⁴⁵]+)$")
_EDGES = " \t,;:|/_-–—."
#: Longer texts are stories, not headings.
_MOST = 250
#: The most words that a unit or a group has.
_LONGEST = 8


@dataclass(frozen=True)
class Meaning:
    """What some words say; None and "" where they do not say it."""

    measure: str | None = None
    year: int | None = None
    provisional: bool = False
    population: str | None = None
    unit: Unit | None = None
    #: lower or upper: the words are about an end of the interval.
    bound: str = ""
    rest: str = ""

    @property
    def says_something(self) -> bool:
        """True when anything but the rest was understood."""
        return replace(self, rest="") != Meaning()

    def with_(self, other: Meaning) -> Meaning | None:
        """Return both together, None where they contradict each other."""
        mine, theirs = self._known(), other._known()
        if self.unit and other.unit:
            mine["unit"] = theirs["unit"] = self.unit.with_(other.unit)
            if mine["unit"] is None:
                return None
        if any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys()):
            return None
        rest = " ".join(part for part in (self.rest, other.rest) if part)
        return Meaning(**{**mine, **theirs, "rest": rest})

    def _known(self) -> dict[str, Any]:
        all_of = {
            name: getattr(self, name)
            for name in ("measure", "year", "population", "unit", "bound", "provisional")
        }
        return {name: value for name, value in all_of.items() if value not in (None, "", False)}


def meaning(words: object, measures: Measures) -> Meaning:
    """Return what a text says, read from its ends inwards until a measure of the source is left, or a rest."""
    bare = text(words)
    if len(bare) > _MOST:
        return Meaning(rest=bare)
    known = measures.understood.get(bare)
    if known is None:
        known = _meaning(_readable(cells.without_other_years(bare)), measures, {})
        measures.understood[bare] = known
    return known


def _meaning(words: str, measures: Measures, known: dict[str, Meaning]) -> Meaning:
    """What can be taken off first may belong to the name of a measure: every order is tried, the best is kept."""
    if not words:
        return Meaning()
    if (measure := measures.exactly(words)) is not None:
        return Meaning(measure=measure)
    if (year := cells.year(words)).year is not None:
        return Meaning(year=year.year, provisional=year.status == "voorlopig")
    if words not in known:
        known[words] = Meaning(rest=words)
        readings = [known[words]]
        for take in _TAKES:
            part, left = take(words, measures) or (None, words)
            left = left.strip(_EDGES)
            if part is not None and left != words:
                both = part.with_(_meaning(left, measures, known))
                readings += [both] if both is not None else []
        known[words] = min(readings, key=lambda reading: (len(reading.rest), reading.measure is None))
    return known[words]


def _readable(words: str) -> str:
    """Undo what programs make of headings: "Inkomen..1.000.euro." of R, "overgewicht_2020" of a database."""
    words = words.strip(_EDGES)
    if " " not in words and re.search(r"[^\W\d]\.+\w", words):
        return re.sub(r"\.+", " ", words).strip()
    return words


def _brackets(words: str, measures: Measures) -> tuple[Meaning, str] | None:
    match = _BRACKETS.search(words)
    if match is None:
        return None
    inside = match[1].strip()
    if not inside or is_everybody(inside):
        return Meaning(), words[: match.start()]
    means = _meaning(inside, measures, {})
    understood = means.says_something and not means.rest and means.measure is None
    return (means, words[: match.start()]) if understood else None


def _note(words: str, _: Measures) -> tuple[Meaning, str] | None:
    match = _NOTE.search(words)
    return (Meaning(), words[: match.start()]) if match else None


def _year(words: str, _: Measures) -> tuple[Meaning, str] | None:
    if (match := _YEAR_BEHIND.search(words)) or (match := _YEAR_BEFORE.search(words)):
        left = words[: match.start()] + words[match.end() :]
        return Meaning(year=int(match[1]), provisional=bool(match[2])), left
    return None


def _bound(words: str, _: Measures) -> tuple[Meaning, str] | None:
    for form in (_BOUND_BEHIND, _BOUND_BEFORE):
        if match := form.search(words):
            left = words[: match.start()] + words[match.end() :]
            return Meaning(bound="lower" if match[1] else "upper"), left
    return None


def _unit(words: str, _: Measures) -> tuple[Meaning, str] | None:
    for behind, left in _ends(words):
        if (unit := unit_of(behind)) is not None:
            return Meaning(unit=unit), left
    first, _space, left = words.partition(" ")
    unit = unit_of(first) if left else None
    # "Percentage overgewicht"; anything else in front may belong to the name.
    if unit is not None and unit.counted in ("procent", "aantal") and unit.factor == 1:
        return Meaning(unit=unit), re.sub(r"^(van|met)\s+(de\s+)?", "", left)
    return None


def _group(words: str, measures: Measures) -> tuple[Meaning, str] | None:
    for behind, left in _ends(words):
        group = group_of(behind.strip(_EDGES), measures.all_populations)
        if group:
            return Meaning(population=group), left
    return None


def _total(words: str, _: Measures) -> tuple[Meaning, str] | None:
    first, _space, left = words.partition(" ")
    if left and first.casefold() in ("totaal", "totale"):
        return Meaning(), left
    for behind, left in _ends(words):
        if is_everybody(behind.strip(_EDGES)):
            return Meaning(), left
    return None


_TAKES = (_brackets, _note, _year, _bound, _group, _unit, _total)


def _ends(words: str) -> list[tuple[str, str]]:
    """Return the ways to part a text into what stands before and the last words, the longest end first."""
    starts = [match.start() for match in re.finditer(r"(?<=[\s,;:|/_-])(?=[^\s,;:|/_-])", words)]
    return [(words[at:], words[:at]) for at in [0, *starts][-_LONGEST:]]
