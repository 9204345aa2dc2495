"""Not a check: `make screenshot` takes the picture of the README from the real page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

RECAP = "/peta?indicator=violation_count&region=74.02&at=2024-10-14"


@pytest.mark.screenshot
def test_take_the_picture_of_the_readme(server: str, open_page: Callable[..., Page], project_dir: Path) -> None:
    page = open_page("desktop")
    page.goto(f"{server}{RECAP}")
    page.wait_for_selector("#map-graph .choroplethlayer path[d]", state="attached")
    page.screenshot(path=project_dir / "docs" / "map.png")
