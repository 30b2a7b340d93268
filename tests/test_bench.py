"""What `make bench` says: when the picture had changed, and what became slower since another run."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.against import against, main
from bench.film import Frame, differ, settled
from bench.growth import AFTER, AREAS, add, drawn
from bench.reports import Row, Taken, asked, peak, rss
from bench.run import Line, Run, Spread
from bench.server import Server
from monitor import manifest, snapshot
from monitor.catalogue import DATA


def picture(*bright: int) -> np.ndarray:
    """A dark picture with bright blocks at these places."""
    made = np.zeros((40, 200, 3), dtype=np.uint8)
    for place in bright:
        made[10:20, place * 10 : place * 10 + 8] = 200
    return made


def film(*frames: tuple[float, np.ndarray]) -> list[Frame]:
    return [Frame(at, shown) for at, shown in frames]


def test_the_moment_from_which_nothing_differs_any_more() -> None:
    shown = film((0.5, picture(1)), (1.1, picture(1, 2)), (1.4, picture(2, 3)), (1.8, picture(2, 3)))
    assert settled(shown, 1.0) == pytest.approx(0.4)


def test_what_changes_and_changes_back_is_seen() -> None:
    shown = film((0.5, picture(1)), (1.2, picture()), (1.5, picture(1)))
    assert settled(shown, 1.0) == pytest.approx(0.5)


def test_a_picture_that_stays_did_not_change() -> None:
    assert settled(film((0.5, picture(1)), (1.2, picture(1))), 1.0) == 0
    assert settled(film((0.5, picture(1))), 1.0) == 0


def test_a_page_that_was_not_there_before() -> None:
    assert settled(film((1.3, picture()), (1.6, picture(1)), (1.9, picture(1))), 1.0) == pytest.approx(0.6)


def test_noise_is_no_difference_and_a_letter_is() -> None:
    plain = picture(1)
    noise = plain + np.random.default_rng(1).integers(0, 30, plain.shape, dtype=np.uint8)
    letter = plain.copy()
    letter[30:35, 100:104] = 120
    assert not differ(plain, noise)
    assert differ(plain, letter)
    assert differ(plain, plain[:20])


def run(
    *, changed: float = 0.4, low: float = 0.38, high: float = 0.42, kilobytes: float = 8, cpu: float = 25
) -> Run:
    same = Spread(1.0, 0.9, 1.1)
    empty = Line("leeg", "keuze", same, Spread(0.1, 0.09, 0.11), Spread(0.7, 0.7, 0.7), 5)
    kaart = Line("Kaart", "jaar", same, Spread(changed, low, high), Spread(kilobytes, 8, 8), cpu)
    return Run("abc", [empty, kaart], 1.0, [])


def test_a_run_is_written_and_read(tmp_path: Path) -> None:
    run().write(tmp_path / "new" / "run.json")
    assert Run.read(tmp_path / "new" / "run.json") == run()


def test_what_became_slower(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert against(run(), run()) == ([], [])
    slower, faster = against(run(), run(changed=0.6, low=0.55, high=0.65))
    assert (slower, faster) == (["Kaart (jaar): change 4.00 (3.80-4.20) x empty -> 6.00 (5.50-6.50)"], [])
    assert against(run(changed=0.6, low=0.55, high=0.65), run())[1] != []
    # A wide spread proves nothing, and neither does a little more.
    assert against(run(), run(changed=0.6, low=0.41, high=0.9)) == ([], [])
    assert against(run(), run(changed=0.45, low=0.44, high=0.46)) == ([], [])
    assert against(run(), run(kilobytes=12))[0] == ["Kaart (jaar): 8.0 kB a change -> 12.0"]
    assert against(run(), run(cpu=40))[0] == ["Kaart (jaar): 25 ms of CPU a change -> 40"]
    run().write(tmp_path / "a.json")
    run(cpu=40).write(tmp_path / "b.json")
    assert (
        main(tmp_path / "a.json", tmp_path / "a.json"),
        main(tmp_path / "a.json", tmp_path / "b.json"),
    ) == (0, 1)
    assert "slower: Kaart (jaar)" in capsys.readouterr().out


def test_a_machine_that_is_twice_as_slow_is_no_slower_code() -> None:
    slow = run()
    lines = [
        replace(
            line,
            first=Spread(line.first.median * 2, line.first.low * 2, line.first.high * 2),
            changed=Spread(line.changed.median * 2, line.changed.low * 2, line.changed.high * 2),
        )
        for line in slow.lines
    ]
    assert against(run(), replace(slow, lines=lines)) == ([], [])


def test_reports_are_measured_in_every_form() -> None:
    kinds = [(what, form) for what, form, _ in asked()]
    assert len(kinds) == len(set(kinds)) == 5 * len({what for what, _ in kinds})
    told = Row("gemeente", "pdf", (Taken(1.0, 0.002, 50_000, 500), Taken(3.0, 0.004, 70_000, 700))).text()
    assert told.split() == ["gemeente", "pdf", "2", "2.00", "3.00", "3", "4", "60", "700"]


def test_the_most_memory_is_seen() -> None:
    before = rss(os.getpid())
    with peak(os.getpid()) as most:
        big = bytearray(64 * 1024 * 1024)
        big[::4096] = b"x" * len(big[::4096])
        after = rss(os.getpid())
    assert most[0] >= before > 0
    assert after > before + 32


def test_made_up_figures_lie_beside_those_of_the_snapshot(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA / "observations", tmp_path / "observations"))
    before = manifest.read(folder).rows
    add(folder, 2 * AREAS - 5)
    assert manifest.check(folder).rows == before + 2 * AREAS
    rows = snapshot.read(folder)
    made_up = rows[rows["region"].str.startswith("WK99")]
    assert ("overgewicht", "18+") in set(zip(made_up["indicator"], made_up["population"], strict=True))
    assert set(made_up["year"]) == {2024}


def test_growth_is_drawn_with_and_without_pages() -> None:
    cost = {"rows": 2e5, "start": 1.5, "started": 380.0, "peak": 450.0}
    assert "server after five views" not in drawn([[cost, cost]])
    assert "server after five views" in drawn([[cost, cost | {AFTER: 540.0}]])


def test_of_the_memory_of_a_server_a_part_is_its_own() -> None:
    here = Server("", os.getpid())
    assert 0 < here.memory_mb("RssAnon") < here.memory_mb()
    with pytest.raises(RuntimeError, match="Nothing"):
        here.memory_mb("Nothing")
