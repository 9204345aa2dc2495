"""Rejected rows on their way out and back: which cells are kept of them, and whose correction a row is.

A workbook of rejected rows (etl/forms/reject_book.py) names in a hidden column where each of its rows had stood and
which run rejected it first. Read again, such a row is taken for the row it corrects: it is kept under the file, sheet
and row where it first stood, it replaces nothing but the record of its own key and what an earlier correction of the
same row brought, and its reject is closed. A row that stands for several (one a month, one a step of a case) has a
line for each of them there; they come back as the one row that they were.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from etl.contracts import Contract
from etl.grid import Grid, Table
from etl.interpret import breach_frame
from etl.masking import MASK, looks_like_person
from etl.problems import Problem
from etl.rules import COPIED_ROW, Breach

MARK: Final = "netralitas: asal baris (jangan diubah)"
WHERE, REASON, REMEDY = "Berkas dan baris", "Alasan ditolak", "Cara memperbaiki"
LONGEST: Final = 2_000
_MOST_TOLD: Final = 20
_LAST_ROW: Final = 2**31 - 1  # of a column of whole numbers
SERVICE: Final = frozenset({MARK, WHERE, REASON, REMEDY})
REJECTED_CELLS = ("sheet", "row", "part", "cells")
_REJECTED_CELL_TYPES: Final = {"sheet": "str", "row": "int64", "part": "int64", "cells": "object"}
IDENTITY = ("origin_run", "origin_path", "origin_sheet", "origin_row")
ORIGINS = ("sheet", "row", *IDENTITY)
COPIES = ("sheet", "row", "first")


class Origin(NamedTuple):
    """Where a rejected row first stood, the run that first rejected it, and which of its parts this is."""

    run_id: str
    path: str
    sheet: str
    row: int
    part: int = 0
    parts: int = 1

    def written(self) -> str:
        """As it stands in the hidden column."""
        return json.dumps(list(self) if self.parts > 1 else list(self[:4]), ensure_ascii=False)

    def shown(self) -> str:
        """As who corrects the row finds it again in the file that was mailed."""
        return ", ".join(part for part in (PurePath(self.path).name, self.sheet, f"baris {self.row}") if part)


def read_origin(text: str) -> Origin | None:
    """The origin that a cell of the hidden column tells; None for a row that was added by hand, and for what was typed
    into that column and could be none: where a row stood is kept, and what holds a person never is."""
    try:
        match json.loads(text):
            case [str(run_id), str(path), str(sheet), int(row), *rest] if 0 <= row <= _LAST_ROW:
                origin = Origin(run_id, path, sheet, row, *_part(rest))
            case _:
                return None
        origin.written().encode()  # an escape may stand for half a character
    except (ValueError, RecursionError):
        return None
    return None if "\0" in run_id or not _may_be_kept(f"{path}\n{sheet}") else origin


def _part(rest: list[Any]) -> tuple[int, int]:
    """The part that an origin tells, and of how many; without it the only one. Raises ValueError for what is none."""
    match rest:
        case []:
            return 0, 1
        case [int(part), int(parts)] if 0 <= part < parts <= _LAST_ROW:
            return part, parts
    raise ValueError(rest)


@lru_cache(maxsize=256)  # many rows of few files
def _may_be_kept(names: str) -> bool:
    return "\0" not in names and not looks_like_person(names.replace(MASK, ""))


class Corrected(NamedTuple):
    """A sheet of a workbook of corrections, without what serves only us.

    origins: ORIGINS, of the first part of each row. parts: its other parts, the first being the row `first`.
    copies: lines that name the same part of the same row as an earlier one, the row `first`.
    lacking: the rows of which not all parts are there.
    """

    source: str
    grid: Grid
    origins: pd.DataFrame
    parts: pd.DataFrame
    copies: pd.DataFrame
    lacking: tuple[int, ...]

    def joined(self, table: Table) -> Table:
        """A table of the sheet with the parts of a row as one row, that of its first part."""
        firsts = dict(zip(self.parts["row"], self.parts["first"], strict=True))
        return replace(table, rows=table.rows.replace(firsts)) if firsts else table


def of_rejected_rows(header: Iterable[str]) -> bool:
    """Whether a header is one that we write over rejected rows, with the column that tells where they stood or not."""
    names = set(header)
    return MARK in names or {REASON, REMEDY} <= names


def unmarked(grids: Iterable[Grid]) -> Problem | None:
    """That a sheet of rejected rows no longer tells where they stood: read as a file, it would replace their files."""
    for grid in grids:
        if len(grid.cells) and MARK not in grid.cells[0] and of_rejected_rows(map(str, grid.cells[0])):
            return Problem("rejected_rows_unmarked", {"column": MARK})
    return None


def corrected_sheets(grids: Iterable[Grid]) -> list[Corrected]:
    """The sheets that hold rejected rows; none for any other file."""
    return [_corrected(grid) for grid in grids if len(grid.cells) and MARK in grid.cells[0]]


def incomplete(sheets: Iterable[Corrected]) -> Problem | None:
    """That a row comes back without some of its lines: it replaces all that its row had brought, and they were lost."""
    rows = [f"{sheet.grid.label} {row}" for sheet in sheets for row in sheet.lacking]
    return Problem("rejected_rows_incomplete", {"rows": listed(rows)}) if rows else None


def listed(rows: Sequence[object]) -> str:
    """Rows as a message names them: the first twenty of them."""
    return ", ".join(map(str, rows[:_MOST_TOLD])) + (", ..." if len(rows) > _MOST_TOLD else "")


def _corrected(grid: Grid) -> Corrected:
    header = [str(cell) for cell in grid.cells[0]]
    cells = np.delete(grid.cells, [place for place, name in enumerate(header) if name in SERVICE], axis=1)
    rows = []
    for number, (text, own) in enumerate(zip(grid.cells[1:, header.index(MARK)], cells[1:], strict=True), start=1):
        origin = read_origin(text)
        if origin is not None and any(own):
            rows.append((grid.label, grid.first_row + number, *origin))
    marked = pd.DataFrame(rows, columns=[*ORIGINS, "part", "parts"])
    copies = _repeats(marked, [*IDENTITY, "part"])
    once = marked[~marked["row"].isin(copies["row"])]
    parts = _repeats(once, list(IDENTITY))
    firsts = once[~once["row"].isin(parts["row"])]
    size = once.groupby(list(IDENTITY), dropna=False)["row"].transform("size")
    lacking = tuple(map(int, firsts.loc[size < once["parts"], "row"]))
    return Corrected(grid.name, replace(grid, cells=cells, merged=()), firsts[list(ORIGINS)], parts, copies, lacking)


def _repeats(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The rows (COPIES) that say the same as an earlier one, the row `first`, in some columns."""
    first = rows.groupby(names, dropna=False)["row"].transform("first")
    return rows.assign(first=first).loc[rows["row"] != first, list(COPIES)]


