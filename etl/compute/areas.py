"""Provinces, today's and former, and the nation: sums over their governments, and who of those had not reported."""

import numpy as np
import pandas as pd

from etl.aggregate import concat, kept, looked_up, running
from etl.compute.columns import NATION, SERIES
from etl.compute.places import Places
from etl.indicators.reasons import NOT_REPORTED
from etl.indicators.registry import TOTAL

_AREA = ["measure", "unit", "election", "area"]


def areas(own: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Provinces and the nation as sums over the governments inside them, with how many of them had a figure.

    A province that was split stands twice before that day: as the provinces of today, and as it was then.

    Args:
        own: figures of governments. `tabulated`: counted by us from rows of a log.
    """
    if own.empty:
        return own
    totals = own[(own["category"] == TOTAL) & own["numerator"].notna() & (own["region_code"] != NATION)]
    if totals.empty:
        return totals
    parts = own[(own["category"] != TOTAL) & own["numerator"].notna()]
    sums, categories = _sums(*_inside(totals, parts, places))
    found = concat([sums, categories]).rename(columns={"area": "region_code"})
    # Two breakdowns of one count that differ by a date show by their difference who came between (etl/disclosure.py).
    found = kept(found, ~(found["tabulated"] & places.is_former(found["region_code"])))
    return found.assign(extent="area", origin="computed")


def _inside(totals: pd.DataFrame, parts: pd.DataFrame, places: Places) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Totals and categories once for each `area` that they are added to: their province of today, the province in which
    their government lay at their date if it is another, and the nation."""
    whole = _ending(totals.assign(province=looked_up(totals["region_code"], places.province_of)))
    now = places.as_now(whole)
    then = _ending(places.as_then(totals))
    of_areas = [
        *(places.wanted(each.assign(area=each["province"]), "area") for each in (now, then)),
        whole.assign(area=NATION),
    ]
    key = [*SERIES, "as_of"]
    beside = [parts.merge(each[[*key, "until", "province", "area"]], on=key) for each in of_areas]
    return concat(of_areas), concat(beside)


def _sums(totals: pd.DataFrame, parts: pd.DataFrame) -> list[pd.DataFrame]:
    """Totals and categories at each date on which a member of the area has a figure."""
    sums = running(totals, _AREA).assign(category=TOTAL, tabulated=False).rename(columns={"members": "coverage_n"})
    found = _categories(sums, totals, parts)
    if found.empty:
        return [sums, found]
    # Of a date's category all governments may be carried: its period is the date's, as its coverage is.
    spans = concat([sums, found]).groupby([*_AREA, "as_of"])
    span = spans.agg(period_start=("period_start", "min"), period_end=("period_end", "max")).reset_index()
    return [frame.drop(columns=["period_start", "period_end"]).merge(span, how="left") for frame in (sums, found)]


def _categories(sums: pd.DataFrame, totals: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """The categories of an area's total, of one basis or not at all.

    Where governments that publish stand beside some whose reports we count there is no breakdown; one that we count
    stands at the last date alone (etl/disclosure.py).
    """
    if parts.empty:
        return parts
    group = [*_AREA, "category"]
    dates = sums[[*_AREA, "as_of", "coverage_n"]]
    moments = dates.merge(parts[group].drop_duplicates(), on=_AREA)
    found = running(parts, group, moments).drop(columns="members").merge(dates, on=[*_AREA, "as_of"])
    if not totals["tabulated"].any():
        return found.assign(tabulated=False)
    counted = running(totals.assign(numerator=totals["tabulated"].astype(float)), _AREA, totals)
    counted = counted[[*_AREA, "as_of", "numerator", "members"]].rename(columns={"numerator": "counted"})
    found = found.merge(counted, on=[*_AREA, "as_of"]).assign(tabulated=lambda rows: rows["counted"] > 0)
    last = found["as_of"] == found[_AREA].merge(dates.groupby(_AREA, as_index=False)["as_of"].max())["as_of"]
    kept = (found["counted"] == 0) | ((found["counted"] == found["members"]) & last)
    return found[kept].drop(columns=["counted", "members"])


def _ending(totals: pd.DataFrame) -> pd.DataFrame:
    """Figures with `until`: the government's next one, or when its reporter publishes for the province without it."""
    if totals.empty:
        return totals.assign(until=totals["as_of"])
    ordered = totals.sort_values("as_of", kind="stable")
    following = ordered.groupby(SERIES)["as_of"].shift(-1).reindex(totals.index)
    recap = ["measure", "unit", "election", "province", "reporter"]
    dates = totals[[*recap, "as_of"]].drop_duplicates().sort_values("as_of", kind="stable")
    dates["next"] = dates.groupby(recap)["as_of"].shift(-1)
    newer = totals[[*recap, "as_of"]].merge(dates, how="left")["next"].set_axis(totals.index)
    return totals.assign(until=following.where(newer.isna() | (following <= newer), newer))


def silent(own: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Rows without a value for governments that had not reported when others of their province did.

    What a log says is no recap: that somebody is not in it says nothing. Nor has kept silent who was not yet there. No
    source states that somebody is silent, so the rows cite none; they have the provenance of those that were heard.
    """
    totals = own[own["category"] == TOTAL]
    heard = places.wanted(totals[totals["numerator"].notna()])
    heard = heard[~heard["tabulated"]]
    if heard.empty:
        return heard
    heard = heard.assign(province=looked_up(heard["region_code"], places.province_of))
    heard = heard[heard["province"] != NATION].sort_values("region_code", kind="stable")
    moments = heard.groupby(["measure", "unit", "election", "province", "as_of"], as_index=False).agg(
        period_start=("period_start", "min"), period_end=("period_end", "max"), provenance=("provenance", "first"),
    )  # fmt: skip
    firsts = totals.groupby(SERIES, as_index=False).agg(first=("as_of", "min"))
    found = moments.merge(places.members, on="province").merge(firsts, on=SERIES, how="left")
    found = found[found["first"].isna() | (found["first"] > found["as_of"])]
    found = found[~(found["as_of"] < found["begun"])]
    return found.assign(
        category=TOTAL,
        numerator=np.nan,
        extent="government",
        origin="published",
        evidence="",
        citation="",
        reason=NOT_REPORTED,
    )
