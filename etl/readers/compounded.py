"""Workbooks inside OLE compound files: XLS, and any workbook that a password locks."""

from etl.grid import Grid
from etl.problems import Problem
from etl.readers import sheet_xls
from etl.readers.compound import Compound, CompoundError
from etl.readers.workbook import grids_of


def compound_grids(raw: bytes) -> tuple[Grid, ...] | Problem:
    """The sheets of an XLS in memory, or why they cannot be had."""
    try:
        container = Compound(raw)
        if container.stream("EncryptedPackage", "EncryptionInfo") is not None:
            return Problem("password_protected")
        book = container.stream("Workbook", "Book")
        if book is None:
            return Problem("other_format", {"format": "OLE"})
        extents = sheet_xls.extents(book)
    except sheet_xls.LockedError:
        return Problem("password_protected")
    except (CompoundError, sheet_xls.BiffError) as error:
        return Problem("workbook_damaged", {"reason": str(error)})
    return grids_of(raw, extents)
