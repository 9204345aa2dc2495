"""Counts of cases against counting them one after the other."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.casework import DECIDES, casework
from dashboard.figures.caseload import AGES, FLOWS, WAY, ages, by_region, funnel, monthly, stock
from tests.dashboard.test_casework import FIRST, LAW, STEPS, Step, frame

DAY = 60


@given(STEPS, st.integers(0, DAY))
def test_each_open_case_is_counted_once_where_it_stands(steps: list[Step], day: int) -> None:
    work = casework(frame(steps), FIRST + timedelta(days=day), LAW)
    open_ = work.cases[work.cases["is_open"]]
    slow = Counter(open_["state"])
    found = stock(work).set_index("state")
    assert found["cases"].to_dict() == dict(slow)
    for state in slow:
        own = sorted(open_.loc[open_["state"] == state, "age_days"])
        assert found.loc[state, "longest_days"] == own[-1]
        assert pd.isna(found.loc[state, "overdue"]) == (state != "waiting_ppk"), "the only one with a deadline"
    counted = ages(work)
    assert counted["deciding"].sum() == sum(state in DECIDES for state in open_["state"])
    assert counted["deciding"].sum() + counted["others"].sum() == len(open_)
    bounds = [*AGES, None]
    place = Counter(next(each for each in bounds if each is None or age <= each) for age in open_["age_days"])
    both = counted["deciding"] + counted["others"]
    assert dict(zip(bounds, both, strict=True)) == {each: place[each] for each in bounds}


@given(STEPS)
def test_a_month_counts_the_first_time_that_a_case_reached_a_state(steps: list[Step]) -> None:
    work = casework(frame(steps), FIRST + timedelta(days=DAY))
    slow: Counter[tuple[date, str]] = Counter()
    for state in FLOWS:
        first: dict[str, int] = {}
        for case, own, day in steps:
            if own == state:
                first[case] = min(day, first.get(case, day))
        slow.update(((FIRST + timedelta(days=day)).replace(day=1), state) for day in first.values())
    rows = monthly(work).to_dict("records")
    assert {(row["month"].date(), state): row[state] for row in rows for state in FLOWS if row[state]} == dict(slow)
    months = [row["month"] for row in rows]
    assert months == list(pd.date_range(months[0], months[-1], freq="MS")) if months else not slow


def test_a_province_counts_what_lies_in_it_and_a_government_itself() -> None:
    steps = frame([("K-1", "waiting_ppk", 0), ("K-2", "received", 0), ("K-3", "moot", 0)])
    steps["region_code"] = ["74.02", "74", "74.02"]
    work = casework(steps, FIRST + timedelta(days=20), LAW)
    province = by_region(work, "province").to_dict("records")
    assert [(row["region_code"], row["cases"], row["open"], row["deciding"]) for row in province] == [("74", 3, 2, 1)]
    own = by_region(work, "regency").set_index("region_code")
    assert own["cases"].to_dict() == {"74": 1, "74.02": 2}
    assert own["overdue"].to_dict() != own["cases"].to_dict()
    assert pd.isna(own.loc["74", "overdue"]), "no deadline is known of a report received"
    assert own.loc["74.02", "overdue"] == 1
    assert own.loc["74.02", "longest_days"] == 20


@given(STEPS)
def test_the_funnel_counts_who_came_to_each_step_and_the_days_between(steps: list[Step]) -> None:
    found = funnel(casework(frame(steps), FIRST + timedelta(days=DAY))).set_index("state")
    first: dict[tuple[str, str], int] = {}
    for case, state, day in steps:
        first[case, state] = min(day, first.get((case, state), day))
    before = None
    for state in WAY:
        cases = {case for case, own in first if own == state}
        assert found.loc[state, "cases"] == len(cases)
        passed = [first[case, state] - first[case, before] for case in cases if before and (case, before) in first]
        passed = sorted(days for days in passed if days >= 0)
        middle = len(passed) // 2
        median = None if not passed else passed[middle] if len(passed) % 2 else sum(passed[middle - 1 : middle + 1]) / 2
        assert found.loc[state, "median_days"] == median or (
            median is None and pd.isna(found.loc[state, "median_days"])
        )
        before = state
