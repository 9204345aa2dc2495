"""A load killed at any of its steps leaves the version before, and the next one finishes the work."""

import signal
from pathlib import Path

import pytest

from etl.settings import Place
from etl.warehouse.connect import current_version, reading
from tests.etl.loading import load_for_few as load
from tests.etl.loading import recap, write_csv
from tests.etl.promises.killing import start
from tests.etl.promises.test_revert import shown

KONAWE, DAY = "Kabupaten Konawe", "2024-09-30"
STEPS = ("staged", "recorded", "computed", "published", "committing")


def register(path: Path, *signed: bool) -> Path:
    header = ["government", "agency", "nip", "date", "status"]
    rows = [
        [KONAWE, "Dinas R", f"19850101200501{1 + n % 2}{n + 1:03d}", DAY, "sudah" if each else "belum"]
        for n, each in enumerate(signed)
    ]
    return write_csv(path, header, rows)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_the_version_before_stands_and_the_next_load_finishes(
    place: Place, tmp_path: Path, step: str
) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    before = shown(place)
    files = [
        recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 99)),
        register(tmp_path / "r.csv", True, True, False),
    ]
    with start(step, place, *files) as process:
        _, told = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, told
    with reading(place) as connection:
        assert current_version(connection) == 1
    assert shown(place) == before
    receipt = load(place, *files, wait=False)  # nothing of the killed one is in its way
    assert (receipt.version, receipt.counts.accepted, receipt.counts.replaced) == (2, 4, 1)


def test_killed_before_anything_was_there_nothing_is_and_the_next_load_makes_it(place: Place, tmp_path: Path) -> None:
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    with start("committing", place, file) as process:
        process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    assert shown(place) == ""
    assert load(place, file, wait=False).version == 1
