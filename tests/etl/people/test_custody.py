"""Rows of persons in keeping: another key, persons taken out, time that is over, and what is left lying."""

import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table, select

from etl import batch, custody, jobs
from etl.custody import NotErasedError
from etl.errors import NetralitasError, SettingsError, WarehouseError
from etl.indicators.registry import Registry
from etl.people.keys import Keys, keys_from, next_of, rotated, write_keys
from etl.people.parts import PartStore
from etl.revert import RevertRefusedError, revert
from etl.settings import PeoplePlace, Place
from etl.warehouse.connect import reading, writing
from etl.warehouse.schema import person_slice, reject, reject_row
from etl.warehouse.take_back import version_of
from geo.regions import RegionIndex
from tests.etl.loading import load_for_none as load
from tests.etl.loading import people_in, place_in, recap
from tests.etl.people.registers import counted, nip, register, row
from tests.etl.people.test_counting import files, written
from tests.examples import examples
from tests.reference.people import Registers, Row

KENDARI, MUBAR = "Kota Kendari", "Kabupaten Muna Barat"
HEALTH, SCHOOLS = "Dinas Kesehatan", "Dinas Pendidikan"
END = date(2024, 9, 30)
BOTH = {("74.71", HEALTH, END): (2.0, 4.0), ("74.13", HEALTH, END): (1.0, 3.0)}


def two_registers(folder: Path) -> Place:
    """Kendari lists four persons, Muna Barat three and one of Kendari's, who signed there later."""
    place = place_in(folder)
    mine = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n < 2 else "") for n in range(4)]
    theirs = [row(MUBAR, HEALTH, nip(n), "2024-09-12" if n in (0, 10) else "") for n in (0, 10, 11, 12)]
    load(place, register(folder / "a.csv", mine), register(folder / "b.csv", theirs))
    assert counted(place) == BOTH
    return place


def persons(folder: Path) -> list[str]:
    """The pseudonyms in all parts, a row each."""
    files = sorted((folder / "people").rglob("*.parquet"))
    return sorted(
        value.hex for file in files for value in pd.read_parquet(file, columns=["person"])["person"].map(_uuid)
    )


def _uuid(value: Any) -> "UUID":
    return value if isinstance(value, UUID) else UUID(bytes=value)


def sound(place: Place, folder: Path) -> bool:
    looked_at, faults = custody.check(place, people_in(folder))
    return looked_at > 0 and not faults


def parts_of(folder: Path) -> set[str]:
    return set(PartStore(str(folder / "people")).names())


def referenced(place: Place) -> set[str]:
    with reading(place) as connection:
        return set(connection.scalars(select(person_slice.c.part)))


def shown_under(key_file: Path) -> str:
    """The first person as rejects show them."""
    keys = keys_from(None, key_file)
    return keys.shown(keys.pseudonym(nip(1)))


def text_of(place: Place, *tables: Table) -> str:
    with reading(place) as connection:
        return repr([connection.execute(select(table)).all() for table in tables])


# -- rotation ----------------------------------------------------------------------------------------------------------


