"""Denominators from rows of another measure: what a government last or next stated, near enough in time."""

from typing import Literal

import numpy as np
import pandas as pd

from etl.aggregate import BETWEEN_CITATIONS, PROVENANCE_FROM_STRONG_TO_WEAK, cited, rank, roll_up, worded
from etl.compute.columns import SERIES
from etl.compute.counted import Observed, matching
from etl.compute.differences import Differences
from etl.compute.own import one_each, own_figures
from etl.indicators.reasons import DENOMINATOR_TOO_FAR, DENOMINATOR_ZERO, NO_DENOMINATOR
from etl.indicators.registry import TOTAL, Indicator, Term

_STATED = ["stated_at", "stated", "stated_provenance", "stated_citation"]


def statements(observed: Observed, term: Term, indicator: Indicator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What each government stated of a denominator's measure, one row a date, and where statements contradict.

    Stated in all, else the sum of the categories that are needed, all of one date; whole, else by agency.

    Returns:
        `region_code` and the columns of a statement; conflicts.
    """
    differences = Differences()
    rows = matching(observed, term, indicator)
    rows = rows[rows["covers"].isin(indicator.adds)].assign(numerator=lambda each: each["value"], denominator=np.nan)
    rows = _in_all(rows[rows["numerator"].notna()], term, differences)
    if rows.empty:
        return pd.DataFrame({"region_code": pd.Series(dtype="str")}), differences.frame()
    own = own_figures(rows, differences)
    own = own[own["category"] == TOTAL].sort_values([*SERIES, "as_of"], kind="stable")
    own = own.drop_duplicates(["region_code", "as_of"], keep="last").rename(
        columns={"as_of": "stated_at", "numerator": "stated", "provenance": "stated_provenance",
                 "citation": "stated_citation"}
    )  # fmt: skip
    return own[["region_code", *_STATED]], differences.frame()


def _in_all(rows: pd.DataFrame, term: Term, differences: Differences) -> pd.DataFrame:
    """Totals as they are stated, and the sums of needed categories where none is."""
    totals = rows[rows["category"] == TOTAL]
    parts = rows[rows["category"].isin(term.needs)]
    if parts.empty:
        return totals
    key = [*SERIES, "agency", "as_of"]
    parts = one_each(parts, differences, [*SERIES, "agency"])
    sums = roll_up(parts, key).query("members == @count", local_dict={"count": len(term.needs)})
    stated = pd.MultiIndex.from_frame(totals[key])
    sums = sums[~pd.MultiIndex.from_frame(sums[key]).isin(stated)]
    return pd.concat([totals, sums.assign(category=TOTAL, reporter=sums["region_code"])], ignore_index=True)


def divided(own: pd.DataFrame, stated: pd.DataFrame, term: Term) -> pd.DataFrame:
    """Totals of governments with the denominator that is nearest in time, within `term.within_months` of them.

    Of two equally near the earlier one. A figure whose denominator is not known stays without, says why, and is not
    `usable` in an area.
    """
    months = term.within_months
    assert months is not None
    own = own[own["category"] == TOTAL].sort_values("as_of", kind="stable").reset_index(drop=True)
    sides = [_side(own, stated, "backward"), _side(own, stated, "forward")]
    known, near, gap = [], [], []
    for side in sides:
        low, high = (own["as_of"] + pd.DateOffset(months=sign * months) for sign in (-1, 1))
        known.append(side["stated_at"].notna())
        near.append(side["stated_at"].between(low, high))
        gap.append((own["as_of"] - side["stated_at"]).abs().where(near[-1], pd.Timedelta.max))
    later = near[1] & (~near[0] | (gap[1] < gap[0]))
    chosen = sides[0].where(~later, sides[1])
    found = near[0] | near[1]
    reason = np.select(
        [found & (chosen["stated"] > 0), found, known[0] | known[1]],
        ["", DENOMINATOR_ZERO, DENOMINATOR_TOO_FAR],
        NO_DENOMINATOR,
    )
    usable = pd.Series(reason == "", index=own.index)
    weakest = pd.concat([_rank(own["provenance"]), _rank(chosen["stated_provenance"].where(found, "official"))], axis=1)
    citation = own["citation"] + BETWEEN_CITATIONS + chosen["stated_citation"].where(found, "").astype("str")
    return own.assign(
        denominator=chosen["stated"].where(found),
        usable=usable & own["numerator"].notna(),
        reason=pd.Series(reason, index=own.index, dtype=object).where(own["numerator"].notna()),
        provenance=worded(weakest.max(axis=1).to_numpy(), PROVENANCE_FROM_STRONG_TO_WEAK),
        citation=cited(np.arange(len(own)), citation, len(own)),
    )


def _rank(column: "pd.Series[str]") -> "pd.Series[int]":
    return rank(column, PROVENANCE_FROM_STRONG_TO_WEAK)


def _side(own: pd.DataFrame, stated: pd.DataFrame, direction: Literal["backward", "forward"]) -> pd.DataFrame:
    """For each figure the last statement not after it, or the first not before it."""
    if "stated_at" not in stated:
        blank = {name: pd.Series(index=own.index, dtype="str") for name in _STATED}
        return pd.DataFrame(blank).assign(stated=np.nan, stated_at=pd.Series(pd.NaT, own.index, dtype="datetime64[s]"))
    stated = stated.sort_values("stated_at", kind="stable")
    found = pd.merge_asof(
        own[["as_of", "region_code"]], stated, left_on="as_of", right_on="stated_at", by="region_code",
        direction=direction,
    )  # fmt: skip
    return found[_STATED]
