"""The page of one region: every figure beside its areas and among its peers, and what is hidden stays hidden."""

import re
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.components.spine import WIDTH, spine
from dashboard.i18n import text_for
from dashboard.site import Site
from etl.settings import Settings
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import seeded


@pytest.fixture
def site(tmp_path: Path) -> Site:
    seeded(tmp_path)
    return Site(Settings.load(data_dir=tmp_path))


def said(site: Site, search: str) -> str:
    page = prepared(site, search, paths.REGION).html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_every_figure_stands_beside_province_and_nation(site: Site) -> None:
    words = said(site, "?region=74.02&lang=en")
    row = r"\(civil servants\) 12 civil servants 41 civil servants 42 civil servants .*14 Oct 2024"
    assert re.search(row, words)
    assert "among the regencies and cities of Sulawesi Tenggara" in words


def test_the_cases_of_a_region_are_told_from_report_to_sanction(site: Site) -> None:
    words = said(site, "?region=74.02&at=2024-11-06&lang=en")
    assert "Cases under way: 2, of which 2 wait for the head of government." in words
    assert "Cases that have ended: 1. " in words
    assert "How the cases that have ended did: Not proven 1." in words
    assert "Report or finding received 3" in words
    assert "Recommendation issued (proven) 2" in words


def test_events_stand_with_their_source(site: Site) -> None:
    words = said(site, "?region=74.72&lang=en")
    assert "Pakta integritas" in words
    assert "Datasultra.com" in words


@pytest.mark.parametrize("region", ["00", "74", "74.02", "31.71"])
def test_every_region_has_a_page(site: Site, region: str) -> None:
    assert text_for("en")("page-failed-what") not in said(site, f"?region={region}&lang=en")


def test_the_strip_goes_from_the_lowest_to_the_highest() -> None:
    drawn = spine(30, [10, 20, 30, 40, 50], 20)
    circle = re.search(r'cx="([0-9.]+)"', drawn)
    assert circle is not None
    assert float(circle.group(1)) == WIDTH / 2
    assert "spine__nation" in drawn
    assert "<rect" in drawn
    assert "<rect" not in spine(30, [10, 20, 30], 20), "three have no quarters"
    assert "spine__nation" not in spine(30, [10, 50], None)
    assert f'cx="{WIDTH / 2:.1f}"' in spine(5, [5, 5], None), "where all are alike"
