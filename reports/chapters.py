"""The chapters of "Feiten & cijfers": the province, each theme with its regions, each gemeente; each made apart and kept."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from compare.indicator_data import Observation
from compare.rules.profile_row import ProfileRow
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, listing
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import groups, name
from reports import build, grids, paper
from reports.model import Block, Cell, FigureTable, Grid, Section, Source, Text
from ui import at_address
from ui.choose import comparators
from ui.choose import url as choice
from ui.data import catalogue, data_version, figures, newest_year
from ui.exhibit import Exhibit
from ui.kaart import exhibits as kaart
from ui.vergelijk import matrix
from ui.vergelijk.matrix import Row

ROOT = Path(__file__).resolve().parents[1]
#: Whose code decides what a chapter looks like.
_ROOMS = ("monitor", "compare", "geo", "ui", "reports")

GROUPS = "Regio's en programma's"
OF_GROUPS = (
    "De cijfers van een groep gemeenten zijn een eigen berekening, gewogen naar de mensen of huishoudens waarover het cijfer "
    "gaat. Waar te weinig gemeenten een cijfer hebben, staat er geen cijfer."
)


@dataclass(frozen=True)
class Chapter:
    """``of``: code of a region, or id of a theme."""

    kind: Literal["province", "theme", "gemeente"]
    of: str

    @property
    def title(self) -> str:
        if self.kind == "theme":
            return next(theme.title for theme in catalogue().themes if theme.id == self.of)
        return f"{name(self.of)} in het kort" if self.kind == "province" else name(self.of)


@dataclass(frozen=True)
class Made:
    """A chapter, and the sources that its figures come from."""

    section: Section
    sources: tuple[Source, ...]


def chapters() -> list[Chapter]:
    """All of them, in the order of the book."""
    return [
        Chapter("province", PROVINCE),
        *(Chapter("theme", theme.id) for theme in catalogue().themes),
        *(Chapter("gemeente", code) for code in GEMEENTEN),
    ]


def made(chapter: Chapter) -> Made:
    """The chapter, of the figures in use. Its pictures are drawn."""
    if chapter.kind == "theme":
        return _theme(chapter)
    region = chapter.of
    against, _ = comparators.against(comparators.DEFAULT, region, None)
    rows = build.profile_rows(region, against)
    short = build.in_short(region, against, comparators.DEFAULT, rows, None)
    # The lines stand in the chapters of the themes.
    without_lines = [block for block in short.blocks if not isinstance(block, Exhibit)]
    blocks: list[Block] = [
        replace(block, title=f"{name(region)}: {block.title[:1].lower()}{block.title[1:]}")
        if isinstance(block, Text) and block.title
        else block
        for block in without_lines
    ]
    if chapter.kind == "gemeente":
        known = tuple(build.figure(row, region) for row in rows if row.indicator.need_to_know)
        blocks.append(FigureTable("De belangrijkste cijfers", name(region), against.name, known))
    section = Section(f"{chapter.kind}-{region}", chapter.title, tuple(blocks))
    return Made(section, build.sources(rows))


def _theme(chapter: Chapter) -> Made:
    against, _ = comparators.against(comparators.DEFAULT, PROVINCE, None)
    rows = [row for row in build.profile_rows(PROVINCE, against) if row.indicator.theme == chapter.of]
    table = FigureTable(
        chapter.title, name(PROVINCE), against.name, tuple(build.figure(row, PROVINCE) for row in rows)
    )
    blocks: list[Block] = [table]
    compared, _ = matrix.compared_with(comparators.DEFAULT, None)
    every = matrix.build(compared)
    for section, grid in zip(every.sections, grids.of_matrix(every, None), strict=True):
        if section.id == chapter.of:
            blocks.append(replace(grid, title=f"{chapter.title}: de {len(GEMEENTEN)} gemeenten naast elkaar"))
            blocks += _of_groups(chapter.title, section.rows)
    for row in rows:
        if row.indicator.need_to_know and row.value is not None:
            blocks += [_drawn(shown) for shown in _pictures(row)]
    return Made(Section(chapter.of, chapter.title, tuple(blocks)), build.sources(rows))


def _pictures(row: ProfileRow) -> list[Exhibit]:
    """The line of the province, and the newest map of its gemeenten."""
    shown = [build.trend(row.indicator, row.population, None, comparators.DEFAULT)]
    view = at_address.map_at({choice.INDICATOR: row.indicator.id, choice.POPULATION: row.population})
    if view and view.population == row.population:
        on_the_map = kaart.the_map(view)
        shown.append(replace(on_the_map, title=f"Op de kaart: {on_the_map.title}"))
    return shown


def _of_groups(title: str, rows: tuple[Row, ...]) -> list[Block]:
    """The groups of gemeenten that there are now, a column each; none where no group has a figure."""
    comparators_of_groups = [
        comparators.comparator(group.id.replace("_", "-"), None) for group in groups(newest_year())
    ]
    columns = [comparator for comparator in comparators_of_groups if comparator is not None]
    lines = []
    for row in rows:
        indicator_data = figures(row.indicator.id, row.population)
        figures_by_year = [
            {p.year: p for p in comparator.observations(indicator_data)} if indicator_data else {}
            for comparator in columns
        ]
        cells = [_cell(of_year.get(row.year), row.indicator) for of_year in figures_by_year]
        if any(cell.number is not None for cell in cells):
            whole = grids.figure(row.value(PROVINCE), row.indicator)
            lines.append((Cell(f"{row.indicator.short_title} ({row.who})"), *cells, whole))
    if not lines:
        return []
    # Groups of the same gemeenten have the same figures: one column.
    by_members: dict[frozenset[str], list[int]] = {}
    for number, comparator in enumerate(columns):
        by_members.setdefault(comparator.members, []).append(number)
    first_of_each = [numbers[0] for numbers in by_members.values()]
    heads = [listing([columns[number].name for number in numbers]) for numbers in by_members.values()]
    grid = Grid(
        f"{title}: {GROUPS[:1].lower()}{GROUPS[1:]}",
        ("Cijfer", *heads, name(PROVINCE)),
        tuple((line[0], *(line[1 + number] for number in first_of_each), line[-1]) for line in lines),
        f"{title}: een cijfer per rij, een groep gemeenten per kolom.",
        note=OF_GROUPS,
    )
    return [grid]


def _cell(observation: Observation | None, indicator: Indicator) -> Cell:
    return grids.figure(observation.value, indicator) if observation else Cell(NO_FIGURE)


def _drawn(exhibit: Exhibit) -> Exhibit:
    """The exhibit with its picture made and drawn, so that it can be kept in a file."""
    if exhibit.picture is None:
        return replace(exhibit, sheet=None)
    drawn = paper.Drawn(exhibit.picture(), paper.on_paper(exhibit, paper.WIDE))
    return replace(exhibit, picture=drawn, sheet=None)


@lru_cache(maxsize=1)
def version() -> str:
    """Tells these chapters from those of other figures, or of another version of the monitor."""
    digest = hashlib.sha256(data_version().encode())
    for room in _ROOMS:
        for file in sorted((ROOT / room).rglob("*")):
            if file.suffix in (".py", ".typ"):
                digest.update(file.read_bytes())
    for file in sorted((ROOT / "data" / "catalogue").rglob("*.yaml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def kept(chapter: Chapter, cache: Path) -> Made:
    """The chapter from ``cache``, made and put there when it is not; what is half written there is never found.

    The cache is the maker's own: who can write there can have code run.
    """
    file = cache / version() / f"{chapter.kind}-{chapter.of}.chapter"
    if file.exists():
        chapter_kept = pickle.loads(file.read_bytes())
        if isinstance(chapter_kept, Made):
            return chapter_kept
    chapter_made = made(chapter)
    write(file, pickle.dumps(chapter_made))
    return chapter_made


def write(file: Path, content: bytes) -> None:
    """Put a file in its place in one step: beside it first, then renamed. Errors: OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(content)
            open_file.flush()
            os.fsync(open_file.fileno())
        Path(beside).chmod(0o644)
        os.replace(beside, file)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
