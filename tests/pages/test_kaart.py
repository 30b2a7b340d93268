"""What a reader of the map page relies on, on the figures of the snapshot."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from geo.classes import to_hex
from monitor.province import GEMEENTEN
from monitor.regions import name
from opendata.routes import open_data
from tests.pages.conftest import Opener, _elements, charts, table, text
from tests.pages.html_tables import values
from ui import colours
from ui.choose import site
from ui.kaart.view import map_view
from ui.parts.downloads import tidy_dutch


def the_map(app: AppTest) -> dict[str, Any]:
    """The map seen whole, which is a chart."""
    (found,) = [chart for chart in charts(app) if "gebieden" in chart["data"]]
    return found


def beside(app: AppTest) -> dict[str, Any]:
    """The chart beside the map."""
    (found,) = [chart for chart in charts(app) if "gebieden" not in chart["data"]]
    return found


def to_zoom_in(app: AppTest) -> Any:
    """The map that deck.gl draws."""
    (found,) = [e for e in _elements(app.main) if e.type == "deck_gl_json_chart"]
    return found.proto


def areas(app: AppTest) -> dict[str, Any]:
    """The layer of the map that holds the figures."""
    return next(layer for layer in json.loads(to_zoom_in(app).json)["layers"] if layer["id"] == "gebieden")


def on_the_map(app: AppTest, served: TestClient) -> dict[str, tuple[str, str]]:
    """Per gemeente its colour and what the pointer is told of it."""
    if "inzoomen" not in app.query_params:
        rows = the_map(app)["data"]["gebieden"]
        shown = [text.split(": ", 1) for text in rows["gezegd"]]
        return {name: (colour, text) for (name, text), colour in zip(shown, rows["kleur"], strict=True)}
    expression = areas(app)["_subLayerProps"]["polygons-fill"]["getFillColor"]
    made = re.fullmatch(r"@@=\((\[.*\])\)\[\('(\d+)'\)\[properties.nr\]\]", expression)
    assert made
    palette = [to_hex(tuple(colour)) for colour in json.loads(made[1])]
    features = [one["properties"] for one in served.get(areas(app)["data"]).json()["features"]]
    address = re.search(r'data-jaar="(\d+)" data-bij="([^"]+)"', json.loads(to_zoom_in(app).tooltip)["html"])
    assert address
    texts = served.get(html.unescape(address[2])).json()
    return {
        one["name"]: (palette[int(made[2][one["nr"]])], texts[one["code"]][address[1]]) for one in features
    }


def drawings(app: AppTest) -> list[Any]:
    """The drawings of the page itself, without the name of the site."""
    found = [e.proto.imgs[0] for e in _elements(app.main) if e.type == "image"]
    return [drawing for drawing in found if drawing.alt != site.TITLE]


def legend(app: AppTest) -> str:
    """The legend in words."""
    return str(drawings(app)[0].alt)


def bars(app: AppTest) -> dict[str, float | None]:
    rows = beside(app)["data"]["rows"]
    return dict(zip(rows["Gebied"], rows["value"], strict=True))


def opened_table(app: AppTest, key: str = "kaart_tabel_open") -> AppTest:
    app.session_state[key] = True
    return app.run()


@pytest.fixture(scope="module")
def served() -> TestClient:
    return TestClient(Starlette(routes=open_data()))


def test_sentence_bars_and_table_say_the_same_published_figures(opened: Opener) -> None:
    page = opened_table(opened("kaart.py", indicator="moeite_rondkomen", jaar="2020", gemeente="emmen"))
    assert page.header[0].value == (
        "In Assen heeft 12,6% moeite met rondkomen, het meest van de 12 gemeenten met een cijfer; "
        "in De Wolden 8,1%, het minst (18 jaar en ouder, 2020)."
    )
    assert (
        "In Emmen heeft 12,5% moeite met rondkomen (18 jaar en ouder, 2020): 1,4 procentpunt minder dan in "
        "Nederland (13,9%). Geen marge bekend: of een verschil toeval kan zijn, is niet te zeggen. "
        "Gedeeld op 1 na hoogste van de 12 gemeenten."
    ) in text(page)
    shown = bars(page)
    assert shown["Emmen"] == 12.5
    assert shown["Nederland"] == 13.9
    assert list(shown.values()) == sorted(shown.values(), reverse=True), "from high to low"
    rows = values(page)
    assert rows.loc["Emmen"].tolist()[1:] == [12.5, -1.4, 2]
    assert list(rows.columns)[1:] == ["Cijfer 2020", "Verschil met Nederland", "Plaats (1 = hoogste)"]
    assert len(rows) == 12


@pytest.mark.parametrize(
    "there", [{}, {"gebied": "nederland"}, {"gebied": "nederland", "inzoomen": "ja"}], ids=str
)
@pytest.mark.parametrize("indicator", ["moeite_rondkomen", "vertrouwen_instituties", "mediaan_inkomen_rmbw"])
def test_the_map_holds_the_values_of_the_bars(
    opened: Opener, served: TestClient, indicator: str, there: dict[str, str]
) -> None:
    page = opened("kaart.py", indicator=indicator, **there)
    shown = on_the_map(page, served)
    rows = beside(page)["data"]["rows"]
    for region in GEMEENTEN:
        bar = rows[rows["Gebied"] == name(region)].iloc[0]
        colour, text = shown[name(region)]
        assert text.startswith(bar["Cijfer"])
        if bar["Cijfer"] != "geen cijfer":
            assert colour == bar["colour"]


def test_to_who_zooms_in_another_year_is_only_another_expression(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2016", gebied="nederland", inzoomen="ja")
    before, size = areas(page), len(to_zoom_in(page).json)
    page.query_params["jaar"] = "2012"
    after = areas(page.run())
    assert before["data"] == after["data"], "shapes are fetched once"
    assert size < 4500
    page.query_params["indicator"] = "overgewicht"
    assert areas(page.run())["data"] == before["data"], "for another figure too"


def test_of_a_map_that_is_a_chart_another_year_changes_only_the_rows(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2016")
    before = the_map(page)
    page.query_params["jaar"] = "2012"
    after = the_map(page.run())
    assert before["spec"] == after["spec"]
    assert not before["data"]["gebieden"].equals(after["data"]["gebieden"])
    assert "De kleuren gelden voor 2012, 2016 en 2020." in text(page), "2024 is of another series"
    page.query_params["jaar"] = "2020"
    assert "De kleuren gelden alleen voor 2020" in text(page.run()), "one class would hold nearly all"
    page.query_params["jaar"] = "2024"
    assert "De kleuren gelden alleen voor 2024" in text(page.run())


def test_the_map_says_what_it_shows_to_who_cannot_see_it(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2020")
    assert the_map(page)["alt"].startswith("Kaart: Moeite met rondkomen (18 jaar en ouder, 2020).")
    assert beside(page)["alt"].startswith("Staafdiagram: de gemeenten van Drenthe")
    legend = drawings(page)[0]
    assert "geen cijfer" in legend.alt
    assert "Nederland: 13,9%" in legend.alt
    there = opened("kaart.py", indicator="moeite_rondkomen", jaar="2020", gebied="nederland")
    assert the_map(there)["alt"].startswith("Kaart: Moeite met rondkomen (18 jaar en ouder, 2020).")
    there.button(key="kaart_inzoomen_knop").click().run()
    assert to_zoom_in(there).alt.startswith("Kaart: Moeite met rondkomen (18 jaar en ouder, 2020).")


def test_one_zooms_in_where_there_is_much_to_see(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gebied="wijken")
    page.button(key="kaart_inzoomen_knop").click().run()
    assert page.query_params["inzoomen"] == "ja"
    assert to_zoom_in(page)
    page.button(key="kaart_inzoomen_knop").click().run()
    assert "inzoomen" not in page.query_params
    assert the_map(page)
    whole = opened("kaart.py", indicator="moeite_rondkomen", inzoomen="ja")
    assert the_map(whole), "twelve gemeenten are large enough"
    assert "kaart_inzoomen_knop" not in [button.key for button in whole.button]
    phone = property(lambda self: {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"})
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.headers", phone)
    small = opened("kaart.py", indicator="moeite_rondkomen", gebied="wijken", inzoomen="ja")
    assert the_map(small), "on a phone the finger is for the page"


def test_an_unknown_way_to_zoom_is_said(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gebied="wijken", inzoomen="heel ver")
    assert "“heel ver” is hier geen bekende keuze bij “inzoomen”" in page.warning[0].value
    assert the_map(page)


def test_year_population_and_area_are_in_the_address(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen")
    page.button_group(key="keuze_wie").set_value("65+").run()
    assert page.query_params["wie"] == "65+"
    assert "(65 jaar en ouder, 2020)" in page.header[0].value, "the newest year of that group"
    page.button_group(key="keuze_jaar").set_value("2016").run()
    page.button_group(key="keuze_gebied").set_value("nederland").run()
    assert page.query_params["jaar"] == "2016", "a year that the new area has too stays"
    assert "van de 337 gemeenten" in page.header[0].value
    page.selectbox(key="keuze_indicator").set_value("roken").run()
    assert page.query_params["gebied"] == "nederland"
    assert page.query_params["wie"] == "65+"
    page.selectbox(key="keuze_indicator").set_value("bijstand").run()
    assert set(page.query_params) == {"indicator"}, (
        "what the new figure does not have is left out of the link"
    )
    assert not page.warning


def test_a_change_that_leads_to_an_older_year_says_so(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen")
    assert "het nieuwste jaar met cijfers" not in text(page)
    page.button_group(key="keuze_gebied").set_value("wijken").run()
    assert "2020)" in page.header[0].value
    why = "Van de wijken is 2020 het nieuwste jaar met cijfers; van de gemeenten van Drenthe is dat 2024."
    assert why in text(page)
    page.button_group(key="keuze_jaar").set_value("2016").run()
    assert why not in text(page), "the reader chose this year"
    page = opened("kaart.py", indicator="moeite_rondkomen")
    page.button_group(key="keuze_wie").set_value("18-64").run()
    assert "Van de groep 18 tot 65 jaar is 2016 het nieuwste jaar met cijfers" in text(page)
    assert "van de groep 18 jaar en ouder is dat 2024." in text(page)


def test_another_group_keeps_a_year_that_it_has_too(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2016")
    page.button_group(key="keuze_wie").set_value("65+").run()
    assert page.query_params["jaar"] == "2016"
    assert "(65 jaar en ouder, 2016)" in page.header[0].value
    page.button_group(key="keuze_wie").set_value("16-25").run()
    assert "jaar" not in page.query_params
    assert "(16 tot en met 25 jaar, 2024)" in page.header[0].value


@pytest.mark.parametrize("typed", ["65+", "65 ", "65%2B"])
def test_a_group_typed_in_the_address_is_that_group(opened: Opener, typed: str) -> None:
    """In an address a plus sign is a space: wie=65+ arrives as "65 "."""
    page = opened("kaart.py", indicator="moeite_rondkomen", wie=typed)
    assert "(65 jaar en ouder, 2020)" in page.header[0].value
    assert not page.warning
    page.selectbox(key="keuze_indicator").set_value("roken").run()
    assert "65 jaar en ouder" in page.header[0].value, "another figure of the same group"


def test_a_broken_link_falls_back_and_says_so(opened: Opener) -> None:
    page = opened("kaart.py", indicator="bestaat_niet", jaar="1812", wie="niemand", gebied="maan")
    assert len([w for w in page.warning if "geen bekende keuze" in w.value]) == 4
    assert page.header[0].value.startswith("In Emmen heeft 15,1% moeite met rondkomen")


def test_a_missing_comparator_is_said_and_drenthe_takes_its_place(opened: Opener) -> None:
    page = opened_table(opened("kaart.py", indicator="wmo_per_1000", gemeente="assen"))
    assert (
        "Niet vergeleken met Nederland: geen cijfer over 2023. U ziet nu de vergelijking met Drenthe."
        in text(page)
    )
    assert "Verschil met Drenthe" in values(page).columns
    rows = beside(page)["data"]["rows"]
    assert rows[rows["Gebied"] == "Nederland"]["Cijfer"].tolist() == ["geen cijfer"]


def test_a_suppressed_gemeente_has_no_colour_of_the_scale_and_the_reason_is_said(opened: Opener) -> None:
    page = opened("kaart.py", indicator="vertrouwen_instituties", gemeente="westerveld")
    assert "het meest van de 11 gemeenten met een cijfer" in page.header[0].value
    assert "is er voor Westerveld geen cijfer over 2022." in text(page)
    assert "Geen cijfer: Westerveld (door de bron weggelaten: te weinig antwoorden)" in text(page)
    rows = beside(page)["data"]["rows"]
    assert rows.iloc[-1][["Gebied", "Cijfer"]].tolist() == ["Westerveld", "geen cijfer"]
    on_map = the_map(page)["data"]["gebieden"].set_index("code").loc["GM1701"]
    assert on_map["kleur"] == "#ffffff"
    assert "geen cijfer: door de bron weggelaten" in on_map["gezegd"]
    hatched = [layer for layer in the_map(page)["spec"]["layer"] if "MultiLineString" in json.dumps(layer)]
    assert len(hatched) == 1


def test_counts_are_not_held_against_drenthe_or_nederland(opened: Opener) -> None:
    page = opened_table(opened("kaart.py", indicator="bijstand"))
    assert set(bars(page)) == {name(region) for region in GEMEENTEN}
    assert "een grote gemeente heeft er vanzelf meer" in text(page)
    assert list(values(page).columns[1:]) == ["Cijfer 2023", "Plaats (1 = hoogste)"]


def test_the_caveats_stand_at_the_map(opened: Opener) -> None:
    said = text(opened("kaart.py", indicator="moeite_rondkomen"))
    assert "Verschillen binnen gemeenten ziet u hier niet; wel bij de cijfers van wijken (over 2012, 2016 en 2020) en van buurten (over 2012, 2016 en 2020)." in said  # fmt: skip
    assert "Hoogste of laagste van Drenthe zegt niet of het veel of weinig is." in said
    assert "Grenzen: Kadaster / Centraal Bureau voor de Statistiek, 2024 (CC BY 4.0)" in said


def test_wijken_are_named_with_their_gemeente_and_lost_ones_are_reported(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gebied="wijken")
    assert page.button_group(key="keuze_jaar").options == ["2012", "2016", "2020"]
    assert "In Haveltermade (Meppel) heeft 19,6% moeite met rondkomen" in page.header[0].value
    assert "wijken met ten minste 200 inwoners" in page.header[0].value
    assert "In 2022 kreeg Borger-Odoorn een nieuwe wijkindeling." in text(page)
    assert "WK16" not in text(page), "codes are for who checks the data"
    rows = table(opened_table(page, "kaart_alles_open"))
    assert rows.loc["Haveltermade (Meppel)", "Cijfer 2020"] == 19.6
    assert len([name for name in rows.index if "(indeling 2020)" in name]) == 17, "also those without a map"


def test_the_wijken_of_the_chosen_gemeente_fill_the_map_and_there_is_a_way_back(opened: Opener) -> None:
    page = opened(
        "kaart.py",
        indicator="moeite_rondkomen",
        jaar="2020",
        gebied="wijken",
        gemeente="emmen",
        inzoomen="ja",
    )
    assert page.header[0].value == (
        "In de wijken van Emmen heeft 5,8% (Kern Emmen Zuid) tot 17,0% (Angelslo) moeite met rondkomen; "
        "in de hele gemeente is dat 12,5% (18 jaar en ouder, 2020, 26 wijken met ten minste 200 inwoners). "
        "Het gemiddelde van een gemeente verbergt zulke verschillen."
    )
    near = json.loads(to_zoom_in(page).json)["initialViewState"]["zoom"]
    page.button(key="kaart_heel").click().run()
    assert page.query_params["heel"] == "ja"
    assert page.header[0].value.startswith("In Haveltermade (Meppel) heeft 19,6%")
    assert "In de wijken van Emmen heeft 5,8%" in text(page)
    assert json.loads(to_zoom_in(page).json)["initialViewState"]["zoom"] < near
    page.button(key="kaart_heel").click().run()
    assert "heel" not in page.query_params


def test_a_dot_per_wijk_beside_the_figure_of_its_gemeente(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2020", gebied="wijken", gemeente="emmen")
    chart = beside(page)
    dots, rows = chart["data"]["dots"], chart["data"]["rows"].set_index("Gebied")
    assert rows.loc["Emmen", ["value", "kind"]].tolist() == [12.5, "own"]
    assert len(dots[dots["Gebied"] == "Emmen"]) == 27
    angelslo = dots[dots["Deel"] == "Angelslo"]
    assert angelslo["Gebied"].tolist() == ["Emmen"]
    assert angelslo["value"].tolist() == pytest.approx([17.0])
    assert len(dots[dots["Gebied"] == "Borger-Odoorn"]) == 17, "a dot needs no boundary"
    assert "In de wijken van Emmen heeft 5,8% (Kern Emmen Zuid) tot 17,0% (Angelslo)" in chart["alt"]


def test_the_wijken_that_have_no_place_on_the_map_can_all_be_read(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2020", gebied="wijken")
    said = text(opened_table(page, "kaart_niet_op_de_kaart_open"))
    assert "17 wijken in de cijfers, niet op de kaart: oude wijk 00 (WK168100), oude wijk 01" in said
    assert "25 wijken op de kaart, zonder cijfer: Valthe (WK168100), " in said
    assert "Odoornerveen (WK168199)." in said


def test_wijken_are_only_offered_where_there_are_figures_of_wijken(opened: Opener) -> None:
    page = opened("kaart.py", indicator="vertrouwen_anderen")
    assert page.button_group(key="keuze_gebied").options == ["Drenthe", "Nederland"]


def test_without_figures_per_gemeente_the_page_says_so_and_leads_on(opened: Opener) -> None:
    page = opened("kaart.py", indicator="discriminatie_meldingen")
    assert "geen cijfers per gemeente in Drenthe" in page.info[0].value
    assert not charts(page)
    assert "Naar de trend: Meldingen van discriminatie" in [
        e.proto.label for e in _elements(page.main) if e.type == "page_link"
    ]


def test_without_any_figure_the_page_says_what_it_would_show_and_how_that_comes_in(opened: Opener) -> None:
    said = text(opened("kaart.py", indicator="omgang_in_de_buurt"))
    assert "Wij hebben hier geen cijfers van." in said
    assert "Wat hier zou staan:" in said
    assert "Zo komt het erin:" in said


def test_the_pinned_gemeente_is_orange_on_the_map_and_in_the_bars(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gemeente="emmen")
    rows = beside(page)["data"]["rows"]
    assert rows[rows["Gebied"] == "Emmen"]["colour"].tolist() == [colours.GEMEENTE]
    on_map = the_map(page)
    (line,) = [layer for layer in on_map["spec"]["layer"] if layer["mark"].get("stroke") == colours.GEMEENTE]
    assert line["transform"] == [{"filter": {"field": "properties.code", "oneOf": ["GM0114"]}}]


def test_the_indicators_are_in_the_order_of_the_site_and_the_important_ones_first(opened: Opener) -> None:
    offered = opened("kaart.py").selectbox(key="keuze_indicator").options
    themes = list(dict.fromkeys(label.split(" · ")[0] for label in offered))
    assert themes[:4] == ["Naoberschap", "Bestaanszekerheid", "Gezondheid", "Inclusie en diversiteit"]
    poverty = [label for label in offered if label.startswith("Bestaanszekerheid")]
    assert poverty[0] == "Bestaanszekerheid · Moeite met rondkomen"


def test_on_a_phone_the_answer_stands_right_below_the_figure_that_is_picked(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def before_the_answer() -> list[str]:
        page = opened("kaart.py", indicator="moeite_rondkomen")
        order = [e.key or e.type for e in _elements(page.main) if e.type != "markdown"]
        where = order.index("header")
        return [key for key in order[:where] if key in ("keuze_indicator", "keuze_wie", "keuze_jaar")]

    assert before_the_answer() == ["keuze_indicator", "keuze_wie", "keuze_jaar"]
    phone = property(lambda self: {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"})
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.headers", phone)
    assert before_the_answer() == ["keuze_indicator"]


def test_the_own_gemeente_is_not_held_against_itself(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gemeente="emmen", vergelijk="emmen")
    assert "Emmen met zichzelf vergelijken kan niet. U ziet nu de vergelijking met Nederland." in text(page)
    assert "dan in Nederland (15,3%, eigen berekening)" in text(page)


def test_a_gemeente_to_compare_with_is_marked_in_the_bars(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2020", vergelijk="assen")
    rows = beside(page)["data"]["rows"].set_index("Gebied")
    assert rows.loc[["Assen", "Nederland", "Emmen"], "kind"].tolist() == ["compared", "dot", "bar"]


def test_an_own_calculation_is_said_at_the_figure(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gemeente="emmen")
    assert any(c.value.startswith("Drenthe: eigen berekening. Nederland: eigen") for c in page.caption)
    assert "0,2 procentpunt minder dan in Nederland (15,3%, eigen berekening)." in text(page)


def test_a_set_of_gemeenten_is_a_line_a_column_a_mark_and_a_row_of_the_file(opened: Opener) -> None:
    chosen = {"indicator": "moeite_rondkomen", "jaar": "2020", "gemeente": "emmen"}
    page = opened_table(opened("kaart.py", **chosen, vergelijk="regiodeal-noord"))
    assert "3,6 procentpunt meer dan in de Regio Deal Noord-Drenthe (8,9%, eigen berekening)" in text(page)
    rows = beside(page)["data"]["rows"].set_index("Gebied")
    assert rows.loc["Regio Deal Noord-Drenthe", ["kind", "Cijfer"]].tolist() == ["dashed", "8,9%"]
    assert values(page).loc["Emmen", "Verschil met Regio Deal Noord-Drenthe"] == 3.6
    assert "Regio Deal Noord-Drenthe: 8,9%." in legend(page)
    view = map_view("moeite_rondkomen", "18+", "drenthe", 2020, "GM0114", "regiodeal-noord")
    assert "Regio Deal Noord-Drenthe" in tidy_dutch(view.observations())["Regio"].tolist()


def test_each_gemeente_is_held_against_its_own_earlier_figure(opened: Opener) -> None:
    chosen = {"indicator": "moeite_rondkomen", "jaar": "2020", "gemeente": "emmen"}
    page = opened_table(opened("kaart.py", **chosen, vergelijk="eerder-2016"))
    assert "In Emmen heeft 12,5% moeite met rondkomen (18 jaar en ouder, 2020): 8,5 procentpunt minder dan in 2016 (21,0%)" in text(page)  # fmt: skip
    rows = beside(page)["data"]["rows"].set_index("Gebied")
    assert rows.loc["Emmen", ["before", "was"]].tolist() == [21.0, "; 21,0% in 2016"]
    assert rows.loc["Assen", "before"] != 21.0
    assert "Nederland" not in rows.index, "a line for all of them would be another comparison"
    columns = ["Cijfer 2020", "Verschil met 2016", "Cijfer 2016", "Plaats (1 = hoogste)"]
    assert list(values(page).columns[1:]) == columns
    assert values(page).loc["Emmen"].iloc[1:].tolist() == [12.5, -8.5, 21.0, 2]
    assert "Streepje bij de staven: 2016." in legend(page)
    view = map_view("moeite_rondkomen", "18+", "drenthe", 2020, "GM0114", "eerder-2016")
    file = tidy_dutch(view.observations())
    assert file.loc[file["Regio"] == "Emmen", "Jaar"].tolist() == [2020, 2016]


def test_without_an_earlier_measurement_the_page_says_so(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2012", vergelijk="eerder")
    assert "Er is geen eerdere meting. U ziet nu de vergelijking met Drenthe." in text(page)


def test_the_choice_of_colours_is_in_the_address_and_in_the_legend(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2016")
    assert "Gelijke aantallen gemeenten per kleur, voor 2012-2020." in legend(page)
    page.query_params["jaar"] = "2020"
    page.run()
    page.session_state["kaart_kleuren"] = True
    page.run().radio(key="keuze_klassen").set_value("vergelijk").run()
    assert page.query_params["klassen"] == "vergelijk"
    assert "Rond Nederland 13,9%: turquoise minder, paars meer, voor 2012-2020." in legend(page)
    assert step(2020) == pytest.approx(step(2016)), "a step is as wide in each year"
    page.radio(key="keuze_klassen").set_value("gelijk").run()
    page.query_params["jaar"] = "2020"
    assert "Gelijke stappen" in legend(page.run())


def step(year: int) -> float:
    view = map_view("moeite_rondkomen", "18+", "drenthe", year, None, "nederland", "vergelijk")
    limits = view.classes.breaks
    assert len(limits) == 5
    return round(limits[1] - limits[0], 6)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"indicator": "bijstand"}, "Kleuren rond een ander gebied kan niet bij aantallen."),
        (
            {"indicator": "moeite_rondkomen", "jaar": "2020", "vergelijk": "eerder"},
            "Een eerdere meting is voor elke gemeente een ander cijfer",
        ),
    ],
)
def test_colours_around_what_is_not_there_are_said_and_not_offered(
    opened: Opener, choice: dict[str, str], said: str
) -> None:
    page = opened("kaart.py", klassen="vergelijk", **choice)
    assert said in text(page)
    assert "Gelijke aantallen gemeenten per kleur" in legend(page)
    plain = opened("kaart.py", **choice)
    plain.session_state["kaart_kleuren"] = True
    assert len(plain.run().radio(key="keuze_klassen").options) == 2


@pytest.mark.parametrize("area", ["drenthe", "nederland", "wijken"])
def test_every_map_says_what_a_place_and_an_average_do_not_tell(opened: Opener, area: str) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", jaar="2020", gebied=area)
    assert "zegt niet of het veel of weinig is." in text(page)
    assert "erschillen" in text(page)
    view = map_view("moeite_rondkomen", "18+", area, 2020, None, "nederland")
    assert any("zegt niet of het veel of weinig is" in note for note in view.notes), "on the picture too"


def test_the_same_map_over_the_years_is_drawn_when_it_is_opened(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gemeente="emmen")
    assert len(drawings(page)) == 1, "the legend alone"
    page.toggle(key="keuze_jaren").set_value(True).run()
    assert page.query_params["jaren"] == "ja"
    drawing = drawings(page)[1]
    assert drawing.alt.startswith("Kaartjes van Drenthe, een per jaar: 2012, 2016, 2020, 2024.")
    assert "Vanaf 2024 niet te vergelijken met eerdere jaren" in text(page)
    rows = values(opened_table(page, "kaart_jaren_open"))
    assert rows.loc["Emmen", "2020"] == 12.5


def test_of_one_measurement_there_are_no_years_to_show(opened: Opener) -> None:
    page = opened("kaart.py", indicator="bijstand", jaren="ja")
    assert "Er is één meting (2023)" in text(page)
    assert "keuze_jaren" not in [toggle.key for toggle in opened("kaart.py", indicator="bijstand").toggle]
