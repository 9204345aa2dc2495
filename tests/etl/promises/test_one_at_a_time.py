"""Exactly one load at a time, in real processes, on both databases."""

import re
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.errors import WarehouseError
from etl.settings import Place
from etl.warehouse import status
from etl.warehouse.connect import reading
from etl.warehouse.lock import Holder, one_load
from tests.etl.loading import load_for_few as load
from tests.etl.loading import recap
from tests.etl.promises.killing import start

KONAWE, DAY, NOW = "Kabupaten Konawe", "2024-09-30", datetime(2026, 11, 22, 8, tzinfo=UTC)


def test_a_second_load_waits_says_for_whom_and_then_loads(place: Place, tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    load(place, file)
    other = recap(tmp_path / "b.csv", (KONAWE, "Dinas B", DAY, 10, 6))
    with one_load(place, NOW):
        process = start("-", place, other)
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        with reading(place) as connection:
            assert len(status.summary(connection, 546)["runs"]) == 1
    rest, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert rest.splitlines()[-1] == "committing"
    with reading(place) as connection:
        assert len(status.summary(connection, 546)["runs"]) == 2


def test_who_may_not_wait_is_refused_and_told_who_is_at_it(place: Place, tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    load(place, file)
    with start("-", place, file) as process:
        assert process.stdout is not None
        assert process.stdout.readline()  # it has the lock before it says anything
        process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(WarehouseError, match=rf"process {process.pid} on \S+ since 20\d\d-"):
                load(place, file, wait=False)
        finally:
            process.send_signal(signal.SIGCONT)
        process.communicate(timeout=120)
    assert process.returncode == 0


def test_a_killed_process_leaves_no_lock(place: Place, tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    with start("staged", place, file) as process:
        process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    waited: list[Holder] = []
    assert load(place, file, on_wait=waited.append).version == 1
    assert waited == []


def test_many_at_once_come_one_after_the_other(place: Place, tmp_path: Path) -> None:
    files = [recap(tmp_path / f"{n}.csv", (KONAWE, f"Dinas {n}", DAY, 100, n)) for n in range(3)]
    processes = [start("-", place, file) for file in files]
    for process in processes:
        _, told = process.communicate(timeout=240)
        assert process.returncode == 0, told
    with reading(place) as connection:
        runs = status.summary(connection, 546)["runs"]
    assert sorted(run["version"] for run in runs) == [1, 2, 3]
    assert all(re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{6}", run["run_id"]) for run in runs)


def test_threads_of_one_process_take_turns_too(tmp_path: Path) -> None:
    place = Place("uji", f"sqlite:///{tmp_path / 'uji.sqlite'}")
    with one_load(place, NOW), pytest.raises(WarehouseError, match="08:00:00"), one_load(place, NOW, wait=False):
        pass
    with one_load(place, NOW, wait=False):
        pass
