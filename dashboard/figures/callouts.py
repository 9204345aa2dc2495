"""Squares at the margin of a map for regions that are too small to hit, each joined to its region by a line.

The figure does not know how large it will be drawn, and a square has one size in pixels. So two frames stand for all: a
phone's, on which squares keep clear of each other, and a laptop's, on which there is room for names.
"""

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from geo.plane import Points, geographic, mercator
from geo.publish import Bounds, Place

SIZE = 24
"""Pixels that a target has at least on both sides (WCAG 2.2, success criterion 2.5.8)."""
FONT_SIZE = 11
_LEADING = 14  # pixels from line to line of a name
_LETTER = 6.8  # pixels that a letter takes, of a wide font
_LINE = 11  # letters; a longer word has a line of its own
_GAP = 2  # pixels around a square, and around a name
_BORDER = 0.02  # of the longer side, around all that is drawn
_NOTE = 20  # pixels below an approximate map
_ROUNDS = 8
_ON_PHONE = 9  # squares for what is large enough elsewhere: with more, a phone would show them and hardly a map

Side = Literal["west", "east", "south", "north"]
Slot = tuple[Side, tuple[float, float]]  # and the middle of a square there, in the plane
_SIDES: tuple[Side, ...] = ("west", "east", "south", "north")


@dataclass(frozen=True)
class Callout:
    """One square. `at` and `square` are longitude and latitude, of a place within the region and of its middle.

    name: in lines; empty where there is no room. side: the margin it is in.
    """

    code: str
    at: tuple[float, float]
    square: tuple[float, float]
    name: tuple[str, ...]
    side: Side


@dataclass(frozen=True)
class Frame:
    """Where a map is drawn, in pixels: as wide as there is room, as tall as it asks for within limits (figure.css)."""

    width: int
    least: int
    most: int

    def scale(self, bounds: Bounds) -> float:
        """Pixels of a degree of longitude, when these bounds are drawn."""
        ranged = bordered(bounds)
        height = min(self.most, max(self.least, self.width / aspect(ranged))) - _NOTE
        west, south, east, north = _plane(ranged)
        return min(self.width / (east - west), height / (north - south))


LAPTOP = Frame(700, 240, 480)  # of 1366 by 768
PHONE = Frame(336, 180, 384)  # of 360 by 640


def bordered(bounds: Bounds) -> Bounds:
    """What is drawn of a map with these bounds, in degrees."""
    west, south, east, north = bounds
    border = _border(bounds)
    return west - border, south - border, east + border, north + border


def _border(bounds: Bounds) -> float:
    west, south, east, north = bounds
    return _BORDER * max(east - west, north - south)


def aspect(ranged: Bounds) -> float:
    """How much wider than tall a map is drawn."""
    west, south, east, north = ranged
    return min(2.8, max(0.9, (east - west) / (north - south)))


@dataclass(frozen=True)
class _Cell:
    """The room of a square with its name, in the plane: to both sides of its middle, to the end of the name, beyond."""

    half: float
    tail: float
    head: float


def call_out(
    places: Mapping[str, Place], names: Mapping[str, str], bounds: Bounds
) -> tuple[Bounds, tuple[Callout, ...]]:
    """The callouts of regions that are drawn smaller than a target, and the bounds with their margins.

    Those are all that are on a laptop, and the narrowest of those that are on a phone.

    Args:
        places: where regions lie and how narrow they are, by code (`geo.publish.PublishedMap`).
        names: by code.
        bounds: of the shapes, in degrees; no square overlaps them.
    """
    return _called(tuple((code, place, names[code]) for code, place in sorted(places.items())), bounds)


@lru_cache(maxsize=64)  # each map has one answer; 15 sets of margins are tried
def _called(regions: tuple[tuple[str, Place, str], ...], bounds: Bounds) -> tuple[Bounds, tuple[Callout, ...]]:
    sets = [sides for n in range(1, 1 + len(_SIDES)) for sides in combinations(_SIDES, n)]
    best = min((_arranged(regions, bounds, sides) for sides in sets), key=_Arranged.worth)
    return best.outer, best.callouts


@dataclass(frozen=True)
class _Arranged:
    """Callouts on some sides, and the bounds with their margins.

    way: of all lines together, in the plane. left_out: how many regions found no room.
    """

    outer: Bounds
    callouts: tuple[Callout, ...]
    way: float
    left_out: int

    def worth(self) -> tuple[float, ...]:
        """Least is best: all have squares, then names; the map is large, give or take 5 %; the lines are short."""
        nameless = sum(not each.name for each in self.callouts)
        smallness = -round(10 * math.log(LAPTOP.scale(self.outer) * PHONE.scale(self.outer)))
        return self.left_out, nameless, smallness, self.way


