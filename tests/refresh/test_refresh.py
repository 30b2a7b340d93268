"""A refresh takes in what is good, leaves the rest as it was, and says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from loaders.build import observations
from loaders.refreshing import changes, run
from loaders.refreshing.settle import settled
from loaders.upstream.errors import UpstreamError
from monitor import freshness, snapshot
from monitor.catalogue import DATA, load
from monitor.errors import BuildError
from monitor.observations import validate
from monitor.province import GEMEENTEN
from tests.refresh.conftest import (
    SOURCE,
    Place,
    indicators,
    inhabitants,
    live,
    poor,
    raw,
    rondkomen,
    sources,
    write_catalogue,
)
from tests.sweep import EXHAUSTIVE


def test_from_nothing_it_makes_a_snapshot(place: Place) -> None:
    assert place.refresh() == 0
    validate(snapshot.read(place.observations))
    assert place.values("moeite_rondkomen") == {2012: 26.6, 2016: 21.0}
    assert place.values("bevolking") == {2022: 107_856}
    assert place.values("armoede") == {2023: 3.8}
    # Figures copied by hand and own calculations are there as after a build.
    assert place.values("moeite_rondkomen", "PV22")[2024] == 14.2
    assert place.values("bevolking", "PV22") == {2022: 496_743}
    assert "3 bronnen: 3 met andere cijfers, 0 ongewijzigd, 0 mislukt" in place.said
    assert "nieuw" in place.said


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2012], "2012 toegevoegd"),
        ([2012, 2013], "2012 en 2013 toegevoegd"),
        ([2012, 2016, 2020], "2012, 2016 en 2020 toegevoegd"),
        ([2012, 2013, 2014, 2015], "2012 tot en met 2015 toegevoegd"),
    ],
)
def test_years_that_came_for_the_same_regions_are_told_together(
    place: Place, years: list[int], said: str
) -> None:
    place.publisher.tables["RIVM"] = raw(
        "MoeiteMetRondkomen", "18+", {year: [20.0 + year % 7] * 13 for year in years}
    )
    place.refresh()
    assert f"Moeite met rondkomen: {said} voor Nederland en 12 gemeenten" in place.changelog()


def test_a_published_figure_in_place_of_an_equal_calculation_is_told() -> None:
    own = load()
    rows = snapshot.read(DATA / "observations")
    rows = rows[(rows["indicator"] == "bevolking") & (rows["year"] == 2020)].reset_index(drop=True)
    nederland = rows["region"] == "NL00"
    assert (rows.loc[nederland, "origin"] == "berekend").all()
    after = rows.assign(
        coverage=rows["coverage"].where(~nederland), origin=rows["origin"].where(~nederland, "gepubliceerd")
    )
    (line,) = changes.lines(rows, after, own)
    assert line == f"{own['bevolking'].title}: 2020 aangevuld voor Nederland."


def test_again_changes_nothing(place: Place) -> None:
    place.refresh()
    before, version, log = place.contents(), snapshot.version(place.observations), place.changelog()
    assert place.refresh() == 0
    assert place.contents() == before
    assert snapshot.version(place.observations) == version
    assert place.changelog() == log
    assert "ongewijzigd" in place.said


def test_a_new_year_and_revised_values_are_told(place: Place) -> None:
    place.refresh()
    place.moment = datetime(2026, 12, 1, 6, 0)
    newer = [13.9, 12.6, 12.0, 12.5, 13.0, 11.4, 9.0, 11.0, 8.2, 9.1, 9.9, 8.0, 10.1]
    revised = rondkomen(y2020=newer)
    at = (revised["region"] == "GM0114") & (revised["year"] == 2016)
    revised.loc[at, "value"] = 21.2
    place.publisher.tables["RIVM"] = revised
    assert place.refresh() == 0
    assert place.values("moeite_rondkomen") == {2012: 26.6, 2016: 21.2, 2020: 12.5}
    top = place.changelog().split("##")[1]
    assert "1 december 2026, 06:00" in top
    assert (
        "Moeite met rondkomen: 2020 toegevoegd voor Nederland en 12 gemeenten; "
        "1 herziene waarde (Emmen 2016: 21,0 werd 21,2)." in top
    )
    assert "Inwoners" not in top
    assert "21 november 2026" in place.changelog().split("##")[2]
    assert "13 nieuw, 1 herzien" in place.said


def test_one_failure_does_not_stop_the_others_and_its_figures_stay(place: Place) -> None:
    place.refresh()
    place.publisher.tables["RIVM"] = UpstreamError("50090NED", "de dienst is er niet (5 keer geprobeerd).")
    place.publisher.tables["ARMOEDE"] = pd.concat([poor(), poor().assign(year=2024)])
    place.moment = datetime(2026, 12, 1, 6, 0)
    assert place.refresh() == 1
    assert place.values("moeite_rondkomen") == {2012: 26.6, 2016: 21.0}
    # The very same figures under a new year are refused too.
    assert place.values("armoede") == {2023: 3.8}
    assert "Armoede 2024: dit zijn de cijfers van 2023" in place.said
    place.publisher.tables["ARMOEDE"] = raw(
        "arm", "", {2023: poor()["value"].tolist(), 2024: [v - 0.1 for v in poor()["value"]]}
    )
    assert place.refresh() == 1
    assert place.values("armoede") == {2023: 3.8, 2024: pytest.approx(3.7)}
    assert "wat op 21 november 2026 is opgehaald, blijft staan" in place.said
    assert "50090NED: de dienst is er niet (5 keer geprobeerd)." in place.said
    known = freshness.read(place.data)["RIVM"]
    assert known.fetched == date(2026, 11, 21)
    assert known.checked == date(2026, 12, 1)
    assert "de dienst is er niet" in str(known.error)


def test_a_mistake_of_ours_in_one_source_does_not_stop_the_others(place: Place) -> None:
    place.publisher.tables["RIVM"] = ZeroDivisionError("oei")
    assert place.refresh() == 1
    assert place.values("armoede") == {2023: 3.8}
    assert "onverwachte fout" in place.said
    assert "oei" in (place.data / ".refresh" / "refresh.log").read_text(encoding="utf-8")


def test_nothing_reachable_is_another_exit_code(place: Place) -> None:
    place.refresh()
    before = place.contents()
    place.publisher.tables.clear()
    assert place.refresh() == 2
    assert place.contents() == before
    assert "3 mislukt" in place.said


def test_from_nothing_with_nothing_reachable_there_is_no_snapshot_but_no_crash(place: Place) -> None:
    place.publisher.tables.clear()
    assert place.refresh() == 2
    assert not place.observations.exists()
    assert "er zijn nog geen cijfers van deze bron" in place.said


def test_a_year_that_a_source_no_longer_asks_for_is_kept_until_it_is_refused(place: Place) -> None:
    place.refresh()
    only = rondkomen()
    place.publisher.tables["RIVM"] = only[only["year"] == 2016]
    assert place.refresh() == 1
    assert place.values("moeite_rondkomen") == {2012: 26.6, 2016: 21.0}
    assert "2012 is er niet meer" in place.said


def test_only_refreshes_what_is_asked(place: Place) -> None:
    assert place.refresh("--only", "ARMOEDE", "INWONERS") == 0
    assert sorted(place.publisher.asked) == ["ARMOEDE", "INWONERS"]
    assert place.values("moeite_rondkomen") == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [("RIVN", "Bedoelt u RIVM?"), ("OUD", "De bron OUD is niet op te halen")],
)
def test_a_wrong_name_is_answered(place: Place, name: str, said: str) -> None:
    assert place.refresh("--only", name) == 4
    assert said in place.said
    assert place.publisher.asked == []


def test_a_wrong_option_is_not_mistaken_for_an_outage(place: Place) -> None:
    with pytest.raises(SystemExit) as ended:
        place.refresh("--wat")
    assert ended.value.code == 4


def test_check_writes_nothing(place: Place) -> None:
    assert place.refresh("--check") == 0
    assert not place.observations.exists()
    assert not (place.data / "CHANGELOG.md").exists()
    assert not (place.data / "freshness.json").exists()
    assert "13 nieuw" in place.said
    assert "--check" in place.said


def test_figures_from_files_and_from_workbooks_stay(place: Place) -> None:
    place.refresh()
    table = snapshot.read(place.observations)
    row = {"indicator": "inkomen", "population": "huishoudens", "region": "GM0114", "year": 2024, "value": 33_700.0,
           "status": "definitief", "origin": "gepubliceerd", "source": "OUD"}  # fmt: skip
    from_file = pd.DataFrame([row], columns=table.columns).astype({"lower": float, "upper": float})
    from_file["missing"] = None
    everything = pd.concat([table, from_file], ignore_index=True)
    snapshot.write(everything.assign(coverage=everything["coverage"].astype(float)), place.observations)
    place.publisher.tables["ARMOEDE"] = raw("arm", "", {2023: [v + 0.1 for v in poor()["value"]]})
    assert place.refresh() == 0
    assert place.values("inkomen") == {2024: 33_700}


def test_a_figure_of_drenthe_of_another_series_stays_out(place: Place) -> None:
    """A survey's figure of the province is no figure of the model that has the gemeenten."""
    survey = {**SOURCE, "title": "Enquete", "series": "enquete", "live": live("85563NED")}
    changed = indicators()
    changed[0]["datasets"].append({"source": "ENQUETE", "measure": "moeite", "population": "18+"})
    write_catalogue(place.data, {**sources(), "ENQUETE": survey}, changed)
    place.publisher.tables["ENQUETE"] = raw("moeite", "", {2016: [18.4]}, ("PV22",))
    assert place.refresh() == 1
    assert "ENQUETE geeft een cijfer van PV22 uit een andere reeks" in place.said
    drenthe = snapshot.read(place.observations).set_index(["indicator", "region", "year"]).sort_index()
    own = drenthe.loc[("moeite_rondkomen", "PV22", 2016)]
    assert (own["value"], own["origin"], own["source"]) == (17.7, "berekend", "RIVM")


