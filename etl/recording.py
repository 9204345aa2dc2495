"""The records of a load: which are new, which come again, which end; and the receipts that follow from it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Connection

from etl.corrections import ORIGINS, is_addition, relocated, settled
from etl.people.settling import Settled, observations_of, settle
from etl.people.slices import UNIT, no_slices, without_agency_named
from etl.people.workshop import Workshop
from etl.receipt import Counts, FileReceipt
from etl.rereading import Reread, overtaken, same_rows
from etl.sources import sources
from etl.staged import RECORDS, Staged
from etl.warehouse import load as warehouse
from etl.warehouse import people, standing
from etl.warehouse.checks import hold_sums

# What becomes of a data row, the stronger first: a wide row yields several records, and is accepted if any of them is.
ACCEPTED, UNCHANGED, SUPERSEDED = range(3)


class File(NamedTuple):
    """A staged file that is not refused, its number in the load, and its receipt."""

    number: int
    staged: Staged
    receipt: FileReceipt


class Changes(NamedTuple):
    """Whether a load changed anything, and which figures: `source` and `region_code` of the records concerned."""

    any: bool
    records: pd.DataFrame


def write_records(
    connection: Connection, files: Sequence[File], reread: Reread, workshop: Workshop, run_id: str, number: int
) -> Changes:
    """Write what is new, end what is replaced, and settle the receipts."""
    changes = Changes(False, pd.DataFrame(columns=["source", "region_code"]))
    records = joined(files, "records")
    if records.empty and not reread.files.empty:
        records = _no_records()
    if not reread.files.empty:
        changes = _write(connection, records, files, reread, workshop, run_id, number)
    for file in files:
        file.receipt.counts.check(str(file.staged.path))
        file.receipt.settle()
    return changes


def _write(
    connection: Connection,
    records: pd.DataFrame,
    files: Sequence[File],
    reread: Reread,
    workshop: Workshop,
    run_id: str,
    number: int,
) -> Changes:
    records = records.assign(size=records["size"].fillna(1).astype("int64") if "size" in records else 1)
    early = overtaken(records, reread.corrected)
    lost = early | records[~early].duplicated(warehouse.KEY, keep="last").reindex(records.index, fill_value=False)
    kept = records[~lost].reset_index(drop=True)
    whole = frozenset(file.number for file in files if not file.receipt.counts.rejected)
    corrections = frozenset(file.number for file in files if len(file.staged.origins))
    comparison = warehouse.compare(
        connection, kept, keyed=_keyed(), whole=whole, corrections=corrections, reread=reread
    )
    fresh = comparison.records[~comparison.records["unchanged"]]
    settled = _settled(connection, comparison, files, workshop)
    _count_rows(records[lost], comparison, settled, files)
    warehouse.end_records(connection, comparison.ended["record_id"].tolist(), number)
    parts = dict(_parts(files, fresh, settled))
    placed = relocated(fresh.drop(columns="record_id"), origins_of(files)).assign(run_id=run_id)
    warehouse.insert_records(connection, placed, parts, number)
    hold_sums(connection, len(fresh), parts.get("observations"), number)
    if settled is not None:
        people.recount(connection, settled.recounted, number)
    stays = comparison.records[comparison.records["unchanged"]]
    renewed = warehouse.renew_conflicts(connection, stays, joined(files, "conflicts"), number)
    concerned = [comparison.ended, fresh, *([settled.recounted] if settled is not None else [])]
    changed = pd.concat([frame[["source", "region_code"]] for frame in concerned]).drop_duplicates()
    return Changes(renewed or not changed.empty, changed)


def _no_records() -> pd.DataFrame:
    kinds = {"as_of": "datetime64[s]", "row": "int64", "file": "int64"}
    names = [*RECORDS, "source", "file", "path", "provenance"]
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in names})


def joined(files: Sequence[File], part: str) -> pd.DataFrame:
    """One part of every staged file, with where it comes from."""
    frames = [
        frame.assign(source=staged.source, file=number, path=receipt.absolute_path, provenance=receipt.provenance)
        for number, staged, receipt in files
        if not (frame := getattr(staged, part)).empty
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def origins_of(files: Sequence[File]) -> pd.DataFrame:
    """Which rejected rows the rows of each file correct: ORIGINS of etl.corrections with `file`."""
    frames = [file.staged.origins.assign(file=file.number) for file in files if len(file.staged.origins)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*ORIGINS, "file"])


def read_again(connection: Connection, files: Sequence[File]) -> tuple[Reread, pd.DataFrame]:
    """What files hold of rows that were rejected before, and what their files rejected when they were last read.

    The latter is LAST_READ of etl.rereading, of these files and of those whose rows they correct.
    """
    origins = origins_of(files)
    names = ["source", "path", "file"]
    read = pd.DataFrame(
        [(file.staged.source, file.receipt.absolute_path, file.number) for file in files], columns=names
    )
    last = standing.last_read(connection, {*read["path"], *origins["origin_path"]})
    cells = joined(files, "rejected_cells")
    if not cells.empty:
        digests = {file.number: file.staged.sha256 for file in files}
        own = relocated(cells, origins)["origin_run"].isna().to_numpy()
        cells = cells.assign(sha256=cells["file"].map(digests))[own]
    return Reread(read, same_rows(cells, last), settled(origins, joined(files, "rejects"))), last


def _parts(
    files: Sequence[File], fresh: pd.DataFrame, settled: Settled | None
) -> Iterator[tuple[warehouse.Part, pd.DataFrame]]:
    """What was read from the fresh records, by table."""
    for part in warehouse.PARTS:
        frame = pd.DataFrame() if part == "person_slices" else joined(files, part)
        if not frame.empty:
            frame = frame.drop(columns=["path", "provenance"]).merge(fresh[[*warehouse.KEY, "file"]])
            frame = frame.drop(columns="file")
        if settled is not None and part == "observations":
            counted = observations_of(settled.fresh)
            frame = counted if frame.empty else pd.concat([frame, counted], ignore_index=True)
        if settled is not None and part == "person_slices":
            frame = settled.fresh.drop(columns="file")
        if not frame.empty:
            yield part, frame


# -- persons -----------------------------------------------------------------------------------------------------------


def _settled(
    connection: Connection, comparison: warehouse.Comparison, files: Sequence[File], workshop: Workshop
) -> Settled | None:
    """The counts of persons after this load; None if it brings and ends none."""
    slices = joined(files, "people")
    records = comparison.records
    if not {*records["source"], *comparison.ended["source"]} & _of_persons():
        return None
    live = people.live_slices(connection)
    fresh = records.loc[~records["unchanged"], [*warehouse.KEY, "file", "record_id"]]
    if slices.empty:
        slices = no_slices().assign(source="", file=0)
    mine = slices.merge(fresh.rename(columns={"record_id": "replaces"}), on=[*warehouse.KEY, "file"])
    return settle(_like_their_registers(mine, live), live, comparison.ended, workshop)


def _like_their_registers(slices: pd.DataFrame, live: pd.DataFrame) -> pd.DataFrame:
    """Slices, those of corrected rows with what only the whole register says: the spelling, and whether it lists all.

    A register lists all if it does so anywhere in the same government, so that is said of it even where every row of an
    agency was rejected.
    """
    is_added = is_addition(slices["record_key"])
    if not is_added.any():
        return slices
    unit, place = list(UNIT), [*UNIT, "agency_key"]
    others = [frame[[*place, "listed", "agency"]] for frame in (slices[~is_added], live) if len(frame)]
    if not others:
        return slices
    known = pd.concat(others)
    whole = pd.MultiIndex.from_frame(known.loc[known["agency_key"] == "", unit])
    to_whole = pd.MultiIndex.from_frame(slices[unit]).isin(whole)
    slices = without_agency_named(slices, is_added & ~to_whole, known)
    added = slices[is_added].drop(columns=["listed", "agency"])
    added = added.merge(known.groupby(unit, as_index=False)["listed"].any(), on=unit, how="left")
    added = added.merge(known.drop_duplicates(place)[[*place, "agency"]], on=place, how="left")
    own = slices.loc[is_added, ["listed", "agency"]].set_axis(added.index)
    added = added.assign(agency=added["agency"].fillna(own["agency"]), listed=added["listed"].fillna(own["listed"]))
    return pd.concat([slices[~is_added], added.astype({"listed": "bool"})[slices.columns]], ignore_index=True)


def _of_persons() -> frozenset[str]:
    """The sources whose rows are about one person each."""
    return frozenset(name for name, each in sources().items() if each.contract.of_kind("person"))


def _keyed() -> frozenset[str]:
    """The sources whose rows are known by their key alone, so that only the key ends them."""
    same = frozenset(name for name, each in sources().items() if each.contract.slice == each.contract.key)
    return same - _of_persons()


# -- receipts ----------------------------------------------------------------------------------------------------------


def _count_rows(
    lost: pd.DataFrame, comparison: warehouse.Comparison, settled: Settled | None, files: Sequence[File]
) -> None:
    """Settle the counts of each file: what became of its data rows, and which earlier rows it ends."""
    receipts = {file.number: file.receipt.counts for file in files}
    kept = comparison.records
    fates = pd.concat(
        [lost.assign(fate=SUPERSEDED), kept.assign(fate=kept["unchanged"].map({True: UNCHANGED, False: ACCEPTED}))]
    )
    is_slice = fates["source"].isin(_of_persons())  # rows of a register are counted together, be it one
    of_rows = fates[~is_slice].groupby(["file", "sheet", "row"], as_index=False)["fate"].min()
    weights = pd.concat([of_rows.assign(size=1), fates.loc[is_slice, ["file", "fate", "size"]]])
    for (number, fate), size in weights.groupby(["file", "fate"])["size"].sum().items():
        counts = receipts[number]
        name = {ACCEPTED: "accepted", UNCHANGED: "unchanged", SUPERSEDED: "superseded"}[fate]
        setattr(counts, name, getattr(counts, name) + int(size))
    ended = comparison.ended
    if settled is not None:
        _count_persons(settled, receipts)
        ended = ended[~ended["record_id"].isin(settled.ended["record_id"])]
    for number, size in ended.groupby("file").size().items():
        receipts[int(str(number))].replaced += int(size)


def _count_persons(settled: Settled, receipts: Mapping[int, Counts]) -> None:
    """Of the rows of fresh slices some lose to another row of the person, and some came before just so."""
    for name in ("superseded", "unchanged"):
        for number, size in getattr(settled, name).items():
            counts = receipts[int(number)]
            counts.accepted -= int(size)
            setattr(counts, name, getattr(counts, name) + int(size))
    for number, size in settled.ended.groupby("file")["row_count"].sum().items():
        receipts[int(str(number))].replaced += int(size) - int(settled.unchanged.get(int(str(number)), 0))
