"""A story beside the figures: a project as documents tell of it, what it cost and whom it says it reaches.

The models say in Dutch what is wrong, for who writes a story (docs/verhalen.md); ``monitor.stories`` reads the files.
Amounts are what a document says, once per story. The same money may be told of twice, so they are never added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from monitor import agenda, catalogue
from monitor.did_you_mean import did_you_mean
from monitor.personal_data import personal
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import UnknownRegion, gemeente_of, groups, name, region_set, resolve

#: Themes of stories that are no theme of the Sociale Agenda 2024-2029; those that are come from the catalogue.
OTHER_THEMES = {
    "wonen": "Wonen",
    "werken": "Werken en economie",
    "voorzieningen": "Voorzieningen en bereikbaarheid",
    "kennis": "Kennis en cijfers",
}

YEARS = range(2000, 2041)
#: Where documents are listed, in data/stories.
DOCUMENTS = "documents.yaml"

Kind = Literal["budget", "toegekend", "subsidie", "beschikbaar", "prijs", "onbekend"]
#: What kind of amount it is, as it is said behind the number.
KINDS: Mapping[str, str] = {
    "budget": "begroot",
    "toegekend": "toegekend",
    "subsidie": "subsidie",
    "beschikbaar": "beschikbaar gesteld",
    "prijs": "prijs",
    "onbekend": "de bron zegt niet wat voor bedrag dit is",
}
_YES, _NO = ("ja", "true", "yes", "x"), ("nee", "false", "no")

#: What a sentence may not say: that a project works, or what somebody should do. Unless it says whose words those are.
_EFFECT = re.compile(
    r"\b(dankzij|leidt tot|leidde tot|geleid tot|als gevolg van|waardoor|daardoor|succesvol\w*|effectie[fv]\w*|geslaagd\w*"
    r"|zou(?:den)? moeten|moet worden|moeten worden)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")

# What the fields refer to


def themes() -> dict[str, str]:
    """The themes of stories by id, with their title, in the order of the screen."""
    of_agenda = {goal.theme for goal in agenda.load().goals}
    return {
        theme.id: theme.title for theme in catalogue.load().themes if theme.id in of_agenda
    } | OTHER_THEMES


def area_code(text: str) -> str:
    """The code of a gemeente or provincie, or the id of a group: "Emmen" -> "GM0114".

    Of a name of two levels the gemeente ("Groningen"); "provincie Groningen" is the other. Errors: ``ValueError``, with
    what was perhaps meant.
    """
    given = text.strip()
    for group in groups():
        if given.casefold() in (group.id, group.title.casefold()):
            return group.id
    refused = None
    for level in ("gemeente", "provincie"):
        try:
            return resolve(given, level)
        except UnknownRegion as error:
            refused = refused or error
    try:
        gemeente = name(gemeente_of(resolve(given, "wijk")))
    except UnknownRegion:
        near = [*(name(code) for code in GEMEENTEN), name(PROVINCE), *(group.title for group in groups())]
        hint = perhaps(given, near)
        raise ValueError(
            f"“{given}” is geen bekende gemeente of regio.{hint}" if hint else str(refused)
        ) from None
    raise ValueError(f"“{given}” ligt in de gemeente {gemeente}. Schrijf {gemeente}, en {given} bij plaats")


def perhaps(given: str, known: Iterable[str]) -> str:
    """ " Bedoelt u ...?" of what is most like it; "" for nothing."""
    close = did_you_mean(given, known, 2, 0.6)
    return f" Bedoelt u {' of '.join(close)}?" if close else ""


def _yes_no(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    if given.casefold() in (*_YES, *_NO):
        return given.casefold() in _YES
    raise ValueError(f"“{given}” is geen ja of nee")


def _euro(given: str) -> float:
    """An amount as Dutch people and YAML write it: 25000, 25.000, € 25.000,-, 45.513,30, 45513.30.

    Errors: ``ValueError`` for one that can be read in two ways ("750,000").
    """
    bare = re.sub(r",(?:-+|=)$", "", re.sub(r"[€\s]|euro", "", given.casefold()))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", bare) or re.fullmatch(r"\d+,\d{1,2}", bare):
        return float(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+(\.\d{1,2})?", bare):
        return float(bare)
    raise ValueError(
        f"“{given}” is geen bedrag dat we zeker weten. Schrijf hele euro's, zonder punten of woorden: 25000"
    )


# The models


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def _no_personal_data(cls, value: Any) -> Any:
        what = personal(value) if isinstance(value, str) else None
        if what:
            raise ValueError(
                f"hier lijkt {what} te staan. Haal het weg: verhalen gaan over projecten, niet over mensen"
            )
        return value


class Years(_Strict):
    """From the first to the last year; None is open, or not said. Written as 2017, 2016-2017, 2022- or -2029."""

    first: int | None
    last: int | None

    @model_validator(mode="before")
    @classmethod
    def _written(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        match = re.fullmatch(r"(\d{4})?\s*([-–])?\s*(\d{4})?", given.strip())
        if match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
            raise ValueError(
                f"“{given}” is geen jaar. Schrijf 2025, 2024-2026, 2024- (loopt nog) of -2029 (tot en met)"
            )
        first, dash, last = match.groups()
        return {"first": first, "last": last if dash else first}

    @model_validator(mode="after")
    def _possible(self) -> Years:
        for year in (self.first, self.last):
            if year is not None and year not in YEARS:
                raise ValueError(f"{year} kan niet: een jaar ligt tussen {YEARS[0]} en {YEARS[-1]}")
        if self.first and self.last and self.first > self.last:
            raise ValueError(
                f"{self.first} is later dan {self.last}: schrijf het eerste jaar voor het laatste"
            )
        return self

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}-{self.last or ''}"

    @property
    def text(self) -> str:
        """As it is read: "2016-2017", "vanaf 2022", "tot en met 2029"."""
        if self.last is None:
            return f"vanaf {self.first}"
        return str(self) if self.first else f"tot en met {self.last}"


class Document(_Strict):
    """What a story is taken from. ``years``: the time it tells of."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    publisher: str
    years: Years
    url: str | None = None


