"""The first page says what waits, how long, and who has not signed; and what it does not know."""

import re
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pytest

from dashboard import paths, queries
from dashboard.components.sparkline import HEIGHT, WIDTH, sparkline
from dashboard.i18n import LANGUAGES, Language, text_for
from dashboard.pages.home import signed
from dashboard.site import Site
from etl.indicators.registry import packaged
from etl.settings import Settings
from tests.dashboard import seed
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import RECAP, seeded


@pytest.fixture
def site(tmp_path: Path) -> Site:
    seeded(tmp_path)
    return Site(Settings.load(data_dir=tmp_path))


def said(site: Site, search: str) -> str:
    """All words of the page, one blank between."""
    page = prepared(site, search, paths.HOME).html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_the_longest_wait_comes_first_with_the_clock_of_each_step(site: Site) -> None:
    words = said(site, "?region=74.02&at=2024-11-06&lang=en")
    assert "2 cases wait for the decision of the head of government, the longest for 62 days." in words
    assert words.index("K-1 62 days") < words.index("K-2 7 days")
    assert "Report or finding received 1 Aug 2024: 35 days" in words
    assert "Waiting for the PPK (regional head) 10 Sept 2024: 57 days" in words
    assert "K-3" not in words, "it was not proven"


def test_agencies_that_have_not_finished_are_told_by_their_newest_recap(site: Site) -> None:
    words = said(site, "?region=74.02&at=2024-11-06&lang=en")
    assert "1 of 2 agencies have not finished signing." in words
    assert re.search(r"Dinas A 10 40 75\.0% 1 Sept 2024 \(30 days\) 1 Oct 2024", words)
    assert "Dinas B" not in words


def test_what_came_later_is_not_known_yet(site: Site) -> None:
    words = said(site, "?region=74.02&at=2024-09-06&lang=en")
    assert "One case waits for the decision of the head of government, for 1 day." in words
    assert re.search(r"Dinas A 30 40 25\.0% 1 Sept 2024", words)


def test_changes_are_told_since_a_day(site: Site) -> None:
    words = said(site, "?region=74.02&at=2024-11-06&since=2024-09-01&lang=en")
    assert "What has changed after 1 September 2024" in words
    assert "1 report or finding received 2 sanctions recommended" in words, "of the day itself it is known already"


def test_a_province_is_told_by_its_governments(site: Site) -> None:
    words = said(site, "?region=74&at=2024-11-06&lang=en")
    assert "2 cases in 1 government wait" in words
    assert "Konawe" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_case_on_record_does_not_mean_that_there_was_none(site: Site, language: Language) -> None:
    assert text_for(language)("home-cases-unknown") in said(site, f"?region=74.71&lang={language}")


def test_an_election_without_data_is_told_in_words(tmp_path: Path) -> None:
    words = said(Site(Settings.load(data_dir=tmp_path)), "")
    assert "netralitas demo" in words


@pytest.mark.parametrize(
    ("change", "indicator", "unit", "words"),
    [
        (3.24, "pact_signing_rate", "%", "+3.2 percentage points"),
        (-2.0, "sanction_count", "kasus", "−2 cases"),
        (0.01, "pact_signing_rate", "%", "0"),
        (-0.04, "pact_signing_rate", "%", "0"),
    ],
)
def test_a_change_is_told_with_its_sign_and_in_points(change: float, indicator: str, unit: str, words: str) -> None:
    assert signed(change, packaged()[indicator], unit, text_for("en")) == words


def test_a_sparkline_holds_each_figure_until_the_next_and_begins_at_zero() -> None:
    points = [(RECAP.replace(day=1), 0.0), (RECAP.replace(day=11), 4.0)]
    drawn = sparkline(points, RECAP.replace(day=1), RECAP.replace(day=21))
    path = re.search(r'd="([^"]+)"', drawn)
    assert path is not None
    assert path.group(1) == f"M3.0,{HEIGHT - 3}.0H60.0V3.0H{WIDTH - 3}.0"
    assert sparkline([], RECAP, RECAP) == ""


def test_an_agency_is_unfinished_since_it_last_had_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [(9, "2024-08-01"), (20, "2024-08-15"), (19, "2024-09-01"), (18, "2024-10-01"), (5, "2024-12-01")]
    monkeypatch.setattr(seed, "AGENCIES", [("Dinas C", signed, 20, day) for signed, day in told])
    seeded(tmp_path)
    words = said(Site(Settings.load(data_dir=tmp_path)), "?region=74.02&at=2024-11-06&lang=en")
    assert "Dinas C 2 20 90.0% 1 Sept 2024 (30 days) 1 Oct 2024" in words


def test_what_is_known_of_a_region_is_read_once_for_all_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(name: str) -> None:
        real = getattr(queries, name)

        def told(*given: Any) -> pd.DataFrame:
            asked.append(name)
            return cast(pd.DataFrame, real(*given))

        monkeypatch.setattr(queries, name, told)

    counted("case_steps")
    counted("every_figure")
    for path in (paths.HOME, paths.CASES, paths.REGION):
        prepared(site, "?region=74.02&at=2024-11-06", path)
    prepared(site, "?region=74.02&at=2024-11-06&since=2024-10-30", paths.HOME)
    assert sorted(asked) == ["case_steps", "every_figure"]
    prepared(site, "?region=74.02&at=2024-11-05", paths.HOME)
    assert asked.count("every_figure") == 2, "another day is another overview"
    assert asked.count("case_steps") == 1, "of the same cases"


def test_what_was_last_written_stands_with_its_place_and_source(site: Site) -> None:
    words = said(site, "?region=74&at=2024-11-06&lang=en")
    assert "Newest events" in words
    assert "Kota Bau Bau: Pakta integritas" in words
    assert "Datasultra.com" in words
    assert "Deklarasi" not in words, "it is of another province"
