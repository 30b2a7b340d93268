"""One refresh from beginning to end: fetch to a staging area, check, put together, write, tell."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from loaders.precedence import makes_way
from loaders.refreshing import changes, checks, meaning
from loaders.refreshing.command import WORK
from loaders.refreshing.kept import published
from loaders.refreshing.mapped import datasets_of, mapped, measures_of
from loaders.refreshing.outcome import Outcome
from loaders.refreshing.screen import Screen, summary
from loaders.refreshing.settle import edition_before, settled
from loaders.upstream.errors import UpstreamError
from loaders.upstream.fetch import Fetched
from loaders.upstream.topics import UnknownMeasureError
from monitor import freshness, snapshot
from monitor.catalogue import Catalogue, Source
from monitor.embedded import prepare
from monitor.errors import disk
from monitor.weights import Sizes

log = logging.getLogger(__name__)

#: Sources at a time; a large one takes a few hundred MB while it comes in.
AT_A_TIME = 2
#: How often to start putting together again because somebody else replaced the snapshot.
_ATTEMPTS = 5

FetchFunction = Callable[[Source, Collection[str], Any, Callable[[int], None] | None], Fetched]


class Refresh:
    """``data`` is the folder with observations/; ``http`` makes the client that ``fetch`` is given."""

    def __init__(
        self,
        catalogue: Catalogue,
        data: Path,
        fetch: FetchFunction,
        http: Callable[[], AbstractContextManager[Any]],
        out: Console,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.catalogue, self.data, self.fetch, self.http, self.out, self.now = (
            catalogue, data, fetch, http, out, now,
        )  # fmt: skip
        self.observations = data / "observations"
        self.staging = data / WORK / "staging"

    def run(self, sources: Sequence[Source], *, write: bool = True) -> list[Outcome]:
        """Refresh these sources; with ``write`` False only tell what would change.

        Whatever happens to one source, the others go on. Errors: OSError and BuildError, then nothing was written.
        """
        started = self.now()
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)
        try:
            known = freshness.read(self.data)
            outcomes = self._fetch_all(sources)
            for outcome in outcomes:
                before = known.get(outcome.source.id, freshness.Freshness())
                outcome.known = before.fetched is not None and before.file is None
            self._put_together(outcomes, started, write)
        finally:
            shutil.rmtree(self.staging, ignore_errors=True)
        summary(self.out, outcomes, known)
        return outcomes

    # Fetch

    def _fetch_all(self, sources: Sequence[Source]) -> list[Outcome]:
        pool = ThreadPoolExecutor(AT_A_TIME)
        try:
            with self.http() as http, Screen(self.out, len(sources)) as screen:
                waiting = [pool.submit(self._one, source, http, screen) for source in sources]
                return [one.result() for one in waiting]
        finally:
            # All are done, or it was Ctrl-C: then nobody waits for what is still being fetched.
            pool.shutdown(wait=False, cancel_futures=True)

    def _one(self, source: Source, http: Any, screen: Screen) -> Outcome:
        outcome = Outcome(source)
        progress = screen.begin(source.id)
        try:
            fetched = self._fetch(outcome, http, progress)
            outcome.table, outcome.title = fetched.table, fetched.title
            outcome.published, outcome.discontinued = fetched.published, fetched.discontinued
            outcome.chosen = fetched.chosen
            outcome.columns = {measure: topic.title for measure, topic in fetched.topics.items()}
            screen.checking(source.id)
            if owner := self._owner(source, fetched.table):
                outcome.fail(
                    f"{fetched.chosen} Maar tabel {fetched.table} hoort al bij de bron {owner.id}; "
                    "pas 'table' en 'title' aan in data/catalogue/sources.yaml."
                )
                outcome.chosen = None  # The cause says it.
            else:
                self._stage(outcome, fetched)
        except UpstreamError as error:
            log.warning("%s: %s (%s)", source.id, error, error.cause)
            outcome.fail(str(error), unreachable=True, of_every_table=error.without_table)
        except OSError as error:
            log.exception("%s", source.id)
            outcome.fail(disk(error))
        except Exception as error:
            # A mistake of ours in one source must not cost the others.
            log.exception("%s", source.id)
            outcome.fail(f"onverwachte fout ({type(error).__name__}); de oorzaak staat in refresh.log")
        screen.end(outcome)
        return outcome

    def _fetch(self, outcome: Outcome, http: Any, progress: Callable[[int], None]) -> Fetched:
        """Fetch what there is of a source: one column that has another name must not cost the others."""
        source = outcome.source
        measures = measures_of(self.catalogue, source.id)
        try:
            return self.fetch(source, measures, http, progress)
        except UnknownMeasureError as error:
            lacking = set(error.lacking)
            if not lacking or len(lacking) == len(measures):
                raise
            log.warning("%s: without %s", source.id, ", ".join(sorted(lacking)))
            outcome.left_out = frozenset(
                indicator.id
                for indicator, dataset in datasets_of(self.catalogue, source.id)
                if dataset.measure in lacking
            )
            outcome.left_out_why = str(error)
            return self.fetch(
                source, [measure for measure in measures if measure not in lacking], http, progress
            )

    def _owner(self, source: Source, table: str) -> Source | None:
        """Return the other source whose table this is, when a table was found that is not the one expected."""

        def expects(one: Source) -> str:
            return (one.live.table or "").casefold() if one.live else ""

        if expects(source) in ("", table.casefold()):
            return None
        return next(
            (one for one in self.catalogue.sources.values() if expects(one) == table.casefold()), None
        )

    def _stage(self, outcome: Outcome, fetched: Fetched) -> None:
        """Check a table as it came, name it as the catalogue does, and put it in the staging area."""
        refused = [finding.text for finding in checks.raw_findings(fetched.frame) if finding.refuse]
        refused += meaning.contradictions(self.catalogue, outcome.source, fetched.topics)
        if refused:
            outcome.fail("; ".join(refused))
            return
        before = freshness.read(self.data).get(outcome.source.id, freshness.Freshness()).columns
        outcome.remarks += meaning.retitled(before, fetched.topics)
        result = mapped(
            self.catalogue, outcome.source, fetched.frame, fetched.empty, outcome.left_out, fetched.title
        )
        outcome.remarks += result.remarks
        if result.problems:
            outcome.fail("; ".join(problem.text for problem in result.problems))
            return
        result.rows.to_parquet(self.staging / f"{outcome.source.id}.parquet")

    # Check and put together

    def _put_together(self, outcomes: list[Outcome], started: datetime, write: bool) -> None:
        staged = [outcome for outcome in outcomes if outcome.cause is None]
        remarks = {id(outcome): list(outcome.remarks) for outcome in outcomes}
        for _ in range(_ATTEMPTS):
            for outcome in staged:
                outcome.cause, outcome.remarks = None, list(remarks[id(outcome)])
            before, version = snapshot.read_version(self.observations)
            after = self._checked(before, staged)
            try:
                if write:
                    self._write(before, after, version, outcomes, started)
                return
            except snapshot.ChangedMeanwhileError:
                log.warning("the snapshot was replaced meanwhile; once more")
        raise OSError("de cijfers worden steeds door iets anders vervangen")

    def _checked(self, before: pd.DataFrame, staged: list[Outcome]) -> pd.DataFrame:
        last = published(before, self.catalogue)
        sizes = Sizes(last[last["indicator"].isin(self.catalogue.counting)])
        for outcome in staged:
            rows = pd.read_parquet(self.staging / f"{outcome.source.id}.parquet")
            rows["missing"] = rows["missing"].astype(object).where(rows["missing"].notna(), None)
            old = edition_before(last, outcome, rows)
            outcome.first = not (last["source"] == outcome.source.id).any()
            findings = checks.findings(rows, old, self.catalogue, sizes)
            outcome.remarks += [finding.text for finding in findings if not finding.refuse]
            refused = [finding.text for finding in findings if finding.refuse]
            if refused:
                more = f" (en nog {len(refused) - 3})" if len(refused) > 3 else ""
                outcome.fail("niet overgenomen: " + "; ".join(refused[:3]) + more)
            else:
                outcome.rows = rows
        complete = settled(last, staged, self.catalogue) if staged else None
        after = before if complete is None else complete
        every = pd.concat([last, *(o.rows for o in staged if o.rows is not None)], ignore_index=True)
        for outcome in staged:
            if outcome.rows is not None:
                others = every[every["source"] != outcome.source.id]
                before_it, now = (
                    rows[~makes_way(rows, others, self.catalogue.sources)]
                    for rows in (edition_before(last, outcome, outcome.rows), outcome.rows)
                )
                outcome.counted = changes.counted(changes.joined(before_it, now))
        return after

    # Write

    def _write(
        self,
        before: pd.DataFrame,
        after: pd.DataFrame,
        version: str | None,
        outcomes: list[Outcome],
        started: datetime,
    ) -> None:
        known = freshness.text(self._known(outcomes, started))
        if before.equals(after):
            self._only_freshness(known)
            return
        notes = [
            f"{outcome.source.id}: {words}"
            for outcome in outcomes
            if outcome.rows is not None and outcome.state != "ongewijzigd"
            for words in (*outcome.remarks, outcome.chosen, outcome.stopped)
            if words
        ]
        beside = {snapshot.FRESHNESS: known}
        if entry := changes.new_changelog(self.data, started, before, after, self.catalogue, notes):
            beside[changes.CHANGELOG] = entry
        snapshot.write(after, self.observations, beside=beside, expected=version)
        prepare(self.observations)

    def _known(self, outcomes: list[Outcome], started: datetime) -> dict[str, freshness.Freshness]:
        known = dict(freshness.read(self.data))
        for outcome in outcomes:
            before = known.get(outcome.source.id, freshness.Freshness())
            if outcome.cause is not None:
                update: dict[str, Any] = {"checked": started.date(), "error": outcome.cause}
                known[outcome.source.id] = before.model_copy(update=update)
                continue
            known[outcome.source.id] = freshness.Freshness(
                table=outcome.table,
                title=outcome.title,
                columns=dict(sorted({**before.columns, **outcome.columns}.items())),
                published=outcome.published,
                fetched=started.date(),
                checked=started.date(),
                discontinued=outcome.discontinued,
                chosen=outcome.chosen,
                error=outcome.left_out_why,
                lagging={id: before.lagging.get(id, before.fetched) for id in sorted(outcome.left_out)},
            )
        return known

    def _only_freshness(self, known: str) -> None:
        file = self.data / snapshot.FRESHNESS
        if not file.exists() or file.read_text(encoding="utf-8") != known:
            snapshot.write_text(file, known)
