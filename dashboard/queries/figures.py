"""Figures at a date and over time."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import CTE, ColumnElement, case, func, or_, select

from dashboard.queries.readings import Reading, Series
from dashboard.queries.shared import (
    by_code_point,
    frame_of,
    inside,
    of_series,
    shown_at,
    standing,
    standing_first,
    totals_of,
    values,
)
from etl.indicators.registry import TOTAL

OTHER = ("value", "as_of", "coverage_n", "coverage_of")
FIGURE = (
    "region_code", "value", "numerator", "denominator", "ci_low", "ci_high", "status", "as_of", "period_start",
    "period_end", "extent", "origin", "evidence", "reason", "coverage_n", "coverage_of", "provenance", "citation",
)  # fmt: skip
HISTORY = (
    "region_code", "as_of", "value", "numerator", "denominator", "ci_low", "ci_high", "status", "reason", "origin",
    "evidence", "citation",
)  # fmt: skip


def figures_at(r: Reading, series: Series, level: str, within: str, at: dt.date, *, then: bool = False) -> pd.DataFrame:
    """The figure of each region at a date: the latest one not after it.

    Of two figures of one date the published one stands; the latest of the other origin is `other_value`. A region with
    rows but no figure has status `missing` and the date at which it was known to be silent; one without rows is absent.

    Args:
        level: `province` or `national` (areas), or `regency` (governments, else a stated area).
        within: a province's code, or `00`; with `then` that of a former one too.
        then: whether former provinces are among the provinces, beside those of today.

    Returns:
        Columns `FIGURE`, and those of `OTHER` as `other_...`; one row a region, in the order of codes.
    """
    return _beside_other(r, _latest(r, shown_at(level, then=then), series, within, at))


def own_figures_at(r: Reading, series: Series, province: str, at: dt.date) -> pd.DataFrame:
    """A provincial government as an employer: its own staff, not the area. Columns as `figures_at`, at most one row."""
    own = (values.level == "province") & (values.extent == "government") & (values.region_code == province)
    return _beside_other(r, _latest(r, own, series, province, at))


def categories_at(r: Reading, series: Series, figure: Mapping[str, Any]) -> pd.DataFrame:
    """The categories of one figure (a row of `figures_at`): `category`, `value`, `status`, in the order of codes."""
    names = ("region_code", "extent", "as_of")
    query = (
        select(values.category, values.value, values.status, values.origin)
        .where(*of_series(r, series), values.category != TOTAL, *(values[name] == figure[name] for name in names))
        .order_by(by_code_point(r, values.category))
    )
    found = frame_of(r, query, ("category", "value", "status", "origin"))
    same = found["origin"] == figure["origin"]
    # A government's total may be the sum of categories that were published; beside a log it has two breakdowns.
    wanted = found if figure["extent"] == "government" and not same.any() else found[same]
    return wanted.drop(columns="origin").reset_index(drop=True)


def _latest(r: Reading, level: ColumnElement[bool], series: Series, within: str, at: dt.date) -> CTE:
    """Per region, extent and origin its latest row, numbered by `place`: 1 is the one that is shown."""
    recency = (case((values.status == "missing", 1), else_=0), values.as_of.desc())
    newest = (
        select(
            *(values[name] for name in FIGURE),
            func.row_number()
            .over(partition_by=(values.region_code, values.extent, values.origin), order_by=recency)
            .label("age"),
        )
        .where(totals_of(r, series), level, inside(values.region_code, within), values.as_of <= at)
        .subquery()
    )
    order = (
        case((newest.c.status == "missing", 1), else_=0),
        newest.c.as_of.desc(),
        standing(newest.c.extent, newest.c.origin),
        case((newest.c.extent == "government", 0), else_=1),
    )
    place = func.row_number().over(partition_by=newest.c.region_code, order_by=order).label("place")
    return select(*(newest.c[name] for name in FIGURE), place).where(newest.c.age == 1).cte()


def _beside_other(r: Reading, latest: CTE) -> pd.DataFrame:
    """The row shown of each region, beside the latest one of the other origin and the same extent."""
    shown, other = latest.alias(), latest.alias()
    same = (other.c.region_code == shown.c.region_code) & (other.c.extent == shown.c.extent)
    is_other = same & (other.c.origin != shown.c.origin) & other.c.value.is_not(None)
    query = (
        select(*(shown.c[name] for name in FIGURE), *(other.c[name].label(f"other_{name}") for name in OTHER))
        .outerjoin_from(shown, other, is_other)
        .where(shown.c.place == 1)
        .order_by(by_code_point(r, shown.c.region_code))
    )
    return frame_of(r, query)


def days_of(r: Reading, series: Series, level: str) -> list[dt.date]:
    """The days at which figures of a level change, in their order."""
    query = select(values.as_of).where(totals_of(r, series), shown_at(level)).distinct().order_by(values.as_of)
    return list(r.connection.scalars(query))


def history(r: Reading, series: Series, codes: Sequence[str]) -> pd.DataFrame:
    """Every figure of some regions in an election: a government's own, an area's for provinces and the nation.

    Returns:
        Columns `HISTORY`; one row a region and date (the published figure where a
        date has two), in the order of codes and dates.
    """
    query = (
        select(*(values[name] for name in HISTORY))
        .where(
            totals_of(r, series),
            values.region_code.in_(codes),
            or_(values.level == "regency", values.extent == "area"),
        )
        .order_by(
            by_code_point(r, values.region_code),
            values.as_of,
            case((values.status == "missing", 1), else_=0),
            *standing_first(),
        )
    )
    found = frame_of(r, query, HISTORY)
    return found.drop_duplicates(["region_code", "as_of"]).reset_index(drop=True)


def map_history(r: Reading, series: Series, level: str, within: str, *, then: bool = False) -> pd.DataFrame:
    """Every figure that a map of regions can show at one date or another, what is `missing` left out.

    Args:
        level, within, then: as `figures_at` takes them.

    Returns:
        `region_code`, `as_of`, `value`, `denominator`, `status`; one row a region and date, the one that stands.
    """
    names = ("region_code", "as_of", "value", "denominator", "status")
    query = (
        select(*(values[name] for name in names))
        .where(totals_of(r, series), shown_at(level, then=then), inside(values.region_code, within))
        .where(values.status != "missing")
        .order_by(*standing_first())
    )
    return frame_of(r, query, names).drop_duplicates(["region_code", "as_of"]).reset_index(drop=True)
