"""Answers that this server gives itself, before Streamlit or the open data see the request: short, Dutch, never kept."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from server.texts import TITLE

#: Readable on a phone and a laptop, in the light and in the dark.
STYLE = """
body { font-family: sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; line-height: 1.5;
  background: #ffffff; color: #0d141b; }
a { color: #0b5394; }
header { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: center; padding-bottom: 0.8rem; border-bottom: 1px solid #8795a3; }
header nav { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; }
header strong a { color: inherit; text-decoration: none; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
input, button { font: inherit; padding: 0.4rem 0.6rem; }
@media (prefers-color-scheme: dark) { body { background: #10171e; color: #f4f8fb; } a { color: #8cc4fa; } }
"""

_PAGE = """<!doctype html>
<html lang="nl">
  <head><meta charset="utf-8" /><meta name="color-scheme" content="light dark" /><title>{heading} - {title}</title>
  <meta name="viewport" content="width=device-width" />{again}<style>{style}</style></head>
  <body>{above}
    <main>
      <h1>{heading}</h1>
      {body}
    </main>
  </body>
</html>
"""


def page(heading: str, body: str, *, refresh: int | None = None, above: str = "") -> str:
    """A whole html page without scripts. ``heading`` is text, ``body`` and what stands ``above`` it html; ``refresh``: seconds
    until it loads itself again."""
    again = f'\n  <meta http-equiv="refresh" content="{refresh}" />' if refresh else ""
    return _PAGE.format(
        heading=escape(heading), title=TITLE, body=body, again=again, above=above, style=STYLE
    )


def refusal(
    scope: Scope,
    status: int,
    heading: str,
    text: str,
    *,
    retry_after: int | None = None,
    reload: bool = False,
) -> Response:
    """No, in the form that was asked for: a page for a browser that opens one, JSON for a program, else plain text.

    ``retry_after``: seconds; with ``reload`` the page loads itself again after them.
    """
    headers = {"Cache-Control": "no-store", "Content-Language": "nl"} | (
        {"Retry-After": str(retry_after)} if retry_after else {}
    )
    accepts = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    if b"text/html" in accepts:
        html = page(heading, f"<p>{escape(text)}</p>", refresh=retry_after if reload else None)
        return HTMLResponse(html, status, headers)
    if b"json" in accepts or "/open-data/" in scope["path"]:
        return JSONResponse({"error": f"{heading}. {text}"}, status, headers)
    return PlainTextResponse(f"{heading}. {text}\n", status, headers)


async def answer(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Send an answer; who asks for a websocket gets none, for a browser shows no page that comes instead of one."""
    refused = WebSocketClose() if scope["type"] == "websocket" else response
    await refused(scope, receive, send)
