"""What every figure hands over: the picture, and the words without which it may not be shown."""

from dataclasses import dataclass, field
from typing import Any, Literal

import plotly.graph_objects as go

from dashboard.figures.citations import Citation
from dashboard.figures.palette import colour

FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"

MAP_CONFIG: dict[str, Any] = {
    "topojsonURL": "/topojson/",
    "displaylogo": False,
    "showSendToCloud": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "responsive": True,
    "doubleClick": "reset",
}
CHART_CONFIG = {key: value for key, value in MAP_CONFIG.items() if key != "topojsonURL"}

Kind = Literal["class", "zero", "missing", "suppressed", "outside", "faint", "line"]


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend. `css` names the swatch's class in figure.css; `count` is how many regions, if told.

    `codes`: which numbers of `dashboard.figures.states` it explains.
    """

    label: str
    kind: Kind
    css: str
    count: int | None = None
    codes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A figure with its five lines: title, subtitle, figure, source, marks; `sentence` says it to who cannot see it.

    `has_figures`: whether a number is drawn, so that a figure without sources is one of which the files name none.
    """

    figure: go.Figure
    title: str
    subtitle: str
    sentence: str
    source: list[Citation]
    marks: list[str]
    has_figures: bool
    legend: list[LegendEntry] = field(default_factory=list)


def base_layout(separators: str) -> dict[str, object]:
    """What all figures share: no ground of their own, our font, one language's separators."""
    return {
        "separators": separators,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12, "color": colour("chart-ink")},
        "hoverlabel": {
            "bgcolor": colour("halo"),
            "bordercolor": colour("chart-axis"),
            "font": {"family": FONT, "size": 13, "color": colour("chart-ink")},
            "align": "left",
        },
        "showlegend": False,
        "dragmode": False,
        "autosize": True,
        "transition": {"duration": 0},
    }


def separators(language: str) -> str:
    """Decimal and thousands mark as plotly wants them."""
    return ",." if language == "id" else ".,"


def simulated_mark(words: str, size: int = 34) -> dict[str, object]:
    """`DATA SIMULASI` across the picture, so that no cut-out of it passes for fact."""
    return {
        "text": words,
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "textangle": -18,
        "showarrow": False,
        "opacity": 0.28,
        "font": {"family": FONT, "size": size, "color": colour("watermark"), "weight": 700},
    }
