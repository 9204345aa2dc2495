"""One file -> accepted rows, rejected rows, and a receipt that adds up. Pure: this is what runs in parallel."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from etl.contracts import Contract, Emitted, Source
from etl.contradictions import CONFLICTS, contradictions, main_observations, totals_against_rows
from etl.corrections import Corrected, copied, corrected_sheets, incomplete, rejected_cells, unmarked
from etl.grid import Given, Note, Reading, Table
from etl.identity import with_identity, with_one_spelling
from etl.interpret import abbreviated, broken_rows, interpret, together
from etl.layout import Laid, lay_out
from etl.masking import MASK, looks_like_person, shown
from etl.named import names_in, path_without_named, reading_without_named, table_without_named
from etl.overlong import overlong
from etl.people.trial import workshop_for
from etl.people.workshop import Workshop
from etl.problems import Problem
from etl.readers import Database, Remote, open_file
from etl.registers import labelled, plain_register, queried_register, register
from etl.settings import PeoplePlace
from etl.sources import contracts, sources
from etl.staged import (
    ANNOTATIONS,
    CASES,
    EVENTS,
    OBSERVATIONS,
    RECORDS,
    REJECTS,
    ROW,
    Staged,
    declared,
    empty,
)
from geo.regions import RegionIndex


def stage(
    path: str | Path | Remote | Database,
    source: str = "auto",
    *,
    index: RegionIndex,
    given: Given = Given(),  # noqa: B008 - frozen
    people: PeoplePlace | None = None,
) -> Staged:
    """Read one file and check it against the contract of its source (`auto`: the one its headers fit).

    `given` is what who loads says of region and date, and of the codes in it; `people` is where a register of persons
    goes. Never raises for what a file may hold: a refusal is `Staged.error`.

    Raises:
        ReceiptError: rows were lost.
        SettingsError: a register, and its key cannot be used.
    """
    workshop = workshop_for(index, people, given)
    place = Path(path) if isinstance(path, str) else path
    name = str(place) if isinstance(place, Path) else place.shown
    if not isinstance(place, Database) and (plain := plain_register(place, source, workshop)):
        return plain
    if isinstance(place, Database) and (queried := queried_register(place, source, workshop)):
        return queried
    reading = _without_persons(open_file(place))
    if problem := reading.problem or unmarked(reading.grids):
        return Staged(name, sha256=reading.sha256, error=problem)
    if corrected := corrected_sheets(reading.grids):
        if problem := incomplete(corrected):
            return Staged(name, sha256=reading.sha256, error=problem)
        first, *others = [_correction(name, reading, sheet, source, workshop) for sheet in corrected]
        return replace(first, others=tuple(others))
    return _of_grids(name, reading, source, workshop, stated_by=name)


def _without_persons(reading: Reading) -> Reading:
    """The sheets, those that are called after somebody's number by their place in the file."""
    if not any(looks_like_person(grid.name) for grid in reading.grids):
        return reading
    grids = [
        replace(grid, name=f"{MASK} ({number})") if looks_like_person(grid.name) else grid
        for number, grid in enumerate(reading.grids, start=1)
    ]
    return replace(reading, grids=tuple(grids))


def _correction(name: str, reading: Reading, sheet: Corrected, source: str, workshop: Workshop) -> Staged:
    """Rejected rows that come again; each row says all there is to it, so the names of file and sheet say nothing."""
    own = sheet.source if sheet.source in contracts() else source
    found = _of_grids(name, replace(reading, grids=(sheet.grid,)), own, workshop, stated_by="", corrected=sheet)
    return replace(found, origins=sheet.origins)


