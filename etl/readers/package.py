"""ZIP packages, opened only as far as they are what they say: a bomb is refused before it is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from etl.problems import Problem

MOST_MEMBERS = 10_000
LARGEST_UNPACKED_MB = 1_000  # of a workbook
LARGEST_ARCHIVE_MB = 20_000  # of an archive, whose members are unpacked one by one
# Sheets that repeat themselves shrink 50 times; deflate could make them 1,000 times smaller.
MOST_SHRUNK = 200
_FREE_MB = 50  # what may be shrunk as far as it likes
_CHUNK = 1 << 20
ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def opened(file: BinaryIO, limit_mb: int = LARGEST_ARCHIVE_MB) -> zipfile.ZipFile | Problem:
    """The package in a file, if its directory can be read and what it says of its size is bearable."""
    try:
        package = zipfile.ZipFile(file)
    except DAMAGED as error:
        return Problem("archive_damaged", {"reason": str(error)})
    members = package.infolist()
    if len(members) > MOST_MEMBERS:
        return Problem("archive_too_many", {"members": len(members), "limit": MOST_MEMBERS})
    packed, size = file.seek(0, io.SEEK_END), sum(member.file_size for member in members)
    if size > limit_mb * 1_000_000 or size > max(_FREE_MB * 1_000_000, MOST_SHRUNK * packed):
        sizes = {"megabytes": size // 1_000_000, "packed": round(packed / 1_000_000, 1)}
        return Problem("archive_bomb", {**sizes, "limit": limit_mb, "ratio": MOST_SHRUNK})
    return package


def chunks(package: zipfile.ZipFile, member: str | zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, never more than its directory entry promised.

    Raises:
        one of DAMAGED: the member is cut off, or holds something else than was promised.
    """
    with package.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def is_encrypted(package: zipfile.ZipFile) -> bool:
    """Whether any member wants a password."""
    return any(member.flag_bits & ENCRYPTED for member in package.infolist())
