"""Gebieden in Nederland: to which provincie, COROP-gebied and GGD-regio each gemeente belongs in a year, by CBS.

Upstream format: a table of text per year, under an id that changes with it, so it is found by its title. Per gemeente
(RegioS) a column 'Code' and a column 'Naam' under a group of topics per division. Their places differ per year; a
column is found by the title of its group and believed by the form of its codes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from loaders.upstream import discover, hosts, odata3, odata4
from loaders.upstream.bodies import row
from loaders.upstream.errors import UpstreamError
from loaders.upstream.http import Http
from loaders.upstream.pages import Reader, address, follow
from loaders.upstream.selection import any_of, quoted
from loaders.upstream.topics import Topic

log = logging.getLogger(__name__)

TITLE = "Gebieden in Nederland"
GEMEENTE = re.compile(r"GM\d{4}")
#: Division -> how the title of its group begins, and the form of its codes.
DIVISIONS = {
    "provincie": (re.compile(r"provincie"), re.compile(r"PV\d{2}")),
    "corop": (re.compile(r"corop-?\s?gebied"), re.compile(r"CR\d{2}")),
    "ggd": (re.compile(r"ggd"), re.compile(r"GG\d{4}")),
}
#: Fewer gemeenten than this is no edition of the whole country.
LEAST = 300
TODO = "probeer het later opnieuw; de provincies worden zolang naar ligging bepaald"

Texts = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Gebieden:
    """One edition. ``of`` is division ('provincie', 'corop', 'ggd') -> gemeente -> code; ggd and corop can lack.

    ``remarks`` tell in Dutch which table and columns were chosen, and what could not be found.
    """

    table: str
    title: str
    year: int
    of: dict[str, dict[str, str]]
    remarks: tuple[str, ...]


def fetch(http: Http, year: int) -> Gebieden:
    """Return the edition of a year, over v4 and where that fails over v3. Errors: UpstreamError."""
    problems = []
    for protocol, host, read in (("odata4", "datasets", _texts4), ("odata3", "cbs", _texts3)):
        try:
            return _edition(Reader(http, f"'{TITLE} {year}'"), protocol, host, year, read)
        except UpstreamError as error:
            log.warning("%s (%s)", error, error.cause)
            problems.append(error)
    same = problems[0].problem == problems[1].problem
    raise UpstreamError(
        f"'{TITLE} {year}'",
        problems[0].problem if same else f"OData 4: {problems[0].problem} OData 3: {problems[1].problem}",
        TODO,
        "; ".join(problem.cause for problem in problems),
    ) from problems[0]


def _edition(
    reader: Reader,
    protocol: str,
    host: str,
    year: int,
    read: Callable[[Reader, str], tuple[list[Topic], Texts]],
) -> Gebieden:
    asked = f"{TITLE} {year}"
    newest, *others = discover.by_title(reader, protocol, host, asked)
    reader.table = newest.table
    topics, texts = read(reader, host)
    remarks = [discover.choice_sentence(asked, newest, others)]
    of: dict[str, dict[str, str]] = {}
    gemeenten = {code for column in texts.values() for code in column}
    if len(gemeenten) < LEAST or not all(GEMEENTE.fullmatch(code) for code in gemeenten):
        raise UpstreamError(
            newest.table, f"de tabel heeft {len(gemeenten)} gebieden, en dat zijn niet alle gemeenten.", TODO
        )
    for division, (heading, form) in DIVISIONS.items():
        topic_found, why = _column(topics, texts, gemeenten, heading, form)
        if topic_found is None:
            if division == "provincie":
                raise UpstreamError(
                    newest.table, f"de kolom met de provincie is niet te vinden: {why}.", TODO
                )
            remarks.append(f"Geen kolom voor {division} in tabel {newest.table}: {why}.")
            continue
        remarks.append(f"Kolom voor {division}: {topic_found.key} ({topic_found.title}).")
        of[division] = texts[topic_found.key]
    return Gebieden(newest.table, newest.title, year, of, tuple(remarks))


def _column(
    topics: list[Topic],
    texts: Texts,
    gemeenten: Collection[str],
    heading: re.Pattern[str],
    form: re.Pattern[str],
) -> tuple[Topic | None, str]:
    """Return the one column with such codes for every gemeente, or why there is none; titles decide between several."""
    fits = [
        topic
        for topic in topics
        if set(texts.get(topic.key, ())) == set(gemeenten)
        and all(form.fullmatch(text) for text in texts[topic.key].values())
    ]
    titled = [topic for topic in fits if any(heading.match(part.casefold()) for part in topic.path)]
    chosen = titled if len(fits) > 1 else fits
    if len(chosen) == 1:
        return chosen[0], ""
    if not fits:
        return None, f"geen kolom heeft voor elke gemeente een code als {form.pattern}"
    return None, f"{len(fits)} kolommen kunnen het zijn ({', '.join(topic.key for topic in fits)})"


def _texts3(reader: Reader, host: str) -> tuple[list[Topic], Texts]:
    dimensions, topics = odata3.properties_of(reader, host)
    region = dimensions[0][0]
    codes = [topic for topic in topics if topic.path[-1].casefold().startswith("code")]
    columns: list[Any] = [("ID", int), (region, str), *((topic.key, str | None, None) for topic in codes)]
    url = address(
        hosts.odata3(host, "ODataFeed", f"{reader.table}/TypedDataSet"),
        select=",".join(["ID", region, *(topic.key for topic in codes)]),
        format="json",
    )
    texts: Texts = {topic.key: {} for topic in codes}
    for page in follow(reader, url, row("GebiedRow", columns)):
        for entry in page:
            for at, topic in enumerate(codes, start=2):
                texts[topic.key][_once(reader, texts[topic.key], entry.c1)] = (
                    getattr(entry, f"c{at}") or ""
                ).strip()
    return topics, texts


def _texts4(reader: Reader, host: str) -> tuple[list[Topic], Texts]:
    base = hosts.odata4(host, f"CBS/{reader.table}")
    topics = odata4.topics_of(reader, base)
    codes = [topic for topic in topics if topic.path[-1].casefold().startswith("code")]
    texts: Texts = {topic.key: {} for topic in codes}
    columns: list[Any] = [("Measure", str), ("RegioS", str), ("StringValue", str | None, None)]
    asked = any_of([f"Measure eq {quoted(topic.key)}" for topic in codes])
    for page in follow(reader, address(f"{base}/Observations", filter=asked), row("GebiedText", columns)):
        for entry in page:
            column = texts.get(entry.c0.strip())
            if column is not None:
                column[_once(reader, column, entry.c1)] = (entry.c2 or "").strip()
    return topics, texts


def _once(reader: Reader, column: Collection[str], written: str) -> str:
    code = written.strip()
    if code in column:
        raise UpstreamError(reader.table, f"{code} komt twee keer voor.", TODO)
    return code
