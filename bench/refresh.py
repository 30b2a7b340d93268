"""``python -m bench.refresh``: how fast and in how much memory a whole table is fetched.

The stand-in of tests/upstream serves RIVM's 50090NED (where its workbooks are beside the project) and a table of 5
million made-up figures, in a process of its own; every fetch runs in a fresh process, whose peak memory is its own.
``python -m bench.refresh 1000000`` takes another number of figures.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bench.server import ROOT

WORKBOOKS = ROOT.parent / "shared" / "sources" / "rivm-50090ned" / "raw"
FIGURES = 5_000_000
EVERY = ("NL", "PV", "GM", "WK")
#: Name, protocol, host, table, regions; () asks for the whole table.
CASES: dict[str, tuple[str, str, str, str, tuple[str, ...]]] = {
    "full3": ("50090NED, v3, whole table", "odata3", "derden", "50090NED", ()),
    "part3": ("50090NED, v3, NL, GM and wijken of Drenthe", "odata3", "derden", "50090NED", EVERY),
    "full4": ("50090NED as v4, whole table", "odata4", "datasets", "50090NED", ()),
    "large4": ("made-up figures, v4, all kept", "odata4", "datasets", "99999NED", ()),
}


@contextmanager
def standin(*arguments: str) -> Iterator[str]:
    """Start the stand-in and give its address."""
    command = [sys.executable, "-m", "tests.upstream.standin", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def peak_mb() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fetch_one(case: str, cache: Path) -> None:
    """Fetch one table in this process and print one line."""
    from loaders.upstream.fetch import fetch
    from loaders.upstream.http import Http
    from monitor.catalogue import Live, Source

    _, protocol, host, table, regions = CASES[case]
    live = Live.model_validate({"protocol": protocol, "host": host, "table": table, "regions": regions})
    source = Source(
        id=case, publisher="RIVM", title=case, edition="bench", licence="CC BY 4.0", accessed=date(2026, 11, 21),
        attribution="RIVM", method="modelschatting", series=case, live=live,
    )  # fmt: skip
    before = peak_mb()
    started, cpu = time.perf_counter(), time.process_time()
    with Http(cache) as http:
        got = fetch(source, _measures(http, protocol, table), http)
    seconds = time.perf_counter() - started
    print(
        f"  {'again, unchanged' if got.not_modified else 'first time':<18}{got.rows:>9} rows {seconds:7.1f} s "
        f"{got.rows / seconds:>9,.0f} rows/s  cpu {time.process_time() - cpu:6.1f} s  "
        f"peak {peak_mb():4.0f} MB (of which {before:.0f} MB before it began)  {len(got.frame):>8} rows kept",
        flush=True,
    )


def _measures(http: object, protocol: str, table: str) -> list[str]:
    """Every topic of the table that holds figures."""
    from loaders.upstream import hosts
    from loaders.upstream.http import Http

    assert isinstance(http, Http)
    if protocol == "odata4":
        content = http.json(hosts.odata4("datasets", f"CBS/{table}/MeasureCodes"))
        return [row["Identifier"] for row in content["value"]]
    content = http.json(hosts.odata3("derden", "ODataApi", f"{table}/DataProperties") + "?$format=json")
    return [row["Key"] for row in content["value"] if row["Type"] == "Topic"]


def main() -> None:
    """Measure every case, first with an empty cache and then with a full one."""
    if sys.argv[1:2] == ["--fetch"]:
        fetch_one(sys.argv[2], Path(sys.argv[3]))
        return
    figures = int(sys.argv[1]) if sys.argv[1:] else FIGURES
    there = WORKBOOKS.is_dir()
    for case, (name, *_) in CASES.items():
        if not there and case != "large4":
            print(f"{name}: the workbooks are not beside the project")
            continue
        arguments = ["--synthetic", str(figures)] if case == "large4" else ["--full"]
        with standin(*arguments) as url, tempfile.TemporaryDirectory() as cache:
            print(name, flush=True)
            for _ in range(2):
                command = [sys.executable, "-m", "bench.refresh", "--fetch", case, cache]
                subprocess.run(command, cwd=ROOT, env={**os.environ, "MONITOR_UPSTREAM": url}, check=True)
            size = sum(file.stat().st_size for file in Path(cache).iterdir()) / 1e6
            print(f"  the cache takes {size:.0f} MB")


if __name__ == "__main__":
    main()
