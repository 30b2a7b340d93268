"""The stories: found by theme, goal, place and word; each with its source, and a claim said to be one."""

from __future__ import annotations

from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import sets
from monitor.stories import about, stories
from tests.pages.conftest import Opener, charts, text
from tests.pages.conftest import _elements as elements
from ui.verhalen import on_map
from ui.verhalen.beside import MOST, NO_PROOF, beside
from ui.verhalen.view import amount_text, matching, reach_text, sources_text, where


def test_all_stories_are_there_and_the_first_are_shown(opened: Opener) -> None:
    page = opened("verhalen.py")
    assert f"**{len(stories())} verhalen**" in text(page)
    everything = opened("verhalen.py", meer="ja")
    assert all(story.title in text(everything) for story in stories()[-3:])


def test_by_theme_goal_word_and_gemeente(opened: Opener) -> None:
    assert all(story.theme == "gezondheid" for story in matching(None, "gezondheid", None, ""))
    assert all(7 in story.goals for story in matching(None, None, 7, ""))
    assert all(
        "energie" in (story.title + story.text).lower() or story
        for story in matching(None, None, None, "energie")
    )
    near = matching("GM0114", None, None, "")
    assert near
    assert "GM0114" in near[0].areas
    page = opened("verhalen.py", thema="gezondheid", doel="7", gemeente="emmen")
    assert "4 van Emmen en 25 alleen van heel Drenthe" in text(
        opened("verhalen.py", thema="gezondheid", gemeente="emmen")
    )
    assert page.title[0].value == "Welke verhalen horen bij de cijfers?"
    together = opened("verhalen.py", thema="bestaanszekerheid", gemeente="corop-zuidoost")
    assert "van de streek en " in text(together)


def test_nothing_found_says_what_to_do(opened: Opener) -> None:
    page = opened("verhalen.py", zoek="xyzzy")
    assert "Kies een ander thema of doel" in page.info[0].value


def test_amounts_are_of_one_document_and_never_added_up() -> None:
    for story in stories():
        for amount in story.amounts:
            said = amount_text(amount)
            assert "€ " in said
            assert amount.sources
        assert sources_text(story).startswith("Bron: ")
        assert where(story)


def test_a_claim_is_said_to_be_one() -> None:
    claims = [reach for story in stories() for reach in story.reach if reach.claim]
    assert claims
    assert all(reach_text(reach).startswith("volgens het project zelf: ") for reach in claims)


def test_beside_figures_stand_the_nearest_and_then_the_newest() -> None:
    emmen = beside("GM0114", "bestaanszekerheid")
    assert emmen is not None
    assert [one.title for one in emmen.stories] == [
        "Drents Netwerk van het Jonge Kind",
        "Ieder kind een goede fiets",
        "Integrated care",
    ]
    assert emmen.everything == "Alle 26 verhalen over bestaanszekerheid in Emmen en heel Drenthe"
    # No gemeente is left with an empty heading: where it has none of its own, those of the whole province stand there.
    wolden = beside("GM1690", "naoberschap")
    assert wolden is not None
    assert {one.about.split(",")[0] for one in wolden.stories} == {"heel Drenthe"}
    assert wolden.everything == "Alle 16 verhalen over naoberschap in heel Drenthe"
    assert beside("GM0114", "bevolking") is None
    for region in (*GEMEENTEN, PROVINCE, *sets()):
        for theme in ("naoberschap", "bestaanszekerheid", "gezondheid", "inclusie"):
            every = about(region, theme)
            ranks = [(story.near(region), -(story.latest or 0), story.id) for story in every]
            assert ranks == sorted(ranks)
            found = beside(region, theme)
            assert len(found.stories if found else ()) == min(MOST, len(every))


def test_of_gemeenten_together_come_their_own_and_then_those_of_the_province() -> None:
    ranks = [story.near("corop-zuidoost") for story in about("corop-zuidoost")]
    assert set(ranks) == {1, 2}
    assert {story.near("provincie-groningen") for story in about("provincie-groningen")} <= {0, 1}


def test_mijn_gemeente_tells_stories_below_each_theme(opened: Opener) -> None:
    page = opened("mijn_gemeente.py", gemeente="emmen", thema="alles")
    told = text(page)
    assert told.count("**Verhalen bij deze cijfers**") == told.count(NO_PROOF) == 4
    assert "Bereik: volgens het project zelf: ongeveer 30 gezinnen in 2021." in told
    assert "Werkplan Sociale Agenda 2022 (provincie Drenthe), regel 1013." in told
    short = text(opened("mijn_gemeente.py", gemeente="emmen"))
    assert short.count("**Verhalen uit Emmen en heel Drenthe**") == short.count("**Verhalen") == 1
    assert "**Verhalen" not in text(opened("mijn_gemeente.py", gemeente="emmen", thema="bevolking"))


def test_each_story_is_on_the_map_or_is_said_not_to_be() -> None:
    every = on_map.per_gemeente(stories())
    assert every.titles["GM0114"] == tuple(s.title for s in stories() if "GM0114" in s.areas)
    named = [s for s in stories() if set(s.gemeenten) & set(GEMEENTEN)]
    both = [s for s in named if s.provincewide]
    assert len(named) - len(both) + every.provincewide + every.of_groups + every.nowhere == len(stories())
    assert f"{every.provincewide} verhalen gaan over heel Drenthe" in every.sentence
    assert "Van 1 verhaal is de plaats niet bekend." in on_map.PerGemeente({}, 0, 0, 1).sentence
    drawn = on_map.spec(every.counts, every.counts and ("",) * 12, "corop-zuidoost")["datasets"]
    assert sum(mark["aantal"] for mark in drawn["tellingen"]) == sum(every.counts)
    assert {feature["code"] for feature in drawn["gekozen"]} == {"GM0109", "GM0114", "GM1681"}


def test_the_map_has_a_list_that_chooses(opened: Opener) -> None:
    page = opened("verhalen.py", thema="gezondheid")
    (shown,) = charts(page)
    assert "Assen 3" in shown["alt"]
    page.button_group(key=on_map.LIST).set_value("emmen").run()
    assert page.query_params["gemeente"] == "emmen"
    assert "29 verhalen: 4 van Emmen en 25 alleen van heel Drenthe" in text(page)
    # From the map of figures one link leads there.
    kaart = opened("kaart.py", indicator="roken", wie="18+")
    links = {e.proto.label: e.proto.query_string for e in elements(kaart.main) if e.type == "page_link"}
    assert links["Verhalen bij dit thema"] == "thema=gezondheid"
