"""Streamlit's own buttons and messages in Dutch: its scripts go out with these words translated.

Streamlit 1.67 has no setting for its language. Its scripts hold every text as a literal between backticks, so whole
literals are replaced, never parts of words; a test fails when a new version of Streamlit no longer has one of them.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.province import SITE
from server.paths import below

#: Texts that are nothing else wherever they stand.
WORDS = {
    "(opens in new tab)": "(opent in een nieuw tabblad)",
    "25th percentile": "Een kwart ligt lager dan",
    "75th percentile": "Een kwart ligt hoger dan",
    "App Logo": SITE,
    "Autosize": "Breedte aanpassen",
    "Average length": "Gemiddelde lengte",
    "Based on sample": "Op grond van een deel",
    "Choose an option": "Maak een keuze",
    "Choose options": "Maak een keuze",
    "Clear all": "Alles wissen",
    "Clear entry": "Wissen",
    "Clear selection": "Keuze wissen",
    "Clear value": "Wissen",
    "Close Search": "Zoeken sluiten",
    "Close fullscreen": "Volledig scherm sluiten",
    "Connecting to Streamlit server": "Bezig met verbinden",
    "Connection error": "Geen verbinding",
    "Connection lost. Please wait for the app to reconnect, then try again.": (
        "De verbinding is weg. Wacht tot die terug is en probeer het opnieuw."
    ),
    "Connection timed out.": "De server antwoordt niet op tijd. Deze pagina blijft het proberen.",
    "Copied!": "Gekopieerd",
    "Copy Vega-Lite spec": "Opbouw van de grafiek kopiëren",
    "Copy column name": "Naam van de kolom kopiëren",
    "Dataframe column menu": "Menu van de kolom",
    "Download as CSV": "Tabel opslaan (CSV, zonder bron)",
    "Download as PNG": "Grafiek opslaan (PNG, zonder bron)",
    "Download failed": "Opslaan is niet gelukt",
    "Drag and drop a file here": "Sleep een bestand hierheen",
    "Format": "Opmaak",
    "Fullscreen": "Volledig scherm",
    "Hide column": "Kolom verbergen",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        "De monitor antwoordt niet. Draait hij nog op deze computer? Start hem anders opnieuw met:"
    ),
    "Link to heading": "Link naar dit kopje",
    "Main menu": "Menu van de weergave",
    "Maximum length": "Grootste lengte",
    "Minimum length": "Kleinste lengte",
    "Navigate to home page": f"{SITE}, naar het overzicht",
    "Next Result": "Volgende",
    "No results": "Niets gevonden",
    "Only one file is allowed.": "Kies één bestand.",
    "Page not found": "Deze pagina bestaat niet",
    "Pin column": "Kolom vastzetten",
    "Please wait...": "Even geduld...",
    "Previous Result": "Vorige",
    "Running...": "Bezig...",
    "Search": "Zoeken",
    "Select all": "Alles kiezen",
    "Selectbox options": "Keuzes",
    "Selected values": "Gekozen",
    "Show chart": "Grafiek tonen",
    "Show data": "Cijfers tonen",
    "Show/hide columns": "Kolommen tonen of verbergen",
    "Skip to main content": "Naar de inhoud",
    "Sort ascending": "Van laag naar hoog",
    "Sort descending": "Van hoog naar laag",
    "Standard deviation": "Standaardafwijking",
    "Statistics": "Kengetallen",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "De monitor antwoordt niet. Hebt u verbinding met internet? Deze pagina blijft het proberen."
    ),
    "The page that you have requested does not seem to exist": "Het adres klopt niet",
    "Try again": "Opnieuw proberen",
    "Unable to connect to Streamlit server": "Er is geen verbinding met de server",
    "Upload": "Kies een bestand",
    "Unpin column": "Kolom losmaken",
    "streamlit run yourscript.py": "make run",
    "view less": "minder",
    "view more": "meer",
}

#: Words that are texts only where a script says so ("label: ..."); elsewhere they are names of things.
LABELS = {
    "Accounting": "Boekhouding",
    "Automatic": "Vanzelf",
    "Average": "Gemiddelde",
    "Close": "Sluiten",
    "Compact": "Kort",
    "Count": "Aantal",
    "Dark": "Donker",
    "Distinct": "Verschillende",
    "Empty": "Leeg",
    "Light": "Licht",
    "Localized": "Zoals in uw land",
    "Logo": SITE,
    "Maximum": "Hoogste",
    "Median": "Middelste",
    "Minimum": "Laagste",
    "No data": "Geen gegevens",
    "Notifications": "Meldingen",
    "Open": "Openen",
    "Percent": "Procent",
    "Plain": "Zonder opmaak",
    "Range": "Van en tot",
    "Scientific": "Wetenschappelijk",
    "Selectbox": "Keuzelijst",
    "Sum": "Totaal",
    "System": "Zoals op uw apparaat",
    "Theme": "Weergave",
    "Values": "Waarden",
}

#: Beginnings and ends of texts that a script completes, and pairs of which it takes one.
PIECES = {
    "`Add: ${": "`Zoek: ${",
    "`Remove ${": "`Haal weg: ${",
    "`Select ${": "`Kies de ${",
    "} matches`": "} gevonden`",
    "} per file`": "} per bestand`",
    "`File must be ${": "`Dit bestand is te groot: ten hoogste ${",
    "} or smaller.`": "}.`",
    "`Request failed with status code `": "`Het bestand kwam niet aan. De server gaf een foutmelding: `",
    "} files are not allowed.`": "} leest de monitor niet.`",
    "`option`:`options`": "`keuze`:`keuzes`",
    "`You can only select up to ${": "`U kunt ten hoogste ${",
    "}. Remove an option first.`": "} maken. Haal er eerst een weg.`",
    "`Stopping...`:`Stop`": "`Bezig met stoppen...`:`Stoppen`",
    "`Continue anyway`:`Close`": "`Toch doorgaan`:`Sluiten`",
    "`Connection failed with status ${": "`De server gaf een foutmelding: ${",
    "`, and response:`": "`, met als antwoord:`",
    "`Cannot connect to Streamlit (HTTP status: 403).": "`De server laat u niet toe (403).",
    "If you are trying to access a Streamlit app running on another server, this could be due to the app's [CORS](${": (
        "Ziet u dit vaker? Meld het dan aan de beheerder ([uitleg](${"
    ),
    ") settings.`": ")).`",
    "`You have requested page /${": "`De pagina /${",
    "}, but no corresponding file was found in the app's pages/ directory`": "} is er niet`",
    "}. Running the app's main page.`": "}. U ziet nu het overzicht.`",
}

#: The state of the connection, in the corner of the page; the word is a name of things elsewhere.
_STATE = re.compile(
    r"(=`)Connecting(`,\w+=`Connecting to Streamlit server`)|(=`)Error(`,\w+=`Unable to connect)"
)

#: What Streamlit's elements get wrong, and what stands there instead.
MENDED = (
    # The element that scrolls is no landmark: the menu is in it too. Our own script says which part is the contents.
    (re.compile(r"(=\w+\()`main`(,\{target:`\w+`\}\)\(\(\{disableScrolling:)"), r"\1`div`\2"),
    # Where a file is dropped has a name and takes the focus: then it is a group, and no decoration.
    (re.compile(r"(\(\{tabIndex:-1)(\}\),\"data-testid\":`stFileUploaderDropzone`)"), r"\1,role:`group`\2"),
    # A link to the start page, opened in another tab, led to the page that it stands on.
    (re.compile(r"(function \w+\(e\)\{let t=e\.page)(;if\(e\.queryString\))"), r"\1||`./`\2"),
)

_LITERAL = re.compile("`(" + "|".join(re.escape(word) for word in WORDS) + ")`")
_LABEL = re.compile(
    r'(?P<before>(?:label|title|content|children|tooltip|alt|componentName|"aria-label")[:=](?:[^,;`{}()]{0,40}\?)?)'
    "`(?P<word>" + "|".join(map(re.escape, LABELS)) + ")`"
)
_PIECE = re.compile("|".join(map(re.escape, PIECES)))
#: Style sheets have no words, but Streamlit sends them unzipped: they go along.
_PATH = re.compile(r"^/static/(?:js/[\w.-]+\.js|css/[\w.-]+\.css)$")


def in_dutch(script: str) -> str:
    """The script with every text of ``WORDS``, ``LABELS`` and ``PIECES`` translated, and what is wrong mended."""
    script = _STATE.sub(_state, script)
    for wrong, right in MENDED:
        script = wrong.sub(right, script)
    script = _LITERAL.sub(lambda match: f"`{WORDS[match[1]]}`", script)
    script = _LABEL.sub(lambda match: f"{match['before']}`{LABELS[match['word']]}`", script)
    return _PIECE.sub(lambda match: PIECES[match[0]], script)


def _state(match: re.Match[str]) -> str:
    return f"{match[1]}Verbinden{match[2]}" if match[1] else f"{match[3]}Geen verbinding{match[4]}"


@dataclass(frozen=True)
class _File:
    """A file as it goes out: its headers, and its contents plain and zipped."""

    headers: Mapping[str, str]
    plain: bytes
    zipped: bytes

    async def answer(self, gzipped: bool, send: Send) -> None:
        content = self.zipped if gzipped else self.plain
        headers = MutableHeaders(self.headers)
        headers["vary"] = "Accept-Encoding"
        headers["content-length"] = str(len(content))
        if gzipped:
            headers["content-encoding"] = "gzip"
        await send({"type": "http.response.start", "status": 200, "headers": headers.raw})
        await send({"type": "http.response.body", "body": content})


#: What Streamlit says of its own file, plain and whole, and does not hold for ours.
_OF_THE_FILE = ("etag", "last-modified", "accept-ranges", "content-encoding", "content-length")


class DutchScripts:
    """ASGI middleware: Streamlit's scripts with Dutch words, and its style sheets, zipped. ``base``: the prefix of all addresses.

    A file is read and translated once: a first page asks for some 120 of them, and Streamlit reads each from the disk.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base
        self._files: dict[str, _File] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = (
            below(self.base, scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        )
        if path is None or not _PATH.match(path):
            await self.app(scope, receive, send)
            return
        gzipped = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        if file := self._files.get(path):
            await file.answer(gzipped, send)
            return
        # Ask Streamlit for the whole plain file; it is zipped again here.
        whole = [h for h in scope["headers"] if h[0] not in (b"accept-encoding", b"range", b"if-none-match")]
        start: Message | None = None
        body = b""

        async def translate(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False) or start is None:
                return
            if start["status"] != 200:
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            plain = in_dutch(body.decode()).encode() if path.endswith(".js") else body
            headers = Headers(raw=start["headers"])
            kept = {name: value for name, value in headers.items() if name not in _OF_THE_FILE}
            self._files[path] = _File(kept, plain, gzip.compress(plain, 6))
            await self._files[path].answer(gzipped, send)

        await self.app({**scope, "headers": whole}, receive, translate)
