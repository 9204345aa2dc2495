"""XLS: the extent of its sheets, error values and locked workbooks, from the records of BIFF8 ([MS-XLS]).

A formula of an XLS always has a result beside it. One that was never calculated can be told only when it asks to be
calculated on opening; libraries that write the empty text for it and do not ask (xlwt) give what Excel gives for
`=""`: a blank cell.
"""

import struct
from collections.abc import Iterator

from etl.grid import UNCALCULATED
from etl.readers.extent import Extent, Special

_BOUND_SHEET, _FILE_PASS, _BOF, _EOF = 0x0085, 0x002F, 0x0809, 0x000A
_FORMULA, _BOOL_ERROR, _MANY_NUMBERS = 0x0006, 0x0205, 0x00BD
_NUMBER, _RK, _LABEL, _RICH_LABEL, _SHARED_LABEL = 0x0203, 0x027E, 0x0204, 0x00D6, 0x00FD
_DIMENSIONS, _DIMENSIONS_LENGTH, _MOST_ROWS, _MOST_COLUMNS = 0x0200, 14, 65_536, 256
_ONE_CELL = frozenset({_NUMBER, _RK, _LABEL, _RICH_LABEL, _SHARED_LABEL, _BOOL_ERROR, _FORMULA})
_CALCULATE_ON_LOAD = 0x2
_BIFF8 = 0x0600
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


class BiffError(ValueError):
    """Records that end in the middle."""


class LockedError(ValueError):
    """The records are encrypted."""


def extents(book: bytes) -> dict[str, Extent]:
    """Sheet name -> its extent, from the stream `Workbook`.

    Raises:
        BiffError: the records cannot be followed.
        LockedError: a password is wanted.
    """
    try:
        return {name: _extent(book, place) for place, name in _sheets(book)}
    except (struct.error, IndexError) as error:
        raise BiffError(str(error)) from None


def _records(book: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of one substream; nested ones (charts) are passed over."""
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", book, place)
        place += 4
        if place + length > len(book):
            raise BiffError("a record is cut off")
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, place, length
        place += length


def _sheets(book: bytes) -> list[tuple[int, str]]:
    """Where each sheet begins, and its name; the records of Excel 5 and 95 have no mark for wide signs."""
    found = []
    (version,) = struct.unpack_from("<H", book, 4)
    for kind, place, length in _records(book, 0):
        if kind == _FILE_PASS:
            raise LockedError
        if kind == _BOUND_SHEET:
            (start,) = struct.unpack_from("<L", book, place)
            marked = version >= _BIFF8
            wide = marked and book[place + 7] & 1
            first = place + 7 + marked
            name = book[first : min(place + length, first + book[place + 6] * (2 if wide else 1))]
            found.append((start, name.decode("utf-16-le" if wide else "cp1252", errors="replace")))
    return found


def _extent(book: bytes, start: int) -> Extent:
    extent = Extent()
    for kind, place, length in _records(book, start):
        if kind in _ONE_CELL:
            row, column = struct.unpack_from("<HH", book, place)
            extent.reach(row, column)
            text = _special(book, kind, place) if kind in (_FORMULA, _BOOL_ERROR) else ""
            if text:
                extent.specials.append(Special(row, column, text))
        elif kind == _DIMENSIONS and length == _DIMENSIONS_LENGTH:
            _, bottom, _, right = struct.unpack_from("<LLHH", book, place)
            if bottom > _MOST_ROWS or right > _MOST_COLUMNS:  # calamine sets so much aside, unseen
                raise BiffError("a sheet larger than an XLS can have")
        elif kind == _MANY_NUMBERS:
            (row,) = struct.unpack_from("<H", book, place)
            (last,) = struct.unpack_from("<H", book, place + length - 2)
            extent.reach(row, last)
    return extent


def _special(book: bytes, kind: int, place: int) -> str:
    if kind == _BOOL_ERROR:
        code, is_error = book[place + 6], book[place + 7]
        return ERRORS.get(code, "#VALUE!") if is_error else ""
    result, flags = book[place + 6 : place + 14], struct.unpack_from("<H", book, place + 14)[0]
    if result[6:] != b"\xff\xff":
        return ""
    if result[0] == 2:
        return ERRORS.get(result[2], "#VALUE!")
    return UNCALCULATED if result[0] == 3 and flags & _CALCULATE_ON_LOAD else ""
