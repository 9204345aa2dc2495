"""ODS: the extent of its sheets, merged ranges, durations, errors and formulas that were never calculated.

calamine takes every repetition of a cell for a cell, gives no merged ranges, durations as they are coded (PT30H0M0S),
and for errors the blank text that LibreOffice writes beside them. OpenDocument 1.3, part 3, section 9.
"""

import re
import zipfile
from datetime import timedelta

from etl.grid import UNCALCULATED, Merge
from etl.readers.extent import Extent, Special
from etl.readers.markup import MarkupError, local, walk
from etl.readers.package import chunks
from etl.readers.values import text_of

_MOST_SPECIALS, _MOST_SPACES = 1_000_000, 10_000_000
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:[0-9]+")
_DURATION = re.compile(r"(-?)PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?")
_ENCRYPTED_MARK = b"encryption-data"


def is_locked(package: zipfile.ZipFile) -> bool:
    """Whether the manifest says that a password is wanted, which encrypts members in a way of its own.

    Raises:
        one of package.DAMAGED.
    """
    names = package.namelist()
    if "encrypted-package" in names:
        return True
    manifest = "META-INF/manifest.xml"
    return manifest in names and _ENCRYPTED_MARK in b"".join(chunks(package, manifest))


def extents(package: zipfile.ZipFile) -> dict[str, Extent]:
    """Sheet name -> its extent.

    Raises:
        MarkupError, or one of package.DAMAGED.
    """
    walker = _Walker()
    try:
        walk(chunks(package, "content.xml"), walker.start, walker.end, walker.text)
    except ValueError as error:
        raise MarkupError(str(error)) from None
    return walker.extents


class _Walker:
    """Follows rows and cells with their repetitions."""

    def __init__(self) -> None:
        self.extents: dict[str, Extent] = {}
        self._sheet: Extent | None = None
        self._row, self._rows, self._column, self._columns = 0, 1, 0, 1
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._specials, self._spaces = 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "table":
                self._sheet = self.extents.setdefault(attributes.get("table:name", ""), Extent())
                self._row = 0
            case "table-row":
                self._rows, self._column = _count(attributes, "rows-repeated"), 0
            case "table-cell" | "covered-table-cell":
                self._columns = _count(attributes, "columns-repeated")
                self._cell, self._text = attributes, []
            case "s":
                self._spaces += int(attributes.get("text:c", 1))
                if self._spaces > _MOST_SPACES:
                    raise MarkupError("more than ten million spaces that are not written out")

    def text(self, text: str) -> None:
        if self._cell is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        match local(name):
            case "table":
                self._sheet = None
            case "table-row":
                self._row += self._rows
            case "table-cell" | "covered-table-cell":
                self._finish()
                self._column += self._columns
                self._cell = None

    def _finish(self) -> None:
        if self._sheet is None or not self._cell:
            return
        special = _special(self._cell, "".join(self._text))
        if special or "office:value-type" in self._cell or self._text:
            self._sheet.reach(self._row, self._column)
            self._sheet.reach(self._row + self._rows - 1, self._column + self._columns - 1)
        if special:
            self._add(special, self._sheet)
        across, down = _count(self._cell, "columns-spanned"), _count(self._cell, "rows-spanned")
        if across > 1 or down > 1:
            merge = Merge(self._row, self._column, self._row + down - 1, self._column + across - 1)
            self._sheet.merged.append(merge)

    def _add(self, text: str, sheet: Extent) -> None:
        self._specials += self._rows * self._columns
        if self._specials > _MOST_SPECIALS:
            raise MarkupError("more than a million errors and formulas without a value")
        rows, columns = range(self._row, self._row + self._rows), range(self._column, self._column + self._columns)
        sheet.specials += [Special(row, column, text) for row in rows for column in columns]


def _special(cell: dict[str, str], text: str) -> str:
    """The text of a cell that calamine does not show as it is, else empty."""
    kind = cell.get("office:value-type", "")
    if "table:formula" in cell:
        if not kind:
            return UNCALCULATED
        if cell.get("calcext:value-type") == "error" or _ERROR.fullmatch(text.strip()):
            return text.strip() or "#VALUE!"
    if kind == "time":
        return _duration(cell.get("office:time-value", ""))
    return ""


def _duration(coded: str) -> str:
    found = _DURATION.fullmatch(coded)
    if not found:
        return coded
    sign, hours, minutes, seconds = found.groups()
    length = timedelta(hours=int(hours or 0), minutes=int(minutes or 0), seconds=float(seconds or 0))
    return text_of(-length if sign else length)


def _count(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(f"table:number-{name}", 1)))
