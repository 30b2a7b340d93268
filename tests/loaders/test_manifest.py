"""A snapshot says what it is: nothing that differs from it is read, and only a check of the figures can change it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from attack.spoiled import FAULTS, Spoil
from loaders import approve
from monitor import manifest, snapshot
from monitor.catalogue import DATA
from monitor.embedded import EmbeddedStore
from monitor.manifest import BrokenSnapshotError
from monitor.observations import COLUMNS, CONTRACT
from tests.sweep import sampled

FEW = ("moeite_rondkomen", "roken", "bevolking")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A snapshot of a few of the project's own figures."""
    whole = snapshot.read(DATA / "observations")
    snapshot.write(whole[whole["indicator"].isin(FEW)], tmp_path / "observations")
    return tmp_path


def test_the_committed_manifest_is_true() -> None:
    """Failed after a change of a file by hand? ``python -m loaders.approve`` checks the figures and writes it anew."""
    found = manifest.check(DATA / "observations")
    assert found == manifest.build(DATA / "observations")
    assert (DATA / "observations" / manifest.NAME).read_text(encoding="utf-8") == found.text()
    assert found.rows == len(snapshot.read(DATA / "observations"))


def test_another_contract_has_another_number() -> None:
    assert (CONTRACT, " ".join(COLUMNS)) == (
        3,
        "indicator population region year value lower upper status missing origin coverage source",
    )


def test_it_goes_wherever_the_snapshot_goes(data: Path) -> None:
    folder = data / "observations"
    first = manifest.check(folder)
    rows = snapshot.read(folder)
    snapshot.write(rows[rows["indicator"] != "roken"], folder)
    second = manifest.check(folder)
    assert set(first.files) - set(second.files) == {"roken.csv"}
    assert first.digest != second.digest
    snapshot.roll_back(folder)
    assert manifest.check(folder) == first
    snapshot.roll_back(folder)
    assert manifest.check(folder) == second


def test_the_same_figures_have_the_same_manifest(data: Path, tmp_path: Path) -> None:
    snapshot.write(snapshot.read(data / "observations"), tmp_path / "again")
    assert manifest.check(tmp_path / "again").text() == manifest.check(data / "observations").text()


@pytest.mark.parametrize("spoil", sampled(FAULTS.values(), every=4), ids=list(FAULTS))
def test_every_fault_is_named_with_its_file(data: Path, spoil: Spoil) -> None:
    file = data / "observations" / "moeite_rondkomen.csv"
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(BrokenSnapshotError) as caught:
        manifest.check(data / "observations")
    assert len(caught.value.problems) == 1
    assert caught.value.why.startswith("moeite_rondkomen.csv is niet zoals het werd geschreven")
    # And nothing is built on it: a refresh would make it true.
    with pytest.raises(BrokenSnapshotError):
        snapshot.read(data / "observations")


def test_a_file_that_is_gone_and_one_too_many(data: Path) -> None:
    folder = data / "observations"
    (folder / "roken.csv").rename(folder / "drinken.csv")
    with pytest.raises(BrokenSnapshotError) as caught:
        manifest.check(folder)
    assert caught.value.why == "roken.csv ontbreekt; drinken.csv hoort er niet bij"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"contract": 3}', '{"contract": "x", "files": {}}', "null"])
def test_a_broken_manifest_is_no_manifest(data: Path, text: str) -> None:
    (data / "observations" / manifest.NAME).write_text(text, encoding="utf-8")
    with pytest.raises(BrokenSnapshotError, match="niet te lezen"):
        manifest.check(data / "observations")


def test_figures_of_another_contract_are_not_read(data: Path) -> None:
    file = data / "observations" / manifest.NAME
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**content, "contract": CONTRACT + 1}), encoding="utf-8")
    with pytest.raises(BrokenSnapshotError, match=f"datacontract {CONTRACT + 1}"):
        manifest.check(data / "observations")


def test_figures_of_the_contract_before_are_read_as_they_are(data: Path) -> None:
    """An upgrade is not a day without figures: a snapshot that a refresh wrote before it has no buurten, and is whole."""
    folder = data / "observations"
    rows = snapshot.read(folder)
    snapshot.write(rows[~rows["region"].str.startswith("BU")], folder)
    file = folder / manifest.NAME
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**content, "contract": 2}), encoding="utf-8")
    assert manifest.check(folder).contract == 2
    assert "buurt" not in set(EmbeddedStore(folder).availability()["level"])


def test_a_broken_snapshot_is_never_put_back(data: Path) -> None:
    folder = data / "observations"
    snapshot.write(snapshot.read(folder).query("indicator != 'roken'"), folder)
    (data / "observations.previous" / "roken.csv").write_bytes(b"")
    now = manifest.check(folder)
    with pytest.raises(BrokenSnapshotError):
        snapshot.roll_back(folder)
    assert manifest.check(folder) == now


def test_a_change_by_hand_is_approved_when_the_figures_can_be_right(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data / "observations" / "moeite_rondkomen.csv"
    before = file.read_text(encoding="utf-8")
    changed = before.replace("18+,GM0114,2020,12.5,", "18+,GM0114,2020,12.7,")
    assert changed != before
    file.write_text(changed, encoding="utf-8")
    assert approve.main(["--data", str(data), "--check"]) == 1
    assert "loaders.approve" in capsys.readouterr().err
    assert approve.main(["--data", str(data)]) == 0
    assert manifest.check(file.parent) == manifest.build(file.parent)
    assert approve.main(["--data", str(data), "--check"]) == 0


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("values times ten", "cijfers kunnen niet"),
        ("every row twice", "key is not unique"),
        ("a value that is no number", "niet te lezen"),
        ("random bytes", "niet te lezen"),
        ("cut off within a line", "staat niet in data/catalogue/sources.yaml"),
    ],
)
def test_what_cannot_be_right_is_not_approved(
    data: Path, fault: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data / "observations" / "moeite_rondkomen.csv"
    file.write_bytes(FAULTS[fault](file.read_bytes()))
    assert approve.main(["--data", str(data)]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    with pytest.raises(BrokenSnapshotError):
        manifest.check(file.parent)


def test_there_is_nothing_to_approve_without_figures(tmp_path: Path) -> None:
    assert approve.main(["--data", str(tmp_path)]) == 2


def test_a_folder_without_manifest_is_not_shown_but_can_be_approved(data: Path) -> None:
    (data / "observations" / manifest.NAME).unlink()
    with pytest.raises(BrokenSnapshotError, match="ontbreekt"):
        manifest.check(data / "observations")
    assert approve.main(["--data", str(data)]) == 0
    shutil.rmtree(data / "observations")
    with pytest.raises(FileNotFoundError):
        manifest.check(data / "observations")
