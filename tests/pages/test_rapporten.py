"""The page with all reports, and the button that offers that of what the reader sees: links that lead to a report."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from compare.edition import edition
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name, slug_of
from opendata.snapshot import Snapshot
from reports.files import WRITERS, ReportRequest
from reports.routes import read
from tests.pages.conftest import Opener, text
from ui import at_address
from ui.choose import regions

PAGE = "rapporten.py"
LINK = re.compile(r"\[([^\]]+)\]\((\./rapport/[^)]+)\)")


def asked(address: str) -> ReportRequest:
    """What the server understands an address as. Errors: RefusedError."""
    found = re.fullmatch(r"\./rapport/(?:gemeente/)?([\w-]+)\.(\w+)(?:\?(.*))?", address)
    assert found, address
    slug, ending, query = found.groups()
    region = PROVINCE if slug == slug_of(PROVINCE) else regions.gemeente_slugs()[slug]
    scope = {
        "type": "http",
        "query_string": (query or "").encode(),
        "path_params": {"ending": ending},
        "headers": [],
    }
    return read(Request(scope), region, Snapshot(edition()))


def links(app: AppTest) -> list[ReportRequest]:
    return [asked(address) for element in app.markdown for _, address in LINK.findall(element.value)]


def test_every_region_is_there_in_every_form(opened: Opener) -> None:
    page = opened(PAGE)
    found = links(page)
    assert set(found) == {
        ReportRequest(ending, region, whole=whole)
        for region in (PROVINCE, *GEMEENTEN)
        for ending, whole in [*((ending, False) for ending in WRITERS), ("pdf", True)]
    }
    assert len(found) == len(set(found))


def test_the_links_are_of_the_theme_and_comparator_that_the_reader_chose(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", vergelijk="vergelijkbaar", thema="gezondheid")
    found = links(page)
    assert found[0] == ReportRequest("pdf", "GM0114", "gezondheid", "vergelijkbaar"), "one's own first"
    assert {one.theme for one in found} == {"gezondheid"}
    # The province has no gemeenten that are like it, and the page says so.
    assert {one.comparator for one in found if one.region == PROVINCE} == {"nederland"}
    assert {one.comparator for one in found if one.region != PROVINCE} == {"vergelijkbaar"}
    assert "Drenthe zelf staat naast Nederland" in text(page)


@pytest.mark.parametrize(
    ("file", "query", "expected", "said"),
    [
        ("overzicht.py", {}, ReportRequest("pdf", PROVINCE), "Drenthe"),
        ("overzicht.py", {"vergelijk": "drenthe", "gemeente": "emmen"}, ReportRequest("pdf", PROVINCE), "Drenthe"),
        ("mijn_gemeente.py", {"gemeente": "assen", "vergelijk": "eerder"},
         ReportRequest("pdf", "GM0106", comparator="eerder"), "Assen"),
        ("mijn_gemeente.py", {"gemeente": "assen", "thema": "bevolking"},
         ReportRequest("pdf", "GM0106", "bevolking"), "Assen, bevolking"),
        ("mijn_gemeente.py", {"gemeente": "assen", "thema": "samen"}, ReportRequest("pdf", "GM0106"), "Assen"),
        ("mijn_gemeente.py", {"gemeente": "assen", "leeftijd": "65+"},
         ReportRequest("pdf", "GM0106", age="65+"), "Assen, 65 jaar en ouder"),
    ],
)  # fmt: skip
def test_the_button_offers_the_report_of_what_is_seen(
    opened: Opener, file: str, query: dict[str, str], expected: ReportRequest, said: str
) -> None:
    page = opened(file, **query)
    assert not links(page), "made when it is opened"
    page.session_state["neem_mee"] = True
    page.run()
    found = links(page)
    assert len(found) == len(WRITERS)
    assert found[0] == expected
    assert f"**Rapport over {said}**" in text(page)


@pytest.mark.parametrize(
    ("file", "query", "address", "said"),
    [
        ("kaart.py", {"indicator": "roken", "gemeente": "emmen"},
         "./rapport/kaart.pdf?indicator=roken&gemeente=emmen", "Roken (18 jaar en ouder, 2024)"),
        ("kaart.py", {"indicator": "roken", "jaar": "2016"}, "./rapport/kaart.pdf?indicator=roken&jaar=2016", "2016"),
        ("trend.py", {"indicator": "roken", "alle": "ja"}, "./rapport/trend.pdf?indicator=roken&alle=ja", "Roken"),
        ("vergelijk.py", {"volgorde": "roken"}, "./rapport/vergelijk.pdf?volgorde=roken", "Alle gemeenten naast elkaar"),
        ("vergelijk.py", {"deel": "samenhang", "x": "roken"}, "./rapport/vergelijk.pdf?deel=samenhang&x=roken", "Roken en "),
    ],
)  # fmt: skip
def test_the_button_offers_the_report_of_exactly_this_view(
    opened: Opener, file: str, query: dict[str, str], address: str, said: str
) -> None:
    page = opened(file, **query)
    page.session_state["neem_mee"] = True
    page.run()
    found = [at for element in page.markdown for _, at in LINK.findall(element.value)]
    assert len(found) == len(WRITERS)
    wanted, there = urlsplit(address), urlsplit(found[0])
    assert there.path == wanted.path
    assert set(parse_qsl(wanted.query)) <= set(parse_qsl(there.query))
    assert any("**Rapport over " in e.value and said in e.value for e in page.markdown)
    # And the server understands it.
    known = dict(parse_qsl(there.query))
    assert at_address.unknown(file.removesuffix(".py"), known) is None


@pytest.mark.parametrize(
    ("file", "query"),
    [
        ("mijn_gemeente.py", {}),
        ("kaart.py", {"indicator": "vertrouwen_politie"}),
        ("verhalen.py", {"gemeente": "emmen"}),
    ],
)
def test_where_no_region_is_seen_there_is_no_report_of_it(
    opened: Opener, file: str, query: dict[str, str]
) -> None:
    page = opened(file, **query)
    page.session_state["neem_mee"] = True
    assert not links(page.run())


def test_a_name_of_a_gemeente_is_the_one_of_the_map(opened: Opener) -> None:
    said = text(opened(PAGE))
    assert all(name(code) in said for code in GEMEENTEN)
