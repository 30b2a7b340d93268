"""How the region itself in an earlier year is said."""

from __future__ import annotations

from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison
from compare.wording.comparator.words import Words
from monitor.regions import name


class EarlierWords(Words):
    """Of an earlier year the year that it became is said."""

    def label(self, comparator: Comparator) -> str:
        year = comparator.year_asked
        return f"zichzelf in {year}" if year else "zichzelf, een meting eerder"

    def refused(self, comparator: Comparator, why: str) -> str:
        return f"{why[:1].upper()}{why[1:]}."

    def other_figure(self, comparison: Comparison, value: str) -> str:
        return f"{comparison.year}; in {comparison.other.year} {value}"

    def in_the_middle(self, comparator: Comparator, region: str) -> str:
        """Of which year differs from row to row."""
        return f"{name(region)}, eerder"

    def middle(self, comparator: Comparator, region: str) -> str:
        of, year = "van de meting ervoor", comparator.year_asked
        if year is not None:
            of = f"van {year}, of anders van een meting in de buurt daarvan"
        return (
            f"In het midden staat het eerdere cijfer van {name(region)}: {of}. Rechts staan het cijfer van nu en het "
            "verschil, met het jaar waarmee het verschilt."
        )

    def nothing_in_the_middle(self, comparator: Comparator) -> str:
        return "Is er geen eerder cijfer dat te vergelijken is"
