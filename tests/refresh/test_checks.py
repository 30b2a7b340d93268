"""What no honest update does is refused, and every figure stays as it was; what one may do is said."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from loaders.raw import raw_frame
from monitor import snapshot
from monitor.province import GEMEENTEN
from tests.refresh.conftest import PLACES, RONDKOMEN, Place, inhabitants, raw, rondkomen
from tests.sweep import sampled

Change = Callable[[pd.DataFrame], pd.DataFrame]


def at(table: pd.DataFrame, region: str, year: int = 2016) -> pd.Series:
    return (table["region"] == region) & (table["year"] == year)


def with_value(region: str, value: float | None, year: int = 2016) -> Change:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        table = table.copy()
        here = at(table, region, year)
        table.loc[here, "value"] = np.nan if value is None else value
        table.loc[here, "missing"] = "onderdrukt" if value is None else None
        return table

    return change


def times(factor: float, year: int = 2016) -> Change:
    return lambda table: table.assign(
        value=table["value"].where(table["year"] != year, table["value"] * factor)
    )


def without(*regions: str) -> Change:
    return lambda table: table[~table["region"].isin(regions)]


def shuffled(table: pd.DataFrame) -> pd.DataFrame:
    """The columns were shifted: every gemeente has the figure of another."""
    here = (table["year"] == 2016) & table["region"].str.startswith("GM")
    table = table.copy()
    table.loc[here, "value"] = np.roll(table.loc[here, "value"], 6)
    return table


def plus_year(values: list[float], year: int = 2020) -> Change:
    return lambda table: pd.concat([table, raw("MoeiteMetRondkomen", "18+", {year: values})])


def with_margins_crossed(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(lower=table["value"] + 1, upper=table["value"] + 2)


LATEST = RONDKOMEN[2016]
REFUSED: list[tuple[str, Change, str]] = [
    ("a share over 100", with_value("GM0114", 121.0), "kunnen niet, bijvoorbeeld 121 voor Emmen in 2016"),
    ("a share under 0", with_value("GM0114", -1.0), "kunnen niet"),
    ("infinite", with_value("GM0114", float("inf")), "datacontract"),
    ("all zero", times(0.0), "verspringen"),
    ("fractions instead of shares", times(0.01), "verspringen"),
    ("a column of another topic", times(2.0), "verspringen"),
    ("figures beside the wrong gemeente", shuffled, "verspringen"),
    ("one figure of Drenthe far away", with_value("GM0114", 61.0), "Emmen van 21 naar 61"),
    ("Nederland moved alone", with_value("NL00", 31.0), "Nederland van 19,2 naar 31"),
    ("Nederland outside the gemeenten", with_value("NL00", 11.0), "Nederland"),
    ("a gemeente of Drenthe is gone", without("GM1701"), "Westerveld is er niet meer"),
    ("Nederland is gone", without("NL00"), "Nederland is er niet meer"),
    ("half of the rows", without(*sorted(GEMEENTEN)[:6]), "cijfers per gemeente, het waren er 12"),
    ("a year is gone", lambda table: table[table["year"] != 2012], "2012 is er niet meer"),
    ("no rows", lambda table: table[:0], "de maat 'MoeiteMetRondkomen' is er niet"),
    ("no figures", lambda table: table.assign(value=np.nan, missing="onderdrukt"), "2012, 2016 zijn er niet meer"),
    ("a renamed column", lambda table: table.assign(measure="MoeiteRondkomen"), "Bedoel je 'MoeiteRondkomen'"),
    ("a row twice", lambda table: pd.concat([table, table[:1]]), "een rij staat er dubbel"),
    ("a region that is none", lambda table: table.assign(region="Emmen"), "datacontract: region"),
    ("a year that cannot be", lambda table: table.assign(year=1016), "datacontract: year"),
    ("a status nobody knows", lambda table: table.assign(status="concept"), "datacontract: status"),
    ("no value and no reason", lambda table: table.assign(missing=None, value=np.nan), "reden van ontbreken"),
    ("a margin around nothing", with_margins_crossed, "lower above value"),
    ("another table altogether", lambda table: table.drop(columns="region"), "de kolommen region ontbreken"),
    ("the newest year is in fractions", plus_year([v / 100 for v in LATEST]), "de middelste waarde is"),
    ("the newest year is far away", plus_year([v + 30 for v in LATEST]), "meer dan de helft verschilt 25 punten"),
    ("the newest year is the last one again", plus_year(list(LATEST)), "dit zijn de cijfers van 2016"),
    ("three gemeenten without figure", lambda table: with_value("GM0106", None)(
        with_value("GM0109", None)(with_value("GM0114", None)(table))), "cijfers per gemeente"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"), sampled((case[1:] for case in REFUSED), every=4), ids=[case[0] for case in REFUSED]
)
def test_refused(place: Place, change: Change, said: str) -> None:
    place.refresh()
    before = place.contents()
    place.publisher.tables["RIVM"] = change(rondkomen())
    assert place.refresh() == 1
    assert said in " ".join(place.said.split())
    assert place.contents() == before
    assert "blijft staan" in place.said


def test_margins_that_vanish_are_refused(place: Place) -> None:
    table = rondkomen()
    place.publisher.tables["RIVM"] = table.assign(lower=table["value"] - 1, upper=table["value"] + 1)
    place.refresh()
    place.publisher.tables["RIVM"] = table
    assert place.refresh() == 1
    assert "de marges zijn weg" in place.said


def test_a_province_that_is_not_the_sum(place: Place) -> None:
    table = pd.concat([inhabitants(), raw("inwoners", "", {2022: [49_674.0]}, ["PV22"])])
    place.publisher.tables["INWONERS"] = table
    assert place.refresh() == 1
    assert "Drenthe (49674) is niet de som van de gemeenten (496743)" in place.said
    place.publisher.tables["INWONERS"] = pd.concat(
        [inhabitants(), raw("inwoners", "", {2022: [496_745.0]}, ["PV22"])]
    )
    assert place.refresh() == 0
    assert place.values("bevolking", "PV22") == {2022: 496_745}


@pytest.mark.parametrize(
    ("drenthe", "code", "said"),
    [
        (17.2, 0, ""),
        (14.7, 0, "ligt niet dicht bij het gewogen gemiddelde"),
        (12.3, 1, "ligt ver van het gewogen gemiddelde"),
        (26.0, 1, "ligt niet tussen de gemeenten (12 tot 21)"),
    ],
)
def test_the_province_is_held_against_its_gemeenten(
    place: Place, drenthe: float, code: int, said: str
) -> None:
    place.publisher.tables["RIVM"] = rondkomen()
    place.refresh("--only", "INWONERS")
    place.publisher.tables["RIVM"] = pd.concat(
        [rondkomen(), raw("MoeiteMetRondkomen", "18+", {2016: [drenthe]}, ["PV22"])]
    )
    assert place.refresh("--only", "RIVM") == code
    assert said in place.said


SAID: list[tuple[str, Change, str]] = [
    ("one gemeente revised", with_value("GM0114", 26.9), "1 van de 13 cijfers verspringen"),
    ("a figure withdrawn", with_value("GM1701", None), "geen cijfer meer voor Westerveld"),
]


@pytest.mark.parametrize(("change", "said"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_taken_in_and_said(place: Place, change: Change, said: str) -> None:
    """A withdrawn figure is one of twelve: just over the 95% that must stay, so of a table of more gemeenten."""
    everywhere = [f"GM{code:04d}" for code in GRONINGEN]
    table = pd.concat([rondkomen(), elsewhere(everywhere)])
    place.publisher.tables["RIVM"] = table
    place.refresh()
    place.publisher.tables["RIVM"] = change(table)
    assert place.refresh() == 0
    assert said.replace("13", str(13 + len(everywhere))) in place.said
    changed = snapshot.read(place.observations).set_index(["indicator", "region", "year"])
    assert changed.loc[("moeite_rondkomen", "GM0114", 2012), "value"] == 26.6


#: Gemeenten of 2016 in Groningen and Friesland; Haren (17) and Ten Boer (9) merged into Groningen in 2019.
GRONINGEN = (9, 10, 14, 17, 18, 22, 24, 25, 37, 40, 47, 48, 53, 56, 59, 60, 70, 72, 74, 80, 81, 85, 86, 88, 90, 93, 96, 98)  # fmt: skip


def elsewhere(codes: list[str]) -> pd.DataFrame:
    return raw_frame(
        {"measure": "MoeiteMetRondkomen", "population": "18+", "region": code, "year": year, "value": 15.0 + place % 7}
        for place, code in enumerate(codes)
        for year in RONDKOMEN
    )  # fmt: skip


def test_a_gemeente_that_merged_away_is_said_and_no_error(place: Place) -> None:
    everywhere = [f"GM{code:04d}" for code in GRONINGEN]
    place.publisher.tables["RIVM"] = pd.concat([rondkomen(), elsewhere(everywhere)])
    assert place.refresh() == 0
    assert place.values("moeite_rondkomen", "GM0017") != {}
    place.publisher.tables["RIVM"] = without("GM0017")(place.publisher.tables["RIVM"])  # type: ignore[arg-type]
    assert place.refresh() == 0
    assert "Haren komt niet meer voor in de tabel" in place.said
    assert "Haren komt niet meer voor in de tabel" in place.changelog()
    assert "2 cijfers vervallen (Haren)" in place.changelog()
    assert place.values("moeite_rondkomen", "GM0017") == {}


def test_places_are_those_of_the_fixture() -> None:
    assert len(PLACES) == 13
