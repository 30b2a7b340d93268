"""What the figures on this server are: the snapshot with its catalogue, and a name for exactly this edition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from compare.edition import Edition
from compare.edition import edition as current
from compare.edition import edition_if_read as current_if_read
from compare.indicator_data import IndicatorData
from compare.rules.similar import Similarity
from monitor import division
from monitor.catalogue import DATA, Catalogue
from monitor.engine import Store


@dataclass(frozen=True)
class Snapshot:
    """One edition of the figures, as the open data tells it."""

    of: Edition

    @property
    def catalogue(self) -> Catalogue:
        return self.of.catalogue

    @property
    def store(self) -> Store:
        return self.of.store

    @property
    def edition(self) -> str:
        """A name that is equal on every server with the same files."""
        return self.of.name

    @property
    def availability(self) -> pd.DataFrame:
        """indicator, population, level, year, n."""
        return self.of.availability

    @property
    def similarity(self) -> Similarity:
        return self.of.similarity

    def figures(self, indicator: str, population: str) -> IndicatorData:
        """All figures of an indicator and population that has some. Errors: KeyError without any."""
        return self.of.figures[indicator, population]

    @property
    def years(self) -> list[int]:
        return sorted(set(self.availability["year"].tolist()))

    @property
    def populations(self) -> list[str]:
        """Every population that some indicator has or could have, in the order of the catalogue."""
        named = [p for indicator in self.catalogue.indicators.values() for p in indicator.populations]
        return list(dict.fromkeys([*named, *sorted(set(self.availability["population"]))]))

    def populations_of(self, indicator: str) -> list[str]:
        """The populations of one indicator that have figures, the one shown by default first."""
        rows = self.availability[self.availability["indicator"] == indicator]
        known = set(rows["population"])
        return [p for p in self.catalogue[indicator].populations if p in known]

    def credits(self, used: pd.DataFrame) -> list[dict[str, str | None]]:
        """Whom to name for figures, and under which licence they may be used; ``used`` has a column source."""
        known = [
            self.catalogue.sources[id] for id in sorted(set(used["source"])) if id in self.catalogue.sources
        ]
        return [
            {
                "id": source.id,
                "attribution": source.attribution,
                "licence": source.licence,
                "licence_url": str(source.licence_url) if source.licence_url else None,
                "accessed": source.accessed.isoformat(),
            }
            for source in known
        ]


def snapshot(data: Path = DATA) -> Snapshot:
    """The snapshot that is in use; read once per change.

    Errors: ``FileNotFoundError`` when there are no observations.
    """
    division.follow()
    return _snapshot(current(data))


def at_hand(data: Path = DATA) -> Snapshot | None:
    """The snapshot that is in use when there is nothing to read for it; None when :func:`snapshot` must read first."""
    if not division.followed():
        return None
    edition = current_if_read(data)
    return _snapshot(edition) if edition else None


@lru_cache(maxsize=2)
def _snapshot(edition: Edition) -> Snapshot:
    return Snapshot(edition)
