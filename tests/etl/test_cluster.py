"""Tasks on a real Dask scheduler with real workers: killed, missing, different, they never change a result."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from etl.cluster import ClusterError, connected, fingerprint
from etl.runners import Task, TaskError, WorkerLostError, here
from tests.etl import clusters, running

SQUARES = [Task(f"{number}.csv", running.square, (number,)) for number in range(20)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def two_workers(folder: Path, project_dir: Path) -> Iterator[str]:
    with (
        clusters.scheduler(folder) as (_, address),
        clusters.worker(address, folder, path=project_dir),
        clusters.worker(address, folder, path=project_dir),
    ):
        yield address


def test_results_are_those_of_one_machine_in_order(two_workers: str) -> None:
    told: list[str] = []
    with connected(two_workers) as cluster:
        assert list(cluster.run(SQUARES, told.append)) == list(here().run(SQUARES))
        assert list(cluster.run([])) == []
    assert sorted(told) == sorted(task.name for task in SQUARES)


def test_tasks_run_on_the_workers_each_with_its_share(two_workers: str) -> None:
    with connected(two_workers) as cluster:
        tasks = [Task(str(number), running.process_and_threads) for number in range(12)]
        shares = set(cluster.run(tasks))
    assert len({pid for pid, *_ in shares}) == 2
    assert os.getpid() not in {pid for pid, *_ in shares}
    assert {threads for _, threads, _ in shares} == {1}
    assert all(memory_mb for *_, memory_mb in shares)


def test_a_task_that_raises_names_its_file(two_workers: str) -> None:
    with (
        connected(two_workers) as cluster,
        pytest.raises(TaskError, match=r"rusak\.xlsx: ValueError: cannot be"),
    ):
        list(cluster.run([*SQUARES, Task("rusak.xlsx", running.refuse, ("cannot be",))]))


def test_what_a_killed_worker_had_is_done_by_another(folder: Path, project_dir: Path, tmp_path: Path) -> None:
    ready, never = tmp_path / "ready", tmp_path / "never"
    os.mkfifo(ready)
    os.mkfifo(never)
    killer = threading.Thread(target=lambda: os.kill(int(ready.read_text()), signal.SIGKILL))
    killer.start()
    held = Task("held.csv", running.hold_at_first, (tmp_path / "tried", ready, never))
    with (
        clusters.scheduler(folder) as (_, address),
        clusters.worker(address, folder, path=project_dir) as one,
        clusters.worker(address, folder, path=project_dir) as other,
        connected(address) as cluster,
    ):
        results = list(cluster.run([*SQUARES[:5], held, *SQUARES[5:]]))
        killer.join()
        assert sorted([one.poll() or 0, other.poll() or 0]) == [-signal.SIGKILL, 0]
    assert results == [0, 1, 4, 9, 16, "second attempt", *(number**2 for number in range(5, 20))]


def test_a_file_that_kills_every_worker_is_named(folder: Path, project_dir: Path, tmp_path: Path) -> None:
    with (
        clusters.scheduler(folder, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as (_, address),
        clusters.worker(address, folder, path=project_dir),
        connected(address) as cluster,
        pytest.raises(WorkerLostError, match=r"Every worker that read besar\.csv was lost"),
    ):
        list(cluster.run([Task("besar.csv", running.die_at_first, (tmp_path, 9))]))


def test_a_cluster_that_has_lost_all_its_workers_is_told(folder: Path, project_dir: Path, tmp_path: Path) -> None:
    with (
        clusters.scheduler(folder) as (_, address),
        clusters.worker(address, folder, path=project_dir),
        connected(address, timeout_s=1.0) as cluster,
        pytest.raises(WorkerLostError, match="has had no worker for 1 s"),
    ):
        list(cluster.run([Task("besar.csv", running.die_at_first, (tmp_path, 9))]))


def test_a_scheduler_that_goes_is_told(folder: Path, project_dir: Path, tmp_path: Path) -> None:
    ready, never = tmp_path / "ready", tmp_path / "never"
    os.mkfifo(ready)
    os.mkfifo(never)
    with (
        clusters.scheduler(folder) as (scheduler, address),
        clusters.worker(address, folder, path=project_dir),
        connected(address, timeout_s=2.0) as cluster,
    ):
        killer = threading.Thread(target=lambda: ready.read_text() and scheduler.kill())
        killer.start()
        held = Task("held.csv", running.hold_at_first, (tmp_path / "tried", ready, never))
        with pytest.raises(ClusterError, match="is gone"):
            list(cluster.run([held]))
        killer.join()


def test_without_workers_a_load_does_not_wait_for_ever(folder: Path) -> None:
    with (
        clusters.scheduler(folder) as (_, address),
        pytest.raises(WorkerLostError, match=r"has had no worker for 0\.2 s"),
        connected(address, timeout_s=0.2),
    ):
        pass


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "127.0.0.1:1", "http://127.0.0.1:1", "tcp://nowhere.invalid:1"]
)
def test_a_scheduler_that_does_not_answer_is_told(address: str) -> None:
    with pytest.raises(ClusterError, match="No Dask scheduler answers at"), connected(address, timeout_s=0.5):
        pass


def test_a_scheduler_need_not_know_our_code(folder: Path, project_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "etl").mkdir()
    (tmp_path / "etl" / "__init__.py").write_text('raise ImportError("there is no netralitas here")')
    with (
        clusters.scheduler(folder, path=tmp_path) as (_, address),
        clusters.worker(address, folder, path=project_dir),
        connected(address, timeout_s=5.0) as cluster,
    ):
        assert list(cluster.run(SQUARES)) == list(here().run(SQUARES))


def test_a_worker_with_other_code_is_refused(folder: Path, project_dir: Path, tmp_path: Path) -> None:
    for room in ("etl", "geo"):
        shutil.copytree(project_dir / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(project_dir / "tests" / "etl", tmp_path / "tests" / "etl")
    with (tmp_path / "etl" / "intervals.py").open("a") as changed:
        changed.write("# another version\n")
    with (
        clusters.scheduler(folder) as (_, address),
        clusters.worker(address, folder, path=tmp_path),
        connected(address) as cluster,
        pytest.raises(ClusterError, match=r"not like this machine .*: netralitas .* / ") as caught,
    ):
        list(cluster.run(SQUARES[:1]))
    assert fingerprint()["netralitas"] in str(caught.value)
    assert "pandas" not in str(caught.value)


def test_a_worker_that_cannot_begin_a_task_is_told(
    two_workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "known_only_here.py").write_text("def task() -> None: ...\n")
    monkeypatch.syspath_prepend(tmp_path)
    task = Task("a.csv", import_module("known_only_here").task)
    with connected(two_workers) as cluster, pytest.raises(ClusterError, match=r"could not begin a\.csv"):
        list(cluster.run([task]))


WITHOUT_DASK = """
import sys
sys.modules["distributed"] = None
from etl.cluster import connected
from etl.errors import NetralitasError
try:
    with connected("tcp://127.0.0.1:1"):
        pass
except NetralitasError as error:
    sys.exit(str(error))
"""


def test_a_missing_extra_is_told(project_dir: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", WITHOUT_DASK], cwd=project_dir, capture_output=True, text=True)
    assert (ended.returncode, "netralitas[dask]" in ended.stderr, "Traceback" in ended.stderr) == (1, True, False)
