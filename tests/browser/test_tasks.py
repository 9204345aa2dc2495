"""One task for each who uses it, as they would go about it."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.dashboard.printing.reading import addresses_of, text_of

Open = Callable[..., Page]


def stands(page: Page) -> Page:
    """The page, when the application has taken the place of the first HTML."""
    expect(page.locator("#prerendered")).to_have_count(0, timeout=30_000)
    return page


def test_an_acting_regent_finds_what_waits_longest_and_who_has_not_signed(server: str, open_page: Open) -> None:
    page = open_page("phone")
    page.goto(f"{server}/?data=simulasi&election=Pilkada+2024")
    stands(page)
    page.locator(".controls > summary").click()
    page.locator("#control-place").click()
    page.get_by_role("searchbox").fill("Muna")
    page.get_by_role("option", name="Muna (Sulawesi Tenggara)", exact=True).click()
    expect(page.locator("h1")).to_have_text("Muna")
    first = page.locator("#sentences a").first
    expect(first).to_contain_text("menunggu keputusan kepala daerah, yang terlama 256 hari")
    first.click()
    oldest = page.locator("#waiting tbody tr").first
    expect(oldest).to_be_in_viewport()
    expect(oldest).to_contain_text("256 hari")
    expect(oldest.locator(".clock__piece")).not_to_have_count(0)
    left = page.locator("#agencies tbody tr td:nth-of-type(1)").all_inner_texts()
    counts = [int(each.replace(".", "")) for each in left]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0


def test_a_council_member_prints_two_pages_whose_code_opens_the_same_view(server: str, open_page: Open) -> None:
    page = open_page("projector")
    page.goto(f"{server}/rapat?data=simulasi&region=74&compare=74.03")
    stands(page)
    address = page.locator('a[href^="/rapat/print.pdf"]').get_attribute("href")
    assert address
    decided = page.locator("#screen-1 li").first.inner_text()
    figure = page.locator("#screen-2 li").first.inner_text()
    pdf = page.request.get(f"{server}{address}").body()
    assert "DATA SIMULASI" in text_of(pdf, 1)
    first, second = addresses_of(pdf)
    assert first == second
    page.goto(first)
    stands(page)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
    assert urlsplit(page.url).path == "/rapat"
    assert (asked["region"], asked["compare"], asked["data"]) == ("74", "74.03", "simulasi")
    assert page.locator("#screen-1 li").first.inner_text() == decided
    assert decided in text_of(pdf, 1), "what is to be decided on the paper is what is on the screen"
    assert page.locator("#screen-2 li").first.inner_text() == figure
    assert figure in text_of(pdf, 1), "the figure on the paper is the one on the screen"


def test_an_analyst_finds_the_digits_of_the_screen_in_the_file(server: str, open_page: Open) -> None:
    page = open_page(accept_downloads=True)
    page.goto(f"{server}/peta?data=simulasi&region=74&lang=en")
    page.wait_for_selector("#map-graph .choroplethlayer path[d]", state="attached")
    page.locator("#control-indicator").click()
    page.get_by_role("option", name="Recommendations followed up", exact=True).click()
    page.wait_for_url("**indicator=follow_up_rate**")
    expect(page.locator("h1")).to_contain_text("Recommendations followed up")
    shown = dict(
        row.evaluate("row => [row.dataset.region, row.querySelector('td').innerText]")
        for row in page.locator("#table tbody tr").all()
    )
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
    told = {row["region_code"]: row["value"] for row in rows if row["category"] == "total" and row["value"]}
    assert told
    assert {code: shown[code] for code in told} == {code: f"{float(value):.1f}" for code, value in told.items()}
    assert all(row["provenance"] == "simulated" for row in rows)
    assert re.search("SIMULASI", waiting.value.suggested_filename)
