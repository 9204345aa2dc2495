"""Where tasks run: in this process, in several, or on a cluster (etl/cluster.py). The results are the same.

A task is a module's function and its arguments, so that another process can be told what to do. Results come in the
order of the tasks, whichever finishes first, and only so many are held at a time as workers need to stay busy.
"""

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from etl.errors import NetralitasError
from etl.masking import shown
from etl.said import Text
from etl.settings import hold_polars_to

# How often a task is given to another worker after the one that had it was lost.
RETRIES = 2
# Unfinished and unread tasks a worker: enough to be never idle, few enough that results do not pile up.
AHEAD = 3


class Task(NamedTuple):
    """A call: `name` is what a person knows it by, the file that it reads. `function` is a module's, not a closure."""

    name: str
    function: Callable[..., Any]
    args: tuple[Any, ...] = ()


OnDone = Callable[[str], None]


class Runner(Protocol):
    """Something that carries out tasks."""

    def run(self, tasks: Sequence[Task], on_done: OnDone = ...) -> Iterator[Any]:
        """The results in the order of the tasks. `on_done` is told the name of each as it finishes, in any order.

        Raises:
            TaskError: a task raised; its name is in the message.
            WorkerLostError: the worker of a task was lost each time that it was tried.
        """
        ...


class TaskError(NetralitasError):
    """A task raised: a fault of ours, or of what it stands on."""


class WorkerLostError(NetralitasError):
    """Workers died, or none is left, and trying again did not help."""


