"""Does a column still mean what the catalogue takes it for? By its unit and its title, as the publisher writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.refreshing.mapped import datasets_of
from loaders.upstream.topics import Topic
from monitor.catalogue import Catalogue, Source

#: Unit of an indicator -> what the publisher may count it in; a unit that is not here says nothing for certain.
FITS = {
    "procent": {"%"},
    "euro": {"euro"},
    "personen": {"aantal"},
    "huishoudens": {"aantal"},
    "aantal": {"aantal"},
    "per_100": {"%", "aantal"},
    "per_1000": {"‰", "aantal"},
}
_THOUSANDS = re.compile(r"(?:x )?(1(?: 000)+)\b ?")
_NAMES = {
    "%": "%", "procent": "%", "per 100": "%", "‰": "‰", "promille": "‰", "per 1 000": "‰",
    "euro": "euro", "€": "euro", "aantal": "aantal", "": "aantal",
}  # fmt: skip


def unit_of(written: str) -> tuple[str, int] | None:
    """Return what is counted ('%', '‰', 'euro' or 'aantal') and per how many; None for a unit that is not known.

    "1 000 euro" is ("euro", 1000), "x 1 000" is ("aantal", 1000).
    """
    text = " ".join(written.casefold().replace(".", " ").split())
    if not text:
        return None
    times = 1
    if multiple := _THOUSANDS.match(text):
        times, text = int(multiple[1].replace(" ", "")), text[multiple.end() :]
    elif multiple := re.match(r"(?:1 )?(mln|miljoen|mld|miljard)\b ?", text):
        times, text = 10**6 if multiple[1] in ("mln", "miljoen") else 10**9, text[multiple.end() :]
    # "% van personen", "per 1 000 inwoners": of whom is not for here.
    text = re.sub(r"^(%|procent|‰|promille|per 1 000|per 100|euro)( (van|per)? ?[\w ]*)?$", r"\1", text)
    return (_NAMES[text], times) if text in _NAMES else None


def contradictions(catalogue: Catalogue, source: Source, topics: Mapping[str, Topic]) -> list[str]:
    """Return in Dutch each unit that cannot be the one of the indicator, or that is counted per another number."""
    sentences = []
    factors = source.live.factors if source.live else {}
    for indicator, dataset in datasets_of(catalogue, source.id):
        topic = topics.get(dataset.measure)
        read = unit_of(topic.unit) if topic else None
        if topic is None or read is None:
            continue
        counted, times = read
        wanted = factors.get(dataset.measure, 1)
        if counted not in FITS.get(indicator.unit, {counted}):
            sentences.append(
                f"{indicator.title}: de bron telt '{topic.title}' nu in '{topic.unit.strip()}', en dat is niet de eenheid "
                f"van de catalogus ({indicator.unit})"
            )
        elif counted in ("euro", "aantal") and indicator.unit in FITS and times != wanted:
            sentences.append(
                f"{indicator.title}: de bron telt '{topic.title}' in '{topic.unit.strip()}' en de catalogus rekent met "
                f"keer {wanted:g}; pas 'factors' van deze bron aan in data/catalogue/sources.yaml"
            )
    return sentences


def retitled(before: Mapping[str, str], topics: Mapping[str, Topic]) -> list[str]:
    """Return in Dutch each column that has another title than the last time: its name may now stand for another thing."""
    return [
        f"de kolom voor {measure} heet nu '{topic.title}', de vorige keer '{before[measure]}'; kijk of die nog hetzelfde "
        "betekent"
        for measure, topic in sorted(topics.items())
        if measure in before and before[measure] != topic.title
    ]
