"""What somebody perhaps meant who typed what is not known."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def did_you_mean(word: str, known: Iterable[str], count: int = 3, likeness: float = 0.5) -> list[str]:
    """The known words most like ``word``, the best first, ``count`` at most.

    ``likeness``: how many of the letters at least must be the same in the same order (0..1). Case and spaces around a
    word do not count; what comes back is spelled as it is known.
    """
    matches = process.extract(
        word,
        list(dict.fromkeys(known)),
        scorer=fuzz.ratio,
        processor=lambda text: text.strip().casefold(),
        limit=count,
        score_cutoff=likeness * 100,
    )
    return [choice for choice, _, _ in matches]
