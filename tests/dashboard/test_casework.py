"""Which cases wait for the head of a government, against going through them one after the other."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.casework import DECIDES, casework
from etl.cases import states
from etl.deadlines import Deadline

FIRST = date(2024, 9, 1)
Step = tuple[str, str, int]
STEPS = st.dictionaries(
    st.tuples(st.sampled_from(["K-1", "K-2", "K-3"]), st.sampled_from(list(states()))), st.integers(0, 30), max_size=14
).map(lambda found: [(case, state, day) for (case, state), day in found.items()])
LAW = [
    Deadline(
        state="waiting_ppk", days=10, day="calendar", valid_from=FIRST, legal_basis="a", source="b", confidence="low"
    )
]


def frame(steps: list[Step]) -> pd.DataFrame:
    rows = [
        {
            "case_id": case, "state": state, "state_order": states()[state].order,
            "as_of": pd.Timestamp(FIRST + timedelta(days=day)), "region_code": "74.02", "agency": "",
            "election": "Pilkada 2024", "category": "", "subjects": float("nan"),
        }
        for case, state, day in steps
    ]  # fmt: skip
    columns = ["case_id", "state", "state_order", "as_of", "region_code", "agency", "election", "category", "subjects"]
    found = pd.DataFrame(rows, columns=columns)
    texts = dict.fromkeys(["case_id", "state", "region_code", "agency", "election", "category"], "str")
    return found.astype({**texts, "as_of": "datetime64[s]", "state_order": "int64"})


def last_state(steps: list[Step], day: int) -> tuple[str, int] | None:
    """Where a case stands: what ends it without a sanction comes last on its day."""
    way = [(at, state) for _, state, at in steps if at <= day and states()[state].track == "case"]
    if not way:
        return None

    def turn(each: tuple[int, str]) -> tuple[int, bool, int]:
        found = states()[each[1]]
        return each[0], found.terminal and not found.counts_as_followed_up, found.order

    at, state = max(way, key=turn)
    return state, at


@given(STEPS, st.integers(0, 35))
def test_each_case_that_stands_at_a_recommendation_waits_since_the_first_one(steps: list[Step], day: int) -> None:
    at = FIRST + timedelta(days=day)
    found = casework(frame(steps), at, LAW)
    slow: dict[str, float] = {}
    late: set[str] = set()
    for case in {case for case, _, _ in steps}:
        own = [step for step in steps if step[0] == case]
        stands = last_state(own, day)
        if stands is None:
            continue
        if stands[0] in DECIDES:
            slow[case] = day - min(at for _, state, at in own if state in DECIDES)
        if stands[0] == "waiting_ppk" and day - stands[1] > 10:
            late.add(case)
    waiting = found.waiting
    assert dict(zip(waiting["case_id"], waiting["waits_days"], strict=True)) == slow
    assert list(waiting["waits_days"]) == sorted(waiting["waits_days"], reverse=True)
    assert set(found.cases.loc[found.cases["is_overdue"], "case_id"]) == late


def test_what_has_ended_is_neither_open_nor_overdue() -> None:
    steps = [("K-1", "waiting_ppk", 0), ("K-1", "moot", 5), ("K-2", "waiting_ppk", 0)]
    cases = casework(frame(steps), FIRST + timedelta(days=30), LAW).cases.set_index("case_id")
    assert cases["is_open"].to_dict() == {"K-1": False, "K-2": True}
    assert cases["is_overdue"].to_dict() == {"K-1": False, "K-2": True}


def test_a_region_without_cases_has_none() -> None:
    found = casework(frame([]), FIRST)
    assert found.cases.empty
    assert found.waiting.empty
