"""What the steps of cases say together, against going through them one after the other."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from etl.case_steps import blocked, contradictions, standing, waits
from etl.cases import states, violations
from etl.compute.columns import CONFLICT_COLUMNS
from etl.conflicts import MESSAGES, explain
from tests.reference import case_steps as slow
from tests.reference.case_steps import Step

FIRST = date(2024, 9, 1)
STEPS = st.dictionaries(
    st.tuples(st.sampled_from(["K-1", "K-2", "K-3"]), st.sampled_from(list(states()))), st.integers(0, 8), max_size=14
).map(lambda found: [step(case, state, day) for (case, state), day in found.items()])
DAYS = st.integers(0, 10).map(lambda days: FIRST + timedelta(days=days))


def step(case: str, state: str, day: int, region: str = "74.02", election: str = "Pilkada 2024") -> Step:
    return Step(case, state, states()[state].order, FIRST + timedelta(days=day), region, election)


def frame(*steps: Step) -> pd.DataFrame:
    """Steps as the warehouse gives them."""
    return pd.DataFrame(
        {
            "case_id": pd.Series([each.case for each in steps], dtype="str"),
            "state": pd.Series([each.state for each in steps], dtype="str"),
            "state_order": pd.Series([float(each.order) for each in steps], dtype="float64"),
            "as_of": pd.Series([pd.Timestamp(each.day) for each in steps], dtype="datetime64[s]"),
            "region_code": pd.Series([each.region for each in steps], dtype="str"),
            "agency": pd.Series([""] * len(steps), dtype="str"),
            "election": pd.Series([each.election for each in steps], dtype="str"),
            "category": pd.Series(["total"] * len(steps), dtype="str"),
            "subjects": pd.Series([float("nan")] * len(steps), dtype="float64"),
        }
    )


@given(STEPS, DAYS)
def test_where_cases_stand(steps: list[Step], at: date) -> None:
    found = standing(frame(*steps), at)
    quick = {row["case_id"]: (row["state"], row["since"].date()) for row in found.to_dict("records")}
    assert quick == slow.standing(steps, at)
    assert set(blocked(frame(*steps), at)["case_id"]) == slow.blocked(steps, at)
    assert set(found.loc[found["is_blocked"], "case_id"]) == slow.blocked(steps, at) & set(quick)


@given(STEPS, DAYS)
def test_how_long_cases_wait(steps: list[Step], at: date) -> None:
    found = waits(frame(*steps), at)
    quick = {row["case_id"]: (row["days"], row["ended"]) for row in found.to_dict("records")}
    assert quick == slow.waits(steps, at)


@given(STEPS)
def test_contradictions(steps: list[Step]) -> None:
    found = contradictions(frame(*steps))
    assert list(found.columns) == CONFLICT_COLUMNS
    said = {(row["kind"], row["detail"]["case"], row["category"]) for row in found.to_dict("records")}
    late = {("steps_out_of_order", *each) for each in slow.out_of_order(steps)}
    assert said == late | {("sanction_unrecommended", case, "followed_up") for case in slow.unrecommended(steps)}


def test_a_contradiction_names_both_steps() -> None:
    steps = frame(step("K-1", "forwarded", 9), step("K-1", "recommended", 3), step("K-1", "followed_up", 12))
    (found,) = contradictions(steps).to_dict("records")
    assert (found["stated"], found["found"]) == ("K-1 recommended 2024-09-04", "forwarded 2024-09-10")
    assert (found["measure"], found["unit"], found["region_code"]) == ("case_step", "kasus", "74.02")


def test_retirement_after_the_recommendation_is_no_contradiction() -> None:
    """In the list of states it stands before the recommendation, but it can come at any time."""
    assert contradictions(frame(step("K-1", "recommended", 3), step("K-1", "moot", 9))).empty


def test_a_case_that_names_two_governments() -> None:
    steps = frame(
        step("K-1", "forwarded", 1), step("K-1", "recommended", 3, region="74.03"),
        step("K-2", "forwarded", 1, election="Pemilu 2024"), step("K-2", "recommended", 3),
    )  # fmt: skip
    found = contradictions(steps)
    assert found[["kind", "stated", "found"]].values.tolist() == [
        ["case_moves", "K-1: 74.03, Pilkada 2024", "74.02, Pilkada 2024"],
        ["case_moves", "K-2: 74.02, Pilkada 2024", "74.02, Pemilu 2024"],
    ]
    (first, second) = standing(steps, date(2024, 12, 1)).to_dict("records")
    assert (first["region_code"], second["election"]) == ("74.03", "Pemilu 2024")


def test_every_conflict_of_cases_has_words() -> None:
    kinds = ["steps_out_of_order", "sanction_unrecommended", "case_moves", "category_unfit", "category_differs"]
    for kind in [*kinds, "sanction_level_differs", "kinds_differ"]:
        words = {explain(kind, "SATU", "DUA", "kasus", {}, language) for language in ("id", "en")}
        assert len(words) == 2
        assert all("SATU" in text and "{" not in text for text in words)
        assert kind in MESSAGES


def test_forms_of_violation_are_before_or_after_the_confirmation() -> None:
    stages = {code: form.stage for code, form in violations().items()}
    assert {stage for code, stage in stages.items() if code.startswith("KE")} == {"before"}
    assert {code for code, stage in stages.items() if stage == "before" and code.startswith("DI")} == {
        "DI-03", "DI-09", "DI-11",
    }  # fmt: skip
    assert stages["DI-05"] == stages["PD-01"] == stages["XX-99"] == "any"
