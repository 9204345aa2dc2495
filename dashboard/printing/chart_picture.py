"""Trends and comparisons as SVG: as much of plotly as our figures use, drawn the same without a browser.

Whatever a figure uses that is not drawn here raises KeyError, so that nothing is silently left out.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.palette import colour
from dashboard.i18n import Text
from dashboard.printing.svg import LINE, Picture, document, element, words

WIDE = 700
_DASHES = {
    None: None, "solid": None, "dash": "6 4", "dot": "2 3", "dashdot": "6 3 2 3", "longdash": "11 4",
    "longdashdot": "11 4 2 4",
}  # fmt: skip
_CORNERS: Mapping[str, Sequence[tuple[float, float]]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    "triangle-up": [(0, -1.2), (1.2, 1), (-1.2, 1)],
    "triangle-right": [(-1, -1.2), (1.2, 0), (-1, 1.2)],
    "cross": [(-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2),
              (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4)],
    "x": [(-1.1, -0.6), (-0.6, -1.1), (0, -0.5), (0.6, -1.1), (1.1, -0.6), (0.5, 0), (1.1, 0.6), (0.6, 1.1), (0, 0.5),
          (-0.6, 1.1), (-1.1, 0.6), (-0.5, 0)],
}  # fmt: skip
_ANCHORS = {"left": "start", "center": "middle", "right": "end", None: "middle"}
_ABOVE = {"top": 0.0, "middle": 0.5, "bottom": 1.0, None: 0.5}
_TICK = 4
_EPOCH = datetime(1970, 1, 1)
_KEY = 12  # pixels for the mark of a line before its name
_APART = 18  # pixels between two marks of one line


def chart_picture(figure: go.Figure, height: float, text: Text) -> Picture:
    """A chart as wide as the page, so many pixels high."""
    plot, layout = _Plot.of(figure.layout, height), figure.layout
    shapes = list(layout.shapes)
    below = [shape for shape in shapes if shape.layer == "below"]
    parts = [
        *(_shape(shape, plot) for shape in below),
        *_axes(plot, layout, text),
        *(piece for trace in figure.data for piece in _trace(trace, plot)),
        *(_shape(shape, plot) for shape in shapes if shape not in below),
        *(_note(note, plot, _line_of(note, figure)) for note in layout.annotations),
    ]
    return document(WIDE, height, parts)


@dataclass(frozen=True)
class _Axis:
    """A range of figures, between two places in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Any) -> float:
        return self.start + (_figure(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def part(self, share: float) -> float:
        return self.start + float(share) * (self.end - self.start)


def _figure(value: Any) -> float:
    """Days as seconds, whatever they are written as."""
    if isinstance(value, str):
        return (datetime.fromisoformat(value) - _EPOCH).total_seconds()
    return _figure(value.isoformat()) if hasattr(value, "isoformat") else float(value)


@dataclass(frozen=True)
class _Plot:
    """The axes of a chart, and its whole plot (`paper`)."""

    x: _Axis
    y: _Axis
    y2: _Axis
    paper_x: _Axis
    paper_y: _Axis

    @classmethod
    def of(cls, layout: go.Layout, height: float) -> "_Plot":
        margin = layout.margin
        paper_x, paper_y = _Axis(0, 1, margin.l, WIDE - margin.r), _Axis(0, 1, height - margin.b, margin.t)
        left, right = map(_figure, layout.xaxis.range)
        return cls(
            _Axis(left, right, paper_x.start, paper_x.end), _upright(layout.yaxis, paper_y),
            _upright(layout.yaxis2, paper_y) if "yaxis2" in layout else paper_y, paper_x, paper_y,
        )  # fmt: skip

    def across(self, ref: str | None, value: Any) -> float:
        return {"x": self.x.at, None: self.x.at, "paper": self.paper_x.part}[ref](value)

    def down(self, ref: str | None, value: Any) -> float:
        known = {"y": self.y.at, None: self.y.at, "paper": self.paper_y.part, "y domain": self.y.part, "y2": self.y2.at}
        return known[ref](value)


def _upright(axis: Any, paper: _Axis) -> _Axis:
    low, high = axis.range or (0, 1)
    start, end = axis.domain or (0, 1)
    return _Axis(float(low), float(high), paper.part(start), paper.part(end))


# -- axes ------------------------------------------------------------------------------------------------------------


def _axes(plot: _Plot, layout: go.Layout, text: Text) -> Iterator[str]:
    if layout.yaxis.visible is not False:
        yield from _figures_up(plot, layout.yaxis, text)
    if layout.xaxis.visible is False:
        return
    bottom = plot.paper_y.start
    if layout.xaxis.tickvals is None:
        yield from _figures_along(plot, layout.xaxis, text)
        return
    yield _line(plot.paper_x.start, bottom, plot.paper_x.end, bottom, colour("chart-axis"))
    for day, label in zip(layout.xaxis.tickvals, layout.xaxis.ticktext, strict=True):
        x = plot.x.at(day)
        yield _line(x, bottom, x, bottom + _TICK, colour("chart-axis"))
        yield _tick(label.split("<br>"), x, bottom + 16, "middle")


def _figures_up(plot: _Plot, axis: Any, text: Text) -> Iterator[str]:
    for value, label in _ticks(plot.y, axis, text):
        y = plot.y.at(value)
        yield _line(plot.paper_x.start, y, plot.paper_x.end, y, colour("chart-axis" if value == 0 else "chart-grid"))
        yield _tick([label], plot.paper_x.start - 6, y + 4, "end")


def _figures_along(plot: _Plot, axis: Any, text: Text) -> Iterator[str]:
    for value, label in _ticks(plot.x, axis, text):
        x, ink = plot.x.at(value), colour("chart-axis" if value == 0 else "chart-grid")
        yield _line(x, plot.paper_y.end, x, plot.paper_y.start, ink)
        yield _tick([label], x, plot.paper_y.start + 16, "middle")


def _ticks(scale: _Axis, axis: Any, text: Text) -> list[tuple[float, str]]:
    """Round figures from zero on, each with its words."""
    step = float(axis.dtick or round_step(scale.high - max(scale.low, 0), axis.nticks or 6))
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    count = math.floor(scale.high / step + 1e-9)
    return [(n * step, text.number(n * step, places)) for n in range(count + 1)]


def round_step(span: float, most: int) -> float:
    """The least of 1, 2, 5, 10, 20, 50 ... (and of their tenths) that parts a span into fewer than `most` pieces."""
    least = span / most
    power: float = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def _tick(lines: Sequence[str], x: float, y: float, anchor: str) -> str:
    return words(lines, x, y, size=11, ink=colour("chart-ink-2"), anchor=anchor)


def _line(x1: float, y1: float, x2: float, y2: float, ink: str, width: float = 1, dash: str | None = None) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=ink, stroke_width=width, stroke_dasharray=dash)


# -- what is drawn over them -----------------------------------------------------------------------------------------


def _shape(shape: Any, plot: _Plot) -> str:
    x0, x1 = plot.across(shape.xref, shape.x0), plot.across(shape.xref, shape.x1)
    if shape.ysizemode == "pixel":  # upwards from where it stands
        foot = plot.down(shape.yref, shape.yanchor)
        y0, y1 = foot - shape.y0, foot - shape.y1
    else:
        y0, y1 = plot.down(shape.yref, shape.y0), plot.down(shape.yref, shape.y1)
    line = shape.line
    if shape.type == "line":
        return _line(x0, y0, x1, y1, line.color, line.width, _DASHES[line.dash])
    return {"rect": element}[shape.type](
        "rect", x=x0, y=min(y0, y1), width=x1 - x0, height=abs(y1 - y0), fill=shape.fillcolor, stroke=line.color,
        stroke_width=line.width,
    )  # fmt: skip


def _trace(trace: Any, plot: _Plot) -> Iterator[str]:
    down = {"y2": plot.y2, "y": plot.y, None: plot.y}[trace.yaxis]
    points = [
        None if y is None or y != y else (plot.x.at(x), down.at(y)) for x, y in zip(trace.x, trace.y, strict=True)
    ]
    if "lines" in trace.mode:
        line = trace.line
        yield element(
            "path", d=_path(points, steps=line.shape == "hv"), fill="none", stroke=line.color, stroke_width=line.width,
            stroke_dasharray=_DASHES[line.dash], stroke_linejoin="round",
        )  # fmt: skip
    if "markers" in trace.mode:
        last, end = -math.inf, max((n for n, point in enumerate(points) if point is not None), default=-1)
        for n, point in enumerate(points):
            size = trace.marker.size[n] if isinstance(trace.marker.size, tuple | list) else trace.marker.size
            # Daily figures would be a row of beads; where a line ends, events and single dots all stand.
            stands = "lines" not in trace.mode or n == end
            if point is not None and size and (stands or point[0] - last >= _APART):
                last = point[0]
                yield _marker(trace.marker.symbol, point[0], point[1], size / 2, trace.marker.color)


def _path(points: Iterable[tuple[float, float] | None], *, steps: bool) -> str:
    """A line with a gap where a point is None; in steps a figure holds until the next one."""
    d, before = [], False
    for point in points:
        if point is not None:
            x, y = point
            d.append(f"M{x:.1f},{y:.1f}" if not before else f"H{x:.1f}V{y:.1f}" if steps else f"L{x:.1f},{y:.1f}")
        before = point is not None
    return "".join(d)


def _marker(symbol: str, x: float, y: float, radius: float, ink: str) -> str:
    kind = symbol.removesuffix("-open")
    paint = {"fill": colour("halo"), "stroke": ink, "stroke_width": 1.3} if kind != symbol else {"fill": ink}
    if kind == "circle":
        return element("circle", cx=x, cy=y, r=radius, **paint)
    points = " ".join(f"{x + across * radius:.1f},{y + down * radius:.1f}" for across, down in _CORNERS[kind])
    return element("polygon", points=points, **paint)


def _line_of(note: Any, figure: go.Figure) -> Any | None:
    """The line whose name a note is, at the right of the plot."""
    name = unescape(note.text.replace("<br>", " "))
    at_end = note.xref == "paper" and note.x == 1
    return next((trace for trace in figure.data if at_end and trace.name == name), None)


def _note(note: Any, plot: _Plot, line: Any | None = None) -> str:
    """An annotation: lines of words at a place, moved by pixels (upwards where these are positive).

    The name of a `line` has its mark before it: in grey, its colour would not tell which line it is of.
    """
    size, lines = note.font.size, note.text.split("<br>")
    x = plot.across(note.xref, note.x) + (note.xshift or 0)
    high = size * LINE * len(lines)
    y = plot.down(note.yref, note.y) - (note.yshift or 0) - _ABOVE[note.yanchor] * high + size
    bold = str(note.font.weight or 400)
    key = ""
    if line is not None:
        key = _marker(line.marker.symbol, x + 3, y + high / 2 - size, line.marker.size / 2, line.marker.color)
        x += _KEY
    return key + "".join(
        words(
            [unescape(re.sub("<[^>]*>", "", line))], x, y + row * size * LINE, size=size, ink=note.font.color,
            anchor=_ANCHORS[note.xanchor], weight="600" if "<b>" in line else bold,
        )
        for row, line in enumerate(lines)
    )  # fmt: skip
