"""A monitor that reads PostgreSQL: new editions, failing ones, and a database that goes away."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from bench.server import ROOT
from compare.condition import condition
from compare.edition import edition
from loaders import publish
from monitor import manifest, snapshot, store
from monitor import postgres as reading
from monitor.catalogue import DATA
from monitor.embedded import EmbeddedStore
from monitor.engine import Store
from monitor.errors import NoFiguresError
from monitor.observations import CONTRACT
from opendata.routes import open_data
from tests.postgres.conftest import Reading
from tests.postgres.server import PASSWORD, Postgres, postgres
from tests.sweep import EXHAUSTIVE
from ui.parts import failure, notice

FEW = ("bevolking", "moeite_rondkomen", "overgewicht", "roken")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a few of the figures, in a form that a test may change."""
    (tmp_path / "observations").mkdir()
    for name in FEW:
        shutil.copy(DATA / "observations" / f"{name}.csv", tmp_path / "observations")
    manifest.write(tmp_path / "observations")
    (tmp_path / "catalogue").symlink_to(DATA / "catalogue")
    (tmp_path / "regions.csv").symlink_to(DATA / "regions.csv")
    return tmp_path


@pytest.fixture
def emptied(server: Postgres) -> Postgres:
    """The server without any edition."""
    server.run(
        "DROP SCHEMA sociale_monitor CASCADE; CREATE SCHEMA sociale_monitor AUTHORIZATION monitor_writer"
    )
    server.run(
        "GRANT USAGE ON SCHEMA sociale_monitor TO monitor_reader; ALTER DEFAULT PRIVILEGES FOR ROLE monitor_writer"
        " IN SCHEMA sociale_monitor GRANT SELECT ON TABLES TO monitor_reader"
    )
    return server


def change(data: Path, value: float) -> None:
    """Other figures in the folder: Emmen's of moeite_rondkomen in 2020."""
    rows = snapshot.read(data / "observations")
    here = (rows["indicator"] == "moeite_rondkomen") & (rows["region"] == "GM0114") & (rows["year"] == 2020)
    snapshot.write(rows.assign(value=rows["value"].mask(here, value)), data / "observations")


def figure() -> float:
    rows = store.store().observations("moeite_rondkomen", populations="18+", regions=["GM0114"], years=[2020])
    return float(rows["value"].item())


@EXHAUSTIVE
def test_a_new_edition_is_seen_and_an_old_one_goes(emptied: Postgres, data: Path, read_from: Reading) -> None:
    assert publish.publish(data, emptied.writer) == (1, True)
    assert publish.publish(data, emptied.writer) == (1, False)
    with read_from(emptied.reader):
        assert figure() == 12.5
        for number in range(2, 6):
            change(data, number + 0.1)
            assert publish.publish(data, emptied.writer) == (number, True)
            wait_for(str(number))
            assert figure() == number + 0.1
    assert emptied.run("SELECT id FROM sociale_monitor.editions ORDER BY id") == [(3,), (4,), (5,)]
    tables = emptied.run("SELECT tablename FROM pg_tables WHERE schemaname = 'sociale_monitor' ORDER BY 1")
    kinds = [f"{kind}_{n}" for kind in ("availability", "observations", "regions") for n in (3, 4, 5)]
    assert sorted(name for (name,) in tables) == sorted(["editions", *kinds])


def wait_for(version: str) -> None:
    """Until the monitor noticed: it is looked up beside what readers do."""
    for thread in _looking():
        thread.join()
    store.state()
    for thread in _looking():
        thread.join()
    assert store.state().store.version == version


def _looking() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if "_look" in thread.name]


@pytest.mark.parametrize("stage", ["while rows go in", "before it is confirmed"])
def test_one_that_is_broken_off_leaves_the_edition_before(
    emptied: Postgres, data: Path, read_from: Reading, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], stage: str,
) -> None:  # fmt: skip
    publish.publish(data, emptied.writer)
    change(data, 99.9)

    def killed(*_: Any) -> None:
        emptied.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'monitor_writer'")

    real = EmbeddedStore.table
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_PORTION", 1)
        if stage == "while rows go in":
            patch.setattr(
                EmbeddedStore, "table", lambda self, id: (id == ["roken"] and killed()) or real(self, id)
            )
        else:
            put = publish._put
            patch.setattr(publish, "_put", lambda *given: (put(*given), given[1][0] == "r" and killed())[0])
        assert publish.main([emptied.writer, "--data", str(data)]) == 2
    assert "wat er stond, staat er nog" in capsys.readouterr().err
    with read_from(emptied.reader):
        assert figure() == 12.5
    assert len(emptied.run("SELECT id FROM sociale_monitor.editions")) == 1
    assert publish.main([emptied.writer, "--data", str(data)]) == 0


