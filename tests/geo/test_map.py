"""The packaged map: whole, valid, wound for d3, small enough, in the right places, and the same on every build."""

import gzip
import json
from pathlib import Path

import brotli
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.approximate import MOST_VERTICES, MapError, Villages, add_islets, build, divide, misplaced, read_villages
from geo.overlap import AIM, main, overlaps, packaged_shapes, real_shapes, report
from geo.plane import mercator
from geo.publish import MAPS, PublishedMap, packaged_manifest, publish
from geo.regions import Level, RegionIndex

INDEX = RegionIndex.packaged()
LEVELS = ["regency", "province"]


@pytest.fixture(scope="module")
def manifest() -> dict[str, PublishedMap]:
    return packaged_manifest(MAPS)


@pytest.fixture(scope="module")
def features(manifest: dict[str, PublishedMap]) -> dict[str, list[dict]]:  # type: ignore[type-arg]
    return {level: json.loads((MAPS / manifest[level].file).read_text("utf-8"))["features"] for level in LEVELS}


@pytest.fixture(scope="module")
def shapes(features: dict[str, list[dict]]) -> dict[str, pd.Series]:  # type: ignore[type-arg]
    return {
        level: pd.Series(
            [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in found],
            index=[feature["id"] for feature in found],
        )
        for level, found in features.items()
    }


@pytest.mark.parametrize("level", LEVELS)
def test_no_region_is_lost_and_each_is_named(level: str, features, shapes) -> None:  # type: ignore[no-untyped-def]
    assert shapes[level].index.tolist() == [region.code for region in INDEX.level(level)]
    assert (shapely.area(shapes[level]) > 0).all()
    for feature in features[level]:
        assert feature["properties"] == {
            "name": INDEX[feature["id"]].name,
            "province": INDEX.province_of(feature["id"]),
        }


@pytest.mark.parametrize("level", LEVELS)
def test_the_coverage_is_valid(level: str, shapes) -> None:  # type: ignore[no-untyped-def]
    assert shapely.is_valid(shapes[level]).all()
    assert shapely.coverage_is_valid(shapes[level].to_numpy())


@pytest.mark.parametrize("level", LEVELS)
def test_outer_rings_run_clockwise_and_holes_against(level: str, shapes) -> None:  # type: ignore[no-untyped-def]
    polygons = shapely.get_parts(shapes[level].to_numpy())
    assert not shapely.is_ccw(shapely.get_exterior_ring(polygons)).any()
    assert all(shapely.is_ccw(hole) for polygon in polygons for hole in polygon.interiors)


def test_vertices_stay_within_what_a_browser_draws_in_time(manifest, shapes) -> None:  # type: ignore[no-untyped-def]
    for level in LEVELS:
        assert manifest[level].vertices == shapely.get_num_coordinates(shapes[level].to_numpy()).sum()
    assert manifest["regency"].vertices <= MOST_VERTICES


def test_provinces_are_their_regencies(shapes) -> None:  # type: ignore[no-untyped-def]
    for province in INDEX.level(Level.province):
        parts = shapes["regency"][[region.code for region in INDEX.children(province.code)]]
        assert shapely.equals(shapes["province"][province.code], shapely.union_all(parts.to_numpy())), province


def test_capitals_lie_in_or_beside_their_region(shapes) -> None:  # type: ignore[no-untyped-def]
    """Within 5 km for at least 95 % of the regencies."""
    regions = INDEX.level(Level.regency)
    capitals = shapely.points([(region.longitude, region.latitude) for region in regions])
    distance = shapely.distance(shapes["regency"].to_numpy(), capitals)
    assert (distance < 0.05).mean() >= 0.95
    assert (distance == 0).mean() >= 0.85


