"""Bring the newest boundaries of PDOK in: ``python -m geo.refresh [--year 2025]`` (or ``make boundaries``).

Fetches the gemeenten and provincies of Nederland and the wijken and buurten of Drenthe, checks them against each other, against
the map in use, against CBS's table of provinces and against the figures, and replaces ``data/boundaries`` and
``data/regions.csv`` in one step. Without ``--year`` it takes the newest of the last three years on which the figures
fit: a map that leaves a figure without its gemeente is not taken over, and the gemeente is named. What fails leaves
the boundaries in use standing. ``--rollback`` puts the boundaries before them back; again puts them forward.

Exit codes: 0 all fresh or unchanged; 1 something failed, the boundaries are good; 2 nothing could be fetched, the
boundaries stay; 3 another refresh is running; 4 wrong call, or nothing to roll back to; 5 the result could not be
written, the boundaries stay; 130 broken off by Ctrl-C, the boundaries stay.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from geo import register, renewed, stored
from geo.fitting import RefusedError
from geo.renewed import Current, Renewed
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
from loaders.upstream.errors import UpstreamError
from loaders.upstream.http import Http
from monitor import regions, snapshot
from monitor.errors import disk
from monitor.manifest import BrokenSnapshotError

log = logging.getLogger(__name__)

#: So many years are tried, from this one downwards.
YEARS = 3
STAY = "De grenzen staan zoals ze stonden."


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        what="de grenzen",
        prog="python -m geo.refresh",
        description="Haal de nieuwste grenzen van gemeenten, provincies, wijken en buurten op bij PDOK.",
    )
    parser.add_argument(
        "--year", type=int, metavar="JAAR", help="de grenzen van dit jaar, ook als ze niet passen"
    )
    parser.add_argument(
        "--rollback", action="store_true", help="zet de vorige grenzen terug; nog eens: vooruit"
    )
    parser.add_argument(
        "--data", type=Path, default=regions.DATA, help="map met boundaries/ en regions.csv (data)"
    )
    return parser


def main(
    arguments: list[str] | None = None,
    *,
    http: Callable[[], AbstractContextManager[Http]] | None = None,
    now: Callable[[], datetime] = datetime.now,
) -> int:
    """Refresh or roll back; the exit codes are those of the module. ``http`` and ``now`` are for tests."""
    given = _parser().parse_args(arguments)
    data: Path = given.data
    if not (data / stored.LIST).is_file():
        return say(f"In {data} staat geen {stored.LIST}; maak die eerst met python -m geo.build.", WRONG_CALL)
    try:
        with only_one(data / WORK / "boundaries.lock"):
            if given.rollback:
                return _roll_back(data)
            years = [given.year] if given.year else [now().year - back for back in range(YEARS)]
            with (
                logged(data / WORK / "boundaries.log", "geo", "loaders"),
                (http or (lambda: Http(data / WORK / "cache")))() as client,
            ):
                return _refresh(client, data, years, bool(given.year))
    except BusyError as error:
        return say(str(error), BUSY)
    except KeyboardInterrupt:
        return say(f"\nAfgebroken. {STAY}", BROKEN_OFF)
    except BrokenSnapshotError as error:
        return say(f"Er is niets geschreven. {error}", NOT_WRITTEN)
    except OSError as error:
        return say(f"Er is niets geschreven: {disk(error)}. {STAY}", NOT_WRITTEN)


def _refresh(http: Http, data: Path, years: list[int], given: bool) -> int:
    stored.finish(data)
    current = Current(
        register.read(data / stored.LIST), stored.read(data), snapshot.read(data / "observations")
    )
    groups = regions.groups()
    parts: list[tuple[str, Callable[[Current], Renewed]]] = [
        ("Gemeenten en provincies", lambda current: renewed.gemeenten(http, current, years, given, groups)),
        ("Wijken", lambda current: renewed.wijken(http, current, years, given)),
        ("Buurten", lambda current: renewed.buurten(http, current, years, given)),
    ]
    failed, unreachable, taken = 0, 0, []
    for what, renew in parts:
        print(f"{what}: ophalen bij PDOK ...", flush=True)
        try:
            taken_over = renew(current)
        except UpstreamError as error:
            log.warning("%s (%s)", error, error.cause)
            failed, unreachable = failed + 1, unreachable + 1
            say(f"{what}: niet opgehaald. {error}", 0)
            continue
        except RefusedError as error:
            log.warning("%s", error)
            failed += 1
            say(f"{what}: niet overgenomen, want {error}. De vorige grenzen blijven staan.", 0)
            continue
        failed += taken_over.incomplete
        changed = _files(current, taken_over.after)
        current = taken_over.after
        taken += changed
        print(f"{what}: grenzen van {taken_over.year}, {'vernieuwd' if changed else 'ongewijzigd'}.")
        for line in taken_over.remarks:
            print(f"- {line}")
    if unreachable == len(parts):
        return say(f"Er was niets op te halen. {STAY}", UNREACHABLE)
    if stored.write(data, current.layers, register.written(current.regions)):
        print(
            f"Geschreven: {', '.join(taken) or stored.LIST}. Het dashboard toont ze vanzelf; terug kan met --rollback."
        )
    return PARTLY if failed else FRESH


def _files(before: Current, after: Current) -> list[str]:
    return [level for level, content in after.layers.items() if before.layers.get(level) != content]


def _roll_back(data: Path) -> int:
    try:
        stored.roll_back(data)
    except stored.NothingBeforeError:
        return say("Er zijn geen vorige grenzen om terug te zetten.", WRONG_CALL)
    print("De vorige grenzen zijn teruggezet. Met nog eens --rollback gaat u weer vooruit.")
    return FRESH


if __name__ == "__main__":
    sys.exit(main())
