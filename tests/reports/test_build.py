"""A report is what the screens show: the same figures, the same sentences, whole."""

from __future__ import annotations

import pytest

from monitor.dutch import value_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name
from reports.build import report
from reports.model import Leads, Text
from ui.choose import comparators
from ui.data import catalogue, figures
from ui.gemeente import view as gemeente_view
from ui.trend.view import Choice
from ui.trend.view import view as trend_view


@pytest.mark.parametrize("region", [*GEMEENTEN, PROVINCE])
def test_every_figure_is_the_newest_of_the_snapshot(region: str) -> None:
    made = report(region)
    counted = 0
    for table in made.tables:
        for line in table.figures:
            indicator = catalogue()[line.indicator]
            if line.year is None:
                assert line.text == "geen cijfer"
                assert line.remark
                continue
            found = [
                of_pair.value(region, line.year)
                for p in indicator.populations
                if (of_pair := figures(line.indicator, p))
            ]
            assert line.text in [value_text(value, indicator) for value in found], line
            assert (line.difference is None) == (line.other_value is None)
            counted += 1
    assert counted > 60


def test_the_sentences_are_those_of_the_page() -> None:
    made = report("GM0118")
    against, _ = comparators.against("nederland", "GM0118", "GM0118")
    page = gemeente_view.build("GM0118", against)
    blocks = made.sections[0].blocks
    texts = [block for block in blocks if isinstance(block, Text)]
    # The page names three, the report five: what is first is first in both.
    assert (
        texts[0]
        .sentences[0]
        .startswith(page.stands_out[0].split(" en ")[0].removesuffix(".").rsplit(",", 1)[0][:80])
    )
    leads = next(block for block in blocks if isinstance(block, Leads))
    assert [lead.value for lead in leads.leads] == ["13,9%", "72,4%", "67,8%"]
    for lead, id in zip(
        leads.leads, ("moeite_rondkomen", "ervaren_gezondheid", "vertrouwen_anderen"), strict=True
    ):
        population = catalogue()[id].populations[0]
        said = trend_view(catalogue()[id], population, Choice("GM0118")).sentences[-1]
        assert said.startswith(lead.sentence.split(": ")[0])


def test_one_theme_alone() -> None:
    made = report("GM0114", theme="gezondheid")
    assert [section.id for section in made.sections] == ["in-het-kort", "gezondheid", "lezen"]
    assert made.title == "Emmen: gezondheid"
    with pytest.raises(KeyError):
        report("GM0114", theme="onzin")


def test_the_whole_report_has_a_picture_of_every_figure_to_know() -> None:
    made = report("GM0114", whole=True)
    needed = {
        line.indicator
        for table in made.tables
        for line in table.figures
        if catalogue()[line.indicator].need_to_know and line.value is not None
    }
    shown = {str(exhibit.rows["indicator"].iloc[0]) for exhibit in made.exhibits}
    assert needed <= shown
    assert all(exhibit.sentence and exhibit.alt and exhibit.sources for exhibit in made.exhibits)


def test_every_source_is_named_with_its_licence() -> None:
    made = report(PROVINCE)
    assert made.sources
    assert all(source.attribution and source.licence for source in made.sources)
    assert {line.source for table in made.tables for line in table.figures if line.value is not None} <= {
        source.attribution for source in made.sources
    }
    assert name(PROVINCE) in made.title
