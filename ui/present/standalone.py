"""A line as one file that plays by itself, for a room without a server: pictures, style and keys are in it.

Without its script all screens stand below each other, one on a page when it is printed. The link in it opens the line in
the monitor again.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from slugify import slugify

from ui.choose.site import TITLE
from ui.present.deck import Screen

STYLE, SCRIPT = (
    (Path(__file__).with_name(name)).read_text(encoding="utf-8")
    for name in ("standalone.css", "standalone.js")
)


def file_name(title: str) -> str:
    """ "verhaallijn-armoede-in-emmen.html"."""
    return f"verhaallijn-{slugify(title)[:60]}.html".replace("-.", ".")


def page(title: str, screens: Sequence[Screen], address: str) -> bytes:
    """The file, UTF-8. ``address``: of the line in the monitor."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    shown = escape(title or "Verhaallijn")
    sections = "".join(_section(screen, number, len(screens)) for number, screen in enumerate(screens, 1))
    link = ""
    if address.startswith(("https://", "http://")):
        link = f' <a href="{escape(address, quote=True)}">Open deze lijn in de {TITLE}</a>.'
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{shown} - {TITLE}</title><style>{STYLE}</style></head>\n"
        f'<body><main>{sections}</main><p class="help">Pijltjes of spatie: verder en terug. B: zwart beeld. '
        f"F: volledig scherm.{link}</p><script>{SCRIPT}</script></body></html>\n"
    ).encode()


def _section(screen: Screen, number: int, count: int) -> str:
    slide = screen.slide
    about = f'<p class="about">{escape(slide.about)}</p>' if slide.about else ""
    points = "".join(f"<li>{escape(point)}</li>" for point in slide.points)
    picture = ""
    if slide.picture:
        drawn = base64.b64encode(slide.picture().encode()).decode()
        alt = escape(slide.alt, quote=True)
        picture = f'<div class="picture"><img alt="{alt}" src="data:image/svg+xml;base64,{drawn}"></div>'
    return (
        f"<section><h1>{escape(slide.message)}</h1>{about}{picture}<ul>{points}</ul>"
        f"<footer><span>{escape(f'{slide.source} {TITLE}'.strip())}</span><span>{number} van {count}</span></footer></section>"
    ).replace("<ul></ul>", "")
