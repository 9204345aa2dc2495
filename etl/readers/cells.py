"""Rows of text -> the cells of a grid: a rectangle, without the blank rows and columns that trail behind."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from etl.problems import Problem

# Of all sheets of a file together; a stray cell far out, or a file made to hurt, would take gigabytes. A sheet of the
# greatest height (1,048,576) may have 11 columns.
MOST_CELLS = 12_000_000
# No spreadsheet is wider, and what is looked for in each column takes its time in each.
MOST_COLUMNS = 16_384


def rectangle(rows: Sequence[Sequence[str]], sheet: str = "") -> NDArray[np.object_] | Problem:
    """Cells (rows, columns) as text; short rows are filled up with blanks. Nothing moves.

    A Problem if there is no content, or if the rectangle had more than MOST_CELLS cells or MOST_COLUMNS columns.
    """
    last = next((number for number in range(len(rows), 0, -1) if _has_content(rows[number - 1])), 0)
    if not last:
        return Problem("file_empty")
    width = max(map(len, rows[:last]))
    if too_many := too_many_cells(last, width, sheet):
        return too_many
    if len(rows[0]) == width and all(len(row) == width for row in rows[:last]):
        cells = np.array(rows[:last], dtype=object)
    else:
        cells = np.array([[*row, *[""] * (width - len(row))] for row in rows[:last]], dtype=object)
    cells = cells[:, : _last_column(cells) + 1]
    if (columns := cells.shape[1]) > MOST_COLUMNS:
        return Problem("sheet_too_wide", {"columns": columns, "limit": MOST_COLUMNS})
    return cells


def too_many_cells(rows: int, columns: int, sheet: str = "") -> Problem | None:
    """Why a sheet of that size is refused, if it is."""
    if rows * columns <= MOST_CELLS:
        return None
    return Problem("sheet_too_large", {"sheet": sheet, "rows": rows, "columns": columns, "limit": MOST_CELLS})


def _has_content(row: Sequence[str]) -> bool:
    return bool("".join(row).strip())


def _last_column(cells: NDArray[np.object_]) -> int:
    return next(
        column for column in range(cells.shape[1] - 1, -1, -1) if any(cell.strip() for cell in cells[:, column])
    )
