"""The map at every date, read once for each version of a warehouse and shared by all who may see the same regions."""

from collections.abc import Mapping
from threading import Lock

from cachetools import LRUCache, cached

from dashboard import queries
from dashboard.figures.periods import Periods, periods_of
from dashboard.queries import Reading, Series
from etl.indicators.registry import Registry

_KEPT = 64
"""Maps over time; that of all regencies at 52 dates takes half a megabyte."""


class PeriodCache:
    """The periods of maps, by what they were read from."""

    def __init__(self, indicators: Registry) -> None:
        def key(r: Reading, name: str, series: Series, level: str, within: str, _: Mapping[str, bool]) -> object:
            return name, r.version, r.published_at, r.viewer, series, level, within

        @cached(LRUCache(_KEPT), key=key, lock=Lock())
        def of(
            r: Reading, name: str, series: Series, level: str, within: str, has_government: Mapping[str, bool]
        ) -> Periods:
            history = queries.map_history(r, series, level, within)
            return periods_of(history, has_government, indicators[series.indicator])

        self._of = of

    def of(
        self, r: Reading, name: str, series: Series, level: str, within: str, has_government: Mapping[str, bool]
    ) -> Periods:
        """The map of a level inside `within`, at every date.

        Args:
            name: of the warehouse.
            has_government: the regions of the map that the viewer may see, in its order.
        """
        return self._of(r, name, series, level, within, has_government)
