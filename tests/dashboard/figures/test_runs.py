"""The rules of run charts against going through the points one by one."""

from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.runs import FEWEST, SHIFT, TREND, runs_of

VALUES = st.lists(st.integers(0, 6).map(float), min_size=FEWEST, max_size=30)


def longest_side(values: list[float], *, above: bool) -> int:
    """The most points running on one side of the median."""
    middle, most, now = median(values), 0, 0
    for value in values:
        if value == middle:
            continue
        now = now + 1 if (value > middle) == above else 0
        most = max(most, now)
    return most


def longest_way(values: list[float], *, up: bool) -> int:
    """The most points running that all rise (or fall), equal neighbours counted once."""
    most, now, before = 1, 1, values[0]
    for value in values[1:]:
        if value == before:
            continue
        now = now + 1 if (value > before) == up else 1
        most, before = max(most, now), value
    return most


@given(VALUES)
def test_each_rule_is_found_where_its_run_is_long_enough(values: list[float]) -> None:
    rules = {run.rule for run in runs_of(values).found}
    assert ("shift_up" in rules) == (longest_side(values, above=True) >= SHIFT)
    assert ("shift_down" in rules) == (longest_side(values, above=False) >= SHIFT)
    assert ("trend_up" in rules) == (longest_way(values, up=True) >= TREND)
    assert ("trend_down" in rules) == (longest_way(values, up=False) >= TREND)
    moves = [abs(values[place] - values[place - 1]) for place in range(1, len(values))]
    low, high = mean(values) - 2.66 * mean(moves), mean(values) + 2.66 * mean(moves)
    outside = [place for place, value in enumerate(values) if value < low or value > high]
    assert [run.first for run in runs_of(values).found if run.rule == "outside"] == outside


def test_seven_points_say_nothing() -> None:
    assert not runs_of([1.0, 2, 3, 4, 5, 6, 7]).enough
    assert runs_of([1.0, 2, 3, 4, 5, 6, 7]).found == ()
    assert not runs_of([]).enough


@pytest.mark.parametrize(
    ("values", "rule", "first", "last"),
    [
        ([1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9], "shift_up", 6, 11),
        ([5, 5, 5, 5, 1, 2, 3, 3, 4, 5], "trend_up", 4, 9),
        ([3, 2, 3, 2, 3, 2, 3, 2, 40, 2, 3, 2], "outside", 8, 8),
    ],
)
def test_a_run_says_where_it_begins_and_ends(values: list[float], rule: str, first: int, last: int) -> None:
    assert (rule, first, last) in [(run.rule, run.first, run.last) for run in runs_of(values).found]
