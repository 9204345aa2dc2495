"""Keeping the rows of persons: under which key they lie, whom they no longer name, how long they stay.

Every change here writes new parts first, then tells the warehouse in one transaction, then removes the old parts. A
process that dies in between leaves parts that nothing refers to, which the next load removes. Versions and figures do
not change: where rows lie, and under which pseudonym, is no fact that a version shows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection

from etl.batch import Batch, refuse
from etl.elections import elections
from etl.errors import NetralitasError, SettingsError, WarehouseError
from etl.masking import MASK
from etl.people import rewriting
from etl.people.keys import (
    SHOWN,
    Keys,
    fingerprint,
    finish_rotation,
    keys_from,
    next_of,
    rotated,
    write_keys,
)
from etl.people.parts import GONE
from etl.people.settling import count_anew
from etl.people.workshop import Workshop
from etl.said import Text
from etl.settings import Language, PeoplePlace, Place
from etl.warehouse import people as held
from etl.warehouse.connect import is_absent, migrate, reading, require, settle_on_disk, writing
from etl.warehouse.lock import OnWait, one_load
from geo.regions import RegionIndex

Clock = Callable[[], datetime]


class Rotated(NamedTuple):
    """How many parts lie under one more key now, how many keys there are, and how many rejected rows followed."""

    parts: int
    keys: int
    rejects: int


class Erased(NamedTuple):
    """How many of the persons asked for were found, and in how many rows of registers and rejected rows."""

    persons: int
    rows: int
    rejects: int


class Removed(NamedTuple):
    """The slices whose rows were removed, these rows, and the rejected rows that lost their pseudonym."""

    slices: int
    rows: int
    rejects: int


class Fault(NamedTuple):
    """What is not as the warehouse says: `what` is part, rows, persons or signed. An absent part has no number."""

    region_code: str
    agency_key: str
    as_of: str
    election: str
    what: str
    said: int
    found: int | None


class NotErasedError(NetralitasError):
    """What was given is not the number of a person."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


# -- at each load ------------------------------------------------------------------------------------------------------


def known(place: Place, people: PeoplePlace) -> PeoplePlace:
    """The place of the registers, with the fingerprint that their key must have."""
    try:
        with reading(place) as connection:
            return replace(people, fingerprint=held.key_fingerprint(connection))
    except WarehouseError:  # nothing is there yet, or whoever writes will say what is wrong
        return people


def opened(place: Place, people: PeoplePlace) -> PeoplePlace:
    """The same, a rotation that was cut off being finished. Call it holding the lock of the warehouse."""
    found = known(place, people)
    if found.fingerprint is not None and not found.key:
        finish_rotation(found.key_file, found.fingerprint)
    return found


def sweep(place: Place, workshop: Workshop) -> int:
    """Remove parts that no version refers to and what lies in the spool; how many parts these were.

    Nothing is removed from a folder that this warehouse has not claimed. Call it holding the lock.
    """
    if workshop.people is None or workshop.people.fingerprint is None:
        return 0
    store = workshop.store
    if store.owner != _address(place):
        return 0
    with reading(place) as connection:
        referenced = held.referenced_parts(connection)
    stray = [name for name in store.names() if name not in referenced]
    store.remove(stray)
    store.empty_spool()
    return len(stray)


def discard_unused(place: Place, workshop: Workshop, batch: Batch) -> None:
    """Remove the parts of a load to which no version refers, because it changed nothing."""
    staged = {str(part) for file in batch.staged for part in file.people["part"].unique()}
    if staged and not is_absent(place):
        with reading(place) as connection:
            staged -= held.referenced_parts(connection)
    workshop.discard(staged)


_RETAINED: Mapping[Language, str] = {
    "id": "Baris per orang dari {elections} sudah dihapus karena masa simpannya lewat; tanpa baris itu orang yang sama "
    "akan terhitung dua kali. Angka yang sudah ada tetap berlaku.",
    "en": "The rows of persons of {elections} were removed since their time was over; without them a person would "
    "count twice. The counts that are there stay.",
}


