"""What is shown has room: a screen of a meeting on a projector, and the parts of a page on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import MUNA, visit

Open = Callable[..., Page]
SULTRA = "?data=simulasi&region=74&election=Pilkada+2024"
SCREENS = 6
PROJECTORS = [(1280, 720), (1366, 768), (1920, 1080)]


@pytest.mark.parametrize("size", PROJECTORS, ids=str)
def test_each_screen_of_a_meeting_fits_a_projector_and_fills_it(
    server: str, open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page("projector")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, f"{server}/rapat{SULTRA}#screen-1")
    for number in range(1, SCREENS + 1):
        expect(page.locator(f"#screen-{number}")).to_be_visible()
        screen = page.locator(f"#screen-{number}")
        assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
        foot = screen.locator(".screen__number").bounding_box()
        assert foot is not None
        assert size[1] - 40 < foot["y"] + foot["height"] <= size[1]
        for part in screen.locator(".ranking__row, .legend__item, .sentences li, .figure__source").all():
            box = part.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= size[1]
            assert box["x"] + box["width"] <= size[0]
        page.keyboard.press("ArrowRight")


def test_squares_on_a_projector_have_whole_names_and_lines_names_apart(server: str, open_page: Open) -> None:
    page = open_page("projector")
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, f"{server}/rapat{SULTRA}#screen-3")
    name = page.locator("#meeting-map .scattergeo text").filter(has_text="Kendari")
    expect(name).to_be_visible()
    word, stage = name.bounding_box(), page.locator("#screen-3 .stage").bounding_box()
    assert word is not None
    assert stage is not None
    assert word["y"] + word["height"] <= stage["y"] + stage["height"]
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    ends = page.locator("#screen-5 .annotation-text")
    province = ends.filter(has_text="Tenggara").bounding_box()
    nation = ends.filter(has_text="Indonesia").bounding_box()
    assert province is not None
    assert nation is not None
    assert province["y"] + province["height"] <= nation["y"] + 2 or nation["y"] + nation["height"] <= province["y"] + 2


def right_of_screen(page: Page) -> list[str]:
    """What is drawn beyond the right edge of the screen, but for what scrolls in itself and what is shut."""
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll("main *")].filter((each) => {
        const box = each.getBoundingClientRect();
        return each.checkVisibility() && box.width > 1 && box.right > window.innerWidth + 1
            && !each.closest("svg, .matrix-scroll, details:not([open]) > :not(summary)");
    }).map((each) => `${each.tagName}.${each.className}`)""")
    return found


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("address", [SULTRA, f"{SULTRA}&level=regency", MUNA, "?data=terdokumentasi", "?data=simulasi"])
def test_nothing_of_a_map_is_cut_on_the_narrowest_screen(
    server: str, open_page: Open, address: str, language: str
) -> None:
    page = visit(open_page("narrow"), f"{server}/peta{address}&lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert right_of_screen(page) == []


@pytest.mark.parametrize("path", ["/daerah", "/kasus", "/banding", "/mutu", "/"])
def test_rows_on_a_phone_name_each_figure_and_end_on_the_page(server: str, open_page: Open, path: str) -> None:
    page = visit(open_page("phone"), f"{server}{path}{MUNA}")
    assert right_of_screen(page) == []
    assert page.evaluate("""() => [...document.querySelectorAll(".table-scroll")]
        .every((each) => each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= each.clientWidth + 1)""")
    nameless = """() => [...document.querySelectorAll(".table tbody td.is-number")]
        .filter((each) => each.textContent && getComputedStyle(each, "::before").content.length < 5).length"""
    assert page.evaluate(nameless) == 0


@pytest.mark.parametrize("asked", [SULTRA, "?data=terdokumentasi"], ids=["province", "nation"])
def test_the_newest_months_are_seen_first_beside_the_names_of_regions(server: str, open_page: Open, asked: str) -> None:
    page = visit(open_page("narrow"), f"{server}/mutu{asked}")
    last, name = page.locator(".matrix thead th").last, page.locator(".matrix tbody th").first
    page.wait_for_function("""() => {
        const { scrollLeft, clientWidth, scrollWidth } = document.querySelector(".matrix-scroll");
        return scrollWidth > clientWidth && Math.ceil(scrollLeft + clientWidth) >= scrollWidth;
    }""")
    month, region = last.bounding_box(), name.bounding_box()
    assert month is not None
    assert region is not None
    assert month["x"] + month["width"] <= 320
    assert 0 <= region["x"] < month["x"]


@pytest.mark.parametrize("viewport", ["narrow", "phone"])
def test_squares_without_room_for_names_are_named_under_the_map(server: str, open_page: Open, viewport: str) -> None:
    page = visit(open_page(viewport), f"{server}/peta{SULTRA}")
    expect(page.locator(".squares")).to_be_visible()
    expect(page.locator(".squares")).to_contain_text("di bawah dari kiri Kota Kendari, Kota Bau Bau, Buton Selatan")


def test_faded_squares_are_as_faint_as_their_regions(server: str, open_page: Open) -> None:
    page = visit(open_page(), f"{server}/peta{SULTRA}&indicator=follow_up_rate&level=regency")
    page.locator("#map-graph .scattergeo path.point").first.wait_for(state="attached")
    opacities = page.evaluate("""() => [...document.querySelectorAll("#map-graph .scattergeo path.point")]
        .filter((path) => path.__data__ && path.__data__.data).map((path) => getComputedStyle(path).fillOpacity)""")
    assert opacities.count("0.5") >= 3, "Buton Selatan, Konawe Kepulauan and Wakatobi at least"
