"""The tile map: one cell a regency, provinces in one piece, near their places, the same at every build."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
import shapely
from scipy.sparse.csgraph import connected_components

from geo.publish import packaged_manifest
from geo.regions import Level, RegionIndex
from geo.tiles import SEA, TILES, Tiles, assigned, mended, moved_apart, tiles, write

INDEX = RegionIndex.packaged()


@pytest.fixture(scope="module")
def found() -> Tiles:
    return tiles(INDEX)


def pieces(cells: list[tuple[int, int]]) -> int:
    """How many pieces cells make that touch by a side: every pair looked at."""
    xy = np.array(cells)
    beside = np.abs(xy[:, None] - xy[None, :]).sum(axis=2) == 1
    return int(connected_components(beside, directed=False)[0])


def test_every_regency_has_a_cell_of_its_own(found: Tiles) -> None:
    assert sorted(found.cells) == [region.code for region in INDEX.level(Level.regency)]
    assert len(set(found.cells.values())) == len(found.cells)


def test_every_province_is_one_piece(found: Tiles) -> None:
    torn = {
        province.code: count
        for province in INDEX.level(Level.province)
        if (count := pieces([found.cells[region.code] for region in INDEX.children(province.code)])) != 1
    }
    assert torn == {}
    assert found.torn == ()


def test_tiles_lie_near_their_places(found: Tiles) -> None:
    assert found.displacement < 0.8
    assert found.kept > 0.65
    west_to_east = [found.cells[code][0] for code in ("11.71", "31.71", "64.71", "81.71", "93.01")]
    assert west_to_east == sorted(west_to_east)
    north_to_south = [found.cells[code][1] for code in ("71.71", "72.71", "73.71", "53.71")]
    assert north_to_south == sorted(north_to_south, reverse=True)


def test_the_packaged_tiles_are_those_that_are_built(found: Tiles, tmp_path: Path) -> None:
    published = write(found, INDEX, tmp_path)
    assert published == packaged_manifest(TILES)
    features = json.loads((TILES / published["regency"].file).read_text("utf-8"))["features"]
    shapes = np.array([shapely.from_geojson(json.dumps(each["geometry"])) for each in features])
    assert set(shapely.area(shapes)) == {1.0}
    assert shapely.coverage_is_valid(shapes)


def test_places_are_moved_apart_and_further_over_the_sea() -> None:
    places = np.array([(0.0, 0.0), (0.0, 0.0), (0.3, 0.1), (5.0, 5.0)])
    apart = moved_apart(places, np.array([0, 0, 1, 1]))
    assert np.hypot(*(apart[0] - apart[1])) == pytest.approx(1, abs=0.05)
    assert np.hypot(*(apart[0] - apart[2])) == pytest.approx(SEA, abs=0.1)
    assert apart[3] == pytest.approx(places[3], abs=0.01)


def test_the_assignment_takes_the_least_way() -> None:
    """Against every way to put five places on the cells that were chosen."""
    places = np.random.default_rng(2024).uniform(0, 1.5, size=(5, 2))
    cells = assigned(places)
    ways = [((places - cells[list(order)]) ** 2).sum() for order in permutations(range(5))]
    assert min(ways) == pytest.approx(((places - cells) ** 2).sum())


def test_a_torn_province_is_mended() -> None:
    cells = np.array([(0, 0), (1, 0), (2, 0), (3, 0)])
    province = np.array([0, 1, 1, 0])
    whole = mended(cells, cells.astype(float), province)
    assert [pieces([tuple(cell) for cell in whole[province == number]]) for number in (0, 1)] == [1, 1]
    assert len({tuple(cell) for cell in whole}) == 4
