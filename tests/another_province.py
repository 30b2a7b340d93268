"""Opens the whole monitor for the province of ``MONITOR_PROVINCE`` and prints, as JSON after "FOUND", what a reader sees of it.

Run by tests/test_other_province.py in a process of its own: the province is chosen when the monitor starts.
"""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name, slug_of
from reports import build
from reports.html import html
from ui.choose.site import PAGES
from ui.data import catalogue
from ui.present import ready, views
from ui.trend.view import Choice, view


def words(block: Any) -> list[str]:
    """Every text of a page: of each element the whole message that goes to the browser."""
    found = []
    for child in getattr(block, "children", {}).values():
        if hasattr(child, "children"):
            found += words(child)
        elif (message := getattr(child, "proto", None)) is not None:
            found.append(
                str(message)
                .encode("latin-1", "ignore")
                .decode("unicode_escape")
                .encode("latin-1", "ignore")
                .decode("utf-8", "ignore")
            )
    return found


def page(file: str, query: dict[str, str]) -> tuple[list[str], str]:
    app = AppTest.from_file(str(PAGES / "navigation.py"), default_timeout=120)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if file != "overzicht.py":
        app.switch_page(file).run()
    return [fault.message for fault in app.exception], "\n".join(words(app._tree))


def main() -> None:
    files = sorted(file.name for file in PAGES.glob("*.py") if file.stem != "navigation")
    first = {"gemeente": slug_of(GEMEENTEN[0])}
    opened = {f"{file} {query}": page(file, query) for file in files for query in ({}, first)}
    for part in ("wijken", "buurten"):
        query = {"indicator": "eenzaam", "gebied": part, **first}
        opened[f"kaart.py {part}"] = page("kaart.py", query)
    lines = {
        f"{subject} in {area}": [
            (exhibit.title, exhibit.sentence, exhibit.alt)
            for step in ready.line(subject, area).views
            for exhibit in views.exhibits(step.page, step.query)
        ]
        for subject in ready.subjects()
        for area in list(ready.areas())[:3]
    }
    reports = {name(region): html(build.report(region)).decode() for region in (PROVINCE, GEMEENTEN[0])}
    print(
        "FOUND"
        + json.dumps(
            {
                "names": [name(code) for code in GEMEENTEN],
                "opened": opened,
                "lines": lines,
                "reports": reports,
                "trend": view(catalogue()["overgewicht"], "18+", Choice()).sentences,
                "indicators": sorted(catalogue().indicators),
            }
        )
    )


if __name__ == "__main__":
    main()
