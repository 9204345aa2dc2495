"""ZIP archives of tables: which members can be loaded, and the bytes of one.

Each member is a file of its own, with a Reading, a SHA-256 and a receipt of its own; it is named by a path that leads
through the archive (`kiriman.zip/Muna Barat/rekap.xlsx`). So whatever works on paths works on members, a process opens
the one that it stages, and nothing is ever written to disk. A ZIP inside a ZIP is refused in words.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from etl.grid import Note
from etl.masking import shown
from etl.problems import Problem
from etl.readers.files import LARGEST_BYTES, TOO_LARGE_HERE, Content, read_steadily
from etl.readers.package import DAMAGED, ENCRYPTED, chunks, opened

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LOADABLE = (".csv", ".tsv", *WORKBOOKS, ".zip")
NAMES_SHOWN = 20
_LOCKS = ("~$", ".~lock")


@dataclass(frozen=True, slots=True)
class Listing:
    """Members by their paths, in order: those that can be loaded, and those that are left out."""

    loadable: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def notes_of(self, member: str) -> tuple[Note, ...]:
        """What the receipt of a member says of the archive: the first one names what was left out."""
        if not self.left_out or member != self.loadable[0]:
            return ()
        return (Note("", 0, "members_left_out", {"count": len(self.left_out), "members": few(self.left_out)}),)


def few(names: tuple[str, ...]) -> str:
    """Names of members as a note or a problem may hold them: not all of many, and no person's number."""
    more = ", …" if len(names) > NAMES_SHOWN else ""
    return ", ".join(map(shown, names[:NAMES_SHOWN])) + more


def is_left_out(name: str) -> bool:
    """Hidden files, locks of an open workbook, and what macOS adds: nobody means to load them."""
    return name.startswith((".", *_LOCKS)) or name == "__MACOSX"


def listing(package: zipfile.ZipFile) -> Listing:
    """The members of an archive, sorted by name; folders are none."""
    loadable, left_out = set(), set()
    for member in package.infolist():
        if member.is_dir():
            continue
        path = PurePosixPath(member.filename)
        unsafe = path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in path.parts[0]
        if unsafe or path.suffix.casefold() not in LOADABLE or any(map(is_left_out, path.parts)):
            left_out.add(member.filename)
        else:
            loadable.add(str(path))
    return Listing(tuple(sorted(loadable)), tuple(sorted(left_out)))


def listed(path: Path) -> Listing:
    """The members of the archive at a path; none if it cannot be read, which is told when it is opened."""
    try:
        with path.open("rb") as file:
            package = opened(file)
            if isinstance(package, Problem):
                return Listing()
            with package:
                return listing(package)
    except (OSError, ValueError):
        return Listing()


def archive_above(path: Path) -> Path | None:
    """The file that a path leads through as if it were a folder, if there is one."""
    try:
        return None if path.exists() else next((above for above in path.parents if above.is_file()), None)
    except (OSError, ValueError):
        return None


def member_of(path: Path, archive: Path) -> Content | Problem:
    """The bytes of the member at `path`, or why they cannot be had."""
    try:
        content = read_steadily(archive, lambda file: _member(file, str(PurePosixPath(path.relative_to(archive)))))
    except OSError as error:
        return Problem("file_unreadable", {"reason": error.strerror or type(error).__name__})
    return content or Problem("file_changed")


def _member(file: BinaryIO, name: str) -> Content | Problem:
    package = opened(file)
    if isinstance(package, Problem):
        return package
    with package:
        return content_of_member(package, name)


def content_of_member(package: zipfile.ZipFile, name: str) -> Content | Problem:
    """The bytes of one member of an open archive."""
    found = [member for member in package.infolist() if str(PurePosixPath(member.filename)) == name]
    if len(found) != 1:
        return Problem("member_twice", {"count": len(found)}) if found else Problem("file_missing")
    member = found[0]
    if member.file_size > LARGEST_BYTES:
        return TOO_LARGE_HERE
    if member.flag_bits & ENCRYPTED:
        return Problem("password_protected")
    try:
        return Content.of(b"".join(chunks(package, member)))
    except DAMAGED as error:
        return Problem("archive_damaged", {"reason": str(error)})
