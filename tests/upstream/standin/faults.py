"""Everything that can be made to go wrong. ``Standin.fail(pattern, fault)`` switches one on for matching paths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from tests.upstream.standin.answers import Answer


class Fault(Enum):
    """One way in which a service fails, changes or lies; the value says what happens."""

    # The server says that it cannot.
    NOT_FOUND = "404"
    GONE = "410"
    TOO_MANY_REQUESTS = "429 with Retry-After in seconds"
    SERVER_ERROR = "500 with an HTML page"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503 with Retry-After as a date"
    GATEWAY_TIMEOUT = "504"
    FORBIDDEN = "403"
    BAD_REQUEST = "400 with an error body"
    TEAPOT = "418, a status nobody expects"
    # The connection does not hold.
    RESET = "connection reset in the middle of the body"
    CLOSED = "connection closed without an answer"
    SILENCE = "nothing comes at all"
    SLOW_DRIP = "a byte now and then"
    CUT_SHORT = "fewer bytes than Content-Length promises"
    # Sent elsewhere.
    REDIRECT_LOOP = "redirects to itself for ever"
    REDIRECT_AWAY = "redirects to another host"
    REDIRECT_NOWHERE = "redirects without an address"
    # The body is not the answer.
    EMPTY_BODY = "200 without a body"
    HTML_PAGE = "200 with a web page about maintenance"
    ATOM_XML = "200 with XML"
    TRUNCATED_JSON = "valid length, but the JSON stops halfway"
    PLAIN_TEXT = "200 with a sentence"
    NO_VALUE = "JSON without 'value'"
    NULL_VALUE = "'value' is null"
    ERROR_IN_200 = "an error body with status 200"
    WRONG_CHARSET = "Windows-1252 bytes"
    BROKEN_GZIP = "says gzip, is not"
    UNASKED_304 = "304 to a question without conditions"
    HUGE = "more bytes than any page can have"
    GZIP_BOMB = "a few bytes that unpack into more than any page can have"
    # Rows are left out or repeated.
    LINK_DROPPED = "a full page, but no link to the next"
    PAGE_CUT = "rows missing in the middle, the link goes on"
    TAIL_CUT = "the last page lacks its last rows"
    LINK_LOOP = "the next page is this page"
    PAGES_REPEAT = "the links move on for ever, over the rows of the first page"
    LINK_AWAY = "the next page is at another host"
    LINK_DEAD = "the next page does not exist"
    ROWS_TWICE = "every row of the page twice"
    PAGES_OVERLAP = "a page begins with the last row of the one before, and lacks one of its own"
    EMPTY_TABLE = "no rows"
    REGION_LEFT_OUT = "no rows of Emmen"
    COUNT_DIFFERS = "the count says one more"
    # Something else than was described.
    COLUMN_RENAMED = "a column has another name in the data than in the description"
    COLUMN_GONE = "a column is in the description, but not in the data"
    TEXT_FOR_FIGURE = "a word where a figure belongs"
    COMMA_FOR_POINT = "a figure with a decimal comma"
    OBJECT_FOR_FIGURE = "an object where a figure belongs"
    DOT_FOR_FIGURE = "'.' where there is no figure"
    ALL_EMPTY = "every figure is null"
    UNKNOWN_CODE = "a code that is not in the code list"
    CODES_TWICE = "a code list with a code twice"
    CODES_EMPTY = "an empty code list"
    WITHOUT_COUNT = "the table does not say how many rows it has, nor whether it goes on"
    REPUBLISHED = "the table says it changed, from the second time on that it is asked"


@dataclass
class Active:
    """A fault that is on: where, how many times still, and after how many good answers."""

    pattern: re.Pattern[str]
    fault: Fault
    times: int | None
    after: int
    seen: int = 0

    def strikes(self, target: str) -> bool:
        """Count a request and say whether this one fails."""
        if not self.pattern.search(target):
            return False
        self.seen += 1
        return not (
            self.seen <= self.after or (self.times is not None and self.seen > self.after + self.times)
        )


def replaced(fault: Fault) -> Answer | None:
    """Return the answer that comes instead, for faults that do not look at the real one."""
    html = {"Content-Type": "text/html"}
    page = b"<!DOCTYPE html><html><body>Er is een storing. Probeer het later.</body></html>"
    instead: dict[Fault, Answer] = {
        Fault.NOT_FOUND: Answer(page, 404, html),
        Fault.GONE: Answer(page, 410, html),
        Fault.TOO_MANY_REQUESTS: Answer(b"", 429, {"Retry-After": "1"}),
        Fault.SERVER_ERROR: Answer(page, 500, html),
        Fault.BAD_GATEWAY: Answer(page, 502, html),
        Fault.UNAVAILABLE: Answer(page, 503, {**html, "Retry-After": "Fri, 01 Jan 2021 00:00:00 GMT"}),
        Fault.GATEWAY_TIMEOUT: Answer(page, 504, html),
        Fault.FORBIDDEN: Answer(page, 403, html),
        Fault.BAD_REQUEST: Answer({"error": {"code": "", "message": "The query is not valid."}}, 400),
        Fault.TEAPOT: Answer(b"", 418),
        Fault.REDIRECT_AWAY: Answer(b"", 302, {"Location": "http://elders.example/odata"}),
        Fault.REDIRECT_NOWHERE: Answer(b"", 302),
        Fault.EMPTY_BODY: Answer(b""),
        Fault.HTML_PAGE: Answer(page, 200, html),
        Fault.ATOM_XML: Answer(
            b'<?xml version="1.0"?><feed/>', 200, {"Content-Type": "application/atom+xml"}
        ),
        Fault.PLAIN_TEXT: Answer(b"De dienst is tijdelijk niet beschikbaar."),
        Fault.NO_VALUE: Answer({"odata.metadata": "x"}),
        Fault.NULL_VALUE: Answer({"odata.metadata": "x", "value": None}),
        Fault.ERROR_IN_200: Answer({"odata.error": {"code": "", "message": {"value": "Timeout expired."}}}),
        Fault.UNASKED_304: Answer(b"", 304),
    }
    return instead.get(fault)


def changed(fault: Fault, content: Any) -> Any:
    """Return what the fault makes of the real content."""
    change = _CHANGES.get(fault)
    if change is None or not isinstance(content, dict):
        return content
    content = json.loads(json.dumps(content))
    change(content)
    return content


def _links(content: dict[str, Any]) -> list[str]:
    return [name for name in content if name.endswith("nextLink")]


def _drop_link(content: dict[str, Any]) -> None:
    for name in _links(content):
        del content[name]


def _relink(change: Callable[[str], str]) -> Callable[[dict[str, Any]], None]:
    def apply(content: dict[str, Any]) -> None:
        for name in _links(content):
            content[name] = change(content[name])

    return apply


def _cut(content: dict[str, Any]) -> None:
    del content["value"][len(content["value"]) // 2 :]


def _tail(content: dict[str, Any]) -> None:
    # A question for a single row is answered truly: what cuts a page is its size.
    if not _links(content) and len(content["value"]) > 2:
        del content["value"][-2:]


def _twice(content: dict[str, Any]) -> None:
    content["value"] = [row for row in content["value"] for _ in range(2)]


def _overlap(content: dict[str, Any]) -> None:
    rows = content["value"]
    for row in rows[-1:]:
        for name in ("ID", "Id"):
            if name in row:
                # The row before this page's first, instead of its own last.
                content["value"] = [{**rows[0], name: rows[0][name] - 1}, *rows[:-1]]


def _figures(change: Callable[[dict[str, Any], str], None]) -> Callable[[dict[str, Any]], None]:
    """Change the figures of the first rows: 'Value' in v4, the last column in v3."""

    def apply(content: dict[str, Any]) -> None:
        for row in content["value"]:
            name = "Value" if "Measure" in row else list(row)[-1]
            change(row, name)

    return apply


def _put(value: Any) -> Callable[[dict[str, Any], str], None]:
    return lambda row, name: row.__setitem__(name, value)


def _rename(row: dict[str, Any], name: str) -> None:
    row[f"{name}9"] = row.pop(name)


def _unknown(content: dict[str, Any]) -> None:
    for name in ("RegioS", "WijkenEnBuurten"):
        if content["value"] and name in content["value"][-1]:
            content["value"][-1][name] = "GM9999"


def _nothing(content: dict[str, Any]) -> None:
    _drop_link(content)
    content["value"] = []


def _without_emmen(content: dict[str, Any]) -> None:
    content["value"] = [row for row in content["value"] if "GM0114" not in json.dumps(row)]


def _republish(content: dict[str, Any]) -> None:
    for row in content.get("value", [content]):
        row["Modified"] = "2026-11-21T02:00:00"


def _without_count(content: dict[str, Any]) -> None:
    for row in content.get("value", [content]):
        for name in ("RecordCount", "Frequency", "ObservationCount"):
            row.pop(name, None)


_CHANGES: dict[Fault, Callable[[dict[str, Any]], None]] = {
    Fault.LINK_DROPPED: _drop_link,
    Fault.PAGE_CUT: _cut,
    Fault.TAIL_CUT: _tail,
    Fault.LINK_LOOP: _relink(lambda link: re.sub(r"(\$|%24)skip=\d+", r"\1skip=0", link)),
    Fault.LINK_AWAY: _relink(lambda link: re.sub(r"^http://[^/]+", "https://elders.example", link)),
    Fault.LINK_DEAD: _relink(lambda link: link.replace("DataSet", "DataSetX").replace("Observations", "ObservationsX")),
    Fault.ROWS_TWICE: _twice,
    Fault.PAGES_OVERLAP: _overlap,
    Fault.EMPTY_TABLE: _nothing,
    Fault.REGION_LEFT_OUT: _without_emmen,
    Fault.COLUMN_RENAMED: _figures(_rename),
    Fault.COLUMN_GONE: _figures(lambda row, name: row.__delitem__(name)),
    Fault.TEXT_FOR_FIGURE: _figures(_put("onbekend")),
    Fault.COMMA_FOR_POINT: _figures(_put("12,5")),
    Fault.OBJECT_FOR_FIGURE: _figures(_put({"figure": 1})),
    Fault.DOT_FOR_FIGURE: _figures(_put("       .")),
    Fault.ALL_EMPTY: _figures(_put(None)),
    Fault.UNKNOWN_CODE: _unknown,
    Fault.CODES_TWICE: lambda content: content.update(value=content["value"] + content["value"][:1]),
    Fault.CODES_EMPTY: lambda content: content.update(value=[]),
    Fault.REPUBLISHED: _republish,
    Fault.WITHOUT_COUNT: _without_count,
}  # fmt: skip
