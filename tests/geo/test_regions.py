"""Codes, names and spellings, and the dated groups of gemeenten."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from monitor import region_names, regions
from monitor.province import GEMEENTEN, PROVINCE


def test_the_twelve_in_the_order_of_the_alphabet() -> None:
    names = [regions.name(code) for code in GEMEENTEN]
    assert names == [
        "Aa en Hunze", "Assen", "Borger-Odoorn", "Coevorden", "De Wolden", "Emmen",
        "Hoogeveen", "Meppel", "Midden-Drenthe", "Noordenveld", "Tynaarlo", "Westerveld",
    ]  # fmt: skip
    assert all(regions.region(code).province == PROVINCE for code in GEMEENTEN)


def test_every_division_is_complete() -> None:
    table = regions.frame()
    assert (table["level"] == "provincie").sum() == 12
    gemeenten = table[table["level"] == "gemeente"]
    assert gemeenten["code"].is_unique
    for year, count in {2012: 415, 2018: 380, 2019: 355, 2020: 355, 2022: 345, 2024: 342}.items():
        there = (gemeenten["first_year"] <= year) & (gemeenten["last_year"].fillna(9999) >= year)
        assert there.sum() == count, year
    wijken = table[table["level"] == "wijk"]
    now = wijken[wijken["last_year"].isna()]
    assert len(now) == now["code"].nunique() == 189
    in_2020 = wijken[wijken["first_year"] == 2020]
    assert len(in_2020) == in_2020["code"].nunique() == 181
    assert set(wijken["province"]) == {PROVINCE}


def test_a_gemeente_is_found_by_name_also_where_a_buurt_is_called_the_same() -> None:
    buurten = {r.name for r in regions.regions() if r.level == "buurt"}
    both = {r.code: r.name for r in regions.regions() if r.level == "gemeente" and r.name in buurten}
    assert both["GM1730"] == "Tynaarlo"
    assert {name: region_names.code_of(name, 2024) for name in both.values()} == {
        n: c for c, n in both.items()
    }


def test_every_gemeente_of_today_has_a_province() -> None:
    table = regions.frame()
    today = table[(table["level"] == "gemeente") & table["last_year"].isna()]
    assert set(today["province"]) == {f"PV{number}" for number in range(20, 32)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Emmen", "GM0114"),
        (" GM0114  ", "GM0114"),
        ("NL01", "NL00"),
        ("GG0706", "PV22"),
        ("Drenthe", "PV22"),
        ("Drenthe (PV)", "PV22"),
        ("Friesland", "PV21"),
        ("Groningen (gemeente)", "GM0014"),
        ("Utrecht (gemeente)", "GM0344"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("Den Haag", "GM0518"),
        ("Súdwest-Fryslân", "GM1900"),
        ("Sudwest-Fryslan", "GM1900"),
        ("Bergen (L.)", "GM0893"),
        ("Bergen (NH.)", "GM0373"),
        ("Hengelo", "GM0164"),
        ("Hengelo (O.)", "GM0164"),
        ("Appingedam", "GM0003"),
        # As the province's own documents spell them.
        ("Tynaarloo", "GM1730"),
        ("Midden Drenthe", "GM1731"),
        ("MiddenDrenthe", "GM1731"),
        ("Midden- Drenthe", "GM1731"),
        ("AA en Hunze", "GM1680"),
    ],
)
def test_a_region_is_found_by_any_of_its_spellings(text: str, code: str) -> None:
    assert regions.resolve(text) == code


def test_a_shared_name_is_asked_back_and_answered_with_a_level() -> None:
    with pytest.raises(regions.UnknownRegion, match=r"provincie Groningen.*gemeente Groningen"):
        regions.resolve("Groningen")
    assert regions.resolve("Groningen", "gemeente") == "GM0014"
    assert regions.resolve("Groningen", "provincie") == "PV20"
    assert regions.resolve("Tynaarlo") == "GM1730", "a wijk of that name does not get in the way"
    assert regions.resolve("Tynaarlo", "wijk") == "WK173013"


def test_an_unknown_name_is_answered_with_what_was_perhaps_meant() -> None:
    with pytest.raises(regions.UnknownRegion, match="Bedoelt u Coevorden"):
        regions.resolve("Koevorden")
    with pytest.raises(regions.UnknownRegion, match="GM9999"):
        regions.name("GM9999")


def test_no_two_gemeenten_answer_to_one_name() -> None:
    for entry in regions.regions():
        if entry.level == "gemeente":
            for spelling in (entry.name, *entry.aliases):
                assert regions.resolve(spelling, "gemeente") == entry.code


def test_a_wijk_code_that_was_given_to_another_area_is_not_the_same_wijk() -> None:
    """Borger-Odoorn drew its wijken anew: WK168100 is Valthe now and was something else in 2020."""
    assert regions.name("WK168100") == "Valthe"
    assert regions.name("WK168100", 2016) == "Wijk 00 Borger-Odoorn (indeling 2020)"
    assert not regions.same_area("WK168100", 2016, 2022)
    assert regions.same_area("WK168100", 2024, 2022)
    assert regions.same_area("WK010600", 2012, 2022)
    assert regions.name("WK010600", 2012) == "Assen centrum"


def members(group: str) -> set[str]:
    return {regions.name(code) for code in regions.group(group).members}


def test_the_two_regio_deals_of_today() -> None:
    deals = {group.id: group for group in regions.groups(2025, "regiodeal")}
    assert members("regiodeal_zuid_oost") == {"Borger-Odoorn", "Coevorden", "Hoogeveen", "Emmen"}
    assert members("regiodeal_zwolle") == {"Hoogeveen", "Meppel", "Westerveld", "De Wolden"}
    assert members("regiodeal_noord") == members("nij_begun") == {"Tynaarlo", "Aa en Hunze", "Noordenveld"}
    hoogeveen = {group.id for group in regions.groups(2025, "regiodeal") if "GM0118" in group.members}
    assert hoogeveen == {"regiodeal_zuid_oost", "regiodeal_zwolle"}, "Hoogeveen is in two deals"
    in_none = set(GEMEENTEN) - {code for deal in deals.values() for code in deal.members}
    assert {regions.name(code) for code in in_none} == {"Assen", "Midden-Drenthe"}


def test_the_regio_deal_of_2020_had_other_members_and_hardenberg_never_counts_in_drenthe() -> None:
    then = regions.group("regiodeal_zuid_oost_2020")
    assert "Hardenberg" in members(then.id)
    assert "Aa en Hunze" in members(then.id)
    assert "GM0160" not in then.members_here
    assert len(then.members) == 6
    assert len(then.members_here) == 5
    assert [group.id for group in regions.groups(2021, "regiodeal") if "GM1680" in group.members] == [then.id]
    assert then not in regions.groups(2025)
    assert regions.groups(2023, "regiodeal") == (), "no source says who was in a deal in 2023"
    for group in regions.groups():
        assert set(group.members_here) <= set(GEMEENTEN)


def test_urban_and_rural_depend_on_the_year() -> None:
    assert members("stedelijk_2017") == {"Emmen", "Assen", "Hoogeveen"}
    assert members("stedelijk_2025") == {"Emmen", "Assen"}
    assert [g.id for g in regions.groups(2017, "stedelijk") if "GM0118" in g.members] == ["stedelijk_2017"]
    assert [g.id for g in regions.groups(2025, "stedelijk") if "GM0118" in g.members] == ["platteland_2025"]
    for year in (2017, 2024, 2025, 2030):
        both = [code for group in regions.groups(year, "stedelijk") for code in group.members]
        assert sorted(both) == sorted(GEMEENTEN), "every gemeente is one of the two"


def test_four_ways_to_say_north_east_and_south_east() -> None:
    assert members("noordelijke_gemeenten") == {"Assen", "Aa en Hunze", "Noordenveld", "Tynaarlo"}
    assert members("krimpregio_oost") == {"Aa en Hunze", "Borger-Odoorn", "Emmen", "Coevorden"}
    assert members("zuidoost_vitaal_platteland") == members("krimpregio_oost") | {"Hoogeveen"}
    corop = [code for group in regions.groups(2024, "corop") for code in group.members]
    assert sorted(corop) == sorted(GEMEENTEN), "COROP divides Drenthe without rest"


def test_every_group_names_a_document_with_its_year() -> None:
    for group in regions.groups():
        assert "20" in group.source
        assert group.title == regions.group(group.id).title, "ids are unique"
    with pytest.raises(regions.UnknownRegion):
        regions.group("regio_emmen")


def test_a_group_with_an_unknown_gemeente_is_refused() -> None:
    with pytest.raises(ValidationError, match="not gemeenten"):
        regions.Group(id="x", title="X", place="X", kind="corop", members=("GM9999",), source="bron 2020")
