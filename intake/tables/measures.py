"""What a source may fill: its measures in the catalogue, under every name a sheet may give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from intake.everybody import names_a_part, plain_words
from intake.tables.cells import plain, text
from intake.tables.places import nearest
from monitor.catalogue import Catalogue, Dataset, Indicator, Source
from monitor.units import COUNTS, Unit

if TYPE_CHECKING:
    from intake.tables.words import Meaning

_SUFFIX = re.compile(r"_\d{1,3}$")
_SIGN = re.compile(r"[%€‰+<>]")
_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
#: Units that count something whole: "36.500" is 36500 there.
#: Units whose figures are whole numbers in a file.
_WHOLE = ("euro", *COUNTS)
#: Words that say nothing about what is counted, and in a title those about where.
_EMPTY = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "en",
        "of",
        "in",
        "op",
        "per",
        "naar",
        "voor",
        "met",
        "bij",
        "uit",
        "door",
        "over",
        "om",
        "aan",
        "dat",
        "die",
        "te",
        "als",
        "onderwerp",
        "onderwerpen",
        "indicator",
        "indicatoren",
        "maat",
        "maten",
        "cijfer",
        "cijfers",
        "tabel",
        "tabellen",
        "gegevens",
        "data",
        "overzicht",
        "kerncijfers",
        "resultaten",
        "statistiek",
        "jaar",
        "jaren",
        "periode",
        "perioden",
        "bron",
        "monitor",
        "uitkomst",
        "uitkomsten",
    ]
)
_WHERE = frozenset(
    [
        "regionale",
        "regionaal",
        "regio",
        "regios",
        "gemeente",
        "gemeenten",
        "gemeentelijk",
        "gemeentelijke",
        "provincie",
        "provincies",
        "wijk",
        "wijken",
        "buurt",
        "buurten",
        "gebied",
        "gebieden",
        "land",
        "nederland",
        "nederlandse",
        "drenthe",
        "drentse",
        "alle",
    ]
)


def _of_a_part(words: str) -> bool:
    """True for a place in the tree that is no subject: "Vrouwen", "65 jaar of ouder"."""
    return names_a_part(words) is not None or bool(re.search(r"\d", words))


class Measures:
    """The measures of one source: which indicator they fill, and which column or cell means which."""

    def __init__(self, catalogue: Catalogue, source: Source) -> None:
        self.source = source
        #: What words mean was worked out before: a long table says the same in every row (intake.tables.words).
        self.understood: dict[str, Meaning] = {}
        self._themes = {theme.id: theme.title for theme in catalogue.themes}
        self._uses: dict[str, list[tuple[Indicator, Dataset]]] = {}
        names: dict[str, set[str]] = {}
        for indicator in catalogue.indicators.values():
            for dataset in indicator.datasets:
                if dataset.source != source.id:
                    continue
                self._uses.setdefault(dataset.measure, []).append((indicator, dataset))
                topic = dataset.measure.rsplit("/", 1)[-1]
                for name in (
                    dataset.measure,
                    # "80 jaar of ouder" without its place in the tree may be a number or a share.
                    dataset.measure if topic[:1].isdigit() else topic,
                    indicator.id,
                    indicator.title,
                    indicator.short_title,
                ):
                    names.setdefault(plain(name), set()).add(dataset.measure)
        self._drop_loose_names(names)
        # A name that two measures share says nothing; the measure's own name always does.
        self._names = {
            name: measures_of_name.copy().pop()
            for name, measures_of_name in names.items()
            if len(measures_of_name) == 1
        }
        self._names |= {plain(measure): measure for measure in self._uses}

    def _drop_loose_names(self, names: dict[str, set[str]]) -> None:
        """A short title may fit another measure as well: "Mediaan inkomen" beside "Mediaan besteedbaar inkomen"."""
        full = {
            measure: set(f"{measure} {indicator.title}".casefold().replace("/", " ").split())
            for measure, uses in self._uses.items()
            for indicator, _ in uses
        }
        for measure, uses in self._uses.items():
            for indicator, _ in uses:
                words = set(indicator.short_title.casefold().split())
                if indicator.short_title != indicator.title and any(
                    words <= theirs for other, theirs in full.items() if other != measure
                ):
                    names[plain(indicator.short_title)].update(full)

    def __iter__(self) -> Iterator[str]:
        return iter(self._uses)

    def __len__(self) -> int:
        return len(self._uses)

    def uses(self, measure: str) -> list[tuple[Indicator, Dataset]]:
        """The indicators and datasets that a measure fills."""
        return self._uses.get(measure, [])

    def exactly(self, words: object) -> str | None:
        """Return the measure with this very name; StatLine's number behind it and its place in the tree may differ."""
        bare = text(words)
        if _SIGN.search(bare) and bare not in self._uses:
            return None  # A unit stands with it, and says something of its own.
        for form in (bare, _SUFFIX.sub("", bare)):
            if plain(form) and plain(form) in self._names:
                return self._names[plain(form)]
        # StatLine puts a topic's place in its tree before it: "Bewegen en sport|Wekelijkse sporters". Where the measure
        # has such a place itself, another place is another measure.
        *above, own = re.split(r"\s*[|>]\s*", bare)
        measure = self._names.get(plain(own)) if above and not any(map(_of_a_part, above)) else None
        return measure if measure is not None and "/" not in measure else None

    def verbatim(self, name: str) -> str | None:
        """Return the measure that a reader names, which is never a title or a part of one."""
        return next((measure for measure in self._uses if plain(measure) == plain(name)), None)

    def near(self, words: object) -> str:
        """Return " Bedoelt u ...?" for a heading that resembles a measure, or nothing."""
        known = {
            name for measure, uses in self._uses.items() for name in (measure, *(i.title for i, _ in uses))
        }
        return nearest(_PARENTHESES.sub("", text(words)), known)

    def says_nothing(self, words: str, measure: str | None, *, title: bool = False) -> bool:
        """True for words that only repeat what a measure of this source is about: "Inkomen" above a median income.

        ``measure``: the one that the figures are of; None where only the source is known. ``title``: of a title, where
        "Drenthe" says which table it is; over a column it would say of whom its figures are.
        """
        known = _EMPTY | self._of_source | (self._words(measure) if measure else set())
        known |= _WHERE if title else frozenset()
        return all(word in known or (word.isdigit() and len(word) < 3) for word in plain_words(words))

    @cached_property
    def _of_source(self) -> set[str]:
        source = self.source
        return set(
            plain_words(f"{source.title} {source.publisher} {source.table or ''} {source.attribution}")
        )

    def about(self, measure: str) -> str:
        """The words of the catalogue for what a measure is about, and of whom."""
        return " ".join(
            f"{indicator.title} {indicator.short_title} {measure} {self._themes.get(indicator.theme, '')} "
            f"{' '.join(indicator.populations)} {' '.join(indicator.keywords)}"
            for indicator, _ in self.uses(measure)
        )

    def _words(self, measure: str) -> set[str]:
        return set(plain_words(self.about(measure)))

    def unit(self, measure: str) -> Unit:
        """The unit of the indicators that a measure fills: what a percentage fills is always one."""
        return self.uses(measure)[0][0].unit

    def counts(self, measure: str) -> bool:
        """True where the figures are whole numbers of persons, euros and the like."""
        return any(indicator.unit in _WHOLE for indicator, _ in self.uses(measure))

    def populations(self, measure: str) -> list[str]:
        """The groups that this source may fill for a measure."""
        groups: dict[str, None] = {}
        for indicator, dataset in self.uses(measure):
            some = (
                (dataset.population,) if dataset.population else dataset.populations or indicator.populations
            )
            groups |= dict.fromkeys(some)
        return list(groups)

    @cached_property
    def all_populations(self) -> list[str]:
        """The groups that this source may fill for any measure."""
        return list(dict.fromkeys(group for measure in self for group in self.populations(measure)))

    def fixed_population(self, measure: str) -> bool:
        """True when the catalogue itself says whom the measure is about."""
        return all(dataset.population for _, dataset in self.uses(measure))

    def title(self, measure: str) -> str:
        """The indicator's title, for messages."""
        uses = self.uses(measure)
        return uses[0][0].title if uses else measure
