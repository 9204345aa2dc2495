"""Files as they come: what is read, and what is refused with a reason."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.readers import LARGEST_MB, read
from etl.rules import FILE_RULES
from tests.etl.intake.writing import breaches, stage_text, staged

HEADER = "Kab/Kota,OPD,Tanggal,Jml ASN,Sudah TTD\n"
ROW = "Kab. Konawe,Dinas Kesehatan,2024-09-30,120,118\n"


@pytest.mark.parametrize(
    "content",
    [
        HEADER + ROW,
        (HEADER + ROW).rstrip("\n"),
        "\ufeff" + HEADER + ROW,
        (HEADER + ROW).replace("\n", "\r\n"),
        (HEADER + ROW).replace("\n", "\r"),
        (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", "\t"),
        HEADER + ROW.replace("Dinas Kesehatan", '"Dinas\nKesehatan"'),
        HEADER + ROW.replace("Konawe", "\u00a0Konawe\u200b "),
        HEADER.replace("OPD", '"OPD, atau unit kerja"').replace(", atau unit kerja", "") + ROW,
        HEADER.replace("\n", ",,\n") + ROW.replace("\n", ",,\n"),
    ],
    ids=["plain", "no-last-newline", "bom", "crlf", "cr", "semicolon", "tab", "break", "unseen", "quoted", "trailing"],
)  # fmt: skip
def test_readable(tmp_path: Path, content: str) -> None:
    file = stage_text(tmp_path, content)
    assert file.error is None
    assert (file.read, len(file.records), file.dropped_columns) == (1, 1, ())
    assert file.observations[["region_code", "agency", "value", "base"]].values.tolist() == [
        ["74.02", "Dinas Kesehatan", 118.0, 120.0]
    ]


def test_rows_are_numbered_as_in_the_spreadsheet(tmp_path: Path) -> None:
    """A line break inside a cell is no row; a blank row is one."""
    broken = ROW.replace("Dinas Kesehatan", '"Dinas\n\nKesehatan"')
    file = stage_text(tmp_path, "\n" + HEADER + broken + "\n,,,,\n" + ROW.replace("118", "x"))
    assert [(skip.row, skip.reason) for skip in file.skipped] == [(1, "blank_row"), (4, "blank_row"), (5, "blank_row")]
    assert file.records["row"].to_list() == [3]
    assert breaches(file) == [(6, "signed", "not_a_count")]


def test_too_many_cells_reject_the_row_alone(tmp_path: Path) -> None:
    """The comma of an unquoted `1,234` shifts everything: the row is not interpreted, and what stood there not kept."""
    file = stage_text(tmp_path, HEADER + ROW + ROW.replace("120", "1,234") + "Kab. Muna,a,2024-09-30,5,5\n")
    assert breaches(file) == [(3, "", "too_many_cells")]
    assert file.rejects["detail"].to_list() == [{"cells": 6, "columns": 5}]
    assert (file.read, len(file.records), file.rejected) == (3, 2, 1)


def test_too_few_cells_are_blank(tmp_path: Path) -> None:
    assert breaches(stage_text(tmp_path, HEADER + "Kab. Konawe\n")) == [(2, "date", "required")]


def test_headers_without_rows_are_no_error(tmp_path: Path) -> None:
    file = stage_text(tmp_path, HEADER)
    assert (file.error, file.source, file.read) == (None, "pact_recap", 0)
    assert file.records.empty and file.observations.empty and file.rejects.empty


def test_columns_without_a_header_are_named_by_letter(tmp_path: Path) -> None:
    file = stage_text(tmp_path, HEADER.replace("\n", ",,,Ket,NIP\n") + ROW.replace("\n", ",,y,z,198001012005011001\n"))
    assert file.dropped_columns == ("G", "Ket", "NIP")


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "file_empty"),
    "blanks": (b"\n \n,,\n"[:3], "file_empty"),
    "bom": (b"\xef\xbb\xbf", "file_empty"),
    "xlsx": (b"PK\x03\x04rest", "spreadsheet"),
    "xls": (b"\xd0\xcf\x11\xe0rest", "spreadsheet"),
    "pdf": (b"%PDF-1.7", "spreadsheet"),
    "nul": (HEADER.encode() + b"\0", "not_text"),
    "utf16": ((HEADER + ROW).encode("utf-16"), "not_utf8"),
    "latin1": ((HEADER + "Kab. Konawé,,,,\n").encode("latin-1"), "not_utf8"),
    "surrogate": (HEADER.encode() + b"\xed\xa0\x80\n", "not_utf8"),
    "open quote": ((HEADER + ROW + 'Kab. Muna,"Dinas,2024-09-30,1,1\n').encode(), "broken_quotes"),
    "stray quote": ((HEADER + 'Kab. Muna,"Dinas" A,2024-09-30,1,1\n').encode(), "broken_quotes"),
    "long cell": ((HEADER + "x" * 1_000_000 + ",,,,\n").encode(), "cell_too_long"),
    "long header": (b"x" * 1_000_000 + b",b\n", "cell_too_long"),
    "prose": (b"Dengan hormat,\nbersama ini kami sampaikan\n", "unknown_source"),
    "html": (b"<!DOCTYPE html>\n<table><tr><td>1</td></tr></table>\n", "unknown_source"),
    "commas": (b",,,\n,,\n", "file_empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    content, rule = REFUSED[name]
    file = stage_text(tmp_path, content)
    assert file.error is not None
    assert file.error.rule == rule
    assert file.error.message and file.error.remedy
    assert (file.read, file.rejected, len(file.records), file.skipped) == (0, 0, 0, ())
    assert file.sha256 is not None


def test_a_broken_byte_is_pointed_at(tmp_path: Path) -> None:
    file = stage_text(tmp_path, HEADER.encode() + b"Kab. Konaw\xe9,,,,\n")
    assert file.error and file.error.detail == {"position": len(HEADER) + 11, "line": 2}


def test_places_that_are_no_files(tmp_path: Path) -> None:
    def rule(path: Path) -> str:
        error = staged(path).error
        assert error is not None
        return error.rule

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert rule(tmp_path / "none.csv") == "file_missing"
    assert rule(tmp_path / "none" / "deeper.csv") == "file_missing"
    assert rule(tmp_path) == rule(pipe) == rule(Path("/dev/zero")) == "not_a_file"
    assert rule(tmp_path / "nul\0name.csv") == "file_missing"
    assert rule(tmp_path / ("x" * 300)) == "file_unreadable"


def test_a_folder_without_permission(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "file.csv").write_text(HEADER + ROW)
    closed.chmod(0)
    who = os.geteuid()
    if who == 0:  # root may read everything
        tmp_path.chmod(0o755)
        os.seteuid(65534)
    try:
        reading = read(closed / "file.csv")
    finally:
        if who == 0:
            os.seteuid(0)
        closed.chmod(0o700)
    assert reading.problem and reading.problem.rule == "file_unreadable"
    assert reading.problem.detail["reason"] == "Permission denied"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate((LARGEST_MB + 1) * 1_000_000)
    error = staged(path).error
    assert error and error.rule == "file_too_large"


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_no_bytes_whatever_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    for before in (b"", HEADER.encode()):
        path.write_bytes(before + content)
        file = staged(path)
        assert file.error is None or file.error.rule in FILE_RULES


@given(st.lists(st.lists(st.text(max_size=8), min_size=5, max_size=5), max_size=6))
@settings(max_examples=200)
def test_any_table_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """Against the csv module's own round trip; NUL is refused, blank rows are skipped."""
    path = tmp_path_factory.getbasetemp() / "table.csv"
    rows = [["".join(c for c in cell if c.isprintable() or c == "\n") for cell in row] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a", "b", "c", "d", "e"], *rows])
    sheet = read(path).sheet
    assert sheet is not None
    kept = [row for row in rows if "".join(row).strip()]
    assert sheet.cells.to_numpy().tolist() == kept
    assert len(sheet.skipped) == len(rows) - len(kept)
