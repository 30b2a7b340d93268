"""``python -m bench.readers``: how many readers does one process carry, behind no proxy and on this machine as it is now?

Readers make a choice every so many seconds (``python -m bench.readers 3``), on the pages of ``make bench``; more and more
of them, until one in twenty choices takes longer than a second. The CPU time of a choice says how many a core carries
where it has nothing else to do; the waiting says how many it carried here.
"""

from __future__ import annotations

import sys

from bench.__main__ import visits
from bench.load import load
from bench.server import ROOT, serve

#: Seconds between two choices of a reader.
PAUSE = 3.0
#: Seconds that one choice in twenty may take.
GOOD = 1.0
#: How many readers, in turn.
STEPS = (10, 20, 40, 60, 80, 100, 150, 200)
#: Of a core; what is left is for peaks.
BUSY = 0.7


def main(pause: float = PAUSE) -> None:
    """Print a line per number of readers, and what follows from them."""
    with serve(ROOT / "app.py") as server:
        load(server.url, visits(), 10, clicks=8, pause=0.5)  # everything once: later readers find it kept
        empty, spent, reruns, carried = server.memory_mb(), 0.0, 0, 0
        print(f"{'readers':>8}{'median s':>10}{'p95 s':>8}{'cpu ms':>8}{'MB':>6}{'turned away':>13}")
        for readers in STEPS:
            before = server.cpu_seconds()
            crowd = load(server.url, visits(), readers, clicks=6, pause=pause)
            took = server.cpu_seconds() - before
            spent, reruns = spent + took, reruns + crowd.reruns
            print(
                f"{readers:8}{crowd.median:10.2f}{crowd.p95:8.2f}{took / crowd.reruns * 1000:8.0f}"
                f"{server.memory_mb():6.0f}{crowd.turned_away:13}",
                flush=True,
            )
            if crowd.p95 > GOOD or crowd.errors or crowd.turned_away:
                break
            carried = readers
        print(
            f"\none process carried {carried} readers with a choice every {pause:g} s (p95 <= {GOOD:g} s); "
            f"a choice takes {spent / reruns * 1000:.0f} ms of CPU, so a core that is {BUSY:.0%} busy makes "
            f"{BUSY * reruns / spent:.0f} choices a second: {BUSY * reruns / spent * pause:.0f} such readers. "
            f"Memory: {empty:.0f} MB with everything kept, {server.memory_mb():.0f} MB at the end."
        )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else PAUSE)
