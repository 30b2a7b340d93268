"""The build: same sources, same bytes; without sources a clear word. The full build runs where the sources are."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo import boundaries, build, region_list
from geo import sources as raw

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
with_sources = pytest.mark.skipif(
    not (SOURCES / raw.GEMEENTEN_2024).is_file(), reason="the raw files are not beside the project"
)


def test_without_sources_it_says_in_dutch_what_it_needs_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["--sources", str(tmp_path / "leeg"), "--data", str(tmp_path / "data")]) == 2
    said = capsys.readouterr().err
    assert "ontbreken" in said
    assert "gemeenten_2024_cbs_gegeneraliseerd.geojson" in said
    assert "--sources" in said
    assert not (tmp_path / "data").exists()


@with_sources
def test_the_committed_files_are_what_the_sources_give(tmp_path: Path) -> None:
    written = build.build(SOURCES, tmp_path)
    assert len(written) == 6
    for path in written:
        assert path.read_bytes() == (ROOT / "data" / path.relative_to(tmp_path)).read_bytes(), path.name


@with_sources
def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for path in SOURCES.iterdir():
        if path.name != "cbs-kwb-pdok":
            (tmp_path / path.name).symlink_to(path)
    with pytest.raises(raw.SourcesMissingError, match=r"gemeenten_<jaar>_properties\.json") as error:
        raw.check(tmp_path)
    assert "grenzen van de 342" not in str(error.value), "only what is missing is said"


def test_an_overlap_stops_the_build() -> None:
    fine = gpd.GeoSeries([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    boundaries.check("fine", fine)
    with pytest.raises(ValueError, match="neighbours"):
        boundaries.check("overlap", gpd.GeoSeries([fine[0], shapely.box(0.9, 0, 2, 1)]))
    bow_tie = shapely.from_wkt("POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))")
    with pytest.raises(ValueError, match="invalid"):
        boundaries.check("bow tie", gpd.GeoSeries([bow_tie]))


def test_the_label_stands_where_the_area_is_widest() -> None:
    with_tail = [(0, 0), (1, 0), (1, 0.45), (9, 0.45), (9, 0.55), (1, 0.55), (1, 1), (0, 1)]
    lon, lat = boundaries.label_point(shapely.Polygon(with_tail))
    assert 0.3 < lon < 0.7
    assert 0.3 < lat < 0.7


def test_codes_are_other_areas_only_where_a_gemeente_drew_its_wijken_anew() -> None:
    of_2020 = {
        "WK168100", "BU16810000", "BU16810001", "WK168101", "BU16810100", "WK168104",
        "WK010600", "BU01060000",
    }  # fmt: skip
    of_2022 = {"WK168100", "WK168101", "WK168179", "WK010600"}
    of_2024 = of_2022 | {"BU16810009", "BU16810100", "BU01060000", "BU01060001"}
    assert region_list.other_area_since(of_2020, of_2022, of_2024) == {"WK168100"}
