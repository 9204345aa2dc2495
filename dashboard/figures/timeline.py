"""The time axis of a trend, and the stages of the election that lie behind it."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from dashboard.figures.drawing import FONT
from dashboard.figures.palette import colour
from dashboard.figures.wording import as_date, escape, records
from dashboard.i18n import Text

VOTE = "VOTE"
ROW_PX = 15
"""Height of a step of the staircase of stage names."""
NARROW_PX = 250
"""The plot with its right margin on the narrowest screen; stage labels must not meet even there."""
LEFT_PX = 44
"""Pixels left of the plot, where figures stand and above them there is room."""
_CHARACTER_PX = 6.6
_HIGH = 12  # a staircase has at most so many steps
_WORSE = 100


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


class StageNames(NamedTuple):
    """The names of stages, the poles that they hang on, and how many steps their staircase has."""

    labels: list[dict[str, object]]
    poles: list[dict[str, object]]
    steps: int


class _Placed(NamedTuple):
    """A name: the part of the plot's width that it takes, the step it stands on, and the middle of its band."""

    left: float
    right: float
    step: int
    pole: float
    anchor: str

    def trouble(self, other: "_Placed") -> int:
        """Whether the pole of one and the other name lie on one another, or worse, two names."""
        if self.step == other.step:
            return _WORSE * (self.left < other.right and other.left < self.right)
        upper, lower = (self, other) if self.step > other.step else (other, self)
        return lower.left < upper.pole < lower.right


def stage_labels(stages: pd.DataFrame, span: tuple[date, date], text: Text, plot_px: float) -> StageNames:
    """A staircase of names above the plot, each over the middle of its band, from where a pole leads up to it.

    Args:
        plot_px: how many pixels the plot is wide where it is narrowest: there, too, no two names meet.
    """
    rows = _stage_rows(stages)
    names = [escape(str(row["title_en"] if text.language == "en" else row["title_id"])) for row in rows]
    middles = [_middle(row, span) for row in rows]
    widths = [len(name) * _CHARACTER_PX / plot_px for name in names]
    placed = _staircase(list(zip(middles, widths, strict=True)), LEFT_PX / plot_px)
    days = [_noon(row["start"] + (row["end"] - row["start"]) / 2) for row in rows]
    return StageNames(
        [_stage_label(name, day, each) for name, day, each in zip(names, days, placed, strict=True)],
        [_pole(day, each.step) for day, each in zip(days, placed, strict=True) if each.step],
        max((each.step for each in placed), default=-1) + 1,
    )


def _middle(row: dict[str, Any], span: tuple[date, date]) -> float:
    """Where in the span a stage has its middle, from 0 to 1."""
    days = (row["start"] - span[0]).days + (row["end"] - row["start"]).days / 2 + 0.5
    return float(days / max(1, (span[1] - span[0]).days))


def _staircase(stages: list[tuple[float, float]], air: float) -> list[_Placed]:
    """Each as low as there is room, begun at whichever end makes the lower staircase."""
    upward = _steps(stages, air)
    downward = _steps(stages[::-1], air)[::-1]
    return min((upward, downward), key=_worth)


def _worth(placed: list[_Placed]) -> tuple[int, int]:
    """Least is best: nothing lies on anything, and the staircase is low."""
    return sum(one.trouble(other) for one, other in combinations(placed, 2)), sum(each.step for each in placed)


def _steps(stages: list[tuple[float, float]], air: float) -> list[_Placed]:
    placed: list[_Placed] = []
    for middle, width in stages:
        ways = [("center", middle - width / 2), ("right", middle - width), ("left", middle)]
        tried = [
            _Placed(left, left + width, step, middle, anchor)
            for step in range(_HIGH)
            for anchor, left in ways
            if left >= -air and left + width <= 1
        ] or [_Placed(middle, middle + width, step, middle, "left") for step in range(_HIGH)]
        placed.append(min(tried, key=lambda each: sum(each.trouble(other) for other in placed)))
    return placed


def _stage_label(name: str, day: str, placed: _Placed) -> dict[str, object]:
    return {
        "text": name, "xref": "x", "x": day, "yref": "paper", "y": 1, "yanchor": "bottom",
        "yshift": placed.step * ROW_PX, "xanchor": placed.anchor, "showarrow": False, "name": "stage",
        "font": {"family": FONT, "size": 11, "color": colour("chart-ink-2")},
    }  # fmt: skip


def _pole(day: str, step: int) -> dict[str, object]:
    return {
        "type": "line", "xref": "x", "x0": day, "x1": day, "yref": "paper", "ysizemode": "pixel", "yanchor": 1,
        "y0": 0, "y1": step * ROW_PX + 2, "name": "pole", "line": {"color": colour("chart-axis"), "width": 1},
    }  # fmt: skip
