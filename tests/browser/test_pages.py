"""What a reader relies on in a real browser: every page at three sizes, the map drawn, links, back, broken addresses."""

from __future__ import annotations

import io
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from pypdf import PdfReader

from bench.browser import select
from tests.browser.conftest import SIZES, Reader
from tests.sweep import EXHAUSTIVE, sampled

pytestmark = pytest.mark.browser

PAGES = {
    "/": "Drenthe naast Nederland",
    "/kaart?indicator=moeite_rondkomen": "Moeite met rondkomen",
    "/trend?indicator=moeite_rondkomen&gemeente=emmen": "Moeite met rondkomen",
    "/mijn-gemeente?gemeente=emmen": "Emmen",
    "/vergelijk?gemeente=emmen": "Hoe verschillen de gemeenten?",
    "/vergelijk?deel=samenhang": "Moeite met rondkomen en ervaren gezondheid",
    "/doelen?gemeente=emmen": "Verminderen van armoede",
    "/verhalen": "Bron:",
    "/verhaallijn": "Begin met een kant-en-klare lijn",
    "/lijst?lijst=roken~18%2B~emmen&naam=Nota%20roken": "Nota roken",
    "/eigen-cijfers": "Wat gebeurt er met uw bestand?",
    "/rapporten?gemeente=emmen": "Een link die blijft",
    "/raad": "wie heeft het hoogste cijfer",
    "/raad?kamer=BCDF": "Kamer BCDF is er niet",
    "/over-de-cijfers?indicator=moeite_rondkomen": "Moeite met rondkomen",
}


