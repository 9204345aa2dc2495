"""Intervals against scipy's one at a time, and against a slow search."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from etl.intervals import poisson, wilson


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_that_of_scipy(pair: tuple[int, int]) -> None:
    k, n = pair
    low, high = wilson([k], [n])
    expected = binomtest(k, n).proportion_ci(method="wilson")
    assert low[0] == pytest.approx(expected.low, abs=1e-12)
    assert high[0] == pytest.approx(expected.high, abs=1e-12)
    assert 0 <= low[0] <= k / n + 1e-12
    assert k / n - 1e-12 <= high[0] <= 1


@pytest.mark.parametrize("n", [1, 7, 10, 33, 100])
def test_wilson_ends_exactly(n: int) -> None:
    """What floating point just misses would stand in the CSV: 2.8e-17 instead of 0."""
    assert (wilson([0], [n])[0][0], wilson([n], [n])[1][0]) == (0, 1)


def test_more_than_all_have_no_interval() -> None:
    assert np.isnan(wilson([120], [100])).all()


def test_wilson_at_its_ends() -> None:
    low, high = wilson([0, 10, 3, math.nan, 3, 0], [10, 10, math.nan, 10, 0, 0])
    assert low[0] == pytest.approx(0, abs=1e-15)
    assert high[1] == pytest.approx(1, abs=1e-15)
    assert np.isnan(low[2:]).all()
    assert np.isnan(high[2:]).all()


def probability(most: int, mean: float) -> float:
    """P(X <= most) of a Poisson count, added up term by term."""
    return math.fsum(
        math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) if mean else k == 0 for k in range(most + 1)
    )


def searched(most: int, wanted: float) -> float:
    """The mean at which P(X <= most) is `wanted`: it falls as the mean grows, so halve the interval."""
    low, high = 1e-9, 10.0 * (most + 10)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if probability(most, middle) > wanted else (low, middle)
    return (low + high) / 2


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 11, 40, 117])
def test_poisson_is_where_the_tails_hold_a_fortieth(count: int) -> None:
    low, high = poisson([count])
    assert low[0] == pytest.approx(searched(count - 1, 0.975) if count else 0, rel=1e-9)
    assert high[0] == pytest.approx(searched(count, 0.025), rel=1e-9)


def test_poisson_at_its_ends() -> None:
    low, high = poisson([0, math.nan])
    assert low[0] == 0
    assert high[0] == pytest.approx(-math.log(0.025))
    assert np.isnan([low[1], high[1]]).all()


def test_intervals_keep_the_shape() -> None:
    assert [each.shape for each in (*wilson([1, 2], [3, 4]), *poisson([1, 2, 3]))] == [(2,), (2,), (3,), (3,)]
    assert [each.shape for each in (*wilson([], []), *poisson([]))] == [(0,)] * 4