@pytest.mark.parametrize("code", ["31.01", "12.73", "13.74", "13.75", "33.71", "35.76", "64.74", "81.72"])
def test_the_smallest_keep_a_shape_that_can_be_seen(code: str, shapes) -> None:  # type: ignore[no-untyped-def]
    """At least 10 km2 (a degree is 111 km), and more than a triangle."""
    assert shapely.area(shapes["regency"][code]) * 111**2 > 10
    assert shapely.get_num_coordinates(shapes["regency"][code]) >= 5


def test_areas_are_near_the_official_ones(shapes) -> None:  # type: ignore[no-untyped-def]
    official = pd.Series({region.code: region.area_km2 for region in INDEX.level(Level.regency)})
    drawn = shapely.area(shapes["regency"].to_numpy()) * 111.32**2
    assert 0.95 < (drawn / official).median() < 1.05


def test_bounds_hold_the_nation_and_each_province(manifest, shapes) -> None:  # type: ignore[no-untyped-def]
    bounds = manifest["regency"].bounds
    assert bounds == manifest["province"].bounds
    assert sorted(bounds) == ["00", *(region.code for region in INDEX.level(Level.province))]
    for code, shape in shapes["province"].items():
        assert bounds[code] == pytest.approx(shape.bounds, abs=1e-4)
    boxes = np.array([box for code, box in bounds.items() if code != "00"])
    assert bounds["00"] == (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))


@pytest.mark.parametrize("level", LEVELS)
def test_a_region_lies_in_its_largest_part_which_is_as_narrow_as_said(level: str, manifest, shapes) -> None:  # type: ignore[no-untyped-def]
    places = manifest[level].places
    assert list(places) == shapes[level].index.tolist()
    for code, (lon, lat, breadth) in places.items():
        largest = max(shapely.get_parts(shapely.transform(shapes[level][code], mercator)), key=shapely.area)
        [place] = mercator(np.array([[lon, lat]]))
        assert shapely.distance(largest, shapely.Point(place)) < 1e-3  # as far as it is rounded
        west, south, east, north = largest.bounds
        assert breadth == pytest.approx(min(east - west, north - south), abs=1e-4)


def test_the_manifest_has_a_list_of_numbers_on_one_line() -> None:
    text = (MAPS / "manifest.json").read_text("utf-8")
    assert '   "74": [120.869, -6.227, 124.355, -2.754],' in text.splitlines()


def test_a_map_of_an_earlier_version_has_no_places(tmp_path: Path) -> None:
    written = json.loads((MAPS / "manifest.json").read_text("utf-8"))
    for entry in written.values():
        del entry["places"]
    (tmp_path / "manifest.json").write_text(json.dumps(written), encoding="utf-8")
    assert [entry.places for entry in packaged_manifest(tmp_path).values()] == [{}, {}]


def test_the_map_says_what_it_is(manifest) -> None:  # type: ignore[no-untyped-def]
    for entry in manifest.values():
        assert entry.approximate
        assert "Natural Earth" in entry.source
        assert entry.licence


@pytest.mark.parametrize("level", LEVELS)
def test_compressed_copies_hold_the_same(level: str, manifest) -> None:  # type: ignore[no-untyped-def]
    path = MAPS / manifest[level].file
    assert brotli.decompress(Path(f"{path}.br").read_bytes()) == path.read_bytes()
    assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == path.read_bytes()
    assert Path(f"{path}.gz").read_bytes()[4:8] == bytes(4), "a time in the file would change its bytes"


def test_nothing_of_an_earlier_build_stays(manifest) -> None:  # type: ignore[no-untyped-def]
    expected = {f"{entry.file}{ending}" for entry in manifest.values() for ending in ("", ".br", ".gz")}
    assert {path.name for path in MAPS.iterdir()} == expected | {"manifest.json"}


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    """The gzip copies are left out: zlib comes with the system, not with the locked packages."""
    build(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in MAPS.iterdir()}
    for path in sorted(tmp_path.iterdir()):
        if path.suffix != ".gz":
            assert path.read_bytes() == (MAPS / path.name).read_bytes(), path.name


