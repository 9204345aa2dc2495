"""The bytes of a file, read once and whole, or the reason why they cannot be had."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from etl.problems import Problem

LARGEST_MB = 256
LARGEST_BYTES = LARGEST_MB * 1_000_000
TOO_LARGE = Problem("file_too_large", {"limit": LARGEST_MB})
TOO_LARGE_HERE = Problem("too_large_here", {"limit": LARGEST_MB})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, all of one moment, and their SHA-256 in hexadecimal."""

    raw: bytes
    sha256: str

    @classmethod
    def of(cls, raw: bytes) -> "Content":
        return cls(raw, hashlib.sha256(raw).hexdigest())


def content_of(path: Path) -> Content | Problem:
    """The whole file, if it is one, is not too large, may be read and stays the same while it is.

    Only a register in CSV may be larger (etl.people streams it). Never raises for what a path may be.
    """
    try:
        if path.is_dir():
            return _folder(path)
        if path.exists() and not path.is_file():
            return Problem("not_a_file")
        raw = TOO_LARGE if path.stat().st_size > LARGEST_BYTES else read_steadily(path, whole)
    except (FileNotFoundError, NotADirectoryError):
        return Problem("file_missing")
    except OSError as error:
        return Problem("file_unreadable", {"reason": error.strerror or type(error).__name__})
    except ValueError:  # a path that cannot be one (NUL byte)
        return Problem("file_missing")
    return as_content(raw)


def whole(file: BinaryIO) -> bytes | Problem:
    """All that a file holds, whatever its size was said to be, unless that is too much."""
    raw = file.read(LARGEST_BYTES + 1)
    return TOO_LARGE if len(raw) > LARGEST_BYTES else raw


def as_content(found: bytes | Problem | None) -> Content | Problem:
    """What `whole` gave; None stands for a file that did not stay the same."""
    if found is None:
        return Problem("file_changed")
    return found if isinstance(found, Problem) else Content.of(found)


def _folder(path: Path) -> Problem:
    """A folder is read as a file only when nothing in it can be loaded, or it may not be entered."""
    with os.scandir(path):
        return Problem("folder_empty")


class Elsewhere(Protocol):
    """A file that is no path (etl.readers.remote)."""

    def size(self) -> int | None: ...

    def read_steadily(self, read: Callable[[BinaryIO], T]) -> T | None: ...


def size_of(place: Path | Elsewhere) -> int | None:
    """In bytes; None where the place does not say. Raises OSError."""
    return place.stat().st_size if isinstance(place, Path) else place.size()


def read_steadily(path: Path | Elsewhere, read: Callable[[BinaryIO], T]) -> T | None:
    """What `read` makes of a file, or None if it was replaced, removed or written to meanwhile.

    Raises:
        OSError: the file cannot be opened or read.
    """
    if not isinstance(path, Path):
        return path.read_steadily(read)
    with path.open("rb") as file:
        before = identity(os.fstat(file.fileno()))
        found = read(file)
        after = identity(os.fstat(file.fileno()))
    try:
        return found if before == after == identity(path.stat()) else None
    except FileNotFoundError:
        return None


def identity(stat: os.stat_result) -> tuple[int, int, int, int]:
    """What changes when a file is replaced or written to: device, inode, size in bytes, time in nanoseconds."""
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns
