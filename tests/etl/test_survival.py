"""Medians of times of which some are not over, against the textbook's definition in fractions."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.survival import Median, median_time, median_times
from tests.reference import waiting as slow

TIMES = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=25)


def found(times: list[tuple[int, bool]]) -> Median:
    return median_time(np.array([time for time, _ in times], dtype=float), np.array([over for _, over in times]))


@given(TIMES)
def test_medians_against_the_slow_version(times: list[tuple[int, bool]]) -> None:
    quick = found(times)
    middle, low, high = slow.median(times)
    np.testing.assert_array_equal([quick.median, quick.low, quick.high], [middle, low, high])
    assert quick.status == ("not_reached" if math.isnan(middle) else "reached")
    assert (quick.n, quick.events) == (len(times), sum(over for _, over in times))


def test_a_published_example() -> None:
    """Remission of 21 patients on 6-MP and 21 on placebo (Freireich 1963): the medians are 23 and 8 weeks."""
    treated = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    placebo: tuple[list[int], list[int]] = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], []
    for (over, waiting), median, limits in ((treated, 23, (13, math.nan)), (placebo, 8, (4, 11))):
        result = found([(time, True) for time in over] + [(time, False) for time in waiting])
        assert result.median == median
        np.testing.assert_array_equal([result.low, result.high], limits)


def test_not_reached_is_a_value() -> None:
    result = found([(5, True), (30, False), (40, False)])
    assert (result.status, result.n, result.events) == ("not_reached", 3, 1)
    assert math.isnan(result.median)


def test_one_half_is_reached_in_spite_of_rounding() -> None:
    """5/6 * 4/5 * 3/4 is one half, and as a product of floating numbers a little more."""
    assert found([(1, True), (2, True), (3, True), (9, False), (9, False), (9, False)]).median == 3


@pytest.mark.parametrize("days", [[], [-1.0], [float("nan")]])
def test_times_that_cannot_be(days: list[float]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        median_time(np.array(days), np.ones(len(days), dtype=bool))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(0, 9), st.booleans()), max_size=40)
)
def test_groups_are_each_their_own(cases: list[tuple[str, str, int, bool]]) -> None:
    frame = pd.DataFrame(cases, columns=["region", "category", "days", "ended"])
    result = median_times(frame, ["region", "category"])
    groups = sorted({case[:2] for case in cases})
    assert list(zip(result["region"], result["category"], strict=True)) == groups
    for line, group in zip(result.itertuples(index=False), groups, strict=True):
        alone = found([case[2:] for case in cases if case[:2] == group])
        np.testing.assert_array_equal(line[2:7], alone[:5])
        assert line.status == alone.status
