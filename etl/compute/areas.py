"""Provinces and the nation: sums over the governments inside them, and who of those had not reported."""

import numpy as np
import pandas as pd

from etl.aggregate import AREA, carry, concat, roll_up
from etl.compute.columns import NATION, SERIES
from etl.compute.places import Places
from etl.indicators.reasons import NOT_REPORTED
from etl.indicators.registry import TOTAL


def areas(own: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Provinces and the nation as sums over the governments inside them, with how many of them had a figure."""
    totals = own[(own["category"] == TOTAL) & own["numerator"].notna()].copy()
    if totals.empty:
        return totals
    totals["province"] = totals["region_code"].map(places.province_of)
    totals["valid_to"] = _superseded_on(totals)
    totals = totals[totals["region_code"] != NATION]
    nation = pd.Series(NATION, index=totals.index)
    parts = own[(own["category"] != TOTAL) & own["numerator"].notna()]
    figures = []
    for area in (totals["province"], nation):
        latest = carry(totals, area, "region_code")
        figures += [roll_up(latest, AREA).assign(category=TOTAL), _categories(latest, parts)]
    found = concat(figures).rename(columns={"area": "region_code", "members": "coverage_n"})
    # Of a date's category all governments may be carried: its period is the date's, as its coverage is.
    date_of_area = found.groupby([*SERIES, "as_of"])
    found["coverage_n"] = date_of_area["coverage_n"].transform("max")
    found["period_start"] = date_of_area["period_start"].transform("min")
    found["period_end"] = date_of_area["period_end"].transform("max")
    return found.assign(extent="area", origin="computed")


def _superseded_on(totals: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The next date at which the same reporter published for the same province: then a new recap counts."""
    recap = ["unit", "election", "province", "reporter"]
    dates = totals[[*recap, "as_of"]].drop_duplicates().sort_values("as_of", kind="stable")
    dates["valid_to"] = dates.groupby(recap)["as_of"].shift(-1)
    return totals[[*recap, "as_of"]].merge(dates, how="left")["valid_to"].set_axis(totals.index)


def _categories(latest: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    if parts.empty:
        return pd.DataFrame()
    joined = latest[[*AREA, "region_code", "own_as_of"]].merge(
        parts.rename(columns={"as_of": "own_as_of"}), on=["unit", "election", "region_code", "own_as_of"]
    )
    return roll_up(joined, [*AREA, "category"])


def silent(own: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Rows without a value for governments that had not reported when others of their province did."""
    heard = own[(own["category"] == TOTAL) & own["numerator"].notna()]
    heard = heard.assign(province=heard["region_code"].map(places.province_of))
    heard = heard[heard["province"] != NATION].sort_values("region_code", kind="stable")
    moments = heard.groupby(["unit", "election", "province", "as_of"], as_index=False).agg(
        period_start=("period_start", "min"), period_end=("period_end", "max"), provenance=("provenance", "first"),
        citation=("citation", "first"),
    )  # fmt: skip
    everyone = pd.DataFrame({"region_code": places.governments})
    everyone["province"] = everyone["region_code"].map(places.province_of)
    totals = own[own["category"] == TOTAL]
    firsts = totals.groupby(SERIES, as_index=False).agg(first=("as_of", "min"))
    found = moments.merge(everyone, on="province").merge(firsts, on=SERIES, how="left")
    found = found[found["first"].isna() | (found["first"] > found["as_of"])]
    return found.assign(
        category=TOTAL, numerator=np.nan, extent="government", origin="published", evidence="", reason=NOT_REPORTED
    )
