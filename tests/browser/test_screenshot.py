"""Not a check: `make screenshot` takes the pictures of the pages from the real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.app import packaged_pages
from dashboard.paths import HOME

MUNA = "?data=simulasi&region=74.03&election=Pilkada+2024"
RECAP = "/peta?indicator=violation_count&region=74.02&at=2024-10-14"


@pytest.mark.screenshot
def test_take_the_picture_of_the_readme(server: str, open_page: Callable[..., Page], project_dir: Path) -> None:
    page = open_page("desktop")
    page.goto(f"{server}{RECAP}")
    page.wait_for_selector("#map-graph .choroplethlayer path[d]", state="attached")
    page.screenshot(path=project_dir / "docs" / "map.png")


@pytest.mark.screenshot
@pytest.mark.parametrize("path", [page.path for page in packaged_pages()])
def test_take_the_picture_of_a_page(server: str, open_page: Callable[..., Page], project_dir: Path, path: str) -> None:
    page = open_page("desktop")
    page.goto(f"{server}{path}{MUNA}")
    expect(page.locator("#prerendered")).to_have_count(0, timeout=30_000)
    page.wait_for_load_state("networkidle")
    name = "beranda" if path == HOME else path.strip("/")
    page.screenshot(path=project_dir / "docs" / "pages" / f"{name}.png")