def test_a_published_figure_takes_the_place_of_one_copied_by_hand(place: Place) -> None:
    newest = [13.9, 14.4, 14.0, 15.1, 14.9, 13.0, 11.0, 13.1, 10.2, 11.0, 11.9, 10.0, 12.1, 13.5]
    both = pd.concat(
        [rondkomen(), raw("MoeiteMetRondkomen", "18+", {2024: newest}, ("NL00", *sorted(GEMEENTEN), "PV22"))]
    )
    place.publisher.tables["RIVM"] = both
    assert place.refresh() == 0
    assert place.values("moeite_rondkomen", "PV22")[2024] == 13.5


def test_two_sources_for_one_figure_fail_the_one_that_was_fetched(place: Place) -> None:
    place.refresh("--only", "RIVM")
    more = sources() | {"DUBBEL": {**sources()["RIVM"], "live": live("50150NED")}}
    listed = indicators()
    listed[0]["datasets"].append({"source": "DUBBEL", "measure": "MoeiteMetRondkomen"})
    write_catalogue(place.data, more, listed)
    place.publisher.tables["DUBBEL"] = rondkomen()
    assert place.refresh() == 1
    assert "RIVM geeft hier al een cijfer voor" in place.said
    assert set(snapshot.read(place.observations)["source"]) >= {"RIVM", "ARMOEDE", "INWONERS"}
    assert place.values("armoede") == {2023: 3.8}


