"""What more figures cost: ``python -m bench.growth [MILLIONS ...]`` on made-up rows, in a copy that is gone afterwards.

The rows have the shape of RIVM's table of all wijken and buurten (50090NED): figures of some 17,000 areas beside those of the
snapshot, for more groups and years as there must be more. They are no figures, and nothing of them is kept.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import altair as alt
import numpy as np
import pyarrow as pa
import pyarrow.csv
import vl_convert

from bench.place import copy
from bench.server import serve
from bench.session import session
from monitor import columnar, manifest
from monitor.catalogue import load
from monitor.store import ADDRESS

AREAS = 16_000
#: A process of its own: what it prints is what it cost.
_COST = """
import json, resource, time
def now(): return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
before = time.process_time()
from compare.edition import edition
whole = edition()
cost = {"rows": whole.store.manifest.rows, "start": time.process_time() - before, "started": now()}
asked = time.perf_counter()
whole.figures[("overgewicht", "18+")].within("wijk")
cost |= {"wijken": time.perf_counter() - asked}
cost |= {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6}
print("COST" + json.dumps(cost))
"""
#: What a server has once the views were opened, in MB.
AFTER = "MB after views"
#: What a reader opens: the name of what it costs -> page and choices.
VIEWS = {
    "overzicht": ("", ""),
    "kaart": ("kaart", ""),
    "wijken on the kaart": ("kaart", "gebied=wijken&indicator=overgewicht"),
    "mijn gemeente": ("mijn-gemeente", "gemeente=emmen"),
    "vergelijk": ("vergelijk", ""),
}


def main(arguments: list[str] | None = None) -> int:
    """Print a line per size. Nothing is written beside the copy."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("millions", nargs="*", type=float, default=[0, 1, 5])
    parser.add_argument("--pages", action="store_true", help="open pages of a server too")
    parser.add_argument(
        "--database",
        metavar="postgres://...",
        help="publish them there, and read them from there; it is not cleaned",
    )
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw what they cost")
    given = parser.parse_args(arguments)
    costs = [measure(millions, pages=given.pages, database=given.database) for millions in given.millions]
    if given.svg:
        given.svg.write_text(drawn(costs), encoding="utf-8")
    return 0


def measure(millions: float, *, pages: bool, database: str | None = None) -> list[dict[str, float]]:
    """The costs of the first start, which makes the fast form, and of the next; seconds and MB. ``millions``: of rows that
    come on top of the snapshot. ``database``: both starts read PostgreSQL."""
    with copy() as place:
        add(place / "data" / "observations", round(millions * 1e6))
        if database:
            began = time.perf_counter()
            subprocess.run([sys.executable, "-m", "loaders.publish", database], cwd=place, check=True)
            print(f"published in {time.perf_counter() - began:.0f} s", flush=True)
        where = {ADDRESS: database} if database else {}
        # Files of this very moment are not remembered as seen: nobody starts so soon after a refresh.
        time.sleep(columnar.SETTLED / 1e9)
        made = [_started(place, where), _started(place, where)]
        if pages:
            made[1] |= _read(place, where)
        size = sum(file.stat().st_size for file in (place / "data" / "observations.columnar").iterdir()) / 1e6
    for at, cost in zip(("first start", "next start"), made, strict=True):
        numbers = "  ".join(f"{name} {value:,.2f}" for name, value in cost.items() if name != "rows")
        print(f"{cost['rows'] / 1e6:6.1f} million  {at:<12} {numbers}  file {size:.1f} MB", flush=True)
    return made


