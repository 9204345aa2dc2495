"""CSV as it comes: encodings, separators, quotes, and what is refused with its place."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.grid import Note, Reading
from etl.readers import open_file
from etl.readers.separated import separator_of

ROWS = [["Kab/Kota", "OPD", "Jml ASN"], ["Kab. Konawe", "Dinas Kesehatan – Bidang “A”", "1.234,5"]]
ENCODINGS = {
    "utf-8": ("utf-8", b""),
    "utf-8-bom": ("utf-8-sig", b""),
    "utf-16-le": ("utf-16-le", b""),
    "utf-16-le-bom": ("utf-16-le", b"\xff\xfe"),
    "utf-16-be": ("utf-16-be", b""),
    "utf-16-be-bom": ("utf-16-be", b"\xfe\xff"),
    "windows-1252": ("cp1252", b""),
}
NAMES = {"utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "cp1252": "Windows-1252"}


def opened(folder: Path, content: bytes | str) -> Reading:
    path = folder / "file.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_file(path)


def rows_of(reading: Reading) -> list[list[str]]:
    assert reading.problem is None, reading.problem
    (grid,) = reading.grids
    assert (grid.name, grid.member, grid.first_row, grid.merged, grid.hidden) == ("", "", 1, (), False)
    cells: list[list[str]] = grid.cells.tolist()
    return cells


def problem_of(reading: Reading) -> tuple[str, dict[str, object]]:
    assert reading.problem is not None and reading.grids == ()
    for language in ("id", "en"):
        message, remedy = reading.problem.explain(language)
        assert "?" not in message and remedy
    return reading.problem.rule, reading.problem.detail


def written(rows: list[list[str]], separator: str, newline: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=newline).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    codec, mark = ENCODINGS[encoding]
    reading = opened(tmp_path, mark + written(ROWS, separator).encode(codec))
    assert rows_of(reading) == ROWS
    said = [Note("", 0, "encoding_read", {"encoding": NAMES[codec]})] if codec in NAMES else []
    assert list(reading.notes) == said


@pytest.mark.parametrize(
    "content",
    ["a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "\ufeffa,b\n1,2\n", "sep=;\na;b\n1;2\n",
     '"sep=;"\r\na;b\r\n1;2', "SEP=|\na|b\n1|2\n", "a,b,,\n1,2,,\n,,,\n\n", "a,b\n1,2\n ,\n"],
)  # fmt: skip
def test_one_table_however_it_was_saved(tmp_path: Path, content: str) -> None:
    assert rows_of(opened(tmp_path, content)) == [["a", "b"], ["1", "2"]]


def test_nothing_moves(tmp_path: Path) -> None:
    """Blank rows and columns stay where they are, and a line break inside quotes is no row."""
    content = '\n,,\n,"a\nb",c\n\n,1\n'
    assert rows_of(opened(tmp_path, content)) == [
        ["", "", ""],
        ["", "", ""],
        ["", "a\nb", "c"],
        ["", "", ""],
        ["", "1", ""],
    ]


SEPARATED = {
    "title with commas": ("PEMERINTAH KABUPATEN MUNA, SULAWESI TENGGARA\nKendari, 30 September 2024\n\n"
                          "OPD;ASN;TTD\nDinas A;10;9\nDinas B;12;9\n", ";"),
    "many notes with commas": ("Catatan: a, b, c, d\n" * 5 + "OPD;ASN;TTD;Ket\n" + "Dinas;1;2;3\n" * 6, ";"),
    "numbers with commas": ("OPD;Jumlah\n" + "Dinas A;1,234,567\n" * 9, ";"),
    "decimal commas": ("OPD;ASN;%\n" + "Dinas A;10;74,5\n" * 9, ";"),
    "weekdays": ("Tanggal;Jumlah\n" + "Selasa, 17 September 2024;5\n" * 9, ";"),
    "quoted commas": ('OPD;ASN\n"Dinas A, B, C";5\n"Dinas D, E, F";5\n', ";"),
    "quoted semicolons": ('OPD,ASN\n"Dinas A; B; C",5\n"Dinas D; E; F",5\n', ","),
    "semicolons in cells": ("OPD,ASN,TTD\n" + "Dinas A; B,5,4\n" * 9, ","),
    "a title that Excel filled up": ("JUDUL, PANJANG, SEKALI;;\nOPD;ASN;TTD\nA;1;1\n", ";"),
    "tabs": ("a\tb, c\n1\t2,5\n", "\t"),
    "ragged": ("a;b;c;d\n1;2;3,5;4\n1;2;3,5;4;\n1;2;3,5;4;\n", ";"),
    "prose in cells": ("Laworo, 30 September 2024\nOPD;Belum, jiwa;%\n"
                       "Badan Kepegawaian, Pendidikan, dan Pelatihan;7;2,5\n", ";"),
    "prose between tabs": ("OPD\tASN\n" + "Badan Kepegawaian, Pendidikan, dan Pelatihan\t6,194\n" * 5, "\t"),
    "a space after each comma": ("OPD, ASN, TTD\nDinas PU; Tata Ruang, 5, 4\nDinas A; B, 5, 4\n", ","),
    "one column": ("OPD\nDinas A\n", ","),
    "nothing but numbers": ("7401,12,13\n7402,14,15\n", ","),
}  # fmt: skip


@pytest.mark.parametrize("name", SEPARATED)
def test_the_separator_is_decided_over_many_lines(name: str) -> None:
    text, separator = SEPARATED[name]
    assert separator_of(text) == separator


REFUSED: dict[str, tuple[bytes, str, dict[str, object]]] = {
    "nothing": (b"", "file_empty", {}),
    "a mark alone": (b"\xef\xbb\xbf", "file_empty", {}),
    "blanks": (b" \n\n,,\n", "file_empty", {}),
    "utf-16 blanks": ("\n \n".encode("utf-16"), "file_empty", {}),
    "NUL": (b"a,b\n1,2\0\n", "not_text", {"line": 2}),
    "a block of NUL": (b"a,b\n1,2\n" + bytes(400), "not_text", {"line": 3}),
    "bytes": (bytes(range(256)) * 9, "broken_encoding", {"encoding": "UTF-8", "position": 129, "line": 3}),
    "damaged UTF-8": (b"a\nD\xc3\xa9\nx\xc3\n", "broken_encoding", {"encoding": "UTF-8", "position": 8, "line": 3}),
    "damaged marked UTF-8": (b"\xef\xbb\xbfa\n\x93\n", "broken_encoding",
                             {"encoding": "UTF-8", "position": 6, "line": 2}),
    "cut UTF-16": ("a,b\n1,2\n".encode("utf-16-le")[:-1], "broken_encoding",
                   {"encoding": "UTF-16 LE", "position": 15, "line": 2}),
    "PDF": (b"%PDF-1.7 ...", "other_format", {"format": "PDF"}),
    "picture": (b"\x89PNG\r\n\x1a\n", "other_format", {"format": "PNG"}),
    "page saved as xls": (b"\r\n<HTML><table><tr><td>1", "other_format", {"format": "HTML"}),
    "XML": (b'<?xml version="1.0"?><Workbook/>', "other_format", {"format": "XML"}),
    "open quote": (b'a,b\n1,2\n3,"4\n5,6\n', "broken_quotes", {"line": 3}),
    "stray quote": (b'a,b\n"1" x,2\n3,4\n', "broken_quotes", {"line": 2}),
    "open quote after sep=": (b'sep=,\na,b\n1,"2\n', "broken_quotes", {"line": 3}),
    "long cell": (b"a,b\n" + b"x" * 200_000 + b",1\n", "cell_too_long", {"line": 2, "limit": 131_072}),
    "one row of a million cells": (b"a\n" * 30 + b"," * 1_000_000 + b"x\n", "sheet_too_large",
                                   {"sheet": "", "rows": 31, "columns": 1_000_001, "limit": 12_000_000}),
    "two rows of many columns": (b"1,1" + b",x" * 16_383 + b"\n1\n", "sheet_too_wide",
                                 {"columns": 16_385, "limit": 16_384}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path: Path, name: str) -> None:
    content, rule, detail = REFUSED[name]
    reading = opened(tmp_path, content)
    assert problem_of(reading) == (rule, detail)
    assert reading.sha256 is not None


# Signs that every encoding here has, UTF-8 and UTF-16 aside, and no separator alone could be mistaken for a table.
_CELL = st.text(st.sampled_from("abcXYZ 0123456789.,;\"'\t\n–“é"), max_size=12)
_GRID = st.integers(1, 6).flatmap(lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), max_size=8))


@given(_GRID, st.sampled_from([",", ";", "\t"]), st.sampled_from(sorted(ENCODINGS)))
def test_any_table_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str, encoding: str
) -> None:
    """Under a header of words, which is what tells the separator where cells hold others."""
    codec, mark = ENCODINGS[encoding]
    width = len(rows[0]) if rows else 1
    table = [*[[f"judul {n}" for n in range(width + 30)]] * 9, *[[*row, *["x"] * 30] for row in rows]]
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(mark + written(table, separator).encode(codec))
    assert rows_of(open_file(path)) == table


@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    for before in (b"", b"a,b\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"):
        path.write_bytes(before + content)
        reading = open_file(path)
        assert (reading.problem is None) == bool(reading.grids)
        if reading.problem:
            problem_of(reading)
