"""What stands in the picture of an exhibit as plain values, for a chart that the reader can edit in Excel or PowerPoint."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.dutch import unit_text
from monitor.units import Unit
from ui import colours
from ui.charts.bars import ROWS
from ui.data import catalogue
from ui.exhibit import Chart, Exhibit
from ui.trend.chart import DOTTED, LOOKS, RINGS, Look

#: Said of a gap, where the picture on the screen has a dotted line.
NEW_SERIES = (
    "Onderbroken lijn: hier begint een nieuwe reeks. Vergelijk de jaren ervoor en erna niet met elkaar."
)


@dataclass(frozen=True)
class Piece:
    """Figures of one region that a line may join: year -> value. ``newest``: the last of its region; ``dots``: False for the
    line between two years over the same gemeenten, which are other figures than those of the table; ``provisional``: years."""

    region: str
    look: Look
    values: Mapping[int, float]
    newest: bool
    dots: bool
    provisional: frozenset[int]

    @property
    def named(self) -> bool:
        """Whether the line has its name beside it: those behind the others do not."""
        return self.look != LOOKS["background"]


@dataclass(frozen=True)
class Lines:
    """Lines over the years, the most important last; ``heading``: the unit and what to know of the axis; ``low`` and
    ``high`` of the axis, None where the program may choose."""

    pieces: tuple[Piece, ...]
    heading: str
    low: float | None
    high: float | None
    unit: Unit
    decimals: int

    @property
    def years(self) -> range:
        """Every year of the axis, also those without a measurement: a longer time is a longer line."""
        years = [year for piece in self.pieces for year in piece.values]
        return range(min(years), max(years) + 1)


@dataclass(frozen=True)
class Bars:
    """Bars of one year from high to low: name, value, colour (hex)."""

    bars: tuple[tuple[str, float, str], ...]
    heading: str
    unit: Unit
    decimals: int


def in_chart(exhibit: Exhibit) -> Lines | Bars | None:
    """The lines or bars of an exhibit; None for a map or another picture."""
    picture = exhibit.picture() if exhibit.picture else None
    if not isinstance(picture, Chart) or not len(exhibit.rows):
        return None
    indicator = catalogue()[str(exhibit.rows["indicator"].iloc[0])]
    unit = unit_text(indicator, str(exhibit.rows["population"].iloc[0]))
    unit = unit[:1].upper() + unit[1:]
    if "points" in picture.datasets and len(picture.datasets["points"]):
        given = {param["name"]: param.get("value") for param in picture.spec["params"]}
        heading = picture.spec["title"]["text"]
        return Lines(
            tuple(_pieces(picture.datasets["points"].to_dict("records"))),
            " ".join(text if text.endswith(".") else f"{text}." for text in heading if text),
            given["low"],
            given["high"],
            indicator.unit,
            indicator.decimals,
        )
    if ROWS in picture.datasets:
        rows = picture.datasets[ROWS].dropna(subset="value")
        values = zip(rows["Gebied"], rows["value"], rows["colour"], strict=True)
        year = int(exhibit.rows["year"].max())
        return Bars(
            tuple((str(name), float(value), str(colour)) for name, value, colour in values),
            f"{unit}, {year}.",
            indicator.unit,
            indicator.decimals,
        )
    return None


def _pieces(points: Sequence[Mapping[Any, Any]]) -> list[Piece]:
    """The points of a trend per piece."""
    pieces = []
    for _, group in itertools.groupby(points, key=lambda point: point["piece"]):
        of_piece = sorted(group, key=lambda point: point["year"])
        first = of_piece[0]
        pieces.append(
            Piece(
                str(first["Regio"]),
                LOOKS[first["role"]],
                {int(point["year"]): float(point["value"]) for point in of_piece},
                False,
                bool(first["size"]),
                frozenset(int(point["year"]) for point in of_piece if point["hollow"]),
            )
        )
    newest = {
        piece.region: piece for piece in sorted(pieces, key=lambda piece: max(piece.values)) if piece.dots
    }
    return [
        Piece(
            piece.region,
            piece.look,
            piece.values,
            piece is newest[piece.region],
            piece.dots,
            piece.provisional,
        )
        for piece in pieces
    ]


def notes_of_chart(exhibit: Exhibit) -> list[str]:
    """What to know of an editable chart: the notes of the picture, in which a break is a gap and there are no rings."""
    in_words = {DOTTED: NEW_SERIES, RINGS: ""}
    return [text for note in exhibit.notes if (text := in_words.get(note, note))]


def of_legend(piece: Piece) -> str:
    """The name of a piece among the data of a chart."""
    if not piece.dots:
        return f"{piece.region}, zelfde gemeenten in {min(piece.values)} en {max(piece.values)}"
    return piece.region if piece.newest else f"{piece.region} tot en met {max(piece.values)}"


def hex6(colour: str) -> str:
    """A colour as Office writes it: "0B5394"."""
    return (colour if colour.startswith("#") else colours.OTHER)[1:].upper()
