"""The drop box: what is whole is loaded and moved, what cannot be read stays, all else is left alone."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.errors import WarehouseError
from etl.receipt import Receipt
from etl.warehouse import rejected
from etl.warehouse.connect import reading
from etl.watch import DropBox, move_into
from tests.dashboard.commanding import as_process, command
from tests.etl.loading import load_for_none as load
from tests.etl.loading import place_in, recap
from tests.etl.promises.test_corrections import correct, export

KONAWE, DAY, TODAY = "Kabupaten Konawe", "2024-09-30", "2026-11-22"
GOOD, BAD = (KONAWE, "Dinas A", DAY, 100, 60), (KONAWE, "Dinas B", DAY, 50, 51)


class Box:
    """A drop box of the test's own, and all that it said."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "kotak"
        self.folder.mkdir()
        self.place = place_in(tmp_path)
        self.said: list[str] = []
        self.loads: Callable[[Path], Receipt] = lambda path: load(self.place, path)
        self.box = DropBox(
            self.folder, lambda path: self.loads(path), self._book, self.said.append,
            lambda: date.fromisoformat(TODAY),
        )  # fmt: skip

    def _book(self, run_id: str, path: Path) -> None:
        export(self.place, path, run_id)

    def looks(self, times: int = 2) -> None:
        for _ in range(times):
            self.box.look()

    def files(self) -> set[str]:
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if not path.is_dir()}


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def test_a_whole_file_is_loaded_and_moved(box: Box) -> None:
    recap(box.folder / "a.csv", GOOD)
    assert box.box.look()
    assert box.files() == {"a.csv"}  # one look does not tell whether it is still being written
    assert not box.box.look()
    assert box.files() == {f"selesai/{TODAY}/a.csv"}
    assert "a.csv: dimuat, 1 baris." in box.said


def test_what_was_loaded_before_is_told_to_be_unchanged(box: Box) -> None:
    load(box.place, recap(box.folder.parent / "a.csv", GOOD))
    recap(box.folder / "a.csv", GOOD)
    box.looks()
    assert box.said == ["a.csv: tidak berubah; semua barisnya sudah dimuat sebelumnya."]
    assert box.files() == {f"selesai/{TODAY}/a.csv"}


def test_a_file_that_still_grows_is_left_alone(box: Box) -> None:
    file = recap(box.folder / "a.csv", GOOD)
    box.looks(1)
    with file.open("a") as more:
        more.write(f"{KONAWE},Dinas B,{DAY},50,50,all\n")
    box.looks(1)
    assert box.files() == {"a.csv"}
    box.looks(1)
    assert box.files() == {f"selesai/{TODAY}/a.csv"}
    assert "a.csv: dimuat, 2 baris." in box.said


def test_rejected_rows_lie_beside_the_file_and_their_correction_closes_them(box: Box) -> None:
    recap(box.folder / "a.csv", GOOD, BAD)
    box.looks()
    folder = f"perlu-diperbaiki/{TODAY}"
    assert box.files() == {f"{folder}/a.csv", f"{folder}/a.csv.perbaikan.xlsx"}
    book = box.folder / folder / "a.csv.perbaikan.xlsx"
    assert openpyxl.load_workbook(book)["pact_recap"].max_row == 2
    shutil.copy(correct(book, {"Sudah menandatangani": 50}), box.folder / "perbaikan.xlsx")
    box.looks()
    assert f"selesai/{TODAY}/perbaikan.xlsx" in box.files()
    with reading(box.place) as connection:
        assert rejected.rejects(connection) == []


@pytest.fixture
def unreachable(box: Box) -> Iterator[None]:
    """Folders one in another, deeper than a path can name."""
    at = os.open(box.folder, os.O_RDONLY)
    for _ in range(17):
        os.mkdir("d" * 250, dir_fd=at)
        at, above = os.open("d" * 250, os.O_RDONLY, dir_fd=at), at
        os.close(above)
    os.close(at)
    yield
    shutil.rmtree(box.folder / ("d" * 250))


@pytest.mark.usefixtures("unreachable")
def test_a_folder_that_cannot_be_read_keeps_no_file_waiting(box: Box) -> None:
    recap(box.folder / "z.csv", GOOD)
    box.looks(3)
    closed = [said for said in box.said if "folder ini tidak dapat dibaca" in said]
    assert (len(closed), len(box.said)) == (1, 2)
    assert "z.csv: dimuat, 1 baris." in box.said


