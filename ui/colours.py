"""One colour, one role, on every screen, chart and map: in the light theme, and what stands in its place in the dark one.

Contrast with the paper (white, or almost black): text at least 4.5, lines and signs that carry meaning at least 3. The
colours of the classes of a map (geo/classes.py) are the same in both themes, so that a figure looks the same to everyone.
"""

from __future__ import annotations

from geo.classes import NO_FIGURE_FILL, NO_FIGURE_LINE, to_hex

PROVINCE = "#0b5394"
NEDERLAND = "#444f5a"
GEMEENTE = "#b35000"
#: Lines and dots of the gemeenten in the background.
OTHER = "#8492a0"
#: A gemeente that the reader added to a chart.
EXTRA = "#5f6c79"
OTHER_TEXT = "#5c6976"
#: Only to guide the eye: it tells nothing.
GRID = "#e3e9ee"
TEXT = "#1d2733"
MUTED = "#4a5765"
#: What everything is drawn on, also as an edge that keeps two things apart. By name, so that no colour of a scale is it.
PAPER = "white"
#: Letters on a class of a map or a table, which is as light or dark in both themes.
ON_LIGHT, ON_DARK = "#1b2530", "#fefefe"
#: Where a figure is missing: on no scale.
MISSING, HATCH = to_hex(NO_FIGURE_FILL), to_hex(NO_FIGURE_LINE)

#: The same roles on dark paper.
IN_THE_DARK = {
    PROVINCE: "#6cb2f5",
    NEDERLAND: "#c3ccd5",
    GEMEENTE: "#ff9a3d",
    OTHER: "#6f7d8a",
    EXTRA: "#93a1ae",
    OTHER_TEXT: "#a3b0bc",
    GRID: "#2a3540",
    TEXT: "#eef3f7",
    MUTED: "#a9b6c2",
    PAPER: "#10171e",
    MISSING: "#10171e",
    HATCH: "#8c99a6",
}
