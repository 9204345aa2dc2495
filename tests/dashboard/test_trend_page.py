"""The page of trends: rules of run charts in words, every region small, and elections by days to voting."""

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert

from dashboard import paths
from dashboard.i18n import text_for
from dashboard.site import Site
from etl.settings import Settings
from etl.warehouse.schema import indicator_value
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import figure, seeded

FLOW = {"indicator": "sanction_count", "unit": "kasus", "origin": "computed", "provenance": "documented"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The small warehouse, and sanctions of ten months in Konawe: one a month, then ten at once."""
    engine = create_engine(seeded(tmp_path))
    rows, total = [], 0
    for number in range(10):
        total += 1 if number < 9 else 10
        day = dt.date(2024, 3 + number, 5) if number < 10 else dt.date(2024, 12, 5)
        rows.append(figure("74.02", total, **FLOW, as_of=day, period_start=day, period_end=day))
    last = dt.date(2024, 12, 31)
    rows.append(figure("74.02", total, **FLOW, as_of=last, period_start=last, period_end=last))
    with engine.begin() as connection:
        connection.execute(insert(indicator_value), rows)
    engine.dispose()
    return Site(Settings.load(data_dir=tmp_path))


def said(site: Site, search: str) -> str:
    page = prepared(site, search, paths.TREND).html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_a_month_outside_the_limits_is_told(site: Site) -> None:
    words = said(site, "?indicator=sanction_count&region=74.02&lang=en")
    assert "Median a month 1.0 cases" in words
    assert "December 2024: outside the limits." in words


def test_a_stock_is_not_held_against_the_rules(site: Site) -> None:
    words = said(site, "?indicator=violation_count&region=74.02&lang=en")
    assert text_for("en")("runs-no-flow") in words


def test_few_months_say_nothing(site: Site) -> None:
    words = said(site, "?indicator=sanction_count&region=74.02&at=2024-08-01&lang=en")
    assert "the rules are applied from 8 on" in words


def test_every_region_of_the_province_is_drawn_on_one_scale(site: Site) -> None:
    page = prepared(site, "?indicator=sanction_count&region=74.02&lang=en", paths.TREND).html
    assert page.count("multiples__item") == 17
    assert page.count("sparkline-none") == 16, "hatched where there is no figure"
    assert "no record" in said(site, "?indicator=sanction_count&region=74.02&lang=en")


@pytest.mark.parametrize("indicator", ["sanction_count", "violation_count", "median_days_to_sanction"])
def test_every_indicator_has_a_page_by_days_to_voting(site: Site, indicator: str) -> None:
    words = said(site, f"?indicator={indicator}&region=74.02&time=voting&lang=en")
    assert text_for("en")("page-failed-what") not in words
