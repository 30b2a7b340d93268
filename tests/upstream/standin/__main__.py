"""Serve the recorded tables and maps: ``python -m tests.upstream.standin [--port 8099] [--full] [--synthetic ROWS]``."""

from __future__ import annotations

import argparse
import time

from tests.upstream.standin import Standin
from tests.upstream.standin.gebieden import Gebieden, edition
from tests.upstream.standin.pdok import Pdok, drawn, made_up_buurten, neighbourhood_layers
from tests.upstream.standin.published import SOURCES, tables
from tests.upstream.standin.recorded import FIXTURES, everything
from tests.upstream.standin.server import ROOMS
from tests.upstream.standin.synthetic import figures


def main() -> None:
    """Print the address and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.upstream.standin")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument(
        "--full",
        action="store_true",
        help="everything that the files in ../shared/sources hold, the whole of 50090NED among it",
    )
    parser.add_argument("--synthetic", type=int, default=0, help="also a v4 table of so many figures")
    given = parser.parse_args()
    if given.full and not SOURCES.is_dir():
        parser.error(f"there is no {SOURCES}")
    served = {table.id: table for table in [*everything(), *(tables(SOURCES) if given.full else [])]}
    # RIVM gives version 3 only; as version 4 as well, to measure the same figures over both.
    served["50090NED"].hosts = ("dataderden.cbs.nl", "datasets.cbs.nl")
    if given.synthetic:
        served["synthetic"] = figures(given.synthetic)
    gemeenten, wijken = drawn("nederland_gemeenten"), drawn("drenthe_wijken")
    layers = {("gemeente", 2024): gemeenten, ("provincie", 2024): drawn("nederland_provincies"),
              ("wijk", 2022): wijken, ("wijk", 2024): wijken, ("buurt", 2024): made_up_buurten()}  # fmt: skip
    vintages = neighbourhood_layers(SOURCES if given.full else FIXTURES)
    rooms = {
        **Pdok(layers, neighbourhoods=vintages).rooms,
        **Gebieden([edition(2024, gemeenten)]).beside(ROOMS),
    }
    with Standin(served.values(), rooms=rooms, port=given.port) as standin:
        print(standin.url, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
