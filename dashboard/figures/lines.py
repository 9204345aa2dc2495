"""The lines of a trend: whose they are, how each is drawn, and how they are named at their ends."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.figures.drawing import FONT
from dashboard.figures.palette import colour
from dashboard.figures.wording import escape, records

MOST_REGIONS = 6
_LABEL_PX = 15  # a line of 11 px
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")


@dataclass(frozen=True)
class Line:
    """One region's line: whose it is, its points in time, and how it is drawn.

    `areas` names the former province that a point is of, empty where it is the region's own. Where it changes stands a
    point without a value, so that the two are not joined.
    """

    series: str
    region_code: str
    name: str
    days: list[date]
    points: list[float]
    statuses: list[str]
    colour: str
    text_colour: str
    dash: str
    symbol: str
    width: float
    areas: list[str]

    @property
    def last(self) -> float | None:
        known = [value for value in self.points if not np.isnan(value)]
        return known[-1] if known else None


def lines_of(frame: pd.DataFrame) -> list[Line]:
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
) -> Line:
    own = frame[(frame["series"] == key["series"]) & (frame["region_code"] == key["region_code"])]
    own = own.assign(day=pd.to_datetime(own["as_of"])).sort_values("day", kind="stable", ignore_index=True)
    own = _parted(own.assign(area_name=own["area_name"].fillna("") if "area_name" in own else ""))
    return Line(
        series=str(key["series"]),
        region_code=str(key["region_code"]),
        name=str(key["region_name"]),
        days=[day.date() for day in own["day"]],
        points=own["value"].astype(float).tolist(),
        statuses=own["status"].astype(str).tolist(),
        colour=ink,
        text_colour=words,
        dash=dash,
        symbol=symbol,
        width=width,
        areas=own["area_name"].astype(str).tolist(),
    )


def _parted(own: pd.DataFrame) -> pd.DataFrame:
    """The points of a line with one without a value where its area becomes another: on the day `until`."""
    following = own["area_name"].shift(-1)
    ends = own[(own["area_name"] != "") & following.notna() & (following != own["area_name"])]
    if ends.empty:
        return own
    gaps = ends.assign(day=pd.to_datetime(ends["until"]), value=np.nan, status="missing")
    parted: pd.DataFrame = pd.concat([own, gaps.set_index(gaps.index + 0.5)]).sort_index()
    return parted


def end_labels(lines: list[Line], top: float, plot_px: float) -> list[dict[str, object]]:
    """Each line's name at the right, as high as its last figure, pushed apart where two would meet.

    Args:
        top: the figure at the upper edge of the plot, which is at least `plot_px` high.
    """
    ended = sorted(((line.last, line) for line in lines if line.last is not None), key=lambda pair: pair[0])
    names = [two_lines(escape(line.name)) for _, line in ended]
    sizes = [_LABEL_PX * len(name) for name in names]
    heights = spread([last / top * plot_px for last, _ in ended], sizes, highest=plot_px)
    return [
        {
            "text": "<br>".join(name),
            "xref": "paper", "x": 1, "xanchor": "left", "xshift": 8,
            "yref": "y", "y": height / plot_px * top, "yanchor": "middle",
            "align": "left", "showarrow": False,
            "font": {"family": FONT, "size": 11, "color": line.text_colour, "weight": 600},
        }
        for height, name, (_, line) in zip(heights, names, ended, strict=True)
    ]  # fmt: skip


def lowest_between(lines: list[Line], start: date, end: date) -> float:
    """The lowest figure of all lines from a day to another, those before that still hold too; infinite without any."""
    found = math.inf
    for line in lines:
        known = [(day, value) for day, value in zip(line.days, line.points, strict=True) if not np.isnan(value)]
        before = [value for day, value in known if day <= start]
        found = min([found, *before[-1:], *(value for day, value in known if start < day <= end)])
    return found


def labels_px(lines: list[Line]) -> int:
    """Pixels that the names at the ends take one above another."""
    return sum(_LABEL_PX * len(two_lines(line.name)) for line in lines if line.last is not None)


def spread(heights: list[float], sizes: Sequence[float], *, highest: float) -> list[float]:
    """Middles (ascending) moved as little as a sweep up and one down need to keep what is `sizes` tall apart."""
    moved: list[float] = []
    for i, height in enumerate(heights):
        moved.append(max(height, moved[-1] + _apart(sizes, i)) if moved else height)
    ceiling = highest
    for i in range(len(moved) - 1, -1, -1):
        moved[i] = min(moved[i], ceiling)
        ceiling = moved[i] - _apart(sizes, i)
    return moved


def _apart(sizes: Sequence[float], i: int) -> float:
    """How far the middle of one is from that of the one below it."""
    return (sizes[i - 1] + sizes[i]) / 2


def two_lines(name: str) -> list[str]:
    """A name broken near its middle if it is long."""
    words = name.split(" ")
    if len(name) <= 12 or len(words) == 1:
        return [name]
    cut = min(range(1, len(words)), key=lambda n: max(len(" ".join(words[:n])), len(" ".join(words[n:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def right_margin(lines: list[Line]) -> int:
    """Pixels that the longest name at an end takes."""
    longest = max((len(part) for line in lines for part in two_lines(line.name)), default=0)
    return 16 + int(longest * 6.6)
