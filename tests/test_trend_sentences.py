"""Every sentence of the trend page, for every indicator and region, against the published figures alone."""

from __future__ import annotations

import re

from compare.rules.course import course
from compare.rules.profile_row import profile_row
from compare.wording.trend import trend_sentence
from monitor.catalogue import Indicator
from monitor.dutch import difference_text, value_text
from monitor.province import GEMEENTEN
from monitor.regions import name
from monitor.store import store
from ui.choose import comparators
from ui.data import catalogue, figures, populations

CHANGE = re.compile(r"(meer|hoger|verder|minder|lager|dichterbij) dan in (\d{4})")
MORE = {"meer", "hoger", "verder"}
VERDICT = re.compile(
    r"\b(stijgt|stijgen|stijging|daalt|dalen|daling|trend|richting|groeit|neemt|verbeter|verslechter)"
)
#: A figure with its year: "67,5% in 2020", "€ 36.200 in 2024".
DATED = re.compile(r"(€ )?(\d[\d.]*(?:,\d+)?)(%| jaar| km| per 1\.000)? in (\d{4})")


def test_every_sentence_says_what_its_figures_carry() -> None:
    published = store().observations()
    published = published[published["value"].notna()]
    keys = zip(
        published["indicator"], published["population"], published["region"], published["year"], strict=True
    )
    values = dict(zip(keys, published["value"], strict=True))
    said = 0
    for indicator in catalogue().indicators.values():
        for population in populations(indicator):
            laid = figures(indicator.id, population)
            assert laid is not None
            for region in ("PV22", *GEMEENTEN):
                found = profile_row(laid, region, [comparators.against("nederland", region, None)[0]])
                if found is None or found.value is None:
                    continue
                sentence = trend_sentence(found, name(region), course(laid.of(region), indicator))
                own = {year: v for (i, p, r, year), v in _of(values, indicator.id, population, region)}
                holds(sentence.replace("\u00a0", " "), indicator, found.year, own)
                said += 1
    assert said > 2000


def _of(values, id, population, region):
    years = range(2000, 2035)
    return [
        ((id, population, region, year), values[id, population, region, year])
        for year in years
        if (id, population, region, year) in values
    ]


def holds(sentence: str, indicator: Indicator, newest: int, own: dict[int, float]) -> None:
    # The words of the figure itself ("stijgende prijzen") are no word about its direction.
    assert not VERDICT.search(sentence.partition("(")[2]), sentence
    if "over de gemeenten die in" in sentence:
        # Own calculations made anew: other figures than those of the years. tests/compare/test_same_gemeenten.py has them.
        return
    shown = {year: round(value, indicator.decimals) for year, value in own.items()}
    # The change since an earlier year: its direction and its size are those of the two figures.
    for word, year in CHANGE.findall(sentence):
        difference = round(shown[newest] - shown[int(year)], indicator.decimals)
        assert (difference > 0) == (word in MORE), sentence
        assert f"{difference_text(difference, indicator)} {word} dan in {year}" in sentence
    # How it went: every figure with a year is the figure of that year.
    told = sentence.partition("Het ging van ")[2].partition(". ")[0]
    for euro, number, unit, year in DATED.findall(told):
        assert f"{euro}{number}{unit}" == value_text(own[int(year)], indicator), sentence
