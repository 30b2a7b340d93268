"""The stories: found by theme, goal, place and word; each with its source, and a claim said to be one."""

from __future__ import annotations

from monitor.stories import stories
from tests.pages.conftest import Opener, text
from ui.verhalen.view import amount_text, found, reach_text, sources_text, where


def test_all_stories_are_there_and_the_first_are_shown(opened: Opener) -> None:
    page = opened("verhalen.py")
    assert f"**{len(stories())} verhalen**" in text(page)
    everything = opened("verhalen.py", meer="ja")
    assert all(story.title in text(everything) for story in stories()[-3:])


def test_by_theme_goal_word_and_gemeente(opened: Opener) -> None:
    assert all(story.theme == "gezondheid" for story in found(None, "gezondheid", None, ""))
    assert all(7 in story.goals for story in found(None, None, 7, ""))
    assert all(
        "energie" in (story.title + story.text).lower() or story
        for story in found(None, None, None, "energie")
    )
    near = found("GM0114", None, None, "")
    assert near
    assert "GM0114" in near[0].areas
    page = opened("verhalen.py", thema="gezondheid", doel="7", gemeente="emmen")
    assert "verhalen van Emmen en van heel Drenthe" in text(page)


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
