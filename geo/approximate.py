"""*Batas perkiraan*: shapes of all regencies from village points and the coast, without anybody's boundary file.

Every place belongs to the regency of the village nearest to it (Voronoi), and the coast cuts the result. Run as
`python -m geo.approximate [FOLDER]` it writes the packaged map.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import Voronoi, cKDTree

from geo.publish import MAPS, Shapes, dissolve, publish
from geo.regions import REFERENCE, Level, RegionIndex
from geo.simplify import MOST_VERTICES, Polygons, by_island, steps_of

# Distances are in degrees: so near the equator a degree of longitude is within 2 % of a degree of latitude.
GRID = 0.001  # coordinates lie on this grid (110 m), so that neighbours share their vertices to the last digit
ISLET = 0.02  # radius of the disc that stands for an island the coast does not have
DETAIL = 0.05  # what simplifying may remove, as a part of the width of a regency
TOLERANCES = (0.010, 0.015, 0.020, 0.025, 0.030)  # the square root of the area of a triangle that is removed
NEIGHBOURS = 12
FAR = 2.5

SOURCE = "Titik desa (paket PyPI berlisensi MIT) dan garis pantai Natural Earth (domain publik)"
LICENCE = "Apache-2.0"


class MapError(Exception):
    """The points and the coast do not make a map of every regency."""


@dataclass(frozen=True)
class Villages:
    """`xy` (n, 2) in degrees, and `regency` (n,), the place of each village's regency in `codes` (sorted)."""

    xy: NDArray[np.float64]
    regency: NDArray[np.int64]
    codes: tuple[str, ...]

    def without(self, unwanted: NDArray[np.bool_]) -> "Villages":
        return Villages(self.xy[~unwanted], self.regency[~unwanted], self.codes)


def read_villages(path: Path = REFERENCE / "village_points.csv.gz") -> Villages:
    """Read village points. The first four digits of a village code are its regency's Kemendagri code of 2025."""
    frame = pd.read_csv(path, dtype={"village_code": str, "lon": float, "lat": float})
    code = frame["village_code"].str[:2] + "." + frame["village_code"].str[2:4]
    regency, codes = pd.factorize(code, sort=True)
    return Villages(frame[["lon", "lat"]].to_numpy(), regency.astype(np.int64), tuple(codes))


def read_coast(path: Path = REFERENCE / "land_10m.geojson") -> Polygons:
    """Read the land as single polygons. The file also holds a few lines, left over where islands were cut: not land."""
    parts = shapely.get_parts(shapely.get_parts(shapely.from_geojson(path.read_text(encoding="utf-8"))))
    return _polygons(parts)


def misplaced(villages: Villages) -> NDArray[np.bool_]:
    """Villages that stand in the wrong place: among others' villages and far from their own.

    Two conditions together, for each alone is true of honest islands: at most one of the 12 nearest villages is of the
    same regency, and the distance from the regency's median place is more than 2.5 times the upper quartile of such
    distances in that regency.
    """
    _, near = cKDTree(villages.xy).query(villages.xy, k=NEIGHBOURS + 1)
    own = (villages.regency[near[:, 1:]] == villages.regency[:, None]).sum(axis=1)
    by_regency = pd.DataFrame(villages.xy).groupby(villages.regency)
    distance = pd.Series(np.hypot(*(villages.xy - by_regency.transform("median").to_numpy()).T))
    usual = distance.groupby(villages.regency).transform(lambda of_one: of_one.quantile(0.75))
    return np.asarray((own <= 1) & (distance > FAR * usual))


def add_islets(coast: Polygons, villages: Villages) -> Polygons:
    """The land, with a small hexagon around each village far off the coast: its island is too small for that file.

    Villages nearer than that to the coast get none: they stand on land that the file draws a little too narrow, and
    discs there would make teeth along the shore.
    """
    points = shapely.points(villages.xy)
    ashore = shapely.STRtree(coast).query(points, predicate="dwithin", distance=2 * ISLET)[0]
    afloat = np.delete(villages.xy, np.unique(ashore), axis=0)
    corners = np.radians(np.arange(0, 360, 60))
    hexagon = ISLET * np.column_stack([np.cos(corners), np.sin(corners)])
    islets = shapely.get_parts(shapely.union_all(shapely.polygons(afloat[:, None, :] + hexagon)))
    return np.concatenate([coast, shapely.polygons(shapely.get_exterior_ring(_polygons(islets)))])


