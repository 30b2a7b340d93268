"""A file that a reader cannot use is refused with a Dutch message: which file, what is wrong, what to do."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from loaders.raw import number, region_code
from monitor.errors import SourceError

TABLE = "ID;Leeftijd;Marges;WijkenEnBuurten;Perioden;Eenzaam_28\n0;20300;MW00000;NL01      ;2020JJ00;47.0\n"
DOWNLOAD = '"Perioden";"Regio\'s";"Totale bevolking (aantal)"\n"2025";"Assen";70392\n'
DASHBOARD = '"jaar";"schuldenaren";"aandeel_schuldenaren";"nietschuldenaren";"Groep"\n"2019";625280;8,1;7118590;"Totaal"\n'
MONITOR = "indicator,statcode,name,year,value,edition,level\nWerkloosheid,GM0114,Emmen,2022,4.1,2024,R\n"
COMPILED = "indicator_id,region_code,year,value,unit,source_table\nbevolking,GM0106,2020,68599,personen,CBS 70072ned\n"
CASES = [
    ("typed_dataset", "<!DOCTYPE html><html>", {}, "webpagina"),
    ("typed_dataset", "", {}, "leeg"),
    ("typed_dataset", TABLE.replace("WijkenEnBuurten", "Gebied"), {}, "WijkenEnBuurten"),
    ("typed_dataset", TABLE.replace("NL01      ", "Nederland "), {}, "regiocode"),
    ("typed_dataset", TABLE.replace("47.0", "47,0"), {}, "geen getal"),
    ("typed_dataset", TABLE.replace("20300", "12345"), {}, "leeftijdsgroep 12345"),
    ("typed_dataset", TABLE.replace("MW00000", "MX00000"), {}, "marge"),
    ("typed_dataset", TABLE.replace("2020JJ00", "2020KW01"), {}, "2020KW01"),
    ("typed_dataset", TABLE.replace("Eenzaam_28", "Eenzaam"), {}, "onderwerpen"),
    ("typed_dataset", TABLE.replace("Perioden;", "").replace("2020JJ00;", ""), {}, "year=..."),
    ("typed_dataset", TABLE + "1;20300;MW00000;NL01;2020JJ00;46.0\n", {}, "twee keer"),
    ("typed_dataset", TABLE + "1;20300;MW00000\n", {}, "rij 3"),
    ("statline_export", DOWNLOAD.replace("Assen", "Assenn"), {}, "Assenn"),
    ("statline_export", DOWNLOAD.replace("Perioden", "Tijd"), {}, "Perioden"),
    ("statline_export", DOWNLOAD.replace('"2025"', '"2025 1e kwartaal"'), {}, "geen jaar"),
    ("statline_export", DOWNLOAD.replace("70392", "70.392"), {}, "geen getal"),
    ("statline_export", DOWNLOAD.replace(" (aantal)", ""), {}, "eenheid"),
    ("debt_dashboard", DASHBOARD, {}, "Totaal"),
    ("debt_dashboard", DASHBOARD, {"group": "Instromers"}, "Instromers"),
    ("debt_dashboard", DASHBOARD.replace('"jaar"', '"periode"'), {"group": "Totaal"}, "jaar"),
    ("wellbeing_monitor", MONITOR, {"edition": "2026"}, "editie 2026"),
    ("wellbeing_monitor", MONITOR, {}, "edition=..."),
    ("compiled", COMPILED, {"source_table": "CBS 1"}, "CBS 1"),
    ("national_trust", "ID;Migratieachtergrond;Periode;Pers\n1;Nederlands;2012;30.1\n", {}, "Totaal"),
    ("perceived_health", "[]x", {}, "geen JSON"),
    ("perceived_health", '{"type": "wijk", "code": "WK011410"}', {}, "type"),
    ("transcribed_rows", '{"gemeentecode": "GM0106", "a": 1}', {"fields": "b", "year": "2023"}, "'b'"),
    ("transcribed_rows", '{"gemeentecode": "GM0106", "a": 1}', {"fields": "a"}, "year=..."),
    ("neighbourhood_properties", '{"metadata": {"year": 2022}}', {}, "rows"),
]


@pytest.mark.parametrize(("reader", "text", "options", "said"), CASES)
def test_the_message_names_the_file_and_what_is_wrong(
    reader: str, text: str, options: dict[str, str], said: str, tmp_path: Path
) -> None:
    file = tmp_path / "download.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        importlib.import_module(f"loaders.sources.{reader}").read([file], options)
    assert str(error.value).startswith("download.csv: ")
    assert said in str(error.value)


def test_a_damaged_workbook_is_a_message_too(tmp_path: Path) -> None:
    file = tmp_path / "2012_18+.xlsx"
    file.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(SourceError, match="Excel"):
        importlib.import_module("loaders.sources.typed_dataset").read([file], {})


def test_an_option_chooses_one_group_of_a_dimension(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text(
        TABLE.replace("Leeftijd", "Geslacht;Leeftijd").replace(";20300", ";T001038;20300")
        + "1;3000;20300;MW00000;NL01;2020JJ00;44.0\n"
    )
    reader = importlib.import_module("loaders.sources.typed_dataset")
    with pytest.raises(SourceError, match="Geslacht"):
        reader.read([file], {})
    assert reader.read([file], {"Geslacht": "T001038"})["value"].tolist() == [47.0]


def test_missing_is_never_zero() -> None:
    nowhere = Path("x.csv")
    for text in ("", "   ", "       .", "-", None, float("nan")):
        assert number(text, nowhere, "") is None
    assert number("   0", nowhere, "") == 0
    assert number("-1,5", nowhere, "", decimal=",") == -1.5


@pytest.mark.parametrize(
    ("published", "code"),
    [("NL01  ", "NL00"), ("NL00", "NL00"), ("GG0706", "PV22"), ("PV22  ", "PV22"), ("GM1680    ", "GM1680"),
     ("WK168000  ", "WK168000"), ("WK001401", None), ("BU01140001", "BU01140001"), ("BU03630001", None), ("BU0363AA01", None), ("GG0111", None), ("CR07", None),
     ("LD01", None), ("CG01  ", None), ("GM0998", None), ("GM0999", None), ("GM0995", "GM0995")],
)  # fmt: skip
def test_codes_as_the_monitor_knows_them(published: str, code: str | None) -> None:
    assert region_code(published, Path("x.csv")) == code
