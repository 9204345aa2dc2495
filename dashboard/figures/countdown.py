"""A figure of one region in several elections, laid over one another by the days to voting."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.citations import citations
from dashboard.figures.drawing import Drawing, base_layout, separators, simulated_mark
from dashboard.figures.lines import Line, end_labels, lines_of, right_margin
from dashboard.figures.palette import colour
from dashboard.figures.trend import HEIGHT, point_words, value_axis, value_top
from dashboard.figures.wording import with_unit
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

_AIR = 10  # days that the axis goes on beyond what is drawn
_STEPS = (7, 14, 30, 60, 90, 180, 365)
_MOST_TICKS = 9


def draw_countdown(
    frame: pd.DataFrame,
    voting: Mapping[str, date],
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    title: str,
    place: str,
    simulated: bool,
    version: int,
) -> Drawing:
    """A line for each election, day 0 being its voting day.

    Args:
        frame: figures of one region, columns as the trend frame has them, and `election`.
        voting: the voting day of each election; one that is not there is not drawn.
        title: what the figures are called, as on the whole screen (`wording.titled`).
    """
    told = frame[frame["election"].isin(list(voting))]
    lines = lines_of(told.assign(series="region", region_code=told["election"], region_name=told["election"]))
    days = {line.name: [(day - voting[line.name]).days for day in line.days] for line in lines}
    top = value_top(lines, indicator)
    title = text("title-place", title=text("countdown-title", title=title), place=place)
    subtitle = text("countdown-subtitle", unit=text.unit(unit))
    layout = go.Layout(
        **base_layout(separators(text.language)),
        height=HEIGHT,
        margin={"l": 44, "r": right_margin(lines), "t": 8, "b": 44},
        xaxis=_axis([day for each in days.values() for day in each], text),
        yaxis=value_axis(top, indicator, (0.0, 1.0)),
        shapes=[_voting_day()],
        annotations=[
            *end_labels(lines, top, HEIGHT - 52),
            *([simulated_mark(text("mark-simulated"))] if simulated else []),
        ],
        hovermode="closest",
    )
    marks = [text("version", n=str(version))]
    told_of = [_words(line, voting, indicator, unit, text) for line in lines]
    return Drawing(
        figure=go.Figure([_trace(line, days[line.name], indicator, unit, text) for line in lines], layout),
        title=title,
        subtitle=subtitle,
        sentence=" ".join([f"{title}.", f"{subtitle}.", *told_of]),
        source=citations(str(citation) for citation in told["citation"] if citation),
        marks=[*marks, text("mark-simulated")] if simulated else marks,
        has_figures=any(line.last is not None for line in lines),
    )


def _trace(line: Line, days: list[int], indicator: Indicator, unit: str, text: Text) -> go.Scatter:
    return go.Scatter(
        x=days,
        y=[None if np.isnan(value) else value for value in line.points],
        mode="lines+markers",
        line={"shape": "hv", "color": line.colour, "dash": line.dash, "width": line.width},
        marker={"symbol": line.symbol, "size": 6, "color": line.colour},
        connectgaps=False,
        cliponaxis=False,
        name=line.name,
        text=[
            f"{point_words(line.name, day, value, status, indicator, unit, text)}<br>{_distance(to, text)}"
            for day, to, value, status in zip(line.days, days, line.points, line.statuses, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _distance(days: int, text: Text) -> str:
    """`41 hari sebelum pemungutan suara`."""
    if days == 0:
        return text("voting-day")
    return text("before-voting" if days < 0 else "after-voting", days=text("n-days", n=abs(days)))


def _voting_day() -> dict[str, object]:
    return {
        "type": "line", "xref": "x", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "layer": "below",
        "line": {"color": colour("chart-ink"), "width": 1.2},
    }  # fmt: skip


def _axis(days: list[int], text: Text) -> dict[str, object]:
    low, high = min([*days, 0]) - _AIR, max([*days, 0]) + _AIR
    step = next((each for each in _STEPS if (high - low) / each <= _MOST_TICKS), _STEPS[-1])
    ticks = list(range(-(-low // step) * step, high + 1, step))
    return {
        "range": [low, high], "tickmode": "array", "tickvals": ticks,
        "ticktext": [text("voting-day") if day == 0 else f"{'−' if day < 0 else '+'}{abs(day)}" for day in ticks],
        "tickangle": 0, "ticks": "outside", "tickcolor": colour("chart-axis"), "linecolor": colour("chart-axis"),
        "tickfont": {"color": colour("chart-ink-2"), "size": 11}, "showgrid": False, "zeroline": False,
        "fixedrange": True, "title": {"text": text("axis-days-to-voting"), "font": {"size": 11}},
    }  # fmt: skip


def _words(line: Line, voting: Mapping[str, date], indicator: Indicator, unit: str, text: Text) -> str:
    """The last figure of an election before its voting day, or that there is none."""
    known = [(day, value) for day, value in zip(line.days, line.points, strict=True) if not np.isnan(value)]
    before = [each for each in known if each[0] <= voting[line.name]]
    if not before:
        return text("trend-nothing", name=line.name)
    day, value = before[-1]
    figure = with_unit(text.number(value, indicator.decimals), unit, text)
    distance = _distance((day - voting[line.name]).days, text)
    return text("countdown-last", election=line.name, figure=figure, distance=distance)
