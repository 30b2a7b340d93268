"""Three figures of one gemeente beside each other: making ends meet, health and trust."""

from __future__ import annotations

#: Indicator and population, in the order of the columns.
THREE = (("moeite_rondkomen", "18+"), ("ervaren_gezondheid", "18+"), ("vertrouwen_anderen", "15+"))

#: Their name, in the list of what can be shown and above them.
TITLE = "Armoede, gezondheid en vertrouwen"

#: Said below them: three lines in one view ask for a conclusion that the figures cannot bear.
CAUTION = (
    "Dat deze drie naast elkaar staan, zegt niet dat het een door het ander komt. Verschillen binnen de gemeente "
    "ziet u hier niet."
)