def hold(
    connection: Connection, batch: Batch, workshop: Workshop, place: Place, language: Language, *, claims: bool
) -> None:
    """Before registers are recorded: refuse those whose election has no rows any more, and fix key and folder.

    Args:
        claims: whether the folder of the parts is claimed for this warehouse; not in a dry run.

    Raises:
        SettingsError: the folder is another warehouse's.
        WarehouseError: the warehouse has another key by now.
    """
    over = held.elections_without_rows(connection)
    for file in batch.accepted:
        gone = sorted(over & set(file.staged.people["election"])) if len(file.staged.people) else []
        if gone:
            refuse(file.receipt, _RETAINED[language].format(elections=", ".join(gone)))
    if not any(len(file.staged.people) for file in batch.accepted):
        return
    present = held.key_fingerprint(connection)
    if workshop.people is None or present != workshop.people.fingerprint:  # a trial has no lock that would keep it
        raise WarehouseError(
            Text(
                "Kunci daftar orang berganti selama uji coba.",
                "The key of the registers changed while the load was tried.",
            ),
            Text("Coba lagi: tidak ada yang diubah.", "Try again: nothing was changed."),
        )
    if present is None:
        held.fix_key(connection, fingerprint(workshop.keys))
    owner = workshop.store.owner
    if owner is None and claims:
        workshop.store.claim(_address(place))
    elif owner not in (None, _address(place)):
        raise SettingsError(
            _of_another(workshop.store.url, owner),
            Text(
                "Tetapkan NETRALITAS_PEOPLE_URL ke folder tersendiri. Bila gudangnya sama dan dipindahkan: "
                "`netralitas people sweep --take-over`.",
                "Set NETRALITAS_PEOPLE_URL to a folder of its own. If it is the same warehouse and was moved: "
                "`netralitas people sweep --take-over`.",
            ),
        )


def _of_another(folder: str, owner: str | None) -> Text:
    return Text(
        f"Folder {folder} berisi daftar orang dari gudang data lain: {owner}.",
        f"The folder {folder} holds the registers of another warehouse: {owner}.",
    )


def _address(place: Place) -> str:
    return str(place.file.absolute()) if place.file else place.shown_url


# -- commands ----------------------------------------------------------------------------------------------------------


@contextmanager
def _alone(place: Place, people: PeoplePlace, *, wait: bool, on_wait: OnWait) -> Iterator[Workshop]:
    """Hold the lock of a warehouse that is there, with its registers opened and swept."""
    require(place).dispose()
    with one_load(place, _utc_now(), wait=wait, on_wait=on_wait):
        migrate(place)
        workshop = Workshop(RegionIndex.packaged(), opened(place, people))
        if workshop.people is None or workshop.people.fingerprint is None:
            raise WarehouseError(
                Text(
                    f"Belum pernah ada daftar orang yang dimuat ke {place.name}.",
                    f"No register of persons was ever loaded into {place.name!r}.",
                ),
                Text("Tidak ada yang perlu dikerjakan di sini.", "There is nothing to keep here."),
            )
        sweep(place, workshop)
        yield workshop


def rotate(place: Place, people: PeoplePlace, *, wait: bool = True, on_wait: OnWait = lambda _: None) -> Rotated:
    """Put everything under one more key. Nobody's number is needed: what is stored is hashed once more.

    The keys of a file are written beside it first and take its place after the commit; which of the two fits the
    warehouse is told by the fingerprint, so that a process may die at any moment.

    Raises:
        SettingsError: the keys are not those of the warehouse; or they are stated, without a new one.
        WarehouseError: no register was ever loaded, or as for `etl.jobs.load`.
    """
    with _alone(place, people, wait=wait, on_wait=on_wait) as workshop:
        with writing(place) as connection:
            keys = _one_more(people, held.key_fingerprint(connection) or "")
            found = rewriting.rotate(held.referenced_parts(connection), Keys(keys.chain[-1:]), workshop)
            held.move_parts(connection, found.parts)
            held.renew_contents(connection, found.fingerprints)
            rejects = held.rewrite_rejected(connection, SHOWN, lambda text: _moved_on(text, keys))
            held.fix_key(connection, fingerprint(keys))
        _finish(place, workshop, found.parts)
        if not people.key:
            finish_rotation(people.key_file, fingerprint(keys))
    return Rotated(len(found.parts), len(keys.chain), rejects)


