"""Each reader finds the published figures in its upstream's format, and tells what is missing."""

from __future__ import annotations

import importlib
from pathlib import Path

import pandas as pd
import pytest
import yaml

from loaders.read import readers
from monitor.catalogue import DATA, Source
from monitor.errors import SourceError
from monitor.observations import RAW_COLUMNS
from monitor.region_names import code_of
from monitor.regions import gemeenten
from tests.loaders.conftest import value

LISTED = yaml.safe_load((DATA / "catalogue" / "sources.yaml").read_text(encoding="utf-8"))
SOURCES = {id: Source(id=id, **entry) for id, entry in LISTED.items()}


def read(id: str, folder: Path) -> pd.DataFrame:
    source = SOURCES[id]
    files = [file for pattern in source.files for file in sorted(folder.glob(pattern))]
    return importlib.import_module(f"loaders.sources.{source.reader}").read(files, dict(source.options))


def reason(frame: pd.DataFrame, measure: str, region: str) -> str | None:
    return frame[(frame["measure"] == measure) & (frame["region"] == region)]["missing"].iloc[0]


def test_every_reader_says_what_format_it_reads() -> None:
    for name in readers():
        module = importlib.import_module(f"loaders.sources.{name}")
        assert "Upstream format:" in module.__doc__
        assert callable(module.read)


def test_every_source_with_files_has_a_reader_that_exists() -> None:
    for source in SOURCES.values():
        assert (source.reader in readers()) == bool(source.files), source.id


def test_workbooks_of_rivm_give_numbers_out_of_padded_text(upstream: Path) -> None:
    frame = read("RIVM-50090NED", upstream)
    assert list(frame.columns) == RAW_COLUMNS
    assert value(frame, "MoeiteMetRondkomen", "GM0114", 2012, "18+") == 26.6
    assert value(frame, "MoeiteMetRondkomen", "GM0114", 2016, "18+") == 21.0
    assert value(frame, "MoeiteMetRondkomen", "GM0114", 2020, "18+") == 12.5
    assert value(frame, "MoeiteMetRondkomen", "NL00", 2012, "18+") == 24.0
    assert value(frame, "MoeiteMetRondkomen", "GM0114", 2012, "65+") == 16.5


def test_only_wijken_of_drenthe_and_no_buurten(upstream: Path) -> None:
    regions = set(read("RIVM-50090NED", upstream)["region"])
    assert "WK011410" in regions
    assert not any(code.startswith(("BU", "WK0014")) for code in regions)


def test_a_dot_is_no_figure_and_an_empty_column_no_question(upstream: Path) -> None:
    frame = read("RIVM-50090NED", upstream)
    assert pd.isna(value(frame, "MoeiteMetRondkomen", "WK011410", 2012, "65+"))
    assert not ((frame["measure"] == "Vrijwilligerswerk") & (frame["year"] == 2012)).any()


def test_young_adults_of_ggd_drenthe_are_drenthe(upstream: Path) -> None:
    frame = read("RIVM-50140NED", upstream)
    assert value(frame, "MoeiteMetRondkomen", "PV22", 2024, "16-25") == 26.1
    assert value(frame, "VeelVertrouwenInEigenToekomst", "GM0114", 2024) == 41.1
    assert reason(frame, "Mantelzorger", "GM1690") == "onderdrukt"
    assert set(frame["region"]) == {"NL00", "PV22", "GM0106", "GM0114", "GM1731", "GM1690"}


