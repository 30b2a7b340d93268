"""What the pages show is the same figures, whether they come from the folder or from PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from compare.edition import Edition, edition
from loaders.publish import publish
from monitor.catalogue import DATA, load
from monitor.columnar import SCHEMA
from monitor.embedded import EmbeddedStore
from monitor.engine import Store
from monitor.postgres import PostgresPlace
from tests.postgres.conftest import Reading
from tests.postgres.server import Postgres
from tests.sweep import EXHAUSTIVE

NAVIGATION = str(DATA.parent / "pages" / "navigation.py")
PAGES: list[tuple[str, dict[str, str]]] = [
    ("overzicht.py", {}),
    ("kaart.py", {"indicator": "overgewicht", "gebied": "wijken"}),
    ("trend.py", {"indicator": "moeite_rondkomen", "gemeente": "emmen", "vergelijk": "vergelijkbaar"}),
]
MORE = [
    (page, {"indicator": indicator, "gemeente": "assen"})
    for page in ("kaart.py", "trend.py", "vergelijk.py", "over_de_cijfers.py", "mijn_gemeente.py")
    for indicator in list(load().indicators)[::30]
]


@pytest.fixture(scope="module")
def published(server: Postgres) -> str:
    """The address at which this monitor's figures are."""
    publish(DATA, server.writer)
    return server.reader


@pytest.fixture(scope="module")
def in_database(published: str) -> Store:
    place = PostgresPlace(published)
    assert place.version() == "1"
    return place.open()


@pytest.fixture(scope="module")
def in_folder() -> Store:
    return EmbeddedStore()


ASKED: list[dict[str, Any]] = [
    {},
    {"levels": ["land", "provincie", "gemeente"]},
    {"indicators": "overgewicht", "populations": "18+", "levels": ["wijk"]},
    {"indicators": ["roken", "eenzaam"], "regions": ["GM0114", "PV22"], "years": [2020, 2022]},
    {"indicators": "roken", "years": [1999]},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_rows_are_equal_to_the_last_bit_in_type_and_order(
    in_database: Store, in_folder: Store, asked: dict[str, Any]
) -> None:
    found, expected = in_database.observations(**asked), in_folder.observations(**asked)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)
    assert [type(column.array) for _, column in found.items()] == [
        type(column.array) for _, column in expected.items()
    ]


def test_the_other_questions_have_the_same_answers(in_database: Store, in_folder: Store) -> None:
    assert in_database.table("roken").equals(in_folder.table("roken"))
    assert in_database.table("roken").schema == SCHEMA
    pd.testing.assert_frame_equal(in_database.sources(), in_folder.sources())
    pd.testing.assert_frame_equal(in_database.availability(), in_folder.availability())
    assert in_database.manifest == in_folder.manifest
    assert in_database.catalogue == load()


def shown(page: str, query: dict[str, str]) -> list[str]:
    """Everything that a page sends to the browser: words, tables, charts with their data, addresses of map layers."""
    app = AppTest.from_file(NAVIGATION, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "overzicht.py":
        app.switch_page(page).run()
    assert not app.exception, app.exception[0].message
    assert not app.error, app.error[0].value
    version = edition().version
    # A map is asked for under a name of the place of its figures.
    name = f"{crc32(version.encode()):x}"
    said = [_said(element).replace(version, "").replace(name, "") for element in _elements(app.main)]
    return [re.sub(r"deferred_file_id: .*", "", part) for part in said]


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child


def _said(element: Any) -> str:
    # The dress of a table has a name that is made up each time.
    return element.value.to_csv() if element.type in ("dataframe", "table") else str(element.proto)


def same(pages: list[tuple[str, dict[str, str]]], address: str, read_from: Reading) -> None:
    with read_from(None):
        expected = [shown(page, query) for page, query in pages]
        assert edition().store.catalogue is None
    with read_from(address):
        found = [shown(page, query) for page, query in pages]
        assert edition().store.catalogue is not None
    assert all(len(parts) > 5 for parts in expected)
    for page, one, other in zip(pages, found, expected, strict=True):
        assert one == other, page


@EXHAUSTIVE
def test_pages_are_the_same(published: str, read_from: Reading) -> None:
    same(PAGES, published, read_from)


@pytest.mark.exhaustive
def test_the_pages_of_many_indicators_are_the_same(published: str, read_from: Reading) -> None:
    same(MORE, published, read_from)


@pytest.mark.exhaustive
def test_every_figure_that_a_page_can_ask_for_is_the_same(in_database: Store, in_folder: Store) -> None:
    one, other = (Edition(load(), store) for store in (in_database, in_folder))
    assert one.name == other.name
    assert list(one.figures) == list(other.figures)
    for pair, expected in other.figures.items():
        pd.testing.assert_frame_equal(one.figures[pair].frame, expected.frame, check_exact=True)
        pd.testing.assert_frame_equal(
            one.figures[pair].within("wijk"), expected.within("wijk"), check_exact=True
        )
