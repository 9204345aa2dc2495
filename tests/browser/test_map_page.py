"""The map page as people use it, in a real browser that reaches no other machine."""

import csv
import io
import re
from collections.abc import Callable
from itertools import combinations
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import VIEWPORTS, Watch

Open = Callable[..., Page]
RECAP = "/peta?indicator=violation_count&region=74&at=2024-10-14"
DRAWN = "#map-graph .choroplethlayer path[d]"


def visit(page: Page, address: str) -> Page:
    """The page, when its map is drawn."""
    page.goto(address)
    page.wait_for_selector(DRAWN, state="attached")
    return page


def selection(page: Page) -> dict[str, str]:
    """What the address says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def point_of(page: Page, code: str) -> tuple[float, float]:
    """A point of the screen inside a region's shape."""
    found = page.evaluate(
        """code => {
          const shapes = document.querySelectorAll("#map-graph .choroplethlayer path[d]");
          const shape = [...shapes].find(each => each.__data__ && each.__data__.loc === code);
          const box = shape.getBBox(), matrix = shape.getScreenCTM();
          for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
            const point = new DOMPoint(box.x + box.width * i / 40, box.y + box.height * j / 40);
            if (shape.isPointInFill(point)) { const seen = point.matrixTransform(matrix); return [seen.x, seen.y]; }
          }
        }""",
        code,
    )
    return found[0], found[1]


def row(page: Page, name: str) -> str:
    """The words of a region's row of the table."""
    return " ".join(
        page.locator("#table tbody tr", has=page.get_by_role("link", name=name, exact=True)).inner_text().split()
    )


