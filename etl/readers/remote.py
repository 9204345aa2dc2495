"""Files that lie elsewhere: any URL that fsspec can open. One of this machine (`file://`) is a path like others."""

import io
import os
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

import fsspec
from fsspec.implementations.local import LocalFileSystem
from fsspec.spec import AbstractFileSystem

from etl.masking import shown
from etl.problems import Problem
from etl.readers import archive
from etl.readers.files import LARGEST_BYTES, TOO_LARGE, TOO_LARGE_HERE, Content, as_content, whole

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
    def host(self) -> str:
        """The server and its port, as far as the address names one."""
        return shown(urlsplit(self.url.rpartition("::")[2]).netloc.rpartition("@")[2])

    @property
    def _opened(self) -> tuple[AbstractFileSystem, str]:
        return cast(tuple[AbstractFileSystem, str], fsspec.core.url_to_fs(self.url))

    @property
    def filesystem(self) -> AbstractFileSystem:
        """What opens it. Raises what fsspec does for a URL that it does not know."""
        return self._opened[0]

    @property
    def in_archive(self) -> bool:
        """Whether it is a member of a ZIP."""
        return self.url.startswith("zip://")

    @property
    def from_beginning_alone(self) -> bool:
        """Whether nobody can jump in it: in a ZIP, and where a server does not say how long it is. Raises OSError."""
        return self.in_archive or self.size() is None

    def is_file(self) -> bool:
        """Whether it is one that can be reached."""
        try:
            filesystem, path = self._opened
            return bool(filesystem.isfile(path))
        except Exception:  # said in words by whoever reads it
            return False

    def size(self) -> int | None:
        """In bytes; None where the place does not say. Raises OSError."""
        with _told_as_os_error():
            filesystem, path = self._opened
            found = filesystem.size(path)
        return None if found is None else int(found)

    def open(self) -> BinaryIO:
        """A file that gives as many bytes as are asked for, as long as there are. Raises OSError, then or later."""
        with _told_as_os_error():
            filesystem, path = self._opened
            return io.BufferedReader(_Stream(filesystem.open(path, "rb")), 1 << 20)

    def read_steadily(self, read: Callable[[BinaryIO], T]) -> T | None:
        """What `read` makes of it, or None if it was replaced meanwhile."""
        before = self._identity()
        with self.open() as file:
            found = read(file)
        self.filesystem.invalidate_cache()
        return found if self._identity() == before else None

    def _identity(self) -> tuple[str, str]:
        """What changes when it is replaced; fsspec's own key takes every file of the web for one that never changes."""
        with _told_as_os_error():
            filesystem, path = self._opened
            return str(filesystem.ukey(path)), str(filesystem.info(path))


class _Stream(io.RawIOBase):
    """A file of fsspec, of which one call may give only what has arrived, and which may fail in its own ways."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _told_as_os_error():
            piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def _told_as_os_error() -> Iterator[None]:
    """What a file system raises as an OSError. Its own words are not passed on: they may hold an address with a key."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(type(error).__name__) from error


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
    if problem := _unknown(place):
        return problem
    try:
        raw = TOO_LARGE if (place.size() or 0) > LARGEST_BYTES else place.read_steadily(whole)
    except OSError as error:
        return _out_of_reach(error, place)
    return TOO_LARGE_HERE if raw is TOO_LARGE else as_content(raw)


EXTRAS = {"http": "http", "https": "http", "s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}


def _unknown(place: Remote) -> Problem | None:
    """Why nothing installed here opens such a URL, if so."""
    scheme = place.url.rpartition("::")[2].partition("://")[0]
    try:
        fsspec.get_filesystem_class(scheme)
    except ImportError:
        extra = EXTRAS.get(scheme)
        return Problem("url_needs_extra", {"scheme": scheme, "extra": extra}) if extra else _no_scheme(scheme)
    except ValueError:
        return _no_scheme(scheme)
    return None


def _no_scheme(scheme: str) -> Problem:
    return Problem("url_unknown", {"scheme": shown(scheme), "known": ", ".join(f"{each}://" for each in EXTRAS)})


# What Python's own libraries raise under whatever a file system makes of it, the more special first.
_FAULTS: Final[Sequence[tuple[type[BaseException], str]]] = (
    (socket.gaierror, "url_no_host"),
    (ConnectionRefusedError, "url_refused"),
    (ssl.SSLError, "url_not_secure"),
    (TimeoutError, "url_too_slow"),
    (PermissionError, "url_forbidden"),
    (ConnectionError, "url_cut_off"),
)
_MISSING, _FORBIDDEN = (404, 410), (401, 403, 407)


def _out_of_reach(error: OSError, place: Remote) -> Problem:
    """In words: over HTTP fsspec says of all that goes wrong that the file was not found, and why in the cause."""
    causes = list(_causes(error))
    statuses = [getattr(each, "status", None) for each in causes]
    if status := next((each for each in statuses if isinstance(each, int)), None):
        return _answered(status)
    for kind, rule in _FAULTS:
        if any(isinstance(each, kind) for each in causes):
            return Problem(rule, {"host": place.host})
    cause = error.__cause__ or error
    if isinstance(cause, FileNotFoundError):
        return Problem("url_missing")
    if type(cause).__name__ in ("ClientPayloadError", "ServerDisconnectedError"):  # of an extra that may not be here
        return Problem("url_cut_off")
    number = getattr(cause, "errno", None) or 0
    return Problem("url_unreadable", {"reason": os.strerror(number) if number > 0 else type(cause).__name__})


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came from, one after another."""
    while error is not None:
        yield error
        error = error.__cause__


def _answered(status: int) -> Problem:
    if status in _MISSING:
        return Problem("url_missing")
    if status in _FORBIDDEN:
        return Problem("url_forbidden")
    return Problem("url_server_fault", {"status": status})


def _bare(part: str) -> str:
    found = urlsplit(part)
    return urlunsplit((found.scheme, found.netloc.rpartition("@")[2], found.path, "", "")) if found.netloc else part