def _of_grids(
    name: str, reading: Reading, source: str, workshop: Workshop, *, stated_by: str, corrected: Corrected | None = None
) -> Staged:
    index, given = workshop.index, workshop.given
    laid = lay_out(reading.grids, source, contracts(), index, given=given, name=stated_by)
    if isinstance(laid, Problem):
        return Staged(name, sha256=reading.sha256, error=laid)
    if corrected is not None:
        laid = replace(laid, tables=tuple(map(corrected.joined, laid.tables)))
    if names := names_in(text for table in laid.tables for text in table.named):
        hidden = reading_without_named(reading, names)
        if [grid.label for grid in hidden.grids] != [grid.label for grid in reading.grids]:
            return _of_grids(name, hidden, source, workshop, stated_by=stated_by, corrected=corrected)
        if (path := path_without_named(name, names)) != name:  # refused for its name (etl.batch)
            return Staged(path, source=laid.contract.name, sha256=reading.sha256)
        laid = replace(laid, tables=tuple(table_without_named(table, laid.contract, names) for table in laid.tables))
    if laid.contract.of_kind("person"):
        return register(name, reading, laid, workshop, corrected)
    found = _interpreted(laid.tables, sources()[laid.contract.name], index, given)
    if corrected is not None:
        found = found._replace(breaches=together([found.breaches, copied(found.where, corrected.copies)]))
    return _staged(name, reading.sha256, laid, found, reading.notes)


# ------------------------------------------------------------------------------------------------------ interpreting


class _Rows(NamedTuple):
    """The interpreted parts of all tables of a file, by labels that no two of them share.

    where: `sheet` and `row` of each part. tables: each table with the labels of its parts as index.
    """

    rows: pd.DataFrame
    breaches: pd.DataFrame
    where: pd.DataFrame
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]


def _interpreted(tables: Iterable[Table], source: Source, index: RegionIndex, given: Given) -> _Rows:
    """Every table interpreted by itself, because what is decided over a whole column is its writer's habit."""
    every = labelled([_unfolded(table, source) for table in tables])
    done = [
        interpret(table.cells, source.contract, index, source.complete, code_system=given.code_system)
        for table in every
    ]
    where = pd.concat([pd.DataFrame({"sheet": table.sheet, "row": table.rows}) for table in every])
    notes = tuple(_placed(note, where) for one in done for note in one.notes)
    rows = pd.concat([one.rows for one in done])
    breaches = together([one.breaches for one in done])
    cells = pd.concat([table.cells for table in every]).fillna("")
    of_file = [broken_rows(rows, rule, cells, breaches) for rule in source.contract.rules if rule.of_file]
    return _Rows(rows, together([breaches, *of_file]), where.astype({"sheet": "str"}), every, notes)


def _unfolded(table: Table, source: Source) -> Table:
    """A table whose rows each stand for several (a case with the day of each step), with a line for each of them."""
    cells, notes = source.unfold(table.cells)
    if cells is table.cells:
        return table
    told = [Note(table.sheet, int(table.rows[label]), kind, detail) for label, kind, detail in notes]
    rows = table.rows.loc[cells.index].reset_index(drop=True)
    return replace(table, cells=cells.reset_index(drop=True), rows=rows, notes=(*table.notes, *told))


def _placed(note: Note, where: pd.DataFrame) -> Note:
    """A note of interpreting, whose row is a label, with the sheet and row of the spreadsheet."""
    if note.row not in where.index:
        return note
    sheet, row = where.loc[note.row, ["sheet", "row"]]
    return note._replace(sheet=str(sheet), row=int(str(row)))


# ---------------------------------------------------------------------------------------------------------- together


