"""What is read once for each version of a warehouse, and shared by all who may see the same regions."""

from collections.abc import Mapping
from threading import Lock

from cachetools import LRUCache, cached

from dashboard import queries
from dashboard.figures.periods import Periods, periods_of
from dashboard.queries import Held, Reading, Series
from etl.indicators.registry import Registry

_OFFERS, _PERIODS = 32, 64
"""How many stay: maps over time are the largest, that of all regencies at 52 dates takes half a megabyte."""


class Kept:
    """Answers by what they were read from: warehouse, version, viewer, and what was asked."""

    def __init__(self, indicators: Registry) -> None:
        @cached(LRUCache(_OFFERS), key=_state, lock=Lock())
        def offered(r: Reading, name: str) -> list[Held]:
            return queries.offered(r)

        def of_map(r: Reading, name: str, series: Series, level: str, within: str, _: Mapping[str, bool]) -> object:
            return _state(r, name), series, level, within

        @cached(LRUCache(_PERIODS), key=of_map, lock=Lock())
        def periods(
            r: Reading, name: str, series: Series, level: str, within: str, has_government: Mapping[str, bool]
        ) -> Periods:
            history = queries.map_history(r, series, level, within)
            return periods_of(history, has_government, indicators[series.indicator])

        self._offered, self._periods = offered, periods

    def offered(self, r: Reading, name: str) -> list[Held]:
        """`queries.offered` of the warehouse of that name."""
        return self._offered(r, name)

    def periods(
        self, r: Reading, name: str, series: Series, level: str, within: str, has_government: Mapping[str, bool]
    ) -> Periods:
        """The map of a level inside `within`, at every date.

        Args:
            name: of the warehouse.
            has_government: the regions of the map that the viewer may see, in its order.
        """
        return self._periods(r, name, series, level, within, has_government)


def _state(r: Reading, name: str) -> object:
    return name, r.version, r.published_at, r.viewer
