"""Where figures came from another table than the catalogue expects, everything on screen names that one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from monitor import freshness
from monitor.catalogue import DATA, load
from monitor.freshness import Freshness, as_fetched
from opendata.snapshot import snapshot as published
from tests.refresh.test_end_to_end import catalogue, run
from tests.sweep import EXHAUSTIVE
from tests.upstream.standin import Standin
from tests.upstream.standin.recorded import cbs_70072ned
from ui import data as data_of_pages

CATALOGUE = load(DATA / "catalogue")
NEW = Freshness(table="86999NED", title="Een tabel; regio (indeling 2031)", published=date(2031, 6, 3))


@pytest.mark.parametrize(
    "id", [id for id, source in CATALOGUE.sources.items() if source.live and source.live.title]
)
def test_no_text_of_a_source_names_the_number_that_was_not_fetched(id: str) -> None:
    old = CATALOGUE.sources[id]
    found = as_fetched(CATALOGUE, {id: NEW}).sources[id]
    assert old.table
    said = found.model_dump(mode="json", exclude={"live", "id", "series", "files", "options"})
    assert old.table not in json.dumps(said)
    assert (found.table, found.title, found.edition) == ("86999NED", NEW.title, "indeling 2031")
    assert not re.search(r"gemeenten zijn die van \d", found.note or "")
    if old.table in old.attribution:
        assert "86999NED" in found.attribution
    assert as_fetched(CATALOGUE, {id: NEW}).sources.keys() == CATALOGUE.sources.keys()


def test_the_table_that_was_expected_stays_as_the_catalogue_has_it() -> None:
    for id, source in CATALOGUE.sources.items():
        if source.live:
            for table in (source.live.table, (source.live.table or "").upper() or None, None):
                assert as_fetched(CATALOGUE, {id: Freshness(table=table)}) is CATALOGUE


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The inhabitants under a number that nobody knows, and a publisher that has the table under another."""
    folder = tmp_path / "data"
    catalogue(folder)
    file = folder / "catalogue" / "sources.yaml"
    text = file.read_text().replace(
        "table: 70072ned", "table: 70999NED\n    title: Regionale kerncijfers Nederland"
    )
    file.write_text(re.sub(r"(CBS-70072ned:\n  )", r"\1table: 70999NED\n  ", text).replace(
        "attribution: CBS", "attribution: CBS, tabel 70999NED", 1))  # fmt: skip
    load.cache_clear()
    with Standin([cbs_70072ned()]) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield folder
    load.cache_clear()


@EXHAUSTIVE
def test_who_refreshes_is_told_and_the_open_data_names_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "--only", "CBS-70072ned") == 0
    said = capsys.readouterr().out
    assert "CBS-70072ned: Niet tabel 70999NED: deze tabel bestaat niet (meer)" in said
    assert "Gevonden op de titel 'Regionale kerncijfers Nederland': tabel 70072ned" in said
    assert "tabel 70072ned" in (data / "CHANGELOG.md").read_text(encoding="utf-8")
    known = freshness.read(data)["CBS-70072ned"]
    assert (known.table, known.chosen is not None) == ("70072ned", True)
    shown = published(data)
    assert shown.catalogue.sources["CBS-70072ned"].attribution == "CBS, tabel 70072ned"
    # When the number is right again, nothing of it is left.
    before = shown.edition
    text = freshness.text({"CBS-70072ned": known.model_copy(update={"table": "70999NED"})})
    (data / "freshness.json").write_text(text)
    assert published(data).catalogue.sources["CBS-70072ned"].attribution == "CBS, tabel 70999NED"
    assert published(data).edition != before


def test_a_table_of_another_source_is_not_taken_twice(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / "catalogue" / "sources.yaml"
    file.write_text(file.read_text().replace("table: 50140NED", "table: 70072ned"))
    load.cache_clear()
    assert run(data, "--only", "CBS-70072ned") == 1
    assert "tabel 70072ned hoort al bij de bron RIVM-50140NED" in capsys.readouterr().out


@EXHAUSTIVE
def test_the_pages_take_every_source_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "read", lambda data=DATA: {"CBS-86161NED": NEW})
    assert data_of_pages.catalogue().sources["CBS-86161NED"].attribution == "CBS, tabel 86999NED"
    root = DATA.parent
    loads = re.compile(r"catalogue(_module)?\.load\(|from loaders\.catalogue import .*\bload\b")
    shown = [
        file
        for room in ("pages", "ui", "opendata", "compare", "server")
        for file in root.glob(f"{room}/**/*.py")
    ]
    reading = {
        file.relative_to(root).as_posix() for file in shown if loads.search(file.read_text(encoding="utf-8"))
    }
    assert reading == {"compare/edition.py"}
    assert all("as_fetched(" in (root / file).read_text(encoding="utf-8") for file in reading)
