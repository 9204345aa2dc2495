"""Rows of a log, cumulated from the election's first day."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from etl.aggregate import WORDS, concat, kept, looked_up, rank, roll_up, worded
from etl.compute.columns import NATION
from etl.compute.places import Places
from etl.indicators.registry import TOTAL, Indicator

_SERIES = ["unit", "election", "area"]


def flow(
    rows: pd.DataFrame, indicator: Indicator, places: Places, first_days: Mapping[str, date]
) -> list[pd.DataFrame]:
    """Cumulated counts: of each region itself, of each province, and of the nation.

    Args:
        rows: changes of the count (`numerator`, of a rate `denominator`), a row a change.
    """
    rows = kept(rows, rows["covers"].isin(indicator.adds))
    near = places.wanted(rows)
    figures = [own_flow(near, indicator, places, first_days)]
    if indicator.aggregate != "none":
        near = kept(near, near["region_code"] != NATION)
        province = looked_up(near["region_code"], places.province_of)
        figures += [
            _cumulate(near, province, indicator, places, first_days),
            _cumulate(rows, pd.Series(NATION, index=rows.index), indicator, places, first_days),
        ]
        figures[1:] = [frame.assign(extent="area") for frame in figures[1:]]
    return figures


def own_flow(rows: pd.DataFrame, indicator: Indicator, places: Places, first_days: Mapping[str, date]) -> pd.DataFrame:
    """The cumulated counts of each region itself: a government, or a regency without one of its own."""
    rows = kept(rows, places.is_own(rows["region_code"], rows["covers"]))
    own = _cumulate(rows, rows["region_code"], indicator, places, first_days)
    return own.drop(columns="coverage_n").assign(extent="government")


def _cumulate(
    rows: pd.DataFrame, area: "pd.Series[str]", indicator: Indicator, places: Places, first_days: Mapping[str, date]
) -> pd.DataFrame:
    rows = rows.assign(area=area).sort_values("as_of", kind="stable")
    employs = places.employs(rows["region_code"], rows["covers"])
    first = ~rows[employs].duplicated([*_SERIES, "region_code"])
    rows = rows.assign(first=first.reindex(rows.index, fill_value=False).astype(float))
    daily = roll_up(rows, [*_SERIES, "as_of"], ("numerator", "denominator", "first"))
    daily = daily.rename(columns={"first": "coverage_n"})
    daily["numerator"] = daily["numerator"].fillna(0.0)
    series = daily.groupby(np.cumsum(~daily.duplicated(_SERIES)))
    numbers = ["numerator", "denominator", "coverage_n"]
    daily[numbers] = series[numbers].cumsum()
    for column, order in WORDS.items():
        daily[column] = worded(rank(daily[column], order).groupby(series.ngroup()).cummax().to_numpy(), order)
    starts = pd.to_datetime(daily["election"].map(dict(first_days))).astype("datetime64[s]")
    daily["period_start"] = starts.where(starts < daily["as_of"], daily["period_start"])
    totals = daily.assign(category=TOTAL, tabulated=False)
    found = concat([totals, _categories(totals, rows, indicator)])
    return found.rename(columns={"area": "region_code"}).assign(origin="computed")


def _categories(totals: pd.DataFrame, rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The breakdown of each area, every category of the indicator, zeros too, at the last date alone.

    Two dates of a cumulated count show by their difference who came between (etl/disclosure.py).
    """
    if not indicator.categories:
        return totals.iloc[:0]
    last = totals.drop_duplicates(_SERIES, keep="last").drop(columns=["category", "numerator", "tabulated"])
    sums = rows.groupby([*_SERIES, "category"], as_index=False)["numerator"].sum()
    listed = pd.DataFrame({"category": list(indicator.categories)})
    grid = last.merge(listed, how="cross").merge(sums, on=[*_SERIES, "category"], how="left")
    return grid.assign(numerator=grid["numerator"].fillna(0.0), tabulated=True)
