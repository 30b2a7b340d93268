"""Every page of the site in the states that a reader brings it in: what the checks for everyone look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, FilePayload, Page

from ui.present import ready
from ui.present.line import to_address

Act = Callable[[Page], None]

#: The lines of the colophon: they come last, so then the page is there.
LAST = "telt en vertelt"
#: In front of a room there is no colophon: the number of the screen comes last.
AT = re.compile(r"^\d+ van \d+$")
LINE = to_address(ready.line("armoede", "emmen"))

#: On a phone a page is another page: it goes by what the browser says of itself.
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


@dataclass(frozen=True)
class State:
    """A page at an address, and what the reader does there. ``shell``: whether it is Streamlit's page (the 404 is not);
    ``wide``: not to be had on a phone; ``drawn``: for a browser without WebGL; ``last``: the words that come last."""

    name: str
    address: str
    act: Act | None = None
    shell: bool = True
    wide: bool = False
    drawn: bool = False
    last: str | re.Pattern[str] = LAST


def press(name: str) -> Act:
    """A click on the button with this name."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()

    return act


def unfold(name: str) -> Act:
    """A click on the part with this heading."""

    def act(page: Page) -> None:
        page.locator("summary", has_text=name).first.click()

    return act


def open_list(label: str) -> Act:
    """A click on the picker with this name."""

    def act(page: Page) -> None:
        # On a phone the choices stand behind a button.
        behind = page.get_by_role("button", name="Zoek en kies")
        if behind.count():
            behind.click()
        page.get_by_role("combobox", name=label).click()

    return act


def choose_a_file(page: Page) -> None:
    """A file with a gemeente that is misspelt and one without a figure."""
    text = "gemeente;jaar;tevreden (%)\nEmmen;2023;71,8\nCoeverden;2023;70,1\nMeppel;2023;\nAssen;2023;74,9\n"
    file: FilePayload = {"name": "buurt.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Gebruik dit cijfer").wait_for()


def lose_the_connection(page: Page) -> None:
    """The server does not answer any more; the page says so after a few tries."""
    page.route("**/_stcore/**", lambda route: route.abort())
    page.evaluate("window.sockets.forEach(socket => socket.close())")
    page.get_by_role("dialog").wait_for(timeout=60_000)


def remember_sockets(context: BrowserContext) -> None:
    """Lets a test close the connection of a page."""
    context.add_init_script(
        "window.sockets = []; const Plain = WebSocket;"
        "window.WebSocket = class extends Plain { constructor(...a) { super(...a); window.sockets.push(this); } };"
    )


