"""One file -> its Reading: which reader it is for is told by its content, never by its name."""

import io
from dataclasses import replace
from pathlib import Path

from etl.grid import Grid, Note, Reading
from etl.problems import Problem
from etl.readers import archive
from etl.readers.cells import rectangle
from etl.readers.compound import MAGIC
from etl.readers.compounded import compound_grids
from etl.readers.database import Database, open_database
from etl.readers.encoding import decode
from etl.readers.files import Content, content_of
from etl.readers.package import LARGEST_UNPACKED_MB, opened
from etl.readers.packaged import kind_of, package_grids
from etl.readers.remote import Remote, content_of_remote
from etl.readers.separated import split

_PACKAGE = b"PK\x03\x04"
_EMPTY_PACKAGE = b"PK\x05\x06"


def open_file(path: Path | Remote | Database, *, name: str | None = None) -> Reading:
    """What one file holds; the path may lead through a ZIP to one of its members (see etl.readers.archive).

    A Database in place of a path gives the rows of its query.

    Args:
        name: what receipts call the file; its path unless given.
    """
    if isinstance(path, Database):
        return open_database(path)
    if isinstance(path, Remote):
        called = path.shown if name is None else name
        return _read(content_of_remote(path), called, archived=path.in_archive)
    called = str(path) if name is None else name
    above = archive.archive_above(path)
    if above is not None:
        reading = _read(archive.member_of(path, above), called, archived=True)
        said = archive.listed(above).notes_of(str(path.relative_to(above)))
        return replace(reading, notes=(*said, *reading.notes))
    return _read(content_of(path), called)


def _read(content: Content | Problem, name: str, *, archived: bool = False) -> Reading:
    if isinstance(content, Problem):
        return Reading(None, problem=content, name=name)
    if content.raw.startswith((_PACKAGE, _EMPTY_PACKAGE)):
        return _package_reading(content, name, archived)
    if content.raw.startswith(MAGIC):
        return _reading(content, name, compound_grids(content.raw))
    return _text_reading(content, name)


def _reading(content: Content, name: str, grids: tuple[Grid, ...] | Problem) -> Reading:
    if isinstance(grids, Problem):
        return Reading(content.sha256, problem=grids, name=name)
    return Reading(content.sha256, grids, name=name)


def _package_reading(content: Content, name: str, archived: bool) -> Reading:
    package = opened(io.BytesIO(content.raw), LARGEST_UNPACKED_MB)
    if isinstance(package, Problem):
        # What is cut off has lost the list of its members, so that its name alone says what it was.
        workbook = package.rule == "archive_damaged" and _suffix(name) != ".zip"
        return _reading(content, name, Problem("workbook_damaged", package.detail) if workbook else package)
    with package:
        if kind_of(package) != "ZIP":
            return _reading(content, name, package_grids(package, content.raw))
        if archived:
            return _reading(content, name, Problem("archive_nested"))
        members = archive.listing(package).loadable
        if len(members) == 1:
            return _read(archive.content_of_member(package, members[0]), f"{name}/{members[0]}", archived=True)
    several = Problem("archive_of_several", {"members": archive.few(members)})
    return _reading(content, name, several if members else Problem("archive_empty"))


def _suffix(name: str) -> str:
    return Path(name).suffix.casefold()


def _text_reading(content: Content, name: str) -> Reading:
    decoded = decode(content.raw)
    if isinstance(decoded, Problem):
        # Some programs write tables as text into an .xls; bytes that are nothing else either were a workbook.
        workbook = decoded.rule in {"not_text", "broken_encoding"} and _suffix(name) in archive.WORKBOOKS
        problem = Problem("workbook_damaged", decoded.detail) if workbook else decoded
        return Reading(content.sha256, problem=problem, name=name)
    found = split(decoded.text)
    cells = found if isinstance(found, Problem) else rectangle(found.rows)
    if isinstance(cells, Problem):
        return Reading(content.sha256, problem=cells, name=name)
    said = () if decoded.encoding == "UTF-8" else (Note("", 0, "encoding_read", {"encoding": decoded.encoding}),)
    return Reading(content.sha256, (Grid("", cells),), name=name, notes=said)
