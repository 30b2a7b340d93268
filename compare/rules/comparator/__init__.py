"""The kinds of comparator: a file each, and a line each in :data:`KINDS`."""

from compare.rules.comparator.earlier import Earlier
from compare.rules.comparator.kind import Comparator
from compare.rules.comparator.place import Place
from compare.rules.comparator.similar import Similar
from compare.rules.comparator.together import Together

KINDS: tuple[type[Comparator], ...] = (Place, Together, Similar, Earlier)

__all__ = ["KINDS", "Comparator", "Earlier", "Place", "Similar", "Together"]