def borders(villages: Villages) -> Polygons:
    """The Voronoi edges between villages of different regencies, as lines of two points."""
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring = villages.xy.mean(axis=0) + 60 * np.column_stack([np.cos(turn), np.sin(turn)])  # so that edges on land end
    diagram = Voronoi(np.concatenate([villages.xy, ring]))
    owner = np.concatenate([villages.regency, np.full(len(ring), -1)])[diagram.ridge_points]
    ends = np.asarray(diagram.ridge_vertices)
    between = (owner[:, 0] != owner[:, 1]) & (ends >= 0).all(axis=1)
    lines: Polygons = shapely.linestrings(diagram.vertices[ends[between]])
    return lines


def divide(land: Polygons, villages: Villages) -> Polygons:
    """Cut the land by the borders; one (multi)polygon a regency, in the order of `codes`, together a valid coverage.

    Coast and borders become one network first, and its faces go to the nearest village: so neighbours share every
    vertex, which cutting one regency after the other would not give. Raises MapError for a regency without land.
    """
    lines = borders(villages)
    tree = shapely.STRtree(land)
    lines = lines[np.unique(tree.query(lines, predicate="intersects")[0])]
    network = shapely.union_all(np.concatenate([lines, shapely.boundary(land)]), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(network)))
    inside = shapely.point_on_surface(faces)
    on_land = np.unique(tree.query(inside, predicate="intersects")[0])
    faces, inside = faces[on_land], inside[on_land]
    owner = villages.regency[cKDTree(villages.xy).query(shapely.get_coordinates(inside))[1]]
    if lost := sorted(set(villages.codes) - {villages.codes[i] for i in np.unique(owner)}):
        raise MapError(f"no land is left for {', '.join(lost)}: are their village points in the wrong place?")
    return np.array([shapely.coverage_union_all(faces[owner == i]) for i in range(len(villages.codes))])


def simplify(shapes: Polygons, land: Polygons) -> Polygons:
    """Fewer vertices, borders still shared, in more detail on islands whose regencies are small.

    The tolerance is a fixed part of the width of an average regency of the island, rounded up to one of TOLERANCES.
    """
    parts, regency = shapely.get_parts(shapes, return_index=True)
    island = shapely.STRtree(land).query(shapely.point_on_surface(parts), predicate="intersects")[1]
    simple = by_island(parts, island, steps_of(parts, island, DETAIL, TOLERANCES), TOLERANCES)
    joined: Polygons = shapely.multipolygons(simple, indices=regency)
    return joined


def approximate(villages: Villages, coast: Polygons) -> Shapes:
    """Region code -> simplified (multi)polygon in degrees, for every regency of the points. Raises MapError."""
    kept = villages.without(misplaced(villages))
    land = add_islets(coast, kept)
    simple = simplify(divide(land, kept), land)
    if not shapely.coverage_is_valid(simple) or not shapely.is_valid(simple).all():
        raise MapError("simplifying broke the coverage: use smaller TOLERANCES")
    if (vertices := int(shapely.get_num_coordinates(simple).sum())) > MOST_VERTICES:
        raise MapError(
            f"{vertices} vertices, more than the {MOST_VERTICES} a browser draws in time: use larger TOLERANCES"
        )
    return dict(zip(kept.codes, simple, strict=True))


def build(folder: Path = MAPS) -> dict[Level, Shapes]:
    """Compute the packaged map and write it into `folder`. Takes some seconds. Raises MapError."""
    index = RegionIndex.packaged()
    regencies = approximate(read_villages(), read_coast())
    if lost := sorted({region.code for region in index.level(Level.regency)} ^ set(regencies)):
        raise MapError(f"village points and regions.csv do not name the same regencies: {', '.join(lost)}")
    shapes = {Level.regency: regencies, Level.province: dissolve(regencies, index)}
    publish(shapes, folder, index, approximate=True, source=SOURCE, licence=LICENCE)
    return shapes


def _polygons(shapes: Polygons) -> Polygons:
    chosen: Polygons = shapes[shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON]
    return chosen


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else MAPS
    for level, shapes in build(folder).items():
        vertices = sum(shapely.get_num_coordinates(shape) for shape in shapes.values())
        sys.stdout.write(f"{level}: {len(shapes)} regions, {vertices} vertices\n")


if __name__ == "__main__":
    main(sys.argv[1:])
