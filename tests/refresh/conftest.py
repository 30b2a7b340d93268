"""A small data folder with a catalogue of its own, and a publisher that gives what a test tells it to give."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from rich.console import Console

from loaders import refresh
from loaders.raw import raw_frame
from loaders.upstream.errors import UpstreamError
from loaders.upstream.fetch import Fetched
from loaders.upstream.topics import UnknownMeasureError
from monitor import snapshot
from monitor.catalogue import Source, load
from monitor.province import GEMEENTEN
from tests.loaders.conftest import small_catalogue, upstream  # noqa: F401

#: Table 50090NED, moeite met rondkomen, 18 and older: Nederland and the gemeenten of Drenthe.
RONDKOMEN = {
    2012: [24.0, 24.9, 23.8, 26.6, 25.1, 22.0, 18.5, 23.5, 17.4, 17.3, 18.6, 16.0, 20.3],
    2016: [19.2, 19.0, 18.7, 21.0, 20.9, 17.5, 14.1, 18.0, 13.0, 13.6, 14.7, 12.0, 16.0],
}
#: Inhabitants on 1 January 2022: Nederland and the gemeenten of Drenthe.
INHABITANTS = [17_590_672, 68_798, 35_297, 107_856, 55_699, 34_386, 25_724, 25_710, 24_583, 31_466, 19_738, 34_225, 33_261]  # fmt: skip
PLACES = ("NL00", *sorted(GEMEENTEN))

SOURCE = {
    "publisher": "CBS", "edition": "1", "licence": "CC BY 4.0", "accessed": date(2026, 1, 2),
    "attribution": "CBS", "method": "registratie", "series": "s",
}  # fmt: skip
INDICATOR = {
    "definition": "D.", "phrase": "heeft {value}", "polarity": "neutraal", "method": "registratie", "decimals": 1,
}  # fmt: skip


def live(table: str, **more: object) -> dict[str, object]:
    return {"protocol": "odata4", "host": "datasets", "table": table, **more}


def sources() -> dict[str, dict[str, Any]]:
    return {
        "RIVM": {**SOURCE, "title": "Gezondheid", "status": "modelschatting", "live": live("50090NED")},
        "INWONERS": {**SOURCE, "title": "Kerncijfers", "live": live("70072ned")},
        "OUD": {**SOURCE, "title": "Uit een bestand"},
        "ARMOEDE": {**SOURCE, "title": "Armoede", "live": live("86131NED")},
        "MET-DE-HAND": {**SOURCE, "title": "Jaarverslag"},
    }


def indicators() -> list[dict[str, Any]]:
    def one(id: str, title: str, unit: str, **more: object) -> dict[str, Any]:
        return {
            **INDICATOR,
            "base": "inwoners",
            "quantity": "aandeel",
            "id": id,
            "title": title,
            "short_title": title,
            "unit": unit,
            **more,
        }

    return [
        one("moeite_rondkomen", "Moeite met rondkomen", "procent", populations=["18+"],
            datasets=[{"source": "RIVM", "measure": "MoeiteMetRondkomen"},
                      {"source": "MET-DE-HAND", "measure": "x", "years": [2024], "population": "18+"}]),
        one("bevolking", "Inwoners", "personen", populations=["personen"], decimals=0, quantity="aantal",
            datasets=[{"source": "INWONERS", "measure": "inwoners", "population": "personen"}]),
        one("inkomen", "Inkomen", "euro", populations=["huishoudens"], decimals=0, quantity="mediaan",
            datasets=[{"source": "OUD", "measure": "inkomen", "population": "huishoudens"}], gap="Nog niet."),
        one("armoede", "Armoede", "procent", populations=["personen"], gap="Nog niet.",
            datasets=[{"source": "ARMOEDE", "measure": "arm", "population": "personen"}]),
    ]  # fmt: skip


def write_catalogue(
    data: Path, of_sources: dict[str, Any] | None = None, of_indicators: list[Any] | None = None
) -> None:
    folder = data / "catalogue"
    (folder / "themes").mkdir(parents=True, exist_ok=True)
    theme = {"id": "t", "title": "T", "intro": "I.", "order": 1}
    content = {"theme": theme, "indicators": of_indicators or indicators()}
    (folder / "themes" / "t.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    (folder / "bases.yaml").write_text(
        "inwoners: {name: inwoners, size: [[bevolking/personen]]}\n", encoding="utf-8"
    )
    (folder / "sources.yaml").write_text(yaml.safe_dump(of_sources or sources()), encoding="utf-8")
    by_hand = {
        "indicator": "moeite_rondkomen", "population": "18+", "region": "PV22", "year": 2024, "value": 14.2,
        "source": "MET-DE-HAND", "quote": "14,2 procent",
    }  # fmt: skip
    (folder / "single_figures.yaml").write_text(yaml.safe_dump({"figures": [by_hand]}), encoding="utf-8")
    load.cache_clear()


def raw(
    measure: str, population: str, by_year: dict[int, list[float | None]], places: Iterable[str] = PLACES
) -> pd.DataFrame:
    """A fetched table of one measure: a value per place and year."""
    return raw_frame(
        {"measure": measure, "population": population, "region": place, "year": year, "value": value}
        for year, values in by_year.items()
        for place, value in zip(places, values, strict=True)
    )


def rondkomen(**changes: list[float | None]) -> pd.DataFrame:
    """The table of RIVM; a year as y2016=[...] replaces or adds one."""
    years: dict[int, list[float | None]] = {year: list(values) for year, values in RONDKOMEN.items()}
    return raw("MoeiteMetRondkomen", "18+", years | {int(name[1:]): v for name, v in changes.items()})


def inhabitants(year: int = 2022) -> pd.DataFrame:
    return raw("inwoners", "", {year: [float(count) for count in INHABITANTS]})


def poor() -> pd.DataFrame:
    return raw("arm", "", {2023: [3.1, 3.3, 2.9, 3.8, 3.5, 2.8, 2.0, 2.7, 1.9, 2.1, 2.2, 1.8, 2.4]})


@dataclass
class Publisher:
    """Answers as CBS and RIVM would; a table may be an exception, which is then raised."""

    tables: dict[str, pd.DataFrame | Exception] = field(default_factory=dict)
    published: date = date(2026, 6, 3)
    discontinued: str | None = None
    chosen: str | None = None
    empty: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    before: Callable[[str], None] = lambda id: None
    lacking: set[str] = field(default_factory=set)

    def fetch(
        self, source: Source, measures: Collection[str], http: Any, progress: Callable[[int], None] | None
    ) -> Fetched:
        self.asked.append(source.id)
        self.before(source.id)
        answer = self.tables.get(source.id, UpstreamError(str(source.id), "de dienst antwoordt niet."))
        if isinstance(answer, Exception):
            raise answer
        if absent := sorted(self.lacking & set(measures)):
            raise UnknownMeasureError(
                source.id, "; ".join(f"'{measure}' is er niet" for measure in absent), "pas aan", absent
            )
        if progress:
            progress(len(answer))
        assert source.live is not None
        return Fetched(
            answer, source.live.table or "", source.title, self.published, self.discontinued, self.chosen,
            len(answer), 0.1, False, self.empty,
        )  # fmt: skip


@dataclass
class Place:
    """A data folder, its publisher, and what ``python -m loaders.refresh`` says there."""

    data: Path
    publisher: Publisher
    capsys: pytest.CaptureFixture[str]
    moment: datetime = datetime(2026, 11, 21, 5, 40)
    said: str = ""

    @property
    def observations(self) -> Path:
        return self.data / "observations"

    def refresh(self, *arguments: str) -> int:
        code = refresh.main(
            ["--data", str(self.data), *arguments],
            fetch=self.publisher.fetch,
            http=nullcontext,
            now=lambda: self.moment,
        )
        captured = self.capsys.readouterr()
        self.said = captured.out + captured.err
        return code

    def values(
        self, indicator: str, region: str = "GM0114", population: str | None = None
    ) -> dict[int, float]:
        frame = snapshot.read(self.observations)
        rows = frame[(frame["indicator"] == indicator) & (frame["region"] == region) & frame["value"].notna()]
        return dict(zip(rows["year"], rows["value"], strict=True))

    def contents(self, name: str = "observations") -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in sorted((self.data / name).iterdir())}

    def changelog(self) -> str:
        return (self.data / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterable[Place]:
    """A catalogue, no figures yet, and a publisher that has three tables."""
    data = tmp_path / "data"
    write_catalogue(data)
    tables: dict[str, pd.DataFrame | Exception] = {
        "RIVM": rondkomen(), "INWONERS": inhabitants(), "ARMOEDE": poor(),
    }  # fmt: skip
    yield Place(data, Publisher(tables), capsys)
    load.cache_clear()


def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=120, highlight=False)
