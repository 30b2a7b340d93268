"""What both protocols share: the question, the answer, and how a list of rows is paged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode


@dataclass(frozen=True)
class Question:
    """A request for one host: path below the host name, options, and the address it was asked at."""

    host: str
    path: str
    options: Mapping[str, str]
    url: str

    @classmethod
    def of(cls, base: str, target: str) -> Question:
        """Read ``/<host>/<path>?<options>``; options that come twice are kept once, as the services complain of."""
        path, _, query = target.partition("?")
        host, _, rest = path.lstrip("/").partition("/")
        return cls(host, rest, dict(parse_qsl(query, keep_blank_values=True)), f"{base}{path}")

    def number(self, name: str, otherwise: int) -> int:
        """An option that is a number."""
        text = self.options.get(name, "")
        return int(text) if text.isdigit() else otherwise


@dataclass
class Answer:
    """A response before it is written: ``content`` is turned into JSON unless it is bytes or text."""

    content: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def listing(
    question: Question,
    total: int,
    rows: Callable[[int, int], list[dict[str, Any]]],
    page: int,
    link: str | None,
) -> dict[str, Any]:
    """Return ``value`` with the rows asked for and the address of the next page under the name ``link``.

    ``rows(first, last)`` gives the rows of a part. Without ``link`` what does not fit is left out in silence.
    """
    first = question.number("$skip", 0)
    wanted = min(total, first + question.number("$top", total))
    last = min(wanted, first + page)
    found = rows(first, last) if last > first else []
    if select := question.options.get("$select"):
        names = [name.strip() for name in select.split(",")]
        found = [{name: row[name] for name in names if name in row} for row in found]
    content: dict[str, Any] = {"value": found}
    if link and last < wanted:
        options = {**question.options, "$skip": str(last)}
        if "$top" in options:
            options["$top"] = str(wanted - last)
        content[link] = f"{question.url}?{urlencode(options, quote_via=quote, safe='$')}"
    return content
