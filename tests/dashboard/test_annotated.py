"""Questions, statements and terms beside the figures: each on its day, and none of a person."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from dashboard import paths
from dashboard.app import create_app
from dashboard.figures.terms import acting, term_bands, term_words
from dashboard.i18n import text_for
from dashboard.site import Site
from etl.settings import Settings
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import seeded


@pytest.fixture
def site(tmp_path: Path) -> Site:
    seeded(tmp_path)
    return Site(Settings.load(data_dir=tmp_path))


def said(site: Site, path: str, search: str) -> str:
    page = prepared(site, search, path).html
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


ASKED = "?indicator=violation_count&unit=orang+ASN&election=Pilkada+2024&region=74.02&lang=en"


def test_an_open_question_comes_up_at_the_meeting_and_on_the_first_page(site: Site) -> None:
    words = said(site, paths.MEETING, f"{ASKED}&at=2024-11-06")
    assert "One question comes up again at the next meeting." in words
    assert "Kapan rekap penandatanganan lengkap? Komisi I, 1 Oct 2024 passed 15 Oct 2024" in words
    assert "Berapa perkara menunggu?" not in words, "it has been answered"
    home = said(site, paths.HOME, f"{ASKED}&at=2024-11-06")
    assert "One question of the council has no answer, 1 of these past the date that was promised." in home


def test_what_was_answered_later_was_open_then(site: Site) -> None:
    words = said(site, paths.MEETING, f"{ASKED}&at=2024-10-14")
    assert "Berapa perkara menunggu?" not in words
    earlier = said(site, paths.HOME, f"{ASKED}&at=2024-10-05")
    assert "2 questions of the council have no answer, 0 of these past" in earlier


def test_changes_are_told_since_the_last_meeting(site: Site) -> None:
    assert "What has changed after 1 October 2024" in said(site, paths.HOME, f"{ASKED}&at=2024-11-06")
    chosen = said(site, paths.HOME, f"{ASKED}&at=2024-11-06&since=2024-10-30")
    assert "What has changed after 30 October 2024" in chosen


def test_a_statement_stands_with_its_figure_and_source(site: Site) -> None:
    words = said(site, paths.REGION, f"{ASKED}&at=2024-11-06")
    assert re.search(r"Violations recorded[^(]*\(14 Oct 2024\) Dua dari dua belas masih diklarifikasi\.", words)
    assert "16 October 2024, surat" in words
    assert "Dua dari dua belas" not in said(site, paths.REGION, f"{ASKED}&at=2024-10-15"), "it was not yet said"


def test_terms_say_how_the_office_was_held(site: Site) -> None:
    words = said(site, paths.REGION, f"{ASKED}&at=2024-11-06")
    assert "acting head (Pj) 24 Sept 2023 20 Oct 2024 elected head 20 Oct 2024 still in office" in words
    trend = said(site, paths.TREND, f"{ASKED}&at=2024-11-06")
    assert "An acting head led this region from" in trend


def test_the_print_asks_the_open_questions(tmp_path: Path) -> None:
    seeded(tmp_path)
    client = create_app(Settings.load(data_dir=tmp_path)).server.test_client()
    answer = client.get(f"/print.pdf{ASKED}&at=2024-11-06", headers={"Host": "localhost"})
    (tmp_path / "a.pdf").write_bytes(answer.data)
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages))
    assert "Kapan rekap penandatanganan lengkap? (answer promised by 15 Oct 2024)" in words
    assert "Berapa perkara menunggu?" not in words


FIRST = dt.date(2024, 1, 1)
SPAN = FIRST, FIRST + dt.timedelta(days=60)
TERMS = st.lists(
    st.tuples(st.sampled_from(["elected", "acting", "daily"]), st.integers(-30, 80), st.integers(0, 40), st.booleans()),
    max_size=6,
)


@given(TERMS)
def test_a_day_is_in_a_band_if_somebody_acted_on_it(told: list[tuple[str, int, int, bool]]) -> None:
    terms = [
        {
            "subject": subject,
            "as_of": FIRST + dt.timedelta(days=start),
            "ends_on": None if goes_on else FIRST + dt.timedelta(days=start + days),
        }
        for subject, start, days, goes_on in told
    ]
    found = acting(terms, SPAN)
    for number in range(61):
        day = FIRST + dt.timedelta(days=number)
        slow = any(
            term["subject"] != "elected" and term["as_of"] <= day <= (term["ends_on"] or dt.date.max) for term in terms
        )
        assert slow == any(start <= day <= (end or dt.date.max) for start, end in found), day
    assert all((before[1] or dt.date.max) < after[0] for before, after in pairwise(found))


def test_a_term_is_told_whole_whatever_days_the_chart_shows() -> None:
    """The window of the chart was told as the term of office."""
    early, late = FIRST - dt.timedelta(days=300), FIRST + dt.timedelta(days=10)
    terms = [{"subject": "acting", "as_of": early, "ends_on": None}]
    assert term_words(acting(terms, SPAN), text_for("en")) == [
        f"An acting head has led this region since {text_for('en').date(early)}."
    ]
    ended = [{"subject": "acting", "as_of": early, "ends_on": late}]
    (words,) = term_words(acting(ended, SPAN), text_for("en"))
    assert text_for("en").date(early) in words
    (band,) = term_bands(acting(ended, SPAN), SPAN)
    assert (band["x0"], band["x1"]) == (SPAN[0].isoformat(), late.isoformat())
