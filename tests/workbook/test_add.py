"""The door itself: what it shows, what it refuses, what it writes, and with which exit code it ends."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from loaders import add, refresh
from loaders.build import assembled
from loaders.refreshing import changes
from loaders.sources import template
from monitor import freshness, snapshot
from monitor.catalogue import load
from tests.sweep import EXHAUSTIVE
from tests.workbook.conftest import DEBTS, DEBTS_2023, Maker

HEAD = ["maat", "gebied", "jaar", "waarde", "reden"]
SOURCE = "CBS-RMBW-2025"
ROOT = Path(__file__).resolve().parents[2]


def lines(**other: object) -> list[list[object]]:
    """The published debts of 2023 as a table, with other values for some gemeenten."""
    return [HEAD, *([DEBTS, name, 2023, other.get(name, value), None] for name, value in DEBTS_2023.items())]


def run(file: Path | None, data: Path, *more: str, source: str = SOURCE) -> int:
    files = [] if file is None else [str(file)]
    return add.main([*files, "--dataset", source, "--data", str(data), *more])


def debts(data: Path, region: str, year: int = 2023) -> pd.Series:
    rows = snapshot.read(data / "observations")
    rows = rows[
        (rows["indicator"] == "problematische_schulden") & (rows["region"] == region) & (rows["year"] == year)
    ]
    assert len(rows) == 1
    return rows.iloc[0]


def everything(data: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((data / "observations").iterdir())}


def test_without_agreement_nothing_is_written(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(data)
    assert run(workbook(lines()), data) == add.ONLY_SHOWN
    assert everything(data) == before
    shown = capsys.readouterr().out
    assert "Gelezen: cijfers.xlsx, blad 'Blad1': tabel met een rij per cijfer, 12 cijfers." in shown
    assert "CBS, Regionale Monitor Brede Welvaart, editie 2025 (CC BY 4.0)" in shown
    assert "Onder elke grafiek komt: CBS, Regionale Monitor Brede Welvaart, editie 2025." in shown
    assert "(problematische_schulden), huishoudens: 2023" in shown
    assert "12 gemeenten in Drenthe: 12 cijfers; 12 nieuw" in shown
    assert "Niet overgenomen: niets, alles is begrepen." in shown
    assert "Er is nog niets geschreven." in shown


def test_with_yes_the_figures_go_in_with_their_source(data: Path, workbook: Maker) -> None:
    before = everything(data)
    assert run(workbook(lines()), data, "--yes") == add.DONE
    emmen = debts(data, "GM0114")
    assert (emmen["value"], emmen["source"], emmen["status"]) == (9.9, SOURCE, "definitief")
    drenthe = debts(data, "PV22")
    assert (drenthe["value"], drenthe["coverage"]) == (7.4, 1.0), "Drenthe is calculated anew, weighted"
    assert debts(data, "NL00")["source"] == "CBS-schulden-dashboard"
    after = everything(data)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"problematische_schulden.csv", "manifest.json"}


@EXHAUSTIVE
def test_a_second_time_there_is_nothing_to_do(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    run(workbook(lines()), data, "--yes")
    before = everything(data)
    assert run(workbook(lines()), data, "--yes") == add.DONE
    assert everything(data) == before
    assert "al deze cijfers staan al zo in de monitor" in capsys.readouterr().out


@EXHAUSTIVE
def test_what_changes_is_shown_with_the_old_figure(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    run(workbook(lines()), data, "--yes")
    assert run(workbook(lines(Emmen=9.8)), data, "--yes") == add.DONE
    shown = capsys.readouterr().out
    assert "1 gewijzigd, 11 gelijk" in shown
    assert "Emmen, 2023, huishoudens: 9,9 wordt 9,8" in shown
    assert debts(data, "GM0114")["value"] == 9.8


@EXHAUSTIVE
def test_rows_that_are_refused_do_not_stop_the_others(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*lines(Emmen="ongeveer 10"), [DEBTS, "Asen", 2023, 8, None], [DEBTS, "Totaal", 2023, 7.4, None]]
    assert run(workbook(rows), data, "--yes") == add.PARTLY
    shown = capsys.readouterr().out
    assert "Niet overgenomen: 3" in shown
    assert "rij 6 (Emmen): 'ongeveer 10' is geen getal." in shown
    assert "rij 14: 'Asen' is geen bekend gebied. Bedoelt u Assen?" in shown
    assert "rij 15: 'Totaal' is een totaalrij" in shown
    assert debts(data, "GM0106")["value"] == 8
    emmen = debts(data, "GM0114")
    assert pd.isna(emmen["value"])
    assert emmen["missing"] == "onderdrukt", "the gap says why, as the catalogue has it for this source"


@EXHAUSTIVE
def test_a_reason_goes_in_as_a_reason(data: Path, workbook: Maker) -> None:
    rows = [HEAD, [DEBTS, "Emmen", 2023, None, "onbetrouwbaar"], *lines()[1:4]]
    assert run(workbook(rows), data, "--yes") == add.DONE
    assert debts(data, "GM0114")["missing"] == "onbetrouwbaar"


@pytest.mark.parametrize(
    ("source", "row", "message"),
    [
        (SOURCE, [DEBTS, "Emmen", 2023, 130, None], "het cijfer ligt niet tussen 0 en 100 procent"),
        (SOURCE, [DEBTS, "Emmen", 2023, -1, None], "het cijfer ligt niet tussen 0 en 100 procent"),
        (
            SOURCE,
            [DEBTS, "Nederland", 2023, 8.7, None],
            "(problematische_schulden, 2023) komt in de monitor al van CBS-schulden-dashboard",
        ),
        (
            "RIVM-50090NED",
            ["Roker", "Emmen", 2026, 15, None],
            "de catalogus verwacht van deze bron 2012, 2016, 2020. Voeg 2026 toe bij 'years' van bron RIVM-50090NED",
        ),
    ],
)
def test_a_figure_that_does_not_fit_the_monitor(
    data: Path,
    workbook: Maker,
    capsys: pytest.CaptureFixture[str],
    source: str,
    row: list[object],
    message: str,
) -> None:
    before = everything(data)
    assert run(
        workbook([HEAD, row]),
        data,
        "--yes",
        "--group",
        "18+" if "RIVM" in source else "huishoudens",
        source=source,
    ) == (add.UNREADABLE)
    captured = capsys.readouterr()
    assert message in captured.out
    assert "geen enkel cijfer past in de monitor" in captured.err
    assert everything(data) == before


@EXHAUSTIVE
def test_bounds_that_do_not_enclose_the_figure(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ["maat", "gebied", "jaar", "waarde", "ondergrens", "bovengrens"]
    rows = [head, [DEBTS, "Emmen", 2023, 9.9, 10, 11], [DEBTS, "Assen", 2023, 8, 7.5, 8.5]]
    assert run(workbook(rows), data, "--yes") == add.PARTLY
    assert (
        "rij 2 (Emmen, 2023): het cijfer ligt niet tussen de ondergrens en de bovengrens."
        in capsys.readouterr().out
    )
    assert debts(data, "GM0106")[["lower", "upper"]].tolist() == [7.5, 8.5]


def test_every_wrong_figure_of_a_wide_row_is_named(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Gemeente", "2022", "2023"], ["Emmen", 940, 990], ["Assen", 7.7, 8]]
    assert run(workbook(rows), data, "--measure", DEBTS) == add.ONLY_SHOWN
    shown = capsys.readouterr().out
    assert "rij 2, kolom B (Emmen, 2022): het cijfer ligt niet tussen 0 en 100 procent." in shown
    assert "rij 2, kolom C (Emmen, 2023): het cijfer ligt niet tussen 0 en 100 procent." in shown


@EXHAUSTIVE
def test_fractions_are_never_multiplied_unasked(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [HEAD, *([DEBTS, name, 2023, value / 100, None] for name, value in DEBTS_2023.items())]
    assert run(workbook(rows), data, "--yes") == add.UNREADABLE
    assert "dit lijken breuken (0,123 voor 12,3%); geef --fractions mee" in capsys.readouterr().out
    assert run(workbook(rows), data, "--yes", "--fractions") == add.DONE
    assert debts(data, "GM0114")["value"] == 9.9


@EXHAUSTIVE
def test_a_figure_that_jumps_is_pointed_out(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    run(workbook(lines(Emmen=99)), data)
    assert "Let op: Huishoudens met geregistreerde problematische schulden, Emmen, 2023: 99, eerder 9,4." in (
        capsys.readouterr().out
    )


@EXHAUSTIVE
def test_what_came_in_is_told_in_the_changelog_and_beside_the_figure(data: Path, workbook: Maker) -> None:
    assert run(workbook(lines()), data, "--yes") == add.DONE
    log = changes.read(data)
    assert "Huishoudens met geregistreerde problematische schulden: 2023 aangevuld voor 12 gemeenten." in log
    assert f"Let op: {SOURCE}: uit een bestand (cijfers.xlsx)" in log
    own = load(data / "catalogue")
    said = freshness.sentence(own["problematische_schulden"], own.sources[SOURCE], 2023, freshness.read(data))
    assert f"Cijfer van 2023, toegevoegd op {freshness.in_words(date.today())}." in said
    # What was not in this file came in earlier.
    other = next(i for i in own.indicators.values() if i.id != "problematische_schulden"
                 and any(dataset.source == SOURCE for dataset in i.datasets))  # fmt: skip
    assert "opgehaald op 21 november 2026" in freshness.sentence(
        other, own.sources[SOURCE], 2023, freshness.read(data)
    )
    assert refresh.main(["--data", str(data), "--rollback"]) == refresh.FRESH
    assert freshness.read(data) == {}
    assert "De vorige stand is teruggezet." in changes.read(data)


@EXHAUSTIVE
def test_figures_that_cannot_be_believed_need_another_word(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a refresh would refuse, the door refuses too, until a person says that it is right all the same."""
    run(workbook(lines()), data, "--yes")
    before, log = everything(data), changes.read(data)
    wrong = workbook(lines(Emmen=60))
    assert run(wrong, data, "--yes") == add.IMPLAUSIBLE
    shown = capsys.readouterr()
    assert "Niet aannemelijk" in shown.out
    assert "1 van de 12 cijfers verspringen, bijvoorbeeld Emmen van 9,9 naar 60" in shown.out
    assert "Er is niets geschreven: deze cijfers zijn niet aannemelijk." in shown.err
    assert (everything(data), changes.read(data)) == (before, log)
    assert run(wrong, data, "--yes", "--despite-checks") == add.DONE
    assert debts(data, "GM0114")["value"] == 60
    assert "toch overgenomen, op verzoek van wie het bestand toevoegde" in changes.read(data)


