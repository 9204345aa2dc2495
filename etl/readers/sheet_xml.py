"""XLSX: the extent of its sheets, error values, and formulas that were never calculated."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator

from etl.grid import UNCALCULATED
from etl.readers.extent import Extent, Special
from etl.readers.markup import MarkupError, local, walk
from etl.readers.package import chunks

_WORKBOOK = "xl/workbook.xml"
# Column and row of any cell; the column is empty when the address does not come first, or is not there at all.
_COLUMN = re.compile(rb'<(?:[A-Za-z_][\w.\-]*:)?c(?:\s+r="([A-Z]{1,3})[0-9]{1,7}"|(?=[\s/>]))')
_ROW = re.compile(rb'<(?:[A-Za-z_][\w.\-]*:)?c\s+r="[A-Z]{1,3}([0-9]{1,7})"')
_TELLING = re.compile(rb"""<(?:[A-Za-z_][\w.\-]*:)?f[\s/>]|\st\s*=\s*["']e["']""")
_LONGEST_TAG = 1 << 20


def extents(package: zipfile.ZipFile, most_cells: int) -> dict[str, Extent]:
    """Sheet name -> its extent. A sheet is walked cell by cell only when a look at its bytes does not settle it.

    Raises:
        MarkupError, or one of package.DAMAGED.
    """
    parts, distrusted = _parts(package)
    found = {}
    for name, part in parts.items():
        extent = _looked_at(chunks(package, part))
        if extent is None or extent.rows * extent.columns > most_cells:
            extent = _walked(chunks(package, part), distrusted)
        found[name] = extent
    return found


def _parts(package: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Sheet name -> its part, and whether the workbook says that what its formulas gave is not to be trusted."""
    names = {member.casefold(): member for member in package.namelist()}
    workbook = names.get(_WORKBOOK, _WORKBOOK)
    relations: dict[str, str] = {}
    sheets: dict[str, str] = {}
    distrusted = False

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = posixpath.join("/xl", attributes.get("Target", ""))
            relations[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        nonlocal distrusted
        if local(name) == "sheet":
            identity = next((value for key, value in attributes.items() if local(key) == "id"), "")
            sheets[attributes.get("name", "")] = identity
        elif local(name) == "calcPr":
            distrusted = attributes.get("fullCalcOnLoad") in ("1", "true")

    walk(chunks(package, names.get("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.xml.rels")), relation)
    walk(chunks(package, workbook), sheet)
    found = {name: names.get(relations[key].casefold()) for name, key in sheets.items() if key in relations}
    return {name: part for name, part in found.items() if part}, distrusted


def _looked_at(pieces: Iterable[bytes]) -> Extent | None:
    """The extent of all cells, or None when only a walk can tell: formulas, errors, cells without an address."""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for tags in _whole_tags(pieces):
        if _TELLING.search(tags) or b"<!DOCTYPE" in tags:
            return None
        columns.update(_COLUMN.findall(tags))
        rows.update(_ROW.findall(tags))
        if b"" in columns:
            return None
    if not columns:
        return Extent()
    numbers = [int(row) - 1 for row in rows]
    return Extent(max(numbers), max(map(_column, columns)), min(numbers))


def _whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that do not cut a tag in two."""
    rest = b""
    for piece in pieces:
        head, mark, rest = (rest + piece).rpartition(b">")
        if len(rest) > _LONGEST_TAG:
            raise MarkupError("a tag without an end")
        yield head + mark
    yield rest


def _column(letters: bytes | str) -> int:
    """A -> 0, AA -> 26."""
    number = 0
    for letter in letters.decode() if isinstance(letters, bytes) else letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class _Walker:
    """Follows cells as calamine does: one without an address stands right of the one before."""

    def __init__(self, distrusted: bool) -> None:
        self.extent = Extent()
        self.distrusted = distrusted
        self.row, self.column = -1, -1
        self.kind, self.formula, self.value, self.inside, self.filled = "n", False, "", False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "row":
                self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
                self.column = -1
            case "c":
                self._begin(attributes)
            case "f":
                self.formula = True
            case "v" | "t":
                self.inside = self.filled = True

    def _begin(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            address = _ADDRESS.fullmatch(attributes["r"])
            if not address:
                raise MarkupError("a cell's address cannot be read")
            self.row, self.column = int(address[2]) - 1, _column(address[1])
        self.kind, self.formula, self.value, self.inside = attributes.get("t", "n"), False, "", False
        self.filled = "t" in attributes  # only cells that are formatted and nothing else have neither kind nor value

    def text(self, text: str) -> None:
        if self.inside:
            self.value += text

    def end(self, name: str) -> None:
        match local(name):
            case "v" | "t":
                self.inside = False
            case "c":
                self._finish()

    def _finish(self) -> None:
        special = ""
        if self.kind == "e":
            special = self.value.strip() or "#VALUE!"
        elif self.formula and self._never_calculated():
            special = UNCALCULATED
        if special:
            self.extent.specials.append(Special(self.row, self.column, special))
        if special or self.filled:
            self.extent.reach(self.row, self.column)

    def _never_calculated(self) -> bool:
        """No value beside the formula; or a nought, where the writer asks for all to be calculated anew.

        A text formula may have the empty text for its value. Libraries that write formulas without calculating them
        leave the value out (openpyxl) or write 0 (xlsxwriter), and set `fullCalcOnLoad`: such a 0 was never counted.
        """
        value = self.value.strip()
        return (not value and self.kind != "str") or (self.distrusted and value == "0" and self.kind == "n")


def _walked(pieces: Iterable[bytes], distrusted: bool) -> Extent:
    walker = _Walker(distrusted)
    try:
        walk(pieces, walker.start, walker.end, walker.text)
    except ValueError as error:
        raise MarkupError(str(error)) from None
    return walker.extent
