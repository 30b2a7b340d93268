"""Two figures of every gemeente: the same gemeenten, the same years, one rule for what goes together."""

from __future__ import annotations

import itertools

import pytest

from compare.rules.comparator import Comparator, Place
from compare.rules.correlation import correlation
from compare.rules.gap import grows_with_size
from monitor.catalogue import Catalogue
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.store import store
from ui.choose import comparators
from ui.data import catalogue
from ui.vergelijk import fitting, scatter
from ui.vergelijk.fitting import beside, offered, same_people
from ui.vergelijk.pair import Pair, build, zoomed
from ui.vergelijk.pair_table import for_file, table

NL = Place(NEDERLAND, "Nederland", "Nederland")


def of(x: str, y: str, year: int | None = None, against: Comparator | None = NL) -> Pair:
    return build(catalogue()[x], catalogue()[y], against, year)


def published(indicator: str, population: str, year: int) -> dict[str, float]:
    rows = store().observations([indicator])
    rows = rows[(rows["population"] == population) & (rows["year"] == year) & rows["value"].notna()]
    return dict(zip(rows["region"].astype(str), rows["value"].astype(float), strict=True))


def test_every_dot_is_two_observations_and_the_correlation_is_that_of_the_one_rule() -> None:
    found = of("moeite_rondkomen", "ervaren_gezondheid")
    x, y = published("moeite_rondkomen", "18+", 2024), published("ervaren_gezondheid", "18+", 2024)
    both = {code for code in x.keys() & y.keys() if code.startswith("GM")}
    assert set(found.points["region"]) == both
    for row in found.points.itertuples():
        assert (row.x, row.y) == (x[str(row.region)], y[str(row.region)])
    expected = correlation({c: x[c] for c in both}, {c: y[c] for c in both})
    assert expected is not None
    assert found.everywhere is not None
    assert found.everywhere.r == pytest.approx(expected.r)
    assert found.everywhere.n == expected.n == len(both)
    of_drenthe = correlation({c: x[c] for c in GEMEENTEN}, {c: y[c] for c in GEMEENTEN})
    assert of_drenthe is not None
    assert found.in_drenthe is not None
    assert found.in_drenthe.r == pytest.approx(of_drenthe.r)
    marks = found.marks.set_index("region")
    assert marks.loc[NEDERLAND, "x"] == x[NEDERLAND]


def test_it_says_what_goes_together_and_no_cause() -> None:
    said = " ".join(of("moeite_rondkomen", "ervaren_gezondheid").sentences)
    assert "hangen matig samen" in said
    assert "Dat gaat over gemeenten, niet over mensen" in said
    assert "12 gemeenten van Drenthe" in said
    for word in ("leidt tot", "doordat", "veroorzaakt", "zorgt voor"):
        assert word not in said


def test_the_year_is_the_newest_of_all_the_country_and_another_can_be_asked_for() -> None:
    found = of("moeite_rondkomen", "ervaren_gezondheid")
    assert (found.x.year, found.y.year) == (2024, 2024)
    assert found.nationwide
    assert found.newer == ""
    assert of("moeite_rondkomen", "ervaren_gezondheid", 2016).x.year == 2016
    # A year without figures is not followed.
    assert of("moeite_rondkomen", "ervaren_gezondheid", 1999).x.year == 2024


def test_figures_of_drenthe_alone_are_said_to_be_that() -> None:
    found = of("wmo_per_1000", "problematische_schulden", 2023)
    assert (found.x.year, found.y.year) == (2023, 2023)
    assert not found.nationwide
    assert any("alleen van gemeenten in Drenthe" in notice for notice in found.notices)
    wide = of("wmo_per_1000", "problematische_schulden")
    assert wide.x.year == 2022
    assert "2023" in wide.newer


def test_different_years_are_said() -> None:
    found = of("problematische_schulden", "mediaan_inkomen_gestandaardiseerd")
    assert (found.x.year, found.y.year) == (2023, 2024)
    assert "nooit in hetzelfde jaar gemeten" in found.notices[0]


def test_each_axis_names_its_own_people() -> None:
    found = of("moeite_rondkomen", "problematische_schulden")
    assert "18 jaar en ouder" in found.x.title
    assert "huishoudens" in found.y.title
    assert "niet over dezelfde groep" in found.whose


def test_counts_that_grow_with_size_are_not_offered() -> None:
    assert not any(grows_with_size(catalogue()[id]) for id in offered())
    assert "bevolking" not in offered()
    assert {"moeite_rondkomen", "ervaren_gezondheid"} <= set(offered())


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("eenzaam", {"ernstig_eenzaam", "emotioneel_eenzaam", "sociaal_eenzaam"}),
        ("ernstig_eenzaam", {"eenzaam", "emotioneel_eenzaam", "sociaal_eenzaam"}),
        ("overgewicht", {"obesitas", "gezond_gewicht", "ondergewicht"}),
        ("netto_arbeidsparticipatie", {"bruto_arbeidsparticipatie", "werkloosheid"}),
        ("mediaan_inkomen_gestandaardiseerd", {"mediaan_inkomen_rmbw", "gemiddeld_inkomen_besteedbaar"}),
        ("aandeel_65plus", {"aandeel_80plus", "grijze_druk"}),
    ],
)
def test_a_figure_is_not_held_against_itself_in_another_form(one: str, others: set[str]) -> None:
    assert not {one, *others} & set(beside(one))
    assert all(one not in beside(other) for other in others)
    assert "roken" in beside(one)


