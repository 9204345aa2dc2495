"""What the readers hand to the layout: sheets of text, and a table of named columns that was found in one."""

import datetime
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.contracts import Match
from etl.problems import Problem

CodeSystem = Literal["kemendagri", "bps"]
# What stands in a cell whose formula was never calculated; error values stand as the workbook has them (`#REF!`).
UNCALCULATED = "#BELUM_DIHITUNG!"


class Merge(NamedTuple):
    """A merged range as rows and columns of the cells of its grid, from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it stands, as text.

    `cells`: (rows, columns) of str, blank cells empty. Cells that the workbook holds as values are written so that
    nobody can misread them: whole numbers as digits, other numbers with a decimal comma and never exactly three
    decimals (1.234 -> `1,2340`), days as ISO, truth values as TRUE and FALSE.
    `first_row` is the spreadsheet row of `cells[0]`. A merged range has its text in the top left cell alone.
    `member` is the path inside a ZIP, `name` the sheet; both are empty for a CSV.
    """

    name: str
    cells: NDArray[np.object_]
    first_row: int = 1
    merged: tuple[Merge, ...] = ()
    hidden: bool = False
    member: str = ""

    @property
    def label(self) -> str:
        """The sheet as receipts name it."""
        return " / ".join(part for part in (self.member, self.name) if part)


class Skip(NamedTuple):
    """A row that is no data row, and why (a code of SKIP_RULES)."""

    sheet: str
    row: int
    reason: str


class Note(NamedTuple):
    """Something a receipt tells that is neither a breach nor a conflict: what was found where, repaired, or assumed.

    `kind` is a code of etl.notes.MESSAGES; `detail` fills its words. `row` 0 means the sheet, sheet "" the file.
    """

    sheet: str
    row: int
    kind: str
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held: its sheets, or the problem for which it is refused.

    `sha256` is of its bytes, if they were read; a database has none. `name` is what receipts call it: the path, for a
    member of a ZIP `kiriman.zip/rekap.xlsx`. `notes` tell what the reader decided or left out.
    """

    sha256: str | None
    grids: tuple[Grid, ...] = ()
    problem: Problem | None = None
    name: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who loads says about files that do not say it themselves."""

    region_code: str | None = None
    date: datetime.date | None = None
    code_system: CodeSystem = "kemendagri"


@dataclass(frozen=True, slots=True)
class Table:
    """One table found in a grid, its columns named by the contract of its source.

    cells: text, one row a *part* of a data row; columns = names of the contract's columns that the file tells (in its
    cells or beside them: a region in a title fills the column of that kind). Index = position from 0, unique.
    rows: the spreadsheet row of each part (int64, same index). A wide row has several parts, others one.
    named: the names of persons in its columns of names, which are not loaded.
    wheres: column -> where its values were found when they did not stand in the rows (`title`, `sheet name`, ...).
    overlong: (spreadsheet row, cells, headers) of data rows of a CSV with more cells than there are headers.
    totals: like `cells`, the totals and subtotals rows that the table states, with `row` (int64), `first` and `last`:
    the spreadsheet rows that each sums; `extent`, whether it may sum tables above it too (see etl.layout.sums.Sum); and
    `alone`, the one whole number in the row, whatever column it is in.
    """

    sheet: str
    match: Match
    cells: pd.DataFrame
    rows: "pd.Series[int]"
    totals: pd.DataFrame
    skipped: tuple[Skip, ...] = ()
    notes: tuple[Note, ...] = ()
    overlong: tuple[tuple[int, int, int], ...] = ()
    dropped: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    wheres: dict[str, str] = field(default_factory=dict)
