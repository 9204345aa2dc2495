"""Each chart has its numbers in a table under it."""

import re
from datetime import date

import pandas as pd
import pytest
from dash.development.base_component import Component

from dashboard.components.numbers import countdown_numbers, funnel_numbers, scatter_numbers, trend_numbers
from dashboard.figures.funnel_plot import funnel_rows
from dashboard.figures.scatter import Measured
from dashboard.i18n import text_for
from dashboard.prerender import to_html
from etl.indicators.registry import packaged

TEXT = text_for("en")
RATE, LOGGED = packaged()["pact_signing_rate"], packaged()["follow_up_rate"]


def cells(found: list[Component]) -> list[list[str]]:
    """The texts of each row of the one table, the head first."""
    (table,) = found
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", to_html(table), re.DOTALL)
    return [[re.sub(r"<[^>]*>", "", each) for each in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row)] for row in rows]


def points(code: str, series: str, *told: tuple[str, float | None]) -> list[dict[str, object]]:
    return [
        {"series": series, "region_code": code, "region_name": code, "as_of": date.fromisoformat(day), "value": value,
         "status": "missing" if value is None else "reported"}
        for day, value in told
    ]  # fmt: skip


def test_days_of_a_trend_are_rows_and_its_lines_columns() -> None:
    frame = pd.DataFrame([
        *points("Muna", "region", ("2024-10-01", 12.34), ("2024-11-01", None)),
        *points("Indonesia", "nation", ("2024-09-01", 3.0), ("2024-11-01", 55.55)),
    ])  # fmt: skip
    assert cells(trend_numbers(frame, RATE, text=TEXT, title="Trend")) == [
        ["Date of figure", "Muna", "Indonesia"],
        ["1 Nov 2024", "not reported", "55.6"],
        ["1 Oct 2024", "12.3", ""],
        ["1 Sept 2024", "", "3.0"],
    ]


def test_elections_are_laid_over_one_another_by_the_days_to_voting() -> None:
    frame = pd.DataFrame([
        {**row, "election": election}
        for election, day in (("Pemilu 2024", "2024-02-04"), ("Pilkada 2024", "2024-11-17"), ("Other", "2024-01-01"))
        for row in points("74", "region", (day, 50.0))
    ])  # fmt: skip
    voting = {"Pemilu 2024": date(2024, 2, 14), "Pilkada 2024": date(2024, 11, 27)}
    assert cells(countdown_numbers(frame, voting, RATE, text=TEXT, title="Trend"))[1:] == [["−10", "50.0", "50.0"]]


@pytest.fixture
def rates() -> dict[str, dict[str, object]]:
    """Twelve regions, of which one is far below the others and one has no figure."""
    events = {f"74.{number:02}": 50 for number in range(1, 12)} | {"74.12": 5}
    rows = {
        code: {"region_code": code, "region_name": f"R{code[3:]}", "value": float(n), "numerator": n,
               "denominator": 100, "status": "reported", "has_government": True}
        for code, n in events.items()
    }  # fmt: skip
    missing = {"value": None, "numerator": None, "denominator": None, "status": "missing"}
    return rows | {"74.13": {**rows["74.01"], **missing, "region_code": "74.13", "region_name": "R13"}}


def test_regions_of_a_funnel_stand_by_how_far_out_they_are(rates: dict[str, dict[str, object]]) -> None:
    funnel = funnel_rows(list(rates.values()), LOGGED)
    assert funnel is not None
    head, first, *others = cells(funnel_numbers(funnel, LOGGED, text=TEXT, title="Funnel", base="Cases"))
    assert head == ["Region", "Figure", "Cases", "Against the limits"]
    assert first == ["R12", "5.0", "100", "far below (99.8% limits)"]
    assert {each[3] for each in others} == {"inside the limits"}
    assert len(others) == 11


def test_pairs_of_a_scatter_stand_by_name_and_need_both(rates: dict[str, dict[str, object]]) -> None:
    first = Measured(RATE, "%", rates, date(2024, 11, 1), "Signing")
    second = Measured(LOGGED, "%", {code: rates[code] for code in ("74.02", "74.01", "74.13")}, first.at, "Follow-up")
    assert cells(scatter_numbers(first, second, text=TEXT)) == [
        ["Region", "Signing", "Follow-up"], ["R01", "50.0", "50.0"], ["R02", "50.0", "50.0"],
    ]  # fmt: skip


def test_without_a_point_there_is_no_table() -> None:
    frame = pd.DataFrame(points("74", "region")).reindex(
        columns=["series", "region_code", "region_name", "as_of", "value", "status"]
    )
    assert trend_numbers(frame, RATE, text=TEXT, title="Trend") == []