def _moved_on(written: str, keys: Keys) -> str:
    """A shown pseudonym as it is shown under all of the keys; what was written under other ones stays as it is."""
    pseudonym = keys.meant(written)
    return keys.shown(pseudonym) if pseudonym else written


def _one_more(people: PeoplePlace, expected: str) -> Keys:
    """The present keys and one more: stated, or made and written beside the key file."""
    if not people.key:
        keys = rotated(keys_from(None, people.key_file, expected))
        write_keys(next_of(people.key_file), keys)
        return keys
    keys = keys_from(people.key, people.key_file)
    if len(keys.chain) < 2 or fingerprint(Keys(keys.chain[:-1])) != expected:
        raise SettingsError(
            Text(
                "NETRALITAS_PSEUDONYM_KEY tidak memuat kunci sekarang diikuti satu kunci baru.",
                "NETRALITAS_PSEUDONYM_KEY does not hold the present keys and a new one after them.",
            ),
            Text(
                'Sebut keduanya, dipisah koma: NETRALITAS_PSEUDONYM_KEY="SEKARANG,$(openssl rand -hex 32)". Simpan '
                "isinya: sejak itu selalu dibutuhkan.",
                'State both, separated by a comma: NETRALITAS_PSEUDONYM_KEY="PRESENT,$(openssl rand -hex 32)". Keep '
                "what it then holds: it is needed from now on.",
            ),
        )
    return keys


def erase(
    numbers: Sequence[str],
    place: Place,
    people: PeoplePlace,
    *,
    wait: bool = True,
    on_wait: OnWait = lambda _: None,
) -> Erased:
    """Put random pseudonyms in place of those of some persons. Counts stay, and nobody can find the persons again.

    Args:
        numbers: numbers of persons (NIP), or pseudonyms as rejects show them. Nothing shows or keeps them.

    Raises:
        NotErasedError: one of them is neither; nothing is erased then.
        SettingsError, WarehouseError: as for `rotate`.
    """
    with _alone(place, people, wait=wait, on_wait=on_wait) as workshop:
        persons = rewriting.persons_of(numbers, workshop)
        wrong = [number for number, person in enumerate(persons, 1) if person is None]
        if wrong:
            raise NotErasedError(
                Text(
                    f"Bukan nomor orang: isian ke-{', '.join(map(str, wrong))}.",
                    f"Not the number of a person: entry {', '.join(map(str, wrong))}.",
                ),
                Text(
                    "NIP terdiri dari 18 angka, satu per baris. Tidak ada yang dihapus.",
                    "A NIP has 18 digits, one a line. Nothing was erased.",
                ),
            )
        with writing(place) as connection:
            parts = held.referenced_parts(connection)
            found = rewriting.erase(parts, [person for person in persons if person is not None], workshop)
            held.move_parts(connection, found.parts)
            keys = workshop.keys
            fresh = {keys.shown(old): keys.shown(new) for old, new in found.persons.items()}
            rejects = held.rewrite_rejected(connection, SHOWN, lambda text: fresh.get(text, text))
        _finish(place, workshop, found.parts)
    return Erased(found.found, found.rows, rejects)


def retain(
    place: Place,
    people: PeoplePlace,
    days: int,
    *,
    clock: Clock = _utc_now,
    wait: bool = True,
    on_wait: OnWait = lambda _: None,
) -> Removed:
    """Remove the rows of persons whose time is over; all counts stay.

    These are the rows of elections whose last day is more than `days` ago, those of slices that no longer count and
    ended more than `days` ago, and the pseudonyms of what was rejected more than `days` ago.

    Raises:
        WarehouseError: no register was ever loaded, or as for `etl.jobs.load`.
    """
    now = clock()
    limit = now - timedelta(days=days)
    with _alone(place, people, wait=wait, on_wait=on_wait) as workshop:
        with writing(place) as connection:
            slices = held.all_slices(connection)
            slices = slices[slices["part"] != GONE]
            gone = slices["slice"].isin(_over(slices, limit))
            removed = slices[gone].drop_duplicates("slice")
            parts = set(slices.loc[gone, "part"])
            partly = parts & set(slices.loc[~gone, "part"])
            moved = rewriting.keep_only(partly, slices.loc[~gone, "slice"].unique().tolist(), workshop)
            held.let_go(connection, removed["slice"].tolist())
            held.move_parts(connection, moved)
            rejects = held.rewrite_rejected(connection, SHOWN, lambda _: MASK, before=limit)
        _finish(place, workshop, parts)
    return Removed(len(removed), int(removed["row_count"].sum()), rejects)


