"""What a person sees: bars on a terminal, plain lines without, and a table at the end."""

from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from loaders.refreshing.changes import Counted
from loaders.refreshing.outcome import Outcome
from loaders.refreshing.screen import Screen, console, summary
from monitor.catalogue import Source
from monitor.freshness import Freshness
from tests.refresh.conftest import SOURCE, live, terminal


def outcome(id: str, **more: object) -> Outcome:
    source = Source(id=id, title="T", **{"live": live("1"), **SOURCE})  # type: ignore[arg-type]
    return Outcome(source, **more)  # type: ignore[arg-type]


def written(out: Console) -> str:
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_a_terminal_gets_bars_with_the_rows_so_far() -> None:
    out = terminal()
    with Screen(out, 1) as screen:
        progress = screen.begin("RIVM [x]")
        progress(138_728)
        screen.checking("RIVM [x]")
        screen._bars.refresh()
        screen.end(outcome("RIVM [x]"))
    assert "controleren" in written(out)
    assert "[1/1] RIVM [x]: opgehaald en gecontroleerd" in written(out)


def test_a_log_gets_plain_lines() -> None:
    out = Console(file=io.StringIO(), width=40)
    failed = outcome("RIVM")
    failed.fail("50090NED: " + "lang " * 40)
    with Screen(out, 2) as screen:
        screen.begin("RIVM")(12)
        screen.end(failed)
    assert written(out) == "[1/2] RIVM: mislukt\n"
    summary(out, [failed], {})
    assert "RIVM: 50090NED: " + "lang " * 40 in written(out)
    assert "\x1b" not in written(out)


def test_the_table_says_what_became_of_each() -> None:
    out = Console(file=io.StringIO(), width=140)
    new = outcome("NIEUW", first=True, counted=Counted(new=1342), table="1", published=date(2026, 6, 3))
    same, failed = outcome("GELIJK"), outcome("MIS")
    revised = outcome("HERZIEN", counted=Counted(new=3, revised=2, gone=1))
    failed.fail("stuk")
    known = {"MIS": Freshness(fetched=date(2026, 3, 1), table="7", published=date(2026, 2, 1))}
    summary(out, [new, revised, same, failed], known)
    said = " ".join(written(out).split())
    assert "NIEUW │ 1 │ 03-06-2026 │ nieuw │ 1.342 nieuw" in said
    assert "gewijzigd │ 3 nieuw, 2 herzien, 1 vervallen" in said
    assert "GELIJK │ │ │ ongewijzigd" in said
    assert "MIS │ 7 │ 01-02-2026 │ mislukt │ wat op 1 maart 2026 is opgehaald, blijft staan" in said
    assert "MIS: stuk" in said


def test_without_a_terminal_the_table_is_wide_enough() -> None:
    assert console().width >= 80
