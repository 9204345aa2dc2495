"""What is counted from the steps of cases: against its slow version, and each rule by a few cases."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from etl.compute import compute
from etl.deadlines import Deadline
from etl.indicators.registry import packaged
from geo.regions import RegionIndex
from tests.etl.test_compute_twice import FIGURE, FIRST_DAYS, KEY, plain, rounded
from tests.examples import examples
from tests.reference import cases as slow
from tests.reference.waiting import median as slow_median
from tests.reference.worlds import STATE_ORDER, as_frame, as_steps, case_worlds

REGIONS = RegionIndex.packaged()
CODES = [region.code for region in REGIONS]
FLOWS = (
    "proven_share", "follow_up_rate", "recommendation_count", "sanction_count", "blocked_record_count",
)  # fmt: skip
WAITING = ("overdue_case_count", "median_days_to_sanction")
DAYS = {"waiting_ppk": 10, "clarification": 200}
DEADLINES = [
    Deadline(
        state=state, days=days, day="calendar", valid_from=date(2020, 1, 1), legal_basis="x", source="y",
        confidence="low",
    )
    for state, days in DAYS.items()
]  # fmt: skip


def fast(steps: list[dict[str, Any]], name: str, **changes: Any) -> dict[tuple[Any, ...], dict[str, Any]]:
    indicator = packaged()[name].model_copy(update=changes)
    found = compute(as_frame([]), [indicator], REGIONS, FIRST_DAYS, cases=as_steps(steps), deadlines=DEADLINES)
    rows = found.values.to_dict("records")
    return {tuple(plain(row[each]) for each in KEY): {each: plain(row[each]) for each in FIGURE} for row in rows}


@pytest.mark.random
@pytest.mark.parametrize("name", FLOWS)
def test_both_versions_count_the_same(name: str) -> None:
    indicator = packaged()[name]

    @examples(10)
    @given(case_worlds)
    def agree(world: list[dict[str, Any]]) -> None:
        expected = slow.flow(world, indicator, CODES, FIRST_DAYS)
        assert rounded(fast(world, name, suppression_threshold=0)) == rounded(expected)

    agree()


@pytest.mark.random
@pytest.mark.parametrize("name", WAITING)
def test_both_versions_wait_the_same(name: str) -> None:
    indicator = packaged()[name]

    @examples(10)
    @given(case_worlds)
    def agree(world: list[dict[str, Any]]) -> None:
        assert rounded(fast(world, name)) == rounded(slow.waiting(world, indicator, CODES, FIRST_DAYS, DAYS))

    agree()


# -- rules ---------------------------------------------------------------------------------------------------------


def step(case: str, state: str, day: str, region: str = "74.02", **other: Any) -> dict[str, Any]:
    return {
        "case_id": case, "state": state, "state_order": STATE_ORDER[state], "as_of": date.fromisoformat(day),
        "region_code": region, "agency": "", "election": "Pilkada 2024", "category": "total", "sanction_code": "",
        "sanction_level": "", "subjects": None, "provenance": "official", "citation": "", **other,
    }  # fmt: skip


def series(name: str, steps: list[dict[str, Any]], region: str = "74.02", **changes: Any) -> list[tuple[str, Any]]:
    """Dates and values of a region's total."""
    extent = "area" if len(region) == 2 else "government"
    return [
        (key[-1].isoformat(), figure["value"])
        for key, figure in sorted(fast(steps, name, **changes).items(), key=lambda each: each[0][-1])
        if key[1:3] == (region, extent) and key[4] == "total"
    ]


def test_a_case_counts_once_however_many_steps_prove_it() -> None:
    steps = [step("A", "recommended", "2024-09-01"), step("A", "waiting_ppk", "2024-09-05")]
    assert series("recommendation_count", steps) == [("2024-09-01", 1)]


def test_a_step_into_a_later_state_says_that_the_earlier_was_passed() -> None:
    """A file that gives the sanction alone has a proven case."""
    assert series("recommendation_count", [step("A", "followed_up", "2024-09-01")]) == [("2024-09-01", 1)]


def test_a_record_is_blocked_until_it_is_unblocked_and_never_less_than_none() -> None:
    steps = [
        step("A", "blocked", "2024-09-01"),
        step("A", "unblocked", "2024-09-20"),
        step("B", "unblocked", "2024-08-01"),
    ]
    assert series("blocked_record_count", steps) == [("2024-09-01", 1), ("2024-09-20", 0)]


def test_in_process_is_not_followed_up() -> None:
    steps = [step("A", "recommended", "2024-09-01"), step("A", "waiting_ppk", "2024-09-02"),
             step("B", "recommended", "2024-09-01"), step("B", "followed_up", "2024-09-03")]  # fmt: skip
    assert series("follow_up_rate", steps) == [("2024-09-01", 0), ("2024-09-03", 50)]


def test_moot_leaves_the_denominator_unless_the_sanction_was_imposed() -> None:
    steps = [step("A", "recommended", "2024-09-01"), step("A", "moot", "2024-09-04"),
             step("B", "recommended", "2024-09-01"), step("B", "followed_up", "2024-09-03"),
             step("B", "moot", "2024-09-05")]  # fmt: skip
    assert series("follow_up_rate", steps) == [("2024-09-01", 0), ("2024-09-03", 50), ("2024-09-04", 100)]


