"""Provinces as they were, in a real browser: the slider goes over a split, and paints what the server draws."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from etl.settings import Place
from geo.regions import RegionIndex
from tests.browser.conftest import READY_WITHIN_S
from tests.dashboard.commanding import command
from tests.etl.loading import event_row, events, load
from tests.serving import comes_to_answer, end, free_port

Open = Callable[..., Page]
ASKED = "/peta?data=terdokumentasi&indicator=violation_count&unit=orang+ASN&election=Pemilu+2024&level=province"
THEN, BETWEEN, NOW = "2021-06-30", "2022-09-30", "2023-06-30"
SHAPES = """() => Object.fromEntries([...document.querySelectorAll("#map-graph .choroplethlayer path")]
  .filter(each => each.__data__ && each.__data__.tx)
  .map(each => [each.__data__.loc, [each.getAttribute("fill"), each.__data__.tx.split("<br>")[0]]]))"""


@pytest.fixture(scope="module")
def papua(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a small warehouse with figures before, between and after the splits."""
    folder, regions = tmp_path_factory.mktemp("papua"), RegionIndex.packaged()
    rows = [
        event_row(f"UJ-{code}-{day}", regions[code].name, code, day, number + turn, election="Pemilu 2024")
        for turn, day in enumerate((THEN, BETWEEN, NOW))
        for code, number in {"91.71": 2, "93.01": 30, "96.71": 5, "74.71": 70}.items()
    ]
    load(Place("terdokumentasi", f"sqlite:///{folder / 'terdokumentasi.sqlite'}"), events(folder / "uji.csv", *rows))
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NETRALITAS_")}
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            command("serve", "--port", str(port)),
            env=environment | {"NETRALITAS_DATA_DIR": str(folder)},
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        assert comes_to_answer(address, process, READY_WITHIN_S), (folder / "serve.log").read_text()
        yield address
        end(process)


def shapes(page: Page) -> dict[str, Any]:
    """Colour and name of each shape."""
    found: dict[str, Any] = page.evaluate(SHAPES)
    return found


def counts(page: Page) -> int:
    """How many provinces the legend counts."""
    told = page.locator("#map .legend__count > [aria-hidden]").all_inner_texts()
    return sum(int(re.sub(r"\D", "", each)) for each in told)


def visit(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("#map-graph .choroplethlayer path[d]", state="attached")
    expect(page.locator("#periods[data-ready]")).to_be_attached()
    return page


def test_the_slider_goes_over_a_split(papua: str, open_page: Open) -> None:
    page = visit(open_page(), f"{papua}{ASKED}&areas=then&at={THEN}")
    before = shapes(page)
    assert len(before) == 38
    assert {before[code][1] for code in ("91", "93", "94", "95")} == {"<b>Papua (sampai 25 Juli 2022)</b>"}
    assert len({before[code][0] for code in ("91", "93", "94", "95")}) == 1
    assert counts(page) == page.locator("#table tbody tr").count() == 34
    page.locator("#period-slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#period-date")).to_contain_text("25 Juli 2022")
    expect(page.locator("#table tbody tr")).to_have_count(37)
    assert counts(page) == 37
    page.locator("#period-slider").focus()
    page.keyboard.press("End")
    expect(page.locator("#period-date")).to_contain_text("30 Juni 2023")
    expect(page.locator("#table tbody tr")).to_have_count(38)
    painted = shapes(page)
    assert painted["93"][1] == "<b>Papua Selatan</b>"
    assert painted["93"][0] != painted["94"][0]
    assert counts(page) == 38


def test_what_the_browser_paints_before_a_split_the_server_draws(papua: str, open_page: Open) -> None:
    page = visit(open_page(), f"{papua}{ASKED}&areas=then&at={NOW}")
    drawn = shapes(page)
    page.route("**/page.json*", lambda route: None)  # the server is not heard before the map is painted
    page.locator("#period-slider").focus()
    page.keyboard.press("Home")
    expect(page.locator("#period-date")).to_contain_text("30 Juni 2021")
    expect(page.locator("html[data-moving]")).to_be_attached()
    expect(page.locator("#map .legend__count > [aria-hidden]").last).to_contain_text("31")
    painted, counted = shapes(page), counts(page)
    assert painted != drawn
    assert counted == 34
    assert painted == shapes(visit(open_page(), f"{papua}{ASKED}&areas=then&at={THEN}"))


def test_the_choice_leads_from_today_to_then(papua: str, open_page: Open) -> None:
    page = visit(open_page(), f"{papua}{ASKED}&at={THEN}")
    expect(page.locator("#map")).to_contain_text("digambar dalam 38 provinsi sekarang")
    page.locator("#control-areas").get_by_text("Saat itu").click()
    expect(page.locator("#map")).to_contain_text("34 provinsi, batas sampai 25 Juli 2022")
    expect(page).to_have_url(re.compile("areas=then"))
    expect(page.locator("#table tbody tr")).to_have_count(34)


def test_a_former_province_is_marked_in_map_and_ranking(papua: str, open_page: Open) -> None:
    page = visit(open_page(), f"{papua}{ASKED}&areas=then&at={THEN}")
    page.locator(".ranking__row", has_text="Papua (sampai").hover()
    expect(page.locator(".linked-outline")).to_have_count(4)


@pytest.mark.parametrize(("language", "words"), [("id", "Pemekaran Papua, 25 Juli 2022"), ("en", "Split of Papua")])
def test_the_trend_is_marked_where_the_province_was_split(
    papua: str, open_page: Open, language: str, words: str
) -> None:
    page = visit(open_page(), f"{papua}{ASKED}&region=91&at={NOW}&lang={language}")
    label = page.locator("#trend-graph .annotation", has_text="pemekaran" if language == "id" else "split")
    label.hover()
    expect(page.locator("#trend-graph .hoverlayer")).to_contain_text(words)
