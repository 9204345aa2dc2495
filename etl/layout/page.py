"""A sheet as the layout looks at it: tidy text, what is filled, and what its merged cells cover."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from etl.grid import Grid, Merge

Mask = NDArray[np.bool_]
_UNSEEN = r"[\s\x{00a0}\x{200b}\x{feff}]+"


class Page:
    """One grid, read column by column; rows and columns are counted from 0."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.height, self.width = grid.cells.shape

    @cached_property
    def columns(self) -> tuple[pa.StringArray, ...]:
        """The text of each column, tidy: line breaks, doubled and outer spaces gone."""
        return tuple(_tidy(self.grid.cells[:, column]) for column in range(self.width))

    @cached_property
    def filled(self) -> Mask:
        """(rows, columns): which cells hold anything."""
        columns = [pc.not_equal(column, "").to_numpy(zero_copy_only=False) for column in self.columns]
        return np.column_stack(columns) if columns else np.zeros((self.height, 0), dtype=bool)

    def row(self, row: int) -> list[str]:
        """The tidy text of one row's cells."""
        return [column[row].as_py() for column in self.columns]

    def texts(self, row: int) -> list[str]:
        """What a row says, without its blank cells."""
        return [text for text in self.row(row) if text]

    def number(self, row: int) -> int:
        """The row's number in the spreadsheet."""
        return self.grid.first_row + row

    def matches(self, pattern: str, columns: Sequence[int]) -> Mask:
        """(rows, columns): which cells of some columns match a pattern (RE2), whatever their case."""
        if not columns:
            return np.zeros((self.height, 0), dtype=bool)
        cells = pa.concat_arrays([self.columns[column] for column in columns])  # one after the other, for one pattern
        found = pc.match_substring_regex(cells, pattern, ignore_case=True).to_numpy(zero_copy_only=False)
        return np.asarray(found.reshape(len(columns), self.height).T)

    def merges(self, top: int, bottom: int) -> list[Merge]:
        """The merged ranges that touch some rows, both ends included."""
        return [merge for merge in self.grid.merged if merge.top <= bottom and merge.bottom >= top]


def _tidy(cells: NDArray[np.object_]) -> pa.StringArray:
    texts = pa.array(cells, type=pa.string())
    if not pc.any(pc.match_substring_regex(texts, r"^\s|\s$|[\n\r\t\x{00a0}\x{200b}\x{feff}]|  ")).as_py():
        return texts
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, _UNSEEN, " "))
