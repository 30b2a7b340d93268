"""Questions for a room: the values are those of the monitor, the answer is hidden, and nothing is asked that cannot be."""

from __future__ import annotations

import json

import pytest

from compare.indicator_data import IndicatorData, of_year
from compare.rules.change import judged
from monitor.province import GEMEENTEN, PROVINCE
from ui.data import all_figures, catalogue, figures, sizes
from ui.raad.chart import alt_text, picture
from ui.raad.questions import (
    KINDS,
    Estimate,
    Kind,
    NoQuestion,
    Ordering,
    Question,
    QuestionKey,
    default_year,
    handful,
    question,
    step_of,
)  # fmt: skip
from ui.raad.score import most_swapped, of_room, off_text, pairs_right, pairs_text, room_sentences

DE_WOLDEN, EMMEN, MEPPEL, MIDDEN, WESTERVELD = "GM1690", "GM0114", "GM0119", "GM1731", "GM1701"


def asked(
    kind: Kind, indicator: str = "moeite_rondkomen", population: str = "18+", **more: object
) -> Question:
    found = refused(kind, indicator, population, **more)
    assert not isinstance(found, NoQuestion), found.why
    return found


def refused(
    kind: Kind, indicator: str = "moeite_rondkomen", population: str = "18+", **more: object
) -> Question | NoQuestion:
    data = figures(indicator, population)
    assert data is not None
    return question(QuestionKey(kind, indicator, population, **more), data, sizes())  # type: ignore[arg-type]


def test_the_order_of_five_gemeenten() -> None:
    found = asked("volgorde")
    assert isinstance(found, Ordering)
    assert found.year == 2024
    assert found.in_order == [EMMEN, MEPPEL, MIDDEN, WESTERVELD, DE_WOLDEN]
    assert [found.values[code] for code in found.in_order] == [15.1, 13.2, 11.5, 10.2, 9.2]
    assert found.gemeenten == (DE_WOLDEN, EMMEN, MEPPEL, MIDDEN, WESTERVELD), "asked by the alphabet"
    assert len(found.pairs) == 10
    assert "In Emmen heeft 15,1% moeite met rondkomen, het meest van de 12 gemeenten" in found.sentence
    assert "Geen marge bekend" in found.notes[-1]


def test_the_order_of_all_gemeenten_and_of_some() -> None:
    every = asked("volgorde", gemeenten=tuple(GEMEENTEN))
    assert isinstance(every, Ordering)
    assert len(every.gemeenten) == 12
    two = asked("volgorde", gemeenten=(EMMEN, DE_WOLDEN))
    assert isinstance(two, Ordering)
    assert two.pairs == {(EMMEN, DE_WOLDEN)}
    one = refused("volgorde", gemeenten=(EMMEN,))
    assert isinstance(one, NoQuestion)
    assert one.why.startswith("Kies twee of meer gemeenten")


def test_what_margins_do_not_tell_apart_is_not_asked() -> None:
    whole = figures("moeite_rondkomen", "18+")
    assert whole is not None
    frame = whole.frame.assign(lower=whole.frame["value"] - 2, upper=whole.frame["value"] + 2)
    data = IndicatorData(frame, whole.indicator, "18+", catalogue().sources, sizes())
    found = question(
        QuestionKey("volgorde", data.indicator.id, data.population, gemeenten=tuple(GEMEENTEN)), data, sizes()
    )
    assert isinstance(found, Ordering)
    observations = {code: of_year(data.of(code), found.year) for code in found.gemeenten}
    for one in found.gemeenten:
        for other in found.gemeenten:
            a, b = observations[one], observations[other]
            assert a is not None
            assert b is not None
            same = judged(a, b, data.indicator) == "vergelijkbaar" or found.values[one] <= found.values[other]
            assert ((one, other) in found.pairs) == (not same)
    assert len(found.pairs) < 66
    assert "tellen niet mee" in found.notes[0]


def test_how_a_line_went_on_stays_within_what_may_be_compared() -> None:
    found = asked("vervolg")
    assert isinstance(found, Estimate)
    assert found.known == ((2012, 22.7), (2016, 17.6))
    assert (found.years, found.truth) == ((2020,), (11.0,)), "not 2024: from another edition"
    assert "Nieuwere cijfers dan 2020 zijn met deze lijn niet te vergelijken." in found.notes
    assert "11,0%" in found.sentence
    earlier = asked("vervolg", year=2012)
    assert isinstance(earlier, Estimate)
    assert (earlier.years, earlier.truth) == ((2016, 2020), (17.6, 11.0))
    emmen = asked("vervolg", region=EMMEN)
    assert "Emmen" in emmen.text


def test_where_drenthe_stands_between_the_provinces() -> None:
    found = asked("plek")
    assert isinstance(found, Estimate)
    assert found.truth == (12.7,)
    assert found.scale is not None
    assert (found.scale.low, found.scale.high) == (12.3, 17.6)
    assert found.scale.values(1)[0] == 12.3
    assert found.scale.values(1)[-1] == 17.6
    assert "het meest van de 12 provincies" in found.sentence
    assert "eigen berekening" in found.notes[0]


def test_how_many_people_are_said_no_more_precisely_than_they_are() -> None:
    found = asked("aantal")
    assert isinstance(found, Estimate)
    assert (found.truth, found.about) == ((53_000,), True)
    assert found.help == "In Drenthe zijn er in totaal ongeveer 414.000 inwoners van 18 jaar en ouder."
    assert "Dat zijn ongeveer 53.000 inwoners" in found.sentence
    counted = asked("aantal", "bijstand", "personen")
    assert isinstance(counted, Estimate)
    assert (counted.truth, counted.about) == ((12_510,), False)