# ------------------------------------------------------------------------------------------------------------- limits


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may use of its machine, so that tasks beside each other do not fight for it.

    `memory_mb` None means that nobody has set a limit.
    """

    threads: int
    memory_mb: int | None = None


_limits: Limits | None = None


def limits() -> Limits:
    """What the task that asks may use; what opens DuckDB or Arrow threads of its own keeps to it."""
    return _limits or Limits(cpus())


def limit(new: Limits) -> None:
    """Set the limits of this process, before anything else in it is asked for."""
    global _limits
    _limits = new
    hold_polars_to(new.threads)
    pa.set_cpu_count(new.threads)
    pa.set_io_thread_count(max(new.threads, 2))


def cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# ------------------------------------------------------------------------------------------------------------ carrying


class Done(NamedTuple):
    """What became of a task. An error travels as text: not every exception can be sent between processes."""

    result: Any = None
    error: str = ""
    where: str = ""
    # Message and remedy of what a person can act on; None where the error is a fault of ours.
    refusal: tuple[Text, Text] | None = None


def carry_out(task: Task) -> Done:
    """Call a task where this runs."""
    try:
        return Done(task.function(*task.args))
    except NetralitasError as error:
        return Done(None, refusal=(error.message, error.remedy))
    except Exception as error:
        # The trace names lines of ours, never values: what a cell held must not reach a log.
        where = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)[1:]))
        return Done(None, f"{type(error).__name__}: {shown(str(error))}", where)


def result_of(done: Done, task: Task) -> Any:
    """The result of a task that is done. Raises TaskError if it raised, or what it said that a person can act on."""
    if done.refusal is not None:
        raise NetralitasError(*done.refusal)
    if done.error:
        error = TaskError(
            f"{shown(task.name)}: {done.error}",
            Text(
                "Tidak ada yang disimpan dari pemuatan ini. Mohon laporkan.",
                "Nothing of this load was kept. Please report it.",
            ),
        )
        error.add_note(done.where)
        raise error
    return done.result


def _ignore(_: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Here:
    """One task after another in this process, each begun when its result is asked for."""

    def run(self, tasks: Sequence[Task], on_done: OnDone = _ignore) -> Iterator[Any]:
        for task in tasks:
            result = result_of(carry_out(task), task)
            on_done(task.name)
            yield result


def here() -> Runner:
    """Run tasks in this process."""
    return Here()


def processes(count: int, *, memory_mb: int | None = None) -> Runner:
    """Run tasks in so many processes of this machine, which share `memory_mb`; in this one if the count is 1."""
    return Processes(count, memory_mb) if count > 1 else here()


@dataclass(slots=True)
class InOrder:
    """Which tasks are still to be given out, and results that came before their turn."""

    tasks: Sequence[Task]
    on_done: OnDone
    waiting: list[int] = field(init=False)
    lost: dict[int, int] = field(default_factory=dict)
    _early: dict[int, Any] = field(default_factory=dict)
    _next: int = 0

    def __post_init__(self) -> None:
        self.waiting = list(range(len(self.tasks)))[::-1]

    @property
    def finished(self) -> bool:
        return self._next == len(self.tasks)

    def next_within(self, most: int) -> int | None:
        """The next task to give out, unless so many results would then wait for their turn."""
        if self.waiting and self.waiting[-1] < self._next + most:
            return self.waiting.pop()
        return None

    def settle(self, number: int, done: Done) -> None:
        """Take what became of a task."""
        self._early[number] = result_of(done, self.tasks[number])
        self.on_done(self.tasks[number].name)

    def lose(self, numbers: Sequence[int]) -> None:
        """Tasks whose worker was lost are given out again, first of all. Raises WorkerLostError once too often."""
        for number in numbers:
            self.lost[number] = self.lost.get(number, 0) + 1
        if gone := [shown(self.tasks[number].name) for number in numbers if self.lost[number] > RETRIES]:
            raise WorkerLostError(
                Text(
                    f"Proses pembaca hilang {RETRIES + 1} kali saat membaca: {', '.join(sorted(gone))}.",
                    f"The worker was lost {RETRIES + 1} times while it read: {', '.join(sorted(gone))}.",
                ),
                Text(
                    "Apakah memorinya habis? Muat berkas ini tersendiri, atau dengan lebih sedikit proses.",
                    "Was it out of memory? Load these files alone, or with fewer processes.",
                ),
            )
        self.waiting = sorted([*self.waiting, *numbers], reverse=True)

    def ready(self) -> Iterator[Any]:
        """The results whose turn it is."""
        while self._next in self._early:
            result = self._early.pop(self._next)
            self._next += 1
            yield result


# ----------------------------------------------------------------------------------------------------------- processes


@dataclass(frozen=True, slots=True)
class Processes:
    """Processes of this machine, begun afresh (`spawn`): nothing of this one's threads or locks goes with them."""

    count: int
    memory_mb: int | None = None

    def run(self, tasks: Sequence[Task], on_done: OnDone = _ignore) -> Iterator[Any]:
        order = InOrder(tasks, on_done)
        while not order.finished:
            in_flight: dict[Future[Done], int] = {}
            pool = self._pool(len(tasks))
            try:
                yield from self._until_lost(pool, order, in_flight)
            except BrokenProcessPool:
                order.lose(list(in_flight.values()))
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _pool(self, tasks: int) -> ProcessPoolExecutor:
        count = min(self.count, max(tasks, 1))
        share = Limits(max(cpus() // count, 1), self.memory_mb // count if self.memory_mb else None)
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(share,))

    def _until_lost(
        self, pool: ProcessPoolExecutor, order: InOrder, in_flight: dict[Future[Done], int]
    ) -> Iterator[Any]:
        """Give out tasks until all are done. A lost worker raises, with what it may have had left in `in_flight`."""
        while not order.finished:
            while (number := order.next_within(self.count * AHEAD)) is not None:
                in_flight[_submitted(pool, order, number)] = number
            for future in wait(in_flight, return_when=FIRST_COMPLETED).done:
                done = future.result()
                order.settle(in_flight.pop(future), done)
            yield from order.ready()


def _submitted(pool: ProcessPoolExecutor, order: InOrder, number: int) -> Future[Done]:
    try:
        return pool.submit(carry_out, order.tasks[number])
    except BrokenProcessPool:
        order.waiting.append(number)
        raise


def _begin(share: Limits) -> None:
    """What each worker does first: keep to its share, and end when the process that began it is gone."""
    limit(share)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