@EXHAUSTIVE
def test_a_small_file_that_unpacks_without_end(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    file = workbook(lines())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/big.bin", b"0" * 210_000_000)
    assert file.stat().st_size < 1_000_000
    assert run(file, data, "--yes") == add.UNREADABLE
    assert "uitgepakt 210 MB; meer dan 200 MB leest de monitor niet" in capsys.readouterr().err


@EXHAUSTIVE
def test_a_file_of_one_gemeente_loses_nothing(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    run(workbook(lines()), data, "--yes")
    assert run(workbook([HEAD, [DEBTS, "Emmen", 2023, 9.8, None]]), data, "--yes") == add.DONE
    assert "Niet aannemelijk" not in capsys.readouterr().out
    assert (debts(data, "GM0114")["value"], debts(data, "GM0106")["value"]) == (9.8, 8)


def test_the_first_figures_that_ever_come_in(data: Path, workbook: Maker) -> None:
    """Without inhabitants there is no figure of Drenthe yet; nothing else stands in the way."""
    shutil.rmtree(data / "observations")
    assert run(workbook(lines()), data, "--yes") == add.DONE
    assert debts(data, "GM0114")["value"] == 9.9
    assert "2023 toegevoegd voor 12 gemeenten" in changes.read(data)


def test_an_unknown_source_is_refused_with_the_known_ones(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(workbook(lines()), data, source="CBS-RMBW-2026") == add.WRONG_CALL
    said = capsys.readouterr().err
    assert "De bron 'CBS-RMBW-2026' staat niet in de catalogus. Bedoelt u" in said
    assert "CBS-RMBW-2025" in said
    assert "Een nieuwe bron zet u eerst in data/catalogue/sources.yaml" in said


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ((), "Geef een bestand mee, of maak een sjabloon"),
        (("--measure", "Vermogens"), "De maat 'Vermogens' is er niet bij deze bron."),
        (("--option", "edition"), "Een optie heeft de vorm naam=waarde; dit is 'edition'."),
        (("--template", "sjabloon.pdf"), "een sjabloon is een .xlsx- of .csv-bestand"),
    ],
)
def test_a_wrong_call(
    data: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], message: str
) -> None:
    assert run(None, data, *more) == add.WRONG_CALL
    assert message in capsys.readouterr().err