def test_what_cannot_be_read_stays_is_told_once_and_tried_when_it_changes(box: Box) -> None:
    file = box.folder / "surat.csv"
    file.write_text("bukan tabel\n")
    box.looks(5)
    assert box.files() == {"surat.csv"}
    assert len(box.said) == 1
    recap(file, GOOD)
    box.looks()
    assert box.files() == {f"selesai/{TODAY}/surat.csv"}


def test_nothing_is_overwritten(box: Box) -> None:
    for signed in (60, 70, 80):
        recap(box.folder / "a.csv", (KONAWE, "Dinas A", DAY, 100, signed))
        box.looks()
    folder = f"selesai/{TODAY}"
    assert box.files() == {f"{folder}/a.csv", f"{folder}/a-2.csv", f"{folder}/a-3.csv"}


def test_folders_of_offices_keep_their_names(box: Box) -> None:
    recap(box.folder / "dikbud" / "a.csv", GOOD)
    recap(box.folder / "selesai" / "lama.csv", GOOD)
    box.looks()
    assert box.files() == {f"selesai/{TODAY}/dikbud/a.csv", "selesai/lama.csv"}


def test_links_pipes_and_files_of_open_programs_are_left_alone(box: Box, tmp_path: Path) -> None:
    outside = recap(tmp_path / "rahasia.csv", GOOD)
    (box.folder / "tautan.csv").symlink_to(outside)
    (box.folder / "luar").symlink_to(tmp_path)
    os.mkfifo(box.folder / "pipa.csv")
    for name in ("~$a.xlsx", ".~lock.a.ods#", ".a.csv.swp", "a.csv.part", "b.tmp"):
        (box.folder / name).write_text("x")
    before = box.files()
    box.looks(3)
    assert box.files() == before
    assert len(box.said) == 3
    assert outside.exists()


def test_a_file_written_to_while_it_was_loaded_is_not_moved(box: Box) -> None:
    file = recap(box.folder / "a.csv", GOOD)

    def and_written(path: Path) -> Receipt:
        receipt = load(box.place, path)
        recap(file, GOOD, (KONAWE, "Dinas B", DAY, 5, 5))
        return receipt

    box.loads = and_written
    box.looks()
    assert box.files() == {"a.csv"}
    box.loads = lambda path: load(box.place, path)
    box.looks()
    assert box.files() == {f"selesai/{TODAY}/a.csv"}


def test_a_warehouse_that_is_down_moves_nothing_and_is_asked_again(box: Box) -> None:
    def down(path: Path) -> Receipt:
        raise WarehouseError("The warehouse sleeps.")

    recap(box.folder / "a.csv", GOOD)
    box.loads = down
    box.looks(4)
    assert (box.files(), len(box.said)) == ({"a.csv"}, 1)
    box.loads = lambda path: load(box.place, path)
    box.looks(1)
    assert box.files() == {f"selesai/{TODAY}/a.csv"}


def test_a_name_that_could_find_a_person_is_not_echoed(box: Box) -> None:
    recap(box.folder / "197001011995031002.csv", GOOD)
    box.looks()
    assert box.files() == {"197001011995031002.csv"}
    assert "197001011995031002" not in " ".join(box.said)


def test_moving_never_goes_over_another_file(tmp_path: Path) -> None:
    for text in ("satu", "dua"):
        (tmp_path / "a").write_text(text)
        move_into(tmp_path / "b", tmp_path / "a")
    assert {path.name: path.read_text() for path in (tmp_path / "b").iterdir()} == {"a": "satu", "a-2": "dua"}


# -- the command -------------------------------------------------------------------------------------------------------


def test_once_loads_what_lies_there(tmp_path: Path) -> None:
    recap(tmp_path / "kotak" / "a.csv", GOOD)
    ended = as_process("watch", tmp_path / "kotak", "--once", "--interval", "0.1")
    assert (ended.returncode, "dimuat" in ended.stdout) == (0, True), ended.stderr
    assert len(list((tmp_path / "kotak" / "selesai").rglob("a.csv"))) == 1
    missing = as_process("watch", tmp_path / "none")
    assert (missing.returncode, "Traceback" in missing.stderr) == (2, False)


def test_it_loads_what_comes_and_sigterm_ends_it(tmp_path: Path) -> None:
    folder = tmp_path / "kotak"
    folder.mkdir()
    words = command("watch", folder, "--interval", "0.2")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        recap(tmp_path / "a.csv", GOOD).rename(folder / "a.csv")
        assert process.stdout is not None
        assert process.stdout.readline().startswith("a.csv: dimuat")
        recap(tmp_path / "b.csv", (KONAWE, "Dinas B", DAY, 10, 5)).rename(folder / "b.csv")
        assert process.stdout.readline().startswith("b.csv: dimuat")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
