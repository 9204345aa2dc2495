"""The rows of a CSV as the fast readers give them, against Python's own reader, which goes from row to row."""

import csv
import io
from pathlib import Path

import fsspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.people import relations
from etl.people.relations import CsvRelation, csv_relation
from etl.readers.remote import Remote
from etl.sources import contracts

HEADER = ["Kab/Kota", "NIP", "Status"]
COLUMNS = ["government", "nip", "status"]

cells = st.text(st.sampled_from('a1 é",;\n'), max_size=4)
tables = st.lists(st.lists(cells, max_size=3), max_size=8)


def written(rows: list[list[str]], ending: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=ending).writerows([HEADER, *rows])
    return out.getvalue()


def slow(text: str) -> list[tuple[int, str, ...]]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return [(number, *row, *[""] * (3 - len(row))) for number, row in enumerate(rows[1:], start=2)]


def relation_of(path: Path | Remote) -> CsvRelation:
    found = csv_relation(path, "auto", contracts())
    assert found is not None
    return found


def read(path: Path | Remote) -> list[tuple[int, str, ...]]:
    rows = relation_of(path).rows().select("row", *COLUMNS).collect(engine="streaming")
    return sorted(rows.rows())


@given(tables, st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=60)
def test_every_row_is_read_under_its_number(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], ending: str, marked: bool
) -> None:
    """Blank lines, short rows, quoted line breaks; a file of this machine, and one of elsewhere."""
    text = written(rows, ending)
    raw = text.encode("utf-8-sig" if marked else "utf-8")
    path = tmp_path_factory.getbasetemp() / "relation.csv"
    path.write_bytes(raw)
    assert read(path) == slow(text)
    fsspec.filesystem("memory").pipe_file("/relation.csv", raw)
    assert read(Remote("memory://relation.csv")) == slow(text)


def test_one_from_elsewhere_goes_on_row_by_row_where_the_fast_reader_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "ROWS_AT_ONCE", 3)
    rows = [
        ["Kendari", f"{number}"] if number > 90_000 else ["Kendari", f"{number}", "sudah"] for number in range(90_010)
    ]
    text = written(rows, "\n")
    fsspec.filesystem("memory").pipe_file("/relation.csv", text.encode())
    assert read(Remote("memory://relation.csv")) == slow(text)


@pytest.mark.parametrize("late", [False, True])
def test_a_row_with_too_many_cells_is_no_row_of_the_table(tmp_path: Path, late: bool) -> None:
    rows = [["Kendari", "1", "sudah"]] * (200_000 if late else 0) + [["Kendari", "1", "sudah", ""]]
    path = tmp_path / "a.csv"
    path.write_text(written(rows, "\n"), encoding="utf-8")
    with pytest.raises((pl.exceptions.ComputeError, pl.exceptions.SchemaError)):
        read(path)


def test_lines_that_end_in_a_carriage_return_alone_are_left_to_the_layout(tmp_path: Path) -> None:
    """No fast reader takes them for lines, and one would find a table without rows."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"Kab/Kota,NIP,Status\rKendari,1,sudah\r")
    assert csv_relation(path, "auto", contracts()) is None
