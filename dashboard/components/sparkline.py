"""A figure over time, as small as a word. It stands beside the number, which says the same to whoever cannot see it."""

import datetime as dt
from collections.abc import Sequence

from dashboard.components.markup import Markup, tag

WIDTH, HEIGHT = 120, 28
_EDGE = 3  # pixels that the last dot needs


def sparkline(
    points: Sequence[tuple[dt.date, float]], start: dt.date, end: dt.date, *, most: float | None = None
) -> Markup:
    """Steps from day to day, since a stock holds until the next figure; from zero, lest a small change look large.

    Args:
        points: days in their order, with their values.
        start, end: the days at the left and the right edge.
        most: the value at the upper edge; without it the highest of the points.
    """
    inside = [(day, value) for day, value in points if start <= day <= end]
    if not inside:
        return Markup("")
    days = max((end - start).days, 1)
    top = most or max(value for _, value in inside) or 1.0

    def x(day: dt.date) -> float:
        return _EDGE + (WIDTH - 2 * _EDGE) * (day - start).days / days

    def y(value: float) -> float:
        return HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * value / top

    (first, height), *others = inside
    path = f"M{x(first):.1f},{y(height):.1f}" + "".join(f"H{x(day):.1f}V{y(value):.1f}" for day, value in others)
    last = inside[-1][1]
    return tag(
        "svg",
        tag("path", d=f"{path}H{x(end):.1f}"),
        tag("circle", cx=f"{x(end):.1f}", cy=f"{y(last):.1f}", r="2.5"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=str(WIDTH),
        height=str(HEIGHT),
        class_="sparkline",
        aria_hidden="true",
    )