def test_it_opens_on_the_documented_records_of_the_nation(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta")
    expect(page.locator("h1")).to_contain_text("Catatan terdokumentasi")
    expect(page.locator("h1")).to_contain_text("Indonesia")
    expect(page).to_have_title(re.compile("Catatan terdokumentasi.*Netralitas"))
    expect(page.locator("body")).not_to_contain_text("DATA SIMULASI")
    assert urlsplit(page.url).query == ""


def test_its_link_leads_to_the_recap_of_sulawesi_tenggara(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta")
    page.locator("#recap a").click()
    expect(page.locator("h1")).to_contain_text("Sulawesi Tenggara")
    assert row(page, "Konawe").startswith("Konawe 11 14 Okt 2024 melapor")
    assert "tidak melapor" in row(page, "Kota Bau Bau")
    expect(page.locator("#own-staff")).to_contain_text("3 orang ASN")
    expect(page.locator("#own-staff")).to_contain_text("37 orang ASN")
    expect(page.locator(".panel")).to_contain_text("40 orang ASN")
    expect(page.locator(".panel")).to_contain_text("14 dari 18 pemerintah melapor")


def test_a_stated_total_and_its_parts_stand_side_by_side(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?indicator=report_count&region=73&at=2024-09-05")
    expect(page.locator(".panel")).to_contain_text("117")
    expect(page.locator(".panel")).to_contain_text("101")


def test_a_pact_without_a_number_is_an_event_and_no_rate(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?region=74.72")
    panel = page.locator(".panel")
    expect(panel).to_contain_text("17 September 2024")
    expect(panel).to_contain_text("seluruh ASN")
    expect(panel).to_contain_text("alamat tidak tersedia")
    expect(panel.locator(".events")).not_to_contain_text("%")


def test_a_click_on_a_province_shows_its_regencies_and_one_on_a_regency_opens_it(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?indicator=violation_count&at=2024-10-14")
    page.mouse.click(*point_of(page, "74"))
    expect(page.locator("h1")).to_contain_text("Sulawesi Tenggara")
    expect(page.locator("#map-graph .choroplethlayer path[d]").nth(17)).to_be_attached()
    page.mouse.click(*point_of(page, "74.02"))
    expect(page.locator("#panel-title")).to_have_text("Konawe")
    assert selection(page)["region"] == "74.02"
    expect(page.locator(".crumbs")).to_contain_text("Konawe")


def test_the_keyboard_reaches_what_the_pointer_does(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}{RECAP}")
    page.locator("#table").get_by_role("link", name="Konawe", exact=True).press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Konawe")


def test_back_and_forward_show_what_was_shown(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta")
    page.locator("#recap a").click()
    expect(page.locator("h1")).to_contain_text("Sulawesi Tenggara")
    page.locator("#table").get_by_role("link", name="Konawe", exact=True).click()
    expect(page.locator("#panel-title")).to_have_text("Konawe")
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Sulawesi Tenggara")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Indonesia")
    expect(page.locator("#control-indicator")).to_contain_text("Catatan terdokumentasi")
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("Sulawesi Tenggara")
    expect(page.locator("#control-indicator")).to_contain_text("Pelanggaran tercatat")


FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PRERENDERED = ".prerendered__map g:not(.scattergeo) > path"
SHAPES = """selector => [...document.querySelectorAll(selector)].map(each => {
  const box = each.getBoundingClientRect(), frame = each.closest(".main-svg").getBoundingClientRect();
  const inside = box.left > frame.left && box.right < frame.right && box.top > frame.top && box.bottom < frame.bottom;
  return [each.getAttribute("fill").replaceAll(" ", ""), inside, box.left, box.top, box.right, box.bottom];
})"""


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize(
    "search", ["level=regency", "level=regency&region=74", "view=tiles", "region=74.72&level=regency"]
)
def test_the_map_is_there_before_the_application_and_stays_where_it_is(
    server: str, open_page: Open, viewport: str, search: str
) -> None:
    page = open_page(viewport)
    held: list[Route] = []
    page.route("**/dash_renderer*", lambda route: held.append(route))
    with page.expect_request("**/dash_renderer*"):  # which is asked for when the picture is painted
        page.goto(f"{server}/peta?data=simulasi&{search}", wait_until="commit")
    page.wait_for_selector(PRERENDERED, state="attached")
    page.evaluate(FRAME)
    assert page.locator(DRAWN).count() == 0
    before = page.evaluate(SHAPES, PRERENDERED)
    height = page.evaluate("document.documentElement.scrollHeight")
    for waiting in held:
        waiting.continue_()
    page.wait_for_selector(DRAWN, state="attached")
    expect(page.locator("#prerendered")).to_have_count(0)
    after = page.evaluate(SHAPES, "#map-graph .choroplethlayer path")
    assert [each[0] for each in after] == [each[0] for each in before]
    # What goes beyond the frame plotly cuts off there.
    seen = [(was[2:], now[2:]) for was, now in zip(before, after, strict=True) if was[1]]
    moved = [abs(a - b) for was, now in seen for a, b in zip(was, now, strict=True)]
    assert max(moved) < 2
    assert page.evaluate("document.documentElement.scrollHeight") >= height


def test_without_scripts_figures_are_read(server: str, open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{server}{RECAP}")
    expect(page.locator("h1")).to_contain_text("Sulawesi Tenggara")
    expect(page.locator(".ranking")).to_contain_text("Konawe")
    expect(page.locator(".panel")).to_contain_text("40 orang ASN")
    page.locator(".ranking").get_by_role("link", name="Konawe", exact=True).click()
    expect(page.locator("#panel-title")).to_have_text("Konawe")


def test_the_keyboard_gets_through_the_controls_and_back(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&region=74")
    page.wait_for_selector("#control-compare")
    where = "() => document.activeElement.id || document.activeElement.textContent"
    page.locator("#control-compare").focus()
    for key, stands in (("Tab", "Kembali ke tampilan awal"), ("Tab", "CSV"), ("Shift+Tab", "Kembali ke tampilan awal")):
        page.keyboard.press(key)
        assert page.evaluate(where) == stands
    page.locator(".navigation a").last.focus()
    for key, stands in (("Tab", "control-place"), ("Shift+Tab", "Metode")):
        page.keyboard.press(key)
        assert page.evaluate(where) == stands


def test_who_pins_by_the_keyboard_stands_on_the_pin(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&level=regency&region=74")
    page.locator(".ranking__row[data-region='74.71'] .pin").press("Enter")
    expect(page.locator("#pins [data-region='74.71']")).to_be_visible()
    expect(page.get_by_label("Lepaskan Kota Kendari").nth(1)).to_be_focused()


def test_a_phone_has_a_way_up(server: str, open_page: Open) -> None:
    page = visit(open_page("phone"), f"{server}/peta?data=simulasi&level=regency&region=74.71")
    page.locator(".crumbs").get_by_role("link", name="Sulawesi Tenggara").click()
    expect(page.locator("#panel-title")).to_have_text("Sulawesi Tenggara")


def test_who_stands_on_a_link_stands_there_when_the_application_comes(server: str, open_page: Open) -> None:
    page = open_page()
    held: list[Route] = []
    page.route("**/dash_renderer*", lambda route: held.append(route))
    with page.expect_request("**/dash_renderer*"):
        page.goto(f"{server}{RECAP}", wait_until="commit")
    page.wait_for_selector(PRERENDERED, state="attached")
    page.locator("#prerendered .ranking").get_by_role("link", name="Konawe", exact=True).focus()
    page.evaluate("scrollTo(0, 120)")
    for waiting in held:
        waiting.continue_()
    expect(page.locator("#prerendered")).to_have_count(0)
    expect(page.locator(".ranking").get_by_role("link", name="Konawe", exact=True)).to_be_focused()
    assert page.evaluate("scrollY") == 120


def test_a_control_changes_the_address_once_and_keeps_map_and_focus(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?indicator=violation_count")
    calls: list[str] = []
    page.on("request", lambda request: calls.append(request.url) if "/page.json" in request.url else None)
    entries = page.evaluate("history.length")
    page.evaluate("document.querySelector('#map-graph .js-plotly-plot').dataset.kept = 'yes'")
    page.locator("#control-level label", has_text="Kabupaten/kota").click()
    expect(page.locator(".figure__subtitle").first).to_contain_text("pemerintah melapor")
    expect(page.locator("#map-graph .choroplethlayer path[d]").nth(500)).to_be_attached()
    assert selection(page)["level"] == "regency"
    assert len(calls) == 1
    assert page.evaluate("history.length") == entries + 1
    assert page.evaluate("document.querySelector('#map-graph .js-plotly-plot').dataset.kept") == "yes"
    assert page.evaluate("document.activeElement.name") == "control-level"


def colours(page: Page) -> list[str]:
    """The colours of the regions of the map, in its order."""
    return page.locator("#map-graph .choroplethlayer path").evaluate_all(
        "paths => paths.map(path => path.getAttribute('fill'))"
    )


def legend(page: Page) -> list[str]:
    return page.locator("#map .legend__count > [aria-hidden]").all_text_contents()


def test_a_step_paints_the_map_at_once_and_the_page_follows(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&level=regency")
    expect(page.locator("#periods[data-ready]")).to_be_attached()
    before = colours(page)
    asked: list[Route] = []
    # The server is not heard before the map is painted.
    page.route("**/page.json**", lambda route: asked.append(route))
    page.locator("#period-slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#period-date")).to_have_text("15 November 2024 · Pelaksanaan kampanye")
    expect(page.locator("html[data-moving]")).to_be_attached()
    page.wait_for_url("**at=2024-11-15*")
    page.evaluate(FRAME)
    painted, counted = colours(page), legend(page)
    assert painted != before
    expect(page.locator(".figure__subtitle").first).to_contain_text("25 November 2024")
    assert len(asked) == 1
    asked[0].continue_()
    page.unroute("**/page.json**")
    expect(page.locator(".figure__subtitle").first).to_contain_text("15 November 2024")
    expect(page.locator("html:not([data-moving])")).to_be_attached()
    assert colours(page) == painted  # what the browser made of it is what the server draws
    assert legend(page) == counted
    page.go_back()
    expect(page.locator("#period-date")).to_have_text("25 November 2024 · Masa tenang")
    expect(page.locator(".figure__subtitle").first).to_contain_text("25 November 2024")
    assert colours(page) == before


def test_the_pointer_tells_what_is_painted(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&level=regency&region=74")
    page.locator("[data-period=previous]").click()
    page.wait_for_url("**at=*")
    expect(page.locator("html:not([data-moving])")).to_be_attached()
    said = (
        "() => [...document.querySelectorAll('#map-graph .choroplethlayer path')].map(path => path.__data__.tx)"
        ".filter(Boolean).map(words => words.split('<br>').slice(0, 2))"
    )
    server_says = page.evaluate(said)
    assert len(server_says) == 17
    expect(page.locator("#periods[data-ready]")).to_be_attached()
    page.locator("[data-period=next]").click()
    page.locator("[data-period=previous]").click()
    page.evaluate(FRAME)
    assert page.evaluate(said) == server_says


# -- callouts: squares for what is too small to hit

SQUARES = "[...document.querySelectorAll('#map-graph .scattergeo path.point')].filter(each => each.__data__?.data)"
PAINTED = (
    f"() => {SQUARES}.map(each => [...each.__data__.data, each.__data__.htx.split('<br>').slice(0, 2),"
    " getComputedStyle(each).fill, getComputedStyle(each).stroke])"
)


def square_of(page: Page, code: str) -> tuple[float, float]:
    """The middle of a region's square, which is as large as a finger needs."""
    own = f"{SQUARES}.find(each => each.__data__.data[0] === '{code}').getBoundingClientRect()"
    box = page.evaluate(f"(({{ x, y, width, height }}) => [x, y, width, height])({own})")
    assert min(box[2:]) == pytest.approx(24, abs=0.1)
    return box[0] + box[2] / 2, box[1] + box[3] / 2


@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_a_square_leads_into_its_region(server: str, open_page: Open, viewport: str) -> None:
    page = visit(open_page(viewport), f"{server}/peta?data=simulasi&level=province")
    touch = page.touchscreen.tap if viewport == "phone" else page.mouse.click
    touch(*square_of(page, "34"))
    expect(page.locator("h1")).to_contain_text("Yogyakarta")
    assert selection(page)["region"] == "34"
    visit(page, f"{server}/peta?data=simulasi&region=13")
    touch(*square_of(page, "13.75"))
    expect(page.locator("#panel-title")).to_have_text("Kota Bukittinggi")
    framed = "[...document.querySelectorAll('#map-graph .scattergeo')].map(each => each.__data__[0].trace.name)"
    assert "callout-frame-13.75" in page.evaluate(framed)


def test_a_square_is_repainted_as_the_server_draws_it(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&region=13")
    expect(page.locator("#periods[data-ready]")).to_be_attached()
    before = page.evaluate(PAINTED)
    assert len(before) == 7
    held: list[Route] = []
    page.route("**/page.json**", lambda route: held.append(route))  # the server is not heard
    page.locator("#period-slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**at=*")
    page.evaluate(FRAME)
    painted = page.evaluate(PAINTED)
    assert painted != before
    held[0].continue_()
    page.unroute("**/page.json**")
    expect(page.locator("html:not([data-moving])")).to_be_attached()
    assert page.evaluate(PAINTED) == painted


def test_the_pointer_on_a_square_or_a_shape_marks_its_region(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&region=13")
    expect(page.locator("#table tr[data-region='13.75']")).to_be_attached()
    for code, place in (("13.75", square_of(page, "13.75")), ("13.01", point_of(page, "13.01"))):
        page.mouse.move(*place)
        expect(page.locator(f".ranking__row.is-linked[data-region='{code}']")).to_have_count(1)
        expect(page.locator("#map-graph .linked-outline")).to_have_count(1)
    page.mouse.move(0, 0)
    expect(page.locator(".is-linked")).to_have_count(0)
    page.locator(".ranking__row[data-region='13.75']").hover()
    expect(page.locator("#map-graph path.point.is-linked")).to_have_count(1)


@pytest.mark.parametrize("indicator", ["pact_signing_rate", "median_days_to_sanction"])
def test_the_trend_marks_a_region_and_leads_into_it(server: str, open_page: Open, indicator: str) -> None:
    asked = f"?data=simulasi&indicator={indicator}&level=province&region=74&compare=73"
    page = visit(open_page(viewport="projector"), f"{server}/peta{asked}")
    # The newest point of the pinned region's line.
    drawn = page.locator("#trend-graph .scatterlayer .trace").evaluate_all(
        """traces => traces.filter(each => each.__data__[0].trace.meta === "73").map(each => {
          const box = [...each.querySelectorAll(".points path")].at(-1).getBoundingClientRect();
          return [box.x + box.width / 2 + scrollX, box.y + box.height / 2 + scrollY];
        })"""
    )
    page.evaluate("top => scrollTo(0, top)", drawn[0][1] - 400)
    at = drawn[0][0], drawn[0][1] - page.evaluate("scrollY")
    page.mouse.move(at[0] - 3, at[1])
    page.mouse.move(*at)
    expect(page.locator("#table tr.is-linked")).to_have_attribute("data-region", "73")
    page.mouse.click(*at)
    expect(page.locator("#panel-title")).to_have_text("Sulawesi Selatan")
    assert selection(page)["region"] == "73"


def test_a_line_of_the_legend_leaves_its_own_squares_alone(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&region=13")
    line = page.locator("#map .legend__item[data-codes]").last
    own = {int(code) for code in (line.get_attribute("data-codes") or "").split()}
    line.hover()
    aside = [each[1] in own for each in page.evaluate(PAINTED)].count(False)
    assert aside > 0
    expect(page.locator("#map-graph path.point.is-aside")).to_have_count(aside)
    page.locator("h1").hover()
    expect(page.locator("#map-graph path.point.is-aside")).to_have_count(0)


@pytest.mark.parametrize("place", ["level=province", "region=12", "region=35", "region=71", "region=73"])
def test_names_beside_squares_are_apart_as_they_are_drawn(server: str, open_page: Open, place: str) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&{place}")
    boxes = page.evaluate(
        f"""() => [...document.querySelectorAll('#map-graph .scattergeo text'), ...{SQUARES}]
          .map(each => each.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])"""
    )
    assert len(boxes) >= 14
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_phone_has_squares_and_no_room_for_their_names(server: str, open_page: Open) -> None:
    page = visit(open_page("phone"), f"{server}/peta?data=simulasi&region=13")
    assert len(page.evaluate(PAINTED)) == 7
    assert not any(each.is_visible() for each in page.locator("#map-graph .scattergeo text").all())


def test_a_server_that_does_not_answer_is_told_and_what_was_there_stays(
    server: str, open_page: Open, watch: Watch
) -> None:
    watch.allowed.append("ERR_FAILED")
    page = visit(open_page(), f"{server}/peta?data=simulasi&region=74&level=regency")
    expect(page.locator("#unreached")).to_be_hidden()
    page.route("**/page.json**", lambda route: route.abort())
    page.locator(".ranking__name", has_text="Kota Kendari").click()
    expect(page.locator("#unreached")).to_contain_text("tidak menjawab")
    expect(page.locator("h1")).to_contain_text("Sulawesi Tenggara")
    page.unroute("**/page.json**")
    page.locator(".ranking__name", has_text="Wakatobi").click()
    expect(page.locator("#unreached")).to_be_hidden()
    expect(page.locator("#panel-title")).to_have_text("Wakatobi")


def test_a_region_is_marked_wherever_it_stands(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&level=regency&region=74&compare=74.02")
    expect(page.locator("#table tr[data-region='74.02']")).to_be_attached()
    page.locator(".ranking__row[data-region='74.02']").hover()
    for part in (".ranking__row", "#table tr", "#trend-graph .trace"):
        expect(page.locator(f"{part}.is-linked")).to_have_count(1)
    expect(page.locator("#table tr.is-linked")).to_have_attribute("data-region", "74.02")
    outline = page.locator("#map-graph .linked-outline")
    shapes = "[...document.querySelectorAll('#map-graph .choroplethlayer path')].filter(each => each.__data__?.tx)"
    own = f"{shapes}.find(each => each.__data__.loc === '74.02').getAttribute('d')"
    assert outline.get_attribute("d") == page.evaluate(own)
    page.mouse.move(0, 0)
    page.locator("#table tr[data-region='74.05'] a").first.focus()
    expect(page.locator(".ranking__row.is-linked")).to_have_attribute("data-region", "74.05")
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(".is-linked")).to_have_count(0)
    expect(outline).to_have_count(0)


def test_a_line_of_the_legend_leaves_its_own_regions_alone(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&level=regency&region=74")
    line = page.locator("#map .legend__item[data-codes]").nth(2)
    own = int(line.locator(".legend__count > [aria-hidden]").inner_text())
    aside = page.locator("#map-graph .choroplethlayer path.is-aside")
    line.hover()
    expect(aside).to_have_count(17 - own)
    page.locator("h1").hover()
    expect(aside).to_have_count(0)
    line.focus()
    expect(aside).to_have_count(17 - own)


def test_a_film_runs_and_rests_where_it_is_stopped(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi")
    page.locator("[data-period=play]").click()
    expect(page.locator("[data-period=play]")).to_have_attribute("aria-label", "Jeda (spasi)")
    dates = page.locator("#period-date")
    first = dates.inner_text()
    expect(dates).not_to_have_text(first)
    page.locator("[data-period=play]").click()
    page.wait_for_url("**at=*")
    expect(page.locator(".figure__subtitle").first).to_contain_text(dates.inner_text().split(" ·")[0])


def test_dates_go_one_step_back_and_forth(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?indicator=report_count&region=73")
    shown = page.locator("#control-date").inner_text()
    page.locator("[data-period=previous]").click()
    page.wait_for_url("**at=*")
    expect(page.locator("#control-date")).not_to_have_text(shown)
    page.locator("[data-period=next]").click()
    expect(page.locator("#control-date")).to_have_text(shown)


def test_another_indicator_keeps_what_it_can(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}{RECAP}")
    page.locator("#control-indicator").click()
    page.locator(".dash-dropdown-content [role=option]", has_text="Catatan terdokumentasi").click()
    expect(page.locator("h1")).to_contain_text("Catatan terdokumentasi")
    chosen = selection(page)
    assert (chosen["region"], chosen["election"], chosen["at"]) == ("74", "Pilkada 2024", "2024-10-14")
    expect(page.locator("#notices")).to_have_count(0)


def test_regions_are_compared_in_the_trend(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&region=74.72")
    page.locator("#control-compare").click()
    page.locator(".dash-dropdown-search").fill("Kota Kendari")
    page.locator(".dash-dropdown-content [role=option]").first.click()
    page.wait_for_url("**compare=74.71*")
    expect(page.locator("#trend")).to_contain_text("Kota Kendari")


def test_two_regions_are_pinned_and_stay_while_others_are_looked_at(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&level=regency&region=74")
    for code in ("74.71", "74.72"):
        page.locator(f".ranking__row[data-region='{code}'] .pin").click()
        expect(page.locator(f"#pins [data-region='{code}']")).to_be_attached()
    outlined = "#map-graph .choroplethlayer path"
    colours_of = (
        "paths => paths.filter(each => each.__data__.ct && !each.__data__.tx)"
        ".map(each => `${each.__data__.loc} ${each.style.stroke}`)"
    )
    drawn = page.locator(outlined).evaluate_all(colours_of)
    first, second = (next(each for each in reversed(drawn) if each.startswith(code)) for code in ("74.71", "74.72"))
    assert first.split(" ", 1)[1] != second.split(" ", 1)[1]
    page.locator("#table").get_by_role("link", name="Konawe", exact=True).click()
    expect(page.locator("#panel-title")).to_have_text("Konawe")
    expect(page.locator("#pins li")).to_have_count(2)
    expect(page.locator("#trend")).to_contain_text("Kota Kendari")
    page.locator("#pins [data-region='74.71'] .pin").press("Enter")
    expect(page.locator("#pins li")).to_have_count(1)
    assert selection(page)["compare"] == "74.72"


def test_a_place_is_found_by_its_short_name(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&indicator=pact_signing_rate&level=province")
    page.locator("#control-place").click()
    page.locator(".dash-dropdown-search").fill("Mubar")
    expect(page.locator(".dash-dropdown-content [role=option]")).to_have_count(1)
    page.locator(".dash-dropdown-content [role=option]").click()
    expect(page.locator("#panel-title")).to_have_text("Muna Barat")
    assert selection(page)["region"] == "74.13"
    expect(page.locator(".crumbs")).to_contain_text("Sulawesi Tenggara")


def test_one_click_switches_between_map_and_tiles(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&level=regency&indicator=pact_signing_rate")
    expect(page.locator(DRAWN).nth(500)).to_be_attached()
    page.locator("#control-view label", has_text="Petak").click()
    expect(page.locator(".figure").first).to_contain_text("tiap daerah sama besar")
    assert selection(page)["view"] == "tiles"
    page.wait_for_function(
        """selector => [...document.querySelectorAll(selector)].every(each => each.getBBox().width > 8)""", arg=DRAWN
    )
    page.mouse.click(*point_of(page, "31.71"))
    expect(page.locator("h1")).to_contain_text("DKI Jakarta")
    assert selection(page)["view"] == "tiles"
    page.locator("#control-view label", has_text="Peta").first.click()
    expect(page.locator(".figure").first).to_contain_text("batas perkiraan")
    assert "view" not in selection(page)


def test_a_rate_of_few_is_drawn_pale(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi&indicator=proven_share&region=74&level=regency")
    said = page.locator(".legend__item", has=page.locator(".swatch-faint")).locator(".legend__count").inner_text()
    drawn = page.locator(DRAWN).evaluate_all("shapes => shapes.map(each => getComputedStyle(each).fillOpacity)")
    pale = [opacity for opacity in drawn if opacity == "0.5"]
    assert len(pale) == int(said.split()[0]) > 0
    assert len(pale) < len(drawn)


def test_the_language_switch_keeps_the_view(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}{RECAP}")
    page.locator(".languages").get_by_role("link", name="en", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Violations recorded")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".panel")).to_contain_text("14 October 2024")
    assert "not reported" in row(page, "Kota Bau Bau")
    assert selection(page)["at"] == "2024-10-14"


def test_the_simulated_warehouse_says_so_everywhere(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta")
    page.locator(".header__data summary").click()
    page.locator(".header__data").get_by_role("link", name="simulasi").click()
    expect(page.locator("h1")).to_contain_text("Penandatanganan pakta integritas")
    expect(page.locator(".band-simulated")).to_contain_text("DATA SIMULASI")
    for figure in ("#map", "#trend"):
        expect(page.locator(f"{figure} .figure__marks")).to_contain_text("DATA SIMULASI")
        expect(page.locator(f"{figure} .infolayer")).to_contain_text("DATA SIMULASI")
    page.emulate_media(media="print")
    expect(page.locator("#map .figure__marks")).to_be_visible()
    expect(page.locator(".controls__body")).to_be_hidden()


def test_numbers_and_dates_are_indonesian_and_english(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi")
    expect(page.locator(".panel")).to_contain_text(re.compile(r"\d{1,3}\.\d{3}\.\d{3} dari \d"))
    expect(page.locator(".panel__figure")).to_have_text(re.compile(r"^\d+,\d%$"))
    visit(page, f"{server}/peta?data=simulasi&lang=en")
    expect(page.locator(".panel")).to_contain_text(re.compile(r"\d{1,3},\d{3},\d{3} of \d"))
    expect(page.locator(".panel__figure")).to_have_text(re.compile(r"^\d+\.\d%$"))


def test_the_file_has_the_digits_of_the_screen(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}{RECAP}")
    with page.expect_download() as waiting:
        page.locator("#map .figure__actions a[download]").click()
    text = waiting.value.path().read_text("utf-8")
    assert waiting.value.suggested_filename == "violation_count-74-2024-10-14.csv"
    rows = [each for each in csv.DictReader(io.StringIO(text)) if each["category"] == "total"]
    cells = page.locator("#table tbody tr").all()
    shown = {}
    for line in cells:
        name, figure = line.locator("th").inner_text(), line.locator("td").first.inner_text()
        shown[name.strip()] = figure.strip().replace(".", "").replace(",", ".").replace("—", "")
    assert len(shown) == len(rows) == 18
    assert sorted(shown.values()) == sorted(each["value"] for each in rows)
    assert {each["provenance"] for each in rows} == {"documented"}


def test_the_table_sorts_by_address_and_says_how(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}{RECAP}")
    names = page.locator("#table tbody th")
    expect(names.first).to_have_text("Konawe")
    page.locator("#table thead").get_by_role("link", name="Daerah").click()
    expect(names.first).to_have_text("Bombana")
    assert selection(page)["sort"] == "name"
    expect(page.locator("#table th[aria-sort=ascending]")).to_contain_text("Daerah")


def test_a_bad_parameter_is_named_and_the_default_shown(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?region=99.99&at=kemarin&compare=1,2,3")
    for name in ("region", "at", "compare"):
        expect(page.locator("#notices")).to_contain_text(f'"{name}"')
    page.locator("#notices a").click()
    expect(page.locator("#notices")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("Indonesia")


def test_what_an_indicator_is_can_be_asked(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi")
    page.locator("#about summary").click()
    expect(page.locator("#about")).to_contain_text("ASN yang menandatangani ÷ ASN yang dipekerjakan × 100")
    expect(page.locator("#about")).to_contain_text("UU 20/2023")
    expect(page.locator("#about")).to_contain_text("22 November 2026")


@pytest.mark.parametrize("viewport", ["phone", "desktop", "projector"])
def test_nothing_is_wider_than_the_screen(server: str, open_page: Open, viewport: str) -> None:
    page = open_page(viewport)
    for address in ("/peta", RECAP, "/peta?data=simulasi&level=regency&lang=en", "/peta?region=99&at=x&gudang=1"):
        visit(page, f"{server}{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        table = page.locator("#table .table-scroll")
        assert table.evaluate("each => each.scrollWidth <= each.clientWidth"), address
    stage = page.locator("#map .stage").bounding_box()
    assert stage
    assert stage["y"] + stage["height"] < VIEWPORTS[viewport][1]  # what is said of the address leaves room for the map


def test_a_map_is_fetched_once(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta?data=simulasi")
    page.locator("[data-period=previous]").click()
    page.wait_for_url("**at=*")
    expect(page.locator(".figure__subtitle").first).not_to_contain_text("25 November")
    # The page begins it, the first picture and plotly ask for it too: over the wire it comes once.
    fetched = page.evaluate(
        """performance.getEntriesByType("resource").filter(each => each.name.includes("/maps/") && each.transferSize)
           .map(each => each.name)"""
    )
    assert len(fetched) == len(set(fetched)) > 0


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("viewport", ["desktop", "phone"])
def test_bars_of_a_ranking_begin_at_one_line(server: str, open_page: Open, viewport: str, language: str) -> None:
    page = visit(open_page(viewport), f"{server}/peta?data=simulasi&indicator=pact_signed_count&lang={language}")
    bars = page.locator(".ranking__row:not(:has(.is-word)) .ranking__bar")
    boxes = [box for box in (bar.bounding_box() for bar in bars.all()) if box]
    assert len(boxes) > 5
    assert len({round(box["x"], 1) for box in boxes}) == len({round(box["width"], 1) for box in boxes}) == 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_words_of_two_lines_do_not_touch_their_box(server: str, open_page: Open, language: str) -> None:
    address = f"{server}/peta?data=simulasi&indicator=median_days_to_sanction&region=74&lang={language}"
    page = visit(open_page(), address)
    gaps = page.evaluate(
        """boxes => [...document.querySelectorAll(boxes)].flatMap(box => {
          const words = document.createRange();
          words.selectNodeContents(box.querySelector(".dash-dropdown-value-item") || box);
          const inner = words.getBoundingClientRect(), outer = box.getBoundingClientRect();
          return [inner.top - outer.top, outer.bottom - inner.bottom];
        })""",
        ".controls .dash-dropdown:has(.dash-dropdown-value-item), .segments label",
    )
    assert len(gaps) > 6
    assert min(gaps) >= 4


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("region=13", ["Kota", "Bukittinggi"]),
        ("region=13&view=tiles", ["Bukittinggi"]),
        ("classes=diverging", ["ungu"]),
    ],
)
def test_a_picture_holds_what_the_screen_says(server: str, open_page: Open, place: str, words: list[str]) -> None:
    page = visit(open_page(accept_downloads=True), f"{server}/peta?data=simulasi&level=regency&{place}")
    page.locator("#map summary", has_text="Gambar").click()
    with page.expect_download() as saved:
        page.locator("#map [data-image=svg]").click()
    picture = ElementTree.parse(saved.value.path())
    said = " ".join("".join(each.itertext()) for each in picture.iter("{http://www.w3.org/2000/svg}text"))
    for each in ("Penandatanganan pakta integritas", "25 November 2024", "Simulasi Netralitas", "Versi 1", *words):
        assert each in said.replace("\u00a0", " ")
    assert said.replace("\u00a0", " ").count("DATA SIMULASI") == 3  # above, across, and among the marks, unbroken
