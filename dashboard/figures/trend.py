"""The trend: how a figure grew over an election, beside what happened then."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.breaks import Break, break_labels, break_lines, breaks_of
from dashboard.figures.citations import citations
from dashboard.figures.drawing import FONT, Drawing, LegendEntry, base_layout, separators, simulated_mark
from dashboard.figures.happenings import event_marks
from dashboard.figures.lines import Line, end_labels, labels_px, lines_of, lowest_between, right_margin
from dashboard.figures.palette import colour
from dashboard.figures.splits import split_labels, split_lines, split_words, splits_of
from dashboard.figures.terms import acting, term_bands, term_labels, term_words
from dashboard.figures.timeline import LEFT_PX, NARROW_PX, ROW_PX, bands, span_of, stage_labels, time_axis
from dashboard.figures.wording import escape, status_words, with_unit
from dashboard.i18n import Text
from etl.indicators.registry import Indicator
from geo.former import FormerProvince

HEIGHT = 340
"""Pixels. The labels at the ends of lines are spread for this height."""
_STRIP = (0.0, 0.07)  # where events stand, as a part of the plot's height
_PLOT = (0.12, 1.0)
_AROUND = 44  # pixels above and below the plot
_LOWEST = 0.6  # of its height: as low as a plot may be drawn
_ALL = (0.0, 1.0)  # without events there is no strip


def draw_trend(
    frame: pd.DataFrame,
    events: pd.DataFrame,
    stages: pd.DataFrame,
    indicator: Indicator,
    unit: str,
    *,
    text: Text,
    title: str,
    at: date,
    simulated: bool,
    place: str = "",
    version: int | None = None,
    former: Sequence[FormerProvince] = (),
    changes: Sequence[Break] = (),
    terms: Sequence[Mapping[str, Any]] = (),
    height: int = HEIGHT,
    narrowest: int = NARROW_PX,
) -> Drawing:
    """Steps, because a figure holds until the next one; a gap where nobody reported.

    Args:
        frame: trend frame, any order; `series` says whose line it is. At most six regions, the province, the nation.
            A point of a former province has its name in `area_name`, and in `until` the day on which it was split.
        former: the former provinces; that they were split is marked where it concerns a line.
        terms: how the office of the region's head was held (`subject`, `as_of`, `ends_on`).
        changes: where institutions took over from one another; marked where it concerns the indicator's sources.
        events: dated events of the regions shown; those of one day share a mark.
        stages: stages of this election that are drawn as bands (columns of the stages frame).
        title: what the figures are called, as on the whole screen (`wording.titled`).
        place: what the trend is about, in words.
        height: pixels, without the names of stages. narrowest: how many the plot and its right margin are
            wide at least.
    """
    lines = lines_of(frame)
    span = span_of((day for line in lines for day in line.days), events, stages, at)
    top = value_top(lines, indicator)
    overlays = [
        _terms(terms, lines, span, _last_day(lines, at), text),
        _splits(lines, former, span, text),
        _breaks(lines, changes, indicator, span),
    ]
    right = right_margin(lines)
    names = stage_labels(stages, span, text, narrowest - right)
    rows = names.steps
    plot = (height - _AROUND) * (_PLOT[1] - _PLOT[0])
    least = max(_LOWEST * plot, labels_px(lines))  # what names at the ends are clear of each other at
    title = text("title-place", title=text("trend-title", title=title), place=place)
    subtitle = text("subtitle-trend", unit=text.unit(unit), until=text("until", date=text.date(_last_day(lines, at))))
    layout = go.Layout(
        **base_layout(separators(text.language)),
        height=height + rows * ROW_PX,
        margin={"l": LEFT_PX, "r": right, "t": 8 + rows * ROW_PX, "b": 36},
        xaxis=time_axis(span, text),
        yaxis=value_axis(top, indicator, _PLOT if len(events) else _ALL),
        yaxis2={"domain": _STRIP, "range": [0, 1], "visible": False, "fixedrange": True},
        shapes=[*bands(stages), *names.poles, *(shape for each in overlays for shape in each.shapes)],
        annotations=[
            *names.labels,
            *end_labels(lines, top, least),
            *(label for each in overlays for label in each.labels),
            *_nothing(lines, text),
            *([simulated_mark(text("mark-simulated"))] if simulated else []),
        ],
        hovermode="closest",
        meta={"least": math.ceil(least / (_PLOT[1] - _PLOT[0])) + _AROUND + rows * ROW_PX},
    )
    traces = [_trace(line, indicator, unit, text) for line in lines]
    told = [words for each in overlays for words in each.words]
    marks = [*told, *([text("version", n=str(version))] if version is not None else [])]
    return Drawing(
        figure=go.Figure([*traces, *event_marks(events, text)], layout),
        title=title,
        subtitle=subtitle,
        sentence=" ".join([_sentence(lines, events, indicator, unit, text, title, subtitle), *told]),
        source=citations(events["citation"] if len(events) else []),
        marks=[*marks, text("mark-simulated")] if simulated else marks,
        has_figures=any(line.last is not None for line in lines),
        legend=_legend(lines, events, text),
    )


class _Overlay(NamedTuple):
    """What lies over or under the lines: shapes, the words beside them, and what they mean in sentences."""

    shapes: list[dict[str, object]]
    labels: list[dict[str, object]]
    words: list[str]


def _splits(lines: list[Line], former: Sequence[FormerProvince], span: tuple[date, date], text: Text) -> _Overlay:
    splits = splits_of(lines, former)
    return _Overlay(split_lines(splits), split_labels(splits, span, text), split_words(splits, lines, text))


def _breaks(lines: list[Line], changes: Sequence[Break], indicator: Indicator, span: tuple[date, date]) -> _Overlay:
    breaks = breaks_of(lines, changes, indicator.sources)
    return _Overlay(break_lines(breaks), break_labels(breaks, span), [each.words for each in breaks])


def _terms(
    terms: Sequence[Mapping[str, Any]], lines: list[Line], span: tuple[date, date], last: date, text: Text
) -> _Overlay:
    shown = span[0], last
    held = acting(terms, shown)
    labels = term_labels(held, shown, text, partial(lowest_between, lines))
    return _Overlay(term_bands(held, shown), labels, term_words(held, text))


def _last_day(lines: list[Line], at: date) -> date:
    """A trend goes on after the date of the map, up to the last figure."""
    return max((day for line in lines for day in line.days), default=at)


def _trace(line: Line, indicator: Indicator, unit: str, text: Text) -> go.Scatter:
    return go.Scatter(
        x=[day.isoformat() for day in line.days],
        y=[None if np.isnan(value) else value for value in line.points],
        mode="lines+markers",
        line={"shape": "hv", "color": line.colour, "dash": line.dash, "width": line.width},
        marker={"symbol": line.symbol, "size": 6, "color": line.colour},
        connectgaps=False,
        cliponaxis=False,
        name=line.name,
        meta=line.region_code,
        customdata=[line.region_code] * len(line.days),
        text=[
            point_words(area or line.name, day, value, status, indicator, unit, text)
            for day, value, status, area in zip(line.days, line.points, line.statuses, line.areas, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def point_words(name: str, day: date, value: float, status: str, indicator: Indicator, unit: str, text: Text) -> str:
    """What the pointer shows of a point: whose it is, its figure or why there is none, its day."""
    known = not np.isnan(value)
    words = with_unit(text.number(value, indicator.decimals), unit, text) if known else status_words(
        status, indicator, text
    )  # fmt: skip
    return f"<b>{escape(name)}</b><br>{escape(words)}<br>{text.date(day)}"


def _nothing(lines: list[Line], text: Text) -> list[dict[str, object]]:
    """An empty plot says that it is empty, and not broken."""
    if any(line.last is not None for line in lines):
        return []
    return [
        {
            "text": escape(text("trend-empty")),
            "xref": "paper", "x": 0.5, "xanchor": "center", "yref": "y domain", "y": 0.5, "yanchor": "middle",
            "showarrow": False, "font": {"family": FONT, "size": 13, "color": colour("chart-ink-2")},
        }
    ]  # fmt: skip


def value_top(lines: list[Line], indicator: Indicator) -> float:
    """The figure at the upper edge of the plot, a little above the highest."""
    values = [value for line in lines for value in line.points if not np.isnan(value)]
    highest = max(values, default=0.0)
    if indicator.is_rate and indicator.valid_range[1] is not None and highest > indicator.valid_range[1] / 2:
        return float(indicator.valid_range[1]) * 1.05
    return max(highest * 1.08, 1.0)


def value_axis(top: float, indicator: Indicator, domain: tuple[float, float]) -> dict[str, object]:
    """The axis of figures, from zero."""
    axis: dict[str, object] = {
        "domain": domain,
        "range": [0, top],
        "gridcolor": colour("chart-grid"),
        "zerolinecolor": colour("chart-axis"),
        "fixedrange": True,
        "nticks": 6,
        "tickformat": ",~f" if indicator.is_rate else ",.0f",
        "tickfont": {"color": colour("chart-ink-2"), "size": 11},
    }
    return axis if top > 5 or indicator.is_rate else {**axis, "dtick": 1}


def _sentence(
    lines: list[Line], events: pd.DataFrame, indicator: Indicator, unit: str, text: Text, title: str, subtitle: str
) -> str:
    parts = [f"{title}.", f"{subtitle}."]
    parts += [words for line in lines for words in _line_words(line, indicator, unit, text)]
    if len(events):
        parts.append(text("trend-events", n=len(events)))
    return " ".join(parts)


def _line_words(line: Line, indicator: Indicator, unit: str, text: Text) -> list[str]:
    """A sentence for each area that the line is of: a former province has none of today's first or last figure."""
    known: dict[str, list[tuple[date, float]]] = {}
    for day, value, area in zip(line.days, line.points, line.areas, strict=True):
        if not np.isnan(value):
            known.setdefault(area, []).append((day, value))
    told = [_part_words(area or line.name, points, indicator, unit, text) for area, points in known.items()]
    return told or [text("trend-nothing", name=line.name)]


def _part_words(name: str, known: list[tuple[date, float]], indicator: Indicator, unit: str, text: Text) -> str:
    def figure(value: float) -> str:
        return with_unit(text.number(value, indicator.decimals), unit, text)

    (first_day, first), (last_day, last) = known[0], known[-1]
    if first_day == last_day:
        return text("trend-once", name=name, figure=figure(last), date=text.date(last_day))
    return text(
        "trend-from-to", name=name, first=figure(first), since=text.date(first_day),
        last=figure(last), until=text.date(last_day),
    )  # fmt: skip


def _legend(lines: list[Line], events: pd.DataFrame, text: Text) -> list[LegendEntry]:
    """Lines are named at their ends; only the marks of events need a word."""
    if events.empty:
        return []
    return [LegendEntry(text("legend-event"), "line", "swatch-event", len(events))]