def test_margins_become_lower_and_upper(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_text(
        "ID;Leeftijd;Marges;RegioS;Perioden;Eenzaam_7\n"
        "0;20300   ;MW00000;NL01  ;2024JJ00;46.3\n"
        "1;20300   ;MOG0095;NL01  ;2024JJ00;45.9\n"
        "2;20300   ;MBG0095;NL01  ;2024JJ00;46.7\n"
        "3;20300   ;MW00000;PV22  ;2024JJ00;\n"
    )
    frame = importlib.import_module("loaders.sources.typed_dataset").read([file], {})
    netherlands = frame[frame["region"] == "NL00"].iloc[0]
    assert (netherlands["lower"], netherlands["value"], netherlands["upper"]) == (45.9, 46.3, 46.7)
    assert reason(frame, "Eenzaam", "PV22") == "niet_gepubliceerd"


def test_perceived_health_per_gemeente_without_the_carriers_own_average(upstream: Path) -> None:
    frame = read("RIVM-50150NED", upstream)
    assen = [value(frame, "GoedErvarenGezondheid", "GM0106", year) for year in (2012, 2016, 2020, 2022, 2024)]
    assert assen == [76.6, 76.2, 78.0, 69.3, 72.4]
    assert value(frame, "EenOfMeerLangdurigeAandoeningen", "NL00", 2024) == 34.9
    # Of Nederland alone, in a year that the older edition has of every gemeente.
    chronic = frame[frame["measure"] == "EenOfMeerLangdurigeAandoeningen"]
    assert set(chronic["year"]) == {2022, 2024}
    province = upstream / "rivm-50150ned-ervaren-gezondheid" / "provincie_drenthe.json"
    nation = province.with_name("nl.json")
    reader = importlib.import_module("loaders.sources.perceived_health")
    assert set(reader.read([nation, province], {})["region"]) == {"NL00"}


def test_transcribed_rows_carry_the_topics_of_rivm(upstream: Path) -> None:
    health = read("RIVM-50150NED", upstream)
    assert value(health, "MoeiteMetRondkomen", "GM0106", 2024, "18+") == 14.4
    assert value(health, "MoeiteMetRondkomen", "GM0014", 2024, "18+") == 21.0
    assert value(health, "VoldoetAanDeBeweegrichtlijn", "GM0109", 2024) == 44.1
    neighbourhoods = read("CBS-KWB-2023-drenthe", upstream)
    assert value(neighbourhoods, "sa_bijstand", "GM0106", 2023) == 2410
    assert set(neighbourhoods["measure"]) == {
        "sa_bijstand",
        "hh_laag_inkomen",
        "hh_sociaal_minimum",
        "wmo_relatief",
    }


def test_national_trust_of_everybody(upstream: Path) -> None:
    frame = read("CBS-82378NED", upstream)
    assert value(frame, "VertrouwenInAndereMensen", "NL00", 2012, "15+") == 58.3
    assert value(frame, "TweedeKamer", "NL00", 2017) == 40.8


def test_editions_of_the_wellbeing_monitor_stay_apart(upstream: Path) -> None:
    older, newer = read("CBS-RMBW-2024", upstream), read("CBS-RMBW-2025", upstream)
    assert value(older, "Vertrouwen in instituties", "GM0114", 2022) == 54.3
    assert value(older, "Mediaan besteedbaar inkomen", "GM0114", 2021) == 27_300
    assert value(newer, "Geregistreerde problematische schulden (huishoudens)", "GM0114", 2023) == 9.9
    assert not (newer["year"] == 2021).any()
    statuses = older.set_index("measure")["status"]
    assert set(statuses["Vertrouwen in instituties"]) == {"modelschatting"}
    assert statuses["Mediaan besteedbaar inkomen"] == ""


def test_a_statline_download_gives_euros_and_codes(upstream: Path) -> None:
    frame = read("CBS-inkomen-2024", upstream)
    assert value(frame, "Inkomen/Mediaan besteedbaar inkomen", "GM0114", 2024, "huishoudens") == 44_400
    assert value(frame, "Inkomen/Mediaan gestandaardiseerd inkomen", "NL00", 2024) == 36_500
    assert value(frame, "Particuliere huishoudens", "GM0114", 2024) == 50_100
    assert set(frame["status"]) == {"voorlopig"}
    assert reason(frame, "Inkomen/Gemiddeld besteedbaar inkomen", "GM0060") == "niet_gepubliceerd"
    names = {
        "GM0518": "'s-Gravenhage",
        "GM0014": "Groningen",
        "GM0893": "Bergen (L.)",
        "GM0687": "Middelburg",
    }
    assert set(names) <= set(frame["region"])


def test_a_gemeente_of_the_past_without_figures_is_no_row(upstream: Path) -> None:
    frame = read("CBS-70072ned-2025", upstream)
    total = "Bevolking/Bevolkingssamenstelling op 1 januari/Totale bevolking"
    assert value(frame, total, "GM0106", 2025) == 70_392
    assert value(frame, total, "NL00", 2025) == 18_044_027
    assert set(frame["region"]) == {"NL00", "GM0106", "GM0114", "GM0344"}
    assert set(frame["status"]) == {"definitief"}


def test_neighbourhood_figures_are_in_euro_and_sentinels_are_missing(upstream: Path) -> None:
    frame = read("CBS-KWB-2022", upstream)
    assert value(frame, "gem_gestand_inkomen", "GM0114", 2022) == 31_500
    assert value(frame, "aantal_inwoners", "GM0106", 2022) == 68_979
    assert reason(frame, "gem_gestand_inkomen", "GM0088") == "niet_gepubliceerd"
    assert "GM0998" not in set(frame["region"])
    assert not frame["measure"].str.startswith("cr_").any()


def test_debts_on_1_january_by_one_definition(upstream: Path) -> None:
    new, old = read("CBS-schulden-dashboard", upstream), read("CBS-schulden-dashboard-oud", upstream)
    assert value(new, "aandeel_schuldenaren", "NL00", 2021) == 7.7
    assert value(old, "aandeel_schuldenaren", "NL00", 2021) == 7.4
    assert value(old, "aandeel_schuldenaren", "NL00", 2020) == 7.9
    assert sorted(set(old["year"])) == [2019, 2020, 2021]
    risk = read("CBS-schulden-risico-2018", upstream)
    assert value(risk, "Risicogroep_aandeel", "GM0106", 2018) == 2.5
    assert reason(risk, "Instroomkans", "GM0024") == "onderdrukt"


def test_the_compiled_table_gives_one_source_table(upstream: Path) -> None:
    assert value(read("CBS-70072ned-compiled", upstream), "bevolking", "GM0114", 2020) == 107_048
    survey = read("CBS-GZM-2022", upstream)
    assert value(survey, "beweegrichtlijn", "PV22", 2022, "18+") == 46.0
    reader = importlib.import_module("loaders.sources.compiled")
    table = {"source_table": "CBS KWB 2022 (PDOK wijkenbuurten 2022)"}
    frame = reader.read([upstream / "compiled" / "observations.csv"], table)
    assert value(frame, "gemiddeld_gestandaardiseerd_inkomen_hh", "GM0114", 2022) == 31_500


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Emmen", "GM0114"),
        ("Utrecht", None),
        ("Friesland (PV)", "PV21"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Utrecht (PV)", "PV26"),
        ("Drenthe (PV)", "PV22"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen (L.)", "GM0893"),
        ("Nederland", "NL00"),
        ("Atlantis", None),
    ],
)
def test_names_as_statline_writes_them(name: str, code: str | None) -> None:
    assert code_of(name, 2024) == code


def test_the_register_knows_the_gemeenten_of_each_division() -> None:
    assert {year: len(gemeenten(year)) for year in (2012, 2017, 2020, 2022, 2024)} == {
        2012: 415, 2017: 388, 2020: 355, 2022: 345, 2024: 342,
    }  # fmt: skip


def test_a_stored_page_gives_the_ggd_as_drenthe_and_no_region_without_a_code(tmp_path: Path) -> None:
    head = "tabel;titel;indicator;bevolking;regio_code;regio;jaar;waarde;ondergrens;bovengrens;eenheid;url;noot\n"
    rows = [
        "85012NED;T;rokers;18+;NL01;Nederland;2020;16.7;16.2;17.2;%;u;",
        "85012NED;T;rokers;18+;GG0706;GGD Drenthe;2020;17.2;;;%;u;",
        "85012NED;T;rokers;18+;;GGD Twente;2020;18.0;;;%;u;",
        "86050NED;W;cliënten;inwoners;GM0114;Emmen;2024 1e halfjaar;80;;;;u;",
        "86050NED;W;cliënten;inwoners;GM0114;Emmen;2024;;;;;u;",
    ]
    file = tmp_path / "paginas.csv"
    file.write_text(head + "\n".join(rows), encoding="utf-8")
    reader = importlib.import_module("loaders.sources.statline_pages")
    frame = reader.read([file], {"table": "85012NED"})
    assert list(frame.columns) == RAW_COLUMNS
    assert dict(zip(frame["region"], frame["value"], strict=True)) == {"NL00": 16.7, "PV22": 17.2}
    assert frame.loc[frame["region"] == "NL00", ["lower", "upper"]].to_numpy().tolist() == [[16.2, 17.2]]
    wmo = reader.read([file], {"table": "86050NED", "population": "personen"})
    assert wmo[["population", "year", "missing"]].to_numpy().tolist() == [
        ["personen", 2024, "niet_gepubliceerd"]
    ]
    with pytest.raises(SourceError, match="de tabel '1NED' is er niet"):
        reader.read([file], {"table": "1NED"})


def test_the_tables_of_a_ggd_give_nederland_and_not_who_answered(tmp_path: Path) -> None:
    file = tmp_path / "tabellenboek.csv"
    file.write_text(
        "leeftijd;hoofdstuk;onderwerp;indicator;Nederland;GM0034 Almere\n"
        "18-64;Algemene kenmerken;Gender;Man;45;46\n"
        "18-64;Gezondheid;;Aantal respondenten;240364;635\n"
        "18-64;Gezondheid;Roken;Roker;18;20\n"
        "65+;Gezondheid;Roken;Roker;9;*\n"
        "65+;Gezondheid;Roken;Ex-roker;;40\n"
        "65+;Gezondheid;Post-covid;Heeft post-covid;*;1\n",
        encoding="utf-8",
    )
    frame = importlib.import_module("loaders.sources.health_tables").read([file], {"year": "2024"})
    assert value(frame, "Roken/Roker", "NL00", 2024, "18-64") == 18
    assert value(frame, "Roken/Roker", "NL00", 2024, "65+") == 9
    assert reason(frame, "Post-covid/Heeft post-covid", "NL00") == "onderdrukt"
    assert len(frame) == 3


def test_a_half_width_beside_a_figure_becomes_its_interval(tmp_path: Path) -> None:
    file = tmp_path / "provincies.csv"
    file.write_text(
        "volgnummer;onderwerp;eenheid;regio;naam;jaar;waarde;marge_95pct\n"
        "1;Wel eens onveilig;%;PV22;Drenthe;2016;30.6;2.4\n"
        "1;Wel eens onveilig;%;PV20;Groningen;2016;33.4;\n",
        encoding="utf-8",
    )
    frame = importlib.import_module("loaders.sources.statline_margins").read([file], {"population": "15+"})
    figures = frame.set_index("region")[["value", "lower", "upper"]]
    # Written as 28.2, and not as 28.200000000000003.
    assert figures.loc["PV22"].tolist() == [30.6, 28.2, 33.0]
    assert figures.loc["PV20"].isna().tolist() == [False, True, True]
    assert set(frame["population"]) == {"15+"}


def test_low_income_is_of_every_household_and_the_newest_year_may_change(tmp_path: Path) -> None:
    file = tmp_path / "83841ned.csv"
    file.write_text(
        "kenmerk_code;kenmerk;inkomensgrens_code;inkomensgrens;duur;jaar;huishoudens_x1000;huishoudens_pct\n"
        "1050010;Particuliere huishoudens;A;Lage-inkomensgrens;ten minste 1 jaar;2022;323;4.2\n"
        "1050010;Particuliere huishoudens;A;Lage-inkomensgrens;ten minste 1 jaar;2024;;\n"
        "1050015;Eenpersoonshuishouden;A;Lage-inkomensgrens;ten minste 1 jaar;2022;200;6.5\n",
        encoding="utf-8",
    )
    frame = importlib.import_module("loaders.sources.low_income").read([file], {"provisional": "2024"})
    assert value(frame, "Lage-inkomensgrens/ten minste 1 jaar", "NL00", 2022, "huishoudens") == 4.2
    assert frame.set_index("year")["status"].to_dict() == {2022: "definitief", 2024: "voorlopig"}
    assert set(frame["region"]) == {"NL00"}


def test_a_statline_download_with_a_point_is_said_to_have_one(tmp_path: Path) -> None:
    file = tmp_path / "laag_inkomen.csv"
    file.write_text("Perioden;Regio's;Huishoudens/Relatief (%)\n2017;Drenthe (PV);7.1\n", encoding="utf-8")
    reader = importlib.import_module("loaders.sources.statline_export")
    options = {"population": "huishoudens"}
    assert reader.read([file], {**options, "decimal": "."})["value"].tolist() == [7.1]
    with pytest.raises(SourceError):
        reader.read([file], options)
