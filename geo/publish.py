"""Map files for the web: named by their content, beside compressed copies, described by a manifest.

The name of a file changes with its content, so that browsers may keep it for ever.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import brotli
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.plane import geographic, mercator
from geo.regions import NATION, Level, RegionIndex

MAPS = Path(__file__).parent.parent / "assets" / "maps"  # of a checkout; a wheel has its assets elsewhere
MANIFEST = "manifest.json"
DECIMALS = 4
TRIES = 10

Shapes = Mapping[str, shapely.Geometry]
Bounds = tuple[float, float, float, float]
Place = tuple[float, float, float]


@dataclass(frozen=True)
class PublishedMap:
    """One published level.

    bounds: west, south, east, north in degrees, by province code, and `00` for the nation. missing: the regions of the
    level that have no shape. places: by code, where a region's largest part is roomiest (longitude, latitude), and how
    narrow the box around that part is, in degrees of longitude of a Mercator map. Maps of an earlier version have none.
    """

    level: str
    file: str
    vertices: int
    approximate: bool
    bounds: dict[str, Bounds]
    source: str
    licence: str
    missing: tuple[str, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)


def packaged_manifest(folder: Path) -> dict[str, PublishedMap]:
    """The published maps of a folder by level. Raises FileNotFoundError where nothing has been published."""
    written = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    tupled = {
        level: {
            "bounds": {code: tuple(box) for code, box in fields["bounds"].items()},
            "missing": (*fields["missing"],),
            "places": {code: tuple(place) for code, place in fields.get("places", {}).items()},
        }
        for level, fields in written.items()
    }
    return {level: PublishedMap(**{**fields, **tupled[level]}) for level, fields in written.items()}


def on_grid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """A valid coverage whose coordinates have no more decimals than are written.

    Neighbours' vertices stay the same when they are rounded, but a narrow ring may come to cross itself. What it
    encloses then is cut off where it does; the vertex there is rounded in its turn.

    Raises:
        ArithmeticError: that does not come to an end.
    """
    for _ in range(TRIES):
        rounded = shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))
        if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
            return np.asarray(rounded)
        shapes = shapely.coverage_clean(shapely.make_valid(rounded, method="structure", keep_collapsed=False))
    raise ArithmeticError("rounding does not end")


def dissolve(regencies: Shapes, index: RegionIndex) -> Shapes:
    """Province code -> the union of its regencies' shapes; borders agree since they are the same vertices."""
    within: dict[str, list[shapely.Geometry]] = {}
    for code in sorted(regencies):
        within.setdefault(str(index.province_of(code)), []).append(regencies[code])
    return {code: shapely.coverage_union_all(shapes) for code, shapes in within.items()}


def published_shapes(file: Path) -> dict[str, shapely.Geometry]:
    """Region code -> shape in degrees, of a file that `publish` wrote."""
    text = file.read_text(encoding="utf-8")
    codes = [feature["id"] for feature in json.loads(text)["features"]]
    return dict(zip(codes, shapely.get_parts(shapely.from_geojson(text)), strict=True))


def publish(
    shapes: Mapping[Level, Shapes],
    folder: Path,
    index: RegionIndex,
    *,
    approximate: bool,
    source: str,
    licence: str,
    tiled: bool = False,
) -> dict[str, PublishedMap]:
    """Write each level with its compressed copies, then the manifest, then remove what earlier builds left.

    `shapes`: level -> region code -> (multi)polygon in degrees. The same shapes give the same bytes. `tiled`: whether
    all regions have one size, so that none of them is too small to be found.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bounds = _bounds(shapes[Level.province])
    published = {}
    for level in sorted(shapes):
        text = _geojson(shapes[level], index).encode()
        file = f"{level}.{hashlib.sha256(text).hexdigest()[:12]}.json"
        _write(folder / file, text)
        vertices = sum(int(shapely.get_num_coordinates(shape)) for shape in shapes[level].values())
        missing = tuple(region.code for region in index.level(level) if region.code not in shapes[level])
        places = {} if tiled else {code: _place(shapes[level][code]) for code in sorted(shapes[level])}
        published[str(level)] = PublishedMap(
            str(level), file, vertices, approximate, bounds, source, licence, missing, places
        )
    aside = folder / f".{MANIFEST}"
    aside.write_text(_manifest(published), encoding="utf-8")
    aside.replace(folder / MANIFEST)  # who serves maps may look at any moment
    _remove_stale(folder, {entry.file for entry in published.values()})
    return published


def _geojson(shapes: Shapes, index: RegionIndex) -> str:
    """A FeatureCollection in order of code. `province` is a code; `id` stands at the top, where plotly looks for it."""
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": index[code].name, "province": index.province_of(code)},
            "geometry": _geometry(shapes[code]),
        }
        for code in sorted(shapes)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))


def _geometry(shape: shapely.Geometry) -> dict[str, Any]:
    # d3, which plotly draws with, takes a ring wound the other way for all of the globe but this region.
    wound = shapely.orient_polygons(shape, exterior_cw=True)
    polygons = [
        [
            [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shapely.get_parts(wound)
    ]
    return (
        {"type": "Polygon", "coordinates": polygons[0]}
        if len(polygons) == 1
        else {"type": "MultiPolygon", "coordinates": polygons}
    )


def _bounds(provinces: Shapes) -> dict[str, Bounds]:
    def box(shape: shapely.Geometry) -> Bounds:
        west, south, east, north = (round(float(edge), DECIMALS) for edge in shapely.bounds(shape))
        return west, south, east, north

    nation = shapely.GeometryCollection([provinces[code] for code in sorted(provinces)])
    return {NATION: box(nation), **{code: box(provinces[code]) for code in sorted(provinces)}}


def _place(shape: shapely.Geometry) -> Place:
    """A region in many pieces is found by its largest one. The middle of the largest circle in it lies well inside."""
    largest = max(shapely.get_parts(shapely.transform(shape, mercator)), key=shapely.area)
    west, south, east, north = shapely.bounds(largest)
    breadth = min(east - west, north - south)
    middle = shapely.maximum_inscribed_circle(largest, tolerance=breadth / 100).coords[:1]
    lon, lat = geographic(np.array(middle))[0]
    return round(float(lon), DECIMALS), round(float(lat), DECIMALS), round(float(breadth), DECIMALS)


def _manifest(published: Mapping[str, PublishedMap]) -> str:
    """JSON, each list of numbers on one line."""
    text = json.dumps({level: asdict(entry) for level, entry in published.items()}, ensure_ascii=False, indent=1)
    return re.sub(r"\[([^\[\]{}\"]*)\]", lambda each: f"[{' '.join(each[1].split())}]", text) + "\n"


def _write(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    Path(f"{path}.br").write_bytes(brotli.compress(text, quality=11))
    Path(f"{path}.gz").write_bytes(gzip.compress(text, compresslevel=9, mtime=0))  # a time would change the bytes


def _remove_stale(folder: Path, current: set[str]) -> None:
    for path in folder.glob("*.json*"):
        if path.name != MANIFEST and path.name.removesuffix(".br").removesuffix(".gz") not in current:
            path.unlink()
