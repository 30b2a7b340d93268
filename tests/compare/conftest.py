"""A small indicator and published figures of it to compare with."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import settings

from compare.indicator_data import IndicatorData
from compare.rules.comparator import Earlier, Place
from compare.rules.series import with_segments
from monitor.catalogue import Base, Break, Dataset, Indicator, Source
from monitor.observations import COLUMNS
from monitor.weights import Sizes

NEDERLAND = Place("NL00", "Nederland", "Nederland")
BEFORE = Earlier("eerder", "de meting ervoor", "de meting ervoor")


INWONERS = Base(id="inwoners", name="inwoners", size=[["bevolking/personen"]])  # type: ignore[arg-type]


def indicator_with(**changes: object) -> Indicator:
    fields: dict[str, object] = {
        "id": "moeite_rondkomen",
        "theme": "bestaanszekerheid",
        "title": "Moeite met rondkomen",
        "short_title": "Moeite met rondkomen",
        "unit": "procent",
        "decimals": 1,
        "polarity": "lager_is_beter",
        "populations": ("18+",),
        "method": "modelschatting",
        "definition": "Wie moeite heeft om rond te komen.",
        "phrase": "heeft {value} moeite met rondkomen",
        "datasets": (Dataset(source="oud", measure="MoeiteMetRondkomen"),),
    }
    fields |= changes
    counts, means = ("personen", "huishoudens", "aantal"), ("euro", "score", "jaar", "kilometer")
    unit = fields["unit"]
    fields.setdefault(
        "quantity", "aantal" if unit in counts else "gemiddelde" if unit in means else "aandeel"
    )
    fields.setdefault("base", dict.fromkeys(fields["populations"], INWONERS))  # type: ignore[call-overload]
    return Indicator(**fields)  # type: ignore[arg-type]


@pytest.fixture
def rondkomen() -> Indicator:
    return indicator_with()


@pytest.fixture
def inkomen() -> Indicator:
    return indicator_with(
        id="inkomen", title="Mediaan inkomen", short_title="Inkomen", unit="euro", decimals=0, quantity="mediaan",
        phrase="is het mediane inkomen {value}",
    )  # fmt: skip


@pytest.fixture
def with_break() -> Indicator:
    return indicator_with(breaks=(Break(year=2020, reason="andere vraag"),))


@pytest.fixture
def sources() -> dict[str, Source]:
    def source(id: str, series: str) -> Source:
        return Source(
            id=id, publisher="RIVM", title="Tabel", edition="2020", licence="CC BY 4.0", accessed="2026-11-21",
            attribution=f"RIVM, tabel {id}", method="modelschatting", series=series,
        )  # fmt: skip

    return {"oud": source("oud", "A"), "ook_oud": source("ook_oud", "A"), "nieuw": source("nieuw", "B")}


@pytest.fixture
def figures() -> pd.DataFrame:
    """Moeite met rondkomen, 18+: Emmen and Nederland as RIVM published them (2012-2020: 50090NED, 2024: 50150NED)."""
    rows = [
        ("GM0114", 2012, 26.6, "oud"), ("GM0114", 2016, 21.0, "oud"), ("GM0114", 2020, 12.5, "oud"),
        ("GM0114", 2024, 15.1, "nieuw"),
        ("NL00", 2012, 24.0, "oud"), ("NL00", 2016, 19.2, "oud"), ("NL00", 2020, 13.9, "oud"),
    ]  # fmt: skip
    return observations(rows)


def observations(rows: list[tuple[str, int, float | None, str]]) -> pd.DataFrame:
    """Rows (region, year, value, source) of moeite_rondkomen, 18+, with the columns of the data contract."""
    frame = pd.DataFrame(rows, columns=["region", "year", "value", "source"])
    frame = frame.assign(
        indicator="moeite_rondkomen", population="18+", lower=float("nan"), upper=float("nan"),
        status="modelschatting", missing=None, origin="gepubliceerd",
        coverage=float("nan"),
    )  # fmt: skip
    frame.loc[frame["value"].isna(), "missing"] = "onderdrukt"
    return frame[COLUMNS]


#: As CBS counted them on 1 January 2024: the weights of sets of gemeenten.
INHABITANTS = {"GM0114": 109_346.0, "GM0106": 69_701.0, "GM1690": 24_580.0, "GM1680": 25_845.0}


def calculated(frame: pd.DataFrame, shares: list[float]) -> pd.DataFrame:
    """The rows as calculations of the monitor's own over these shares of the inhabitants; NaN leaves one published."""
    own = pd.Series(shares, index=frame.index)
    return frame.assign(
        coverage=own, origin=own.map(lambda share: "berekend" if share == share else "gepubliceerd")
    )


def laid_out(
    frame: pd.DataFrame, indicator: Indicator, sources: dict[str, Source], population: str = "18+"
) -> IndicatorData:
    """The figures as the pages look them up."""
    segmented = with_segments(frame, {indicator.id: indicator, "moeite_rondkomen": indicator}, sources)
    return IndicatorData(segmented, indicator, population, sources, sizes_of(INHABITANTS))


def sizes_of(inhabitants: dict[str, float], year: int = 2024) -> Sizes:
    """Inhabitants per gemeente as the only count."""
    counted = {"region": list(inhabitants), "year": year, "value": list(inhabitants.values())}
    return Sizes(pd.DataFrame(counted).assign(indicator="bevolking", population="personen"))


# The same examples each time: a test that fails on one machine fails on all.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
