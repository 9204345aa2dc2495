"""Two indicators against each other: a point for each region, and in words whether they go together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.association import FEWEST, Association, association
from dashboard.figures.citations import citations
from dashboard.figures.drawing import Drawing, base_layout, separators, simulated_mark
from dashboard.figures.headlines import figure_of
from dashboard.figures.points import Point, name_notes, plane_axis, point_legend, point_traces
from dashboard.figures.wording import escape, figure_words
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

HEIGHT = 420
_MARGIN = {"l": 56, "r": 16, "t": 10, "b": 44}
_WRAP = 44
_STEPS = 5  # about so many ticks
_AIR = 0.03  # of an axis, beyond the round figures at its ends

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Measured:
    """One of the two: an indicator, its unit, its rows (map frame) by region code, the day, and what it is called."""

    indicator: Indicator
    unit: str
    rows: Mapping[str, Row]
    at: date
    title: str

    def figure(self, code: str) -> float | None:
        """The figure of a region, if it has one."""
        return figure_of(self.rows[code]) if code in self.rows else None


def both(first: Measured, second: Measured) -> list[str]:
    """The regions that have both figures, in order of code."""
    return sorted(code for code in first.rows if first.figure(code) is not None and second.figure(code) is not None)


def draw_scatter(
    first: Measured,
    second: Measured,
    *,
    text: Text,
    simulated: bool,
    peers: Sequence[str],
    own: str | None,
    named: Mapping[str, str],
    version: int | None = None,
) -> Drawing:
    """The first indicator along, the second upwards.

    Args:
        peers, own: the codes that are marked.
        named: what the groups are called: `own`, `peers`, `others`.
    """
    points = [_point(code, first, second, text) for code in both(first, second)]
    along, up = (_ends([getattr(point, way) for point in points], each) for way, each in (("x", first), ("y", second)))
    traces = point_traces(points, peers, own)
    chosen = [point for point in points if point.code == own]
    layout = go.Layout(
        **base_layout(separators(text.language)),
        height=HEIGHT,
        margin=_MARGIN,
        xaxis=plane_axis(_axis_title(first, text), along),
        yaxis=plane_axis(_axis_title(second, text), up),
        annotations=[
            *name_notes(chosen, lambda point: (_part(point.x, along), _part(point.y, up)), strong=own),
            *([simulated_mark(text("mark-simulated"))] if simulated else []),
        ],
        hovermode="closest",
    )
    title = text("scatter-title", first=first.title, second=second.title)
    subtitle = text(
        "scatter-subtitle",
        n=len(points),
        regions=named["others"],
        first=text.date(first.at),
        second=text.date(second.at),
    )
    marks = [text("version", n=str(version))] if version is not None else []
    rows = [measured.rows[point.code] for measured in (first, second) for point in points]
    return Drawing(
        figure=go.Figure(traces, layout),
        title=title,
        subtitle=subtitle,
        sentence=f"{title}. {subtitle}. {' '.join(scatter_words(first, second, text))}",
        source=citations(str(row["citation"]) for row in rows if row.get("citation")),
        marks=[*marks, text("mark-simulated")] if simulated else marks,
        has_figures=bool(points),
        legend=point_legend(traces, named["own"], named["peers"], named["others"], text),
    )


def _point(code: str, first: Measured, second: Measured, text: Text) -> Point:
    name = str(first.rows[code]["region_name"])
    lines = [
        f"{each.title}: {figure_words(each.rows[code], each.indicator, each.unit, text)}" for each in (first, second)
    ]
    words = "<br>".join([f"<b>{escape(name)}</b>", *map(escape, lines)])
    return Point(code, name, float(first.rows[code]["value"]), float(second.rows[code]["value"]), words)


def _ends(values: Sequence[float], of: Measured) -> tuple[float, float]:
    """Round figures around all values, and as much air as keeps points off the edge.

    Points need no zero, as bars do; but no axis goes beyond what the indicator can be, only air does.
    """
    least, most = of.indicator.valid_range
    low, high = min(values, default=0.0), max(values, default=1.0)
    # Finer than figures are written no axis is.
    step = _step(max((high - low) or abs(high) or 1.0, 10.0**-of.indicator.decimals))
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    low, high = (low - step, high + step) if low == high else (low, high)
    low = low if least is None else max(low, float(least))
    high = high if most is None else min(high, float(most))
    air = (high - low) * _AIR
    return low - air, high + air


def _step(width: float) -> float:
    """1, 2 or 5 times a power of ten, of which about five are as wide."""
    rough = width / _STEPS
    power: float = 10.0 ** math.floor(math.log10(rough))
    return next(each * power for each in (1, 2, 5, 10) if rough <= each * power)


def _part(value: float, ends: tuple[float, float]) -> float:
    """Where on an axis a figure lies, from 0 to 1."""
    return (value - ends[0]) / (ends[1] - ends[0])


def _axis_title(of: Measured, text: Text) -> str:
    """`Laporan per 1.000 ASN (per 1.000 ASN)`, broken where it is long."""
    words, lines = f"{of.title} ({text.unit(of.unit)})".split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > _WRAP:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(map(escape, lines))


def found_association(first: Measured, second: Measured) -> Association | None:
    """The rank correlation of all regions that have both."""
    codes = both(first, second)
    return association([first.rows[code]["value"] for code in codes], [second.rows[code]["value"] for code in codes])


def scatter_words(first: Measured, second: Measured, text: Text) -> list[str]:
    """Whether the two go together and how sure that is, that neither need cause the other, and who has not both."""
    codes, found = both(first, second), found_association(first, second)
    every = set(first.rows) | set(second.rows)
    without = [code for code in every if first.figure(code) is None or second.figure(code) is None]
    missing = text("scatter-without", n=len(without), of=len(every)) if without else text("scatter-all", n=len(every))
    if found is None:
        why = text("scatter-few", n=len(codes), least=FEWEST) if len(codes) < FEWEST else text("scatter-level")
        return [why, missing]
    told = text(
        {1: "scatter-with", -1: "scatter-against", 0: "scatter-untold"}[found.sign],
        rho=text.number(found.rho, 2), low=text.number(found.low, 2), high=text.number(found.high, 2), n=found.n,
    )  # fmt: skip
    counts = not (first.indicator.is_rate or first.indicator.is_median) or not (
        second.indicator.is_rate or second.indicator.is_median
    )
    return [told, *([text("scatter-counts")] if counts else []), text("scatter-cause"), missing]
