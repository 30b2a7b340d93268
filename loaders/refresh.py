"""Bring the newest published figures in: ``python -m loaders.refresh`` (or ``make refresh``).

Fetches every source of the catalogue that is ``live``, checks what came, and replaces the snapshot in one step. What
fails leaves its last good figures standing. ``--rollback`` puts the snapshot before it back; again puts it forward.

Exit codes: 0 all fresh or unchanged; 1 something failed, the figures are good; 2 nothing could be fetched, the figures
stay; 3 another refresh is running; 4 wrong call, or nothing to roll back to; 5 the result could not be written, the
figures stay; 130 broken off by Ctrl-C, the figures stay.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from loaders.refreshing import changes
from loaders.refreshing.changes import Counted
from loaders.refreshing.command import (
    BROKEN_OFF,
    BUSY,
    FRESH,
    NOT_WRITTEN,
    PARTLY,
    UNREACHABLE,
    WORK,
    WRONG_CALL,
    Parser,
    logged,
    say,
)
from loaders.refreshing.lock import BusyError, only_one
from loaders.refreshing.mapped import measures_of
from loaders.refreshing.outcome import Outcome
from loaders.refreshing.run import FetchFunction, Refresh
from loaders.refreshing.screen import console
from loaders.upstream.fetch import fetch as fetch_live
from loaders.upstream.http import Http
from monitor import snapshot
from monitor.catalogue import DATA, Catalogue, Source, load
from monitor.did_you_mean import did_you_mean
from monitor.errors import BuildError, disk
from monitor.manifest import BrokenSnapshotError


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        what="de cijfers",
        prog="python -m loaders.refresh",
        description="Haal de nieuwste cijfers op bij CBS, RIVM en PDOK.",
    )
    parser.add_argument("--only", nargs="+", metavar="BRON", help="ververs alleen deze bronnen")
    parser.add_argument("--check", action="store_true", help="haal op en controleer, maar schrijf niets")
    parser.add_argument(
        "--rollback", action="store_true", help="zet de vorige stand terug; nog eens: vooruit"
    )
    parser.add_argument("--data", type=Path, default=DATA, help="map met observations/ en catalogue/ (data)")
    return parser


def main(
    arguments: list[str] | None = None,
    *,
    fetch: FetchFunction = fetch_live,
    http: Callable[[], AbstractContextManager[Any]] | None = None,
    now: Callable[[], datetime] = datetime.now,
) -> int:
    """Refresh or roll back; the exit codes are those of the module. ``fetch``, ``http`` and ``now`` are for tests."""
    given = _parser().parse_args(arguments)
    folder = given.data / "catalogue"
    try:
        catalogue = load(folder if folder.is_dir() else DATA / "catalogue")
    except (ValidationError, FileNotFoundError, KeyError, yaml.YAMLError) as error:
        return say(f"De catalogus in {folder} is niet te lezen.\n{error}", WRONG_CALL)
    try:
        with only_one(given.data / WORK / "lock"):
            if given.rollback:
                return _roll_back(given.data, catalogue, now)
            sources = live_sources(catalogue)
            unknown = [id for id in given.only or [] if id not in sources]
            if unknown:
                return say(_unknown(unknown[0], catalogue, sources), WRONG_CALL)
            chosen = [source for id, source in sources.items() if not given.only or id in given.only]
            client = http or (lambda: Http(given.data / WORK / "cache"))
            return _refresh(
                Refresh(catalogue, given.data, fetch, client, console(), now), chosen, given.check
            )
    except BusyError as error:
        return say(str(error), BUSY)
    except KeyboardInterrupt:
        return say("\nAfgebroken. De cijfers staan zoals ze stonden.", BROKEN_OFF)
    except OSError as error:
        return say(f"Er is niets geschreven: {disk(error)}. De cijfers staan zoals ze stonden.", NOT_WRITTEN)


def live_sources(catalogue: Catalogue) -> dict[str, Source]:
    """Return the sources that can be fetched and that some indicator uses."""
    return {
        id: source for id, source in catalogue.sources.items() if source.live and measures_of(catalogue, id)
    }


def _refresh(refresh: Refresh, sources: list[Source], check: bool) -> int:
    if not sources:
        return say("De catalogus heeft geen bron die op te halen is.", WRONG_CALL)
    try:
        with logged(refresh.data / WORK / "refresh.log", "loaders"):
            outcomes = refresh.run(sources, write=not check)
    except BrokenSnapshotError as error:
        return say(f"Er is niets geschreven. {error}", NOT_WRITTEN)
    except BuildError as error:
        return say(
            f"Er is niets geschreven: wat er al stond past niet bij de catalogus.\n{error}", NOT_WRITTEN
        )
    print(_conclusion(outcomes, check))
    if all(outcome.unreachable for outcome in outcomes):
        return UNREACHABLE
    return PARTLY if any(_alarming(outcome) for outcome in outcomes) else FRESH


def _alarming(outcome: Outcome) -> bool:
    """Whether a source got worse: what was never confirmed and never came is no reason to wake somebody."""
    live = outcome.source.live
    return outcome.state == "mislukt" or (outcome.state == "deels" and not (live and live.unconfirmed))


def _conclusion(outcomes: list[Outcome], check: bool) -> str:
    count = Counter(outcome.state for outcome in outcomes)
    failed = count["mislukt"]
    changed = sum(outcome.cause is None and outcome.counted != Counted() for outcome in outcomes)
    conclusion = f"{len(outcomes)} {'bron' if len(outcomes) == 1 else 'bronnen'}: {changed} met andere cijfers, {count['ongewijzigd']} ongewijzigd, {failed} mislukt"
    conclusion += f", {count['deels']} voor een deel" if count["deels"] else ""
    conclusion += f", {count['onbevestigd']} nog niet bevestigd." if count["onbevestigd"] else "."
    if check:
        return f"{conclusion} Er is niets geschreven (--check)."
    if changed:
        conclusion += f" Wat er veranderde staat in {changes.CHANGELOG}; terug kan met --rollback."
    return conclusion + (" Wat mislukte, houdt de laatste goede cijfers." if failed else "")


def _roll_back(data: Path, catalogue: Catalogue, now: Callable[[], datetime]) -> int:
    observations = data / "observations"
    try:
        before = snapshot.read(observations)
    except BrokenSnapshotError as error:
        # The very reason to go back.
        before, broken = None, error
    try:
        snapshot.roll_back(observations)
    except FileNotFoundError:
        return say("Er is geen vorige stand om terug te zetten.", WRONG_CALL)
    except BrokenSnapshotError as error:
        return say(f"De vorige stand is niet heel en niet teruggezet.\n{error}", NOT_WRITTEN)
    if before is None:
        changed = [f"De cijfers die er stonden, waren niet heel: {broken.why}."]
    else:
        changed = changes.lines(before, snapshot.read(observations), catalogue)
    entry = changes.entry(now(), ["De vorige stand is teruggezet.", *changed], [])
    snapshot.write_text(data / changes.CHANGELOG, changes.with_entry(changes.read(data), entry))
    print("De vorige stand is teruggezet. Met nog eens --rollback gaat u weer vooruit.")
    for line in changed:
        print(f"- {line}")
    return FRESH


def _unknown(id: str, catalogue: Catalogue, sources: dict[str, Source]) -> str:
    if id in catalogue.sources:
        return (
            f"De bron {id} is niet op te halen: die komt uit een bestand (python -m loaders.add) of is met de hand "
            f"overgenomen. Op te halen zijn: {', '.join(sources)}."
        )
    near = did_you_mean(id, sources, 1)
    hint = f" Bedoelt u {near[0]}?" if near else ""
    return f"De bron '{id}' staat niet in de catalogus.{hint} Op te halen zijn: {', '.join(sources)}."


if __name__ == "__main__":
    ended = main()
    if ended == BROKEN_OFF:
        # Without waiting for the threads that are still fetching.
        sys.stderr.flush()
        os._exit(ended)
    sys.exit(ended)
