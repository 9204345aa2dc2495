"""What the page says around its figures."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from dashboard.i18n import text_for
from dashboard.pages.content import _of_regencies, unreckoned
from dashboard.pages.notes import notices
from dashboard.screen import Look
from dashboard.selection import Notice, Selection
from etl.indicators.registry import packaged
from tests.dashboard.components.reading import words


def look(indicator: str = "violation_count", screen: Any = None) -> Look:
    given: Any = {"offer": None, "indicator": packaged()[indicator], "screen": screen, "version": 1, "simulated": False}
    return Look(selection=Selection("terdokumentasi", "00", "province", "violation_count", "kasus", ""), **given)


@pytest.mark.parametrize(
    ("count", "said"), [(1, ""), (3, ""), (4, "And 1 more part of the address."), (5, "And 2 more parts")]
)
def test_what_of_the_address_is_not_told_is_counted(count: int, said: str) -> None:
    told_of = tuple(Notice(f"p{n}", "?", "unknown") for n in range(count))
    told = words(notices(told_of, look().selection, text_for("en"))[0])
    assert told.count("is not known") == min(count, 3)
    assert said in told
    assert bool(said) == ("more part" in told)


@pytest.mark.parametrize(
    ("indicator", "own", "area", "rest"),
    [
        ("blocked_record_count", 3, 40, 37),
        ("blocked_record_count", None, 40, None),
        ("overdue_case_count", 3, None, None),
        ("median_days_to_sanction", 62, 89, None),  # a median less a median is nothing
    ],
)
def test_only_sums_are_taken_apart(indicator: str, own: float | None, area: float | None, rest: float | None) -> None:
    day = pd.Timestamp(2025, 1, 31)
    screen = SimpleNamespace(area={"origin": "computed", "value": area, "as_of": day})
    assert _of_regencies(look(indicator=indicator, screen=screen), {"value": own, "as_of": day}) == rest


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (["no_deadline"], ["no deadline is known", "NETRALITAS_DEADLINES"]),
        (["no_holidays", "holidays_end"], ["there is no list of holidays; its deadline", "NETRALITAS_HOLIDAYS"]),
        (["no_deadline", "no_holidays"], ["NETRALITAS_DEADLINES", "NETRALITAS_HOLIDAYS"]),
        (["no_denominator"], ["what to divide by is not known", "netralitas load"]),
    ],
)
def test_data_of_which_no_figure_can_be_made_say_why_and_what_to_do(why: list[str], said: list[str]) -> None:
    told = words(unreckoned(packaged()["overdue_case_count"], why, text_for("en")))
    assert [each for each in said if each not in told] == []
    assert told.count("docs/deadlines.md") == sum("NETRALITAS" in each for each in said)