STATES = (
    State("overzicht", "/"),
    State("overzicht, gemeente gekozen", "/?gemeente=emmen"),
    State("overzicht, lijst open", "/?gemeente=emmen", open_list("Mijn gemeente")),
    State("overzicht, onbekende keuze", "/?vergelijk=xyz"),
    State("kaart", "/kaart?gemeente=emmen"),
    State("kaart, kleuren open", "/kaart", press("Kleuren")),
    State("kaart, tabel open", "/kaart?gemeente=emmen", unfold("Dezelfde cijfers in een tabel")),
    State("kaart van wijken", "/kaart?indicator=ervaren_gezondheid&gebied=wijken&gemeente=emmen"),
    State(
        "kaart zonder grenzen: buurten", "/kaart?indicator=ervaren_gezondheid&gebied=buurten&gemeente=emmen"
    ),
    State("kaart van Nederland", "/kaart?gebied=nederland&inzoomen=ja"),
    State("kaart over de jaren", "/kaart?jaren=ja&gemeente=emmen"),
    State("kaart zonder cijfers", "/kaart?indicator=jv_gamen"),
    State("kaart zonder WebGL", "/kaart?gemeente=emmen", drawn=True),
    State("trend", "/trend?gemeente=emmen"),
    State("trend met alles", "/trend?gemeente=emmen&alle=ja&ook=assen,meppel"),
    State("mijn gemeente, kiezen", "/mijn-gemeente"),
    State("mijn gemeente", "/mijn-gemeente?gemeente=emmen"),
    State(
        "mijn gemeente, eigen regio",
        "/mijn-gemeente?gemeente=mijn-regio~Kop van Drenthe~noordenveld~tynaarlo",
        press("Wijzigen"),
    ),
    State("mijn gemeente, als plaatje", "/mijn-gemeente?gemeente=emmen&vorm=spin&thema=gezondheid"),
    State("mijn gemeente, cijfer open", "/mijn-gemeente?gemeente=emmen&indicator=overgewicht"),
    State("mijn gemeente, drie samen", "/mijn-gemeente?gemeente=emmen&thema=samen"),
    State("mijn gemeente, wie hoort waarbij", "/mijn-gemeente?gemeente=emmen", press("Wie hoort waarbij?")),
    State("mijn gemeente, wie lijkt erop", "/mijn-gemeente?gemeente=emmen", press("Vergelijkbare gemeenten")),
    State("vergelijk", "/vergelijk?gemeente=emmen"),
    State("vergelijk, tabel open", "/vergelijk", unfold("Dezelfde cijfers in een tabel"), wide=True),
    State("vergelijk, twee cijfers", "/vergelijk?deel=samenhang&gemeente=emmen"),
    State("cijfers zoeken", "/over-de-cijfers"),
    State("cijfers, niets gevonden", "/over-de-cijfers?zoek=xyzzy"),
    State("cijfers, een cijfer", "/over-de-cijfers?indicator=roken"),
    *(
        State(f"over de cijfers, {part}", f"/over-de-cijfers?deel={part}")
        for part in ("dekking", "bronnen", "doelen", "vergelijken", "monitor")
    ),
    State("doelen", "/doelen?gemeente=emmen"),
    State("doelen, jaarverslag", "/doelen?deel=jaarverslag&gemeente=emmen"),
    State("doelen, brede welvaart", "/doelen?deel=brede-welvaart&gemeente=emmen"),
    State("verhalen", "/verhalen?thema=gezondheid"),
    State("verhaallijn", f"/verhaallijn?lijn={LINE}"),
    State(
        "presentatie",
        "/trend?indicator=moeite_rondkomen&gemeente=emmen&modus=presentatie",
        wide=True,
        last=AT,
    ),
    State(
        "presentatie, scherm van de spreker", f"/verhaallijn?lijn={LINE}&modus=spreker", wide=True, last=AT
    ),
    State("mijn lijst", "/lijst?lijst=roken~18%2B~emmen.roken~18%2B~drenthe", unfold("Naam en volgorde")),
    State("eigen cijfers", "/eigen-cijfers"),
    State("eigen cijfers, bestand gekozen", "/eigen-cijfers", choose_a_file),
    State("rapporten", "/rapporten?gemeente=emmen"),
    State("mijn gemeente, neem mee", "/mijn-gemeente?gemeente=emmen", press("Neem mee")),
    State("raad, op volgorde", "/raad?gemeente=emmen"),
    State("raad, onthuld", "/raad?soort=vervolg", press("Onthul")),
    State("toegankelijkheid", "/toegankelijkheid"),
    State("geen verbinding", "/", lose_the_connection),
    State("pagina bestaat niet", "/bestaat-niet", shell=False),
)


def settle(page: Page, last: str | re.Pattern[str] = LAST) -> None:
    """Wait until the page is as it will be: the script has run, what it asked for has come, nothing moves."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.get_by_text(last).first.wait_for()
    page.wait_for_load_state("networkidle")
    page.locator(".st-key-inhoud[role=main]").wait_for(state="attached")
    page.wait_for_timeout(400)


def enter(page: Page, url: str, state: State) -> None:
    """Bring the page in the state. ``url``: of the server, without a slash at the end."""
    page.goto(url + state.address)
    if state.shell:
        settle(page, state.last)
    if state.act:
        state.act(page)
        page.wait_for_timeout(500)
        if state.act is not lose_the_connection:
            settle(page, state.last)
