"""The whole way over real HTTP: from an empty folder, through the stand-in of CBS and RIVM, into a snapshot."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from loaders import refresh
from monitor import columnar, freshness, snapshot
from monitor.catalogue import load
from monitor.observations import KEY
from tests.refresh.conftest import INDICATOR, SOURCE
from tests.sweep import EXHAUSTIVE
from tests.upstream.conftest import IMPATIENT, client
from tests.upstream.standin import Fault, Standin, Table
from tests.upstream.standin.recorded import cbs_70072ned, everything
from tests.upstream.test_faults import LASTING, SLOW

RIVM = {"protocol": "odata3", "host": "derden"}
RONDKOMEN = "MoeiteMetRondkomen"


def catalogue(data: Path) -> None:
    sources = {
        "RIVM-50090NED": {**SOURCE, "title": "G", "status": "modelschatting",
                          "live": {**RIVM, "table": "50090NED", "regions": ["NL", "GM", "WK"]}},
        "RIVM-50140NED": {**SOURCE, "title": "J", "options": {"year": "2024", "population": "16-25"},
                          "live": {**RIVM, "table": "50140NED", "regions": ["NL", "GM", "GG0706"]}},
        "RIVM-50150NED": {**SOURCE, "title": "N", "status": "modelschatting",
                          "live": {**RIVM, "table": "50150NED", "filters": {"Leeftijd": "20300"}}},
        "CBS-70072ned": {**SOURCE, "title": "K",
                         "live": {"protocol": "odata4", "host": "datasets", "table": "70072ned",
                                  "measures": {"inwoners": "Bevolkingssamenstelling op 1 januari/Totale bevolking"}}},
    }  # fmt: skip
    datasets = [
        {"source": "RIVM-50090NED", "measure": RONDKOMEN},
        {"source": "RIVM-50140NED", "measure": RONDKOMEN, "population": "16-25"},
        {"source": "RIVM-50150NED", "measure": RONDKOMEN},
    ]
    indicators = [
        {**INDICATOR, "id": "moeite_rondkomen", "title": "Moeite met rondkomen", "short_title": "Rondkomen",
         "unit": "procent", "populations": ["18+", "65+", "16-25"], "base": "inwoners", "quantity": "aandeel", "datasets": datasets},
        {**INDICATOR, "id": "vrijwilligerswerk", "title": "Vrijwilligerswerk", "short_title": "Vrijwilligers",
         "unit": "procent", "populations": ["18+", "65+"], "base": "inwoners", "quantity": "aandeel",
         "datasets": [{"source": "RIVM-50090NED", "measure": "Vrijwilligerswerk"}]},
        {**INDICATOR, "id": "bevolking", "title": "Inwoners", "short_title": "Inwoners", "unit": "personen",
         "decimals": 0, "populations": ["personen"], "base": "inwoners", "quantity": "aantal",
         "datasets": [{"source": "CBS-70072ned", "measure": "inwoners", "population": "personen"}]},
    ]  # fmt: skip
    folder = data / "catalogue"
    (folder / "themes").mkdir(parents=True)
    theme = {"id": "t", "title": "T", "intro": "I.", "order": 1}
    (folder / "themes" / "t.yaml").write_text(yaml.safe_dump({"theme": theme, "indicators": indicators}))
    (folder / "sources.yaml").write_text(yaml.safe_dump(sources))
    (folder / "bases.yaml").write_text("inwoners: {name: inwoners, size: [[bevolking/personen]]}\n")
    (folder / "single_figures.yaml").write_text("figures: []\n")
    load.cache_clear()


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    catalogue(tmp_path / "data")
    yield tmp_path / "data"
    load.cache_clear()


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with Standin(everything(), page3=7, page4=10) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield server


def run(data: Path, *arguments: str, **options: Any) -> int:
    return refresh.main(["--data", str(data), *arguments], http=lambda: client(**options))


def figures(data: Path) -> pd.DataFrame:
    """The published figures by key."""
    frame = snapshot.read(data / "observations")
    return frame[frame["origin"] != "berekend"].set_index(KEY).sort_index()


def test_from_an_empty_folder(standin: Standin, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data) == 0
    found = figures(data)
    assert found.loc[("moeite_rondkomen", "18+", "GM0114", 2016), "value"] == 21.0
    assert found.loc[("moeite_rondkomen", "18+", "NL00", 2016), "value"] == 19.2
    newest = found.loc[("moeite_rondkomen", "18+", "GM0114", 2024)]
    assert (newest["value"], newest["lower"], newest["upper"], newest["source"]) == (
        15.1,
        14.2,
        16.0,
        "RIVM-50150NED",
    )
    assert found.loc[("moeite_rondkomen", "16-25", "PV22", 2024), "value"] == 26.1
    people = found.loc[("bevolking", "personen", "GM0114", 2023)]
    assert (people["value"], people["status"]) == (108_765, "definitief")
    assert found.loc[("bevolking", "personen", "GM0014", 2025), "status"] == "voorlopig"
    assert ("bevolking", "personen", "GM0003", 2021) not in found.index
    said = capsys.readouterr().out
    assert "4 bronnen: 4 met andere cijfers" in said
    assert "50150NED" in said
    assert run(data) == 0
    assert "4 ongewijzigd" in capsys.readouterr().out


def test_asked_with_a_cache_it_says_the_same(standin: Standin, data: Path) -> None:
    cache = data / ".refresh" / "cache"
    assert run(data, cache=cache) == 0
    first = figures(data)
    assert run(data, cache=cache) == 0
    pd.testing.assert_frame_equal(figures(data), first)


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, pd.DataFrame]]:
    """A folder where the three tables of RIVM came in before, and its figures: the truth."""
    folder = tmp_path_factory.mktemp("earlier") / "data"
    catalogue(folder)
    with Standin(everything()) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_UPSTREAM", server.url)
        assert run(folder, "--only", "RIVM-50090NED", "RIVM-50140NED", "RIVM-50150NED") == 0
    yield folder, figures(folder)
    load.cache_clear()


#: Through the whole refresh in `make test`: what is cut, wrong, empty, silent, changed and gone. Each fault has its own
#: test against the fetch alone in test_faults.
SIX = (
    Fault.PAGE_CUT,
    Fault.TRUNCATED_JSON,
    Fault.EMPTY_TABLE,
    Fault.UNAVAILABLE,
    Fault.REPUBLISHED,
    Fault.NOT_FOUND,
)
FAULTS = [fault if fault in SIX else pytest.param(fault, marks=EXHAUSTIVE) for fault in Fault]


#: The upstream table as it stands is the truth: with a fault on, a figure is that one, or it is not there.
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_with_every_fault_no_figure_is_lost_or_wrong(
    fault: Fault,
    standin: Standin,
    earlier: tuple[Path, pd.DataFrame],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data, truth = tmp_path / "data", earlier[1]
    shutil.copytree(earlier[0], data)
    standin.fail("50090NED", fault)
    waits: dict[str, Any] = {"attempts": 2, **(IMPATIENT if fault in SLOW else {})}
    code = run(data, **waits)
    assert code in (0, 1)
    after = figures(data)
    # Nothing of the broken table changed, and the other tables came in all the same.
    pd.testing.assert_frame_equal(after[after["source"] != "CBS-70072ned"], truth)
    assert (after["source"] == "CBS-70072ned").any()
    said = capsys.readouterr().out
    if code:
        assert "Wat te doen" in said or "niet overgenomen" in said
        assert "blijft staan" in said
    # From an empty folder there is nothing to fall back on, and still nothing wrong comes in.
    empty = data.parent / "empty"
    catalogue(empty)
    assert run(empty, **waits) in (0, 1)
    there = figures(empty)
    there = there[there["source"].str.startswith("RIVM") & there["value"].notna()]
    pd.testing.assert_frame_equal(there, truth.loc[there.index])
    standin.heal()
    assert run(empty) == 0
    healed = figures(empty)
    pd.testing.assert_frame_equal(healed[healed["source"] != "CBS-70072ned"], truth)


#: What each fault on the figures of a version 4 table leads to; '' where the true figures come in all the same.
V4_SAYS = {case.fault: case.says for case in LASTING if not case.where and case.only != "v3"} | {
    Fault.CODES_EMPTY: "de codelijst van 'RegioS' is leeg",
    Fault.CODES_TWICE: "dubbele codes",
    Fault.COLUMN_GONE: "de kolom 'Value' ontbreekt",
    Fault.COUNT_DIFFERS: "er kwamen 14 rijen en volgens de bron zijn het er 15",
    Fault.DOT_FOR_FIGURE: "iets anders dan verwacht",
    Fault.NOT_FOUND: "deze tabel bestaat niet .meer. bij datasets.cbs.nl",
    Fault.PAGES_OVERLAP: "dubbel",
    Fault.TOO_MANY_REQUESTS: r"te veel vragen \(429\)",
    Fault.UNKNOWN_CODE: "de code 'GM9999' in 'RegioS' staat niet in de codelijst",
    Fault.REPUBLISHED: "",
    Fault.WITHOUT_COUNT: "",
}
#: Where it strikes, other than in the figures.
V4_WHERE = {
    Fault.CODES_EMPTY: "/RegioSCodes",
    Fault.CODES_TWICE: "/RegioSCodes",
    Fault.COUNT_DIFFERS: r"/Observations/\$count",
    Fault.NOT_FOUND: "/Properties",
    Fault.PAGES_OVERLAP: r"/Observations.*skip=10$",
    Fault.REPUBLISHED: "/Properties",
    Fault.WITHOUT_COUNT: "/Properties",
}
V4_SOURCE = "CBS-70072ned"


@pytest.fixture(scope="module")
def earlier4(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, pd.DataFrame]]:
    """A folder where the table of version 4 came in before, and its figures: the truth."""
    folder = tmp_path_factory.mktemp("earlier4") / "data"
    catalogue(folder)
    with Standin([cbs_70072ned()]) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_UPSTREAM", server.url)
        assert run(folder, "--only", V4_SOURCE) == 0
    yield folder, figures(folder)
    load.cache_clear()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_over_version_4_too(
    fault: Fault,
    standin: Standin,
    earlier4: tuple[Path, pd.DataFrame],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing lost, nothing wrong, the other table in, and the cause said on screen and kept with the source."""
    says, truth = V4_SAYS[fault], earlier4[1]
    data, empty = tmp_path / "data", tmp_path / "empty"
    shutil.copytree(earlier4[0], data)
    catalogue(empty)
    before = freshness.read(data)[V4_SOURCE]
    only = ("--only", V4_SOURCE, "RIVM-50150NED")
    waits: dict[str, Any] = {"attempts": 2, **(IMPATIENT if fault in SLOW else {})}
    standin.fail(f"70072ned{V4_WHERE.get(fault, '/Observations[?]')}", fault)
    for folder in (data, empty):
        assert run(folder, *only, **waits) == (1 if says else 0)
        said = capsys.readouterr().out
        found, known = figures(folder), freshness.read(folder)
        assert (found["source"] == "RIVM-50150NED").any()
        assert known["RIVM-50150NED"].error is None
        mine = found[found["source"] == V4_SOURCE]
        if folder == data or not says:
            pd.testing.assert_frame_equal(mine, truth)
        else:
            assert mine.empty
        if says:
            error = known[V4_SOURCE].error or ""
            assert re.search(says.replace("3 keer", "2 keer"), error)
            assert f"{V4_SOURCE}: {error}" in said
            assert re.search(rf"{V4_SOURCE} .* mislukt .*(blijft staan|nog geen cijfers)", said)
            assert known[V4_SOURCE].fetched == (before.fetched if folder == data else None)
        else:
            assert known[V4_SOURCE].error is None
            assert known[V4_SOURCE].published