def test_a_variant_does_what_its_main_measurement_does() -> None:
    main = catalogue()["overgewicht"]
    variant = catalogue()["overgewicht_rmbw"].model_copy(
        update={"variant_of": "overgewicht", "differs": "x", "need_to_know": False}
    )
    assert catalogue().overlap(main, variant)
    assert catalogue().overlap(variant, catalogue()["obesitas"])
    assert not catalogue().overlap(variant, catalogue()["roken"])


def test_opposites_are_found_by_their_figures_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Catalogue, "overlap", lambda self, one, other: False)
    fitting._same_people.cache_clear()
    found = catalogue()
    assert same_people(found["overgewicht"], found["gezond_gewicht"]), "together 98,5% with a spread of 0,4"
    assert not same_people(found["moeite_rondkomen"], found["ervaren_gezondheid"])
    fitting._same_people.cache_clear()


@pytest.mark.exhaustive
def test_what_nearly_always_goes_together_is_known_to_count_the_same_or_to_be_of_one_model() -> None:
    """Over 100 gemeenten and more, and not of one model: then r above 0,97 is a matter of definition."""
    found = [catalogue()[id] for id in offered()]
    for one, other in itertools.combinations(found, 2):
        if same_people(one, other):
            continue
        both = of(one.id, other.id)
        if both.nationwide and both.everywhere and not both.built_in:
            assert abs(both.everywhere.r) < 0.97, (one.id, other.id, both.everywhere.r)


def test_figures_of_one_model_or_one_survey_say_that_a_part_is_built_in() -> None:
    said = of("moeite_rondkomen", "ervaren_gezondheid").sentences
    assert "met een rekenmodel van RIVM" in said[-1]
    assert said[-1].endswith("Een deel van de samenhang is daardoor ingebouwd.")
    assert "dezelfde vragenlijst, van dezelfde mensen" in of("jv_stress", "jv_gamen").sentences[-1]
    # A model beside a registration; a model beside a survey.
    assert of("moeite_rondkomen", "problematische_schulden").built_in == ""
    assert of("ervaren_gezondheid", "jv_stress").built_in == ""


def test_a_set_without_a_mean_is_not_drawn_and_that_is_said() -> None:
    similar = comparators.comparator(comparators.SIMILAR, "GM0114")
    found = of("problematische_schulden", "mediaan_inkomen_gestandaardiseerd", against=similar)
    assert found.marks["region"].tolist() == [PROVINCE]
    assert any("Gemeenten als Emmen" in notice for notice in found.notices)


def test_the_table_and_the_file_hold_the_dots() -> None:
    found = of("moeite_rondkomen", "ervaren_gezondheid")
    file = for_file(found).set_index("Regiocode")
    assert len(file) == len(found.points) + len(found.marks)
    assert file.loc["GM0114", found.x.title] == 15.1
    shown = table(found).data
    assert len(shown) == 14
    assert float(shown.set_index("Gebied").loc["Emmen", found.x.column]) == 15.1


@pytest.mark.parametrize("y", ["ervaren_gezondheid", "overgewicht", "problematische_schulden"])
@pytest.mark.parametrize("height", [scatter.WIDE, scatter.PHONE])
def test_no_name_stands_on_another_however_wide_the_screen(y: str, height: int) -> None:
    found = of("moeite_rondkomen", y)
    labels = scatter.scatter_data(found, "GM0114", NEDERLAND, height)[scatter.NAMED]
    (x0, x1), (y0, y1) = scatter.ends(found)
    for width in scatter.WIDTHS:
        boxes, named = [], set()
        for row in labels[labels[f"side{width}"] != ""].to_dict("records"):
            named.add(row["n"])
            left = (row["x"] - x0) / (x1 - x0) * width + row[f"dx{width}"]
            top = height - (row["y"] - y0) / (y1 - y0) * height + row[f"dy{width}"]
            if row["kind"] == "gemeente":
                boxes.append(scatter.box(left, top, row[f"side{width}"], str(row["n"])))
        assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i]), width
        assert {"Emmen", "Drenthe"} <= named, width


def test_no_name_is_cut_by_the_edge_of_the_picture() -> None:
    found = of("moeite_rondkomen", "ervaren_gezondheid")
    labels = scatter.scatter_data(found, "GM0114", NEDERLAND)[scatter.NAMED]
    (x0, x1), _ = scatter.ends(found)
    for width in scatter.WIDTHS:
        for row in labels[labels[f"side{width}"] != ""].to_dict("records"):
            left = (row["x"] - x0) / (x1 - x0) * width + row[f"dx{width}"]
            here = scatter.box(left, 0, row[f"side{width}"], str(row["n"]))
            assert here.left >= 0, (row["n"], width)
            assert here.right <= width, (row["n"], width)


def test_the_picture_has_no_line_through_the_dots() -> None:
    found = of("moeite_rondkomen", "ervaren_gezondheid")
    drawn = str(scatter.scatter(found))
    assert "regression" not in drawn
    assert "'type': 'line'" not in drawn
    alone = zoomed(found)
    assert len(alone.points) == 12
    assert len(scatter.scatter_data(alone, None, None)[scatter.OTHERS]) == 0
