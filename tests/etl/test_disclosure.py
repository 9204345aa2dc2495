"""Small numbers: what is hidden, what is not, and that nobody is found by subtraction."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.disclosure import suppress

NUMBERS = ["numerator", "denominator", "value", "ci_low", "ci_high"]
CATEGORIES = ("a", "b", "c", "d")
Group = dict[str, int]


def frame(groups: dict[str, Group]) -> pd.DataFrame:
    """One row a region's category and a row for its total."""
    rows: list[dict[str, Any]] = []
    for region, cells in groups.items():
        for category, count in [*cells.items(), ("total", sum(cells.values()))]:
            place = {"unit": "orang", "election": "E", "region_code": region, "extent": "government"}
            shown = {"origin": "computed", "as_of": "2024-10-14", "category": category, "status": "reported", "reason": ""}
            rows.append({**place, **shown, **dict.fromkeys(NUMBERS, float(count))})
    return pd.DataFrame(rows)


def slow(cells: Group, threshold: int) -> set[str]:
    """The categories to hide: those from 1 to the threshold, and beside a lone one the smallest other."""
    hidden = {name for name, count in cells.items() if 1 <= count < threshold}
    others = [name for name in cells if name not in hidden]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda name: cells[name]))
    return hidden


groups = st.dictionaries(
    st.sampled_from(["74.01", "74.02", "74.71"]),
    st.dictionaries(st.sampled_from(CATEGORIES), st.integers(0, 12), min_size=1),
    min_size=1,
)


def hidden_of(found: pd.DataFrame, region: str) -> set[str]:
    rows = found[(found["region_code"] == region) & (found["status"] == "suppressed")]
    return set(rows["category"])


@given(groups, st.integers(0, 7))
def test_hides_what_the_slow_version_hides(worlds: dict[str, Group], threshold: int) -> None:
    given_frame = frame(worlds)
    found = suppress(given_frame, threshold)
    for region, cells in worlds.items():
        assert hidden_of(found, region) == (slow(cells, threshold) if threshold else set())
    hidden = found["status"] == "suppressed"
    assert found.loc[hidden, NUMBERS].isna().all(axis=None)
    pd.testing.assert_frame_equal(found[~hidden], given_frame[~hidden])


@given(groups, st.integers(2, 7))
def test_nobody_is_found_by_subtraction_within_a_region(worlds: dict[str, Group], threshold: int) -> None:
    """From a total less what is shown beside it no single hidden cell follows, where there is another to hide."""
    found = suppress(frame(worlds), threshold)
    for region, cells in worlds.items():
        hidden = hidden_of(found, region)
        assert len(hidden) != 1 or len(cells) == 1
        assert all(cells[name] in (0, *range(threshold, 13)) for name in cells if name not in hidden)


@given(groups, st.integers(0, 7))
def test_totals_are_untouched(worlds: dict[str, Group], threshold: int) -> None:
    given_frame = frame(worlds)
    totals = given_frame["category"] == "total"
    pd.testing.assert_frame_equal(suppress(given_frame, threshold)[totals], given_frame[totals])


def test_a_group_is_one_date_of_one_region() -> None:
    """A lone small cell needs a companion of its own date, unit, election and extent."""
    first = frame({"74.01": {"a": 3, "b": 9, "c": 20}})
    parts = [first.assign(**{column: other}) for column, other in OTHER.items()]
    found = suppress(pd.concat([first, *parts], ignore_index=True), 5)
    assert found["status"].eq("suppressed").sum() == 2 * (1 + len(OTHER))


OTHER = {
    "unit": "kasus", "election": "F", "region_code": "74.02", "extent": "area", "origin": "published",
    "as_of": "2024-11-14",
}  # fmt: skip


@pytest.mark.parametrize("threshold", [0, 5])
def test_missing_cells_stay_missing(threshold: int) -> None:
    rows = frame({"74.01": {"a": 1, "b": 9}})
    rows.loc[rows["category"] == "a", NUMBERS] = np.nan
    rows.loc[rows["category"] == "a", "status"] = "missing"
    pd.testing.assert_frame_equal(suppress(rows, threshold), rows)


def test_nothing_of_nothing() -> None:
    assert suppress(frame({"74.01": {"a": 1}}).iloc[:0], 5).empty
