"""Cases one by one: whose clock it is, which are past a deadline, and that every one of them can be found."""

import re
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.pages import caselists
from dashboard.site import Site
from etl.settings import Settings
from tests.dashboard import seed
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import seeded

ASKED = "?region=74.02&at=2024-11-06&lang=en"
LAW = """
[[deadline]]
state = "waiting_ppk"
days = 14
day = "calendar"
valid_from = 2024-01-01
legal_basis = "a test"
source = "a test"
confidence = "low"
"""


def site_of(folder: Path, law: str = LAW) -> Site:
    seeded(folder)
    (folder / "law.toml").write_text(law, encoding="utf-8")
    return Site(Settings.load(data_dir=folder, deadlines=folder / "law.toml"))


def section(site: Site, name: str, path: str = paths.HOME, search: str = ASKED) -> str:
    """The words of one section; empty where it is not there."""
    page = prepared(site, search, path).html
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", found[0] if found else ""))


@pytest.mark.parametrize("path", [paths.HOME, paths.CASES])
def test_cases_past_a_deadline_are_told_by_their_number(tmp_path: Path, path: str) -> None:
    words = section(site_of(tmp_path), "overdue", path)
    assert "K-1 43 days" in words, "57 days at a step of 14"
    assert "passed 24 Sept 2024" in words
    assert "K-2" not in words


def test_the_sentence_leads_to_them(tmp_path: Path) -> None:
    page = prepared(site_of(tmp_path), ASKED, paths.HOME).html
    assert re.search(r'<a[^>]*href="#overdue"[^>]*>One case is past the deadline', page)
    assert 'id="overdue"' in page


def test_without_a_case_past_its_deadline_there_is_no_such_list(tmp_path: Path) -> None:
    assert section(site_of(tmp_path, LAW.replace("14", "90")), "overdue") == ""


def test_what_runs_beside_the_way_of_a_case_is_no_piece_of_its_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blocked record stood last, so a case that had waited for months seemed to have just come."""
    blocked = ("K-1", "blocked", 116, "2024-11-01", "74.02")
    monkeypatch.setattr(seed, "STEPS", [*seed.STEPS, blocked])
    words = section(site_of(tmp_path), "waiting")
    assert "Waiting for the PPK (regional head) 10 Sept 2024: 57 days" in words
    assert "blocked" not in words


def test_the_first_page_tells_of_some_and_leads_to_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.pages.home.MOST", 1)
    site = site_of(tmp_path)
    assert "K-2" not in section(site, "waiting")
    page = prepared(site, ASKED, paths.HOME).html
    assert re.search(r'<a[^>]*href="/kasus\?[^"]*#waiting"[^>]*>and one more case</a>', page)
    assert "K-2" in section(site, "waiting", paths.CASES)
    assert caselists.ALL > caselists.MOST
