"""Opens a page as a reader's link does, without a browser."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from monitor.catalogue import DATA

NAVIGATION = str(DATA.parent / "pages" / "navigation.py")

Opener = Callable[..., AppTest]


@pytest.fixture
def opened() -> Opener:
    """``opened("trend.py", indicator="roken")``: the page with these choices in its address."""

    def open_page(file: str, **query: str) -> AppTest:
        app = AppTest.from_file(NAVIGATION, default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if file != "overzicht.py":
            app.switch_page(file).run()
        assert not app.exception, app.exception[0].message
        return app

    return open_page


def text(app: AppTest) -> str:
    """All that the page says in words, in the order of kind and not of place."""
    parts: list[Any] = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(unescaped(str(part.value)) for part in parts)


def unescaped(markdown: str) -> str:
    """A Markdown text as it is read, but for its own bold marks."""
    return re.sub(r"\\([\W_])", r"\1", markdown).replace("\u2060", "")


def charts(app: AppTest) -> list[dict[str, Any]]:
    """Per chart its ``alt``, ``spec`` and ``data`` (name -> frame)."""
    found, beside = [], ""
    for element in _elements(app.main):
        if element.type == "vega_lite_chart":
            content = element.proto
            data = {d.name: pa.ipc.open_stream(d.data.data).read_pandas() for d in content.datasets}
            found.append({"alt": content.alt or beside, "spec": json.loads(content.spec), "data": data})
        # A chart that stays is named by what stands before it (ui/parts/steady_chart.py).
        words = re.fullmatch(
            r'<p class="beschrijving">(.*)</p>', getattr(element.proto, "body", ""), re.DOTALL
        )
        beside = html.unescape(words[1]) if words else ""
    return found


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child


def table(app: AppTest, number: int = 0) -> pd.DataFrame:
    """A table of the page, its first column as index."""
    frame = app.dataframe[number].value
    return frame.set_index(frame.columns[0])
