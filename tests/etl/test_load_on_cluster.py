"""A load staged on a Dask cluster, one worker of which is killed: the figures are those of one machine."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from etl import jobs
from etl.batch import Plan
from etl.cluster import connected
from etl.indicators.registry import packaged
from etl.runners import OnDone, Runner, Task, here
from etl.simulate import simulate
from geo.regions import RegionIndex
from tests.etl import clusters, running
from tests.etl.loading import place_in, values_of

SOURCES = ("pact_recap", "headcount", "report_log", "case_outcome", "pact_register")
INDICATORS = ("pact_signing_rate", "report_count", "sanction_count")


class _Watched:
    """A runner that is given one more task in the midst: it waits on a worker until that is killed."""

    def __init__(self, runner: Runner, held: Task) -> None:
        self._runner, self._held = runner, held

    def run(self, tasks: Sequence[Task], on_done: OnDone = lambda _: None) -> Iterator[Any]:
        middle = len(tasks) // 2
        results = list(self._runner.run([*tasks[:middle], self._held, *tasks[middle:]], on_done))
        assert results.pop(middle) == "second attempt"
        return iter(results)


def _load(folder: Path, files: Sequence[Path], runner: Runner) -> jobs.Receipt:
    folder.mkdir()
    return jobs.load(
        Plan(tuple(files)), place_in(folder), indicators=packaged(), regions=RegionIndex.packaged(), runner=runner
    )


def _figures(folder: Path) -> dict[str, bytes]:
    """Every figure of some indicators, as the bytes of a CSV."""
    return {name: values_of(place_in(folder), name).to_csv(index=False).encode() for name in INDICATORS}


def test_a_killed_worker_changes_no_byte(tmp_path: Path, project_dir: Path) -> None:
    files = simulate(tmp_path / "nation", regions=4, seed=7, sources=SOURCES, rows=60_000, per_region=True)
    ready, never = tmp_path / "ready", tmp_path / "never"
    os.mkfifo(ready)
    os.mkfifo(never)
    held = Task("held", running.hold_at_first, (tmp_path / "tried", ready, never))
    killer = threading.Thread(target=lambda: os.kill(int(ready.read_text()), signal.SIGKILL))
    killer.start()
    with (
        clusters.scheduler(tmp_path) as (_, address),
        clusters.worker(address, tmp_path, path=project_dir) as one,
        clusters.worker(address, tmp_path, path=project_dir) as other,
        connected(address) as cluster,
    ):
        many = _load(tmp_path / "many", files, _Watched(cluster, held))
        killer.join()
        assert sorted([one.poll() or 0, other.poll() or 0]) == [-signal.SIGKILL, 0]
    alone = _load(tmp_path / "alone", files, here())
    assert [file.counts for file in many.files] == [file.counts for file in alone.files]
    assert alone.counts.accepted > 500
    assert _figures(tmp_path / "many") == _figures(tmp_path / "alone")
