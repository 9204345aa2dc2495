"""The trend: how a figure grew over an election, beside what happened then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.citations import citations
from dashboard.figures.drawing import FONT, Drawing, LegendEntry, base_layout, separators, simulated_mark
from dashboard.figures.palette import colour
from dashboard.figures.wording import as_date, as_number, escape, records, status_words, with_unit
from dashboard.i18n import Text
from etl.indicators.registry import Indicator

MOST_REGIONS = 6
VOTE = "VOTE"
HEIGHT = 340
"""Pixels. The labels at the ends of lines are spread for this height."""
_LABEL_PX = 30  # two short lines of 11 px
_ROW_PX = 15
_NARROW_PX = 200  # the plot on the narrowest screen; stage labels must not meet even there
_CHARACTER_PX = 6.2
_STRIP = (0.0, 0.07)  # where events stand, as a part of the plot's height
_PLOT = (0.12, 1.0)
_ALL = (0.0, 1.0)  # without events there is no strip
_MOST_LISTED = 5
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")


@dataclass(frozen=True)
class _Line:
    """One region's line: its points in time, and how it is drawn."""

    name: str
    days: list[date]
    points: list[float]
    statuses: list[str]
    colour: str
    text_colour: str
    dash: str
    symbol: str
    width: float

    @property
    def last(self) -> float | None:
        known = [value for value in self.points if not np.isnan(value)]
        return known[-1] if known else None


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
) -> Drawing:
    """Steps, because a figure holds until the next one; a gap where nobody reported.

    Args:
        frame: trend frame, any order; `series` says whose line it is. At most six regions, the province, the nation.
        events: dated events of the regions shown; those of one day share a mark.
        stages: stages of this election that are drawn as bands (columns of the stages frame).
        title: what the figures are called, as on the whole screen (`wording.titled`).
        place: what the trend is about, in words.
    """
    lines = _lines(frame)
    span = _span(lines, events, stages, at)
    top = _top(lines, indicator)
    stage_labels, rows = _stage_labels(stages, span, text)
    title = text("title-place", title=text("trend-title", title=title), place=place)
    subtitle = text("subtitle-trend", unit=text.unit(unit), until=text("until", date=text.date(at)))
    layout = go.Layout(
        **base_layout(separators(text.language)),
        height=HEIGHT + rows * _ROW_PX,
        margin={"l": 44, "r": _right(lines), "t": 8 + rows * _ROW_PX, "b": 36},
        xaxis=_time_axis(span, text),
        yaxis=_value_axis(top, indicator, _PLOT if len(events) else _ALL),
        yaxis2={"domain": _STRIP, "range": [0, 1], "visible": False, "fixedrange": True},
        shapes=_bands(stages),
        annotations=[
            *stage_labels,
            *_end_labels(lines, top),
            *_nothing(lines, text),
            *([simulated_mark(text("mark-simulated"))] if simulated else []),
        ],
        hovermode="closest",
    )
    traces = [_trace(line, indicator, unit, text) for line in lines]
    marks = [text("version", n=str(version))] if version is not None else []
    return Drawing(
        figure=go.Figure([*traces, *_event_marks(events, text)], layout),
        title=title,
        subtitle=subtitle,
        sentence=_sentence(lines, events, indicator, unit, text, title, subtitle),
        source=citations(events["citation"] if len(events) else []),
        marks=[*marks, text("mark-simulated")] if simulated else marks,
        legend=_legend(lines, events, text),
    )


# -- lines ---------------------------------------------------------------------------------------------------------


def _lines(frame: pd.DataFrame) -> list[_Line]:
    """Regions in the order in which they come, then the province, then the nation."""
    order = {"region": 0, "province": 1, "nation": 2}
    keys = frame[["series", "region_code", "region_name"]].drop_duplicates(["series", "region_code"])
    keys = keys.assign(order=keys["series"].map(order)).sort_values("order", kind="stable")
    regions = [key for key in records(keys) if key["series"] == "region"][:MOST_REGIONS]
    others = [key for key in records(keys) if key["series"] != "region"]
    return [
        *(_line(frame, key, *_categorical(number)) for number, key in enumerate(regions)),
        *(_line(frame, key, *_benchmark(str(key["series"]))) for key in others),
    ]


