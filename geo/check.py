"""What can be said of published maps: facts, and apart from them verdicts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely

from geo.publish import PublishedMap, packaged_manifest, published_shapes
from geo.regions import Level, RegionIndex
from geo.simplify import MOST_VERTICES

# The width of a screen in pixels.
SCREEN = 1000


class Verdict(NamedTuple):
    """Whether something holds that a map has to keep; `codes` are the regions because of which it does not."""

    kind: str
    holds: bool
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """Facts of one level, by name, and what follows from them."""

    level: str
    facts: dict[str, Any]
    verdicts: tuple[Verdict, ...]


def check(folder: Path, index: RegionIndex) -> list[Checked]:
    """Look at the published maps of a folder.

    Raises:
        FileNotFoundError: nothing has been published there.
    """
    return [_checked(folder, published, index) for _, published in sorted(packaged_manifest(folder).items())]


def _checked(folder: Path, published: PublishedMap, index: RegionIndex) -> Checked:
    found = published_shapes(folder / published.file)
    codes, shapes = list(found), np.array(list(found.values()), dtype=object)
    every = {region.code for region in index.level(Level(published.level))}
    missing = tuple(sorted(every - set(codes)))
    broken = ~shapely.is_valid(shapes)
    loose = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    vertices = int(shapely.get_num_coordinates(shapes).sum())
    facts = {
        "source": published.source,
        "licence": published.licence,
        "approximate": published.approximate,
        "file": published.file,
        "bytes": (folder / published.file).stat().st_size,
        "bytes_br": (folder / f"{published.file}.br").stat().st_size,
        "regions": len(codes),
        "of": len(every),
        # Boundaries have a date as figures have: these are of the provinces since the last one was split.
        "provinces": len(index.level(Level.province)),
        "valid_from": max((each.valid_to.isoformat() for each in index.former), default=None),
        "vertices": vertices,
        "smallest": _smallest(shapes, codes, published),
    }
    verdicts = (
        Verdict("complete", not missing, missing),
        Verdict("known", set(codes) <= every, tuple(sorted(set(codes) - every))),
        Verdict("valid", not broken.any(), _named(codes, broken)),
        Verdict("coverage", not loose.any(), _named(codes, loose)),
        Verdict("budget", vertices <= MOST_VERTICES),
    )
    return Checked(published.level, facts, verdicts)


def _named(codes: list[str], which: "np.ndarray[Any, np.dtype[np.bool_]]") -> tuple[str, ...]:
    return tuple(sorted(code for code, is_one in zip(codes, which, strict=True) if is_one))


def _smallest(shapes: Any, codes: list[str], published: PublishedMap) -> list[dict[str, Any]]:
    """The regions that are smallest where a province fills the screen: code, and the side of a square as large."""
    boxes = [published.bounds.get(code[:2], published.bounds["00"]) for code in codes]
    widths = np.array([east - west for west, _, east, _ in boxes])
    sides = np.sqrt(shapely.area(shapes)) / widths * SCREEN
    order = np.argsort(sides)[:5]
    return [{"region_code": codes[place], "pixels": round(float(sides[place]), 1)} for place in order]
