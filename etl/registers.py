"""Registers of persons, staged: a plain CSV or a query of any size as it is, everything else by way of the layout."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import polars as pl

from etl.corrections import REJECTED_CELLS, Corrected, kept_texts, of_rejected_rows, with_the_rest, without_strangers
from etl.grid import Note, Reading, Skip, Table
from etl.layout import Laid
from etl.layout.context import Context
from etl.masking import shown
from etl.named import path_without_named, without_named
from etl.overlong import overlong
from etl.people.beside import context_of, dated, stranger
from etl.people.contradicted import totals_differ
from etl.people.corrected import CorrectedRows, relation_of
from etl.people.irregular import irregular
from etl.people.quoting import Quoting
from etl.people.relations import CsvRelation, HeadedRelation, csv_relation, query_relation
from etl.people.staging import StagedPeople, TooManyRejectedError, stage_people
from etl.people.workshop import Workshop
from etl.problems import Problem
from etl.readers import Database, DatabaseRefused, Remote
from etl.readers.files import LARGEST_BYTES, read_steadily, size_of
from etl.sources import contracts, sources
from etl.staged import RECORDS, REJECTS, ROW, Staged, declared, empty
from geo.regions import RegionIndex

SMALL_BYTES = 64_000_000


def plain_register(path: Path | Remote, source: str, workshop: Workshop) -> Staged | None:
    """A register whose CSV is plain, however large; None for every other file.

    The layout reads a small one that has titles, or rows of which it is not sure that they are data. Rows that come
    back corrected are read by who knows where they stood.
    """
    try:
        relation = csv_relation(path, source, contracts())
        small = relation is not None and (size_of(path) or 0) < SMALL_BYTES
    except OSError:  # said in full by who reads every other file
        return None
    if relation is None or (small and relation.titles) or of_rejected_rows(relation.headers):
        return None
    context = context_of(relation, workshop.given, workshop.index)
    if isinstance(context, Problem):
        return _refused(relation, context)
    relation = dated(relation, context)
    try:
        steady = read_steadily(path, lambda file: _read(file, relation, workshop))
    except TooManyRejectedError as error:
        return _refused(relation, error.problem)
    except OSError:
        return None
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        if isinstance(path, Path) and path.stat().st_size > LARGEST_BYTES:
            return _refused(relation, irregular(path, relation))
        return None
    if steady is None:
        return Staged(relation.name, error=Problem("file_changed"))
    digest, found = steady
    if small and not found.sure:
        workshop.discard(found.slices["part"].unique())
        return None
    return _held(relation, digest, found, context, workshop, recognised=source == "auto")


def queried_register(place: Database, source: str, workshop: Workshop) -> Staged | None:
    """A register that a query gives, of any size; None for every other query."""
    try:
        relation = query_relation(place, source, contracts())
    except DatabaseRefused as refused:
        return Staged(place.shown, error=refused.problem)
    if relation is None:
        return None
    context = context_of(relation, workshop.given, workshop.index)
    if isinstance(context, Problem):
        return _refused(relation, context)
    relation = dated(relation, context)
    try:
        found = stage_people(relation, sources()[relation.match.contract.name], workshop)
    except TooManyRejectedError as error:
        return _refused(relation, error.problem)
    return _held(relation, None, found, context, workshop, recognised=source == "auto")


def _read(file: BinaryIO, relation: CsvRelation, workshop: Workshop) -> tuple[str, StagedPeople]:
    """SHA-256 of a register, and what it holds."""
    digest, quoting = hashlib.sha256(), Quoting(relation.separator)

    def read_once_more() -> None:
        while piece := file.read(1 << 20):
            digest.update(piece)
            quoting.hold(piece)
        quoting.end()

    source = sources()[relation.match.contract.name]
    found = stage_people(relation, source, workshop, meanwhile=read_once_more)
    return digest.hexdigest(), found


def _refused(relation: HeadedRelation, problem: Problem) -> Staged:
    return Staged(relation.name, source=relation.match.contract.name, error=problem)


def _held(
    relation: HeadedRelation, digest: str | None, found: StagedPeople, context: Context, workshop: Workshop,
    *, recognised: bool,
) -> Staged:  # fmt: skip
    """The register, unless its rows are of another region than its name or title says."""
    if (path := path_without_named(relation.name, found.named)) != relation.name:  # refused for its name (etl.batch)
        workshop.discard(found.slices["part"].unique())
        return Staged(path, source=relation.match.contract.name, sha256=digest)
    problem = stranger(found.slices["region_code"].unique(), context, workshop.index)
    if problem:
        workshop.discard(found.slices["part"].unique())
        return _refused(relation, problem)
    return _staged(relation, digest, found, context, workshop.index, recognised=recognised)


def _skipped(found: StagedPeople) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return ("blank_row", found.blank), ("totals_row", found.totals)


def _staged(
    relation: HeadedRelation, digest: str | None, found: StagedPeople, context: Context, index: RegionIndex,
    *, recognised: bool,
) -> Staged:  # fmt: skip
    headers = [shown(relation.headers[place]) for place in relation.match.positions.values()]
    told = {"source": relation.match.contract.name, "headers": headers}
    long = overlong((row, cells, relation.headed) for row, cells in found.long.itertuples(index=False))
    rejects = _together([found.rejects.assign(sheet=""), long])
    skipped = [Skip("", row, why) for why, rows in _skipped(found) for row in rows]
    skipped += [Skip("", row, "title_row") for row, texts in enumerate(relation.titles, start=1) if any(texts)]
    return Staged(
        path=relation.name,
        source=relation.match.contract.name,
        sha256=digest,
        read=found.read + len(found.long),
        skipped=tuple(sorted(skipped)),
        dropped_columns=tuple(without_named(shown(name), found.named) for name in relation.dropped),
        declared_provenance=declared(found.declared),
        records=_records(found.slices),
        people=found.slices,
        conflicts=found.conflicts,
        rejects=rejects,
        rejected_cells=_rejected_cells(found.rejected_cells.assign(sheet=""), rejects),
        notes=(
            *([Note("", 0, "source_recognised", told)] if recognised else []),
            *context.notes("", index, {"date"} if relation.constants else ()),
            *found.notes,
            *([Note("", 0, "totals_not_compared", {"rows": len(found.totals)})] if found.totals else []),
        ),
    )


def _records(slices: pd.DataFrame) -> pd.DataFrame:
    """The slices of a register as records: what they hold, and that it names everybody, is their content."""
    listed = slices["listed"].map({True: "+", False: "-"})
    content = slices["fingerprint"].astype("str") + listed + slices["row_count"].astype("str")
    records = slices.assign(sheet="", row=0, content_hash=content, size=slices["row_count"])
    return records[[*RECORDS, "size"]]


def register(path: str, reading: Reading, laid: Laid, workshop: Workshop, corrected: Corrected | None = None) -> Staged:
    """The tables of a register that the layout found, as one; or its rows that come back corrected."""
    tables = labelled(laid.tables)
    cells = pd.concat([table.cells for table in tables]).fillna("").astype("str")
    where = pd.concat([pd.DataFrame({"sheet": table.sheet, "row": table.rows}) for table in tables])
    source = sources()[laid.contract.name]
    try:
        if corrected is None:
            found = stage_people(relation_of(cells), source, workshop)
            records = _records(found.slices)
        else:
            rows = CorrectedRows(cells, where, corrected, path)
            found = rows.stage(source, workshop)
            records = rows.placed(_records(found.slices))
    except TooManyRejectedError as error:
        return Staged(path, source=laid.contract.name, sha256=reading.sha256, error=error.problem)
    conflicts = [each for each in (found.conflicts, totals_differ(tables, found.slices)) if len(each)]
    at = where.loc[found.rejects["row"]]
    own = found.rejects.assign(sheet=at["sheet"].to_numpy(), row=at["row"].to_numpy())
    rejects = _together([own, *(overlong(table.overlong, table.sheet) for table in tables)])
    skips = [
        Skip(str(where["sheet"][label]), int(where["row"][label]), why)
        for why, labels in _skipped(found)
        for label in labels
    ]
    return Staged(
        path=path,
        source=laid.contract.name,
        sha256=reading.sha256,
        read=found.read + sum(len(table.overlong) for table in tables),
        skipped=tuple(sorted([*laid.skipped, *(skip for table in tables for skip in table.skipped), *skips])),
        dropped_columns=tuple(dict.fromkeys(name for table in tables for name in table.dropped)),
        declared_provenance=declared(found.declared),
        records=records,
        people=found.slices,
        conflicts=pd.concat(conflicts, ignore_index=True) if conflicts else found.conflicts,
        rejects=rejects,
        rejected_cells=_rejected_cells(found.rejected_cells.assign(**_places(where, found.rejected_cells)), rejects),
        notes=(*reading.notes, *laid.notes, *(note for table in tables for note in table.notes), *found.notes),
    )


def _places(where: pd.DataFrame, cells: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    at = where.loc[cells["row"]] if len(cells) else where.iloc[:0]
    return {name: at[name].set_axis(cells.index) for name in ("sheet", "row")}


def _rejected_cells(cells: pd.DataFrame, rejects: pd.DataFrame) -> pd.DataFrame:
    """What may be kept of rejected rows of persons: the contract's cells, and a pseudonym for the number."""
    found = empty(REJECTED_CELLS)
    if len(cells):
        kept = kept_texts(cells.drop(columns=["sheet", "row"])).set_axis(cells.index)
        found = without_strangers(cells[["sheet", "row"]].assign(part=0, cells=kept), rejects)
    return with_the_rest(found, pd.MultiIndex.from_frame(rejects[["sheet", "row"]]).unique())


def _together(rejects: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """REJECTS, in order of row."""
    found = [each[list(REJECTS)] for each in rejects if len(each)]
    return pd.concat(found).sort_values(ROW, kind="stable", ignore_index=True) if found else empty(REJECTS)


def labelled(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Tables whose parts have labels that no two of them share."""
    found: list[Table] = []
    start = 0
    for table in tables:
        labels = pd.RangeIndex(start, start + len(table.cells))
        start += len(labels)
        found.append(replace(table, cells=table.cells.set_axis(labels), rows=table.rows.set_axis(labels)))
    return tuple(found)