def _categorical(number: int) -> tuple[str, str, str, str, float]:
    return (
        colour(f"cat-{number + 1}"), colour(f"cat-{number + 1}-text"), _DASHES[number], _SYMBOLS[number], 2.0,
    )  # fmt: skip


def _benchmark(series: str) -> tuple[str, str, str, str, float]:
    if series == "province":
        return colour("chart-ink-2"), colour("chart-ink-2"), "solid", "circle-open", 1.5
    return colour("chart-ink"), colour("chart-ink"), "dot", "square-open", 1.5


def _line(
    frame: pd.DataFrame, key: Mapping[Any, Any], ink: str, words: str, dash: str, symbol: str, width: float
) -> _Line:
    own = frame[(frame["series"] == key["series"]) & (frame["region_code"] == key["region_code"])]
    own = own.assign(day=pd.to_datetime(own["as_of"])).sort_values("day", kind="stable")
    return _Line(
        name=str(key["region_name"]),
        days=[day.date() for day in own["day"]],
        points=own["value"].astype(float).tolist(),
        statuses=own["status"].astype(str).tolist(),
        colour=ink,
        text_colour=words,
        dash=dash,
        symbol=symbol,
        width=width,
    )


def _trace(line: _Line, indicator: Indicator, unit: str, text: Text) -> go.Scatter:
    return go.Scatter(
        x=[day.isoformat() for day in line.days],
        y=[None if np.isnan(value) else value for value in line.points],
        mode="lines+markers",
        line={"shape": "hv", "color": line.colour, "dash": line.dash, "width": line.width},
        marker={"symbol": line.symbol, "size": 6, "color": line.colour},
        connectgaps=False,
        cliponaxis=False,
        name=line.name,
        text=[
            _point_words(line.name, day, value, status, indicator, unit, text)
            for day, value, status in zip(line.days, line.points, line.statuses, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _point_words(name: str, day: date, value: float, status: str, indicator: Indicator, unit: str, text: Text) -> str:
    known = not np.isnan(value)
    words = with_unit(text.number(value, indicator.decimals), unit, text) if known else status_words(
        status, indicator, text
    )  # fmt: skip
    return f"<b>{escape(name)}</b><br>{escape(words)}<br>{text.date(day)}"


def _end_labels(lines: list[_Line], top: float) -> list[dict[str, object]]:
    """Each line's name at the right, as high as its last figure, pushed apart where two would meet."""
    ended = sorted(((line.last, line) for line in lines if line.last is not None), key=lambda pair: pair[0])
    plot_px = (HEIGHT - 44) * (_PLOT[1] - _PLOT[0])
    heights = spread([last / top * plot_px for last, _ in ended], gap=_LABEL_PX, highest=plot_px)
    return [
        {
            "text": "<br>".join(_two_lines(escape(line.name))),
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 8,
            "yref": "y", "y": height / plot_px * top, "yanchor": "middle",
            "align": "left", "showarrow": False,
            "font": {"family": FONT, "size": 11, "color": line.text_colour, "weight": 600},
        }
        for height, (_, line) in zip(heights, ended, strict=True)
    ]  # fmt: skip


def spread(heights: list[float], *, gap: float, highest: float) -> list[float]:
    """Heights (ascending) moved as little as a sweep up and one down need to keep `gap` between neighbours."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + gap) if moved else height)
    ceiling = highest
    for i in range(len(moved) - 1, -1, -1):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - gap
    return moved


def _nothing(lines: list[_Line], text: Text) -> list[dict[str, object]]:
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


def _two_lines(name: str) -> list[str]:
    """A name broken near its middle if it is long."""
    words = name.split(" ")
    if len(name) <= 12 or len(words) == 1:
        return [name]
    cut = min(range(1, len(words)), key=lambda n: max(len(" ".join(words[:n])), len(" ".join(words[n:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _right(lines: list[_Line]) -> int:
    longest = max((len(part) for line in lines for part in _two_lines(line.name)), default=0)
    return 16 + int(longest * 6.6)


# -- axes ----------------------------------------------------------------------------------------------------------


def _span(lines: list[_Line], events: pd.DataFrame, stages: pd.DataFrame, at: date) -> tuple[date, date]:
    """From the first thing to see to the last, and a little air."""
    days = [day for line in lines for day in line.days]
    days += [day for day in (as_date(value) for value in events.get("as_of", [])) if day]
    days += [day for column in ("start_date", "end_date") for day in map(as_date, stages.get(column, [])) if day]
    days.append(at)
    air = timedelta(days=max(2, (max(days) - min(days)).days // 40))
    return min(days) - air, max(days) + air


def _top(lines: list[_Line], indicator: Indicator) -> float:
    values = [value for line in lines for value in line.points if not np.isnan(value)]
    highest = max(values, default=0.0)
    if indicator.is_rate and indicator.valid_range[1] is not None and highest > indicator.valid_range[1] / 2:
        return float(indicator.valid_range[1]) * 1.05
    return max(highest * 1.08, 1.0)


def _value_axis(top: float, indicator: Indicator, domain: tuple[float, float]) -> dict[str, object]:
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


def _time_axis(span: tuple[date, date], text: Text) -> dict[str, object]:
    days, labels = time_ticks(*span, text)
    return {
        "range": [day.isoformat() for day in span],
        "tickmode": "array",
        "tickvals": [day.isoformat() for day in days],
        "ticktext": labels,
        "tickangle": 0,
        "ticks": "outside",
        "tickcolor": colour("chart-axis"),
        "tickfont": {"color": colour("chart-ink-2"), "size": 11},
        "linecolor": colour("chart-axis"),
        "showgrid": False,
        "fixedrange": True,
        "anchor": "y2",
        "type": "date",
    }


def time_ticks(first: date, last: date, text: Text) -> tuple[list[date], list[str]]:
    """At most six days to name on the axis, in the page's language: plotly itself speaks English only.

    Firsts of months, or for a short span every so many days. The year stands under the first and under each new one.
    """
    months = [
        date(n // 12, n % 12 + 1, 1) for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    months = [day for day in months if first <= day <= last]
    if len(months) >= 2:
        step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if len(months) / step <= 6)
        days = [day for day in months if (day.year * 12 + day.month - 1) % step == 0] or months[:1]
        words = [text.short_date(day).split(" ")[1] for day in days]
    else:
        step = max(1, -(-(last - first).days // 5))
        days = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
        words = [" ".join(text.short_date(day).split(" ")[:2]) for day in days]
    years = [day.year for day in days]
    return days, [
        f"{word}<br>{year}" if i == 0 or year != years[i - 1] else word
        for i, (word, year) in enumerate(zip(words, years, strict=True))
    ]


# -- stages and events ---------------------------------------------------------------------------------------------


def _stage_rows(stages: pd.DataFrame) -> list[dict[str, Any]]:
    """The stages with days instead of texts, by start; those without both days are not drawn."""
    if stages.empty:
        return []
    rows = [
        {**row, "start": as_date(row["start_date"]), "end": as_date(row["end_date"])}
        for row in records(stages.sort_values(["start_date", "end_date"], kind="stable"))
    ]
    return [row for row in rows if row["start"] and row["end"]]


def _bands(stages: pd.DataFrame) -> list[dict[str, object]]:
    """A light ground for each stage, a line for voting day. A stage of one day is a day wide."""
    return [
        {
            "type": "line", "xref": "x", "yref": "paper", "x0": _noon(row["start"]), "x1": _noon(row["start"]),
            "y0": 0, "y1": 1, "layer": "below", "line": {"color": colour("chart-ink"), "width": 1.2},
        }
        if row["stage_code"] == VOTE
        else {
            "type": "rect", "xref": "x", "yref": "paper", "x0": row["start"].isoformat(),
            "x1": (row["end"] + timedelta(days=1)).isoformat(), "y0": 0, "y1": 1, "layer": "below",
            "fillcolor": colour("band"), "line": {"color": colour("chart-grid"), "width": 1},
        }
        for row in _stage_rows(stages)
    ]  # fmt: skip


def _noon(day: date) -> str:
    return f"{day.isoformat()} 12:00"


def _stage_labels(stages: pd.DataFrame, span: tuple[date, date], text: Text) -> tuple[list[dict[str, object]], int]:
    """A staircase of names above the plot: who would meet another on the narrowest screen goes one step up."""
    placed: list[tuple[int, float, float]] = []
    labels: list[dict[str, object]] = []
    for row in reversed(_stage_rows(stages)):
        name = str(row["title_en"] if text.language == "en" else row["title_id"])
        place = (row["start"] - span[0]).days / max(1, (span[1] - span[0]).days)
        to_left = place > 0.5
        width = len(name) * _CHARACTER_PX / _NARROW_PX
        left, right = (place - width, place) if to_left else (place, place + width)
        step = next(n for n in range(20) if not any(n == s and left < b and a < right for s, a, b in placed))
        placed.append((step, left, right))
        labels.append(_stage_label(escape(name), row["start"], step, to_left=to_left))
    return labels, max((step for step, _, _ in placed), default=-1) + 1


def _stage_label(name: str, start: date, step: int, *, to_left: bool) -> dict[str, object]:
    return {
        "text": name, "xref": "x", "x": start.isoformat(), "yref": "paper", "y": 1, "yanchor": "bottom",
        "yshift": step * _ROW_PX, "xanchor": "right" if to_left else "left", "showarrow": False,
        "font": {"family": FONT, "size": 11, "color": colour("chart-ink-2")},
    }  # fmt: skip


def _event_marks(events: pd.DataFrame, text: Text) -> list[go.Scatter]:
    """One mark a day with events, in a strip under the plot."""
    if events.empty:
        return []
    dated = events.assign(day=pd.to_datetime(events["as_of"])).sort_values("day", kind="stable")
    days = {day.date(): records(dated[dated["day"] == day]) for day in dated["day"].drop_duplicates()}
    return [
        go.Scatter(
            x=[day.isoformat() for day in days],
            y=[0.45] * len(days),
            yaxis="y2",
            mode="markers",
            marker={"symbol": "diamond", "size": 8, "color": colour("event")},
            name="events",
            cliponaxis=False,
            text=[_day_words(day, rows, text) for day, rows in days.items()],
            hovertemplate="%{text}<extra></extra>",
        )
    ]


def _day_words(day: date, rows: list[dict[str, Any]], text: Text) -> str:
    listed = [escape(_event_words(row, text)) for row in rows[:_MOST_LISTED]]
    if len(rows) > _MOST_LISTED:
        listed.append(text("and-more", n=len(rows) - _MOST_LISTED))
    return "<br>".join([f"<b>{text.date(day, str(rows[0].get('precision') or 'day'))}</b>", *listed])


def _event_words(row: Mapping[str, Any], text: Text) -> str:
    number = as_number(row.get("number"))
    figure = f": {with_unit(text.number(number), str(row['unit']), text)}" if number is not None and row["unit"] else ""
    kind = event_kind(str(row["kind"]), text)
    return f"{kind}{figure} ({row['institution']})" if row.get("institution") else f"{kind}{figure}"


def event_kind(kind: str, text: Text) -> str:
    """The kind of an event in words; one that the catalogue does not know, as it was typed."""
    message = f"event-{kind.replace('_', '-')}"
    return text(message) if text.has(message) else kind.replace("_", " ")


# -- words ---------------------------------------------------------------------------------------------------------


def _sentence(
    lines: list[_Line], events: pd.DataFrame, indicator: Indicator, unit: str, text: Text, title: str, subtitle: str
) -> str:
    parts = [f"{title}.", f"{subtitle}."]
    parts += [_line_words(line, indicator, unit, text) for line in lines]
    if len(events):
        parts.append(text("trend-events", n=len(events)))
    return " ".join(parts)


def _line_words(line: _Line, indicator: Indicator, unit: str, text: Text) -> str:
    known = [(day, value) for day, value in zip(line.days, line.points, strict=True) if not np.isnan(value)]
    if not known:
        return text("trend-nothing", name=line.name)

    def figure(value: float) -> str:
        return with_unit(text.number(value, indicator.decimals), unit, text)

    (first_day, first), (last_day, last) = known[0], known[-1]
    if first_day == last_day:
        return text("trend-once", name=line.name, figure=figure(last), date=text.date(last_day))
    return text(
        "trend-from-to", name=line.name, first=figure(first), since=text.date(first_day),
        last=figure(last), until=text.date(last_day),
    )  # fmt: skip


def _legend(lines: list[_Line], events: pd.DataFrame, text: Text) -> list[LegendEntry]:
    """Lines are named at their ends; only the marks of events need a word."""
    if events.empty:
        return []
    return [LegendEntry(text("legend-event"), "line", "swatch-event", len(events))]
