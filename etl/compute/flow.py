"""Rows of a log, cumulated from the election's first day."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import pandas as pd

from etl.aggregate import EVIDENCE_FROM_STRONG_TO_WEAK, PROVENANCE_FROM_STRONG_TO_WEAK, rank, roll_up
from etl.compute.columns import NATION
from etl.compute.places import Places
from etl.indicators.registry import TOTAL, Indicator

WORDS: Final = {"evidence": EVIDENCE_FROM_STRONG_TO_WEAK, "provenance": PROVENANCE_FROM_STRONG_TO_WEAK}


def flow(
    rows: pd.DataFrame, indicator: Indicator, places: Places, first_days: Mapping[str, date]
) -> list[pd.DataFrame]:
    """Cumulated counts: of each region itself, of each province, and of the nation."""
    rows = rows[rows["covers"].isin(indicator.adds)].assign(category=TOTAL)
    is_own = places.is_own(rows["region_code"], rows["covers"])
    own = _cumulate(rows[is_own], rows.loc[is_own, "region_code"], places, first_days)
    figures = [own.drop(columns="coverage_n").assign(extent="government", origin="computed")]
    if indicator.aggregate != "none":
        figures += [
            _cumulate(rows, area, places, first_days).assign(extent="area", origin="computed")
            for area in (rows["region_code"].map(places.province_of), pd.Series(NATION, index=rows.index))
        ]
        figures[1] = figures[1][figures[1]["region_code"] != NATION]
    return figures


def _cumulate(
    rows: pd.DataFrame, area: "pd.Series[str]", places: Places, first_days: Mapping[str, date]
) -> pd.DataFrame:
    series = ["unit", "election", "area"]
    rows = rows.assign(area=area).sort_values("as_of", kind="stable")
    employs = places.employs(rows["region_code"], rows["covers"])
    first = ~rows[employs].duplicated([*series, "region_code"])
    rows = rows.assign(first=first.reindex(rows.index, fill_value=False).astype(int))
    daily = roll_up(rows, [*series, "as_of"])
    daily["coverage_n"] = rows.groupby([*series, "as_of"], as_index=False)["first"].sum()["first"]
    daily["numerator"] = daily["numerator"].fillna(0.0)
    for column in ("numerator", "coverage_n"):
        daily[column] = daily.groupby(series)[column].cumsum()
    for column, order in WORDS.items():
        daily[column] = rank(daily[column], order)
        daily[column] = daily.groupby(series)[column].cummax().map(dict(enumerate(order)))
    starts = pd.to_datetime(daily["election"].map(dict(first_days))).astype("datetime64[s]")
    daily["period_start"] = starts.where(starts < daily["as_of"], daily["period_start"])
    return daily.rename(columns={"area": "region_code"}).assign(category=TOTAL)
