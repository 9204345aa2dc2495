"""Counts of cases: where they stand, how old what waits is, and what came and went each month. Pure."""

from itertools import pairwise

import pandas as pd

from dashboard.casework import DECIDES, Casework
from etl.cases import FOLLOWED_UP, RECEIVED, RECOMMENDED, states

AGES = (14, 30, 60, 90)
"""Days at which the ages of open cases are divided; a case of 14 days is in the first."""
FLOWS = (RECEIVED, RECOMMENDED, FOLLOWED_UP)


def stock(work: Casework) -> pd.DataFrame:
    """The open cases by where they stand, in the order of the way of a case.

    Returns:
        `state`, `cases`, `median_days` and `longest_days` in that state, `overdue` (NaN where none of them has a
        deadline); states without a case are absent.
    """
    open_ = work.cases[work.cases["is_open"]]
    found = open_.groupby("state").agg(
        cases=("case_id", "size"), median_days=("age_days", "median"), longest_days=("age_days", "max"),
        overdue=("is_overdue", "sum"), dated=("due", "count"),
    )  # fmt: skip
    order = [code for code in states() if code in found.index]
    return _of_dated(found.loc[order]).reset_index()


def _of_dated(counts: pd.DataFrame) -> pd.DataFrame:
    """How many are overdue is known only where some have a deadline to be held against."""
    return counts.assign(overdue=counts["overdue"].where(counts["dated"] > 0)).drop(columns="dated")


def ages(work: Casework) -> pd.DataFrame:
    """The open cases by how long they have stood where they are, and for whom they wait.

    Returns:
        `upto` (days; NaN: longer than the last of AGES), `deciding` (waiting for the head of a government), `others`.
    """
    open_ = work.cases[work.cases["is_open"]]
    place = pd.cut(open_["age_days"], [-1, *AGES, float("inf")], labels=False)
    mine = open_["state"].isin(DECIDES)
    bounds = pd.Series([*AGES, float("nan")], dtype="float64", name="upto")
    counts = {name: place[mask].value_counts().reindex(range(len(bounds)), fill_value=0).to_numpy()
              for name, mask in (("deciding", mine), ("others", ~mine))}  # fmt: skip
    return pd.DataFrame({"upto": bounds, **counts})


def monthly(work: Casework) -> pd.DataFrame:
    """How many cases reached each state of FLOWS for the first time in each month, months without any included.

    Returns:
        `month` (its first day) and a column a state of FLOWS.
    """
    first = work.steps[work.steps["state"].isin(FLOWS)].groupby(["state", "case_id"])["as_of"].min().reset_index()
    if first.empty:
        return pd.DataFrame({"month": pd.Series(dtype="datetime64[s]"), **{code: [] for code in FLOWS}})
    month = first["as_of"].dt.to_period("M")
    every = pd.period_range(month.min(), pd.Timestamp(work.at).to_period("M"), freq="M")
    counts = pd.crosstab(month, first["state"]).reindex(index=every, columns=list(FLOWS), fill_value=0)
    return counts.reset_index(names="month").assign(month=lambda frame: frame["month"].dt.start_time)


WAY = ("received", "registered", "forwarded", RECOMMENDED, FOLLOWED_UP)
"""The steps that a case takes if it goes all the way."""


def funnel(work: Casework) -> pd.DataFrame:
    """How many cases reached each step of WAY, and how long that took.

    Returns:
        `state`, `cases`, and `median_days` from the step of WAY before it, over the cases that took both in that order
        (NaN without any).
    """
    steps = work.steps[work.steps["state"].isin(WAY)]
    first = steps.groupby(["case_id", "state"])["as_of"].min().unstack()  # noqa: PD010 - nothing is summed
    first = first.reindex(columns=list(WAY)).astype("datetime64[s]")
    days = {
        now: (first[now] - first[before]).dt.days.where(lambda passed: passed >= 0).median()
        for before, now in pairwise(WAY)
    }
    counts = first.notna().sum()
    return pd.DataFrame(
        {
            "state": WAY,
            "cases": [int(counts[code]) for code in WAY],
            "median_days": [float(days.get(code, float("nan"))) for code in WAY],
        }
    )


def by_region(work: Casework, level: str) -> pd.DataFrame:
    """Counts of each region that has a case.

    Args:
        level: `province`: all cases inside it; `regency`: each government by itself.

    Returns:
        `region_code`, `cases`, `open`, `deciding`, `longest_days` (of those deciding; NaN without any), `overdue` (NaN
        where no open case has a deadline), `blocked`; in the order of codes.
    """
    cases = work.cases
    code = cases["region_code"].str[:2] if level == "province" else cases["region_code"]
    dated = cases["is_open"] & cases["due"].notna()
    cases = cases.assign(region_code=code, deciding=cases["waits_days"].notna(), dated=dated)
    found = cases.groupby("region_code").agg(
        cases=("case_id", "size"), open=("is_open", "sum"), deciding=("deciding", "sum"),
        longest_days=("waits_days", "max"), overdue=("is_overdue", "sum"), blocked=("is_blocked", "sum"),
        dated=("dated", "sum"),
    )  # fmt: skip
    return _of_dated(found).reset_index()
