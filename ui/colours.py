"""One colour, one role, on every screen, chart and map. Contrast on white is at least 4.5 for text roles."""

PROVINCE = "#0b5394"
NEDERLAND = "#444f5a"
GEMEENTE = "#c75a00"
OTHER = "#b3bfca"
#: A gemeente that the reader added to a chart.
EXTRA = "#7d8a97"
OTHER_TEXT = "#5c6976"
GRID = "#e3e9ee"
TEXT = "#1d2733"
MUTED = "#4a5765"
