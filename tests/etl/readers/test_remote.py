"""Files at URLs, by fsspec's own file system in memory: read, listed and refused as those of this machine."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import fsspec
import pytest

from etl import custody
from etl.batch import Plan, read_batch
from etl.people.workshop import Workshop
from etl.readers import Remote, open_file, place_at
from etl.settings import PeoplePlace
from geo.regions import RegionIndex
from tests.etl.loading import load, people_in, place_in
from tests.etl.people.registers import counted, nip, register, row
from tests.etl.readers.books import zipped
from tests.etl.readers.test_separated import problem_of

CSV = b"a,b\n1,2\n"
KENDARI, HEALTH = "Kota Kendari", "Dinas Kesehatan"


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    found = fsspec.filesystem("memory")
    found.store.clear()
    yield found
    found.store.clear()


def names_of(url: str, tmp_path: Path) -> list[str]:
    workshop = Workshop(RegionIndex.packaged(), PeoplePlace(str(tmp_path / "people"), tmp_path / "key"))
    return [each.path for each in read_batch(Plan((place_at(url),)), workshop, "en", None, lambda _: None).receipts]


def test_a_url_of_this_machine_is_a_path(tmp_path: Path) -> None:
    assert place_at(f"file://{tmp_path}/a.csv") == tmp_path / "a.csv"
    assert place_at("rekap/a.csv") == Path("rekap/a.csv")
    assert place_at("memory://kirim/a.csv") == Remote("memory://kirim/a.csv")


def test_it_holds_what_a_path_holds(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe_file("/kirim/a.csv", CSV)
    reading = open_file(Remote("memory://kirim/a.csv"))
    assert reading.grids[0].cells.tolist() == [["a", "b"], ["1", "2"]]
    assert reading.name == "memory://kirim/a.csv"


def test_folders_and_archives_are_listed(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    held = zipped(dict.fromkeys(("b.csv", "Muna/c.csv", "__MACOSX/b.csv", "baca.txt"), CSV))
    for name, raw in {"a.csv": CSV, "kiriman.zip": held, ".a.csv": CSV, "surat.pdf": b"%PDF"}.items():
        memory.pipe_file(f"/kirim/{name}", raw)
    assert names_of("memory://kirim", tmp_path) == [
        "memory:///kirim/a.csv",
        "zip://Muna/c.csv::memory:///kirim/kiriman.zip",
        "zip://b.csv::memory:///kirim/kiriman.zip",
    ]
    assert open_file(Remote("zip://Muna/c.csv::memory://kirim/kiriman.zip")).problem is None


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("memory://kirim/gone.csv", "url_missing"),
        ("no-such-thing://kirim/a.csv", "url_unknown"),
        ("zip://a.csv::no-such-thing://kirim/a.zip", "url_unknown"),
        ("zip://a.csv::memory://kirim/gone.zip", "url_missing"),
    ],
)
def test_what_cannot_be_had_is_refused(memory: fsspec.AbstractFileSystem, url: str, rule: str) -> None:
    assert problem_of(open_file(Remote(url)))[0] == rule


def test_an_archive_in_an_archive_is_not_opened(memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe_file("/kirim/luar.zip", zipped({"dalam.zip": zipped({"a.csv": CSV})}))
    assert problem_of(open_file(Remote("zip://dalam.zip::memory://kirim/luar.zip")))[0] == "archive_nested"


class Slow(io.BytesIO):
    """Gives what has arrived, as what comes over a network does: three bytes a call."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(3 if size is None or size < 0 else min(size, 3))


class Untold(fsspec.AbstractFileSystem):
    """A place that does not say how long its files are."""

    protocol = "untold"
    cachable = False
    raw = CSV

    def info(self, path: str, **_: object) -> dict[str, object]:
        return {"name": path, "size": None, "type": "file"}

    def _open(self, path: str, *_: object, **__: object) -> io.BytesIO:
        return Slow(self.raw)


@pytest.fixture
def untold() -> None:
    fsspec.register_implementation("untold", Untold, clobber=True)


@pytest.mark.usefixtures("untold")
def test_a_file_of_untold_length_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_file(Remote("untold://a.csv")).grids[0].cells.tolist() == [["a", "b"], ["1", "2"]]
    lines = [row(KENDARI, HEALTH, nip(n), "2024-09-10") for n in range(3)]
    monkeypatch.setattr(Untold, "raw", register(tmp_path / "in" / "a.csv", lines).read_bytes())
    assert load(place_in(tmp_path), Remote("untold://a.csv"), people=people_in(tmp_path)).counts.accepted == 3


@pytest.mark.usefixtures("untold")
@pytest.mark.parametrize(("limit", "rule"), [(len(CSV), None), (len(CSV) - 1, "too_large_here")])
def test_no_part_is_taken_for_the_whole(limit: int, rule: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.readers.files.LARGEST_BYTES", limit)
    problem = open_file(Remote("untold://a.csv")).problem
    assert (problem and problem.rule) == rule


def test_what_needs_a_package_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: str) -> None:
        raise ImportError

    monkeypatch.setattr("fsspec.get_filesystem_class", absent)
    rule, detail = problem_of(open_file(Remote("s3://kirim/a.csv")))
    assert (rule, detail) == ("url_needs_extra", {"scheme": "s3", "extra": "s3"})
    assert problem_of(open_file(Remote("sftp://kirim/a.csv")))[0] == "url_unknown"


def test_no_password_is_shown() -> None:
    remote = Remote("https://petugas:rahasia@contoh.go.id/rekap/a.csv?token=rahasia")
    assert remote.shown == "https://contoh.go.id/rekap/a.csv"


def test_a_register_is_streamed_from_it_into_parts_elsewhere(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    lines = [row(KENDARI, HEALTH, nip(n), "2024-09-10" if n % 2 else "") for n in range(8)]
    lines.append(row(KENDARI, HEALTH, "19810101 2018", "2024-09-11"))
    memory.pipe_file("/kirim/a.csv", register(tmp_path / "in" / "a.csv", lines).read_bytes())
    place = place_in(tmp_path)
    people = PeoplePlace("memory://people", people_in(tmp_path).key_file)
    receipt = load(place, Remote("memory://kirim/a.csv"), people=people)
    assert (receipt.counts.accepted, receipt.counts.rejected) == (8, 1)
    assert counted(place) == {("74.71", HEALTH, date(2024, 9, 30)): (4.0, 8.0)}
    (part,) = [name for name in memory.find("/people") if name.endswith(".parquet")]
    assert not any(nip(n).encode() in memory.cat_file(part) for n in range(8))
    assert custody.rotate(place, people).parts == 1
    assert custody.erase([nip(1)], place, people).rows == 1
    assert custody.check(place, people) == (1, [])
    left = [name for name in memory.find("/people") if name.endswith(".parquet")]
    assert len(left) == 1 and left != [part]
    assert counted(place) == {("74.71", HEALTH, date(2024, 9, 30)): (4.0, 8.0)}
