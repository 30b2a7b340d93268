"""What the figures on this server are: the snapshot with its catalogue, and a name for exactly this edition."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from compare.similar import CHARACTERISTICS, characteristics
from loaders import catalogue, division, freshness
from loaders.aggregate import Weights
from loaders.catalogue import DATA, Catalogue
from loaders.store import Store, snapshot_version, store

#: Files that change an answer when they change; boundaries and regions always come from the project itself.
_PARTS = (
    (None, "observations/*.csv"),
    (None, "catalogue/**/*.yaml"),
    (DATA, "boundaries/*.geojson"),
    (DATA, "regions.csv"),
)


@dataclass(frozen=True)
class Snapshot:
    """One edition of the figures.

    ``edition`` is equal on every server with the same files. ``availability``: indicator, population, level,
    year, n.
    """

    catalogue: Catalogue
    store: Store
    availability: pd.DataFrame
    edition: str

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

    @cached_property
    def weights(self) -> Weights:
        """Inhabitants per gemeente, to count gemeenten together."""
        return Weights(self.store.observations("bevolking"))

    @cached_property
    def characteristics(self) -> pd.DataFrame:
        """On what gemeenten are found alike: :func:`compare.similar.characteristics`."""
        asked = [characteristic.indicator for characteristic in CHARACTERISTICS]
        return characteristics(self.store.observations(asked, levels=["gemeente"]))

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
    """The snapshot as it is on disk now; read once per change.

    Errors: ``FileNotFoundError`` when there are no observations.
    """
    fetched = tuple((id, known.table) for id, known in sorted(freshness.read(data).items()))
    return _snapshot(data, snapshot_version(data / "observations"), division.follow(), fetched)


@lru_cache(maxsize=2)
def _snapshot(
    data: Path, version: str, of_division: int, fetched: tuple[tuple[str, str | None], ...]
) -> Snapshot:
    figures = store(data / "observations")
    digest = hashlib.sha256()
    for folder, pattern in _PARTS:
        root = folder or data
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    shown = freshness.as_fetched(catalogue.load(data / "catalogue"), freshness.read(data))
    digest.update("".join(source.attribution for source in shown.sources.values()).encode())
    return Snapshot(shown, figures, figures.availability(), digest.hexdigest()[:16])
