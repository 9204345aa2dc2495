"""A real page in a real browser that reaches no other machine: when its map is painted, and what went over the wire."""

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, BrowserType, CDPSession, Page, sync_playwright

from tests.chromium import CHROMIUM, FLAGS

VIEWPORT = {"width": 1440, "height": 900}
QUIET_S = 0.8
"""So long nothing may come over the wire before a page counts as at rest. It is in no time that is reported."""
LONGEST_MS = 60_000
_SCRIPT = (Path(__file__).parent / "painting.js").read_text("utf-8")
_BINARY = 2
_MOST_POSTED = 10_000_000


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does for the next period: the focus on a control, and a key pressed."""

    selector: str
    key: str

    def prepare(self, page: Page) -> None:
        page.locator(self.selector).first.focus()

    def do(self, page: Page) -> None:
        page.keyboard.press(self.key)


@dataclass(frozen=True, slots=True)
class Paint:
    """A map that was painted.

    seconds: since the navigation or what the person did; answers_s: until it is one that answers the pointer.
    drawn_bytes: over the wire until it was painted, both ways; rest_bytes, requests: until nothing came any more.
    """

    seconds: float
    answers_s: float
    drawn_bytes: int
    rest_bytes: int
    requests: int


@contextmanager
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


def launch(kind: BrowserType) -> Browser:
    return kind.launch(executable_path=executable(), args=list(FLAGS))


def launch_persistent(kind: BrowserType, profile: Path) -> BrowserContext:
    """A browser that keeps what it fetched in a folder, as everybody's does."""
    return kind.launch_persistent_context(
        profile, executable_path=executable(), args=list(FLAGS), viewport=VIEWPORT, locale="id-ID"
    )


def executable() -> str:
    """Raises SystemExit where there is no Chromium."""
    found = shutil.which(CHROMIUM)
    if found is None:
        raise SystemExit(f"{CHROMIUM} not found. Install it: apt-get install chromium, or name it in CHROMIUM")
    return found


@dataclass
class Wire:
    """What goes over the wire of one page, by the time of its end: bytes received with headers, bodies sent, frames."""

    session: CDPSession
    moved: list[tuple[float, int]] = field(default_factory=list)
    _open: dict[str, float] = field(default_factory=dict)
    _requests: int = 0
    _last: float = 0.0

    def __post_init__(self) -> None:
        for name, hear in {
            "requestWillBeSent": self._sent,
            "loadingFinished": self._finished,
            "loadingFailed": self._failed,
            "webSocketFrameReceived": self._frame,
            "webSocketFrameSent": self._frame,
        }.items():
            self.session.on(f"Network.{name}", hear)
        self.session.send("Network.enable", {"maxPostDataSize": _MOST_POSTED})
        self.session.send("Performance.enable")

    def forget(self) -> None:
        self.moved.clear()
        self._requests = 0

    @property
    def requests(self) -> int:
        """Requests that were answered over the wire; what the browser still had is none."""
        return self._requests

    def navigated_s(self) -> float:
        """When the page began, on the clock of the events."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return next(float(each["value"]) for each in metrics if each["name"] == "NavigationStart")

    def until(self, end_s: float) -> int:
        return sum(size for at, size in self.moved if at <= end_s)

    def rest(self, page: Page) -> None:
        """Wait until nothing is being fetched and nothing has come for a while."""
        seen, quiet = -1, 0.0
        step = QUIET_S / 8
        while quiet < QUIET_S:
            page.wait_for_timeout(step * 1000)  # events come in meanwhile
            state = len(self.moved) + self._requests
            quiet = quiet + step if state == seen and not self._open else 0.0
            seen = state

    def _sent(self, event: dict[str, Any]) -> None:
        request = event["request"]
        if request["url"].startswith(("data:", "blob:")):
            return
        self._open[event["requestId"]] = event["timestamp"]
        if posted := request.get("postData"):
            self.moved.append((event["timestamp"], len(posted.encode())))

    def _finished(self, event: dict[str, Any]) -> None:
        if self._open.pop(event["requestId"], None) is None:
            return
        size = int(event["encodedDataLength"])
        if size:
            self._requests += 1
            self.moved.append((event["timestamp"], size))

    def _failed(self, event: dict[str, Any]) -> None:
        self._open.pop(event["requestId"], None)

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        size = len(base64.b64decode(text)) if frame["opcode"] == _BINARY else len(text.encode())
        self.moved.append((event["timestamp"], size))


class Looking:
    """One page that is being looked at. `least`: how many shapes make its map."""

    def __init__(self, context: BrowserContext, least: int) -> None:
        self.page, self._least = context.new_page(), least
        self.page.set_default_timeout(LONGEST_MS)
        self.page.add_init_script(f"{_SCRIPT}\nwindow.painting.next({least}, false, {LONGEST_MS});")
        self._wire = Wire(context.new_cdp_session(self.page))

    def visit(self, url: str) -> Paint:
        """Go there, and say when the map was painted."""
        self._wire.forget()
        self.page.goto(url, wait_until="commit")
        return self._painted(from_start=True)

    def stay(self, url: str) -> None:
        """Go there, and stay when the map was painted."""
        self.page.goto(url, wait_until="commit")
        self.page.evaluate("() => window.painting.answers")

    def change(self, act: Act) -> Paint:
        """Do it, and say when the map had other colours."""
        act.prepare(self.page)
        self._wire.rest(self.page)
        self._wire.forget()
        self.page.evaluate(f"window.painting.next({self._least}, true, {LONGEST_MS})")
        act.do(self.page)
        return self._painted(from_start=False)

    def size_of(self, selector: str) -> tuple[int, int]:
        box = self.page.locator(selector).first.bounding_box()
        assert box is not None, selector
        return round(box["width"]), round(box["height"])

    def close(self) -> None:
        self.page.close()

    def _painted(self, *, from_start: bool) -> Paint:
        told = self.page.evaluate("() => window.painting.done")
        answers = self.page.evaluate("() => window.painting.answers")
        end_s = self._wire.navigated_s() + told["painted"] / 1000
        self._wire.rest(self.page)
        started = 0.0 if from_start else told["started"]
        rest = sum(size for _, size in self._wire.moved)
        seconds, answers_s = ((each["painted"] - started) / 1000 for each in (told, answers))
        return Paint(seconds, answers_s, self._wire.until(end_s), rest, self._wire.requests)
