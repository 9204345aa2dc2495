"""Boundaries that are installed: simplified without a loss, checked, and published beside the approximate ones."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.boundaries import read_boundaries
from geo.check import check
from geo.install import IncompleteError, install, uninstall
from geo.publish import on_grid, packaged_manifest
from geo.regions import Level
from geo.simplify import LEAST_KEPT, TooFineError, simplify
from tests.geo.boundary_files import INDEX, REGENCIES, nation, squares, written


def wobbly(shapes: list[shapely.Geometry], seed: int, step: float = 0.01) -> np.ndarray:  # type: ignore[type-arg]
    """The shapes with many vertices, moved a little: the same ones of all who share them."""
    dense = shapely.transform(shapely.segmentize(np.array(shapes, dtype=object), step), lambda xy: np.round(xy, 6))

    def moved(xy: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        turn = np.sin(xy[:, :1] * 900 + seed) + np.cos(xy[:, 1:] * 700 - seed)
        return xy + step / 10 * np.hstack([turn, -turn])

    found = shapely.transform(dense, moved)
    assert shapely.coverage_is_valid(found)
    return np.asarray(found)


@given(st.integers(0, 1000), st.sampled_from([400, 1_000, 4_000]))
@settings(max_examples=15, deadline=None)
def test_simplifying_keeps_borders_and_every_region(seed: int, most: int) -> None:
    """Four squares, a city inside one, and an island."""
    city, island = shapely.box(100.46, -5.54, 100.54, -5.46), shapely.Point(106, -5).buffer(0.02)
    boxes = [shapely.box(100 + x, -6 + y, 101 + x, -5 + y) for x in (0, 1) for y in (0, 1)]
    shapes = wobbly([boxes[0].difference(city), *boxes[1:], city, island], seed)
    simple = simplify(shapes, most)
    assert shapely.get_num_coordinates(simple).sum() <= most
    assert shapely.is_valid(simple).all()
    assert shapely.coverage_is_valid(simple)
    kept = shapely.area(simple) / shapely.area(shapes)
    assert (kept > LEAST_KEPT * 0.99).all()
    assert (kept < 1 / LEAST_KEPT).all()


def test_what_cannot_be_simplified_so_far_is_refused() -> None:
    with pytest.raises(TooFineError) as caught:
        simplify(wobbly([shapely.box(100, -6, 101, -5)], 1), 4)
    assert caught.value.vertices > 4


def test_specks_go_and_an_archipelago_stays() -> None:
    large, speck = shapely.box(100, -6, 101, -5), shapely.box(102, -6, 102.001, -5.999)
    many = shapely.MultiPolygon([shapely.box(103 + n / 100, -6, 103.002 + n / 100, -5.998) for n in range(41)])
    simple = simplify(np.array([shapely.MultiPolygon([large, speck]), many], dtype=object))
    assert shapely.get_num_geometries(simple).tolist() == [1, 39]


def test_rounding_leaves_a_valid_coverage() -> None:
    spike = shapely.Polygon([(100, -5), (101, -5), (101, -4), (100.50004, -4.99996), (100.50003, -4.99998), (100, -4)])
    beside = shapely.Polygon([(100, -4), (100.50003, -4.99998), (100.50004, -4.99996), (101, -4)])
    rounded = on_grid(np.array([spike, beside], dtype=object))
    assert shapely.is_valid(rounded).all()
    assert shapely.coverage_is_valid(rounded)
    xy = shapely.get_coordinates(rounded)
    assert np.array_equal(xy, np.round(xy, 4))


def test_a_whole_file_is_installed_and_keeps_what_a_map_has_to(tmp_path: Path) -> None:
    found = read_boundaries(written(tmp_path / "a.gpkg", nation()), INDEX, Level.regency)
    published = install(found, tmp_path / "maps", INDEX, source="BIG", licence="CC BY 4.0")
    told = {level: (each.approximate, each.source, each.missing) for level, each in published.items()}
    assert told == dict.fromkeys(("regency", "province"), (False, "BIG", ()))
    checked = check(tmp_path / "maps", INDEX)
    assert [(each.level, each.facts["regions"]) for each in checked] == [("province", 38), ("regency", len(REGENCIES))]
    assert all(verdict.holds for each in checked for verdict in each.verdicts)
    assert checked[1].facts["smallest"][0]["region_code"] == REGENCIES[-1]
    assert [(each.facts["provinces"], each.facts["valid_from"]) for each in checked] == [(38, "2022-12-08")] * 2
    uninstall(tmp_path / "maps")
    assert not (tmp_path / "maps").exists()
    uninstall(tmp_path / "maps")


def test_an_incomplete_file_is_installed_only_if_that_is_allowed(tmp_path: Path) -> None:
    found = read_boundaries(written(tmp_path / "a.gpkg", squares()), INDEX, Level.regency)
    with pytest.raises(IncompleteError) as caught:
        install(found, tmp_path / "maps", INDEX, source="", licence="")
    assert len(caught.value.findings.missing) == len(REGENCIES) - 4
    assert not (tmp_path / "maps").exists()
    install(found, tmp_path / "maps", INDEX, source="", licence="", allow_missing=True)
    assert packaged_manifest(tmp_path / "maps")["regency"].missing == found.findings.missing
    verdicts = {verdict.kind: verdict for verdict in check(tmp_path / "maps", INDEX)[1].verdicts}
    assert (verdicts["complete"].holds, verdicts["complete"].codes) == (False, found.findings.missing)


def test_the_real_boundaries_keep_what_a_map_has_to(boundaries_dir: Path, tmp_path: Path) -> None:
    found = read_boundaries(boundaries_dir / "regencies_full.gpkg", INDEX, Level.regency)
    install(found, tmp_path / "maps", INDEX, source="BIG", licence="")
    checked = check(tmp_path / "maps", INDEX)
    assert all(verdict.holds for each in checked for verdict in each.verdicts)
    assert checked[1].facts["smallest"][0]["pixels"] > 5
