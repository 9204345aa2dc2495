"""50 loads killed at random moments: the version before or the version after, and the next load finishes the work."""

import random
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from etl.settings import Place
from etl.warehouse.connect import current_version, reading
from etl.warehouse.schema import live_at, metadata
from tests.etl.loading import load_for_few as load
from tests.etl.loading import place_in, recap
from tests.etl.promises.killing import start
from tests.etl.promises.test_killed import register
from tests.postgres.conftest import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

KILLS = 50
DAY = "2024-09-30"
REGIONS = ("Kabupaten Konawe", "Kota Kendari", "Kabupaten Muna", "Kabupaten Buton")


def content(place: Place) -> set[str]:
    """What the present version shows, without numbers of rows, versions and runs, and where parts of registers lie."""
    own = {"version_from", "version_to", "record_id", "run_id", "part", "slice"}
    found = set()
    with reading(place) as connection:
        number = current_version(connection)
        for table in metadata.sorted_tables:
            if "version_to" in table.c:
                keys = own | {column.name for column in table.primary_key}
                columns = [column for column in table.c if column.name not in keys]
                rows = connection.execute(select(*columns).where(live_at(table, number))).all()
                found |= {f"{table.name} {row!r}" for row in rows}
    return found


def files(folder: Path, signed: int) -> list[Path]:
    rows = [(region, f"Dinas {n}", DAY, 100, signed) for region in REGIONS for n in range(50)]
    return [recap(folder / "a.csv", *rows), register(folder / "r.csv", *[n < signed for n in range(60)])]


@pytest.mark.soak
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_at_random_moments(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    def fresh(number: int) -> Place:
        folder = tmp_path / str(number)
        folder.mkdir()
        return place_in(folder)

    server = Place("uji", request.getfixturevalue("postgres_url")) if database == "postgresql" else None
    place, chance = server or fresh(0), random.Random(2024)
    load(place, *files(tmp_path, 10))
    longest = _seconds(place, *files(tmp_path, 11))
    ends: dict[str, int] = {"before": 0, "after": 0}
    for number in range(KILLS):
        before, new = content(place), files(tmp_path, 12 + number % 40)
        with start("-", place, *new) as process:
            time.sleep(chance.uniform(0, longest))  # the moment is what is tested
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=120)
        found = content(place)
        receipt = load(place, *new, wait=False)
        after = content(place)
        assert found in (before, after), f"kill {number}"
        ends["before" if found == before else "after"] += 1
        assert receipt.exit_code == 0
    assert ends["before"] > 0


def _seconds(place: Place, *paths: Path) -> float:
    """How long such a load takes as a process of its own."""
    started = time.monotonic()
    with start("-", place, *paths) as process:
        process.communicate(timeout=240)
    assert process.returncode == 0
    return time.monotonic() - started
