"""axe-core on every page, in both languages and both themes: nothing serious."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.app import packaged_pages

PATHS = [page.path for page in packaged_pages()]
SERIOUS = ("serious", "critical")


def serious(page: Page, theme: str) -> list[tuple[str, str, str, str]]:
    """What is in the way in a theme: the theme, axe's rule, the element, what to do."""
    page.emulate_media(color_scheme=theme)
    found = [each for each in Axe().run(page).response["violations"] if each["impact"] in SERIOUS]
    return [(theme, each["id"], node["target"], node["failureSummary"]) for each in found for node in each["nodes"]]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_serious_stands_in_anybodys_way(
    server: str, open_page: Callable[..., Page], path: str, language: str
) -> None:
    page = open_page()
    page.goto(f"{server}{path}?data=simulasi&region=74.03&election=Pilkada+2024&lang={language}")
    expect(page.locator("#prerendered")).to_have_count(0, timeout=30_000)
    assert serious(page, "light") + serious(page, "dark") == []