@EXHAUSTIVE
def test_a_source_can_take_the_place_of_another(place: Place) -> None:
    place.refresh()
    more = sources() | {"NIEUW": {**sources()["RIVM"], "live": live("50150NED"), "replaces": ["RIVM"]}}
    listed = indicators()
    listed[0]["datasets"].append({"source": "NIEUW", "measure": "MoeiteMetRondkomen", "years": [2016, 2030]})
    write_catalogue(place.data, more, listed)
    place.publisher.tables["NIEUW"] = rondkomen()
    assert place.refresh() == 0
    rows = snapshot.read(place.observations).set_index(["indicator", "region", "year"])
    assert rows.loc[("moeite_rondkomen", "GM0114", 2016), "source"] == "NIEUW"
    assert rows.loc[("moeite_rondkomen", "GM0114", 2012), "source"] == "RIVM"
    # The other still gives that year too: it is not taken, so it is nothing new.
    assert place.refresh() == 0
    assert "0 met andere cijfers" in place.said
    # What it would lose is a reason to refuse it, as with a newer edition of its own.
    place.publisher.tables["NIEUW"] = rondkomen()[lambda table: table["region"] != "NL00"]
    assert place.refresh() == 1
    assert "Nederland is er niet meer" in place.said
    # And it does not go to and fro.
    place.publisher.tables["NIEUW"] = rondkomen()
    before = place.contents()
    assert place.refresh() == 0
    assert place.contents() == before