def colours_in(png: bytes) -> int:
    """How many clearly different colours a picture has; a blank map has one or two."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(32).convert("RGB")
    counted = picture.getcolors(maxcolors=256) or []
    return sum(1 for n, _ in counted if n > picture.width * picture.height * 0.002)


# A page in one size, the next page in the next size.
@pytest.mark.parametrize(
    ("address", "reader"),
    sampled([(address, size) for address in PAGES for size in SIZES], every=2 * len(SIZES) + 1),
    indirect=["reader"],
)
def test_every_page_opens_without_errors_and_without_leaving_the_host(reader: Reader, address: str) -> None:
    page = reader.open(address)
    assert PAGES[address].lower() in page.inner_text('[data-testid="stMain"]').lower()
    assert page.locator('[data-testid="stException"]').count() == 0
    # Nothing sticks out to the right: on a phone that would make the whole page slide.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.documentElement.lang") == "nl"


@pytest.mark.parametrize(
    "area", sampled(["drenthe", "nederland", "wijken", "wijken&inzoomen=ja", "nederland&inzoomen=ja"])
)
def test_the_map_is_drawn(reader: Reader, area: str) -> None:
    page = reader.open(f"/kaart?indicator=overgewicht&jaar=2020&gebied={area}")
    page.wait_for_timeout(2500)
    # It is a chart; for who zooms in deck.gl draws it.
    kind = "stDeckGlJsonChart" if "inzoomen" in area else "stVegaLiteChart"
    assert colours_in(page.get_by_test_id(kind).first.screenshot()) >= 4


def test_another_figure_moves_the_lines_of_trend_instead_of_drawing_them_anew(reader: Reader) -> None:
    page = reader.open("/trend?indicator=moeite_rondkomen")
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.locator("canvas, svg").first.evaluate("drawing => { drawing.dataset.before = 'ja'; }")
    shown = chart.screenshot()
    select(page, "Cijfer", "Eenzaam")
    page.get_by_role("heading", name="Eenzaamheid", exact=True).wait_for()
    page.wait_for_timeout(500)
    assert chart.locator("canvas, svg").first.evaluate("drawing => drawing.dataset.before") == "ja"
    assert chart.screenshot() != shown


_NAMES_FROM_ABOVE = """chart => [...chart.querySelectorAll('text')]
    .map(text => [text.textContent, text.getBoundingClientRect().top]).filter(one => /[A-Z]/.test(one[0]))
    .sort((one, other) => one[1] - other[1]).map(one => one[0])"""


@pytest.mark.parametrize(
    ("address", "which", "figures"),
    [
        ("/kaart?indicator=moeite_rondkomen", 1, ["Roken", "Eenzaam"]),
        # Of one year: bars here too.
        ("/trend?indicator=jv_mentale_gezondheid", 0, ["Mediaan inkomen", "Zorgen over discriminatie"]),
    ],
)
def test_bars_that_stay_are_in_the_order_of_the_new_figures(
    reader: Reader, address: str, which: int, figures: list[str]
) -> None:
    page = reader.open(address)
    page.wait_for_timeout(1000)
    for figure in figures:
        select(page, "Cijfer", figure)
        page.wait_for_timeout(500)
        reader.settle()
        page.wait_for_timeout(1500)
        after = page.get_by_test_id("stVegaLiteChart").nth(which).evaluate(_NAMES_FROM_ABOVE)
        page.reload()
        reader.settle()
        page.wait_for_timeout(2000)
        anew = page.get_by_test_id("stVegaLiteChart").nth(which).evaluate(_NAMES_FROM_ABOVE)
        assert len(anew) > 5
        assert after == anew


def test_a_choice_is_in_the_address_and_back_undoes_it(reader: Reader) -> None:
    page = reader.open("/trend?indicator=moeite_rondkomen")
    reader.choose("Mijn gemeente", "Assen")
    assert parse_qs(urlsplit(page.url).query)["gemeente"] == ["assen"]
    assert "Assen" in page.inner_text('[data-testid="stMain"]')
    page.go_back()
    page.wait_for_timeout(500)
    reader.settle()
    assert "gemeente" not in parse_qs(urlsplit(page.url).query)


def test_the_pinned_gemeente_goes_along_to_other_pages(reader: Reader) -> None:
    page = reader.open("/?gemeente=emmen")
    page.get_by_role("link", name="Trend", exact=True).first.click()
    page.wait_for_url("**/trend**")
    reader.settle()
    assert parse_qs(urlsplit(page.url).query)["gemeente"] == ["emmen"]


@pytest.mark.parametrize(
    "address",
    sampled(
        [
            "/?gemeente=atlantis",
            "/kaart?indicator=bestaat_niet&jaar=1812&wie=niemand&gebied=maan",
            "/trend?indicator=bestaat_niet&ook=atlantis",
            "/mijn-gemeente?gemeente=hardenberg",
        ]
    ),
)
def test_an_unknown_value_in_the_address_falls_back_and_says_so(reader: Reader, address: str) -> None:
    page = reader.open(address)
    assert page.locator('[data-testid="stException"]').count() == 0
    assert "geen bekende keuze" in page.inner_text('[data-testid="stMain"]')


def test_a_table_has_no_csv_that_a_dutch_excel_makes_dates_of(reader: Reader) -> None:
    """Streamlit's own has commas and decimal points; beside the table stands one with semicolons and commas."""
    page = reader.open("/over-de-cijfers?deel=bronnen")
    page.locator('[data-testid="stDataFrame"]').first.hover()
    buttons = page.locator('[data-testid="stElementToolbarButton"] button')
    page.wait_for_timeout(500)
    offered = [button.get_attribute("aria-label") or "" for button in buttons.all()]
    assert offered
    assert not any("ownload" in label or "CSV" in label for label in offered)
    assert page.get_by_text("Deze tabel (CSV voor Excel)").count() == 1


