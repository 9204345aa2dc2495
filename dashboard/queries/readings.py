"""Who looks at which version of a warehouse, and at which series of figures."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, select

from dashboard.viewer import Viewer
from etl.warehouse.schema import meta, version


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at a warehouse: a connection inside one transaction, the viewer, the version, and the data's nature.

    `published_at` tells two warehouses apart that stood at one place, one after the other, with one version number.
    """

    connection: Connection
    viewer: Viewer
    version: int
    simulated: bool
    published_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Which figures: one indicator, one unit, one election."""

    indicator: str
    unit: str
    election: str


@contextmanager
def reading(engine: Engine, viewer: Viewer) -> Iterator[Reading]:
    """The newest version, held for the whole request; version 0 where nothing was loaded."""
    with engine.connect() as connection:
        newest = select(version.c.version, version.c.published_at).order_by(version.c.version.desc()).limit(1)
        number, published_at = connection.execute(newest).one_or_none() or (0, None)
        yield replace(reading_at(connection, viewer, number), published_at=published_at)


def reading_at(connection: Connection, viewer: Viewer, number: int) -> Reading:
    """A given version."""
    nature = connection.scalar(select(meta.c.value).where(meta.c.key == "nature"))
    return Reading(connection, viewer, number, simulated=nature == "simulated")
