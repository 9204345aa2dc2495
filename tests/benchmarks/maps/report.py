"""What was measured of the maps, as its part of docs/benchmarks.md."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from tests.benchmarks.document import machine, replace_part, versions
from tests.benchmarks.maps.browser import QUIET_S, VIEWPORT, Paint
from tests.benchmarks.maps.sites import Site
from tests.benchmarks.maps.world import PERIODS, World

LIBRARIES = ("dash", "streamlit", "panel", "bokeh", "plotly", "playwright")
Megabytes = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a server holds, in megabytes: with shared pages in each of its processes, and with shared pages once."""

    sessions: int
    before: Megabytes
    one: Megabytes
    all: Megabytes

    @property
    def per_session(self) -> Megabytes:
        """Of each session after the first, with which what is kept for all comes into memory."""
        rss, pss = ((after - first) / (self.sessions - 1) for first, after in zip(self.one, self.all, strict=True))
        return rss, pss


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one site: visits with a cold and with a warm cache, changes of period, memory."""

    cold: Sequence[Paint]
    warm: Sequence[Paint]
    changes: Sequence[Paint]
    memory: Memory


@dataclass(frozen=True, slots=True)
class Findings:
    """Of all sites, by name."""

    world: World
    chromium: str
    sites: Mapping[str, Measures]


Numbers = Callable[[Measures], Sequence[float]]
ROWS: tuple[tuple[str, str, Numbers], ...] = (
    ("first map drawn, cold cache, s", ".2f", lambda of: [each.seconds for each in of.cold]),
    ("first map drawn, warm cache, s", ".2f", lambda of: [each.seconds for each in of.warm]),
    ("the map answers the pointer, cold cache, s", ".2f", lambda of: [each.answers_s for each in of.cold]),
    ("the map answers the pointer, warm cache, s", ".2f", lambda of: [each.answers_s for each in of.warm]),
    ("first visit, cold cache, kB until at rest", ",.0f", lambda of: [each.rest_bytes / 1e3 for each in of.cold]),
    ("first visit, cold cache, requests", ".0f", lambda of: [each.requests for each in of.cold]),
    ("visit with a warm cache, kB until at rest", ",.0f", lambda of: [each.rest_bytes / 1e3 for each in of.warm]),
    ("change of period until repainted, s", ".3f", lambda of: [each.seconds for each in of.changes]),
    ("the same, 95th percentile, s", ".3f", lambda of: [_p95([each.seconds for each in of.changes])]),
    ("change of period, kB until repainted", ",.1f", lambda of: [each.drawn_bytes / 1e3 for each in of.changes]),
    ("change of period, kB until at rest", ",.1f", lambda of: [each.rest_bytes / 1e3 for each in of.changes]),
)


def write(to: Path, found: Findings, sites: Sequence[Site]) -> str:
    """Write the part; returns it. The first site is ours."""
    lines = [*_head(found), *_table(found, sites), *_memory(found, sites), *_about(found)]
    return replace_part(to, "make bench-map", lines)


def _head(found: Findings) -> list[str]:
    world, one = found.world, next(iter(found.sites.values()))
    kind = "the packaged approximate map" if world.approximate else "an installed boundary file"
    return [
        "## The map page beside Dash, Streamlit and Panel",
        "",
        "`make bench-map` measures this part anew. All four show the same figures from the same warehouse on the same "
        "boundaries, and were measured in one run, in turn, round after round.",
        "",
        f"- {machine()}",
        f"- {versions(LIBRARIES)}; Chromium {found.chromium} without a GPU and without a network, window of "
        f"{VIEWPORT['width']} by {VIEWPORT['height']} pixels, map of {world.width} by {world.height}",
        f"- simulated data: {world.governments} governments, {PERIODS} weekly dates; {world.regions} shapes, {kind}",
        f"- {len(one.cold)} visits of each kind and {len(one.changes)} changes of period for each of the four",
        "",
    ]


def _table(found: Findings, sites: Sequence[Site]) -> list[str]:
    return [
        "Median (least to most); in bold how many times ours it is, where ours is more than nothing.",
        "",
        f"| | {' | '.join(site.title for site in sites)} |",
        f"|---|{'---:|' * len(sites)}",
        *(
            _row(words, pattern, [numbers(found.sites[site.name]) for site in sites])
            for words, pattern, numbers in ROWS
        ),
        "",
    ]


def _memory(found: Findings, sites: Sequence[Site]) -> list[str]:
    held = [found.sites[site.name].memory for site in sites]
    count = held[0].sessions
    rows: list[tuple[str, str, list[Megabytes]]] = [
        ("before the first session", ",.0f", [each.before for each in held]),
        ("with one session", ",.0f", [each.one for each in held]),
        (f"with {count} sessions", ",.0f", [each.all for each in held]),
        ("each session after the first", ".1f", [each.per_session for each in held]),
    ]
    return [
        f"| memory of the server, MB | {' | '.join(site.title for site in sites)} |",
        f"|---|{'---:|' * len(sites)}",
        *(
            _row(f"{words}, {way}", pattern, [[each[place]] for each in values])
            for words, pattern, values in rows
            for place, way in enumerate(("resident", "shared pages once"))
        ),
        "",
    ]


def _about(found: Findings) -> list[str]:
    sessions = next(iter(found.sites.values())).memory.sessions
    return [
        "How it was measured: a map is drawn two animation frames after the last of its shapes has come into the page, "
        "and repainted two frames after the first of them has another colour; the browser tells both, nothing is asked "
        "at intervals. The time of a change begins with the key or the click. Bytes are those of answers with their "
        "headers as they came, of bodies sent, and of what is in the frames of websockets, both ways. Servers had been "
        "visited before; a cold cache is a new browser context, a warm one that of a browser with a profile on disk. A "
        f"page is at rest when nothing is fetched and nothing came for {QUIET_S} s; the next change waits for that. "
        f"Sessions are {sessions} pages of one browser, opened one after the other, each until its map was drawn, and "
        "all kept open; the server was fresh.",
        "",
        "Ours comes as HTML with a map that a script of a hundred lines draws from the same shapes, to be looked at "
        "and read; it answers the pointer when plotly has drawn the same in its place. Both times are in the table.",
        "",
        "A change of period is the left arrow key on the slider of each. Ours has all dates in one file that comes "
        "after the page, so that nothing is fetched for the change itself; what belongs to the date, words and table, "
        "follows when the reader has rested on it, and is in what came until at rest.",
        "",
        "What is compared: plain Dash answers a callback with the whole figure, behind gunicorn with as many threads "
        "as ours, its answers compressed. Streamlit runs its script anew with data from `st.cache_data` and shapes "
        "from `st.cache_resource`. Panel keeps one figure a session and sets its numbers alone, data from `pn.cache`. "
        "They draw one map and a slider. Ours draws the borders of provinces on the map as well, and has a ranking, a "
        "trend, a table of all regions and words on each beside it. Panel and Streamlit send neither scripts nor "
        "frames compressed, as they are by default.",
        "",
    ]


def _row(words: str, pattern: str, values: Sequence[Sequence[float]]) -> str:
    ours = median(values[0])
    return f"| {words} | {' | '.join(_cell(each, pattern, ours, is_ours=each is values[0]) for each in values)} |"


def _cell(values: Sequence[float], pattern: str, ours: float, *, is_ours: bool) -> str:
    middle = median(values)
    least, most = format(min(values), pattern), format(max(values), pattern)
    spread = f" ({least} to {most})" if least != most else ""
    ratio = "" if is_ours or min(ours, middle) <= 0 else f" **{_times(middle / ours)}**"
    return f"{middle:{pattern}}{spread}{ratio}"


def _times(ratio: float) -> str:
    """Two digits, as far as there are so many before the point."""
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def _p95(values: Sequence[float]) -> float:
    return float(np.percentile(values, 95))