def test_a_rotation_hashes_everybody_again_and_changes_no_count(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    people = people_in(tmp_path)
    old, parts = persons(tmp_path), parts_of(tmp_path)
    rotated = custody.rotate(place, people)
    assert (rotated.parts, rotated.keys) == (2, 2)
    keys = keys_from(None, people.key_file)
    assert len(keys.chain) == 2 and not next_of(people.key_file).exists()
    assert persons(tmp_path) == sorted(Keys(keys.chain[1:]).pseudonym(person) for person in old)
    assert persons(tmp_path) == sorted(keys.pseudonym(nip(n)) for n in (0, 0, 1, 2, 3, 10, 11, 12))
    assert not parts & parts_of(tmp_path)
    assert counted(place) == BOTH and sound(place, tmp_path)


def test_after_rotations_a_person_still_counts_once(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    for _ in range(2):
        custody.rotate(place, people_in(tmp_path))
    again = load(place, tmp_path / "a.csv", tmp_path / "b.csv")
    assert (again.version, again.counts.unchanged) == (1, again.counts.read)
    load(place, register(tmp_path / "c.csv", [row(KENDARI, SCHOOLS, nip(1), "2024-09-20")]))
    assert counted(place) == {**BOTH, ("74.71", SCHOOLS, END): (0.0, None)}


def test_rejected_rows_follow_a_rotation(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [row("Antah", HEALTH, nip(1)), row(KENDARI, HEALTH, nip(2))]))
    people = people_in(tmp_path)
    old = shown_under(people.key_file)
    assert old in text_of(place, reject) and old in text_of(place, reject_row)
    assert custody.rotate(place, people).rejects == 2
    new = shown_under(people.key_file)
    for table in (reject, reject_row):
        assert old not in text_of(place, table) and new in text_of(place, table)


def test_a_pseudonym_written_before_a_rotation_is_still_the_same_person(tmp_path: Path) -> None:
    place, people = two_registers(tmp_path), people_in(tmp_path)
    written = shown_under(people.key_file)
    custody.rotate(place, people)
    receipt = load(place, register(tmp_path / "c.csv", [row(KENDARI, SCHOOLS, written, "2024-09-20")]))
    assert (receipt.counts.read, receipt.counts.superseded) == (1, 1)
    assert counted(place) == {**BOTH, ("74.71", SCHOOLS, END): (0.0, None)}


def test_a_pseudonym_of_another_warehouse_is_rejected(tmp_path: Path) -> None:
    place, other = two_registers(tmp_path), rotated(Keys(()))
    written = other.shown(other.pseudonym(nip(1)))
    receipt = load(place, register(tmp_path / "c.csv", [row(KENDARI, SCHOOLS, written, "2024-09-20")]))
    assert (receipt.counts.read, receipt.counts.rejected) == (1, 1)
    assert counted(place) == BOTH
    told = text_of(place, reject)
    assert "pseudonym_unknown" in told and written not in told and written not in text_of(place, reject_row)


def test_stated_keys_are_rotated_when_one_more_is_stated(tmp_path: Path) -> None:
    first = rotated(Keys(()))
    second, other = rotated(first), rotated(rotated(Keys(())))

    def stated(keys: Keys) -> PeoplePlace:
        return PeoplePlace(str(tmp_path / "people"), tmp_path / "none.key", ",".join(keys.chain))

    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [row(KENDARI, HEALTH, nip(1))]), people=stated(first))
    for wrong in (first, other):
        with pytest.raises(SettingsError, match="openssl") as caught:
            custody.rotate(place, stated(wrong))
        assert not [key for key in wrong.chain if key in str(caught.value)]
    with pytest.raises(NetralitasError, match="rotate"):
        load(place, register(tmp_path / "b.csv", [row(KENDARI, HEALTH, nip(1))]), people=stated(second))
    custody.rotate(place, stated(second))
    assert persons(tmp_path) == [second.pseudonym(nip(1))]
    assert not (tmp_path / "none.key").exists()


