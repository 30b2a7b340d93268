"""What a source may fill: its measures in the catalogue, under every name a sheet may give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.catalogue import Catalogue, Dataset, Indicator, Source
from loaders.sources.statline_export import FACTORS
from loaders.sources.typed_dataset import AGES
from loaders.workbook.cells import plain, text
from loaders.workbook.places import nearest

_SUFFIX = re.compile(r"_\d{1,3}$")
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
#: A unit that stands bare at the end of a heading: "Mediaan besteedbaar inkomen 1000 euro".
_BARE_UNIT = re.compile(
    r"\s+(?:(?:[x×]\s*)?1[ .]?000(?: euro| personen| huishoudens)?|%|euro)$", re.IGNORECASE
)
#: Units that count something whole: "36.500" is 36500 there.
_WHOLE = ("euro", "personen", "huishoudens", "aantal")


class Measures:
    """The measures of one source: which indicator they fill, and which column or cell means which."""

    def __init__(self, catalogue: Catalogue, source: Source) -> None:
        self.source = source
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
        self._names = {name: found.copy().pop() for name, found in names.items() if len(found) == 1}
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

    def named(self, words: object) -> str | None:
        """Return the measure that a heading or cell names, None where it names none of this source."""
        bare = text(words)
        whole = (bare, _UNIT.sub("", bare), _BARE_UNIT.sub("", bare), _SUFFIX.sub("", bare))
        for form in (*whole, _SUFFIX.sub("", _UNIT.sub("", bare))):
            if plain(form) in self._names and plain(form):
                return self._names[plain(form)]
        # StatLine puts a topic's place in its tree before it: "Bewegen en sport|Wekelijkse sporters". Where the measure
        # has such a place itself, another place is another measure.
        for form in whole:
            measure = self._names.get(plain(re.split(r"[|>]", form)[-1]))
            if measure is not None and "|" in form and "/" not in measure:
                return measure
        return None

    def verbatim(self, name: str) -> str | None:
        """Return the measure that a reader names, which is never a title or a part of one."""
        return next((measure for measure in self._uses if plain(measure) == plain(name)), None)

    def exactly(self, words: object) -> str | None:
        """Return the measure with this very name: "(huishoudens)" may belong to it, "(2023)" does not."""
        return self._names.get(plain(words)) if plain(words) else None

    def near(self, words: object) -> str:
        """Return " Bedoelt u ...?" for a heading that resembles a measure, or nothing."""
        known = {
            name for measure, uses in self._uses.items() for name in (measure, *(i.title for i, _ in uses))
        }
        return nearest(_UNIT.sub("", text(words)), known)

    def counts(self, measure: str) -> bool:
        """True where the figures are whole numbers of persons, euros and the like."""
        return any(indicator.unit in _WHOLE for indicator, _ in self.uses(measure))

    def populations(self, measure: str) -> list[str]:
        """The groups that this source may fill for a measure."""
        found: dict[str, None] = {}
        for indicator, dataset in self.uses(measure):
            given = (
                (dataset.population,) if dataset.population else dataset.populations or indicator.populations
            )
            found |= dict.fromkeys(given)
        return list(found)

    def fixed_population(self, measure: str) -> bool:
        """True when the catalogue itself says whom the measure is about."""
        return all(dataset.population for _, dataset in self.uses(measure))

    def title(self, measure: str) -> str:
        """The indicator's title, for messages."""
        uses = self.uses(measure)
        return uses[0][0].title if uses else measure


def factor_of(words: str) -> int:
    """Return what figures under this heading are multiplied by: 1000 for "(x 1 000)" or "1 000 euro", else 1."""
    bare = words.replace("\u00a0", " ").replace("1.000", "1 000").casefold()
    at_the_end = _BARE_UNIT.search(bare)
    units = re.findall(r"[(\[]([^()\[\]]*)[)\]]", bare) or [at_the_end[0] if at_the_end else bare]
    for unit in units:
        multiple = re.sub(r"^[x×]\s*", "", unit.strip())
        for known, factor in FACTORS.items():
            if multiple == known or re.fullmatch(rf"{known} (euro|personen|huishoudens|inwoners)", multiple):
                return factor
    return 1


def group_of(words: object, allowed: Iterable[str]) -> str | None:
    """Return the catalogue's name of a group ("18 jaar of ouder" is 18+), "" for everybody, None if unknown."""
    bare = text(words)
    known = {plain(name): name for name in allowed}
    # "18+" and "18" differ only in punctuation: compare the text itself first.
    if bare in known.values():
        return bare
    low = bare.casefold()
    if low in ("", "totaal", "iedereen", "alle", "allen", "-"):
        return ""
    if bare in AGES:
        return AGES[bare]
    form = None
    if match := re.fullmatch(r"(\d+)\s*(?:\+|jaar (?:of|en) ouder|plus|-?plussers)", low):
        form = f"{match[1]}+"
    elif match := re.fullmatch(r"(\d+)\s*(?:-|–|t/m|tot en met)\s*(\d+)(?: jaar| jarigen|-jarigen)?", low):
        form = f"{match[1]}-{match[2]}"
    elif match := re.fullmatch(r"(\d+) tot (\d+)(?: jaar)?", low):
        form = f"{match[1]}-{int(match[2]) - 1}"
    if form is not None:
        return form if form in known.values() else None
    return known.get(plain(low))
