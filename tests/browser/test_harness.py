"""The harness itself: the browser draws, is cut off, and a page's troubles do not go unseen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import VIEWPORTS, Watch


@pytest.mark.parametrize("viewport", list(VIEWPORTS))
def test_a_page_has_the_size_of_its_viewport(open_page: Callable[..., Page], viewport: str) -> None:
    page = open_page(viewport)
    page.set_content("<meta name=viewport content='width=device-width'><h1>Netralitas</h1>")
    assert page.evaluate("[innerWidth, innerHeight]") == list(VIEWPORTS[viewport])


def test_the_outside_is_cut_off_and_seen(open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page()
    page.set_content("<p>x</p>")
    page.evaluate("fetch('https://example.org/x').catch(() => document.body.append('gone'))")
    page.wait_for_selector("text=gone")
    assert any(one.startswith("request to another machine: https://example.org/x") for one in watch.troubles)
    watch.allowed += ["request to another machine: https://example.org/", "console: .*ERR_NAME_NOT_RESOLVED"]


def test_errors_are_seen(open_page: Callable[..., Page], watch: Watch) -> None:
    page = open_page()
    page.set_content("<p>x</p>")
    with page.context.expect_event("weberror"):
        page.evaluate("console.error('told'); setTimeout(() => { throw new Error('thrown') })")
    assert [one.split(" (")[0] for one in watch.troubles] == ["console: told", "error: thrown"]
    watch.allowed += ["told", "thrown"]


def test_the_command_serves_its_first_page(open_page: Callable[..., Page], server: str) -> None:
    page = open_page()
    answer = page.goto(server)
    assert answer is not None
    assert answer.status == 200
    page.wait_for_selector("h1")
