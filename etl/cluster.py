"""Tasks on a Dask cluster that is already there. Workers read the files themselves, from storage that all share.

Dask gives a task whose worker was lost to another one, as often as its scheduler allows
(`distributed.scheduler.allowed-failures`, 3 unless set). Results are those of one machine, byte for byte, because every
task first holds the worker's code and libraries to those of the one that asks.
"""

import pickle
import platform
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from etl.errors import NetralitasError
from etl.masking import shown
from etl.runners import AHEAD, Done, InOrder, Limits, OnDone, Runner, Task, WorkerLostError, carry_out, limit
from etl.said import Text

if TYPE_CHECKING:
    from distributed import Client, Future

TIMEOUT_S = 10.0
# Two machines whose versions of these agree read a file alike.
_LIBRARIES = ("duckdb", "numpy", "pandas", "pyarrow", "python-calamine")
_REMEDY_VERSIONS = Text(
    "Pasang netralitas yang sama dengan requirements.lock yang sama di setiap pekerja.",
    "Install the same netralitas with the same requirements.lock on every worker.",
)


class ClusterError(NetralitasError):
    """The cluster cannot be reached, has no workers, or its workers are not like this machine."""


@contextmanager
def connected(scheduler: str, *, timeout_s: float = TIMEOUT_S) -> Iterator[Runner]:
    """A runner on the cluster whose scheduler has this address (`tcp://host:8786`).

    Args:
        timeout_s: how long to wait for the scheduler, and for a worker while there is none.
    Raises:
        ClusterError: the extra `dask` is not installed, nobody answers, or the scheduler has no workers.
    """
    client = _client(scheduler, timeout_s)
    try:
        _await_workers(client, scheduler, timeout_s)
        yield Cluster(client, scheduler, timeout_s)
    finally:
        client.close()


def _client(scheduler: str, timeout_s: float) -> "Client":
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise ClusterError(
            Text(
                "Pemuatan di klaster membutuhkan Dask, yang belum terpasang.",
                "A load on a cluster needs Dask, which is not installed.",
            ),
            Text("Pasang: pip install 'netralitas[dask]'.", "Install it: pip install 'netralitas[dask]'."),
        ) from None
    try:
        return Client(scheduler, timeout=timeout_s, set_as_default=False)
    except (OSError, ValueError):
        raise ClusterError(
            Text(
                f"Tidak ada penjadwal Dask yang menjawab di {scheduler} dalam {timeout_s:g} detik.",
                f"No Dask scheduler answers at {scheduler} within {timeout_s:g} s.",
            ),
            Text(
                "Periksa alamatnya (tcp://host:8786) dan apakah penjadwalnya berjalan; atau muat tanpa --scheduler.",
                "Check the address (tcp://host:8786) and that the scheduler runs; or load without --scheduler.",
            ),
        ) from None


def _await_workers(client: "Client", scheduler: str, timeout_s: float) -> None:
    try:
        client.wait_for_workers(1, timeout=timeout_s)
    except TimeoutError:
        raise _no_workers(scheduler, timeout_s) from None


def _no_workers(scheduler: str, timeout_s: float) -> WorkerLostError:
    return WorkerLostError(
        Text(
            f"Penjadwal di {scheduler} tidak punya pekerja selama {timeout_s:g} detik.",
            f"The scheduler at {scheduler} has had no worker for {timeout_s:g} s.",
        ),
        Text(
            "Jalankan pekerja: dask worker ALAMAT; atau muat tanpa --scheduler.",
            "Start workers: dask worker ADDRESS; or load without --scheduler.",
        ),
    )


# ------------------------------------------------------------------------------------------------------- on a worker


