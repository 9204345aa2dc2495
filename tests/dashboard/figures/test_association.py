"""Rank correlation and intervals that overlap, against a slow second version."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.figures.association import FEWEST, association
from dashboard.figures.comparison import overlapping
from tests.reference import funnel as slow

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=FEWEST, max_size=40)


@given(PAIRS)
def test_the_rank_correlation_is_that_of_the_second_version(pairs: list[tuple[int, int]]) -> None:
    xs, ys = ([float(pair[place]) for pair in pairs] for place in (0, 1))
    found, wanted = association(xs, ys), slow.rank_correlation(xs, ys)
    if found is None or wanted is None:
        assert found is wanted is None
        return
    assert found.rho == pytest.approx(wanted)
    assert found.rho == pytest.approx(stats.spearmanr(xs, ys).statistic)
    assert found.low <= found.rho <= found.high
    if abs(found.rho) < 0.999:
        assert (found.low, found.high) == pytest.approx(slow.correlation_limits(found.rho, len(xs)))


def test_few_points_say_nothing() -> None:
    assert association([1.0] * (FEWEST - 1), [2.0] * (FEWEST - 1)) is None


def test_the_limits_hold_the_truth_about_as_often_as_they_say() -> None:
    chance, held = np.random.default_rng(3), 0
    for _ in range(300):
        x = chance.normal(size=60)
        found = association(x, 0.5 * x + chance.normal(size=60))
        assert found is not None
        held += found.low <= 0.428 <= found.high  # Spearman's of a normal pair whose correlation is 0.447
    assert 0.91 <= held / 300 <= 0.99


ENDS = st.one_of(st.integers(0, 20).map(float), st.just(float("-inf")), st.just(float("inf")))


@given(st.lists(st.tuples(ENDS, ENDS).map(lambda pair: (min(pair), max(pair))), max_size=30))
def test_intervals_overlap_with_as_many_as_the_second_version_says(limits: list[tuple[float, float]]) -> None:
    lows, highs = ([pair[place] for pair in limits] for place in (0, 1))
    assert overlapping(lows, highs).tolist() == slow.overlapping(limits)
