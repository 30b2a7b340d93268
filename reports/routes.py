"""The addresses of the reports, below /rapport: a link in an intranet always gives the newest edition.

``/rapport/gemeente/emmen.pdf``, ``/rapport/drenthe.xlsx``, with the choices of the page: ``?thema=gezondheid&vergelijk=drenthe``
and ``heel=ja`` for every figure. ``/rapport/kaart.pdf``, ``trend`` and ``vergelijk`` with the choices of that page; ``lijn`` with a line of views, and ``posters.pdf`` and
``vraagkaarten.pdf`` with the same. Made in threads of their own, two at a time; what is made is kept until the figures change.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from monitor.did_you_mean import did_you_mean
from monitor.dutch import listing
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import sets, slug_of
from opendata.answers import Kept, Prepared, prepared, send
from opendata.snapshot import Snapshot, at_hand, snapshot
from opendata.work import BusyError, GoneError, Work, while_there
from reports.build import edition_date
from reports.files import WRITERS, FileRequest, PrintRequest, ReportRequest, ViewRequest, make
from reports.of_view import NothingToShowError
from server.answers import refusal
from server.clients import client
from ui import at_address
from ui.choose import comparators, regions, subject
from ui.choose import url as choice
from ui.gemeente.exhibits import AGE_GROUPS
from ui.parts import take_along
from ui.parts.take_along import REPORTS
from ui.present.line import LineError

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Reports made at the same time; waiting or being made of one client, and of everybody together.
AT_ONCE, PER_CLIENT, IN_ALL = 2, 4, 12
#: Seconds that a report takes at most on a machine that has nothing else to do, and the longest that we send anyone away.
TAKES, LONGEST = 5, 60
#: Bytes of reports in memory.
KEPT = 32 * 1024 * 1024

#: The views that have a report: their path -> name of the page.
VIEWS = {take_along.path_of(page): page for page in at_address.PAGES}
#: The choices that the address of a region may hold.
CHOICES = (choice.THEME, choice.COMPARATOR, choice.AGES, choice.WHOLE)
#: So many of the values that a choice can have are named to who made another.
NAMED = 12
ALL = "Alle rapporten staan op de pagina Rapporten."


class RefusedError(Exception):
    """What is asked for does not exist, or cannot be; the text says what can, in Dutch. ``status``: 400 or 404."""

    def __init__(self, heading: str, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.heading, self.status = heading, status


def report_work() -> Work:
    """Where reports are made; apart from the open data, for a report takes much longer than a table."""
    return Work(AT_ONCE, PER_CLIENT, IN_ALL)


def reports(*, base: str = "", home: str = "", work: Work | None = None) -> list[BaseRoute]:
    """Routes for the server.

    ``base``: the prefix of all addresses ("/monitor"); ``home``: the address by which people know the site
    ("https://monitor.drenthe.nl"), for the link in a PDF, "" where that is not known.
    """
    endpoints = _Endpoints(work or report_work(), home)
    app = Starlette(
        routes=[
            Route("/gemeente/{slug}.{ending}", endpoints.of_gemeente),
            Route("/groep/{slug}.{ending}", endpoints.of_group),
            Route("/{slug}.{ending}", endpoints.of_view_or_province),
        ],
        exception_handlers={
            RefusedError: _refused,
            NothingToShowError: _nothing_to_show,
            BusyError: endpoints.busy,
            GoneError: _gone,
            HTTPException: _http_error,
            FileNotFoundError: _no_figures,
            Exception: _failed,
        },
    )
    app.router.redirect_slashes = False
    return [Route(f"{base}/{REPORTS}", _to_page), Mount(f"{base}/{REPORTS}", app)]


class _Endpoints:
    def __init__(self, work: Work, home: str) -> None:
        self.work, self.home = work, home
        self.kept = Kept(KEPT)

    async def of_gemeente(self, request: Request) -> Response:
        slug, known = request.path_params["slug"].lower(), regions.gemeente_slugs()
        if slug not in known:
            meant = did_you_mean(slug[:60], known, 1)
            hint = f"Bedoelt u {meant[0]}? " if meant else ""
            raise RefusedError(
                "Deze gemeente is er niet",
                f"Er zijn rapporten van de {len(GEMEENTEN)} gemeenten van {PROVINCE_NAME}. {hint}{ALL}",
                404,
            )
        return await self._answer(request, lambda edition: read(request, known[slug], edition))

    async def of_group(self, request: Request) -> Response:
        slug = request.path_params["slug"]
        region = subject.pinned({choice.GEMEENTE: slug})
        if region is None or not subject.as_asked(slug):
            known = [code for code in sets() if code.startswith(slug.lower()[:3])]
            meant = did_you_mean(slug.lower()[:60], known or sets(), 1)
            hint = f"Bedoelt u {meant[0]}? " if meant else ""
            raise RefusedError(
                "Deze groep gemeenten is er niet",
                f"Er zijn rapporten van groepen gemeenten en van andere provincies. {hint}{ALL}",
                404,
            )
        return await self._answer(request, lambda edition: read(request, region, edition))

    async def of_view_or_province(self, request: Request) -> Response:
        slug = request.path_params["slug"].lower()
        if slug in VIEWS:
            # What can be chosen follows from the figures: worked out where reports are made.
            asked = await self._made(request, ("read", str(request.url)), lambda: read_view(request, slug))
            return await self._answer(request, lambda edition: asked)
        if slug in take_along.PRINTS:
            return await self._answer(request, lambda edition: read_print(request, slug))
        if slug != slug_of(PROVINCE):
            raise RefusedError("Dit rapport is er niet", ALL, 404)
        return await self._answer(request, lambda edition: read(request, PROVINCE, edition))

    async def _answer(self, request: Request, read: Callable[[Snapshot], FileRequest]) -> Response:
        edition = at_hand()
        if edition is None:
            edition = await self._made(request, "snapshot", snapshot)
        asked = read(edition)
        key = (edition.of.version, asked)
        answer = self.kept.get(key)
        if answer is None:
            # Of those who ask for the same only the first has it made.
            answer = await self._made(request, key, lambda: self._ready(key, asked))
        # A PDF opens in the browser; the others are for a program, or to take along.
        name = asked.name(edition_date(edition.catalogue))
        shown = "inline" if asked.ending == "pdf" else "attachment"
        return send(
            request,
            answer,
            asked.media_type,
            self.work,
            client(request.scope),
            Content_Disposition=f'{shown}; filename="{name}"',
        )

    def _ready(self, key: Hashable, asked: FileRequest) -> Prepared:
        """Have the file at hand. Errors: RefusedError for what cannot be compared, NothingToShowError."""
        if isinstance(asked, ReportRequest):
            gemeente = None if asked.region == PROVINCE else asked.region
            if why := comparators.refused(asked.comparator, asked.region, gemeente):
                raise RefusedError("Deze vergelijking kan niet", why)
        answer = prepared(make(asked, self.home))
        self.kept.keep(key, answer)
        return answer

    async def _made(self, request: Request, key: Hashable, make: Callable[[], T]) -> T:
        """Have something made while its reader waits. Errors: BusyError, GoneError, those of ``make``."""
        who = client(request.scope)
        ticket = self.work.ticket(who)
        try:
            return await while_there(request, self.work.once(who, key, make))
        finally:
            ticket.give_back()

    async def busy(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, BusyError)
        waits = max(TAKES, math.ceil(self.work.turns.expected(client(request.scope))))
        seconds = min(LONGEST, waits)
        heading, status = (
            ("U vraagt veel rapporten tegelijk", 429)
            if error.own
            else ("Er worden nu veel rapporten gemaakt", 503)
        )
        text = f"Probeer het over {seconds} seconden opnieuw."
        return refusal(request.scope, status, heading, text, retry_after=seconds, reload=not error.own)


def read(request: Request, region: str, edition: Snapshot) -> ReportRequest:
    """What an address asks for. Errors: RefusedError for what does not exist."""
    ending, query = _ending(request), _query(request, CHOICES)
    themes = {theme.id: theme.title for theme in edition.catalogue.themes}
    theme = query.get(choice.THEME)
    if theme is not None and theme.lower() not in themes:
        raise RefusedError(
            "Dit thema is er niet", f"Kies uit {listing(list(themes))}, of laat het thema weg."
        )
    slug = comparators.written(query.get(choice.COMPARATOR, comparators.DEFAULT))
    if not comparators.known(slug):
        meant = did_you_mean(slug[:60], comparators.offered(), 1)
        hint = (
            f"Bedoelt u {meant[0]}?"
            if meant
            else f"Bijvoorbeeld nederland, {PROVINCE_SLUG} of vergelijkbaar."
        )
        raise RefusedError("Deze vergelijking is er niet", hint)
    whole = query.get(choice.WHOLE, "")
    if whole not in ("", choice.ON):
        raise RefusedError("Dit adres klopt niet", f"Voor het hele rapport: {choice.WHOLE}={choice.ON}.")
    age = query.get(choice.AGES)
    if age is not None and choice.as_typed(age, AGE_GROUPS) is None:
        raise RefusedError(
            "Deze groep is er niet", f"Kies uit {listing(list(AGE_GROUPS))}, of laat de leeftijd weg."
        )
    known_age = choice.as_typed(age, AGE_GROUPS) if age else None
    return ReportRequest(ending, region, theme.lower() if theme else None, slug, bool(whole), known_age)


def read_view(request: Request, slug: str) -> ViewRequest:
    """What the address of a view asks for. Errors: RefusedError for what the page does not have."""
    page = VIEWS[slug]
    ending, query = _ending(request), _query(request, at_address.names(page))
    _look_at_line(query)
    if wrong := at_address.unknown(page, query):
        name, options = wrong
        meant = did_you_mean(query[name].lower()[:60], options, 1)
        if meant:
            hint = f"Bedoelt u {meant[0]}?"
        elif options and len(options) <= NAMED:
            hint = f"Het kan zijn: {listing(options)}."
        else:
            hint = f"Laat “{name}” weg, of kies op de pagina."
        raise RefusedError(
            "Deze keuze is er niet", f"“{query[name][:60]}” kan hier niet bij “{name}”. {hint}"
        )
    return ViewRequest(ending, page, tuple(sorted(query.items())))


def read_print(request: Request, kind: str) -> PrintRequest:
    """What the address of posters or cards asks for. Errors: RefusedError."""
    if _ending(request) != "pdf":
        raise RefusedError("Deze vorm is er niet", f"{take_along.PRINTS[kind]} zijn er als pdf.", 404)
    query = _query(request, (choice.LINE,))
    _look_at_line(query)
    return PrintRequest(kind, query.get(choice.LINE, ""))


def _look_at_line(query: at_address.Query) -> None:
    """Errors: RefusedError for a line that is broken."""
    try:
        at_address.line_at(query)
    except LineError as fault:
        raise RefusedError("Deze verhaallijn is niet te lezen", str(fault)) from fault


def _ending(request: Request) -> str:
    ending = str(request.path_params["ending"]).lower()
    if ending not in WRITERS:
        raise RefusedError(
            "Deze vorm is er niet", f"Een rapport is er als {listing(list(WRITERS))}. {ALL}", 404
        )
    return ending


def _query(request: Request, known: Sequence[str]) -> dict[str, str]:
    """The choices of an address. Errors: RefusedError for one that is not among those ``known``."""
    query = {name: value for name, value in request.query_params.multi_items() if value}
    unknown = next((name for name in query if name not in known), None)
    if unknown:
        raise RefusedError(
            "Dit adres klopt niet",
            f"Een rapport kent de keuze “{unknown[:60]}” niet, wel {listing(list(known))}.",
        )
    return query


async def _to_page(request: Request) -> Response:
    # Relative, for a prefix that a proxy took off.
    return RedirectResponse("rapporten", status_code=308)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return refusal(request.scope, error.status, error.heading, str(error))


async def _nothing_to_show(request: Request, error: Exception) -> Response:
    return refusal(request.scope, 404, "Hier is geen rapport van", str(error))


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nobody is there to see it


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        answer = refusal(
            request.scope, 405, "Dit kan hier niet", "Een rapport kunt u alleen opvragen (GET of HEAD)."
        )
        answer.headers.update(error.headers or {})
        return answer
    return refusal(request.scope, 404, "Dit rapport is er niet", ALL)


async def _no_figures(request: Request, error: Exception) -> Response:
    log.error("a report without a snapshot: %s", error)
    return refusal(
        request.scope, 503, "Er zijn nu geen cijfers", "Probeer het over een minuut opnieuw.", retry_after=60
    )


async def _failed(request: Request, error: Exception) -> Response:
    return refusal(
        request.scope, 500, "Dit rapport lukte niet", "Probeer het later opnieuw, of kies een andere vorm."
    )
