"""Rows of a log, cumulated from the election's first day."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from etl.aggregate import WORDS, concat, kept, rank, roll_up, worded
from etl.compute.columns import NATION
from etl.compute.places import Places
from etl.indicators.registry import TOTAL, Indicator

_SERIES = ["measure", "unit", "election", "area"]


def flow(
    rows: pd.DataFrame, indicators: Sequence[Indicator], places: Places, first_days: Mapping[str, date]
) -> list[pd.DataFrame]:
    """Cumulated counts: of each region itself, of each province as it is and as it was, and of the nation.

    Args:
        rows: changes of the counts of these indicators (`numerator`, of a rate `denominator`), a row a change.
    """
    if rows.empty:
        return []
    figures = [own_flow(places.wanted(rows), indicators, places, first_days)]
    rows = kept(rows, rows["measure"].isin([each.id for each in indicators if each.aggregate != "none"]))
    inside = rows[rows["region_code"] != NATION]
    now, then = places.as_now(inside), places.as_then(inside)
    for each in (places.wanted(now, "province"), places.wanted(then, "province"), rows.assign(province=NATION)):
        sums = _cumulate(each, each["province"], indicators, places, first_days).assign(extent="area")
        # A breakdown stands at the last date alone, and what was last before a split is no longer.
        figures.append(kept(sums, ~(sums["tabulated"] & places.is_former(sums["region_code"]))))
    return figures


def own_flow(
    rows: pd.DataFrame, indicators: Sequence[Indicator], places: Places, first_days: Mapping[str, date]
) -> pd.DataFrame:
    """The cumulated counts of each region itself: a government, or a regency without one of its own."""
    rows = kept(rows, places.is_own(rows["region_code"], rows["covers"]))
    own = _cumulate(rows, rows["region_code"], indicators, places, first_days)
    return own.drop(columns="coverage_n").assign(extent="government")


def _cumulate(
    rows: pd.DataFrame,
    area: "pd.Series[str]",
    indicators: Sequence[Indicator],
    places: Places,
    first_days: Mapping[str, date],
) -> pd.DataFrame:
    rows = rows.assign(area=area).sort_values("as_of", kind="stable")
    employs = places.employs(rows["region_code"], rows["covers"])
    first = ~rows.loc[employs, [*_SERIES, "region_code"]].duplicated()
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
    found = concat([totals, _categories(totals, rows, indicators)])
    return found.rename(columns={"area": "region_code"}).assign(origin="computed")


def _categories(totals: pd.DataFrame, rows: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The breakdown of each area, every category of its indicator, zeros too, at the last date alone.

    Two dates of a cumulated count show by their difference who came between (etl/disclosure.py).
    """
    listed = [(each.id, category) for each in indicators for category in each.categories]
    if not listed:
        return totals.iloc[:0]
    last = totals.drop_duplicates(_SERIES, keep="last").drop(columns=["category", "numerator", "tabulated"])
    sums = rows.groupby([*_SERIES, "category"], as_index=False)["numerator"].sum()
    grid = last.merge(pd.DataFrame(listed, columns=["measure", "category"]), on="measure")
    grid = grid.merge(sums, on=[*_SERIES, "category"], how="left")
    return grid.assign(numerator=grid["numerator"].fillna(0.0), tabulated=True)
