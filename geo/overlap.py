"""How far the packaged map agrees with real boundaries: `python -m geo.overlap FILE`.

The file is any that `netralitas geo build` reads. Nothing of it is kept. Exit 1 below the aim.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.boundaries import read_boundaries
from geo.publish import MAPS, packaged_manifest, published_shapes
from geo.regions import Level, RegionIndex

AIM = 0.85  # intersection over union, at the median regency
WORST = 10


def packaged_shapes(folder: Path = MAPS) -> pd.Series:
    """The packaged regencies by region code, in degrees."""
    return pd.Series(published_shapes(folder / packaged_manifest(folder)["regency"].file))


def real_shapes(path: Path) -> pd.Series:
    """The regencies of a boundary file by region code, in degrees. Raises BoundaryError."""
    return pd.Series(read_boundaries(path, RegionIndex.packaged(), Level.regency).shapes)


def overlaps(ours: pd.Series, theirs: pd.Series) -> pd.DataFrame:
    """One row a region of `theirs`: `overlap` (intersection over union, 0 where ours lacks it) and `weight` (area)."""
    real = _equal_area(theirs)
    drawn = _equal_area(ours.reindex(theirs.index, fill_value=shapely.Polygon()))
    both = shapely.area(shapely.intersection(real, drawn))
    either = shapely.area(real) + shapely.area(drawn) - both
    return pd.DataFrame({"overlap": both / either, "weight": either}, index=theirs.index)


def report(found: pd.DataFrame, index: RegionIndex) -> str:
    """Median, mean weighted by area, and the worst ten, in lines of text."""
    weighted = float(np.average(found["overlap"], weights=found["weight"]))
    lines = [f"overlap of {len(found)} regencies: median {found['overlap'].median():.3f}, by area {weighted:.3f}"]
    worst = found["overlap"].nsmallest(WORST)
    return "\n".join([*lines, *(f"  {value:.2f} {code} {index[str(code)].name}" for code, value in worst.items())])


def _equal_area(shapes: pd.Series) -> NDArray[np.object_]:
    """Lambert's cylindrical projection, in which areas compare."""

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([np.radians(xy[:, 0]), np.sin(np.radians(xy[:, 1]))])

    projected: NDArray[np.object_] = shapely.transform(shapes.to_numpy(), project)
    return projected


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        sys.stderr.write("usage: python -m geo.overlap FILE   (a boundary file with the field kode)\n")
        return 2
    found = overlaps(packaged_shapes(), real_shapes(Path(arguments[0])))
    sys.stdout.write(report(found, RegionIndex.packaged()) + "\n")
    return int(found["overlap"].median() < AIM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
