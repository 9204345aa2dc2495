"""What stands under a figure in a table: its parts, and of how many governments it is where not of all."""

import re

import pytest

from dashboard.i18n import text_for
from dashboard.pages.cells import beside_cell, own_cell
from etl.indicators.registry import packaged

TEXT = text_for("en")
SIGNING, CASES = packaged()["pact_signing_rate"], packaged()["recommendation_count"]


def row(**changes: object) -> dict[str, object]:
    told: dict[str, object] = {
        "value": 75.0, "numerator": 18.0, "denominator": 24.0, "status": "reported", "reason": None,
        "coverage_n": float("nan"), "coverage_of": float("nan"),
    }  # fmt: skip
    return told | changes


def words(cell: str) -> list[str]:
    return [each for each in re.split(r"<[^>]*>", cell) if each]


def test_a_rate_stands_over_what_it_is_a_part_of() -> None:
    assert words(own_cell(row(), SIGNING, "%", TEXT)) == ["75.0%", "18 of 24"]
    assert "is-faint" in own_cell(row(), SIGNING, "%", TEXT), "24 are few"
    assert "is-faint" not in own_cell(row(denominator=240.0), SIGNING, "%", TEXT)


@pytest.mark.parametrize(("n", "told"), [(17.0, ["17 of 18 governments reported"]), (18.0, [])])
def test_an_area_says_of_how_many_governments_it_is_where_not_of_all(n: float, told: list[str]) -> None:
    area = row(coverage_n=n, coverage_of=18.0)
    assert words(beside_cell(area, SIGNING, "%", TEXT)) == ["75.0%", *told]
    assert words(own_cell(area, SIGNING, "%", TEXT)) == ["75.0%", "18 of 24", *told]


def test_whose_cases_are_on_record_is_no_coverage() -> None:
    cases = row(value=3.0, numerator=3.0, denominator=None, coverage_n=1.0, coverage_of=18.0)
    assert words(beside_cell(cases, CASES, "kasus", TEXT)) == ["3 cases"]


def test_who_has_no_figure_has_none_of_this() -> None:
    silent = row(value=None, numerator=None, denominator=None, status="missing", coverage_n=0.0, coverage_of=18.0)
    assert words(beside_cell(silent, SIGNING, "%", TEXT)) == ["not reported"]
    assert beside_cell(None, SIGNING, "%", TEXT) == TEXT("no-figure")


def test_coverage_itself_is_told_once() -> None:
    told = row(value=50.0, numerator=9.0, denominator=18.0, coverage_n=9.0, coverage_of=18.0)
    assert words(own_cell(told, packaged()["coverage_rate"], "%", TEXT)) == ["50.0%", "9 of 18"]
