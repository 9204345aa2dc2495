"""Rows as they are exported, with every column."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, case, false, select, tuple_

from dashboard.queries.readings import Reading, Series
from dashboard.queries.shared import by_code_point, came_later, inside_then, of_series, values, visible
from etl.warehouse.schema import indicator_value
from geo.former import FormerProvince

EXPORTED = (
    "indicator", "region_code", "level", "extent", "category", "election", "period_start", "period_end", "as_of",
    "numerator", "denominator", "value", "ci_low", "ci_high", "unit", "status", "reason", "coverage_n",
    "coverage_of", "provenance", "citation",
)  # fmt: skip


def published(
    r: Reading,
    indicator: str,
    level: str,
    region: str | None,
    start: dt.date | None,
    end: dt.date | None,
    then: Sequence[FormerProvince] = (),
) -> Iterator[Mapping[str, Any]]:
    """Every value of an indicator at a level, all units, elections and categories, as `EXPORTED`, streamed.

    Args:
        region: this region and those inside it; None or `00` for all.
        start, end: bounds of `as_of`, both included.
        then: former provinces that stand, until they were split, in the place of those of today that came of them.
    """
    conditions = [visible(r, indicator_value), values.indicator == indicator, values.level == level]
    conditions += [inside_then(region or "00", then), *(~came_later(each) for each in then)]
    conditions += [values.as_of >= start] if start else []
    conditions += [values.as_of <= end] if end else []
    yield from _stream(r, _exported(r).where(*conditions))


def published_at(r: Reading, series: Series, figures: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    """The rows behind figures that are on a screen (rows of `figures_at`), with their categories, as `EXPORTED`."""
    own = figures["extent"] == "government"
    governments = _keyed(figures[own], "region_code", "extent", "as_of")
    areas = _keyed(figures[~own], "region_code", "extent", "origin", "as_of")
    yield from _stream(r, _exported(r).where(*of_series(r, series), governments | areas))


def _keyed(figures: pd.DataFrame, *names: str) -> ColumnElement[bool]:
    keys = list(figures[list(names)].itertuples(index=False, name=None))
    return tuple_(*(values[name] for name in names)).in_(keys) if keys else false()


def _exported(r: Reading) -> Select[Any]:
    return select(*(values[name] for name in EXPORTED)).order_by(
        by_code_point(r, values.region_code),
        by_code_point(r, values.election),
        values.as_of,
        by_code_point(r, values.extent),
        case((values.origin == "published", 0), else_=1),
        by_code_point(r, values.category),
        by_code_point(r, values.unit),
    )


def _stream(r: Reading, query: Select[Any]) -> Iterator[Mapping[str, Any]]:
    with r.connection.execution_options(yield_per=1000).execute(query) as result:
        yield from map(dict, result.mappings())
