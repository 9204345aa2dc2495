"""`netralitas revert RUN`: take a load back as a new version.

What the run brought ends, what it had ended is current again, figures are computed anew. It is refused as a whole when
a later load changed what it touched: which of the two is right is not ours to guess, and taking back the later one
first leads to the same place. A load that merely repeated the same rows changed nothing and is no obstacle. A revert is
a run like any other, and can be taken back itself.

Persons whom the run had counted may count elsewhere after it, in slices that later loads brought: all are counted anew.
"""

from collections.abc import Mapping
from contextlib import nullcontext

from sqlalchemy import Connection

from etl.conflicts import described
from etl.errors import NetralitasError, UnknownNameError
from etl.indicators.registry import Registry
from etl.jobs import Clock, OnStep, new_run_id, utc_now
from etl.people.settling import count_anew
from etl.people.trial import aside, workshop_for
from etl.publishing import Calendar, publish
from etl.receipt import Counts, FileReceipt, Receipt
from etl.said import Text, filled
from etl.settings import Language, PeoplePlace, Place
from etl.warehouse import load as warehouse
from etl.warehouse import people as persons
from etl.warehouse import status, take_back
from etl.warehouse.connect import current_version, migrate, require, trying, writing
from etl.warehouse.lock import OnWait, one_load
from geo.regions import RegionIndex


class RevertRefusedError(NetralitasError):
    """The run cannot be taken back as things stand."""


_NOTHING: Mapping[Language, tuple[str, str]] = {
    "id": ("Pemuatan {run} tidak mengubah apa-apa.", "Tidak ada yang perlu ditarik."),
    "en": ("Run {run} changed nothing.", "There is nothing to take back."),
}
_ALREADY: Mapping[Language, tuple[str, str]] = {
    "id": ("Pemuatan {run} sudah ditarik oleh {by}.", "Untuk mengembalikannya: `netralitas revert {by}`."),
    "en": ("Run {run} was taken back by {by}.", "To bring it back: `netralitas revert {by}`."),
}
_BUILT_UPON: Mapping[Language, tuple[str, str]] = {
    "id": (
        "Pemuatan {run} tidak dapat ditarik: yang dibawanya sudah diubah oleh pemuatan sesudahnya: {later}.",
        "Tarik dahulu yang terakhir: `netralitas revert {last}`.",
    ),
    "en": (
        "Run {run} cannot be taken back: later loads changed what it had brought: {later}.",
        "Take back the latest of them first: `netralitas revert {last}`.",
    ),
}
_ROWS_GONE: Mapping[Language, tuple[str, str]] = {
    "id": (
        "Pemuatan {run} tidak dapat ditarik: baris per orangnya sudah dihapus karena masa simpannya lewat.",
        "Tanpa baris itu tidak ada yang dapat dihitung ulang; angkanya tetap berlaku.",
    ),
    "en": (
        "Run {run} cannot be taken back: its rows of persons were removed since their time was over.",
        "Without them nothing can be counted anew; the counts stay.",
    ),
}
_LATER: Mapping[Language, str] = {
    "id": "{run_id} ({slices} irisan {source})",
    "en": "{run_id} ({slices:slice|slices} of {source})",
}


def revert(
    run_id: str,
    place: Place,
    *,
    indicators: Registry,
    regions: RegionIndex,
    language: Language = "id",
    on_step: OnStep = lambda _: None,
    clock: Clock = utc_now,
    calendar: Calendar = Calendar(),  # noqa: B008 - immutable
    dry_run: bool = False,
    people: PeoplePlace | None = None,
    wait: bool = True,
    on_wait: OnWait = lambda _: None,
) -> Receipt:
    """Take a run back. Of each file the receipt counts what came back as accepted and what ended as replaced.

    Args:
        people: where the rows of registers lie; beside an embedded warehouse by default.
        dry_run: as for `etl.jobs.load`.

    Raises:
        UnknownNameError: there is no such run.
        RevertRefusedError: it changed nothing, was taken back already, or a later load changed what it had touched.
        WarehouseError: as for `etl.jobs.load`.
    """
    started = clock()
    require(place).dispose()
    with nullcontext() if dry_run else one_load(place, started, wait=wait, on_wait=on_wait):
        if not dry_run:
            migrate(place)
        with trying(place) if dry_run else writing(place) as connection:
            number = _version_to_undo(connection, run_id, language)
            receipt = Receipt(new_run_id(started), current_version(connection) + 1, [], [], takes_back=run_id)
            _take_back(connection, receipt, number)
            _count_persons(connection, place, people, regions, receipt.version or 0, dry_run=dry_run)
            on_step("recorded")
            publish(connection, indicators, regions, receipt.version or 0, on_step, calendar=calendar)
            on_step("published")
            receipt.conflicts = described(
                warehouse.conflicts_since(connection, receipt.version or 0), regions, language
            )
            warehouse.write_version(connection, receipt.version or 0, receipt.run_id or "", clock())
            warehouse.write_run(connection, receipt, started, clock())
            on_step("committing")
    return receipt.tried() if dry_run else receipt


def _version_to_undo(connection: Connection, run_id: str, language: Language) -> int:
    if not status.has_run(connection, run_id):
        raise unknown_run(run_id)
    number = take_back.version_of(connection, run_id)
    if number is None:
        raise _refused(_NOTHING[language], run=run_id)
    by = take_back.taken_back(connection).get(run_id)
    if by is not None:
        raise _refused(_ALREADY[language], run=run_id, by=by)
    if persons.touches_slices_without_rows(connection, number):
        raise _refused(_ROWS_GONE[language], run=run_id)
    later = take_back.obstacles(connection, number)
    if later:
        words = ", ".join(filled(_LATER[language], each._asdict()) for each in later)
        raise _refused(_BUILT_UPON[language], run=run_id, later=words, last=later[-1].run_id)
    return number


def unknown_run(run_id: str) -> UnknownNameError:
    """That no run is called so."""
    return UnknownNameError(
        Text(f"Tidak ada pemuatan {run_id!r}.", f"There is no run {run_id!r}."),
        Text("`netralitas status` menyebut semuanya.", "`netralitas status` lists the runs."),
    )


def _refused(words: tuple[str, str], **detail: str) -> RevertRefusedError:
    message, remedy = words
    return RevertRefusedError(message.format(**detail), remedy.format(**detail))


def _take_back(connection: Connection, receipt: Receipt, number: int) -> None:
    for file in take_back.take_back(connection, number, receipt.version or 0):
        counts = Counts(read=file.restored, accepted=file.restored, replaced=file.ended)
        receipt.files.append(
            FileReceipt(file.path, file.source, provenance=file.provenance, status="loaded", counts=counts)
        )


def _count_persons(
    connection: Connection,
    place: Place,
    people: PeoplePlace | None,
    regions: RegionIndex,
    new: int,
    *,
    dry_run: bool,
) -> None:
    """Count all registers anew: a person whose first signature is taken back counts where the next one stands."""
    live = persons.live_slices(connection)
    if not live.empty:
        there = people or PeoplePlace.beside(place)
        with aside(there, shared=False) if dry_run else nullcontext(there) as found:
            persons.recount(connection, count_anew(live, workshop_for(regions, found)), new)
