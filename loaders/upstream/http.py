"""One careful way to ask a public server something: patient, bounded in every direction, and polite.

Timeouts and a deadline per request; retries with exponential backoff and jitter for what may pass (429, 5xx, resets,
truncated or HTML bodies); at most 3 requests at a time per host; conditional requests against a disk cache; redirects
only within the same service.
"""

from __future__ import annotations

import email.utils
import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity

from loaders.upstream import bodies, hosts
from loaders.upstream.cache import Cache
from loaders.upstream.errors import LATER, UpstreamError

log = logging.getLogger(__name__)
T = TypeVar("T")

PASSING = {408, 425, 429, 500, 502, 503, 504}
#: What may be over on the next attempt -> how it is said; the first that fits.
_FAULTS: dict[type[httpx.RequestError], str] = {
    httpx.TimeoutException: "de dienst antwoordt niet op tijd",
    httpx.DecodingError: "de dienst gaf een beschadigd antwoord",
    httpx.RemoteProtocolError: "de verbinding brak af voordat alles er was",
    httpx.TransportError: "er is geen verbinding met de dienst",
}
MAX_REDIRECTS = 5
MAX_RETRY_AFTER = 120.0
PER_HOST = 3


class _PassingError(Exception):
    """Something that may be over on the next attempt; ``wait`` is what the server asked for, in seconds."""

    def __init__(self, problem: str, cause: str, wait: float = 0.0) -> None:
        super().__init__(cause)
        self.problem, self.cause, self.wait = problem, cause, wait


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A decoded body; ``unchanged`` when the server said that the kept one still holds."""

    content: T
    unchanged: bool


class BadQuestionError(UpstreamError):
    """The service does not understand what we ask (400)."""


class NotThereError(UpstreamError):
    """The server says that this address does not exist (404, 410)."""


class Http:
    """A client for use in a ``with`` block, by several threads at a time if need be.

    ``cache`` is a folder for earlier answers (None keeps nothing); ``attempts`` counts the first one; ``pause`` is the
    first wait between attempts, ``deadline`` the time one attempt may take in all, both in seconds.
    """

    def __init__(
        self,
        cache: Path | None = None,
        *,
        attempts: int = 5,
        pause: float = 1.0,
        deadline: float = 300.0,
        connect: float = 15.0,
        read: float = 60.0,
        max_bytes: int = 200_000_000,
        per_host: int = PER_HOST,
    ) -> None:
        self._cache = Cache(cache) if cache else None
        self._attempts, self._pause, self._deadline, self._max_bytes = attempts, pause, deadline, max_bytes
        self._client = httpx.Client(
            timeout=httpx.Timeout(read, connect=connect),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=2 * per_host),
            follow_redirects=False,
            headers={"User-Agent": "sociale-monitor-drenthe", "Accept": "application/json"},
        )
        self._slots: dict[str, threading.Semaphore] = defaultdict(
            lambda: threading.BoundedSemaphore(per_host)
        )
        self._guard = threading.Lock()

    def __enter__(self) -> Http:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        if self._cache:
            self._cache.prune()

    def json(self, url: str, name: str = "") -> Any:
        """Return the JSON object at an address as plain Python. Errors: UpstreamError."""
        return self.read(url, bodies.object_of, name).content

    def read(
        self,
        url: str,
        decode: Callable[[bytes], T],
        name: str = "",
        *,
        fresh: bool = False,
        attempts: int | None = None,
    ) -> Answer[T]:
        """Return what ``decode`` makes of the body at an address; ``fresh`` leaves the cache aside.

        ``decode`` raises BadBodyError for a body that is worth another attempt. ``name`` is the table, for messages.
        Errors: NotThereError, UpstreamError; other errors of ``decode`` pass through.
        """
        attempts = attempts or self._attempts
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(attempts),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(_PassingError),
            before_sleep=lambda state: log.info("%s: attempt %s failed", url, state.attempt_number),
            reraise=True,
        )
        try:
            return retrying(self._attempt, url, decode, name, fresh)
        except _PassingError as error:
            tries = f"{attempts} keer geprobeerd" if attempts > 1 else "één keer geprobeerd"
            raise UpstreamError(
                name or urlsplit(url).path, f"{error.problem} ({tries}).", LATER, error.cause
            ) from error

    def _wait(self, state: tenacity.RetryCallState) -> float:
        grown: float = tenacity.wait_random_exponential(multiplier=2 * self._pause, max=60)(state)
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _PassingError) else 0.0
        return max(grown, min(asked, MAX_RETRY_AFTER))

    def _attempt(self, url: str, decode: Callable[[bytes], T], name: str, fresh: bool) -> Answer[T]:
        kept = self._cache.get(url) if self._cache and not fresh else None
        got = self._send(url, kept.conditions() if kept else {}, name, fresh)
        if got is None and kept:
            try:
                return Answer(decode(kept.body), unchanged=True)
            except Exception as error:
                # What is kept is no longer understood: ask for the whole body and judge that.
                log.warning("cache: the kept answer of %s is of no use (%s)", url, error)
                assert self._cache
                self._cache.forget(url)
                got = self._send(url, {}, name, True)
        if got is None:
            raise _PassingError("de dienst gaf geen gegevens (304 zonder dat daarom gevraagd was)", "304")
        del kept
        body, headers = got
        try:
            content = decode(body)
        except bodies.BadBodyError as error:
            raise _PassingError(f"de dienst gaf {error}", f"{url}: {error}: {body[:200]!r}") from error
        if self._cache:
            self._cache.put(url, body, headers.get("etag"), headers.get("last-modified"))
        return Answer(content, unchanged=False)

    def _send(
        self, url: str, conditions: dict[str, str], name: str, fresh: bool
    ) -> tuple[bytes, httpx.Headers] | None:
        """Return body and headers, or None for "not modified"; follows redirects within the service."""
        started = time.monotonic()
        address, headers = url, dict(conditions)
        if fresh:
            headers["Cache-Control"] = "no-cache"
        for _ in range(MAX_REDIRECTS + 1):
            with self._slot(address):
                try:
                    with self._client.stream("GET", address, headers=headers) as response:
                        if response.status_code in (301, 302, 303, 307, 308):
                            address = self._redirected(address, response, name)
                            continue
                        if response.status_code == 304:
                            return None
                        self._check(response, name)
                        return self._body(response, started), response.headers
                except tuple(_FAULTS) as error:
                    problem = next(text for kind, text in _FAULTS.items() if isinstance(error, kind))
                    raise _PassingError(problem, f"{address}: {error!r}") from error
                except httpx.InvalidURL as error:
                    raise UpstreamError(
                        name, "de dienst verwijst naar een onleesbaar adres.", LATER, repr(error)
                    ) from error
        raise UpstreamError(
            name, "de dienst stuurt ons steeds door en komt nergens uit.", LATER, f"redirect loop from {url}"
        )

    def _slot(self, url: str) -> threading.Semaphore:
        """Return the slots of a host; behind MONITOR_UPSTREAM every host has its own too."""
        parts = urlsplit(url)
        key = f"{parts.netloc}/{parts.path.split('/')[1] if parts.hostname == '127.0.0.1' else ''}"
        with self._guard:
            return self._slots[key]

    def _redirected(self, address: str, response: httpx.Response, name: str) -> str:
        given = urljoin(address, response.headers.get("location", ""))
        if not response.headers.get("location") or not hosts.same_service(address, given):
            raise UpstreamError(
                name,
                "de dienst verwijst naar een ander adres, dat wij niet volgen.",
                "kijk of de tabel verhuisd is",
                f"{address} -> {given}",
            )
        return hosts.kept_secure(address, given)

    def _check(self, response: httpx.Response, name: str) -> None:
        status = response.status_code
        if status == 200:
            return
        cause = f"{response.url}: {status}"
        if status in PASSING:
            problem = {
                429: "de dienst vindt dat wij te veel vragen (429)",
                503: "de dienst is even niet beschikbaar (503)",
            }.get(status, f"de dienst heeft een storing ({status})")
            raise _PassingError(problem, cause, _retry_after(response.headers.get("retry-after", "")))
        if status in (404, 410):
            raise NotThereError(name, f"dit bestaat niet bij de dienst ({status}).", "", cause)
        problem = {
            400: "de dienst begrijpt de vraag niet (400).",
            401: "de dienst laat ons niet toe (401).",
            403: "de dienst laat ons niet toe (403).",
        }.get(status, f"de dienst gaf een onverwacht antwoord ({status}).")
        raise (BadQuestionError if status == 400 else UpstreamError)(
            name,
            problem,
            "kijk in de catalogus of tabel, groepen en maten nog kloppen" if status == 400 else LATER,
            cause,
        )

    def _body(self, response: httpx.Response, started: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if time.monotonic() - started > self._deadline:
                raise _PassingError(
                    f"het antwoord kwam te langzaam binnen (na {self._deadline:g} seconden gestopt)",
                    f"{response.url}: {size} bytes",
                )
            if size > self._max_bytes:
                raise _PassingError(
                    f"het antwoord is groter dan {self._max_bytes / 1e6:.0f} MB", f"{response.url}"
                )
        return b"".join(parts)


def _retry_after(header: str) -> float:
    """Return the seconds a server asks to wait, given as seconds or as a date; 0 when it says nothing useful."""
    if header.strip().isdigit():
        return float(header)
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
