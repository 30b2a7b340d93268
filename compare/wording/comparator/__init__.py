"""How each kind of comparator is said: :func:`words` finds it."""

from __future__ import annotations

from compare.rules.comparator import Comparator, Earlier, Similar
from compare.rules.comparators import SIMILAR, comparator
from compare.wording.comparator.earlier import EarlierWords
from compare.wording.comparator.similar import SimilarWords
from compare.wording.comparator.words import Words

__all__ = ["Words", "label", "words"]

_OF_KIND: dict[type[Comparator], Words] = {Similar: SimilarWords(), Earlier: EarlierWords()}
_OTHERS = Words()


def words(of: Comparator) -> Words:
    """What is said of a comparator, by its kind."""
    return _OF_KIND.get(type(of), _OTHERS)


def label(slug: str) -> str:
    """What is chosen by a short name: "Nederland", "vergelijkbare gemeenten", "zichzelf in 2016"."""
    if slug == SIMILAR:
        return "vergelijkbare gemeenten"
    chosen = comparator(slug)
    return words(chosen).label(chosen)
