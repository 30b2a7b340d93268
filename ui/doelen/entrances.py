"""Two more entrances to the same figures: the chapters of the annual report, and brede welvaart."""

from __future__ import annotations

from dataclasses import dataclass

from compare.rules.comparator import Comparator
from compare.wording.report import Beside
from monitor import agenda
from monitor.agenda import Question, Subject
from monitor.catalogue import Indicator
from ui.choose.comparators import BY_CODE
from ui.cijfers.report import SURE, beside
from ui.data import catalogue, data_version, kept
from ui.doelen.view import Near, near


@dataclass(frozen=True)
class ChartView:
    """A chart of the report. ``title``: of the indicator that it is, as far as known (``sure``); ``near``: that figure, empty
    where the monitor has none; ``printed``: what the report prints of it, with the monitor's."""

    number: int
    title: str
    caption: str
    sure: str
    note: str
    near: Near
    printed: tuple[Beside, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter of the report with its charts, in its order."""

    title: str
    charts: tuple[ChartView, ...]


@dataclass(frozen=True)
class SubjectView:
    """A subject of brede welvaart and its figures."""

    subject: Subject
    near: Near


@dataclass(frozen=True)
class QuestionView:
    """One of the three questions with its subjects."""

    question: Question
    subjects: tuple[SubjectView, ...]


def chapters(comparator: Comparator, gemeente: str | None) -> tuple[Chapter, ...]:
    """The 16 charts by chapter, for the province beside the comparator."""
    return _chapters(comparator, gemeente, data_version())


@kept(60, by=BY_CODE)
def _chapters(comparator: Comparator, gemeente: str | None, version: str) -> tuple[Chapter, ...]:
    shown = {
        code: indicator for indicator in catalogue().indicators.values() for code in indicator.report_charts
    }
    of: dict[str, list[ChartView]] = {}
    for code, chart in agenda.load().charts.items():
        indicator = shown[code]
        view = ChartView(
            int(code[1:]),
            indicator.title,
            chart.caption,
            SURE[chart.match],
            chart.note or "",
            near((indicator.id,), comparator, gemeente),
            tuple(one for one in beside() if _about(one, indicator)),
        )
        of.setdefault(chart.chapter, []).append(view)
    return tuple(Chapter(title, tuple(charts)) for title, charts in of.items())


def _about(printed: Beside, indicator: Indicator) -> bool:
    """Whether the report prints it of this indicator, or of another measurement of the same."""
    theirs = printed.indicator
    return theirs is not None and (theirs.variant_of or theirs.id) == (indicator.variant_of or indicator.id)


def questions(comparator: Comparator, gemeente: str | None) -> tuple[QuestionView, ...]:
    """Brede welvaart by question, for the province beside the comparator."""
    return _questions(comparator, gemeente, data_version())


@kept(60, by=BY_CODE)
def _questions(comparator: Comparator, gemeente: str | None, version: str) -> tuple[QuestionView, ...]:
    return tuple(
        QuestionView(
            question,
            tuple(SubjectView(one, near(one.figures, comparator, gemeente)) for one in question.subjects),
        )
        for question in agenda.load().wellbeing.questions
    )