@pytest.mark.parametrize("address", sampled(["/", "/mijn-gemeente?gemeente=emmen"]))
def test_a_page_on_paper_is_a_sheet_with_its_address_and_nothing_to_press(
    reader: Reader, address: str
) -> None:
    page = reader.open(address)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    margins = (
        "[...document.adoptedStyleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText)"
    )
    (margin,) = page.evaluate(margins)
    assert page.url in margin
    assert "Sociale Monitor Drenthe" in margin
    assert page.locator("h1").first.is_visible()
    for pressed in ("stDownloadButton", "stPageLink", "stButton", "stToolbar"):
        assert page.locator(f'[data-testid="{pressed}"]:visible').count() == 0, pressed
    # Tables in letters and whole, those too that nobody scrolled to; nothing that is drawn in their place.
    tables = page.locator(":is(.papier, .tabel) table:visible")
    assert tables.count() > 1
    wide = "tables => tables.every(table => table.getBoundingClientRect().right <= innerWidth + 1)"
    assert tables.evaluate_all(wide)
    assert page.locator('[data-testid="stDataFrame"]:visible').count() == 0


def test_what_stands_side_by_side_does_so_on_paper(reader: Reader) -> None:
    """Chromium asks how wide a page is before it knows of the sheet, which lies down: then it is as wide as one that stands."""
    page = reader.open("/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    panels = page.locator('[data-testid="stMetricValue"]').all()
    assert len({round(box["y"]) for panel in panels if (box := panel.bounding_box())}) == 1


@pytest.mark.parametrize("reader", SIZES, indirect=True)
def test_the_answer_and_what_moved_stand_on_the_first_screen(reader: Reader) -> None:
    """Also for who is here for the first time, who sees how to read it beside or above them, and never over them."""
    page = reader.open("/")
    high = page.viewport_size["height"]  # type: ignore[index]
    page.locator('[data-testid="stMetricValue"]').nth(2).wait_for()
    page.wait_for_timeout(800)
    seen = [
        *page.locator('[data-testid="stMetricValue"]').all()[:3],
        *page.locator(".st-key-bewoog p").all()[:3],
    ]
    boxes = [one.bounding_box() for one in seen]
    assert len(boxes) == 6
    assert all(box and box["y"] + box["height"] <= high for box in boxes), boxes
    told = page.locator(".st-key-uitleg").bounding_box()
    answer = page.locator(".st-key-antwoord").bounding_box()
    assert told
    assert answer
    assert told["y"] + told["height"] <= answer["y"]


@EXHAUSTIVE
def test_how_to_read_it_is_shown_until_it_is_read_and_on_request(reader: Reader) -> None:
    page = reader.open("/")
    assert page.get_by_role("region", name="Zo leest u dit").is_visible()
    page.get_by_role("button", name="Begrepen").click()
    reader.settle()
    page.reload()
    reader.settle()
    assert not page.locator(".st-key-uitleg").is_visible()
    page.get_by_role("link", name="Zo leest u dit").click()
    page.wait_for_url("**uitleg=ja")
    page.locator(".st-key-uitleg_gevraagd").wait_for()


def test_a_figure_of_a_place_is_found_in_three_actions_from_any_page(reader: Reader) -> None:
    page = reader.open("/vergelijk")
    box = page.get_by_role("combobox", name="Zoek in alle cijfers en plaatsen")
    box.click()
    box.fill("eenzaamheid hoogeveen")
    box.press("Enter")
    page.wait_for_url("**/trend**gemeente=hoogeveen**")
    reader.settle()
    assert "In Hoogeveen " in page.get_by_role("main").inner_text()


@pytest.mark.parametrize("area", sampled(["nederland", "drenthe"]))
def test_on_paper_the_map_stands_beside_what_its_colours_mean(reader: Reader, area: str) -> None:
    page = reader.open(f"/kaart?indicator=eenzaam&gebied={area}")
    page.wait_for_timeout(2000)
    first = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()
    on_map = "Noord-Brabant" if area == "nederland" else "Hoogeveen"
    for text in (on_map, "Gelijke aantallen gemeenten per kleur", "De Wolden"):
        assert text in first
    assert "Klik op" not in first