def drawn(costs: list[list[dict[str, float]]]) -> str:
    """CPU and memory by the number of figures, as SVG. ``costs``: those of :func:`measure` per size."""
    lines = [
        (cost["rows"] / 1e6, unit, what, value)
        for first, later in costs
        for cost, unit, what, value in (
            (first, "seconds of CPU", "first start", first["start"]),
            (later, "seconds of CPU", "next start", later["start"]),
            (first, "MB", "first start", first["peak"]),
            (later, "MB", "next start", later["started"]),
            (later, "MB", "server after five views", later.get(AFTER)),
        )
        if value is not None
    ]
    names = ("million figures", "unit", "what", "value")
    chart = (
        alt.Chart(alt.Data(values=[dict(zip(names, line, strict=True)) for line in lines]))
        .mark_line(point=True)
        .encode(alt.X("million figures:Q"), alt.Y("value:Q", title=None), alt.Color("what:N", title=None))
        .properties(width=320, height=200)
        .facet(alt.Facet("unit:N", title=""))
        .resolve_scale(y="independent")
    )
    svg: str = vl_convert.vegalite_to_svg(chart.to_dict())
    return svg


def add(folder: Path, rows: int) -> None:
    """Put made-up rows of areas that do not exist into a snapshot, and approve them."""
    pairs = [
        (folder / f"{id}.csv", group)
        for id, one in load().indicators.items()
        for group in one.populations
        if one.datasets and (folder / f"{id}.csv").exists()
    ]
    pairs.sort(key=lambda pair: (pair[0].stem, pair[1]) != ("overgewicht", "18+"))
    chance, batches = np.random.default_rng(1), -(-rows // AREAS)
    for number, (file, group) in enumerate(pairs):
        years = batches // len(pairs) + (number < batches % len(pairs))
        header, first = file.read_text(encoding="utf-8").splitlines()[:2]
        table = _made_up(group, years, first.rpartition(",")[2], chance)
        assert header.split(",") == table.column_names
        with file.open("ab") as out:
            pa.csv.write_csv(table, out, pa.csv.WriteOptions(include_header=False, quoting_style="needed"))
    manifest.write(folder)


def _made_up(group: str, years: int, source: str, chance: np.random.Generator) -> pa.Table:
    """The rows of a group for all areas in so many years, as in a file of the snapshot: by area, then year."""
    count = AREAS * years
    return pa.table(
        {
            "population": pa.repeat(group, count),
            "region": np.repeat([f"WK{990_000 + number:06d}" for number in range(AREAS)], years),
            "year": np.tile(np.arange(2025 - years, 2025), AREAS),
            "value": chance.uniform(5, 60, count).round(1),
            **{name: pa.nulls(count, pa.string()) for name in ("lower", "upper")},
            "status": pa.repeat("definitief", count),
            **{name: pa.nulls(count, pa.string()) for name in ("missing", "origin", "coverage")},
            "source": pa.repeat(source, count),
        }
    )


def _started(place: Path, where: Mapping[str, str]) -> dict[str, float]:
    """What a process costs that lays out an edition; seconds of CPU and MB."""
    ran = subprocess.run(
        [sys.executable, "-c", _COST],
        cwd=place,
        env={**os.environ, **where},
        capture_output=True,
        text=True,
        check=False,
    )
    line = next((line for line in ran.stdout.splitlines() if line.startswith("COST")), None)
    if line is None:
        raise RuntimeError(ran.stderr[-2000:])
    costs: dict[str, float] = json.loads(line.removeprefix("COST"))
    return costs


def _read(place: Path, where: Mapping[str, str]) -> dict[str, float]:
    """What a server costs of which the views are opened, each twice: seconds of CPU before the first reader, seconds of the
    first time per view, and MB afterwards. Errors: RuntimeError naming a view that shows an error."""
    with serve(place / "app.py", folder=place, environment=where, timeout=300) as server:
        costs = {"server": server.cpu_seconds(), "MB of server": server.memory_mb()}
        for again in (False, True):
            seconds = asyncio.run(_open_views(server.url))
            costs |= {f"{name} again" if again else name: took for name, took in seconds.items()}
        return costs | {AFTER: server.memory_mb(), "MB of its own": server.memory_mb("RssAnon")}


async def _open_views(url: str) -> dict[str, float]:
    seconds = {}
    async with session(url) as reader:
        for name, (page, query) in VIEWS.items():
            asked = time.perf_counter()
            if not await reader.show(page, query):
                raise RuntimeError(f"{name} shows an error")
            seconds[name] = time.perf_counter() - asked
    return seconds


if __name__ == "__main__":
    raise SystemExit(main())
