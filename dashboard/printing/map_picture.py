"""The map as SVG: the same figure that plotly draws on screen, over the same published shapes."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import shapely

from dashboard.figures.palette import colour
from dashboard.figures.still import map_of
from dashboard.printing.svg import Picture, document, element, fill, words
from geo.plane import Points, mercator
from geo.publish import published_shapes

WIDE, TALL = 700, 480
"""Pixels that a map takes at most: those of a laptop, for which the squares beside it were placed."""
Shapes = Mapping[str, shapely.Geometry]
Named = Mapping[str, str]
_HALF_LETTER = 3.2  # pixels
_MOVES = (0, -15, 15, -30, 30, -45, 45, -60, 60, -75, 75)


def map_picture(figure: go.Figure, shapes: Callable[[str], Shapes], named: Named) -> Picture:
    """A map as large as it fits.

    Args:
        shapes: the address of shapes -> them by code, in degrees.
        named: regions whose names are written on them, unless a square bears them already.
    """
    layers = [trace for trace in figure.data if trace.type == "choropleth"]
    over = [trace for trace in figure.data if trace.type == "scattergeo"]
    drawn, frame = map_of(figure.layout, layers, over), _Frame.of(figure.layout)
    called = {str(each[0]) for trace in over if trace.name == "callouts" for each in trace.customdata}
    written = {str(code) for trace in over if trace.name == "names" for code in trace.customdata}
    of_regions = shapes(drawn["layers"][drawn["first"]]["url"])
    labels = {code: name for code, name in named.items() if code in of_regions and code not in called | written}
    parts = [
        *(_layer(layer, shapes(layer["url"]), frame) for layer in drawn["layers"]),
        *(piece for each in drawn["over"] for piece in _over(each, frame)),
        *_labels({name: of_regions[code] for code, name in labels.items()}, frame),
    ]
    return document(frame.width, frame.height, parts)


@lru_cache(maxsize=4)
def shapes_of(file: Path) -> Shapes:
    """The shapes of a published map, read once: its name changes with its content."""
    return published_shapes(file)


class _Frame:
    """Where degrees come to lie, in pixels."""

    def __init__(self, west: float, south: float, east: float, north: float) -> None:
        (self.west, bottom), (right, self.top) = mercator(np.array([[west, south], [east, north]])).tolist()
        self.scale = min(WIDE / (right - self.west), TALL / (self.top - bottom))
        self.width, self.height = (self.scale * (right - self.west)), (self.scale * (self.top - bottom))
        self.box = shapely.box(west, south, east, north)

    @classmethod
    def of(cls, layout: go.Layout) -> "_Frame":
        (west, east), (south, north) = layout.geo.lonaxis.range, layout.geo.lataxis.range
        return cls(west, south, east, north)

    def pixels(self, degrees: Points) -> Points:
        plane = mercator(degrees)
        return np.column_stack([(plane[:, 0] - self.west) * self.scale, (self.top - plane[:, 1]) * self.scale])


def _layer(layer: Mapping[str, Any], shapes: Shapes, frame: _Frame) -> str:
    painted = zip(layer["regions"].split(), layer["paint"], strict=True)
    paths = []
    for code, digit in painted:
        paint, edge = layer["paints"][int(digit, 36)]
        if code in shapes and shapely.intersects(frame.box, shapely.box(*shapely.bounds(shapes[code]))):
            ground = "none" if paint == "rgba(0,0,0,0)" else fill(paint)
            paths.append(element("path", d=_outline(shapes[code], frame), fill=ground, stroke=edge))
    return element("g", "", *paths, stroke_width=layer["width"], stroke_linejoin="round")


def _outline(shape: shapely.Geometry, frame: _Frame) -> str:
    return "".join(_ring(np.array(ring.coords), frame) for ring in _rings(shape))


def _rings(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    for part in shapely.get_parts(shape):
        yield part.exterior
        yield from part.interiors


def _ring(degrees: Points, frame: _Frame) -> str:
    """A ring in tenths of pixels; points that fall together are one."""
    tenths = np.round(frame.pixels(degrees) * 10).astype(int)
    apart = np.append(True, np.any(np.diff(tenths, axis=0) != 0, axis=1))
    points = [f"{x / 10:g},{y / 10:g}" for x, y in tenths[apart].tolist()]
    return f"M{'L'.join(points)}Z"


def _over(each: Mapping[str, Any], frame: _Frame) -> Iterator[str]:
    """Lines up to each gap, squares and words at points."""
    gaps = [lon is None for lon in each["lon"]]
    degrees = np.array([[0.0 if v is None else v for v in each["lon"]], [0.0 if v is None else v for v in each["lat"]]])
    points = frame.pixels(degrees.T).tolist()
    if "lines" in each:
        d = "".join(
            "" if gap else f"{'M' if n == 0 or gaps[n - 1] else 'L'}{x:.1f},{y:.1f}"
            for n, ((x, y), gap) in enumerate(zip(points, gaps, strict=True))
        )
        yield element("path", d=d, fill="none", stroke=each["lines"]["stroke"], stroke_width=each["lines"]["width"])
    for n, (x, y) in enumerate(points):
        if "squares" in each:
            yield _square(x, y, each["squares"], n)
        if "words" in each:
            of = each["words"]
            yield words(of["lines"][n], x, y + of["down"][n], size=of["size"], ink=of["fill"][n])


def _square(x: float, y: float, of: Mapping[str, Any], n: int) -> str:
    size = of["size"]
    return element(
        "rect", x=x - size / 2, y=y - size / 2, width=size, height=size, fill=fill(of["fill"][n]),
        stroke=of["stroke"][n], stroke_width=of["width"],
    )  # fmt: skip


def _labels(shapes: Mapping[str, shapely.Geometry], frame: _Frame) -> Iterator[str]:
    """Names in the middle of their regions' largest parts, within the map, moved up or down where two would meet."""
    taken: list[shapely.Geometry] = []
    for name, shape in shapes.items():
        largest = max(shapely.get_parts(shape), key=shapely.area)
        x, y = frame.pixels(np.array(shapely.point_on_surface(largest).coords))[0].tolist()
        half = _HALF_LETTER * len(name)
        x = min(max(x, half), frame.width - half)
        boxes = [shapely.box(x - half, y + move - 7, x + half, y + move + 7) for move in _MOVES]
        free = next((n for n, box in enumerate(boxes) if not any(box.intersects(each) for each in taken)), 0)
        taken.append(boxes[free])
        ink, halo = colour("chart-ink"), colour("halo")
        yield words([name], x, y + _MOVES[free] + 4, size=12, ink=ink, weight="600", halo=halo)
