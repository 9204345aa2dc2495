"""Rows of persons in keeping, on a real server."""

from datetime import UTC, datetime
from pathlib import Path

from etl import custody
from etl.people.parts import PartStore
from etl.settings import Place
from tests.etl.loading import load, people_in
from tests.etl.people.registers import counted, nip, register, row
from tests.etl.people.test_custody import HEALTH, KENDARI, referenced


def test_rotated_erased_checked_and_removed(postgres_url: str, tmp_path: Path) -> None:
    place, people = Place("uji", postgres_url), people_in(tmp_path)
    rows = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n else "") for n in range(5)]
    file = register(tmp_path / "a.csv", [*rows, row("Antah", HEALTH, nip(9))])
    load(place, file)
    counts = counted(place)
    assert custody.rotate(place, people)[1:] == (2, 2)
    again = load(place, register(file, rows))
    assert (again.version, again.counts.unchanged) == (1, 5)
    assert custody.erase([nip(1), nip(9)], place, people) == (1, 1, 2)
    assert custody.check(place, people) == (1, [])
    assert set(PartStore(people.url).names()) == referenced(place)
    later = datetime(datetime.now(UTC).year + 2, 1, 1, tzinfo=UTC)
    assert custody.retain(place, people, 365, clock=lambda: later) == (1, 5, 2)
    assert (counted(place), list(PartStore(people.url).names())) == (counts, [])
