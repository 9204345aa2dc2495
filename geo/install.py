"""Boundaries that were read, as the map that is shown."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from geo.boundaries import Boundaries, Findings
from geo.publish import PublishedMap, dissolve, on_grid, publish
from geo.regions import Level, RegionIndex
from geo.simplify import MOST_VERTICES, simplify


class IncompleteError(Exception):
    """Regions have no shape; which is in `findings`."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings.missing)
        self.findings = findings


def install(
    found: Boundaries,
    folder: Path,
    index: RegionIndex,
    *,
    source: str,
    licence: str,
    allow_missing: bool = False,
    most_vertices: int = MOST_VERTICES,
) -> Mapping[str, PublishedMap]:
    """Simplify regencies, put provinces together from them, and publish both in place of what is in the folder.

    Raises:
        IncompleteError: regions have no shape, and that is not allowed.
        TooFineError: they cannot be drawn with so few vertices.
    """
    if found.findings.missing and not allow_missing:
        raise IncompleteError(found.findings)
    codes = sorted(found.shapes)
    simple = on_grid(simplify(np.array([found.shapes[code] for code in codes], dtype=object), most_vertices))
    regencies = dict(zip(codes, simple, strict=True))
    shapes = {Level.regency: regencies, Level.province: dissolve(regencies, index)}
    return publish(shapes, folder, index, approximate=False, source=source, licence=licence)


def uninstall(folder: Path) -> None:
    """Remove what was installed; nothing there is no error."""
    shutil.rmtree(folder, ignore_errors=True)