def test_a_share_has_wilson_limits() -> None:
    steps = [step("A", "recommended", "2024-09-01"), step("B", "not_proven", "2024-09-01")]
    found = compute(as_frame([]), [packaged()["proven_share"]], REGIONS, FIRST_DAYS, cases=as_steps(steps))
    row = found.values[found.values["region_code"] == "74.02"].iloc[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (1, 2, 50)
    assert row["evidence"] == "proven"  # whatever is said of those beside which they stand
    assert (row["ci_low"], row["ci_high"]) == (pytest.approx(9.4531, abs=1e-4), pytest.approx(90.5469, abs=1e-4))


def test_without_a_deadline_nothing_is_overdue() -> None:
    found = fast(
        [step("A", "recommended", "2024-01-01"), step("B", "received", "2024-12-31", "73.71")], "overdue_case_count"
    )
    own = {key[1]: (figure["value"], figure["reason"]) for key, figure in found.items() if key[2] == "government"}
    assert own == {"74.02": (None, "no_deadline"), "73.71": (None, "no_deadline")}


def test_a_deadline_is_passed_at_the_last_date_of_the_data() -> None:
    """Ten days from 1 September end on the 11th: on the 12th, when another case moves, the first is overdue."""
    waits = step("A", "waiting_ppk", "2024-09-01")
    for day, late in (("2024-09-11", 0), ("2024-09-12", 1)):
        assert series("overdue_case_count", [waits, step("B", "received", day, "73.71")]) == [(day, late)]


def test_a_median_of_few_that_came_that_far_is_not_reached() -> None:
    steps = [step(case, "recommended", "2024-09-01") for case in "ABC"] + [step("A", "followed_up", "2024-09-11")]
    key, figure = next(iter(fast(steps, "median_days_to_sanction").items()))
    assert (figure["value"], figure["status"], figure["reason"]) == (None, "missing", "not_reached")
    assert (figure["numerator"], figure["denominator"]) == (1, 3)
    assert key[-1] == date(2024, 9, 11)


def test_a_province_is_reckoned_from_its_cases() -> None:
    """Medians of 10 and 100 days; of all three cases 10 is the middle one, and not 55."""
    steps = [step(case, "recommended", "2024-01-01") for case in "AB"]
    steps += [step(case, "followed_up", "2024-01-11") for case in "AB"]
    steps += [step("C", "recommended", "2024-01-01", "74.71"), step("C", "followed_up", "2024-04-10", "74.71")]
    values = {code: series("median_days_to_sanction", steps, code)[0][1] for code in ("74.02", "74.71", "74")}
    assert values == {"74.02": 10, "74.71": 100, "74": 10}


def test_a_median_has_the_limits_of_its_curve() -> None:
    """Ten sanctions after 10 to 100 days."""
    steps = [step(f"{n}", "recommended", "2024-01-01") for n in range(10)]
    steps += [step(f"{n}", "followed_up", f"{date(2024, 1, 1) + timedelta(10 * (n + 1))}") for n in range(10)]
    middle, low, high = slow_median([(10 * (n + 1), True) for n in range(10)])
    found = compute(
        as_frame([]), [packaged()["median_days_to_sanction"]], REGIONS, FIRST_DAYS, cases=as_steps(steps)
    ).values  # fmt: skip
    for row in found.to_dict("records"):
        assert (row["value"], row["ci_low"], row["ci_high"]) == (middle, low, high)
        assert low < middle < high


def test_a_breakdown_stands_at_the_last_date_alone() -> None:
    steps = [step(f"{n}", "followed_up", f"2024-09-{n:02}", sanction_level="moral") for n in range(1, 8)]
    found = fast(steps, "sanction_count")
    dates = {key[-1].isoformat() for key in found if key[4] != "total" and key[1] == "74.02"}
    assert dates == {"2024-09-07"}


def test_small_levels_of_sanction_are_hidden_and_totals_are_not() -> None:
    steps = [step(f"{n}", "followed_up", "2024-09-01", sanction_level="moral") for n in range(7)]
    steps += [step(f"b{n}", "followed_up", "2024-09-01", sanction_level="berat") for n in range(2)]
    found = {key[4]: figure for key, figure in fast(steps, "sanction_count").items() if key[1] == "74.02"}
    assert (found["total"]["value"], found["total"]["status"]) == (9, "reported")
    assert (found["berat"]["status"], found["berat"]["reason"]) == ("suppressed", "small_number")
    assert [figure["status"] for figure in found.values()].count("suppressed") >= 2


def test_no_steps_no_figures() -> None:
    found = compute(as_frame([]), [packaged()[name] for name in (*FLOWS, *WAITING)], REGIONS, FIRST_DAYS)
    assert found.values.empty
    pd.testing.assert_index_equal(found.values.columns, compute(as_frame([]), [], REGIONS, FIRST_DAYS).values.columns)
