"""The edition of one reader: that of everybody, with the reader's own figures beside the official ones.

It is held by the session of that reader and by nothing else, and goes with it. The official figures in it are the very
same objects as everybody's; what is worked out with it is kept in it (:mod:`compare.kept`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from compare.edition import Edition
from compare.indicator_data import IndicatorData, Line, Observations, measured
from compare.kept import Kept
from compare.rules.series import with_segments
from compare.rules.similar import Similarity
from monitor.catalogue import Catalogue, Source, Theme
from monitor.observations import COLUMNS, KEY, LEVELS, validate
from monitor.weights import Sizes

#: The theme of a reader's own figures, the last one.
THEME = "eigen"
#: How the id of an own figure or source begins; no id of the catalogue does (a test says so).
PREFIX = "eigen_"


def is_own(id: str) -> bool:
    """Whether this is the id of a reader's own figure or source, of this reader or of another."""
    return id.startswith(PREFIX)


def new_id() -> str:
    """An id that no other reader has: a link to it never shows another's figure. It says nothing of what is counted."""
    return PREFIX + secrets.token_hex(6)


class OwnData(IndicatorData):
    """Own figures are never counted together: nobody knows of how many people each is."""

    def together(self, members: frozenset[str], region: str | None = None) -> Observations:
        """The figures that the owner gave of this region; none otherwise."""
        return Line(tuple(measured(self.of(region))) if region else (), self, members)


class OwnEdition(Edition):
    """``base``: the edition of everybody. ``figures_of``: own figures with their source and observations (data contract).

    Errors: ValidationError of pydantic, SchemaErrors of pandera for what is no indicator or no observations.
    """

    def __init__(
        self, base: Edition, theme: Theme, sources: Mapping[str, Source], observations: pd.DataFrame
    ) -> None:
        self.base, self.store, self.division = base, base.store, base.division
        self.name = base.name
        # Never equal to that of another reader.
        self.version = f"{base.version}-{PREFIX}{secrets.token_hex(8)}"
        self.kept = Kept()
        self._rows = validate(observations[COLUMNS].sort_values(KEY, ignore_index=True))
        shared = base.catalogue
        # Not a copy of the shared one, which would know its indicators by id, and not the own ones.
        self.catalogue: Catalogue = Catalogue.model_construct(
            themes=(*shared.themes, theme),
            sources={**shared.sources, **sources},
            bases=shared.bases,
            single_figures=shared.single_figures,
        )

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], IndicatorData]:
        """Those of everybody, and the own ones."""
        catalogue = self.catalogue
        rows = with_segments(self._rows, catalogue.indicators, catalogue.sources)
        own = {
            (str(id), str(population)): OwnData(
                of_pair.reset_index(drop=True),
                catalogue[str(id)],
                str(population),
                catalogue.sources,
                self.sizes,
            )
            for (id, population), of_pair in rows.groupby(["indicator", "population"], sort=False)
        }
        return {**self.base.figures, **own}

    @property
    def sizes(self) -> Sizes:
        """Those of everybody."""
        return self.base.sizes

    @cached_property
    def availability(self) -> pd.DataFrame:
        """As of :class:`compare.edition.Edition`, with the own figures."""
        have = self._rows[self._rows["value"].notna()]
        names = {prefix: level for level, prefix in LEVELS.items()}
        level = have["region"].str[:2].map(names).rename("level")
        counted = have.groupby(["indicator", "population", level, "year"]).size().rename("n").reset_index()
        return pd.concat([self.base.availability, counted], ignore_index=True)

    @property
    def characteristics(self) -> pd.DataFrame:
        """Those of everybody."""
        return self.base.characteristics

    @property
    def similarity(self) -> Similarity:
        """That of everybody."""
        return self.base.similarity
