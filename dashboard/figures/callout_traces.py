"""Callouts as plotly draws them: lines, the ground of squares, and squares that wear what their regions wear."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.callouts import FONT_SIZE, SIZE, Callout, Side
from dashboard.figures.drawing import FONT
from dashboard.figures.palette import colour
from dashboard.figures.states import COLOURS, edges
from dashboard.figures.wording import escape

NAME = "callouts"  # of the trace that scripts look for
_READ: tuple[Side, ...] = ("north", "west", "east", "south")
REACH = 5
"""Pixels around the circle in a square at which plotly takes the pointer for being on it: its corners, and no more."""


def callout_traces(
    callouts: Sequence[Callout], codes: Mapping[str, int], hover: Mapping[str, str], framed: Mapping[str, str]
) -> list[go.Scattergeo]:
    """What is drawn above the shapes. A square takes part in all that its shape does.

    Args:
        codes: what each region is painted as (`dashboard.figures.states`). hover: what the pointer tells of it.
        framed: region codes whose squares have a frame, each with the name of its colour; later ones lie above.
    """
    if not callouts:
        return []
    square = {each.code: each for each in callouts}
    return [
        _lines(callouts, "callout-casing", "halo", 2.4),  # or the line would be lost on deep colours
        _lines(callouts, "callout-lines", "chart-ink-2", 0.8),
        _grounds(callouts, "callout-grounds", "province-edge", 2),
        *(_grounds([square[code]], f"callout-frame-{code}", ink, 6) for code, ink in framed.items() if code in square),
        _squares(callouts, codes, hover),
    ]


def _lines(callouts: Sequence[Callout], name: str, token: str, width: float) -> go.Scattergeo:
    """All lines in one trace: each ends with a gap."""
    return go.Scattergeo(
        lon=[lon for each in callouts for lon in (each.at[0], each.square[0], None)],
        lat=[lat for each in callouts for lat in (each.at[1], each.square[1], None)],
        mode="lines",
        line={"color": colour(token), "width": width},
        **_passive(name),
    )


def _grounds(callouts: Sequence[Callout], name: str, token: str, width: float) -> go.Scattergeo:
    """Beneath squares, since some are painted half transparent, and the line would be seen through them; with a frame.

    A frame lies half outside of its square, where the square does not cover it.
    """
    edge = {"color": colour(token), "width": width}
    return go.Scattergeo(
        **_at_squares(callouts),
        mode="markers",
        marker={"symbol": "square", "size": SIZE, "opacity": 1, "color": colour("halo"), "line": edge},
        **_passive(name),
    )


def _squares(callouts: Sequence[Callout], codes: Mapping[str, int], hover: Mapping[str, str]) -> go.Scattergeo:
    edge = edges()
    return go.Scattergeo(
        **_at_squares(callouts),
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": SIZE,
            "opacity": 1,
            "color": [colour(COLOURS[codes[each.code]]) for each in callouts],
            "line": {"color": [edge[codes[each.code]] for each in callouts], "width": 0.6},
        },
        text=["<br>".join(escape(line) for line in each.name) for each in callouts],
        textposition=["top center" if each.side == "north" else "bottom center" for each in callouts],
        textfont={"family": FONT, "size": FONT_SIZE, "color": colour("chart-ink")},
        customdata=[[each.code, codes[each.code]] for each in callouts],
        hovertext=[hover[each.code] for each in callouts],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta=[each.side for each in callouts],
        name=NAME,
    )


def names_in_order(figure: go.Figure) -> list[tuple[Side, list[str]]]:
    """The names of squares, side by side as the eye goes: from left to right, or from the top down."""
    trace = next((trace for trace in figure.data if trace.name == NAME), None)
    if trace is None:
        return []
    squares = list(zip(trace.meta, trace.lon, trace.lat, trace.hovertext, strict=True))
    found: list[tuple[Side, list[str]]] = []
    for side in _READ:
        across = side in ("north", "south")
        own = [(lon if across else -lat, words) for each, lon, lat, words in squares if each == side]
        found.append((side, [_named(words) for _, words in sorted(own)]))
    return [(side, names) for side, names in found if names]


def _named(words: str) -> str:
    """The name of the region that the pointer tells of, which stands first and bold."""
    return unescape(re.sub("<[^>]*>", "", words.split("<br>", 1)[0]))


def _at_squares(callouts: Sequence[Callout]) -> dict[str, Any]:
    return {"lon": [each.square[0] for each in callouts], "lat": [each.square[1] for each in callouts]}


def _passive(name: str) -> dict[str, Any]:
    return {"hoverinfo": "skip", "showlegend": False, "name": name}
