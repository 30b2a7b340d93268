"""What was asked: the filters in the address, checked, or a refusal in Dutch that says what would have worked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from compare.rules import comparators
from compare.wording.comparator import label
from monitor import regions
from monitor.did_you_mean import did_you_mean
from monitor.province import PROVINCE_NAME
from monitor.regions import UnknownRegion
from opendata.snapshot import Snapshot

ALL = ("indicator", "region", "year", "population")
#: What the figures are held against; asked for beside the filters.
COMPARATOR = "vergelijk"
#: Says nothing to the server: with it the maps of the pages get an address that no browser kept from an earlier edition.
VERSION = "versie"

#: So many indicators can be compared in one answer, for that goes figure by figure.
MOST_COMPARED = 2

#: Up to this many allowed values are listed in full in a refusal.
_LISTED = 30


class RefusedError(ValueError):
    """The address asks for something that does not exist. ``details`` goes into the answer as it is."""

    def __init__(self, message: str, *, status: int = 400, **details: Any) -> None:
        super().__init__(message)
        self.status = status
        self.details = details


@dataclass(frozen=True)
class Filters:
    """Checked filters, each sorted and without doubles; an empty one lets everything through."""

    indicator: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    population: tuple[str, ...] = ()
    #: Short name of what every figure is held against, or "".
    comparator: str = ""


def read(query: QueryParams, snapshot: Snapshot, names: tuple[str, ...] = ALL) -> Filters:
    """Check the filters of an address; ``names`` are those that this address knows. Errors: ``RefusedError``."""
    unknown = [name for name in query if name not in (*names, VERSION)]
    if unknown:
        raise RefusedError(
            f"“{unknown[0][:60]}” is hier geen filter. U kunt filteren op: {', '.join(names)}.",
            filter=unknown[0][:60],
            allowed=list(names),
        )
    titles = {id: indicator.title for id, indicator in snapshot.catalogue.indicators.items()}
    return Filters(
        indicator=_checked(query, "indicator", titles),
        region=tuple(sorted({_region(value) for value in query.getlist("region")})),
        year=tuple(int(year) for year in _checked(query, "year", [str(y) for y in snapshot.years])),
        population=_checked(query, "population", snapshot.populations),
        comparator=_comparator(query) if COMPARATOR in names else "",
    )


def _comparator(query: QueryParams) -> str:
    """The comparator of the address; one at most, and only with an indicator: all figures at once would take too long."""
    asked = query.getlist(COMPARATOR)
    if not asked:
        return ""
    if len(asked) > 1:
        raise RefusedError(f"Kies bij {COMPARATOR} één waarde.", filter=COMPARATOR, value=asked[1][:60])
    if not query.getlist("indicator"):
        raise RefusedError(
            f"Vergelijken gaat per cijfer: geef bij {COMPARATOR} ook een indicator.", filter=COMPARATOR
        )
    if len(set(query.getlist("indicator"))) > MOST_COMPARED:
        raise RefusedError(
            f"Vergelijken kan met hoogstens {MOST_COMPARED} indicatoren tegelijk. Vraag ze na elkaar.",
            filter=COMPARATOR,
            most=MOST_COMPARED,
        )
    slug = comparators.written(asked[0])
    if not comparators.known(slug):
        raise _unknown(COMPARATOR, asked[0], {s: label(s) for s in comparators.offered()})
    return slug


def _checked(query: QueryParams, name: str, allowed: Mapping[str, str] | Iterable[str]) -> tuple[str, ...]:
    titles = allowed if isinstance(allowed, Mapping) else dict.fromkeys(allowed, "")
    asked_for = set()
    for value in query.getlist(name):
        # In an address a plus sign means a space: "18+" typed as it is arrives as "18 ".
        known = next((v for v in (value, value.replace(" ", "+")) if v in titles), None)
        if known is None:
            raise _unknown(name, value, titles)
        asked_for.add(known)
    return tuple(sorted(asked_for))


def _region(value: str) -> str:
    try:
        regions.region(value)
    except UnknownRegion:
        raise _unknown_region(value) from None
    return value


def _unknown(name: str, value: str, titles: Mapping[str, str]) -> RefusedError:
    spellings = {spelling.lower(): v for v, title in titles.items() for spelling in (v, title) if spelling}
    close = did_you_mean(value, spellings, 5)
    nearest = list(dict.fromkeys(spellings[spelling] for spelling in close))[:3]
    message = f"“{value[:60]}” is geen bekende waarde van het filter {name}."
    details: dict[str, Any] = {}
    if len(titles) <= _LISTED:
        message += f" Het kan zijn: {', '.join(titles)}."
        details["allowed"] = list(titles)
    elif nearest:
        message += f" Bedoelt u {' of '.join(nearest)}?"
    return _refusal(name, value, message, nearest, **details)


def _unknown_region(value: str) -> RefusedError:
    message = f"“{value[:60]}” is geen code van een gebied."
    try:
        nearest = [regions.resolve(value)]
    except UnknownRegion:
        codes = {entry.code for entry in regions.regions()}
        nearest = did_you_mean(value, sorted(codes), likeness=0.7)
    if nearest:
        message += f" Bedoelt u {' of '.join(f'{code} ({regions.name(code)})' for code in nearest)}?"
    else:
        message += f" Een code ziet eruit als GM0114 (Emmen), PV22 ({PROVINCE_NAME}) of NL00 (Nederland)."
    return _refusal("region", value, message, nearest)


def _refusal(name: str, value: str, message: str, nearest: list[str], **details: Any) -> RefusedError:
    if "," in value:
        message += f" Herhaal het filter voor meer waarden: {name}=…&{name}=…"
    return RefusedError(message, filter=name, value=value[:60], nearest=nearest, **details)
