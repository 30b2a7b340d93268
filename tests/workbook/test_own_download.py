"""A download of the monitor that is brought in again: it comes back as what it was, and a calculation stays one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from intake.tables import cells
from intake.tables.groups import group_of
from loaders import add
from monitor import snapshot
from monitor.catalogue import DATA, load
from monitor.dutch import POPULATIONS, WHY_MISSING
from monitor.observations import CALCULATED, COLUMNS
from tests.sweep import EXHAUSTIVE, sampled
from tests.workbook.test_add import everything, run
from tests.workbook.test_table import read
from ui.parts.downloads import table_for_excel, tidy_dutch

SOURCE = "CBS-RMBW-2025"


@pytest.fixture(scope="module")
def debts() -> pd.DataFrame:
    """Registered debts: published per gemeente, calculated for Drenthe, of another source for Nederland."""
    rows = snapshot.read(DATA / "observations")
    return rows[rows["indicator"] == "problematische_schulden"].reset_index(drop=True)


def of_page(rows: pd.DataFrame, folder: Path) -> Path:
    file = folder / "schulden.csv"
    file.write_bytes(table_for_excel(tidy_dutch(rows), "In Emmen heeft 9,9% schulden; meer dan in Drenthe."))
    return file


def of_open_data(rows: pd.DataFrame, folder: Path) -> Path:
    file = folder / "observations.csv"
    rows[COLUMNS].to_csv(file, index=False)
    return file


def saved_in_excel(rows: pd.DataFrame, folder: Path) -> Path:
    """As somebody opens it in Excel and saves it: numbers become numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    table = tidy_dutch(rows)
    sheet.append(["In Emmen heeft 9,9% schulden."])
    sheet.append(list(table.columns))
    for row in table.itertuples(index=False):
        sheet.append([None if pd.isna(cell) else cell for cell in row])
    file = folder / "schulden.xlsx"
    book.save(file)
    return file


@pytest.mark.parametrize("make", sampled([of_page, of_open_data, saved_in_excel]))
@EXHAUSTIVE
def test_it_comes_back_unchanged(make, debts: pd.DataFrame, data: Path, tmp_path: Path,
                                 capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]  # fmt: skip
    file = make(debts, tmp_path)
    wanted = debts[(debts["source"] == SOURCE) & (debts["origin"] != CALCULATED)]
    assert run(file, data, "--yes", source=SOURCE) == add.DONE
    after = snapshot.read(data / "observations")
    after = after[after["indicator"] == "problematische_schulden"].reset_index(drop=True)
    pd.testing.assert_frame_equal(after, debts, check_dtype=False)
    before = everything(data)
    assert run(file, data, "--yes", source=SOURCE) == add.DONE
    assert "Er is niets te doen" in capsys.readouterr().out
    assert everything(data) == before
    found = read(file, SOURCE)
    assert found.figures == int(wanted["value"].notna().sum())
    assert "PV22" not in set(found.frame["region"]), "Drenthe is a calculation, and stays one"
    assert any("eigen berekeningen van de monitor; die blijven dat" in note for note in found.notes)


def test_a_download_from_before_there_was_a_column_of_origins(debts: pd.DataFrame, tmp_path: Path) -> None:
    file = tmp_path / "oud.csv"
    table = tidy_dutch(debts).drop(columns="Herkomst")
    file.write_bytes(table_for_excel(table, "Een zin."))
    assert "PV22" not in set(read(file, SOURCE).frame["region"])
    debts[[column for column in COLUMNS if column != "origin"]].to_csv(file, index=False)
    assert "PV22" not in set(read(file, SOURCE).frame["region"])


def test_an_overview_without_origins_is_refused(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The profile of a gemeente is rounded for reading."""
    table = pd.DataFrame(
        [["Bestaanszekerheid", "Huishoudens met schulden", "huishoudens", "Emmen", 2023, 9.9, "procent", "CBS", "CC BY 4.0"]],
        columns=["Thema", "Indicator", "Groep", "Gemeente", "Jaar", "Waarde", "Eenheid", "Bron", "Licentie"],
    )  # fmt: skip
    file = tmp_path / "profiel.csv"
    file.write_bytes(table_for_excel(table, "Emmen"))
    assert run(file, data, source=SOURCE) == add.UNREADABLE
    assert "afgeronde cijfers waarvan de herkomst er niet bij staat" in capsys.readouterr().err


def test_a_calculation_in_another_table_of_the_monitor(tmp_path: Path) -> None:
    """The figures behind a cloud of dots: a column says which row is a calculation."""
    text = (
        '\ufeff"Twee cijfers samen."\r\nRegiocode;Gebied;Overgewicht (18 jaar en ouder, 2020);Berekening\r\n'
        "GM0106;Assen;53,9;\r\nPV22;Drenthe;55,1;eigen berekening\r\n"
    )
    file = tmp_path / "samenhang.csv"
    file.write_bytes(text.encode())
    found = read(file, "RIVM-50090NED")
    assert set(found.frame["region"]) == {"GM0106"}
    assert (
        "1 rijen die niet van de bron zelf zijn (berekend, of een citaat) zijn niet gelezen." in found.notes
    )


def test_the_words_of_a_download_are_understood() -> None:
    """What the pages write for a group and for a missing figure, the door reads back."""
    for reason, words in WHY_MISSING.items():
        if reason != "te_weinig":  # only calculations lack gemeenten
            assert cells.reason(words) == (reason, None)
    groups = {group for indicator in load().indicators.values() for group in indicator.populations}
    for group in groups:
        assert group_of(POPULATIONS.get(group, group), [group, "other"]) == group
