"""A report as a plain value: title, sections, and in them blocks. Five writers make a file of it; none of them counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from monitor.units import Unit
from ui.exhibit import Exhibit
from ui.verhalen.beside import StoryText


@dataclass(frozen=True)
class Figure:
    """One figure of the subject beside that of the comparator, as the screen shows it.

    ``value``, ``other_value`` and ``difference`` are rounded as on the screen, None where there is none; the texts are
    those of the screen ("15,1%", "1,2 procentpunt meer"). ``other_year`` is the year of the comparison, which may be
    earlier than ``year``; ``own_then`` is then the subject's own value in that year. ``place``: among the gemeenten of the
    province, "". ``change``: since the measurement before. ``remarks``: why there is no figure or no comparison, or what is
    provisional or calculated. ``need_to_know``: one of the few that come first, else one that is nice to know.
    """

    indicator: str
    title: str
    group: str
    unit: Unit
    decimals: int
    year: int | None
    value: float | None
    text: str
    other_year: int | None
    own_then: float | None
    other_value: float | None
    other_text: str
    difference: float | None
    difference_text: str
    place: str
    change: str
    remarks: tuple[str, ...]
    source: str
    need_to_know: bool

    @property
    def remark(self) -> str:
        """All remarks in one cell."""
        return "; ".join(self.remarks)


@dataclass(frozen=True)
class FigureTable:
    """Figures of one theme; ``comparator``: whose figure stands beside them."""

    title: str
    subject: str
    comparator: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Lead:
    """A lead figure: the value large, of what and when, and the comparison in one sentence."""

    title: str
    value: str
    when: str
    sentence: str


@dataclass(frozen=True)
class Leads:
    """The figures that come first."""

    leads: tuple[Lead, ...]


@dataclass(frozen=True)
class Text:
    """Sentences below each other, or with ``points`` a list of them; ``small``: what to know besides."""

    sentences: tuple[str, ...]
    title: str = ""
    points: bool = False
    small: str = ""


@dataclass(frozen=True)
class Cell:
    """``text``: as on the screen; ``number``: what a spreadsheet counts with, rounded as shown, None for words. ``unit`` and
    ``decimals``: how it is written, no unit for a bare number; ``signed``: a difference. ``fill``: its colour on the screen
    (hex), "" for none."""

    text: str
    number: float | None = None
    unit: Unit | None = None
    decimals: int = 0
    signed: bool = False
    fill: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of the screen: a row begins with its name. ``description``: what it holds, in a sentence; ``long``: of so many rows that
    only a spreadsheet gets it; ``note``: what to know below it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    description: str
    long: bool = False
    note: str = ""

    @property
    def wide(self) -> bool:
        """Whether it asks for a page on its side."""
        return len(self.columns) > 9


@dataclass(frozen=True)
class Stories:
    """Two or three stories beside the figures of a theme. ``theme``: its title; ``note``: what they do not say."""

    title: str
    theme: str
    stories: tuple[StoryText, ...]
    note: str


Block = Text | Leads | FigureTable | Grid | Stories | Exhibit


@dataclass(frozen=True)
class Spoken:
    """What a facilitator adds to a view of a line, "" for nothing: a title in the place of its sentence, a question to the
    room, notes. ``words``: what the room said."""

    title: str
    question: str
    notes: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it. ``id``: a name for anchors and sheets. ``spoken``: of a view of a line, whose
    blocks say it too."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    spoken: Spoken | None = None


@dataclass(frozen=True)
class Source:
    """Whom to name: ``attribution``, ``licence`` and when it was fetched."""

    attribution: str
    licence: str
    licence_url: str
    accessed: date
    url: str


@dataclass(frozen=True)
class Report:
    """``title``: "Hoogeveen in cijfers"; ``subtitle``: against whom; ``edition``: of when the figures are; ``address``: path
    and query of the page that shows the same; ``file``: name without ending; ``region``: code of whom it is about; ``whole``:
    every figure and every picture, else a factsheet that keeps to the few that come first. ``one_view``: what one page shows,
    picture by picture, and no profile of a region. ``book``: chapters, with a cover and contents."""

    title: str
    subtitle: str
    edition: date
    address: str
    file: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = field(default=())
    region: str = ""
    whole: bool = False
    one_view: bool = False
    book: bool = False

    @property
    def exhibits(self) -> list[Exhibit]:
        """Every picture in it, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Exhibit)]

    @property
    def tables(self) -> list[FigureTable]:
        """Every table of figures, in order."""
        return [
            block for section in self.sections for block in section.blocks if isinstance(block, FigureTable)
        ]

    @property
    def stories(self) -> list[Stories]:
        """The stories of every theme, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Stories)]

    @property
    def grids(self) -> list[Grid]:
        """Every table of the screen, in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Grid)]
