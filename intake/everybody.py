"""Is a group everybody? Tables split their figures by sex, age or origin; the monitor wants the whole.

Only words that can mean nothing else count as everybody: "Totaal mannen en vrouwen" does, "Totaal vrouwen" does not.
"""

from __future__ import annotations

import re
import unicodedata

_TOTAL = frozenset(
    [
        "totaal",
        "totale",
        "total",
        "totals",
        "alle",
        "allen",
        "alles",
        "all",
        "iedereen",
        "beide",
        "gehele",
        "hele",
        "samen",
        "everyone",
        "everybody",
    ]
)
#: What may be said of a total without making it a part.
_OF = frozenset(
    [
        "de",
        "het",
        "van",
        "en",
        "of",
        "personen",
        "persoon",
        "inwoners",
        "mensen",
        "bevolking",
        "huishoudens",
        "particuliere",
        "huishouden",
        "gemeenten",
        "regio",
        "geslacht",
        "geslachten",
        "leeftijd",
        "leeftijden",
        "leeftijdsgroepen",
        "achtergronden",
        "kenmerken",
        "soorten",
        "groepen",
        "categorieen",
        "typen",
        "inclusief",
        "incl",
        "studenten",
        "niet",
        "onderverdeeld",
        "onderscheiden",
        "exclusief",
        "institutionele",
    ]
)
#: Whole groups that are named without the word total.
_WHOLE = frozenset(
    {
        "mannen en vrouwen",
        "vrouwen en mannen",
        "m v",
        "particuliere huishoudens",
        "particuliere huishoudens incl studenten",
        "particuliere huishoudens inclusief studenten",
        "huishoudens",
        "personen",
        "inwoners",
        "bevolking",
        "0 jaar of ouder",
        "0 jaar en ouder",
    }
)
#: StatLine's codes of totals: T001038 is both sexes, T009002 everybody; 1050010 all private households, 0.0.0 all crimes.
_CODE = re.compile(r"^(T\d{6}|1050010|0(\.0)+)$", re.IGNORECASE)
#: Words for a part of the people, by which a loose title gives away that its table is not of everybody.
_PART = re.compile(
    r"\b(vrouw(en)?|man(nen)?|jongens?|meisjes?|ouderen|jongeren|jongvolwassenen|kinderen|senioren|studenten|scholieren"
    r"|alleenstaanden?|eenouder\w*|paren|gezinnen|werkenden|werklozen|uitkeringsontvangers|gepensioneerden|zelfstandigen"
    r"|autochto\w+|allochto\w+|migra\w+|herkomst|vluchtelingen|statushouders|hoogopgeleiden?|laagopgeleiden?"
    r"|(laag|hoog|theoretisch|praktisch)\s?(op)?geschoold\w*|huurders|woningeigenaren|mantelzorgers|lhbt\w*)\b",
    re.IGNORECASE,
)


def plain_words(words: str) -> list[str]:
    """Return the words of a text for comparing: no case, accents or punctuation."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return re.findall(r"[^\W_]+", "".join(letter for letter in bare if not unicodedata.combining(letter)))


def is_everybody(group: str, dimension: str = "") -> bool:
    """True when a group is the whole of its dimension; "Totaal leeftijd" is, of the dimension Leeftijd."""
    if _CODE.match(group.strip()):
        return True
    words = plain_words(group)
    if " ".join(words) in _WHOLE:
        return True
    if not any(word in _TOTAL for word in words):
        return False
    if {"mannen", "vrouwen"} <= set(words):
        words = [word for word in words if word not in ("mannen", "vrouwen")]
    own = [word[:5] for word in plain_words(dimension) if len(word) > 3]
    return all(word in _TOTAL or word in _OF or word[:5] in own for word in words)


_AGE = re.compile(
    r"\b\d{1,2}\s*(?:\+(?!\d)|-?\s?plus(?:sers)?\b|jaar (?:of|en) ouder|(?:-|–|tot|t/m|tot en met)\s*\d{1,2}[ -]jar\w*"
    r"|(?:tot|t/m|tot en met)\s*\d{1,2} jaar|(?:-|–)\s*\d{1,2} jaar)|\b(?:jonger dan|onder(?: de)?|tot) \d{1,2} jaar",
    re.IGNORECASE,
)


def ages_in(words: str) -> list[str]:
    """Return the age groups that a loose text names: "65 jaar en ouder", "12 tot 18 jaar"."""
    return [match[0].strip() for match in _AGE.finditer(words)]


def names_a_part(words: str) -> str | None:
    """Return the word in a loose text that says that not everybody is meant ("vrouwen"), or None."""
    rest = re.sub(r"\bmannen\s*(en|/|&)\s*vrouwen\b|\bvrouwen\s*(en|/|&)\s*mannen\b", " ", words, flags=re.I)
    match = _PART.search(rest)
    return match[0] if match else None