def test_another_key_and_a_lost_one_are_refused(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    people = people_in(tmp_path)
    more = register(tmp_path / "c.csv", [row(KENDARI, SCHOOLS, nip(1))])
    right = people.key_file.read_bytes()
    people.key_file.unlink()
    commands = (
        lambda: load(place, more), lambda: custody.rotate(place, people), lambda: custody.check(place, people),
        lambda: custody.erase([nip(1)], place, people),
    )  # fmt: skip
    for command in commands:
        with pytest.raises(NetralitasError, match="is not there"):
            command()
    assert not people.key_file.exists()
    write_keys(people.key_file, rotated(Keys(())))
    for command in commands:
        with pytest.raises(NetralitasError, match="another key"):
            command()
    people.key_file.write_bytes(right)
    load(place, recap(tmp_path / "r.csv", (KENDARI, "Dinas A", "2024-09-30", 10, 4)), more)
    assert sound(place, tmp_path)


KILLED = """
import os, signal, sys
from pathlib import Path
from etl import batch, custody, jobs
from etl.people import keys, parts
from etl.warehouse import people as held
from tests.etl.loading import people_in, place_in

moment, calls, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
where, name = {
    "part": (parts.PartStore, "put"), "key": (held, "fix_key"), "committed": (custody, "settle_on_disk"),
    "removed": (parts.PartStore, "remove"), "waiting": (custody, "write_keys"),
}[moment]
real = getattr(where, name)

def dies(*words, **named):
    global calls
    calls -= 1
    if calls == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*words, **named)

setattr(where, name, dies)
custody.rotate(place_in(folder), people_in(folder))
"""


@pytest.mark.parametrize(
    ("moment", "calls"), [("waiting", 1), ("part", 1), ("part", 2), ("key", 1), ("committed", 1), ("removed", 2)]
)
def test_a_rotation_that_is_killed_leaves_all_in_order(tmp_path: Path, moment: str, calls: int) -> None:
    place = two_registers(tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, moment, str(calls), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    again = load(place, tmp_path / "a.csv")
    assert again.counts.unchanged == again.counts.read
    assert counted(place) == BOTH
    assert parts_of(tmp_path) == referenced(place)
    custody.rotate(place, people_in(tmp_path))
    assert sound(place, tmp_path)
    assert parts_of(tmp_path) == referenced(place)
    assert len(keys_from(None, people_in(tmp_path).key_file).chain) == (3 if moment in ("committed", "removed") else 2)


# -- erasure -----------------------------------------------------------------------------------------------------------


def test_who_is_erased_is_found_no_more_and_counts_stay(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    load(place, register(tmp_path / "c.csv", [row(MUBAR, SCHOOLS, nip(n)) for n in (20, 21)]))
    counts, parts = counted(place), parts_of(tmp_path)
    pseudonym = keys_from(None, people_in(tmp_path).key_file).pseudonym(nip(0))
    assert persons(tmp_path).count(pseudonym) == 2
    erased = custody.erase([nip(0), nip(999)], place, people_in(tmp_path))
    assert (erased.persons, erased.rows) == (1, 2)
    assert pseudonym not in persons(tmp_path)
    assert len(set(persons(tmp_path))) == len(persons(tmp_path)) - 1
    assert len(parts & parts_of(tmp_path)) == 1
    assert counted(place) == counts and sound(place, tmp_path)
    again = load(place, tmp_path / "a.csv", tmp_path / "b.csv")
    assert again.counts.unchanged == again.counts.read and pseudonym not in persons(tmp_path)
    assert custody.erase([nip(0)], place, people_in(tmp_path)).rows == 0


def test_erasure_reaches_rejected_rows_and_takes_what_they_show(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [row("Antah", HEALTH, nip(1)), row(KENDARI, HEALTH, nip(2))]))
    written = shown_under(people_in(tmp_path).key_file)
    assert custody.erase([written], place, people_in(tmp_path)).rejects == 2
    assert written not in text_of(place, reject, reject_row)


def test_what_is_no_number_erases_nothing_and_is_not_shown(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    before = persons(tmp_path)
    with pytest.raises(NotErasedError, match="entry 2") as caught:
        custody.erase([nip(0), "19790230 rahasia"], place, people_in(tmp_path))
    assert "rahasia" not in str(caught.value) and nip(0) not in str(caught.value)
    assert persons(tmp_path) == before


# -- retention ---------------------------------------------------------------------------------------------------------

LONG_AFTER = datetime(2026, 11, 22, tzinfo=UTC)


def test_rows_go_when_their_time_is_over_and_counts_stay(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    early = custody.retain(place, people_in(tmp_path), 10_000, clock=lambda: LONG_AFTER)
    assert (early.slices, early.rows) == (0, 0)
    removed = custody.retain(place, people_in(tmp_path), 365, clock=lambda: LONG_AFTER)
    assert (removed.slices, removed.rows) == (2, 8)
    assert counted(place) == BOTH
    assert (parts_of(tmp_path), referenced(place)) == (set(), {""})
    assert custody.retain(place, people_in(tmp_path), 365, clock=lambda: LONG_AFTER).slices == 0


def test_a_register_of_an_election_without_rows_is_refused(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    custody.retain(place, people_in(tmp_path), 365, clock=lambda: LONG_AFTER)
    later = register(tmp_path / "n.csv", [row(KENDARI, HEALTH, nip(1), "2020-09-01", day="2020-09-30")])
    receipt = load(place, register(tmp_path / "c.csv", [row(KENDARI, SCHOOLS, nip(1))]), later)
    assert [file.status for file in receipt.files] == ["refused", "loaded"]
    assert "Pilkada 2024" in str(receipt.files[0].error)
    assert counted(place) == {**BOTH, ("74.71", HEALTH, date(2020, 9, 30)): (1.0, None)}
    load(place, register(tmp_path / "n.csv", [row(KENDARI, HEALTH, nip(2), day="2020-09-30")]))
    assert sound(place, tmp_path)


def load_on(day: int, place: Place, path: Path) -> None:
    """Load a file on a day of October 2024."""
    jobs.load(
        batch.Plan((path,)), place, indicators=Registry(()), regions=RegionIndex.packaged(),
        people=people_in(path.parent), clock=lambda: datetime(2024, 10, day, tzinfo=UTC),
    )  # fmt: skip


def test_rows_that_no_present_version_shows_go_alone(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    stays = [row(KENDARI, SCHOOLS, nip(n)) for n in range(5)]
    leaves = [row(KENDARI, HEALTH, nip(n)) for n in (8, 9)]
    load_on(1, place, register(tmp_path / "a.csv", [*leaves, *stays]))
    load_on(2, place, register(tmp_path / "a.csv", [*leaves[:1], *stays]))
    counts, gone = counted(place), keys_from(None, people_in(tmp_path).key_file).pseudonym(nip(9))
    assert gone in persons(tmp_path)
    now = datetime(2024, 12, 20, tzinfo=UTC)  # four days after the election's last
    assert custody.retain(place, people_in(tmp_path), 79, clock=lambda: now).slices == 0
    removed = custody.retain(place, people_in(tmp_path), 78, clock=lambda: now)
    assert (removed.slices, removed.rows) == (1, 2)
    assert gone not in persons(tmp_path)
    assert counted(place) == counts and sound(place, tmp_path)


def test_old_rejected_rows_lose_their_pseudonym(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, register(tmp_path / "a.csv", [row("Antah", HEALTH, nip(1)), row(KENDARI, HEALTH, nip(2))]))
    assert custody.retain(place, people_in(tmp_path), 365).rejects == 0
    later = datetime(datetime.now(UTC).year + 2, 1, 1, tzinfo=UTC)
    assert custody.retain(place, people_in(tmp_path), 300, clock=lambda: later).rejects == 2
    assert "PSN-" not in text_of(place, reject, reject_row)


# -- sweeping ----------------------------------------------------------------------------------------------------------


def test_what_is_left_lying_goes_at_the_next_load(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    (one, *_) = (tmp_path / "people").rglob("*.parquet")
    stray = one.with_name("stray.parquet")
    stray.write_bytes(one.read_bytes())
    left = tmp_path / "people" / ".spool" / "left"
    left.mkdir()
    (left / "half.parquet").write_bytes(b"half")
    other = recap(tmp_path / "r.csv", (KENDARI, "Dinas A", "2024-09-30", 10, 4))
    load(place, other, dry_run=True)
    assert stray.exists() and left.exists()
    load(place, other)
    assert not stray.exists() and not left.exists()
    assert sound(place, tmp_path)


def test_a_dry_run_leaves_no_part(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    parts = parts_of(tmp_path)
    load(place, register(tmp_path / "c.csv", [row(KENDARI, SCHOOLS, nip(1))]), dry_run=True)
    assert parts_of(tmp_path) == parts


def test_the_folder_of_another_warehouse_is_left_alone(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    other = Place("lain", f"sqlite:///{tmp_path / 'lain.sqlite'}")
    parts = parts_of(tmp_path)
    with pytest.raises(SettingsError, match="another warehouse"):
        load(other, tmp_path / "a.csv")
    load(other, recap(tmp_path / "r.csv", (KENDARI, "Dinas A", "2024-09-30", 10, 4)))
    assert parts <= parts_of(tmp_path) and sound(place, tmp_path)
    moved = Place("pindah", f"sqlite:///{tmp_path / 'pindah.sqlite'}")
    (tmp_path / "uji.sqlite").rename(tmp_path / "pindah.sqlite")
    with pytest.raises(SettingsError, match="take-over"):
        custody.sweep_alone(moved, people_in(tmp_path))
    assert custody.sweep_alone(moved, people_in(tmp_path), take_over=True) == 0
    assert parts_of(tmp_path) == parts


# -- the check ---------------------------------------------------------------------------------------------------------


def test_the_check_names_what_is_not_as_said(tmp_path: Path) -> None:
    place = two_registers(tmp_path)
    assert custody.check(place, people_in(tmp_path)) == (2, [])
    with writing(place) as connection:
        here = person_slice.c.region_code == "74.71"
        connection.execute(person_slice.update().where(here).values(signed=1, row_count=9))
    looked_at, faults = custody.check(place, people_in(tmp_path))
    assert looked_at == 2
    assert [(each.region_code, each.what, each.said, each.found) for each in faults] == [
        ("74.71", "rows", 9, 4), ("74.71", "signed", 1, 2),
    ]  # fmt: skip
    for part in (tmp_path / "people").rglob("province=74/*.parquet"):
        part.unlink()
    faults = custody.check(place, people_in(tmp_path))[1]
    assert [(each.what, each.found) for each in faults] == [("part", None)] * 2


def test_where_no_register_was_loaded_there_is_nothing_to_keep(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    load(place, recap(tmp_path / "r.csv", (KENDARI, "Dinas A", "2024-09-30", 10, 4)))
    for command in (custody.rotate, custody.check, custody.sweep_alone):
        with pytest.raises(WarehouseError, match="No register"):
            command(place, people_in(tmp_path))
    assert not people_in(tmp_path).key_file.exists()


# -- taking a load back ------------------------------------------------------------------------------------------------


def taken_back(place: Place, folder: Path, run: str | None) -> None:
    revert(
        run or "", place, indicators=Registry(()), regions=RegionIndex.packaged(), language="en",
        people=people_in(folder),
    )  # fmt: skip


def test_who_counted_with_a_load_counts_elsewhere_once_it_is_taken_back(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    early = load(place, register(tmp_path / "b.csv", [row(MUBAR, HEALTH, nip(1), "2024-09-01")]))
    load(place, register(tmp_path / "a.csv", [row(KENDARI, HEALTH, nip(1), "2024-09-20")]))
    assert counted(place) == {("74.13", HEALTH, END): (1.0, None), ("74.71", HEALTH, END): (0.0, None)}
    taken_back(place, tmp_path, early.run_id)
    assert counted(place) == {("74.71", HEALTH, END): (1.0, None)}
    assert sound(place, tmp_path)


def test_a_load_whose_rows_are_gone_is_not_taken_back(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    run = load(place, register(tmp_path / "a.csv", [row(KENDARI, HEALTH, nip(1), "2024-09-20")])).run_id
    custody.retain(place, people_in(tmp_path), 365, clock=lambda: LONG_AFTER)
    with pytest.raises(RevertRefusedError, match="removed"):
        taken_back(place, tmp_path, run)


@pytest.mark.random
@examples(5)
@given(st.lists(files, min_size=2, max_size=4))
def test_the_last_of_random_loads_taken_back_leaves_what_the_slow_version_says(
    loads: list[tuple[str, date, list[Row]]],
) -> None:
    with TemporaryDirectory() as name:
        folder, slow = Path(name), Registers()
        place = place_in(folder)
        for stem, as_of, content in loads:
            wanted = said_by(slow)
            receipt = load(place, written(folder / f"{stem}.csv", as_of, content))
            slow.load(stem, as_of, content)
        if not changed(place, receipt.run_id):
            assert said_by(slow) == counted(place)
            return
        taken_back(place, folder, receipt.run_id)
        assert counted(place) == wanted
        assert not custody.check(place, people_in(folder))[1]


def changed(place: Place, run: str | None) -> bool:
    with reading(place) as connection:
        return version_of(connection, run or "") is not None


def said_by(slow: Registers) -> dict[tuple[str, str, date], tuple[float | None, float | None]]:
    return {
        (each.region, each.agency, each.as_of): (float(signed), float(persons) if listed else None)
        for each, (persons, signed, listed) in slow.counts().items()
    }
