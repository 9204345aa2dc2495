"""`netralitas load --dry-run`: the receipt of a load, and nothing of it kept."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, select

from etl import custody, jobs
from etl.batch import Plan
from etl.errors import WarehouseError
from etl.indicators.registry import packaged
from etl.people.keys import next_of
from etl.runners import OnDone, Task, here
from etl.settings import PeoplePlace, Place
from etl.warehouse.connect import current_version, reading, writing
from etl.warehouse.lock import one_load
from etl.warehouse.schema import metadata
from geo.regions import RegionIndex
from tests.etl.loading import event_row, events, people_in, place_in, recap, write_csv
from tests.etl.loading import load_for_few as load
from tests.etl.people.registers import nip, register, row

KONAWE, DAY = "Kabupaten Konawe", "2024-09-30"


def everything(place: Place) -> dict[str, list[object]]:
    """All rows of all tables."""
    with reading(place) as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in metadata.sorted_tables
        }


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_gives_the_receipt_of_the_load_and_changes_nothing(place: Place, tmp_path: Path) -> None:
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 50)))
    file = recap(
        tmp_path / "b.csv",
        (KONAWE, "Dinas A", DAY, 100, 80),
        (KONAWE, "Dinas A", DAY, 100, 80),
        (KONAWE, "Dinas B", DAY, 50, 50),
        (KONAWE, "Dinas C", DAY, 50, 51),
    )
    before = everything(place)
    tried = load(place, file, dry_run=True)
    assert everything(place) == before
    assert (tried.dry_run, tried.run_id, tried.version) == (True, None, 2)
    real = load(place, file)
    assert (real.dry_run, real.version) == (False, 2)
    assert real.run_id
    assert tried.counts == real.counts
    assert [file.counts for file in tried.files] == [file.counts for file in real.files]
    assert tried.conflicts == real.conflicts


def test_it_names_the_conflicts_that_would_come(place: Place, tmp_path: Path) -> None:
    file = events(
        tmp_path / "e.csv",
        event_row("A", "Sulawesi Tenggara", "74", DAY, 40, covers="area"),
        event_row("B", KONAWE, "74.02", DAY, 3),
    )
    tried = load(place, file, dry_run=True)
    assert [(each["kind"], each["stated"], each["found"]) for each in tried.conflicts] == [("parts_differ", "40", "3")]


def test_the_file_of_the_warehouse_stays_byte_for_byte(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60)))
    before = digest(tmp_path / "uji.sqlite")
    load(place, recap(tmp_path / "b.csv", (KONAWE, "Dinas A", DAY, 100, 80)), dry_run=True)
    assert digest(tmp_path / "uji.sqlite") == before
    assert not (tmp_path / "uji.sqlite-wal").exists()


def test_a_warehouse_that_is_absent_is_not_made(tmp_path: Path) -> None:
    place = Place("uji", f"sqlite:///{tmp_path / 'none' / 'uji.sqlite'}")
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    assert load(place, file, dry_run=True).counts.accepted == 1
    assert not (tmp_path / "none").exists()


def test_an_empty_database_stays_empty_if_nothing_is_loaded(postgres_url: str, tmp_path: Path) -> None:
    place = Place("uji", postgres_url)
    file = recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    assert load(place, file, dry_run=True).counts.accepted == 1
    no_recap = write_csv(tmp_path / "b.csv", ["Catatan"], [["rapat"]])
    assert [each.status for each in load(place, no_recap).files] == ["refused"]
    engine = create_engine(postgres_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_the_next_load_makes_the_version_that_was_told(tmp_path: Path) -> None:
    place, file = place_in(tmp_path), recap(tmp_path / "a.csv", (KONAWE, "Dinas A", DAY, 100, 60))
    load(place, file)
    assert load(place, file, dry_run=True).version == 1
    with reading(place) as connection:
        assert current_version(connection) == 1


# -- registers, and other loads ----------------------------------------------------------------------------------------

KENDARI, HEALTH, NOW = "Kota Kendari", "Dinas Kesehatan", datetime(2026, 11, 22, 8, tzinfo=UTC)


def signatories(path: Path, *numbers: int) -> Path:
    return register(path, [row(KENDARI, HEALTH, nip(n), "2024-09-10") for n in numbers])


def state(folder: Path) -> dict[str, str]:
    """What lies in a folder, byte for byte."""
    return {str(each): digest(each) if each.is_file() else "" for each in sorted(folder.rglob("*"))}


def test_a_register_is_tried_beside_another_load_and_leaves_no_key_and_no_folder(place: Place, tmp_path: Path) -> None:
    home = tmp_path / "home"
    people = PeoplePlace(str(home / "people" / "uji"), home / "uji.pseudonym.key")
    file = signatories(tmp_path / "in" / "a.csv", 1, 2, 2)
    with one_load(place, NOW):
        tried = load(place, file, dry_run=True, wait=False, people=people)
    assert (tried.counts.accepted, tried.counts.superseded, home.exists()) == (2, 1, False)
    assert load(place, file, people=people).counts == tried.counts
    before = state(home)
    more = signatories(tmp_path / "in" / "b.csv", 2, 3)
    with one_load(place, NOW), writing(place) if place.file else nullcontext():
        tried = load(place, more, dry_run=True, wait=False, people=people)
    assert state(home) == before
    assert load(place, more, people=people).counts == tried.counts


class Elsewhere:
    """A runner whose workers may be on other machines."""

    def run(self, tasks: Sequence[Task], on_done: OnDone = lambda _: None) -> Iterator[Any]:
        return here().run(tasks, on_done)


def test_what_other_machines_stage_is_tried_beside_the_shared_folder(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    people = PeoplePlace(str(tmp_path / "shared" / "people"), tmp_path / "pseudonym.key")
    load(place, signatories(tmp_path / "in" / "a.csv", 1), people=people)
    before, seen = state(tmp_path / "shared"), set[str]()
    tried = jobs.load(
        Plan((signatories(tmp_path / "in" / "b.csv", 1, 2),)), place, indicators=packaged(),
        regions=RegionIndex.packaged(), people=people, runner=Elsewhere(), dry_run=True,
        on_step=lambda _: seen.update(each.parts[-3] for each in (tmp_path / "shared").rglob("*.parquet")),
    )  # fmt: skip
    assert (tried.counts.accepted, tried.counts.unchanged) == (1, 1)
    assert len([name for name in seen if name.startswith("people.trial-")]) == 1
    assert state(tmp_path / "shared") == before


def test_keys_of_a_rotation_that_was_cut_off_are_read_and_not_moved(tmp_path: Path) -> None:
    place, people = place_in(tmp_path), people_in(tmp_path)
    load(place, signatories(tmp_path / "in" / "a.csv", 1), people=people)
    custody.rotate(place, people)
    people.key_file.rename(next_of(people.key_file))
    same = signatories(tmp_path / "in" / "b.csv", 1)
    assert load(place, same, dry_run=True, people=people).counts.unchanged == 1
    assert not people.key_file.exists()


def rotate(place: Place, people: PeoplePlace) -> None:
    custody.rotate(place, people)


def lose(_: Place, people: PeoplePlace) -> None:
    shutil.rmtree(people.url)


@pytest.mark.parametrize(("meanwhile", "told"), [(rotate, "key .* changed"), (lose, "part .* could not be read")])
def test_registers_that_change_meanwhile_are_told(
    meanwhile: Callable[[Place, PeoplePlace], None], told: str, tmp_path: Path
) -> None:
    place, people = place_in(tmp_path), people_in(tmp_path)
    load(place, signatories(tmp_path / "in" / "a.csv", 1), people=people)
    then = {"staged": lambda: meanwhile(place, people)}
    with pytest.raises(WarehouseError, match=told):
        load(
            place, signatories(tmp_path / "in" / "b.csv", 1), dry_run=True, people=people,
            on_step=lambda step: then.get(step, lambda: None)(),
        )  # fmt: skip
