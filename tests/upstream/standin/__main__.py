"""Serve the recorded tables and maps: ``python -m tests.upstream.standin [--port 8099] [--full] [--synthetic ROWS]``."""

from __future__ import annotations

import argparse
import time

from tests.upstream.standin import Standin
from tests.upstream.standin.full import SOURCES, rivm_50090ned_full, workbooks
from tests.upstream.standin.pdok import Pdok, drawn, neighbourhood_layers
from tests.upstream.standin.recorded import FIXTURES, everything
from tests.upstream.standin.synthetic import figures


def main() -> None:
    """Print the address and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.upstream.standin")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument(
        "--full",
        action="store_true",
        help="the whole of 50090NED, and all vintages of wijkenbuurten, from ../shared",
    )
    parser.add_argument("--synthetic", type=int, default=0, help="also a v4 table of so many figures")
    given = parser.parse_args()
    tables = everything()
    if given.full and workbooks():
        hosts = ("dataderden.cbs.nl", "datasets.cbs.nl")
        tables = [rivm_50090ned_full(hosts=hosts), *(table for table in tables if table.id != "50090NED")]
    if given.synthetic:
        tables.append(figures(given.synthetic))
    gemeenten, wijken = drawn("nederland_gemeenten"), drawn("drenthe_wijken")
    layers = {("gemeente", 2024): gemeenten, ("provincie", 2024): drawn("nederland_provincies"),
              ("wijk", 2022): wijken, ("wijk", 2024): wijken}  # fmt: skip
    vintages = (neighbourhood_layers(SOURCES) if given.full else {}) or neighbourhood_layers(FIXTURES)
    pdok = Pdok(layers, neighbourhoods=vintages)
    with Standin(tables, rooms=pdok.rooms, port=given.port) as standin:
        print(standin.url, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
