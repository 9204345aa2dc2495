"""Boundary files as they come: what is read, what is repaired, and what is told with its code."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.boundaries import BoundaryError, read_boundaries
from geo.regions import Level
from tests.geo.boundary_files import INDEX, REGENCIES, SQUARES, frame, squares, written

BOW_TIE = shapely.Polygon([(124, -4), (124.5, -3.5), (124.5, -4), (124, -3.5)])


def read(path: Path, **options: str):  # type: ignore[no-untyped-def]
    return read_boundaries(path, INDEX, Level.regency, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.topojson", "a.shp.zip", "a.shp"])
def test_any_vector_file_is_read(tmp_path: Path, name: str) -> None:
    """TopoJSON has no place for what its coordinates are."""
    file = written(tmp_path / name, squares())
    found = read(file, crs="EPSG:4326") if name == "a.topojson" else read(file)
    assert {code: shape.equals(SQUARES[code]) for code, shape in found.shapes.items()} == dict.fromkeys(SQUARES, True)
    assert (found.findings.features, found.findings.code_field, found.findings.crs) == (4, "kode", "EPSG:4326")
    assert found.findings.missing == tuple(sorted(set(REGENCIES) - set(SQUARES)))


@pytest.mark.parametrize(
    "codes", [["7402", "7405", "7409", "7471"], [7402, 7405, 7409, 7471], [7402.0, 7405.0, 7409.0, 7471.0]]
)
def test_codes_are_found_however_they_are_written(tmp_path: Path, codes: list[object]) -> None:
    features = frame(list(SQUARES.values()), codes, luas=[1, 2, 3, 4], prov=["74"] * 4)
    found = read(written(tmp_path / "a.gpkg", features))
    assert (set(found.shapes), found.findings.code_field) == (set(SQUARES), "kode")


def test_a_declared_field_is_used(tmp_path: Path) -> None:
    others = ["74.01", "74.03", "74.04", "74.72"]
    file = written(tmp_path / "a.gpkg", frame(list(SQUARES.values()), list(SQUARES), lain=others))
    assert set(read(file, code_field="lain").shapes) == set(others)
    with pytest.raises(BoundaryError) as caught:
        read(file, code_field="tidak")
    assert (caught.value.kind, caught.value.detail["fields"]) == ("no_field", ["kode", "lain"])


def test_what_is_wrong_is_told_by_its_code(tmp_path: Path) -> None:
    odd = [
        (None, "74.72"), (shapely.box(125, -4, 125.1, -3.9), ""), (shapely.box(125, -5, 125.1, -4.9), "52.0452.07"),
        (shapely.box(125, -6, 125.1, -5.9), "99.99"), (BOW_TIE, "74.10"), (shapely.box(121, -4, 122, -3.5), "74.02"),
        (shapely.box(123.4, -4, 124, -3.5), "74.01"), (shapely.box(130, -3, 130.5, -2.5), "91.16"),
    ]  # fmt: skip
    shapes = [*SQUARES.values(), *(shape for shape, _ in odd)]
    found = read(written(tmp_path / "a.gpkg", frame(shapes, [*SQUARES, *(code for _, code in odd)])))
    told = found.findings
    assert told.without_shape == ("74.72",)
    assert told.without_code == (6,)
    assert told.strange == ("52.0452.07", "99.99")
    assert told.dissolved == ("74.02",)
    assert told.repaired == ("74.10",)
    assert told.cleaned == ("74.01", "74.09")
    assert told.renamed == (("91.16", "93.02"),)
    assert {"74.72", "91.16"}.isdisjoint(found.shapes)
    assert found.shapes["74.02"].equals(shapely.box(121, -4, 122.5, -3.5))
    every = np.array(list(found.shapes.values()), dtype=object)
    assert shapely.is_valid(every).all()
    assert shapely.coverage_is_valid(every)
    assert sum(shapely.area(every)) == pytest.approx(shapely.area(shapely.union_all(every)))


def test_coordinates_need_a_system_that_is_declared_or_stated(tmp_path: Path) -> None:
    bare = written(tmp_path / "bare.gpkg", squares(None))
    assert set(read(bare, crs="EPSG:4326").shapes) == set(SQUARES)
    metres = written(tmp_path / "metres.gpkg", squares().to_crs("EPSG:3857"))
    assert read(metres).shapes["74.02"].equals_exact(SQUARES["74.02"], 1e-6)
    for file, stated, kind in (
        (bare, None, "no_crs"), (bare, "EPSG:0", "unknown_crs"), (metres, "EPSG:4326", "other_crs"),
        (bare, "EPSG:3857", "elsewhere"),
    ):  # fmt: skip
        with pytest.raises(BoundaryError) as caught:
            read(file, **({"crs": stated} if stated else {}))
        assert caught.value.kind == kind


def test_of_several_layers_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    squares().to_file(file, layer="kabupaten")
    squares().to_file(file, layer="lama")
    with pytest.raises(BoundaryError) as caught:
        read(file)
    assert (caught.value.kind, caught.value.detail["layers"]) == ("several_layers", ["kabupaten", "lama"])
    assert set(read(file, layer="kabupaten").shapes) == set(SQUARES)
    with pytest.raises(BoundaryError) as caught:
        read(file, layer="tidak")
    assert caught.value.kind == "no_layer"


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.gpkg", b"SQLite format 3\0 and no more", "unreadable"), ("a.zip", b"PK\x03\x04", "unreadable"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "empty"),
        ("a.csv", b"kode,nama\n74.02,Konawe\n", "empty"), ("tidak.gpkg", None, "unreadable"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, name: str, raw: bytes | None, kind: str) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(BoundaryError) as caught:
        read(tmp_path / name)
    assert caught.value.kind == kind


def test_a_file_without_codes_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path / "a.gpkg", frame(list(SQUARES.values()), ["a", "b", "c", "d"]))
    with pytest.raises(BoundaryError) as caught:
        read(file)
    assert (caught.value.kind, caught.value.detail["fields"]) == ("no_field", ["kode"])
    with pytest.raises(BoundaryError) as caught:
        read(file, code_field="kode")
    assert caught.value.kind == "no_codes"


def test_the_real_files_are_read(boundaries_dir: Path) -> None:
    whole = read(boundaries_dir / "regencies_full.gpkg")
    assert (sorted(whole.shapes), whole.findings.missing) == (sorted(REGENCIES), ())
    dirty = read(boundaries_dir / "regencies_dirty.geojson").findings
    assert (dirty.code_field, dirty.strange) == ("KDPKAB", ("52.0452.07", "71.05/71.10"))
    assert dirty.missing == ("12.73", "12.76", "13.74", "13.75", "31.01", "33.71", "35.76")
    assert (len(dirty.without_shape), len(dirty.without_code), ("91.01", "93.01") in dirty.renamed) == (10, 1, True)
