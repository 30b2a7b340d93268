"""Small source files in each upstream's own format, and the full ones where they are there."""

from __future__ import annotations

import csv
import shutil
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
import pytest

from monitor.catalogue import DATA

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "upstream"
FULL = ROOT.parent / "shared" / "sources"


def write_workbook(rows: list[list[str]], file: Path) -> None:
    """Write rows as the one sheet of an xlsx, as RIVM's workbooks are: ID and Leeftijd numbers, the rest padded text."""

    def cell(place: int, row: int, text: str) -> str:
        if row and place < 2:
            return f"<c><v>{text}</v></c>"
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else "<c/>"

    lines = "".join(
        f'<row r="{number + 1}">{"".join(cell(place, number, text) for place, text in enumerate(row))}</row>'
        for number, row in enumerate(rows)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="50090NED_UntypedDataSet" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(file, "w") as workbook:
        for name, text in parts.items():
            workbook.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)


@pytest.fixture(scope="session")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like ../shared/sources, with few rows; what is a workbook upstream is a workbook here."""
    folder = tmp_path_factory.mktemp("upstream") / "sources"
    shutil.copytree(FIXTURES, folder)
    for rows in folder.rglob("*.rows.csv"):
        with rows.open(encoding="utf-8", newline="") as lines:
            write_workbook(
                list(csv.reader(lines, delimiter=";")),
                rows.with_name(rows.name.replace(".rows.csv", ".xlsx")),
            )
        rows.unlink()
    return folder


@pytest.fixture(scope="session")
def small_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue folder of few indicators, with the project's own list of sources."""
    folder = tmp_path_factory.mktemp("catalogue") / "catalogue"
    shutil.copytree(ROOT / "tests" / "loaders" / "catalogue", folder)
    shutil.copy(DATA / "catalogue" / "sources.yaml", folder / "sources.yaml")
    return folder


@pytest.fixture(scope="session")
def full_sources() -> Path:
    """The folder with the full source files; tests that need it are skipped in a plain clone."""
    if not FULL.is_dir():
        pytest.skip("the full source files are not beside the project")
    return FULL


def value(frame: pd.DataFrame, measure: str, region: str, year: int, population: str | None = None) -> float:
    """The one value of a reader's table."""
    rows = frame[(frame["measure"] == measure) & (frame["region"] == region) & (frame["year"] == year)]
    if population is not None:
        rows = rows[rows["population"] == population]
    assert len(rows) == 1, f"{len(rows)} rows for {measure}, {region}, {year}, {population}"
    return float(rows["value"].iloc[0])
