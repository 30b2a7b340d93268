"""What the reader can compare with, and what happens to a choice that cannot be."""

from __future__ import annotations

import pytest

from compare.rules.comparison import Comparison, compare
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import groups
from ui.choose import comparators
from ui.data import all_figures, figures

EMMEN = "GM0114"


def test_every_kind_is_offered_once_and_has_a_name():
    offered = comparators.offered()
    assert len(set(offered)) == len(offered)
    assert offered[:3] == ["nederland", "drenthe", "vergelijkbaar"]
    assert {"emmen", "eerder", "eerder-2016", "provincie-groningen", "regiodeal-noord"} <= set(offered)
    assert len({comparators.label(slug) for slug in offered}) == len(offered)
    for slug in offered:
        assert comparators.known(slug)
        found, remark = comparators.against(slug, "GM0106" if slug == "emmen" else EMMEN, EMMEN)
        assert found.name
        assert remark == "" or slug == "emmen" or found.code == "NL00"


def test_sets_of_the_past_are_known_by_address_only():
    past = [group.id.replace("_", "-") for group in groups() if group.last_year is not None]
    assert past
    assert not set(past) & set(comparators.offered())
    assert all(comparators.known(slug) for slug in past)


def test_any_gemeente_of_nederland_can_be_named():
    found, remark = comparators.against("hardenberg", EMMEN, EMMEN)
    assert (found.code, remark) == ("GM0160", "")
    assert not comparators.known("atlantis")


def test_the_other_provinces_hold_all_gemeenten_outside_drenthe():
    members = [
        comparators.against(s, EMMEN, None)[0].members
        for s in comparators.offered()
        if s.startswith("provincie-")
    ]
    assert len(members) == 11
    together = frozenset().union(*members)
    assert len(together) == sum(map(len, members))
    assert not together & set(GEMEENTEN)
    bevolking = figures("bevolking", "personen")
    assert bevolking is not None
    of_2025 = {r for r in bevolking.regions if r.startswith("GM") and bevolking.value(r, 2025) is not None}
    assert of_2025 <= together | set(GEMEENTEN)


def test_a_gemeente_is_not_held_against_itself():
    found, remark = comparators.against("emmen", EMMEN, EMMEN)
    assert found.code == "NL00"
    assert remark == "Emmen met zichzelf vergelijken kan niet. U ziet nu de vergelijking met Nederland."


def test_gemeenten_alike_need_a_gemeente():
    found, remark = comparators.against("vergelijkbaar", PROVINCE, None)
    assert found.code == "NL00"
    assert "als u een gemeente kiest" in remark
    similar, _ = comparators.against("vergelijkbaar", EMMEN, EMMEN)
    assert (len(similar.members), EMMEN in similar.members) == (6, False)
    assert comparators.name_of(similar.code) == "Gemeenten als Emmen"


def test_gemeenten_alike_are_for_that_gemeente_and_not_for_the_province():
    comparator, remark = comparators.beside_province("vergelijkbaar", EMMEN)
    assert comparator.code == "NL00"
    assert remark == (
        "Gemeenten als Emmen zijn er om Emmen mee te vergelijken, niet Drenthe als geheel. "
        "U ziet nu de vergelijking met Nederland."
    )
    assert comparators.beside_province("nederland", EMMEN) == comparators.against(
        "nederland", PROVINCE, EMMEN
    )
    # A page that is about the gemeente too says nothing of it: there they are beside that gemeente.
    assert comparators.against("vergelijkbaar", PROVINCE, EMMEN)[1] == ""


def test_names_for_charts():
    assert comparators.name_of("NL00") == "Nederland"
    assert comparators.name_of("regiodeal-noord") == "Regio Deal Noord-Drenthe"
    assert comparators.listed(["GM0114", "PV22", "corop-noord"]) == "Emmen, Drenthe en Noord-Drenthe (COROP)"


