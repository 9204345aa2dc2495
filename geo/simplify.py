"""Fewer vertices, borders still shared, no region lost: what a browser draws in time.

Regions of one island are simplified together, so that neighbours keep one border, and in more detail where they are
small. Coverage simplification (Visvalingam and Whyatt 1993, in GEOS) removes the vertex whose triangle is smallest.
"""

from bisect import bisect_left
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Polygons = NDArray[np.object_]

MOST_VERTICES = 25_000
# What may be removed, tried from fine to coarse: as a part of the width of a region, and islands of so many square
# degrees (0.12 km2 at first, less than a pixel even where a province fills the screen).
STEPS = (
    (0.01, 1e-5), (0.015, 1e-5), (0.02, 2e-5), (0.03, 5e-5), (0.03, 2e-4), (0.04, 2e-4), (0.05, 5e-4), (0.06, 5e-4),
    (0.07, 5e-4), (0.1, 1e-3),
)  # fmt: skip
# The square root of the area of a triangle that is removed, in degrees. One for all regions of an island.
TOLERANCES = (0.001, 0.002, 0.005, 0.010, 0.015, 0.020, 0.025, 0.030, 0.040)
# Islands stay where a region would lose more than this part of its area with them.
MOST_LOST = 0.05
# A region that simplifying leaves with less than this part of its area, a city on a large island, is left as it was.
LEAST_KEPT = 0.8
# What is left between such a city and its neighbours is closed if it is no wider, in degrees.
GAP = 0.005


class TooFineError(Exception):
    """Not even the coarsest simplification has few enough vertices: `vertices` remain."""

    def __init__(self, vertices: int) -> None:
        super().__init__(vertices)
        self.vertices = vertices


def simplify(shapes: Polygons, most_vertices: int = MOST_VERTICES) -> Polygons:
    """A valid coverage of (multi)polygons in degrees with at most so many vertices, one a region as before.

    Raises:
        TooFineError: that cannot be had.
    """
    parts, region = shapely.get_parts(shapes, return_index=True)
    island = islands(parts)

    @cache
    def tried(step: int) -> Polygons:
        return _simplified(shapes, parts, region, island, *STEPS[step])

    def vertices(step: int) -> int:
        return int(shapely.get_num_coordinates(tried(step)).sum())

    step = bisect_left(range(len(STEPS)), -most_vertices, key=lambda each: -vertices(each))
    if step == len(STEPS):
        raise TooFineError(vertices(step - 1))
    return tried(step)


def _simplified(
    shapes: Polygons, parts: Polygons, region: NDArray[np.int64], island: NDArray[np.int64], detail: float, speck: float
) -> Polygons:
    seen = _seen(parts, region, speck)
    parts, island = parts[seen], np.unique(island[seen], return_inverse=True)[1]
    coarse, fine = (
        shapely.multipolygons(by_island(parts, island, steps), indices=region[seen])
        for steps in (steps_of(parts, island, each) for each in (detail, STEPS[0][0]))
    )
    return _with_small(coarse, fine, shapes)


def _with_small(coarse: Polygons, fine: Polygons, shapes: Polygons) -> Polygons:
    """Regions simplified, but those that lost much of their area as they are in the finer version.

    Where three regions meet, both versions have the same point, so only the borders between two such points differ:
    what a small region takes of a neighbour is cut from it, and what it leaves goes to the neighbour it touches most.
    """
    small = shapely.area(coarse) < LEAST_KEPT * shapely.area(shapes)
    if not small.any():
        return coarse
    near = np.unique(shapely.STRtree(coarse).query(fine[small], predicate="intersects")[1])
    near = near[~small[near]]
    cleaned = shapely.coverage_clean(
        np.concatenate([fine[small], coarse[near]]), gap_width=GAP, merge_strategy="min_index"
    )
    found = coarse.copy()
    found[np.concatenate([np.flatnonzero(small), near])] = cleaned
    return found


def _seen(parts: Polygons, region: NDArray[np.int64], speck: float) -> NDArray[np.bool_]:
    """Which parts are no speck, or belong to what their region cannot do without."""
    area = shapely.area(parts)
    order = np.lexsort((-area, region))
    total = np.bincount(region, weights=area)
    running = np.cumsum(area[order])
    first = np.r_[True, np.diff(region[order]) > 0]
    begun = np.maximum.accumulate(np.where(first, running - area[order], 0))
    before = np.empty(len(parts))
    before[order] = running - area[order] - begun
    found: NDArray[np.bool_] = (area >= speck) | (before < (1 - MOST_LOST) * total[region])
    return found


def islands(parts: Polygons) -> NDArray[np.int64]:
    """The number of the island of each polygon: those that touch are one."""
    one, other = shapely.STRtree(parts).query(parts, predicate="intersects")
    touching = coo_array((np.ones(len(one), dtype=bool), (one, other)), shape=(len(parts), len(parts)))
    numbers: NDArray[np.int64] = connected_components(touching, directed=False)[1].astype(np.int64)
    return numbers


def steps_of(
    parts: Polygons, island: NDArray[np.int64], detail: float, tolerances: tuple[float, ...] = TOLERANCES
) -> NDArray[np.int64]:
    """The place in `tolerances` of each island: a part of the width of its average region, rounded up."""
    areas = np.bincount(island, weights=shapely.area(parts)) / np.bincount(island).clip(min=1)
    steps: NDArray[np.int64] = np.searchsorted(tolerances, detail * np.sqrt(areas)).clip(max=len(tolerances) - 1)
    return steps


def by_island(
    parts: Polygons, island: NDArray[np.int64], step: NDArray[np.int64], tolerances: tuple[float, ...] = TOLERANCES
) -> Polygons:
    """Polygons simplified, each island by the tolerance of its `step`; none crosses another."""
    step = step.copy()
    while True:
        simple = _by_step(parts, step[island], tolerances)
        one, other = island[shapely.STRtree(simple).query(simple, predicate="intersects")]
        if (step[one] == step[other]).all():
            return simple
        # The coarser of the two has come to cross the finer: simplified together, they keep clear of each other.
        np.maximum.at(step, one, step[other])


def _by_step(parts: Polygons, step: NDArray[np.int64], tolerances: tuple[float, ...]) -> Polygons:
    simple = parts.copy()
    for number, tolerance in enumerate(tolerances):
        simple[step == number] = shapely.coverage_simplify(parts[step == number], tolerance)
    return simple
