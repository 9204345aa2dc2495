"""axe-core on every page, in both languages and both themes: nothing serious."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.app import packaged_pages

PATHS = [page.path for page in packaged_pages()]
SERIOUS = ("serious", "critical")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_serious_stands_in_anybodys_way(
    server: str, open_page: Callable[..., Page], path: str, language: str, theme: str
) -> None:
    page = open_page(color_scheme=theme)
    page.goto(f"{server}{path}?data=simulasi&region=74.03&election=Pilkada+2024&lang={language}")
    expect(page.locator("#prerendered")).to_have_count(0, timeout=30_000)
    found = Axe().run(page).response["violations"]
    told = [(each["id"], node["target"], node["failureSummary"]) for each in found if each["impact"] in SERIOUS
            for node in each["nodes"]]  # fmt: skip
    assert told == []
