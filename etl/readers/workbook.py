"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS) -> grids, by python-calamine and by content, whatever the file is called."""

import io
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
from etl.readers.cells import rectangle, too_many_cells
from etl.readers.values import text_of
from etl.rules import Problem


def grids_of(raw: bytes) -> tuple[Grid, ...] | Problem:
    """Every sheet of cells in the order of the workbook, blank ones left out, hidden ones marked."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as workbook:
            return _grids(workbook)
    except PasswordError:
        return Problem("password_protected")
    except CalamineError as error:
        return Problem("workbook_damaged", {"reason": str(error)})


def _grids(workbook: CalamineWorkbook) -> tuple[Grid, ...] | Problem:
    found: list[Grid] = []
    for about in workbook.sheets_metadata:
        if about.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        grid = _grid(sheet, hidden=about.visible != SheetVisibleEnum.Visible)
        if isinstance(grid, Problem):
            return grid
        found += [grid] if grid else []
    return tuple(found) if found else Problem("file_empty")


def _grid(sheet: CalamineSheet, *, hidden: bool) -> Grid | Problem | None:
    if sheet.start is None:
        return None
    top, left = sheet.start
    if too_many := too_many_cells(sheet.height, left + sheet.width, sheet.name):
        return too_many
    cells = _cells(sheet.to_python(), left)
    if isinstance(cells, Problem):
        return None if cells.rule == "file_empty" else cells
    return Grid(sheet.name, cells, top + 1, _merged(sheet, top, cells.shape), hidden)


def _cells(rows: list[list[Any]], left: int) -> NDArray[np.object_] | Problem:
    """Cells as text, the columns before the used range blank."""
    before = [""] * left
    return rectangle([before + [cell if cell.__class__ is str else text_of(cell) for cell in row] for row in rows])


def _merged(sheet: CalamineSheet, top: int, shape: tuple[int, ...]) -> tuple[Merge, ...]:
    """The merged ranges as rows and columns of the cells, cut where the cells end."""
    rows, columns = shape
    ranges = [Merge(one[0] - top, one[1], other[0] - top, other[1]) for one, other in sheet.merged_cell_ranges or ()]
    cut = [Merge(max(m.top, 0), m.left, min(m.bottom, rows - 1), min(m.right, columns - 1)) for m in ranges]
    return tuple(m for m in cut if m.top <= m.bottom and m.left <= m.right and (m.top, m.left) != (m.bottom, m.right))