@cache
def fingerprint() -> Mapping[str, str]:
    """What decides how this machine reads a file: our code, Python, and the libraries that read and reckon."""
    digest = sha256()
    for package in ("etl", "geo"):
        for name, raw in sorted(_sources(files(package), package)):
            digest.update(f"{name}\0{len(raw)}\0".encode() + raw)
    libraries = {name: version(name) for name in _LIBRARIES}
    python = ".".join(platform.python_version_tuple()[:2])
    return {"netralitas": f"{version('netralitas')} ({digest.hexdigest()[:12]})", "python": python, **libraries}


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Everything packaged but what Python makes of it."""
    for each in folder.iterdir():
        if each.is_dir() and each.name != "__pycache__":
            yield from _sources(each, f"{name}/{each.name}")
        elif each.is_file():
            yield f"{name}/{each.name}", each.read_bytes()


@dataclass(frozen=True, slots=True)
class _Call:
    """A task on its way. The scheduler takes apart what it passes on, and need not know our code: it sees bytes.

    Whoever unpickles these carries the task out, and gets the outcome, in bytes again.
    """

    task: Task
    wanted: Mapping[str, str]

    def __reduce__(self) -> tuple[Any, ...]:
        return _answer, (self.task, self.wanted)


def _answer(task: Task, wanted: Mapping[str, str]) -> bytes:
    return pickle.dumps(carry_out_alike(task, wanted))


def carry_out_alike(task: Task, wanted: Mapping[str, str]) -> Done | dict[str, str]:
    """Call a task on a worker; what differs between this machine and the one that asks, if anything does."""
    mine = fingerprint()
    if mine != wanted:
        return {name: mine.get(name, "-") for name in wanted if mine.get(name) != wanted[name]}
    _keep_to_share()
    return carry_out(task)


@cache
def _keep_to_share() -> None:
    """A worker runs as many tasks at a time as it has threads: each gets one, and its part of the memory."""
    from distributed import get_worker

    worker = get_worker()
    memory = worker.memory_manager.memory_limit
    limit(Limits(threads=1, memory_mb=memory // worker.state.nthreads // 2_000_000 if memory else None))


# ----------------------------------------------------------------------------------------------------- from this side


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers of a Dask scheduler."""

    client: "Client"
    scheduler: str
    timeout_s: float

    def run(self, tasks: Sequence[Task], on_done: OnDone = lambda _: None) -> Iterator[Any]:
        order = InOrder(tasks, on_done)
        in_flight: dict[Future, int] = {}
        try:
            yield from self._in_order(order, in_flight)
        except (CancelledError, OSError):  # what Dask raises when the connection breaks
            in_flight.clear()
            raise ClusterError(
                Text(f"Penjadwal di {self.scheduler} tidak ada lagi.", f"The scheduler at {self.scheduler} is gone."),
                Text(
                    "Jalankan lagi, lalu muat lagi: tidak ada yang disimpan.",
                    "Start it again, then load again: nothing was kept.",
                ),
            ) from None
        finally:
            self.client.cancel(list(in_flight), force=True)

    def _in_order(self, order: InOrder, in_flight: "dict[Future, int]") -> Iterator[Any]:
        load = uuid4().hex
        while not order.finished:
            self._give_out(order, in_flight, load)
            for future in self._finished(in_flight):
                number = in_flight.pop(future)
                order.settle(number, self._outcome(future, order.tasks[number]))
                future.release()
            yield from order.ready()

    def _give_out(self, order: InOrder, in_flight: "dict[Future, int]", load: str) -> None:
        most = max(sum(self.client.nthreads().values()), 1) * AHEAD
        while (number := order.next_within(most)) is not None:
            key = f"netralitas-{load}-{number}"
            call = pickle.dumps(_Call(order.tasks[number], fingerprint()))
            in_flight[self.client.submit(pickle.loads, call, key=key, pure=False)] = number

    def _finished(self, in_flight: "dict[Future, int]") -> "set[Future]":
        """Those that are done, at least one. Raises WorkerLostError if the time-out passes without a worker."""
        from distributed import wait

        had_workers = True
        while True:
            try:
                with self.client.as_current():
                    return set(wait(list(in_flight), timeout=self.timeout_s, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                has_workers = bool(self.client.nthreads())
                if not (has_workers or had_workers):
                    raise _no_workers(self.scheduler, self.timeout_s) from None
                had_workers = has_workers

    def _outcome(self, future: "Future", task: Task) -> Done:
        """What became of a task on the cluster. Raises ClusterError or WorkerLostError if it could not be tried."""
        from distributed import KilledWorker

        error = future.exception()
        if isinstance(error, KilledWorker):
            raise WorkerLostError(
                Text(
                    f"Setiap pekerja yang membaca {shown(task.name)} hilang.",
                    f"Every worker that read {shown(task.name)} was lost.",
                ),
                Text(
                    "Apakah memorinya habis? Muat berkas ini tersendiri, atau beri pekerja memori lebih.",
                    "Was it out of memory? Load this file alone, or give the workers more.",
                ),
            )
        if error is not None:
            raise ClusterError(
                Text(
                    f"Pekerja {self.scheduler} tidak dapat memulai {shown(task.name)} ({type(error).__name__}).",
                    f"A worker of {self.scheduler} could not begin {shown(task.name)} ({type(error).__name__}).",
                ),
                _REMEDY_VERSIONS,
            )
        outcome = pickle.loads(future.result())
        if isinstance(outcome, Done):
            return outcome
        theirs = ", ".join(f"{name} {there} / {fingerprint()[name]}" for name, there in outcome.items())
        raise ClusterError(
            Text(
                f"Pekerja {self.scheduler} tidak sama dengan mesin ini (di sana / di sini): {theirs}.",
                f"A worker of {self.scheduler} is not like this machine (there / here): {theirs}.",
            ),
            _REMEDY_VERSIONS,
        )
