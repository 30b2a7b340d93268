"""The build: same bytes twice, all mismatches at once, nothing half written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from loaders.build import assembled, main
from monitor import snapshot
from monitor.catalogue import load
from monitor.errors import BuildError
from monitor.observations import COLUMNS, validate
from monitor.province import GEMEENTEN
from tests.sweep import EXHAUSTIVE


def build(upstream: Path, catalogue: Path, out: Path) -> int:
    load.cache_clear()
    try:
        return main(["--sources", str(upstream), "--catalogue", str(catalogue), "--out", str(out)])
    finally:
        load.cache_clear()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def built(upstream: Path, small_catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    assert build(upstream, small_catalogue, out) == 0
    return out / "observations"


@pytest.fixture(scope="module")
def table(built: Path) -> pd.DataFrame:
    return (
        validate(snapshot.read(built)).set_index(["indicator", "population", "region", "year"]).sort_index()
    )


@EXHAUSTIVE
def test_twice_gives_the_same_bytes(
    built: Path, upstream: Path, small_catalogue: Path, tmp_path: Path
) -> None:
    assert build(upstream, small_catalogue, tmp_path) == 0
    assert contents(tmp_path / "observations") == contents(built)


def test_what_is_read_back_is_what_was_written(built: Path, tmp_path: Path) -> None:
    snapshot.write(snapshot.read(built), tmp_path / "observations")
    assert contents(tmp_path / "observations") == contents(built)


def test_a_file_reads_as_a_person_expects(built: Path) -> None:
    lines = (built / "moeite_rondkomen.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "population,region,year,value,lower,upper,status,missing,origin,coverage,source"
    assert "18+,GM0114,2012,26.6,,,modelschatting,,,,RIVM-50090NED" in lines
    assert lines[1:] == sorted(lines[1:], key=lambda line: line.split(",")[:3])
    assert "personen,GM0106,2020,68599,,,definitief,,,,CBS-70072ned-compiled" in (
        built / "bevolking.csv"
    ).read_text(encoding="utf-8")


def test_the_editions_of_a_series_fill_their_own_years(table: pd.DataFrame) -> None:
    rows = table.loc[("moeite_rondkomen", "18+", "GM0106")]
    assert rows["value"].to_dict() == {2012: 24.9, 2016: 19.0, 2020: 12.6, 2024: 14.4}
    assert rows.loc[2024, "source"] == "RIVM-50150NED"
    assert table.loc[("moeite_rondkomen", "16-25", "PV22", 2024), "value"] == 26.1
    # 18+ of table 50150NED, 65+ of table 50090NED: the older table's 18+ is not chosen.
    assert table.loc[("ervaren_gezondheid", "18+", "GM0106", 2020), "value"] == 78.0
    assert table.loc[("ervaren_gezondheid", "65+", "GM0106", 2012), "value"] == 63.2


def test_a_suppressed_gemeente_is_shown_as_such(table: pd.DataFrame) -> None:
    westerveld = table.loc[("vertrouwen_instituties", "15+", "GM1701", 2022)]
    assert westerveld["missing"] == "onderdrukt"
    assert pd.isna(westerveld["value"])


def test_each_gemeente_of_drenthe_is_there_for_each_year(table: pd.DataFrame) -> None:
    for key, rows in table.reset_index().groupby(["indicator", "population", "year"]):
        gemeenten = set(rows["region"][rows["region"].str.startswith("GM") & rows["value"].notna()])
        if gemeenten:
            assert set(GEMEENTEN) <= set(rows["region"]), key


def test_inhabitants_of_drenthe_are_the_sum_of_the_twelve(table: pd.DataFrame) -> None:
    drenthe = table.loc[("bevolking", "personen", "PV22", 2022)]
    assert drenthe["value"] == 497_743
    assert drenthe["coverage"] == 1
    assert pd.isna(table.loc[("bevolking", "personen", "PV22", 2025), "value"])


def test_three_gemeenten_are_too_few_for_drenthe(table: pd.DataFrame) -> None:
    assert pd.isna(table.loc[("vertrouwen_instituties", "15+", "PV22", 2022), "value"])


def test_a_figure_copied_by_hand_has_its_own_source(table: pd.DataFrame) -> None:
    figure = table.loc[("vertrouwen_instituties", "15+", "PV22", 2024)]
    assert (figure["value"], figure["source"]) == (60.2, "jaarverslag-sociale-agenda-2025")


def test_files_of_indicators_that_are_gone_go(upstream: Path, small_catalogue: Path, tmp_path: Path) -> None:
    old = tmp_path / "observations" / "verdwenen.csv"
    old.parent.mkdir()
    old.write_text("population,region,year,value,lower,upper,status,missing,origin,coverage,source\n")
    assert build(upstream, small_catalogue, tmp_path) == 0
    assert not old.exists()
    # What was there can be put back: python -m loaders.refresh --rollback.
    assert sorted(file.name for file in tmp_path.iterdir()) == ["observations", "observations.previous"]
    assert (tmp_path / "observations.previous" / "verdwenen.csv").exists()


def edited(small_catalogue: Path, tmp_path: Path, change: dict[str, list[dict[str, object]]]) -> Path:
    """The small catalogue with other datasets for some indicators."""
    folder = tmp_path / "catalogue"
    shutil.copytree(small_catalogue, folder)
    file = folder / "themes" / "test.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for indicator in content["indicators"]:
        indicator["datasets"] = change.get(indicator["id"], indicator["datasets"])
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


def test_all_mismatches_are_told_at_once_and_nothing_is_written(
    upstream: Path, small_catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = edited(
        small_catalogue,
        tmp_path,
        {
            "moeite_rondkomen": [
                {"source": "RIVM-50090NED", "measure": "MoeiteMetRondkomenn"},
                {"source": "RIVM-50150NED", "measure": "MoeiteMetRondkomen", "years": [2023]},
            ],
            "vertrouwen_instituties": [{"source": "CBS-RMBW-2024", "measure": "Vertrouwen in instituties"}],
            "bevolking": [
                {"source": "CBS-KWB-2022", "measure": "aantal_inwoners", "population": "huishoudens"},
                {"source": "Politie-47022NED", "measure": "geregistreerde_misdrijven"},
            ],
        },
    )
    out = tmp_path / "out"
    assert build(upstream, catalogue, out) == 1
    said = capsys.readouterr().err
    assert "Bedoel je 'MoeiteMetRondkomen'" in said
    assert "jaar 2023 is er niet, wel 2024" in said
    assert "geef 'population' in de catalogus" in said
    assert "groep huishoudens staat niet bij 'populations'" in said
    assert "de brontabel 'Politie 47022NED' is er niet" in said
    assert not out.exists()


def test_two_sources_for_one_figure_is_a_question_not_a_guess(
    upstream: Path, small_catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = [
        {"source": "RIVM-50150NED", "measure": "GoedErvarenGezondheid"},
        {"source": "RIVM-50090NED", "measure": "ErvarenGezondheidGoedZeerGoed"},
    ]
    catalogue = edited(small_catalogue, tmp_path, {"ervaren_gezondheid": both})
    # The one is the newer edition of the other: then there is no question.
    assert build(upstream, catalogue, tmp_path / "out") == 0
    rows = snapshot.read(tmp_path / "out" / "observations").set_index(["indicator", "population", "year"])
    assert set(rows.loc[("ervaren_gezondheid", "18+", 2020), "source"]) == {"RIVM-50150NED"}
    sources = catalogue / "sources.yaml"
    text = sources.read_text(encoding="utf-8").replace("replaces: [RIVM-50090NED]", "replaces: []")
    sources.write_text(text, encoding="utf-8")
    load.cache_clear()
    assert build(upstream, catalogue, tmp_path / "out") == 1
    assert "ervaren_gezondheid, 18+, 2020: RIVM-50090NED en RIVM-50150NED" in capsys.readouterr().err


def test_a_figure_by_hand_never_replaces_a_table(
    upstream: Path, small_catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = edited(small_catalogue, tmp_path, {})
    figures = catalogue / "single_figures.yaml"
    text = figures.read_text(encoding="utf-8").replace("2024, value", "2022, value")
    figures.write_text(text.replace("PV22", "GM0114"), encoding="utf-8")
    assert build(upstream, catalogue, tmp_path / "out") == 1
    assert "los cijfer vertrouwen_instituties, 15+, GM0114, 2022" in capsys.readouterr().err
    # Where the tables have no figure, it may stand.
    figures.write_text(text, encoding="utf-8")
    assert build(upstream, catalogue, tmp_path / "out") == 0
    rows = snapshot.read(tmp_path / "out" / "observations").set_index(["indicator", "region", "year"])
    assert rows.loc[("vertrouwen_instituties", "PV22", 2022), "value"] == 60.2


def test_without_the_source_files_the_build_says_what_it_needs(
    small_catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path / "nergens", small_catalogue, tmp_path) == 2
    said = capsys.readouterr().err
    assert "nergens" in said
    assert "--sources" in said
    assert "data/README.md" in said


def test_a_missing_file_is_named(
    upstream: Path, small_catalogue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = tmp_path / "sources"
    shutil.copytree(upstream, sources)
    (sources / "cbs-rmbw" / "values.csv").unlink()
    assert build(sources, small_catalogue, tmp_path / "out") == 1
    assert "values.csv: dit bestand is er niet" in capsys.readouterr().err


def assembled_with(small_catalogue: Path, province: str) -> pd.DataFrame:
    """Trust of the twelve from one source, and of Drenthe from this one."""
    rows = [(code, 60.0, "CBS-RMBW-2024") for code in GEMEENTEN] + [("PV22", 58.0, province)]
    table = pd.DataFrame(rows, columns=["region", "value", "source"]).assign(
        indicator="vertrouwen_instituties",
        population="15+",
        year=2022,
        status="definitief",
        origin="gepubliceerd",
    )
    people = pd.DataFrame({"region": GEMEENTEN, "value": 1000.0}).assign(
        source="CBS-KWB-2022", indicator="bevolking", population="personen", year=2022, status="definitief",
        origin="gepubliceerd",
    )  # fmt: skip
    tables = [frame.reindex(columns=COLUMNS) for frame in (table, people)]
    return assembled(load(small_catalogue), tables, [])


def test_the_publishers_own_row_wins_over_a_calculation(small_catalogue: Path) -> None:
    made = assembled_with(small_catalogue, "CBS-RMBW-2024")
    (drenthe,) = made[
        (made["indicator"] == "vertrouwen_instituties") & (made["region"] == "PV22") & (made["year"] == 2022)
    ].itertuples()
    assert (drenthe.value, drenthe.origin) == (58.0, "gepubliceerd")


def test_a_row_of_another_series_never_takes_the_place_of_a_calculation(small_catalogue: Path) -> None:
    with pytest.raises(BuildError) as refused:
        assembled_with(small_catalogue, "CBS-RMBW-2025")
    (problem,) = refused.value.problems
    assert (
        "vertrouwen_instituties, 15+, 2022: CBS-RMBW-2025 geeft een cijfer van PV22 uit een andere reeks"
        in problem.text
    )
    assert "(CBS-RMBW-2024)" in problem.text
    assert problem.sources == ("CBS-RMBW-2025", "CBS-RMBW-2024")