def _staged(path: str, sha256: str | None, laid: Laid, found: _Rows, notes: Sequence[Note]) -> Staged:
    source = sources()[laid.contract.name]
    rejects = _rejects(found)
    accepted = with_identity(_without(found, rejects), source.contract)
    last = ~accepted["record_key"].duplicated(keep="last")
    kept = with_one_spelling(accepted)[last]
    said = source.emit(accepted)
    conflicts, unchecked = _conflicts(found, accepted, last, kept, said, source.contract)
    rows = found.where.loc[accepted.index].drop_duplicates()
    staying = found.where.loc[kept.index].drop_duplicates()
    return Staged(
        path=path,
        source=source.contract.name,
        sha256=sha256,
        read=len(found.where.drop_duplicates()) + sum(len(table.overlong) for table in found.tables),
        skipped=tuple(sorted([*laid.skipped, *(skip for table in found.tables for skip in table.skipped)])),
        superseded=len(rows) - len(staying),
        dropped_columns=tuple(dict.fromkeys(name for table in found.tables for name in table.dropped)),
        declared_provenance=declared(found.rows.get("provenance", ())),
        records=kept.join(found.where)[list(RECORDS)].reset_index(drop=True),
        observations=_joined(said.observations, kept, OBSERVATIONS),
        events=_joined(said.events, kept, EVENTS),
        cases=empty(CASES) if said.cases is None else _joined(said.cases, kept, CASES),
        annotations=empty(ANNOTATIONS) if said.annotations is None else _joined(said.annotations, kept, ANNOTATIONS),
        rejects=rejects,
        rejected_cells=rejected_cells(found.tables, rejects, source.contract),
        conflicts=conflicts,
        notes=(
            *notes,
            *laid.notes,
            *(note for table in found.tables for note in table.notes),
            *found.notes,
            *unchecked,
            *_abbreviations(kept),
        ),
    )


def _abbreviations(kept: pd.DataFrame) -> list[Note]:
    """The note that agencies of a government, which count apart, may be one under two names."""
    pairs = abbreviated(kept) if "region_code" in kept else []
    words = [f"{shown(short)} = {shown(name)}" for short, name in pairs]
    return [Note("", 0, "agency_abbreviated", {"agencies": words})] if words else []


def _without(found: _Rows, rejects: pd.DataFrame) -> pd.DataFrame:
    """The rows without those of which any part is rejected."""
    broken = pd.MultiIndex.from_frame(rejects[ROW])
    return found.rows[~pd.MultiIndex.from_frame(found.where[ROW]).isin(broken)]


def _rejects(found: _Rows) -> pd.DataFrame:
    """One line a breach; what the parts of a wide row have in common is told once."""
    at = found.where.loc[found.breaches["row"]]
    own = found.breaches.assign(sheet=at["sheet"].to_numpy(), row=at["row"].to_numpy())
    frames = [own[list(REJECTS)], *(overlong(table.overlong, table.sheet) for table in found.tables if table.overlong)]
    every = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    first = ~every.duplicated(["sheet", "row", "column", "value", "rule"])
    return every[first].sort_values(ROW, kind="stable", ignore_index=True)


def _joined(said: pd.DataFrame, kept: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """What the kept rows say, in order of row, with the key and the agency's spelling of their record."""
    of_kept = said[said["row"].isin(kept.index)].sort_values("row", kind="stable", ignore_index=True)
    joined = of_kept.assign(record_key=kept["record_key"].reindex(of_kept["row"]).to_numpy())
    if "agency" in joined:
        joined["agency"] = kept["agency"].reindex(of_kept["row"]).to_numpy()
    return joined[list(columns)]


def _conflicts(
    found: _Rows, accepted: pd.DataFrame, last: "pd.Series[bool]", kept: pd.DataFrame, said: Emitted, contract: Contract
) -> tuple[pd.DataFrame, list[Note]]:
    frames = contradictions(accepted, last, said, contract, found.where)
    notes: list[Note] = []
    main = main_observations(said) if any(len(table.totals) for table in found.tables) else pd.DataFrame()
    for place, table in enumerate(found.tables):
        if table.totals.empty:
            continue
        of_sheet = [each for each in found.tables[: place + 1] if each.sheet == table.sheet]
        differing, unchecked = totals_against_rows(of_sheet, accepted, kept, main)
        frames.append(differing)
        if unchecked:
            notes.append(Note(table.sheet, 0, "totals_unchecked", {"rows": unchecked}))
    frames = [frame for frame in frames if len(frame)]
    return (pd.concat(frames, ignore_index=True) if frames else empty(CONFLICTS)), notes
