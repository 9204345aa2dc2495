"""ZIP archives and folders: each file in them by itself, and nothing that only looks like one."""

import io
import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl.notes import explain
from etl.readers import expand, open_file
from tests.etl.readers.books import refusal, xlsx, zipped
from tests.etl.readers.test_separated import problem_of

CSV = b"a,b\n1,2\n"
CELLS = [["a", "b"], ["1", "2"]]
BOOK = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')


def names(paths: list[Path], top: Path) -> list[str]:
    return [str(path.relative_to(top)) for path in paths]


def test_members_are_files(tmp_path: Path) -> None:
    path = tmp_path / "kiriman.zip"
    parts = {"b.csv": CSV, "Muna Barat/rekap.XLSX": BOOK, "Muna/": b"", "Muna/a.tsv": b"a\tb\n1\t2\n"}
    path.write_bytes(zipped(parts))
    files = expand([path])
    assert names(files, path) == ["Muna Barat/rekap.XLSX", "Muna/a.tsv", "b.csv"]
    readings = [open_file(file) for file in files]
    assert [reading.grids[0].cells.tolist() for reading in readings] == [[["1"]], CELLS, CELLS]
    assert [reading.name for reading in readings] == list(map(str, files))
    assert [reading.notes for reading in readings] == [(), (), ()]
    alone = tmp_path / "b.csv"
    alone.write_bytes(CSV)
    assert readings[2].sha256 == open_file(alone).sha256


def test_what_is_no_table_is_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "kiriman.zip"
    strange = ["../luar.csv", "/etc/a.csv", "C:/a.csv", "a\\b.csv", "x/../../a.csv"]
    left_out = ["__MACOSX/._b.csv", "~$b.xlsx", ".~lock.b.ods#", ".DS_Store", "x/.b.csv", "surat.pdf", *strange]
    path.write_bytes(zipped(dict.fromkeys([*left_out, "198001012005011001.pdf", "b.csv", "c.csv"], CSV)))
    first, second = map(open_file, expand([path]))
    (note,) = first.notes
    assert (note.kind, note.detail["count"]) == ("members_left_out", len(left_out) + 1)
    assert set(note.detail["members"].split(", ")) == {*left_out, "•••"}
    assert "1980" not in explain(note.kind, note.detail, "en")
    assert second.notes == ()
    assert sorted(tmp_path.iterdir()) == [path]


def test_an_archive_opened_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "kiriman.zip"
    path.write_bytes(zipped({"x/b.csv": CSV, "surat.pdf": b"%PDF"}))
    reading = open_file(path)
    assert (reading.grids[0].cells.tolist(), reading.name) == (CELLS, f"{path}/x/b.csv")
    path.write_bytes(zipped({"b.csv": CSV, "c.csv": CSV}))
    assert problem_of(open_file(path)) == ("archive_of_several", {"members": "b.csv, c.csv"})
    for nothing in (zipped({}), zipped({"surat.pdf": b"%PDF"})):
        path.write_bytes(nothing)
        assert expand([path]) == [path]
        assert refusal(open_file(path)) == "archive_empty"


def test_a_member_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "kiriman.zip"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in ("baik.csv", "berkata-sandi.csv", "rusak.csv", "aneh.csv"):
            package.writestr(name, CSV)
        package.writestr("dalam.zip", zipped({"b.csv": CSV}))
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr("kembar.csv", CSV)
            package.writestr("./kembar.csv", CSV)
            package.writestr("kembar.csv", CSV)
    raw = bytearray(stream.getvalue())
    _patch(raw, "berkata-sandi.csv", flags=1)
    _patch(raw, "aneh.csv", method=97)
    place = raw.index(CSV, raw.index(b"rusak.csv"))
    raw[place] ^= 1
    path.write_bytes(raw)
    said = {file.name: open_file(file) for file in expand([path])}
    assert {name: reading.problem.rule if reading.problem else "" for name, reading in said.items()} == {
        "aneh.csv": "archive_damaged",
        "baik.csv": "",
        "berkata-sandi.csv": "password_protected",
        "dalam.zip": "archive_nested",
        "kembar.csv": "member_twice",
        "rusak.csv": "archive_damaged",
    }
    assert problem_of(said["kembar.csv"]) == ("member_twice", {"count": 3})
    assert refusal(open_file(path / "tidak-ada.csv")) == "file_missing"


