"""A log of record beside a published count of the same thing: the log counts, the other stands beside it."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from etl.aggregate import concat
from etl.compute.columns import SERIES
from etl.compute.differences import Differences
from etl.compute.flow import own_flow
from etl.compute.places import Places
from etl.indicators.registry import TOTAL, Indicator


def with_log(
    published: pd.DataFrame,
    rows: pd.DataFrame,
    indicator: Indicator,
    places: Places,
    first_days: Mapping[str, date],
    differences: Differences,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures of governments: the log's from its first report on, what was published before and elsewhere.

    A stock and a flow never add (DOMAIN 4). At a date at which somebody published a count the log has a figure too,
    that of its latest row, so that at no date the other one is the newer. A period without a report is a zero only
    until there is any count: of what was counted before or since it says nothing.

    Args:
        published: the figures as published (etl/compute/own.py).
        rows: the rows of the log, with `numerator`.

    Returns:
        What counts, and what stands beside the log. A difference of the two is a conflict, and so is a log that begins
        with fewer than were published before.
    """
    rows = rows[rows["covers"].isin(indicator.adds)]
    log_from = _firsts(rows[rows["numerator"] > 0])
    rows = rows[~_is_void(rows, log_from, published)]
    if rows.empty:
        return published.assign(tabulated=False), published.iloc[:0]
    covered = published["as_of"] >= _of_series(log_from, published)
    beside = published[covered].assign(origin="published")
    logged = own_flow(concat([rows, _ticks(beside)]), [indicator], places, first_days)
    logged["citation"] = logged["citation"].replace("", np.nan).groupby([logged[name] for name in SERIES]).ffill()
    logged = logged.assign(
        citation=logged["citation"].fillna("").astype("str"), reporter=logged["region_code"], agency=""
    )
    totals = logged[logged["category"] == TOTAL]
    differences.note_different(
        "log_differs", beside.merge(totals, on=[*SERIES, "category", "as_of"], suffixes=("_found", ""))
    )
    before = published[~covered & (published["category"] == TOTAL) & published["numerator"].notna()]
    _note_fewer(before, totals[totals["as_of"] == _of_series(log_from, totals)], differences)
    own = concat([published[~covered].assign(tabulated=False), logged.assign(tabulated=True)])
    return own, beside


def _firsts(rows: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The first date of each series."""
    return rows.groupby(SERIES)["as_of"].min()


def _of_series(dates: "pd.Series[pd.Timestamp]", rows: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The date of the series of each row; none where it has none."""
    found = rows[SERIES].merge(dates.rename("date").reset_index(), on=SERIES, how="left")["date"]
    return found.set_axis(rows.index).astype(rows["as_of"].dtype)


def _is_void(rows: pd.DataFrame, log_from: "pd.Series[pd.Timestamp]", published: pd.DataFrame) -> "pd.Series[bool]":
    """Which rows say that there was nothing, before the first report of their log and after a count was published."""
    stated = _firsts(published[published["numerator"].notna()])
    is_first = ~(rows["as_of"] >= _of_series(log_from, rows))
    return (rows["numerator"] == 0) & is_first & (rows["as_of"] >= _of_series(stated, rows))


def _note_fewer(before: pd.DataFrame, firsts: pd.DataFrame, differences: Differences) -> None:
    """A log that begins with fewer than were last published: it does not hold all of them."""
    last = before.sort_values("as_of", kind="stable").drop_duplicates(SERIES, keep="last").drop(columns="as_of")
    beside = firsts.merge(last, on=[*SERIES, "category"], suffixes=("", "_found"))
    differences.note_different("log_differs", beside[beside["numerator"] < beside["numerator_found"]])


def _ticks(beside: pd.DataFrame) -> pd.DataFrame:
    """Rows that add nothing to the log, at the dates of what was published beside it."""
    dates = beside.loc[beside["category"] == TOTAL]
    return dates.assign(
        numerator=0.0, denominator=np.nan, evidence="", provenance="official", citation="", covers="government",
        period_start=dates["as_of"], period_end=dates["as_of"],
    )  # fmt: skip
