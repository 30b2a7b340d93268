"""What of the catalogue holds for another province than the one that its texts were written for.

A sentence that names that province (``words`` in data/province.yaml) is about that province: elsewhere it is left out, and
with it the indicator that is nothing without. What holds everywhere says ``{provincie}``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from monitor.province import TEXTS_OF_PROVINCE, WORDS_OF_TEXTS

#: Whatever else is left out, without these an indicator says nothing.
_NEEDED = ("title", "short_title", "definition", "phrase")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_NAMED = re.compile("|".join(rf"\b{re.escape(word)}" for word in WORDS_OF_TEXTS))


def general(entry: Any) -> Any:
    """A part of the catalogue as it stands in the file (dicts, lists, texts) without what is about the province of the texts."""
    if isinstance(entry, str):
        return " ".join(sentence for sentence in _SENTENCE.split(entry) if not _NAMED.search(sentence))
    if isinstance(entry, dict):
        kept = {key: general(value) for key, value in entry.items()}
        return {key: value for key, value in kept.items() if value != "" or entry[key] == ""}
    if isinstance(entry, list):
        return [kept for value in entry if (kept := general(value)) != ""]
    return entry


def theme(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says of its theme, as far as it holds for this province."""
    return dict(entry) if TEXTS_OF_PROVINCE else dict(general(dict(entry)))


def indicators(entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The indicators of a file that hold for this province, without goals and charts of the other one's report."""
    if TEXTS_OF_PROVINCE:
        return [dict(entry) for entry in entries]
    return [
        {**kept, "goals": [], "report_charts": []}
        for entry in entries
        if (kept := general(entry))
        and all((name in kept) == (name in entry) for name in (*_NEEDED, "gap", "differs"))
    ]


def fitting(entries: list[dict[str, Any]], ids: Collection[str]) -> list[dict[str, Any]]:
    """The same entries without references to indicators that are not in ``ids``."""
    return [
        {
            **entry,
            **{
                name: [other for other in entry[name] if other in ids]
                for name in ("see_also", "overlaps")
                if name in entry
            },
        }
        for entry in entries
        if entry.get("variant_of") in (None, *ids)
    ]
