"""The services that a refresh of the boundaries asks, a project's folder, and the command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from geo import refresh, stored
from loaders.upstream.http import Http
from monitor import division, regions
from tests.upstream.standin import Standin
from tests.upstream.standin.gebieden import Gebieden, edition
from tests.upstream.standin.pdok import Pdok, made_up_buurten
from tests.upstream.standin.pdok import drawn as of_project

ROOT = Path(__file__).resolve().parents[2]
#: Figures of 2012 to 2024, about gemeenten, wijken and buurten.
FIGURES = ("bevolking", "moeite_rondkomen")

Areas = list[tuple[str, str, Any]]
Run = Callable[..., int]


def drawn(level: str, folder: Path = ROOT / "data") -> dict[str, dict[str, Any]]:
    content = json.loads((folder / "boundaries" / f"{level}.geojson").read_text(encoding="utf-8"))
    return {feature["properties"]["code"]: feature for feature in content["features"]}


GEMEENTEN = of_project("nederland_gemeenten")
PROVINCIES = of_project("nederland_provincies")
WIJKEN = of_project("drenthe_wijken")
#: Real codes and names; the boundaries are made up, for no file holds them.
BUURTEN = made_up_buurten()
PROVINCE_OF = {code: own["properties"]["province"] for code, own in drawn("nederland_gemeenten").items()}


class World:
    """The services, the project's folder, and the command."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.layers: dict[tuple[str, int], Areas] = {
            ("gemeente", 2024): GEMEENTEN,
            ("provincie", 2024): PROVINCIES,
            ("wijk", 2022): WIJKEN,
            ("wijk", 2024): WIJKEN,
            ("buurt", 2024): BUURTEN,
        }
        self.pdok = Pdok(self.layers)
        self.gebieden = Gebieden([edition(2024, GEMEENTEN)])
        self.standin = Standin(rooms={**self.pdok.rooms, **self.gebieden.rooms})
        self.out = self.err = ""

    def year(self, year: int, gemeenten: Areas, provinces: dict[str, str] | None = None) -> None:
        """Let there be a map and a table of another year."""
        self.layers[("gemeente", year)] = gemeenten
        self.layers[("provincie", year)] = PROVINCIES
        self.gebieden.editions.append(edition(year, gemeenten, provinces))

    def files(self) -> dict[str, bytes]:
        """Everything that a refresh may change."""
        return {**stored.read(self.data), "regions": (self.data / "regions.csv").read_bytes()}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "boundaries", data / "boundaries")
    for file in ("regions.csv", "region_groups.yaml"):
        shutil.copy(ROOT / "data" / file, data)
    (data / "observations").mkdir()
    for name in FIGURES:
        shutil.copy(ROOT / "data" / "observations" / f"{name}.csv", data / "observations")
    made = World(data)
    with made.standin as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield made


@pytest.fixture
def run(world: World, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, this_year: int = 2024) -> int:
        code = refresh.main(
            [*arguments, "--data", str(world.data)],
            http=lambda: Http(None, attempts=2, pause=0.001, read=5),
            now=lambda: datetime(this_year, 11, 21),
        )
        world.out, world.err = capsys.readouterr()
        return code

    return call


@pytest.fixture
def monitor(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The monitor on the world's folder, as if it were just started."""

    with monkeypatch.context() as patched:
        patched.setattr(regions, "DATA", world.data)
        division.follow(world.data)
        yield
    division.follow()
