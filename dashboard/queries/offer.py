"""What there is to choose from."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import case, func, select

from dashboard.queries.readings import Reading
from dashboard.queries.shared import by_code_point, is_former, values, visible
from etl.indicators.reasons import NOT_REPORTED
from etl.indicators.registry import TOTAL
from etl.warehouse.schema import indicator_value


class Held(NamedTuple):
    """An indicator, unit and election that has figures: how many, and the dates of the newest and the oldest."""

    indicator: str
    unit: str
    election: str
    figures: int
    last: dt.date
    first: dt.date


def offered(r: Reading) -> list[Held]:
    """Everything that has figures, in the order of code points.

    Figures of former provinces are some, but are not counted: those of what came of them are, and have the same dates.
    """
    key = (values.indicator, values.unit, values.election)
    counted = func.sum(case((is_former(), 0), else_=1))
    query = (
        select(*key, counted, func.max(values.as_of), func.min(values.as_of))
        .where(visible(r, indicator_value), values.status != "missing", values.category == TOTAL)
        .group_by(*key)
        .order_by(*(by_code_point(r, column) for column in key))
    )
    return [Held(*row) for row in r.connection.execute(query)]


def reasons(r: Reading, indicator: str) -> list[str]:
    """Why figures of an indicator are missing, the most frequent reason first. That nobody reported is none."""
    query = (
        select(values.reason)
        .where(visible(r, indicator_value), values.indicator == indicator, values.category == TOTAL)
        .where(values.status == "missing", values.reason.not_in(["", NOT_REPORTED]))
        .group_by(values.reason)
        .order_by(func.count().desc(), by_code_point(r, values.reason))
    )
    return list(r.connection.scalars(query))
