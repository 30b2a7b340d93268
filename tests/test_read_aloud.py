"""Every sentence that the monitor can say of an indicator reads as Dutch: no double words, nothing said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd
import pytest

from compare.wording.clauses import titled, who_when
from compare.wording.comparison import value_sentence
from compare.wording.map import map_sentence
from monitor.catalogue import Indicator, load
from monitor.dutch import population_text
from tests.read_aloud import Said, said_of
from ui.data import catalogue, populations

INDICATORS = list(load().indicators.values())

#: What no sentence has -> what is wrong with it.
WRONG = {
    r"\b(?!en\b)(\w+) \1\b": "a word twice",
    r"\ben en\b": "a word twice",
    r"huishoud[^()]*\((?:alle )?huishoudens[,)]": "households after households",
    r"\([^()]*\(": "brackets in brackets",
    r"\) \((?!CC|citaat)": "brackets after brackets",
    r" {2}| [,.;:)]|\( ": "a space too many",
    r"\.\.|,,|;;|: ?[.;,]|\?\.": "two signs",
    r"\bRMBW\b(?! \(Regionale Monitor Brede Welvaart\))": "an abbreviation that nobody knows",
    r"\bNone\b|\bnan\b|[{}]": "a value that is no value",
    r"\b[a-z][A-Z]{2}": "an abbreviation with a small letter",
    r"\b(\w[\w-]+) \(\1\)": "a wijk that reads as its gemeente",
    r"\bWijke\b": "a slip of the pen in a name",
    r"\b[a-z]\w+ \d+ procent\b": "figures are written with %",
    r"\b1 (?:gemeenten|wijken|meldingen|metingen|jongeren|huishoudens|mensen|inwoners)\b": "one of many",
}
#: Kinds of text that are no sentences.
NAMES = {"title", "short title"}


def faults(said: Iterable[Said]) -> list[str]:
    """What is wrong, with the text that it is in."""
    found = []
    for one in said:
        text = one.text.strip()
        # The GGD'en, and a title that ends so, are followed by "en".
        text = text.replace("GGD'en en", "GGD'en, en")
        found += [f"{why}: {text}" for wrong, why in WRONG.items() if re.search(wrong, text)]
        if text.count("(") != text.count(")") or text.count("“") != text.count("”"):
            found.append(f"a sign that is not closed: {text}")
        if one.kind not in NAMES:
            if not re.search(r"[.?!)]$", text):
                found.append(f"no end: {text}")
            if not re.match(r"[A-Z0-9“€*'(]", text):
                found.append(f"no beginning: {text}")
    return found


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_the_figure_and_its_absence_can_be_said(indicator: Indicator) -> None:
    said = []
    for population in indicator.populations:
        for region in ("Drenthe", "wijk Hoogeveen"):
            for value in (None, 0.0, 2.0, 12.34):
                text = value_sentence(region, value, indicator, population, 2024, provisional=value == 2.0)
                said.append(Said(indicator.id, population, "value", text))
        said.append(
            Said(
                indicator.id,
                population,
                "map",
                map_sentence(pd.Series(dtype=float), {}, indicator, population, 2024),
            )
        )
        said.append(Said(indicator.id, population, "title", titled(indicator, population, "2024")))
    assert faults(said) == []


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_a_share_says_of_whom_it_is_and_agrees_with_its_verb(indicator: Indicator) -> None:
    verb = indicator.phrase.split()[0]
    many = {"hebben", "zijn", "wonen", "krijgen", "waren", "kregen", "kwamen", "geven"}
    counted = indicator.unit in {"personen", "huishoudens", "aantal", "per_100", "per_1000", "per_km2"}
    if indicator.phrase.startswith(f"{verb} {{value}}"):
        assert (verb in many) == counted, indicator.phrase
    if indicator.unit == "procent":
        for population in indicator.populations:
            text = indicator.phrase.format(value="1%")
            said = f"{text} ({who_when(population, 2024, before=text)})"
            whom = population_text(population)
            named = whom in said or re.search(
                r"huishoudens|inwoners|jongeren|scholieren|risicogroep|grijze druk", said
            )
            assert named, said


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_a_title_is_a_name_and_not_a_sentence(indicator: Indicator) -> None:
    for title in (indicator.title, indicator.short_title):
        first = title.split()[0].rstrip(":,")
        assert first not in {
            "Voelt", "Voelde", "Heeft", "Doet", "Krijgt", "Maakt", "Houdt", "Drinkt", "Geeft", "Voldoet", "Rookt",
        }, title  # fmt: skip
        assert "(" not in title, "a title stands in brackets itself"
        assert "RMBW" not in title


def test_a_name_fits_on_its_card() -> None:
    """Five cards stand side by side on a laptop; a longer name is cut off."""
    assert [i.short_title for i in INDICATORS if i.need_to_know and len(i.short_title) > 25] == []


def test_no_two_indicators_in_a_list_have_one_name() -> None:
    """Two measurements of one thing: one is the variant of the other and says how it differs, or both say it in the title."""
    listed = [i for i in INDICATORS if i.variant_of is None]
    for names in ([i.title for i in listed], [i.short_title for i in listed]):
        assert len(set(names)) == len(names)
    for indicator in INDICATORS:
        if indicator.variant_of:
            assert indicator.differs
            assert indicator.differs.endswith(".")
            assert not indicator.need_to_know, "lists show the other one"
            assert indicator.variant_of in indicator.see_also
    # RIVM's health is the one in the lists, beside which stands that of the Regionale Monitor Brede Welvaart.
    for id, main in (
        ("ervaren_gezondheid_rmbw", "ervaren_gezondheid"),
        ("overgewicht_rmbw", "overgewicht"),
        ("langdurige_ziekten_rmbw", "langdurige_aandoening"),
        ("beweegrichtlijn_ggd", "beweegrichtlijn"),
    ):
        assert catalogue()[id].variant_of == main


FEW = ["moeite_rondkomen", "problematische_schulden", "contact", "jv_lhbtqia_niet_zichzelf", "huishoudens"]


@pytest.mark.parametrize("id", FEW)
def test_a_few_are_read_in_full(id: str) -> None:
    assert faults(said_of(catalogue()[id])) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("id", [i.id for i in INDICATORS if i.id not in FEW])
def test_all_of_them_are_read_in_full(id: str) -> None:
    assert faults(said_of(catalogue()[id])) == []


def test_what_was_wrong_is_right() -> None:
    """Values that were read aloud and found wrong."""
    catalogue_ = catalogue()
    contact = value_sentence("Drenthe", 71.2, catalogue_["contact"], "15+", 2022)
    assert "71,2% elke week contact, gemiddeld over familie, vrienden en buren" in contact
    assert "gemiddelde van die drie percentages" in catalogue_["contact"].definition
    unsafe = value_sentence("Westerveld", None, catalogue_["vaak_onveilig_buurt"], "15+", 2021)
    assert unsafe == "Van “vaak een onveilig gevoel in de buurt” is er voor Westerveld geen cijfer over 2021."
    households = value_sentence("Drenthe", 34.8, catalogue_["eenpersoonshuishoudens"], "huishoudens", 2025)
    assert households == "In Drenthe bestaat 34,8% van de huishoudens uit één persoon (2025)."
    assert populations(catalogue_["onveilig_buurt"]) == ["15+"]
