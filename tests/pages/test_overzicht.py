"""The front page: the answer first, each number beside a comparison of the same year, and nothing left out below."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl

import pytest

from monitor.catalogue import load
from monitor.dutch import value_text
from monitor.province import GEMEENTEN
from tests.pages.conftest import Opener, _elements, text
from ui.choose.comparators import against
from ui.data import catalogue, figures
from ui.overzicht.key_figures import themes
from ui.overzicht.panels import PANELS, Panel, panels
from ui.overzicht.view import overview
from ui.overzicht.where import where


def of(slug: str = "nederland", gemeente: str | None = None) -> dict[str, Panel]:
    return {panel.id: panel for panel in panels(against(slug, "PV22", gemeente)[0], gemeente)}


def test_the_answer_stands_on_top_three_numbers_beside_nederland(opened: Opener) -> None:
    page = opened("overzicht.py")
    assert [metric.value for metric in page.metric] == ["12,7%", "73,6%", "68,6%"]
    assert [header.value for header in page.header][:3] == ["Armoede", "Gezondheid", "Vertrouwen"]
    for said in (
        "2,6 procentpunt minder dan in Nederland (15,3%).",
        "0,8 procentpunt meer dan in Nederland (72,8%).",
        "2,6 procentpunt meer dan in Nederland (66,0%).",
    ):
        assert said in text(page)
    assert page.title[0].value == "Drenthe naast Nederland"


@pytest.mark.parametrize("slug", ["nederland", "provincie-groningen", "vergelijkbaar", "eerder"])
def test_a_number_and_its_comparison_are_of_one_year(slug: str) -> None:
    comparator = against(slug, "PV22", None)[0]
    for panel in of(slug).values():
        of_pair = figures(panel.indicator, panel.population)
        assert of_pair is not None
        indicator = catalogue()[panel.indicator]
        assert panel.value == value_text(of_pair.value("PV22", panel.year), indicator)
        if comparator.beside and panel.difference.endswith(")."):
            other = next(p for p in comparator.observations(of_pair) if p.year == panel.year)
            assert f"({value_text(other.value, indicator)})." in panel.difference
        assert str(panel.year) in panel.when


def test_where_a_new_series_begins_the_lines_say_so_and_nowhere_else() -> None:
    """Moeite met rondkomen is asked differently since 2024; of trust the gemeenten with a figure change, and the line goes on."""
    of_panel = of()
    assert {id: panel.line.count("nieuwe reeks") for id, panel in of_panel.items() if panel.line} == {
        "armoede": 1,
        "gezondheid": 0,
        "vertrouwen": 0,
    }
    assert {id: panel.line.count('dasharray="1 3"') for id, panel in of_panel.items() if panel.line} == {
        "armoede": 1,
        "gezondheid": 0,
        "vertrouwen": 0,
    }


def test_my_gemeente_is_in_every_panel_in_orange(opened: Opener) -> None:
    page = opened("overzicht.py", gemeente="emmen")
    assert ":orange[**Emmen: 15,1%**]" in text(page)
    for panel in of(gemeente="GM0114").values():
        assert panel.own.startswith("Emmen: ")
        assert panel.strips is not None
        assert 'r="6" fill="#b35000"' in panel.strips or 'r="6" fill="#c75a00"' in panel.strips
        assert "Emmen " in panel.strips_alt


def test_the_strips_say_in_words_what_they_show() -> None:
    health = of()["gezondheid"]
    assert "Overgewicht (2024): Drenthe 56,1%, Nederland 51,7%." in health.strips_alt
    assert "Roken (2024): Drenthe 16,3%, Nederland 17,2%." in health.strips_alt


def test_a_figure_without_gemeenten_has_no_strip() -> None:
    """Trust in institutions 2024 is published of the province and Nederland alone."""
    strips = of()["vertrouwen"].strips
    assert strips is not None
    assert "Nederland: 62,9%" in strips


def test_a_line_that_may_not_be_compared_is_broken() -> None:
    line = of()["armoede"].line
    assert line is not None
    # 2012-2020, and 2024 by another model: a point of its own.
    assert line.count("<polyline") == 2
    assert "Drenthe 12,7%" in line
    assert "Nederland 15,3%" in line


@pytest.mark.parametrize("id", list(PANELS))
def test_the_small_map_has_every_gemeente(id: str) -> None:
    found = where(of()[id], "GM0114", "nederland")
    assert found.drawing.count("<path id=") >= len(GEMEENTEN)
    assert found.sentence.startswith("In ")
    assert found.own.startswith("In Emmen ")


def test_every_figure_to_know_stands_in_the_list_or_is_named_as_a_gap() -> None:
    shown = themes(against("nederland", "PV22", None)[0])
    listed = {name for theme in shown for name in theme.names}
    gaps = {title for theme in shown for title in theme.gaps}
    for indicator in load().indicators.values():
        if indicator.need_to_know:
            assert indicator.id in listed or indicator.short_title in gaps, indicator.id


def test_a_newer_number_without_nederland_comes_after_the_pair() -> None:
    shown = themes(against("nederland", "PV22", None)[0])
    work = next(theme for theme in shown if theme.id == "bestaanszekerheid")
    said = {id: sentence for id, _, sentence in work.sentences}
    assert re.match(
        r"73% \(2022\); 74% \(2024\), nog zonder Nederland, Nederland 74%", said["startkwalificatie"]
    )


@pytest.mark.parametrize("phone", [False, True])
def test_the_name_of_a_figure_leads_to_its_line_and_takes_the_gemeente_along(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, phone: bool
) -> None:
    if phone:
        there = property(lambda self: {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"})
        monkeypatch.setattr("streamlit.runtime.context.ContextProxy.headers", there)
    page = opened("overzicht.py", gemeente="emmen")
    (shown,) = [e.proto.body for e in page.get("html") if 'class="kerncijfers"' in e.proto.body]
    links = re.findall(r'<a (?:class="pagina" )?href="\./trend\?([^"]+)">', shown)
    asked = [dict(parse_qsl(html.unescape(query))) for query in links]
    listed = [name for theme in themes(against("nederland", "PV22", None)[0]) for name in theme.names]
    assert [query["indicator"] for query in asked] == listed
    assert {query["gemeente"] for query in asked} == {"emmen"}
    assert ("12,7% (2024), Nederland 15,3%: −2,6 procentpunt." in shown) == phone
    assert ("<table" in shown) != phone


def test_what_stands_out_what_moved_and_the_rules(opened: Opener) -> None:
    page = opened("overzicht.py")
    assert "De grootste verschillen met Nederland: in Drenthe " in text(page)
    # What moved is told with its whole course: plus four does not hide a fall before it.
    health = "van 76,3% in 2012 naar 78,6% in 2020, daarna lager: 69,6% in 2022 en weer hoger: 73,6% in 2024"
    assert "4,0 procentpunt meer dan in 2022" not in text(page) or health in text(page)
    assert any(
        c.value.startswith("Zo gekozen: hoe ver het cijfer af ligt van Nederland, ") for c in page.caption
    )


def test_another_comparator_is_named_everywhere(opened: Opener) -> None:
    page = opened("overzicht.py", vergelijk="provincie-groningen")
    assert "De grootste verschillen met de provincie Groningen: in Drenthe" in text(page)
    assert "dan in de provincie Groningen (" in text(page)
    assert "Donkergrijs en gestreept: Provincie Groningen." in text(page)


def test_against_the_measurement_before_nothing_is_said_twice() -> None:
    found = overview(against("eerder", "PV22", None)[0])
    assert found.stands_out[0].startswith("De grootste verschillen met de meting ervoor:")
    assert found.moved == ()
    assert overview(against("nederland", "PV22", None)[0]).moved


def test_the_refusal_says_what_was_done(opened: Opener) -> None:
    page = opened("overzicht.py", vergelijk="drenthe")
    assert (
        "Deze pagina gaat over Drenthe. Drenthe met zichzelf vergelijken kan niet. "
        "U ziet nu de vergelijking met Nederland." in text(page)
    )


def test_every_number_names_its_source_and_what_is_calculated(opened: Opener) -> None:
    """Nederland 2024 of making ends meet is the monitor's own calculation; of health it is published."""
    said = {id: panel.source for id, panel in of().items()}
    assert said["armoede"].startswith("Bron: RIVM, GGD'en en CBS, tabel 50150NED, 2024.")
    assert said["armoede"].endswith("Eigen berekening: Drenthe en Nederland.")
    assert said["gezondheid"].endswith("Eigen berekening: Drenthe.")
    shown = " ".join(
        html.unescape(getattr(e.proto, "body", "")) for e in _elements(opened("overzicht.py").main)
    )
    assert all(source in shown for source in said.values())
    for theme in themes(against("nederland", "PV22", None)[0]):
        assert all("Bron: " in sentence for _, _, sentence in theme.sentences)
        assert theme.table["Bron"].str.len().gt(5).all()
    assert "Bron: " in " ".join(where(of()["armoede"], None, "nederland").sources)
