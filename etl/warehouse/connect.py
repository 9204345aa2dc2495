"""Engines, and bringing a warehouse into being and up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from etl.errors import WarehouseError
from etl.said import Text
from etl.settings import Place
from etl.warehouse.schema import meta, version

Nature = Literal["real", "simulated"]
MIGRATIONS = Path(__file__).parent / "migrations"
# Any number, the same in every process: whoever holds it is the one writer of the database.
WRITER_LOCK = 5_474_2022


def engine_for(place: Place) -> Engine:
    """An engine whose transactions on SQLite are real ones, in WAL mode and with foreign keys held."""
    engine = create_engine(place.url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions begin too late for a consistent read; SQLAlchemy's documented remedy.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("netralitas_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(place: Place) -> Iterator[Connection]:
    """One transaction of the one writer: others wait, and its end frees the place, however it ends."""
    engine = engine_for(place)
    try:
        with engine.connect().execution_options(netralitas_writes=True) as connection, connection.begin():
            _lock_writers(connection)
            yield connection
    finally:
        engine.dispose()


def _lock_writers(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})


def migrate(place: Place) -> None:
    """Create the warehouse if it is absent and bring its tables to the present revision.

    Raises:
        WarehouseError: the place cannot be reached or written, or was made by a newer Netralitas.
    """
    make_folder(place)
    engine = engine_for(place)
    try:
        with engine.begin() as connection:
            _upgrade(connection, place)
    except DBAPIError as error:
        raise unreachable(place, error) from None
    finally:
        engine.dispose()


def _upgrade(connection: Connection, place: Place) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    newest, *older = _revisions()
    if present == newest:
        return
    if present is not None and present not in older:
        raise _made_by_newer(place, present)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@cache
def _revisions() -> tuple[str, ...]:
    """All revisions of the tables that are known, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def make_folder(place: Place) -> None:
    """Make the folder of a warehouse in a file. Raises WarehouseError if it cannot be made."""
    if not place.file:
        return
    try:
        place.file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(
            Text(
                f"Folder {place.file.parent} tidak dapat dibuat: {error.strerror}.",
                f"The folder {place.file.parent} cannot be made: {error.strerror}.",
            ),
            Text("Sebut folder lain dengan NETRALITAS_DATA_DIR.", "Name another one with NETRALITAS_DATA_DIR."),
        ) from None


@contextmanager
def trying(place: Place) -> Iterator[Connection]:
    """A transaction that is always undone, on tables of the present revision, which keeps no other from loading.

    A server keeps the changes of two transactions apart, and one waits for the other's end at most. A file has place
    for one writer, who need not wait long: a copy stands for it, or an empty warehouse in memory if it is not there.

    Raises:
        WarehouseError: as for `migrate`.
    """
    try:
        with _stand_in(place) as stand_in:
            engine = engine_for(stand_in)
            try:
                with _undone(engine) as connection:
                    _upgrade(connection, place)
                    yield connection
            finally:
                engine.dispose()
    except OperationalError as error:
        raise unreachable(place, error) from None


@contextmanager
def _stand_in(place: Place) -> Iterator[Place]:
    if place.file is None:
        yield place
    elif not place.file.exists():
        yield Place(place.name, "sqlite://")
    else:
        with TemporaryDirectory(prefix="netralitas-") as folder:
            copy = Path(folder) / "copy.sqlite"
            _copy(place, copy)
            yield Place(place.name, f"sqlite:///{copy}")


def _copy(place: Place, target: Path) -> None:
    """The file as its last commit left it, whoever writes to it meanwhile."""
    engine = engine_for(place)
    try:
        with engine.connect() as connection, closing(sqlite3.connect(target)) as copy:
            connection.rollback()
            driver: Any = connection.connection.driver_connection
            driver.backup(copy)
    except sqlite3.Error as error:
        raise WarehouseError(
            Text(
                f"Gudang data {place.name} tidak dapat disalin ke {target.parent} untuk uji coba: {error}.",
                f"Warehouse {place.name!r} cannot be copied to {target.parent} for the trial: {error}.",
            ),
            Text(
                "Kosongkan sebagian ruangnya, atau sebut folder lain dengan TMPDIR.",
                "Free some space there, or name another folder with TMPDIR.",
            ),
        ) from None
    finally:
        engine.dispose()


