"""Where one region stands among its peers: a strip from the lowest to the highest of them, and a dot."""

from collections.abc import Sequence
from statistics import quantiles

from dashboard.components.markup import Markup, tag

WIDTH, NARROW, HEIGHT = 240, 150, 20
_EDGE = 5
_FEWEST = 4  # peers from which quarters mean anything


def spine(value: float, peers: Sequence[float], nation: float | None, *, width: int = WIDTH) -> Markup:
    """A line over all peers, a box over the middle half of them, a tick for the nation, a dot for the region.

    It says where the region stands and not whether that is good. The numbers stand beside it.
    """
    shown = [*peers, value, *([nation] if nation is not None else [])]
    low, high = min(shown), max(shown)

    def x(each: float) -> float:
        return _EDGE + (width - 2 * _EDGE) * ((each - low) / (high - low) if high > low else 0.5)

    middle = HEIGHT / 2
    parts = [tag("line", x1=_at(x(min(shown))), x2=_at(x(max(shown))), y1=_at(middle), y2=_at(middle))]
    if len(peers) >= _FEWEST:
        first, _, third = quantiles(peers, n=4, method="inclusive")
        parts.append(
            tag("rect", x=_at(x(first)), width=_at(max(x(third) - x(first), 1)), y=_at(middle - 5), height="10")
        )
    if nation is not None:
        parts.append(
            tag("line", x1=_at(x(nation)), x2=_at(x(nation)), y1="2", y2=_at(HEIGHT - 2), class_="spine__nation")
        )
    parts.append(tag("circle", cx=_at(x(value)), cy=_at(middle), r="4.5"))
    return tag("svg", *parts, viewBox=f"0 0 {width} {HEIGHT}", width=str(width), height=str(HEIGHT), class_="spine",
               aria_hidden="true")  # fmt: skip


def _at(pixels: float) -> str:
    return f"{pixels:.1f}"
