"""How large the slides and their letters are."""

from __future__ import annotations

#: Inches: 16:9.
WIDE, HIGH = 13.333, 7.5
LEFT, TEXT_WIDE = 0.55, 12.2
#: Points: nobody in the last row has to ask.
SMALLEST, TITLE = 18, 26
FONT = "Calibri"
#: Where the title, what stands below it and the slide number begin, in inches.
TITLE_TOP, BODY_TOP, FOOT = 0.4, 1.75, 6.95
