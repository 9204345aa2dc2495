"""Pages beside one another: links lead without loading anew, nothing is cut off, and each has one heading."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dashboard.app import packaged_pages
from tests.browser.conftest import Watch

Open = Callable[..., Page]
PATHS = [page.path for page in packaged_pages()]
MUNA = "?data=simulasi&region=74.03&election=Pilkada+2024"


def visit(page: Page, address: str) -> Page:
    """Go to an address and wait until the application has taken the place of the first HTML."""
    page.goto(address)
    expect(page.locator("#prerendered")).to_have_count(0, timeout=30_000)
    return page


def test_links_between_pages_keep_what_is_looked_at_and_load_nothing_anew(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/{MUNA}")
    page.evaluate("window.stays = true")
    for name in ("Kasus", "Mutu data", "Peta", "Metode"):
        page.locator(".navigation").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".navigation [aria-current]")).to_have_text(name)
        expect(page.locator(".header .crumbs [aria-current]")).to_have_text("Muna")
        expect(page.locator("#content")).to_be_focused()
        assert page.evaluate("window.stays") is True
        assert page.evaluate("window.scrollY") == 0
        assert "region=74.03" in page.url
    page.go_back()
    expect(page.locator(".navigation [aria-current]")).to_have_text("Peta")
    expect(page).to_have_title(re.compile("Netralitas$"))


@pytest.mark.parametrize("viewport", ["narrow", "phone", "desktop", "projector"])
def test_no_page_is_wider_than_the_screen(server: str, open_page: Open, viewport: str) -> None:
    page = visit(open_page(viewport), f"{server}{PATHS[-1]}{MUNA}&lang=en")
    for path in PATHS:
        page.locator(f".navigation a[href^='{path}?']").click()
        expect(page.locator(f".navigation [aria-current] a[href^='{path}?']"), path).to_be_visible()
        expect(page.locator("#content"), path).to_be_focused()
        expect(page.locator("h1"), path).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.locator("#content").inner_text().strip(), path


def test_a_choice_on_a_page_stays_on_it(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/{MUNA}")
    page.locator("#control-since").click()
    page.get_by_role("option").last.click()
    page.wait_for_url("**since=*")
    expect(page.locator("#changes-title")).to_contain_text("2 November 2024")
    assert page.url.split("?")[0] == f"{server}/"


def test_a_region_is_found_from_the_first_page(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/?data=simulasi")
    page.locator("#control-place").click()
    page.get_by_role("searchbox").fill("Mubar")
    page.get_by_role("option").first.click()
    expect(page.locator("h1")).to_have_text("Muna Barat")


def test_a_meeting_is_shown_screen_by_screen_with_the_arrow_keys(server: str, open_page: Open) -> None:
    page = visit(open_page("projector"), f"{server}/rapat?data=simulasi&region=74&figures=follow_up_rate")
    expect(page.locator(".screen")).to_have_count(8)
    page.locator("[data-present]").click()
    expect(page.locator(".screen:visible")).to_have_count(1)
    expect(page.locator("#screen-1")).to_be_visible()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#screen-3")).to_be_visible()
    expect(page.locator("#screen-1")).to_be_hidden()
    assert page.url.endswith("#screen-3")
    assert page.locator("#screen-3").evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 28
    page.keyboard.press("End")
    expect(page.locator("#screen-8")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".screen:visible")).to_have_count(8)
    assert "#" not in page.url


def test_a_link_to_a_screen_opens_it(server: str, open_page: Open) -> None:
    page = visit(open_page("projector"), f"{server}/rapat?data=simulasi&region=74#screen-2")
    expect(page.locator("#screen-2")).to_be_visible()
    expect(page.locator("#screen-1")).to_be_hidden()


def test_a_point_of_a_funnel_leads_to_its_region(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/banding{MUNA}&indicator=reports_per_1000_asn")
    points = page.locator("#funnel-graph .scatterlayer .trace .point")
    points.first.wait_for(state="attached")
    page.locator("#funnel-graph").scroll_into_view_if_needed()
    box = points.first.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    expect(page.locator("#funnel-graph .hoverlayer")).to_contain_text("per 1.000 ASN")
    page.mouse.click(*middle)
    expect(page.locator("h1")).not_to_have_text("Banding: Muna")
    assert "/banding?" in page.url


def test_peers_and_the_second_indicator_are_chosen_by_controls(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/banding{MUNA}")
    page.locator("#control-peers").click()
    page.get_by_role("option", name="Lima yang jumlah ASN-nya terdekat").click()
    expect(page.locator("#compare-words")).to_contain_text("6 daerah, yaitu Muna")
    page.locator("#control-second").click()
    page.get_by_role("option", name="Tindak lanjut rekomendasi").click()
    expect(page.locator("#scatter-title")).to_have_text(
        "Penandatanganan pakta integritas dan Tindak lanjut rekomendasi"
    )
    assert "peers=size" in page.url
    assert "second=follow_up_rate" in page.url


def event_marks(page: Page) -> list[tuple[float, float]]:
    """Where the marks of events stand in the trend."""
    marks = page.locator("#trend-graph .xy2 .scatterlayer path.point")
    marks.first.wait_for(state="attached")
    page.locator("#trend-graph").scroll_into_view_if_needed()
    boxes = [box for each in marks.all() if (box := each.bounding_box())]
    return [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]


def test_the_mark_of_an_event_opens_its_source(server: str, open_page: Open, watch: Watch) -> None:
    watch.allowed.append(r"^request to another machine: https://infopublik\.id/|ERR_")
    page = visit(open_page(), f"{server}/tren?data=terdokumentasi&region=11.13&election=Pilkada+2024")
    (mark,) = event_marks(page)
    page.mouse.move(*mark)
    expect(page.locator("#trend-graph .hoverlayer")).to_contain_text("klik: buka sumbernya")
    with page.context.expect_event("request", lambda request: "infopublik.id" in request.url):
        page.mouse.click(*mark)
    assert page.url.startswith(server), "the page itself stays"


def test_the_mark_of_an_event_without_an_address_leads_to_the_list(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/tren{MUNA}")
    page.mouse.click(*event_marks(page)[0])
    expect(page.locator(".events li:focus")).to_be_in_viewport()
    expect(page.locator(".events li:focus time")).to_have_text("31 Mei 2024")
