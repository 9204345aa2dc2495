"""A boundary file as it comes -> one valid shape a region, and what was wrong with it, by the offending codes.

Any vector file that GDAL reads: GeoPackage, Shapefile, GeoJSON, TopoJSON, or a ZIP of one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.regions import Level, RegionIndex

CodeSystem = Literal["kemendagri", "bps"]
DEGREES: Final = "EPSG:4326"
# West, south, east, north of Indonesia, with room for borders at sea.
INDONESIA: Final = (93.0, -13.0, 143.0, 9.0)
# Of the values of a column of codes at least so many are of regions.
MOSTLY: Final = 0.5
_CODE: Final = re.compile(r"\d{2}|\d{2}\.?\d{2}")
_Shapes = NDArray[np.object_]


class BoundaryError(Exception):
    """A file that gives no map. `kind` is one of `KINDS`; `detail` is what its words name."""

    KINDS: Final = (
        "unreadable", "empty", "several_layers", "no_layer", "no_crs", "unknown_crs", "other_crs", "no_field",
        "no_codes", "elsewhere",
    )  # fmt: skip

    def __init__(self, kind: str, **detail: Any) -> None:
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What stood in a boundary file. Codes are as they stand there where they name no region, else those of today.

    features: how many; code_field, crs: what they were read by.
    without_code: the numbers of features, from 1. strange: codes that name no region of the level, or several.
    without_shape: codes of features that have none. renamed: codes of before, and those of today.
    dissolved: regions made of several features. repaired: those whose rings crossed themselves. cleaned: those whose
    borders did not agree with their neighbours'. missing: regions that no feature gives a shape.
    """

    features: int
    code_field: str
    crs: str
    without_code: tuple[int, ...] = ()
    strange: tuple[str, ...] = ()
    without_shape: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    dissolved: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    cleaned: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Region code -> (multi)polygon in degrees, together a valid coverage; and what stood in the file."""

    shapes: Mapping[str, shapely.Geometry]
    findings: Findings


def read_boundaries(
    path: Path,
    index: RegionIndex,
    level: Level,
    *,
    code_field: str | None = None,
    crs: str | None = None,
    layer: str | None = None,
    code_system: CodeSystem = "kemendagri",
) -> Boundaries:
    """Read a file, and make one shape of each region.

    Args:
        code_field: the column of the codes; without it the one whose values are mostly codes of the level.
        crs: what the coordinates are, for a file that does not say it.
        layer: which one, of a file with several.

    Raises:
        BoundaryError: it gives no map.
    """
    frame = _in_degrees(_read(path, layer), crs)
    field, codes = _codes(frame, index, level, code_field, code_system)
    texts = [_text(value) for value in frame[field]]
    shapes, repaired = _repaired(np.asarray(frame.geometry))
    empty = shapely.is_empty(shapes) | shapely.is_missing(shapes)
    known = np.array([code is not None for code in codes], dtype=bool)
    used = known & ~empty
    if not used.any():
        raise BoundaryError("no_codes", field=field, values=texts[:3])
    _hold_inside(shapes[used])
    regions, owner = np.unique(np.array(codes, dtype=object)[used].astype(str), return_inverse=True)
    joined = _joined(shapes[used], owner, len(regions))
    whole, cleaned = _cleaned(joined)
    count = Counter(owner.tolist())
    every = {region.code for region in index.level(level)}
    return Boundaries(
        dict(zip(regions.tolist(), whole, strict=True)),
        Findings(
            features=len(frame),
            code_field=field,
            crs=str(frame.attrs["crs"]),
            without_code=tuple(number for number, text in enumerate(texts, start=1) if not text),
            strange=_once(text for text, code in zip(texts, codes, strict=True) if text and code is None),
            without_shape=_once(codes[place] or texts[place] for place in np.flatnonzero(empty)),
            renamed=_renamed(texts, codes, code_system),
            dissolved=tuple(region for number, region in enumerate(regions) if count[number] > 1),
            repaired=_once(codes[place] for place in np.flatnonzero(repaired & used)),
            cleaned=tuple(regions[cleaned].tolist()),
            missing=tuple(sorted(every - set(regions))),
        ),
    )


def _once(codes: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code}))


def _renamed(texts: Sequence[str], codes: Sequence[str | None], code_system: CodeSystem) -> tuple[tuple[str, str], ...]:
    if code_system != "kemendagri":
        return ()
    pairs = {(text, code) for text, code in zip(texts, codes, strict=True) if code and _digits(text) != _digits(code)}
    return tuple(sorted(pairs))


def _digits(text: str) -> str:
    return text.replace(".", "")


# -- the file ----------------------------------------------------------------------------------------------------------


def _read(path: Path, layer: str | None) -> geopandas.GeoDataFrame:
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if layer is not None and layer not in layers:
            raise BoundaryError("no_layer", layer=layer, layers=layers)
        if layer is None and len(layers) != 1:
            raise BoundaryError("several_layers" if layers else "empty", layers=layers)
        frame = geopandas.read_file(path, layer=layer or layers[0])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, OSError, ValueError) as error:
        raise BoundaryError("unreadable", why=str(error)) from None
    if not len(frame) or not isinstance(frame, geopandas.GeoDataFrame):
        raise BoundaryError("empty", layers=layers)
    return frame


def _in_degrees(frame: geopandas.GeoDataFrame, stated: str | None) -> geopandas.GeoDataFrame:
    """The features in degrees; `attrs["crs"]` is what they were read in."""
    try:
        wanted = CRS.from_user_input(stated) if stated else None
    except CRSError:
        raise BoundaryError("unknown_crs", crs=stated) from None
    if frame.crs is None and wanted is None:
        raise BoundaryError("no_crs")
    if frame.crs is not None and wanted is not None and not frame.crs.equals(wanted):
        raise BoundaryError("other_crs", crs=frame.crs.to_string(), stated=stated)
    placed = frame if frame.crs is not None else frame.set_crs(wanted)
    found = placed.to_crs(DEGREES)
    found.attrs["crs"] = CRS.from_user_input(placed.crs).to_string()
    return found


def _hold_inside(shapes: _Shapes) -> None:
    bounds = shapely.total_bounds(shapes)
    west, south, east, north = INDONESIA
    if not (west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north):
        raise BoundaryError("elsewhere", bounds=tuple(round(float(edge), 3) for edge in bounds))


# -- codes -------------------------------------------------------------------------------------------------------------


def _text(value: object) -> str:
    """A code as text: whole numbers without a decimal, and nothing for what is missing."""
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _codes(
    frame: geopandas.GeoDataFrame, index: RegionIndex, level: Level, field: str | None, system: CodeSystem
) -> tuple[str, list[str | None]]:
    """The column of codes, and the region that each of its values means."""
    columns = [str(name) for name in frame.columns if name != frame.geometry.name]
    if field is not None and field not in columns:
        raise BoundaryError("no_field", field=field, fields=columns)
    found = {name: _meant(frame[name], index, level, system) for name in ([field] if field else columns)}
    best = max(found, key=lambda name: len(set(found[name]) - {None}), default=None)
    if best is None:
        raise BoundaryError("no_field", field="", fields=columns)
    stated = sum(bool(_text(value)) for value in frame[best])
    known = sum(code is not None for code in found[best])
    if field is None and known <= MOSTLY * stated:
        raise BoundaryError("no_field", field="", fields=columns)
    return best, found[best]


def _meant(values: "pd.Series[Any]", index: RegionIndex, level: Level, system: CodeSystem) -> list[str | None]:
    texts = [_text(value) for value in values]
    meant = {text: _region(text, index, level, system) for text in set(texts)}
    return [meant[text] for text in texts]


def _region(text: str, index: RegionIndex, level: Level, system: CodeSystem) -> str | None:
    if not _CODE.fullmatch(text):
        return None
    code = index.resolve(text, code_system=system).region_code
    return code if code is not None and index[code].level is level else None


# -- shapes ------------------------------------------------------------------------------------------------------------


def _repaired(shapes: _Shapes) -> tuple[_Shapes, NDArray[np.bool_]]:
    """Flat and valid (multi)polygons, null where nothing of an area is; and which had to be repaired."""
    flat = shapely.force_2d(shapes)
    broken = ~shapely.is_valid(flat) & ~shapely.is_missing(flat)
    flat[broken] = shapely.make_valid(flat[broken], method="structure", keep_collapsed=False)
    areas = np.array([_area_of(shape) for shape in flat], dtype=object)
    return areas, broken


def _area_of(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """The polygons of a geometry, whatever else is in it."""
    if shape is None or (shapely.get_dimensions(shape) == 2 and shape.geom_type in ("Polygon", "MultiPolygon")):
        return shape
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else None


def _joined(shapes: _Shapes, owner: NDArray[np.int64], regions: int) -> _Shapes:
    joined = np.empty(regions, dtype=object)
    for number in range(regions):
        own = shapes[owner == number]
        joined[number] = own[0] if len(own) == 1 else shapely.union_all(own)
    return joined


def _cleaned(shapes: _Shapes) -> tuple[_Shapes, NDArray[np.bool_]]:
    """A valid coverage; and of which regions the borders did not agree."""
    wrong = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    return (shapely.coverage_clean(shapes) if wrong.any() else shapes), wrong