PANEL = """
drents-panel:
  publisher: Trendbureau Drenthe
  title: Drents panel
  edition: "2026"
  licence: CC BY 4.0
  accessed: 2026-11-21
  attribution: Trendbureau Drenthe, Drents panel
  method: enquete
  series: drents-panel
  reader: template
  files: [drents-panel/*.xlsx]
  options: {source: drents-panel}
"""
TRUST = """
  - id: panel_vertrouwen_gemeente
    title: Vertrouwen in de gemeente, Drents panel
    short_title: Vertrouwen in de gemeente
    unit: procent
    decimals: 1
    polarity: hoger_is_beter
    populations: [18+]
    base: inwoners_18plus
    quantity: aandeel
    method: enquete
    definition: Het deel van het panel dat de gemeente vertrouwt.
    phrase: vertrouwt {value} de gemeente
    datasets:
      - {source: drents-panel, measure: vertrouwen_gemeente, population: 18+}
"""


def test_a_source_that_fills_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (data / "catalogue" / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(PANEL)
    assert run(None, data, source="drents-panel") == add.WRONG_CALL
    assert "De bron drents-panel vult nog geen indicator." in capsys.readouterr().err


@EXHAUSTIVE
def test_a_new_source_needs_only_the_catalogue(
    data: Path, workbook: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As docs/sjabloon.md says: a block in sources.yaml, an indicator that names it, and a file."""
    for name, words in (("sources.yaml", PANEL), ("themes/naoberschap.yaml", TRUST)):
        with (data / "catalogue" / name).open("a", encoding="utf-8") as file:
            file.write(words)
    file = workbook(
        [
            HEAD,
            ["vertrouwen_gemeente", "Emmen", 2026, 51.5, None],
            ["vertrouwen_gemeente", "Assen", 2026, "x", None],
        ]
    )
    assert run(file, data, "--yes", source="drents-panel") == add.DONE
    rows = snapshot.read(data / "observations")
    rows = rows[rows["indicator"] == "panel_vertrouwen_gemeente"].set_index("region")
    assert rows.loc["GM0114", "value"] == 51.5
    assert rows.loc["GM0106", "missing"] == "onderdrukt"
    assert set(rows["source"]) == {"drents-panel"}
    own = load(data / "catalogue")
    monkeypatch.setattr("monitor.catalogue.load", lambda: own)
    read = template.read([file], {"source": "drents-panel"})
    assert read.set_index("region")["value"]["GM0114"] == 51.5


def test_a_file_that_is_not_there(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "weg.xlsx", data) == add.UNREADABLE
    assert "weg.xlsx: dit bestand is er niet." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "code"), [("ja", add.DONE), (" JA ", add.DONE), ("j", add.ONLY_SHOWN), ("", add.ONLY_SHOWN)]
)
@EXHAUSTIVE
def test_on_a_terminal_a_typed_ja_is_needed(
    data: Path, workbook: Maker, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: typed)
    before = everything(data)
    assert run(workbook(lines()), data) == code
    assert (everything(data) != before) == (code == add.DONE)


@EXHAUSTIVE
def test_somebody_else_refreshes_while_the_preview_is_read(
    data: Path, workbook: Maker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of theirs is lost: the file is not written over figures that the preview did not see."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    folder = data / "observations"

    def refresh(_: str) -> str:
        snapshot.write(snapshot.read(folder), folder)
        return "ja"

    monkeypatch.setattr("builtins.input", refresh)
    before = everything(data)
    assert run(workbook(lines()), data) == add.NOT_WRITTEN
    assert "intussen heeft iemand anders de cijfers ververst" in capsys.readouterr().err
    assert everything(data) == before


@EXHAUSTIVE
def test_a_disk_that_refuses(
    data: Path, workbook: Maker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("monitor.snapshot.write", refuse)
    assert run(workbook(lines()), data, "--yes") == add.NOT_WRITTEN
    assert (
        "is niet te beschrijven: de schijf is vol; maak ruimte en probeer het opnieuw."
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("what", ["figures", "template"])
@EXHAUSTIVE
def test_a_disk_that_refuses_says_no_more_on_the_screen(
    data: Path, workbook: Maker, tmp_path: Path, what: str
) -> None:
    """As a person starts it, on a disk that is full after the first bytes: one sentence, and the cause in the log."""
    kept = everything(data)
    file, template = workbook(lines()), tmp_path / "sjabloon.xlsx"
    wanted = [str(file), "--yes"] if what == "figures" else ["--template", str(template)]
    done = subprocess.run(
        [sys.executable, "-m", "loaders.add", *wanted, "--dataset", SOURCE, "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
    )
    assert done.returncode in (add.NOT_WRITTEN, add.WRONG_CALL)
    assert done.stderr.strip().endswith("het bestand wordt te groot voor deze schijf.")
    assert "Traceback" not in done.stderr
    assert "OSError" in (data / ".refresh/add.log").read_text(encoding="utf-8")
    assert everything(data) == kept
    assert not template.exists()


@EXHAUSTIVE
def test_what_came_in_can_be_taken_back(data: Path, workbook: Maker) -> None:
    """The figures before it stay as the previous snapshot, as with a refresh."""
    before = everything(data)
    run(workbook(lines()), data, "--yes")
    snapshot.roll_back(data / "observations")
    assert everything(data) == before


@pytest.mark.parametrize("name", ["sjabloon.xlsx", "sjabloon.csv"])
@EXHAUSTIVE
def test_the_template_comes_back_filled(data: Path, tmp_path: Path, name: str) -> None:
    """Written, filled in by hand, read again: the figures of the whole source."""
    file = tmp_path / name
    assert run(None, data, "--template", str(file)) == add.DONE
    if name.endswith("xlsx"):
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == ["Cijfers", "Uitleg"]
        sheet = book["Cijfers"]
        for row in sheet.iter_rows(min_row=2):
            if row[0].value == DEBTS and row[2].value in DEBTS_2023:
                row[3].value, row[4].value = 2023, DEBTS_2023[str(row[2].value)]
        book.save(file)
    else:
        text = file.read_text(encoding="utf-8-sig").splitlines()
        for number, line in enumerate(text):
            cells = line.split(";")
            if cells[0] == DEBTS and cells[2] in DEBTS_2023:
                cells[3:5] = ["2023", str(DEBTS_2023[cells[2]]).replace(".", ",")]
                text[number] = ";".join(cells)
        file.write_text("\n".join(text), encoding="cp1252")
    assert run(file, data, "--yes") == add.DONE
    assert {
        name: debts(data, code)["value"] for name, code in (("Emmen", "GM0114"), ("De Wolden", "GM1690"))
    } == {
        "Emmen": 9.9,
        "De Wolden": 5.1,
    }
    assert debts(data, "PV22")["value"] == 7.4


def test_a_template_never_replaces_a_file(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = workbook(lines())
    before = filled.read_bytes()
    assert run(None, data, "--template", str(filled)) == add.WRONG_CALL
    assert "dit bestand is er al" in capsys.readouterr().err
    assert filled.read_bytes() == before


@EXHAUSTIVE
def test_two_files_at_once(data: Path, workbook: Maker, tmp_path: Path) -> None:
    first = workbook(lines()[:7]).rename(tmp_path / "een.xlsx")
    second = workbook([HEAD, *lines()[7:]]).rename(tmp_path / "twee.xlsx")
    assert add.main([str(first), str(second), "--dataset", SOURCE, "--data", str(data), "--yes"]) == add.DONE
    assert debts(data, "PV22")["value"] == 7.4


def test_a_figure_copied_by_hand_is_changed_by_hand(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    """Trust in other people in Drenthe, 2018: RTV Drenthe, 60.8%."""
    rows = [HEAD, ["vertrouwen_anderen_landelijk", "Drenthe", 2018, 12, None]]
    assert run(workbook(rows), data, "--yes", source="rtv-drenthe") == add.UNREADABLE
    assert "verander het in data/catalogue/single_figures.yaml" in capsys.readouterr().out


@EXHAUSTIVE
def test_many_refused_rows_are_counted_and_shown_on_demand(
    data: Path, workbook: Maker, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*lines(), *([DEBTS, f"Dorp {number}", 2023, 5, None] for number in range(60))]
    run(workbook(rows), data)
    assert "... en 20 andere; alles met --all" in capsys.readouterr().out
    run(workbook(rows), data, "--all")
    assert "'Dorp 59' is geen bekend gebied" in capsys.readouterr().out


@EXHAUSTIVE
def test_what_came_in_survives_a_refresh_that_does_not_fetch_this_source(data: Path, workbook: Maker) -> None:
    """A refresh keeps what a source that it does not fetch has published: the figures, and the reasons for none."""
    kept = pytest.importorskip("loaders.refreshing.kept")
    run(workbook([*lines(Emmen="onbetrouwbaar")]), data, "--yes")
    now = snapshot.read(data / "observations")
    own = load(data / "catalogue")
    again = assembled(own, [kept.published(now, own)], [], tables_win=True)
    again = again[again["indicator"].isin(set(now["indicator"]))].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, now, check_dtype=False)
