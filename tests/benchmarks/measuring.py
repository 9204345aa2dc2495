"""A module run in a process of its own: how long it took, how much memory it and its children needed, what it said."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
_LOOK_EVERY_S = 0.2
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Measured:
    """`seconds` from start to end of the process, `said` the JSON it printed.

    `memory_mb` is the most that it and its children held at one time (resident), `largest_mb` the most of one process.
    """

    seconds: float
    memory_mb: float
    largest_mb: float
    said: Any


def run(module: str, *arguments: object, **environment: str) -> Measured:
    """Run `python -m tests.benchmarks.MODULE ARGUMENTS`. Raises CalledProcessError if it fails."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    ) as process:
        watch = _Watch(process.pid)
        text = process.communicate()[0]
        seconds = time.perf_counter() - started
    watch.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, text)
    return Measured(seconds, watch.together_mb, watch.largest_mb, json.loads(text))


class _Watch:
    """Looks at the memory of a process and its children until told to stop."""

    def __init__(self, pid: int) -> None:
        self.together_mb = self.largest_mb = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_EVERY_S):
            sizes = [resident_mb(pid) for pid in with_children(self._pid)]
            self.together_mb = max(self.together_mb, sum(sizes))
            self.largest_mb = max(self.largest_mb, *sizes, 0.0)


def with_children(pid: int) -> list[int]:
    """A process and all that it has started, as far as they are there."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:  # gone meanwhile
        return [pid]
    return [pid, *(each for child in children for each in with_children(child))]


def resident_mb(pid: int) -> float:
    """What a process holds in memory; pages that it shares with others count whole. 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except (OSError, IndexError):
        return 0.0


def own_mb(pid: int) -> float:
    """What a process holds in memory; pages that it shares count by its share (PSS). 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:")), 0.0)
