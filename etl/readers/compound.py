"""OLE compound files: the container of XLS, and of workbooks locked with a password ([MS-CFB])."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # higher numbers are marks: end of chain, free
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class CompoundError(ValueError):
    """A compound file that is cut off or damaged."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    first: int
    size: int


class Compound:
    """The streams at the top of a compound file in memory.

    Raises:
        CompoundError: the container cannot be followed.
    """

    def __init__(self, raw: bytes) -> None:
        try:
            self._open(raw)
        except (struct.error, IndexError) as error:
            raise CompoundError(str(error)) from None

    def _open(self, raw: bytes) -> None:
        self._raw = raw
        shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        if not 7 <= shift <= 16 or mini_shift > shift:
            raise CompoundError("sector size")
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        first_directory, _, self._mini_cutoff, first_mini = struct.unpack_from("<LLLL", raw, 48)
        self._table = self._numbers(b"".join(self._at(number) for number in self._table_sectors()))
        directory = b"".join(self._chain(first_directory))
        self._entries = [self._entry(directory, place) for place in range(0, len(directory), _ENTRY)]
        self._mini_table = self._numbers(b"".join(self._chain(first_mini)))

    def stream(self, *names: str) -> bytes | None:
        """The bytes of the first stream there is of these names.

        Raises:
            CompoundError: it is cut off.
        """
        wanted = [name.casefold() for name in names]
        entry = next((one for one in self._entries if one.kind == _STREAM and one.name.casefold() in wanted), None)
        if entry is None:
            return None
        pieces = self._chain(entry.first) if entry.size >= self._mini_cutoff else self._mini_chain(entry.first)
        found = b"".join(pieces)[: entry.size]
        if len(found) < entry.size:
            raise CompoundError("a stream is cut off")
        return found

    def _table_sectors(self) -> list[int]:
        """Numbers of the sectors that hold the table of chains: 109 in the header, more in sectors of their own."""
        found = list(struct.unpack_from("<109L", self._raw, 76))
        (following,) = struct.unpack_from("<L", self._raw, 68)
        seen: set[int] = set()
        while following < _LAST_SECTOR and following not in seen:
            seen.add(following)
            *more, following = self._numbers(self._at(following))
            found += more
        return [number for number in found if number < _LAST_SECTOR]

    def _at(self, number: int) -> bytes:
        place = (number + 1) * self._sector
        if place >= len(self._raw):
            raise CompoundError("a sector lies behind the end")
        return self._raw[place : place + self._sector]

    def _chain(self, first: int) -> Iterator[bytes]:
        yield from (self._at(number) for number in _followed(self._table, first))

    def _mini_chain(self, first: int) -> Iterator[bytes]:
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        small = b"".join(self._chain(root.first)) if root else b""
        for number in _followed(self._mini_table, first):
            yield small[number * self._mini_sector : (number + 1) * self._mini_sector]

    @staticmethod
    def _numbers(raw: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(raw) // 4}L", raw[: len(raw) // 4 * 4])

    @staticmethod
    def _entry(directory: bytes, place: int) -> _Entry:
        length, kind = struct.unpack_from("<HB", directory, place + 64)
        first, size = struct.unpack_from("<LL", directory, place + 116)
        name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
        return _Entry(name, kind, first, size)


def _followed(table: tuple[int, ...], first: int) -> Iterator[int]:
    """The numbers of a chain; one that runs in a circle or out of the table is damage."""
    steps = 0
    while first < _LAST_SECTOR:
        if first >= len(table) or steps > len(table):
            raise CompoundError("a chain of sectors is broken")
        yield first
        first, steps = table[first], steps + 1
