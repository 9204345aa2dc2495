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
# Patterns that begin with plain letters, which are quick to find. They fit what spreadsheet programs write: a cell's
# address comes first, its formula and value follow at once. Each is checked against a plainer one that misses none.
_ADDRESS = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_CELL = re.compile(rb"<c[\s/>]")
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"')
_ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
_FORMULA = re.compile(rb"<f[\s/>]")
_FORMULA_CELL = re.compile(_ADDRESS + rb"([^>]*)><f(?:/>|[\s>](?:[^>]*/>|[^<]*</f>))(?:<v(?: ?/>|>([^<]*)</v>))?")
_ERROR = re.compile(rb"""["']e["']""")
_ERROR_CELL = re.compile(_ADDRESS + rb'[^>]*? t="e"[^>]*>(?:<f(?:/>|[\s>](?:[^>]*/>|[^<]*</f>)))?<v>([^<]*)</v>')
_PREFIXED = re.compile(rb":[cf][\s/>]")
_LONGEST_CELL = 1 << 22


def extents(package: zipfile.ZipFile, most_cells: int) -> dict[str, Extent]:
    """Sheet name -> its extent. A sheet is walked cell by cell only when a look at its bytes does not settle it.

    Raises:
        MarkupError, or one of package.DAMAGED.
    """
    parts, distrusted = _parts(package)
    found = {}
    for name, part in parts.items():
        extent = looked_at(chunks(package, part), distrusted)
        if extent is None or extent.rows * extent.columns > most_cells:
            extent = walked(chunks(package, part), distrusted)
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


def looked_at(pieces: Iterable[bytes], distrusted: bool) -> Extent | None:
    """The extent of all cells, formatted blank ones too, or None where only a walk can tell."""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    specials: list[Special] = []
    for cells in _whole_cells(pieces):
        found = _COLUMN.findall(cells)
        if len(found) != len(_CELL.findall(cells)) or _PREFIXED.search(cells) or b"<!DOCTYPE" in cells:
            return None
        formulas, errors = _FORMULA_CELL.findall(cells), _ERROR_CELL.findall(cells)
        if len(formulas) != len(_FORMULA.findall(cells)) or len(errors) != len(_ERROR.findall(cells)):
            return None
        specials += (_special(column, row, value.decode()) for column, row, value in errors)
        specials += (
            _special(column, row, UNCALCULATED)
            for column, row, about, value in formulas
            if b't="e"' not in about and _is_blank(about, value.strip(), distrusted)
        )
        columns.update(found)
        rows.update(_ROW.findall(cells))
    if not columns:
        return Extent()
    numbers = [int(row) - 1 for row in rows]
    return Extent(max(numbers), max(map(_column, columns)), min(numbers), specials)


def _is_blank(about: bytes, value: bytes, distrusted: bool) -> bool:
    is_number = b't="n"' in about or b't="' not in about
    return never_calculated(value, is_text=b't="str"' in about, is_number=is_number, distrusted=distrusted)


def _special(column: bytes, row: bytes, text: str) -> Special:
    return Special(int(row) - 1, _column(column), text.strip() or "#VALUE!")


def _whole_cells(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that cut no cell, and no tag, in two."""
    rest = b""
    for piece in pieces:
        rest += piece
        end = rest.rfind(b"</c>") + 4
        if end < 4:  # nothing but blank cells, or what follows them; or a cell so long that it has to be walked
            if len(rest) < _LONGEST_CELL:
                continue
            end = rest.rfind(b">") + 1
            if not end:
                raise MarkupError("a tag without an end")
        yield rest[:end]
        rest = rest[end:]
    yield rest


def _column(letters: bytes | str) -> int:
    """A -> 0, AA -> 26."""
    number = 0
    for letter in letters.decode() if isinstance(letters, bytes) else letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_CELL_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


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
            address = _CELL_ADDRESS.fullmatch(attributes["r"])
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
        elif self.formula and never_calculated(
            self.value.strip(), is_text=self.kind == "str", is_number=self.kind == "n", distrusted=self.distrusted
        ):
            special = UNCALCULATED
        if special:
            self.extent.specials.append(Special(self.row, self.column, special))
        if special or self.filled:
            self.extent.reach(self.row, self.column)


def never_calculated(value: bytes | str, *, is_text: bool, is_number: bool, distrusted: bool) -> bool:
    """Whether the value beside a formula is none, or a nought where the writer asks for all to be calculated anew.

    A text formula may have the empty text for its value. Libraries that write formulas without calculating them
    leave the value out (openpyxl) or write 0 (xlsxwriter), and set `fullCalcOnLoad`: such a 0 was never counted.
    """
    return (not value and not is_text) or (distrusted and is_number and value in (b"0", "0"))


def walked(pieces: Iterable[bytes], distrusted: bool) -> Extent:
    walker = _Walker(distrusted)
    try:
        walk(pieces, walker.start, walker.end, walker.text)
    except ValueError as error:
        raise MarkupError(str(error)) from None
    return walker.extent
