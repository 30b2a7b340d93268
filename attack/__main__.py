"""``python -m attack``: see the package."""

from __future__ import annotations

import sys
from collections.abc import Callable

from attack import faults, greedy, kills, origins, requests, swaps
from attack.report import Report
from bench.server import ROOT, serve

ATTACKS: dict[str, Callable[[str, Report], None]] = {
    "origins": origins.run,
    "requests": requests.run,
    "faults": faults.run,
    "swaps": swaps.run,
    "kills": kills.run,
    "greedy": greedy.run,
}


def main(names: list[str]) -> int:
    """Run the named attacks, or all; 1 when something is not as it should be, 2 for an unknown name."""
    if unknown := [name for name in names if name not in ATTACKS]:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(ATTACKS)}", file=sys.stderr)
        return 2
    failed = 0
    for name in names or ATTACKS:
        report = Report(name)
        print(f"{name}:", flush=True)
        with serve(ROOT / "app.py") as server:
            ATTACKS[name](server.url, report)
        failed += len(report.failures)
    print(f"{failed} not as it should be" if failed else "everything as it should be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
