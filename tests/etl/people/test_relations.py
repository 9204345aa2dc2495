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


@given(tables, st.integers(1, 40))
@settings(max_examples=60)
def test_one_from_elsewhere_is_the_same_in_pieces_of_any_size(rows: list[list[str]], size: int) -> None:
    text = written(rows, "\n")
    fsspec.filesystem("memory").pipe_file("/relation.csv", text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relations, "BLOCK_BYTES", max(size, len(written([], "\n"))))
        assert read(Remote("memory://relation.csv")) == slow(text)


def test_a_row_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "BLOCK_BYTES", 100)
    monkeypatch.setattr(relations, "LONGEST_ROW", 1000)
    text = written([["Kendari", "1", "sudah"]] * 200, "\n").replace("1,sudah", '1,"sudah', 1)
    fsspec.filesystem("memory").pipe_file("/relation.csv", text.encode())
    with pytest.raises(pl.exceptions.ComputeError, match="does not end"):
        read(Remote("memory://relation.csv"))


@pytest.mark.parametrize("above", [0, 200_000])
def test_a_row_with_too_many_cells_tells_how_many(tmp_path: Path, above: int) -> None:
    path = tmp_path / "a.csv"
    rows = [*[["Kendari", "1", "sudah"]] * above, ["Kendari", "2", "sudah", "", "x"], ["Kendari", "3", "sudah", ""]]
    path.write_text(written(rows, "\n"), encoding="utf-8")
    odd = relation_of(path).rows().filter(pl.col("cells") > 0).select("nip", "cells").collect(engine="streaming")
    assert odd.rows() == [("2", 5)]


def test_a_row_with_many_cells_more_is_no_row_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(written([["Kendari", "1", *["sudah"] * 20]], "\n"), encoding="utf-8")
    with pytest.raises((pl.exceptions.ComputeError, pl.exceptions.SchemaError)):
        relation_of(path).rows().collect(engine="streaming")


def test_lines_that_end_in_a_carriage_return_alone_are_left_to_the_layout(tmp_path: Path) -> None:
    """No fast reader takes them for lines, and one would find a table without rows."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"Kab/Kota,NIP,Status\rKendari,1,sudah\r")
    assert csv_relation(path, "auto", contracts()) is None
