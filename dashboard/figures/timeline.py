"""The time axis of a trend, and the stages of the election that lie behind it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.figures.drawing import FONT
from dashboard.figures.palette import colour
from dashboard.figures.wording import as_date, escape, records
from dashboard.i18n import Text

VOTE = "VOTE"
ROW_PX = 15
"""Height of a step of the staircase of stage names."""
NARROW_PX = 200
"""The plot on the narrowest screen; stage labels must not meet even there."""
_CHARACTER_PX = 6.2


def span_of(drawn: Iterable[date], events: pd.DataFrame, stages: pd.DataFrame, at: date) -> tuple[date, date]:
    """From the first thing to see to the last, and a little air. `drawn`: the days of all lines."""
    days = [*drawn]
    days += [day for day in (as_date(value) for value in events.get("as_of", [])) if day]
    days += [day for column in ("start_date", "end_date") for day in map(as_date, stages.get(column, [])) if day]
    days.append(at)
    air = timedelta(days=max(2, (max(days) - min(days)).days // 40))
    return min(days) - air, max(days) + air


def time_axis(span: tuple[date, date], text: Text) -> dict[str, object]:
    """The axis as plotly wants it, its ticks in the page's language."""
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


def _stage_rows(stages: pd.DataFrame) -> list[dict[str, Any]]:
    """The stages with days instead of texts, by start; those without both days are not drawn."""
    if stages.empty:
        return []
    rows = [
        {**row, "start": as_date(row["start_date"]), "end": as_date(row["end_date"])}
        for row in records(stages.sort_values(["start_date", "end_date"], kind="stable"))
    ]
    return [row for row in rows if row["start"] and row["end"]]


def bands(stages: pd.DataFrame) -> list[dict[str, object]]:
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


def stage_labels(
    stages: pd.DataFrame, span: tuple[date, date], text: Text, narrowest: int = NARROW_PX
) -> tuple[list[dict[str, object]], int]:
    """A staircase of names above the plot: who would meet another where it is narrowest (pixels) goes one step up."""
    placed: list[tuple[int, float, float]] = []
    labels: list[dict[str, object]] = []
    for row in reversed(_stage_rows(stages)):
        name = str(row["title_en"] if text.language == "en" else row["title_id"])
        place = (row["start"] - span[0]).days / max(1, (span[1] - span[0]).days)
        to_left = place > 0.5
        width = len(name) * _CHARACTER_PX / narrowest
        left, right = (place - width, place) if to_left else (place, place + width)
        step = next(n for n in range(20) if not any(n == s and left < b and a < right for s, a, b in placed))
        placed.append((step, left, right))
        labels.append(_stage_label(escape(name), row["start"], step, to_left=to_left))
    return labels, max((step for step, _, _ in placed), default=-1) + 1


def _stage_label(name: str, start: date, step: int, *, to_left: bool) -> dict[str, object]:
    return {
        "text": name, "xref": "x", "x": start.isoformat(), "yref": "paper", "y": 1, "yanchor": "bottom",
        "yshift": step * ROW_PX, "xanchor": "right" if to_left else "left", "showarrow": False,
        "font": {"family": FONT, "size": 11, "color": colour("chart-ink-2")},
    }  # fmt: skip
