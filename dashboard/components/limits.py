"""A figure with its limits on a scale that all rows of a table share, and a line where the nation stands."""

from dashboard.components.markup import Markup, tag
from dashboard.figures.comparison import Span

WIDTH, HEIGHT = 240, 20
_EDGE = 6
_ARROW = 5


def limits(
    value: float, ends: tuple[float, float] | None, span: Span, benchmark: float | None, *, css: str = ""
) -> Markup:
    """A dot, a line from one limit to the other, a tick for the benchmark. The numbers stand beside it.

    Args:
        ends: the limits, infinite where they are open; None draws no line. What goes beyond the scale has an arrow.
        css: further classes: whose it is, and whether it stands on few.
    """
    middle = HEIGHT / 2
    parts = (
        [] if benchmark is None else [_line(_x(benchmark, span), _x(benchmark, span), 0, HEIGHT, "limits-row__nation")]
    )
    if ends is not None:
        low, high = (_x(end, span) for end in ends)
        parts.append(_line(low, high, middle, middle, None))
        parts += [_arrow(_EDGE, -1)] if ends[0] < span.start else []
        parts += [_arrow(WIDTH - _EDGE, 1)] if ends[1] > span.end else []
    parts.append(tag("circle", cx=_at(_x(value, span)), cy=_at(middle), r="4.5"))
    return tag("svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", width=str(WIDTH), height=str(HEIGHT),
               class_=f"limits-row {css}".strip(), aria_hidden="true")  # fmt: skip


def _x(value: float, span: Span) -> float:
    return _EDGE + (WIDTH - 2 * _EDGE) * span.share(value)


def _line(x1: float, x2: float, y1: float, y2: float, css: str | None) -> Markup:
    return tag("line", x1=_at(x1), x2=_at(x2), y1=_at(y1), y2=_at(y2), class_=css)


def _arrow(x: float, way: int) -> Markup:
    points = f"{x + way * _ARROW:.0f},{HEIGHT / 2:.0f} {x:.0f},{HEIGHT / 2 - 4:.0f} {x:.0f},{HEIGHT / 2 + 4:.0f}"
    return tag("polygon", points=points)


def _at(pixels: float) -> str:
    return f"{pixels:.1f}"
