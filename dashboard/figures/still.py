"""A map as numbers from which a browser draws it before plotly is there, as plotly will (assets/js/prerender.js)."""

import math
from collections.abc import Iterable
from html import unescape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LINE_SPACING = 1.3  # plotly's, in sizes of the font


def map_of(layout: go.Layout, shapes: Iterable[go.Choropleth], over: Iterable[go.Scattergeo] = ()) -> dict[str, Any]:
    """What a browser needs to draw a map as plotly will: its shapes, and the lines, squares and names over them.

    Returns:
        `lon`, `lat`: what is to fit, in degrees; `below`: pixels left free under the map; `layers`, each with the
        `url` of its shapes, the `width` of their edges, `regions` (codes), `paints` ([fill, edge]) and `paint`, one
        digit (base 36) a region: which of the paints it has; `first`: the place of the layer
        that is drawn first; `lines`, `squares` and `words` at
        degrees, with sizes in pixels.
    """
    layers = list(shapes)
    west, east = layout.geo.lonaxis.range
    south, north = layout.geo.lataxis.range
    return {
        "lon": [west, east],
        "lat": [min(south, _bulge(south, east - west)), max(north, _bulge(north, east - west))],
        "below": layout.margin.b,
        "layers": [_layer(trace) for trace in layers],
        "first": next((place for place, trace in enumerate(layers) if trace.name == "shapes"), 0),
        "over": [_over(trace) for trace in over],
    }


def _bulge(lat: float, wide: float) -> float:
    """The latitude that the upper or lower edge of a frame reaches, in degrees.

    plotly fits a frame whose edges are four great circles each: between two points of one latitude, `d` apart, such a
    circle is farthest from the equator in the middle, at atan(tan(lat) / cos(d / 2)).
    """
    return math.degrees(math.atan(math.tan(math.radians(lat)) / math.cos(math.radians(wide / 8))))


def _layer(trace: go.Choropleth) -> dict[str, Any]:
    line = trace.marker.line
    painted = list(zip(_colours(_fills(trace), 0), _colours(line.color, len(trace.locations)), strict=True))
    paints = sorted(set(painted))
    digits = {paint: _DIGITS[number] for number, paint in enumerate(paints)}
    return {
        "url": trace.geojson,
        "width": line.width,
        "regions": " ".join(trace.locations),
        "paints": paints,
        "paint": "".join(digits[paint] for paint in painted),
    }


def _over(trace: go.Scattergeo) -> dict[str, Any]:
    """A trace of points as what it is drawn with: `lines` joins them up to each gap."""
    found: dict[str, Any] = {"lon": list(trace.lon), "lat": list(trace.lat)}
    count = len(found["lon"])
    if "lines" in trace.mode:
        found["lines"] = {"stroke": painted_as(trace.line.color), "width": trace.line.width}
    if "markers" in trace.mode:
        edge = trace.marker.line
        found["squares"] = {
            "size": trace.marker.size, "fill": _colours(trace.marker.color, count),
            "stroke": _colours(edge.color, count), "width": edge.width,
        }  # fmt: skip
    if "text" in trace.mode:
        lines = [[unescape(line) for line in str(words).split("<br>")] for words in trace.text]
        size = trace.textfont.size
        places = [trace.textposition] * count if isinstance(trace.textposition, str | None) else trace.textposition
        radius = trace.marker.size / 2 if "markers" in trace.mode else 0
        found["words"] = {
            "lines": lines, "size": size, "fill": _colours(trace.textfont.color, count),
            "down": [_down(at or "middle", len(each), size, radius) for at, each in zip(places, lines, strict=True)],
        }  # fmt: skip
    return found


def _down(place: str, lines: int, size: float, radius: float) -> float:
    """Pixels from a point down to the line that its words begin on, as plotly reckons them (`textPointPosition`)."""
    side = {"top": -1, "bottom": 1}.get(place.split()[0], 0)
    high = (lines - 1) * _LINE_SPACING + 1
    apart = radius / 0.8 + 1 if radius else 0
    return 0.75 * size + side * apart + (side - 1) * high * size / 2


def _colours(colours: Any, count: int) -> list[str]:
    return [painted_as(each) for each in ([colours] * count if isinstance(colours, str) else colours)]


def _fills(trace: go.Choropleth) -> list[str]:
    """The colour of each region: that of the last stop of the scale that is not above it."""
    stops = [stop for stop, _ in trace.colorscale]
    z = np.asarray(trace.z, dtype=float)
    least, most = (0.0, 1.0) if trace.zmin is None else (float(trace.zmin), float(trace.zmax))
    places = np.searchsorted(stops, (z - least) / (most - least), side="right") - 1
    return [trace.colorscale[place][1] for place in places]


def painted_as(colour: str) -> str:
    """`#eef3f8` as plotly writes it, which theme.css recognises."""
    return f"rgb{hex_to_rgb(colour)}" if colour.startswith("#") else colour
