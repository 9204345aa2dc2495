"""What pages stand on: the settings, the warehouses by name, and what is packaged."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError

from dashboard.kept import Kept
from dashboard.maps import Maps
from dashboard.queries import Reading, reading
from dashboard.viewer import Viewer
from etl.deadlines import Deadline, Holidays, read_deadlines, read_holidays
from etl.errors import WarehouseError
from etl.indicators.registry import Registry, packaged
from etl.settings import Place, Settings
from geo.regions import RegionIndex


@dataclass(frozen=True)
class Law:
    """Until when cases may stay where they are."""

    deadlines: Sequence[Deadline]
    holidays: Holidays | None


class Site:
    """One served dashboard. Engines are made at the first look, in the process that looks."""

    def __init__(self, settings: Settings, indicators: Registry | None = None) -> None:
        self.settings = settings
        self.indicators = packaged() if indicators is None else indicators
        self.maps = Maps(settings.maps_dir)
        self.kept = Kept(self.indicators)
        self.law = Law(read_deadlines(settings.deadlines), read_holidays(settings.holidays))
        self._engines: dict[str, tuple[object, Engine]] = {}
        self._lock = Lock()

    @property
    def regions(self) -> RegionIndex:
        return RegionIndex.packaged()

    @contextmanager
    def reading(self, name: str, viewer: Viewer) -> Iterator[Reading]:
        """One look at a warehouse.

        Raises:
            WarehouseError: it is not there, or does not answer.
        """
        place = self.settings.place(name)
        try:
            with reading(self._engine(place), viewer) as r:
                yield r
        except DBAPIError as error:
            raise _absent(place) from error

    def present(self) -> tuple[str, ...]:
        """Names of the warehouses that are there; one on a server is taken to be."""
        return tuple(place.name for place in self.settings.places if place.file is None or place.file.is_file())

    def close(self) -> None:
        """Let go of every connection."""
        with self._lock:
            while self._engines:
                self._engines.popitem()[1][1].dispose()

    def _engine(self, place: Place) -> Engine:
        """An engine on what stands there now: a connection to a file that was replaced goes on reading the old one."""
        identity = _identity(place)
        with self._lock:
            known, engine = self._engines.get(place.name, (None, None))
            if engine is None or known != identity:
                if engine is not None:
                    engine.dispose()
                engine = create_engine(_read_only(place), pool_pre_ping=place.file is None)
                self._engines[place.name] = identity, engine
            return engine


def _identity(place: Place) -> object:
    """Tells the file of a warehouse from one that is put in its place."""
    if place.file is None:
        return None
    try:
        found = place.file.stat()
    except FileNotFoundError:
        raise _absent(place) from None
    return found.st_dev, found.st_ino


def _read_only(place: Place) -> str:
    """The dashboard never writes: SQLite is told so."""
    return place.url if place.file is None else f"sqlite:///file:{quote(str(place.file))}?mode=ro&uri=true"


def _absent(place: Place) -> WarehouseError:
    return WarehouseError(f"{place.name}: {place.shown_url}", "netralitas demo")
