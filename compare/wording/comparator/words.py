"""How a comparator is said: what every kind of it can say of itself. A kind that says it otherwise has a file of its own."""

from __future__ import annotations

from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison
from monitor.catalogue import Indicator
from monitor.regions import name


class Words:
    """Of another place, or of gemeenten together."""

    def label(self, comparator: Comparator) -> str:
        """In a list to choose from: "Nederland"."""
        return comparator.name

    def refused(self, comparator: Comparator, why: str) -> str:
        """Why there is no difference: "Niet vergeleken met Nederland: geen cijfer over 2024."; ``why`` as in
        :class:`compare.rules.comparison.NotCompared`."""
        return f"Niet vergeleken met {comparator.place}: {why}."

    def other_figure(self, comparison: Comparison, value: str) -> str:
        """The other figure with the year, in brackets: "Nederland 40,7%, 2022"."""
        return f"{comparison.comparator.name} {value}, {comparison.year}"

    def who_counts(self, comparator: Comparator, indicator: Indicator) -> str:
        """Which gemeenten are behind its figure, where a reader cannot know that; "" otherwise."""
        return ""

    def in_the_middle(self, comparator: Comparator, region: str) -> str:
        """What it is called in the middle of a picture of this region (code): "Nederland"."""
        return comparator.name

    def middle(self, comparator: Comparator, region: str) -> str:
        """What stands in the middle and at the right of that picture, in sentences."""
        return (
            f"In het midden staat het cijfer van {comparator.place}. Rechts staan het cijfer van {name(region)} en het "
            f"verschil met {comparator.place}."
        )

    def nothing_in_the_middle(self, comparator: Comparator) -> str:
        """The case in which something else stands there, as a question before a comma."""
        return f"Is er van {comparator.place} geen cijfer om naast te leggen"
