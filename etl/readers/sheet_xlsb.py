"""XLSB: the extent of its sheets, error values and merged ranges, from the records of BIFF12 ([MS-XLSB]).

A formula of an XLSB always has a result beside it.
"""

import posixpath
import struct
import zipfile
from collections.abc import Iterator

from etl.grid import Merge
from etl.readers.extent import Extent, Special
from etl.readers.markup import MarkupError, local, walk
from etl.readers.package import chunks
from etl.readers.sheet_xls import ERRORS

_ROW, _MERGE, _SHEET = 0, 176, 156
_CELL_ERROR, _FORMULA_ERROR = 3, 11
_CELLS = frozenset(range(2, 12))  # 1 is a blank cell
_LARGEST_PART_MB = 256


def extents(package: zipfile.ZipFile) -> dict[str, Extent]:
    """Sheet name -> its extent.

    Raises:
        MarkupError, KeyError (a part is absent), or one of package.DAMAGED.
    """
    relations: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            relations[attributes.get("Id", "")] = target.lstrip("/")

    walk(chunks(package, "xl/_rels/workbook.bin.rels"), relation)
    try:
        sheets = _sheets(_part(package, "xl/workbook.bin"))
        return {name: _extent(_part(package, relations[key])) for name, key in sheets if key in relations}
    except (struct.error, IndexError) as error:
        raise MarkupError(str(error)) from None


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _LARGEST_PART_MB * 1_000_000:
        raise MarkupError("a part is too large")
    return b"".join(chunks(package, name))


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record; both numbers before it have seven bits a byte, the last without a mark."""
    place = 0
    while place < len(part):
        kind, place = _number(part, place, 2)
        length, place = _number(part, place, 4)
        if place + length > len(part):
            raise MarkupError("a record is cut off")
        yield kind, place, length
        place += length


def _number(part: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for step in range(most):
        byte = part[place + step]
        number |= (byte & 0x7F) << 7 * step
        if byte < 0x80:
            return number, place + step + 1
    return number, place + most


def _sheets(part: bytes) -> list[tuple[str, str]]:
    found = []
    for kind, place, _ in _records(part):
        if kind == _SHEET:
            key, place = _text(part, place + 8)
            name, _ = _text(part, place)
            found.append((name, key))
    return found


def _text(part: bytes, place: int) -> tuple[str, int]:
    (signs,) = struct.unpack_from("<L", part, place)
    end = place + 4 + 2 * signs
    return part[place + 4 : end].decode("utf-16-le", errors="replace"), end


def _extent(part: bytes) -> Extent:
    extent, row = Extent(), 0
    for kind, place, _ in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<L", part, place)
        elif kind in _CELLS:
            (column,) = struct.unpack_from("<L", part, place)
            extent.reach(row, column)
            if kind in (_CELL_ERROR, _FORMULA_ERROR):
                extent.specials.append(Special(row, column, ERRORS.get(part[place + 8], "#VALUE!")))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4L", part, place)
            extent.merged.append(Merge(top, left, bottom, right))
    return extent
