"""Who had said what by the end of each month: a state for every region and month. Pure."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

NEW, ZERO, OLD, NEVER = "new", "zero", "old", "never"
"""A figure of that month; a zero of that month; none since an earlier month; none so far."""


def matrix(history: pd.DataFrame, codes: Sequence[str], start: dt.date, end: dt.date) -> pd.DataFrame:
    """The state of each region at the end of each month.

    Args:
        history: `region_code`, `as_of` (date), `status` of every figure; what is `missing` is none.
        codes: the regions, in the order of the rows.
        start, end: days in the first and the last month.

    Returns:
        Index `codes`, a column a month (its first day), texts NEW, ZERO, OLD or NEVER.
    """
    months = pd.period_range(pd.Timestamp(start).to_period("M"), pd.Timestamp(end).to_period("M"), freq="M")
    known = history[history["status"] != "missing"]
    month = pd.PeriodIndex(pd.to_datetime(known["as_of"]), freq="M")
    last = known.assign(month=month).sort_values("as_of", kind="stable").drop_duplicates(
        ["region_code", "month"], keep="last"
    )  # fmt: skip
    states = last["status"].eq("zero").map({True: ZERO, False: NEW})
    own = last.assign(state=states).set_index(["region_code", "month"])["state"].unstack()  # noqa: PD010 - no sums
    own = own.reindex(index=list(codes), columns=months)
    begun = own.notna().cummax(axis=1)
    found = own.where(own.notna(), begun.replace({True: OLD, False: NEVER}))
    return found.set_axis([each.start_time.date() for each in months], axis=1).astype("str")
