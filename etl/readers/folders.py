"""What is meant by a path: a file, the loadable files of a folder, or those in a ZIP."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from etl.readers import archive


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files as named, and for folders and ZIPs the loadable files inside, at any depth, in the order of their names.

    A file in a ZIP is a path through it (`kiriman.zip/rekap.xlsx`), which open_file understands: so each has its own
    receipt, and one that cannot be read does not stop the others. A folder or ZIP in which nothing can be loaded, or
    that may not be entered, stays as it is and is refused as what it is.
    """
    found: list[Path] = []
    for path in paths:
        for file in (_inside(path, frozenset()) or [path]) if _is_folder(path) else [path]:
            found += (_members(file) or [file]) if file.suffix.casefold() == ".zip" else [file]
    return found


def _members(path: Path) -> list[Path]:
    return [path / member for member in archive.listed(path).loadable]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # it is refused, with the reason, when it is opened
        return False


def _inside(folder: Path, above: frozenset[tuple[int, int]]) -> list[Path]:
    """Loadable files below a folder; links are followed, but never in a circle. One that is closed stands for itself.

    Args:
        above: device and inode of the folders that lead here.
    """
    try:
        stat = folder.stat()
        here = (stat.st_dev, stat.st_ino)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return [folder]
    if here in above:
        return []
    return [path for entry in entries for path in _found(entry, above | {here})]


def _found(entry: "os.DirEntry[str]", above: frozenset[tuple[int, int]]) -> Iterator[Path]:
    if archive.is_left_out(entry.name):
        return
    path = Path(entry.path)
    if _is_folder(path):
        yield from _inside(path, above)
    elif path.suffix.casefold() in archive.LOADABLE and not _is_dead_or_device(path):
        yield path


def _is_dead_or_device(path: Path) -> bool:
    """A pipe is no file; a link to nowhere is one that is missing, and said to be."""
    return path.exists() and not path.is_file()
