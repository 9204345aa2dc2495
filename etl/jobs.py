"""One load from beginning to end: plan the files, stage each, then write, compute and publish in one transaction."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Literal

import duckdb
from sqlalchemy import Connection

from etl import conflicts, custody
from etl.batch import Batch, Plan, read_batch, refuse
from etl.corrections import listed
from etl.errors import WarehouseError
from etl.indicators.registry import Registry
from etl.people.trial import aside, workshop_for
from etl.people.workshop import Workshop
from etl.problems import Problem
from etl.publishing import Calendar, is_outdated, publish
from etl.receipt import Receipt
from etl.recording import joined, origins_of, read_again, write_records
from etl.rereading import Reread, outdated
from etl.runners import Here, Processes, Runner
from etl.said import Text
from etl.settings import SIMULATED, Language, PeoplePlace, Place
from etl.warehouse import load as warehouse
from etl.warehouse.connect import Nature, current_version, fix_nature, is_absent, migrate, nature_of, trying, writing
from etl.warehouse.lock import OnWait, one_load
from etl.warehouse.rejected import Rejects, write_rejects
from geo.regions import RegionIndex

Step = Literal["staged", "recorded", "computed", "published", "committing"]
OnStep = Callable[[Step | str], None]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of a load; injected so that tests can set it."""
    return datetime.now(UTC)


def new_run_id(started: datetime) -> str:
    """A name for a run that begins now; names sort by time."""
    return f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def load(
    plan: Plan,
    place: Place,
    *,
    indicators: Registry,
    regions: RegionIndex,
    language: Language = "id",
    on_step: OnStep = lambda _: None,
    clock: Clock = utc_now,
    people: PeoplePlace | None = None,
    runner: Runner | None = None,
    calendar: Calendar = Calendar(),  # noqa: B008 - immutable
    dry_run: bool = False,
    wait: bool = True,
    on_wait: OnWait = lambda _: None,
) -> Receipt:
    """Load files into a warehouse, making it if it is absent and any of them is not refused.

    Either all of it becomes one new version, or, if the process dies at any moment, nothing does. A file that cannot
    be read is refused and does not stop the others; a row that breaks a rule is kept among the rejects.

    Args:
        people: where registers of persons go; beside an embedded warehouse by default.
        runner: who stages the files; by default this process, or several where there is much to do.
        calendar: deadlines and holidays, if not the packaged ones.
        on_step: told the name of each file once it is staged and of each step once it is done.
        dry_run: do all of it aside and keep nothing. It waits for no other load and is in the way of none: what it
            tells is held against the warehouse as it then stands.
        wait, on_wait: whether to wait for another load to end, and who is told that it does (etl/warehouse/lock.py).

    Raises:
        WarehouseError: the warehouse cannot be reached or written, or another load is under way and `wait` is false.
    """
    started = clock()
    people = people or PeoplePlace.beside(place)
    held = (
        _trial(place, people, regions, runner)
        if dry_run
        else _earnest(place, people, regions, one_load(place, started, wait=wait, on_wait=on_wait))
    )
    with held as workshop:
        batch = read_batch(plan, workshop, language, runner, on_step)
        on_step("staged")
        if is_absent(place):
            _hold_nature(None, batch, place, language)
            if not batch.accepted:
                custody.discard_unused(place, workshop, batch)
                return Receipt(None, None, batch.receipts, [], dry_run=dry_run)
            if not dry_run:
                migrate(place)
        with trying(place) if dry_run else writing(place) as connection:
            _fix_nature(connection, batch, place, language)
            custody.hold(connection, batch, workshop, place, language, claims=not dry_run)
            receipt = _write(
                connection, batch, workshop, indicators, regions, language, on_step, started, clock, calendar
            )
            on_step("committing")
        if not dry_run:
            custody.discard_unused(place, workshop, batch)
    return receipt.tried() if dry_run else receipt


@contextmanager
def _earnest(
    place: Place, people: PeoplePlace, regions: RegionIndex, lock: AbstractContextManager[None]
) -> Iterator[Workshop]:
    """What staging needs, while nobody else loads, and with what an earlier load left lying removed."""
    with lock:
        if not is_absent(place):
            migrate(place)
        workshop = Workshop(regions, custody.opened(place, people))
        custody.sweep(place, workshop)
        yield workshop


