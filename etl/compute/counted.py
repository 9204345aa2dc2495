"""Which observations an indicator counts, and which of their numbers."""

from typing import Final

import numpy as np
import pandas as pd

from etl.compute.columns import SERIES
from etl.indicators.registry import ANY_MEASURE, Indicator, Term

RECORD: Final = "record"


def select(observations: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The observations that an indicator counts, with `numerator` and `denominator`; a rate has both or neither."""
    rows = observations[_matches(observations, indicator)]
    rows = rows.assign(numerator=_taken(rows, indicator.numerator))
    if indicator.denominator is None or indicator.counts_governments:
        rows["denominator"] = np.nan
    else:
        rows["denominator"] = _taken(rows, indicator.denominator)
        paired = rows["numerator"].notna() & rows["denominator"].notna()
        rows[["numerator", "denominator"]] = rows[["numerator", "denominator"]].where(paired)
    if indicator.is_rate:
        rows["unit"] = indicator.units[0]
    return _by_month(rows, indicator) if indicator.period == "month" else rows


def _by_month(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Rows dated to the end of their month. Of a stock only those of the last date in the month remain."""
    month = rows["as_of"].dt.to_period("M")
    if indicator.kind == "stock":
        latest = (
            rows["as_of"].groupby([*(rows[name] for name in (*SERIES, "covers", "agency")), month]).transform("max")
        )
        rows, month = rows[rows["as_of"] == latest], month[rows["as_of"] == latest]
    start = month.dt.start_time.astype("datetime64[s]")
    end = month.dt.end_time.dt.normalize().astype("datetime64[s]")
    return rows.assign(period_start=start, period_end=end, as_of=end)


def _matches(observations: pd.DataFrame, indicator: Indicator) -> "pd.Series[bool]":
    term = indicator.numerator
    wanted = (
        observations["measure"] != RECORD if term.measure == ANY_MEASURE else observations["measure"] == term.measure
    )
    if ANY_MEASURE not in indicator.sources:
        wanted &= observations["source"].isin(indicator.sources)
    if not indicator.is_rate:
        wanted &= observations["unit"].isin(indicator.units)
    if "agencies" in term.take:
        wanted &= observations["agency"] != ""
    for column, allowed in term.where.items():
        wanted &= observations[column].isin(allowed)
    return wanted


def _taken(rows: pd.DataFrame, term: Term) -> "pd.Series[float]":
    both = rows["value"].notna() & rows["base"].notna()
    numbers = {
        "value": rows["value"],
        "base": rows["base"],
        "agencies": pd.Series(1.0, index=rows.index).where(both),
        "complete_agencies": (rows["value"] == rows["base"]).astype(float).where(both),
        "governments": rows["value"],
    }[term.take]
    for column, allowed in term.where.items():
        numbers = numbers.where(rows[column].isin(allowed))
    return numbers