def copied(where: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """The breaches (BREACH_COLUMNS) of rows that are copies; `where` tells the `sheet` and `row` of each label."""
    found = where.reset_index(names="label").merge(copies, on=["sheet", "row"])
    told = [
        Breach(COPIED_ROW, {"row": row, "first": first})
        for row, first in zip(found["row"], found["first"], strict=True)
    ]
    return breach_frame(pd.Index(found["label"]), "", pd.Series("", index=found.index, dtype="str"), told)


# -- rows of a register ------------------------------------------------------------------------------------------------

# Rows of a register are counted by slice, and known by no key of their own. One that comes back corrected makes a slice
# beside the one that it belongs to, whose key says which it is and of which rejected row this is the correction.
ADDED: Final = "|+"
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")  # a digest of digits alone could be taken for a person


def identities(where: pd.DataFrame, origins: pd.DataFrame, name: str) -> "pd.Series[str]":
    """By what each row of the workbook `name` is known: the rejected row that it corrects, else its own place.

    Args:
        where: `sheet` and `row` of each.
        origins: ORIGINS.
    """
    found = where.merge(origins, on=["sheet", "row"], how="left")
    own = pd.DataFrame(
        {"origin_run": "", "origin_path": name, "origin_sheet": found["sheet"], "origin_row": found["row"]}
    )
    known = found[list(IDENTITY)].where(found["origin_run"].notna(), own)
    digests = [_digest(Origin(run, path, sheet, int(row))) for run, path, sheet, row in known.to_numpy().tolist()]
    return pd.Series(digests, index=where.index, dtype="str")


def _digest(origin: Origin) -> str:
    return hashlib.blake2b(origin.written().encode(), digest_size=8).hexdigest().translate(_LETTERS)


def additions(keys: "pd.Series[str]") -> pd.DataFrame:
    """Of the keys of records: `base`, the key of the slice to which one adds, and `digest`; empty for ordinary ones."""
    found = pd.DataFrame({"base": "", "digest": ""}, index=keys.index, dtype="str")
    marked = keys.astype("str").str.contains(ADDED, regex=False)
    if marked.any():
        parts = keys[marked].astype("str").str.extract(r"^(.*)\|\+([a-p]+)$").fillna("")
        found.loc[marked] = parts.to_numpy()
    return found


def is_addition(keys: "pd.Series[str]") -> "pd.Series[bool]":
    """Whether the keys of records are of slices that add to another one."""
    return additions(keys)["base"] != ""


# -- what is kept ------------------------------------------------------------------------------------------------------


def rejected_cells(tables: Sequence[Table], rejects: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The cells of rejected rows as far as they may be kept (REJECTED_CELLS); free text and persons are left out.

    Args:
        tables: their parts have labels that no two of them share.
        rejects: `sheet`, `row`, `column` and `value` of each breach.
    """
    if rejects.empty:
        return pd.DataFrame(columns=list(REJECTED_CELLS)).astype(_REJECTED_CELL_TYPES)
    wanted = pd.MultiIndex.from_frame(rejects[["sheet", "row"]]).unique()
    names = [column.name for column in contract.columns if column.kind not in ("free_text", "person")]
    frames = [_of_table(table, wanted, names) for table in tables]
    found = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(REJECTED_CELLS))
    return with_the_rest(without_strangers(found, rejects), wanted)


def _of_table(table: Table, wanted: pd.MultiIndex, names: Sequence[str]) -> pd.DataFrame:
    places = pd.MultiIndex.from_arrays([[table.sheet] * len(table.rows), table.rows])
    cells = table.cells[places.isin(wanted)]
    texts = cells[[name for name in names if name in cells]]
    rows = table.rows.loc[cells.index]
    return pd.DataFrame({
        "sheet": table.sheet,
        "row": rows.to_numpy(),
        "part": rows.groupby(rows).cumcount().to_numpy(),
        "cells": kept_texts(texts),
    })  # fmt: skip


def kept_texts(texts: pd.DataFrame) -> "pd.Series[Any]":
    """Each row as a mapping of what stands in it, with what could find a person masked; blank cells are left out."""
    masks = [{text: _masked(text) for text in texts[name].unique()} for name in texts]
    masked = [texts[name].map(mask).tolist() for name, mask in zip(texts, masks, strict=True)]
    rows = zip(*masked, strict=True) if masked else [()] * len(texts)
    return pd.Series(
        [{name: text for name, text in zip(texts, row, strict=True) if text} for row in rows], dtype=object
    )


def without_strangers(found: pd.DataFrame, rejects: pd.DataFrame) -> pd.DataFrame:
    """The cells with what its breach does not show masked too (etl.interpret.strangers)."""
    masked_rejects = rejects[rejects["value"] == MASK]
    if masked_rejects.empty:
        return found
    hidden: dict[tuple[str, int], set[str]] = {}
    for sheet, row, column in masked_rejects[["sheet", "row", "column"]].itertuples(index=False):
        hidden.setdefault((sheet, row), set()).add(column)
    masked = [
        {name: MASK if name in own else text for name, text in cells.items()} if (own := hidden.get(place)) else cells
        for cells, place in zip(found["cells"], zip(found["sheet"], found["row"], strict=True), strict=True)
    ]
    return found.assign(cells=pd.Series(masked, index=found.index, dtype=object))


def _masked(text: str) -> str:
    return MASK if looks_like_person(text) else text[:LONGEST]


def with_the_rest(found: pd.DataFrame, wanted: pd.MultiIndex) -> pd.DataFrame:
    """Rows of which no cell can be told (they have more cells than the header) are kept as empty ones."""
    have = pd.MultiIndex.from_frame(found[["sheet", "row"]])
    missing = wanted[~wanted.isin(have)].to_frame(index=False, name=["sheet", "row"])
    empty = missing.assign(part=0, cells=pd.Series([{} for _ in range(len(missing))], dtype=object))
    every = pd.concat([frame for frame in (found, empty) if len(frame)]) if len(missing) else found
    return every.sort_values(["sheet", "row", "part"], kind="stable", ignore_index=True)[list(REJECTED_CELLS)]


# -- where they belong -------------------------------------------------------------------------------------------------


def relocated(frame: pd.DataFrame, origins: pd.DataFrame) -> pd.DataFrame:
    """Rows of a load (`file`, `path`, `sheet`, `row`) under the place and the run (`origin_run`) that they correct.

    Args:
        origins: ORIGINS with `file`.
    """
    if origins.empty or frame.empty:
        return frame.assign(origin_run=None)
    keys = ["file", "sheet", "row"]
    found = frame.merge(origins.drop_duplicates(keys), on=keys, how="left").set_axis(frame.index)
    known = found["origin_run"].notna()
    for name in ("path", "sheet", "row"):
        found[name] = found[f"origin_{name}"].where(known, found[name]).astype(frame[name].dtype)
    return found.drop(columns=["origin_path", "origin_sheet", "origin_row"])


def settled(origins: pd.DataFrame, rejects: pd.DataFrame) -> pd.DataFrame:
    """The origins (ORIGINS with `file`) of rows that are not rejected again.

    Args:
        origins: ORIGINS with `file`.
        rejects: `file`, `sheet` and `row` of what is rejected now.
    """
    keys = ["file", "sheet", "row"]
    if rejects.empty:
        return origins
    again = pd.MultiIndex.from_frame(rejects[keys])
    return origins[~pd.MultiIndex.from_frame(origins[keys]).isin(again)]