def _arranged(regions: Sequence[tuple[str, Place, str]], bounds: Bounds, sides: Sequence[Side]) -> _Arranged:
    """Margins make a map smaller, so that more may be too small and margins wider: until nothing changes."""
    places = {code: place for code, place, _ in regions}
    named = {code: _in_lines(name) for code, _, name in regions}
    outer, lines, slots = bounds, dict[str, tuple[str, ...]](), list[Slot]()
    for _ in range(_ROUNDS):
        small = _too_small(places, outer)
        lines = {code: named[code] for code in places if code in lines or code in small}
        if not lines:
            break
        cell, slots = _room(outer, bounds, lines, sides)
        if len(slots) < len(lines):  # names take more room than squares
            lines = dict.fromkeys(lines, ())
            cell, slots = _room(outer, bounds, lines, sides)
        outer = _with_margins(bounds, cell, sides)
    found, way = _assigned(places, lines, slots)
    return _Arranged(outer, found, way, len(lines) - len(found))


def _too_small(places: Mapping[str, Place], outer: Bounds) -> set[str]:
    """All that are too small on a laptop, and of those that are on a phone as many as leave room for a map."""

    def on(frame: Frame) -> list[str]:
        scale = frame.scale(outer)
        return [code for code, place in places.items() if place[2] * scale < SIZE]

    return {*on(LAPTOP), *sorted(on(PHONE), key=lambda code: (places[code][2], code))[:_ON_PHONE]}


def _room(
    outer: Bounds, bounds: Bounds, lines: Mapping[str, tuple[str, ...]], sides: Sequence[Side]
) -> tuple[_Cell, list[Slot]]:
    cell = _cell(outer, lines)
    return cell, _slots(bounds, cell, sides)


def _in_lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, _LINE, break_long_words=False, break_on_hyphens=False))


def _cell(outer: Bounds, lines: Mapping[str, tuple[str, ...]]) -> _Cell:
    """One for all names, so that each fits wherever it comes to stand."""
    wide = max((len(line) for name in lines.values() for line in name), default=0) * _LETTER
    tall = max((len(name) for name in lines.values()), default=0) * _LEADING
    laptop, phone = LAPTOP.scale(outer), PHONE.scale(outer)
    reach = (SIZE / 2 + _GAP) / phone
    half = max(reach, (wide / 2 + _GAP) / laptop)
    return _Cell(half, max(reach, (SIZE / 2 + tall + _GAP) / laptop), reach)


def _slots(bounds: Bounds, cell: _Cell, sides: Sequence[Side]) -> list[Slot]:
    """The middles of squares that have room beside the bounds, in the plane, evenly along each side."""
    west, south, east, north = _plane(bounds)
    up = [y + cell.tail for y in _evenly(south, north, cell.tail + cell.head)]
    along = [x + cell.half for x in _evenly(west, east, 2 * cell.half)]
    found: Mapping[Side, list[tuple[float, float]]] = {
        "west": [(west - cell.half, y) for y in up],
        "east": [(east + cell.half, y) for y in up],
        "south": [(x, south - cell.head) for x in along],
        "north": [(x, north + cell.head) for x in along],
    }
    return [(side, slot) for side in sides for slot in found[side]]


def _evenly(start: float, end: float, length: float) -> Iterator[float]:
    """Where pieces of a length begin, as many as there is room for, with equal gaps around them."""
    count = int((end - start) / length)
    gap = (end - start - count * length) / (count + 1)
    return (start + gap + n * (length + gap) for n in range(count))


def _with_margins(bounds: Bounds, cell: _Cell, sides: Sequence[Side]) -> Bounds:
    """The bounds as far as squares and names go, but for the border, which is drawn around all bounds."""
    west, south, east, north = _plane(bounds)
    wide, tall = 2 * cell.half, cell.head + cell.tail
    corners = np.array([[west - wide, south - tall], [east + wide, north + tall]])
    (west, south), (east, north) = geographic(corners).tolist()
    border = _border(bounds)
    return (
        min(bounds[0], west + border) if "west" in sides else bounds[0],
        min(bounds[1], south + border) if "south" in sides else bounds[1],
        max(bounds[2], east - border) if "east" in sides else bounds[2],
        max(bounds[3], north - border) if "north" in sides else bounds[3],
    )


def _assigned(
    places: Mapping[str, Place],
    lines: Mapping[str, tuple[str, ...]],
    slots: Sequence[Slot],
) -> tuple[tuple[Callout, ...], float]:
    """Each region with a slot of its own, so that all lines together are shortest: then no two of them cross.

    (If two did, exchanging their ends would make both together shorter, by the triangle inequality.)
    """
    codes = sorted(lines, key=lambda code: (places[code][2], code))[: len(slots)]  # the least, where not all have room
    if not codes:
        return (), 0.0
    degrees = np.array([places[code][:2] for code in codes])
    ends = np.array([slot for _, slot in slots])
    ways = cdist(mercator(degrees), ends)
    regions, chosen = linear_sum_assignment(ways)
    squares = geographic(ends[chosen]).tolist()
    callouts = tuple(
        Callout(code, (at[0], at[1]), (square[0], square[1]), lines[code], slots[slot][0])
        for code, at, square, slot in zip(codes, degrees.tolist(), squares, chosen, strict=True)
    )
    return callouts, float(ways[regions, chosen].sum())


def _plane(bounds: Bounds) -> Bounds:
    corners: Points = np.array([bounds[:2], bounds[2:]])
    (west, south), (east, north) = mercator(corners).tolist()
    return west, south, east, north
