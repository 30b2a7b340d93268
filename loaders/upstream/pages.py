"""All pages of a selection, followed as the server gives them, with a check that nothing was left out.

A server that cuts a page says nothing of it. So: a link must move on by exactly the rows that came, a link may not
come back, and after the last page we ask for the row behind it, which may not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import msgspec

from loaders.upstream import bodies, hosts
from loaders.upstream.errors import LATER, InconsistentError, UpstreamError
from loaders.upstream.http import Answer, Http, NotThereError

T = TypeVar("T")
MAX_PAGES = 5_000


@dataclass
class Reader:
    """The questions asked for one table: who asks, under which name, and whether all answers were unchanged."""

    http: Http
    table: str
    fresh: bool = False
    answers: int = 0
    changed: int = 0
    rows: int = field(default=0)

    def read(self, url: str, decode: Callable[[bytes], T]) -> T:
        """Return a decoded body. Errors: UpstreamError, with the table's name."""
        answer: Answer[T] = self.http.read(url, decode, self.table, fresh=self.fresh)
        self.answers += 1
        self.changed += not answer.unchanged
        return answer.content


def address(url: str, **options: str) -> str:
    """Return an address with OData options: ``filter`` becomes ``$filter``; empty ones are left out."""
    given = {f"${name}": text for name, text in options.items() if text}
    asked = urlencode(given, quote_via=quote, safe="$,()'")
    return f"{url}?{asked}" if asked else url


def follow(
    reader: Reader, url: str, row: type[msgspec.Struct], loose: type[msgspec.Struct] | None = None
) -> Iterator[list[Any]]:
    """Yield the rows of every page in turn.

    ``loose`` is tried for a page whose figures are not all numbers. Errors: UpstreamError for a missing column or a
    link to elsewhere; InconsistentError for pages that do not fit together.
    """
    strict, lenient = bodies.pages_of(row), bodies.pages_of(loose) if loose else None

    def decode(body: bytes) -> bodies.Page:
        try:
            return strict(body)
        except bodies.WrongTypeError:
            if lenient is None:
                raise
            return lenient(body)

    seen, got, here = {url}, 0, url
    first: Any = None
    begun: list[Any] = []
    for _ in range(MAX_PAGES):
        page = _page(reader, here, decode)
        got += len(page.value)
        last, count = page.next, len(page.value)
        if count and page.value[0] in begun:
            # Links may move on for ever over the same rows.
            raise InconsistentError(
                reader.table, "de dienst geeft twee keer dezelfde pagina.", LATER, f"the same rows: {here}"
            )
        if count:
            first = page.value[0] if first is None else first
            begun = [first, page.value[0]]
        yield page.value
        if last is None:
            _nothing_behind(reader, url, got, first, decode)
            return
        # Let go of these rows before the next ones come.
        del page
        here = _next(reader, here, last, got, count)
        if here in seen:
            raise InconsistentError(
                reader.table, "de dienst blijft naar dezelfde pagina verwijzen.", LATER, f"loop: {here}"
            )
        seen.add(here)
    raise InconsistentError(
        reader.table, f"de dienst geeft meer dan {MAX_PAGES} pagina's.", "vraag minder regio's of jaren"
    )


def _page(reader: Reader, url: str, decode: Callable[[bytes], bodies.Page]) -> bodies.Page:
    try:
        return reader.read(url, decode)
    except bodies.MissingColumnError as error:
        raise UpstreamError(
            reader.table,
            f"de kolom '{error}' ontbreekt in de gegevens, terwijl de tabel zegt dat die er is.",
            "kijk of de tabel is veranderd en pas de catalogus aan",
            f"{url}: missing {error}",
        ) from error
    except bodies.WrongTypeError as error:
        raise UpstreamError(
            reader.table,
            f"een kolom bevat iets anders dan verwacht ({error}).",
            "kijk of de tabel is veranderd",
            f"{url}: {error}",
        ) from error
    except NotThereError as error:
        if "$skip" in url or "%24skip" in url:
            raise InconsistentError(
                reader.table, "een volgende pagina bestaat niet.", LATER, error.cause
            ) from error
        raise


def _next(reader: Reader, here: str, given: str, got: int, rows: int) -> str:
    if not hosts.same_service(here, given):
        raise UpstreamError(
            reader.table,
            "de volgende pagina zou bij een andere dienst staan; dat volgen wij niet.",
            "kijk of de tabel verhuisd is",
            f"{here} -> {given}",
        )
    skip = dict(parse_qsl(urlsplit(given).query)).get("$skip")
    if not rows or (skip is not None and skip != str(got)):
        raise InconsistentError(
            reader.table,
            f"een pagina is niet compleet: er kwamen {got} rijen, de dienst telt er {skip or 'meer'}.",
            LATER,
            f"{here} -> {given}",
        )
    return hosts.kept_secure(here, given)


def _nothing_behind(
    reader: Reader, url: str, got: int, first: Any, decode: Callable[[bytes], bodies.Page]
) -> None:
    behind = _page(reader, f"{url}{'&' if '?' in url else '?'}$skip={got}&$top=1", decode)
    # A server that does not know $skip starts again with the first row; then this says nothing.
    if behind.value and behind.value[0] != first:
        raise InconsistentError(
            reader.table,
            f"de dienst stopte na {got} rijen, terwijl er meer zijn.",
            LATER,
            f"{url}: rows behind {got}",
        )
