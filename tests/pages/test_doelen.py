"""The goals: all twelve in their own words, a figure near each where there is one, and what is missing where not."""

from __future__ import annotations

from monitor import agenda
from monitor.catalogue import load
from tests.pages.conftest import Opener, text
from ui.choose.comparators import against
from ui.doelen.view import goals


def test_every_goal_stands_on_the_page_in_its_own_words(opened: Opener) -> None:
    page = opened("doelen.py")
    assert [s.value for s in page.subheader] == [f"Doel {n}" for n in range(1, 13)]
    for goal in agenda.load().goals:
        assert goal.text.split("&")[0][:40] in text(page)


def test_a_goal_has_a_figure_or_says_what_is_missing() -> None:
    for theme in goals(against("nederland", "PV22", None)[0], None):
        for view in theme.goals:
            assert view.figures or view.goal.needed, view.goal.number
            assert len(view.figures) == len(view.goal.figures), "every chosen figure is there"
            assert all(figure.source.startswith("Bron: ") for figure in view.figures)
    assert {goal.number for goal in agenda.load().goals if not goal.figures} == {3, 6, 8}


def test_the_chosen_figures_name_the_goal_themselves() -> None:
    for goal in agenda.load().goals:
        for id in goal.figures:
            assert goal.number in load()[id].goals, (goal.number, id)


def test_goal_nine_is_about_young_people_with_its_beginning_in_2024() -> None:
    health = next(t for t in goals(against("nederland", "PV22", None)[0], None) if t.id == "gezondheid")
    nine = next(view for view in health.goals if view.goal.number == 9)
    assert [figure.population for figure in nine.figures] == ["16-25"]
    assert "16 tot en met 25 jaar, 2024" in nine.figures[0].sentence
    assert "2024" in (nine.goal.needed or "")


def test_nothing_claims_an_effect(opened: Opener) -> None:
    page = opened("doelen.py", gemeente="emmen")
    said = text(page)
    assert "zeggen niet of beleid werkt" in said
    for word in ("dankzij", "door het beleid", "gehaald", "op schema"):
        assert word not in said
