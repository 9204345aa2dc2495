"""ZIP packages, opened only as far as they are what they say: a bomb is refused before it is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from etl.rules import Problem

MOST_MEMBERS = 10_000
LARGEST_UNPACKED_MB = 1_000
# Sheets that repeat themselves shrink 50 times; deflate could make them 1,000 times smaller.
MOST_SHRUNK = 200
_FREE_MB = 50  # what may be shrunk as far as it likes
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def opened(raw: bytes) -> zipfile.ZipFile | Problem:
    """The package in some bytes, if its directory can be read and what it says of its size is bearable."""
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
    except DAMAGED as error:
        return Problem("archive_damaged", {"reason": str(error)})
    members = package.infolist()
    if len(members) > MOST_MEMBERS:
        return Problem("archive_too_many", {"members": len(members), "limit": MOST_MEMBERS})
    size = sum(member.file_size for member in members) // 1_000_000
    if size > LARGEST_UNPACKED_MB or (size > _FREE_MB and size * 1_000_000 > MOST_SHRUNK * len(raw)):
        detail = {
            "megabytes": size,
            "packed": round(len(raw) / 1_000_000, 1),
            "limit": LARGEST_UNPACKED_MB,
            "ratio": MOST_SHRUNK,
        }
        return Problem("archive_bomb", detail)
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
    return any(member.flag_bits & _ENCRYPTED for member in package.infolist())
