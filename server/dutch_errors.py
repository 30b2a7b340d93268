"""What Streamlit refuses in English or without a word, said in Dutch."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.answers import refusal

_START = "Begin bij de startpagina, of bij de open data."

#: Status -> what is wrong and what to do.
_SAID: dict[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: (
        "De server begrijpt dit adres niet",
        f"Kijk of het goed is overgenomen. {_START}",
    ),
    HTTPStatus.FORBIDDEN: ("Dit mag niet", _START),
    HTTPStatus.NOT_FOUND: ("Dit adres bestaat niet", _START),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Dit kan hier niet", "Dit adres kunt u alleen lezen."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("Dit is te groot", "Stuur minder tegelijk."),
    HTTPStatus.REQUEST_URI_TOO_LONG: ("Dit adres is te lang", _START),
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: (
        "Dat deel van het bestand is er niet",
        "Haal het hele bestand op.",
    ),
}
_REFUSED = ("De server kan hier niets mee", _START)
_FAILED = (
    "Er ging iets mis op de server",
    "De cijfers zijn niet veranderd. Probeer het over een paar minuten opnieuw.",
)


class DutchErrors:
    """ASGI middleware: an error answer that is not ours (a page, or JSON of the open data) goes out in Dutch."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        replaced = False

        async def say(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_foreign(message):
                replaced = True
                status = int(message["status"])
                sentence = _SAID.get(status, _FAILED if status >= 500 else _REFUSED)
                answer = refusal(scope, status, *sentence)
                allowed = Headers(raw=message["headers"]).get("allow")
                if allowed:
                    answer.headers["allow"] = allowed
                await answer(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, say)


def _is_foreign(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "text/plain")
    return start["status"] >= 400 and kind.startswith("text/plain") and "content-language" not in headers
