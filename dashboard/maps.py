"""Serving the published maps: named by content, compressed beforehand, kept by browsers for ever."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from dashboard.assets import MAPS
from geo.publish import PublishedMap, packaged_manifest

EMPTY_TOPOLOGY = '{"type":"Topology","objects":{},"arcs":[]}'
FOR_EVER = "public, max-age=31536000, immutable"
_CODINGS = (("br", ".br"), ("gzip", ".gz"))


@dataclass(frozen=True)
class Shapes:
    """Where a page gets the shapes of a level, and what they cover."""

    url: str
    bounds: tuple[float, float, float, float]
    approximate: bool


@cache
def manifest() -> dict[str, PublishedMap]:
    """The maps that this installation has, by level."""
    return packaged_manifest(MAPS)


def shapes(level: str, within: str) -> Shapes:
    """The shapes of a level and the frame of a province, or of the nation for `00`."""
    found = manifest()[level]
    return Shapes(f"/maps/{found.file}", found.bounds[within], found.approximate)


def serve_map(name: str) -> Response:
    """A published map in the best coding that the browser takes. Raises NotFound for any other name."""
    if name not in {each.file for each in manifest().values()}:
        raise NotFound
    coding, suffix = _coding(MAPS / name)
    response = Response(mimetype="application/geo+json", headers={"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"})
    response.set_etag(f"{name}{suffix}")
    if coding:
        response.headers["Content-Encoding"] = coding
    if request.if_none_match.contains(f"{name}{suffix}"):
        response.status_code = 304
    else:
        response.set_data((MAPS / f"{name}{suffix}").read_bytes())
    return response


def _coding(path: Path) -> tuple[str | None, str]:
    for coding, suffix in _CODINGS:
        if request.accept_encodings[coding] > 0 and path.with_name(path.name + suffix).is_file():
            return coding, suffix
    return None, ""


def serve_topology(name: str) -> Response:
    """What plotly asks for before it draws any map: world outlines. We draw none, so they are empty."""
    response = Response(EMPTY_TOPOLOGY, mimetype="application/json")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
