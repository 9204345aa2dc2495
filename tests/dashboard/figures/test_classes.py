"""Classes of a map, against a second version that is slow and obvious."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.classes import Classing, build_scale, methods_of
from dashboard.figures.palette import TONES
from dashboard.i18n import Language, text_for
from etl.indicators.registry import packaged


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


def squares(values: list[int], classes: list[list[int]]) -> float:
    return sum(sum((value - sum(each) / len(each)) ** 2 for value in each) for each in classes)


@given(st.sets(st.integers(1, 60), min_size=4, max_size=9))
def test_natural_breaks_have_the_least_squares_of_all_ways_to_cut(values: set[int]) -> None:
    listed = sorted(values)
    cuts = [(0, *cut, len(listed)) for cut in combinations(range(1, len(listed)), 2)]
    best = min(squares(listed, [listed[low:high] for low, high in pairwise(cut)]) for cut in cuts)
    scale = build_scale([float(value) for value in listed], most=3, classing=Classing("natural"))
    index = scale.index([float(value) for value in listed]).tolist()
    found = squares(
        listed, [[value for value, place in zip(listed, index, strict=True) if place == n] for n in range(3)]
    )
    assert found == pytest.approx(best)


def test_natural_breaks_of_very_many_values_are_sought_among_some() -> None:
    values = [float(n) for n in (*range(1, 3000), *range(9000, 9100), *range(50_000, 50_010))]
    scale = build_scale(values, most=3, classing=Classing("natural"))
    assert len(scale.classes) == 3
    assert scale.classes[2].low >= 9000


def test_fixed_classes_are_there_whatever_the_values() -> None:
    classing = Classing("fixed", thresholds=(25, 50, 75, 100))
    scale = build_scale([12.0, 51.0], places=1, classing=classing)
    text = text_for("id")
    words = [each.label(lambda value: text.number(value, 1)) for each in scale.classes]
    assert words == ["0,1–24,9", "25,0–49,9", "50,0–74,9", "75,0–99,9", "≥ 100,0"]
    capped = build_scale([12.0], classing=Classing("fixed", thresholds=(75, 100), ceiling=100))
    assert [each.label(text.number) for each in capped.classes] == ["1–74", "75–99", "100"]
    assert scale.index([0.1, 24.94, 24.96, 99.9, 100.0]).tolist() == [0, 0, 1, 3, 4]
    assert build_scale([0.04], places=1, classing=classing).index([0.04]).tolist() == [0]
    assert build_scale([], places=1, classing=classing).classes == ()


def test_a_narrow_side_of_a_benchmark_is_told_from_it() -> None:
    """Rates that began at nothing and end near 100 %: what lies above the nation's has classes too."""
    values = [*range(1, 81), *(84 + each / 4 for each in range(40))]
    scale = build_scale(values, places=1, classing=Classing("diverging", benchmark=85.0))
    assert sorted({each.tone for each in scale.classes}) == [1, 2, 3, 4, 5]
    above = [value for value in values if value > 85]
    middle = next(each for each in scale.classes if each.tone == 3)
    assert sum(value > (middle.high or 0) for value in above) > len(above) / 2


def test_a_diverging_scale_turns_at_its_benchmark() -> None:
    values = [10.0, 20, 30, 40, 49, 51, 60, 70, 80, 90]
    scale = build_scale(values, classing=Classing("diverging", benchmark=50))
    assert [(each.low, each.high, each.tone) for each in scale.classes] == [
        (10, 29, 5), (30, 43, 4), (44, 56, 3), (57, 79, 2), (80, 90, 1),
    ]  # fmt: skip
    turned = build_scale(values, classing=Classing("diverging", benchmark=50, higher_is_better=False))
    assert [each.tone for each in turned.classes] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("values", "tones"), [([60.0, 70], [2, 1]), ([70.0], [2]), ([20.0], [4]), ([50.0], [3]), ([20.0, 80], [4, 3, 2])]
)
def test_a_side_without_values_has_no_class(values: list[float], tones: list[int]) -> None:
    scale = build_scale(values, classing=Classing("diverging", benchmark=50))
    assert [each.tone for each in scale.classes] == tones
    assert scale.index(values).min() >= 0


@given(rates, st.integers(0, 10_000))
def test_every_value_is_on_its_side_of_the_benchmark(values: list[float], benchmark: int) -> None:
    scale = build_scale(values, places=1, classing=Classing("diverging", benchmark=benchmark / 100))
    for value, place in zip(values, scale.index(values), strict=True):
        each = scale.classes[place]
        assert each.high is not None
        assert each.low <= float(Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)) <= each.high
        assert value < benchmark / 100 if each.tone > 3 else value > benchmark / 100 or each.tone == 3


def test_what_has_no_direction_does_not_diverge() -> None:
    indicators = packaged()
    assert methods_of(indicators["report_count"]) == ("quantile", "natural")
    assert methods_of(indicators["pact_signing_rate"]) == ("fixed", "quantile", "natural", "diverging")
    assert methods_of(indicators["overdue_case_count"]) == ("quantile", "natural")
    assert methods_of(indicators["median_days_to_sanction"]) == ("quantile", "natural", "diverging")
