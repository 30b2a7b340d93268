"""A group, another province and an own group as whom the pages are about."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Opener, charts, text
from tests.sweep import EXHAUSTIVE
from ui import colours

KOP = "mijn-regio~Kop van Drenthe~noordenveld~tynaarlo"


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("corop-zuidoost", "Borger-Odoorn, Coevorden en Emmen"),
        ("provincie-groningen", "de provincie Groningen"),
        (KOP, "Noordenveld en Tynaarlo"),
    ],
)
@EXHAUSTIVE
def test_mijn_gemeente_and_trend_are_about_it(opened: Opener, subject: str, said: str) -> None:
    profile = opened("mijn_gemeente.py", gemeente=subject)
    assert said in text(profile)
    assert "eigen berekening" in text(profile)
    trend = opened("trend.py", gemeente=subject)
    (chart,) = charts(trend)
    assert {"corop-zuidoost": "Zuidoost-Drenthe (COROP)", KOP: "Kop van Drenthe"}.get(
        subject, "Provincie Groningen"
    ) in chart["alt"]


@pytest.mark.parametrize(
    "file",
    ["overzicht.py", "kaart.py", "vergelijk.py", "doelen.py", "rapporten.py", "verhalen.py", "raad.py"],
)
def test_every_other_page_opens_with_it(opened: Opener, file: str) -> None:
    assert "Kop van Drenthe" in text(opened(file, gemeente=KOP))


def test_who_asks_for_an_own_group_gets_the_place_to_make_it(opened: Opener) -> None:
    app = opened("mijn_gemeente.py", gemeente="mijn-regio")
    (members,) = [one for one in app.multiselect if one.label == "Gemeenten"]
    members.set_value(["GM1699", "GM1730"])
    (title,) = [one for one in app.text_input if one.label == "Naam"]
    title.set_value("Kop van Drenthe")
    (press,) = [one for one in app.button if one.label == "Laat zien"]
    press.click().run()
    assert not app.exception
    assert app.query_params["gemeente"] in (KOP, [KOP])
    assert "Hoe staat Kop van Drenthe ervoor?" in text(app)


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("mijn-regio~X~emmen~atlantis", "“atlantis” is geen bekende gemeente"),
        ("mijn-regio~[klik](http://x.nl)~emmen", "kan hier geen naam zijn"),
        ("corop-atlantis", "geen bekende keuze"),
    ],
)
def test_what_an_address_gets_wrong_is_said(opened: Opener, subject: str, said: str) -> None:
    assert said in text(opened("mijn_gemeente.py", gemeente=subject))


def test_the_map_says_its_figure_and_its_bars_have_it(opened: Opener) -> None:
    app = opened("kaart.py", gemeente=KOP, indicator="problematische_schulden", jaar="2023")
    assert "In Kop van Drenthe heeft 5,3% van de huishoudens problematische schulden" in text(app)
    bars = next(chart["data"]["rows"] for chart in charts(app) if "rows" in chart["data"])
    own = bars.set_index("Gebied").loc["Kop van Drenthe"]
    assert (own["Cijfer"], own["colour"]) == ("5,3%", colours.GEMEENTE)


@EXHAUSTIVE
def test_on_the_wijken_a_group_has_no_wijken_of_its_own(opened: Opener) -> None:
    said = text(opened("kaart.py", gemeente="corop-zuidoost", gebied="wijken", indicator="bijstand"))
    assert "wijken van Zuidoost" not in said


@EXHAUSTIVE
def test_an_own_group_is_what_another_is_held_against(opened: Opener) -> None:
    """Emmen 9,9%, and Noordenveld (5,6% of 14.238 households) with Tynaarlo (5,0% of 14.630): 5,3%; 4,6 apart."""
    address = KOP.replace("noordenveld~tynaarlo", "Tynaarlo~noordenveld")
    app = opened("trend.py", gemeente="emmen", vergelijk=address, indicator="problematische_schulden")
    assert "4,6 procentpunt meer dan in Kop van Drenthe (5,3%" in text(app)
    assert "Vergeleken met Kop van Drenthe: Noordenveld en Tynaarlo, samen gerekend." in text(app)
    for file in ("overzicht.py", "kaart.py", "mijn_gemeente.py", "vergelijk.py"):
        assert "Kop van Drenthe" in text(opened(file, gemeente="emmen", vergelijk=KOP)), file


def test_the_place_to_make_what_one_compares_with(opened: Opener) -> None:
    app = opened("trend.py", vergelijk="mijn-regio")
    (members,) = [one for one in app.multiselect if one.label == "Gemeenten"]
    members.set_value(["GM1699", "GM1730"])
    (press,) = [one for one in app.button if one.label == "Laat zien"]
    press.click().run()
    assert not app.exception
    assert app.query_params["vergelijk"] in (
        "mijn-regio~~noordenveld~tynaarlo",
        ["mijn-regio~~noordenveld~tynaarlo"],
    )
    assert "dan in Mijn regio" in text(app)
    assert "“atlantis” is geen bekende gemeente" in text(
        opened("trend.py", vergelijk="mijn-regio~X~emmen~atlantis")
    )
