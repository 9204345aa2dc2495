"""A drop box: a folder into which offices put files, each loaded once it is whole, then moved out of the way.

A file is whole when two looks, some seconds apart, find it the same; writers that work aside and rename need no wait
beyond that. What was loaded goes to `selesai/DAY/`, what was loaded in part to `perlu-diperbaiki/DAY/` with a workbook
of its rejected rows beside it. What could not be read stays where it is, is told once, and is tried again when it
changes. Links are not followed, and what programs keep beside an open file is left alone.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from etl.errors import NetralitasError
from etl.receipt import Counts, Receipt, shown_path
from etl.rules import Text
from etl.settings import Language

DONE, TO_CORRECT = "selesai", "perlu-diperbaiki"
BOOK_SUFFIX: Final = ".perbaikan.xlsx"
_PASSING: Final = (".", "~")
_PASSING_SUFFIXES: Final = frozenset({".tmp", ".part", ".partial", ".crdownload", ".filepart", ".download", ".lock"})

LOADED = Text("{path}: dimuat, {accepted} baris.", "{path}: loaded, {accepted:row|rows}.")
UNCHANGED = Text(
    "{path}: tidak berubah; semua barisnya sudah dimuat sebelumnya.",
    "{path}: unchanged; all its rows were loaded before.",
)
EMPTY = Text("{path}: tanpa baris; tidak ada yang dimuat.", "{path}: no rows; nothing was loaded.")
PARTLY = Text(
    "{path}: {accepted} baris dimuat, {rejected} ditolak; lihat {book}.",
    "{path}: {accepted:row|rows} loaded, {rejected} rejected; see {book}.",
)
UNREAD = Text(
    "{path}: tidak dimuat dan dibiarkan di tempatnya. {reason}", "{path}: not loaded and left there. {reason}"
)
LINK = Text("{path}: tautan, tidak diikuti.", "{path}: a link, not followed.")
NO_FILE = Text("{path}: bukan berkas.", "{path}: not a file.")
CLOSED = Text(
    "{path}: folder ini tidak dapat dibaca: {reason}. Beri izin membacanya, atau pindahkan isinya.",
    "{path}: this folder cannot be read: {reason}. Give the right to read it, or move what is in it.",
)
STUCK = Text(
    "{path}: dimuat, tetapi tidak dapat dipindahkan: {reason}. Beri izin menulis di foldernya.",
    "{path}: loaded, but not moved: {reason}. Give the right to write to its folder.",
)


class Signature(NamedTuple):
    """By which two looks tell whether a file is the same, and still the same."""

    device: int
    inode: int
    size: int
    modified_ns: int


@dataclass(slots=True)
class DropBox:
    """One folder, looked at again and again.

    load: loads one file. write_book: writes the rejected rows of a run as a workbook. tell: says something once.
    """

    folder: Path
    load: Callable[[Path], Receipt]
    write_book: Callable[[str, Path], None]
    tell: Callable[[str], None]
    today: Callable[[], date]
    language: Language = "id"
    _seen: dict[Path, Signature] = field(default_factory=dict)
    _settled: dict[Path, Signature] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def look(self) -> bool:
        """Look once, and load what is whole. Returns whether another look is needed to know of something."""
        present = dict(self._files(self.folder))
        for path in sorted(present):
            if self._settled.get(path) != present[path] and self._seen.get(path) == present[path]:
                self._take(path, present[path])
        waiting = {path for path in present if self._seen.get(path) != present[path]}
        self._seen = present
        self._settled = {path: mark for path, mark in self._settled.items() if path in present}
        return bool(waiting)

    def _files(self, folder: Path) -> Iterator[tuple[Path, Signature]]:
        for entry in self._entries(folder):
            path = Path(entry.path)
            if entry.name.startswith(_PASSING) or path.suffix.casefold() in _PASSING_SUFFIXES:
                continue
            if entry.is_symlink():
                self._say(LINK, path)
            elif entry.is_dir(follow_symlinks=False):
                if folder != self.folder or entry.name not in (DONE, TO_CORRECT):
                    yield from self._files(path)
            elif entry.is_file(follow_symlinks=False):
                mark = signature(path)
                if mark is not None:
                    yield path, mark
            else:
                self._say(NO_FILE, path)

    def _entries(self, folder: Path) -> Sequence[os.DirEntry[str]]:
        """What lies in a folder; one of the drop box's own that cannot be read is told and keeps no other waiting."""
        try:
            return list(os.scandir(folder))
        except OSError as error:
            if folder == self.folder:
                raise
            self._say(CLOSED, folder, reason=error.strerror or type(error).__name__)
            return ()

    def _take(self, path: Path, mark: Signature) -> None:
        try:
            receipt = self.load(path)
        except NetralitasError as error:  # of the warehouse, not of the file: the next look tries again
            self._say(UNREAD, path, reason=error.said(self.language))
            return
        if signature(path) != mark:  # written to meanwhile: what it holds now is another file
            return
        self._settled[path] = mark
        refused = [file.error for file in receipt.files if file.status == "refused" and file.error]
        if refused:
            self._say(UNREAD, path, reason=" ".join(dict.fromkeys(refused)))
        else:
            self._put_away(path, receipt)

    def _put_away(self, path: Path, receipt: Receipt) -> None:
        counts = receipt.counts
        folder = self.folder / (TO_CORRECT if counts.rejected else DONE) / self.today().isoformat()
        try:
            moved = move_into(folder / path.parent.relative_to(self.folder), path)
            if counts.rejected:
                self.write_book(str(receipt.run_id), moved.with_name(moved.name + BOOK_SUFFIX))
        except OSError as error:
            self._say(STUCK, path, reason=error.strerror or type(error).__name__)
            return
        told = {"accepted": counts.accepted, "rejected": counts.rejected, "book": moved.name + BOOK_SUFFIX}
        self.tell(_words_of(counts).filled(self.language, path=self._shown(path), **told))

    def _say(self, words: Text, path: Path, **detail: str) -> None:
        """Say it, unless it was the last that was said of this file in this state."""
        said = words.filled(self.language, path=self._shown(path), **detail)
        key = f"{path} {signature(path)} {said}"
        if key not in self._told:
            self._told.add(key)
            self.tell(said)

    def _shown(self, path: Path) -> str:
        return shown_path(path.relative_to(self.folder))


def _words_of(counts: Counts) -> Text:
    if counts.rejected:
        return PARTLY
    if counts.accepted or counts.replaced:
        return LOADED
    return UNCHANGED if counts.read else EMPTY


def signature(path: Path) -> Signature | None:
    """What a file is like now; None if it is gone or no file any more."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Signature(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def move_into(folder: Path, path: Path) -> Path:
    """Move a file into a folder under its name, or with a number where that is taken; never over another file.

    Raises OSError when it cannot be moved.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        name = path.name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        try:
            _rename(path, folder / name)
        except FileExistsError:
            number += 1
        else:
            return folder / name


def _rename(path: Path, target: Path) -> None:
    """A rename that fails where something has the name already."""
    try:
        target.hardlink_to(path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK):
            raise
        if target.exists():  # a disk without hard links
            raise FileExistsError from None
        path.rename(target)
    else:
        path.unlink()
