"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) -> grids, by python-calamine and by content, whatever the file is called."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from etl.grid import Grid, Merge
from etl.problems import Problem
from etl.readers.cells import MOST_CELLS, rectangle
from etl.readers.extent import Extent, Special
from etl.readers.values import text_of

_SHEETS_OF_CELLS = (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet)


def grids_of(raw: bytes, extents: Mapping[str, Extent]) -> tuple[Grid, ...] | Problem:
    """Every sheet of cells in the order of the workbook, blank ones left out, hidden ones marked.

    Args:
        extents: by sheet, what calamine does not show. A sheet that reaches too far is a Problem and never opened.
    """
    if too_large := _too_large(extents):
        return too_large
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as workbook:
            return _grids(workbook, extents)
    except PasswordError:
        return Problem("password_protected")
    except (CalamineError, OSError, ValueError) as error:
        return Problem("workbook_damaged", {"reason": str(error)})
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a fault inside calamine, which is no Exception
            raise
        return Problem("workbook_damaged", {"reason": "calamine"})


def _too_large(extents: Mapping[str, Extent]) -> Problem | None:
    """Sheets count together, for all are kept; the widest one is named."""
    total = sum(extent.rows * extent.columns for extent in extents.values())
    if total <= MOST_CELLS:
        return None
    name, widest = max(extents.items(), key=lambda item: item[1].rows * item[1].columns)
    detail = {"sheet": name, "rows": widest.rows, "columns": widest.columns, "cells": total, "limit": MOST_CELLS}
    return Problem("sheet_too_large", detail)


def _grids(workbook: CalamineWorkbook, extents: Mapping[str, Extent]) -> tuple[Grid, ...] | Problem:
    found: list[Grid] = []
    for about in workbook.sheets_metadata:
        if about.typ not in _SHEETS_OF_CELLS:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        hidden = about.visible != SheetVisibleEnum.Visible
        grid = _grid(sheet, extents.get(about.name, Extent()), hidden)
        if isinstance(grid, Problem):
            return grid
        found += [grid] if grid else []
    return tuple(found) if found else Problem("file_empty")


def _grid(sheet: CalamineSheet, extent: Extent, hidden: bool) -> Grid | Problem | None:
    top, left = sheet.start or (extent.top, 0)
    rows = _texts(sheet.to_python(), left) if sheet.start else []
    top, rows = with_specials(rows, top, extent.specials)
    cells = rectangle(rows, sheet.name)
    if isinstance(cells, Problem):
        return None if cells.rule == "file_empty" else cells
    merged = extent.merged or [
        Merge(one[0], one[1], other[0], other[1]) for one, other in sheet.merged_cell_ranges or ()
    ]
    return Grid(sheet.name, cells, top + 1, _cut(merged, top, cells), hidden)


def _texts(rows: list[list[Any]], left: int) -> list[list[str]]:
    """Cells as text, the columns before the used range blank."""
    before = [""] * left
    return [before + [cell if cell.__class__ is str else _text(cell) for cell in row] for row in rows]


def _text(cell: Any) -> str:
    """A workbook has blank cells for what is missing: a NaN that a program wrote into one is an error of it."""
    return "#NUM!" if cell != cell else text_of(cell)


def with_specials(rows: list[list[str]], top: int, specials: Sequence[Special]) -> tuple[int, list[list[str]]]:
    """Rows that begin at the sheet's row `top` (from 0), with special cells put where they stand."""
    if not specials:
        return top, rows
    first, last = min(cell.row for cell in specials), max(cell.row for cell in specials)
    start = min(top, first) if rows else first
    rows = [[] for _ in range(top - start if rows else 0)] + rows
    rows += [[] for _ in range(last - start + 1 - len(rows))]
    for cell in specials:
        row = rows[cell.row - start]
        row += [""] * (cell.column + 1 - len(row))
        row[cell.column] = cell.text
    return start, rows


def _cut(merged: Sequence[Merge], top: int, cells: NDArray[np.object_]) -> tuple[Merge, ...]:
    """Merged ranges of the sheet as rows and columns of the cells, cut where these end."""
    rows, columns = cells.shape
    inside = [
        Merge(max(m.top - top, 0), m.left, min(m.bottom - top, rows - 1), min(m.right, columns - 1)) for m in merged
    ]
    return tuple(m for m in inside if m.top <= m.bottom and m.left <= m.right and m[:2] != m[2:])