@contextmanager
def _trial(place: Place, people: PeoplePlace, regions: RegionIndex, runner: Runner | None) -> Iterator[Workshop]:
    """What staging needs of a load that keeps nothing. It is not alone: what it stands on may go while it reads.

    Raises:
        WarehouseError: another load took away registers that it needed.
    """
    shared = not isinstance(runner, Here | Processes | None)
    try:
        with aside(custody.known(place, people), shared=shared) as passing:
            yield workshop_for(regions, passing)
    except duckdb.IOException:
        raise WarehouseError(
            Text(
                "Sebagian daftar orang tidak dapat dibaca selama uji coba.",
                "A part of the registers could not be read while the load was tried.",
            ),
            Text(
                "Bila pemuatan lain sedang berjalan, coba lagi sesudahnya; bila tidak, `netralitas people check` "
                "menyebut apa yang hilang.",
                "If another load was under way, try again after it; else `netralitas people check` tells what is "
                "missing.",
            ),
        ) from None


_OTHER_NATURE: Mapping[Language, str] = {
    "id": "Gudang data ini berisi data {nature}; berkas {provenance} ditolak. Pilih gudang lain dengan --warehouse.",
    "en": "This warehouse holds {nature} data; a {provenance} file is refused. Choose another one with --warehouse.",
}
_SIMULATED_ALONE: Mapping[Language, str] = {
    "id": "Gudang {name} hanya untuk data simulasi; berkas {provenance} ditolak. Pilih gudang lain dengan --warehouse, "
    "atau sebut --provenance simulated bila isinya memang simulasi.",
    "en": "Warehouse {name} is for simulated data alone; a {provenance} file is refused. Choose another one with "
    "--warehouse, or say --provenance simulated if it is simulated.",
}
_NATURES: Mapping[Language, Mapping[Nature, str]] = {
    "id": {"real": "nyata", "simulated": "simulasi"},
    "en": {"real": "real", "simulated": "simulated"},
}


def _write(
    connection: Connection,
    batch: Batch,
    workshop: Workshop,
    indicators: Registry,
    regions: RegionIndex,
    language: Language,
    on_step: OnStep,
    started: datetime,
    clock: Clock,
    calendar: Calendar,
) -> Receipt:
    before = current_version(connection)
    run_id = new_run_id(started)
    _refuse_outdated(connection, batch, language)
    reread, _ = read_again(connection, batch.accepted)
    changes = write_records(connection, batch.accepted, reread, workshop, run_id, before + 1)
    on_step("recorded")
    is_new = changes.any or is_outdated(connection, indicators, calendar)
    if is_new:
        publish(connection, indicators, regions, before + 1, on_step, calendar=calendar)
        warehouse.write_version(connection, before + 1, run_id, clock())
    on_step("published")
    number = before + 1 if is_new else before
    found = warehouse.conflicts_since(connection, before + 1)
    receipt = Receipt(run_id, number, batch.receipts, conflicts.described(found, regions, language))
    _write_run(connection, batch, reread, receipt, started, clock())
    return receipt


def _refuse_outdated(connection: Connection, batch: Batch, language: Language) -> None:
    """Refuse workbooks of corrections of which a row is no longer rejected as it was: it would count beside another."""
    files = batch.accepted
    origins = origins_of(files)
    if origins.empty:
        return
    gone = outdated(origins, *read_again(connection, files))
    for file in files:
        rows = sorted(gone.loc[gone["file"] == file.number, "row"])
        if rows:
            problem = Problem("rejected_rows_outdated", {"rows": listed(rows)})
            refuse(file.receipt, " ".join(problem.explain(language)))


def _fix_nature(connection: Connection, batch: Batch, place: Place, language: Language) -> None:
    """Hold all files against the sort of the warehouse; the first one ever loaded fixes it."""
    before = nature_of(connection)
    nature = _hold_nature(before, batch, place, language)
    if before is None and nature is not None and batch.accepted:
        fix_nature(connection, nature)


def _hold_nature(nature: Nature | None, batch: Batch, place: Place, language: Language) -> Nature | None:
    """Refuse files of the other sort. Returns the sort: of the warehouse, else by its name, else of the first file."""
    if nature is None and place.name == SIMULATED:
        nature = "simulated"
    for receipt in batch.receipts:
        if receipt.status == "refused" and receipt.error:
            continue
        mine: Nature = "simulated" if receipt.provenance == "simulated" else "real"
        nature = nature or mine
        if mine != nature:
            by_name = place.name == SIMULATED and nature == "simulated"
            words = (_SIMULATED_ALONE if by_name else _OTHER_NATURE)[language]
            named = {"name": place.name, "nature": _NATURES[language][nature], "provenance": receipt.provenance}
            refuse(receipt, words.format(**named))
    return nature


def _write_run(
    connection: Connection, batch: Batch, reread: Reread, receipt: Receipt, started: datetime, finished: datetime
) -> None:
    receipt.counts.check("the load")
    warehouse.write_run(connection, receipt, started, finished)
    files = batch.accepted
    rejects = Rejects(joined(files, "rejects"), joined(files, "rejected_cells"), origins_of(files))
    write_rejects(connection, rejects, reread, str(receipt.run_id))
