"""What funnel and scatter have in common: a point for each region, the region's peers stronger, itself strongest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.drawing import FONT, LegendEntry
from dashboard.figures.palette import colour
from dashboard.i18n import Text

_OF_OTHERS, _OF_PEERS, _OF_OWN = ("chart-axis", 5), ("seq-5", 7), ("chosen-edge", 12)
_APART = 0.06
"""Names nearer in height than this part of the plot are not both written: on a phone one would reach the other."""


@dataclass(frozen=True, slots=True)
class Point:
    """A region in a plane, and what the pointer shows of it (escaped lines)."""

    code: str
    name: str
    x: float
    y: float
    words: str


def point_traces(points: Sequence[Point], peers: Sequence[str], own: str | None) -> list[go.Scatter]:
    """All others, the peers, the region itself, drawn in this order. Those without a point have no trace."""
    group = set(peers) - {own}
    parts = [
        ([each for each in points if each.code not in group and each.code != own], *_OF_OTHERS, "others"),
        ([each for each in points if each.code in group], *_OF_PEERS, "peers"),
        ([each for each in points if each.code == own], *_OF_OWN, "own"),
    ]
    return [_trace(part, ink, size, name) for part, ink, size, name in parts if part]


def _trace(points: Sequence[Point], ink: str, size: int, name: str) -> go.Scatter:
    return go.Scatter(
        x=[each.x for each in points],
        y=[each.y for each in points],
        mode="markers",
        marker={
            "symbol": "diamond" if name == "own" else "circle",
            "size": size,
            "color": colour(ink),
            "opacity": 0.55 if name == "others" else 1,
            "line": {"color": colour("halo"), "width": 0 if name == "others" else 1},
        },
        text=[each.words for each in points],
        customdata=[each.code for each in points],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        name=name,
    )


def point_legend(traces: Sequence[go.Scatter], own: str, peers: str, others: str, text: Text) -> list[LegendEntry]:
    """What the points mean. `own`: the region's name; `peers`, `others`: the groups in words."""
    named = {"own": (own, _OF_OWN[0]), "peers": (peers, _OF_PEERS[0]), "others": (others, _OF_OTHERS[0])}
    return [
        LegendEntry(named[trace.name][0], "class", f"swatch-{named[trace.name][1]}", len(trace.x))
        for trace in reversed(traces)
        if trace.name in named
    ]


def name_notes(
    points: Sequence[Point], place: Callable[[Point], tuple[float, float]], *, strong: str | None
) -> list[dict[str, Any]]:
    """Names beside points, the first ones first: one that would stand on another is left out.

    Args:
        place: where a point lies, both from 0 to 1. strong: the code of the region whose name is written bold.
    """
    notes: list[dict[str, Any]] = []
    taken: list[float] = []
    for point in points:
        x, y = place(point)
        if any(abs(y - other) < _APART for other in taken):
            continue
        taken.append(y)
        right = x > 0.6
        notes.append({
            "text": point.name.replace("&", "&amp;").replace("<", "&lt;"),
            "x": point.x, "y": point.y, "xanchor": "right" if right else "left", "xshift": -9 if right else 9,
            "yanchor": "middle", "showarrow": False,
            "font": {"family": FONT, "size": 11, "color": colour("chart-ink"),
                     "weight": 700 if point.code == strong else 400},
        })  # fmt: skip
    return notes


def plane_axis(title: str, ends: tuple[float, float], **changes: object) -> dict[str, object]:
    """A scale with its name."""
    return {
        "title": {"text": title, "font": {"size": 11, "color": colour("chart-ink-2")}, "standoff": 6},
        "range": list(ends),
        "gridcolor": colour("chart-grid"),
        "zerolinecolor": colour("chart-axis"),
        "fixedrange": True,
        "nticks": 6,
        "tickformat": ",~f",
        "tickfont": {"color": colour("chart-ink-2"), "size": 11},
        **changes,
    }
