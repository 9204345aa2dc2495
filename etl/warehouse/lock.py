"""Exactly one load at a time: a lock that lives and dies with the process that holds it.

A warehouse in a file has a lock file beside it, held by `fcntl` record locks: the kernel frees them when the process
ends, however it ends, and child processes never hold them. On PostgreSQL it is an advisory lock of a connection of its
own, freed when that connection breaks. The whole load is inside, staging too: two loads at once would need twice the
memory, and one that staged against an old state might write over the other.
"""

import fcntl
import json
import os
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from etl.errors import WarehouseError
from etl.said import Text
from etl.settings import Place
from etl.warehouse.connect import engine_for, make_folder, unreachable

# Any number, the same in every process, and another than that of the writing transaction, which is another connection.
LOAD_LOCK: Final = 5_474_2023
# Record locks do not tell the threads of one process apart.
_threads: Final[defaultdict[str, threading.Lock]] = defaultdict(threading.Lock)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock, as far as it is known."""

    host: str = "?"
    process: str = "?"
    since: str = "?"

    @property
    def said(self) -> Text:
        """Who it is, in words."""
        return Text(
            f"proses {self.process} di {self.host} sejak {self.since}",
            f"process {self.process} on {self.host} since {self.since}",
        )


OnWait = Callable[[Holder], None]


@contextmanager
def one_load(place: Place, since: datetime, *, wait: bool = True, on_wait: OnWait = lambda _: None) -> Iterator[None]:
    """Hold the only place from which a warehouse is loaded.

    Args:
        since: when this load began, for those who wait for it.
        wait: when another load is under way wait for its end, having told `on_wait` once who it is; else be refused.

    Raises:
        WarehouseError: another load is under way and `wait` is not wanted, or the warehouse cannot be reached.
    """
    me = Holder(socket.gethostname(), str(os.getpid()), _written(since))
    if place.file:
        make_folder(place)
        with _thread(str(place.file.absolute()), me, wait), _file_lock(place.file, me, wait, on_wait):
            yield
    elif place.url.startswith("sqlite"):  # in memory: nobody else can see it
        yield
    else:
        with _server_lock(place, me, wait, on_wait):
            yield


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _refusal(holder: Holder) -> WarehouseError:
    return WarehouseError(
        Text(f"Pemuatan lain sedang berjalan: {holder.said.id}.", f"Another load is under way: {holder.said.en}."),
        Text("Tunggu sampai selesai, atau hapus --no-wait.", "Wait for its end, or leave out --no-wait."),
    )


@contextmanager
def _thread(name: str, me: Holder, wait: bool) -> Iterator[None]:
    lock = _threads[name]
    if not lock.acquire(blocking=wait):
        raise _refusal(me)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _file_lock(path: Path, me: Holder, wait: bool, on_wait: OnWait) -> Iterator[None]:
    with _open(path.with_name(f"{path.name}.lock")) as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _read_holder(file)
            if not wait:
                raise _refusal(holder) from None
            on_wait(holder)
            fcntl.lockf(file, fcntl.LOCK_EX)
        try:
            _write_holder(file, json.dumps(asdict(me)))
            yield
        finally:
            _write_holder(file, "")


def _open(path: Path) -> IO[str]:
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise WarehouseError(
            Text(
                f"Berkas kunci {path} tidak dapat dibuka: {error.strerror}.",
                f"The lock {path} cannot be opened: {error.strerror}.",
            ),
            Text("Periksa izin foldernya.", "Check the permissions of its folder."),
        ) from None


def _write_holder(file: IO[str], holder: str) -> None:
    file.truncate(0)
    file.write(holder)
    file.flush()


def _read_holder(file: IO[str]) -> Holder:
    """Who wrote itself into the lock file; unknown for the moment between locking and writing."""
    file.seek(0)
    try:
        return Holder(**json.loads(file.read()))
    except (ValueError, TypeError):
        return Holder()


@contextmanager
def _server_lock(place: Place, me: Holder, wait: bool, on_wait: OnWait) -> Iterator[None]:
    engine = engine_for(place)
    try:
        with ExitStack() as stack:
            try:
                connection = stack.enter_context(engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
                _take(connection, me, wait, on_wait)
            except DBAPIError as error:
                raise unreachable(place, error) from None
            yield
    finally:
        engine.dispose()


def _take(connection: Connection, me: Holder, wait: bool, on_wait: OnWait) -> None:
    name = f"netralitas {me.process} {me.host}"
    connection.execute(text("select set_config('application_name', :name, false)"), {"name": name})
    key = {"key": LOAD_LOCK}
    if connection.scalar(text("select pg_try_advisory_lock(:key)"), key):
        return
    holder = _server_holder(connection)
    if not wait:
        raise _refusal(holder)
    on_wait(holder)
    connection.execute(text("select pg_advisory_lock(:key)"), key)


def _server_holder(connection: Connection) -> Holder:
    query = text(
        "select a.application_name, a.backend_start from pg_locks l join pg_stat_activity a on a.pid = l.pid "
        "where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = :key "
        "and l.database = (select oid from pg_database where datname = current_database())"
    )
    found = connection.execute(query, {"key": LOAD_LOCK}).first()
    if found is None:
        return Holder()
    words = [*str(found.application_name).split(" ", 2), "?", "?"]
    return Holder(words[2], words[1], _written(found.backend_start))
