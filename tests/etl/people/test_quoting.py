"""Where quotes may stand in a CSV, against Python's own reader, which is strict about it."""

import csv
import io
from collections.abc import Iterable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.people.quoting import LONGEST_CELL, Quoting

MANY = LONGEST_CELL // 4 + 1  # of four bytes or more are longer than a cell may be
signs = st.text(st.sampled_from('a",\n'), max_size=30)
tables = st.lists(st.lists(st.text(st.sampled_from('a é",;\n'), max_size=4), min_size=1, max_size=4), max_size=8)


def is_plain(pieces: Iterable[bytes]) -> bool:
    quoting = Quoting(",")
    try:
        for piece in pieces:
            quoting.hold(piece)
        quoting.end()
    except pl.exceptions.ComputeError:
        return False
    return True


def in_pieces(text: str, size: int) -> list[bytes]:
    raw = text.encode()
    return [raw[start : start + size] for start in range(0, len(raw), size)]


@given(signs, st.integers(1, 8))
def test_what_is_plain_is_read_alike_by_every_reader(text: str, size: int) -> None:
    plain = is_plain(in_pieces(text, size))
    assert plain == is_plain(in_pieces(text, 1000))
    if plain:
        list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(tables, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(3, 20))
def test_what_a_program_writes_is_plain(rows: list[list[str]], ending: str, marked: bool, size: int) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=ending).writerows(rows)
    assert is_plain(in_pieces("\ufeff" * marked + out.getvalue(), size))


@pytest.mark.parametrize("size", [1, 7, 1000, 100_000])
@pytest.mark.parametrize(("inside", "expected"), [("a,b\n", False), ('a,"",b\n', False), ('a""b', False), ("", True)])
def test_a_cell_that_is_as_long_as_many_rows_is_none(size: int, inside: str, expected: bool) -> None:
    assert is_plain(in_pieces('a,"' + inside * MANY + '"\n', size)) == expected


@pytest.mark.parametrize("size", [1, 7, 1000, 100_000])
def test_many_rows_are_plain(size: int) -> None:
    assert is_plain(in_pieces('a,"b"\n"c",d\n' * MANY, size))


@pytest.mark.parametrize("text", ['a,b"c\n', 'a,"b"c\n', 'a,"b" ,c\n', 'a,"b\n', "a,b\rc,d\n", 'a,b\n"', '""a"\n'])
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_what_is_not(text: str, size: int) -> None:
    assert not is_plain(in_pieces(text, size))
