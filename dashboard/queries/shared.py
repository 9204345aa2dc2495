"""What all queries share: who sees which rows of which version, how areas and governments are shown, and frames."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Select, case, collate, func, or_, true

from dashboard.queries.readings import Reading, Series
from etl.indicators.registry import TOTAL
from etl.warehouse.schema import indicator_value, live_at
from geo.former import BEFORE_SPLIT, FormerProvince
from geo.regions import NATION

values = indicator_value.c
NUMBERS = ("numerator", "denominator", "value", "ci_low", "ci_high", "coverage_n", "coverage_of")
NUMERIC = frozenset({*NUMBERS, "other_value", "other_coverage_n", "other_coverage_of", "number"})


def standing(extent: ColumnElement[str], origin: ColumnElement[str]) -> ColumnElement[int]:
    """Which of two figures of one date stands: of an area the published one, of a government the one that we computed.

    A government has two only where a log of record counts beside what was published (etl/compute/log.py).
    """
    logged = (extent == "government") & (origin == "computed")
    return case((logged, 0), (origin == "published", 1), else_=2)


def standing_first() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """The order of several figures of one region and date: the one that is shown comes first."""
    return standing(values.extent, values.origin), case((values.extent == "government", 0), else_=1)


def visible(r: Reading, table: Any) -> ColumnElement[bool]:
    """Rows of the version read that the viewer may see."""
    live: ColumnElement[bool] = live_at(table, r.version)
    return live & in_scope(r, table)


def in_scope(r: Reading, table: Any) -> ColumnElement[bool]:
    """Rows of any version that the viewer may see."""
    if r.viewer.scope is None:
        return true()
    code = table.c.region_code
    inside = func.substr(code, 1, 2).in_(r.viewer.provinces) & (func.substr(code, 3, 1) != BEFORE_SPLIT)
    return or_(code.in_(r.viewer.scope), inside)


def of_series(r: Reading, series: Series) -> tuple[ColumnElement[bool], ...]:
    return (
        visible(r, indicator_value),
        values.indicator == series.indicator,
        values.unit == series.unit,
        values.election == series.election,
    )


def totals_of(r: Reading, series: Series) -> ColumnElement[bool]:
    first, *others = of_series(r, series)
    for each in (*others, values.category == TOTAL):
        first = first & each
    return first


def shown_at(level: str, *, then: bool = False) -> ColumnElement[bool]:
    """Provinces and the nation are shown as areas; a regency is its government."""
    at_level = values.level == level
    if level == "regency":
        return at_level
    areas = at_level & (values.extent == "area")
    return areas if then else areas & ~is_former()


def is_former() -> ColumnElement[bool]:
    return func.substr(values.region_code, 3, 1) == BEFORE_SPLIT


def came_later(former: FormerProvince) -> ColumnElement[bool]:
    """The area of a province of today on a day on which it was part of a former one."""
    area = values.region_code.in_(former.provinces) & (values.extent == "area")
    return area & (values.as_of < former.valid_to)


def inside_then(region: str, then: Sequence[FormerProvince]) -> ColumnElement[bool]:
    """A region, what lies in it, and of the former provinces those that it came of; no other former one."""
    codes = [each.code for each in then if region == NATION or region[:2] in each.provinces]
    return (inside(values.region_code, region) & ~is_former()) | values.region_code.in_(codes)


def inside(code: ColumnElement[str], within: str) -> ColumnElement[bool]:
    """A region and what lies in it; `00` holds everything."""
    return code.is_not(None) if within == NATION else (code == within) | _begins(code, f"{within}.")


def _begins(code: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return func.substr(code, 1, len(text)) == text


def by_code_point(r: Reading, column: ColumnElement[str]) -> ColumnElement[str]:
    """Text ordered by code points wherever it is stored."""
    return collate(column, "C" if r.connection.dialect.name == "postgresql" else "BINARY")


def frame_of(r: Reading, query: Select[Any], columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of a query; numbers are float64 with NaN for none, whatever the columns hold."""
    result = r.connection.execute(query)
    names = list(columns or result.keys())
    rows = result.fetchall()
    read = zip(*rows, strict=True) if rows else ([] for _ in names)
    # Column by column: pandas asks each row what it is like, and each later change of a kind goes over all columns.
    return pd.DataFrame({name: _column(name, list(each)) for name, each in zip(names, read, strict=True)})


def _column(name: str, found: list[Any]) -> "np.ndarray[Any, Any] | pd.Series[Any]":
    if name in NUMERIC:
        return np.array(found, dtype="float64")
    return pd.Series(found, dtype=None if found else object)
