"""Serving the published maps: named by content, compressed beforehand, kept by browsers for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from dashboard.assets import MAPS, TILES
from dashboard.compressed import serve_compressed
from dashboard.selection import View
from geo.publish import MANIFEST, Place, PublishedMap, packaged_manifest, published_shapes
from geo.regions import NATION

EMPTY_TOPOLOGY = '{"type":"Topology","objects":{},"arcs":[]}'


@dataclass(frozen=True)
class Shapes:
    """Where a page gets the shapes of a level, what they cover, which regions there have none, and whose they are.

    squares: where the middles of tiles are, by code, if they are large enough for a name: those of one province.
    places: where regions lie and how narrow they are (`geo.publish.PublishedMap`), where not all are too small to hit.
    """

    url: str
    bounds: tuple[float, float, float, float]
    approximate: bool
    missing: tuple[str, ...]
    source: str
    squares: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


class Maps:
    """The maps that there are: tiles; boundaries that were installed, else the packaged approximate ones."""

    def __init__(self, installed: Path) -> None:
        self._installed = installed

    @property
    def folder(self) -> Path:
        return self._installed if (self._installed / MANIFEST).is_file() else MAPS

    def published(self) -> tuple[Path, dict[str, PublishedMap]]:
        """The folder of the maps, and what is in it by level; read anew when others have been installed."""
        folder, written = self.state()
        return folder, _manifest(folder, written)

    def state(self) -> tuple[Path, int]:
        """Tells what is published now from what was before: the same shapes may come from another source."""
        folder = self.folder
        return folder, (folder / MANIFEST).stat().st_mtime_ns

    def shapes(self, level: str, within: str, view: View = "map") -> Shapes:
        """The shapes of a level and the frame of a province, or of the nation for `00`."""
        folder, levels = tiles() if view == "tiles" else self.published()
        found = levels[level]
        bounds = found.bounds.get(within, found.bounds[NATION])
        missing = tuple(code for code in found.missing if within in (NATION, code[:2]))
        named = view == "tiles" and within != NATION
        every = _middles(folder / found.file) if named else {}
        squares = {code: at for code, at in every.items() if code[:2] == within}
        places = _places(found, within)
        return Shapes(f"/maps/{found.file}", bounds, found.approximate, missing, found.source, squares, places)

    def serve(self, name: str) -> Response:
        """A published map in the best coding that the browser takes. Raises NotFound for any other name."""
        return serve_compressed(self.file(name), "application/geo+json")

    def file(self, name: str) -> Path:
        """Where the published map of that name lies. Raises NotFound for any other name."""
        folders = [folder for folder, levels in (self.published(), tiles()) if name in _files(levels)]
        if not folders:
            raise NotFound
        return folders[0] / name


def tiles() -> tuple[Path, dict[str, PublishedMap]]:
    """The folder of the tile map, and what is in it by level. It needs nobody's boundaries."""
    return TILES, _manifest(TILES, 0)


def _places(found: PublishedMap, within: str) -> Mapping[str, Place]:
    """Of a province, or of all provinces. Of all regencies of the nation most would be too small."""
    if within == NATION:
        return found.places if found.level == "province" else {}
    return {code: place for code, place in found.places.items() if code[:2] == within}


def _files(levels: dict[str, PublishedMap]) -> set[str]:
    return {each.file for each in levels.values()}


@lru_cache(maxsize=4)
def _manifest(folder: Path, _written: int) -> dict[str, PublishedMap]:
    return packaged_manifest(folder)


@lru_cache(maxsize=2)
def _middles(path: Path) -> Mapping[str, tuple[float, float]]:
    """The middle of each shape of a published map, by code."""
    return {code: (shape.centroid.x, shape.centroid.y) for code, shape in published_shapes(path).items()}


def serve_topology(name: str) -> Response:
    """What plotly asks for before it draws any map: world outlines. We draw none, so they are empty."""
    response = Response(EMPTY_TOPOLOGY, mimetype="application/json")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
