"""A real browser before the real command: Chromium, cut off from the outside, and `netralitas demo` as a process.

Whatever a page complains about in the console, throws, or asks of another machine fails the test that opened it.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from tests.chromium import CHROMIUM, FLAGS_FOR_TESTS
from tests.serving import comes_to_answer, end, free_port

# No test tells how fast a page is: on a machine with much else to do it is late, and not wrong.
expect.set_options(timeout=20_000)
VIEWPORTS = {"desktop": (1440, 900), "projector": (1920, 1080), "phone": (390, 844), "narrow": (320, 700)}
READY_WITHIN_S = 300


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for each test process. Absent: every test that wants it fails with the command to type."""
    path = shutil.which(CHROMIUM)
    if path is None:
        pytest.fail(
            f"{CHROMIUM} not found. Install it: apt-get install chromium, or name it in CHROMIUM", pytrace=False
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS_FOR_TESTS))
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What went wrong in the contexts of one test. `allowed` are patterns of what the test expects."""

    allowed: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    @property
    def troubles(self) -> list[str]:
        return [one for one in self.seen if not any(re.search(pattern, one) for pattern in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self.seen.append(f"error: {error.error.message}")

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.hostname != "127.0.0.1":
            self.seen.append(f"request to another machine: {request.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test complain about. At the end there is nothing but what the test allowed."""
    watching = Watch()
    yield watching
    if watching.troubles:
        pytest.fail("The page is not clean:\n" + "\n".join(watching.troubles), pytrace=False)


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A function that opens an empty page: `open_page("phone")`, and further options of a browser context."""
    contexts: list[BrowserContext] = []

    def opened(viewport: str = "desktop", **options: Any) -> Page:
        width, height = VIEWPORTS[viewport]
        touch: dict[str, Any] = {"has_touch": True, "is_mobile": True} if viewport == "phone" else {}
        defaults: dict[str, Any] = {
            "locale": "id-ID",
            "timezone_id": "Asia/Makassar",
            "reduced_motion": "reduce",
            **touch,
        }
        context = browser.new_context(viewport={"width": width, "height": height}, **(defaults | options))
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running `netralitas demo`, without a slash at its end.

    The test processes share one data folder: the first builds both warehouses while the others wait, then each has a
    server of its own.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (own / "demo.log").open("w+b") as log:
        with (shared / "demo.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            process, address = _start_demo(shared / "demo", own, log)
        yield address
        end(process)


def _start_demo(data: Path, folder: Path, log: IO[bytes]) -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NETRALITAS_")}
    process = subprocess.Popen(
        [Path(sys.executable).with_name("netralitas"), "demo", "--port", str(port)],
        cwd=folder,
        env=environment | {"NETRALITAS_DATA_DIR": str(data)},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    if not comes_to_answer(address, process, READY_WITHIN_S):
        end(process)
        log.seek(0)
        said = log.read().decode(errors="replace")
        pytest.fail(f"netralitas demo did not serve within {READY_WITHIN_S} s. It said:\n{said}", pytrace=False)
    return process, address