@pytest.mark.parametrize("slug", ["regiodeal-noord", "provincie-groningen", "vergelijkbaar"])
def test_the_rows_of_a_set_are_its_own_calculation(slug):
    laid = figures("moeite_rondkomen", "18+")
    assert laid is not None
    comparator, _ = comparators.against(slug, EMMEN, EMMEN)
    rows = comparators.rows(laid, comparator)
    assert list(rows.columns) == list(laid.frame.columns)
    assert set(rows["region"]) == {comparator.code}
    assert rows.loc[rows["value"].notna(), "coverage"].between(0.8, 1).all()
    found = compare(laid, EMMEN, comparator, 2020)
    assert isinstance(found, Comparison)
    assert rows.set_index("year").loc[2020, "value"] == found.other.value


def test_the_twelve_as_a_set_are_drenthe_as_it_was_calculated():
    """The build and the pages weigh with the same: every calculation of Drenthe is that of its gemeenten as a set."""
    again = 0
    for laid in all_figures().values():
        own = [observation for observation in laid.of(PROVINCE) if observation.calculated]
        if own:
            together = {observation.year: observation for observation in laid.together(frozenset(GEMEENTEN))}
            for observation in own:
                assert (together[observation.year].value, together[observation.year].coverage) == (
                    observation.value,
                    observation.coverage,
                )
            again += len(own)
    assert again > 300


@pytest.mark.parametrize(
    ("province", "other", "said"),
    [
        ("groningen", (33.4, 31.3, 35.5), "vergelijkbaar"),
        ("fryslan", (27.1, 25.1, 29.1), "slechter"),
        ("flevoland", (38.4, 35.9, 40.9), "beter"),
    ],
)
def test_a_province_with_published_margins_is_judged_against(
    province: str, other: tuple[float, float, float], said: str
) -> None:
    unsafe = figures("onveilig_algemeen", "15+")
    assert unsafe is not None
    found = compare(unsafe, PROVINCE, comparators.against(f"provincie-{province}", PROVINCE, None)[0], 2016)
    assert isinstance(found, Comparison)
    assert (found.own.value, found.own.lower, found.own.upper) == (30.6, 28.2, 33.0)
    assert (found.other.value, found.other.lower, found.other.upper) == other
    assert (found.outcome, found.calculated) == (said, False)


def test_a_province_without_a_figure_of_its_own_is_a_calculation() -> None:
    rondkomen = figures("moeite_rondkomen", "18+")
    assert rondkomen is not None
    found = compare(rondkomen, PROVINCE, comparators.against("provincie-groningen", PROVINCE, None)[0], 2024)
    assert isinstance(found, Comparison)
    assert (found.outcome, found.calculated) == ("geen marge bekend", True)


def test_two_years_of_a_survey_with_margins_are_judged_and_its_new_form_is_not() -> None:
    unsafe = figures("onveilig_algemeen", "15+")
    assert unsafe is not None
    before = comparators.against("eerder", PROVINCE, None)[0]
    outcomes = {year: compare(unsafe, PROVINCE, before, year) for year in (2016, 2017)}
    assert {year: found.outcome for year, found in outcomes.items() if isinstance(found, Comparison)} == {
        2016: "slechter",
        2017: "vergelijkbaar",
    }
    assert not isinstance(compare(unsafe, PROVINCE, before, 2021), Comparison)


def test_gemeenten_that_a_reader_puts_together_are_known_as_they_are_written() -> None:
    code = comparators.written("Mijn-Regio~Kop van Drenthe~Tynaarlo~noordenveld")
    assert code == "mijn-regio~Kop van Drenthe~noordenveld~tynaarlo"
    assert comparators.known(code)
    assert comparators.label(code) == "Kop van Drenthe"
    assert comparators.comparator(code, None).members == {"GM1699", "GM1730"}
    for wrong in ("mijn-regio", "mijn-regio~X~atlantis", "mijn-regio~**x**~emmen"):
        assert not comparators.known(comparators.written(wrong)), wrong
