"""Gemeenten together as whom a page is about: the same figures as when they are what another is held against."""

from __future__ import annotations

import pytest

from compare.rules.comparison import NotCompared, compare
from compare.rules.people import head_count
from geo import layers
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import MOST_MEMBERS, by_slug, file_slug, own_code, region_set, sets, slug_of
from reports.build import report
from reports.model import FigureTable
from ui.choose import comparators, subject
from ui.data import all_figures, figures, sizes
from ui.gemeente import view as profile
from ui.kaart.exhibits import drawn
from ui.kaart.view import map_view
from ui.parts.take_along import address
from ui.vergelijk.matrix import build, compared_with

NOORDENVELD, TYNAARLO = "GM1699", "GM1730"
KOP = own_code("Kop van Drenthe", [TYNAARLO, NOORDENVELD])


def pinned(value: str) -> str | None:
    return subject.pinned({"gemeente": value})


@pytest.mark.parametrize("code", ["corop-zuidoost", "regiodeal-noord", "provincie-groningen"])
def test_a_set_has_the_figures_that_it_has_as_a_comparator(code: str) -> None:
    against, _ = comparators.against(code, "GM0114", "GM0114")
    laid = [
        all_figures()[pair] for pair in (("moeite_rondkomen", "18+"), ("onveilig_algemeen", "15+"), ("bevolking", "personen"))
    ]  # fmt: skip
    for of_pair in laid:
        assert list(of_pair.of(code)) == list(against.observations(of_pair))


def test_the_twelve_as_an_own_group_are_drenthe_as_it_was_calculated() -> None:
    everyone = own_code("", GEMEENTEN)
    rondkomen = figures("moeite_rondkomen", "18+")
    assert rondkomen is not None
    for observation in rondkomen.of(PROVINCE):
        if observation.calculated:
            assert rondkomen.value(everyone, observation.year) == observation.value
    refused = compare(rondkomen, everyone, comparators.against("drenthe", "GM0114", None)[0])
    assert isinstance(refused, NotCompared)
    assert refused.why == "dit is dezelfde plek"


def test_a_share_is_weighted_by_its_base() -> None:
    """(5,6% of 14.238 and 5,0% of 14.630 households) / 28.868 = 5,296%."""
    debts, households = (
        figures("problematische_schulden", "huishoudens"),
        figures("huishoudens", "huishoudens"),
    )
    assert debts is not None
    assert households is not None
    raw = [(debts.value(g, 2023) or 0.0, households.value(g, 2023) or 0.0) for g in (NOORDENVELD, TYNAARLO)]
    assert raw == [(5.6, 14238), (5.0, 14630)]
    assert debts.value(KOP, 2023) == round((5.6 * 14238 + 5.0 * 14630) / 28868, 1) == 5.3


def test_a_number_of_people_needs_a_count_of_every_member() -> None:
    catalogued = figures("problematische_schulden", "huishoudens")
    assert catalogued is not None
    counted = head_count(catalogued.indicator, "huishoudens", KOP, 2023, 5.3, sizes())
    assert counted is not None
    assert counted.number == 1500
    base = {region: years for region, years in sizes().of(counted.base).items() if region != TYNAARLO}

    class OfSome:
        def around(self, _: str) -> OfSome:
            return self

        def of(self, _: object) -> dict[str, object]:
            return dict(base)

        def above(self, _: object) -> dict[str, object]:
            return {}

    assert head_count(catalogued.indicator, "huishoudens", KOP, 2023, 5.3, OfSome()) is None  # type: ignore[arg-type]


def test_what_an_address_says() -> None:
    assert pinned("Emmen") == "GM0114"
    assert pinned("corop-zuidoost") == "corop-zuidoost"
    assert pinned("provincie-fryslan") == "provincie-fryslan"
    assert pinned("geen") is pinned("atlantis") is pinned("mijn-regio") is pinned("nederland") is None
    # In any order, twice, with capitals, without a name: the same group has the same code.
    assert pinned("mijn-regio~Kop van Drenthe~tynaarlo~Noordenveld~tynaarlo") == KOP
    assert pinned("mijn-regio~emmen~coevorden") == own_code("", ["GM0109", "GM0114"])
    assert pinned("mijn-regio~X~emmen~atlantis") == own_code("X", ["GM0114"])
    assert pinned("mijn-regio~X~atlantis") is None
    assert slug_of(KOP) == KOP
    assert file_slug(KOP) == "mijn-regio-kop-van-drenthe-noordenveld-tynaarlo"


