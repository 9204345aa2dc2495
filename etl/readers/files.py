"""The bytes of a file, read once and whole, or the reason why they cannot be had."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from etl.rules import Problem

LARGEST_MB = 256


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
        size = path.stat().st_size
        if size > LARGEST_MB * 1_000_000:
            return Problem("file_too_large", {"megabytes": size // 1_000_000, "limit": LARGEST_MB})
        raw = _read_steadily(path)
    except (FileNotFoundError, NotADirectoryError):
        return Problem("file_missing")
    except OSError as error:
        return Problem("file_unreadable", {"reason": error.strerror or type(error).__name__})
    except ValueError:  # a path that cannot be one (NUL byte)
        return Problem("file_missing")
    return Problem("file_changed") if raw is None else Content.of(raw)


def _folder(path: Path) -> Problem:
    """A folder is read as a file only when nothing in it can be loaded, or it may not be entered."""
    with os.scandir(path):
        return Problem("not_a_file")


def _read_steadily(path: Path) -> bytes | None:
    """All bytes, or None if the file was replaced, grew, shrank or was written to meanwhile."""
    with path.open("rb") as file:
        before = _identity(os.fstat(file.fileno()))
        raw = file.read(LARGEST_MB * 1_000_000 + 1)
        same = before == _identity(os.fstat(file.fileno())) == _identity(path.stat())
    return raw if same and len(raw) == before[2] else None


def _identity(stat: os.stat_result) -> tuple[int, int, int, int]:
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns
