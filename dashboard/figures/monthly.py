"""How much a cumulated count grew in each whole month: the flow that the rules of run charts are for. Pure."""

import datetime as dt
from typing import NamedTuple

import pandas as pd


class Month(NamedTuple):
    """A whole month: its first day, and by how much the count grew in it."""

    month: dt.date
    grown: float


def monthly_growth(history: pd.DataFrame, first: dt.date, last: dt.date) -> list[Month]:
    """The growth of each whole month from the day the count begins to the last one that is known.

    Args:
        history: `as_of` (dates in their order) and `value` of one region, cumulated since `first`.
        first: the first day of the count; its month is whole only if it begins with it.
        last: the newest day of which anything is known; later months, and the one it breaks off in, are left out.
    """
    known = history.dropna(subset="value")
    if known.empty:
        return []
    months = pd.period_range(pd.Timestamp(first).to_period("M"), pd.Timestamp(last).to_period("M"), freq="M")
    whole = [each for each in months if first <= each.start_time.date() and each.end_time.date() <= last]
    days = list(known["as_of"])
    counts = pd.Series(known["value"].to_numpy(float), index=pd.DatetimeIndex(days))

    def by(day: dt.date) -> float:
        until = counts[counts.index <= pd.Timestamp(day)]
        return float(until.iloc[-1]) if len(until) else 0.0

    return [
        Month(each.start_time.date(), by(each.end_time.date()) - by(each.start_time.date() - dt.timedelta(days=1)))
        for each in whole
    ]
