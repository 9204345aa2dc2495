"""Files as they come, staged: what is read and where it stood; more of what is refused in tests/etl/readers."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.problems import FILE_RULES
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
        (HEADER + ROW).encode("utf-16"),
        (HEADER + ROW).replace("Dinas", "\u00a0Dinas").encode("cp1252"),
        HEADER + ROW.replace("Dinas Kesehatan", '"Dinas\nKesehatan"'),
        HEADER + ROW.replace("Konawe", "\u00a0Konawe\u200b "),
        HEADER.replace("OPD", '"OPD, atau unit kerja"').replace(", atau unit kerja", "") + ROW,
        HEADER.replace("\n", ",,\n") + ROW.replace("\n", ",,\n"),
    ],
    ids=["plain", "no-last-newline", "bom", "crlf", "cr", "semicolon", "tab",
         "utf16", "cp1252", "break", "unseen", "quoted", "trailing"],
)  # fmt: skip
def test_readable(tmp_path: Path, content: str | bytes) -> None:
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
    "bom": (b"\xef\xbb\xbf", "file_empty"),
    "commas": (b",,,\n,,\n", "file_empty"),
    "xlsx": (b"PK\x03\x04rest", "workbook_damaged"),
    "pdf": (b"%PDF-1.7", "other_format"),
    "open quote": ((HEADER + ROW + 'Kab. Muna,"Dinas,2024-09-30,1,1\n').encode(), "broken_quotes"),
    "prose": (b"Dengan hormat,\nbersama ini kami sampaikan\n", "no_table"),
    "html": (b"<!DOCTYPE html>\n<table><tr><td>1</td></tr></table>\n", "other_format"),
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = stage_text(tmp_path, (HEADER + ROW.replace("Kesehatan", "Ke–sehatan")).encode(encoding))
    assert file.error is None
    assert file.observations["agency"].to_list() == ["Dinas Ke–sehatan"]
    assert len([note for note in file.notes if note.kind == "encoding_read"]) == (encoding != "utf-8")


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_whatever_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    for before in (b"", HEADER.encode()):
        path.write_bytes(before + content)
        file = staged(path)
        assert file.error is None or file.error.rule in FILE_RULES
