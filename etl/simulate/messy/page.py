"""Pages of a workbook as rows of cells, and the files that hold them: XLSX, or CSV as Excel saves it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

Cell = str | int | float | date | None
Row = Sequence[Cell]
_MADE = datetime(2024, 12, 1)  # the same bytes whenever this runs
ENCODINGS = {"utf-8": ",", "utf-8-sig": ";", "cp1252": ";", "utf-16": "\t"}


class Merge(NamedTuple):
    """A merged range, rows and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Page:
    """One sheet. A merged range has its text in its first cell."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    hidden: bool = False

    def add(self, *rows: Row) -> None:
        self.rows.extend(rows)

    def merge(self, height: int, left: int, width: int) -> None:
        """Merge a range that begins in the row added last."""
        if height > 1 or width > 1:
            top = len(self.rows) - 1
            self.merged.append(Merge(top, left, top + height - 1, left + width - 1))

    def shifted(self, down: int, right: int) -> "Page":
        """The same page with blank rows above and blank columns before it."""
        rows: list[Row] = [*[()] * down, *[(*[None] * right, *row) if row else () for row in self.rows]]
        merged = [Merge(m.top + down, m.left + right, m.bottom + down, m.right + right) for m in self.merged]
        return Page(self.name, rows, merged, self.hidden)


def write_xlsx(path: Path, pages: Sequence[Page]) -> Path:
    """Write a workbook. Sheet names are cut to the 31 characters that Excel allows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE, "title": "DATA SIMULASI"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        centred = book.add_format({"align": "center", "valign": "vcenter", "text_wrap": True, "bold": True})
        for page in pages:
            sheet = book.add_worksheet(page.name[:31])
            if page.hidden:
                sheet.hide()
            for number, row in enumerate(page.rows):
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, place, value, day)
                    elif value is not None and value != "":
                        sheet.write(number, place, value)
            for merge in page.merged:
                sheet.merge_range(*merge, page.rows[merge.top][merge.left], centred)
    return path


def write_csv(path: Path, page: Page, encoding: str) -> Path:
    """Write a page as a spreadsheet program of an Indonesian office does: `;`, or tabs in UTF-16."""
    path.parent.mkdir(parents=True, exist_ok=True)
    separator = ENCODINGS[encoding]
    width = max(len(row) for row in page.rows)
    filled = [(*row, *[None] * (width - len(row))) for row in page.rows]
    lines = [separator.join(_quoted(value, separator) for value in row) for row in filled]
    text = "\r\n".join(lines) + "\r\n"
    path.write_bytes(text.encode(encoding, errors="replace"))
    return path


def _quoted(value: Cell, separator: str) -> str:
    text = "" if value is None else value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (separator, '"', "\n")) else text
