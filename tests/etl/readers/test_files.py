"""Paths that are no files, files that may not be read, and files that change while they are."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from etl.readers import open_file
from etl.readers.files import LARGEST_MB, Content, read_steadily
from tests.etl.readers.test_separated import problem_of

CSV = b"a,b\n1,2\n"


def test_places_that_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "file.csv").write_bytes(CSV)
    cases = {
        tmp_path / "none.csv": "file_missing",
        tmp_path / "none" / "deeper.csv": "file_missing",
        tmp_path / "file.csv" / "below": "archive_damaged",
        tmp_path / "nul\0name.csv": "file_missing",
        tmp_path / ("x" * 300): "file_unreadable",
        pipe: "not_a_file",
        Path("/dev/zero"): "not_a_file",
    }
    for path, rule in cases.items():
        assert problem_of(open_file(path))[0] == rule, path


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"\xef\xbb\xbf" + CSV)
    reading = open_file(path, name="kiriman")
    assert (reading.sha256, reading.name) == (hashlib.sha256(b"\xef\xbb\xbf" + CSV).hexdigest(), "kiriman")


def test_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate((LARGEST_MB + 1) * 1_000_000)
    rule, detail = problem_of(open_file(path))
    assert (rule, detail) == ("file_too_large", {"limit": LARGEST_MB})


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x")


def _replace(path: Path) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(CSV)
    new.replace(path)


def _rewrite(path: Path) -> None:
    """The same bytes in number, a moment later."""
    stat = path.stat()
    path.write_bytes(CSV[::-1])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))


@pytest.mark.parametrize("change", [_append, _replace, _rewrite, Path.unlink, lambda path: os.truncate(path, 3)])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """The change comes when half of it has been read."""
    path = tmp_path / "file.csv"
    path.write_bytes(CSV)

    def half_then_change(file: BinaryIO) -> bytes:
        half = file.read(4)
        change(path)
        return half + file.read()

    assert read_steadily(path, half_then_change) is None
    path.write_bytes(CSV)
    assert read_steadily(path, lambda file: file.read()) == CSV
    assert Content.of(CSV).sha256 == open_file(path).sha256
