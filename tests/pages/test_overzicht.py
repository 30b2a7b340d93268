"""Overzicht: a card says a thing once, in the words of its comparator, and short."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Opener, text
from ui.choose.comparators import against
from ui.overzicht.view import Card, overview


def cards(slug: str, gemeente: str | None = None) -> dict[str, Card]:
    found = overview(against(slug, "PV22", gemeente)[0], gemeente)
    return {card.indicator: card for _, _, of_theme in found.themes for card in of_theme}


def test_the_sentence_and_the_cards_name_the_comparator(opened: Opener) -> None:
    page = opened("overzicht.py", vergelijk="provincie-groningen")
    assert "De grootste verschillen met de provincie Groningen: in Drenthe" in text(page)
    assert "dan in de provincie Groningen (" in text(page)
    assert "Gestreepte grijze lijn: Provincie Groningen." in text(page)


def test_an_earlier_year_has_no_line_but_a_ring(opened: Opener) -> None:
    page = opened("overzicht.py", vergelijk="eerder-2016")
    assert "Kring: de eerdere meting." in text(page)
    assert "Gestreepte" not in text(page)
    life = cards("eerder-2016")["tevreden_leven"]
    assert "▼ 3,5 procentpunt minder dan in 2016 (87,4%)" in life.text
    assert "▼ 0,8 procentpunt minder dan in 2021" in life.text
    assert life.picture is not None
    assert 'fill="#fff"' in life.picture
    assert life.alt.startswith("Tevreden met het leven, Drenthe over de jaren:")


def test_a_newer_edition_stands_beside_nederland_and_not_beside_the_year_before() -> None:
    work = cards("nederland")["vrijwilligerswerk_rmbw"]
    assert "▲ 4,0 procentpunt meer dan in Nederland (48,4%)" in work.text
    assert (
        "2023 is niet te vergelijken met 2022; tussen 2021 en 2022 ging het van 43,5% naar 45,8%" in work.text
    )


def test_against_the_measurement_before_nothing_is_said_twice() -> None:
    found = overview(against("eerder", "PV22", None)[0], None)
    assert found.said[0].startswith("De grootste verschillen met de meting ervoor:")
    assert found.moved == ()
    assert overview(against("nederland", "PV22", None)[0], None).moved


def test_what_stands_out_what_moved_and_the_rule_stand_on_top(opened: Opener) -> None:
    page = opened("overzicht.py")
    top = "\n".join(part.value for part in page.markdown[:3])
    assert top.startswith("**De grootste verschillen met Nederland: in Drenthe ")
    assert "**Het meest veranderd**\n- " in top
    # What moved is told with its whole course: plus four does not hide a fall before it.
    health = "van 76,3% in 2012 naar 78,6% in 2020, daarna lager: 69,6% in 2022 en weer hoger: 73,6% in 2024"
    assert "4,0 procentpunt meer dan in 2022" not in top or health in top
    assert page.caption[0].value.startswith("Zo gekozen: hoe ver het cijfer af ligt van Nederland, ")


@pytest.mark.parametrize("slug", ["nederland", "eerder", "eerder-2012", "eerder-2016", "vergelijkbaar"])
def test_a_card_says_a_thing_once_and_stays_short(slug: str) -> None:
    for card in cards(slug, "GM0114").values():
        lines = card.text.split("  \n")
        assert len(lines) == len(set(lines)) <= 4
        assert card.text.count("eerdere meting") + card.text.count("één meting") <= 1
        # With an earlier year: two years that do not compare stand in one sentence.
        assert not slug.startswith("eerder") or card.text.lower().count("niet te vergelijken") <= 1
        assert len(lines[0]) <= 190


def test_the_refusal_says_what_was_done(opened: Opener) -> None:
    page = opened("overzicht.py", vergelijk="drenthe")
    assert (
        "Deze pagina gaat over Drenthe. Drenthe met zichzelf vergelijken kan niet. "
        "U ziet nu de vergelijking met Nederland." in text(page)
    )
