"""Where a gemeente stands between the others: places that follow the figures, and nothing that is not there."""

from __future__ import annotations

import pytest
import vl_convert

from compare.rules.gap import grows_with_size
from compare.rules.spine import ALL_OF_THE_LAND, Spine, nine_in_ten
from monitor.dutch import value_text
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from ui.choose import comparators
from ui.data import figures
from ui.gemeente import spine
from ui.gemeente import spine_chart as chart
from ui.gemeente import view as profile
from ui.parts.pictures import chart_svg

EMMEN, WESTERVELD = "GM0114", "GM1701"


def views(gemeente: str, slug: str) -> list[spine.SpineView]:
    comparator, _ = comparators.against(slug, gemeente, gemeente)
    found = profile.build(gemeente, comparator)
    return [spine.view(gemeente, comparator, None, section.id) for section in found.by_theme]


def lines(gemeente: str, slug: str = "nederland") -> dict[str, spine.Line]:
    return {line.id: line for view in views(gemeente, slug) for line in view.lines}


def shown(line: spine.Line, region: str, year: int | None = None) -> float | None:
    """The figure of the snapshot as it is shown."""
    indicator = line.spine.profile_row.indicator
    laid = figures(indicator.id, line.spine.profile_row.population)
    assert laid is not None
    value = laid.value(region, year or line.spine.year)
    return None if value is None else round(value, indicator.decimals)


@pytest.mark.parametrize("slug", ["nederland", "drenthe", "tynaarlo", "vergelijkbaar", "eerder-2016"])
def test_places_follow_the_figures_and_what_it_is_held_against_is_in_the_middle(slug: str) -> None:
    for line in lines(EMMEN, slug).values():
        of: Spine = line.spine
        places = sorted((value, of.place(value)) for value in of.shown)
        assert [place for _, place in places] == sorted(place for _, place in places if place is not None)
        assert all(abs(place or 0) <= 1 for _, place in places)
        if of.in_middle is not None:
            assert of.place(of.in_middle) == 0
        if len(set(of.shown)) > 1:
            # The farthest figure is at the edge.
            assert max(abs(place or 0) for _, place in places) == 1


def test_every_figure_is_that_of_the_snapshot_in_one_year() -> None:
    for gemeente in (EMMEN, WESTERVELD):
        for line in lines(gemeente).values():
            of = line.spine
            assert of.own == shown(line, gemeente), line.id
            around = [v for g in GEMEENTEN if (v := shown(line, g)) is not None]
            if of.others:
                assert (of.others.lowest, of.others.highest) == (min(around), max(around)), line.id
            if of.in_middle is not None:
                assert of.in_middle == shown(line, of.middle_of), line.id
            if not grows_with_size(of.profile_row.indicator):
                assert of.province == shown(line, PROVINCE), line.id


def test_without_the_comparator_in_that_year_drenthe_is_in_the_middle_and_said() -> None:
    line = lines(EMMEN)["wmo_per_1000"]
    assert (line.spine.year, line.spine.middle_of) == (2023, PROVINCE)
    assert line.difference.endswith(" per 1.000 (Drenthe)")
    assert line.difference.startswith("▲ ")
    debts = lines(EMMEN)["problematische_schulden"]
    assert debts.spine.middle_of == NEDERLAND
    assert debts.difference == "▲ 1,1 procentpunt"


def test_a_count_stands_between_the_gemeenten_only() -> None:
    line = lines(EMMEN)["bijstand"]
    assert (line.spine.in_middle, line.spine.province, line.spine.land) == (None, None, None)
    assert line.difference == spine.NOT_COMPARED
    # Centred on the middle of the range.
    assert line.spine.others is not None
    assert line.spine.place(line.spine.others.lowest) == -1
    assert line.spine.place(line.spine.others.highest) == 1
    # What it was before is a figure of the gemeente itself.
    earlier = lines(EMMEN, "eerder")["bevolking"].spine
    assert earlier.in_middle is not None
    assert earlier.place(earlier.in_middle) == 0


