"""`make bench-pages`: how long the server makes each page of the national demonstration, and the browser shows it.

Nothing here fails for being slow: it measures and writes its part of docs/benchmarks.md. A page that is kept is let go
of before each making, and so is what several pages share; the files of the warehouse are in the machine's memory.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, sync_playwright

from dashboard.app import packaged_pages
from dashboard.i18n import LANGUAGES, text_for
from dashboard.kept import Kept
from dashboard.pages import Page
from dashboard.pages.prepared import prepare
from dashboard.site import Site
from dashboard.viewer import local_viewer
from etl.settings import Settings
from tests.benchmarks.document import BENCHMARKS, machine, replace_part, versions
from tests.chromium import CHROMIUM, FLAGS
from tests.serving import comes_to_answer, end, free_port

ASKED = ("", "&region=74", "&region=74.03", "&level=regency")
"""The nation, a province, a regency, and all regencies."""
READY_WITHIN_S = 300
SEARCH = "?data=simulasi&election=Pilkada+2024"
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def made(folder: Path, page: Page, times: int) -> dict[str, list[float]]:
    """Milliseconds that the server takes for a page: with nothing kept, and with what pages share kept."""
    site, pages = Site(Settings.load(data_dir=folder)), packaged_pages()
    for each in LANGUAGES:
        text_for(each)  # as the server reads them before it answers
    found: dict[str, list[float]] = {"first": [], "again": []}
    for _ in range(times):
        for asked in ASKED:
            site.kept = Kept(site.indicators)
            # The same in another language is another page, of which all that several pages share is there.
            for name, language in (("first", "id"), ("again", "en")):
                start = time.perf_counter()
                prepare(site, pages, page.path, local_viewer(), f"{SEARCH}{asked}&lang={language}")
                found[name].append(1000 * (time.perf_counter() - start))
    site.close()
    return found


def shown(browser: Browser, address: str, times: int) -> dict[str, list[float]]:
    """Milliseconds until a reader sees the first of a page, and until the application has taken its place."""
    found: dict[str, list[float]] = {"painted": [], "complete": []}
    for _ in range(times):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector("body:not(:has(#prerendered)) #page h1", state="attached", timeout=60_000)
        found["complete"].append(1000 * (time.perf_counter() - start))
        found["painted"].append(float(page.wait_for_function(_PAINTED).json_value()))
        context.close()
    return found


def _cell(values: Sequence[float]) -> str:
    return f"{median(values):.0f} ({quantiles(values, n=20, method='inclusive')[-1]:.0f})"


def _rows(folder: Path, browser: Browser, root: str, times: int) -> list[str]:
    rows = []
    for page in packaged_pages():
        sys.stderr.write(f"{page.path}\n")
        server = made(folder, page, times)
        seen = shown(browser, f"{root}{page.path}{SEARCH}", times)
        cells = [_cell(each) for each in (server["first"], server["again"], seen["painted"], seen["complete"])]
        rows.append(f"| `{page.path}` | {' | '.join(cells)} |")
    return rows


def main(times: int, to: Path, folder: Path) -> None:
    """Measure every page, and write it down."""
    root = f"http://127.0.0.1:{(port := free_port())}"
    command = [Path(sys.executable).with_name("netralitas"), "demo", "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ | {"NETRALITAS_DATA_DIR": str(folder)})
    try:
        if not comes_to_answer(root, process, READY_WITHIN_S):
            sys.exit("netralitas demo did not answer")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM), args=list(FLAGS))
            rows = _rows(folder, browser, root, times)
            browser.close()
    finally:
        end(process)
    lines = [
        "## Every page",
        "",
        f"`make bench-pages` measures this part anew: {machine()}; {versions(['dash', 'pandas', 'playwright'])}. The "
        "demonstration of the whole nation, of which nation, a province, a regency and all regencies are looked at.",
        "",
        "Milliseconds, median and in brackets the 95th percentile. On the server: with nothing kept, as at the first "
        "look of a server at a version, and with what several pages share kept; whoever asks for the same page again "
        "gets the kept one in a few. In the browser, national, with a warm server and a cold cache: until the first "
        "content is painted, and until the application has taken its place.",
        "",
        "| page | server, nothing kept | server, shared kept | first content | complete |",
        "|---|---:|---:|---:|---:|",
        *rows,
    ]
    sys.stdout.write(replace_part(to, "make bench-pages", lines))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--to", type=Path, default=BENCHMARKS)
    parser.add_argument("--data", type=Path, help="a folder in which the demonstration is built, or will be")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        main(given.times, given.to, given.data or Path(scratch))