@contextmanager
def _undone(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(netralitas_writes=True) as connection:
        transaction = connection.begin()
        try:
            _lock_writers(connection)
            yield connection
        finally:
            transaction.rollback()


def _made_by_newer(place: Place, present: str) -> WarehouseError:
    return WarehouseError(
        Text(
            f"Gudang data {place.name} dibuat oleh Netralitas yang lebih baru (revisi {present}).",
            f"Warehouse {place.name!r} was made by a newer Netralitas (revision {present}).",
        ),
        Text("Perbarui Netralitas di mesin ini.", "Upgrade this installation."),
    )


def is_absent(place: Place) -> bool:
    """Whether no warehouse is there: no file, or a database without its tables.

    Raises:
        WarehouseError: it cannot be reached.
    """
    if place.file and not place.file.exists():
        return True
    engine = engine_for(place)
    try:
        return not inspect(engine).has_table(meta.name)
    except DBAPIError as error:
        raise unreachable(place, error) from None
    finally:
        engine.dispose()


def require(place: Place) -> Engine:
    """An engine to a warehouse that is there.

    Raises:
        WarehouseError: nothing is there yet, or it cannot be reached.
    """
    absent = WarehouseError(
        Text(
            f"Belum ada gudang data {place.name} di {place.shown_url}.",
            f"There is no warehouse {place.name!r} at {place.shown_url}.",
        ),
        Text(
            "`netralitas load BERKAS` membuatnya; `netralitas demo` membuat kedua gudang peragaan.",
            "`netralitas load FILE` makes it, `netralitas demo` makes both demonstration warehouses.",
        ),
    )
    if is_absent(place):
        raise absent
    return engine_for(place)


@contextmanager
def reading(place: Place) -> Iterator[Connection]:
    """A connection to a warehouse that is there; see `require` for what is raised."""
    engine = require(place)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def settle_on_disk(place: Place) -> None:
    """Let a power cut undo nothing that was committed: embedded warehouses leave the last commits in memory a while."""
    engine = engine_for(place)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.rollback()
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        engine.dispose()


def unreachable(place: Place, error: DBAPIError) -> WarehouseError:
    """What a person can do about an error of the driver."""
    reason = str(error.orig).strip().splitlines()[0] if error.orig else type(error).__name__
    return WarehouseError(
        Text(
            f"Gudang data {place.name} di {place.shown_url} tidak dapat dipakai: {reason}.",
            f"Warehouse {place.name!r} at {place.shown_url} cannot be used: {reason}.",
        ),
        Text(
            "Periksa alamatnya, izin foldernya, dan apakah servernya berjalan.",
            "Check the address, the permissions of its folder, and that the server runs.",
        ),
    )


def current_version(connection: Connection) -> int:
    """The newest version, 0 for a warehouse into which nothing was loaded."""
    return connection.scalar(select(func.coalesce(func.max(version.c.version), 0))) or 0


def nature_of(connection: Connection) -> Nature | None:
    """Whether the warehouse holds real or simulated facts; None until the first load fixes it."""
    found = connection.scalar(select(meta.c.value).where(meta.c.key == "nature"))
    return None if found is None else ("simulated" if found == "simulated" else "real")


def recall(connection: Connection, key: str) -> str | None:
    """What the warehouse remembers under a key, if anything."""
    return connection.scalar(select(meta.c.value).where(meta.c.key == key))


def remember(connection: Connection, key: str, value: str) -> None:
    """Remember a value under a key, in place of an earlier one."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def fix_nature(connection: Connection, nature: Nature) -> None:
    """Say for good whether the warehouse holds real or simulated facts."""
    connection.execute(insert(meta).values(key="nature", value=nature))