def test_over_version_4_it_recovers(standin: Standin, data: Path) -> None:
    standin.fail("70072ned/Observations", Fault.HTML_PAGE)
    assert run(data, "--only", V4_SOURCE, attempts=2) == 2
    standin.heal()
    assert run(data, "--only", V4_SOURCE) == 0
    assert freshness.read(data)[V4_SOURCE].error is None
    assert figures(data).loc[("bevolking", "personen", "GM0114", 2023), "value"] == 108_765


def test_every_fault_has_its_outcome_over_version_4() -> None:
    assert set(V4_SAYS) == set(Fault)
    assert {fault for fault, says in V4_SAYS.items() if not says} == {Fault.REPUBLISHED, Fault.WITHOUT_COUNT}


def test_a_fault_everywhere_leaves_everything(
    standin: Standin, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(data)
    before = {file.name: file.read_bytes() for file in (data / "observations").iterdir()}
    standin.fail(".", Fault.UNAVAILABLE)
    assert run(data) == 2
    assert {file.name: file.read_bytes() for file in (data / "observations").iterdir()} == before
    # Said once, of all four.
    (line,) = (one for one in capsys.readouterr().out.splitlines() if "even niet beschikbaar (503)" in one)
    assert line.startswith("CBS-70072ned, RIVM-50090NED, RIVM-50140NED, RIVM-50150NED: ")


def test_a_revision_upstream_comes_in(standin: Standin, data: Path) -> None:
    run(data)
    newer = cbs_70072ned(modified="2026-12-01T02:00:00")
    column = next(iter(newer.cells))
    newer.cells[column] = newer.cells[column] + 1
    standin.tables = [newer if table.id == "70072ned" else table for table in standin.tables]
    assert run(data) == 0
    assert figures(data).loc[("bevolking", "personen", "GM0114", 2023), "value"] == 108_766
    log = (data / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Inwoners: 14 herziene waarden." in log.split("##")[1]


#: For each line it reads, a child that refreshes until it is done or killed.
REFRESHERS = """
import os, sys
from loaders import refresh
from tests.upstream.conftest import client
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        sys.stdout = open(os.devnull, "w")
        os._exit(refresh.main(["--data", sys.argv[1]], http=client))
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def raised(by: int) -> Table:
    """The table of inhabitants in another edition: every figure a little higher."""
    table = cbs_70072ned(modified=f"2026-12-01T02:00:{by:02}")
    column = next(iter(table.cells))
    table.cells[column] = table.cells[column] + by
    return table


@EXHAUSTIVE
def test_a_refresh_killed_at_any_moment(standin: Standin, data: Path) -> None:
    assert run(data) == 0
    first = figures(data).loc["bevolking"]["value"]
    others = figures(data).drop(index="bevolking", level=0)
    process = subprocess.Popen(
        [sys.executable, "-c", REFRESHERS, str(data)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    dice = random.Random(7)
    editions = {0}
    try:
        for edition in range(1, 16):
            standin.tables = [raised(edition) if t.id == "70072ned" else t for t in standin.tables]
            print("go", file=process.stdin)
            child = int(process.stdout.readline())
            time.sleep(dice.uniform(0.02, 0.7))
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            process.stdout.readline()
            found = figures(data)
            pd.testing.assert_frame_equal(found.drop(index="bevolking", level=0), others)
            (by,) = set(found.loc["bevolking"]["value"].dropna() - first.dropna())
            assert by in {*editions, float(edition)}
            editions = {int(by)}
            assert set(freshness.read(data)) == {
                "RIVM-50090NED",
                "RIVM-50140NED",
                "RIVM-50150NED",
                "CBS-70072ned",
            }
            assert (
                (data / "CHANGELOG.md")
                .read_text(encoding="utf-8")
                .startswith("# Wat er in de cijfers veranderde")
            )
    finally:
        process.stdin.close()
        process.wait()
    # No lock is left, and the next one finishes what there is to finish.
    assert run(data) == 0
    assert figures(data).loc[("bevolking", "personen", "GM0114", 2023), "value"] == 108_765 + 15
    # A change that was put in place is in the changelog, whether or not its refresh lived to tell.
    assert run(data, "--rollback") == 0
    beside = {".refresh", columnar.FOLDER}
    assert sorted(file.name for file in data.iterdir() if file.name not in beside) == [
        "CHANGELOG.md", "catalogue", "freshness.json", "freshness.json.previous", "observations",
        "observations.previous",
    ]  # fmt: skip


def test_ctrl_c_stops_at_once_and_changes_nothing(standin: Standin, data: Path) -> None:
    assert run(data) == 0
    before = figures(data)
    standin.fail(".", Fault.SILENCE)
    process = subprocess.Popen(
        [sys.executable, "-m", "loaders.refresh", "--data", str(data)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        # Tests that a shell started in the background ignore Ctrl-C, and so would this child.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    asked, patience = len(standin.seen), time.monotonic() + 60
    while len(standin.seen) == asked and time.monotonic() < patience:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    started = time.monotonic()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert time.monotonic() - started < 10
    assert "Afgebroken. De cijfers staan zoals ze stonden." in said
    pd.testing.assert_frame_equal(figures(data), before)
