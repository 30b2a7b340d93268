"""What became of one source in a refresh."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from loaders.refreshing.changes import Counted
from loaders.upstream.succession import ADAPT
from monitor.catalogue import Source

State = Literal["nieuw", "gewijzigd", "ongewijzigd", "onbevestigd", "deels", "mislukt"]


@dataclass
class Outcome:
    """``rows`` are the source's figures under the catalogue's names while nothing is wrong; ``cause`` is why not."""

    source: Source
    rows: pd.DataFrame | None = None
    table: str | None = None
    title: str | None = None
    #: Measure -> the title of its column.
    columns: dict[str, str] = field(default_factory=dict)
    published: date | None = None
    discontinued: str | None = None
    chosen: str | None = None
    #: In Dutch and complete, once something is wrong.
    cause: str | None = None
    #: The cause as it stands with every table of a service that is down; "" for a cause of this source alone.
    cause_of_every_table: str = ""
    #: The publisher's service did not give the table; otherwise the table came but cannot be taken in.
    unreachable: bool = False
    #: Indicators whose column was not found, so that they keep their last good figures; and what to do about it.
    left_out: frozenset[str] = frozenset()
    left_out_why: str | None = None
    remarks: list[str] = field(default_factory=list)
    counted: Counted = field(default_factory=Counted)
    first: bool = False
    #: The source was fetched with success before.
    known: bool = False

    def fail(self, cause: str, *, unreachable: bool = False, of_every_table: str = "") -> None:
        """Refuse the source: its last good figures stay. ``of_every_table``: the cause without the name of its table."""
        self.rows, self.cause, self.unreachable = None, cause, unreachable
        self.cause_of_every_table = of_every_table

    @property
    def stopped(self) -> str | None:
        """That the table was discontinued, and what whoever keeps the catalogue does about it."""
        return f"{self.discontinued} {ADAPT}" if self.discontinued else None

    @property
    def state(self) -> State:
        if self.cause is not None:
            live = self.source.live
            # What never worked and is not sure to be right is no alarm: nothing got worse.
            return "onbevestigd" if live and live.unconfirmed and not self.known else "mislukt"
        if self.left_out:
            return "deels"
        if self.first and self.counted.new:
            return "nieuw"
        return "ongewijzigd" if self.counted == Counted() else "gewijzigd"
