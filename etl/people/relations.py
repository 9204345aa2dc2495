"""Where the rows of a register come from: a CSV of any size, read where it lies, a query, or what the layout found."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from etl.contracts import Contract, Match, matched
from etl.headers import names_person, readings
from etl.people.parts import attach
from etl.readers.database import Database, batches
from etl.readers.remote import Remote
from etl.rules import Problem

HEAD_BYTES = 1 << 16
SEPARATORS = (",", ";", "\t")


class Relation(Protocol):
    """Rows of text, columns named as in the contract; what a file does not have is not there."""

    @property
    def columns(self) -> Sequence[str]: ...

    @property
    def named(self) -> Sequence[str]:
        """What else is kept of the file beside its rows: the parts of its name, and the headers that are not loaded."""
        ...

    def sql(self, connection: duckdb.DuckDBPyConnection) -> str:
        """A query of the columns, never null."""
        ...

    def numbered(self, connection: duckdb.DuckDBPyConnection) -> Sequence[str]:
        """Queries of the columns and of `row`, the row in the spreadsheet: the next one where one fails."""
        ...

    def names(self, connection: duckdb.DuckDBPyConnection) -> str:
        """A query of one column `name`: the persons' names in columns that are not loaded; empty if there is none."""
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
    def dropped(self) -> tuple[str, ...]:
        """Headers of columns that are never loaded: unknown, or free text."""
        free = {self.match.positions.get(column.name, -1) for column in self.match.contract.of_kind("free_text")}
        return tuple(
            self.headers[place] for place in sorted({*self.match.unknown, *free} - {-1}) if self.headers[place]
        )

    @property
    def named(self) -> Sequence[str]:
        return (*(PurePath(part).stem for part in self.name.split("/")), *self.dropped)

    def _names(self, rows: str) -> str:
        """The columns of persons' names out of some rows of c0, c1, ..., one below the other."""
        places = [place for place in self.match.unknown if names_person(self.headers[place])]
        return " union all ".join(f"select c{place} as name from {rows}" for place in places)

    @property
    def chosen(self) -> str:
        """The columns of the contract out of columns c0, c1, ..."""
        cells = [f"coalesce(c{place}, '') as {name}" for name, place in self.match.positions.items()]
        return ", ".join([*cells, *(f"{_quoted(text)} as {name}" for name, text in self.constants.items())])


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRelation(HeadedRelation):
    """A CSV in UTF-8 whose header stands on line `skip` and is row `header_row` of the spreadsheet.

    parallel: by several threads; none of them can tell a line break in a cell from the end of a short row.
    """

    path: Path | Remote
    separator: str
    skip: int
    header_row: int
    parallel: bool = True

    def sql(self, connection: duckdb.DuckDBPyConnection) -> str:
        return f"select {self.chosen} from {self._rows(connection)}"

    def numbered(self, connection: duckdb.DuckDBPyConnection) -> Sequence[str]:
        """Counted by a fast reader; where it cannot read every row, by one that goes from row to row."""
        connection.register("counted", _counted(self, _batches_at_once))
        connection.register("counted_slowly", _counted(self, _batches_row_by_row))
        return tuple(f"select {self.chosen}, row from {counted}" for counted in ("counted", "counted_slowly"))

    def names(self, connection: duckdb.DuckDBPyConnection) -> str:
        return self._names(self._rows(connection))

    def _rows(self, connection: duckdb.DuckDBPyConnection) -> str:
        names = ", ".join(f"'c{place}': 'varchar'" for place in range(len(self.headers)))
        file = _quoted(_readable(self.path, connection))
        return (
            f"read_csv({file}, auto_detect = false, header = false, skip = {self.skip}, "
            f"delim = {_quoted(self.separator)}, quote = '\"', escape = '\"', null_padding = true, "
            f"max_line_size = 1048576, parallel = {self.parallel}, columns = {{{names}}})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRelation(HeadedRelation):
    """The rows of a query, columns c0, c1, ...; row 2 is the first, as if their names were a header."""

    rows: pa.Table

    def sql(self, connection: duckdb.DuckDBPyConnection) -> str:
        connection.register("queried", self.rows)
        return f"select {self.chosen} from queried"

    def numbered(self, connection: duckdb.DuckDBPyConnection) -> Sequence[str]:
        rows = pa.array(np.arange(2, len(self.rows) + 2))
        connection.register("counted", self.rows.append_column("row", rows))
        return (f"select {self.chosen}, row from counted",)

    def names(self, connection: duckdb.DuckDBPyConnection) -> str:
        connection.register("queried", self.rows)
        return self._names("queried")


@dataclass(frozen=True, slots=True)
class FrameRelation:
    """Rows that the layout found: text columns named as in the contract, and `row`."""

    frame: pd.DataFrame

    @property
    def columns(self) -> Sequence[str]:
        return tuple(str(name) for name in self.frame.columns if name != "row")

    def sql(self, connection: duckdb.DuckDBPyConnection) -> str:
        connection.register("frame", self.frame)
        return f"select {', '.join(self.columns)} from frame"

    def numbered(self, connection: duckdb.DuckDBPyConnection) -> Sequence[str]:
        connection.register("frame", self.frame)
        return ("from frame",)

    @property
    def named(self) -> Sequence[str]:
        return ()

    def names(self, connection: duckdb.DuckDBPyConnection) -> str:
        return ""  # they were looked for before (etl.named)


# -- rows with their numbers -------------------------------------------------------------------------------------------

ROWS_AT_ONCE = 10_000


def _counted(
    relation: CsvRelation, read: Callable[[CsvRelation, BinaryIO, Sequence[int]], Iterator[pa.RecordBatch]]
) -> pa.RecordBatchReader:
    """The columns that are used, named c0, c1, ... by their place, and `row`; never all rows at once."""
    used = sorted(relation.match.positions.values())

    def numbered() -> Iterator[pa.RecordBatch]:
        row = relation.header_row + 1
        path = relation.path
        with path.open("rb") if isinstance(path, Path) else path.open() as file:
            for batch in read(relation, file, used):
                yield batch.append_column("row", pa.array(np.arange(row, row + len(batch))))
                row += len(batch)

    schema = pa.schema([*((f"c{place}", pa.string()) for place in used), ("row", pa.int64())])
    return pa.RecordBatchReader.from_batches(schema, numbered())


def _batches_at_once(relation: CsvRelation, file: BinaryIO, used: Sequence[int]) -> Iterator[pa.RecordBatch]:
    """Raises pa.ArrowInvalid: a row has more or fewer cells than the header."""
    names = [f"c{place}" for place in range(len(relation.headers))]
    texts = {names[place]: pa.string() for place in used}
    yield from pyarrow.csv.open_csv(
        file,
        pyarrow.csv.ReadOptions(skip_rows=relation.skip, column_names=names),
        pyarrow.csv.ParseOptions(delimiter=relation.separator, newlines_in_values=True, ignore_empty_lines=False),
        pyarrow.csv.ConvertOptions(include_columns=list(texts), column_types=texts),
    )


def _batches_row_by_row(relation: CsvRelation, file: BinaryIO, used: Sequence[int]) -> Iterator[pa.RecordBatch]:
    """Raises csv.Error: the quotes of a cell do not end."""
    with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(islice(lines, relation.skip, None), delimiter=relation.separator, strict=True)
        while several := list(islice(rows, ROWS_AT_ONCE)):
            columns = [[row[place] if place < len(row) else None for row in several] for place in used]
            arrays = [pa.array(cells, pa.string()) for cells in columns]
            yield pa.RecordBatch.from_arrays(arrays, names=[f"c{place}" for place in used])


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
        text = head.decode("utf-8-sig") if len(head) < HEAD_BYTES else head[: head.rindex(b"\n")].decode("utf-8-sig")
    except (UnicodeDecodeError, ValueError):
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
    return QueryRelation(name=place.shown, headers=headers, match=found, rows=pa.Table.from_batches(kept))


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


def _readable(path: Path | Remote, connection: duckdb.DuckDBPyConnection) -> str:
    """What DuckDB reads a file by."""
    if isinstance(path, Path):
        return str(path)
    attach(connection, path.filesystem)
    return path.name_in_filesystem


def _called(path: Path | Remote) -> str:
    return str(path) if isinstance(path, Path) else path.shown


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
