"""How gemeenten that are like one's own are said."""

from __future__ import annotations

from compare.rules.comparator import Comparator, Similar
from compare.rules.similar import LEFT_OUT
from compare.wording.comparator.words import Words
from monitor.catalogue import Indicator
from monitor.dutch import listing
from monitor.regions import name


class SimilarWords(Words):
    """Which ones they are differs with the figure, and is said."""

    def who_counts(self, comparator: Comparator, indicator: Indicator) -> str:
        members = comparator.members_for(indicator)
        if not members:
            return ""
        names = listing(sorted(name(code) for code in members))
        kind = indicator.characteristic
        others = dict(comparator.without) if isinstance(comparator, Similar) else {}
        why = f" ({LEFT_OUT[kind]})" if kind and kind in others else ""
        return f"{comparator.name[:1].upper()}{comparator.name[1:]}{why}: {names}."