@pytest.mark.parametrize(
    "title",
    [
        "[klik](http://x.nl)",
        "**vet**",
        "www.x.nl",
        "a:b",
        "_x_",
        "=1+1",
        "Emmen",
        "Drenthe",
        "provincie groningen",
        "x" * 41,
    ],
)
def test_a_name_that_means_something_else_is_left_out(title: str) -> None:
    code = pinned(f"mijn-regio~{title}~emmen~coevorden")
    found = region_set(code or "")
    assert found is not None
    assert found.title == "Mijn regio"


def test_an_own_group_has_an_end() -> None:
    code = pinned("mijn-regio~Groot~" + "~".join(by_slug()))
    found = region_set(code or "")
    assert found is not None
    assert len(found.members) == MOST_MEMBERS


def test_every_choice_is_offered_once_with_a_name_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject.st, "query_params", {})
    offered = subject.options()
    assert len({subject.label(slug) for slug in offered}) == len(set(offered)) == len(offered)
    assert offered[-1] == "mijn-regio"
    assert len(offered) < 45
    # In the state of every page: names of a few characters, and no list of all gemeenten.
    assert sum(len(subject.label(slug)) for slug in offered) < 1200
    assert set(offered) - set(sets()) - {"mijn-regio", "geen"} == {slug_of(code) for code in GEMEENTEN}


def test_gemeenten_alike_are_of_one_gemeente() -> None:
    found, remark = comparators.against("vergelijkbaar", KOP, KOP)
    assert found.code == "NL00"
    assert "alleen voor één gemeente" in remark


def test_what_a_profile_of_gemeenten_together_cannot_say() -> None:
    mine = profile.build(KOP, comparators.against("nederland", KOP, KOP)[0])
    assert all(row.position is None for row in mine.rows)
    assert all(row.observation.lower is None for row in mine.rows)
    assert "Plaats" not in profile.texts(mine.rows, mine.comparator)
    assert "Mediaan inkomen" in profile.not_together(KOP)
    assert "Mediaan inkomen" not in {row.indicator.short_title for row in mine.rows}
    said = profile.for_excel(mine).set_index("Indicator")["Opmerking"]
    assert said.str.startswith("eigen berekening").sum() > 50


def test_its_members_are_outlined_and_stand_beside_the_twelve() -> None:
    view = map_view("problematische_schulden", "huishoudens", "drenthe", 2023, KOP, "nederland")
    outlined = drawn(view).datasets["gekozen"]
    assert {one["code"] for one in outlined["properties"]} == {NOORDENVELD, TYNAARLO}
    steps = layers.steps("nederland_gemeenten", {}, view.classes)
    deck = layers.choropleth(
        "nederland_gemeenten", "./x", steps, view.classes, labels="./y", year=2023, selected=KOP
    ).to_json()
    assert all(f"properties.code == '{member}'" in deck for member in (NOORDENVELD, TYNAARLO))
    comparator, _ = compared_with("nederland", KOP)
    shown = build(comparator, own=KOP)
    assert shown.beside == (KOP, PROVINCE, "NL00")
    debts = next(row for row in shown.rows if row.indicator.id == "problematische_schulden")
    assert debts.value(KOP) == view.rows.set_index("region").loc[KOP, "value"] == 5.3


def test_a_report_has_the_same_figures_and_says_how_they_were_made() -> None:
    made = report(KOP, theme="bestaanszekerheid")
    figure = next(
        one
        for section in made.sections
        for block in section.blocks
        if isinstance(block, FigureTable)
        for one in block.figures
        if one.indicator == "problematische_schulden"
    )
    assert (figure.value, figure.place) == (5.3, "")
    assert "Kop van Drenthe: eigen berekening" in figure.remark
    assert made.file == "sociale-monitor-mijn-regio-kop-van-drenthe-noordenveld-tynaarlo-bestaanszekerheid"
    assert address("pdf", KOP) == "./rapport/groep/mijn-regio~Kop%20van%20Drenthe~noordenveld~tynaarlo.pdf"
