"""Tasks in this process and in several: the same results in the same order, and lost workers are replaced."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.runners import RETRIES, Runner, Task, TaskError, WorkerLostError, cpus, here, limits, processes
from tests.etl import running

both = pytest.mark.parametrize("make", [here, lambda: processes(2)], ids=["here", "processes"])
Make = Callable[[], Runner]
SQUARES = [Task(f"{number}.csv", running.square, (number,)) for number in range(40)]


@both
def test_results_come_in_order_and_each_is_told(make: Make) -> None:
    told: list[str] = []
    assert list(make().run(SQUARES, told.append)) == [number**2 for number in range(40)]
    assert sorted(told) == sorted(task.name for task in SQUARES)


@both
def test_nothing_to_do_is_done(make: Make) -> None:
    assert list(make().run([])) == []


@both
def test_a_task_that_raises_names_its_file_and_no_person(make: Make) -> None:
    tasks = [*SQUARES[:2], Task("sub/rusak.xlsx", running.refuse, ("cannot be",)), *SQUARES[2:]]
    with pytest.raises(TaskError, match=r"sub/rusak\.xlsx: ValueError: cannot be") as caught:
        list(make().run(tasks))
    assert "running.py" in caught.value.__notes__[0]
    with pytest.raises(TaskError) as masked:
        list(make().run([Task("a.csv", running.refuse, ("NIP 199001012015011001 is wrong",))]))
    assert "199001012015011001" not in f"{masked.value} {masked.value.__notes__}"


def test_a_late_result_keeps_its_place(tmp_path: Path) -> None:
    fifo = tmp_path / "word"
    os.mkfifo(fifo)
    told: list[str] = []
    tasks = [Task("first", running.wait_for_word, (fifo,)), Task("second", running.say, (fifo, "halo"))]
    assert list(processes(2).run(tasks, told.append)) == ["halo", "halo"]
    assert set(told) == {"first", "second"}


def test_processes_are_others_and_share_the_machine() -> None:
    tasks = [Task(str(number), running.process_and_threads) for number in range(2)]
    for pid, threads, memory_mb in processes(2, memory_mb=1000).run(tasks):
        assert pid != os.getpid()
        assert (threads, memory_mb) == (max(cpus() // 2, 1), 500)
    assert (limits().threads, limits().memory_mb) == (cpus(), None)
    assert {pid for pid, *_ in processes(1).run(tasks)} == {os.getpid()}


def test_a_lost_worker_is_replaced_so_often_and_no_more(tmp_path: Path) -> None:
    (few := tmp_path / "few").mkdir()
    tasks = [*SQUARES[:5], Task("besar.csv", running.die_at_first, (few, RETRIES)), *SQUARES[5:]]
    results = list(processes(2).run(tasks))
    assert results == [0, 1, 4, 9, 16, RETRIES + 1, *(number**2 for number in range(5, 40))]
    (many := tmp_path / "many").mkdir()
    with pytest.raises(WorkerLostError, match=r"lost 3 times while it read: .*besar\.csv"):
        list(processes(2).run([Task("besar.csv", running.die_at_first, (many, 9)), SQUARES[0]]))


def test_results_that_nobody_reads_do_not_pile_up() -> None:
    told: list[str] = []
    results = processes(2).run(SQUARES, told.append)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert len(told) <= 8


PARENT = """
import sys
from pathlib import Path
from etl.runners import Task, processes
from tests.etl import running

if __name__ == "__main__":
    alive, never = Path(sys.argv[1]), Path(sys.argv[2])
    list(processes(2).run([Task("a", running.hold, (alive, never)), Task("b", running.hold, (alive, never))]))
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path, project_dir: Path) -> None:
    alive, never, script = tmp_path / "alive", tmp_path / "never", tmp_path / "parent.py"
    os.mkfifo(alive)
    os.mkfifo(never)
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, script, alive, never],
        env={**os.environ, "PYTHONPATH": str(project_dir)},
        stderr=subprocess.DEVNULL,  # where Python counts what the killed one left behind
    )
    with alive.open("rb", buffering=0) as pipe:
        said = b""
        while len(said) < len(b"herehere"):
            said += pipe.read(8)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert select.select([pipe], [], [], 60)[0], "workers outlive the process that began them"
        assert pipe.read(1) == b""