def test_thousands_become_whole_units(place: Place) -> None:
    more = sources()
    more["OUD"]["live"] = live("86161NED", factors={"inkomen": 1000})
    write_catalogue(place.data, more)
    place.publisher.tables["OUD"] = raw("inkomen", "", {2024: [36.5, 33.7, *[34.1] * 11]})
    assert place.refresh() == 0
    assert place.values("inkomen", "NL00") == {2024: 36_500}
    assert place.values("inkomen", "GM0106") == {2024: 33_700}


def test_groups_regions_and_columns_ahead_of_the_catalogue_are_left_out_and_said(place: Place) -> None:
    strange = rondkomen()
    strange = pd.concat(
        [
            strange,
            strange.assign(population="18-64"),
            strange[strange["region"] == "GM0114"].assign(region="GM9876"),
        ]
    )
    place.publisher.tables["RIVM"] = strange
    place.publisher.tables["ARMOEDE"] = inhabitants()[:0]
    place.publisher.empty = ("arm",)
    assert place.refresh() == 0
    assert set(snapshot.read(place.observations)["population"]) == {"18+", "personen"}
    assert "GM9876 staat niet in data/regions.csv en is overgeslagen" in place.said
    assert "Armoede: de bron heeft hiervoor nog geen cijfers" in place.said


def test_a_year_that_is_not_out_yet_is_waited_for(place: Place) -> None:
    place.refresh()
    listed = indicators()
    listed[3]["datasets"] = [
        {"source": "ARMOEDE", "measure": "arm", "population": "personen", "years": [2030]}
    ]
    write_catalogue(place.data / "later", None, listed)
    later = Place(place.data / "later", place.publisher, place.capsys)
    assert later.refresh() == 0
    assert "nog geen cijfers van de jaren die de catalogus vraagt" in later.said
    assert later.values("armoede") == {}


def test_what_was_never_confirmed_is_no_alarm_until_it_worked_once(place: Place) -> None:
    more = sources()
    more["ARMOEDE"]["live"]["unconfirmed"] = "hoe de maat heet"
    write_catalogue(place.data, more)
    table = place.publisher.tables.pop("ARMOEDE")
    assert place.refresh() == 0
    assert "nog niet bevestigd bij de uitgever: hoe de maat heet" in place.said
    assert "1 nog niet bevestigd" in place.said
    place.publisher.tables["ARMOEDE"] = table
    assert place.refresh() == 0
    del place.publisher.tables["ARMOEDE"]
    assert place.refresh() == 1


def test_one_renamed_column_does_not_cost_the_others(place: Place) -> None:
    """Two indicators of one source: the one whose column has another name keeps its figures, the other goes on."""
    listed = indicators()
    listed.append(
        {**listed[0], "id": "vrijwilligers", "title": "Vrijwilligers", "short_title": "V",
         "datasets": [{"source": "RIVM", "measure": "Vrijwilligerswerk"}]}
    )  # fmt: skip
    write_catalogue(place.data, None, listed)
    both = pd.concat([rondkomen(), rondkomen().assign(measure="Vrijwilligerswerk")])
    place.publisher.tables["RIVM"] = both
    assert place.refresh() == 0
    place.moment = datetime(2026, 12, 1, 6, 0)
    newer = both[both["measure"] == "MoeiteMetRondkomen"].copy()
    newer.loc[(newer["region"] == "GM0114") & (newer["year"] == 2016), "value"] = 21.2
    place.publisher.tables["RIVM"] = newer
    place.publisher.lacking = {"Vrijwilligerswerk"}
    assert place.refresh() == 1
    assert place.values("moeite_rondkomen")[2016] == 21.2
    assert place.values("vrijwilligers") == {2012: 26.6, 2016: 21.0}
    assert "'Vrijwilligerswerk' is er niet" in place.said
    assert "1 voor een deel" in place.said
    known = freshness.read(place.data)["RIVM"]
    assert (known.fetched, known.lagging) == (date(2026, 12, 1), {"vrijwilligers": date(2026, 11, 21)})
    catalogue = load(place.data / "catalogue")
    said = freshness.sentence(catalogue["vrijwilligers"], catalogue.sources["RIVM"], 2016, {"RIVM": known})
    assert "opgehaald op 21 november 2026. Op 1 december 2026 lukte ophalen niet" in said
    place.publisher.lacking = set()
    place.publisher.tables["RIVM"] = pd.concat([newer, both[both["measure"] == "Vrijwilligerswerk"]])
    assert place.refresh() == 0
    assert freshness.read(place.data)["RIVM"].lagging == {}


