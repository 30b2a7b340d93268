"""The goals, the annual report and brede welvaart: a figure where there is one, and what is missing where not."""

from __future__ import annotations

from monitor import agenda
from monitor.catalogue import load
from tests.pages.conftest import Opener, text
from ui.choose.comparators import against
from ui.doelen.entrances import chapters, questions
from ui.doelen.view import goals


def test_every_goal_stands_on_the_page_in_its_own_words(opened: Opener) -> None:
    page = opened("doelen.py")
    assert [s.value for s in page.subheader] == [f"Doel {n}" for n in range(1, 13)]
    for goal in agenda.load().goals:
        assert goal.text.split("&")[0][:40] in text(page)


def test_a_goal_has_a_figure_or_says_what_is_missing() -> None:
    for theme in goals(against("nederland", "PV22", None)[0], None):
        for view in theme.goals:
            assert view.near.figures or view.goal.needed, view.goal.number
            assert len(view.near.figures) == len(view.goal.figures), "every chosen figure is there"
            assert all(figure.source.startswith("Bron: ") for figure in view.near.figures)
    assert {goal.number for goal in agenda.load().goals if not goal.figures} == {3, 6, 8}


def test_the_chosen_figures_name_the_goal_themselves() -> None:
    for goal in agenda.load().goals:
        for id in goal.figures:
            assert goal.number in load()[id].goals, (goal.number, id)


def test_goal_nine_is_about_young_people_with_its_beginning_in_2024() -> None:
    health = next(t for t in goals(against("nederland", "PV22", None)[0], None) if t.id == "gezondheid")
    nine = next(view for view in health.goals if view.goal.number == 9)
    assert [figure.population for figure in nine.near.figures] == ["16-25"]
    assert "16 tot en met 25 jaar, 2024" in nine.near.figures[0].sentence
    assert "2024" in (nine.goal.needed or "")


def test_nothing_claims_an_effect(opened: Opener) -> None:
    for entrance in ("doelen", "jaarverslag", "brede-welvaart"):
        said = text(opened("doelen.py", gemeente="emmen", deel=entrance))
        assert "niet of beleid werkt" in said
        for word in ("dankzij", "door het beleid", "gehaald", "op schema"):
            assert word not in said, entrance


def test_the_charts_of_the_report_stand_in_its_order_beside_what_it_printed(opened: Opener) -> None:
    found = chapters(against("nederland", "PV22", None)[0], None)
    assert [(c.title, [view.number for view in c.charts]) for c in found] == [
        ("Naoberschap", [1, 2, 3, 4]),
        ("Bestaanszekerheid", [5, 6, 7, 8, 9]),
        ("Gezondheid", [10, 11, 12, 13]),
        ("Inclusie en diversiteit", [14, 15, 16]),
    ]
    views = [view for chapter in found for view in chapter.charts]
    assert {view.number for view in views if not view.near.figures} == {1, 3}, (
        "panel data, which nobody published"
    )
    assert {view.number for view in views if not view.printed} == {7, 15, 16}
    assert [one.figure.printed for one in views[1].printed] == ["60,2%", "62,9%"]
    page = opened("doelen.py", deel="jaarverslag")
    assert [s.value for s in page.subheader] == [f"Grafiek {n}" for n in range(1, 17)]
    assert text(page).count("Deze grafiek kunnen wij niet maken") == 2
    assert "In 2024 had 60,2 procent van de Drenten vertrouwen" in text(page)


def test_wellbeing_has_three_questions_and_says_what_is_missing(opened: Opener) -> None:
    found = questions(against("nederland", "PV22", None)[0], None)
    assert [view.question.title for view in found] == ["Hier en nu", "Later", "Elders"]
    for view in (one for question in found for one in question.subjects):
        assert len(view.near.figures) == len(view.subject.figures), view.subject.title
        assert bool(view.near.figures) != bool(view.subject.needed), view.subject.title
    assert "over de natuur" in text(opened("doelen.py", deel="brede-welvaart"))
