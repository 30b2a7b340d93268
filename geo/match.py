"""Which figures have no boundary and which boundaries have no figure: ``python -m geo.match``.

Joined on code. A figure also lacks its boundary when its code was given to another area since: the four wijk
codes of Borger-Odoorn that the divisions of 2020 and 2022 share stand for other places. Buurten are looked at only where
their boundaries are there.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pandas as pd

from geo import features
from monitor import regions
from monitor.observations import WITHIN

#: What is drawn for a level of figures.
_DRAWN: dict[str, features.BoundaryLevel] = {
    "provincie": "nederland_provincies",
    "gemeente": "nederland_gemeenten",
    "wijk": "drenthe_wijken",
    "buurt": "drenthe_buurten",
}
_PLURAL = {"provincie": "provincies", "gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}
#: So many names in a sentence; the rest are counted.
_NAMED = 6


@dataclass(frozen=True)
class Mismatch:
    """Figures and boundaries of one level, within one gemeente for wijken and buurten, that do not find each other.

    ``without_boundary`` and ``without_figure`` are codes; ``other_area`` are the ones among the first whose
    code belongs to another area on the map; ``boundary_year`` is the division that the map draws and ``figure_year``
    the newest year of the figures.
    """

    level: regions.Level
    gemeente: str | None
    without_boundary: tuple[str, ...]
    other_area: tuple[str, ...]
    without_figure: tuple[str, ...]
    boundary_year: int
    figure_year: int

    def in_full(self) -> list[str]:
        """Every name: of the figures that have no boundary, and of the boundaries that have no figure."""
        where = f"{regions.name(self.gemeente)}: " if self.gemeente else ""

        def named(code: str, year: int) -> str:
            return f"{name_within(code, year)} ({code})"

        return [
            f"{where}{self._count(codes)} {what}: {', '.join(named(code, year) for code in codes)}."
            for what, codes, year in (
                ("in de cijfers, niet op de kaart", self.without_boundary, self.figure_year),
                ("op de kaart, zonder cijfer", self.without_figure, self.boundary_year),
            )
            if codes
        ]

    def sentences(self) -> list[str]:
        """The same in plain Dutch, one sentence per fact."""
        where = regions.name(self.gemeente) if self.gemeente else _PLURAL[self.level].capitalize()
        on_map = f"op de kaart van {self.boundary_year}"
        sentences = []
        if self.without_boundary:
            what = self._count(self.without_boundary)
            # Those of an older division have no name in our sources, so they are listed by code.
            which = self.without_boundary
            if self.level not in WITHIN:
                which = tuple(regions.name(code) for code in which)
            sentences.append(f"{where}: {what} in de cijfers, maar niet {on_map}: {_some(which)}.")
        if self.other_area:
            sentences.append(
                f"{where}: {', '.join(self.other_area)} hoort op de kaart bij een ander gebied dan in de "
                "cijfers. Die cijfers staan daarom niet op de kaart."
            )
        if self.without_figure:
            names = tuple(regions.name(code, self.boundary_year) for code in self.without_figure)
            sentences.append(f"{where}: {self._count(names)} {on_map} zonder cijfer: {_some(names)}.")
        return sentences

    def for_readers(self) -> list[str]:
        """Why a part of the map is empty, without codes: for the line under a map."""
        if not (self.gemeente and self.other_area):
            return self._what_is_not_there()
        where = regions.name(self.gemeente)
        return [
            f"In {self.boundary_year} kreeg {where} een nieuwe {self.level}indeling. De cijfers zijn van de oude "
            f"{len(self.without_boundary)} {_PLURAL[self.level]} en passen daar niet op; daarom is {where} gearceerd."
        ]

    def _what_is_not_there(self) -> list[str]:
        """ "18 gemeenten met een cijfer staan niet op de kaart van 2024: Appingedam, ... en nog 12."."""
        sentences = []
        for codes, one, more, year in (
            (self.without_boundary, "met een cijfer staat niet op", "met een cijfer staan niet op", None),
            (self.without_figure, "zonder cijfer staat op", "zonder cijfer staan op", self.boundary_year),
        ):
            if codes:
                where = f"In {regions.name(self.gemeente)}: " if self.gemeente else ""
                what = f"{self._count(codes)} {one if len(codes) == 1 else more}"
                names = tuple(name_within(code, year or self.figure_year) for code in codes)
                # A name within a gemeente says nothing where that has not been named.
                which = "" if self.level in WITHIN and not self.gemeente else f": {_some(names)}"
                sentences.append(f"{where}{what} de kaart van {self.boundary_year}{which}.")
        return sentences

    def _count(self, regions_: tuple[str, ...]) -> str:
        return f"{len(regions_)} {_PLURAL[self.level] if len(regions_) != 1 else self.level}"


def for_readers(mismatches: Sequence[Mismatch]) -> list[str]:
    """:meth:`Mismatch.for_readers` of all of them; those of many gemeenten are counted together."""
    anew = [one for one in mismatches if one.other_area]
    others = [one for one in mismatches if not one.other_area]
    if len(others) > _NAMED:
        together = replace(
            others[0],
            gemeente=None,
            without_boundary=tuple(chain(*(one.without_boundary for one in others))),
            without_figure=tuple(chain(*(one.without_figure for one in others))),
        )
        others = [together]
    return [sentence for one in (*anew, *others) for sentence in one.for_readers()]


def name_within(code: str, year: int) -> str:
    """The name of a region; of a wijk or buurt as it reads where its gemeente has been named: "Bargeres", "oude wijk 02".

    The wijk Hoogeveen of Hoogeveen is "wijk Hoogeveen".
    """
    name, level = regions.name(code, year), regions.level(code)
    if level not in WITHIN:
        return name
    gemeente = regions.name(regions.gemeente_of(code))
    if name == gemeente:
        return f"{level} {name}"
    # One without a name in our sources: "Wijk 02 Borger-Odoorn (indeling 2020)", of an older division; "Buurt 07 03 Groningen".
    numbered = re.match(rf"(?:Wijk|Buurt) (\w\w(?: \w\w)?) {re.escape(gemeente)}( \(|$)", name)
    return f"{'oude ' if numbered[2] else ''}{level} {numbered[1]}" if numbered else name


def report(figures: pd.DataFrame) -> list[Mismatch]:
    """What does not match between figures and the boundaries that are there; empty when everything does.

    ``figures``: one row per figure, at least ``region`` and ``year`` (more rows per region are fine).
    Levels without any figure are left out; ``land`` is the whole map and always matches.
    Errors: ``monitor.regions.UnknownRegion`` for a code that is in no division.
    """
    pairs = figures[["region", "year"]].drop_duplicates()
    mismatches = []
    for level, drawn in _DRAWN.items():
        of_level = pairs[[regions.level(code) == level for code in pairs["region"]]]
        if of_level.empty or not features.is_there(drawn):
            continue
        boundary_year = features.head(drawn)["year"]
        boundaries = {area["code"] for area in features.properties(drawn)}
        matched, unmatched, other_area = set(), set(), set()
        for code, year in zip(of_level["region"], of_level["year"], strict=True):
            if code not in boundaries:
                unmatched.add(code)
            elif regions.same_area(code, int(year), boundary_year):
                matched.add(code)
            else:
                unmatched.add(code)
                other_area.add(code)
        empty = boundaries - matched
        for gemeente in _places(level, unmatched | empty):
            mismatch = Mismatch(
                level=regions.level(of_level["region"].iloc[0]),
                gemeente=gemeente,
                without_boundary=_within(gemeente, unmatched),
                other_area=_within(gemeente, other_area),
                without_figure=_within(gemeente, empty),
                boundary_year=boundary_year,
                figure_year=int(of_level["year"].max()),
            )
            mismatches.append(mismatch)
    return mismatches


def _places(level: str, codes: set[str]) -> list[str | None]:
    if level not in WITHIN:
        return [None] if codes else []
    gemeenten = {regions.gemeente_of(code) for code in codes}
    return [code for code in regions.GEMEENTEN if code in gemeenten]


def _within(gemeente: str | None, codes: set[str]) -> tuple[str, ...]:
    return tuple(sorted(c for c in codes if gemeente is None or regions.gemeente_of(c) == gemeente))


def _some(names: tuple[str, ...]) -> str:
    shown, rest = names[:_NAMED], len(names) - _NAMED
    return ", ".join(shown) + (f" en nog {rest}" if rest > 0 else "")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m geo.match", description=__doc__)
    parser.add_argument("--observations", type=Path, default=regions.DATA / "observations")
    parser.add_argument("--indicator", help="only this indicator, by its id")
    options = parser.parse_args(arguments)
    files = sorted(options.observations.glob(f"{options.indicator or '*'}.csv"))
    if not files:
        print(f"Er zijn geen cijfers in {options.observations}. Maak ze met: python -m loaders.build")
        return 2
    frames = [pd.read_csv(file, usecols=["region", "year", "value"]) for file in files]
    # A row that says why there is no figure is not a figure.
    figures = pd.concat([frame.dropna(subset="value") for frame in frames])
    sentences = [sentence for mismatch in report(figures) for sentence in mismatch.sentences()]
    print("\n".join(sentences) or "Elk cijfer heeft een grens en elke grens heeft een cijfer.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