class Source(_Strict):
    """Where in which document. Written as "jaarverslag-2025 regel 605" or "jaarverslag-2025 bladzijde 12".

    ``unit``: regel is a line of the document's text. Only a document with an address may go without.
    """

    document: str
    unit: Literal["regel", "bladzijde"] | None = None
    number: int | None = Field(default=None, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _written(cls, given: Any, info: ValidationInfo) -> Any:
        if not isinstance(given, str):
            return given
        match = re.fullmatch(r"(\S+)(?:\s+(regel|bladzijde)\s+(\d+))?", given.strip())
        if match is None:
            raise ValueError(f"“{given}” is geen bron. Schrijf bijvoorbeeld “jaarverslag-2025 regel 605”")
        document, unit, number = match.groups()
        known: Mapping[str, Document] = (info.context or {}).get("documents", {})
        if document not in known:
            hint = perhaps(document, known)
            raise ValueError(
                f"het document “{document}” kennen we niet.{hint} Zet een nieuw document eerst in {DOCUMENTS}"
            )
        if unit is None and known[document].url is None:
            raise ValueError(f"zeg ook waar het staat: “{document} regel 605” of “{document} bladzijde 12”")
        return {"document": document, "unit": unit, "number": number}

    def __str__(self) -> str:
        return f"{self.document} {self.unit} {self.number}" if self.unit else self.document


class Reach(_Strict):
    """Who or how many, in words. ``claim``: the applicant's or project's own word; ``target``: hoped for, not reached."""

    text: str = Field(max_length=200)
    claim: bool = False
    target: bool = False
    #: Needed where the story has more than one.
    source: Source | None = None

    @field_validator("claim", "target", mode="before")
    @classmethod
    def _yes_or_no(cls, given: Any) -> Any:
        return _yes_no(given)


class Amount(_Strict):
    """Whole euros (cents where the document has them), what kind of amount, and where that stands. Never added up.

    ``hedge``: exact (=), just above (>), just below (<) or about (~). ``sources``: more where the same money is told of
    more than once. ``years``: the years it is for, where the document says so.
    """

    euro: float = Field(gt=0)
    kind: Kind
    hedge: Literal["=", ">", "<", "~"] = "="
    per: Literal["jaar"] | None = None
    years: Years | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    note: str | None = Field(default=None, max_length=200)

    @field_validator("euro", mode="before")
    @classmethod
    def _money(cls, given: Any) -> Any:
        return _euro(given) if isinstance(given, str) else given


class Story(_Strict):
    """A project, as documents tell of it.

    ``areas``: codes of gemeenten (also outside Drenthe), provincies, or ids of data/region_groups.yaml; empty where the
    document does not say, then ``place`` says what it does. ``goals``: the goals of the Sociale Agenda it is about, a
    reading of the monitor. ``years``: None where no document says. ``text``: one to three plain sentences.
    """

    def __hash__(self) -> int:
        return hash(self.id)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(max_length=90)
    theme: str
    goals: tuple[int, ...] = ()
    areas: tuple[str, ...] = ()
    place: str | None = Field(default=None, max_length=120)
    years: Years | None = None
    text: str = Field(min_length=20, max_length=400)
    reach: tuple[Reach, ...] = ()
    amounts: tuple[Amount, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)

    @field_validator("theme", mode="after")
    @classmethod
    def _known_theme(cls, given: str) -> str:
        for id, title in themes().items():
            if given.casefold() in (id, title.casefold()):
                return id
        known = ", ".join(themes())
        raise ValueError(f"“{given}” is geen thema.{perhaps(given, themes())} Kies uit: {known}")

    @field_validator("goals", mode="after")
    @classmethod
    def _known_goals(cls, given: tuple[int, ...]) -> tuple[int, ...]:
        known = [goal.number for goal in agenda.load().goals]
        for number in given:
            if number not in known:
                raise ValueError(
                    f"{number} is geen doel: de Sociale Agenda heeft doel {known[0]} tot en met {known[-1]}"
                )
        return tuple(sorted(set(given)))

    @field_validator("areas", mode="after")
    @classmethod
    def _known_areas(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(area_code(text) for text in given))

    @field_validator("text", mode="after")
    @classmethod
    def _tells(cls, given: str) -> str:
        sentences = [s for s in _SENTENCE_END.split(given) if s.strip()]
        if len(sentences) > 3:
            raise ValueError(f"dit zijn {len(sentences)} zinnen. Vertel het in een, twee of drie zinnen")
        for sentence in sentences:
            claim = _EFFECT.search(sentence)
            if claim and "volgens" not in sentence.casefold():
                raise ValueError(
                    f"“{claim[0]}” klinkt als een oordeel of een advies. Vertel wat er gebeurt, "
                    "of zeg van wie die woorden zijn (“volgens de aanvrager”)"
                )
        return given

    @model_validator(mode="after")
    def _whole(self) -> Story:
        if not self.areas and not self.place:
            raise ValueError("zeg waar het is: een gemeente, Drenthe, of bij plaats wat de bron erover zegt")
        if len(self.sources) > 1 and any(reach.source is None for reach in self.reach):
            raise ValueError("dit verhaal heeft meer bronnen. Zeg bij elk bereik uit welke het komt")
        return self

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """The gemeenten that the story names itself, also outside Drenthe; of whole regions none."""
        return tuple(code for code in self.areas if code.startswith("GM"))

    @property
    def provincewide(self) -> bool:
        """Whether it is told of Drenthe as a whole (and perhaps of other provincies too)."""
        return PROVINCE in self.areas

    def near(self, region: str) -> int | None:
        """How near a story is to a region or to gemeenten together: 0 names it, 1 a gemeente in it or a group that it belongs
        to, 2 all of Drenthe; None not at all. Of Drenthe itself only what is told of it as a whole is near."""
        together = region_set(region)
        members = together.members if together else frozenset((region,))
        if {region, together.region if together else None} & {area.replace("_", "-") for area in self.areas}:
            return 0
        groups_named = [frozenset(group.members) for group in groups() if group.id in self.areas]
        if members & set(self.areas) or any(members <= group for group in groups_named):
            return 1
        return 2 if self.provincewide and members <= set(GEMEENTEN) else None

    @property
    def latest(self) -> int | None:
        """The last year it tells of, for putting the newest first; None where no document says."""
        return (self.years.last or self.years.first) if self.years else None


assert set(KINDS) == set(get_args(Kind))