def _patch(raw: bytearray, name: str, *, flags: int = 0, method: int = 0) -> None:
    """Set the flags and the method of a member, in its own header and in the directory."""
    local = raw.index(name.encode()) - 30
    central = raw.rindex(name.encode()) - 46
    for place in (local + 6, central + 8):
        old_flags, old_method = struct.unpack_from("<HH", raw, place)
        struct.pack_into("<HH", raw, place, old_flags | flags, method or old_method)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_cut_off_archive(tmp_path: Path, share: float) -> None:
    path = tmp_path / "kiriman.zip"
    whole = zipped({"b.csv": CSV, "c.xlsx": BOOK})
    path.write_bytes(whole[: int(len(whole) * share)])
    assert expand([path]) == [path]
    assert refusal(open_file(path)) == "archive_damaged"


def test_bombs(tmp_path: Path) -> None:
    path = tmp_path / "kiriman.zip"
    path.write_bytes(zipped({"a.csv": b"0" * 60_000_000, "b.csv": CSV}))
    assert expand([path]) == [path]
    assert refusal(open_file(path)) == "archive_bomb"
    path.write_bytes(zipped({f"{number}.csv": b"" for number in range(10_001)}))
    assert expand([path]) == [path]
    assert problem_of(open_file(path)) == ("archive_too_many", {"members": 10_001, "limit": 10_000})


def test_a_large_member_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        package.writestr("besar.csv", bytes(257_000_001))
        package.writestr("kecil.csv", CSV)
    large, small = map(open_file, expand([path]))
    assert problem_of(large) == ("too_large_here", {"limit": 256})
    assert small.grids[0].cells.tolist() == CELLS


# ---------------------------------------------------------------------------------------------------- folders


def test_what_a_folder_holds(tmp_path: Path) -> None:
    inside = ["a.csv", "b.XLSX", "c.ods", "d.xls", "e.xlsb", "f.xlsm", "g.tsv", "sub/deep/h.csv"]
    outside = [".i.csv", "~$b.xlsx", ".~lock.c.ods#", "j.pdf", "k.txt", ".git/l.csv", "__MACOSX/m.csv"]
    for name in [*inside, *outside]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(CSV)
    (tmp_path / "z.zip").write_bytes(zipped({"2.csv": CSV, "1.csv": CSV}))
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    expected = ["a.csv", "b.XLSX", "c.ods", "d.xls", "e.xlsb", "f.xlsm", "g.tsv", "sub/deep/h.csv"]
    assert names(expand([tmp_path]), tmp_path) == [*expected, "z.zip/1.csv", "z.zip/2.csv"]
    assert expand([tmp_path / "k.txt"]) == [tmp_path / "k.txt"]


def test_links_in_a_circle_and_to_nowhere(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (below / "file.csv").write_bytes(CSV)
    (below / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nothing")
    assert names(expand([tmp_path]), tmp_path) == ["a/b/file.csv", "gone.csv"]
    assert refusal(open_file(tmp_path / "gone.csv")) == "file_missing"


def test_a_folder_without_anything(tmp_path: Path) -> None:
    assert expand([tmp_path]) == [tmp_path]
    assert refusal(open_file(tmp_path)) == "folder_empty"


@contextmanager
def somebody_who_may_not_read_everything(folder: Path) -> Iterator[None]:
    """Be nobody for a while if one is root, with the way to the folder open; how deep it lies depends on the runner."""
    if os.geteuid():
        yield
        return
    way = [each for each in (folder, *folder.parents) if not each.stat().st_mode & stat.S_IXOTH]
    modes = [each.stat().st_mode for each in way]
    for each in way:
        each.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for each, mode in zip(way, modes, strict=True):
            each.chmod(mode)


def test_a_closed_folder_or_file_is_told_and_the_others_load(tmp_path: Path) -> None:
    (tmp_path / "open.csv").write_bytes(CSV)
    (tmp_path / "open.csv").chmod(0o644)
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "file.csv").write_bytes(CSV)
    (tmp_path / "shut.csv").write_bytes(CSV)
    (tmp_path / "shut.csv").chmod(0)
    closed.chmod(0)
    with somebody_who_may_not_read_everything(tmp_path):
        files = expand([tmp_path])
        readings = [open_file(file) for file in [*files, closed / "file.csv"]]
    closed.chmod(0o700)
    assert names(files, tmp_path) == ["closed", "open.csv", "shut.csv"]
    shut = ("file_unreadable", {"reason": "Permission denied"})
    assert [problem_of(readings[place]) for place in (0, 2, 3)] == [shut] * 3
    assert readings[1].grids[0].cells.tolist() == CELLS