def test_a_suppressed_figure_has_no_dot_and_its_reason() -> None:
    line = lines(WESTERVELD)["vertrouwen_instituties"]
    assert (line.value, line.spine.own, line.spine.compared) == ("geen cijfer", None, None)
    assert line.spine.in_middle is not None
    assert "te weinig antwoorden" in line.difference
    view = next(v for v in views(WESTERVELD, "nederland") if line in v.lines)
    row = chart.spine_data(view)[0][chart.ROWS].iloc[view.lines.index(line)]
    assert row["o"] != row["o"]
    assert not row[["a", "b"]].isna().any()
    # No room for the reason beside who it is about.
    assert chart.spine_data(view, narrow=True)[0][chart.ROWS].iloc[view.lines.index(line)]["d"] == ""


def test_a_figure_with_nothing_around_it_has_no_dot() -> None:
    view = next(
        v for v in views(EMMEN, "nederland") if "vaak_onveilig_buurt" in {line.id for line in v.lines}
    )
    line = next(line for line in view.lines if line.id == "vaak_onveilig_buurt")
    assert line.spine.shown == [line.spine.own]
    assert line.difference == spine.NOT_COMPARED
    row = chart.spine_data(view)[0][chart.ROWS].iloc[view.lines.index(line)]
    assert row["o"] != row["o"]


def test_the_difference_is_the_one_of_the_table() -> None:
    for line in lines(EMMEN).values():
        if line.spine.compared:
            said = profile.difference_cell(line.spine.compared, line.spine.profile_row)
            assert line.difference.startswith(said)
            assert line.spine.compared.year == line.spine.year


def test_nine_in_ten_is_of_figures_that_are_there_and_of_enough_of_them() -> None:
    assert nine_in_ten([float(v) for v in range(101)]) == (5.0, 95.0)
    assert nine_in_ten([1.0] * (ALL_OF_THE_LAND - 1)) is None
    # Published only for Drenthe.
    assert lines(EMMEN)["wmo_per_1000"].spine.land is None
    assert lines(EMMEN)["problematische_schulden"].spine.land is not None


def test_the_text_and_the_table_say_the_same() -> None:
    view = views(EMMEN, "nederland")[1]
    first = view.lines[0]
    assert f"{first.title} ({first.who}): Emmen {first.value}" in view.alt
    assert "staan in de tabel eronder" in view.alt
    assert len(view.table) == len(view.lines)
    for line, row in zip(view.lines, view.table.to_dict("records"), strict=True):
        assert row["Emmen"] == line.value
        assert row["Verschil"] == line.difference
        if line.spine.others:
            low = value_text(line.spine.others.lowest, line.spine.profile_row.indicator)
            assert row["Laagste en hoogste van Drenthe"].startswith(low)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_picture_can_be_drawn_and_has_no_axis(narrow: bool) -> None:
    view = views(EMMEN, "nederland")[0]
    data, height = chart.spine_data(view, narrow=narrow)
    spec = chart.spine(view, height, narrow=narrow)
    svg = chart_svg(spec, data, 350 if narrow else 1000)
    assert "role-axis" not in svg
    for line in view.lines[:3]:
        assert line.title in svg
        assert line.value in svg
    assert vl_convert.svg_to_png(svg)


def test_against_an_earlier_year_the_year_stands_at_the_difference() -> None:
    comparator, _ = comparators.against("eerder-2016", EMMEN, EMMEN)
    found = spine.view(EMMEN, comparator, None, "naoberschap")
    assert found.middle_name == "Emmen, eerder"
    assert "van 2016, of anders van een meting in de buurt daarvan" in found.reading
    for line in found.lines:
        of = line.spine.compared
        if of and of.over_time:
            assert f"({of.other.year}" in line.difference