@pytest.mark.parametrize(
    ("kind", "indicator", "population", "why"),
    [
        ("volgorde", "bevolking", "personen", "Een grotere plek"),
        ("plek", "bevolking", "personen", "Een grotere plek"),
        ("vervolg", "roken", "16-25", "geen twee metingen"),
        ("aantal", "moeite_rondkomen", "16-25", "telt per gemeente geen groep"),
        ("aantal", "vertrouwen_instituties", "15+", "gemiddelde van meer percentages"),
        ("volgorde", "discriminatie_ervaren", "15+", "te weinig gemeenten"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_with_what_to_do(
    kind: Kind, indicator: str, population: str, why: str
) -> None:
    found = refused(kind, indicator, population)
    assert isinstance(found, NoQuestion)
    assert why in found.why
    assert "Kies een ander cijfer" in found.why


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_tells_the_answer_before_it_is_shown(kind: Kind) -> None:
    found = asked(kind)
    hidden = json.dumps(
        picture(found, [], False), default=lambda table: table.to_pylist(), ensure_ascii=False
    )
    shown = json.dumps(picture(found, [], True), default=lambda table: table.to_pylist(), ensure_ascii=False)
    told = ["15,1%"] if isinstance(found, Ordering) else [found.text_of(found.truth[-1])]
    for answer in told:
        assert answer not in found.text + (found.help if isinstance(found, Estimate) else "")
        assert answer not in hidden + alt_text(found, [], False)
        assert answer in shown
        assert answer in alt_text(found, [], True)


def test_a_handful_is_spread_from_high_to_low_without_equals() -> None:
    values = {f"GM{i:04}": float(i // 2) for i in range(20)}
    found = handful(values)
    assert [values[code] for code in found] == [9.0, 7.0, 5.0, 2.0, 0.0]
    assert handful({"GM0001": 1.0, "GM0002": 1.0}) == ["GM0001"]


@pytest.mark.parametrize(
    ("low", "high", "decimals", "step"), [(12.3, 17.6, 1, 0.1), (0, 40, 1, 0.2), (0, 120_000, 0, 1000), (1, 1.2, 1, 0.1)]
)  # fmt: skip
def test_a_step_is_round_and_no_finer_than_figures(
    low: float, high: float, decimals: int, step: float
) -> None:
    assert step_of(low, high, decimals) == pytest.approx(step)


def test_how_far_off() -> None:
    order, place, people = asked("volgorde"), asked("plek"), asked("aantal")
    assert isinstance(order, Ordering)
    assert isinstance(place, Estimate)
    assert isinstance(people, Estimate)
    assert pairs_right(order.in_order, order) == 10
    assert pairs_right(order.in_order[::-1], order) == 0
    swapped = [MEPPEL, EMMEN, *order.in_order[2:]]
    assert pairs_text(swapped, order) == "9 van de 10 paren staan in de goede volgorde"
    assert most_swapped([swapped, swapped, order.in_order], order) == (EMMEN, MEPPEL, 2)
    assert off_text(15.0, 12.7, place) == "2,3 procentpunt te hoog"
    assert off_text(12.7, 12.7, place) == "precies goed"
    assert off_text(20_000, 53_000, people) == "33.000 te laag"


def test_how_the_room_guessed() -> None:
    place, order = asked("plek"), asked("volgorde")
    assert isinstance(place, Estimate)
    assert isinstance(order, Ordering)
    found = of_room([(12.5,), (12.7,), (15.0,), (17.0,)], place)
    assert found is not None
    assert (found.count, found.too_low, found.right, found.too_high) == (4, 1, 1, 2)
    assert (found.nearest, found.lowest, found.highest) == (12.7, 12.5, 17.0)
    assert of_room([], place) is None
    assert room_sentences([], place) == []
    assert "Te laag: 1. Precies goed: 0. Te hoog: 2." in room_sentences([(12.5,), (15.0,), (17.0,)], place)[1]
    swapped = (MEPPEL, EMMEN, *order.in_order[2:])
    assert room_sentences([swapped, tuple(order.in_order)], order) == [
        "Gemiddeld staan 9,5 van de 10 paren in de goede volgorde; de beste schatting heeft er 10 goed.",
        "Het vaakst verwisseld: Emmen en Meppel (1 van de 2 schattingen).",
    ]


@pytest.mark.exhaustive
def test_every_figure_is_a_question_or_says_why_not() -> None:
    known = sizes()
    made = 0
    for (id, population), data in all_figures().items():
        for kind in KINDS:
            for region in (PROVINCE, EMMEN):
                found = question(QuestionKey(kind, id, population, region), data, known)
                if isinstance(found, NoQuestion):
                    assert found.why.endswith(".")
                    continue
                made += 1
                assert default_year(data, kind, region, known) is not None
                if isinstance(found, Ordering):
                    assert found.pairs
                    continue
                assert len(found.years) <= 4
                if found.scale:
                    values = found.scale.values(data.indicator.decimals)
                    assert 2 <= len(values) <= 202
                    assert values == sorted(values)
                    assert all(found.scale.low <= value <= found.scale.high for value in found.truth)
                picture(found, [], True)
    assert made > 1000
