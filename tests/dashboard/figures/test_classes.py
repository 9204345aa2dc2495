"""Classes of a map, against a second version that is slow and obvious."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.classes import build_scale
from dashboard.figures.palette import TONES
from dashboard.i18n import Language, text_for


def slow_class(value: float, values: list[float], places: int, most: int) -> int:
    """The share of distinct shown values below this one, in steps of one class."""

    def shown(number: float) -> Decimal:
        return Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    distinct = sorted({shown(each) for each in values})
    below = sum(each < shown(value) for each in distinct)
    classes = min(most, len(distinct))
    return max(n for n in range(classes) if Fraction(n, classes) <= Fraction(below, len(distinct)))


figures = st.lists(st.integers(1, 60).map(float), min_size=1, max_size=60)
rates = st.lists(st.integers(1, 10_000).map(lambda n: n / 100), min_size=1, max_size=60)


@given(figures, st.integers(1, TONES))
def test_counts_are_classed_as_the_slow_version_does(values: list[float], most: int) -> None:
    assert build_scale(values, most=most).index(values).tolist() == [slow_class(v, values, 0, most) for v in values]


@given(rates, st.integers(1, TONES))
def test_rates_are_classed_as_they_are_shown(values: list[float], most: int) -> None:
    scale = build_scale(values, places=1, most=most)
    assert scale.index(values).tolist() == [slow_class(v, values, 1, most) for v in values]


@given(rates)
def test_bounds_hold_their_values_and_do_not_overlap(values: list[float]) -> None:
    scale = build_scale(values, places=1)
    for value, place in zip(values, scale.index(values), strict=True):
        shown = float(Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))
        assert scale.classes[place].low <= shown <= scale.classes[place].high
    assert all(lower.high < upper.low for lower, upper in pairwise(scale.classes))


def test_whole_numbers_have_whole_bounds_in_words() -> None:
    scale = build_scale([1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 9, 11])
    assert [each.label(text_for("id").number) for each in scale.classes] == ["1–2", "3–4", "5–6", "7–10", "11"]


def test_few_distinct_values_have_a_class_each() -> None:
    scale = build_scale([1, 1, 5, 11, 5])
    assert [(each.low, each.high) for each in scale.classes] == [(1, 1), (5, 5), (11, 11)]


@pytest.mark.parametrize(("language", "words"), [("id", "1.234,5"), ("en", "1,234.5")])
def test_bounds_are_worded_in_the_language_of_the_page(language: Language, words: str) -> None:
    text = text_for(language)
    assert build_scale([1234.5], places=1).classes[0].label(lambda value: text.number(value, 1)) == words


def test_tones_run_from_pale_to_deep() -> None:
    for most in range(1, TONES + 1):
        tones = [each.tone for each in build_scale(list(range(1, 40)), most=most).classes]
        assert tones == sorted(set(tones))


def test_a_skewed_scale_is_not_eaten_up_by_its_smallest_value() -> None:
    values = [1.0] * 400 + [2, 3, 5, 8, 13, 21, 34, 55, 100]
    counts = np.bincount(build_scale(values).index(values))
    assert len(counts) == 5
    assert counts.min() >= 1


def test_no_values_make_no_classes() -> None:
    assert build_scale([]).classes == ()


def test_more_classes_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="8"):
        build_scale([1, 2, 3], most=8)
