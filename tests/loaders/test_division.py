"""A running monitor takes no boundaries or list of regions that are not whole: the ones in use stay."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo import features
from monitor import division, region_names, regions
from monitor.catalogue import DATA
from monitor.division import BrokenDivisionError
from tests.sweep import sampled

MAP = "boundaries/drenthe_gemeenten.geojson"


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """The project's own division in a folder that may be spoiled; nothing in use yet."""
    shutil.copytree(DATA / "boundaries", tmp_path / "boundaries")
    shutil.copyfile(DATA / "regions.csv", tmp_path / "regions.csv")
    _forget()
    yield tmp_path
    _forget()
    division.follow()


def _forget() -> None:
    division._held = division._seen = division._refused = None


def put(file: Path, content: bytes) -> None:
    new = file.with_name(file.name + ".tmp")
    new.write_bytes(content)
    new.replace(file)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


FAULTS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "map cut in half": (MAP, half),
    "map empty": (MAP, lambda c: b""),
    "map of zeros": (MAP, lambda c: b"\x00" * len(c)),
    "map without areas": (MAP, lambda c: b'{"type": "FeatureCollection", "features": []}'),
    "map of an area without name": (MAP, lambda c: c.replace(b"GM0106", b"GM9999")),
    "wijken cut in half": ("boundaries/drenthe_wijken.geojson", half),
    "lines cut in half": ("boundaries/nederland_grenslijnen.geojson", half),
    "list cut in half": ("regions.csv", half),
    "list cut off after a line": ("regions.csv", lambda c: half(half(c)).rpartition(b"\n")[0] + b"\n"),
    "list empty": ("regions.csv", lambda c: b""),
    "list in utf-16": ("regions.csv", lambda c: c.decode().encode("utf-16")),
    "list without Emmen": (
        "regions.csv",
        lambda c: b"\n".join(line for line in c.split(b"\n") if not line.startswith(b"GM0114")),
    ),
}


@pytest.mark.parametrize(("name", "spoil"), sampled(FAULTS.values(), every=4), ids=list(FAULTS))
def test_the_division_in_use_stays(data: Path, name: str, spoil: Callable[[bytes], bytes]) -> None:
    version = division.follow(data)
    shapes = features.boundaries("drenthe_gemeenten").body
    content = (data / name).read_bytes()
    put(data / name, spoil(content))
    assert division.follow(data) == version
    assert division.refused()
    # Also what was not asked for yet.
    for level in features.LEVELS:
        assert level in division.OPTIONAL or features.properties(level)  # type: ignore[arg-type]
    assert features.boundaries("drenthe_gemeenten").body == shapes
    assert regions.name("GM0114") == "Emmen"
    assert region_names.code_of("Emmen", 2024) == "GM0114"
    put(data / name, content)
    division.follow(data)
    assert division.refused() is None


def test_a_map_that_is_gone(data: Path) -> None:
    version = division.follow(data)
    (data / MAP).unlink()
    assert division.follow(data) == version
    assert division.refused() == "drenthe_gemeenten.geojson ontbreekt"
    shutil.rmtree(data / "boundaries")
    assert division.follow(data) == version
    assert features.properties("drenthe_gemeenten")


def test_a_starting_monitor_takes_the_division_of_before(data: Path) -> None:
    shutil.copytree(data / "boundaries", data / "boundaries.previous")
    shutil.copyfile(data / "regions.csv", data / "boundaries.previous" / "regions.csv")
    put(data / MAP, b"{")
    put(data / "regions.csv", b"")
    division.follow(data)
    assert division.refused()
    assert regions.name("GM0114") == "Emmen"
    assert len(features.properties("drenthe_gemeenten")) == 12


def test_all_maps_are_known_by_name() -> None:
    assert {*division.LAYERS, *division.OPTIONAL} == {*features.LEVELS, features.LINES}


def test_the_committed_division_is_whole() -> None:
    assert division.read(DATA / "boundaries", DATA / "regions.csv").layers.keys() == set(division.LAYERS)
    with pytest.raises(BrokenDivisionError):
        division.read(DATA / "boundaries", DATA / "region_groups.yaml")
