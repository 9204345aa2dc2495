"""The axes of a scatter: round figures around what is there, and never beyond what can be."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.figures.scatter import Measured, _ends
from etl.indicators.registry import packaged

RATE = Measured(packaged()["pact_signing_rate"], "%", {}, date(2024, 11, 25), "")
COUNT = Measured(packaged()["violation_count"], "kasus", {}, date(2024, 11, 25), "")


def test_axes_cover_the_points_and_need_no_zero() -> None:
    low, high = _ends([75.2, 81.0, 93.4], RATE)
    assert (low, high) == (pytest.approx(74.4), pytest.approx(95.6))


def test_no_axis_goes_beyond_what_can_be_but_for_air() -> None:
    low, high = _ends([3.0, 99.9], RATE)
    assert (low, high) == (pytest.approx(-3), pytest.approx(103))
    assert _ends([0.0, 0.0], COUNT)[0] > -0.1


@example([5e-324])
@given(st.lists(st.floats(0, 100), max_size=9))
def test_every_point_lies_within(values: list[float]) -> None:
    low, high = _ends(values, RATE)
    assert low < high
    assert all(low <= value <= high for value in values)
