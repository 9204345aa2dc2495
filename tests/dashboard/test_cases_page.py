"""The page of cases: what waits, where little is reported, and that silence is no clean record."""

import re
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.site import Site
from etl.settings import Settings
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import seeded


@pytest.fixture
def site(tmp_path: Path) -> Site:
    seeded(tmp_path)
    return Site(Settings.load(data_dir=tmp_path))


def said(site: Site, search: str) -> str:
    page = prepared(site, search, paths.CASES).html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_the_cases_of_a_province_are_those_of_its_governments(site: Site) -> None:
    words = said(site, "?region=74&at=2024-11-06&lang=en")
    assert "Of 3 cases on record 2 are under way; 2 of these wait" in words
    assert "Konawe 3 2 2 62" in words


def test_who_has_no_case_on_record_is_listed_without_a_number(site: Site) -> None:
    words = said(site, "?region=74&at=2024-11-06&lang=en")
    assert "Kota Kendari none on record" in words
    assert "Few reports do not mean clean hands" in words


def test_without_a_deadline_nothing_is_late(site: Site) -> None:
    assert "none is called late" in said(site, "?region=74.02&at=2024-11-06&lang=en")


def test_a_region_without_cases_is_told_so(site: Site) -> None:
    assert "that does not mean that there was no violation" in said(site, "?region=74.71&lang=en")
