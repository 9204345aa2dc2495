"""Files that lie elsewhere: any URL that fsspec can open. One of this machine (`file://`) is a path like others."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

import fsspec
from fsspec.implementations.local import LocalFileSystem
from fsspec.spec import AbstractFileSystem

from etl.readers import archive
from etl.readers.files import LARGEST_MB, Content
from etl.rules import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remote:
    """A file or folder at a URL; `zip://MEMBER::URL` is one in a ZIP that lies there."""

    url: str

    @property
    def shown(self) -> str:
        """What receipts call it: the address without user, password and options."""
        return "::".join(_bare(part) for part in self.url.split("::"))

    @property
    def stem(self) -> str:
        """The name of the file without its suffix."""
        return PurePosixPath(urlsplit(self.url.partition("::")[0]).path or self._opened[1]).stem

    @property
    def _opened(self) -> tuple[AbstractFileSystem, str]:
        return cast(tuple[AbstractFileSystem, str], fsspec.core.url_to_fs(self.url))

    @property
    def filesystem(self) -> AbstractFileSystem:
        """What opens it. Raises what fsspec does for a URL that it does not know."""
        return self._opened[0]

    @property
    def name_in_filesystem(self) -> str:
        """The URL by which the file system itself, once registered with DuckDB, knows the file."""
        filesystem, path = self._opened
        return str(filesystem.unstrip_protocol(path))

    @property
    def in_archive(self) -> bool:
        """Whether it can be read from its beginning alone."""
        return self.url.startswith("zip://")

    def is_file(self) -> bool:
        """Whether it is one that can be reached."""
        try:
            filesystem, path = self._opened
            return bool(filesystem.isfile(path))
        except Exception:  # said in words by whoever reads it
            return False

    def size(self) -> int:
        """In bytes; 0 where the place does not say."""
        filesystem, path = self._opened
        return int(filesystem.size(path) or 0)

    def open(self) -> BinaryIO:
        filesystem, path = self._opened
        return cast(BinaryIO, filesystem.open(path, "rb"))

    def read_steadily(self, read: Callable[[BinaryIO], T]) -> T | None:
        """What `read` makes of it, or None if it was replaced meanwhile."""
        filesystem, path = self._opened
        before = filesystem.ukey(path)
        with self.open() as file:
            found = read(file)
        filesystem.invalidate_cache()
        return found if filesystem.ukey(path) == before else None


def place_at(text: str) -> Path | Remote:
    """What a person names: a path, or a URL of another place."""
    if "://" not in text:
        return Path(text)
    try:
        filesystem, path = fsspec.core.url_to_fs(text)
    except Exception:  # refused with the reason, when it is opened
        return Remote(text)
    return Path(path) if isinstance(filesystem, LocalFileSystem) else Remote(text)


def expand_remote(place: Remote) -> list[Remote]:
    """The file itself, or the loadable files of a folder or a ZIP, in the order of their names."""
    try:
        filesystem, path = place._opened
        if filesystem.isdir(path):
            found = sorted(name for name in filesystem.find(path) if _is_loadable(name[len(path) :]))
            return [each for name in found for each in expand_remote(_inside(place, filesystem, name))] or [place]
        if path.casefold().endswith(".zip") and not place.in_archive:
            return expand_remote(Remote(f"zip://::{place.url}"))
    except Exception:  # refused with the reason, when it is opened
        return [place]
    return [place]


def _inside(place: Remote, filesystem: AbstractFileSystem, name: str) -> Remote:
    if place.in_archive:
        return Remote(f"zip://{name}::{place.url.partition('::')[2]}")
    return Remote(str(filesystem.unstrip_protocol(name)))


def _is_loadable(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return PurePosixPath(name).suffix.casefold() in archive.LOADABLE and not any(map(archive.is_left_out, parts))


def content_of_remote(place: Remote) -> Content | Problem:
    """The whole file, if it is not too large. Never raises for what a URL may be."""
    try:
        megabytes = place.size() // 1_000_000
        if megabytes >= LARGEST_MB:
            return Problem("file_too_large", {"megabytes": megabytes, "limit": LARGEST_MB})
        raw = place.read_steadily(lambda file: file.read(LARGEST_MB * 1_000_000))
    except FileNotFoundError:
        return Problem("file_missing")
    except Exception as error:  # every file system has errors of its own; their words may hold an address with a key
        return Problem("file_unreadable", {"reason": type(error).__name__})
    return Problem("file_changed") if raw is None else Content.of(raw)


def _bare(part: str) -> str:
    found = urlsplit(part)
    return urlunsplit((found.scheme, found.netloc.rpartition("@")[2], found.path, "", "")) if found.netloc else part