def _over(slices: pd.DataFrame, limit: datetime) -> set[int]:
    """The numbers of the slices whose time is over."""
    last_days = {election.name: pd.Timestamp(election.last_day) for election in elections()}
    last = slices["election"].map(last_days).fillna(slices["as_of"])
    of_elections = slices.loc[last < pd.Timestamp(limit.date()), "slice"]
    counts = slices.groupby("slice")["version_to"].apply(lambda ends: bool(ends.isna().any()))
    ended = pd.to_datetime(slices["ended_at"], utc=True).groupby(slices["slice"]).max()
    of_old_versions = counts.index[~counts & (ended < pd.Timestamp(limit))]
    return {*of_elections.tolist(), *of_old_versions.tolist()}


def check(
    place: Place, people: PeoplePlace, *, wait: bool = True, on_wait: OnWait = lambda _: None
) -> tuple[int, list[Fault]]:
    """Count all from the rows themselves; how many slices were looked at, and what is not as the warehouse says.

    Raises:
        SettingsError, WarehouseError: as for `rotate`.
    """
    with _alone(place, people, wait=wait, on_wait=on_wait) as workshop:
        assert workshop.keys.chain  # a lost key is a fault that is told first
        with reading(place) as connection:
            slices = held.all_slices(connection)
            live = held.live_slices(connection)
        slices = slices[slices["part"] != GONE].drop_duplicates("slice")
        sizes, broken = rewriting.sizes(slices["part"].unique(), workshop)
        faults = _of_parts(slices, sizes, broken)
        if not set(live["part"]) & set(broken):
            faults += _of_counts(count_anew(live, workshop))
    return len(slices), faults


def _of_parts(slices: pd.DataFrame, sizes: pd.DataFrame, broken: Sequence[str]) -> list[Fault]:
    found = slices.merge(sizes, on=["slice", "part"], how="left")
    absent = found["part"].isin(broken)
    faults = [_fault(row, "part", row["row_count"], None) for row in found[absent].to_dict("records")]
    other = found[~absent & (found["rows"].fillna(0) != found["row_count"])].fillna({"rows": 0})
    return faults + [_fault(row, "rows", row["row_count"], row["rows"]) for row in other.to_dict("records")]


def _of_counts(wrong: pd.DataFrame) -> list[Fault]:
    return [
        _fault(row, what, row[f"{what}_said"], row[what])
        for row in wrong.to_dict("records")
        for what in ("persons", "signed")
        if row[what] != row[f"{what}_said"]
    ]


def _fault(row: Mapping[Any, Any], what: str, said: Any, found: Any) -> Fault:
    day, number = row["as_of"].date().isoformat(), None if found is None else int(found)
    return Fault(row["region_code"], row["agency_key"], day, row["election"], what, int(said), number)


def sweep_alone(
    place: Place,
    people: PeoplePlace,
    *,
    take_over: bool = False,
    wait: bool = True,
    on_wait: OnWait = lambda _: None,
) -> int:
    """Remove what nothing refers to, as each load does at its beginning; how many parts these were.

    Args:
        take_over: the folder of the parts is this warehouse's now, whoever had claimed it.

    Raises:
        SettingsError: the folder is another warehouse's.
        WarehouseError: no register was ever loaded, or as for `etl.jobs.load`.
    """
    with _alone(place, people, wait=wait, on_wait=on_wait) as workshop:
        if take_over:
            workshop.store.claim(_address(place))
        if workshop.store.owner != _address(place):
            raise SettingsError(
                _of_another(workshop.store.url, workshop.store.owner),
                Text(
                    "Tidak ada yang dihapus. Bila itu gudang ini di tempat lamanya: --take-over.",
                    "Nothing was removed. If that is this warehouse at its former place: --take-over.",
                ),
            )
        return sweep(place, workshop)


def _finish(place: Place, workshop: Workshop, old: Mapping[str, str] | set[str]) -> None:
    """Remove the parts that were replaced, once nothing can bring back the references to them."""
    settle_on_disk(place)
    workshop.discard(old)
