"""A real Dask scheduler and real workers, each a process of its own."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEDULER = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
WORKER = ("-m", "distributed.cli.dask_worker", "--host", "127.0.0.1", "--no-nanny", "--no-dashboard", "--nthreads", "1")
_AT = re.compile(r"(?:Scheduler at|Registered to): +(tcp://\S+)")


@contextmanager
def _running(
    arguments: tuple[str, ...], folder: Path, path: Path | None, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process until the block ends, and the address that it says it has, or has found."""
    found_first = {"PYTHONPATH": str(path)} if path else {}
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=folder,
        env={**os.environ, **found_first, **environment},
    ) as process:  # fmt: skip
        try:
            yield process, _address(process)
        finally:
            process.kill()


def _address(process: subprocess.Popen[str]) -> str:
    """What a process says when it is ready; from then on somebody keeps reading, so that it never waits to be heard."""
    lines: list[str] = []
    assert process.stderr
    for line in process.stderr:
        lines.append(line)
        if found := _AT.search(line):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1]
    raise AssertionError("".join(lines))


@contextmanager
def scheduler(
    folder: Path, *, path: Path | None = None, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A scheduler without workers: its process, its address. It asks a dead worker for results for 10 s, not 30."""
    with _running(SCHEDULER, folder, path, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="10s", **environment) as running:
        yield running


@contextmanager
def worker(address: str, folder: Path, *, path: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """A worker of one thread; `path` is where it looks for Python modules first."""
    with _running((*WORKER, address), folder, path) as (process, _):
        yield process
