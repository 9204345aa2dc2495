"""`make bench-map`: our map page beside three that show the same map, in one run, in a real browser.

Nothing here fails for being slow: it measures and writes its part of docs/benchmarks.md. All four are measured in turn,
round after round, so that the machine is the same for all.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, BrowserType

from tests.benchmarks.document import BENCHMARKS
from tests.benchmarks.maps.browser import (
    VIEWPORT,
    Looking,
    Paint,
    chromium,
    launch,
    launch_persistent,
)
from tests.benchmarks.maps.report import Findings, Measures, Memory, write
from tests.benchmarks.maps.sites import OURS, SITES, Running, Site, running
from tests.benchmarks.maps.world import World, make_world

UNCOUNTED = 2  # changes of period before the first that counts: what a page does only once is behind it then

Rounds = dict[str, list[Paint]]


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def sized(kind: BrowserType, world: World) -> World:
    """The world with the size that the map has on our page, so that all others draw it as large."""
    with running(OURS, world) as ours:
        browser = launch(kind)
        page = _new(browser, world)
        page.visit(ours.url)
        found = world.sized(*page.size_of(OURS.graph))
        browser.close()
    return found


def in_turn(servers: Sequence[Running], times: int, what: str, measure: Callable[[Running], Paint]) -> Rounds:
    found: Rounds = {server.site.name: [] for server in servers}
    for number in range(times):
        _say(f"{what}, round {number + 1} of {times}")
        for server in servers:
            found[server.site.name].append(measure(server))
    return found


def cold(browser: Browser, servers: Sequence[Running], world: World, times: int) -> Rounds:
    """First visits of a browser that has nothing yet, to servers that have been visited before."""

    def visit(server: Running) -> Paint:
        page = _new(browser, world)
        paint = page.visit(server.url)
        page.page.context.close()
        return paint

    for server in servers:
        visit(server)
    return in_turn(servers, times, "cold cache", visit)


def warm(kind: BrowserType, servers: Sequence[Running], world: World, times: int) -> Rounds:
    """Second and later visits of a browser that keeps what it fetched."""
    with tempfile.TemporaryDirectory() as profile, launch_persistent(kind, Path(profile)) as context:

        def visit(server: Running) -> Paint:
            page = Looking(context, world.governments)
            paint = page.visit(server.url)
            page.close()
            return paint

        for server in servers:
            visit(server)
        return in_turn(servers, times, "warm cache", visit)


def changes(browser: Browser, servers: Sequence[Running], world: World, times: int) -> Rounds:
    """One period back after the other, in one open page of each."""
    pages = {server.site.name: _new(browser, world) for server in servers}
    for server in servers:
        pages[server.site.name].visit(server.url)

    def change(server: Running) -> Paint:
        return pages[server.site.name].change(server.site.act)

    in_turn(servers, UNCOUNTED, "change of period, uncounted", change)
    found = in_turn(servers, times, "change of period", change)
    for page in pages.values():
        page.page.context.close()
    return found


def _new(browser: Browser, world: World) -> Looking:
    return Looking(browser.new_context(viewport=VIEWPORT, locale="id-ID"), world.governments)


def memory(kind: BrowserType, site: Site, world: World, sessions: int) -> Memory:
    """What a fresh server holds before anybody has come, with one page open, and with so many open at once."""
    _say(f"memory of {site.title}, {sessions} sessions")
    with running(site, world) as server:
        before = server.memory_mb()
        browser = launch(kind)
        context = browser.new_context(viewport=VIEWPORT, locale="id-ID")
        Looking(context, world.governments).stay(server.url)
        one = server.memory_mb()
        for _ in range(sessions - 1):
            Looking(context, world.governments).stay(server.url)
        found = Memory(sessions, before, one, server.memory_mb())
        browser.close()
    return found


def measure(kind: BrowserType, world: World, times: int, steps: int, sessions: int) -> Findings:
    with ExitStack() as stack:
        servers = [stack.enter_context(running(site, world)) for site in SITES]
        browser = launch(kind)
        version = browser.version
        visits = cold(browser, servers, world, times)
        moved = changes(browser, servers, world, steps)
        browser.close()
        again = warm(kind, servers, world, times)
    held = {site.name: memory(kind, site, world, sessions) for site in SITES}
    found = {
        site.name: Measures(visits[site.name], again[site.name], moved[site.name], held[site.name]) for site in SITES
    }
    return Findings(world, version, found)


def main() -> None:
    options = argparse.ArgumentParser(prog="make bench-map")
    options.add_argument("--times", type=int, default=10, help="how often each visit is measured; the median counts")
    options.add_argument("--steps", type=int, default=30, help="how many changes of period are measured, 49 at most")
    options.add_argument("--sessions", type=int, default=50, help="how many pages are open at once")
    options.add_argument("--boundaries", type=Path, help="a boundary file to install in place of the packaged map")
    options.add_argument("--to", type=Path, default=BENCHMARKS)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as kind:
        world = sized(kind, make_world(Path(folder), chosen.boundaries))
        found = measure(kind, world, chosen.times, chosen.steps, chosen.sessions)
        sys.stdout.write(write(chosen.to, found, SITES))


if __name__ == "__main__":
    main()
