"""The 12 gemeenten side by side: the numbers of the sources, the places of one rule, no verdict by colour."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.rules.position import position
from monitor.dutch import NO_FIGURE, value_text
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import name
from monitor.store import store
from ui.choose import comparators
from ui.data import figures
from ui.vergelijk import heatmap
from ui.vergelijk.matrix import (
    ALPHABET,
    NEARLY_ALL,
    SHADES,
    Matrix,
    build,
    compared_with,
    observations,
    year_of,
)
from ui.vergelijk.matrix_table import table


@pytest.fixture(scope="module")
def found() -> Matrix:
    nederland, _ = compared_with("nederland", None)
    return build(nederland)


def test_every_cell_is_the_observation(found: Matrix) -> None:
    for row in found.rows:
        rows = store().observations([row.indicator.id])
        rows = rows[(rows["population"] == row.population) & (rows["year"] == row.year)].set_index("region")
        for region in (*GEMEENTEN, PROVINCE, NEDERLAND):
            value = rows["value"].get(region)
            shown = None if value is None or pd.isna(value) else float(value)
            assert row.value(region) == shown, (row.indicator.id, region)
            assert row.text(region) == value_text(shown, row.indicator)


def test_every_place_is_that_of_the_one_rule_and_gives_the_shade(found: Matrix) -> None:
    for row in found.rows:
        values = {gemeente: row.value(gemeente) for gemeente in GEMEENTEN}
        for gemeente in GEMEENTEN:
            place = position(values, gemeente, row.indicator)
            assert row.places[gemeente] == place
            if place is None:
                assert row.shade(gemeente) is None
                assert row.text(gemeente) == NO_FIGURE
            elif place.rank == 1:
                assert row.shade(gemeente) == SHADES[-1]
        lowest = min((v, g) for g, v in values.items() if v is not None)[1]
        assert row.shade(lowest) == SHADES[0]
        # Only the gemeenten have a shade.
        assert row.shade(PROVINCE) is None


def test_each_row_is_of_the_newest_year_of_nearly_all(found: Matrix) -> None:
    for row in found.rows:
        of_row = figures(row.indicator.id, row.population)
        assert of_row is not None
        assert row.year == year_of(of_row)
        assert sum(row.value(g) is not None for g in GEMEENTEN) >= NEARLY_ALL
    # 2022 has 9 of the 12.
    assert next(r for r in found.rows if r.indicator.id == "tevreden_leven").year == 2021


def test_what_one_needs_to_know_without_figures_per_gemeente_is_said(found: Matrix) -> None:
    assert {"armoede", "startkwalificatie"} <= {indicator.id for indicator in found.absent}
    assert any("zonder cijfers per gemeente" in note and "Startkwalificatie" in note for note in found.notes)


def test_gemeenten_stand_by_alphabet_or_from_high_to_low_on_one_row(found: Matrix) -> None:
    names = [name(code) for code in found.gemeenten]
    assert names == sorted(names)
    by = build(compared_with("nederland", None)[0], "roken")
    row = next(r for r in by.rows if r.indicator.id == "roken")
    values = [row.value(g) or 0.0 for g in by.gemeenten]
    assert values == sorted(values, reverse=True)
    assert build(None, ALPHABET).beside == (PROVINCE,)


@pytest.mark.parametrize(
    ("slug", "beside"), [("drenthe", 1), ("nederland", 2), ("assen", 1), ("noordelijke-gemeenten", 2)]
)
def test_what_the_reader_compares_with_has_one_column(slug: str, beside: int) -> None:
    if not comparators.known(slug):
        slug = next(s for s in comparators.offered() if (c := comparators.comparator(s, None)) and c.members)
    against, remark = compared_with(slug, None)
    assert len(build(against).beside) == beside
    assert remark == ""


def test_an_earlier_year_has_no_column_and_that_is_said() -> None:
    against, remark = compared_with("eerder-2016", None)
    assert against is not None
    assert against.code == NEDERLAND
    assert "kan op deze pagina niet" in remark


def test_the_table_and_the_file_hold_the_same_figures(found: Matrix) -> None:
    shown = table(found, "GM0114").data
    assert list(shown.columns[:3]) == ["Cijfer", "Wie en jaar", "Emmen"]
    assert shown["Cijfer"].tolist() == [row.indicator.short_title for row in found.rows]
    against, _ = compared_with("nederland", None)
    rows = observations(found, against).set_index(["indicator", "region"])["value"]
    for row, value in zip(found.rows, shown["Assen"], strict=True):
        assert rows[row.indicator.id, "GM0106"] == float(value)


def test_the_picture_has_a_cell_for_every_figure_and_marks_the_readers_gemeente(found: Matrix) -> None:
    drawn = heatmap.heatmap(found, "GM0114", NEDERLAND)
    data = drawn.datasets
    assert len(data[heatmap.CELLS]) == len(found.rows) * len(found.columns)
    marked = data[heatmap.HEADS][data[heatmap.HEADS]["marked"]]
    assert marked["text"].tolist() == ["Emmen"]
    missing = data[heatmap.CELLS][data[heatmap.CELLS]["t"] == NO_FIGURE]
    assert set(missing["s"]) == {-1}
    spec = drawn.spec
    assert "#c00" not in str(spec)
    assert spec["config"]["aria"] is False


def test_the_sentence_makes_no_list_of_gemeenten(found: Matrix) -> None:
    assert "verst uit elkaar" in found.sentence
    for word in ("beste", "slechtste", "beter", "slechter", "!"):
        assert word not in found.sentence
