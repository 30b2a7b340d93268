"""``python -m bench.against BEFORE.json AFTER.json``: what became slower or faster between two runs of ``make bench``; 1 when slower.

Held against each other are the ratios to the empty app of the same run, so that another machine or a busy hour counts for
little. A difference counts when it is more than a quarter, and the quartiles of the two do not overlap.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.run import Line, Run, Spread

#: How much slower counts: less is what two runs of the same code differ.
COUNTS = 1.25
#: Milliseconds of CPU and kilobytes below which a difference is none.
LITTLE_CPU, LITTLE_KB = 5.0, 2.0


def against(before: Run, after: Run) -> tuple[list[str], list[str]]:
    """What became slower, and what faster, in words. Only what both runs measured."""
    slower: list[str] = []
    faster: list[str] = []
    own_before, own_after = before.lines[0], after.lines[0]
    then = {(line.page, line.change): line for line in before.lines[1:]}
    for line in after.lines[1:]:
        old = then.get((line.page, line.change))
        if old is None:
            continue
        name = f"{line.page} ({line.change})"
        for what, was, now in (
            ("first picture", _ratio(old.first, own_before.first), _ratio(line.first, own_after.first)),
            ("change", _ratio(old.changed, own_before.changed), _ratio(line.changed, own_after.changed)),
        ):
            compared = f"{name}: {what} {was.text()} x empty -> {now.text()}"
            if now.median > was.median * COUNTS and now.low > was.high:
                slower.append(compared)
            elif was.median > now.median * COUNTS and was.low > now.high:
                faster.append(compared)
        slower += _more(name, old, line)
    return slower, faster


def _ratio(of: Spread, to: Spread) -> Spread:
    return Spread(of.median / to.median, of.low / to.median, of.high / to.median)


def _more(name: str, old: Line, line: Line) -> list[str]:
    """What costs more on the line or in the server."""
    slower = []
    if line.kilobytes.median > max(old.kilobytes.median * COUNTS, old.kilobytes.median + LITTLE_KB):
        slower.append(f"{name}: {old.kilobytes.median:.1f} kB a change -> {line.kilobytes.median:.1f}")
    if line.cpu > max(old.cpu * COUNTS, old.cpu + LITTLE_CPU):
        slower.append(f"{name}: {old.cpu:.0f} ms of CPU a change -> {line.cpu:.0f}")
    return slower


def main(before: Path, after: Path) -> int:
    """Print both lists; 1 when something became slower."""
    runs = Run.read(before), Run.read(after)
    slower, faster = against(*runs)
    print(f"{runs[0].commit} -> {runs[1].commit}: {len(slower)} slower or more, {len(faster)} faster")
    for line in slower:
        print(f"  slower: {line}")
    for line in faster:
        print(f"  faster: {line}")
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
