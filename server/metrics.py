"""Numbers for Prometheus: ``/metrics`` of one process. How many readers, how long they wait, what fails, how old the figures are.

No number tells who read what. Only who runs the server gets them: with the token of ``MONITOR_METRICS_TOKEN``, or, when
there is none, from this machine itself and not through a proxy.
"""

from __future__ import annotations

import ipaddress
import math
import os
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import anyio.to_thread
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.answers import refusal
from server.turns import Ended

PATH = "/metrics"
#: The environment variable with the token that who asks must show (``Authorization: Bearer ...``).
TOKEN = "MONITOR_METRICS_TOKEN"
#: Upper ends of the classes of the histogram, in seconds: from one that nobody notices to one that nobody waits for.
SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30)
#: Reruns over which the 95th percentile is taken.
LATEST = 1000
#: What a proxy adds to a request that it passes on.
_PASSED_ON = {b"x-forwarded-for", b"forwarded", b"x-real-ip"}


disable_created_metrics()


@dataclass(frozen=True)
class Now:
    """This moment: ``sessions`` that are open and the ``most`` there may be, pages and files that are ``waiting`` for a
    turn, ``rows`` of figures, ``days`` since figures were last fetched (None: not known), and whether all is ``well`` with
    figures, boundaries and catalogue."""

    sessions: int
    most: int
    waiting: int
    rows: int
    days: int | None
    well: bool


class Metrics:
    """The numbers of this process. ``now``: looks at this moment (it may read, and runs in a thread)."""

    def __init__(self, now: Callable[[], Now]) -> None:
        self.registry = CollectorRegistry()
        self._rerun_seconds = Histogram(
            "monitor_rerun_seconds",
            "From the choice of a reader to the page that is made, waiting for a turn included.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self._reruns = Counter(
            "monitor_reruns", "Pages made, by how that ended.", ["ended"], registry=self.registry
        )
        self._answers = Counter(
            "monitor_answers",
            "HTTP answers, by the first digit of their status.",
            ["status"],
            registry=self.registry,
        )
        for ended in Ended:
            self._reruns.labels(ended.value)
        self._latest: deque[float] = deque(maxlen=LATEST)
        self.registry.register(_Moment(now, self._latest))
        ProcessCollector(registry=self.registry)

    def rerun(self, seconds: float, ended: Ended) -> None:
        """Count a page that was made, or was not (:data:`server.turns.Done`)."""
        self._reruns.labels(ended.value).inc()
        if ended is not Ended.BROKEN_OFF:
            self._rerun_seconds.observe(seconds)
            self._latest.append(seconds)

    def answer(self, status: int) -> None:
        """Count an HTTP answer."""
        self._answers.labels(f"{status // 100}xx").inc()

    def text(self) -> bytes:
        """All numbers in the text format of Prometheus."""
        return generate_latest(self.registry)


class _Moment(Collector):
    """What is so at the moment that somebody asks."""

    def __init__(self, now: Callable[[], Now], latest: deque[float]) -> None:
        self._now, self._latest = now, latest

    def describe(self) -> list[GaugeMetricFamily]:
        return []  # nothing is looked at before somebody asks

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now, latest = self._now(), sorted(self._latest)
        if latest:
            yield GaugeMetricFamily(
                "monitor_rerun_p95_seconds",
                f"95th percentile of the latest {LATEST} reruns.",
                latest[math.ceil(len(latest) * 0.95) - 1],
            )
        yield GaugeMetricFamily("monitor_sessions", "Pages that are open.", now.sessions)
        yield GaugeMetricFamily("monitor_sessions_most", "Pages that may be open.", now.most)
        yield GaugeMetricFamily("monitor_waiting", "Pages and files that wait for a turn.", now.waiting)
        yield GaugeMetricFamily("monitor_figures", "Figures in use, in rows.", now.rows)
        if now.days is not None:
            yield GaugeMetricFamily(
                "monitor_snapshot_age_days", "Days since figures were last fetched.", now.days
            )
        yield GaugeMetricFamily(
            "monitor_data_ok",
            "1 when the newest figures, boundaries and catalogue are in use.",
            int(now.well),
        )


class Answers:
    """ASGI middleware: counts the answers."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.metrics.answer(message["status"])
            await send(message)

        await self.app(scope, receive, count)


def route(metrics: Metrics, base: str = "") -> Route:
    """The route; whoever may not see it is told that it does not exist. ``base``: the prefix of all addresses."""

    async def numbers(request: Request) -> Response:
        if not _may_see(request.scope, os.environ.get(TOKEN, "")):
            return refusal(
                request.scope, 404, "Dit adres bestaat niet", "Begin bij de startpagina, of bij de open data."
            )
        text = await anyio.to_thread.run_sync(metrics.text)
        return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})

    return Route(base + PATH, numbers)


def _may_see(scope: Scope, token: str) -> bool:
    headers = scope["headers"]
    if token:
        shown = next((value for name, value in headers if name == b"authorization"), b"")
        return secrets.compare_digest(shown, f"Bearer {token}".encode())
    if _PASSED_ON & {name for name, _ in headers}:
        return False
    try:
        address = ipaddress.ip_address(scope["client"][0])
    except (TypeError, ValueError):
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
