"""The rules for reading (R01..R35 of the province's documents) stand in words beside the figures that they belong to."""

from __future__ import annotations

import re

import pytest

from compare.rules.series import breaks
from monitor.catalogue import Indicator, load
from ui.cijfers.method import TEXT
from ui.data import catalogue, populations, series
from ui.kaart import areas
from ui.kaart.view import map_view

#: What a reader must be able to read in the rules of an indicator, or in what it is.
WORDS = {
    "R03": r"buiten Drenthe|winkels en bezoekers|duur eigen huis|Waar veel mensen huren",
    "R04": r"niet in één getal",
    "R05": r"[dD]efinitie|anders dan leven onder de armoedegrens|meet armoede nu anders",
    "R06": r"[bB]oven de(ze)? (armoede)?(grens|armoedegrens)",
    "R07": r"prijzen",
    "R08": r"Over wijken en buurten weten we maar weinig",
    "R10": r"hangt .* samen .* oorzaak",
    "R11": r"niet vanzelf meer discriminatie|kan ook komen doordat",
    "R12": r"gemiddelde van drie",
    "R13": r"verschillen tussen groepen|niet zien wat er tussen wijken|volgorde van de tekst",
    "R14": r"dorpen",
    "R15": r"dorpen en open land|ouderen|platteland",
    "R16": r"Dat is samenhang, geen bewezen oorzaak",
    "R17": r"niveau van 2016 en 2020|79,3% van voor corona",
    "R18": r"in het echt vaak kleiner|verschilt sterk per groep|iets anders dan zelf",
    "R19": r"in Nederland nog hoger",
    "R20": r"havo, vwo of mbo niveau 2",
    "R21": r"schat",
    "R22": r"ouder|leeftijd|65-plusser|80-plussers",
    "R26": r"klein(e)? (groep|gemeente)|groep te klein",
    "R28": r"geregistreerd|registratie|telt alleen|recht heeft|noemen het geen|vraagt er niet|weg naar hulp|durft|melden dat niet"
    r"|niet vanzelf meer",
    "R29": r"durft|melden dat niet|niet vanzelf meer",
    "R31": r"vraagt|weg naar hulp",
}
#: Of all figures, or of all maps: on the map, on the page about the method, or with the theme. R34 is the theme itself.
ELSEWHERE = {"R01", "R02", "R09", "R23", "R34"}

INDICATORS = list(load().indicators.values())


def said(indicator: Indicator) -> str:
    return " ".join([indicator.definition, *indicator.how_to_read])


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_every_rule_of_an_indicator_is_there_in_words(indicator: Indicator) -> None:
    for rule in indicator.rules:
        assert rule in ELSEWHERE or re.search(WORDS[rule], said(indicator)), rule


@pytest.mark.parametrize(
    ("rule", "ids"),
    [
        ("R04", ["armoede", "sociaal_minimum"]),
        ("R05", ["armoede", "kinderen_in_armoede", "laag_inkomen", "laag_inkomen_oud", "langdurig_laag_inkomen"]),
        ("R06", ["armoede", "moeite_rondkomen", "sociaal_minimum", "laag_inkomen"]),
        ("R07", [i.id for i in INDICATORS if "inkomen_" in i.id and i.unit == "euro"]),
        ("R10", ["vertrouwen_anderen"]),
        ("R11", ["discriminatie_ervaren", "discriminatie_meldingen", "discriminatie_meldingen_meldpunt"]),
        ("R12", ["vertrouwen_instituties"]),
        ("R17", ["ervaren_gezondheid", "ervaren_gezondheid_rmbw"]),
        ("R18", ["vertrouwen_anderen", "discriminatie_ervaren", "respectloos_gedrag"]),
        ("R19", ["respectloos_gedrag"]),
        ("R20", ["startkwalificatie", "voortijdig_schoolverlaten"]),
        ("R21", ["basisvaardigheden"]),
        ("R22", ["wekelijkse_sporters", "beweegrichtlijn", "overgewicht", "ervaren_gezondheid", "wmo_per_1000"]),
        ("R28", ["misdrijven", "problematische_schulden", "bijstand", "discriminatie_meldingen"]),
        ("R29", ["discriminatie_meldingen", "jv_suicidegedachten"]),
        ("R31", ["bijstand", "wmo_per_1000", "jeugdzorg"]),
    ],
)  # fmt: skip
def test_the_rule_belongs_to(rule: str, ids: list[str]) -> None:
    assert ids
    for id in ids:
        assert rule in catalogue()[id].rules, id


def test_the_rules_are_short() -> None:
    for indicator in INDICATORS:
        for line in indicator.how_to_read:
            # A telephone number has to be complete.
            assert len(line) <= 250, (indicator.id, line)
            assert "!" not in line


@pytest.mark.parametrize(
    "id", ["discriminatie_meldingen", "discriminatie_meldingen_meldpunt", "bijstand", "jeugdzorg"]
)
def test_r11_r31_what_is_reported_or_used_is_not_good_or_bad(id: str) -> None:
    assert catalogue()[id].polarity == "neutraal"


def test_r05_poverty_of_the_old_and_the_new_definition_is_never_one_line() -> None:
    for id in ("armoede", "kinderen_in_armoede"):
        (stop,) = catalogue()[id].breaks
        assert "definitie" in stop.reason
    assert breaks(
        series("laag_inkomen_oud", "huishoudens"), catalogue()["laag_inkomen_oud"], catalogue().sources
    )


def test_r05_a_low_income_by_a_line_that_is_not_known_is_not_shown() -> None:
    """2,4% to 3,2% for 2023 is far below the old line: until CBS says which line it is, it is no figure of ours."""
    low = catalogue()["laag_inkomen"]
    assert not populations(low)
    assert low.gap
    assert "niet zeker welke grens" in low.gap


def test_r01_and_r09_stand_under_every_map_of_gemeenten() -> None:
    for id, population in (("moeite_rondkomen", "18+"), ("problematische_schulden", "huishoudens")):
        year = areas.years(id, population, "drenthe")[-1]
        under = map_view(id, population, "drenthe", year, None, "nederland").under_the_map
        assert "Verschillen binnen gemeenten ziet u hier niet" in under
        assert "Hoogste of laagste van Drenthe zegt niet of het veel of weinig is." in under


def test_r02_r23_the_method_says_that_there_is_no_ranking_of_everything() -> None:
    assert "Een plaats over alle onderwerpen samen bestaat hier niet." in TEXT.replace("\n", " ")
