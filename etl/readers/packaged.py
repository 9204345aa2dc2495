"""Workbooks that are ZIP packages: which of them it is, and whether it can be opened without harm."""

import re
import zipfile

from etl.grid import Grid
from etl.problems import Problem
from etl.readers import sheet_ods, sheet_xlsb, sheet_xml
from etl.readers.cells import MOST_CELLS
from etl.readers.extent import Extent
from etl.readers.markup import MarkupError
from etl.readers.package import DAMAGED, chunks, is_encrypted
from etl.readers.workbook import grids_of

# Parts that are read whole, beside the sheets.
_READ_WHOLE = ("xl/sharedstrings", "xl/styles")
_COUNT = re.compile(rb"""uniqueCount\s*=\s*["']([0-9]+)""")
_LONGEST_COUNT = 100
_OTHERS = ("DOCX", "PPTX")
_SPREADSHEET = b"opendocument.spreadsheet"


def package_grids(package: zipfile.ZipFile, raw: bytes) -> tuple[Grid, ...] | Problem:
    """The sheets of an XLSX, XLSM, XLSB or ODS in memory, or why they cannot be had."""
    kind = kind_of(package)
    if kind in _OTHERS:
        return Problem("other_format", {"format": kind})
    try:
        if is_encrypted(package) or (kind == "ODF" and sheet_ods.is_locked(package)):
            return Problem("password_protected")
        if kind == "ODF" and _SPREADSHEET not in b"".join(chunks(package, "mimetype")):
            return Problem("other_format", {"format": "ODF"})
        extents = _extents(package, kind)
    except (MarkupError, KeyError, *DAMAGED) as error:
        return Problem("workbook_damaged", {"reason": str(error)})
    return grids_of(raw, extents)


def kind_of(package: zipfile.ZipFile) -> str:
    """What a package is by the names of its members: a kind of workbook, another document, or a mere ZIP."""
    names = {name.casefold() for name in package.namelist()}
    return next((kind for member, kind in _KINDS.items() if member in names), "ZIP")


_KINDS = {
    "xl/workbook.xml": "XLSX",
    "xl/workbook.bin": "XLSB",
    "word/document.xml": "DOCX",
    "ppt/presentation.xml": "PPTX",
    "mimetype": "ODF",
}


def _extents(package: zipfile.ZipFile, kind: str) -> dict[str, Extent]:
    """What calamine does not show, once all that it will read whole has proved to be as large as it says."""
    for member in package.infolist():
        if member.filename.casefold().startswith(_READ_WHOLE):
            _read_through(package, member)
    match kind:
        case "XLSX":
            return sheet_xml.extents(package, MOST_CELLS)
        case "XLSB":
            return sheet_xlsb.extents(package)
        case _:
            return sheet_ods.extents(package)


def _read_through(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read a part to its end; calamine sets aside what its beginning announces, be it there or not."""
    before = b""
    for chunk in chunks(package, member):
        announced = [int(count) for count in _COUNT.findall(before + chunk)]
        if max(announced, default=0) > member.file_size:
            raise MarkupError("fewer texts than announced")
        before = chunk[-_LONGEST_COUNT:]
