"""The door in two steps, for the command line and the web alike: look what files say, and take it in.

Looking writes nothing. What it found is a ``Look``: the figures, what is refused and which answer would let it in, what
is remarkable. Taking in writes the snapshot it was looked at with, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from intake.files.limits import LIMITS, Limits
from intake.tables.hints import Hints
from intake.tables.measures import Measures
from intake.tables.sheet_figures import Refusal, SheetFigures
from loaders.refreshing import changes
from loaders.refreshing.checks import Finding
from loaders.workbook.fit import Fitted, fit
from loaders.workbook.merge import merged
from loaders.workbook.plausible import doubts
from loaders.workbook.recognise import understand
from monitor import freshness, snapshot
from monitor.catalogue import Catalogue, Source

OBSERVATIONS = "observations"


@dataclass(frozen=True)
class Have:
    """What the monitor has; who looks at many files makes it once."""

    now: pd.DataFrame
    #: What of it its sources gave (loaders.refreshing.kept.published); asked for only when something would change.
    published: Callable[[], pd.DataFrame]
    version: str | None


@dataclass(frozen=True)
class Look:
    """What files say of one source, beside what the monitor has."""

    names: list[str]
    source: Source
    sheets: list[SheetFigures]
    fitted: Fitted
    #: What a refresh would find remarkable; empty where nothing would change.
    findings: list[Finding]
    #: What was looked at.
    have: Have

    @property
    def refused(self) -> list[Refusal]:
        """Everything that does not come in, in the order of the files."""
        return [*(refusal for one in self.sheets for refusal in one.refused), *self.fitted.refused]

    @property
    def notes(self) -> list[str]:
        """What was left out on purpose, in Dutch sentences."""
        return [*(note for one in self.sheets for note in one.notes), *self.fitted.notes]

    @property
    def nothing_fits(self) -> bool:
        """True when not one figure of the files is for the monitor."""
        return self.fitted.rows.empty

    @property
    def nothing_new(self) -> bool:
        """True when the monitor has all of it already."""
        return not self.nothing_fits and bool((self.fitted.state == "gelijk").all())

    @property
    def implausible(self) -> bool:
        """True when a refresh would refuse these figures."""
        return any(finding.refuse for finding in self.findings)


def look(
    files: list[Path],
    source: Source,
    catalogue: Catalogue,
    have: Have,
    hints: Hints,
    *,
    sheet: str | None = None,
    limits: Limits = LIMITS,
) -> Look:
    """Return what files say of a source. Errors: SourceError for files that cannot be read."""
    sheets = understand(files, source, Measures(catalogue, source), hints, sheet, limits)
    fitted = fit(sheets, catalogue, source, have.now, fractions=hints.fractions)
    seen = Look([file.name for file in files], source, sheets, fitted, [], have)
    if seen.nothing_fits or seen.nothing_new:
        return seen
    return replace(seen, findings=doubts(have.published(), fitted.rows, source, catalogue))


def take_in(
    seen: Look, catalogue: Catalogue, data: Path, *, clock: Callable[[], datetime] = datetime.now
) -> None:
    """Write what was looked at: the figures, the changelog, how fresh the source is.

    Errors: BuildError when the figures together would not fit; snapshot.ChangedMeanwhileError when somebody else
    replaced the figures since; OSError when the disk refuses. Nothing is changed then.
    """
    source, moment = seen.source, clock()
    after = merged(seen.have.published(), seen.fitted.rows, catalogue)
    notes = [f"{source.id}: uit een bestand ({', '.join(seen.names)})"]
    notes += [f"{source.id}: {finding.text}" for finding in seen.findings]
    if seen.implausible:
        notes.append(f"{source.id}: toch overgenomen, op verzoek van wie het bestand toevoegde")
    changelog = changes.new_changelog(data, moment, seen.have.now, after, catalogue, notes)
    beside = {snapshot.FRESHNESS: _freshness(seen, catalogue, data, moment.date())}
    if changelog:
        beside[changes.CHANGELOG] = changelog
    snapshot.write(after, data / OBSERVATIONS, beside=beside, expected=seen.have.version)


def _freshness(seen: Look, catalogue: Catalogue, data: Path, today: date) -> str:
    """What is known of every source, now that this one's figures came in as a file."""
    known = freshness.read(data)
    mine = {
        indicator.id
        for indicator in catalogue.indicators.values()
        if any(dataset.source == seen.source.id for dataset in indicator.datasets)
    }
    before = known.get(seen.source.id, freshness.Freshness())
    known[seen.source.id] = before.with_file(
        ", ".join(seen.names), today, set(seen.fitted.rows["indicator"]), mine
    )
    return freshness.text(known)
