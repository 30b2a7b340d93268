"""The buurten of the province come in by a refresh of the boundaries only, and everything does without them."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pandas as pd
import pytest
import shapely
from shapely.geometry import Point, shape

from geo import boundaries, divisions, features, layers, match, refresh, register, renewed, stored
from geo.classes import Classes
from geo.outlines import outlines
from monitor import division, own_layers, regions
from opendata.layers import titles
from tests.geo.conftest import BUURTEN, GEMEENTEN, PROVINCE_OF, Areas, Run, World, drawn
from tests.upstream.standin import Fault

LEVEL = "drenthe_buurten"
#: A small part of Assen.
BRINK = "BU01060000"


def changed(code: str, *, new: str = "", name: str = "") -> Areas:
    """The buurten, one of them under another code or name."""
    return sorted(
        (new or known, name or title, area) if known == code else (known, title, area)
        for known, title, area in BUURTEN
    )


def rows_of(world: World) -> pd.DataFrame:
    return register.read(world.data / "regions.csv")


def test_they_are_written_with_names_places_and_year(world: World, run: Run) -> None:
    before = world.files()
    assert run() == refresh.FRESH, world.err
    assert "679 buurten in Drenthe." in world.out
    areas = drawn(LEVEL, world.data)
    assert list(areas) == [code for code, _, _ in BUURTEN]
    brink = areas[BRINK]["properties"]
    assert set(brink) == {"code", "name", "gemeente", "year", "lon", "lat"}
    assert (brink["name"], brink["gemeente"], brink["year"]) == ("Brinkkwartier", "GM0106", 2024)
    for code, _, _ in BUURTEN:
        own = areas[code]
        assert shape(own["geometry"]).contains(Point(own["properties"]["lon"], own["properties"]["lat"]))
    # PDOK calls both Vogelbuurt.
    assert areas["BU01190602"]["properties"]["name"] == "Vogelbuurt (Oosterboer)"
    assert areas["BU01191202"]["properties"]["name"] == "Vogelbuurt (Nijeveen)"
    assert world.files()["regions"] == before["regions"], "the division of 2024 is in the list"
    assert run("--rollback") == refresh.FRESH
    assert world.files() == before


@pytest.mark.parametrize("failing", ["", "service.pdok.nl"], ids=["WFS", "OGC API"])
def test_they_are_asked_where_the_province_lies_a_thousand_at_a_time(
    failing: str, world: World, run: Run
) -> None:
    across = [
        (
            f"BU0037{at:04}",
            f"Buurt {at}",
            shapely.box(6.6 + at / 10_000, 53.0, 6.6 + (at + 1) / 10_000, 53.01),
        )
        for at in range(400)
    ]
    of_elsewhere = [("BU0363AD03", "Nieuwendijk-Noord", shapely.box(4.9, 52.3, 4.91, 52.31))]
    world.layers["buurt", 2024] = sorted([*across, *of_elsewhere, *BUURTEN])
    if failing:
        world.standin.fail(failing, Fault.SERVER_ERROR)
    assert run() == refresh.FRESH, world.err
    assert list(drawn(LEVEL, world.data)) == [code for code, _, _ in BUURTEN]
    host = "api.pdok.nl" if failing else "service.pdok.nl"
    asked = [unquote(s.target) for s in world.standin.seen if "buurt_" in s.target and host in s.target]
    assert len(asked) == 2
    assert all(
        re.search(r"[?&]bbox=[\d.]+,[\d.]+,[\d.]+,[\d.]+(,urn:ogc:def:crs:EPSG::28992)?(&|$)", a)
        for a in asked
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([area for area in BUURTEN if area[0] != BRINK], "van Assen laten op de kaart van 2024 een stuk van"),
        ([area for area in BUURTEN if not area[0].startswith("BU0106")], "heeft geen buurten van GM0106"),
        (changed(BRINK, name="<b>Brink</b>"), f"iets anders dan een naam voor {BRINK}"),
    ],
    ids=["one missing", "a gemeente missing", "no name"],
)  # fmt: skip
def test_wrong_ones_are_refused_and_the_rest_goes_on(wrong: Areas, said: str, world: World, run: Run) -> None:
    world.layers["buurt", 2024] = wrong
    assert run() == refresh.PARTLY, world.err
    assert said in world.err
    assert "Wijken: grenzen van 2024, vernieuwd." in world.out
    assert LEVEL not in stored.read(world.data)


def test_a_name_that_is_too_long_with_its_wijk_is_refused(world: World, run: Run) -> None:
    # Both in Meppel, so both are named with their wijk.
    world.layers["buurt", 2024] = [
        (code, "V" * 75 if name == "Vogelbuurt" else name, area) for code, name, area in BUURTEN
    ]
    rows = rows_of(world)
    rows[~rows["name"].str.startswith("Vogelbuurt (")].to_csv(world.data / "regions.csv", index=False)
    assert run() == refresh.PARTLY
    assert "iets anders dan een naam voor BU01190602, BU01191202" in world.err


def test_pdok_need_not_have_them(world: World, run: Run) -> None:
    del world.layers["buurt", 2024]
    assert run() == refresh.PARTLY
    assert (
        "Buurten: niet opgehaald. Buurtgrenzen (PDOK): PDOK heeft ze niet voor 2024, 2023, 2022." in world.err
    )
    assert "Gemeenten en provincies: grenzen van 2024, vernieuwd." in world.out
    assert "Wijken: grenzen van 2024, vernieuwd." in world.out
    assert LEVEL not in stored.read(world.data)


def test_a_later_division_names_who_comes_and_ends_who_went(world: World, run: Run) -> None:
    assert run() == refresh.FRESH
    world.year(2025, GEMEENTEN)
    new = "BU01060199"
    world.layers["buurt", 2025] = changed(BRINK, new=new, name="Oranjebuurt")
    assert run(this_year=2025) == refresh.FRESH
    assert "De kaart van 2025 is niet overgenomen" in world.out, f"{BRINK} has figures"
    assert run("--year", "2025") == refresh.PARTLY, "there are no wijken of 2025"
    rows = rows_of(world).set_index("code")
    columns = ["name", "first_year", "last_year", "aliases"]
    assert rows.loc[BRINK, columns[:3]].tolist() == ["Brinkkwartier", "2020", "2024"]
    assert rows.loc[new, columns].tolist() == [
        f"Oranjebuurt ({rows.loc['WK010601', 'name']})",
        "2025",
        "",
        "Oranjebuurt",
    ]
    assert rows.loc["BU01060003", columns].tolist() == ["Oranjebuurt", "2020", "", ""]
    assert drawn(LEVEL, world.data)[new]["properties"]["year"] == 2025


def test_the_same_code_for_another_place_is_another_buurt(world: World, run: Run) -> None:
    assert run() == refresh.FRESH
    assen = [area for area in BUURTEN if area[0].startswith("BU0106")]
    turned = [
        (code, name, area) for (code, name, _), (_, _, area) in zip(assen, assen[1:] + assen[:1], strict=True)
    ]
    world.year(2025, GEMEENTEN)
    world.layers["buurt", 2025] = sorted([*(area for area in BUURTEN if area not in assen), *turned])
    run("--year", "2025")
    assert "Een ander gebied dan op de kaart van 2024, onder dezelfde code: " in world.out
    rows = rows_of(world)
    brink = rows.loc[rows["code"] == BRINK, ["first_year", "last_year"]]
    assert brink.to_numpy().tolist() == [["2020", "2024"], ["2025", ""]]


def test_in_a_wijk_that_is_another_area_since_so_are_its_buurten(world: World, run: Run) -> None:
    rows = rows_of(world)
    assert register.before_their_wijk(rows) == set()
    rows.loc[rows["code"] == "WK010600", "first_year"] = "2024"
    older = register.before_their_wijk(rows)
    assert older == {code for code, _, _ in BUURTEN if code.startswith("BU010600")}
    rows.to_csv(world.data / "regions.csv", index=False)
    assert run() == refresh.FRESH
    assert "Een ander gebied dan tot nu toe, onder dezelfde code: Brinkkwartier" in world.out


@pytest.mark.usefixtures("monitor")
def test_a_running_monitor_takes_them_and_lets_go_of_them(world: World, run: Run) -> None:
    assert division.refused() is None
    assert not features.is_there(LEVEL)
    figures = pd.DataFrame({"region": [code for code, _, _ in BUURTEN[1:]], "year": 2024})
    assert match.report(figures) == [], "without boundaries there is nothing to match"
    assert run() == refresh.FRESH
    division.follow(world.data)
    assert features.is_there(LEVEL)
    assert titles()["buurten-drenthe"] == "679 buurten van Drenthe, 2024"
    (mismatch,) = match.report(figures)
    assert mismatch.sentences() == ["Assen: 1 buurt op de kaart van 2024 zonder cijfer: Brinkkwartier."]
    assert run("--rollback") == refresh.FRESH
    division.follow(world.data)
    assert not features.is_there(LEVEL)
    assert "buurten-drenthe" not in titles()


def test_buurten_that_cannot_be_read_are_not_taken(world: World, run: Run) -> None:
    assert run() == refresh.FRESH
    file = world.data / "boundaries" / f"{LEVEL}.geojson"
    content = file.read_bytes()
    for wrong, said in (
        (content[: len(content) // 2], "niet te lezen"),
        (content.replace(BRINK.encode(), b"BU99990000"), "tekent BU99990000"),
    ):
        file.write_bytes(wrong)
        with pytest.raises(
            division.BrokenDivisionError, match=f"{LEVEL}.geojson {said}|{LEVEL}.geojson is {said}"
        ):
            division.read(world.data / "boundaries", world.data / "regions.csv")


def test_another_province_leaves_them_out(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run() == refresh.FRESH
    files = stored.read(world.data)
    assert own_layers.own_layers(files).keys() == files.keys()
    monkeypatch.setattr(own_layers, "GEMEENTEN", ("GM0014", "GM0037"))
    assert own_layers.own_layers(files).keys() == files.keys() - {LEVEL}
    # Its own gemeenten were fetched, and its buurten were not.
    fetched = {**files, "drenthe_gemeenten": files["nederland_gemeenten"]}
    assert own_layers.own_layers(fetched) == {name: fetched[name] for name in fetched if name != LEVEL}


def test_another_province_gets_its_own(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run() == refresh.FRESH, "the project has the wijken and buurten of Drenthe"
    before = rows_of(world)
    groningen = [code for code, province in PROVINCE_OF.items() if province == "PV20"]
    for module in (boundaries, divisions, renewed):
        monkeypatch.setattr(module, "GEMEENTEN", tuple(groningen))
    for module in (register, renewed):
        monkeypatch.setattr(module, "PROVINCE", "PV20")
    for kind, code in (("wijk", "WK{}00"), ("buurt", "BU{}0000")):
        own = [
            (code.format(gm[2:]), f"Deel van {name}", area) for gm, name, area in GEMEENTEN if gm in groningen
        ]
        world.layers[kind, 2024] = sorted([*own, *world.layers[kind, 2024]])
    assert run() == refresh.FRESH, world.err
    assert set(drawn(LEVEL, world.data)) == {f"BU{code[2:]}0000" for code in groningen}
    assert set(drawn("drenthe_wijken", world.data)) == {f"WK{code[2:]}00" for code in groningen}
    assert "Die cijfers staan niet op de kaart" not in world.out, (
        "figures of Drenthe have no place on its map"
    )
    rows = rows_of(world)
    assert rows[rows["province"] == "PV22"].equals(
        before[before["province"] == "PV22"].set_axis(rows.index[rows["province"] == "PV22"])
    )
    assert set(
        rows.loc[rows["level"].isin(["wijk", "buurt"]) & (rows["province"] == "PV20"), "first_year"]
    ) == {"2024"}


@pytest.mark.usefixtures("buurten")
def test_they_can_be_drawn() -> None:
    made = Classes((1.0,), ((0, 0, 0), (9, 9, 9)))
    deck = layers.choropleth(
        LEVEL, "x", layers.steps(LEVEL, {}, made), made, labels="y", year=2024, focus="GM0106"
    )
    assert {"namen_GM0106"} < {layer.id for layer in deck.layers}
    stamp = outlines(LEVEL, "GM0106")
    assert set(stamp.gemeenten) == {"GM0106"}
    assert set(stamp.paths) == {code for code, _, _ in BUURTEN if code.startswith("BU0106")}
    rows = pd.DataFrame({"region": [BRINK], "year": [2020], "value": [1.0], "label": ["1%"]})
    texts = {code: of_years[2020][1] for code, of_years in features.shown(LEVEL, rows).items()}
    assert texts[BRINK] == "1%"
    assert texts["BU16810001"] == "geen cijfer: nieuwe buurtindeling sinds 2024"


@pytest.mark.usefixtures("buurten")
def test_figures_of_an_older_division_are_named_by_number() -> None:
    older = [r.code for r in regions.regions() if r.level == "buurt" and r.last_year == 2020]
    figures = pd.DataFrame({"region": [r for r in older if r.startswith("BU1681")], "year": 2020})
    mismatch = next(one for one in match.report(figures) if one.gemeente == "GM1681")
    assert mismatch.for_readers() == [
        f"In 2024 kreeg Borger-Odoorn een nieuwe buurtindeling. De cijfers zijn van de oude {len(figures)} buurten en "
        "passen daar niet op; daarom is Borger-Odoorn gearceerd."
    ]
