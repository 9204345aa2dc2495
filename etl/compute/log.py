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
    """Figures of governments: the log's from its first row on, what was published before and elsewhere.

    A stock and a flow never add (DOMAIN 4). At a date at which somebody published a count the log has a figure too,
    that of its latest row, so that at no date the other one is the newer.

    Args:
        published: the figures as published (etl/compute/own.py).
        rows: the rows of the log, with `numerator`.

    Returns:
        What counts, and what stands beside the log. A difference of the two is a conflict.
    """
    rows = rows[rows["covers"].isin(indicator.adds)]
    if rows.empty:
        return published.assign(tabulated=False), published.iloc[:0]
    firsts = rows.groupby(SERIES, as_index=False).agg(log_from=("as_of", "min"))
    log_from = published[SERIES].merge(firsts, on=SERIES, how="left")["log_from"].set_axis(published.index)
    covered = published["as_of"] >= log_from
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
    own = concat([published[~covered].assign(tabulated=False), logged.assign(tabulated=True)])
    return own, beside


def _ticks(beside: pd.DataFrame) -> pd.DataFrame:
    """Rows that add nothing to the log, at the dates of what was published beside it."""
    dates = beside.loc[beside["category"] == TOTAL]
    return dates.assign(
        numerator=0.0, denominator=np.nan, evidence="", provenance="official", citation="", covers="government",
        period_start=dates["as_of"], period_end=dates["as_of"],
    )  # fmt: skip