def test_the_file_build_leaves_live_sources_alone(place: Place) -> None:
    """A source without files is no problem for the build; here nothing is left to build."""
    listed = indicators()
    listed[2]["datasets"] = []
    write_catalogue(place.data, None, listed)
    catalogue = load(place.data / "catalogue")
    with pytest.raises(BuildError, match="geen enkele indicator met cijfers"):
        observations(catalogue, place.data)


def test_what_is_known_of_a_table_is_kept(place: Place) -> None:
    place.publisher.discontinued = "Tabel 50090NED is stopgezet."
    place.publisher.chosen = "Gevonden op de titel 'x': tabel 50090NED."
    place.refresh()
    known = freshness.read(place.data)["RIVM"]
    assert (known.table, known.published, known.fetched) == ("50090NED", date(2026, 6, 3), date(2026, 11, 21))
    assert f"{known.discontinued} Pas de tabel aan in data/catalogue/sources.yaml." in place.said
    assert "Gevonden op de titel" in place.said
    assert "Gevonden op de titel" in place.changelog()
    catalogue = load(place.data / "catalogue")
    said = freshness.sentence(catalogue["moeite_rondkomen"], catalogue.sources["RIVM"], 2016, {"RIVM": known})
    assert said == (
        "Cijfer van 2016, gepubliceerd op 3 juni 2026, opgehaald op 21 november 2026. "
        "Tabel 50090NED is stopgezet."
    )


def test_a_broken_freshness_file_is_no_reason_to_stop(place: Place) -> None:
    place.refresh()
    (place.data / "freshness.json").write_text("{", encoding="utf-8")
    assert freshness.read(place.data) == {}
    assert place.refresh() == 0
    assert freshness.read(place.data)["RIVM"].table == "50090NED"


def test_figures_that_came_while_putting_together_are_not_lost(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the snapshot and writing it: it is put together once more."""
    place.refresh()
    place.publisher.tables["ARMOEDE"] = raw("arm", "", {2023: [v + 0.1 for v in poor()["value"]]})
    times = []

    def settled_late(*arguments: Any) -> Any:
        found = settled(*arguments)
        if not times:
            table = snapshot.read(place.observations)
            emmen = (table["indicator"] == "moeite_rondkomen") & (table["region"] == "GM0114")
            table.loc[emmen & (table["year"] == 2016), "value"] = 21.3
            snapshot.write(table, place.observations)
        times.append(1)
        return found

    monkeypatch.setattr(run, "settled", settled_late)
    assert place.refresh("--only", "ARMOEDE") == 0
    assert len(times) == 2
    assert place.values("moeite_rondkomen")[2016] == 21.3
    assert place.values("armoede")[2023] == pytest.approx(3.9)


def test_a_folder_that_cannot_be_written_is_said(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.refresh()
    before = place.contents()

    def full(*arguments: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot, "write", full)
    place.publisher.tables["ARMOEDE"] = raw("arm", "", {2023: [v + 0.1 for v in poor()["value"]]})
    assert place.refresh() == 5
    assert (
        "Er is niets geschreven: de schijf is vol; maak ruimte en probeer het opnieuw. De cijfers staan"
        in place.said
    )
    assert "No space" not in place.said
    assert place.contents() == before


def test_figures_that_came_meanwhile_are_not_lost(place: Place) -> None:
    """Somebody takes in a workbook while a refresh is fetching: both stay."""
    place.refresh()
    place.publisher.tables["ARMOEDE"] = raw("arm", "", {2023: [v + 0.1 for v in poor()["value"]]})

    def meanwhile(id: str) -> None:
        if id == "ARMOEDE":
            table = snapshot.read(place.observations)
            emmen = (table["indicator"] == "moeite_rondkomen") & (table["region"] == "GM0114")
            table.loc[emmen & (table["year"] == 2016), "value"] = 21.3
            snapshot.write(table, place.observations)

    place.publisher.before = meanwhile
    assert place.refresh("--only", "ARMOEDE") == 0
    assert place.values("moeite_rondkomen")[2016] == 21.3
    assert place.values("armoede")[2023] == pytest.approx(3.9)
