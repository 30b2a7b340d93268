"""The annual report beside the monitor, as the pages show it: per indicator in sentences, and all of it in tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from compare.wording import report
from compare.wording.report import Beside
from monitor import agenda
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, years_text
from monitor.regions import name
from ui.data import catalogue, data_version, figures, kept, populations
from ui.parts.literal import literal

#: How sure it is which chart of the report an indicator is.
SURE = {"zeker": "zeker", "waarschijnlijk": "waarschijnlijk", "onbekend": "niet zeker"}


def sentences(indicator: Indicator) -> list[str]:
    """What the report says of this indicator, what stands here, and why that differs."""
    return report.sentences(one for one in beside() if one.figure.indicator == indicator.id)


def beside() -> tuple[Beside, ...]:
    """Every figure of the report, in its order, with the monitor's."""
    return _beside(data_version())


@kept(2)
def _beside(version: str) -> tuple[Beside, ...]:
    indicators = catalogue().indicators
    return tuple(report.beside(figure, indicators, figures, name) for figure in agenda.load().figures)


def both() -> list[Beside]:
    """The figures that the monitor has too."""
    return [one for one in beside() if one.observation]


def theirs_alone() -> list[Beside]:
    """The figures that the monitor does not have."""
    return [one for one in beside() if not one.observation]


def by_chapter(figures: Iterable[Beside]) -> dict[str, list[Beside]]:
    """The figures per chapter of the report, in its order."""
    chapters: dict[str, list[Beside]] = {}
    for beside in figures:
        chapters.setdefault(beside.figure.chapter.partition(",")[0], []).append(beside)
    return chapters


def what(beside: Beside) -> str:
    """ "Moeite met rondkomen (inwoners, Drenthe, 2024)": the figure in the report's own terms."""
    when = str(beside.figure.year) if beside.figure.year else "geen jaar"
    text = beside.figure.what
    return f"{text[:1].upper()}{text[1:]} ({beside.figure.who}, {beside.place}, {when})"


def table(figures: Sequence[Beside]) -> pd.DataFrame:
    """A row per figure, all of it text: for the screen and for a spreadsheet."""
    return pd.DataFrame(
        {
            "Hoofdstuk": [one.figure.chapter for one in figures],
            "Cijfer": [one.figure.what[:1].upper() + one.figure.what[1:] for one in figures],
            "Over wie": [one.figure.who for one in figures],
            "Gebied": [one.place for one in figures],
            "Jaar": [str(one.figure.year) if one.figure.year else "geen jaar" for one in figures],
            "Jaarverslag": [one.figure.printed for one in figures],
            "Monitor": [report.ours_text(one) for one in figures],
            "Verschil": [report.text_of_difference(one) for one in figures],
            "Waarom": [report.why_text(one) for one in figures],
            "Cijfer in de monitor": [one.indicator.title if one.indicator else "" for one in figures],
            "Zo staat het in het jaarverslag": [one.figure.quote for one in figures],
        }
    )


def side_by_side(figures: Sequence[Beside]) -> pd.DataFrame:
    """The same for the screen: few columns, in Markdown, with a link to the figure in the monitor."""
    return pd.DataFrame(
        {
            "Cijfer": [literal(what(one)) for one in figures],
            "Jaarverslag": [literal(one.figure.printed) for one in figures],
            "Monitor": [f"[{literal(report.ours_text(one))}]({_address(one)})" for one in figures],
            "Verschil": [literal(report.text_of_difference(one)) for one in figures],
            "Waarom": [literal(report.why_text(one)) for one in figures],
        }
    ).set_index("Cijfer")


def _address(beside: Beside) -> str:
    return f"/over-de-cijfers?indicator={beside.figure.indicator}"


def without(figures: Sequence[Beside]) -> pd.DataFrame:
    """The figures that only the report has, for the screen, in Markdown."""
    return pd.DataFrame(
        {
            "Cijfer": [literal(what(one)) for one in figures],
            "Jaarverslag": [literal(one.figure.printed) for one in figures],
            "Waarom niet": [literal(report.why_text(one)) for one in figures],
        }
    ).set_index("Cijfer")


def charts() -> pd.DataFrame:
    """The 16 charts of the report: what stands under each, which indicator it is and how sure that is."""
    sociale_agenda = agenda.load()
    shown = {
        code: indicator for indicator in catalogue().indicators.values() for code in indicator.report_charts
    }
    rows = []
    for code, chart in sociale_agenda.charts.items():
        indicator = shown.get(code)
        rows.append(
            {
                "Grafiek": f"Grafiek {int(code[1:])}",
                "Wat eronder staat": chart.caption,
                "Cijfer in de monitor": indicator.title if indicator else "",
                "Hoe zeker": SURE[chart.match],
                "Onze jaren": years(indicator) if indicator else "",
            }
        )
    return pd.DataFrame(rows).set_index("Grafiek")


def years(indicator: Indicator) -> str:
    """ "2013-2022, 2024": the years with a figure of Drenthe or its gemeenten."""
    measured: set[int] = set()
    for population in populations(indicator):
        indicator_data = figures(indicator.id, population)
        if indicator_data:
            rows = indicator_data.frame[indicator_data.frame["value"].notna()]
            measured |= {int(year) for year in rows["year"].unique()}
    return years_text(measured) if measured else NO_FIGURE
