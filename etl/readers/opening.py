"""One file -> its Reading: which reader it is for is told by its content, never by its name."""

from pathlib import Path

from etl.grid import Grid, Note, Reading
from etl.readers.cells import rectangle
from etl.readers.encoding import decode
from etl.readers.files import Content, content_of
from etl.readers.separated import split
from etl.readers.workbook import grids_of
from etl.rules import Problem

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def open_file(path: Path, *, name: str | None = None) -> Reading:
    """What one file holds.

    Args:
        name: what receipts call the file; its path unless given.
    """
    called = str(path) if name is None else name
    content = content_of(path)
    if isinstance(content, Problem):
        return Reading(None, problem=content, name=called)
    return read_content(content, called)


def read_content(content: Content, name: str) -> Reading:
    """What bytes hold that are one file's."""
    if content.raw.startswith(_WORKBOOKS):
        grids = grids_of(content.raw)
        if isinstance(grids, Problem):
            return Reading(content.sha256, problem=grids, name=name)
        return Reading(content.sha256, grids, name=name)
    return _text_reading(content, name)


def _text_reading(content: Content, name: str) -> Reading:
    decoded = decode(content.raw)
    if isinstance(decoded, Problem):
        return Reading(content.sha256, problem=decoded, name=name)
    found = split(decoded.text)
    cells = found if isinstance(found, Problem) else rectangle(found.rows)
    if isinstance(cells, Problem):
        return Reading(content.sha256, problem=cells, name=name)
    said = () if decoded.encoding == "UTF-8" else (Note("", 0, "encoding_read", {"encoding": decoded.encoding}),)
    return Reading(content.sha256, (Grid("", cells),), name=name, notes=said)
