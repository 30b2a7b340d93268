"""The twelve goals and sixteen charts that the indicators refer to."""

from __future__ import annotations

from monitor.agenda import load
from monitor.catalogue import load as load_catalogue


def test_the_twelve_goals_are_there_three_per_theme() -> None:
    goals = load().goals
    assert [goal.number for goal in goals] == list(range(1, 13))
    themes = [goal.theme for goal in goals]
    assert themes == [
        t for t in ("naoberschap", "bestaanszekerheid", "gezondheid", "inclusie") for _ in range(3)
    ]
    assert load().goal(4).text == "Verminderen van armoede"


def test_every_goal_has_an_indicator_and_every_indicator_a_known_goal() -> None:
    named = {number for indicator in load_catalogue().indicators.values() for number in indicator.goals}
    assert named == {goal.number for goal in load().goals}


def test_every_chart_of_the_annual_report_has_an_indicator() -> None:
    charts = load().charts
    assert list(charts) == [f"C{number:02d}" for number in range(1, 17)]
    named = {code for indicator in load_catalogue().indicators.values() for code in indicator.report_charts}
    assert named == set(charts)


def test_only_charts_that_the_text_points_out_are_sure() -> None:
    sure = {code for code, chart in load().charts.items() if chart.match == "zeker"}
    assert sure == {"C02", "C05", "C09", "C10"}
    assert load().charts["C01"].match == load().charts["C03"].match == "onbekend"
