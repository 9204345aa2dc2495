"""The tile map: every regency one square of one size, near its place, provinces as connected groups.

Places are first moved apart until each has room for a square, which keeps who lies beside whom; then each gets a cell
of a grid so that the sum of the squared distances is the least (an optimal assignment, Kuhn 1955). What tears a
province is mended by exchanging tiles, as long as that takes less way than it saves. Nothing in it is by chance, so the
same regions always give the same map. `python -m geo.tiles [FOLDER]` writes the packaged one.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

from geo.publish import MAPS, PublishedMap, dissolve, publish
from geo.regions import Level, RegionIndex

TILES = MAPS.parent / "tiles"
SOURCE = "Petak ubin: letak ibu kota menurut daftar wilayah"
LICENCE = "Apache-2.0"
SCALE = np.array([1.15, 1.6])  # tiles a degree: islands keep their distance, more so from north to south
# Rounds of moving apart, and how much of the way back to its place each is drawn every time.
ROUNDS, PULL = 600, 0.005
# The part of the distance that is wanted at first, and how it grows over all rounds.
FIRST, GROWTH = 0.05, 1.15
SEA = 2.1  # how far apart places on two groups of islands are kept: one cell stays free
MARGIN = 6  # cells around the places
TORN = 400.0  # squared tiles that it is worth to bring a torn-off tile to its province
EDGE = 0.5  # and a side of a tile between two provinces
LEAST_GAIN = 1e-6
# The first digit of a code is a group of islands: Sumatra (with its own islands), Java, Bali and Nusa Tenggara, ...
ISLANDS = {"1": 0, "2": 0, "3": 1, "5": 2, "6": 3, "7": 4, "8": 5, "9": 6}
SIDES = ((0, 1), (1, 0), (0, -1), (-1, 0))
REACH = 3
AROUND = [(x, y) for x in range(-REACH, REACH + 1) for y in range(-REACH, REACH + 1) if (x, y) != (0, 0)]

Cells = NDArray[np.int64]
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Tiles:
    """The cell of each regency, `column` and `row` from the south-west; and how well they lie.

    displacement: mean distance between a tile and its place, in tiles, after places were moved apart. kept: of the four
    places that are nearest to each, the part whose tiles touch its own, by a side or a corner. torn: provinces that are
    no connected group.
    """

    cells: Mapping[str, tuple[int, int]]
    displacement: float
    kept: float
    torn: tuple[str, ...]


def tiles(index: RegionIndex) -> Tiles:
    """Lay out the tiles of all regencies."""
    regions = index.level(Level.regency)
    codes = [region.code for region in regions]
    province = np.unique([str(region.parent_code) for region in regions], return_inverse=True)[1]
    places = np.array([(region.longitude, region.latitude) for region in regions], dtype=float) * SCALE
    apart = moved_apart(places, np.array([ISLANDS[code[0]] for code in codes]))
    cells = mended(assigned(apart), apart, province)
    cells = cells - cells.min(axis=0)
    torn = sorted({codes[place][:2] for place in np.flatnonzero(_is_torn(cells, province))})
    return Tiles(
        {code: (int(column), int(row)) for code, (column, row) in zip(codes, cells, strict=True)},
        displacement=float(np.hypot(*_offset(cells, apart).T).mean()),
        kept=_neighbours_kept(cells, places),
        torn=tuple(torn),
    )


def moved_apart(places: Points, islands: NDArray[np.int64]) -> Points:
    """Places about one apart, on two groups of islands SEA: nearer ones push each other, each is drawn to its own.

    What is wanted grows from round to round, so that a crowd swells and nobody is thrown over somebody else.
    """
    found = places.copy()
    for number in range(ROUNDS):
        size = min(1.0, FIRST + GROWTH * number / ROUNDS)
        one, other = cKDTree(found).query_pairs(SEA * size, output_type="ndarray").T
        way = found[one] - found[other]
        distance = np.hypot(*way.T)
        wanted = size * np.where(islands[one] == islands[other], 1.0, SEA)
        near = distance < wanted
        one, other, way, distance, wanted = one[near], other[near], way[near], distance[near], wanted[near]
        # Two at one place part along their numbers, not by chance.
        same = distance == 0
        way[same] = np.column_stack([np.cos(one[same]), np.sin(one[same])])
        push = way / np.where(same, 1, distance)[:, None] * ((wanted - distance) / 2)[:, None]
        found += (places - found) * PULL
        np.add.at(found, one, push)
        np.add.at(found, other, -push)
    return found


def assigned(places: Points) -> Cells:
    """The cell of each place, so that the sum of the squared distances is the least."""
    low, high = np.floor(places.min(axis=0)) - MARGIN, np.ceil(places.max(axis=0)) + MARGIN
    grid = np.stack(np.meshgrid(*(np.arange(a, b + 1) for a, b in zip(low, high, strict=True))), axis=-1).reshape(-1, 2)
    cost = ((places[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(cost)
    return np.asarray(grid[chosen]).astype(np.int64)


def mended(cells: Cells, places: Points, province: NDArray[np.int64]) -> Cells:
    """The cells with tiles exchanged until no exchange makes provinces more whole and compact for less way."""
    board = _Board(cells, places, province)
    while board.improved():
        pass
    return board.cells


class _Board:
    """Tiles on cells, and what it would cost to exchange them."""

    def __init__(self, cells: Cells, places: Points, province: NDArray[np.int64]) -> None:
        self.cells, self.places, self.province = cells.copy(), places, province.tolist()
        self.at = {(int(x), int(y)): tile for tile, (x, y) in enumerate(cells)}
        self._known: dict[int, list[list[int]]] = {}
        self.members = {
            number: [n for n, each in enumerate(self.province) if each == number] for number in self.province
        }

    def improved(self) -> bool:
        """Make for each tile the exchange that gains most; whether there was any."""
        found = False
        for tile in range(len(self.cells)):
            gain, cell = min((self._gain(tile, cell), cell) for cell in self._within_reach(tile))
            if gain < -LEAST_GAIN:
                self._exchange(tile, cell)
                self._known.clear()
                found = True
        return found

    def _within_reach(self, tile: int) -> list[tuple[int, int]]:
        """The cells around a tile and, if it is torn off, those beside the largest part of its province."""
        x, y = self._cell(tile)
        around = [(x + dx, y + dy) for dx, dy in AROUND]
        largest = self._as_it_stands(self.province[tile])[0]
        return around if tile in largest else [*around, *self._beside(largest)]

    def _beside(self, part: Sequence[int]) -> list[tuple[int, int]]:
        """The cells that touch a part and are not of its province."""
        found: dict[tuple[int, int], None] = {}
        for tile in part:
            x, y = self._cell(tile)
            for dx, dy in SIDES:
                near = self.at.get((x + dx, y + dy))
                if near is None or self.province[near] != self.province[part[0]]:
                    found[x + dx, y + dy] = None
        return list(found)

    def _gain(self, tile: int, cell: tuple[int, int]) -> float:
        """How the cost changes if the tile goes to a cell, and who is there to where it was."""
        other = self.at.get(cell)
        if other is not None and self.province[tile] == self.province[other]:
            return (
                self._way(tile, cell) + self._way(other, self._cell(tile)) - self._own_way(tile) - self._own_way(other)
            )
        both = [tile] if other is None else [tile, other]
        before = sum(map(self._own_way, both)) + EDGE * self._borders(tile, cell)
        whole = self._tears(both, self._as_it_stands)
        own = self._exchange(tile, cell)
        after = sum(map(self._own_way, both)) + EDGE * self._borders(tile, own)
        if after - before < TORN * whole:  # else nothing could make up for it
            after += TORN * self._tears(both, self._parts)
        else:
            after = float("inf")
        self._exchange(tile, own)
        return after - before - TORN * whole

    def _way(self, tile: int, cell: tuple[int, int]) -> float:
        x, y = self.places[tile]
        return float((cell[0] - x) ** 2 + (cell[1] - y) ** 2)

    def _own_way(self, tile: int) -> float:
        return self._way(tile, self._cell(tile))

    def _tears(self, tiles: Sequence[int], parts: Callable[[int], list[list[int]]]) -> int:
        """How many tiles of the provinces of some tiles are torn off from the largest part of theirs."""
        numbers = {self.province[tile] for tile in tiles}
        return sum(len(self.members[number]) - len(parts(number)[0]) for number in numbers)

    def _as_it_stands(self, number: int) -> list[list[int]]:
        """The parts of a province between two exchanges, looked for once."""
        if number not in self._known:
            self._known[number] = self._parts(number)
        return self._known[number]

    def _borders(self, tile: int, cell: tuple[int, int]) -> int:
        """How many sides of the tile, and of who is on that cell, are between provinces."""
        pairs = set()
        for place in (self._cell(tile), cell):
            own = self.at.get(place)
            for dx, dy in SIDES:
                near = self.at.get((place[0] + dx, place[1] + dy))
                if own is not None and near is not None and self.province[own] != self.province[near]:
                    pairs.add((min(own, near), max(own, near)))
        return len(pairs)

    def _exchange(self, tile: int, cell: tuple[int, int]) -> tuple[int, int]:
        """Put a tile on a cell, and who is there where it was. Returns where it was."""
        own = self._cell(tile)
        other = self.at.pop(cell, None)
        self.at.pop(own, None)
        self.at[cell], self.cells[tile] = tile, cell
        if other is not None:
            self.at[own], self.cells[other] = other, own
        return own

    def _cell(self, tile: int) -> tuple[int, int]:
        x, y = self.cells[tile]
        return int(x), int(y)

    def _parts(self, number: int) -> list[list[int]]:
        """The connected parts of a province, the largest first."""
        left = dict.fromkeys(self.members[number])
        parts = []
        while left:
            part = [next(iter(left))]
            del left[part[0]]
            for tile in part:  # grows while it is gone through
                x, y = self._cell(tile)
                for dx, dy in SIDES:
                    near = self.at.get((x + dx, y + dy))
                    if near in left:
                        del left[near]
                        part.append(near)
            parts.append(part)
        return sorted(parts, key=lambda each: (-len(each), each))


def _is_torn(cells: Cells, province: NDArray[np.int64]) -> NDArray[np.bool_]:
    board = _Board(cells, cells.astype(float), province)
    torn = [number for number in np.unique(province) if len(board._parts(number)) > 1]
    return np.isin(province, torn)


def _offset(cells: Cells, places: Points) -> Points:
    """From each place to its tile; the grid as a whole may lie anywhere."""
    way = cells - places
    found: Points = way - way.mean(axis=0)
    return found


def _neighbours_kept(cells: Cells, places: Points) -> float:
    nearest = cKDTree(places).query(places, k=5)[1][:, 1:]
    return float((np.abs(cells[:, None] - cells[nearest]).max(axis=2) <= 1).mean())


def shapes_of(found: Tiles) -> dict[str, shapely.Geometry]:
    """A square of one degree for each regency, around the equator, where maps do not stretch them."""
    middle = np.array(list(found.cells.values())).mean(axis=0).round()
    return {
        code: shapely.box(*(np.array(cell) - middle), *(np.array(cell) - middle + 1))
        for code, cell in found.cells.items()
    }


def write(found: Tiles, index: RegionIndex, folder: Path = TILES) -> Mapping[str, PublishedMap]:
    """Publish tiles; provinces are the groups of their tiles."""
    regencies = shapes_of(found)
    shapes = {Level.regency: regencies, Level.province: dissolve(regencies, index)}
    return publish(shapes, folder, index, approximate=False, source=SOURCE, licence=LICENCE, tiled=True)


def main(arguments: list[str]) -> None:
    index = RegionIndex.packaged()
    found = tiles(index)
    write(found, index, Path(arguments[0]) if arguments else TILES)
    sys.stdout.write(
        f"{len(found.cells)} tiles; mean displacement {found.displacement:.2f} tiles; {found.kept:.0%} of the four "
        f"nearest touch; torn provinces: {', '.join(found.torn) or 'none'}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
