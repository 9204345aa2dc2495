"""What is read once for each version of a warehouse, and shared by all who may see the same regions."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from sys import getsizeof
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache, cached

from dashboard import queries
from dashboard.figures.classes import Classing, Method, methods_of
from dashboard.figures.periods import Periods, periods_of
from dashboard.i18n import Language
from dashboard.queries import Held, Reading, Series
from etl.indicators.registry import Indicator, Registry
from geo.former import FormerProvince
from geo.regions import NATION

_OFFERS, _PERIODS = 32, 64
"""How many stay: maps over time are the largest, that of all regencies at 52 dates takes half a megabyte."""
_ROWS = 400_000
"""Rows of what several pages tell of: the nation has some 60,000 steps of cases, and its overview as many."""
_PAGES = 16 * 2**20
"""Bytes of pages that stay; one of all regencies takes some 80,000."""


Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A page as the application takes it and as HTML that stands until then.

    Attributes:
        content: the tree of components as JSON, compressed with Brotli.
        html: what stands before the scripts run.
        title, language: of the document.
        shapes: addresses of the shapes of its map.
    """

    content: bytes
    html: str
    title: str
    language: Language
    shapes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many bytes it takes, but for the little that names it."""
        return getsizeof(self.content) + getsizeof(self.html)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Which map: of a warehouse by name, of a level inside a region, classed so (None: as its indicator says).

    former: the former provinces that stand for what came of them until they were split.
    """

    warehouse: str
    series: Series
    level: str
    within: str
    method: Method | None = None
    former: tuple[FormerProvince, ...] = ()


class Kept:
    """Answers by what they were read from: warehouse, version, viewer, and what was asked."""

    def __init__(self, indicators: Registry) -> None:
        @cached(LRUCache(_OFFERS), key=_state, lock=Lock())
        def offered(r: Reading, warehouse: str) -> list[Held]:
            return queries.offered(r)

        def of_map(r: Reading, asked: MapOf, _: Mapping[str, bool]) -> object:
            return _state(r, asked.warehouse), asked

        @cached(LRUCache(_PERIODS), key=of_map, lock=Lock())
        def periods(r: Reading, asked: MapOf, has_government: Mapping[str, bool]) -> Periods:
            indicator = indicators[asked.series.indicator]
            history = queries.map_history(r, asked.series, asked.level, asked.within, then=bool(asked.former))
            return periods_of(history, has_government, indicator, _classing(r, asked, indicator), asked.former)

        self._offered, self._periods = offered, periods
        self._pages: LRUCache[object, PreparedPage] = LRUCache(_PAGES, getsizeof=lambda page: page.size)
        self._pages_lock = Lock()
        self._once: LRUCache[object, tuple[int, Any]] = LRUCache(_ROWS, getsizeof=lambda each: each[0])
        self._once_lock = Lock()

    def offered(self, r: Reading, warehouse: str) -> list[Held]:
        """`queries.offered` of the warehouse of that name."""
        return self._offered(r, warehouse)

    def periods(self, r: Reading, asked: MapOf, has_government: Mapping[str, bool]) -> Periods:
        """A map at every date.

        Args:
            has_government: the regions of the map that the viewer may see, in its order.
        """
        return self._periods(r, asked, has_government)

    def page(
        self, r: Reading, warehouse: str, asked: Callable[[], Hashable], make: Callable[[], PreparedPage]
    ) -> PreparedPage:
        """A page of that version: what was `asked` for tells it from all others of the warehouse.

        One during whose making that changed, such as what maps there are, is not kept; nor is one larger than all room.
        """
        first = asked()
        key = _state(r, warehouse), first
        with self._pages_lock:
            found = self._pages.get(key)
        if found is None:
            found = make()
            if found.size <= _PAGES and asked() == first:
                with self._pages_lock:
                    self._pages[key] = found
        return found

    def once(self, r: Reading, warehouse: str, asked: Hashable, make: Callable[[], tuple[int, Found]]) -> Found:
        """What several pages tell of at that version, made once for all of them; so it may not be changed.

        Args:
            asked: what tells it from all others of the warehouse.
            make: gives it with how many rows it holds.
        """
        key = _state(r, warehouse), asked
        with self._once_lock:
            kept = self._once.get(key)
        if kept is None:
            kept = make()
            if kept[0] <= _ROWS:
                with self._once_lock:
                    self._once[key] = kept
        found: Found = kept[1]
        return found


def _state(r: Reading, warehouse: str) -> object:
    return warehouse, r.version, r.published_at, r.viewer


def _classing(r: Reading, asked: MapOf, indicator: Indicator) -> Classing:
    method = asked.method or methods_of(indicator)[0]
    return Classing(
        method,
        thresholds=indicator.thresholds,
        ceiling=indicator.valid_range[1],
        benchmark=_benchmark(r, asked.series, indicator) if method == "diverging" else None,
        higher_is_better=indicator.polarity == "higher_better",
    )


def _benchmark(r: Reading, series: Series, indicator: Indicator) -> float | None:
    """What values are compared with: the target, else the newest figure of the nation, at all dates the same."""
    if indicator.target is not None:
        return indicator.target
    nation = queries.map_history(r, series, "national", NATION).dropna(subset="value")
    return None if nation.empty else float(nation.sort_values("as_of", kind="stable")["value"].iloc[-1])
