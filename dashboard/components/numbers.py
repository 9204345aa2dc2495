"""The numbers of a chart as a table, folded under it: for who reads rather than looks, or cannot look."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
from dash.development.base_component import Component

from dashboard.components.listing import Heading, folded, numeric
from dashboard.figures.funnel_plot import FunnelOf
from dashboard.figures.lines import Line, lines_of
from dashboard.figures.scatter import Measured, both
from dashboard.figures.wording import status_words, value_words
from dashboard.i18n import Text
from etl.indicators.registry import Indicator


def trend_numbers(frame: pd.DataFrame, indicator: Indicator, *, text: Text, title: str) -> list[Component]:
    """A row a day, the newest first, and a column a line; nothing where no line has a point.

    Args:
        frame: as `figures.trend.draw_trend` takes it.
    """
    lines = lines_of(frame)
    told = [dict(_points(line, indicator, text)) for line in lines]
    days = sorted({day for each in told for day in each}, reverse=True)
    headings = [Heading(text("column-date")), *(numeric(line.name) for line in lines)]
    rows = [[text.short_date(day), *(each.get(day, "") for each in told)] for day in days]
    return _folded(title, headings, rows, text)


def countdown_numbers(
    frame: pd.DataFrame, voting: Mapping[str, date], indicator: Indicator, *, text: Text, title: str
) -> list[Component]:
    """A row a day, counted to voting, and a column an election.

    Args:
        frame, voting: as `figures.countdown.draw_countdown` takes them.
    """
    known = frame[frame["election"].isin(list(voting))]
    lines = lines_of(known.assign(series="region", region_code=known["election"], region_name=known["election"]))
    told = [{(day - voting[line.name]).days: words for day, words in _points(line, indicator, text)} for line in lines]
    days = sorted({day for each in told for day in each}, reverse=True)
    headings = [numeric(text("axis-days-to-voting")), *(numeric(line.name) for line in lines)]
    rows = [[_signed(day), *(each.get(day, "") for each in told)] for day in days]
    return _folded(title, headings, rows, text)


def scatter_numbers(first: Measured, second: Measured, *, text: Text) -> list[Component]:
    """A row a region that has both, by name."""
    pairs = sorted(((first.rows[code], second.rows[code]) for code in both(first, second)), key=_by_name)
    headings = [Heading(text("column-region")), numeric(first.title), numeric(second.title)]
    rows = [
        [str(one["region_name"]), value_words(one, first.indicator, text), value_words(other, second.indicator, text)]
        for one, other in pairs
    ]
    return _folded(f"{first.title}, {second.title}", headings, rows, text)


def funnel_numbers(found: FunnelOf, indicator: Indicator, *, text: Text, title: str, base: str) -> list[Component]:
    """A row a region, by how far it lies from the overall value, with the side on which it lies.

    Args:
        base: what the denominators are, as the axis calls them.
    """
    scores = found.funnel.scores / found.funnel.widening
    listed = sorted(zip(found.rows, found.exposures, found.funnel.sides, scores.tolist(), strict=True), key=_farthest)
    headings = [Heading(text("column-region")), numeric(text("column-value")), numeric(base),
                Heading(text("column-side"))]  # fmt: skip
    rows = [
        [str(row["region_name"]), value_words(row, indicator, text), text.number(exposure),
         text(f"funnel-side-{side.replace('_', '-')}")]
        for row, exposure, side, _ in listed
    ]  # fmt: skip
    return _folded(title, headings, rows, text)


def _points(line: Line, indicator: Indicator, text: Text) -> list[tuple[date, str]]:
    """What stands at each day of a line: the figure, or why there is none."""
    return [
        (day, status_words(status, indicator, text) if np.isnan(value) else text.number(value, indicator.decimals))
        for day, value, status in zip(line.days, line.points, line.statuses, strict=True)
    ]


def _signed(days: int) -> str:
    return f"{'−' if days < 0 else '+' if days > 0 else ''}{abs(days)}"


def _by_name(pair: tuple[Mapping[str, object], object]) -> str:
    return str(pair[0]["region_name"])


def _farthest(each: tuple[object, object, object, float]) -> float:
    return -abs(each[3])


def _folded(title: str, headings: Sequence[Heading], rows: Sequence[Sequence[str]], text: Text) -> list[Component]:
    return [folded(text("chart-numbers"), title, headings, rows)] if rows else []
