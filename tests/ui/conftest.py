"""A small indicator with a few published figures to draw."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.rules.series import with_segments
from monitor.catalogue import Base, Dataset, Indicator, Source

INWONERS = Base(
    id="volwassenen",
    name="inwoners van 18 jaar en ouder",
    size=[["bevolking/personen"]],  # type: ignore[arg-type]
)
RIVM = "RIVM, GGD'en en CBS, tabel 50090NED"


def source(id: str, series: str) -> Source:
    return Source(
        id=id, publisher="RIVM", title="Gezondheid", edition="2022", licence="CC BY 4.0", accessed="2026-11-21",
        attribution=RIVM if id == "oud" else "RIVM, tabel 50150NED", method="modelschatting", series=series,
    )  # fmt: skip


@pytest.fixture
def sources() -> dict[str, Source]:
    return {"oud": source("oud", "A"), "nieuw": source("nieuw", "B")}


@pytest.fixture
def rondkomen() -> Indicator:
    return Indicator(
        id="moeite_rondkomen", theme="bestaanszekerheid", title="Moeite met rondkomen",
        short_title="Moeite met rondkomen", unit="procent", decimals=1, polarity="lager_is_beter",
        populations=("18+",), quantity="aandeel", base={"18+": INWONERS}, method="modelschatting", definition="Wie moeite heeft om rond te komen.",
        phrase="heeft {value} moeite met rondkomen",
        datasets=(Dataset(source="oud", measure="MoeiteMetRondkomen"),),
    )  # fmt: skip


@pytest.fixture
def figures(rondkomen: Indicator, sources: dict[str, Source]) -> pd.DataFrame:
    """Emmen and Nederland as RIVM published them; Drenthe (no row of its own) and Westerveld are made up of gaps."""
    rows = [
        ("GM0114", 2012, 26.6, "oud"), ("GM0114", 2016, 21.0, "oud"), ("GM0114", 2020, 12.5, "oud"),
        ("GM0114", 2024, 15.1, "nieuw"),
        ("NL00", 2012, 24.0, "oud"), ("NL00", 2016, 19.2, "oud"), ("NL00", 2020, 13.9, "oud"),
        ("GM1701", 2012, 18.0, "oud"), ("GM1701", 2016, None, "oud"), ("GM1701", 2020, 9.9, "oud"),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["region", "year", "value", "source"]).astype({"value": float})
    frame = frame.assign(
        indicator="moeite_rondkomen", population="18+", lower=None, upper=None, origin="gepubliceerd",
        coverage=float("nan"),
        status="modelschatting", missing=frame["value"].isna().map({True: "onderdrukt", False: None}),
    )  # fmt: skip
    return with_segments(frame, {rondkomen.id: rondkomen}, sources)