# -- how it is made, on a small scale


def square_island(villages: list[tuple[float, float, str]]) -> tuple[Villages, np.ndarray]:  # type: ignore[type-arg]
    regency, codes = pd.factorize(pd.Series([code for *_, code in villages], dtype=str), sort=True)
    return Villages(np.array([v[:2] for v in villages]), regency, tuple(codes)), np.array(
        [shapely.box(120, -4, 121, -3)]
    )


def test_every_place_belongs_to_the_nearest_village() -> None:
    villages, land = square_island([(120.1, -3.5, "74.01"), (120.3, -3.5, "74.01"), (120.7, -3.5, "74.02")])
    west, east = divide(land, villages)
    assert west.equals(shapely.box(120, -4, 120.5, -3))
    assert east.equals(shapely.box(120.5, -4, 121, -3))


def test_a_village_off_the_coast_gets_an_islet() -> None:
    villages, land = square_island([(120.2, -3.5, "74.01"), (120.8, -3.5, "74.02"), (122.0, -3.5, "74.02")])
    west, east = divide(add_islets(land, villages), villages)
    assert (shapely.get_num_geometries(west), shapely.get_num_geometries(east)) == (1, 2)
    assert shapely.intersects_xy(east, 122.0, -3.5)


def test_a_regency_without_land_is_an_error_that_names_it() -> None:
    villages, land = square_island([(120.5, -3.5, "74.01"), (125.0, 5.0, "74.02")])
    with pytest.raises(MapError, match=r"74\.02"):
        divide(land, villages)


def test_few_villages_are_out_of_place_and_none_of_a_regency_alone() -> None:
    villages = read_villages()
    wrong = misplaced(villages)
    assert 0 < wrong.sum() < 50
    assert set(villages.regency[~wrong]) == set(villages.regency)


def test_villages_carry_codes_of_today() -> None:
    assert list(read_villages().codes) == [region.code for region in INDEX.level(Level.regency)]


def test_publishing_removes_what_was_there_before(tmp_path: Path) -> None:
    (tmp_path / "regency.0123456789ab.json").write_text("{}")
    (tmp_path / "regency.0123456789ab.json.gz").write_text("")
    (tmp_path / "LICENSE").write_text("stays")
    box = shapely.box(120, -4, 121, -3)
    shapes = {Level.regency: {"74.01": box}, Level.province: {"74": box}}
    written = publish(shapes, tmp_path, INDEX, approximate=False, source="s", licence="l")
    assert packaged_manifest(tmp_path) == written
    assert len(list(tmp_path.iterdir())) == 2 * 3 + 1 + 1
    assert (tmp_path / "LICENSE").exists()


# -- against real boundaries


def test_overlap_of_known_shapes() -> None:
    ours = pd.Series({"74.01": shapely.box(0, 0, 1, 1)})
    theirs = pd.Series({"74.01": shapely.box(0, 0, 2, 1), "74.02": shapely.box(5, 0, 6, 1)})
    found = overlaps(ours, theirs)
    assert found["overlap"].tolist() == pytest.approx([0.5, 0])
    assert "median 0.250, by area 0.333" in report(found, INDEX)


def test_the_packaged_map_overlaps_real_boundaries(boundaries_dir: Path) -> None:
    found = overlaps(packaged_shapes(MAPS), real_shapes(boundaries_dir / "regencies_full.gpkg"))
    assert len(found) == 514
    assert found["overlap"].median() >= AIM, report(found, INDEX)


def test_the_check_prints_and_says_whether_the_aim_is_met(
    boundaries_dir: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([str(boundaries_dir / "regencies_full.gpkg")]) == 0
    assert capsys.readouterr().out.startswith("overlap of 514 regencies: median 0.8")
    assert main([]) == main([str(tmp_path / "absent.gpkg")]) == 2
