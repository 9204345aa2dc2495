"""What is shown has room: a screen of a meeting on a projector, and the parts of a page on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import visit

Open = Callable[..., Page]
SULTRA = "?data=simulasi&region=74&election=Pilkada+2024"
SCREENS = 6
PROJECTORS = [(1280, 720), (1366, 768), (1920, 1080)]


@pytest.mark.parametrize("size", PROJECTORS, ids=str)
def test_each_screen_of_a_meeting_fits_a_projector_and_fills_it(
    server: str, open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page("projector", viewport={"width": size[0], "height": size[1]})
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
    page = open_page("projector", viewport={"width": 1280, "height": 720})
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