def test_figures_that_are_not_those_of_their_manifest_do_not_go_in(
    emptied: Postgres, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data / "observations" / "roken.csv"
    file.write_bytes(file.read_bytes()[:-20])
    assert publish.main([emptied.writer, "--data", str(data)]) == 1
    assert "roken.csv is niet zoals het werd geschreven" in capsys.readouterr().err


def test_what_is_not_as_it_should_be_is_said_in_dutch_without_the_password(
    emptied: Postgres, data: Path, read_from: Reading, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    wrong = emptied.reader.replace(str(emptied.port), "1")
    for address, why in ((emptied.reader, reading.NOTHING_YET), (wrong, reading.AWAY)):
        with read_from(address):
            with pytest.raises(NoFiguresError, match=why[:40]):
                edition()
            found = condition()
            assert (found.figures, found.figures_in_use) == (why, False)
            page = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60).run()
            assert isinstance(page.exception[0].message, str)
    assert publish.main([wrong, "--data", str(data)]) == 2
    assert publish.main([emptied.reader, "--data", str(data)]) == 2
    assert "mag er niet schrijven" in capsys.readouterr().err
    assert publish.main(["mysql://geheim@ergens/x"]) == 4
    told = capsys.readouterr()
    assert PASSWORD not in caplog.text + told.out + told.err
    publish.publish(data, emptied.writer)
    emptied.run(
        "ALTER DEFAULT PRIVILEGES FOR ROLE monitor_writer IN SCHEMA sociale_monitor REVOKE SELECT ON TABLES FROM monitor_reader"
    )
    emptied.run("REVOKE SELECT ON ALL TABLES IN SCHEMA sociale_monitor FROM monitor_reader")
    with read_from(emptied.reader):
        assert condition().figures == reading.REFUSED


def test_a_reader_of_the_database_cannot_write(emptied: Postgres, data: Path) -> None:
    publish.publish(data, emptied.writer)
    with psycopg.connect(emptied.reader) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM sociale_monitor.editions")


def test_an_edition_of_another_contract_or_with_rows_gone_is_refused(
    emptied: Postgres, data: Path, read_from: Reading
) -> None:
    publish.publish(data, emptied.writer)
    change(data, 9.9)
    publish.publish(data, emptied.writer)
    emptied.run("UPDATE sociale_monitor.editions SET contract = 1 WHERE id = 2")
    with read_from(emptied.reader):
        state = store.state()
        assert (state.store.version, state.previous) == ("1", True)
        assert (
            state.refused == f"de cijfers in de database volgen datacontract 1, deze monitor leest {CONTRACT}"
        )
    # That of before has no count of its own, and is counted when it is read.
    emptied.run("UPDATE sociale_monitor.editions SET contract = 2 WHERE id = 2")
    with read_from(emptied.reader):
        assert store.state().store.version == "2"
        before = store.store().availability()
        emptied.run("DELETE FROM sociale_monitor.availability_2")
        pd.testing.assert_frame_equal(store.store().availability(), before)
    emptied.run(f"UPDATE sociale_monitor.editions SET contract = {CONTRACT} WHERE id = 2")
    emptied.run("DELETE FROM sociale_monitor.observations_2 WHERE region = 'GM0114' AND year = 2020")
    with read_from(emptied.reader):
        assert (store.state().refused or "").startswith("in de database staan ")


@EXHAUSTIVE
def test_when_the_database_goes_the_last_good_figures_stay_and_when_it_is_back_all_is_well(
    data: Path, read_from: Reading
) -> None:
    with postgres() as server:
        publish.publish(data, server.writer)
        with read_from(server.reader):
            before = edition()
            seen = before.figures["overgewicht", "18+"].within("wijk")
            assert len(seen) > 100
            server.kill()
            wait_for("1")
            found = condition()
            assert found.figures == reading.AWAY
            assert found.figures_in_use
            assert edition() is before
            assert before.figures["overgewicht", "18+"].within("wijk") is seen
            page = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60).run()
            assert not page.exception
            assert [info.value for info in page.info] == [notice.FIGURES]
            with pytest.raises(NoFiguresError) as raised:
                _ = before.figures["roken", "18+"].within("wijk")
            assert failure._said(raised.value) == failure.AWAY
            with TestClient(Starlette(routes=open_data())) as client:
                answer = client.get("/open-data/observations.csv?indicator=roken")
                assert (answer.status_code, "geen cijfers" in answer.text) == (503, True)
            server.start()
            wait_for("1")
            assert condition().figures is None
            assert edition() is before
            assert isinstance(before.store, Store)
            _ = before.figures["roken", "18+"].within("wijk")
            change(data, 7.7)
            number, _ = publish.publish(data, server.writer)
            wait_for(str(number))
            assert figure() == 7.7


def test_an_address_of_something_else_is_refused_at_the_start(read_from: Reading) -> None:
    with read_from("mysql://geheim@ergens/x"), pytest.raises(ValueError, match="must be postgres") as raised:
        edition()
    assert "geheim" not in str(raised.value)
