"""New boundaries come in whole and true, or not at all; the stand-in gives what the project itself draws."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from compare.rules import comparators
from geo import boundaries, build, features, match, refresh, register, stored
from geo import sources as raw
from loaders.refreshing.lock import only_one
from monitor import division, province, regions
from opendata import layers
from tests.geo.conftest import (
    BUURTEN,
    FIGURES,
    GEMEENTEN,
    PROVINCE_OF,
    PROVINCIES,
    ROOT,
    WIJKEN,
    Areas,
    Run,
    World,
    drawn,
)
from tests.sweep import EXHAUSTIVE
from tests.upstream.standin import Fault
from tests.upstream.standin.gebieden import edition
from tests.upstream.standin.pdok import PdokFault, real

SOURCES = ROOT.parent / "shared" / "sources"
with_sources = pytest.mark.skipif(
    not (SOURCES / raw.GEMEENTEN_2024).is_file(), reason="the raw files are not beside the project"
)


def merged(areas: Areas, one: str, other: str, code: str, name: str) -> Areas:
    """The map after two neighbours became one."""
    shapes = {known: shape for known, _, shape in areas}
    whole = shapely.union_all([shapes[one], shapes[other]])
    return sorted([*(area for area in areas if area[0] not in (one, other)), (code, name, whole)])


def with_province(gemeenten: Areas) -> Areas:
    """Provinces that fit a map: its gemeenten put together."""
    return [
        (code, name, shapely.union_all([area for own, _, area in gemeenten if PROVINCE_OF[own] == code]))
        for code, name, _ in PROVINCIES
    ]


@with_sources
@EXHAUSTIVE
def test_pdok_gives_exactly_what_the_build_makes_of_the_files(world: World, run: Run, tmp_path: Path) -> None:
    build.build(SOURCES, tmp_path / "built")
    gemeenten = [(code, name, shapely.geometry.shape(area)) for code, name, area in real()]
    wijken = boundaries._wijken_2022(SOURCES)
    names = raw.r_table(SOURCES / raw.WIJKEN_2022).set_index("code")["name"]
    world.layers[("gemeente", 2024)] = real()  # type: ignore[assignment]
    world.layers[("provincie", 2024)] = with_province(gemeenten)
    world.layers[("wijk", 2024)] = [
        (code, names[code], area) for code, area in zip(wijken["code"], wijken.geometry, strict=True)
    ]
    assert run() == refresh.FRESH, world.err
    for level in ("nederland_gemeenten", "nederland_provincies", "drenthe_gemeenten", "drenthe_wijken"):
        found, made = drawn(level, world.data), drawn(level, tmp_path / "built")
        assert list(found) == list(made)
        sizes = [
            [shapely.geometry.shape(feature["geometry"]).area for feature in side.values()]
            for side in (found, made)
        ]
        assert np.allclose(*sizes, rtol=0.001, atol=0)
    for level in (
        "nederland_gemeenten",
        "nederland_provincies",
        "drenthe_gemeenten",
        "nederland_grenslijnen",
    ):
        made_bytes = (tmp_path / "built" / "boundaries" / f"{level}.geojson").read_bytes()
        assert stored.read(world.data)[level] == made_bytes, level
    assert (world.data / "regions.csv").read_bytes() == (tmp_path / "built" / "regions.csv").read_bytes()


def test_what_is_brought_in_is_whole_and_can_be_taken_back(world: World, run: Run) -> None:
    before = world.files()
    assert run() == refresh.FRESH, world.err
    after = world.files()
    assert after != before
    assert "Dezelfde 342 gemeenten als op de kaart van 2024." in world.out
    assert "De COROP-gebieden in Drenthe zijn in 2024 dezelfde" in world.out
    assert "GGD Drenthe (GG0706) is in 2024 hetzelfde gebied" in world.out
    assert "Kolom voor provincie:" in world.out
    for level in features.LEVELS:
        shapes = [
            shapely.geometry.shape(feature["geometry"]) for feature in drawn(level, world.data).values()
        ]
        boundaries.check(level, gpd.GeoSeries(shapes))
    assert set(drawn("drenthe_gemeenten", world.data)) == set(province.GEMEENTEN)
    assert run() == refresh.FRESH
    assert world.out.count("ongewijzigd") == 3
    assert "Geschreven" not in world.out
    assert run("--rollback") == refresh.FRESH
    assert world.files() == before
    assert run("--rollback") == refresh.FRESH
    assert world.files() == after


def test_the_list_of_regions_stays_as_it_is_when_nothing_changes() -> None:
    file = ROOT / "data" / "regions.csv"
    assert register.written(register.read(file)) == file.read_bytes()


def test_the_newest_year_that_exists_is_taken(world: World, run: Run) -> None:
    world.year(2025, GEMEENTEN)
    assert run(this_year=2026) == refresh.FRESH, world.err
    assert "Gemeenten en provincies: grenzen van 2025, vernieuwd." in world.out
    assert "Wijken: grenzen van 2024" in world.out
    asked = [
        seen.target for seen in world.standin.seen if "/wfs/" in seen.target and "gemeente_" in seen.target
    ]
    assert [target.split("/")[4] for target in asked] == ["2026", "2025"]
    year = json.loads(stored.read(world.data)["nederland_gemeenten"])["year"]
    assert year == 2025


@EXHAUSTIVE
def test_a_map_that_leaves_figures_without_their_gemeente_is_not_taken_unless_asked_for(
    world: World, run: Run
) -> None:
    world.year(2025, merged(GEMEENTEN, "GM0037", "GM0047", "GM9901", "Veenstad"), {"GM9901": "PV20"})
    before = world.files()["nederland_gemeenten"]
    assert run(this_year=2025) == refresh.FRESH, world.err
    assert "De kaart van 2025 is niet overgenomen: de nieuwste cijfers gaan over" in world.out
    assert "Veendam (GM0047)" in world.out
    assert "grenzen van 2024" in world.out
    assert set(drawn("nederland_gemeenten", world.data)) == {
        c["properties"]["code"] for c in json.loads(before)["features"]
    }

    world.layers |= {("wijk", 2025): WIJKEN, ("buurt", 2025): BUURTEN}
    assert run("--year", "2025") == refresh.FRESH, world.err
    assert (
        "Veendam (GM0047) staat niet op de kaart van 2025; dat gebied hoort daar bij Veenstad (GM9901)."
        in world.out
    )
    assert (
        "Op de kaart van 2025, niet op die van 2024: Veenstad (GM9901). Daarover zijn nog geen cijfers."
        in world.out
    )
    assert "Die cijfers staan niet op de kaart van 2025." in world.out
    rows = register.read(world.data / "regions.csv").set_index("code")
    assert rows.loc["GM9901", ["name", "province", "first_year", "last_year"]].tolist() == [
        "Veenstad",
        "PV20",
        "2025",
        "",
    ]
    assert rows.loc["GM0047", "last_year"] == "2024", "older figures still have their region"
    assert drawn("nederland_gemeenten", world.data)["GM9901"]["properties"]["name"] == "Veenstad"


@pytest.mark.usefixtures("monitor")
def test_figures_without_a_boundary_are_reported_by_name_afterwards(world: World, run: Run) -> None:
    world.year(2025, merged(GEMEENTEN, "GM0037", "GM0047", "GM9901", "Veenstad"), {"GM9901": "PV20"})
    assert regions.name("GM0047") == "Veendam", "the list was read before the boundaries came"
    run("--year", "2025")
    figures = pd.DataFrame({"region": list(PROVINCE_OF), "year": 2024})
    division.follow(world.data)
    (mismatch,) = match.report(figures)
    assert mismatch.sentences() == [
        "Gemeenten: 2 gemeenten in de cijfers, maar niet op de kaart van 2025: Stadskanaal, Veendam.",
        "Gemeenten: 1 gemeente op de kaart van 2025 zonder cijfer: Veenstad.",
    ]


@pytest.mark.usefixtures("monitor")
@EXHAUSTIVE
def test_a_running_monitor_shows_the_new_boundaries_from_the_next_page_on(world: World, run: Run) -> None:
    before = world.files()
    assert features.boundaries("drenthe_gemeenten").body == before["drenthe_gemeenten"]
    world.year(2025, merged(GEMEENTEN, "GM0037", "GM0047", "GM9901", "Veenstad"), {"GM9901": "PV20"})
    world.layers |= {("wijk", 2025): WIJKEN, ("buurt", 2025): BUURTEN}
    version = division.follow(world.data)
    assert run("--year", "2025") == refresh.FRESH
    # Whoever is in the middle of something goes on with what it began with; what starts after it has the new map.
    assert features.boundaries("nederland_gemeenten").body == before["nederland_gemeenten"]
    assert division.follow(world.data) > version
    assert features.head("nederland_gemeenten")["year"] == 2025
    assert regions.name("GM9901") == "Veenstad"
    assert layers.titles()["gemeenten"] == "341 gemeenten van Nederland, 2025"
    assert "GM9901" in comparators.fixed()["provincie-groningen"].members
    now = division.follow(world.data)
    assert division.follow(world.data) == now
    assert run("--rollback") == refresh.FRESH
    assert division.follow(world.data) > now
    assert features.boundaries("nederland_gemeenten").body == before["nederland_gemeenten"]
    assert layers.titles()["gemeenten"] == "342 gemeenten van Nederland, 2024"


@EXHAUSTIVE
@pytest.mark.usefixtures("monitor")
def test_readers_never_see_half_of_a_map(world: World, run: Run) -> None:
    """Two readers start a page again and again while the boundaries go forward and back."""
    world.year(2025, merged(GEMEENTEN, "GM0037", "GM0047", "GM9901", "Veenstad"), {"GM9901": "PV20"})
    world.layers |= {("wijk", 2025): WIJKEN, ("buurt", 2025): BUURTEN}
    assert run("--year", "2025") == refresh.FRESH
    seen: Counter[int] = Counter()
    broken: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            division.follow(world.data)
            try:
                files = features._files()
                count = len(json.loads(files["nederland_gemeenten"].body)["features"])
                years = {json.loads(files[level].body)["year"] for level in features.LEVELS[:3]}
                names = [regions.name(code) for code in ("GM0114", "GM1680")]
                if len(years) != 1 or names != ["Emmen", "Aa en Hunze"]:
                    broken.append(f"{years} {names}")
                seen[count] += 1
            except Exception as error:
                broken.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for times in range(400):
        stored.roll_back(world.data)
        # Now and then long enough for a reader to take a map in: one that is replaced meanwhile is refused.
        time.sleep(0.005 if times % 3 else 0.3)
        if times >= 12 and len(seen) == 2:
            break
    done.set()
    for reader in readers:
        reader.join()
    assert broken == []
    assert set(seen) == {341, 342}


def test_figures_of_the_new_gemeente_bring_the_new_map(world: World, run: Run) -> None:
    world.year(2025, merged(GEMEENTEN, "GM0037", "GM0047", "GM9901", "Veenstad"), {"GM9901": "PV20"})
    for name in FIGURES:
        file = world.data / "observations" / f"{name}.csv"
        rows = pd.read_csv(file, dtype=str, keep_default_na=False)
        newest = rows[rows["year"] == rows["year"].max()].assign(year="2025")
        newest = newest[newest["region"] != "GM0037"].replace({"region": {"GM0047": "GM9901"}})
        pd.concat([rows, newest]).to_csv(file, index=False)
    assert run(this_year=2025) == refresh.FRESH, world.err
    assert "Gemeenten en provincies: grenzen van 2025, vernieuwd." in world.out
    assert "dat gebied hoort daar bij Veenstad (GM9901)" in world.out


@pytest.mark.parametrize("code", ["GM0114", "GM0363"])
def test_a_gemeente_that_is_simply_missing_stops_the_map(code: str, world: World, run: Run) -> None:
    world.layers[("gemeente", 2024)] = [area for area in GEMEENTEN if area[0] != code]
    before = world.files()
    assert run() == refresh.PARTLY
    assert f"({code}) staat niet meer op de kaart, en dat gebied hoort ook niet bij een ander" in world.err
    assert "De vorige grenzen blijven staan." in world.err
    after = world.files()
    assert {name for name in after if after[name] != before.get(name)} <= {
        "drenthe_wijken",
        "drenthe_buurten",
        "regions",
    }


@pytest.mark.parametrize("fault", [fault for fault in PdokFault if fault not in (
    PdokFault.METRES, PdokFault.WITHOUT_COUNT, PdokFault.NO_NAME, PdokFault.NO_YEAR, PdokFault.REPORT,
    PdokFault.LINK_LOOP, PdokFault.LINK_AWAY, PdokFault.COUNT_CHANGES)], ids=lambda fault: fault.name)  # fmt: skip
def test_no_fault_of_a_map_reaches_the_project(fault: PdokFault, world: World, run: Run) -> None:
    world.pdok.faults.add(fault)
    before = world.files()
    assert run() in (refresh.PARTLY, refresh.UNREACHABLE), world.out
    after = world.files()
    if fault is PdokFault.LEFT_OUT:
        assert after["nederland_gemeenten"] == before["nederland_gemeenten"]
    else:
        assert after == before
    assert "blijven staan" in world.err


@EXHAUSTIVE
def test_metres_are_converted_and_the_map_is_the_same(world: World, run: Run) -> None:
    assert run() == refresh.FRESH
    plain = world.files()
    world.pdok.faults.add(PdokFault.METRES)
    assert run() == refresh.FRESH, world.err
    assert "PDOK gaf Rijksdriehoekscoördinaten" in world.out
    size = [
        sum(
            shapely.geometry.shape(f["geometry"]).area
            for f in json.loads(side["nederland_gemeenten"])["features"]
        )
        for side in (plain, world.files())
    ]
    assert abs(size[0] / size[1] - 1) < 1e-6


def test_the_wijken_can_fail_while_the_gemeenten_come(world: World, run: Run) -> None:
    world.standin.fail("wijk_gegeneraliseerd", Fault.SERVER_ERROR)
    before = world.files()
    assert run() == refresh.PARTLY
    assert "Wijken: niet opgehaald." in world.err
    assert "Gemeenten en provincies: grenzen van 2024, vernieuwd." in world.out
    assert world.files()["drenthe_wijken"] == before["drenthe_wijken"]
    assert world.files()["nederland_gemeenten"] != before["nederland_gemeenten"]


def test_without_a_service_everything_stays(world: World, run: Run) -> None:
    world.standin.fail("pdok", Fault.CLOSED)
    before = world.files()
    assert run() == refresh.UNREACHABLE
    assert "Er was niets op te halen. De grenzen staan zoals ze stonden." in world.err
    assert world.files() == before
    assert "loaders.upstream.pdok" in (world.data / ".refresh" / "boundaries.log").read_text(encoding="utf-8")


def test_a_year_nobody_has_is_told(world: World, run: Run) -> None:
    before = world.files()
    assert run("--year", "2031") == refresh.UNREACHABLE
    assert "Gemeentegrenzen 2031 (PDOK)" in world.err
    assert run(this_year=2040) == refresh.UNREACHABLE
    assert "PDOK heeft ze niet voor 2040, 2039, 2038." in world.err
    assert world.files() == before


@EXHAUSTIVE
def test_cbs_may_be_away_and_may_not_contradict(world: World, run: Run) -> None:
    world.standin.fail("cbs.nl", Fault.SERVER_ERROR)
    assert run() == refresh.PARTLY
    assert "Niet vergeleken met de tabel van CBS. 'Gebieden in Nederland 2024'" in world.out
    assert "grenzen van 2024, vernieuwd" in world.out
    world.standin.heal()
    before = world.files()
    world.gebieden.editions[:] = [edition(2024, GEMEENTEN, {"GM0106": "PV20"})]
    assert run() == refresh.PARTLY
    assert "Assen (GM0106) ligt op de kaart in PV22 en hoort volgens CBS bij PV20." in world.err
    assert world.files() == before


def test_other_members_of_a_corop_are_named(world: World, run: Run) -> None:
    (table,) = world.gebieden.editions
    corop = {**table.divisions["COROP-gebieden"], "GM0106": "CR08"}
    ggd = {**table.divisions["GGD-regio's"], "GM0037": "GG0706"}
    table.divisions = {**table.divisions, "COROP-gebieden": corop, "GGD-regio's": ggd}
    assert run() == refresh.FRESH
    assert "Noord-Drenthe (COROP): volgens CBS 2024 horen daar niet Assen (GM0106) bij." in world.out
    assert "Zuidoost-Drenthe (COROP): volgens CBS 2024 horen daar ook Assen (GM0106) bij." in world.out
    assert (
        "Let op: in 2024 hoort Drenthe bij 1 GGD-regio's (GG0706), samen met Stadskanaal (GM0037)"
        in world.out
    )


def test_another_name_keeps_the_old_one_as_a_spelling(world: World, run: Run) -> None:
    world.layers[("gemeente", 2024)] = [
        (code, "Assen aan de Vaart" if code == "GM0106" else name, area) for code, name, area in GEMEENTEN
    ]
    assert run() == refresh.FRESH
    assert "Assen (GM0106) heet nu Assen aan de Vaart." in world.out
    row = register.read(world.data / "regions.csv").set_index("code").loc["GM0106"]
    assert (row["name"], row["aliases"]) == ("Assen aan de Vaart", "Assen")


def swapped_wijken() -> Areas:
    """The wijken of Assen with their numbers dealt out anew."""
    own = [area for area in WIJKEN if area[0].startswith("WK0106")]
    turned = [
        (code, name, shape) for (code, name, _), (_, _, shape) in zip(own, own[1:] + own[:1], strict=True)
    ]
    return sorted([area for area in WIJKEN if area not in own] + turned)


@EXHAUSTIVE
def test_wijken_under_another_number_are_not_mistaken_for_the_old_ones(world: World, run: Run) -> None:
    world.layers[("wijk", 2024)] = swapped_wijken()
    assert run() == refresh.FRESH, world.err
    assert "De kaart van 2024 is niet overgenomen: de nieuwste cijfers gaan over" in world.out
    assert "Wijken: grenzen van 2022, ongewijzigd." in world.out
    assert run("--year", "2024") == refresh.FRESH
    assert "Een ander gebied dan op de kaart van 2022, onder dezelfde code:" in world.out
    rows = register.read(world.data / "regions.csv")
    assen = rows[rows["code"] == "WK010600"]
    assert assen[["first_year", "last_year"]].to_numpy().tolist() == [["2020", "2022"], ["2024", ""]]


def test_a_missing_wijk_stops_the_wijken(world: World, run: Run) -> None:
    world.layers[("wijk", 2024)] = [area for area in WIJKEN if area[0] != "WK010600"]
    before = world.files()["drenthe_wijken"]
    assert run() == refresh.PARTLY
    assert "de wijken van Assen zijn op de kaart van 2024 samen" in world.err
    assert world.files()["drenthe_wijken"] == before


def test_a_second_refresh_at_the_same_time_is_refused(world: World, run: Run) -> None:
    with only_one(world.data / ".refresh" / "boundaries.lock"):
        assert run() == refresh.BUSY
    assert "Er wordt al ververst" in world.err


def test_wrong_calls(world: World, run: Run, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("--jaar", "2024")
    assert stopped.value.code == refresh.WRONG_CALL
    assert run("--rollback") == refresh.WRONG_CALL
    assert "Er zijn geen vorige grenzen" in world.err
    (world.data / "regions.csv").unlink()
    assert run() == refresh.WRONG_CALL
    assert "geen regions.csv" in world.err


def test_what_cannot_be_written_changes_nothing(
    world: World, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "data/regions.csv")

    before = world.files()
    monkeypatch.setattr(stored, "exchange", full)
    assert run() == refresh.NOT_WRITTEN
    assert (
        "Er is niets geschreven: data/regions.csv: de schijf is vol; maak ruimte en probeer het opnieuw. De grenzen staan"
        in world.err
    )
    assert world.files() == before
    assert not list(world.data.glob("*.tmp"))
