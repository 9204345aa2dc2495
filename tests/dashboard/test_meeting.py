"""The screens of a meeting, and that what is chosen for it can be read from the address."""

import re
from pathlib import Path

import pytest

from dashboard import paths
from dashboard.i18n import text_for
from dashboard.site import Site
from etl.settings import Settings
from tests.dashboard.prepared import prepared
from tests.dashboard.seed import seeded

ASKED = "?indicator=violation_count&unit=orang+ASN&election=Pilkada+2024&region=74&lang=en"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    seeded(tmp_path)
    return Site(Settings.load(data_dir=tmp_path))


def screens(site: Site, search: str) -> list[str]:
    """The words of each screen."""
    page = prepared(site, search, paths.MEETING).html
    parts = re.split(r'<section[^>]*id="screen-\d+"', page)[1:]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", f"<{part}")) for part in parts]


def test_the_first_screen_says_what_is_to_be_decided(site: Site) -> None:
    first, second, *_ = screens(site, f"{ASKED}&at=2024-11-06")
    assert "2 cases in 1 government wait" in first
    assert "Sulawesi Tenggara: 41 civil servants" in second


def test_each_screen_is_numbered_and_holds_one_thing(site: Site) -> None:
    found = screens(site, ASKED)
    assert len(found) == 6
    for number, words in enumerate(found, start=1):
        assert words.rstrip().endswith(f"{number} / 6") or f"{number} / 6" in words


def test_other_indicators_have_screens_of_their_own(site: Site) -> None:
    assert len(screens(site, f"{ASKED}&figures=sanction_count")) == 6, "without a figure there is no screen"
    page = prepared(site, f"{ASKED}&figures=nothing,violation_count", paths.MEETING).html
    assert "nothing,violation_count" in page, "what was not taken is told"


def test_a_region_is_held_against_the_peers_that_were_chosen(site: Site) -> None:
    own = ASKED.replace("region=74", "region=74.02")
    ranking = screens(site, own)[3]
    assert "Kota Kendari" in ranking, "usually the regions of the map"
    chosen = screens(site, f"{own}&peers=own&compare=74.05")[3]
    assert "Konawe" in chosen
    assert "Konawe Selatan" in chosen
    assert "Kota Kendari" not in chosen
    assert "2 regions of your own choice" in chosen


def test_whose_headcount_is_unknown_is_told_whom_it_is_held_against(site: Site) -> None:
    words = screens(site, f"{ASKED.replace('region=74', 'region=74.02')}&peers=size")[3]
    assert text_for("en")("compare-size-unknown") in words


def test_without_figures_it_says_so(site: Site) -> None:
    page = prepared(site, "?indicator=median_days_to_sanction&lang=en", paths.MEETING).html
    assert text_for("en")("page-failed-what") not in page
    assert text_for("en")("empty-what") in page


def test_the_print_has_the_same_selection(site: Site) -> None:
    page = prepared(site, f"{ASKED}&at=2024-10-14", paths.MEETING).html
    (address,) = re.findall(r'href="(/rapat/print\.pdf[^"]*)"', page)
    assert "at=2024-10-14" in address
    assert "region=74" in address


def test_what_is_to_be_decided_is_of_the_day_of_the_map(site: Site) -> None:
    """Cases are known up to a later day than figures; a meeting looks at one day."""
    first = screens(site, ASKED)[0]
    assert "Pilkada 2024, as of 6 November 2024" in first
    earlier = screens(site, f"{ASKED}&at=2024-10-14")[0]
    assert "as of 14 October 2024" in earlier
    assert "One case waits" in earlier


def test_of_many_regions_the_first_and_the_last_are_shown_and_the_one_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a meeting is about is at the end of the list as often as at its top."""
    monkeypatch.setattr("dashboard.pages.meeting.MOST_ITEMS", 2)
    ranking = screens(site, ASKED.replace("region=74", "region=74.05"))[3]
    assert ranking.index("Konawe 12") < ranking.index("Konawe Selatan 7") < ranking.index("Kota Kendari 0")
    assert "between them" not in ranking
    assert "Without a figure: Bombana" in ranking
    other = screens(site, ASKED.replace("region=74", "region=74.71"))[3]
    assert "one region between them" in other
    assert "Konawe Selatan" not in other
