"""Where the rows of a register come from: a CSV of any size, read where it lies, a query, or what the layout found."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol, cast

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from polars.io.plugins import register_io_source

from etl.contracts import Contract, Match, matched
from etl.headers import names_person, readings
from etl.people.quoting import Quoting
from etl.problems import Problem
from etl.readers.database import Database, batches
from etl.readers.remote import Remote

HEAD_BYTES = 1 << 16
SEPARATORS = (",", ";", "\t")
# Cells beyond the headers with which a row is still one of the table, and is rejected by itself. Each costs a few
# hundredths of a second for the nation.
SURPLUS = 4
BLOCK_BYTES, LONGEST_ROW = 1 << 24, 1 << 26


class Relation(Protocol):
    """Rows of text, columns named as in the contract; what a file does not have is not there."""

    @property
    def columns(self) -> Sequence[str]: ...

    @property
    def named(self) -> Sequence[str]:
        """What else is kept of the file beside its rows: the parts of its name, and the headers that are not loaded."""
        ...

    def rows(self) -> pl.LazyFrame:
        """The columns, never null, `row` and `cells`. Blank rows are among them.

        row: that in the spreadsheet. cells: how many there are in a row that has more than the header, else 0.

        Whoever collects it may get a PolarsError: the rows cannot be read as what they were taken for. It may quote
        them, so that nobody is to see it.
        """
        ...

    def names(self) -> pl.LazyFrame | None:
        """One column `name`: the persons' names in columns that are not loaded; None if there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRelation:
    """Rows under one header, which fits a contract.

    name: what receipts call it. stem: what its own name may state of region and date. titles: the rows above the
    header. constants: what holds for every row and stands in none, by the contract's columns.
    """

    name: str
    headers: tuple[str, ...]
    match: Match
    stem: str = ""
    titles: tuple[tuple[str, ...], ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> Sequence[str]:
        return (*self.match.positions, *self.constants)

    @property
    def headed(self) -> int:
        """How many columns there are, up to the last that has a header."""
        return max(place for place, header in enumerate(self.headers) if header) + 1

    @property
    def dropped(self) -> tuple[str, ...]:
        """Headers of columns that are never loaded: unknown, or free text."""
        free = {self.match.positions.get(column.name, -1) for column in self.match.contract.of_kind("free_text")}
        return tuple(
            self.headers[place] for place in sorted({*self.match.unknown, *free} - {-1}) if self.headers[place]
        )

    @property
    def named(self) -> Sequence[str]:
        return (*(PurePath(part).stem for part in self.name.split("/")), *self.dropped)

    def _names(self, rows: pl.LazyFrame) -> pl.LazyFrame | None:
        """The columns of persons' names out of c0, c1, ..., one below the other."""
        places = [place for place in self.match.unknown if names_person(self.headers[place])]
        columns = [rows.select(pl.col(f"c{place}").cast(pl.String).alias("name")).drop_nulls() for place in places]
        return pl.concat(columns) if columns else None

    def _chosen(self, rows: pl.LazyFrame, **beside: pl.Expr) -> pl.LazyFrame:
        """The columns of the contract out of c0, c1, ..., and `row`; and what else is to stand beside them."""
        cells = [
            pl.col(f"c{place}").cast(pl.String).fill_null("").alias(name)
            for name, place in self.match.positions.items()
        ]
        return rows.select("row", *cells, **{name: pl.lit(text) for name, text in self.constants.items()}, **beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRelation(HeadedRelation):
    """A CSV in UTF-8 whose header stands on line `skip` and is row `header_row` of the spreadsheet."""

    path: Path | Remote
    separator: str
    skip: int
    header_row: int

    def rows(self) -> pl.LazyFrame:
        beyond = [*self._schema][self.headed :]
        last = [
            pl.when(pl.col(name) != "").then(place).otherwise(0)
            for place, name in enumerate(beyond, start=self.headed + 1)
        ]
        is_long = pl.sum_horizontal(pl.col(beyond).str.len_bytes()) > 0  # the count itself would cost more
        # Only who asks for every cell is told of a row that has more than these. Null is none of them.
        is_read = pl.any_horizontal(pl.col([*self._schema][: self.headed]).is_null())
        return self._chosen(self._scan(), cells=pl.when(is_long | is_read).then(pl.max_horizontal(last)).otherwise(0))

    def names(self) -> pl.LazyFrame | None:
        return self._names(self._scan())

    def _scan(self) -> pl.LazyFrame:
        """c0, c1, ... and `row`. A row may have fewer cells than the header, and some more."""
        if isinstance(self.path, Path):
            return self.scanned(self.path, self.skip, self.header_row + 1)
        return register_io_source(
            partial(_source, self), schema={**self._schema, "row": pl.get_index_type()}, is_pure=True
        )

    @property
    def _schema(self) -> dict[str, type[pl.String]]:
        return {f"c{place}": pl.String for place in range(len(self.headers) + SURPLUS)}

    def scanned(self, source: Path | BinaryIO, skip: int, first_row: int) -> pl.LazyFrame:
        """The rows of a file, or of a piece of it, behind `skip` lines; the first is row `first_row`."""
        return pl.scan_csv(
            source, has_header=False, skip_lines=skip, schema=self._schema, separator=self.separator, glob=False,
            missing_columns="insert", empty_string_is_null=False, row_index_name="row", row_index_offset=first_row,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRelation(HeadedRelation):
    """The rows of a query, columns c0, c1, ...; row 2 is the first, as if their names were a header."""

    table: pa.Table

    def rows(self) -> pl.LazyFrame:
        return self._chosen(self._scan().with_row_index("row", offset=2), cells=pl.lit(0))

    def names(self) -> pl.LazyFrame | None:
        return self._names(self._scan())

    def _scan(self) -> pl.LazyFrame:
        return cast(pl.DataFrame, pl.from_arrow(self.table)).lazy()


@dataclass(frozen=True, slots=True)
class FrameRelation:
    """Rows that the layout found: text columns named as in the contract, and `row`."""

    frame: pd.DataFrame

    @property
    def columns(self) -> Sequence[str]:
        return tuple(str(name) for name in self.frame.columns if name != "row")

    def rows(self) -> pl.LazyFrame:
        return pl.from_pandas(self.frame).lazy().with_columns(cells=0)

    @property
    def named(self) -> Sequence[str]:
        return ()

    def names(self) -> pl.LazyFrame | None:
        return None  # they were looked for before (etl.named)


# -- a file that is no file of this machine, read as it comes ----------------------------------------------------------


def _source(
    relation: CsvRelation, columns: list[str] | None, predicate: pl.Expr | None, most: int | None, _: int | None
) -> Iterator[pl.DataFrame]:
    """What Polars asks of a source of rows: some columns, those that fulfil a predicate, at most so many."""
    skip, row, left = relation.skip, relation.header_row + 1, most
    with _opened(relation) as file:
        for block in _blocks(file, Quoting(relation.separator)):
            rows = relation.scanned(io.BytesIO(block), skip, row).collect()  # all columns: every cell is checked
            skip, row = 0, row + len(rows)
            if left is not None:
                rows = rows.head(left)
                left -= len(rows)
            rows = rows if predicate is None else rows.filter(predicate)
            yield rows if columns is None else rows.select(columns)
            if left == 0:
                return


def _blocks(file: BinaryIO, quoting: Quoting) -> Iterator[bytes]:
    """A CSV in pieces, each of which ends where a row does: where a line ends outside quotes.

    Raises pl.exceptions.ComputeError: its quotes are not plain, or a row is so long that one of them is never closed.
    """
    rest = b""
    while piece := file.read(BLOCK_BYTES):
        quoting.hold(piece)
        rest += piece
        end = _end_of_rows(rest)
        if end:
            yield rest[:end]
        rest = rest[end:]
        if len(rest) > LONGEST_ROW:
            raise pl.exceptions.ComputeError("a row does not end")
    quoting.end()
    if rest:
        yield rest


def _end_of_rows(text: bytes) -> int:
    """Behind the last line that ends outside quotes; 0 if none does."""
    signs = np.frombuffer(text, dtype=np.uint8)
    quoted = np.logical_xor.accumulate(signs == ord('"'))
    ends = np.flatnonzero((signs == ord("\n")) & ~quoted)
    return int(ends[-1]) + 1 if len(ends) else 0


def _opened(relation: CsvRelation) -> BinaryIO:
    return relation.path.open("rb") if isinstance(relation.path, Path) else relation.path.open()


def csv_relation(path: Path | Remote, source: str, contracts: Mapping[str, Contract]) -> CsvRelation | None:
    """The relation of a CSV in UTF-8 with a header that fits the contract of a register, near its beginning.

    None for every other file: the general way reads it, or says why it cannot.
    """
    try:
        if not path.is_file() or (isinstance(path, Remote) and path.from_beginning_alone):  # a pipe would wait for ever
            return None
        with path.open("rb") if isinstance(path, Path) else path.open() as file:
            head = file.read(HEAD_BYTES)
    except (OSError, ValueError):
        return None
    try:
        whole_lines = head if len(head) < HEAD_BYTES else head[: head.rindex(b"\n") + 1]
        text = whole_lines.decode("utf-8-sig")
    except (UnicodeDecodeError, ValueError):
        return None
    if "\r" in text.replace("\r\n", ""):  # lines of an old Macintosh end so, and no fast reader takes them for lines
        return None
    return next(
        (found for separator in SEPARATORS if (found := _header(path, text, separator, source, contracts))), None
    )


def query_relation(place: Database, source: str, contracts: Mapping[str, Contract]) -> QueryRelation | None:
    """The relation of a query whose columns fit the contract of a register; None for every other query.

    What repeats is kept once (dictionaries), so that the rows of a nation fit in memory: nothing of them is written to
    disk, and all passes over them see the same rows.

    Raises:
        DatabaseRefused: it cannot be reached, or refuses the query.
    """
    found: Match | Problem | None = None
    headers: tuple[str, ...] = ()
    kept: list[pa.RecordBatch] = []
    for batch in batches(place):
        if found is None:
            headers = tuple(" ".join(name.split()) for name in batch.schema.names)
            found = matched(headers, source, contracts)
        if isinstance(found, Problem) or not found.contract.of_kind("person"):
            return None
        person = found.positions.get(found.contract.of_kind("person")[0].name)
        names = [f"c{place}" for place in range(len(headers))]
        columns = [each if at == person else each.dictionary_encode() for at, each in enumerate(batch.columns)]
        kept.append(pa.RecordBatch.from_arrays(columns, names=names))
    if found is None or isinstance(found, Problem):
        return None
    return QueryRelation(name=place.shown, headers=headers, match=found, table=pa.Table.from_batches(kept))


def _header(
    path: Path | Remote, text: str, separator: str, source: str, contracts: Mapping[str, Contract]
) -> CsvRelation | None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    titles: list[tuple[str, ...]] = []
    persons = _person_headers(contracts)
    try:
        for number, row in enumerate(reader, start=1):
            headers = tuple(" ".join(cell.split()) for cell in row)
            named = len(headers) > 1 and any(not persons.isdisjoint(readings(header)) for header in headers)
            found = matched(headers, source, contracts) if named else None
            if found is not None and not isinstance(found, Problem) and found.contract.of_kind("person"):
                return CsvRelation(
                    name=_called(path), headers=headers, match=found, stem=path.stem, titles=tuple(titles), path=path,
                    separator=separator, skip=reader.line_num, header_row=number,
                )  # fmt: skip
            titles.append(headers)
    except csv.Error:
        return None
    return None


def _person_headers(contracts: Mapping[str, Contract]) -> frozenset[str]:
    """What stands over the numbers of persons, as `readings` gives it."""
    return frozenset(
        word
        for contract in contracts.values()
        for word, column in contract.by_header.items()
        if column.kind == "person"
    )


def _called(path: Path | Remote) -> str:
    return str(path) if isinstance(path, Path) else path.shown
