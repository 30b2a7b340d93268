"""The lines of a trend: only what was measured, nothing joined that may not be compared."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from ui.trend.chart import HEIGHT, LABEL_GAP, trend

ROLES = {"GM0114": "gemeente", "NL00": "comparator", "GM1701": "extra"}


def drawn(figures, rondkomen, sources, roles=ROLES):
    found = trend(figures, roles, rondkomen, "18+", sources)
    assert found is not None
    return found


def pieces(points: pd.DataFrame, region: str) -> list[list[int]]:
    return points[points["region"] == region].groupby("piece")["year"].apply(list).tolist()


def test_the_axis_has_only_the_measured_years(figures, rondkomen, sources):
    params = {p["name"]: p.get("value") for p in drawn(figures, rondkomen, sources).spec["params"]}
    assert params["few_years"] == params["more_years"] == [2012, 2016, 2020, 2024]


def test_on_a_phone_the_newest_year_is_always_under_the_axis(figures, rondkomen, sources):
    one = figures[figures["region"] == "GM0114"]
    many = pd.concat([one.head(1).assign(year=year) for year in range(2012, 2026)], ignore_index=True)
    params = {p["name"]: p.get("value") for p in drawn(many, rondkomen, sources).spec["params"]}
    assert params["few_years"][-1] == 2025
    assert 2024 not in params["few_years"]
    assert len(params["few_years"]) > 3
    assert params["more_years"] == list(range(2012, 2026))


def test_a_new_series_is_a_gap_with_a_rule_and_a_note(figures, rondkomen, sources):
    found = drawn(figures, rondkomen, sources)
    assert pieces(found.datasets["points"], "GM0114") == [[2012, 2016, 2020], [2024]]
    assert found.datasets["breaks"]["x"].tolist() == [2022.0]
    assert any("nieuwe reeks" in note for note in found.notes)


def test_a_year_without_a_figure_is_a_gap_and_not_a_line(figures, rondkomen, sources):
    found = drawn(figures, rondkomen, sources)
    assert pieces(found.datasets["points"], "GM1701") == [[2012], [2020]]
    assert not found.datasets["points"]["value"].isna().any()


def test_a_provisional_figure_is_an_open_point(figures, rondkomen, sources):
    early = figures.assign(status=figures["year"].map(lambda y: "voorlopig" if y == 2024 else "definitief"))
    found = drawn(early, rondkomen, sources)
    points = found.datasets["points"]
    assert points[points["hollow"]]["year"].tolist() == [2024]
    assert points[points["hollow"]]["Cijfer"].tolist() == ["15,1% (voorlopig)"]
    assert "Open punt: voorlopig cijfer." in found.notes


def test_every_line_ends_in_its_name_and_newest_figure(figures, rondkomen, sources):
    labels = drawn(figures, rondkomen, sources).datasets["labels"]
    assert set(labels["text"]) == {"Emmen 15,1%", "Nederland 13,9% (2020)", "Westerveld 9,9% (2020)"}
    assert "Nederland 13,9% ’20" in set(labels["short"])


def test_labels_do_not_overlap(figures, rondkomen, sources):
    close = figures.assign(value=figures["value"].where(figures["year"] < 2020, 13.9))
    found = drawn(close, rondkomen, sources)
    per_pixel = (found.axis.high - found.axis.low) / HEIGHT
    labels = found.datasets["labels"]
    for move in ("dy", "dy_tablet", "dy_phone"):
        ended = labels[labels["ended"]]
        places = sorted(ended[move] - ended["value"] / per_pixel)
        assert all(b - a >= LABEL_GAP - 1e-6 for a, b in itertools.pairwise(places))


def test_a_line_that_ended_earlier_has_its_label_at_its_own_last_point(figures, rondkomen, sources):
    found = drawn(figures, rondkomen, sources)
    labels = found.datasets["labels"].set_index("text")
    # On a wide screen there is room beside the point; nothing leads to years that were not measured.
    assert labels.loc["Nederland 13,9% (2020)", ["year", "dy"]].tolist() == [2020, 0]
    leader = next(layer for layer in found.spec["layer"] if "y2Offset" in layer["mark"])
    assert (leader["encoding"]["x"]["field"], leader["encoding"]["x2"]["field"]) == ("year", "year")
    assert leader["mark"]["x2Offset"] < 12


def test_two_breaks_close_together_say_so_once(figures, rondkomen, sources):
    year = figures["year"].replace(2016, 2019)
    two = figures.assign(year=year, segment=year.map({2012: 0, 2019: 1, 2020: 2, 2024: 2}))
    stops = drawn(two, rondkomen, sources, {"NL00": "comparator"}).datasets["breaks"]
    assert stops["x"].tolist() == [2015.5, 2019.5]
    assert stops["apart"].iloc[0] > 1
    assert stops["apart"].iloc[1] == 4 / 8


def test_an_axis_that_does_not_start_at_zero_says_so(figures, rondkomen, sources):
    high = figures.assign(value=figures["value"] + 60)
    assert drawn(high, rondkomen, sources).spec["title"]["text"] == [
        "Procent van de inwoners van 18 jaar en ouder",
        "Gunstig: lager. Let op: de as begint niet bij 0.",
    ]
    assert drawn(figures, rondkomen, sources).spec["title"]["text"] == [
        "Procent van de inwoners van 18 jaar en ouder",
        "Gunstig: lager.",
    ]


@pytest.mark.parametrize(
    ("polarity", "said"),
    [
        ("hoger_is_beter", "Gunstig: hoger."),
        ("lager_is_beter", "Gunstig: lager."),
        ("neutraal", "Neutraal: hoger of lager is hier niet gunstig of ongunstig."),
    ],
)
def test_the_legend_says_which_direction_is_favourable(figures, rondkomen, sources, polarity, said):
    heading = drawn(figures, rondkomen.model_copy(update={"polarity": polarity}), sources).spec["title"][
        "text"
    ]
    assert said in heading


def test_the_tooltip_is_dutch_and_names_the_source(figures, rondkomen, sources):
    points = drawn(figures, rondkomen, sources).datasets["points"]
    emmen = points[(points["Regio"] == "Emmen") & (points["year"] == 2012)].iloc[0]
    assert (emmen["Jaar"], emmen["Cijfer"], emmen["Bron"]) == (
        "2012",
        "26,6%",
        "RIVM, GGD'en en CBS, tabel 50090NED",
    )


def test_without_any_figure_there_is_no_chart(figures, rondkomen, sources):
    assert trend(figures, {"PV22": "drenthe"}, rondkomen, "18+", sources) is None


def test_the_spec_holds_no_data_and_no_english_for_screen_readers(figures, rondkomen, sources):
    spec = drawn(figures, rondkomen, sources).spec
    assert "datasets" not in spec
    assert spec["config"]["aria"] is False
    assert spec["config"]["locale"]["number"]["decimal"] == ","


def test_the_two_measurements_that_are_compared_have_a_ring(figures, rondkomen, sources):
    found = trend(
        figures,
        ROLES,
        rondkomen,
        "18+",
        sources,
        {"GM0114": ((2016, 21.0), (2020, 12.5)), "NL00": ((2016, 19.2), (2020, 13.9))},
    )
    assert found is not None
    rings = found.datasets["rings"].sort_values(["year", "value"])
    assert rings[["role", "year", "text"]].to_numpy().tolist() == [
        ["comparator", 2016, "19,2%"], ["gemeente", 2016, "21,0%"], ["gemeente", 2020, ""], ["comparator", 2020, ""],
    ]  # fmt: skip
    # The figures of one year stand on either side, clear of each other.
    assert rings["dy"].tolist()[:2] == [18, -18]
    assert "Kring: de metingen die met elkaar worden vergeleken." in found.notes
    assert drawn(figures, rondkomen, sources).datasets["rings"].empty
