"""Small boundary files: squares with the codes of regencies, in the formats in which they come."""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

import geopandas
import shapely

from geo.regions import Level, RegionIndex

INDEX = RegionIndex.packaged()
REGENCIES = [region.code for region in INDEX.level(Level.regency)]
# Three squares side by side, and one above the first.
SQUARES = {
    "74.02": shapely.box(122, -4, 122.5, -3.5),
    "74.05": shapely.box(122.5, -4, 123, -3.5),
    "74.09": shapely.box(123, -4, 123.5, -3.5),
    "74.71": shapely.box(122, -3.5, 122.5, -3),
}


def frame(
    shapes: Sequence[shapely.Geometry | None], codes: Sequence[object], crs: str | None = "EPSG:4326", **more: object
) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"kode": list(codes), **more}, geometry=list(shapes), crs=crs)


def squares(crs: str | None = "EPSG:4326") -> geopandas.GeoDataFrame:
    names = [INDEX[code].name for code in SQUARES]
    return frame(list(SQUARES.values()), list(SQUARES), crs, nama=names)


def written(path: Path, features: geopandas.GeoDataFrame) -> Path:
    """The features as a file of the kind that its name says."""
    if path.name.endswith(".shp.zip"):
        features.to_file(path, driver="ESRI Shapefile")
    elif path.suffix == ".topojson":
        path.write_text(json.dumps(_topology(features)), encoding="utf-8")
    else:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="'crs' was not provided")
            features.to_file(path)
    return path


def _topology(features: geopandas.GeoDataFrame) -> dict[str, object]:
    """Every ring an arc of its own: no smaller than GeoJSON, but TopoJSON."""
    arcs = [[list(point) for point in shape.exterior.coords] for shape in features.geometry]
    shapes = [
        {"type": "Polygon", "arcs": [[number]], "properties": {"kode": code}}
        for number, code in enumerate(features["kode"])
    ]
    objects = {"regencies": {"type": "GeometryCollection", "geometries": shapes}}
    return {"type": "Topology", "objects": objects, "arcs": arcs}


def nation() -> geopandas.GeoDataFrame:
    """A square for every regency, in rows; one of them has a city in its middle, a hundredth of its size."""
    shapes = [
        shapely.box(x, y, x + 1, y + 1) for x, y in ((96 + n % 32, -9 + n // 32) for n in range(len(REGENCIES) - 1))
    ]
    city = shapely.box(100.45, -6.55, 100.55, -6.45)
    around = next(number for number, shape in enumerate(shapes) if shape.contains(city))
    shapes[around] = shapes[around].difference(city)
    return frame([*shapes, city], REGENCIES)
