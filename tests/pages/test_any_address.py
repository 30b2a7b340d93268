"""Whatever somebody writes in an address, a page comes; what it does not know it says."""

from __future__ import annotations

from random import Random

import pytest

from monitor.catalogue import load
from tests.pages.conftest import Opener
from tests.sweep import sampled
from tests.ui.test_literal import NASTY
from ui.choose import regions
from ui.choose import url as choice
from ui.overzicht.panels import PANELS
from ui.present import ready
from ui.present.line import to_address

INDICATORS = sorted(load().indicators)
GEMEENTEN = [*regions.gemeente_slugs(), "corop-noord", "provincie-groningen", "mijn-regio~Kop~tynaarlo~assen"]
COMPARED = ["nederland", "drenthe", "vergelijkbaar", "eerder", "eerder-2020", "emmen", "provincie-groningen"]
LINE = to_address(ready.line("armoede", "emmen"))
EVERYWHERE = {choice.GEMEENTE: GEMEENTEN, choice.COMPARATOR: COMPARED}
#: Per page the good values of what it reads.
PAGES: dict[str, dict[str, list[str]]] = {
    "overzicht.py": {"waar": list(PANELS)},
    "kaart.py": {
        "indicator": INDICATORS,
        "wie": ["18+", "18-64", "65+", "huishoudens", "personen"],
        "gebied": ["drenthe", "nederland", "wijken"],
        "jaar": ["2016", "2020", "2022", "2024"],
        "klassen": ["kwantielen", "gelijk", "vergelijk"],
        "heel": ["ja"],
        "jaren": ["ja"],
    },
    "trend.py": {
        "indicator": INDICATORS,
        "wie": ["18+", "65+"],
        "ook": ["emmen,assen", "nederland"],
        "alle": ["ja"],
    },
    "mijn_gemeente.py": {
        "thema": ["bestaanszekerheid", "gezondheid", "alles", "samen", "opvallend"],
        "leeftijd": ["alle", "16-25", "65+"],
        "vorm": ["tabel", "spin"],
        "indicator": INDICATORS,
    },
    "vergelijk.py": {
        "deel": ["tabel", "samenhang"],
        "volgorde": ["alfabet", *INDICATORS],
        "x": INDICATORS,
        "y": INDICATORS,
        "jaar": ["2016", "2020"],
        "inzoomen": ["ja"],
    },
    "over_de_cijfers.py": {
        "deel": ["zoeken", "dekking", "bronnen", "doelen", "vergelijken", "monitor"],
        "zoek": ["armoede", "roken", "doel 4"],
        "thema": ["gezondheid"],
        "indicator": INDICATORS,
    },
    "doelen.py": {"deel": ["doelen", "jaarverslag", "brede-welvaart"]},
    "mijn_lijst.py": {
        "lijst": ["roken~18+~emmen.weg~18+~assen", "moeite_rondkomen~65+~drenthe"],
        "naam": ["Nota armoede"],
        "indicator": INDICATORS,
        "waar": ["drenthe", "assen"],
    },
    "eigen_cijfers.py": {"indicator": ["eigen_0123456789ab"]},
    "rapporten.py": {"thema": ["gezondheid", "bevolking"]},
    "verhalen.py": {"thema": "gezondheid", "doel": "7"},
    "verhaallijn.py": {
        "lijn": [LINE],
        "onderwerp": ["armoede", "gezondheid"],
        "waar": ["emmen", "corop-noord"],
    },
    "raad.py": {
        "soort": ["volgorde", "vervolg", "plek", "aantal"],
        "indicator": INDICATORS,
        "wie": ["18+", "65+"],
        "jaar": ["2016", "2020"],
        "gemeenten": ["emmen,assen", "meppel"],
        "alle": ["ja"],
        "kamer": ["BCDF"],
        "rol": ["leiding"],
        "stoel": ["abcdefghijk"],
    },
    "toegankelijkheid.py": {},
}
#: Besides what could be Markdown: other scripts and digits, numbers that are none, words that mean something to a program.
ODD = (
    *NASTY, " ", "%", "../../etc/passwd", "' OR 1=1--", "${7*7}", "{{7*7}}", "=1+1", "A" * 300, "é", "Ǆ", "ﬁ", "１２", "²", "٣",
    "२०२०", "İ", "ß", "\u202eabc", "💥", "None", "nan", "inf", "1e309", "-1", "0", "2020.0", "9" * 400, "a,b", ",,,", "emmen,x",
    "NL00", "GM0114", "__class__", "constructor", "*", "\r\n", "\t",
)  # fmt: skip


def address(turn: int) -> tuple[str, dict[str, str]]:
    """A page and a query, some of it good and some of it bent; the same at every run."""
    chance = Random(turn)
    page = chance.choice(list(PAGES))
    known = {**EVERYWHERE, **PAGES[page]}
    query = {}
    for name in chance.sample(list(known), chance.randint(1, len(known))):
        good = chance.choice(known[name])
        bent = (
            good[:-1],
            good + chance.choice(ODD),
            chance.choice(ODD),
            good.swapcase(),
            good * 9,
            f" {good}",
        )
        query[name] = good if chance.random() < 0.6 else chance.choice(bent)
    return page, query


@pytest.mark.parametrize("turn", sampled(range(400), every=40))
def test_a_page_comes_whatever_the_address_says(opened: Opener, turn: int) -> None:
    page, query = address(turn)
    shown = opened(page, **query)
    assert not shown.error, (query, shown.error[0].value)
    assert len(shown.title) == 1, query
    assert shown.caption[-1].value.startswith("Sociale Monitor Drenthe telt en vertelt"), query


@pytest.mark.parametrize(
    ("name", "odd"),
    sampled(
        [
            (name, odd)
            for odd in ("xyz", "１２", "#", "' OR 1=1--", "NL00", "a,b")
            for name in PAGES["kaart.py"]
        ],
        every=5,
    ),
)
def test_what_a_page_does_not_know_it_says(opened: Opener, name: str, odd: str) -> None:
    shown = opened("kaart.py", **{name: odd})
    assert any("geen bekende keuze" in warning.value for warning in shown.warning)
