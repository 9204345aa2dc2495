"""One file -> its Reading: which reader it is for is told by its content, never by its name."""

from pathlib import Path

from etl.grid import Grid, Note, Reading
from etl.readers.cells import rectangle
from etl.readers.compound import MAGIC
from etl.readers.compounded import compound_grids
from etl.readers.encoding import decode
from etl.readers.files import Content, content_of
from etl.readers.packaged import package_grids
from etl.readers.separated import split
from etl.rules import Problem

PACKAGE = b"PK\x03\x04"


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
    if content.raw.startswith(PACKAGE):
        return _sheets_reading(content, name, package_grids(content.raw))
    if content.raw.startswith(MAGIC):
        return _sheets_reading(content, name, compound_grids(content.raw))
    return _text_reading(content, name)


def _sheets_reading(content: Content, name: str, grids: tuple[Grid, ...] | Problem) -> Reading:
    if isinstance(grids, Problem):
        return Reading(content.sha256, problem=grids, name=name)
    return Reading(content.sha256, grids, name=name)


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
