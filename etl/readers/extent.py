"""How far a sheet of a workbook reaches, and what stands in it that calamine does not show.

calamine gives neither formulas nor errors (both come as blank cells), and takes memory for the whole rectangle between
the first and the last cell that is not blank, so that two cells in far corners would kill the process.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from etl.grid import Merge


class Special(NamedTuple):
    """A cell that calamine shows as blank, rows and columns from 0, and the text that stands for it."""

    row: int
    column: int
    text: str


@dataclass(slots=True)
class Extent:
    """Rows `top` to `bottom` and columns 0 to `right` hold all content (from 0; bottom is -1 if there is none).

    `merged`: the merged ranges, where calamine does not tell them.
    """

    bottom: int = -1
    right: int = -1
    top: int = 1 << 30
    specials: list[Special] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)

    def reach(self, row: int, column: int) -> None:
        """Take in one more cell with content."""
        self.top, self.bottom, self.right = min(self.top, row), max(self.bottom, row), max(self.right, column)

    @property
    def rows(self) -> int:
        return self.bottom - self.top + 1 if self.bottom >= 0 else 0

    @property
    def columns(self) -> int:
        return self.right + 1
