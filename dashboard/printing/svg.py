"""Figures as SVG with real text, in the colours of the screen, and to be understood without them.

What the screen paints over two sentinel colours is a pattern here too. The worse side of a diverging scale is ruled,
since in grey its deep orange would be the deep purple of the better one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.figures.palette import colour
from dashboard.figures.still import painted_as
from dashboard.printing.letters import legible

FAMILY = "Source Sans 3"
"""The family that the print is set in (`fontpkg-source-sans-3`)."""
LINE = 1.3  # from line to line, in sizes of the font, as plotly spaces them
_WEIGHT = "400"
_WORSE = ("div-4", "div-5", "div-4-faint", "div-5-faint")
_EDGES = {"zero": "zero-edge", "missing": "faint-edge", "suppressed": "faint-edge"}


@dataclass(frozen=True)
class Picture:
    """An SVG and how large it is meant to be, in pixels."""

    svg: str
    width: float
    height: float


def element(name: str, *content: str, **attributes: object) -> str:
    """A tag with its attributes; what stands in `content` is markup already. `_` in names is `-`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def document(width: float, height: float, parts: Iterable[str]) -> Picture:
    """A picture of these parts, with the patterns that they may be filled with."""
    view = f"0 0 {_value(float(width))} {_value(float(height))}"
    root = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": view, "width": width, "height": height}
    return Picture(element("svg", _patterns(), *parts, **root), width, height)


def words(
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    size: float,
    ink: str,
    anchor: str = "middle",
    weight: str = _WEIGHT,
    halo: str | None = None,
) -> str:
    """Lines of text from one baseline down. `anchor`: `start`, `middle`, `end`. `halo`: a colour around the letters."""
    # The font is a variable one, whose axis `font-weight` alone does not set.
    axis = f"font-variation-settings: 'wght' {weight}"
    around = {"stroke": halo, "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"} if halo else {}
    spans = [
        element("tspan", escape(legible(line)), x=x, y=y + size * LINE * row) for row, line in enumerate(lines) if line
    ]
    return element(
        "text", *spans, font_family=FAMILY, font_size=size, font_weight=weight, style=axis, fill=ink,
        text_anchor=anchor, **around,
    ) if spans else ""  # fmt: skip


def fill(painted: str) -> str:
    """What an area is filled with that the screen paints so (a colour as `painted_as` writes it)."""
    return _filled().get(painted, painted)


def swatch(name: str) -> str:
    """A small square in a colour of the palette, as the legend shows it."""
    edge = colour(_EDGES.get(name, "faint-edge"))
    square = element("rect", x=1, y=1, width=20, height=12, fill=fill(painted_as(colour(name))), stroke=edge)
    return document(22, 14, [square]).svg


def diamond() -> str:
    """The mark of an event, as the legend shows it."""
    return document(14, 14, [element("polygon", points="7,2 12,7 7,12 2,7", fill=colour("event"))]).svg


def _filled() -> Mapping[str, str]:
    return {painted_as(colour(name)): f"url(#{name})" for name in ("missing", "suppressed", *_WORSE)}


def _patterns() -> str:
    ground, line = colour("hatch-ground"), colour("hatch")
    hatch = element("line", x1=0, y1=0, x2=0, y2=6, stroke=line, stroke_width=1.6)
    dot = element("circle", cx=3, cy=3, r=1.2, fill=line)
    made = [
        _pattern("missing", 6, ground, hatch, patternTransform="rotate(45)"),
        _pattern("suppressed", 6, ground, dot),
        *(_pattern(name, 4, colour(name), _ruled(name)) for name in _WORSE),
    ]
    return element("defs", *made)


def _ruled(name: str) -> str:
    ink = colour("region-edge" if name == "div-5" else "chart-ink-2")
    return element("line", x1=0, y1=2, x2=4, y2=2, stroke=ink, stroke_width=0.7)


def _pattern(name: str, size: int, ground: str, over: str, **more: str) -> str:
    below = element("rect", width=size, height=size, fill=ground)
    return element("pattern", below, over, id=name, patternUnits="userSpaceOnUse", width=size, height=size, **more)
