"""A small data folder of published figures, and workbooks as people make them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from monitor import snapshot
from monitor.catalogue import DATA, load

FULL = Path(__file__).resolve().parents[3] / "shared" / "sources"

#: Households with registered problematic debts, 1 January 2023, percent: CBS, Regionale Monitor Brede Welvaart 2025.
DEBTS_2023 = {
    "Aa en Hunze": 5.7,
    "Assen": 8,
    "Borger-Odoorn": 7,
    "Coevorden": 7.3,
    "Emmen": 9.9,
    "Hoogeveen": 8.1,
    "Meppel": 7.2,
    "Midden-Drenthe": 6.3,
    "Noordenveld": 5.6,
    "Tynaarlo": 5,
    "Westerveld": 5.1,
    "De Wolden": 5.1,
}
DEBTS = "Geregistreerde problematische schulden (huishoudens)"


@pytest.fixture(scope="session")
def _data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue with a few indicators' figures, without the debts of 2023 in Drenthe: those are what comes in."""
    folder = tmp_path_factory.mktemp("door") / "data"
    shutil.copytree(DATA / "catalogue", folder / "catalogue")
    (folder / "observations").mkdir()
    for name in (
        *load().counting,
        "moeite_rondkomen",
        "mediaan_inkomen_besteedbaar",
        "problematische_schulden",
    ):
        shutil.copy(DATA / "observations" / f"{name}.csv", folder / "observations")
    rows = snapshot.read(folder / "observations")
    gone = (
        (rows["indicator"] == "problematische_schulden")
        & (rows["year"] == 2023)
        & (rows["source"] == "CBS-RMBW-2025")
    )
    snapshot.write(rows[~gone], folder / "observations")
    return folder


@pytest.fixture
def data(_data: Path, tmp_path: Path) -> Path:
    """A data folder of one's own."""
    shutil.copytree(_data, tmp_path / "data")
    return tmp_path / "data"


Maker = Callable[..., Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Maker:
    """Write a workbook: ``workbook(rows)`` or ``workbook(Blad=rows, Ander=rows)``; returns its path."""

    def make(rows: Sequence[Sequence[object]] | None = None, **sheets: Sequence[Sequence[object]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, lines in ({"Blad1": rows} if rows is not None else sheets).items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(list(line))
        file = tmp_path / "cijfers.xlsx"
        book.save(file)
        return file

    return make


@pytest.fixture(scope="session")
def full_sources() -> Path:
    """The folder with the full source files; tests that need it are skipped in a plain clone."""
    if not FULL.is_dir():
        pytest.skip("the full source files are not beside the project")
    return FULL
