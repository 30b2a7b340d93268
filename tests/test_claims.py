"""What the texts of the catalogue say of figures is so in the figures: every sentence of a known kind is held to them.

A sentence that says something in general of figures and that no check knows fails too, until it is written as one that
can be checked, is attributed to who says it, or is listed below with why it need not be.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from compare.indicator_data import IndicatorData, measured
from monitor.catalogue import Indicator, load
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import resolve
from ui.data import figures, populations

CATALOGUE = load()
INDICATORS = list(CATALOGUE.indicators.values())
EMMEN = "GM0114"

#: Of 12 gemeenten: a rank correlation beyond this is no chance (5%, two sided). Of 100 or more a weaker one is not
#: chance either, but then "often" is too much said.
OF_TWELVE, OF_MANY = 0.587, 0.4
MANY = 100


def sentences(indicator: Indicator) -> list[str]:
    """Every line that stands beside the figure."""
    return [*indicator.how_to_read, *filter(None, [indicator.differs])]


# What the figures say


def value(id: str, population: str, region: str, year: int) -> float | None:
    found = figures(id, population)
    return found.value(region, year) if found else None


def of_gemeenten(id: str, population: str, year: int | None = None, at_least: int = 1) -> pd.Series:
    """The figures of the newest year (or of ``year``) in which so many gemeenten have one; empty without."""
    found = figures(id, population)
    if found is None:
        return pd.Series(dtype=float)
    frame = found.frame[found.frame["region"].str.startswith("GM") & found.frame["value"].notna()]
    have = frame["year"].value_counts()
    years = [int(y) for y in have.index[have >= at_least] if year in (None, int(y))]
    return (
        frame[frame["year"] == max(years)].set_index("region")["value"] if years else frame["value"].iloc[:0]
    )


def together(one: pd.Series, other: pd.Series, only: tuple[str, ...] | None = None) -> tuple[float, int]:
    """Rank correlation, and of how many gemeenten."""
    both = pd.concat([one, other], axis=1, join="inner").dropna()
    both = both[both.index.isin(only)] if only else both
    return float(both.iloc[:, 0].corr(both.iloc[:, 1], method="spearman")), len(both)


#: What a sentence means by it -> indicator and population.
DRIVERS = {
    "inkomen": ("mediaan_inkomen_gestandaardiseerd", "huishoudens"),
    "diploma": ("hoogopgeleid", "15-74"),
    "ouderen": ("aandeel_65plus", "personen"),
    "stad": ("stedelijkheid", "personen"),
}


def goes_with(indicator: Indicator, driver: str, sign: int, drenthe: bool = True) -> bool:
    """Whether the figure is higher (1) or lower (-1) where the driver is, in Nederland and in Drenthe."""
    population = populations(indicator)[0]
    other = of_gemeenten(*DRIVERS[driver], at_least=MANY)
    wide, of = together(of_gemeenten(indicator.id, population, at_least=MANY), other)
    narrow, twelve = together(of_gemeenten(indicator.id, population, at_least=10), other, GEMEENTEN)
    assert of >= MANY
    in_drenthe = twelve >= 10 and sign * narrow >= OF_TWELVE
    return sign * wide >= OF_MANY and (in_drenthe or not drenthe)


def with_hardship(indicator: Indicator, sign: int) -> bool:
    """Whether, in Drenthe and in the newest year of both, it is higher (1) or lower (-1) where more have trouble getting
    by; both estimates of a model."""
    own, money = figures(indicator.id, "18+"), figures("moeite_rondkomen", "18+")
    assert own is not None
    assert money is not None
    found = []
    for of_pair in (own, money):
        points = {p.year: p for p in measured(of_pair.of(EMMEN))}
        found.append(points)
    year = max(set(found[0]) & set(found[1]))
    assert found[0][year].status == found[1][year].status == "modelschatting"
    one = of_gemeenten(indicator.id, "18+", year)
    rho, of = together(one, of_gemeenten("moeite_rondkomen", "18+", year), GEMEENTEN)
    return of == 12 and sign * rho >= OF_TWELVE


def years(indicator: Indicator) -> set[int]:
    """The years with a figure, of all populations."""
    found = [figures(indicator.id, population) for population in populations(indicator)]
    return {int(y) for f in found if f for y in f.frame.loc[f.frame["value"].notna(), "year"]}


def of_young(indicator: Indicator) -> IndicatorData:
    found = figures(indicator.id, "16-25")
    assert found is not None
    return found


def provisional_years(indicator: Indicator) -> set[int]:
    """The years with a figure that may still change."""
    found = [figures(indicator.id, population) for population in populations(indicator)]
    return {int(y) for f in found if f for y in f.frame.loc[f.frame["status"].eq("voorlopig"), "year"]}


def calculated_gemeenten(indicator: Indicator) -> set[int]:
    """The years in which the monitor made the figures of gemeenten itself."""
    found = figures(indicator.id, populations(indicator)[0])
    assert found is not None
    own = found.frame[found.frame["region"].str.startswith("GM") & found.frame["origin"].eq("berekend")]
    return {int(y) for y in own["year"].unique()}


def gap_with_the_land(id: str, population: str, year: int) -> float:
    own, land = (value(id, population, region, year) for region in (PROVINCE, NEDERLAND))
    assert own is not None
    assert land is not None
    return own - land


def newest(id: str, population: str, region: str) -> float:
    found = figures(id, population)
    assert found is not None
    last = measured(found.of(region))[-1].value
    assert last is not None
    return last


def whole(indicator: Indicator, year: int) -> bool:
    """Whether the published figures of a year are whole numbers."""
    frame = pd.concat([f.frame for p in populations(indicator) if (f := figures(indicator.id, p))])
    rows = frame[(frame["year"] == year) & frame["value"].notna() & frame["coverage"].isna()]
    return len(rows) > 0 and bool((rows["value"] % 1 == 0).all())


def more_of_the_old(_: Indicator, __: re.Match[str]) -> bool:
    return newest("aandeel_65plus", "personen", PROVINCE) > newest("aandeel_65plus", "personen", NEDERLAND)


def by_age(indicator: Indicator) -> bool:
    """Whether older people can be held against the land."""
    found = figures(indicator.id, "65+")
    return bool(found and measured(found.of(PROVINCE)) and measured(found.of(NEDERLAND)))


def titled(title: str) -> Indicator:
    return next(i for i in INDICATORS if i.title == title)


def none_of(indicator: Indicator, names: str, year: int | None = None) -> bool:
    """Whether these gemeenten have no figure while others have."""
    codes = [resolve(name, "gemeente") for name in re.findall(r"Aa en Hunze|De Wolden|Westerveld", names)]
    found = figures(indicator.id, populations(indicator)[0])
    assert found is not None
    there = found.frame[found.frame["value"].notna() & found.frame["region"].str.startswith("GM")]
    there = there[there["year"] == year] if year else there
    return len(there) > 0 and not set(codes) & set(there["region"])


def only_emmen(indicator: Indicator) -> bool:
    found = figures(indicator.id, populations(indicator)[0])
    assert found is not None
    there = found.frame[found.frame["value"].notna()]["region"]
    return set(there) & set(GEMEENTEN) == {EMMEN} and PROVINCE not in set(there)


def part_of(indicator: Indicator, larger: str) -> bool:
    """Whether it is never more than another figure, of the same group, region and year."""
    for population in populations(indicator):
        one, other = figures(indicator.id, population), figures(larger, population)
        if one and other:
            both = one.frame.merge(other.frame, on=["region", "year"])
            if not (both["value_x"].fillna(0) <= both["value_y"].fillna(100) + 0.05).all():
                return False
    return True


def a_hundred() -> bool:
    """Whether the three weights add up."""
    three = [figures(id, "18+") for id in ("gezond_gewicht", "overgewicht", "ondergewicht")]
    sums = [sum(f.value(PROVINCE, y) or 0 for f in three if f) for y in (2012, 2016, 2020)]
    return all(abs(found - 100) <= 0.61 for found in sums)


def parts_lie_further_apart(indicator: Indicator) -> bool:
    found = figures(indicator.id, "18+")
    assert found is not None
    gemeenten = found.frame[found.frame["region"].isin(GEMEENTEN)]
    wijken, buurten, gemeenten = (
        rows.loc[(rows["year"] == 2020) & rows["value"].notna(), "value"]
        for rows in (found.within("wijk"), found.within("buurt"), gemeenten)
    )
    return min(np.ptp(wijken), np.ptp(buurten)) > np.ptp(gemeenten)


Check = Callable[[Indicator, "re.Match[str]"], bool]
HIGHER = {"hoger": 1, "meer": 1, "groter": 1, "lager": -1}

#: Kind of sentence -> whether it is so.
CHECKS: dict[str, Check] = {
    r"Waar het inkomen (hoger|lager) is, is (?:dit cijfer|dit bedrag|deze schuld) vaak (hoger|lager)\. Dat ziet u ook buiten": (
        lambda i, m: goes_with(i, "inkomen", HIGHER[m[1]] * HIGHER[m[2]])
    ),
    r"Waar meer mensen een diploma van hbo of universiteit hebben, is dit bedrag vaak hoger\. Dat ziet u ook buiten": (
        lambda i, m: goes_with(i, "diploma", 1)
    ),
    r"Waar meer mensen zo'n diploma hebben, is het inkomen vaak hoger\. Dat ziet u ook buiten": (
        lambda i, m: goes_with(i, "inkomen", 1)
    ),
    r"In Nederland is het aandeel vaak lager in gemeenten met meer ouderen": (
        lambda i, m: goes_with(i, "ouderen", -1, drenthe=False)
    ),
    # Of the classes 5 is the countryside.
    r"In gemeenten met veel dorpen is het aandeel vaak hoger dan in stedelijke gemeenten\. Dat ziet u ook buiten": (
        lambda i, m: goes_with(i, "stad", 1, drenthe=False)
    ),
    r"In landelijke gemeenten is het aandeel vaak lager dan in stedelijke": lambda i, m: goes_with(
        i, "stad", -1
    ),
    r"In stedelijke gemeenten, .* zijn er vaak meer\. Dat ziet u ook buiten": lambda i, m: goes_with(
        i, "stad", -1
    ),
    r"In een gemeente met veel dorpen en open land zijn de afstanden vaak groter": (
        lambda i, m: (
            together(
                of_gemeenten(i.id, "personen"),
                of_gemeenten(*DRIVERS["stad"], at_least=MANY),
                GEMEENTEN,
            )[0]
            >= OF_TWELVE
        )
    ),
    r"waar in Drenthe meer mensen moeite hebben met rondkomen, is dit cijfer vaak (hoger|lager)": (
        lambda i, m: with_hardship(i, HIGHER[m[1]])
    ),
    r"In Drenthe wonen naar verhouding meer ouderen dan in Nederland": more_of_the_old,
    r"Vergelijk daarom ook per leeftijdsgroep": lambda i, m: by_age(i),
    r"Cijfers per leeftijdsgroep staan bij “([^”]+)”": (
        lambda i, m: by_age(titled(m[1])) and titled(m[1]).id in i.see_also
    ),
    r"[Cc]ijfers per leeftijdsgroep zijn er hier niet": lambda i, m: not by_age(i),
    r"niet alleen door(?: leeftijd)?: in (\d{4}) was het er ook onder mensen van 18 tot 65 jaar": (
        lambda i, m: (
            gap_with_the_land(i.id, "18-64", int(m[1])) / gap_with_the_land(i.id, "18+", int(m[1])) >= 0.5
        )
    ),
    r"Onder 65-plussers lag het cijfer van Drenthe in 2016 en 2020 niet hoger dan dat van Nederland, in de hele groep": (
        lambda i, m: all(
            gap_with_the_land(i.id, "65+", y) <= 0 < gap_with_the_land(i.id, "18+", y) for y in (2016, 2020)
        )
    ),
    r"Er is één (?:meting|jaar), (?:in (?:het coronajaar )?)?(\d{4})": lambda i, m: years(i) == {int(m[1])},
    r"de groep 16-25 jaar\. Daarvan is er één meting, in (\d{4})": (
        lambda i, m: [p.year for p in measured(of_young(i).of(PROVINCE))] == [int(m[1])]
    ),
    r"[Dd]e laatste meting die we hebben is van (\d{4})": lambda i, m: max(years(i)) == int(m[1]),
    r"(?:die|Die) loopt tot en met (\d{4})": lambda i, m: max(years(i)) == int(m[1]),
    r"^((?:Westerveld|De Wolden|Aa en Hunze| en |, )+) (?:heeft|hebben) geen cijfer": lambda i, m: none_of(
        i, m[1]
    ),
    r"Aa en Hunze niet in 2022": lambda i, m: none_of(i, "Aa en Hunze", 2022),
    r"Voor (\d{4}) ontbreken ([\w, ]+?)\. Het cijfer van Drenthe rust dan op de andere negen gemeenten": (
        lambda i, m: (
            none_of(i, m[2], int(m[1]))
            and len(of_gemeenten(i.id, "18+", int(m[1])).reindex(GEMEENTEN).dropna()) == 9
        )
    ),
    r"In Drenthe (?:is dat alleen|alleen een cijfer van) Emmen": lambda i, m: only_emmen(i),
    r"Deze groep zit ook in het cijfer voor overgewicht": lambda i, m: part_of(i, "overgewicht"),
    r"Deze groep zit ook in het cijfer voor eenzaamheid": lambda i, m: part_of(i, "eenzaam"),
    r"Gezond gewicht, overgewicht en ondergewicht zijn samen ongeveer honderd procent": lambda i, m: (
        a_hundred()
    ),
    r"Bijna iedereen (?:zit in deze groep|zegt ja)": lambda i, m: newest(i.id, "18+", PROVINCE) > 85,
    r"De verschillen tussen gemeenten zijn klein|Verschillen tussen gemeenten zijn klein": (
        lambda i, m: of_gemeenten(i.id, "18+").reindex(GEMEENTEN).agg(lambda v: v.max() - v.min()) < 3
    ),
    r"Het gaat om kleine percentages": lambda i, m: newest(i.id, "18+", PROVINCE) < 5,
    r"Het cijfer is lager dan dat van huishoudens": (
        lambda i, m: (
            newest(i.id, "16+", NEDERLAND) < newest("problematische_schulden", "huishoudens", NEDERLAND)
        )
    ),
    r"Oudere mensen sporten minder": lambda i, m: (
        newest(i.id, "65+", PROVINCE) < newest(i.id, "18-64", PROVINCE)
    ),
    r"Het vertrouwen in de Tweede Kamer is lager dan dat in rechters en politie": (
        lambda i, m: all(
            newest("vertrouwen_tweede_kamer", "15+", NEDERLAND)
            < newest(f"vertrouwen_{other}", "15+", NEDERLAND)
            for other in ("rechters", "politie")
        )
    ),
    r"Dit cijfer is veel hoger dan dat van het RIVM": (
        lambda i, m: newest(i.id, "15+", PROVINCE) > 1.25 * newest("vrijwilligerswerk", "18+", PROVINCE)
    ),
    r"Tussen wijken en buurten lopen de cijfers verder uiteen dan tussen gemeenten": lambda i, m: (
        parts_lie_further_apart(i)
    ),
    r"in (\w+) van ([\d,]+)% in (\d{4}) naar ([\d,]+)% in (\d{4})": (
        lambda i, m: (
            [
                value(i.id, "18+", resolve(m[1], "gemeente"), int(year)) == float(said.replace(",", "."))
                for said, year in ((m[2], m[3]), (m[4], m[5]))
            ]
            == [True, True]
        )
    ),
    r"Het cijfer van 2020 is in de coronatijd gemeten|De vraag is er sinds 2020": (
        lambda i, m: 2020 in years(i) and ("sinds" not in m[0] or min(years(i)) == 2020)
    ),
    r"Het aandeel is hoger dan dat van mensen die zich in hun eigen buurt onveilig voelen": (
        lambda i, m: newest(i.id, "15+", NEDERLAND) > newest("onveilig_buurt", "15+", NEDERLAND)
    ),
    r"In (\d{4}) rondt het CBS per gemeente af op hele procenten, in (\d{4}) niet": (
        lambda i, m: whole(i, int(m[1])) and not whole(i, int(m[2]))
    ),
    r"In 2022 en 2024 rondt het CBS af op hele procenten, in 2025 niet": (
        lambda i, m: whole(i, 2022) and whole(i, 2024) and not whole(i, 2025)
    ),
    r"De cijfers over (\d{4}) en (\d{4}) zijn voorlopig": (
        lambda i, m: provisional_years(i) == {int(m[1]), int(m[2])}
    ),
    r"Van (\d{4}) is er geen cijfer": lambda i, m: int(m[1]) not in years(i),
    r"Vanaf (\d{4}) rekenen wij het zelf uit, met de aantallen": (
        lambda i, m: calculated_gemeenten(i) == {y for y in years(i) if y >= int(m[1])} != set()
    ),
    r"Het CBS rondt deze cijfers af op hele procenten": lambda i, m: all(whole(i, y) for y in years(i)),
    r"De reeks van Nederland loopt van (\d{4}) tot en met (\d{4})": (
        lambda i, m: (
            [p.year for p in measured(figures(i.id, "huishoudens").of(NEDERLAND))][::8]  # type: ignore[union-attr]
            == [int(m[1]), int(m[2])]
        )
    ),
    r"9,2% voelde zich soms onveilig en 1,2% vaak, samen 10,4%": (
        lambda i, m: value(i.id, "15+", PROVINCE, 2021) == 10.4
    ),
    r"In de meeste gemeenten is de groep te klein voor een cijfer": (
        lambda i, m: of_gemeenten(i.id, "16-25").reindex(GEMEENTEN).isna().sum() > 6
    ),
    r"zijn samen geen 100%": (
        lambda i, m: (
            newest(i.id, "16-25", PROVINCE) + newest("jv_vertrouwen_eigen_toekomst", "16-25", PROVINCE) < 90
        )
    ),
    r"Vergelijk jongeren van 16 tot en met 25 jaar niet met volwassenen|Bij 16 tot en met 25 jaar": (
        lambda i, m: "16-25" in populations(i)
    ),
    r"Een gemeente met meer inwoners heeft vanzelf meer": lambda i, m: i.adds_up,
}


def claims(indicator: Indicator) -> list[tuple[str, str]]:
    """(sentence, kind) of every sentence that a check knows."""
    return [(line, kind) for line in sentences(indicator) for kind in CHECKS if re.search(kind, line)]


@pytest.mark.parametrize(
    "indicator", [i for i in INDICATORS if claims(i)], ids=lambda indicator: indicator.id
)
def test_what_is_said_of_figures_is_so(indicator: Indicator) -> None:
    for line, kind in claims(indicator):
        found = re.search(kind, line)
        assert found
        assert CHECKS[kind](indicator, found), line


def test_every_kind_of_sentence_is_still_there() -> None:
    said = [kind for indicator in INDICATORS for _, kind in claims(indicator)]
    assert [kind for kind in CHECKS if kind not in said] == []


#: Words of a sentence that says something in general of figures.
GENERAL = re.compile(
    r"\b(vaak (?:hoger|lager|meer|minder|groter)|meestal|altijd|is (?:veel )?(?:hoger|lager|groter) dan|hangen? .*samen|"
    r"bijna iedereen|loopt tot|ontbreken|één meting|laatste meting|stijgt|daalt|wijken .*af|past bij|maakt .* (?:groter|"
    r"hoger|lager)|verlaagt|komt door)\b",
    re.IGNORECASE,
)
#: What may be said without a check: of what is not shown, of the words themselves, or as others said it.
ATTRIBUTED = re.compile(r"Volgens het jaarverslag|samenhang, geen bewezen oorzaak|met leeftijd samenhangen")
#: Known outside these figures; each with why.
KNOWN = {
    "ziet het CBS niet altijd": "what a registration leaves out",
    "heeft niet altijd weinig vertrouwen": "of the words themselves",
    "vraagt er niet altijd om": "what use of help leaves out",
    "dat is bijna iedereen": "CBS; said of Nederland, without a figure of ours",
    "niet vanzelf meer": "says what does not follow",
    "Of het vertrouwen stijgt of daalt": "says where to look",
    "of het cijfer stijgt": "says where to look",
    "hebben vaak meer inkomens samen": "of the words themselves: more people, more incomes",
    "past bij de groep van 15 tot 75 jaar": "says which group a quoted figure is of",
    "Dit zijn zorgen over het land": "of the question itself",
    "Dat komt door de definitie": "CBS of its new line of poverty (2024), quoted in the annual report",
    "heeft vaak minder vermogen": "most wealth is in the own house: definition of wealth",
    "is op het platteland vaak langer": "said of distances, of which there is no figure here",
}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_nothing_general_is_said_that_is_not_held_to_the_figures(indicator: Indicator) -> None:
    known = {line for line, _ in claims(indicator)}
    for line in sentences(indicator):
        if GENERAL.search(line) and not ATTRIBUTED.search(line) and line not in known:
            assert any(words in line for words in KNOWN), line


def test_titles_in_quotes_are_titles() -> None:
    titles = {i.title for i in INDICATORS}
    for indicator in INDICATORS:
        for line in sentences(indicator):
            for quoted in re.findall(r"“([^”]+)”", line):
                assert quoted in titles, (indicator.id, quoted)
