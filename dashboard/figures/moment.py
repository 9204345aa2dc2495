"""Figures that hold at the last date of the data alone, side by side: there is no line through time to draw."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.citations import citations
from dashboard.figures.drawing import FONT, Drawing, base_layout, separators, simulated_mark
from dashboard.figures.lines import Line, lines_of
from dashboard.figures.palette import colour
from dashboard.figures.wording import as_number, escape, figure_words, limits_words, parts_words, records
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

_ROW_PX = 68
_MARGIN = {"l": 12, "r": 20, "t": 8, "b": 32}
_WORDS_AT, _DOT_AT = 0.05, 0.25  # in rows: two lines of words end above the dot
_FEW = 5  # up to here every whole number has a tick
_MARK_PX = (20, 34)  # of one row, and of more: the mark is to be read whole

Row = Mapping[str, Any]


def draw_moment(
    frame: pd.DataFrame,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    title: str,
    at: date,
    simulated: bool,
    place: str = "",
    version: int | None = None,
) -> Drawing:
    """A dot for each figure on one scale, with its limits; beside it the number, and how many cases it stands on.

    Args:
        frame: trend frame, any order; of each region its latest row is drawn.
        title: what the figures are called, as on the whole screen (`wording.titled`).
        place: what the figures are about, in words.
    """
    drawn = [(line, _latest(frame, line)) for line in lines_of(frame)]
    words = [_words(row, indicator, unit, text) for _, row in drawn]
    right = _right([row for _, row in drawn])
    title = text("title-place", title=text("moment-title", title=title), place=place)
    subtitle = text("subtitle-moment", unit=text.unit(unit), date=text.date(at))
    figure = go.Figure(
        [
            trace
            for place_, (line, row) in enumerate(drawn)
            for trace in _traces(line, row, place_, right, words[place_])
        ],
        _layout(drawn, words, right, text, simulated=simulated),
    )
    marks = [text("version", n=str(version))] if version is not None else []
    told = [f"{line.name}: {'; '.join(said)}." for (line, _), said in zip(drawn, words, strict=True)]
    return Drawing(
        figure=figure,
        title=title,
        subtitle=subtitle,
        sentence=" ".join([f"{title}.", f"{subtitle}.", *told]),
        source=citations(str(row["citation"]) for _, row in drawn if row.get("citation")),
        marks=[*marks, text("mark-simulated")] if simulated else marks,
        has_figures=bool(frame["value"].notna().any()),
    )


def _latest(frame: pd.DataFrame, line: Line) -> Row:
    own = frame[(frame["series"] == line.series) & (frame["region_code"] == line.region_code)]
    return records(own.sort_values("as_of", kind="stable"))[-1]


def _words(row: Row, indicator: Indicator, unit: str, text: Text) -> list[str]:
    """`101 hari (rentang 95%: 94 sampai 108)` and `2.607 dari 5.297 perkara sudah sampai`."""
    figure, limits = figure_words(row, indicator, unit, text), limits_words(row, indicator, text)
    parts = parts_words(row, indicator, text)
    return [text("figure-limits", figure=figure, limits=limits) if limits else figure, *([parts] if parts else [])]


def _right(rows: Sequence[Row]) -> float:
    """The right end of the scale, a little beyond whatever is drawn."""
    known = [as_number(row.get(name)) for row in rows for name in ("value", "ci_low", "ci_high")]
    return max([number for number in known if number is not None], default=0.0) * 1.08 or 1.0


def _traces(line: Line, row: Row, place: int, right: float, words: Sequence[str]) -> list[go.Scatter]:
    value, low, high = (as_number(row.get(name)) for name in ("value", "ci_low", "ci_high"))
    height = place + _DOT_AT
    limits = go.Scatter(
        x=[value if low is None else low, right if high is None else high],
        y=[height, height],
        mode="lines+markers" if high is None else "lines",
        line={"color": line.colour, "width": 2},
        # Without an upper limit the line goes on: an arrow says so.
        marker={"symbol": "triangle-right", "size": [0, 10], "color": line.colour},
        hoverinfo="skip",
        cliponaxis=False,
        name="limits",
    )
    dot = go.Scatter(
        x=[value],
        y=[height],
        mode="markers",
        marker={"symbol": line.symbol, "size": 10, "color": line.colour},
        text=["<br>".join([f"<b>{escape(line.name)}</b>", *map(escape, words)])],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
        name=line.name,
        meta=line.region_code,
        customdata=[line.region_code],
    )
    if value is None:
        return []
    return [dot] if low is None and high is None else [limits, dot]


def _layout(
    drawn: Sequence[tuple[Line, Row]], words: Sequence[Sequence[str]], right: float, text: Text, *, simulated: bool
) -> go.Layout:
    rows = max(1, len(drawn))
    names = [_name(line, place, said) for place, ((line, _), said) in enumerate(zip(drawn, words, strict=True))]
    return go.Layout(
        **base_layout(separators(text.language)),
        height=rows * _ROW_PX + _MARGIN["t"] + _MARGIN["b"],
        margin=_MARGIN,
        xaxis=_scale(right, visible=any(as_number(row.get("value")) is not None for _, row in drawn)),
        yaxis={"range": [rows - 0.5, -0.5], "visible": False, "fixedrange": True},
        annotations=[*names, *([simulated_mark(text("mark-simulated"), _MARK_PX[rows > 1])] if simulated else [])],
        hovermode="closest",
    )


def _scale(right: float, *, visible: bool) -> dict[str, object]:
    axis: dict[str, object] = {
        "range": [0, right],
        "visible": visible,
        "gridcolor": colour("chart-grid"),
        "zerolinecolor": colour("chart-axis"),
        "fixedrange": True,
        "nticks": 6,
        "tickformat": ",~f",
        "tickfont": {"color": colour("chart-ink-2"), "size": 11},
    }
    return axis if right > _FEW else {**axis, "dtick": 1}


def _name(line: Line, place: int, words: Sequence[str]) -> dict[str, object]:
    first, *others = map(escape, words)
    return {
        "text": "<br>".join([f"<b>{escape(line.name)}</b>  {first}", *others]),
        "xref": "paper", "x": 0, "xanchor": "left", "xshift": 4,
        "yref": "y", "y": place + _WORDS_AT, "yanchor": "bottom",
        "align": "left", "showarrow": False,
        "font": {"family": FONT, "size": 12, "color": line.text_colour},
    }  # fmt: skip
