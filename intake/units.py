"""What a unit says: what is counted, and how many of it one stands for ("x 1 000 euro" is euro, a thousand each).

Publishers and people write units in many ways: on a line of their own, in a heading, in a column, abbreviated, or
mangled by a program ("..1.000.euro."). What is not understood is no unit: it is never taken for "one each".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from monitor.units import Unit as Counted

#: Multiples in words; "m" only before euro ("m€").
_WORDS = {
    **dict.fromkeys(("honderd", "honderden", "honderdtal", "honderdtallen"), 100),
    **dict.fromkeys(("duizend", "duizenden", "duizendtal", "duizendtallen", "dzd", "dz", "k"), 1_000),
    **dict.fromkeys(("mln", "mio", "miljoen", "miljoenen"), 1_000_000),
    **dict.fromkeys(("mld", "mrd", "miljard", "miljarden"), 1_000_000_000),
}
_NOUNS: dict[str, Counted | None] = {
    **dict.fromkeys(("euro", "euros", "eur"), "euro"),
    **dict.fromkeys(("%", "procent", "procenten", "percentage", "percentages", "perc", "pct"), "procent"),
    **dict.fromkeys(("aandeel", "aandelen"), "procent"),
    **dict.fromkeys(("aantal", "aantallen", "abs", "absoluut", "stuks"), "aantal"),
    **dict.fromkeys(("personen", "inwoners", "mensen"), "personen"),
    **dict.fromkeys(("huishoudens",), "huishoudens"),
    **dict.fromkeys(("km", "kilometer", "kilometers"), "kilometer"),
    **dict.fromkeys(("jaar", "jaren"), "jaar"),
    **dict.fromkeys(("score", "scores", "rapportcijfer", "rapportcijfers", "punten"), "score"),
}  # fmt: skip
_SHARES: dict[tuple[int, str], Counted] = {
    (1, "km2"): "per_km2",
    (100, ""): "per_100",
    (1_000, ""): "per_1000",
}
#: Words that stand between the others and change nothing.
_BETWEEN = frozenset(
    [
        "x",
        "maal",
        "keer",
        "in",
        "van",
        "de",
        "het",
        "s",
        "en",
        "tal",
        "tallen",
        "bedragen",
        "bedrag",
        "eenheid",
        "cijfers",
    ]
)
#: What a figure may be a share of, or an average over, without being another figure.
_BASES = frozenset(
    [
        "inwoner",
        "inwoners",
        "persoon",
        "personen",
        "huishouden",
        "huishoudens",
        "particuliere",
        "alle",
        "bevolking",
        "mensen",
    ]
)
_COUNTS = frozenset({"aantal", "personen", "huishoudens"})
_NUMBER = re.compile(r"\d{1,3}(?:[ .,'’]\d{3})+(?!\d)|\d+")
_TOKEN = re.compile(rf"{_NUMBER.pattern}|[^\W\d_]+\d?|[%‰]")
#: A multiple somewhere among other words: enough to stop at, not enough to count with.
_MULTIPLE = re.compile(
    r"\b(mln|mio|mld|mrd|dzd|miljoen(en)?|miljard(en)?|duizend\w*|honderd(en|tal\w*)?)\b"
    r"|(?<!\d)(?<!\d[.,])1(?:[ .,'’]?000)+(?!\d)|\b10\s*\^\s*\d|\b1e\d\b|\b[km]\s?(€|euro|eur)|€\s?[km]\b|‰|promille"
    r"|(?:^|[\s(])[x×*]\s?\d",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """What is counted, None where only a multiple is said; and what one of it stands for."""

    counted: Counted | None
    factor: int = 1

    def fits(self, unit: Counted) -> bool:
        """True when figures in this unit can be figures of an indicator in ``unit``."""
        if self.counted is None:
            return self.factor == 1 or unit in (*_COUNTS, "euro")
        return self.counted == unit or ("aantal" in (self.counted, unit) and {self.counted, unit} <= _COUNTS)

    def with_(self, other: Unit) -> Unit | None:
        """Return both together ("aantal" above "x 1 000"), None where they contradict each other."""
        first, second = self.counted, other.counted
        if first in (None, "aantal") and (first is None or second is None or second in _COUNTS):
            counted = second or first
        elif second is None or first == second or (second == "aantal" and first in _COUNTS):
            counted = first
        else:
            return None
        if self.factor == other.factor:
            return Unit(counted, self.factor)
        # "aantal" and a multiple alone do not speak of each other; "euro" and "1 000 euro" do.
        one, many = (self, other) if self.factor == 1 else (other, self)
        loose = one.counted == "aantal" or many.counted is None
        return Unit(counted, many.factor) if one.factor == 1 and loose else None


def unit_of(words: str) -> Unit | None:
    """Return the unit that these words are, all of them; None where they are something else or not understood."""
    tokens = _tokens(words)
    if not tokens:
        return None
    if "per" in tokens:
        at = tokens.index("per")
        return _per(tokens[:at], tokens[at + 1 :])
    return _plain(tokens)


def hints_at_multiple(words: str) -> bool:
    """True for words that speak of thousands, millions or promilles, whether or not :func:`unit_of` reads them."""
    return bool(_MULTIPLE.search(_prepared(words)))


def times(value: float, factor: int) -> float:
    """Return a figure as published times a factor, exactly: 36.3 * 1000 is 36299.999... in floats."""
    return value if factor == 1 else float(f"{Decimal(repr(value)) * factor:.15g}")


def _prepared(words: str) -> str:
    low = words.casefold().replace("\u00a0", " ").replace("×", "x").replace("*", "x").replace("_", " ")
    low = low.replace("³", "^3").replace("⁶", "^6").replace("⁹", "^9").replace("m²", "m2")
    return low


def _tokens(words: str) -> list[str]:
    low = _prepared(words)
    # "k€", "€k", "keuro" and "1.000€": the sign is the word.
    low = re.sub(r"\b([km])\s?(?:€|eur[o']?s?)(?=\W|$)|€\s?([km])\b", r" \1\2 euro ", low).replace(
        "€", " euro "
    )
    low = re.sub(r"\b10\s*\^\s*(\d)\b|\b1e(\d)\b", lambda m: "1" + "0" * int(m[1] or m[2]), low)
    low = re.sub(r"\bx(?=\d)", "x ", low)
    tokens = _TOKEN.findall(low)
    rest = _TOKEN.sub(" ", low)
    return [] if re.sub(r"[\s().,;:\[\]'’/-]", "", rest) else tokens


def _multiple(token: str) -> int | None:
    """Return what a token multiplies by, None where it is no power of ten above one (nor a plain 1)."""
    if token in _WORDS:
        return _WORDS[token]
    digits = re.sub(r"\D", "", token) if _NUMBER.fullmatch(token) else ""
    return int(digits) if re.fullmatch(r"10*", digits) else None


def _plain(tokens: list[str]) -> Unit | None:
    factor, counted, read = 1, None, False
    for place, token in enumerate(tokens):
        million = token == "m" and tokens[place + 1 : place + 2] == ["euro"]
        multiple = 1_000_000 if million else _multiple(token)
        if multiple is not None:
            factor, read = factor * multiple, True
        elif token in _NOUNS:
            kind = _NOUNS[token]
            if counted == "procent" and token in _BASES:
                continue  # "% van de huishoudens"
            if counted in (None, "aantal") and (counted is None or kind in _COUNTS):
                counted, read = kind, True
            elif kind != counted:
                return None
        elif token not in _BETWEEN and not (counted in ("procent", "aantal") and token in _BASES):
            return None
    # A number alone is a unit from a thousand on: "100" or "18" may be anything.
    if (
        (counted is None and factor == 1)
        or not read
        or (counted == "procent" and factor != 1)
        or (len(tokens) == 1 and counted is None and factor < 1000)
    ):
        return None
    return Unit(counted, factor)


def _per(before: list[str], after: list[str]) -> Unit | None:
    """ "euro per huishouden" counts euros, "per 1 000 inwoners" is a rate, and "euro per maand" is not understood."""
    numbers = [number for token in after if (number := _multiple(token)) is not None]
    nouns = [token for token in after if _multiple(token) is None]
    if nouns in (["km2"], ["vierkante", "kilometer"]) and not numbers:
        return Unit("per_km2") if _counts(before) else None
    if any(noun not in _BASES for noun in nouns) or len(numbers) > 1:
        return None
    if numbers:
        rate = _SHARES.get((numbers[0], ""))
        return Unit(rate) if rate and _counts(before) else None
    unit = _plain(before) if before else None
    return unit if unit is not None and unit.counted == "euro" else None


def _counts(tokens: list[str]) -> bool:
    """True where what stands before "per" is a plain number of something."""
    unit = _plain(tokens) if tokens else Unit("aantal")
    return unit is not None and unit.counted in (None, *_COUNTS) and unit.factor == 1
